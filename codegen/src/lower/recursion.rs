//! Which properties lead back to the type that they stand in, so that they need a box.

use crate::ir::{Object, Schema, Shape};

/// Marks them. A list or a dictionary in between is a box already.
pub(super) fn mark(schemas: &mut [Schema]) {
    let edges: Vec<Vec<usize>> = schemas.iter().map(direct).collect();
    let circles = circles(&edges);
    for (index, schema) in schemas.iter_mut().enumerate() {
        let Shape::Object(Object { properties, .. }) = &mut schema.shape else {
            continue;
        };
        for property in properties {
            // A type leads back to one that leads to it exactly where both are in one circle.
            let target = property.ty.direct().and_then(|id| circles.get(id.index()));
            property.boxed = target.is_some_and(|circle| circles.get(index) == Some(circle));
        }
    }
}

/// The types that a type holds without a list or a dictionary in between.
fn direct(schema: &Schema) -> Vec<usize> {
    let ids: Vec<_> = match &schema.shape {
        Shape::Object(object) => {
            object.properties.iter().filter_map(|property| property.ty.direct()).collect()
        }
        Shape::Enumeration(_) => Vec::new(),
        Shape::Choice(choice) => choice.branches.iter().map(|branch| branch.schema).collect(),
    };
    ids.into_iter().map(|id| id.index()).collect()
}

/// For each type a number that it shares with those that it is in a circle with, by Kosaraju's algorithm: in the order in
/// which a search leaves the types behind, last first, all that leads to one and has no number yet is in its circle.
fn circles(edges: &[Vec<usize>]) -> Vec<usize> {
    let mut left = Vec::with_capacity(edges.len());
    let mut seen = vec![false; edges.len()];
    for start in 0..edges.len() {
        search(start, edges, &mut seen, |node| left.push(node));
    }
    let backwards = reversed(edges);
    let mut circles = vec![0; edges.len()];
    seen.fill(false);
    for start in left.into_iter().rev() {
        search(start, &backwards, &mut seen, |node| {
            circles.get_mut(node).into_iter().for_each(|circle| *circle = start);
        });
    }
    circles
}

fn reversed(edges: &[Vec<usize>]) -> Vec<Vec<usize>> {
    let mut reversed = vec![Vec::new(); edges.len()];
    for (from, targets) in edges.iter().enumerate() {
        for to in targets {
            reversed.get_mut(*to).into_iter().for_each(|sources: &mut Vec<usize>| sources.push(from));
        }
    }
    reversed
}

/// Visits what can be reached and was not seen before, in depth, on a stack of its own: chains may be long.
fn search(start: usize, edges: &[Vec<usize>], seen: &mut [bool], mut leave: impl FnMut(usize)) {
    let mut is_new = |node: usize| seen.get_mut(node).is_some_and(|seen| !std::mem::replace(seen, true));
    let mut way = if is_new(start) { vec![(start, 0)] } else { Vec::new() };
    while let Some((node, next)) = way.last_mut() {
        match edges.get(*node).and_then(|targets| targets.get(*next)) {
            Some(&target) => {
                *next += 1;
                if is_new(target) {
                    way.push((target, 0));
                }
            }
            None => {
                leave(*node);
                way.pop();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::circles;

    #[test]
    fn those_that_lead_to_one_another_have_a_number_in_common() {
        let found = circles(&[vec![1], vec![2], vec![0, 3], vec![4], vec![5], vec![4], vec![6, 3]]);
        let together = |a: usize, b: usize| found.get(a) == found.get(b);
        assert!(together(0, 1) && together(1, 2) && together(4, 5));
        assert!(!together(2, 3) && !together(3, 4) && !together(6, 3) && !together(0, 4));
    }

    #[test]
    fn a_long_chain_takes_no_stack_and_linear_time() {
        let chain: Vec<Vec<usize>> = (0..200_000).map(|node| vec![node + 1]).collect();
        let mut found = circles(&chain);
        found.sort_unstable();
        found.dedup();
        assert_eq!(found.len(), chain.len());
    }
}
