//! The chapters of docs/benchmarks-merge.md: which figure answers which goal. Not a place for measures.

use std::time::Duration;

use super::super::measure::{ratio, words};
use super::super::page::{Chapter, Line};
use super::taking_in::Taken;
use super::{Compared, USUAL};

const USUAL_GOAL: Duration = Duration::from_millis(50);

pub(super) fn chapters(usual: &Taken, growth: &[(usize, Compared)], flood: Option<&Taken>) -> Vec<Chapter> {
    let mut chapters = Vec::new();
    chapters.extend(growth.last().map(|(marks, compared)| beside(*marks, compared)));
    chapters.extend([day(usual), grown(growth)]);
    chapters.push(flooded(flood));
    chapters
}

fn beside(marks: usize, Compared { ours, others }: &Compared) -> Chapter {
    let median = ours.times.median();
    let mut lines = vec![
        Line::watched("**Délibéré**: signatures and chains verified, encrypted, history kept", ours.times.words()),
        Line::held("most memory held", mebibytes(ours), "≤ 300 MiB", ours.memory <= 300 * 1024),
        Line::watched("the store afterwards", format!("{} MiB", ours.bytes >> 20)),
    ];
    for (name, theirs) in others {
        let (what, goal) = peer(name);
        lines.push(Line::watched(what, format!("{} · {}", theirs.times.words(), mebibytes(theirs))));
        let figure = ratio(median, theirs.times.median());
        let (said, reached) = match *name {
            "sqlite" => (format!("{figure:.2} × their time"), figure <= 1.5),
            "loro" => (format!("{figure:.2} × their time"), figure < 1.0),
            _ => (format!("{:.1} × faster", 1.0 / figure.max(1e-9)), figure <= 1.0 / 6.0),
        };
        lines.push(Line::held(&format!("**against {name}**"), said, goal, reached));
    }
    let how = format!(
        "{} marks by four jurors, in four files of the size that each engine makes of them. From the files on the disk to a \
         state that\nis durable and was asked for one sheet. Each merge is a process of its own, turn by turn. The three others \
         verify no author; Loro\nand Automerge keep history in a document of their own, SQLite keeps none; none of them encrypts.",
        ours.marks
    );
    let title = if marks >= 1_000_000 { "A million marks" } else { "Many marks" };
    Chapter { title, how, lines }
}

fn peer(name: &str) -> (&'static str, &'static str) {
    match name {
        "sqlite" => ("SQLite: four databases attached, one upsert, the same journal and durability", "≤ 1.5 ×"),
        "loro" => ("Loro: `import_batch`, then a snapshot confirmed by the disk", "faster"),
        _ => ("Automerge: `load_incremental`, then the document saved and confirmed by the disk", "≥ 6 × faster"),
    }
}

fn day(usual: &Taken) -> Chapter {
    let how = format!(
        "{USUAL} marks in four files: 30 candidates or so. Decryption is in the figure, which the goal leaves out; so is the copy \
         of the store\nthat precedes an import."
    );
    let (median, p99) = (usual.times.median(), usual.times.p99());
    let lines = vec![
        Line::held("**the four files taken in**", words(median), "≤ 50 ms", median <= USUAL_GOAL),
        Line::watched("99th percentile", words(p99)),
        Line::watched("most memory held", mebibytes(usual)),
    ];
    Chapter { title: "A usual jury", how, lines }
}

fn grown(growth: &[(usize, Compared)]) -> Chapter {
    let lines = growth.iter().map(|(marks, Compared { ours, .. })| {
        let each = ours.times.median().as_nanos() / u128::try_from((*marks).max(1)).unwrap_or(1);
        let figure = format!("{} · {:.2} µs a mark · {}", words(ours.times.median()), micros(each), mebibytes(ours));
        Line::watched(format!("{marks} marks"), figure)
    });
    let how = "What a mark costs as there are more of them.".to_owned();
    Chapter { title: "Growth", how, lines: lines.collect() }
}

fn flooded(flood: Option<&Taken>) -> Chapter {
    let how = "A process that the system lets hold 512 MiB and no more (`ulimit -d`).".to_owned();
    let lines = match flood {
        Some(taken) => {
            let within = taken.memory <= 512 * 1024 && taken.marks >= 5_000_000;
            let what = format!("{} marks taken in", taken.marks);
            vec![
                Line::held(&what, mebibytes(taken), "≤ 512 MiB", within),
                Line::watched("time", words(taken.times.median())),
            ]
        }
        None => {
            vec![Line::watched("five million marks", "not measured here: `cargo xtask bench merge --five-million`")]
        }
    };
    Chapter { title: "Five million", how, lines }
}

fn mebibytes(taken: &Taken) -> String {
    format!("{} MiB", taken.memory / 1024)
}

#[expect(clippy::cast_precision_loss, reason = "nanoseconds of one mark")]
fn micros(nanos: u128) -> f64 {
    nanos as f64 / 1e3
}
