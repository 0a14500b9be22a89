//! What comes to its term in a session, as of today. It tells; it erases nothing.

use domain::id::SessionId;
use domain::retention::{Term, terms};
use domain::session::Session;
use domain::time::Date;
use serde::Serialize;

use crate::desk::Desk;
use crate::failure::Failure;

/// What comes to its term.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Retention {
    /// Whether the session is closed: terms run from the closing.
    pub closed: bool,
    /// Set when the terms are those of an example, which no certifier has adopted.
    pub example: bool,
    /// One line for each thing that is kept, the shortest term first.
    pub terms: Vec<Line>,
}

/// One thing that is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[cfg_attr(feature = "typescript", ts(rename = "RetentionLine"))]
pub struct Line {
    /// What, until when, of whom.
    #[serde(flatten)]
    pub term: Term,
    /// Whether the term has come.
    pub due: bool,
}

impl Desk {
    /// What may or must be erased of `session`, and when.
    ///
    /// # Errors
    /// When no store is open, or it holds no such session.
    pub fn retention(&self, session: SessionId) -> Result<Retention, Failure> {
        let today = self.today()?;
        self.read(session, |dossier| Ok(of(&dossier.session, today)))
    }
}

/// What comes to its term in `session`, as of `today`.
pub(crate) fn of(session: &Session, today: Date) -> Retention {
    let due = |term: &Term| term.date.is_some_and(|date| date <= today);
    let terms = terms(session).into_iter().map(|term| Line { due: due(&term), term });
    Retention { closed: session.is_closed(), example: session.regulation.example, terms: terms.collect() }
}
