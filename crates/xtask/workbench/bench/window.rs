//! What the eye waits for, measured in headless Chromium on the built interface: the figures are taken by
//! `ui/e2e/paint.bench.ts`. What can't be measured here is said, with the reason.

use std::path::Path;
use std::process::{Command as Process, Stdio};
use std::time::Duration;

use serde_json::Value;

use super::measure::{Times, ratio, words};
use super::page::{Chapter, Line};
use super::start::{Starts, starts};
use crate::files;

/// From the key to the frame: the median, and 99 in a hundred.
const GOALS: [Duration; 2] = [Duration::from_millis(16), Duration::from_millis(33)];

/// How much longer than an empty window ours may take to show its first words.
const START: f64 = 1.2;

/// Starts on the data in `home`, and key presses timed in a browser.
pub(super) fn window(folder: &Path, home: &Path, turns: usize) -> Chapter {
    let lines = match paints(&folder.join("paint.json")) {
        Ok(paints) => painted(&paints),
        Err(why) => vec![unmeasured("key press to paint in the grid", "≤ 16 ms median, ≤ 33 ms p99", &why)],
    };
    let start = match starts(home, folder, turns) {
        Ok(starts) => started(&starts),
        Err(why) => vec![unmeasured("start to first words, against an empty window", "≤ 1.2 ×", &why)],
    };
    let how = "`ui/e2e/paint.bench.ts`: the built interface on the true core through `cargo xtask serve`, in headless Chromium at \
               sixty frames a second.\nFrom the key event's own time to the frame that follows it, drawn: waiting for the \
               screen's next frame (8 ms in the mean) is in the figure.\nThe start: ours, on a store that waits for its \
               passphrase, and `peers/empty-window`, a Tauri window with one word, turn by turn, both released, on a screen \
               of Xvfb\nthat is read every millisecond, from the birth of the process until letters stand on it."
        .to_owned();
    Chapter { title: "In the window", how, lines: lines.into_iter().chain(start).collect() }
}

fn painted(paints: &Value) -> Vec<Line> {
    let kinds = [("a level given", "rate"), ("a move to another criterion", "move")];
    kinds.into_iter().flat_map(|(what, kind)| held(what, &times(paints, kind))).collect()
}

fn started(starts: &Starts) -> Vec<Line> {
    let (ours, empty) = (starts.ours.median(), starts.empty.median());
    let times = ratio(ours, empty);
    vec![
        Line::watched("start to first words, median", starts.ours.words()),
        Line::watched("an empty window: start to first words, median", starts.empty.words()),
        Line::held(
            "**start to first words, against an empty window**",
            format!("{times:.2} ×"),
            "≤ 1.2 ×",
            times <= START,
        ),
    ]
}

fn held(what: &str, times: &Times) -> [Line; 2] {
    let [middle, most] = GOALS;
    let (median, p99) = (times.median(), times.p99());
    [
        Line::held(&format!("{what}: key press to paint, median"), words(median), "≤ 16 ms", median <= middle),
        Line::held(&format!("{what}: key press to paint, p99"), words(p99), "≤ 33 ms", p99 <= most),
    ]
}

fn times(paints: &Value, kind: &str) -> Times {
    let taken = paints.get(kind).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_f64);
    let mut times = Times::default();
    taken.for_each(|milliseconds| times.push(Duration::from_secs_f64(milliseconds.max(0.0) / 1e3)));
    times
}

fn paints(to: &Path) -> Result<Value, String> {
    let ui = files::ui();
    if !ui.join("dist/index.html").is_file() {
        return Err("the interface is not built".to_owned());
    }
    let program = std::env::current_exe().map_err(|error| error.to_string())?;
    let mut playwright = Process::new(if cfg!(windows) { "npx.cmd" } else { "npx" });
    playwright.args(["--no-install", "playwright", "test", "--config", "e2e/bench.config.ts"]).current_dir(ui);
    playwright.env("DELIBERE_WORKBENCH", program).env("DELIBERE_PAINT", to).stdout(Stdio::null());
    let status = playwright.status().map_err(|error| format!("no npx: {error}"))?;
    if !status.success() {
        return Err("the browser's run failed".to_owned());
    }
    let text = std::fs::read_to_string(to).map_err(|error| error.to_string())?;
    serde_json::from_str(&text).map_err(|error| error.to_string())
}

fn unmeasured(what: &str, goal: &str, why: &str) -> Line {
    Line { goal: goal.to_owned(), ..Line::watched(what, format!("not measured yet: {why}")) }
}
