//! The bordereau of a session: what is expected, what has arrived, what is missing, and what stands in the way of closing.
//! Counts and names of sheets only: no mark is in it.

use std::collections::BTreeMap;

use domain::id::{Digest, SessionId};
use domain::person::Role;
use domain::refusal::Refusal;
use domain::session::{AsideReason, Session, SetAside};
use serde::Serialize;

use super::reversal::{ReversalLine, reversals};
use super::session::{SessionState, count, state};
use crate::words;

/// The bordereau of a session.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Manifest {
    /// The session.
    pub session: SessionId,
    /// Its name.
    pub name: String,
    /// Where it stands.
    pub state: SessionState,
    /// Fingerprint of every entry known here.
    pub fingerprint: Digest,
    /// The same in words to read aloud.
    pub fingerprint_words: Vec<String>,
    /// Entries counted.
    pub entries: u32,
    /// Entries that wait for others.
    pub pending: u32,
    /// What each member owes and has given.
    pub jurors: Vec<JurorSheets>,
    /// Entries kept and not counted, by reason.
    pub set_aside: Vec<Aside>,
    /// Imports that were reversed: by whom, why, and whose entries no longer count.
    pub reversals: Vec<ReversalLine>,
    /// Entries of kinds that only a later program knows: kept, not understood.
    pub newer: u32,
    /// Set when nothing may be written to the session before the program is updated.
    pub read_only: bool,
    /// What must be settled between people.
    pub disputes: u32,
    /// What stands in the way of closing.
    #[cfg_attr(feature = "typescript", ts(type = "Array<{ code: string; args: Record<string, string> }>"))]
    pub closing_faults: Vec<Refusal>,
}

/// What a member owes and has given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct JurorSheets {
    /// « Prénom NOM ».
    pub name: String,
    /// Role.
    pub role: Role,
    /// Sheets to give.
    pub expected: u32,
    /// Sheets sealed, as known here.
    pub sealed: u32,
    /// Numbers of the candidates whose sheet is missing.
    pub missing: Vec<String>,
}

/// Entries kept and not counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Aside {
    /// Why.
    pub reason: &'static str,
    /// How many.
    pub count: u32,
}

/// The bordereau of `session` as this laptop knows it.
#[must_use]
pub fn manifest(session: &Session) -> Manifest {
    let members = session.members();
    Manifest {
        session: session.id,
        name: session.details.shown().map(|details| details.name.clone()).unwrap_or_default(),
        state: state(session),
        fingerprint: session.fingerprint(),
        fingerprint_words: words::fingerprint(session.fingerprint()),
        entries: count(session.hashes.len()),
        pending: session.pending,
        jurors: members.iter().map(|(id, file)| sheets_of(session, *id, file)).collect(),
        set_aside: asides(session.set_aside.iter()),
        reversals: reversals(session),
        newer: session.newer.count,
        read_only: session.newer.critical,
        disputes: count(domain::session::dispute::open_disputes(session).len()),
        closing_faults: domain::decide::closing::closing_faults(session),
    }
}

fn sheets_of(session: &Session, juror: domain::id::PersonId, file: &domain::person::JurorFile) -> JurorSheets {
    let (mut expected, mut missing) = (0_u32, Vec::new());
    for (id, candidate) in session.roster() {
        if !candidate.gradable() || candidate.recused(juror) {
            continue;
        }
        expected += 1;
        if session.sheets.get(&(juror, id)).is_none_or(|sheet| sheet.seal.shown().is_none()) {
            missing.push(candidate.file.shown().map(|file| file.number.clone()).unwrap_or_default());
        }
    }
    let sealed = expected.saturating_sub(count(missing.len()));
    JurorSheets { name: file.full_name(), role: file.role, expected, sealed, missing }
}

/// Facts kept and not counted, by reason.
pub(crate) fn asides<'a>(set_aside: impl Iterator<Item = &'a SetAside>) -> Vec<Aside> {
    let mut counts: BTreeMap<AsideReason, u32> = BTreeMap::new();
    for aside in set_aside {
        *counts.entry(aside.reason).or_insert(0) += 1;
    }
    counts.into_iter().map(|(reason, count)| Aside { reason: reason.name(), count }).collect()
}
