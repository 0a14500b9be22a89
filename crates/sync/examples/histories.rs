//! Plays simulated days of a jury, for `cargo xtask chaos`: `FIRST COUNT`, the seed of the first and how many. Not a test by
//! itself: `crates/sync/src/tests/histories.rs` is.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a terminal tool speaks on the terminal")]

use std::process::ExitCode;

use sync::testing::first_broken;

fn main() -> ExitCode {
    let numbers: Vec<u64> = std::env::args().skip(1).filter_map(|word| word.parse().ok()).collect();
    let [first, count] = numbers[..] else {
        eprintln!("FIRST COUNT");
        return ExitCode::from(2);
    };
    // A panic of the product is a law broken, told once the history is short.
    std::panic::set_hook(Box::new(|_| {}));
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
