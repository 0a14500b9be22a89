//! Instants and civil dates as plain values. Nothing here reads a clock or knows a time zone: an instant arrives as an
//! argument, and only `app` turns it into local words.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Milliseconds since 1970-01-01 UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Default)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[cfg_attr(feature = "typescript", ts(type = "number"))]
pub struct Timestamp(pub i64);

/// A day of the civil (Gregorian) calendar, written `AAAA-MM-JJ` (ISO 8601).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[cfg_attr(feature = "typescript", ts(type = "string", rename = "Day"))]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
}

/// Why three numbers or a text are no date.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a date of the calendar")]
pub struct NotADate;

impl Date {
    /// The day `year`-`month`-`day`.
    ///
    /// # Errors
    /// When the calendar has no such day, or the year is outside 1900..=2099 (the CDC's schema 1.1.2 takes no other).
    pub fn new(year: u16, month: u8, day: u8) -> Result<Self, NotADate> {
        let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
        let days = match month {
            1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
            4 | 6 | 9 | 11 => 30,
            2 if leap => 29,
            2 => 28,
            _ => return Err(NotADate),
        };
        if !(1900..=2099).contains(&year) || day == 0 || day > days {
            return Err(NotADate);
        }
        Ok(Self { year, month, day })
    }

    /// The date written `AAAA-MM-JJ`.
    ///
    /// # Errors
    /// When `text` has another form or names no day.
    pub fn parse(text: &str) -> Result<Self, NotADate> {
        let mut parts = text.split('-');
        let mut number = |width: usize| {
            let part = parts.next().filter(|part| part.len() == width && part.bytes().all(|b| b.is_ascii_digit()))?;
            part.parse::<u16>().ok()
        };
        let (year, month, day) = (number(4), number(2), number(2));
        match (year, month, day, parts.next()) {
            (Some(year), Some(month), Some(day), None) => {
                Self::new(year, u8::try_from(month).map_err(|_| NotADate)?, u8::try_from(day).map_err(|_| NotADate)?)
            }
            _ => Err(NotADate),
        }
    }

    /// The same day so many years later: the first of March where the calendar has no such day, the last day of 2099 at most.
    #[must_use]
    pub fn years_later(self, years: u32) -> Self {
        let year = u16::try_from(u32::from(self.year).saturating_add(years)).unwrap_or(u16::MAX);
        let day = Self::new(year, self.month, self.day).or_else(|_| Self::new(year, 3, 1));
        day.unwrap_or(Self { year: 2099, month: 12, day: 31 })
    }

    /// The day after; `None` after the last day of 2099.
    #[must_use]
    pub fn next_day(self) -> Option<Self> {
        let (year, month) = (self.year, self.month);
        let day = Self::new(year, month, self.day.saturating_add(1));
        let day = day.or_else(|_| Self::new(year, month.saturating_add(1), 1));
        day.or_else(|_| Self::new(year.saturating_add(1), 1, 1)).ok()
    }

    /// The year, 1900 to 2099.
    #[must_use]
    pub fn year(self) -> u16 {
        self.year
    }

    /// The month, 1 to 12.
    #[must_use]
    pub fn month(self) -> u8 {
        self.month
    }

    /// The day of the month, 1 to 31.
    #[must_use]
    pub fn day(self) -> u8 {
        self.day
    }
}

impl std::fmt::Display for Date {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl std::fmt::Debug for Date {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{self}")
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        out.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(input: D) -> Result<Self, D::Error> {
        let text = String::deserialize(input)?;
        Self::parse(&text).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_thirtieth_of_february_is_no_date() {
        for text in ["2026-02-30", "2025-02-29", "2026-13-01", "2026-00-10", "1899-12-31", "2026-1-1", "12/06/2026", ""]
        {
            assert_eq!(Date::parse(text), Err(NotADate), "{text}");
        }
        assert_eq!(Date::parse("2024-02-29").unwrap().to_string(), "2024-02-29");
    }
}
