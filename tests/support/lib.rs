//! The people of the scenarios, and what they do through `app`. Not a place for what a test expects.
#![cfg(feature = "core")]
