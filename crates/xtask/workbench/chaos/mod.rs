//! `cargo xtask chaos`: accidents made on purpose, each kind in a file of its own. Not a benchmark, and no accident that a
//! test makes faster.

mod kills;
#[cfg(target_os = "linux")]
mod power;

use crate::{known, option};

pub(crate) use kills::write;
#[cfg(target_os = "linux")]
pub(crate) use power::write as write_under_power;

/// The accident that the arguments name; `--kills 200` when they name none. The other ways of `cargo xtask chaos` are not asked of
/// this program, and are refused.
pub(crate) fn chaos(arguments: &[&str]) -> Result<(), String> {
    known(arguments, &["--lying-disk"], &["--kills", "--power-cuts", "--seed"])?;
    #[cfg(target_os = "linux")]
    if arguments.contains(&"--power-cuts") {
        return power::cuts(arguments);
    }
    kills::kills(arguments)
}

/// The number that follows `name`.
fn number(arguments: &[&str], name: &str, otherwise: u64) -> Result<u64, String> {
    let given = option(arguments, name).map_or(Ok(otherwise), |text| text.parse::<u64>());
    given.map_err(|_| format!("{name} takes a number"))
}
