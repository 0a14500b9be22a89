//! The chapters of docs/benchmarks.md: which figure answers which goal, and how it was taken. Not a place for measures.

use std::time::Duration;

use super::hall::{Hall, MARKS};
use super::mark::Marks;
use super::measure::{ratio, words};
use super::opening::Openings;
use super::page::{Chapter, Line, Verdict};

/// A frame at sixty a second.
const FRAME: Duration = Duration::from_millis(16);
/// How long opening a large session may take, once the key is there.
const OPENING: Duration = Duration::from_millis(250);

/// Above this, a disk is kept busy by others.
const QUIET: Duration = Duration::from_millis(1);

/// One durable mark.
pub(super) fn marking(few: &Marks, many: &Marks) -> Chapter {
    let mut lines = Vec::new();
    for (marks, session) in [(few, "30 candidates"), (many, "the large session")] {
        let named = |what: &str| format!("{what}, {session}");
        let goal = ratio(marks.mark.median(), marks.same.median());
        lines.push(Line::watched(named("one mark, from the command to the disk's word"), three(&marks.mark)));
        lines.push(Line::watched(named("bare disk, 4 KiB appended"), three(&marks.page)));
        let same = format!("bare disk, the {} journal pages of a mark appended", marks.frames);
        lines.push(Line::watched(named(&same), three(&marks.same)));
        lines.push(Line::watched(named("bare disk, the same written over"), three(&marks.over)));
        lines.push(Line {
            what: named("**a mark against the bare disk**, same bytes, medians"),
            figure: format!("{goal:.2} ×"),
            goal: "≤ 1.5 ×".to_owned(),
            verdict: judged(goal <= 1.5, marks.same.median()),
        });
        let over = ratio(marks.mark.median(), marks.over.median());
        lines.push(Line::watched(named("a mark against the same written over"), format!("{over:.2} ×")));
        let frame = marks.mark.median() + marks.reread.median();
        let what = named("mark, then sheet and grid read again");
        lines.push(Line { what, ..Line::held("", words(frame), "≤ 16 ms", frame <= FRAME) });
        lines.push(Line::watched(named("of which reading the sheet and the grid"), three(&marks.reread)));
    }
    let how = "A mark goes through `Desk::execute`: the rules, the entry, its hash, the signature, SQLCipher, `synchronous=FULL`. \
               Turn by\nturn, the same disk is asked for the same bytes and `fdatasync`, so that both see the same minute. \
               Medians, 99th percentile, worst."
        .to_owned();
    Chapter { title: "One durable mark", how, lines }
}

/// Opening the large session.
pub(super) fn opening(hall: &Hall, opened: &Openings) -> Chapter {
    let marks = hall.candidates.len() * hall.jurors.len() * MARKS;
    let total = opened.median("total");
    let held = Line::held("**from the key to the grid**", words(total), "≤ 250 ms", total <= OPENING);
    let stages = [
        ("opening the store, every page authenticated", "open"),
        ("reading, folding, first grid", "grid"),
        ("read again alone, pages in memory: the entries", "entries"),
        ("alone: folding them", "fold"),
        ("alone: the grid's value", "view"),
    ];
    let stages = stages.map(|(what, stage)| Line::watched(what, words(opened.median(stage))));
    let memory = Line::watched("most memory held", format!("{} MiB", opened.memory / 1024));
    let how = format!(
        "{} candidates × {} jurors × {MARKS} marks = {marks} marks, come from three laptops by file. Each opening is a new \
         process; the file is in the\nsystem's cache. The derivation of the key is not counted: it is slow on purpose.",
        hall.candidates.len(),
        hall.jurors.len()
    );
    Chapter { title: "Opening a large session", how, lines: [held].into_iter().chain(stages).chain([memory]).collect() }
}

/// Long work.
pub(super) fn work(lines: Vec<Line>) -> Chapter {
    let how = "Each once, in the sessions above. No goal: they are there to be watched.".to_owned();
    Chapter { title: "Long work", how, lines }
}

/// A verdict, unless the disk itself was so busy that its wait hides all that a mark adds.
fn judged(reached: bool, floor: Duration) -> Verdict {
    if floor > QUIET { Verdict::Hidden } else { Verdict::of(reached) }
}

fn three(times: &super::measure::Times) -> String {
    format!("{} · p99 {} · worst {}", words(times.median()), words(times.p99()), words(times.worst()))
}
