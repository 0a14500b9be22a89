//! `cargo xtask bench merge`: marks come back in four files, from the disk to a state that is durable, verified and can be asked,
//! beside what others do of the same cells. Files are made once and kept in target/. Every merge is a process of its own.
//! Not a place for a second way of importing.

mod chapters;
mod hands;
mod peers;
pub(crate) mod taking_in;

use std::path::PathBuf;

use self::hands::Hands;
use self::peers::Peers;
use self::taking_in::Taken;
use super::page;
use crate::{files, known};

/// How many marks come back, in all.
const USUAL: usize = 5_400;
const GROWTH: [usize; 3] = [10_000, 100_000, 1_000_000];
const QUICK: [usize; 3] = [1_000, 4_000, 10_000];
const FLOOD: usize = 5_000_000;

/// `--quick`: few marks, and the page is only printed. `--five-million`: as many as a laptop may ever meet, in 512 MiB.
/// `--alone`: without the others. `--date AAAA-MM-JJ`: the date to print.
pub(crate) fn bench(arguments: &[&str]) -> Result<(), String> {
    known(arguments, &["--quick", "--five-million", "--alone"], &["--date"])?;
    let (quick, alone) = (arguments.contains(&"--quick"), arguments.contains(&"--alone"));
    let (sizes, turns) = if quick { (QUICK, 1) } else { (GROWTH, 5) };
    let folder = folder()?;
    let machine = super::machine::machine(&folder);
    let usual = taking_in::repeated(&Hands::of(&folder, USUAL)?, turns * 3)?;
    let mut growth = Vec::new();
    for marks in sizes {
        let hands = Hands::of(&folder, marks)?;
        let beside = !alone && sizes.last() == Some(&marks);
        let peers = beside.then(|| Peers::ready(&hands)).transpose()?;
        growth.push((marks, compared(&hands, peers.as_ref(), turns)?));
    }
    let flood = arguments.contains(&"--five-million").then(|| taking_in::within(&Hands::of(&folder, FLOOD)?, 512));
    let chapters = chapters::chapters(&usual, &growth, flood.transpose()?.as_ref());
    let command = ["cargo xtask bench merge"].iter().chain(arguments).copied().collect::<Vec<_>>().join(" ");
    let page = page::page("Merging a million marks", &command, &super::date(arguments), &machine, &chapters);
    super::publish(&page, (!quick && !alone).then_some("benchmarks-merge.md"))
}

/// What one size took: ours, and each of the others where they were asked.
struct Compared {
    ours: Taken,
    others: Vec<(&'static str, Taken)>,
}

/// Turn by turn, so that all see the same minutes of the machine.
fn compared(hands: &Hands, peers: Option<&Peers>, turns: usize) -> Result<Compared, String> {
    let mut ours = Taken::default();
    let theirs = |peers| peers::NAMES.map(|name| (peers, name, Taken::default()));
    let mut others: Vec<_> = peers.into_iter().flat_map(theirs).collect();
    for _ in 0..turns {
        ours.add(&taking_in::child(hands, None)?);
        for (peers, name, taken) in &mut others {
            taken.add(&peers.merge(name)?);
        }
    }
    let others = others.into_iter().map(|(_, name, taken)| (name, taken)).collect();
    Ok(Compared { ours, others })
}

/// Where the files are kept: on the disk of the repository, not in a temporary folder, which may be in memory.
fn folder() -> Result<PathBuf, String> {
    let folder = files::ui().join("../target/merge");
    std::fs::create_dir_all(&folder).map_err(|error| format!("No folder to work in: {error}"))?;
    folder.canonicalize().map_err(|error| error.to_string())
}
