//! An instant as it stands in a file's name: `20260821T104207.123Z`. Not a place for the dates people read.

use domain::time::Timestamp;

const DAY: i64 = 86_400_000;

/// The name of an instant, in UTC, to the millisecond: what a copy or a store set aside is named after.
#[must_use]
pub fn stamp_name(at: Timestamp) -> String {
    let (days, rest) = (at.0.div_euclid(DAY), at.0.rem_euclid(DAY));
    let (year, month, day) = civil(days);
    let (seconds, millis) = (rest / 1000, rest % 1000);
    let (hour, minute, second) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    format!("{year:04}{month:02}{day:02}T{hour:02}{minute:02}{second:02}.{millis:03}Z")
}

/// The instant of a name made by `stamp_name`.
pub(crate) fn parse(text: &str) -> Option<Timestamp> {
    let number = |from: usize, to: usize| {
        let digits = text.get(from..to).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))?;
        digits.parse::<i64>().ok()
    };
    let days = days(number(0, 4)?, number(4, 6)?, number(6, 8)?);
    let seconds = number(9, 11)? * 3600 + number(11, 13)? * 60 + number(13, 15)?;
    let at = Timestamp(days * DAY + seconds * 1000 + number(16, 19)?);
    (stamp_name(at) == text).then_some(at)
}

/// The day an instant falls in, counted from 1970, in UTC.
pub(crate) fn day(at: Timestamp) -> i64 {
    at.0.div_euclid(DAY)
}

/// Year, month and day of a day counted from 1970 (Gregorian; years start in March so that the leap day comes last).
fn civil(days: i64) -> (i64, i64, i64) {
    let shifted = days + 719_468;
    let (era, of_era) = (shifted.div_euclid(146_097), shifted.rem_euclid(146_097));
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let from_march = (5 * of_year + 2) / 153;
    let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
    (year_of_era + era * 400 + i64::from(month <= 2), month, of_year - (153 * from_march + 2) / 5 + 1)
}

/// The day counted from 1970 of a year, month and day.
fn days(year: i64, month: i64, day: i64) -> i64 {
    let year = year - i64::from(month <= 2);
    let (era, year_of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let of_year = (153 * (month + if month > 2 { -3 } else { 9 }) + 2) / 5 + day - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + of_year - 719_468
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_gives_back_its_instant() {
        for (at, text) in [
            (0, "19700101T000000.000Z"),
            (951_782_400_000, "20000229T000000.000Z"),
            (1_787_308_927_123, "20260821T104207.123Z"),
            (4_102_444_799_999, "20991231T235959.999Z"),
        ] {
            assert_eq!(stamp_name(Timestamp(at)), text);
            assert_eq!(parse(text), Some(Timestamp(at)));
        }
    }

    #[test]
    fn another_text_is_no_instant() {
        for text in ["", "20260230T000000.000Z", "20260821T104207.123", "20260821T246000.000Z", "é0260821T104207.123Z"]
        {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
