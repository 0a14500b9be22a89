//! `cargo xtask run`: from a bare machine to the main job on the screen. The demonstration is `delib`'s; this only starts it.

use crate::house;
use crate::machine;
use crate::setup;
use crate::shell::{self, Done};
use crate::steps;

/// Sets up, builds, plays the demonstration into `demo/`, and opens the window on it where there is a screen.
pub(crate) fn run() -> Done {
    setup::to_build()?;
    steps::interface_build()?;
    shell::run(&mut shell::command("cargo", &["build", "--package", "cli", "--package", "delibere"]))?;
    let delib = house::built("delib");
    shell::run(&mut shell::command(&delib.to_string_lossy(), &["demo", "--out", "demo"]))?;
    println!("\nThe demonstration is in demo/: pv.pdf, sheets/, bundles/, results.csv, report.json.");
    if !machine::has_display() {
        println!("No display here (neither DISPLAY nor WAYLAND_DISPLAY is set): the window is not opened.");
        return Ok(());
    }
    println!("The window opens on a juror half-way through a session. Its passphrase is: demonstration");
    let window = house::built("delibere");
    let home = house::root().join("demo").join("home");
    shell::run(shell::command(&window.to_string_lossy(), &[]).env("DELIBERE_HOME", home))
}
