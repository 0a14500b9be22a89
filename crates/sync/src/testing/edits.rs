//! What people write in a simulated day, allowed or not: facts drawn from those the laptop can speak of.

use domain::deliberation::Retained;
use domain::event::{
    AccommodationGranted, AttendanceRecorded, CandidateCorrected, CandidateWithdrawn, CivilStatusRecorded,
    ConfrontationOpened, DuplicateJudged, Event, IncidentReported, JurorCorrected, JurorUnseated, Marked, Observed,
    PanelAttendanceRecorded, PassagePlanned, PriorBlockRecorded, RatingRetained, RecusalDeclared, RecusalLifted,
    SessionClosed, SessionCorrected, SheetSealed, SubjectAdded, SubjectDrawn,
};
use domain::grading::{Mark, Rating};
use domain::id::{CandidateId, IncidentId, PersonId, SubjectId, SubjectSecret};
use domain::person::{Accommodation, PriorBlock, PriorKind, Role};
use domain::session::facts::{Attendance, AttendanceStatus, Passage, SubjectFile};
use domain::testing::people;

use super::day::Day;
use super::laptop::{Laptop, Written};
use super::{morning, verdicts};
use domain::testing::draw::Draw;

const CRITERIA: [&str; 4] = ["P1.CP.1", "P1.CP.2", "P2.CP.1", "MEM.1"];

/// Somebody writes; grading more often than anything else.
pub(super) fn edit(day: &mut Day, place: usize, draw: &mut Draw) {
    let Some(candidate) = draw.pick(&day.candidates).copied() else { return };
    if draw.once_in(14) {
        let (new, secret) = (CandidateId(draw.bytes()), SubjectSecret(draw.bytes()));
        day.say(format!("{} registers a candidate", day.name(place)));
        return morning::admit(day, place, new, secret);
    }
    let event = match draw.below(4) {
        0 | 1 => grading(candidate, draw),
        2 => deliberating(candidate, draw),
        _ => preparing(candidate, draw),
    };
    let said = format!("{} writes a fact of kind {}", day.name(place), event.kind());
    put(day, place, event.into(), said);
}

pub(super) fn put(day: &mut Day, place: usize, fact: Written, said: String) {
    day.say(said);
    let now = day.now;
    if let Some(laptop) = day.laptops.get_mut(place) {
        laptop.append(fact, now);
    }
}

/// A mark, a comment, an observation, a seal.
pub(super) fn grading(candidate: CandidateId, draw: &mut Draw) -> Event {
    match draw.below(8) {
        0 => SheetSealed { candidate, digest: domain::id::Digest(draw.bytes()), marks: 3 }.into(),
        1 => Observed { candidate, text: word(draw) }.into(),
        _ => {
            let ratings = [None, Some(Rating::NotObserved), Some(level(0)), Some(level(2))];
            let mark = Mark { rating: draw.pick(&ratings).copied().flatten(), comment: word(draw) };
            Marked { candidate, criterion: criterion(draw), mark }.into()
        }
    }
}

fn deliberating(candidate: CandidateId, draw: &mut Draw) -> Event {
    match draw.below(6) {
        4 | 5 => verdicts::judging(candidate, draw),
        0 => ConfrontationOpened { exception: word(draw) }.into(),
        1 => AttendanceRecorded { candidate, trial: None, attendance: came(draw) }.into(),
        _ => {
            let rating = level(u8::from(draw.once_in(2)));
            let retained = Retained { rating, ground: word(draw), ledger: Vec::new() };
            RatingRetained { candidate, criterion: criterion(draw), retained }.into()
        }
    }
}

fn preparing(candidate: CandidateId, draw: &mut Draw) -> Event {
    let juror = PersonId([1 + u8::from(draw.once_in(2)); 16]);
    match draw.below(12) {
        10 => of_the_panel(juror, draw),
        11 => of_the_file(candidate, draw),
        0 if draw.once_in(2) => {
            let (first, second) = (candidate, CandidateId([101; 16]));
            DuplicateJudged { first, second, same: draw.once_in(2), ground: word(draw) }.into()
        }
        0 => SessionCorrected { details: people::details() }.into(),
        1 => CivilStatusRecorded { candidate, civil: people::born("Inès", "Moreau", 1 + draw.byte() % 28) }.into(),
        2 => CandidateWithdrawn { candidate, ground: word(draw) }.into(),
        3 => RecusalDeclared { juror, candidate, ground: word(draw) }.into(),
        4 => RecusalLifted { juror, candidate, ground: word(draw) }.into(),
        5 => {
            let role = if juror.0 == [1; 16] { Role::President } else { Role::Member };
            JurorCorrected { juror, file: people::juror(&word(draw), "Diop", role, false) }.into()
        }
        6 => PassagePlanned {
            candidate,
            passage: Passage { starts_at: people::at(9, 0), minutes: 45, room: word(draw) },
        }
        .into(),
        7 => {
            let file = people::incident(10, Some(candidate), &word(draw));
            IncidentReported { incident: IncidentId([draw.byte() % 2; 16]), file }.into()
        }
        _ => CandidateCorrected { candidate, file: people::candidate("1", &word(draw), "Moreau", "P3") }.into(),
    }
}

/// Somebody leaves the panel, or their hours are noted.
fn of_the_panel(juror: PersonId, draw: &mut Draw) -> Event {
    if draw.once_in(4) {
        return JurorUnseated { juror, ground: word(draw) }.into();
    }
    let left = draw.once_in(2).then(|| people::at(18, draw.byte() % 60));
    PanelAttendanceRecorded { juror, arrived: people::at(8, 30), left }.into()
}

/// What a candidate brings, is granted, or draws.
fn of_the_file(candidate: CandidateId, draw: &mut Draw) -> Event {
    let subject = SubjectId([draw.byte() % 2; 16]);
    match draw.below(4) {
        0 => {
            let prior = PriorBlock { block: "P1".to_owned(), kind: PriorKind::Acquired, proof: word(draw), on: None };
            PriorBlockRecorded { candidate, prior }.into()
        }
        1 => {
            let accommodation = Accommodation { measure: word(draw), extra_time_percent: 33, decided_on: None };
            AccommodationGranted { candidate, accommodation }.into()
        }
        2 => {
            let file =
                SubjectFile { trial: "E1".to_owned(), title: word(draw), text: word(draw), documents: Vec::new() };
            SubjectAdded { subject, file }.into()
        }
        _ => SubjectDrawn { candidate, trial: "E1".to_owned(), subject, lot: Some(draw.number()) }.into(),
    }
}

/// A later program writes; now and then what must stop this one.
pub(super) fn newer(day: &mut Day, place: usize, draw: &mut Draw) {
    let subject = if draw.once_in(2) { draw.pick(&day.candidates).map(|candidate| candidate.0) } else { None };
    let fact = Written { kind: 9_000, critical: draw.once_in(3), subject, payload: draw.bytes::<9>().to_vec() };
    let said = format!("{} writes a fact that only a later program knows", day.name(place));
    put(day, place, fact, said);
}

/// Bytes that are not what their kind promises.
pub(super) fn garble(day: &mut Day, place: usize, draw: &mut Draw) {
    let kind = *draw.pick(&[3, 11, 40, 42, 51, 52, 53, 60, 70, 71, 72, 73]).unwrap_or(&3);
    let fact = Written { kind, critical: false, subject: None, payload: draw.bytes::<12>().to_vec() };
    let said = format!("{} writes garbled bytes as a fact of kind {kind}", day.name(place));
    put(day, place, fact, said);
}

/// The president closes, on one of the laptops that write as the president.
pub(super) fn close(day: &mut Day, draw: &mut Draw) {
    let presides = |(place, laptop): (usize, &Laptop)| (laptop.person == day.president).then_some(place);
    let places: Vec<usize> = day.laptops.iter().enumerate().filter_map(presides).collect();
    let Some(place) = draw.pick(&places).copied() else { return };
    day.laptops.get_mut(place).into_iter().for_each(Laptop::refold);
    let Some(session) = day.laptops.get(place).and_then(|laptop| laptop.session.as_ref()) else { return };
    let (cut, fingerprint) = (session.heads.values().cloned().collect(), session.fingerprint());
    let (opened_at, closed_at) = (people::at(17, 0), people::at(18, 30));
    let closed = SessionClosed { number: "PV-1".to_owned(), opened_at, closed_at, cut, fingerprint };
    let said = format!("{} closes the session", day.name(place));
    put(day, place, Event::from(closed).into(), said);
}

fn level(index: u8) -> Rating {
    Rating::Level { index }
}

fn criterion(draw: &mut Draw) -> String {
    draw.pick(&CRITERIA).copied().unwrap_or("P1.CP.1").to_owned()
}

pub(super) fn word(draw: &mut Draw) -> String {
    draw.pick(&["", "oui", "à revoir", "clair"]).copied().unwrap_or("").to_owned()
}

fn came(draw: &mut Draw) -> Attendance {
    let status = if draw.once_in(2) { AttendanceStatus::Present } else { AttendanceStatus::Late };
    Attendance { status, at: None, note: String::new() }
}
