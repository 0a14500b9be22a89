//! Référentiels and règlements outside any session: shown, checked, read from a source text, compared. A built-in one is
//! named by its code, another by its file.

use std::path::Path;

use domain::referential::check::{Doubt, check};
use domain::referential::diff::{Difference, diff};
use domain::referential::{Referential, parse};
use domain::regulation::Regulation;
use domain::regulation::check::RegulationFault;
use serde::Serialize;
use sync::table::referential::Proposal;
use sync::table::regulation::{BUILT_IN, NotARegulation};

use crate::built_in;
use crate::failure::Failure;
use crate::files;
use crate::tables::table_failure;

/// How much a référentiel holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Blocs.
    pub blocks: usize,
    /// Those that are options.
    pub options: usize,
    /// Activities.
    pub activities: usize,
    /// Competences.
    pub skills: usize,
    /// Épreuves.
    pub trials: usize,
    /// Criteria of the blocs.
    pub criteria: usize,
    /// Expected elements of the mémoire.
    pub elements: usize,
}

/// The référentiel called `which`: the code of the built-in one, or a JSON file. Its text comes beside it, byte for byte.
///
/// # Errors
/// When the file can't be read, or is no référentiel.
pub fn referential(which: &str) -> Result<(Referential, String), Failure> {
    let not_one = |detail: String| Failure::BadInput { code: "not-a-referential", args: vec![("detail", detail)] };
    let ours = parse(built_in::referential_text()).map_err(|error| not_one(error.to_string()))?;
    if which.is_empty() || which == ours.code {
        return Ok((ours, built_in::referential_text().to_owned()));
    }
    let text = String::from_utf8(files::read(Path::new(which))?).map_err(|error| not_one(error.to_string()))?;
    let read = parse(text.trim_start_matches('\u{feff}')).map_err(|error| not_one(error.to_string()))?;
    Ok((read, text.trim_start_matches('\u{feff}').to_owned()))
}

/// The règlement called `which`: the code of a built-in example, or a TOML file.
///
/// # Errors
/// When the file can't be read, or is no règlement.
pub fn regulation(which: &str) -> Result<Regulation, Failure> {
    use sync::table::regulation::{built_in, read};
    let which = if which.is_empty() { BUILT_IN[0] } else { which };
    let found = if BUILT_IN.contains(&which) { built_in(which) } else { read(&files::read(Path::new(which))?) };
    found.map_err(|error| match error {
        NotARegulation::Field { line, message } => {
            Failure::BadInput { code: "not-a-regulation", args: vec![("detail", message), ("line", line.to_string())] }
        }
        other => Failure::BadInput {
            code: "not-a-regulation",
            args: vec![("detail", other.to_string()), ("line", "1".to_owned())],
        },
    })
}

/// What a certifier should look at.
#[must_use]
pub fn doubts(referential: &Referential) -> Vec<Doubt> {
    check(referential)
}

/// What is wrong in a règlement for that référentiel.
#[must_use]
pub fn faults(regulation: &Regulation, referential: &Referential) -> Vec<RegulationFault> {
    domain::regulation::check::check(regulation, referential)
}

/// The référentiel that the text in the file at `path` seems to describe, and what is doubtful in it.
///
/// # Errors
/// When the file can't be read, is no text, or describes no bloc.
pub fn propose(path: &Path) -> Result<Proposal, Failure> {
    sync::table::referential::propose(&files::read(path)?, &files::name(path)).map_err(table_failure)
}

/// What changed between two référentiels.
#[must_use]
pub fn differences(before: &Referential, after: &Referential) -> Vec<Difference> {
    diff(before, after)
}

/// How much `referential` holds.
#[must_use]
pub fn counts(referential: &Referential) -> Counts {
    let blocks = &referential.blocks;
    Counts {
        blocks: blocks.len(),
        options: referential.options().count(),
        activities: blocks.iter().map(|block| block.activities.len()).sum(),
        skills: blocks.iter().map(|block| block.skills.len()).sum(),
        trials: referential.trials().count(),
        criteria: referential.criteria().count(),
        elements: referential.thesis.elements.len(),
    }
}
