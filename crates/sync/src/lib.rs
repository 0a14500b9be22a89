//! The post: whatever arrives from elsewhere or leaves for elsewhere. Bundles between laptops (docs/formats/bundle.md), the
//! keys that sign and close them, tables typed by others, files that one screen shows and another films. The only room that
//! reads foreign bytes: within limits, whole or not at all. It opens no file, writes no store and decides nothing of a
//! session.

pub mod bundle;
pub mod device;
pub mod envelope;
pub mod held;
pub mod invitation;
pub mod limits;
pub mod plan;
pub mod qr;
pub mod read;
pub mod refused;
pub mod request;
pub mod session_key;
pub mod stretch;
pub mod table;
#[cfg(any(test, feature = "testing"))]
pub mod testing;
pub mod verify;
pub mod write;

mod frame;
mod run;
mod segment;

#[cfg(test)]
mod tests;

use domain::id::Digest;

/// The digest of a file, to compare what was read back with what was written.
#[must_use]
pub fn digest(bytes: &[u8]) -> Digest {
    Digest(*blake3::hash(bytes).as_bytes())
}
