//! A bundle shown on one screen and filmed by another (docs/formats/qr.md): cut into frames, each a QR code; frames are
//! gathered in any order until the file is whole, the same bytes to the last. What the file says is not read here: a file
//! that came by light is opened and believed as one that came by key.

pub mod camera;
pub mod frame;
pub mod gather;
pub mod show;

mod mix;

/// Longest file that is shown, in bytes: beyond it, a key is quicker.
pub const LONGEST: usize = 1 << 20;
/// Longest block of a file in a frame, in bytes: with its header it fits a QR code of version 15, which a laptop's camera
/// reads at arm's length.
pub const BLOCK: usize = 480;
