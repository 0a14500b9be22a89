//! `cargo xtask chaos --power-cuts N`: a process gives marks and hands its work over, on a disk that keeps what it is told;
//! the disk is then made again as the power would leave it at N moments: whatever was acknowledged must be there, the file
//! handed over must be whole. `--lying-disk`: the same on a disk that does not obey flushes, to see that a loss is seen.

mod disk;
mod ground;

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command as Process, Stdio};

use app::tables::Mode;
use domain::testing::draw::Draw;
use tempfile::TempDir;

use self::disk::{Disk, Unflushed};
use self::ground::Mounted;
use super::{kills, number};
use crate::jury::{self, Jury};
use crate::option;

/// Bytes of the disk: a file system, a store, a file handed over.
const SIZE: usize = 48 << 20;
/// Marks given in one run.
const MARKS: u64 = 300;
/// Marks between two files handed over.
const BETWEEN: u64 = 20;
/// Cuts of one run, before another one is made.
const CUTS: u64 = 100;
const STORE: &str = "home";
const HANDED: &str = "key/results.delib";

/// Something the writer said was safe, and how much the disk had been told by then.
struct Said {
    by: usize,
    mark: u64,
    /// Entries in the file handed over; absent for a mark.
    handed: Option<u32>,
}

/// `--power-cuts N --seed S [--lying-disk]`.
pub(super) fn cuts(arguments: &[&str]) -> Result<(), String> {
    let (cuts, seed) = (number(arguments, "--power-cuts", 100)?, number(arguments, "--seed", 1)?);
    let honest = !arguments.contains(&"--lying-disk");
    let mut draw = Draw(seed);
    let (mut done, mut lost) = (0, 0);
    while done < cuts {
        let run = Run::new()?;
        for _ in 0..CUTS.min(cuts - done) {
            done += 1;
            match run.cut(&mut draw, honest) {
                Ok(()) => {}
                Err(why) if honest => return Err(format!("cut {done} of {cuts} (seed {seed}): {why}")),
                Err(_) => lost += 1,
            }
        }
    }
    match (honest, lost) {
        (true, _) => println!("{done} power cuts: every acknowledged mark found, every file handed over whole"),
        (false, 0) => return Err(format!("{done} cuts on a disk that lies, and no loss was seen")),
        (false, lost) => println!("{done} power cuts on a disk that lies: {lost} losses, all seen"),
    }
    Ok(())
}

/// One writer's run, whole, on a disk that kept it.
struct Run {
    folder: TempDir,
    jury: Jury,
    disk: Disk,
    said: Vec<Said>,
}

impl Run {
    fn new() -> Result<Self, String> {
        let folder = TempDir::new().map_err(|error| format!("No temporary folder: {error}"))?;
        let (served, mounted) = (made(&folder, "served")?, made(&folder, "mounted")?);
        let (disk, session) = Disk::serve(SIZE, &served)?;
        ground::format(&served.join(disk::NAME))?;
        let ground = Mounted::on(&served.join(disk::NAME), &mounted)?;
        let home = mounted.join(STORE);
        std::fs::create_dir_all(mounted.join("key")).map_err(|error| error.to_string())?;
        let jury = jury::convene(&home).map_err(|failure| format!("The session can't be made: {failure}"))?;
        ground.release()?;
        let ground = Mounted::on(&served.join(disk::NAME), &mounted)?;
        disk.begin();
        let said = written(&mounted, &disk)?;
        ground.release()?;
        session.umount_and_join().map_err(|error| format!("the disk can't be let go: {error}"))?;
        Ok(Self { folder, jury, disk, said })
    }

    /// Cuts the power somewhere, and looks at what is left.
    fn cut(&self, draw: &mut Draw, honest: bool) -> Result<(), String> {
        let kinds = [Unflushed::Lost, Unflushed::Kept, Unflushed::Some, Unflushed::Torn];
        let last = self.said.last().map_or(0, |said| said.by);
        let moment = draw.below(last + 1);
        let kind = draw.pick(&kinds).copied().unwrap_or(Unflushed::Lost);
        let image = self.disk.found(moment, kind, honest, || draw.once_in(2));
        let (file, found) = (self.folder.path().join("found.img"), made(&self.folder, "found")?);
        std::fs::write(&file, image).map_err(|error| error.to_string())?;
        let ground = Mounted::on(&file, &found).map_err(|why| format!("the file system is lost: {why}"))?;
        let at = |why| format!("the power failed after {moment} writes and flushes ({kind:?}): {why}");
        self.look(&found, moment).map_err(at)?;
        ground.release()
    }

    fn look(&self, found: &Path, moment: usize) -> Result<(), String> {
        let safe = || self.said.iter().filter(|said| said.by <= moment);
        let mark = safe().map(|said| said.mark).max().unwrap_or(0);
        kills::verify(&found.join(STORE), &self.jury, mark, MARKS)?;
        let handed = safe().filter_map(|said| said.handed).max();
        let file = found.join(HANDED);
        if handed.is_none() && !file.exists() {
            return Ok(());
        }
        let desk = jury::desk(&found.join(STORE));
        desk.unlock(jury::PASSPHRASE).map_err(|failure| failure.to_string())?;
        let report = desk.import(&file, Mode::DryRun).map_err(|why| format!("the file handed over is lost: {why}"))?;
        let entries = report.new + report.known;
        if entries < handed.unwrap_or(0) {
            return Err(format!("the file handed over holds {entries} entries, {handed:?} were said to be in it"));
        }
        Ok(())
    }
}

fn made(folder: &TempDir, name: &str) -> Result<PathBuf, String> {
    let path = folder.path().join(name);
    std::fs::create_dir_all(&path).map(|()| path).map_err(|error| error.to_string())
}

/// Lets a writer give its marks on `ground`; what it said, and when by the disk's count.
fn written(ground: &Path, disk: &Disk) -> Result<Vec<Said>, String> {
    let program = std::env::current_exe().map_err(|error| error.to_string())?;
    let mut writer = Process::new(program);
    writer.arg("power-writer").arg("--ground").arg(ground).stdout(Stdio::piped());
    let mut child = writer.spawn().map_err(|error| format!("The writer: {error}"))?;
    let mut said = Vec::new();
    for line in BufReader::new(child.stdout.take().ok_or("The writer says nothing")?).lines() {
        let line = line.map_err(|error| error.to_string())?;
        let mut words = line.split(' ').map(str::parse);
        let Some(Ok(mark)) = words.next() else { return Err(format!("The writer said « {line} »")) };
        let handed = words.next().and_then(Result::ok).and_then(|entries: u64| u32::try_from(entries).ok());
        said.push(Said { by: disk.told(), mark, handed });
    }
    let ended = child.wait().map_err(|error| error.to_string())?;
    if ended.success() { Ok(said) } else { Err("The writer failed".to_owned()) }
}

/// The writer: `--ground DIR`; marks, and now and then the work handed over, each said once it is safe.
pub(crate) fn write(arguments: &[&str]) -> Result<(), String> {
    let ground = Path::new(option(arguments, "--ground").ok_or("--ground is missing")?);
    let desk = jury::desk(&ground.join(STORE));
    desk.unlock(jury::PASSPHRASE).map_err(|failure| failure.to_string())?;
    let jury = jury::find(&desk).map_err(|failure| failure.to_string())?;
    for mark in 1..=MARKS {
        kills::give(&desk, &jury, mark)?;
        say(&format!("{mark}"))?;
        if mark.is_multiple_of(BETWEEN) {
            let file = desk.export(jury.session, &ground.join(HANDED)).map_err(|failure| failure.to_string())?;
            say(&format!("{mark} {}", file.entries))?;
        }
    }
    Ok(())
}

fn say(line: &str) -> Result<(), String> {
    println!("{line}");
    std::io::stdout().flush().map_err(|error| error.to_string())
}
