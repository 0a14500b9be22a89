//! From the start of a program to the first words on its window, ours and an empty Tauri window turn by turn: both in their
//! released form, on a screen kept in a file (Xvfb), which is read until letters stand on it. Nothing in the programs helps.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{BufRead as _, BufReader, Read as _, Seek as _, SeekFrom};
use std::path::{Path, PathBuf};
use std::process::{Child, Command as Process, Stdio};
use std::time::Duration;

use super::measure::{Times, once};
use crate::files;

/// A window's size: the whole screen.
const WIDTH: usize = 1280;
const HEIGHT: usize = 800;
/// Bytes of a pixel.
const DEPTH: usize = 4;
/// One row in so many is looked at: letters are taller.
const EVERY: usize = 8;
/// Letters have softened edges, in many colours; a window without letters has one or two.
const COLOURS: usize = 12;
/// Looks at the screen before giving up, one a millisecond.
const LOOKS: usize = 60_000;

/// Times of both, turn by turn.
#[derive(Default)]
pub(super) struct Starts {
    pub(super) ours: Times,
    pub(super) empty: Times,
}

/// Starts both `turns` times; ours on the data in `home`.
pub(super) fn starts(home: &Path, folder: &Path, turns: usize) -> Result<Starts, String> {
    let (ours, empty) = built()?;
    let screen = Screen::open(folder)?;
    let mut starts = Starts::default();
    // The first turn brings both programs into memory, and does not count.
    for turn in 0..=turns {
        let (first, second) = (start(&ours, home, &screen)?, start(&empty, folder, &screen)?);
        if turn > 0 {
            starts.ours.push(first);
            starts.empty.push(second);
        }
    }
    Ok(starts)
}

fn built() -> Result<(PathBuf, PathBuf), String> {
    let root = files::ui().join("..");
    if !root.join("ui/dist/index.html").is_file() {
        return Err("the interface is not built".to_owned());
    }
    let peer = root.join("peers/empty-window/Cargo.toml");
    let target = root.join("target");
    let ours = ["--package", "delibere", "--bin", "delibere"];
    let other = ["--manifest-path", &peer.to_string_lossy(), "--target-dir", &target.to_string_lossy()];
    for what in [ours, other] {
        let mut cargo = Process::new("cargo");
        cargo.args(["build", "--quiet", "--release", "--features", "custom-protocol"]).args(what).current_dir(&root);
        let done = cargo.status().map_err(|error| format!("no cargo: {error}"))?;
        done.success().then_some(()).ok_or("a window could not be built")?;
    }
    let made = |name: &str| target.join("release").join(name);
    Ok((made("delibere"), made("empty-window")))
}

/// From the start of `program` to its first words.
fn start(program: &Path, home: &Path, screen: &Screen) -> Result<Duration, String> {
    let mut process = Process::new(program);
    process.env("DISPLAY", &screen.display).env("DELIBERE_HOME", home).env_remove("WAYLAND_DISPLAY");
    for folder in ["XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME"] {
        process.env(folder, home.join("engine"));
    }
    process.stdout(Stdio::null()).stderr(Stdio::null());
    screen.wait(|letters| !letters)?;
    let (painted, time) = once(|| {
        let child = process.spawn().map(Ended).map_err(|error| format!("{}: {error}", program.display()))?;
        screen.wait(|letters| letters).map(|()| child)
    });
    drop(painted?);
    screen.wait(|letters| !letters).map(|()| time)
}

/// A screen nobody sees, kept in a file.
struct Screen {
    display: String,
    file: PathBuf,
    _server: Ended,
}

impl Screen {
    fn open(folder: &Path) -> Result<Self, String> {
        let size = format!("{WIDTH}x{HEIGHT}x24");
        let mut server = Process::new("Xvfb");
        server.args(["-displayfd", "1", "-screen", "0", &size, "-nolisten", "tcp", "-fbdir"]).arg(folder);
        let server = server.stdout(Stdio::piped()).stderr(Stdio::null()).spawn();
        let mut server = server.map(Ended).map_err(|error| format!("no Xvfb: {error}"))?;
        let mut number = String::new();
        let said = server.0.stdout.take().ok_or("a silent Xvfb")?;
        BufReader::new(said).read_line(&mut number).map_err(|error| error.to_string())?;
        let file = folder.join("Xvfb_screen0");
        Ok(Self { display: format!(":{}", number.trim()), file, _server: server })
    }

    /// Looks until there are letters, or none.
    fn wait(&self, enough: impl Fn(bool) -> bool) -> Result<(), String> {
        let mut file = File::open(&self.file).map_err(|error| format!("{}: {error}", self.file.display()))?;
        for _ in 0..LOOKS {
            if enough(self.colours(&mut file).map_err(|error| error.to_string())? >= COLOURS) {
                return Ok(());
            }
            std::thread::sleep(Duration::from_millis(1));
        }
        Err("a window never showed its words".to_owned())
    }

    /// How many colours stand on the rows looked at.
    fn colours(&self, file: &mut File) -> std::io::Result<usize> {
        let (row, pixels) = (WIDTH * DEPTH, WIDTH * HEIGHT * DEPTH);
        // Pixels end the file, after a header whose length depends on the server.
        let begin = self.file.metadata()?.len().saturating_sub(u64::try_from(pixels).unwrap_or(u64::MAX));
        let (mut seen, mut bytes) = (BTreeSet::new(), vec![0; row]);
        for line in (0..HEIGHT).step_by(EVERY) {
            let place = begin + u64::try_from(line * row).unwrap_or(0);
            file.seek(SeekFrom::Start(place))?;
            file.read_exact(&mut bytes)?;
            let (mut last, chunks) = (None, bytes.as_chunks::<DEPTH>().0);
            for pixel in chunks {
                if last != Some(pixel) {
                    seen.insert(*pixel);
                    last = Some(pixel);
                }
            }
        }
        Ok(seen.len())
    }
}

/// A process that ends with us.
struct Ended(Child);

impl Drop for Ended {
    fn drop(&mut self) {
        self.0.kill().and_then(|()| self.0.wait()).ok();
    }
}
