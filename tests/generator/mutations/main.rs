//! Nothing brings the generator down: whatever is done to a specification, it becomes code or mistakes with places.
//!
//! A case is known by its name, `text 12 of spec/dialer.yaml`, and so is the thread that it runs in: a panic, an
//! overflown stack and the list of failures name it. To run that case alone, and to see its text:
//! `MUTATION='text 12 of spec/dialer.yaml' cargo test -p icws-tests --test mutations`.

mod hostile;
mod judge;
mod regressions;
mod text;
mod tree;
mod words;

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use fastrand::Rng;
use serde_yaml::Value;

/// A document that is to be mutated.
struct Seed {
    name: String,
    text: String,
    /// Nothing where the text is no YAML.
    tree: Option<Value>,
}

fn the_specification() -> Vec<Seed> {
    seeds("spec").into_iter().filter(|seed| seed.name == "spec/dialer.yaml").collect()
}

fn the_fixtures() -> Vec<Seed> {
    let mut fixtures = seeds("tests/fixtures/good");
    fixtures.extend(seeds("tests/fixtures/bad"));
    fixtures
}

/// The documents of a folder that are text, by their path.
fn seeds(folder: &str) -> Vec<Seed> {
    let root = icws_tests::root();
    let mut seeds: Vec<Seed> = fs::read_dir(root.join(folder))
        .expect("the folder is there")
        .map(|entry| entry.expect("readable").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "yaml"))
        .filter_map(|path| {
            let name = path.strip_prefix(&root).ok()?.to_str().expect("plain names").to_owned();
            let text = fs::read_to_string(path).ok()?;
            Some(Seed { name, tree: serde_yaml::from_str(&text).ok(), text })
        })
        .collect();
    seeds.sort_by(|a, b| a.name.cmp(&b.name));
    seeds
}

/// How many cases there are: more of the specification than of the fixtures, more slips in the text than of meaning.
const CASES: [usize; 4] = [10_000, 5_000, 3_000, 3_000];
const _: () = assert!(CASES[0] + CASES[1] + CASES[2] + CASES[3] >= 20_000);

#[test]
fn the_specification_with_a_mutated_text_becomes_code_or_mistakes() {
    run("text", CASES[0], the_specification(), of_text);
}

#[test]
fn the_specification_with_a_mutated_tree_becomes_code_or_mistakes() {
    run("tree", CASES[1], the_specification(), of_tree);
}

#[test]
fn the_fixtures_with_a_mutated_text_become_code_or_mistakes() {
    run("text", CASES[2], the_fixtures(), of_text);
}

#[test]
fn the_fixtures_with_a_mutated_tree_become_code_or_mistakes() {
    run("tree", CASES[3], the_fixtures(), of_tree);
}

/// A mutation of a document, nothing where it cannot be mutated in this way at all.
type Mutate = fn(&Seed, &mut Rng) -> Option<Vec<u8>>;

fn of_text(seed: &Seed, rng: &mut Rng) -> Option<Vec<u8>> {
    Some(text::mutate(&seed.text, rng))
}

fn of_tree(seed: &Seed, rng: &mut Rng) -> Option<Vec<u8>> {
    tree::mutate(seed.tree.as_ref()?, rng)
}

/// Judges so many mutations of the seeds.
fn run(kind: &str, count: usize, mut seeds: Vec<Seed>, mutate: Mutate) {
    seeds.retain(|seed| mutate(seed, &mut Rng::with_seed(0)).is_some());
    let judge = |name: &str, seed: &Seed| {
        let bytes = mutate(seed, &mut Rng::with_seed(hash(name))).expect("it can be mutated");
        (judge::judge_patiently(name, &bytes).map(|verdict| verdict.is_code), bytes)
    };
    match std::env::var("MUTATION") {
        // A case is found by its name, also after fixtures were added.
        Ok(name) => {
            let of = |seed: &&Seed| is_of(&name, kind, seed);
            if let Some(seed) = seeds.iter().find(of) {
                let (verdict, bytes) = judge(&name, seed);
                println!("{}\n{name}: {verdict:?}", String::from_utf8_lossy(&bytes));
                assert!(verdict.is_ok(), "{verdict:?}");
            }
        }
        Err(_) => {
            let verdicts = in_threads(count, |number| {
                let seed = &seeds[number % seeds.len()];
                judge(&format!("{kind} {number} of {}", seed.name), seed).0
            });
            sum_up(kind, count, verdicts);
        }
    }
}

/// Does something so many times, in as many threads as the machine has processors.
fn in_threads<T: Send>(count: usize, work: impl Fn(usize) -> T + Sync) -> Vec<T> {
    let (next, done) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    let worker = || {
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            if number >= count {
                break;
            }
            let result = work(number);
            done.lock().expect("not poisoned").push(result);
        }
    };
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(worker);
        }
    });
    done.into_inner().expect("not poisoned")
}

/// Requires that all were judged and none failed, and that some, but not nearly all, became code: else the mutations
/// would be too coarse, or too fine, to reach what lies behind the loader.
fn sum_up(kind: &str, count: usize, verdicts: Vec<Result<bool, String>>) {
    let judged = verdicts.len();
    let coded = verdicts.iter().filter(|verdict| **verdict == Ok(true)).count();
    let failures: Vec<String> = verdicts.into_iter().filter_map(Result::err).collect();
    assert!(failures.is_empty(), "{} of {count}:\n{}", failures.len(), failures.join("\n"));
    assert_eq!(judged, count, "not all were judged");
    assert!((count / 200..count - count / 4).contains(&coded), "{coded} of {count} became code");
    println!("{kind}: {judged} were judged, {coded} of them became code");
}

/// Whether this is the name of a case of this kind of this seed.
fn is_of(name: &str, kind: &str, seed: &Seed) -> bool {
    name.starts_with(&format!("{kind} ")) && name.ends_with(&format!(" of {}", seed.name))
}

fn hash(name: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    name.hash(&mut hasher);
    hasher.finish()
}
