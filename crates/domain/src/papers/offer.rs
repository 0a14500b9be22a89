//! What can be printed of a session now, and why not: one table, in the order of the kinds. It draws nothing.

use crate::deliberation::PartStatus;
use crate::id::CandidateId;
use crate::papers::{Kind, Scope};
use crate::refusal::Refusal;
use crate::session::dispute::Dispute;
use crate::session::{Session, disputes};

/// A paper that a session can be asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// Which.
    pub kind: Kind,
    /// Why it can't be printed now.
    pub blocked: Option<Refusal>,
}

/// Every kind, and whether it can be printed now.
#[must_use]
pub fn offers(session: &Session) -> Vec<Offer> {
    Kind::ALL.iter().map(|kind| Offer { kind: *kind, blocked: ready(session, *kind).err() }).collect()
}

/// Whether a copy of that paper can be printed now.
///
/// # Errors
/// Why it can't.
pub fn ready(session: &Session, kind: Kind) -> Result<(), Refusal> {
    if needs_closing(kind) && session.closing.settled().is_none() {
        return Err(Refusal::SessionNotClosed);
    }
    if needs_closing(kind) && kind.scope() == Scope::Session {
        agreed(amended_apart(session).count())?;
    }
    let candidates = || if session.roster().is_empty() { Err(Refusal::NoCandidate) } else { Ok(()) };
    match kind {
        Kind::BlockCertificate => {
            candidates()?;
            let mut roster = session.roster().into_iter();
            roster.any(|(id, _)| has_validated(session, id)).then_some(()).ok_or(Refusal::NothingToPrint)
        }
        Kind::CandidateAttendance | Kind::EvaluationMinutes | Kind::Proclamation => candidates(),
        _ => match kind.scope() {
            Scope::Session => Ok(()),
            Scope::Candidate => candidates(),
            Scope::Juror if session.members().is_empty() => Err(Refusal::TooFewMembers { limit: "1".to_owned() }),
            Scope::Juror => Ok(()),
            Scope::Incident if session.incidents.is_empty() => Err(Refusal::NothingToPrint),
            Scope::Amendment if session.amendments.is_empty() => Err(Refusal::UnknownMinutes),
            Scope::Incident | Scope::Amendment => Ok(()),
        },
    }
}

/// Whether this candidate's copy of that paper can be printed now.
///
/// # Errors
/// Why it can't.
pub fn ready_for(session: &Session, kind: Kind, candidate: CandidateId) -> Result<(), Refusal> {
    ready(session, kind)?;
    let known = session.candidates.get(&candidate).ok_or(Refusal::UnknownCandidate)?;
    if known.withdrawn.shown().is_some() {
        return Err(Refusal::CandidateIsWithdrawn { name: known.name() });
    }
    if needs_closing(kind) {
        agreed(amended_apart(session).filter(|apart| *apart == candidate).count())?;
    }
    match kind {
        Kind::BlockCertificate if !has_validated(session, candidate) => Err(Refusal::NothingToPrint),
        _ => Ok(()),
    }
}

/// Papers that say what the jury decided exist once it has closed.
fn needs_closing(kind: Kind) -> bool {
    matches!(kind, Kind::Amendment | Kind::Proclamation | Kind::Results | Kind::BlockCertificate | Kind::Verification)
}

/// Candidates on whom rectificatifs contradict each other: nothing stands for them until another one settles it.
fn amended_apart(session: &Session) -> impl Iterator<Item = CandidateId> {
    disputes(session).into_iter().filter_map(|dispute| match dispute {
        Dispute::Amendment { candidate } => Some(candidate),
        _ => None,
    })
}

fn agreed(disputes: usize) -> Result<(), Refusal> {
    if disputes == 0 { Ok(()) } else { Err(Refusal::Disagreement { count: disputes.to_string() }) }
}

/// Whether this jury validated a bloc of the candidate: the mémoire is none.
fn has_validated(session: &Session, candidate: CandidateId) -> bool {
    let decision = session.decision(candidate);
    let mut parts = decision.iter().flat_map(|decision| &decision.parts);
    parts.any(|part| part.status == PartStatus::Validated && part.part != crate::deliberation::THESIS)
}
