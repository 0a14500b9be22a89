//! Bytes one after another, with a length where it is needed: the bounded reader and its writer. A declared length is
//! compared with what is there before anything is taken; nothing is ever allocated from it.

use crate::refused::Refused;

/// What is left to read of one part of a bundle.
#[derive(Clone, Copy)]
pub(crate) struct Cursor<'a> {
    rest: &'a [u8],
    part: &'static str,
}

impl<'a> Cursor<'a> {
    /// Reads `bytes`, named `part` in refusals.
    pub(crate) fn new(bytes: &'a [u8], part: &'static str) -> Self {
        Self { rest: bytes, part }
    }

    /// What a refusal says of this part.
    pub(crate) fn malformed(&self) -> Refused {
        Refused::Malformed { part: self.part }
    }

    /// How many bytes are left.
    pub(crate) fn left(&self) -> usize {
        self.rest.len()
    }

    /// The next byte, left where it is.
    pub(crate) fn peek(&self) -> Option<u8> {
        self.rest.first().copied()
    }

    /// The next `length` bytes.
    pub(crate) fn take(&mut self, length: usize) -> Result<&'a [u8], Refused> {
        let (taken, rest) = self.rest.split_at_checked(length).ok_or(self.malformed())?;
        self.rest = rest;
        Ok(taken)
    }

    /// The next `N` bytes.
    pub(crate) fn array<const N: usize>(&mut self) -> Result<[u8; N], Refused> {
        let (taken, rest) = self.rest.split_first_chunk::<N>().ok_or(self.malformed())?;
        self.rest = rest;
        Ok(*taken)
    }

    /// The next byte.
    pub(crate) fn u8(&mut self) -> Result<u8, Refused> {
        self.array::<1>().map(u8::from_be_bytes)
    }

    /// The next two bytes as a number.
    pub(crate) fn u16(&mut self) -> Result<u16, Refused> {
        self.array().map(u16::from_be_bytes)
    }

    /// The next four bytes as a number.
    pub(crate) fn u32(&mut self) -> Result<u32, Refused> {
        self.array().map(u32::from_be_bytes)
    }

    /// The next eight bytes as a number.
    pub(crate) fn u64(&mut self) -> Result<u64, Refused> {
        self.array().map(u64::from_be_bytes)
    }

    /// The next four bytes as a number of things or of bytes.
    pub(crate) fn length(&mut self) -> Result<usize, Refused> {
        usize::try_from(self.u32()?).map_err(|_| self.malformed())
    }

    /// That nothing is left.
    pub(crate) fn end(self) -> Result<(), Refused> {
        if self.rest.is_empty() { Ok(()) } else { Err(self.malformed()) }
    }
}

/// Appends `bytes` after their length. A length beyond 4 GiB never comes here: files are far shorter.
pub(crate) fn push_sized(out: &mut Vec<u8>, bytes: &[u8]) {
    push_length(out, bytes.len());
    out.extend_from_slice(bytes);
}

/// Appends a number of things or of bytes.
pub(crate) fn push_length(out: &mut Vec<u8>, length: usize) {
    out.extend_from_slice(&u32::try_from(length).unwrap_or(u32::MAX).to_be_bytes());
}
