//! Mutations of a document's text: what slips, merges and editors do to it, and what nobody would.

use fastrand::Rng;

use crate::words::{CHARACTERS, WORDS};

/// The text after one mutation, now and then up to three.
pub(crate) fn mutate(text: &str, rng: &mut Rng) -> Vec<u8> {
    let mut text = text.to_owned();
    for _ in 0..rng.choice([1, 1, 1, 2, 3]).unwrap_or(1) {
        text = match rng.u8(0..10) {
            0..4 => lines(&text, rng),
            4..7 => words(&text, rng),
            _ => characters(&text, rng),
        };
    }
    let mut bytes = text.into_bytes();
    match rng.u8(0..24) {
        0 => bytes.truncate(rng.usize(0..=bytes.len())),
        1 => {
            if let Some(byte) = rng.choice(&mut bytes) {
                *byte = rng.u8(..);
            }
        }
        2 => bytes.splice(0..0, *b"\xef\xbb\xbf").for_each(drop),
        _ => {}
    }
    bytes
}

fn lines(text: &str, rng: &mut Rng) -> String {
    let mut lines: Vec<String> = text.split_inclusive('\n').map(str::to_owned).collect();
    if lines.is_empty() {
        return "\n".to_owned();
    }
    let (at, other) = (rng.usize(0..lines.len()), rng.usize(0..lines.len()));
    let end = (at + rng.usize(1..8)).min(lines.len());
    match rng.u8(0..8) {
        0 => drop(lines.remove(at)),
        1 => drop(lines.drain(at..end)),
        2 => lines.insert(at, lines[at].clone()),
        3 => lines.swap(at, other),
        4 => {
            let cut: Vec<_> = lines.drain(at..end).collect();
            let to = other.min(lines.len());
            drop(lines.splice(to..to, cut));
        }
        5 => {
            let copy = lines[at..end].to_vec();
            drop(lines.splice(other..other, copy));
        }
        6 => lines[at..end].iter_mut().for_each(|line| line.insert_str(0, "  ")),
        _ => {
            let indentation = ["", " ", "   ", "\t", "      ", "          "];
            let line = lines[at].trim_start_matches(' ').to_owned();
            lines[at] = rng.choice(indentation).unwrap_or_default().to_owned() + &line;
        }
    }
    lines.concat()
}

/// A word is what stands between blanks and colons.
fn words(text: &str, rng: &mut Rng) -> String {
    let mut pieces: Vec<&str> = text.split_inclusive([' ', '\n', ':', ',']).collect();
    if pieces.is_empty() {
        return String::new();
    }
    let (at, other) = (rng.usize(0..pieces.len()), rng.usize(0..pieces.len()));
    let end = pieces[at].trim_end_matches([' ', '\n', ':', ',']).len();
    let foreign = rng.choice(WORDS).copied().unwrap_or_default();
    let replaced = foreign.to_owned() + &pieces[at][end..];
    match rng.u8(0..6) {
        0 => drop(pieces.remove(at)),
        1 => pieces.insert(at, pieces[at]),
        2 => pieces.swap(at, other),
        3 => pieces[at] = pieces[other],
        _ => pieces[at] = &replaced,
    }
    pieces.concat()
}

fn characters(text: &str, rng: &mut Rng) -> String {
    let mut characters: Vec<char> = text.chars().collect();
    let at = rng.usize(0..=characters.len());
    let end = (at + rng.usize(0..3)).min(characters.len());
    let foreign = rng.choice(CHARACTERS.chars().collect::<Vec<_>>()).unwrap_or('\t');
    match rng.u8(0..6) {
        0 => drop(characters.drain(at..end)),
        1 => characters.insert(at, foreign),
        2 => drop(characters.splice(at..at, [foreign; 40])),
        3 if at + 1 < characters.len() => characters.swap(at, at + 1),
        _ => drop(characters.splice(at..end, [foreign])),
    }
    characters.into_iter().collect()
}
