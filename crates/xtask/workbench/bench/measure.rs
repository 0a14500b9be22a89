//! Times taken, and what is said of them: the median, the 99th percentile, the worst. Not a place for what is measured.

use std::time::{Duration, Instant};

/// Times of one thing done many times.
#[derive(Debug, Default, Clone)]
pub(super) struct Times(Vec<Duration>);

impl Times {
    /// Does it, and keeps how long it took.
    #[expect(clippy::disallowed_methods, reason = "measuring time is what a benchmark is for")]
    pub(super) fn take<T>(&mut self, work: impl FnOnce() -> T) -> T {
        let start = Instant::now();
        let done = work();
        self.push(start.elapsed());
        done
    }

    pub(super) fn push(&mut self, time: Duration) {
        let place = self.0.partition_point(|kept| *kept <= time);
        self.0.insert(place, time);
    }

    pub(super) fn median(&self) -> Duration {
        self.at(50)
    }

    pub(super) fn p99(&self) -> Duration {
        self.at(99)
    }

    pub(super) fn worst(&self) -> Duration {
        self.0.last().copied().unwrap_or_default()
    }

    /// The median and the worst, in words.
    pub(super) fn words(&self) -> String {
        format!("{} · worst {}", words(self.median()), words(self.worst()))
    }

    fn at(&self, percent: usize) -> Duration {
        let last = self.0.len().saturating_sub(1);
        self.0.get(last * percent / 100).copied().unwrap_or_default()
    }
}

/// How long it took, once.
pub(super) fn once<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let mut times = Times::default();
    let done = times.take(work);
    (done, times.worst())
}

/// A time in the unit people read it in.
pub(super) fn words(time: Duration) -> String {
    match time.as_micros() {
        0..1_000 => format!("{} µs", time.as_micros()),
        1_000..100_000 => format!("{:.1} ms", time.as_secs_f64() * 1e3),
        100_000..1_000_000 => format!("{:.0} ms", time.as_secs_f64() * 1e3),
        _ => format!("{:.2} s", time.as_secs_f64()),
    }
}

/// How many times `one` holds `other`.
pub(super) fn ratio(one: Duration, other: Duration) -> f64 {
    one.as_secs_f64() / other.as_secs_f64().max(1e-9)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_is_the_middle_whatever_the_order() {
        let mut times = Times::default();
        [5, 1, 9].into_iter().for_each(|time| times.push(Duration::from_micros(time)));
        assert_eq!(times.median(), Duration::from_micros(5));
        assert_eq!(times.worst(), Duration::from_micros(9));
    }
}
