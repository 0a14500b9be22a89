//! The jury simulator: days of a jury whose laptops write, clone, crash, lie about the hour and hand files about, drawn from a
//! seed and played by the product's own code without a disk; and the laws every such day must keep (docs/proof/exchange.md).
//! It exists in tests alone (feature `testing`), knows nothing of stores or of windows, and changes no rule.

pub mod fuzz;
pub mod history;

mod acts;
mod day;
mod edits;
mod forge;
mod laptop;
mod laws;
mod morning;
mod oracle;
mod rights;
mod verdicts;

pub use history::{Broken, History, Tally, first_broken};
