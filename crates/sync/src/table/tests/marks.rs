//! Tables of marks, on a scale of levels and on a score.

use std::collections::BTreeSet;

use domain::grading::Rating;
use domain::regulation::Scale;

use super::super::marks::{Known, MarkRow, read};
use super::super::regulation::built_in;
use super::super::{Reason, Table};
use super::told;

fn scale(code: &str) -> Scale {
    built_in(code).expect("an example").scale
}

fn table(rows: &str, scale: &Scale) -> Table<MarkRow> {
    let candidates: BTreeSet<String> = ["12".to_owned(), "A-13".to_owned()].into();
    let criteria: BTreeSet<String> = ["A1.CP.1", "A1.CP.2", "MEM.S"].map(str::to_owned).into();
    let known = Known { candidates: &candidates, criteria: &criteria };
    read(format!("Candidat;Critère;Note;Commentaire\n{rows}").as_bytes(), scale, known).expect("a table")
}

/// Rating or reason of one cell.
fn rate(cell: &str, scale: &Scale) -> Result<Rating, Reason> {
    let table = table(&format!("12;A1.CP.1;{cell};"), scale);
    match table.accepted.into_iter().next() {
        Some(row) => Ok(row.value.rating),
        None => Err(table.refused[0].reason),
    }
}

#[test]
fn a_level_is_read_by_its_code_or_its_label() {
    let levels = scale("exemple-niveaux");
    for (cell, expected) in [
        ("NA", Ok(Rating::Level { index: 0 })),
        ("en cours", Ok(Rating::Level { index: 1 })),
        ("ACQUIS", Ok(Rating::Level { index: 2 })),
        ("NO", Ok(Rating::NotObserved)),
        ("non observé", Ok(Rating::NotObserved)),
        ("SO", Ok(Rating::NotApplicable)),
        ("Excellent", Err(Reason::UnknownLevel)),
        ("12,5", Err(Reason::UnknownLevel)),
        ("", Err(Reason::Missing)),
    ] {
        assert_eq!(rate(cell, &levels), expected, "{cell}");
    }
}

#[test]
fn a_score_stays_on_its_scale_and_its_steps() {
    let notes = scale("exemple-notes");
    for (cell, expected) in [
        ("12,5", Ok(Rating::Score { hundredths: 1250 })),
        ("12.50", Ok(Rating::Score { hundredths: 1250 })),
        ("20", Ok(Rating::Score { hundredths: 2000 })),
        ("0", Ok(Rating::Score { hundredths: 0 })),
        ("20.5", Err(Reason::ScoreOutOfScale)),
        ("-1", Err(Reason::ScoreOutOfScale)),
        ("12,25", Err(Reason::ScoreOffStep)),
        ("12,505", Err(Reason::NotAScore)),
        ("1e3", Err(Reason::NotAScore)),
        ("99999999999", Err(Reason::NotAScore)),
        ("A", Err(Reason::NotAScore)),
        ("NO", Ok(Rating::NotObserved)),
    ] {
        assert_eq!(rate(cell, &notes), expected, "{cell}");
    }
}

#[test]
fn a_score_over_another_maximum_is_not_taken_for_ours() {
    let notes = scale("exemple-notes");
    assert_eq!(rate("12/20", &notes), Ok(Rating::Score { hundredths: 1200 }));
    assert_eq!(rate("8/10", &notes), Err(Reason::NotAScore));
}

#[test]
fn an_unknown_candidate_or_criterion_and_a_second_mark_are_refused() {
    let rows = "12;a1.cp.1;A;bien\n99;A1.CP.1;A;\n12;A9.CP.1;A;\n12;A1.CP.1;NA;\na-13;MEM.S;EC;\"deux\nlignes\"";
    let table = table(rows, &scale("exemple-niveaux"));
    let expected = [
        (3, "Candidat", Reason::UnknownCandidate),
        (4, "Critère", Reason::UnknownCriterion),
        (5, "Critère", Reason::DuplicateMark),
    ];
    assert_eq!(told(&table.refused), expected);
    let first = &table.accepted[0].value;
    assert_eq!((first.criterion.as_str(), first.comment.as_str()), ("A1.CP.1", "bien"));
    let last = &table.accepted[1].value;
    assert_eq!((last.candidate.as_str(), last.comment.as_str()), ("A-13", "deux\nlignes"));
}
