//! `cargo xtask check`: what a developer runs before a commit, in the order of what fails fastest, stopping at the first red.

use crate::report::Outcome;
use crate::setup;
use crate::shell::Done;
use crate::steps;

/// Format, house rules and the rules of juries: a minute at most.
pub(crate) fn check_fast() -> Done {
    green(steps::format())?;
    green(steps::tidy())?;
    green(steps::rules())
}

/// Everything that needs neither webkit nor a browser.
pub(crate) fn check() -> Done {
    setup::to_build()?;
    green(steps::format())?;
    green(steps::tidy())?;
    green(steps::lints(false))?;
    green(steps::contract())?;
    green(steps::core_tests())?;
    green(steps::documentation())?;
    green(steps::interface_types())?;
    green(steps::interface_lints())?;
    green(steps::interface_tests())?;
    println!("\nAll of it passes. The window and the stories run with `cargo xtask test`.");
    Ok(())
}

/// Goes on when the step passed; says why when it could not run.
fn green(outcome: impl Into<Outcome>) -> Done {
    match outcome.into() {
        Outcome::Ran(_, done) => done,
        Outcome::Skipped(why) => {
            eprintln!("SKIPPED: {why}");
            Ok(())
        }
    }
}
