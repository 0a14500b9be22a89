//! One rule of the règlement applied to one set of things that hold, fail or leave the count. Integers only: weights are
//! whole, points are hundredths, a mean is rounded down once, where it is printed. Knows no candidate and no grid.

use crate::deliberation::proposal::{Cause, Count, Verdict};
use crate::regulation::Rule;

/// One thing a rule counts: a criterion in its évaluation, an évaluation in its bloc, an element in the mémoire.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Item {
    /// What is known of it.
    pub(crate) verdict: Verdict,
    /// Its weight, read by shares and means only.
    pub(crate) weight: u32,
    /// Hundredths of a point, read by means only.
    pub(crate) points: i32,
    /// Whether its failure fails the set, whatever the rest.
    pub(crate) eliminatory: bool,
}

/// What a rule says of a set.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Finding {
    /// Holds, fails or undecided.
    pub(crate) verdict: Verdict,
    /// Why, where the count alone does not say it.
    pub(crate) cause: Option<Cause>,
    /// The numbers of the rule; absent when nothing is counted.
    pub(crate) count: Option<Count>,
    /// Weighted mean in hundredths, rounded down; absent until everything counted is decided.
    pub(crate) mean: Option<i32>,
}

/// Applies `rule` to `items`. What is left out leaves the count; a set of which nothing is left, or of which one thing is
/// undecided, is undecided: nothing is ever proposed on an incomplete grid.
#[must_use]
pub(crate) fn apply(rule: &Rule, items: &[Item]) -> Finding {
    let counted: Vec<Item> = items.iter().filter(|item| item.verdict != Verdict::LeftOut).copied().collect();
    let undecided = counted.iter().any(|item| item.verdict == Verdict::Undecided);
    let mean = if undecided { None } else { mean(counted.iter().map(|item| (item.weight.into(), item.points))) };
    let count = count(rule, &counted, mean);
    let out = counted.iter().any(|item| item.eliminatory && item.verdict == Verdict::Fails);
    let (verdict, cause) = match count {
        _ if undecided => (Verdict::Undecided, None),
        None => (Verdict::Undecided, Some(Cause::NothingCounted)),
        Some(_) if out => (Verdict::Fails, Some(Cause::Eliminatory)),
        Some(count) if count.reached >= count.needed => (Verdict::Holds, None),
        Some(_) => (Verdict::Fails, None),
    };
    Finding { verdict, cause, count, mean }
}

/// The weighted mean of hundredths, rounded down; `None` when nothing weighs.
#[must_use]
pub(crate) fn mean(values: impl Iterator<Item = (u64, i32)>) -> Option<i32> {
    let (mut total, mut sum) = (0_i64, 0_i64);
    for (weight, points) in values {
        let weight = i64::try_from(weight).unwrap_or(i64::MAX);
        total = total.saturating_add(weight);
        sum = sum.saturating_add(weight.saturating_mul(points.into()));
    }
    i32::try_from(sum.checked_div_euclid(total)?).ok()
}

/// The numbers of the rule: things for « all » and « all but », weights for a share, hundredths for a mean.
fn count(rule: &Rule, counted: &[Item], mean: Option<i32>) -> Option<Count> {
    let reached = |item: &&Item| matches!(item.verdict, Verdict::Holds | Verdict::Prior);
    let (things, held) = (counted.len(), counted.iter().filter(reached).count());
    let weigh = |items: &mut dyn Iterator<Item = &Item>| items.map(|item| u64::from(item.weight)).sum::<u64>();
    let total = weigh(&mut counted.iter());
    if things == 0 {
        return None;
    }
    match rule {
        Rule::All => Some(Count::new(held, things, things)),
        // Were everything to fail, nothing would be validated: one thing at least must hold.
        Rule::AllBut { count } => {
            let spared = usize::try_from(*count).unwrap_or(usize::MAX);
            Some(Count::new(held, things, things.saturating_sub(spared).max(1)))
        }
        Rule::Share { .. } | Rule::Mean { .. } if total == 0 => None,
        Rule::Share { percent } => {
            let needed = total.saturating_mul((*percent).into()).div_ceil(100);
            Some(Count::new(weigh(&mut counted.iter().filter(reached)), total, needed))
        }
        Rule::Mean { points } => {
            Some(Count { reached: mean.unwrap_or_default(), total: clip(things), needed: *points })
        }
    }
}

impl Count {
    fn new<N: TryInto<i32>>(reached: N, total: N, needed: N) -> Self {
        Self { reached: clip(reached), total: clip(total), needed: clip(needed) }
    }
}

fn clip(number: impl TryInto<i32>) -> i32 {
    number.try_into().unwrap_or(i32::MAX)
}
