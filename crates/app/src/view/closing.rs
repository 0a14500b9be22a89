//! The closing of a session: what is checked before it as a list that one can act on, who signed the minutes in force, what
//! was corrected since. What forbids closing is `decide`'s; here it is told with whom it concerns.

use domain::decide::closing::{closing_faults, signature_in_force};
use domain::decide::conclusion;
use domain::deliberation::Outcome;
use domain::deliberation::composition::composition_for;
use domain::id::{CandidateId, Digest, PersonId};
use domain::minutes::{CivilTime, Composition};
use domain::person::{JurorFile, Role};
use domain::refusal::Refusal;
use domain::session::likeness::likenesses;
use domain::session::{Candidate, Session, authority};
use serde::Serialize;

use super::exchange::CandidateColumn;
use super::grid::Me;
use super::session::{SessionHead, count, head};
use crate::papers::{WhyNot, why_not};

/// The kind of the fact that closes.
const CLOSED: u16 = 70;

/// What the screen of the closing shows.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct ClosingView {
    /// The session.
    pub session: SessionHead,
    /// Who looks.
    pub me: Me,
    /// Whether this person closes, and has the minutes signed here.
    pub leads: bool,
    /// What is checked before closing; each holds, or says why not.
    pub checks: Vec<Check>,
    /// What is said and forbids nothing.
    pub remarks: Remarks,
    /// What the panel's composition is worth.
    pub composition: Composition,
    /// How many candidates have each outcome.
    pub outcomes: Vec<OutcomeCount>,
    /// What to write when closing.
    pub proposed: ProposedClosing,
    /// The closing, once there is one.
    pub closed: Option<ClosedAs>,
    /// Members, president first, and their signature of the edition in force.
    pub signers: Vec<Signer>,
    /// How many signatures the règlement wants.
    pub required: u32,
    /// SHA-256 of the minutes in force as they are kept here, signatures included.
    pub minutes: Option<Digest>,
    /// Rectificatifs, oldest first.
    pub amendments: Vec<AmendmentLine>,
}

/// One thing that is checked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Check {
    /// The code of the refusal that it could give.
    pub code: String,
    /// Why it does not hold; absent when it does.
    pub fault: Option<WhyNot>,
    /// Whom it concerns.
    pub candidates: Vec<CandidateColumn>,
}

/// What is said before closing and forbids nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Remarks {
    /// Candidates who look like one person and whom nobody judged.
    pub duplicates: u32,
    /// Entries that wait for others.
    pub pending: u32,
    /// Incidents that the minutes report.
    pub incidents: u32,
    /// Why the confrontation was opened early.
    pub exceptions: Vec<String>,
}

/// How many candidates have an outcome.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct OutcomeCount {
    /// The outcome.
    pub outcome: Outcome,
    /// How many.
    pub count: u32,
}

/// What to write when closing, or amending, for the person to change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct ProposedClosing {
    /// Number of the minutes, after the règlement.
    pub number: String,
    /// Number of the rectificatif that comes next; absent while no closing stands.
    pub amendment: Option<String>,
    /// When the deliberation opened.
    pub opened_at: Option<CivilTime>,
    /// Now.
    pub closed_at: Option<CivilTime>,
}

/// A closing that stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct ClosedAs {
    /// Number of the minutes.
    pub number: String,
    /// When the deliberation opened.
    pub opened_at: CivilTime,
    /// When the session was closed.
    pub closed_at: CivilTime,
}

/// A member who signs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Signer {
    /// Who.
    pub id: PersonId,
    /// « Prénom NOM ».
    pub name: String,
    /// Role.
    pub role: Role,
    /// When they signed the edition in force.
    pub signed_at: Option<CivilTime>,
    /// Whether that signature is in the file kept here; otherwise it is on paper, or in the file of another laptop.
    pub in_file: bool,
    /// Whether this laptop is theirs: their passphrase is the store's.
    pub owner: bool,
    /// Whether they chose a passphrase to sign with here.
    pub known: bool,
}

/// A rectificatif.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct AmendmentLine {
    /// Its number.
    pub number: String,
    /// Why.
    pub reason: String,
    /// When.
    pub at: CivilTime,
    /// How many decisions it changes.
    pub decisions: u32,
}

/// What only the desk knows: what is kept here, who chose a passphrase, what the clock says.
#[derive(Debug, Clone)]
pub(crate) struct Beside {
    pub(crate) proposed: ProposedClosing,
    pub(crate) minutes: Option<Digest>,
    /// Whose boxes are signed in them.
    pub(crate) in_file: Vec<PersonId>,
    pub(crate) known: Vec<PersonId>,
}

/// The closing of `session` for `me`.
#[must_use]
pub(crate) fn closing(session: &Session, me: PersonId, beside: Beside) -> ClosingView {
    let file = session.jurors.get(&me).and_then(|juror| juror.file.shown());
    let role = session.role(me).unwrap_or(Role::Representative);
    let closed = session.closing.settled();
    let signer = |(id, file): (PersonId, &JurorFile)| signer(session, me, &beside, id, file);
    ClosingView {
        session: head(session),
        me: Me { id: me, name: file.map(JurorFile::full_name).unwrap_or_default(), role },
        leads: authority::may(role, CLOSED),
        checks: checks(session),
        remarks: remarks(session),
        composition: domain::deliberation::composition::composition(session),
        outcomes: outcomes(session),
        closed: closed.map(|fact| ClosedAs {
            number: fact.number.clone(),
            opened_at: fact.opened_at,
            closed_at: fact.closed_at,
        }),
        signers: session.members().into_iter().map(signer).collect(),
        amendments: session.amendments.iter().map(|write| amendment(&write.value)).collect(),
        required: count(session.signatures_required()),
        minutes: beside.minutes,
        proposed: beside.proposed,
    }
}

/// The codes of what is checked, in the order of the list.
const CHECKED: [&str; 9] = [
    "no-president",
    "too-few-members",
    "too-few-externals",
    "no-candidate",
    "undecided",
    "panel-too-small",
    "decision-stale",
    "disagreement",
    "two-closings",
];

fn checks(session: &Session) -> Vec<Check> {
    if session.closing.settled().is_some() {
        return Vec::new();
    }
    let faults = closing_faults(session);
    let check = |code: &&str| {
        let fault = faults.iter().find(|fault| fault.code() == *code);
        Check {
            code: (*code).to_owned(),
            fault: fault.map(why_not),
            candidates: fault.map(|fault| concerned(session, fault)).unwrap_or_default(),
        }
    };
    // Closings that contradict each other are rare: their line is there only then.
    CHECKED.iter().filter(|code| **code != "two-closings" || session.closing.is_disputed()).map(check).collect()
}

/// Whom a fault concerns.
fn concerned(session: &Session, fault: &Refusal) -> Vec<CandidateColumn> {
    let roster = session.roster().into_iter();
    let is_concerned = |id: CandidateId, candidate: &Candidate| match fault {
        Refusal::Undecided { .. } => candidate.decision.sides().is_empty(),
        Refusal::DecisionStale { .. } => conclusion::is_stale(session, id),
        Refusal::PanelTooSmall { .. } => candidate.decision.settled().is_some() && !composition_for(session, id).holds,
        _ => false,
    };
    roster
        .filter(|(id, candidate)| is_concerned(*id, candidate))
        .map(|(id, candidate)| CandidateColumn { id, number: candidate.number(), name: candidate.name() })
        .collect()
}

fn remarks(session: &Session) -> Remarks {
    Remarks {
        duplicates: count(likenesses(session).len()),
        pending: session.pending,
        incidents: count(session.incidents.len()),
        exceptions: session.confrontation.iter().map(|it| it.value.clone()).filter(|why| !why.is_empty()).collect(),
    }
}

fn outcomes(session: &Session) -> Vec<OutcomeCount> {
    use Outcome::{Absent, Adjourned, Awarded, Excluded, Partial};
    let decided: Vec<Outcome> =
        session.roster().iter().filter_map(|(id, _)| Some(session.decision(*id)?.outcome)).collect();
    let all = [Awarded, Partial, Adjourned, Absent, Excluded].into_iter();
    let counted = all.map(|outcome| OutcomeCount {
        outcome,
        count: count(decided.iter().filter(|decided| **decided == outcome).count()),
    });
    counted.filter(|one| one.count > 0).collect()
}

fn signer(session: &Session, me: PersonId, beside: &Beside, id: PersonId, file: &JurorFile) -> Signer {
    let signed = signature_in_force(session, id);
    Signer {
        id,
        name: file.full_name(),
        role: file.role,
        signed_at: signed.map(|fact| fact.at),
        in_file: beside.in_file.contains(&id),
        owner: id == me,
        known: beside.known.contains(&id),
    }
}

fn amendment(fact: &domain::event::MinutesAmended) -> AmendmentLine {
    AmendmentLine {
        number: fact.number.clone(),
        reason: fact.reason.clone(),
        at: fact.at,
        decisions: count(fact.decisions.len()),
    }
}
