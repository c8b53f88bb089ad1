use std::time::Duration;

use super::{Bound, Check, Checker, Found, Limited, Limits, PropertyPath, Rules};
use crate::model::{Seconds, Texts, Uri};
use crate::{Dictionary, FeatureVersion, Violation};

fn broken(value: &impl Limited, limits: Limits) -> Vec<String> {
    let mut broken = Vec::new();
    value.keep(&limits, &mut |rule| broken.push(rule.to_string()));
    broken
}

const OLD: FeatureVersion = FeatureVersion::new("tested", 2);
const NEW: FeatureVersion = FeatureVersion::new("tested", 9);

const ONE_TO_NINE: Limits = Limits::NONE.at_least(Bound::Integer(1)).at_most(Bound::Integer(9));

#[test]
fn a_number_keeps_to_what_it_is_between() {
    assert_eq!(broken(&1, ONE_TO_NINE), [""; 0]);
    assert_eq!(broken(&9_i64, ONE_TO_NINE), [""; 0]);
    assert_eq!(broken(&0, ONE_TO_NINE), ["must be at least 1"]);
    assert_eq!(broken(&9.5, ONE_TO_NINE), ["must be at most 9"]);
    assert_eq!(broken(&Seconds::from(Duration::from_millis(9_001)), ONE_TO_NINE), ["must be at most 9"]);
    let open = Limits::NONE.above(Bound::Float(0.5)).below(Bound::Integer(9));
    assert_eq!(broken(&0.5, open), ["must be more than 0.5"]);
    assert_eq!(broken(&0.25, open), ["must be more than 0.5"]);
    assert_eq!(broken(&9, open), ["must be less than 9"]);
    assert_eq!(broken(&10, open), ["must be less than 9"]);
    assert_eq!(broken(&8, open), [""; 0]);
}

#[test]
fn large_integers_compare_as_integers() {
    let limits = Limits::NONE.at_most(Bound::Integer(i64::MAX - 1));
    assert_eq!(broken(&i64::MAX, limits), [format!("must be at most {}", i64::MAX - 1)]);
    assert_eq!(broken(&(i64::MAX - 1), limits), [""; 0]);
}

#[test]
fn a_number_of_32_bits_is_what_it_is_written_as() {
    assert_eq!(broken(&0.1_f32, Limits::NONE.at_most(Bound::Float(0.1))), [""; 0]);
    assert_eq!(broken(&0.2_f32, Limits::NONE.at_most(Bound::Float(0.1))), ["must be at most 0.1"]);
}

#[test]
fn multiples_are_counted_with_some_leeway() {
    let tenths = Limits::NONE.multiple_of(Bound::Float(0.1));
    assert_eq!(broken(&0.3, tenths), [""; 0]);
    assert_eq!(broken(&0.35, tenths), ["must be a multiple of 0.1"]);
    let twos = Limits::NONE.multiple_of(Bound::Integer(2));
    assert_eq!(broken(&4, twos), [""; 0]);
    assert_eq!(broken(&5, twos), ["must be a multiple of 2"]);
    assert_eq!(broken(&5, Limits::NONE.multiple_of(Bound::Integer(0))), [""; 0]);
}

#[test]
fn what_is_several_is_counted_each_in_its_own_way() {
    let limits = Limits::NONE.size(1, 2);
    assert_eq!(broken(&"äöü".to_owned(), limits), ["must have at most 2 characters, and has 3"]);
    assert_eq!(broken(&Vec::<u8>::new(), limits), ["must have at least 1 item, and has 0"]);
    assert_eq!(broken(&Dictionary::<u8>::new(), limits), ["must have at least 1 entry, and has 0"]);
    assert_eq!(broken(&Uri::from("abc"), limits), ["must have at most 2 characters, and has 3"]);
    assert_eq!(broken(&Texts::from(&["a", "b", "c"]), limits), ["must have at most 2 items, and has 3"]);
    assert_eq!(broken(&Some("ab".to_owned()), limits), [""; 0]);
    assert_eq!(broken(&None::<String>, limits), [""; 0]);
}

#[test]
fn texts_match_and_items_differ() {
    let limits = Limits::NONE.pattern("^a", |text| text.starts_with('a'));
    assert_eq!(broken(&"b".to_owned(), limits), ["must match `^a`"]);
    assert_eq!(broken(&"a".to_owned(), limits), [""; 0]);
    assert_eq!(broken(&vec![1, 2, 1], Limits::NONE.unique()), ["must not have two items that are equal"]);
    assert_eq!(broken(&vec![1, 2, 3], Limits::NONE.unique()), [""; 0]);
    assert_eq!(
        broken(&vec![Some(0.0), None, Some(-0.0)], Limits::NONE.unique()),
        ["must not have two items that are equal"]
    );
    assert_eq!(broken(&vec![0.0_f32, -0.5, 0.5], Limits::NONE.unique()), [""; 0]);
    assert_eq!(broken(&vec![0.0_f64, -0.5, 0.5], Limits::NONE.unique()), [""; 0]);
    assert_eq!(
        broken(&vec![vec![-0.0_f32], vec![0.0]], Limits::NONE.unique()),
        ["must not have two items that are equal"]
    );
}

/// Something with a limit and something young, in itself and below.
struct Tree {
    young: Option<String>,
    leaves: Vec<Tree>,
    named: Dictionary<Box<Tree>>,
}

impl Check for Tree {
    fn check(&self, checker: &mut Checker<'_>) {
        checker.since("young", &self.young, NEW);
        checker.limits("young", &self.young, Limits::NONE.size(1, 9));
        checker.inside("leaves", &self.leaves);
        checker.inside("named", &self.named);
    }
}

fn tree(young: Option<&str>, leaves: Vec<Tree>) -> Tree {
    Tree { young: young.map(str::to_owned), leaves, named: Dictionary::new() }
}

fn looked_at(tree: &impl Check, rules: Rules<'_>) -> Found {
    let mut found = Found::default();
    tree.check(&mut Checker { way: PropertyPath::START, rules, found: &mut found });
    found
}

#[test]
fn everything_that_is_wrong_is_found_with_the_way_to_it() {
    let inner = tree(None, vec![tree(Some("a"), Vec::new()), tree(Some(""), Vec::new())]);
    let mut outer = tree(Some(""), vec![inner]);
    outer.named.insert("left".to_owned(), Box::new(tree(Some("0123456789"), Vec::new())));
    let found = looked_at(&outer, Rules { server: &[], session: None, limits: true });
    let texts: Vec<String> = found.violations.iter().map(ToString::to_string).collect();
    assert_eq!(
        texts,
        [
            "`young` must have at least 1 character, and has 0",
            "`leaves[0].leaves[1].young` must have at least 1 character, and has 0",
            "`named.left.young` must have at most 9 characters, and has 10",
        ]
    );
    let paths: Vec<&str> = found.violations.iter().map(Violation::path).collect();
    assert_eq!(paths, ["young", "leaves[0].leaves[1].young", "named.left.young"]);
    let rules: Vec<&str> = found.violations.iter().map(Violation::rule).collect();
    assert_eq!(rules.first(), Some(&"must have at least 1 character, and has 0"));
    assert!(found.unsupported.is_none());
    assert!(looked_at(&outer, Rules { server: &[], session: None, limits: false }).violations.is_empty());
}

#[test]
fn the_newest_version_that_is_missing_is_named_for_one_feature_alone() {
    let server = [OLD, FeatureVersion::new("other", 2)];
    let mut found = Found::default();
    let rules = Rules { server: &server, session: None, limits: true };
    let mut checker = Checker { way: PropertyPath::START, rules, found: &mut found };
    for (name, requires) in
        [("a", FeatureVersion::new("tested", 3)), ("b", NEW), ("c", FeatureVersion::new("tested", 5))]
    {
        checker.since(name, &Some(()), requires);
    }
    checker.since("d", &Some(()), FeatureVersion::new("other", 4));
    let found = found.unsupported.map(|found| (found.places.join(" "), found.requires, found.server));
    assert_eq!(found, Some(("a b c".to_owned(), NEW, OLD)));
}

#[test]
fn all_that_is_set_and_too_young_is_found() {
    let old = [OLD];
    let rules = Rules { server: &old, session: None, limits: true };
    let leaves = vec![tree(Some("x"), Vec::new()), tree(None, vec![tree(Some("y"), Vec::new())])];
    let found = looked_at(&tree(None, leaves), rules).unsupported;
    let places = found.map(|unsupported| unsupported.places);
    assert_eq!(places, Some(vec!["leaves[0].young".to_owned(), "leaves[1].leaves[0].young".to_owned()]));
    assert!(looked_at(&tree(None, Vec::new()), rules).unsupported.is_none());
    let new = [NEW];
    let rules = Rules { server: &new, session: None, limits: true };
    assert!(looked_at(&tree(Some("x"), Vec::new()), rules).unsupported.is_none());
}

#[test]
fn what_may_be_absent_is_looked_into_where_it_is_there() {
    let rules = Rules { server: &[], session: None, limits: true };
    for (tree, count) in [(None, 0), (Some(tree(Some(""), Vec::new())), 1)] {
        assert_eq!(looked_at(&tree, rules).violations.len(), count);
    }
}
