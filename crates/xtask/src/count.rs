//! How many tests a runner says it ran: cargo, vitest and Playwright each say it in a line of their own. Reading numbers is
//! all it does; what they mean for the whole is the report's business.

/// Tests that passed and tests that failed.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Count {
    pub(crate) passed: u32,
    pub(crate) failed: u32,
}

impl Count {
    /// Adds what `line` reports, if it is a runner's summary.
    pub(crate) fn read(&mut self, line: &str) {
        let plain = without_colours(line);
        let line = plain.trim();
        let cargo = line.strip_prefix("test result:");
        let vitest = line.strip_prefix("Tests ");
        let playwright = Some(line).filter(|line| line.starts_with(|first: char| first.is_ascii_digit()));
        let Some(summary) = cargo.or(vitest).or(playwright) else { return };
        let words: Vec<&str> = summary.split_whitespace().map(|word| word.trim_matches([';', '.', '|', ','])).collect();
        if playwright.is_some() && !matches!(words.as_slice(), [_, "passed" | "failed", ..]) {
            return;
        }
        for pair in words.windows(2) {
            match pair {
                [number, "passed"] => self.passed += number.parse().unwrap_or(0),
                [number, "failed"] => self.failed += number.parse().unwrap_or(0),
                _ => {}
            }
        }
    }

    /// Whether nothing was counted.
    pub(crate) fn is_empty(self) -> bool {
        self == Self::default()
    }
}

/// `line` without the sequences that colour it.
fn without_colours(line: &str) -> String {
    let mut plain = String::new();
    let mut rest = line.chars();
    while let Some(letter) = rest.next() {
        if letter == '\u{1b}' {
            rest.by_ref().find(char::is_ascii_alphabetic);
        } else {
            plain.push(letter);
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::Count;

    #[track_caller]
    fn check(line: &str, passed: u32, failed: u32) {
        let mut count = Count::default();
        count.read(line);
        assert_eq!(count, Count { passed, failed }, "{line}");
    }

    #[test]
    fn each_runner_s_summary_is_counted() {
        check("test result: FAILED. 12 passed; 3 failed; 0 ignored; 0 measured; finished in 0.01s", 12, 3);
        check("\u{1b}[2m      Tests \u{1b}[22m \u{1b}[31m1 failed\u{1b}[39m | \u{1b}[32m6 passed\u{1b}[39m (7)", 6, 1);
        check("  10 passed (5.2s)", 10, 0);
        check("  1 failed", 0, 1);
    }

    #[test]
    fn other_lines_count_for_nothing() {
        check("test a_header_reads_back_as_it_was_written ... ok", 0, 0);
        check(" Test Files  1 passed (1)", 0, 0);
        check("2026-06-12 10 passed over it", 0, 0);
    }
}
