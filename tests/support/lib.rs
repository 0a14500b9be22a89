//! People with names, each with a desk of their own: what the stories are told with. Not a place for assertions about the
//! product: a person here only says that something they rely on went wrong.
#![cfg(feature = "core")]

mod jury;
mod laptop;
mod papers;
mod plan;

pub use jury::{Jury, Seat};
pub use laptop::{Laptop, MORNING, PASSPHRASE};
pub use papers::{at, civil_status, day, details, level, opening_of, seat_file};
pub use plan::Plan;
