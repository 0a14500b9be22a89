//! The people of the tests, always the same. Nothing here is played: `Stage` does.

use crate::id::{CandidateId, PersonId};
use crate::minutes::CivilTime;
use crate::person::{CandidateFile, CivilStatus, JurorFile, Role, Route, Sex};
use crate::session::facts::{IncidentFile, SessionDetails};
use crate::time::Date;

/// Prepares the session.
pub const ODILE: PersonId = PersonId([0x0d; 16]);
/// Presides.
pub const AWA: PersonId = PersonId([0xa1; 16]);
/// A member, external.
pub const BRUNO: PersonId = PersonId([0xb2; 16]);
/// A member, external.
pub const CHLOE: PersonId = PersonId([0xc3; 16]);
/// Represents the certifier.
pub const RENE: PersonId = PersonId([0xe4; 16]);
/// Candidate number 1.
pub const INES: CandidateId = CandidateId([0x11; 16]);
/// Candidate number 2.
pub const JONAS: CandidateId = CandidateId([0x22; 16]);

/// A day of June 2026.
#[must_use]
pub fn june(day: u8) -> Date {
    super::sure(Date::new(2026, 6, day))
}

/// An hour of 12 June 2026.
#[must_use]
pub fn at(hour: u8, minute: u8) -> CivilTime {
    CivilTime { date: june(12), hour, minute }
}

/// The session of 12 June 2026.
#[must_use]
pub fn details() -> SessionDetails {
    SessionDetails {
        name: "Session de juin 2026".to_owned(),
        centre: "Centre des Lilas".to_owned(),
        place: "12 rue des Lilas, 75020 Paris".to_owned(),
        starts_on: june(12),
        ends_on: june(12),
    }
}

/// Odile's file.
#[must_use]
pub fn odile() -> JurorFile {
    juror("Odile", "Perrin", Role::Office, false)
}

/// Awa, Bruno, Chloé and René.
#[must_use]
pub fn panel() -> [(PersonId, JurorFile); 4] {
    [
        (AWA, juror("Awa", "Diop", Role::President, false)),
        (BRUNO, juror("Bruno", "Lefèvre", Role::Member, true)),
        (CHLOE, juror("Chloé", "Martin", Role::Member, true)),
        (RENE, juror("René", "Costa", Role::Representative, false)),
    ]
}

/// A juror's file.
#[must_use]
pub fn juror(given_name: &str, family_name: &str, role: Role, external: bool) -> JurorFile {
    JurorFile {
        family_name: family_name.to_owned(),
        given_name: given_name.to_owned(),
        role,
        function: "Cheffe de projet".to_owned(),
        employer: if external { "Atelier Nord" } else { "Centre des Lilas" }.to_owned(),
        external,
    }
}

/// Inès and Jonas, who chose that option.
#[must_use]
pub fn candidates(option: &str) -> [(CandidateId, CandidateFile); 2] {
    [(INES, candidate("1", "Inès", "Moreau", option)), (JONAS, candidate("2", "Jonas", "Keller", option))]
}

/// A candidate's file, first attempt.
#[must_use]
pub fn candidate(number: &str, given_name: &str, family_name: &str, option: &str) -> CandidateFile {
    CandidateFile {
        number: number.to_owned(),
        family_name: family_name.to_owned(),
        given_name: given_name.to_owned(),
        route: Route::ContinuingEducation,
        option: option.to_owned(),
        attempt: 1,
        previous: None,
    }
}

/// An incident of that hour: what happened, and to whom, where it happened to somebody.
#[must_use]
pub fn incident(hour: u8, candidate: Option<CandidateId>, facts: &str) -> IncidentFile {
    let (statement, measures) = (String::new(), String::new());
    IncidentFile { at: at(hour, 0), candidate, facts: facts.to_owned(), statement, measures }
}

/// Somebody's civil status, born on that day of June 2000.
#[must_use]
pub fn born(given_name: &str, birth_name: &str, day: u8) -> CivilStatus {
    CivilStatus {
        birth_name: birth_name.to_owned(),
        usage_name: None,
        given_names: vec![given_name.to_owned()],
        sex: Sex::F,
        born_on: super::sure(Date::new(2000, 6, day)),
        birth_place: "Ajaccio".to_owned(),
        birth_insee: Some("2A004".to_owned()),
        birth_country: None,
    }
}
