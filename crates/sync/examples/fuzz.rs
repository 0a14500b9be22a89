//! Spoils every format that comes from elsewhere, for `cargo xtask chaos --fuzz`: `FIRST COUNT`, the number of the first spoilt
//! file and how many of each format. Not a test by itself: `crates/sync/src/tests/fuzz.rs` is.
#![expect(clippy::print_stdout, reason = "a terminal tool speaks on the terminal")]

mod asked;

use std::process::ExitCode;
use std::time::{Duration, Instant};

use sync::testing::fuzz::FORMATS;

/// Longer than any reader may take for one file, on the slowest machine.
const PATIENCE: Duration = Duration::from_secs(20);

fn main() -> ExitCode {
    let Some((first, count)) = asked::asked() else { return ExitCode::from(2) };
    for format in FORMATS {
        let (seeds, mut longest) = (format.seeds(), Duration::ZERO);
        for number in first..first.saturating_add(count) {
            let bytes = format.spoilt(&seeds, number);
            #[expect(clippy::disallowed_methods, reason = "how long a reader takes is what is measured")]
            let began = Instant::now();
            let fed = format.feed(&bytes);
            longest = longest.max(began.elapsed());
            let fault = fed.err().or_else(|| (longest > PATIENCE).then(|| format!("it takes {longest:?}")));
            if let Some(fault) = fault {
                println!("{}, spoilt file {number}, {} bytes: {fault}", format.name, bytes.len());
                println!("Again: cargo xtask chaos --fuzz 1 --seed {number}");
                return ExitCode::FAILURE;
            }
        }
        println!("{:<12} {count} spoilt files: refused, or the same; the longest took {longest:?}", format.name);
    }
    ExitCode::SUCCESS
}
