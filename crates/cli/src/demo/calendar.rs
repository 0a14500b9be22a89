//! The days of the demonstration: working days of June 2026, ten passages a day. Arithmetic on a fixed calendar; no clock is
//! read.

use app::clock::{Clock, SteppingClock};
use domain::minutes::CivilTime;
use domain::time::{Date, Timestamp};

use super::broken;
use crate::trouble::Trouble;

/// Monday 8 June 2026, in days since 1970.
const FIRST: i64 = 20_612;
/// A minute, in milliseconds.
const MINUTE: i64 = 60_000;
/// A day, in milliseconds.
const DAY: i64 = 1_440 * MINUTE;
/// Passages a day.
const DAILY: usize = 10;

/// An instant of the `working` day of the session, at that hour.
pub(super) fn instant(working: usize, hour: i64, minute: i64) -> Timestamp {
    let working = i64::try_from(working).unwrap_or(0);
    let day = FIRST + 7 * working.div_euclid(5) + working.rem_euclid(5);
    Timestamp(day * DAY + (hour * 60 + minute) * MINUTE)
}

/// An instant `days` before the session.
pub(super) fn before(days: i64, hour: i64) -> Timestamp {
    Timestamp((FIRST - days) * DAY + hour * 60 * MINUTE)
}

/// On which working day the candidate of that place passes, and at which instant.
pub(super) fn passage(place: usize) -> (usize, Timestamp) {
    let (day, rank) = (place / DAILY, i64::try_from(place % DAILY).unwrap_or(0));
    // Fifty minutes each from 8:30, the afternoon from 14:00.
    let minute = if rank < 5 { 510 + rank * 50 } else { 840 + (rank - 5) * 50 };
    (day, instant(day, 0, minute))
}

/// How many working days `candidates` take.
pub(super) fn days(candidates: usize) -> usize {
    candidates.div_ceil(DAILY).max(1)
}

/// The day and hour of an instant, at the place of the demonstration.
pub(super) fn civil(at: Timestamp) -> Result<CivilTime, Trouble> {
    SteppingClock::new(at, 0).civil(at).ok_or_else(|| broken("an instant without a day"))
}

/// The day of an instant.
pub(super) fn date(at: Timestamp) -> Result<Date, Trouble> {
    civil(at).map(|at| at.date)
}
