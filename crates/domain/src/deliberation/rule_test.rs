//! Rules as arithmetic: what holds, what fails, what can't be said.

use crate::deliberation::proposal::{Cause, Count, Verdict};
use crate::deliberation::rule::{Item, apply, mean};
use crate::regulation::Rule;
use Verdict::{Fails, Holds, LeftOut, Undecided};

fn item(verdict: Verdict, weight: u32, points: i32) -> Item {
    Item { verdict, weight, points, eliminatory: false }
}

fn items(verdicts: &[Verdict]) -> Vec<Item> {
    verdicts.iter().map(|verdict| item(*verdict, 1, if *verdict == Holds { 2000 } else { 0 })).collect()
}

#[test]
fn each_rule_counts_as_it_is_written() {
    let check = |rule: Rule, verdicts: &[Verdict], expected: Verdict, numbers: (i32, i32, i32)| {
        let found = apply(&rule, &items(verdicts));
        let count = found.count.map(|Count { reached, total, needed }| (reached, total, needed));
        assert_eq!((found.verdict, count), (expected, Some(numbers)), "{rule:?} {verdicts:?}");
    };
    let but = |count: u32| Rule::AllBut { count };
    let share = |percent: u32| Rule::Share { percent };
    let mean = |points: i32| Rule::Mean { points };
    check(Rule::All, &[Holds, Holds], Holds, (2, 2, 2));
    check(Rule::All, &[Holds, Fails], Fails, (1, 2, 2));
    check(Rule::All, &[Holds, LeftOut], Holds, (1, 1, 1));
    check(but(1), &[Holds, Holds, Fails], Holds, (2, 3, 2));
    check(but(1), &[Holds, Fails, Fails], Fails, (1, 3, 2));
    check(but(2), &[Fails, Fails], Fails, (0, 2, 1));
    check(but(1), &[Fails, LeftOut], Fails, (0, 1, 1));
    check(share(66), &[Holds, Holds, Fails], Holds, (2, 3, 2));
    check(share(67), &[Holds, Holds, Fails], Fails, (2, 3, 3));
    check(share(50), &[Holds, Fails], Holds, (1, 2, 1));
    check(mean(1000), &[Holds, Fails], Holds, (1000, 2, 1000));
    check(mean(1001), &[Holds, Fails], Fails, (1000, 2, 1001));
}

#[test]
fn weights_count_in_shares_and_means_and_nowhere_else() {
    let heavy = [item(Holds, 1, 1200), item(Fails, 3, 800)];
    let verdict = |rule: Rule| apply(&rule, &heavy).verdict;
    assert_eq!(verdict(Rule::Share { percent: 26 }), Fails);
    assert_eq!(verdict(Rule::Share { percent: 25 }), Holds);
    assert_eq!(verdict(Rule::Mean { points: 900 }), Holds);
    assert_eq!(verdict(Rule::Mean { points: 901 }), Fails);
    assert_eq!(verdict(Rule::AllBut { count: 1 }), Holds);
}

#[test]
fn a_mean_is_rounded_down_even_below_zero() {
    assert_eq!(mean([(1, 1000), (2, 1001)].into_iter()), Some(1000));
    assert_eq!(mean([(3, -1), (1, 0)].into_iter()), Some(-1));
    assert_eq!(mean([(0, 1000)].into_iter()), None);
    assert_eq!(mean([(u64::MAX, i32::MAX), (u64::MAX, i32::MAX)].into_iter()), Some(1));
}

#[test]
fn one_undecided_thing_leaves_the_set_undecided_even_beside_a_failure() {
    for rule in [Rule::All, Rule::AllBut { count: 1 }, Rule::Share { percent: 50 }, Rule::Mean { points: 1000 }] {
        assert_eq!(apply(&rule, &items(&[Holds, Fails, Undecided])).verdict, Undecided, "{rule:?}");
    }
}

#[test]
fn a_set_of_which_nothing_counts_is_undecided_and_says_so() {
    for set in [items(&[]), items(&[LeftOut, LeftOut])] {
        let found = apply(&Rule::All, &set);
        assert_eq!((found.verdict, found.cause), (Undecided, Some(Cause::NothingCounted)));
    }
    let weightless = [item(Holds, 0, 2000)];
    assert_eq!(apply(&Rule::Share { percent: 50 }, &weightless).cause, Some(Cause::NothingCounted));
}

#[test]
fn what_is_eliminatory_fails_the_set_and_leaves_it_alone_when_it_leaves_the_count() {
    let eliminatory = |verdict: Verdict| Item { eliminatory: true, ..item(verdict, 1, 0) };
    let rule = Rule::Share { percent: 50 };
    let found = apply(&rule, &[eliminatory(Fails), item(Holds, 9, 2000)]);
    assert_eq!((found.verdict, found.cause), (Fails, Some(Cause::Eliminatory)));
    assert_eq!(apply(&rule, &[eliminatory(LeftOut), item(Holds, 1, 2000)]).verdict, Holds);
}
