//! The exchange of a session, as one laptop knows it: who owes which sheet, what has come, what is kept aside, which files were
//! taken. Whether a sheet is sealed is told, never what is in it, nor how far an unsealed one is.

use domain::access::gathers;
use domain::id::{CandidateId, PersonId};
use domain::person::{JurorFile, Role};
use domain::session::dispute::open_disputes;
use domain::session::{Candidate, Session};
use serde::Serialize;

use super::grid::Me;
use super::manifest::{Aside, asides};
use super::session::{SessionHead, head};

/// What the screen of exchanges shows.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct ExchangeView {
    /// The session.
    pub session: SessionHead,
    /// Who looks.
    pub me: Me,
    /// Whether this person prepares packs.
    pub prepares: bool,
    /// Whether this person answers for the candidates' personal data.
    pub gathers: bool,
    /// Who sits, in the panel's order.
    pub jurors: Vec<JurorRow>,
    /// Who passes, in the order of their numbers.
    pub candidates: Vec<CandidateColumn>,
    /// Entries that wait for others.
    pub pending: u32,
    /// Entries kept and not counted, by reason.
    pub set_aside: Vec<Aside>,
    /// Disagreements that somebody has to settle.
    pub disputes: u32,
}

/// A candidate, at the head of a column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct CandidateColumn {
    /// The candidate.
    pub id: CandidateId,
    /// Number.
    pub number: String,
    /// « Prénom NOM ».
    pub name: String,
}

/// A member of the panel, and their sheets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct JurorRow {
    /// The person.
    pub id: PersonId,
    /// « Prénom NOM ».
    pub name: String,
    /// Role.
    pub role: Role,
    /// Whether a pack was made for them.
    pub invited: bool,
    /// Sheets to give.
    pub expected: u32,
    /// Sheets sealed, as known here.
    pub sealed: u32,
    /// One for each candidate, in their order.
    pub sheets: Vec<SheetArrival>,
}

/// Where a sheet is, as far as this laptop knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum SheetArrival {
    /// Sealed, and here.
    Here,
    /// Expected.
    Missing,
    /// The member stepped back for this candidate.
    Recused,
    /// Nothing to grade: the candidate did not come, or withdrew.
    Nothing,
}

/// The exchange of `session` for `me`.
#[must_use]
pub fn exchange(session: &Session, me: PersonId) -> ExchangeView {
    let roster = session.roster();
    let file = session.jurors.get(&me).and_then(|juror| juror.file.shown());
    let role = session.role(me).unwrap_or(Role::Representative);
    ExchangeView {
        session: head(session),
        me: Me { id: me, name: file.map(JurorFile::full_name).unwrap_or_default(), role },
        gathers: gathers(session.role(me)),
        prepares: !role.deliberates() || role == Role::President,
        jurors: session.members().into_iter().map(|(id, file)| row(session, &roster, id, file)).collect(),
        candidates: roster.iter().map(|(id, candidate)| column(*id, candidate)).collect(),
        pending: session.pending,
        set_aside: asides(session.set_aside.iter()),
        disputes: super::session::count(open_disputes(session).len()),
    }
}

fn column(id: CandidateId, candidate: &Candidate) -> CandidateColumn {
    let file = candidate.file.shown();
    CandidateColumn {
        id,
        number: file.map(|file| file.number.clone()).unwrap_or_default(),
        name: file.map(|file| file.full_name()).unwrap_or_default(),
    }
}

fn row(session: &Session, roster: &[(CandidateId, &Candidate)], id: PersonId, file: &JurorFile) -> JurorRow {
    let sheets: Vec<_> = roster.iter().map(|(of, candidate)| arrival(session, id, *of, candidate)).collect();
    let count = |which: SheetArrival| super::session::count(sheets.iter().filter(|sheet| **sheet == which).count());
    let sealed = count(SheetArrival::Here);
    JurorRow {
        id,
        name: file.full_name(),
        role: file.role,
        invited: session.jurors.get(&id).is_some_and(|juror| !juror.invitations.is_empty()),
        expected: sealed + count(SheetArrival::Missing),
        sealed,
        sheets,
    }
}

fn arrival(session: &Session, juror: PersonId, id: CandidateId, candidate: &Candidate) -> SheetArrival {
    if candidate.recused(juror) {
        return SheetArrival::Recused;
    }
    if !candidate.gradable() {
        return SheetArrival::Nothing;
    }
    let sealed = session.sheets.get(&(juror, id)).is_some_and(|sheet| sheet.seal.shown().is_some());
    if sealed { SheetArrival::Here } else { SheetArrival::Missing }
}
