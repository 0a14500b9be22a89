//! The book: one encrypted SQLite file per person and device. It opens by a procedure, appends in one transaction, reads,
//! checks itself and copies itself. The only room that names rusqlite; it knows no rule of juries, no clock, no random and
//! no cryptography: the key, the time and the projections arrive as arguments. The file is described in
//! docs/formats/store.md.
#![warn(missing_docs)]

mod backup;
mod book;
mod check;
mod disk;
mod erase;
mod failure;
mod key;
mod lock;
mod migration;
mod opening;
mod packed;
mod projection;
mod read;
mod restore;
mod rotation;
mod rows;
mod scrub;
mod stamp;
mod write;

pub use backup::{Copied, Rotated};
pub use book::Book;
pub use check::{Finding, Report};
pub use failure::Failure;
pub use key::Key;
pub use packed::{Laid, Packed, pack};
pub use restore::{SetAside, restore, set_aside};
pub use rotation::{Keep, to_delete};
pub use rows::{Batch, Blob, BundleReport, Erasure, Log, People, PersonRow, Projection, Secret, ShelfRow, Written};
pub use scrub::{LeftOver, Scrubbed};
pub use stamp::stamp_name;
