//! The one clock. Everything below is given its time; tests and the demonstration bring a clock of their own.

use std::sync::Mutex;

use chrono::{DateTime, Datelike, Local, Timelike};
use domain::minutes::CivilTime;
use domain::time::{Date, Timestamp};

/// Tells the time.
pub trait Clock: Send + Sync {
    /// Now, in milliseconds since 1970 UTC.
    fn now(&self) -> Timestamp;
    /// That instant in the civil time of the place.
    fn civil(&self, at: Timestamp) -> Option<CivilTime>;
}

/// The laptop's clock and time zone.
#[derive(Debug, Default, Clone, Copy)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "the one place where the clock is read")]
    fn now(&self) -> Timestamp {
        Timestamp(chrono::Utc::now().timestamp_millis())
    }

    fn civil(&self, at: Timestamp) -> Option<CivilTime> {
        civil(DateTime::from_timestamp_millis(at.0)?.with_timezone(&Local))
    }
}

/// A clock that starts somewhere and moves by itself: each reading is one step later. For tests and the demonstration, where
/// the same seed must give the same papers.
#[derive(Debug)]
pub struct SteppingClock {
    next: Mutex<i64>,
    step: i64,
}

impl SteppingClock {
    /// A clock at `start` that moves by `step` milliseconds at each reading.
    #[must_use]
    pub fn new(start: Timestamp, step: i64) -> Self {
        Self { next: Mutex::new(start.0), step }
    }

    /// Moves the clock to `at`, or leaves it where it is when that is the past.
    pub fn advance_to(&self, at: Timestamp) {
        let mut next = self.next.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        *next = (*next).max(at.0);
    }
}

impl Clock for SteppingClock {
    fn now(&self) -> Timestamp {
        let mut next = self.next.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let now = *next;
        *next = now.saturating_add(self.step);
        Timestamp(now)
    }

    fn civil(&self, at: Timestamp) -> Option<CivilTime> {
        civil(DateTime::from_timestamp_millis(at.0)?)
    }
}

impl<T: Clock + ?Sized> Clock for std::sync::Arc<T> {
    fn now(&self) -> Timestamp {
        (**self).now()
    }

    fn civil(&self, at: Timestamp) -> Option<CivilTime> {
        (**self).civil(at)
    }
}

fn civil<Z: chrono::TimeZone>(at: DateTime<Z>) -> Option<CivilTime> {
    let date = Date::new(u16::try_from(at.year()).ok()?, u8::try_from(at.month()).ok()?, u8::try_from(at.day()).ok()?);
    let (hour, minute) = (u8::try_from(at.hour()).ok()?, u8::try_from(at.minute()).ok()?);
    Some(CivilTime { date: date.ok()?, hour, minute })
}
