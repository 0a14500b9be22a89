//! What a panel asks while it deliberates: one candidate's sheets, the ledger of one criterion, what a supposed rating would
//! change, what a choice of parts comes to. Reading only: what is decided goes through the one write door (`execute`).

use std::collections::BTreeMap;

use domain::decide::conclusion::{Conclusion, conclusion};
use domain::deliberation::LedgerLine;
use domain::deliberation::proposal::{Proposal, propose_supposing};
use domain::event::Event;
use domain::grading::Rating;
use domain::id::{CandidateId, SessionId};
use domain::referential::Code;
use domain::refusal::Refusal;
use domain::session::about;
use domain::time::Timestamp;
use serde::{Deserialize, Serialize};

use crate::desk::Desk;
use crate::failure::Failure;
use crate::view::case::{CaseView, case};
use crate::view::deliberation::{DeliberationView, deliberation};

/// The kind of the fact that retains a rating.
const RETAINED: u16 = 51;

/// A rating supposed for a criterion.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Supposed {
    /// The criterion.
    pub criterion: Code,
    /// The rating.
    pub rating: Rating,
}

/// One step of what the panel retained for a criterion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct LedgerStep {
    /// Who wrote it.
    pub by: String,
    /// When, by the writer's laptop. It orders the steps and decides nothing.
    pub at: Timestamp,
    /// What the step before had retained; absent for the first.
    pub before: Option<Rating>,
    /// What it retained.
    pub after: Rating,
    /// Why, where it was said.
    pub ground: String,
    /// The sealed ratings it was drawn from.
    pub sealed: Vec<LedgerLine>,
    /// Set when it is kept and not counted.
    pub set_aside: bool,
}

impl Desk {
    /// The deliberation of `session`.
    ///
    /// # Errors
    /// When no store is open, or it holds no such session.
    pub fn deliberation(&self, session: SessionId) -> Result<DeliberationView, Failure> {
        self.read(session, |dossier| Ok(deliberation(&dossier.session, dossier.me)))
    }

    /// One candidate before the panel.
    ///
    /// # Errors
    /// When no store is open, or it holds no such session or candidate.
    pub fn case(&self, session: SessionId, candidate: CandidateId) -> Result<CaseView, Failure> {
        self.read(session, |dossier| case(&dossier.session, candidate).ok_or(Refusal::UnknownCandidate.into()))
    }

    /// Every rating that was retained for that criterion, oldest first.
    ///
    /// # Errors
    /// When no store is open, or it can't be read.
    pub fn ledger(
        &self,
        session: SessionId,
        candidate: CandidateId,
        criterion: &str,
    ) -> Result<Vec<LedgerStep>, Failure> {
        self.with_open(|open| {
            let mut found = Vec::new();
            open.book.each_entry(session, |logged| {
                found.extend((logged.entry.header.kind == RETAINED).then_some(logged));
                Ok(())
            })?;
            let session = &open.dossier(session)?.0.session;
            found.sort_by_key(|logged| (logged.entry.header.clock, logged.entry.header.log, logged.entry.header.seq));
            let mut steps: Vec<LedgerStep> = Vec::new();
            for logged in found {
                let event = logged.entry.payload.as_deref().and_then(|payload| Event::decode(RETAINED, payload).ok());
                let Some(Event::RatingRetained(fact)) = event else { continue };
                if fact.candidate != candidate || fact.criterion != criterion {
                    continue;
                }
                let header = &logged.entry.header;
                let author = session.authors.get(&header.log).map(|author| author.person);
                steps.push(LedgerStep {
                    by: author.map(|person| about::person(session, person)).unwrap_or_default(),
                    at: header.clock.at(),
                    before: steps.last().map(|step| step.after),
                    after: fact.retained.rating,
                    ground: fact.retained.ground,
                    sealed: fact.retained.ledger,
                    set_aside: session
                        .set_aside
                        .iter()
                        .any(|it| it.stamp.branch.log == header.log && it.stamp.seq == header.seq),
                });
            }
            Ok(steps)
        })
    }

    /// What the calculation would propose if those ratings were retained. Nothing is written, and nothing could be.
    ///
    /// # Errors
    /// When the sheets are not side by side yet, or there is no such session or candidate.
    pub fn what_if(
        &self,
        session: SessionId,
        candidate: CandidateId,
        ratings: Vec<Supposed>,
    ) -> Result<Proposal, Failure> {
        let supposed: BTreeMap<Code, Rating> = ratings.into_iter().map(|it| (it.criterion, it.rating)).collect();
        self.read(session, |dossier| {
            // A proposal tells something of the marks it rests on: sealed before seen.
            if !dossier.session.is_confronted() {
                return Err(Refusal::ConfrontationNotOpen.into());
            }
            propose_supposing(&dossier.session, candidate, &supposed).ok_or(Refusal::UnknownCandidate.into())
        })
    }

    /// What a choice of parts comes to; what is absent follows the proposal.
    ///
    /// # Errors
    /// When the sheets are not side by side yet, or a part or the mention is none of the session's.
    pub fn conclude(
        &self,
        session: SessionId,
        candidate: CandidateId,
        parts_validated: Option<&[Code]>,
        mention: Option<&str>,
    ) -> Result<Conclusion, Failure> {
        self.read(session, |dossier| {
            let gradable = dossier.session.candidates.get(&candidate).is_some_and(|file| file.gradable());
            if gradable && !dossier.session.is_confronted() {
                return Err(Refusal::ConfrontationNotOpen.into());
            }
            Ok(conclusion(&dossier.session, candidate, parts_validated, mention)?)
        })
    }
}
