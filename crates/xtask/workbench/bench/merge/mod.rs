//! `cargo xtask bench merge`: marks come back in four files, from the disk to a state that is durable, verified and can be asked,
//! beside what others do of the same cells. Files are made once and kept in target/. Every merge is a process of its own.
//! Not a place for a second way of importing.

mod chapters;
mod hands;
mod peers;
pub(crate) mod taking_in;

use std::path::PathBuf;

use self::hands::Hands;
use super::page;
use crate::{files, option};

/// How many marks come back, in all.
const USUAL: usize = 5_400;
const GROWTH: [usize; 3] = [10_000, 100_000, 1_000_000];
const QUICK: [usize; 3] = [1_000, 4_000, 10_000];
const FLOOD: usize = 5_000_000;

/// `--quick`: few marks, and the page is only printed. `--five-million`: as many as a laptop may ever meet, in 512 MiB.
/// `--alone`: without the others. `--date AAAA-MM-JJ`: the date to print.
pub(crate) fn bench(arguments: &[&str]) -> Result<(), String> {
    let quick = arguments.contains(&"--quick");
    let turns = if quick { 1 } else { 5 };
    let folder = folder()?;
    let machine = super::machine::machine(&folder);
    let usual = taking_in::repeated(&Hands::of(&folder, USUAL)?, turns * 3)?;
    let mut growth = Vec::new();
    for marks in if quick { QUICK } else { GROWTH } {
        let hands = Hands::of(&folder, marks)?;
        let alone = arguments.contains(&"--alone");
        let last = marks == if quick { QUICK[2] } else { GROWTH[2] };
        let peers = if last && !alone { Some(peers::Peers::ready(&hands)?) } else { None };
        growth.push((marks, compared(&hands, peers.as_ref(), turns)?));
    }
    let flood = arguments.contains(&"--five-million").then(|| taking_in::within(&Hands::of(&folder, FLOOD)?, 512));
    let chapters = chapters::chapters(&usual, &growth, flood.transpose()?.as_ref());
    let date = option(arguments, "--date").map_or_else(super::today, str::to_owned);
    let command = ["cargo xtask bench merge"].iter().chain(arguments).copied().collect::<Vec<_>>().join(" ");
    let page = page::page("Merging a million marks", &command, &date, &machine, &chapters);
    println!("{page}");
    if quick || arguments.contains(&"--alone") {
        return Ok(());
    }
    let path = files::ui().join("../docs/benchmarks-merge.md");
    std::fs::write(&path, page).map_err(|error| format!("{}: {error}", path.display()))
}

/// What one size took: ours, and each of the others where they were asked.
struct Compared {
    ours: taking_in::Taken,
    others: Vec<(&'static str, taking_in::Taken)>,
}

/// Turn by turn, so that all see the same minutes of the machine.
fn compared(hands: &Hands, peers: Option<&peers::Peers>, turns: usize) -> Result<Compared, String> {
    let mut ours = taking_in::Taken::default();
    let mut others: Vec<_> = peers::NAMES.map(|name| (name, taking_in::Taken::default())).into();
    for _ in 0..turns {
        ours.add(&taking_in::child(hands, None)?);
        for (name, taken) in others.iter_mut().filter(|_| peers.is_some()) {
            taken.add(&peers.ok_or("no peers")?.merge(name)?);
        }
    }
    others.retain(|_| peers.is_some());
    Ok(Compared { ours, others })
}

/// Where the files are kept: on the disk of the repository, not in a temporary folder, which may be in memory.
fn folder() -> Result<PathBuf, String> {
    let folder = files::ui().join("../target/merge");
    std::fs::create_dir_all(&folder).map_err(|error| format!("No folder to work in: {error}"))?;
    folder.canonicalize().map_err(|error| error.to_string())
}
