//! `cargo xtask chaos --kills N`: a process writes marks and says each one that the desk acknowledged; it is killed in the middle,
//! as a flat battery would; whatever it said must be there, in a store that opens and chains that hold. Not a benchmark.

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, Command as Process, Stdio};
use std::time::Duration;

use app::{Desk, Failure};
use domain::command::Command;
use domain::grading::{Mark, Rating};
use domain::testing::draw::Draw;
use tempfile::TempDir;

use super::number;
use crate::jury::{self, Jury};
use crate::option;

/// The longest a writer goes on after the last acknowledgement that was waited for, in microseconds.
const GRACE: u64 = 4_000;
/// The most acknowledgements that are waited for before a kill.
const PATIENCE: usize = 24;

/// `--kills N --seed S`: kills N times, the same moments for the same seed as far as the machine allows.
pub(super) fn kills(arguments: &[&str]) -> Result<(), String> {
    let (kills, seed) = (number(arguments, "--kills", 200)?, number(arguments, "--seed", 1)?);
    let home = TempDir::new().map_err(|error| format!("No temporary folder: {error}"))?;
    let jury = jury::convene(home.path()).map_err(|failure| format!("The session can't be made: {failure}"))?;
    let mut draw = Draw(seed);
    let mut marks = 0;
    for kill in 1..=kills {
        let acknowledged = interrupted(home.path(), marks, &mut draw)?;
        let at = || format!("after kill {kill} of {kills} (seed {seed})");
        marks = verify(home.path(), &jury, acknowledged, acknowledged + 1).map_err(|why| format!("{}: {why}", at()))?;
    }
    println!("{kills} kills, {marks} marks, every acknowledged one found, every chain whole");
    Ok(())
}

/// Lets a writer go on from mark `first`, kills it somewhere in the middle, and gives the last mark it said was saved.
fn interrupted(home: &Path, first: u64, draw: &mut Draw) -> Result<u64, String> {
    let program = std::env::current_exe().map_err(|error| error.to_string())?;
    let mut writer = Process::new(program);
    writer.args(["chaos-writer", "--home", &home.to_string_lossy(), "--first", &first.to_string()]);
    let mut child = writer.stdout(Stdio::piped()).spawn().map_err(|error| format!("The writer: {error}"))?;
    let mut said = BufReader::new(child.stdout.take().ok_or("The writer says nothing")?).lines();
    let enough = 1 + draw.below(PATIENCE);
    let mut last = first;
    let mut read = |line: std::io::Result<String>| last = line.ok().and_then(|line| line.parse().ok()).unwrap_or(last);
    said.by_ref().take(enough).for_each(&mut read);
    std::thread::sleep(Duration::from_micros(draw.number() % GRACE));
    kill(&mut child)?;
    said.for_each(&mut read);
    Ok(last)
}

fn kill(child: &mut Child) -> Result<(), String> {
    child.kill().and_then(|()| child.wait()).map(drop).map_err(|error| format!("The writer can't be killed: {error}"))
}

/// Opens the store and looks for every mark up to `acknowledged`. More may be there, saved and not yet said, up to `most`; the
/// newest is given back.
pub(super) fn verify(home: &Path, jury: &Jury, acknowledged: u64, most: u64) -> Result<u64, String> {
    let desk = jury::desk(home);
    desk.unlock(jury::PASSPHRASE).map_err(|failure| format!("the store does not open: {failure}"))?;
    let report = desk.check_store().map_err(|failure| format!("the store can't be read whole: {failure}"))?;
    if !report.findings.is_empty() {
        return Err(format!("the store is not whole: {:?}", report.findings));
    }
    let found = found(&desk, jury).map_err(|failure| format!("the session does not open: {failure}"))?;
    let newest = found.values().copied().max().unwrap_or(0);
    if !(acknowledged..=most).contains(&newest) {
        return Err(format!("mark {acknowledged} was acknowledged, the newest found is {newest}"));
    }
    let mut expected = BTreeMap::new();
    for number in 1..=newest {
        expected.insert(cell(jury, number).ok_or("there is nothing to mark")?, number);
    }
    if found == expected { Ok(newest) } else { Err("a mark is not the last one given in its place".to_owned()) }
}

/// The number that stands in each cell.
fn found(desk: &Desk, jury: &Jury) -> Result<BTreeMap<(usize, usize), u64>, Failure> {
    desk.read(jury.session, |dossier| {
        let mut found = BTreeMap::new();
        for (row, candidate) in jury.candidates.iter().enumerate() {
            let Some(sheet) = dossier.session.sheets.get(&(jury.juror, *candidate)) else { continue };
            for (column, criterion) in jury.criteria.iter().enumerate() {
                let mark = sheet.marks.shown(criterion);
                found.extend(mark.and_then(|mark| Some(((row, column), mark.comment.parse().ok()?))));
            }
        }
        Ok(found)
    })
}

/// The writer: marks without end, each said once it is saved. `--first N`: N are there already.
pub(crate) fn write(arguments: &[&str]) -> Result<(), String> {
    let home = option(arguments, "--home").ok_or("--home is missing")?;
    let first = option(arguments, "--first").and_then(|text| text.parse::<u64>().ok()).unwrap_or(0);
    let desk = jury::desk(Path::new(home));
    desk.unlock(jury::PASSPHRASE).map_err(|failure| failure.to_string())?;
    let jury = jury::find(&desk).map_err(|failure| failure.to_string())?;
    for number in first + 1.. {
        give(&desk, &jury, number)?;
        println!("{number}");
        std::io::stdout().flush().map_err(|error| error.to_string())?;
    }
    Ok(())
}

/// Gives mark `number`.
pub(super) fn give(desk: &Desk, jury: &Jury, number: u64) -> Result<(), String> {
    let nothing = "there is nothing to mark";
    let (row, column) = cell(jury, number).ok_or(nothing)?;
    let (candidate, criterion) = (jury.candidates.get(row).ok_or(nothing)?, jury.criteria.get(column).ok_or(nothing)?);
    let mark =
        Mark { rating: Some(Rating::Level { index: u8::from(number.is_multiple_of(2)) }), comment: number.to_string() };
    let command = Command::Mark { candidate: *candidate, criterion: criterion.clone(), mark };
    desk.execute(jury.session, Some(jury.juror), &command).map(drop).map_err(|failure| failure.to_string())
}

/// Where mark `number` goes: places are taken in turn, so that marks are given, then changed.
fn cell(jury: &Jury, number: u64) -> Option<(usize, usize)> {
    let number = usize::try_from(number).ok()?;
    Some((number.checked_rem(jury.candidates.len())?, number.checked_rem(jury.criteria.len())?))
}
