//! The rules of the house that a machine can check, read from the sources (docs/style.md says why each stands). It reads
//! text and nothing more: what needs a compiler belongs to the lints, what needs a person to a review.

mod desktop;
mod direction;
mod faces;
mod papers;
mod proofs;
mod sources;
mod tree;
mod words;
