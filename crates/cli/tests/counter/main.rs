//! The counter as a script would use it: the real program, its exit codes, its JSON, its files. No room below is called here.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "what prepares a test fails as the test does"
)]

mod demonstration;
mod devices;
mod exchange;
mod imports;
mod papers;
mod refusals;
mod safety;
mod support;
mod tables;
