//! Whether a session is ready to begin: every point that a secretary goes through the day before, each with what is found and
//! where it is cured. It says what is; only `decide` says no.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::deliberation::composition::{composition, composition_for};
use crate::id::CandidateId;
use crate::person::Role;
use crate::referential::Code;
use crate::register::Register;
use crate::session::likeness::likenesses;
use crate::session::{Candidate, Session};

/// What is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Matter {
    /// Somebody passes.
    Candidates,
    /// Nobody is registered twice.
    Likenesses,
    /// The deposit will know everybody's civil status.
    CivilStatus,
    /// Somebody presides.
    President,
    /// The panel is composed as the règlement demands.
    Panel,
    /// It still is once members stepped back for a candidate.
    PanelForCandidates,
    /// Everybody knows when they pass.
    Passages,
    /// Nobody passes in a room where somebody else is passing.
    Overlaps,
    /// Passages are on the days of the session.
    Days,
    /// Épreuves that have subjects gave one to everybody.
    Draws,
    /// Every member has a pack.
    Packs,
    /// A certifier adopted the règlement.
    Regulation,
}

/// What was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Readiness {
    /// As it should be.
    Good,
    /// Somebody should look at it; the session can begin.
    Doubt,
    /// The session can't end well like this.
    Stop,
}

/// Where a point is cured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Cure {
    /// Among the candidates.
    Candidates,
    /// In the panel.
    Panel,
    /// Among the subjects.
    Subjects,
    /// In the planning.
    Planning,
    /// Where packs are handed out.
    Packs,
    /// In what the session was opened with.
    Session,
}

/// One point.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Point {
    /// What is looked at.
    pub matter: Matter,
    /// What was found.
    pub verdict: Readiness,
    /// How many people, épreuves or passages it is about; what there is, when it is good.
    pub count: u32,
    /// Whom it is about, by name; the first ones.
    pub about: Vec<String>,
    /// Where it is cured.
    pub cure: Cure,
}

/// Most names a point tells.
const NAMES: usize = 5;

/// Every point, in the order one goes through them.
#[must_use]
pub fn points(session: &Session) -> Vec<Point> {
    let roster = session.roster();
    vec![
        candidates(&roster),
        found(Matter::Likenesses, Readiness::Doubt, Cure::Candidates, likeness_names(session)),
        found(Matter::CivilStatus, Readiness::Doubt, Cure::Candidates, names(&roster, |c| c.civil.shown().is_none())),
        president(session),
        panel(session),
        found(Matter::PanelForCandidates, Readiness::Stop, Cure::Panel, short_panels(session, &roster)),
        found(Matter::Passages, Readiness::Doubt, Cure::Planning, names(&roster, |c| c.passage.shown().is_none())),
        found(Matter::Overlaps, Readiness::Doubt, Cure::Planning, overlaps(&roster)),
        found(Matter::Days, Readiness::Doubt, Cure::Planning, names(&roster, |c| is_out_of_days(session, c))),
        found(Matter::Draws, Readiness::Doubt, Cure::Subjects, names(&roster, |c| !draws_owed(session, c).is_empty())),
        found(Matter::Packs, Readiness::Doubt, Cure::Packs, without_pack(session)),
        regulation(session),
    ]
}

/// Épreuves for which subjects were prepared and `candidate` has none yet.
#[must_use]
pub fn draws_owed(session: &Session, candidate: &Candidate) -> Vec<Code> {
    let with_subjects: BTreeSet<&str> = session.subjects.values().map(|file| file.trial.as_str()).collect();
    let parts = session.parts(candidate);
    let taken = parts.iter().filter(|part| candidate.prior(part.code).is_none());
    let trials = taken.flat_map(|part| &part.evaluations).flat_map(|group| group.trials).map(|trial| &trial.code);
    let owed = trials.filter(|code| {
        let drawn = candidate.subjects.get(*code).and_then(Register::shown).is_some();
        with_subjects.contains(code.as_str()) && !drawn
    });
    owed.cloned().collect()
}

fn found(matter: Matter, worst: Readiness, cure: Cure, about: Vec<String>) -> Point {
    let verdict = if about.is_empty() { Readiness::Good } else { worst };
    let count = count(about.len());
    Point { matter, verdict, count, about: about.into_iter().take(NAMES).collect(), cure }
}

fn candidates(roster: &[(CandidateId, &Candidate)]) -> Point {
    let verdict = if roster.is_empty() { Readiness::Stop } else { Readiness::Good };
    Point { matter: Matter::Candidates, verdict, count: count(roster.len()), about: vec![], cure: Cure::Candidates }
}

fn president(session: &Session) -> Point {
    let members = session.members();
    let president = members.iter().find(|(_, file)| file.role == Role::President);
    let verdict = if president.is_some() { Readiness::Good } else { Readiness::Stop };
    let about = president.map(|(_, file)| file.full_name()).into_iter().collect();
    Point { matter: Matter::President, verdict, count: 1, about, cure: Cure::Panel }
}

fn panel(session: &Session) -> Point {
    let composition = composition(session);
    let verdict = if composition.holds { Readiness::Good } else { Readiness::Stop };
    Point {
        matter: Matter::Panel,
        verdict,
        count: composition.members,
        about: vec![composition.rule],
        cure: Cure::Panel,
    }
}

fn regulation(session: &Session) -> Point {
    let example = session.regulation.example;
    let verdict = if example { Readiness::Doubt } else { Readiness::Good };
    let about = vec![session.regulation.title.clone()];
    Point { matter: Matter::Regulation, verdict, count: u32::from(example), about, cure: Cure::Session }
}

fn names(roster: &[(CandidateId, &Candidate)], wrong: impl Fn(&Candidate) -> bool) -> Vec<String> {
    roster.iter().filter(|(_, candidate)| wrong(candidate)).map(|(_, candidate)| candidate.name()).collect()
}

fn likeness_names(session: &Session) -> Vec<String> {
    let name = |id| session.candidates.get(&id).map(Candidate::name).unwrap_or_default();
    likenesses(session).into_iter().map(|pair| format!("{} / {}", name(pair.first), name(pair.second))).collect()
}

fn short_panels(session: &Session, roster: &[(CandidateId, &Candidate)]) -> Vec<String> {
    // While the whole panel is too small, that is what there is to say.
    if !composition(session).holds {
        return Vec::new();
    }
    let short = roster.iter().filter(|(id, _)| !composition_for(session, *id).holds);
    short.map(|(_, candidate)| candidate.name()).collect()
}

fn is_out_of_days(session: &Session, candidate: &Candidate) -> bool {
    let days = session.details.shown().map(|details| details.starts_on..=details.ends_on);
    let passage = candidate.passage.shown();
    days.zip(passage).is_some_and(|(days, passage)| !days.contains(&passage.starts_at.date))
}

/// Whoever begins in a room before the one who passes there has ended.
fn overlaps(roster: &[(CandidateId, &Candidate)]) -> Vec<String> {
    let mut rooms: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for (_, candidate) in roster {
        if let Some(passage) = candidate.passage.shown() {
            let begins = u32::from(passage.starts_at.hour) * 60 + u32::from(passage.starts_at.minute);
            let room = rooms.entry((&passage.room, passage.starts_at.date)).or_default();
            room.push((begins, begins + u32::from(passage.minutes), candidate));
        }
    }
    let mut late = Vec::new();
    for passages in rooms.values_mut() {
        passages.sort_by_key(|(begins, ends, candidate)| (*begins, *ends, candidate.number()));
        let mut free_at = 0;
        for (begins, ends, candidate) in passages {
            if *begins < free_at {
                late.push(candidate.name());
            }
            free_at = free_at.max(*ends);
        }
    }
    late
}

fn without_pack(session: &Session) -> Vec<String> {
    let holds = |id| {
        let invited = session.jurors.get(&id).is_some_and(|juror| !juror.invitations.is_empty());
        invited || session.authors.values().any(|author| author.person == id)
    };
    session.members().into_iter().filter(|(id, _)| !holds(*id)).map(|(_, file)| file.full_name()).collect()
}

fn count(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}
