//! docs/benchmarks.md: what was measured, as a page. Ratios carry the meaning; the milliseconds are those of one machine
//! and one day. Not a place for measures.

use std::fmt::Write as _;

/// Whether a goal was met.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    Met,
    Missed,
    /// The disk was too busy for the figure to say anything of the goal.
    Hidden,
    /// There is no goal: the figure is there to be watched.
    Watched,
}

impl Verdict {
    pub(super) fn of(reached: bool) -> Self {
        if reached { Self::Met } else { Self::Missed }
    }

    fn words(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::Missed => "**missed**",
            Self::Hidden => "not judged: busy disk",
            Self::Watched => "—",
        }
    }
}

/// One line of a table.
pub(super) struct Line {
    pub(super) what: String,
    pub(super) figure: String,
    pub(super) goal: String,
    pub(super) verdict: Verdict,
}

impl Line {
    /// A figure without a goal.
    pub(super) fn watched(what: impl Into<String>, figure: impl Into<String>) -> Self {
        Self { what: what.into(), figure: figure.into(), goal: String::new(), verdict: Verdict::Watched }
    }

    /// A figure and its goal.
    pub(super) fn held(what: &str, figure: String, goal: &str, reached: bool) -> Self {
        Self { what: what.to_owned(), figure, goal: goal.to_owned(), verdict: Verdict::of(reached) }
    }
}

/// One subject: what is measured and how, then its lines.
pub(super) struct Chapter {
    pub(super) title: &'static str,
    pub(super) how: String,
    pub(super) lines: Vec<Line>,
}

impl Chapter {
    /// The chapter in Markdown.
    pub(super) fn words(&self) -> String {
        let mut page =
            format!("## {}\n\n{}\n\n| what | measured | goal | |\n| --- | --- | --- | --- |\n", self.title, self.how);
        for line in &self.lines {
            // Writing into a text can't fail.
            writeln!(page, "| {} | {} | {} | {} |", line.what, line.figure, line.goal, line.verdict.words()).ok();
        }
        page
    }
}

/// The whole page.
pub(super) fn page(
    title: &str,
    command: &str,
    date: &str,
    machine: &[(&'static str, String)],
    chapters: &[Chapter],
) -> String {
    let mut page = format!(
        "# {title}\n\nWritten by `{command}` on {date}; do not edit. Every figure below comes from that one command. Read the \
         ratios: times\nare those of the machine named here, on that day, and of whatever else it was doing.\n\n\
         | machine | |\n| --- | --- |\n"
    );
    for (name, value) in machine {
        writeln!(page, "| {name} | {value} |").ok();
    }
    for chapter in chapters {
        writeln!(page, "\n{}", chapter.words().trim_end()).ok();
    }
    page
}
