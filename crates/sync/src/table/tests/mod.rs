//! Foreign tables as people really send them, and as nobody should. Data stands in the tests; nothing here is shared
//! with other rooms.

mod candidates;
mod decisions;
mod marks;
mod properties;
mod referential;
mod regulation;
mod sheet;
mod workbook;

use domain::referential::Referential;

use super::{Reason, RefusedRow};

/// The référentiel that comes with the product.
fn example() -> Referential {
    domain::referential::built_in().expect("the built-in référentiel is well formed")
}

/// Line, column and reason of each refusal, to compare at a glance.
fn told(refused: &[RefusedRow]) -> Vec<(usize, &str, Reason)> {
    refused.iter().map(|one| (one.line, one.column.as_deref().unwrap_or(""), one.reason)).collect()
}
