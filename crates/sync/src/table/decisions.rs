//! The table of a panel's decisions. It reads and checks codes; whether a decision may be taken is the domain's.

use std::collections::BTreeSet;

use domain::deliberation::Outcome;
use domain::referential::Code;
use domain::regulation::MentionRule;
use serde::Serialize;

use super::columns::Column;
use super::marks::{CANDIDATE, Index};
use super::rows;
use super::sheet::Sheet;
use super::text::fold;
use super::{Reason, Table, TableFault};

/// One decision as the table tells it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DecisionRow {
    /// Number of the candidate, as the session writes it.
    pub candidate: String,
    /// What is decided.
    pub outcome: Outcome,
    /// Why, its line breaks kept; never empty in an unfavourable decision.
    pub ground: String,
    /// Code of the mention.
    pub mention: Option<Code>,
}

/// The decisions of a table, on candidates of those numbers, with the règlement's mentions.
///
/// # Errors
/// When the table as a whole cannot be read; nothing of it is kept.
pub fn read(
    bytes: &[u8],
    candidates: &BTreeSet<String>,
    mentions: &[MentionRule],
) -> Result<Table<DecisionRow>, TableFault> {
    from_sheet(&Sheet::read(bytes)?, candidates, mentions)
}

/// The decisions of a sheet, wherever its rows came from.
///
/// # Errors
/// When the header is not the one expected.
pub fn from_sheet(
    sheet: &Sheet,
    candidates: &BTreeSet<String>,
    mentions: &[MentionRule],
) -> Result<Table<DecisionRow>, TableFault> {
    let numbers = Index::of(candidates);
    let mut seen = BTreeSet::new();
    rows::read(sheet, COLUMNS, |row| {
        let candidate = numbers.find(row, "candidate", Reason::UnknownCandidate);
        let outcome = row.required("outcome");
        let outcome = outcome.and_then(|text| row.or_refuse("outcome", outcome_of(&text)));
        let ground = row.lines("ground");
        let mention_text = row.text("mention");
        let mention = row.or_refuse("mention", mention_of(&mention_text, mentions));
        let decision = DecisionRow { candidate: candidate?, outcome: outcome?, ground, mention: mention? };
        if decision.outcome.is_unfavourable() && decision.ground.is_empty() {
            row.refuse("ground", Reason::GroundMissing);
        }
        if decision.mention.is_some() && decision.outcome != Outcome::Awarded {
            row.refuse("mention", Reason::MentionWithoutTitle);
        }
        if row.is_sound() && !seen.insert(decision.candidate.clone()) {
            row.refuse("candidate", Reason::DuplicateNumber);
        }
        Some(decision)
    })
}

fn outcome_of(text: &str) -> Result<Outcome, Reason> {
    match fold(text).as_str() {
        "awarded" | "certifie" | "certifiee" | "titre" | "titre obtenu" | "admis" | "admise" => Ok(Outcome::Awarded),
        "partial" | "partiel" | "partielle" | "validation partielle" | "blocs acquis" => Ok(Outcome::Partial),
        "adjourned" | "ajourne" | "ajournee" | "non admis" | "non admise" => Ok(Outcome::Adjourned),
        "absent" | "absente" => Ok(Outcome::Absent),
        "excluded" | "exclu" | "exclue" => Ok(Outcome::Excluded),
        _ => Err(Reason::UnknownOutcome),
    }
}

fn mention_of(text: &str, mentions: &[MentionRule]) -> Result<Option<Code>, Reason> {
    if text.is_empty() || fold(text) == "sans mention" {
        return Ok(None);
    }
    let same = |word: &str| fold(word) == fold(text);
    let found = mentions.iter().find(|mention| same(&mention.code) || same(&mention.label));
    found.map(|mention| Some(mention.code.clone())).ok_or(Reason::UnknownMention)
}

const COLUMNS: &[Column] = &[
    Column { key: "candidate", required: true, headers: CANDIDATE },
    Column { key: "outcome", required: true, headers: &["decision", "resultat", "avis", "result"] },
    Column { key: "ground", required: false, headers: &["motif", "motivation", "reason", "grounds"] },
    Column { key: "mention", required: false, headers: &[] },
];
