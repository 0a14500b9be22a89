//! Doubts, coverage and differences: what the example is known to lack, and what a changed copy must show.

use super::check::{Doubt, check};
use super::coverage::coverage;
use super::diff::{Change, Field, ItemKind, diff};
use super::{Referential, built_in};

fn example() -> Referential {
    built_in().expect("the built-in référentiel is well formed")
}

fn seen(before: &Referential, after: &Referential) -> Vec<(ItemKind, String, Change)> {
    diff(before, after).into_iter().map(|one| (one.item, one.code, one.change)).collect()
}

#[test]
fn the_doubts_on_the_example_are_those_its_source_deserves() {
    let doubts = check(&example());
    let cut: Vec<Doubt> = doubts.iter().filter(|doubt| matches!(doubt, Doubt::CutShort { .. })).cloned().collect();
    let echo = |item: &str, skill: &str| Doubt::CutShort { item: item.into(), goes_on_in: skill.into() };
    // Only the first is cut; the two others end on a whole sentence, which only a reader can tell.
    assert_eq!(cut, [echo("A2.CP.1", "CA2.9"), echo("A5.CP.1", "CA5.2"), echo("A5.CP.3", "CA5.4")]);
    assert!(doubts.contains(&Doubt::TrialWithoutCriteria { trial: "A4.EC".into(), evaluation: "A4.CP".into() }));
    assert!(doubts.contains(&Doubt::NoRegistration));
    assert!(doubts.contains(&Doubt::NoFullStop { item: "A3.CP.1".into() }));
    let faulty = |doubt: &&Doubt| matches!(doubt, Doubt::DuplicateCode { .. } | Doubt::EmptyText { .. });
    assert_eq!(doubts.iter().find(faulty), None);
}

#[test]
fn competences_that_nobody_observes_are_named() {
    let bare: Vec<String> =
        coverage(&example()).into_iter().filter(|one| one.criteria.is_empty()).map(|one| one.skill).collect();
    let expected = ["CA1.5", "CA1.8", "CA2.2", "CA2.5", "CA3.6", "CA4.1", "CA4.2", "CA5.1", "CA5.6", "CA5.7", "CA6.5"];
    assert_eq!(bare, expected);
}

#[test]
fn a_broken_referential_shows_each_fault_with_its_code() {
    let mut broken = example();
    broken.blocks[1].skills[0].code = "CA1.1".into();
    broken.blocks[0].evaluations[0].criteria[0].skills = vec!["CA9.9".into()];
    broken.blocks[0].evaluations[1].criteria.clear();
    broken.blocks[2].evaluations[0].trials.clear();
    broken.blocks[2].activities[0].text = " ".into();
    broken.title_rule.options = 4;
    broken.thesis.elements.clear();
    let doubts = check(&broken);
    for expected in [
        Doubt::DuplicateCode { item: "CA1.1".into() },
        Doubt::UnknownSkill { criterion: "A1.CP.1".into(), skill: "CA9.9".into() },
        Doubt::EvaluationWithoutCriteria { evaluation: "A1.MSP".into() },
        Doubt::EvaluationWithoutTrial { evaluation: "A3.CP".into() },
        Doubt::EmptyText { item: "A3.1".into() },
        Doubt::TooFewOptions { demanded: 4, found: 3 },
        Doubt::ThesisWithoutElements,
    ] {
        assert!(doubts.contains(&expected), "{expected:?} is missing from {doubts:#?}");
    }
}

#[test]
fn a_referential_does_not_differ_from_itself() {
    assert_eq!(diff(&example(), &example()), []);
}

#[test]
fn a_difference_says_what_happened_to_which_code() {
    let (before, mut after) = (example(), example());
    after.blocks[0].evaluations[0].criteria[0].text.push('!');
    let gone = after.blocks[0].skills.pop().expect("CA1.8");
    after.blocks[1].activities[8].code = "A2.10".into();
    let moved = after.blocks[2].evaluations[0].criteria.pop().expect("A3.CP.3");
    after.blocks[2].evaluations[1].criteria.push(moved);
    after.thesis.elements.swap(0, 1);
    let text = before.blocks[0].evaluations[0].criteria[0].text.clone();
    let rewritten = Change::Rewritten { field: Field::Text, after: format!("{text}!"), before: text };
    assert_eq!(
        seen(&before, &after),
        [
            (ItemKind::Activity, "A2.10".into(), Change::Renumbered { from: "A2.9".into() }),
            (ItemKind::Skill, gone.code, Change::Removed),
            (ItemKind::Criterion, "A1.CP.1".into(), rewritten),
            (ItemKind::Criterion, "A3.CP.3".into(), Change::Moved { from: "A3.CP".into(), to: "A3.MSP".into() }),
            (ItemKind::Element, "MEM.1".into(), Change::Reordered),
            (ItemKind::Element, "MEM.2".into(), Change::Reordered),
        ]
    );
}

#[test]
fn a_mapping_changed_in_order_only_is_no_difference() {
    let (before, mut after) = (example(), example());
    after.blocks[0].evaluations[0].criteria[2].skills.reverse();
    assert_eq!(diff(&before, &after), []);
    after.blocks[0].evaluations[0].criteria[2].skills.pop();
    assert_eq!(diff(&before, &after).len(), 1);
}
