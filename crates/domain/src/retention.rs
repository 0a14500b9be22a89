//! What a closed session must keep, until when, and what may then be erased: the règlement's terms, counted from the closing. It
//! only tells: nothing is erased by itself, and no clock is read here.

use serde::Serialize;

use crate::erasure::accommodations_of;
use crate::id::{CandidateId, PersonId};
use crate::person::{JurorFile, Role};
use crate::session::{Session, about};
use crate::time::Date;

/// What a term is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Kept {
    /// Accommodations: the term is the latest day; they may be erased any day before.
    Accommodations,
    /// Grids, attendance, declarations: what is kept of who withdrew, and is not in the minutes.
    Sheets,
    /// Minutes and results: identity, decisions, the panel. Nothing of it may be erased before the term.
    Minutes,
}

/// Something that comes to its term.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Term {
    /// What.
    pub kept: Kept,
    /// The day of the term; absent while the session is not closed: nothing has to be kept yet.
    pub date: Option<Date>,
    /// Whether it may be erased before that day.
    pub earlier: bool,
    /// Who is concerned and not erased yet, by the identifier to erase and by name.
    pub persons: Vec<Concerned>,
}

/// Somebody whose data come to a term.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Concerned {
    /// The candidate or the juror.
    pub person: PersonId,
    /// « 012 Camille Vasseur », « Bruno Roche ».
    pub name: String,
}

/// The day before which what is `kept` may not be erased; `None` while the session is not closed.
#[must_use]
pub fn term(session: &Session, kept: Kept) -> Option<Date> {
    let years = &session.regulation.retention;
    let years = match kept {
        Kept::Accommodations => years.accommodations_years,
        Kept::Sheets => years.sheets_years,
        Kept::Minutes => years.minutes_years,
    };
    // Two closings that had not seen each other: the later one counts.
    let closed = session.closing.sides().iter().map(|closing| closing.value.closed_at.date).max()?;
    Some(closed.years_later(years))
}

/// Everything that comes to a term in `session`, the shortest term first; what concerns nobody is left out.
#[must_use]
pub fn terms(session: &Session) -> Vec<Term> {
    let (withdrawn, judged): (Vec<_>, Vec<_>) = session
        .candidates
        .iter()
        .filter(|(_, candidate)| !candidate.file.sides().is_empty())
        .partition(|(_, candidate)| candidate.withdrawn.shown().is_some());
    let named = |id: &CandidateId| Concerned { person: PersonId(id.0), name: about::candidate(session, *id) };
    let accommodated = session.candidates.iter().filter(|(id, candidate)| {
        !candidate.accommodation.sides().is_empty() && !session.is_erased(accommodations_of(**id).0)
    });
    let judged = judged.iter().map(|(id, _)| named(id)).chain(panel(session)).collect();
    let found = [
        (Kept::Accommodations, accommodated.map(|(id, _)| named(id)).collect()),
        (Kept::Sheets, withdrawn.iter().map(|(id, _)| named(id)).collect()),
        (Kept::Minutes, judged),
    ];
    let found = found.into_iter().filter(|(_, persons): &(_, Vec<_>)| !persons.is_empty());
    let line = |(kept, mut persons): (Kept, Vec<Concerned>)| {
        persons.sort_by(|one, other| (&one.name, one.person).cmp(&(&other.name, other.person)));
        let earlier = kept == Kept::Accommodations || !session.is_closed();
        Term { kept, date: term(session, kept), earlier, persons }
    };
    let mut terms: Vec<Term> = found.map(line).collect();
    terms.sort_by_key(|term| (term.date, term.kept));
    terms
}

fn panel(session: &Session) -> impl Iterator<Item = Concerned> {
    session.jurors.iter().filter_map(|(id, juror)| {
        let file = juror.file.shown().filter(|file| file.role != Role::Office)?;
        Some(Concerned { person: *id, name: JurorFile::full_name(file) })
    })
}
