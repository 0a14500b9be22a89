//! The papers: each file turns a value of the domain into blocks, in the order its readers expect. Sentences are here and in
//! `words`; how things are drawn is `layout`'s, and no rule is computed here. Which kind is which file: `kinds`.

pub(crate) mod annexes;
pub(crate) mod attendance;
pub(crate) mod certificate;
pub(crate) mod decisions;
pub(crate) mod declaration;
pub(crate) mod evaluation;
pub(crate) mod grid;
pub(crate) mod incident;
pub(crate) mod kinds;
pub(crate) mod ledger;
pub(crate) mod manifest;
pub(crate) mod minutes;
pub(crate) mod opening;
pub(crate) mod parts;
pub(crate) mod proclamation;
pub(crate) mod reasons;
pub(crate) mod results;
pub(crate) mod sheet;
pub(crate) mod summons;
pub(crate) mod verification;
