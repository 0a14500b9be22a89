//! The rules of juries, and nothing else: no file, no clock, no random, no SQL, no window. Time, identifiers and authors
//! arrive as arguments; the same entries always give the same state and the same decisions.
#![warn(missing_docs)]

pub mod access;
mod alike;
pub mod command;
pub mod decide;
pub mod deliberation;
pub mod erasure;
pub mod event;
pub mod grading;
pub mod id;
pub mod log;
pub mod minutes;
pub mod papers;
pub mod person;
pub mod planning;
pub mod preflight;
#[cfg(test)]
mod preflight_test;
pub mod recount;
pub mod referential;
pub mod refusal;
pub mod register;
pub mod regulation;
pub mod retention;
pub mod session;
pub mod statistics;
#[cfg(any(test, feature = "testing"))]
pub mod testing;
pub mod time;
