//! Opening a large session in a process of its own, so that nothing is warm but the system's own cache of the file: the
//! store, its entries, the folding, the grid; and the most memory that took.

use std::path::Path;
use std::process::Command as Process;
use std::time::Duration;

use app::Desk;
use domain::id::SessionId;
use domain::session::fold::fold;
use serde_json::{Value, json};

use super::measure::{Times, once};
use crate::{jury, option};

/// What one opening is made of, in the order it happens; each has its time.
pub(super) const STAGES: [&str; 7] = ["key", "open", "grid", "total", "entries", "fold", "view"];

/// Times of each stage, and the peak of memory in kibibytes.
pub(super) struct Openings {
    stages: Vec<(&'static str, Times)>,
    pub(super) memory: u64,
}

impl Openings {
    pub(super) fn median(&self, stage: &str) -> Duration {
        let kept = self.stages.iter().find(|(name, _)| *name == stage);
        kept.map(|(_, times)| times.median()).unwrap_or_default()
    }
}

/// Opens the store in `home` that many times, each in a new process.
pub(super) fn openings(home: &Path, session: SessionId, times: usize) -> Result<Openings, String> {
    let program = std::env::current_exe().map_err(|error| error.to_string())?;
    let mut stages: Vec<(&'static str, Times)> = STAGES.map(|stage| (stage, Times::default())).into();
    let mut memory = 0;
    for _ in 0..times {
        let mut opening = Process::new(&program);
        let output = opening
            .args(["bench-opening", "--home", &home.to_string_lossy(), "--session", &session.to_string()])
            .output();
        let output = output.map_err(|error| format!("The opening could not be started: {error}"))?;
        let said: Value = serde_json::from_slice(&output.stdout)
            .map_err(|_| format!("The opening failed: {}", String::from_utf8_lossy(&output.stderr)))?;
        for (stage, times) in &mut stages {
            times.push(Duration::from_nanos(said.get(*stage).and_then(Value::as_u64).unwrap_or(0)));
        }
        memory = memory.max(said.get("memory").and_then(Value::as_u64).unwrap_or(0));
    }
    Ok(Openings { stages, memory })
}

/// `--home DIR --session ID`: opens it once, and says in JSON how long each stage took, in nanoseconds.
pub(crate) fn open_once(arguments: &[&str]) -> Result<(), String> {
    let home = Path::new(option(arguments, "--home").ok_or("--home is missing")?);
    let session = option(arguments, "--session").and_then(|text| SessionId::parse(text).ok());
    let session = session.ok_or("--session is missing")?;
    println!("{}", timed(&jury::desk(home), session).map_err(|failure| failure.to_string())?);
    Ok(())
}

fn timed(desk: &Desk, session: SessionId) -> Result<Value, app::Failure> {
    let keys = desk.places().keys();
    let (key, key_took) = once(|| app::keys::file::unlock(&keys, jury::PASSPHRASE));
    key.map_err(|failure| app::Failure::Keys(failure.code()))?;
    let (opened, unlock_took) = once(|| desk.unlock(jury::PASSPHRASE));
    opened?;
    let open_took = unlock_took.saturating_sub(key_took);
    let (grid, grid_took) = once(|| desk.grid(session));
    grid?;
    let memory = peak();
    let (entries, entries_took) = once(|| desk.entries(session));
    let entries = entries?;
    let (folded, fold_took) = once(|| fold(session, &entries));
    folded?;
    let (again, view_took) = once(|| desk.grid(session));
    again?;
    let nanos = |time: Duration| u64::try_from(time.as_nanos()).unwrap_or(u64::MAX);
    Ok(json!({
        "key": nanos(key_took), "open": nanos(open_took), "grid": nanos(grid_took),
        "total": nanos(open_took + grid_took), "entries": nanos(entries_took), "fold": nanos(fold_took),
        "view": nanos(view_took), "memory": memory,
    }))
}

/// The most memory this process ever held, in kibibytes; 0 where the system does not say.
pub(super) fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").trim().parse().ok()).unwrap_or(0)
}
