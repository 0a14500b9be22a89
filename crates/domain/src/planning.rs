//! Passages proposed one after the other: from a first hour, with pauses, around a lunch, day after day, longer for whoever
//! has extra time. It proposes; a person keeps it or not, and each passage is then a fact of its own.

use serde::{Deserialize, Serialize};

use crate::id::CandidateId;
use crate::minutes::CivilTime;
use crate::session::facts::Passage;
use crate::session::{Candidate, Session};

/// How passages follow one another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// The first passage; each further day begins at the same hour.
    pub starts_at: CivilTime,
    /// Minutes of a passage, without extra time.
    pub minutes: u16,
    /// Minutes between two passages.
    pub pause: u16,
    /// Minutes after midnight by which a day's last passage ends.
    pub ends_by: u16,
    /// Minutes after midnight between which nobody passes; equal when there is no such time.
    pub lunch: (u16, u16),
    /// The room.
    pub room: String,
    /// Whether passages that are planned already are left as they are.
    pub only_missing: bool,
}

/// Extra time ends on a round number of minutes.
const ROUND: u32 = 5;

/// The passages that `plan` gives the candidates of `session`, in the order of their numbers.
#[must_use]
pub fn propose(session: &Session, plan: &Plan) -> Vec<(CandidateId, Passage)> {
    let first = minutes_of(plan.starts_at);
    let mut at = plan.starts_at;
    let mut next = first;
    let mut proposed = Vec::new();
    for (id, candidate) in session.roster() {
        if !candidate.gradable() || (plan.only_missing && candidate.passage.shown().is_some()) {
            continue;
        }
        let minutes = length(plan, candidate);
        let mut begins = around_lunch(plan, next, minutes);
        // A passage that no day could hold is placed all the same, first of its day.
        if begins + minutes > u32::from(plan.ends_by) && next > first {
            at.date = at.date.next_day().unwrap_or(at.date);
            begins = around_lunch(plan, first, minutes);
        }
        let starts_at = CivilTime { date: at.date, hour: small(begins / 60), minute: small(begins % 60) };
        let minutes_given = u16::try_from(minutes).unwrap_or(u16::MAX);
        proposed.push((id, Passage { starts_at, minutes: minutes_given, room: plan.room.clone() }));
        next = begins + minutes + u32::from(plan.pause);
    }
    proposed
}

/// How long the passage of `candidate` is: extra time lengthens it, rounded up.
fn length(plan: &Plan, candidate: &Candidate) -> u32 {
    let plain = u32::from(plan.minutes.max(1));
    let percent = candidate.accommodation.shown().map_or(0, |granted| u32::from(granted.extra_time_percent));
    if percent == 0 { plain } else { (plain * (100 + percent)).div_ceil(100).next_multiple_of(ROUND) }
}

fn around_lunch(plan: &Plan, begins: u32, minutes: u32) -> u32 {
    let (from, to) = (u32::from(plan.lunch.0), u32::from(plan.lunch.1));
    if from < to && begins < to && begins + minutes > from { to } else { begins }
}

fn minutes_of(at: CivilTime) -> u32 {
    u32::from(at.hour) * 60 + u32::from(at.minute)
}

/// An hour or a minute; beyond midnight it is no hour of a day, and the rules say so.
fn small(number: u32) -> u8 {
    u8::try_from(number).unwrap_or(u8::MAX)
}
