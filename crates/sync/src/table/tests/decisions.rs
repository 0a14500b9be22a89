//! Tables of decisions.

use std::collections::BTreeSet;

use domain::deliberation::Outcome;

use super::super::decisions::{DecisionRow, read};
use super::super::regulation::built_in;
use super::super::{Reason, Table};
use super::told;

fn table(rows: &str) -> Table<DecisionRow> {
    let candidates: BTreeSet<String> = (1..=9).map(|number: u8| number.to_string()).collect();
    let mentions = built_in("exemple-notes").expect("an example").mentions;
    read(format!("N°;Décision;Motif;Mention\n{rows}").as_bytes(), &candidates, &mentions).expect("a table")
}

#[test]
fn outcomes_are_read_in_words_and_in_codes() {
    let table = table(
        "1;certifié;;Très bien\n2;partial;Bloc A3;\n3;Ajourné;Mémoire;\n4;absente;Sans nouvelle;\n5;exclu;Fraude;",
    );
    assert_eq!(told(&table.refused), []);
    let read: Vec<Outcome> = table.accepted.iter().map(|row| row.value.outcome).collect();
    assert_eq!(read, [Outcome::Awarded, Outcome::Partial, Outcome::Adjourned, Outcome::Absent, Outcome::Excluded]);
    assert_eq!(table.accepted[0].value.mention.as_deref(), Some("TB"));
}

#[test]
fn each_wrong_decision_is_named_with_its_column_and_reason() {
    let table = table(
        "77;certifié;;\n1;reçu;;\n2;ajourné;;\n3;certifié;;Honorable\n4;ajourné;Mémoire;B\n5;certifié;;\n5;certifié;;",
    );
    let expected = [
        (2, "N°", Reason::UnknownCandidate),
        (3, "Décision", Reason::UnknownOutcome),
        (4, "Motif", Reason::GroundMissing),
        (5, "Mention", Reason::UnknownMention),
        (6, "Mention", Reason::MentionWithoutTitle),
        (8, "N°", Reason::DuplicateNumber),
    ];
    assert_eq!(told(&table.refused), expected);
}
