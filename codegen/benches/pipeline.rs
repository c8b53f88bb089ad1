//! How long it takes to make the crate of `spec/dialer.yaml`, as a whole and stage by stage.
//!
//! `cargo bench -p icws-codegen`
#![expect(
    clippy::expect_used,
    reason = "a benchmark of a specification with mistakes has nothing to measure"
)]

use std::hint::black_box;
use std::path::Path;

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use icws_codegen::{Spec, generate, stages};

fn pipeline(criterion: &mut Criterion) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec/dialer.yaml");
    let bytes = std::fs::read(path).expect("the specification is there");
    let spec = Spec { path: "spec/dialer.yaml", bytes: &bytes };
    let document = stages::load(spec).expect("loads");
    let lowered = stages::lower(&document).expect("lowers");

    let mut group = criterion.benchmark_group("dialer.yaml");
    group.bench_function("all", |bencher| bencher.iter(|| generate(black_box(spec)).expect("generates")));
    group.bench_function("load", |bencher| bencher.iter(|| stages::load(black_box(spec)).expect("loads")));
    group.bench_function("lower", |bencher| {
        bencher.iter(|| stages::lower(black_box(&document)).expect("lowers"))
    });
    group.bench_function("check", |bencher| {
        let check = |lowered| stages::check(lowered, document.source()).expect("checks");
        bencher.iter_batched(|| lowered.clone(), check, BatchSize::SmallInput);
    });
    let (checked, _) = stages::check(lowered, document.source()).expect("checks");
    let plan = stages::plan(&checked);
    let files = stages::emit(&plan);
    group.bench_function("emit", |bencher| {
        bencher.iter(|| black_box(&files).iter().map(|file| file.items().len()).sum::<usize>())
    });
    group.bench_function("format", |bencher| bencher.iter(|| stages::format(black_box(&files), spec.path)));
    group.finish();
}

criterion_group!(benches, pipeline);
criterion_main!(benches);
