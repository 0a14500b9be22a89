//! What the program brings with it: the example référentiel and the example règlements, as sessions carry them.

use domain::regulation::Regulation;

use crate::failure::Failure;

/// The built-in référentiel, byte for byte.
#[must_use]
pub fn referential_text() -> &'static str {
    domain::referential::BUILT_IN
}

/// A built-in règlement as a session carries it: JSON.
///
/// # Errors
/// When there is none of that code.
pub fn regulation(code: &str) -> Result<String, Failure> {
    let regulation = sync::table::regulation::built_in(code).map_err(|_| unknown())?;
    as_carried(&regulation)
}

/// A règlement as a session carries it: JSON, the same bytes for the same règlement.
///
/// # Errors
/// When it can't be written.
pub fn as_carried(regulation: &Regulation) -> Result<String, Failure> {
    serde_json::to_string(regulation).map_err(|_| unknown())
}

fn unknown() -> Failure {
    Failure::BadInput { code: "unknown-regulation", args: Vec::new() }
}
