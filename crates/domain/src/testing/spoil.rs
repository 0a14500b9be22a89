//! Spoils files on purpose, as a seed says: what a bad cable, a full disk, another program or somebody ill-intentioned makes of
//! them. It knows no format.

use super::draw::Draw;

/// Longest spoilt file, in bytes: a few times the longest of the tests.
const LONGEST: usize = 1 << 20;

/// What numbers are replaced with, as four bytes.
const NUMBERS: [u32; 10] = [0, 1, 2, 0x7f, 0x80, 0xff, 0xffff, 0x7fff_ffff, 0x8000_0000, 0xffff_ffff];

/// What readers of text stumble over.
const TEXTS: [&[u8]; 22] = [
    b"\0",
    b"\"",
    b"\"\"",
    b"\r\n",
    b";",
    b",",
    b"\t",
    b"=cmd|' /C calc'!A0",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"\xed\xa0\x80",
    b"\xc0\xaf",
    "\u{202e}".as_bytes(),
    "\u{200b}\u{feff}".as_bytes(),
    "e\u{301}".as_bytes(),
    "😀\u{200d}😀".as_bytes(),
    b"[[[[[[[[[[[[[[[[",
    b"{\"a\":{\"a\":{\"a\":",
    b"1e308",
    b"-9223372036854775809",
    b"<< /Length 99999999 >> stream",
    b"\xbf\xff\xff\xff\xff\xff\xff\xff\xff",
];

/// `file`, spoilt once or a few times; `other` lends parts of itself.
#[must_use]
pub fn spoilt(file: &[u8], other: &[u8], draw: &mut Draw) -> Vec<u8> {
    let mut bytes = file.to_vec();
    for _ in 0..=draw.below(4) {
        spoil(&mut bytes, other, draw);
        bytes.truncate(LONGEST);
    }
    bytes
}

fn spoil(bytes: &mut Vec<u8>, other: &[u8], draw: &mut Draw) {
    let (at, length) = (draw.below(bytes.len()), 1 + draw.below(24));
    match draw.below(10) {
        0..=2 => bytes.get_mut(at).into_iter().for_each(|byte| *byte ^= 1 << draw.below(8)),
        3 => bytes.truncate(at),
        4 => drop(bytes.splice(at..(at + length).min(bytes.len()), [])),
        5 => {
            let part = part(bytes, draw);
            insert(bytes, at, &part);
        }
        6 => {
            let part = part(other, draw);
            insert(bytes, at, &part);
        }
        7 => overwrite(bytes, at, &draw.pick(&NUMBERS).copied().unwrap_or(0).to_be_bytes()),
        8 => insert(bytes, at, draw.pick(&TEXTS).copied().unwrap_or_default()),
        _ => {
            // The same thing many times over.
            let part = draw.pick(&TEXTS).copied().unwrap_or_default().repeat(1 << draw.below(12));
            insert(bytes, at, &part);
        }
    }
}

fn part(bytes: &[u8], draw: &mut Draw) -> Vec<u8> {
    let (from, length) = (draw.below(bytes.len()), 1 + draw.below(400));
    bytes.iter().skip(from).take(length).copied().collect()
}

fn insert(bytes: &mut Vec<u8>, at: usize, part: &[u8]) {
    let at = at.min(bytes.len());
    drop(bytes.splice(at..at, part.iter().copied()));
}

fn overwrite(bytes: &mut [u8], at: usize, part: &[u8]) {
    bytes.iter_mut().skip(at).zip(part).for_each(|(byte, new)| *byte = *new);
}
