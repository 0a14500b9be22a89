//! The counter as a script would use it: the real program, its exit codes, its JSON, its files. No room below is called here.

mod demonstration;
mod exchange;
mod refusals;
mod safety;
mod support;
mod tables;
