//! Plays simulated days of a jury, for `cargo xtask chaos`: `FIRST COUNT`, the seed of the first and how many. Not a test by
//! itself: `crates/sync/src/tests/histories.rs` is.
#![expect(clippy::print_stdout, reason = "a terminal tool speaks on the terminal")]

mod asked;

use std::process::ExitCode;

use sync::testing::first_broken;

fn main() -> ExitCode {
    let Some((first, count)) = asked::asked() else { return ExitCode::from(2) };
    match first_broken(first, count) {
        Ok(tally) => {
            println!("{} histories, {} steps, {} files: every law holds", tally.histories, tally.steps, tally.files);
            ExitCode::SUCCESS
        }
        Err(broken) => {
            println!("{broken}");
            println!("Again: cargo xtask chaos --histories 1 --seed {}", broken.seed);
            ExitCode::FAILURE
        }
    }
}
