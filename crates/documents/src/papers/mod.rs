//! The papers: each file turns a value of the domain into a layout, in the order its readers expect. Sentences are here and
//! in `words`; how things are drawn is `layout`'s, and no rule is computed here.

pub(crate) mod annexes;
pub(crate) mod decisions;
pub(crate) mod ledger;
pub(crate) mod manifest;
pub(crate) mod minutes;
pub(crate) mod opening;
pub(crate) mod reasons;
pub(crate) mod sheet;
