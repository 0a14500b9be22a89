//! The store's contract, one module per file of `src`. Not a place for the rules of juries.

mod backup;
mod check;
mod durability;
mod erase;
mod opening;
mod projection;
mod read;
mod restore;
mod support;
mod write;
