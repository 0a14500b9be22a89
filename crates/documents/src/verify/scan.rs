//! Finds signatures in the raw bytes, whatever the file's own table of contents says: a signature that the table hides is
//! found all the same. Every offset is checked before use.

use std::ops::Range;

use super::finding::{Finding, Shape};

/// A signature as it stands in the bytes.
pub(super) struct RawSignature {
    /// Where its `/ByteRange` is written.
    pub(super) at: usize,
    /// The hole that it does not cover: `<`, hexadecimal, `>`.
    pub(super) hole: Range<usize>,
    /// End of what it covers.
    pub(super) end: usize,
    /// The bytes in the hole: the CMS, then zeros.
    pub(super) contents: Vec<u8>,
    /// Whether the hole is the value of `/Contents` and nothing else.
    pub(super) is_its_contents: bool,
}

impl RawSignature {
    /// The four numbers of `/ByteRange`.
    pub(super) fn range(&self) -> [usize; 4] {
        [0, self.hole.start, self.hole.end, self.end - self.hole.end]
    }
}

const KEY: &[u8] = b"/ByteRange";

/// The signatures of `pdf` in the order in which they end, and what is wrong with those that can't be read.
pub(super) fn signatures(pdf: &[u8]) -> (Vec<RawSignature>, Vec<Finding>) {
    let (mut found, mut broken) = (Vec::new(), Vec::new());
    let starts = pdf.windows(KEY.len()).enumerate().filter(|(_, window)| *window == KEY);
    for (at, _) in starts {
        match signature(pdf, at) {
            Ok(signature) => found.push(signature),
            Err(shape) => broken.push(Finding::new(shape, format!("the signature at byte {at} can't be read"))),
        }
    }
    found.sort_by_key(|signature| signature.end);
    (found, broken)
}

/// The signature whose `/ByteRange` stands at `at`: its numbers must make sense, and its hole hold hexadecimal and no more.
fn signature(pdf: &[u8], at: usize) -> Result<RawSignature, Shape> {
    let (hole, end) = range(pdf, at).ok_or(Shape::SignatureForged)?;
    let digits = pdf.get(hole.clone()).and_then(|hole| hole.strip_prefix(b"<")?.strip_suffix(b">"));
    let contents = digits.and_then(hexadecimal).ok_or(Shape::SignatureWrapped)?;
    let head = pdf.get(..hole.start).unwrap_or_default();
    let is_its_contents = head.trim_ascii_end().ends_with(b"/Contents");
    Ok(RawSignature { at, hole, end, contents, is_its_contents })
}

/// The hole and the end that `/ByteRange` gives, when it covers itself.
fn range(pdf: &[u8], at: usize) -> Option<(Range<usize>, usize)> {
    let [zero, before, after, rest] = numbers(pdf.get(at + KEY.len()..)?)?;
    let end = after.checked_add(rest)?;
    let is_sane = zero == 0 && before < after && end <= pdf.len() && (at < before || (after..end).contains(&at));
    is_sane.then_some((before..after, end))
}

/// The four numbers of `[0 840 960 240]`, with nothing else inside.
fn numbers(bytes: &[u8]) -> Option<[usize; 4]> {
    let open = bytes.iter().position(|byte| *byte == b'[')?;
    let close = bytes.iter().position(|byte| *byte == b']').filter(|close| *close < 120 && open < *close)?;
    if !bytes.get(..open)?.iter().all(u8::is_ascii_whitespace) {
        return None;
    }
    let inside = std::str::from_utf8(bytes.get(open + 1..close)?).ok()?;
    let numbers: Vec<usize> = inside.split_ascii_whitespace().map(str::parse).collect::<Result<_, _>>().ok()?;
    numbers.try_into().ok()
}

/// Hexadecimal of one case, nothing between the digits: two spellings of the same bytes would hide a change.
fn hexadecimal(digits: &[u8]) -> Option<Vec<u8>> {
    let lower = digits.iter().any(u8::is_ascii_lowercase);
    let upper = digits.iter().any(u8::is_ascii_uppercase);
    if !digits.len().is_multiple_of(2) || (lower && upper) {
        return None;
    }
    let value = |digit: &u8| char::from(*digit).to_digit(16).and_then(|value| u8::try_from(value).ok());
    digits.chunks_exact(2).map(|pair| Some(value(pair.first()?)? << 4 | value(pair.last()?)?)).collect()
}
