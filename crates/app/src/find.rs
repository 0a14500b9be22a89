//! People of a session, found by what somebody types of a name or a number. Not a place for what a screen shows of them, nor
//! for who may see what: candidates and the panel are known to whoever holds the session.

use domain::id::{CandidateId, PersonId, SessionId};
use domain::person::{CandidateFile, Role};
use domain::session::Session;
use serde::Serialize;
use store::PersonRow;

use crate::desk::Desk;
use crate::failure::Failure;
use crate::projection::fold_name;

/// How many people are told at most: somebody who sees more types one letter more.
const MOST: usize = 40;

/// Somebody who was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Found {
    /// A candidate.
    Candidate {
        /// Who.
        id: CandidateId,
        /// The number in the session.
        number: String,
        /// Given and family name.
        name: String,
    },
    /// A member of the panel, or whoever is present with it.
    Juror {
        /// Who.
        id: PersonId,
        /// Given and family name.
        name: String,
        /// From which seat.
        role: Role,
    },
}

/// Who was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct PeopleFound {
    /// The first of them: candidates by number, then the panel by name.
    pub people: Vec<Found>,
    /// Whether there are more.
    pub more: bool,
}

impl Desk {
    /// Candidates and jurors of `session` whose number or name holds each word of `text`, whatever its case and its accents;
    /// nobody while nothing is typed.
    ///
    /// # Errors
    /// When no store is open, it holds no such session, or it can't be read.
    pub fn find(&self, session: SessionId, text: &str) -> Result<PeopleFound, Failure> {
        let folded = fold_name(text);
        self.with_open(|open| {
            let panel = jurors(&open.dossier(session)?.0.session, &folded);
            if folded.trim().is_empty() {
                return Ok(PeopleFound { people: Vec::new(), more: false });
            }
            let rows = open.book.search(Some(session), &folded)?;
            let mut people: Vec<Found> = rows.into_iter().filter_map(candidate).chain(panel).collect();
            let more = people.len() > MOST;
            people.truncate(MOST);
            Ok(PeopleFound { people, more })
        })
    }
}

fn candidate(row: PersonRow) -> Option<Found> {
    let file: CandidateFile = serde_json::from_str(&row.card).ok()?;
    Some(Found::Candidate { id: row.candidate, name: file.full_name(), number: row.number })
}

fn jurors(session: &Session, folded: &str) -> Vec<Found> {
    let seated = session.jurors.iter().filter(|(_, juror)| juror.unseated.shown().is_none());
    let named = seated.filter_map(|(id, juror)| Some((*id, juror.file.shown()?)));
    let mut found: Vec<(String, Found)> = named
        .map(|(id, file)| (fold_name(&file.full_name()), Found::Juror { id, name: file.full_name(), role: file.role }))
        .filter(|(name, _)| folded.split_whitespace().all(|word| name.contains(word)))
        .collect();
    found.sort_by(|(one, _), (other, _)| one.cmp(other));
    found.into_iter().map(|(_, juror)| juror).collect()
}
