//! The fonts of the papers: which face draws a character, and the glyphs of a piece of text. Knows no page and no PDF.

use std::collections::BTreeMap;
use std::sync::Arc;

use rustybuzz::ttf_parser::GlyphId;
use rustybuzz::{Direction, Face, Feature, UnicodeBuffer};

use super::shelf::{BareShelf, Found, FoundFont, Shelf};
use crate::failure::{Fate, PaperFailure};

/// A face.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum FaceId {
    /// Latin, Greek, Cyrillic.
    Regular,
    /// The same, for headings.
    SemiBold,
    /// Hebrew, one weight.
    Hebrew,
    /// Arabic, one weight.
    Arabic,
    /// Emoji in one colour, one weight.
    Emoji,
    /// One of the shelf, by its rank there.
    Found(u32),
}

/// The bundled faces, with their PostScript names and their files.
const BUNDLED: [(FaceId, &str, &[u8]); 5] = [
    (FaceId::Regular, "NotoSans-Regular", include_bytes!("../../../../assets/fonts/NotoSans-Regular.ttf")),
    (FaceId::SemiBold, "NotoSans-SemiBold", include_bytes!("../../../../assets/fonts/NotoSans-SemiBold.ttf")),
    (FaceId::Hebrew, "NotoSansHebrew-Regular", include_bytes!("../../../../assets/fonts/NotoSansHebrew-Regular.ttf")),
    (FaceId::Arabic, "NotoSansArabic-Regular", include_bytes!("../../../../assets/fonts/NotoSansArabic-Regular.ttf")),
    (FaceId::Emoji, "NotoEmoji-Regular", include_bytes!("../../../../assets/fonts/NotoEmoji-Regular.ttf")),
];

/// Most texts whose glyphs are remembered: a run of thousands of papers must not hold every name that it saw.
const MOST_SHAPED: usize = 8_192;

/// How strong a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Weight {
    /// Running text.
    Regular,
    /// Headings, and what the eye looks for.
    Strong,
}

/// One glyph; lengths in thousandths of the size.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Glyph {
    /// Number in its face.
    pub(crate) id: u16,
    /// How far the pen goes.
    pub(crate) advance: i32,
    /// What the font itself says of it: a reader of the PDF goes that far.
    pub(crate) natural: i32,
    /// Shift to the right.
    pub(crate) dx: i32,
    /// Shift upwards.
    pub(crate) dy: i32,
    /// What it says, for copying and search.
    pub(crate) text: String,
}

/// A font program, as it is embedded: its bytes and its place in them.
#[derive(Clone, Copy)]
pub(crate) struct Program<'f> {
    /// PostScript name.
    pub(crate) name: &'f str,
    /// The file, whole.
    pub(crate) bytes: &'f [u8],
    /// Which of a collection.
    pub(crate) index: u32,
}

/// The bundled faces, read once, and those of the shelf that were needed.
pub(crate) struct Fonts {
    faces: BTreeMap<FaceId, Face<'static>>,
    shelf: Arc<dyn Shelf>,
    found: BTreeMap<u32, FoundFont>,
    /// What the shelf answered: the rank of a font, or what becomes of the character.
    looked: BTreeMap<char, Result<u32, Fate>>,
    shaped: BTreeMap<(FaceId, bool, String), Arc<[Glyph]>>,
}

impl Fonts {
    /// Reads the bundled faces.
    ///
    /// # Errors
    /// When a bundled font is damaged.
    pub(crate) fn load() -> Result<Self, PaperFailure> {
        Self::beside(Arc::new(BareShelf))
    }

    /// The bundled faces, and those of `shelf` where they are needed.
    ///
    /// # Errors
    /// When a bundled font is damaged.
    pub(crate) fn beside(shelf: Arc<dyn Shelf>) -> Result<Self, PaperFailure> {
        let mut faces = BTreeMap::new();
        for (id, name, bytes) in BUNDLED {
            faces.insert(id, Face::from_slice(bytes, 0).ok_or_else(|| PaperFailure::Font(name.to_owned()))?);
        }
        let (found, looked, shaped) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        Ok(Self { faces, shelf, found, looked, shaped })
    }

    /// Looks on the shelf for what no bundled face draws of `text`.
    pub(crate) fn look_for(&mut self, text: &str) {
        for character in text.chars().filter(|character| !character.is_ascii() && !is_joiner(*character)) {
            let known = self.looked.contains_key(&character) || self.face_for(character, Weight::Regular).is_some();
            if known {
                continue;
            }
            let answer = match self.shelf.find(character) {
                Found::Font(font) => {
                    let rank = font.rank;
                    self.found.entry(rank).or_insert(font);
                    Ok(rank)
                }
                Found::NotEmbeddable => Err(Fate::NotEmbedded),
                Found::Nowhere => Err(Fate::NotDrawn),
            };
            self.looked.insert(character, answer);
        }
    }

    /// The face that draws `character` at that weight; `None` when none does.
    pub(crate) fn face_for(&self, character: char, weight: Weight) -> Option<FaceId> {
        let main = match weight {
            Weight::Regular => FaceId::Regular,
            Weight::Strong => FaceId::SemiBold,
        };
        let bundled = [main, FaceId::Hebrew, FaceId::Arabic, FaceId::Emoji];
        bundled.into_iter().find(|id| self.draws(*id, character)).or_else(|| {
            let rank = self.looked.get(&character)?.ok()?;
            Some(FaceId::Found(rank))
        })
    }

    /// Whether `id` has a glyph for `character`.
    pub(crate) fn draws(&self, id: FaceId, character: char) -> bool {
        let glyph = self.with_face(id, |face| face.glyph_index(character));
        glyph.flatten().is_some_and(|glyph| glyph.0 != 0)
    }

    /// What becomes of a character that no face draws.
    pub(crate) fn fate(&self, character: char) -> Fate {
        self.looked.get(&character).and_then(|answer| answer.err()).unwrap_or(Fate::NotDrawn)
    }

    /// How far the pen goes for `character` alone, in thousandths of the size.
    pub(crate) fn advance(&self, character: char, weight: Weight) -> f32 {
        let Some(id) = self.face_for(character, weight) else {
            return super::codebox::width(super::codebox::digits(character).len()) * 1000.0;
        };
        let advance = |face: &Face<'_>| {
            let advance = face.glyph_index(character).and_then(|glyph| face.glyph_hor_advance(glyph));
            advance.map_or(0.0, |advance| f32::from(advance) * 1000.0 / units(face))
        };
        self.with_face(id, advance).unwrap_or_default()
    }

    /// The glyphs of `text` in `face`, in the order in which the eye meets them.
    pub(crate) fn shape(&mut self, face: FaceId, text: &str, rightwards: bool) -> Arc<[Glyph]> {
        let key = (face, rightwards, text.to_owned());
        if let Some(known) = self.shaped.get(&key) {
            return Arc::clone(known);
        }
        let glyphs: Arc<[Glyph]> =
            self.with_face(face, |face| shape(face, text, rightwards)).unwrap_or_default().into();
        if self.shaped.len() >= MOST_SHAPED {
            self.shaped.clear();
        }
        self.shaped.insert(key, Arc::clone(&glyphs));
        glyphs
    }

    /// What `ask` says of the face; `None` when it is none of these.
    pub(crate) fn with_face<T>(&self, id: FaceId, ask: impl FnOnce(&Face<'_>) -> T) -> Option<T> {
        if let Some(face) = self.faces.get(&id) {
            return Some(ask(face));
        }
        let program = self.program(id)?;
        Face::from_slice(program.bytes, program.index).map(|face| ask(&face))
    }

    /// The font program of a face.
    pub(crate) fn program(&self, id: FaceId) -> Option<Program<'_>> {
        if let FaceId::Found(rank) = id {
            let font = self.found.get(&rank)?;
            return Some(Program { name: &font.name, bytes: &font.bytes, index: font.index });
        }
        let (_, name, bytes) = BUNDLED.into_iter().find(|(known, _, _)| *known == id)?;
        Some(Program { name, bytes, index: 0 })
    }
}

/// What ties its neighbours together or chooses how they look, and is never drawn itself.
pub(crate) fn is_joiner(character: char) -> bool {
    matches!(character, '\u{200C}' | '\u{200D}' | '\u{FE00}'..='\u{FE0F}')
}

/// How many units of `face` make its size.
pub(crate) fn units(face: &Face<'_>) -> f32 {
    f32::from(i16::try_from(face.units_per_em()).unwrap_or(1000).max(1))
}

/// A length of `face` in thousandths of its size.
pub(crate) fn scaled(face: &Face<'_>, length: i32) -> i32 {
    let units = face.units_per_em().max(1);
    if units == 1000 {
        return length;
    }
    // Rounded to the nearest, also below zero.
    (length * 2000 + units * length.signum()) / (units * 2)
}

fn shape(face: &Face<'_>, text: &str, rightwards: bool) -> Vec<Glyph> {
    let mut buffer = UnicodeBuffer::new();
    buffer.push_str(text);
    buffer.set_direction(if rightwards { Direction::LeftToRight } else { Direction::RightToLeft });
    buffer.guess_segment_properties();
    buffer.set_direction(if rightwards { Direction::LeftToRight } else { Direction::RightToLeft });
    // No optional ligature: one glyph then says one letter, and copied text stays what it was.
    let off = |tag: &[u8; 4]| Feature::new(rustybuzz::ttf_parser::Tag::from_bytes(tag), 0, ..);
    let shaped = rustybuzz::shape(face, &[off(b"liga"), off(b"clig")], buffer);
    let infos = shaped.glyph_infos();
    let starts: std::collections::BTreeSet<usize> = infos.iter().map(|info| info.cluster as usize).collect();
    let mut said = std::collections::BTreeSet::new();
    infos
        .iter()
        .zip(shaped.glyph_positions())
        .map(|(info, place)| {
            let start = info.cluster as usize;
            let end = starts.range(start + 1..).next().copied().unwrap_or(text.len());
            let cluster = text.get(start..end).unwrap_or_default();
            let id = u16::try_from(info.glyph_id).unwrap_or(0);
            // The further glyphs of a cluster (marks) repeat its last character: none stays without a word.
            let words =
                if said.insert(start) { cluster.to_owned() } else { cluster.chars().last().into_iter().collect() };
            Glyph {
                id,
                advance: scaled(face, place.x_advance),
                natural: scaled(face, face.glyph_hor_advance(GlyphId(id)).map_or(0, i32::from)),
                dx: scaled(face, place.x_offset),
                dy: scaled(face, place.y_offset),
                text: words,
            }
        })
        .collect()
}
