//! What the people of the stories write on their forms: dates, names, levels, sessions. Plain values.

use app::prepare::Opening;
use domain::grading::{Mark, Rating};
use domain::minutes::CivilTime;
use domain::person::{CivilStatus, JurorFile, Role, Sex};
use domain::session::facts::SessionDetails;
use domain::time::Date;

/// That hour of the day of the jury.
#[must_use]
pub fn at(hour: u8) -> CivilTime {
    CivilTime { date: day(2026, 6, 12), hour, minute: 0 }
}

/// That day.
#[must_use]
pub fn day(year: u16, month: u8, day: u8) -> Date {
    Date::new(year, month, day).expect("a date")
}

/// That level, without a comment.
#[must_use]
pub fn level(index: u8) -> Mark {
    Mark { rating: Some(Rating::Level { index }), comment: String::new() }
}

/// Name, place and dates of the session.
#[must_use]
pub fn details() -> SessionDetails {
    SessionDetails {
        name: "Session de juin 2026 · Jury 2".into(),
        centre: "Centre de Besançon".into(),
        place: "12 rue du Lycée, 25000 Besançon".into(),
        starts_on: day(2026, 6, 12),
        ends_on: day(2026, 6, 12),
    }
}

/// A session under that example of a règlement, opened by Odile's office.
#[must_use]
pub fn opening_of(regulation: &str) -> Opening {
    Opening {
        details: details(),
        referential: app::built_in::referential_text().to_owned(),
        regulation: app::built_in::regulation(regulation).expect("an example règlement"),
        office: seat_file("Garnier", "Odile", Role::Office),
    }
}

/// Somebody who takes a seat; members are external.
#[must_use]
pub fn seat_file(family: &str, given: &str, role: Role) -> JurorFile {
    JurorFile {
        family_name: family.into(),
        given_name: given.into(),
        role,
        function: "Cheffe de projet".into(),
        employer: "Atelier du Doubs".into(),
        external: role.deliberates(),
    }
}

/// A civil status; the number makes persons differ.
#[must_use]
pub fn civil_status(number: u8) -> CivilStatus {
    CivilStatus {
        birth_name: format!("Naissance-{number}"),
        usage_name: Some(format!("Vasseur {number}")),
        given_names: vec!["Camille".into(), "Aimée".into()],
        sex: Sex::F,
        born_on: day(1999, 3, 1 + number % 28),
        birth_place: "Pontarlier".into(),
        birth_insee: Some("25462".into()),
        birth_country: None,
    }
}
