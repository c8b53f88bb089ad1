//! Mutations of a document's tree: it stays YAML, and stops being what it was.

use fastrand::Rng;
use serde_yaml::{Mapping, Value};

use crate::words::{KEYS, TEXTS};

/// Where a value is: keys of mappings and indices of lists, from the root.
type Path = Vec<Value>;

/// The text of the tree after one or two mutations, nothing if it cannot be written.
pub(crate) fn mutate(tree: &Value, rng: &mut Rng) -> Option<Vec<u8>> {
    let mut root = tree.clone();
    for _ in 0..rng.u8(1..=2) {
        // Nothing happens where nothing is left, or where the mutation does not fit the place.
        mutate_somewhere(&mut root, rng);
    }
    serde_yaml::to_string(&root).ok().map(String::into_bytes)
}

fn mutate_somewhere(root: &mut Value, rng: &mut Rng) -> Option<()> {
    let paths = paths(root);
    let (at, other) = (rng.choice(&paths)?, rng.choice(&paths)?);
    match rng.u8(0..12) {
        0 => drop(take(root, at)),
        1 => rename(root, at, rng)?,
        2 => {
            let copy = get(root, at)?.clone();
            put(get(root, at.split_last()?.1)?, key(rng), copy);
        }
        3..6 => {
            let scalar = (0..20).find_map(|_| rng.choice(&paths).filter(|path| is_scalar(root, path)))?;
            *get(root, scalar)? = value(rng);
        }
        6 => *get(root, at)? = value(rng),
        7 => {
            let (one, two) = (get(root, at)?.clone(), get(root, other)?.clone());
            *get(root, at)? = two;
            *get(root, other)? = one;
        }
        8 => {
            let moved = take(root, at)?;
            put(get(root, other)?, at.last()?.clone(), moved);
        }
        9 => {
            let copy = get(root, other)?.clone();
            *get(root, at)? = copy;
        }
        10 => *get(root, at)? = reference(&pointer(other)),
        _ => {
            let text = rng.choice(TEXTS).copied()?;
            *get(root, at)? = reference(text);
        }
    }
    Some(())
}

/// Renames a key to that of another place or to a word, and puts it last.
fn rename(root: &mut Value, at: &Path, rng: &mut Rng) -> Option<()> {
    let name = match at.last()?.as_str() {
        Some(name) if rng.bool() => {
            Value::from(name.to_owned() + rng.choice(["s", "-", "_", "", "\u{301}"])?)
        }
        _ => key(rng),
    };
    let value = take(root, at)?;
    put(get(root, at.split_last()?.1)?, name, value);
    Some(())
}

fn key(rng: &mut Rng) -> Value {
    rng.choice(KEYS).copied().unwrap_or_default().into()
}

fn value(rng: &mut Rng) -> Value {
    match rng.u8(0..12) {
        0 => Value::Null,
        1 => rng.bool().into(),
        2 => rng.choice([0, 1, -1, 199, 204, 600, i64::MAX, i64::MIN, 1 << 32]).unwrap_or_default().into(),
        3 => u64::MAX.into(),
        4 => rng.choice([0.5, 1e300, -0.0, f64::NAN, f64::INFINITY, 5e-324]).unwrap_or_default().into(),
        5 => Value::Sequence(Vec::new()),
        6 => Value::Mapping(Mapping::new()),
        7 => Value::Sequence(vec![value(rng), value(rng)]),
        8 => Value::Mapping(Mapping::from_iter([(key(rng), value(rng))])),
        9 => "long ".repeat(rng.usize(0..2000)).into(),
        _ => rng.choice(TEXTS).copied().unwrap_or_default().into(),
    }
}

fn reference(pointer: &str) -> Value {
    Value::Mapping(Mapping::from_iter([(Value::from("$ref"), Value::from(pointer))]))
}

/// The reference to a place, e.g. `#/components/schemas/error`.
fn pointer(path: &Path) -> String {
    let words = path.iter().map(|step| match step {
        Value::String(name) => name.replace('~', "~0").replace('/', "~1"),
        Value::Number(index) => index.to_string(),
        _ => String::new(),
    });
    words.fold("#".to_owned(), |pointer, word| pointer + "/" + &word)
}

/// The places of all values but the root.
fn paths(root: &Value) -> Vec<Path> {
    let mut found = Vec::new();
    let mut waiting = vec![(Path::new(), root)];
    while let Some((path, value)) = waiting.pop() {
        let below = |(key, value)| ([path.as_slice(), &[key]].concat(), value);
        match value {
            Value::Mapping(mapping) => {
                waiting.extend(mapping.iter().map(|(key, value)| below((key.clone(), value))));
            }
            Value::Sequence(list) => {
                waiting.extend(list.iter().enumerate().map(|(index, value)| below((index.into(), value))));
            }
            _ => {}
        }
        found.push(path);
    }
    found.retain(|path| !path.is_empty());
    found
}

fn is_scalar(root: &mut Value, path: &[Value]) -> bool {
    get(root, path).is_some_and(|value| !matches!(value, Value::Mapping(_) | Value::Sequence(_)))
}

fn get<'a>(root: &'a mut Value, path: &[Value]) -> Option<&'a mut Value> {
    path.iter().try_fold(root, |value, step| match value {
        Value::Sequence(list) => list.get_mut(usize::try_from(step.as_u64()?).ok()?),
        _ => value.as_mapping_mut()?.get_mut(step),
    })
}

fn take(root: &mut Value, path: &Path) -> Option<Value> {
    let (last, parent) = path.split_last()?;
    match get(root, parent)? {
        Value::Sequence(list) => {
            let index = usize::try_from(last.as_u64()?).ok()?;
            (index < list.len()).then(|| list.remove(index))
        }
        parent => parent.as_mapping_mut()?.shift_remove(last),
    }
}

fn put(parent: &mut Value, key: Value, value: Value) {
    match parent {
        Value::Sequence(list) => list.push(value),
        Value::Mapping(mapping) => drop(mapping.insert(key, value)),
        other => *other = value,
    }
}
