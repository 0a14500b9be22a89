//! The hole that a signature leaves for itself in a PDF: where it is, what it does not cover, filling it without moving a byte.
//! Knows nothing of what a signature is.

use lopdf::{Dictionary, Object, StringFormat};

use crate::failure::SignFailure;

/// A number of ten digits that the real one replaces.
const PLACEHOLDER: i64 = 9_999_999_999;

/// The place of a signature, in bytes of the file.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Hole {
    start: usize,
    end: usize,
}

/// Reserves `room` bytes in the dictionary of a signature.
pub(crate) fn reserve(value: &mut Dictionary, room: usize) {
    let number = Object::Integer(PLACEHOLDER);
    value.set("ByteRange", vec![Object::Integer(0), number.clone(), number.clone(), number]);
    value.set("Contents", Object::String(vec![0; room], StringFormat::Hexadecimal));
}

/// The hole of `room` bytes that stands after `before`; writes what the signature covers.
pub(crate) fn open(bytes: &mut [u8], before: usize, room: usize) -> Result<Hole, SignFailure> {
    let lost = || SignFailure::NotAPaper("the place of the signature was not found".to_owned());
    let hole = format!("<{}>", "0".repeat(room * 2));
    let start = position(bytes, before, hole.as_bytes()).ok_or_else(lost)?;
    let end = start + hole.len();
    let pattern = format!("[0 {PLACEHOLDER} {PLACEHOLDER} {PLACEHOLDER}]");
    let range = position(bytes, before, pattern.as_bytes()).ok_or_else(lost)?;
    let filled = format!("[0 {start} {end} {}]", bytes.len() - end);
    let filled = format!("{filled:<width$}", width = pattern.len());
    replace(bytes, range, filled.as_bytes());
    Ok(Hole { start, end })
}

impl Hole {
    /// What the signature covers.
    pub(crate) fn covered<'b>(&self, bytes: &'b [u8]) -> [&'b [u8]; 2] {
        [bytes.get(..self.start).unwrap_or_default(), bytes.get(self.end..).unwrap_or_default()]
    }

    /// Writes `signature` in the hole.
    pub(crate) fn fill(&self, bytes: &mut [u8], signature: &[u8]) -> Result<(), SignFailure> {
        let written = domain::id::to_hex(signature).to_uppercase();
        if written.len() > self.end - self.start - 2 {
            return Err(SignFailure::TooLong);
        }
        replace(bytes, self.start + 1, written.as_bytes());
        Ok(())
    }
}

/// Where `pattern` stands after `from`; `None` when it is not there exactly once.
fn position(bytes: &[u8], from: usize, pattern: &[u8]) -> Option<usize> {
    let tail = bytes.get(from..)?;
    let mut found = tail.windows(pattern.len()).enumerate().filter(|(_, window)| *window == pattern);
    let first = found.next()?;
    found.next().is_none().then_some(from + first.0)
}

fn replace(bytes: &mut [u8], at: usize, with: &[u8]) {
    if let Some(place) = bytes.get_mut(at..at + with.len()) {
        place.copy_from_slice(with);
    }
}
