//! Any bytes at all: nothing panics, and no row vanishes.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::super::sheet::Sheet;
use super::super::{Table, candidates, decisions, marks, referential, regulation};
use super::example;

/// Lines of the rows told, on either side.
fn lines<T>(table: &Table<T>) -> (BTreeSet<usize>, BTreeSet<usize>) {
    (table.accepted.iter().map(|row| row.line).collect(), table.refused.iter().map(|one| one.line).collect())
}

/// Each row under the header is accepted or refused, never both.
fn keeps_every_row<T>(bytes: &[u8], table: &Table<T>) -> Result<(), TestCaseError> {
    let sheet = Sheet::read(bytes).expect("the table was read");
    let expected: BTreeSet<usize> = sheet.rows.iter().skip(1).map(|row| row.line).collect();
    let (accepted, refused) = lines(table);
    prop_assert!(accepted.is_disjoint(&refused));
    prop_assert_eq!(accepted.union(&refused).copied().collect::<BTreeSet<_>>(), expected);
    Ok(())
}

/// Cells that are often right, so that rows of both kinds come up.
fn cell() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("1".to_owned()),
        Just("F".to_owned()),
        Just("31/12/1999".to_owned()),
        Just("VAE".to_owned()),
        Just("A4".to_owned()),
        Just("A1.CP.1".to_owned()),
        Just("\"two\nlines\"".to_owned()),
        Just("\"open".to_owned()),
        "\\PC{0,12}",
        any::<String>(),
    ]
}

fn rows(width: usize) -> impl Strategy<Value = String> {
    let row = prop::collection::vec(cell(), 0..width + 2).prop_map(|cells| cells.join(";"));
    prop::collection::vec(row, 0..12).prop_map(|rows| rows.join("\n"))
}

proptest! {
    #[test]
    fn random_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..2000)) {
        let none = BTreeSet::new();
        let known = marks::Known { candidates: &none, criteria: &none };
        let scale = regulation::built_in("exemple-notes").expect("an example").scale;
        drop(candidates::read(&bytes, &example()));
        drop(marks::read(&bytes, &scale, known));
        drop(decisions::read(&bytes, &none, &[]));
        drop(referential::propose(&bytes, ""));
        drop(regulation::read(&bytes));
    }

    #[test]
    fn every_candidate_row_is_accepted_or_refused(rows in rows(7)) {
        let bytes = format!("numero;nom;prenom;sexe;date de naissance;voie;option\n{rows}").into_bytes();
        keeps_every_row(&bytes, &candidates::read(&bytes, &example()).expect("a table"))?;
    }

    #[test]
    fn every_mark_row_is_accepted_or_refused(rows in rows(4)) {
        let bytes = format!("candidat;critere;note;commentaire\n{rows}").into_bytes();
        let (numbers, codes): (BTreeSet<_>, BTreeSet<_>) = (["1".to_owned()].into(), ["A1.CP.1".to_owned()].into());
        let scale = regulation::built_in("exemple-notes").expect("an example").scale;
        let known = marks::Known { candidates: &numbers, criteria: &codes };
        keeps_every_row(&bytes, &marks::read(&bytes, &scale, known).expect("a table"))?;
    }

    #[test]
    fn every_decision_row_is_accepted_or_refused(rows in rows(4)) {
        let bytes = format!("candidat;decision;motif;mention\n{rows}").into_bytes();
        keeps_every_row(&bytes, &decisions::read(&bytes, &["1".to_owned()].into(), &[]).expect("a table"))?;
    }

    #[test]
    fn any_text_in_columns_never_panics_the_import(text in "(A1|CA1|A1.1|CA1.2|<p>|<u>|</u>|<|•|OPTION :|Ils|\t|\n| |é){0,80}") {
        drop(referential::propose(text.as_bytes(), ""));
    }
}
