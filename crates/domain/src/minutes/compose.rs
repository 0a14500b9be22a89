//! The minutes of a session, read from its state: every field of `Minutes`, nothing decided here. A draft is the same
//! paper before the closing. The same session and edition always give the same content.

use crate::deliberation::{composition, decided};
use crate::grading::seal;
use crate::id::{CandidateId, Digest, IncidentId, PersonId};
use crate::minutes::compose_candidate::{candidate_line, part_headings};
use crate::minutes::{
    Certification, Edition, IncidentLine, LedgerEntry, Minutes, PanelDay, PanelLine, Proof, RecusalLine, SealLine,
    Sitting, VoteLine,
};
use crate::person::{JurorFile, Role};
use crate::session::facts::IncidentFile;
use crate::session::{Candidate, Juror, Session};

/// Which edition of the minutes is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EditionChoice {
    /// The first minutes, or their draft while the session is open.
    Original,
    /// The rectificatif at that place, from 0, as its author knew the session.
    Amendment(usize),
    /// What stands today, under the number of the last edition: nothing where rectificatifs contradict each other.
    InForce,
}

impl EditionChoice {
    /// The edition after that many rectificatifs; 0 is the first minutes.
    #[must_use]
    pub fn after(amendments: usize) -> Self {
        amendments.checked_sub(1).map_or(Self::Original, Self::Amendment)
    }

    /// The last edition: the last rectificatif, or the first minutes.
    #[must_use]
    pub fn last(session: &Session) -> Self {
        Self::after(session.amendments.len())
    }
}

/// What only the printing program knows, for the proof at the foot of the paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Colophon {
    /// Name and version of the program.
    pub software: String,
    /// [`printed_fingerprint`] in words to read aloud.
    pub words: Vec<String>,
}

/// The minutes of that edition; `None` when there is no such rectificatif, or the session's details can't be read.
#[must_use]
pub fn compose(session: &Session, choice: EditionChoice, colophon: &Colophon) -> Option<Minutes> {
    let roster = session.roster();
    let panel = panel(session);
    let candidates = roster.iter().filter_map(|(id, file)| {
        let decision = decision(session, *id, choice);
        candidate_line(session, *id, file, decision)
    });
    Some(Minutes {
        number: number(session, choice)?,
        edition: edition(session, choice)?,
        certification: certification(session),
        sitting: sitting(session)?,
        composition: composition::composition(session),
        candidates: candidates.collect(),
        incidents: incidents(session),
        seals: panel.iter().filter_map(|(id, juror)| seals(session, *id, juror)).collect(),
        ledger: roster.iter().flat_map(|(_, file)| ledger(session, file)).collect(),
        votes: roster.iter().flat_map(|(_, file)| votes(file)).collect(),
        recusals: roster.iter().flat_map(|(_, file)| recusals(&panel, file)).collect(),
        proof: proof(session, colophon),
        panel: panel.into_iter().filter_map(|(id, juror)| panel_line(id, juror)).collect(),
    })
}

/// The fingerprint a paper prints: of the entries the closing counted, so that the paper can be drawn again years later;
/// of the entries known so far, on a draft.
#[must_use]
pub fn printed_fingerprint(session: &Session) -> Digest {
    session.closing.settled().map_or_else(|| session.fingerprint(), |closing| closing.fingerprint)
}

/// The decision that edition prints.
pub(super) fn decision(
    session: &Session,
    candidate: CandidateId,
    choice: EditionChoice,
) -> Option<crate::deliberation::Decision> {
    match choice {
        EditionChoice::Original => decided::first_decision(session, candidate),
        EditionChoice::Amendment(place) => decided::decision_at(session, candidate, place),
        EditionChoice::InForce => decided::final_decision(session, candidate),
    }
}

/// The number of that edition; empty on a draft.
pub(crate) fn number(session: &Session, choice: EditionChoice) -> Option<String> {
    match choice {
        EditionChoice::Original => {
            Some(session.closing.settled().map(|closing| closing.number.clone()).unwrap_or_default())
        }
        EditionChoice::Amendment(place) => Some(session.amendments.get(place)?.value.number.clone()),
        EditionChoice::InForce => number(session, EditionChoice::last(session)),
    }
}

pub(crate) fn certification(session: &Session) -> Certification {
    let (referential, regulation) = (&session.referential, &session.regulation);
    Certification {
        title: referential.title.clone(),
        registration: referential.registration.clone(),
        certifier: regulation.certifier.clone(),
        referential: format!("{}, version {}", referential.code, referential.version),
        referential_digest: session.referential_digest,
        regulation: format!("{}, version {}", regulation.title, regulation.version),
        regulation_digest: session.regulation_digest,
        example: regulation.example,
        appeal: regulation.appeal.clone(),
        scale: regulation.scale.clone(),
        mentions: regulation.mentions.clone(),
        parts: part_headings(referential),
        letterhead: regulation.papers.clone(),
    }
}

pub(crate) fn sitting(session: &Session) -> Option<Sitting> {
    let details = session.details.shown()?;
    let closing = session.closing.settled();
    Some(Sitting {
        name: details.name.clone(),
        centre: details.centre.clone(),
        place: details.place.clone(),
        starts_on: details.starts_on,
        ends_on: details.ends_on,
        opened_at: closing.map(|closing| closing.opened_at),
        closed_at: closing.map(|closing| closing.closed_at),
    })
}

pub(crate) fn proof(session: &Session, colophon: &Colophon) -> Proof {
    let counted = session.cut.as_ref().filter(|_| session.is_closed());
    let known = || u32::try_from(session.hashes.len()).unwrap_or(u32::MAX);
    Proof {
        fingerprint: printed_fingerprint(session),
        words: colophon.words.clone(),
        entries: counted.map_or_else(known, crate::session::cut::Cut::entries),
        software: colophon.software.clone(),
    }
}

/// A rectificatif corrects the minutes before it: the first, or the last rectificatif that its author had seen.
fn edition(session: &Session, choice: EditionChoice) -> Option<Edition> {
    let place = match choice {
        EditionChoice::Original => return Some(Edition::Original),
        EditionChoice::Amendment(place) => place,
        EditionChoice::InForce => return edition(session, EditionChoice::last(session)),
    };
    let amendment = session.amendments.get(place)?;
    let mut earlier = session.amendments.iter().take(place);
    let before = earlier.rposition(|other| session.sight.had_seen(&amendment.stamp, &other.stamp));
    Some(Edition::Amendment {
        corrects: number(session, before.map_or(EditionChoice::Original, EditionChoice::Amendment))?,
        hash: amendment.value.corrects,
        reason: amendment.value.reason.clone(),
    })
}

/// Everybody who sits or sat: president, members, representatives, each by name.
pub(crate) fn panel(session: &Session) -> Vec<(PersonId, &Juror)> {
    let rank = |role: Role| match role {
        Role::President => Some(0),
        Role::Member => Some(1),
        Role::Representative => Some(2),
        Role::Office => None,
    };
    let seated = session.jurors.iter().filter_map(|(id, juror)| {
        let file = juror.file.shown()?;
        let order = (rank(file.role)?, file.family_name.clone(), file.given_name.clone(), *id);
        Some((order, (*id, juror)))
    });
    let mut panel: Vec<_> = seated.collect();
    panel.sort_by(|one, other| one.0.cmp(&other.0));
    panel.into_iter().map(|(_, line)| line).collect()
}

pub(crate) fn panel_line(person: PersonId, juror: &Juror) -> Option<PanelLine> {
    let file = juror.file.shown()?;
    let days =
        juror.days.iter().map(|(arrived, left)| PanelDay { arrived: *arrived, left: left.shown().copied().flatten() });
    Some(PanelLine {
        person,
        name: file.full_name(),
        role: file.role,
        function: file.function.clone(),
        employer: file.employer.clone(),
        external: file.external,
        days: days.collect(),
        left: juror.unseated.shown().cloned(),
    })
}

/// The sealed sheets of a member; of somebody who left, where they sealed some.
fn seals(session: &Session, juror: PersonId, seat: &Juror) -> Option<SealLine> {
    let file = seat.file.shown().filter(|file| file.role.deliberates())?;
    let (sheets, digest) = seal::seal_line(session, juror);
    let sits = seat.unseated.shown().is_none();
    (sits || sheets > 0).then(|| SealLine { name: file.full_name(), sheets, digest })
}

/// The incidents, in the order of [`incidents`].
pub(crate) fn incident_ids(session: &Session) -> Vec<IncidentId> {
    reported(session).into_iter().map(|(_, id)| id).collect()
}

/// Incidents, oldest first.
fn reported(session: &Session) -> Vec<(&IncidentFile, IncidentId)> {
    let mut reported: Vec<_> = session.incidents.iter().filter_map(|(id, file)| Some((file.shown()?, *id))).collect();
    reported.sort_by_key(|(file, id)| (file.at, *id));
    reported
}

/// What the minutes say of the incidents, oldest first.
pub(crate) fn incidents(session: &Session) -> Vec<IncidentLine> {
    let concerned = |id: CandidateId| session.candidates.get(&id).and_then(numbered);
    let line = |file: &IncidentFile| IncidentLine {
        at: file.at,
        candidate: file.candidate.and_then(concerned),
        facts: file.facts.clone(),
        statement: file.statement.clone(),
        measures: file.measures.clone(),
    };
    reported(session).into_iter().map(|(file, _)| line(file)).collect()
}

/// What the panel retained with a reason, in the order of the grid; the ratings it was drawn from name nobody.
fn ledger(session: &Session, file: &Candidate) -> Vec<LedgerEntry> {
    let number = file.number();
    let entry = |criterion: &str| {
        let retained = file.retained.get(criterion)?.settled().filter(|retained| !retained.ground.is_empty())?;
        let mut sealed: Vec<_> = retained.ledger.iter().map(|line| line.rating).collect();
        sealed.sort_unstable();
        Some(LedgerEntry {
            number: number.clone(),
            criterion: criterion.to_owned(),
            sealed,
            retained: retained.rating,
            ground: retained.ground.clone(),
        })
    };
    session.criteria_to_grade(file).into_iter().filter_map(entry).collect()
}

fn votes(file: &Candidate) -> Vec<VoteLine> {
    let number = file.number();
    file.votes.iter().map(|vote| VoteLine { number: number.clone(), vote: vote.value.clone() }).collect()
}

fn recusals(panel: &[(PersonId, &Juror)], file: &Candidate) -> Vec<RecusalLine> {
    let line = |(id, juror): &(PersonId, &Juror)| {
        let ground = file.recusals.get(id)?.shown()?.clone()?;
        let name = juror.file.shown().map(JurorFile::full_name)?;
        Some(RecusalLine { juror: name, candidate: numbered(file)?, ground })
    };
    panel.iter().filter_map(line).collect()
}

/// « 12 Prénom NOM ».
fn numbered(candidate: &Candidate) -> Option<String> {
    candidate.file.shown().map(|file| format!("{} {}", file.number, file.full_name()))
}
