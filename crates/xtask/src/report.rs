//! What ran, what was left out and why, in a table at the end. It runs steps; it knows none.

use std::time::Duration;

use crate::count::Count;
use crate::shell::Done;

/// How a step ended.
pub(crate) enum Outcome {
    /// It ran to its end, with the tests it counted.
    Ran(Count, Done),
    /// It could not run here.
    Skipped(String),
}

impl From<Done> for Outcome {
    fn from(done: Done) -> Self {
        Self::Ran(Count::default(), done)
    }
}

impl From<(Count, Done)> for Outcome {
    fn from((count, done): (Count, Done)) -> Self {
        Self::Ran(count, done)
    }
}

/// The steps so far.
#[derive(Default)]
pub(crate) struct Report {
    rows: Vec<(&'static str, Outcome, Duration)>,
}

impl Report {
    /// Runs a step and writes down how it ended.
    pub(crate) fn step<O: Into<Outcome>>(&mut self, name: &'static str, work: impl FnOnce() -> O) {
        println!("\n━━ {name}");
        let (outcome, took) = timed(work);
        let outcome = outcome.into();
        match &outcome {
            Outcome::Ran(_, Ok(())) => {}
            Outcome::Ran(_, Err(why)) => eprintln!("\nFAILED · {name}: {why}"),
            Outcome::Skipped(why) => eprintln!("SKIPPED · {name}: {why}"),
        }
        self.rows.push((name, outcome, took));
    }

    /// Prints the table and the sum.
    ///
    /// # Errors
    /// When a step failed.
    pub(crate) fn close(self) -> Done {
        println!("\n━━ Summary");
        for (name, outcome, took) in &self.rows {
            let (sign, note) = match outcome {
                Outcome::Ran(count, Ok(())) if count.is_empty() => ("passed ", String::new()),
                Outcome::Ran(count, Ok(())) => ("passed ", format!("{} tests", count.passed)),
                Outcome::Ran(_, Err(why)) => ("FAILED ", why.clone()),
                Outcome::Skipped(why) => ("SKIPPED", why.clone()),
            };
            println!("{sign}  {:>6.1} s  {name:<34} {note}", took.as_secs_f64());
        }
        let sum = self.sum();
        let skipped = self.rows.iter().filter(|(_, outcome, _)| matches!(outcome, Outcome::Skipped(_))).count();
        println!("{} steps, {skipped} skipped", self.rows.len());
        println!("{} passed, {} failed", sum.passed, sum.failed);
        if sum.failed == 0 { Ok(()) } else { Err("Some of it failed: the steps marked FAILED say what.".to_owned()) }
    }

    /// Every test counted; a step that counts none is one of its own.
    fn sum(&self) -> Count {
        let mut sum = Count::default();
        for (_, outcome, _) in &self.rows {
            let Outcome::Ran(count, done) = outcome else { continue };
            sum.passed += if count.is_empty() { u32::from(done.is_ok()) } else { count.passed };
            sum.failed += count.failed.max(u32::from(done.is_err()));
        }
        sum
    }
}

#[expect(clippy::disallowed_methods, reason = "how long a step took is for the developer's eyes only")]
fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let start = std::time::Instant::now();
    (work(), start.elapsed())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failed_step_fails_the_whole_even_when_it_counted_no_failure() {
        let mut report = Report::default();
        report.step("sound", || (Count { passed: 4, failed: 0 }, Ok(())));
        report.step("broken", || (Count { passed: 2, failed: 0 }, Err("did not compile".to_owned())));
        assert_eq!(report.sum(), Count { passed: 6, failed: 1 });
        assert!(report.close().is_err());
    }

    #[test]
    fn a_skipped_step_is_neither_a_success_nor_a_failure() {
        let mut report = Report::default();
        report.step("left out", || Outcome::Skipped("no display".to_owned()));
        assert_eq!(report.sum(), Count::default());
        assert!(report.close().is_ok());
    }
}
