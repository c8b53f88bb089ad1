//! Nodes and edges: each node is an index into the list of edges.

/// For each node a number that it shares with those that it is in a circle with, by Kosaraju's algorithm: in the order in
/// which a search leaves the nodes behind, last first, all that leads to one and has no number yet is in its circle.
pub(super) fn circles(edges: &[Vec<usize>]) -> Vec<usize> {
    let backwards = reversed(edges);
    let mut circles = vec![0; edges.len()];
    let mut seen = vec![false; edges.len()];
    for start in bottom_up(edges).into_iter().rev() {
        search(start, &backwards, &mut seen, |node| {
            circles.get_mut(node).into_iter().for_each(|circle| *circle = start);
        });
    }
    circles
}

/// All nodes, each behind those that it leads to, as far as there is no circle.
pub(super) fn bottom_up(edges: &[Vec<usize>]) -> Vec<usize> {
    let mut left = Vec::with_capacity(edges.len());
    let mut seen = vec![false; edges.len()];
    for start in 0..edges.len() {
        search(start, edges, &mut seen, |node| left.push(node));
    }
    left
}

/// Whatever can be reached from these along the edges, themselves included.
pub(super) fn reached(mut waiting: Vec<usize>, edges: &[Vec<usize>]) -> Vec<bool> {
    let mut reached = vec![false; edges.len()];
    while let Some(index) = waiting.pop() {
        if let Some(seen) = reached.get_mut(index).filter(|seen| !**seen) {
            *seen = true;
            waiting.extend(edges.get(index).into_iter().flatten());
        }
    }
    reached
}

pub(super) fn reversed(edges: &[Vec<usize>]) -> Vec<Vec<usize>> {
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
