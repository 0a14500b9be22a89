//! How every simulated day begins: the office opens the session, seats a president and members, admits two candidates, and
//! each juror's laptop takes in what the office wrote.

use std::sync::OnceLock;

use domain::erasure::accommodations_of;
use domain::event::{CandidateAdmitted, CivilStatusRecorded, Event, JurorInvited, JurorSeated, SessionOpened};
use domain::id::{CandidateId, PersonId, SubjectSecret};
use domain::log::session_id;
use domain::person::Role;
use domain::testing::{papers, people};

use super::day::Day;
use super::laptop::Laptop;
use crate::device::SigningKey;

/// 12 June 2026, 8:00 UTC.
const MORNING: i64 = 1_781_251_200_000;
/// The office's laptop, which opens every session.
const FOUNDER: u8 = 200;
/// Names for laptops.
const NAMES: [&str; 6] = ["Awa", "Bruno", "Chloé", "Denis", "Elsa", "Farid"];

/// A morning with two members, or three.
pub(super) fn morning(jurors: u8) -> Day {
    static MORNINGS: [OnceLock<Day>; 2] = [OnceLock::new(), OnceLock::new()];
    let [two, three] = &MORNINGS;
    if jurors == 2 { two.get_or_init(|| begin(2)).clone() } else { three.get_or_init(|| begin(3)).clone() }
}

fn begin(jurors: u8) -> Day {
    let key = SigningKey::new(&[FOUNDER; 32]);
    let id = session_id(key.public(), [9; 16]);
    let mut office = Laptop::blank("the office", key.clone(), PersonId([FOUNDER; 16]), id, &key);
    office.open_log([0; 16], MORNING);
    let written = |value: Result<String, serde_json::Error>| value.unwrap_or_default();
    let opened = SessionOpened {
        nonce: [9; 16],
        details: people::details(),
        referential: written(serde_json::to_string(&papers::pocket())),
        regulation: written(serde_json::to_string(&papers::levels())),
        office: people::odile(),
    };
    office.append(Event::from(opened).into(), MORNING);
    let honest = office.pen.iter().map(|pen| pen.log).collect();
    let president = PersonId([1; 16]);
    let mut day = Day {
        laptops: vec![office],
        copies: Vec::new(),
        sticks: Vec::new(),
        now: MORNING,
        jurors: 0,
        candidates: Vec::new(),
        honest,
        president,
        said: Vec::new(),
        files: 0,
    };
    (1..=jurors).for_each(|_| seat(&mut day));
    for number in 1..=2 {
        admit(&mut day, 0, CandidateId([100 + number; 16]), SubjectSecret([100 + number; 32]));
    }
    (1..=jurors).for_each(|number| join(&mut day, number));
    if let Some(office) = day.laptops.first_mut() {
        office.refold();
    }
    day
}

/// The office seats one more juror and makes their pack.
pub(super) fn seat(day: &mut Day) {
    day.jurors += 1;
    let (juror, role) = (person(day.jurors), if day.jurors == 1 { Role::President } else { Role::Member });
    let (file, now) = (people::juror(name(day.jurors), "Diop", role, day.jurors > 1), day.now);
    let enrolment = invitation(day.jurors).public();
    let secret = SubjectSecret([day.jurors; 32]);
    let Some(office) = day.laptops.first_mut() else { return };
    office.learn(juror.0, secret);
    office.append(Event::from(JurorSeated { juror, file }).into(), now);
    office.append(Event::from(JurorInvited { juror, enrolment }).into(), now);
}

/// A laptop registers a candidate, civil status included.
pub(super) fn admit(day: &mut Day, laptop: usize, candidate: CandidateId, secret: SubjectSecret) {
    day.candidates.push(candidate);
    let now = day.now;
    let Some(laptop) = day.laptops.get_mut(laptop) else { return };
    laptop.learn(candidate.0, secret);
    // Accommodations have a secret of their own.
    laptop.learn(accommodations_of(candidate).0, SubjectSecret(secret.0.map(|byte| !byte)));
    let file = people::candidate("1", "Inès", "Moreau", "P3");
    laptop.append(Event::from(CandidateAdmitted { candidate, file }).into(), now);
    let civil = people::born("Inès", "Moreau", 4);
    laptop.append(Event::from(CivilStatusRecorded { candidate, civil }).into(), now);
}

/// A juror's laptop takes in what the office wrote, and opens its log.
pub(super) fn join(day: &mut Day, number: u8) {
    let (now, Some(office)) = (day.now, day.laptops.first()) else { return };
    let pack = office.write(&office.bundle(office.held.clone(), now)).unwrap_or_default();
    let key = SigningKey::new(&[number; 32]);
    let mut laptop = Laptop::blank(name(number), key, person(number), office.id, &office.key);
    laptop.invitation = Some(invitation(number));
    if let Ok(plan) = laptop.preview(&pack, now) {
        laptop.take_in(plan, now);
    }
    laptop.open_log([number; 16], now);
    day.honest.extend(laptop.pen.iter().map(|pen| pen.log));
    laptop.refold();
    day.laptops.push(laptop);
}

fn name(number: u8) -> &'static str {
    NAMES.get(usize::from(number).saturating_sub(1)).copied().unwrap_or("somebody")
}

/// Juror `number`.
pub(super) fn person(number: u8) -> PersonId {
    PersonId([number; 16])
}

/// The key that the pack of juror `number` holds.
pub(super) fn invitation(number: u8) -> SigningKey {
    SigningKey::new(&[50 + number; 32])
}
