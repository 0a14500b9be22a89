//! Which copies of a rotating set may go. Arithmetic only: no file is touched here.

use std::collections::{BTreeMap, BTreeSet};

use domain::time::Timestamp;

use crate::stamp::day;

/// What a rotating set keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Keep {
    /// The newest copies, whatever their day.
    pub newest: usize,
    /// The last copy of each day (UTC), for so many days up to now.
    pub days: u32,
}

impl Default for Keep {
    fn default() -> Self {
        Self { newest: 10, days: 7 }
    }
}

/// The copies that `keep` does not keep, oldest first. A copy dated after `now` is kept: the clock may be wrong, and a copy
/// that is kept costs less than one that is missed.
#[must_use]
pub fn to_delete(copies: &[Timestamp], now: Timestamp, keep: Keep) -> Vec<Timestamp> {
    let ordered: BTreeSet<Timestamp> = copies.iter().copied().collect();
    let newest: BTreeSet<Timestamp> = ordered.iter().rev().take(keep.newest).copied().collect();
    let last_of_day: BTreeMap<i64, Timestamp> = ordered.iter().map(|at| (day(*at), *at)).collect();
    let oldest_day = day(now) - i64::from(keep.days) + 1;
    let daily = |at: &Timestamp| day(*at) >= oldest_day && last_of_day.get(&day(*at)) == Some(at);
    ordered.into_iter().filter(|at| *at <= now && !newest.contains(at) && !daily(at)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY: i64 = 86_400_000;
    const HOUR: i64 = 3_600_000;
    const KEEP: Keep = Keep { newest: 2, days: 3 };

    fn at(day: i64, hour: i64) -> Timestamp {
        Timestamp((20_000 + day) * DAY + hour * HOUR)
    }

    #[test]
    fn the_newest_and_the_last_of_each_day_are_kept() {
        let copies = [at(0, 9), at(0, 18), at(8, 9), at(8, 18), at(9, 9), at(9, 18), at(10, 8), at(10, 9), at(10, 10)];
        assert_eq!(to_delete(&copies, at(10, 11), KEEP), [at(0, 9), at(0, 18), at(8, 9), at(9, 9), at(10, 8)]);
    }

    #[test]
    fn a_few_copies_are_all_kept_however_old() {
        assert_eq!(to_delete(&[at(0, 9), at(0, 10)], at(400, 0), KEEP), []);
        assert_eq!(to_delete(&[], at(0, 0), KEEP), []);
    }

    #[test]
    fn a_clock_that_went_back_removes_no_copy_of_the_future() {
        let copies = [at(50, 1), at(51, 1), at(52, 1), at(53, 1)];
        assert_eq!(to_delete(&copies, at(10, 0), KEEP), []);
    }
}
