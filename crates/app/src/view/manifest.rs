//! The bordereau of a session: what is expected, what has arrived, what is missing, and what stands in the way of closing.
//! Counts and names of sheets only: no mark is in it.

use std::collections::BTreeMap;
use std::path::Path;

use domain::id::SessionId;
use domain::minutes::CivilTime;
use domain::minutes::compose_manifest::{Reading, compose_manifest, manifest_paper};
use domain::minutes::manifest::ManifestContent;
use domain::refusal::Refusal;
use domain::session::{AsideReason, Session, SetAside};
use domain::time::Timestamp;
use serde::Serialize;

use super::reversal::{ReversalLine, reversals};
use super::session::{SessionState, count, state};
use crate::desk::Desk;
use crate::failure::Failure;
use crate::pens::SOFTWARE;
use crate::publish::{self, PaperReport};
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
    /// Expected, received, missing, set aside, disagreed on, countersigned.
    #[serde(flatten)]
    pub content: ManifestContent,
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

impl Desk {
    /// The bordereau of `session`.
    ///
    /// # Errors
    /// When no store is open, or it holds no such session.
    pub fn manifest(&self, session: SessionId) -> Result<Manifest, Failure> {
        self.read(session, |dossier| Ok(manifest(&dossier.session, &|at| self.clock.civil(at))))
    }

    /// Draws the bordereau of `session` into the file at `to`.
    ///
    /// # Errors
    /// When it can't be drawn or written.
    pub fn write_manifest(&self, session: SessionId, to: &Path) -> Result<PaperReport, Failure> {
        let drawn_at = self.clock.civil(self.clock.now());
        let drawn_at = drawn_at.ok_or_else(|| Failure::BadRequest("the clock shows no date".into()))?;
        let paper = self.read(session, |dossier| {
            let civil = |at| self.clock.civil(at);
            let reading = reading(&dossier.session, &civil);
            let paper = manifest_paper(&dossier.session, &reading, drawn_at, dossier.me, SOFTWARE);
            paper.ok_or(Failure::UnknownSession)
        })?;
        publish::manifest(&mut self.press()?, &paper, to)
    }
}

/// The bordereau of `session` as this laptop knows it; `civil` gives an instant in the time of the place.
#[must_use]
pub fn manifest(session: &Session, civil: &dyn Fn(Timestamp) -> Option<CivilTime>) -> Manifest {
    Manifest {
        session: session.id,
        name: session.details.shown().map(|details| details.name.clone()).unwrap_or_default(),
        state: state(session),
        reversals: reversals(session),
        newer: session.newer.count,
        read_only: session.newer.critical,
        disputes: count(domain::session::dispute::open_disputes(session).len()),
        closing_faults: domain::decide::closing::closing_faults(session),
        content: compose_manifest(session, &reading(session, civil)),
    }
}

fn reading<'a>(session: &Session, civil: &'a dyn Fn(Timestamp) -> Option<CivilTime>) -> Reading<'a> {
    Reading { words: words::fingerprint(session.fingerprint()), civil }
}

/// Facts kept and not counted, by reason.
pub(crate) fn asides<'a>(set_aside: impl Iterator<Item = &'a SetAside>) -> Vec<Aside> {
    let mut counts: BTreeMap<AsideReason, u32> = BTreeMap::new();
    for aside in set_aside {
        *counts.entry(aside.reason).or_insert(0) += 1;
    }
    counts.into_iter().map(|(reason, count)| Aside { reason: reason.name(), count }).collect()
}
