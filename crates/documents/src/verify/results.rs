//! The results inside a paper against the digest that its pages print: the pages are what people signed, the data must be
//! theirs.

use std::collections::BTreeMap;

use lopdf::content::Content;
use lopdf::{Document, Object};
use sha2::{Digest, Sha256};

/// How the results inside stand to those printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ResultsCheck {
    /// The paper has no data inside.
    Absent,
    /// The printed digest is that of the data.
    Match,
    /// It is not.
    Differ,
}

/// Most bytes of data or of a page that are looked at.
const MOST: usize = 64 << 20;

/// The results inside `document`, and whether a page prints their digest.
pub(super) fn check(document: &Document) -> (ResultsCheck, Option<Vec<u8>>) {
    let Some(bytes) = attached(document) else { return (ResultsCheck::Absent, None) };
    let digest = domain::id::to_hex(&Sha256::digest(&bytes));
    let printed = document.page_iter().any(|page| words(document, page).contains(&digest));
    (if printed { ResultsCheck::Match } else { ResultsCheck::Differ }, Some(bytes))
}

fn attached(document: &Document) -> Option<Vec<u8>> {
    let files = document.catalog().ok()?.get(b"AF").ok()?;
    let (_, files) = document.dereference(files).ok()?;
    let specification = files.as_array().ok()?.first()?;
    let (_, specification) = document.dereference(specification).ok()?;
    let (_, file) = document.dereference(specification.as_dict().ok()?.get(b"EF").ok()?).ok()?;
    let (_, file) = document.dereference(file.as_dict().ok()?.get(b"F").ok()?).ok()?;
    let stream = file.as_stream().ok()?;
    if stream.is_compressed() {
        stream.decompressed_content_with_limit(MOST).ok()
    } else {
        Some(stream.content.clone())
    }
}

/// The words of a page, each piece of text on a line, by the fonts' own tables.
fn words(document: &Document, page: lopdf::ObjectId) -> String {
    let Ok(content) = document.get_page_content_with_limit(page, MOST) else { return String::new() };
    let Ok(content) = Content::decode(&content) else { return String::new() };
    let fonts = document.get_page_fonts(page).unwrap_or_default();
    let tables: BTreeMap<Vec<u8>, BTreeMap<u16, String>> =
        fonts.into_iter().map(|(name, font)| (name, table(document, font))).collect();
    let mut words = String::new();
    let mut font = None;
    for operation in &content.operations {
        match (operation.operator.as_str(), operation.operands.first()) {
            ("Tf", Some(Object::Name(name))) => font = tables.get(name),
            ("Tj" | "TJ", Some(shown)) => {
                if let Some(table) = font {
                    say(shown, table, &mut words);
                    words.push('\n');
                }
            }
            _ => {}
        }
    }
    words
}

fn say(shown: &Object, table: &BTreeMap<u16, String>, words: &mut String) {
    match shown {
        Object::String(bytes, _) => {
            for pair in bytes.chunks_exact(2) {
                let id = pair.iter().fold(0, |id, byte| id << 8 | u16::from(*byte));
                words.push_str(table.get(&id).map_or("", String::as_str));
            }
        }
        Object::Array(parts) => {
            // One level only: a hostile nesting says nothing.
            for part in parts.iter().filter(|part| matches!(part, Object::String(..))) {
                say(part, table, words);
            }
        }
        _ => {}
    }
}

/// What each glyph of `font` says: the lines `<0012> <0041>` of its `/ToUnicode`.
fn table(document: &Document, font: &lopdf::Dictionary) -> BTreeMap<u16, String> {
    let stream = font.get(b"ToUnicode").and_then(|id| document.dereference(id)).and_then(|(_, map)| map.as_stream());
    let Some(map) = stream.ok().and_then(|stream| stream.decompressed_content_with_limit(MOST).ok()) else {
        return BTreeMap::new();
    };
    let map = String::from_utf8_lossy(&map).into_owned();
    let entry = |line: &str| {
        let (id, text) = line.trim().strip_prefix('<')?.strip_suffix('>')?.split_once("> <")?;
        let units = text.as_bytes().chunks(4).map(|unit| u16::from_str_radix(std::str::from_utf8(unit).ok()?, 16).ok());
        let units: Vec<u16> = units.collect::<Option<_>>()?;
        Some((u16::from_str_radix(id, 16).ok()?, String::from_utf16_lossy(&units)))
    };
    map.lines().filter_map(entry).collect()
}
