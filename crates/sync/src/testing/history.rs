//! Histories: drawn from a seed, played, judged; and when one breaks a law, the shortest one that still does, in words.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

use super::acts::{Act, Step};
use super::day::Day;
use super::laws;
use domain::testing::draw::Draw;

/// A day of a jury, as a seed draws it.
#[derive(Debug, Clone)]
pub struct History {
    seed: u64,
    steps: Vec<Step>,
}

/// What was played.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Histories.
    pub histories: u64,
    /// Steps, in all of them.
    pub steps: u64,
    /// Files taken in or refused.
    pub files: u64,
}

/// A law that a history broke.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Broken {
    /// The history's seed.
    pub seed: u64,
    /// Which law, and how.
    pub law: String,
    /// The history in words, shortened as far as it still breaks the law.
    pub told: Vec<String>,
}

impl std::fmt::Display for Broken {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        writeln!(out, "history {} breaks a law: {}", self.seed, self.law)?;
        self.told.iter().enumerate().try_for_each(|(place, said)| writeln!(out, "  {:2}. {said}", place + 1))
    }
}

impl History {
    /// The history of that seed; most are short.
    #[must_use]
    pub fn drawn(seed: u64) -> Self {
        let mut draw = Draw(seed);
        let most = *draw.pick(&[5, 9, 16, 30]).unwrap_or(&9);
        let count = 4 + draw.below(most);
        let steps = (0..count).map(|_| Step { act: Act::drawn(&mut draw), seed: draw.number() }).collect();
        Self { seed, steps }
    }

    /// Plays it and judges it.
    ///
    /// # Errors
    /// When it breaks a law.
    pub fn play(&self) -> Result<Tally, Broken> {
        match attempt(self.seed, &self.steps) {
            Ok(files) => Ok(Tally { histories: 1, steps: u64::try_from(self.steps.len()).unwrap_or(0), files }),
            Err((law, _)) => {
                let (law, told) = self.shortened().unwrap_or((law, Vec::new()));
                Err(Broken { seed: self.seed, law, told })
            }
        }
    }

    /// The law and the words of the shortest history found that breaks one: steps are left out, many at once, then one by one.
    fn shortened(&self) -> Option<(String, Vec<String>)> {
        let mut steps = self.steps.clone();
        let mut found = attempt(self.seed, &steps).err()?;
        let mut length = steps.len().div_ceil(2);
        while length > 0 {
            let mut at = 0;
            while at < steps.len() {
                let rest = steps.iter().take(at).chain(steps.iter().skip(at + length));
                let fewer: Vec<Step> = rest.cloned().collect();
                match attempt(self.seed, &fewer) {
                    Err(broken) => (steps, found) = (fewer, broken),
                    Ok(_) => at += length,
                }
            }
            length /= 2;
        }
        Some(found)
    }
}

/// How many files it handled, or the law it broke and the story so far. A panic of the product breaks a law too.
fn attempt(seed: u64, steps: &[Step]) -> Result<u64, (String, Vec<String>)> {
    let mut day = Day::new(seed);
    let played = catch_unwind(AssertUnwindSafe(|| {
        steps.iter().try_for_each(|step| day.step(step))?;
        laws::judge(&mut day, &mut Draw(seed ^ 0x1a75))
    }));
    match played.unwrap_or_else(|_| Err("nothing panics".to_owned())) {
        Ok(()) => Ok(day.files),
        Err(law) => Err((law, day.said)),
    }
}

/// Plays `count` histories from seed `first` on, on every core of the machine.
///
/// # Errors
/// With the first, by its seed, that breaks a law.
pub fn first_broken(first: u64, count: u64) -> Result<Tally, Box<Broken>> {
    let (next, broken_at) = (AtomicU64::new(0), AtomicU64::new(u64::MAX));
    let cores = thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let worker = || {
        let mut tally = Tally::default();
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            if at >= count || at > broken_at.load(Ordering::Relaxed) {
                return tally;
            }
            let history = History::drawn(first.wrapping_add(at));
            match attempt(history.seed, &history.steps) {
                Ok(files) => tally.add(history.steps.len(), files),
                Err(_) => drop(broken_at.fetch_min(at, Ordering::Relaxed)),
            }
        }
    };
    let tally = thread::scope(|scope| {
        let workers: Vec<_> = (0..cores).map(|_| scope.spawn(worker)).collect();
        workers.into_iter().filter_map(|worker| worker.join().ok()).fold(Tally::default(), Tally::with)
    });
    match broken_at.into_inner() {
        u64::MAX => Ok(tally),
        at => Err(Box::new(History::drawn(first.wrapping_add(at)).play().err().unwrap_or_else(|| Broken {
            seed: first.wrapping_add(at),
            law: "the same seed gives the same history".to_owned(),
            told: Vec::new(),
        }))),
    }
}

impl Tally {
    fn add(&mut self, steps: usize, files: u64) {
        *self = self.with(Self { histories: 1, steps: u64::try_from(steps).unwrap_or(0), files });
    }

    fn with(self, other: Self) -> Self {
        Self {
            histories: self.histories + other.histories,
            steps: self.steps + other.steps,
            files: self.files + other.files,
        }
    }
}
