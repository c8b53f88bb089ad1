//! Nodes and edges: each node is an index into the list of edges.

/// For each node a number that it shares with those that it is in a circle with, by Kosaraju's algorithm: in the order in
/// which a search leaves the nodes behind, last first, all that leads to one and has no number yet is in its circle.
pub(crate) fn circles(edges: &[Vec<usize>]) -> Vec<usize> {
    let backwards = reversed(edges);
    let mut circles = vec![0; edges.len()];
    let mut seen = vec![State::New; edges.len()];
    for start in bottom_up(edges).into_iter().rev() {
        search(start, &backwards, &mut seen, |step| {
            if let Visit::Leave(node) = step {
                circles.get_mut(node).into_iter().for_each(|circle| *circle = start);
            }
        });
    }
    circles
}

/// All nodes, each behind those that it leads to, as far as there is no circle.
pub(crate) fn bottom_up(edges: &[Vec<usize>]) -> Vec<usize> {
    let mut left = Vec::with_capacity(edges.len());
    let mut seen = vec![State::New; edges.len()];
    for start in 0..edges.len() {
        search(start, edges, &mut seen, |step| {
            if let Visit::Leave(node) = step {
                left.push(node);
            }
        });
    }
    left
}

/// Whatever can be reached from these along the edges, themselves included.
pub(crate) fn reached(mut waiting: Vec<usize>, edges: &[Vec<usize>]) -> Vec<bool> {
    let mut reached = vec![false; edges.len()];
    while let Some(index) = waiting.pop() {
        if let Some(seen) = reached.get_mut(index).filter(|seen| !**seen) {
            *seen = true;
            waiting.extend(edges.get(index).into_iter().flatten());
        }
    }
    reached
}

pub(crate) fn reversed(edges: &[Vec<usize>]) -> Vec<Vec<usize>> {
    let mut reversed = vec![Vec::new(); edges.len()];
    for (from, targets) in edges.iter().enumerate() {
        for to in targets {
            reversed.get_mut(*to).into_iter().for_each(|sources: &mut Vec<usize>| sources.push(from));
        }
    }
    reversed
}

/// The edges that close a circle where one goes in depth from the first node on: of each its node, and its place among
/// the node's edges.
pub(crate) fn closing(edges: &[Vec<usize>]) -> Vec<(usize, usize)> {
    let mut closing = Vec::new();
    let mut seen = vec![State::New; edges.len()];
    for start in 0..edges.len() {
        search(start, edges, &mut seen, |step| {
            if let Visit::Close(node, edge) = step {
                closing.push((node, edge));
            }
        });
    }
    closing
}

/// How far a search has come with a node.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    New,
    Open,
    Done,
}

/// What a search comes upon.
enum Visit {
    /// It leaves a node behind.
    Leave(usize),
    /// An edge of a node, given by its place, leads back to a node that it has not left.
    Close(usize, usize),
}

/// Visits what can be reached and was not seen before, in depth, on a stack of its own: chains may be long.
fn search(start: usize, edges: &[Vec<usize>], seen: &mut [State], mut visit: impl FnMut(Visit)) {
    let mut way = Vec::new();
    enter(start, seen, &mut way);
    while let Some((node, next)) = way.last_mut() {
        let (node, edge) = (*node, *next);
        *next += 1;
        match edges.get(node).and_then(|targets| targets.get(edge)) {
            Some(&target) if seen.get(target) == Some(&State::Open) => visit(Visit::Close(node, edge)),
            Some(&target) => enter(target, seen, &mut way),
            None => {
                seen.get_mut(node).into_iter().for_each(|state| *state = State::Done);
                visit(Visit::Leave(node));
                way.pop();
            }
        }
    }
}

fn enter(node: usize, seen: &mut [State], way: &mut Vec<(usize, usize)>) {
    if let Some(state) = seen.get_mut(node).filter(|state| **state == State::New) {
        *state = State::Open;
        way.push((node, 0));
    }
}

#[cfg(test)]
mod tests {
    use super::{circles, closing};

    #[test]
    fn those_that_lead_to_one_another_have_a_number_in_common() {
        let found = circles(&[vec![1], vec![2], vec![0, 3], vec![4], vec![5], vec![4], vec![6, 3]]);
        let together = |a: usize, b: usize| found.get(a) == found.get(b);
        assert!(together(0, 1) && together(1, 2) && together(4, 5));
        assert!(!together(2, 3) && !together(3, 4) && !together(6, 3) && !together(0, 4));
    }

    #[test]
    fn the_edges_that_close_a_circle_are_those_back_to_where_one_came_from() {
        assert_eq!(closing(&[vec![1, 2], vec![2], vec![3, 0], vec![3]]), [(3, 0), (2, 1)]);
        assert_eq!(closing(&[vec![1, 2], vec![3], vec![3], vec![]]), []);
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
