//! The store's contract, one module per file of `src`. Not a place for the rules of juries.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "what prepares a test fails as the test does")]

mod backup;
mod check;
mod durability;
mod erase;
mod opening;
mod packed;
mod projection;
mod read;
mod restore;
mod scrub;
mod support;
mod write;
