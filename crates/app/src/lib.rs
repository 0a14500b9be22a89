//! The desk: every use case of Délibéré without a window. It opens a store, executes a command, reads one screen,
//! exchanges, publishes. The only room that reads the clock and draws random bytes; it knows no Tauri and no SQL, and holds
//! no rule of juries.
#![warn(missing_docs)]

pub mod access;
pub mod attested;
pub mod beside;
pub mod built_in;
pub mod care;
pub mod clock;
pub mod closing;
pub mod codes;
pub mod copies;
pub mod countersign;
pub mod deliberate;
pub mod desk;
pub mod devices;
pub mod dialogs;
pub mod doors;
pub mod dossier;
pub mod dress;
pub mod entropy;
pub mod epochs;
pub mod erase;
pub mod exchange;
pub mod execute;
pub mod failure;
pub mod files;
pub mod find;
mod fonts;
pub mod journal;
pub mod keys;
pub mod light;
pub mod machine;
pub mod mentions;
pub mod offers;
pub mod open;
pub mod papers;
mod patience;
pub mod pens;
pub mod personal;
pub mod places;
pub mod prepare;
pub mod projection;
pub mod publish;
pub mod referentials;
pub mod retakes;
pub mod retention;
pub mod safekeeping;
pub mod settle;
pub mod signing;
pub mod stamps;
pub mod statistics;
pub mod subjects;
pub mod tables;
pub mod verify;
pub mod view;
pub mod witness;
pub mod words;

pub use desk::Desk;
pub use failure::Failure;
pub use places::Places;
