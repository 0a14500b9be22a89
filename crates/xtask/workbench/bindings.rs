//! The contract between Rust and TypeScript: written to the interface, or compared with what stands there. What is in it is
//! the business of `app::doors`.

use std::path::PathBuf;

use crate::files;

/// Writes it.
pub(crate) fn write() -> Result<(), String> {
    let path = path();
    std::fs::write(&path, contract()?).map_err(|error| format!("{} can't be written: {error}", path.display()))?;
    println!("{} is up to date", path.display());
    Ok(())
}

/// Says whether the one that stands there is this one.
pub(crate) fn check() -> Result<(), String> {
    let standing = std::fs::read_to_string(path()).unwrap_or_default();
    if standing == contract()? {
        return Ok(());
    }
    Err("ui/src/core/bindings.ts is not what Rust says: run `cargo xtask bindings`".to_owned())
}

fn path() -> PathBuf {
    files::ui().join("src/core/bindings.ts")
}

#[cfg(feature = "typescript")]
#[expect(clippy::unnecessary_wraps, reason = "without the feature there is nothing to give")]
fn contract() -> Result<String, String> {
    Ok(app::doors::typescript())
}

#[cfg(not(feature = "typescript"))]
fn contract() -> Result<String, String> {
    Err("built without the contract: start it with `cargo xtask bindings`".to_owned())
}
