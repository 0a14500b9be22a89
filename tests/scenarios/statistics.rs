//! The numbers of a session: refused while sheets are apart, then the same on every laptop that holds the same facts.

use proof::{Jury, Laptop};

#[test]
fn no_number_is_told_before_sheets_are_side_by_side() {
    let jury = Jury::of(1);
    jury.everybody_grades(2);
    jury.awa_collects();
    assert_eq!(Laptop::code(jury.awa.desk.statistics(jury.session)), "confrontation-not-open");
}

#[test]
fn the_numbers_count_every_sealed_rating_and_every_decision_once() {
    let jury = Jury::of(2);
    jury.awards_everybody();
    let told = jury.awa.desk.statistics(jury.session).unwrap();
    assert_eq!(told.candidates, 2);
    let graded: Vec<_> = told.parts.iter().filter(|part| part.validated > 0).collect();
    assert_eq!(graded.len(), told.parts.len());
    for criterion in graded.iter().flat_map(|part| &part.criteria) {
        assert!(!criterion.text.is_empty());
        assert_eq!(criterion.given.bands.iter().sum::<u32>(), 3 * criterion.kept.bands.iter().sum::<u32>());
    }
    assert_eq!(told.pairs.len(), 3);
    assert!(told.pairs.iter().all(|pair| pair.same == pair.count && pair.mean == Some(0)), "{:?}", told.pairs);
    assert!(told.profiles.iter().all(|profile| profile.outcome.is_some() && !profile.axes.is_empty()));
}
