//! From bytes to text, and from a raw cell to a clean one. It knows encodings and characters, not columns nor fields.

use encoding_rs::{Encoding as Decoder, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use serde::Serialize;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::{MAX_BYTES, MAX_CELL, Reason, TableFault};

/// How many characters of a value at fault are shown.
const SHOWN: usize = 80;

/// How workbooks begin: XLSX and ODS are archives, XLS a compound file.
const WORKBOOKS: [&[u8]; 2] = [b"PK\x03\x04", b"\xD0\xCF\x11\xE0"];

/// How the bytes of a file were read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Encoding {
    /// UTF-8, with or without its mark.
    Utf8,
    /// UTF-16 of either order, told by its mark.
    Utf16,
    /// Windows-1252: what French spreadsheets write when nothing is asked.
    Windows1252,
    /// A workbook: its cells are Unicode.
    Workbook,
}

/// The text of `bytes` with `\n` line ends, and how it was read. Bytes that are no text become U+FFFD, which
/// `clean` refuses cell by cell.
///
/// # Errors
/// When the file is too large, is a workbook, or is no text.
pub fn decode(bytes: &[u8]) -> Result<(String, Encoding), TableFault> {
    if bytes.len() > MAX_BYTES {
        return Err(TableFault::TooLarge { bytes: bytes.len(), most: MAX_BYTES });
    }
    if WORKBOOKS.iter().any(|mark| bytes.starts_with(mark)) {
        return Err(TableFault::Workbook);
    }
    let (text, encoding) = match Decoder::for_bom(bytes) {
        Some((decoder, mark)) => {
            let body = bytes.get(mark..).unwrap_or_default();
            (decoder.decode_without_bom_handling(body).0, named(decoder))
        }
        None if mostly_nul(bytes) => return Err(TableFault::NotText),
        None if is_utf8(bytes) => (UTF_8.decode_without_bom_handling(bytes).0, Encoding::Utf8),
        None => (WINDOWS_1252.decode_without_bom_handling(bytes).0, Encoding::Windows1252),
    };
    Ok((text.replace("\r\n", "\n").replace('\r', "\n"), encoding))
}

/// The cell composed (NFC) and trimmed, its inner line breaks kept.
///
/// # Errors
/// When it is too long, or holds a character that no cell needs and that could deceive a reader.
pub(super) fn clean(cell: &str) -> Result<String, Reason> {
    if cell.chars().nth(MAX_CELL).is_some() {
        return Err(Reason::TooLong);
    }
    if let Some(reason) = cell.chars().find_map(fault) {
        return Err(reason);
    }
    Ok(cell.trim().nfc().collect())
}

/// Runs of blanks and line breaks made one space.
pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What two spellings of one word share: no accent, no case, no punctuation.
pub(super) fn fold(text: &str) -> String {
    let bare: String = text.nfd().filter(|c| !is_combining_mark(*c)).collect();
    let words: String = bare.to_lowercase().chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    one_line(&words.replace('œ', "oe").replace('æ', "ae"))
}

/// A value that can be listed without harm: shortened, what cannot be seen written as its code.
pub(super) fn shown(value: &str) -> String {
    let mut out = String::new();
    for c in value.trim().chars().take(SHOWN) {
        match c {
            '\n' | '\t' => out.push(' '),
            _ if fault(c).is_some() => out.push_str(&format!("\\u{{{:x}}}", u32::from(c))),
            _ => out.push(c),
        }
    }
    if value.trim().chars().nth(SHOWN).is_some() {
        out.push('…');
    }
    out
}

fn fault(c: char) -> Option<Reason> {
    match c {
        '\0' => Some(Reason::Nul),
        '\n' | '\t' => None,
        '\u{FFFD}' => Some(Reason::Undecodable),
        '\u{200E}' | '\u{200F}' | '\u{061C}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => {
            Some(Reason::BidiControl)
        }
        _ if c.is_control() => Some(Reason::ControlCharacter),
        _ => None,
    }
}

fn named(decoder: &'static Decoder) -> Encoding {
    if decoder == UTF_16LE || decoder == UTF_16BE { Encoding::Utf16 } else { Encoding::Utf8 }
}

/// A file with one stray byte is still UTF-8: read as Windows-1252, every accent of it would silently become two wrong
/// letters. Sequences that only UTF-8 makes decide against the errors.
fn is_utf8(bytes: &[u8]) -> bool {
    let (mut accents, mut errors) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        accents += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        errors += usize::from(!chunk.invalid().is_empty());
    }
    errors == 0 || accents > errors
}

/// A quarter of NULs is UTF-16 without its mark, or no text; a few are a fault of their cells.
fn mostly_nul(bytes: &[u8]) -> bool {
    let nuls = bytes.iter().filter(|byte| **byte == 0).count();
    nuls > 0 && nuls >= bytes.len() / 4
}
