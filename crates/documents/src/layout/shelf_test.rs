//! Names that the program's fonts do not draw, with fonts of this machine: drawn, embedded, the same bytes; and what is said when
//! no font helps. A test whose font is not installed says so.

#![allow(clippy::unwrap_used, clippy::print_stderr, reason = "tests")]

use std::sync::{Arc, Mutex};

use super::shelf::{Embeds, Found, FoundFont, Shelf, embeds};
use crate::failure::Fate;
use crate::paper_test::support;
use crate::press::Press;

const CHINESE: [(&str, u32); 4] = [
    ("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc", 0),
    ("/usr/share/fonts/truetype/wqy/wqy-microhei.ttc", 0),
    ("/usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf", 0),
    ("/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc", 0),
];
const CFF: [(&str, u32); 1] = [("/usr/share/fonts/opentype/stix/STIXGeneral-Regular.otf", 0)];

/// The fonts of those places that are here, as a shelf.
struct Local {
    fonts: Vec<FoundFont>,
    asked: Mutex<Vec<char>>,
}

impl Shelf for Local {
    fn find(&self, character: char) -> Found {
        self.asked.lock().unwrap().push(character);
        let draws = |font: &&FoundFont| embeds(&font.bytes, font.index, character) == Embeds::Yes;
        self.fonts.iter().find(draws).map_or(Found::Nowhere, |font| Found::Font(font.clone()))
    }
}

fn local(places: &[(&str, u32)]) -> Option<Arc<Local>> {
    let read = |(rank, (path, index)): (u32, &(&str, u32))| {
        let (bytes, name) = (std::fs::read(path).ok()?.into(), format!("Local{rank}"));
        Some(FoundFont { rank, name, bytes, index: *index })
    };
    let fonts: Vec<FoundFont> = (0..).zip(places).filter_map(read).collect();
    if fonts.is_empty() {
        let missing: Vec<&str> = places.iter().map(|(path, _)| *path).collect();
        eprintln!("SKIPPED · none of these fonts is installed: {}", missing.join(", "));
        return None;
    }
    Some(Arc::new(Local { fonts, asked: Mutex::default() }))
}

fn named(name: &str) -> domain::minutes::Sheet {
    let mut sheet = support::sheet(14);
    sheet.candidate.name = name.into();
    sheet
}

/// The names of the fonts embedded in a paper.
fn embedded(bytes: &[u8]) -> Vec<String> {
    let document = lopdf::Document::load_mem(bytes).unwrap();
    let name = |object: &lopdf::Object| {
        let font = object.as_dict().ok().filter(|font| font.get(b"FontName").is_ok())?;
        let has_program = [b"FontFile2".as_slice(), b"FontFile3"].iter().any(|key| font.get(key).is_ok());
        has_program.then(|| String::from_utf8_lossy(font.get(b"FontName").unwrap().as_name().unwrap()).into_owned())
    };
    document.objects.values().filter_map(name).collect()
}

#[test]
fn a_chinese_name_is_drawn_with_a_font_of_the_machine_and_embeds_it() {
    let Some(shelf) = local(&CHINESE) else { return };
    let paper = Press::beside(shelf.clone()).unwrap().sheet(&named("王 小明")).unwrap();
    assert_eq!(paper.warnings, Vec::new());
    assert!(embedded(&paper.bytes).iter().any(|name| name.contains("+Local")), "{:?}", embedded(&paper.bytes));
    assert!(paper.bytes.len() < 150_000, "{}", paper.bytes.len());
    assert!(shelf.asked.lock().unwrap().iter().all(|character| "王小明".contains(*character)));
}

#[test]
fn outlines_of_the_compact_format_are_embedded_too() {
    let Some(shelf) = local(&CFF) else { return };
    let paper = Press::beside(shelf).unwrap().sheet(&named("ℵ∰ Zoé")).unwrap();
    assert_eq!(paper.warnings, Vec::new());
    assert!(embedded(&paper.bytes).iter().any(|name| name.contains("+Local")));
}

#[test]
fn a_paper_is_the_same_whatever_was_drawn_before_it() {
    let Some(shelf) = local(&CHINESE) else { return };
    let mut press = Press::beside(shelf.clone()).unwrap();
    let first = press.sheet(&named("王 小明")).unwrap();
    for name in ["张 伟", "EMOJI 🎓 Zoé", "李 娜", "ABADIE Camille"] {
        let again = Press::beside(shelf.clone()).unwrap().sheet(&named(name)).unwrap();
        assert_eq!(press.sheet(&named(name)).unwrap(), again, "{name}");
    }
    assert_eq!(press.sheet(&named("王 小明")).unwrap(), first);
}

#[test]
fn an_emoji_and_the_signs_that_change_it_need_no_font_of_the_machine() {
    for name in ["EMOJI 🎓 Zoé", "DUO 👩🏽\u{200D}🎓 Ada", "CŒUR ❤\u{FE0F} Max"] {
        let paper = Press::new().unwrap().sheet(&named(name)).unwrap();
        assert_eq!(paper.warnings, Vec::new(), "{name}");
        assert!(embedded(&paper.bytes).iter().any(|name| name.ends_with("+NotoEmoji-Regular")), "{name}");
    }
}

#[test]
fn what_no_font_draws_says_which_font_would() {
    let told = |name: &str| Press::new().unwrap().sheet(&named(name)).unwrap().warnings;
    // A name stands in several texts, each with its warning.
    let fonts = |name: &str| {
        let mut fonts: Vec<_> = told(name).iter().map(|warning| (warning.character, warning.font())).collect();
        fonts.dedup();
        fonts
    };
    assert_eq!(fonts("王"), [('王', Some("Noto Sans CJK"))]);
    assert_eq!(fonts("ก"), [('ก', Some("Noto Sans"))]);
    assert_eq!(fonts("\u{E001}"), [('\u{E001}', None)]);
    assert_eq!(fonts("A\u{202E}B"), [('\u{202E}', None)]);
}

/// A shelf whose only font may not be embedded.
struct Locked;

impl Shelf for Locked {
    fn find(&self, _: char) -> Found {
        Found::NotEmbeddable
    }
}

#[test]
fn a_font_that_may_not_be_embedded_leaves_the_box_and_says_so() {
    let paper = Press::beside(Arc::new(Locked)).unwrap().sheet(&named("王")).unwrap();
    assert!(!paper.warnings.is_empty());
    assert!(paper.warnings.iter().all(|warning| warning.fate == Fate::NotEmbedded), "{:?}", paper.warnings);
}

#[test]
fn the_licence_in_a_font_is_obeyed() {
    let free = include_bytes!("../../../../assets/fonts/NotoSans-Regular.ttf");
    assert_eq!(embeds(free, 0, 'é'), Embeds::Yes);
    assert_eq!(embeds(free, 0, ' '), Embeds::Yes);
    assert_eq!(embeds(free, 0, '王'), Embeds::Absent);
    assert_eq!(embeds(b"no font", 0, 'é'), Embeds::Absent);
    let mut restricted = free.to_vec();
    // OpenType, table directory: each record is a tag, a checksum, an offset, a length; `fsType` is 8 bytes into OS/2.
    let record = (12..).step_by(16).find(|at| &restricted[*at..at + 4] == b"OS/2").unwrap();
    let offset = u32::from_be_bytes(restricted[record + 8..record + 12].try_into().unwrap()) as usize;
    restricted[offset + 9] = 0x02;
    assert_eq!(embeds(&restricted, 0, 'é'), Embeds::Refused);
}
