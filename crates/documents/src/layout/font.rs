//! The fonts of the papers: which face draws a character, and the glyphs of a piece of text. Knows no page and no PDF.

use std::collections::BTreeMap;

use rustybuzz::ttf_parser::GlyphId;
use rustybuzz::{Direction, Face, Feature, UnicodeBuffer};

use crate::failure::PaperFailure;

/// A bundled face.
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
}

impl FaceId {
    /// Every face, in the order of their resource names.
    pub(crate) const ALL: [Self; 4] = [Self::Regular, Self::SemiBold, Self::Hebrew, Self::Arabic];

    /// The font file, whole.
    pub(crate) fn bytes(self) -> &'static [u8] {
        match self {
            Self::Regular => include_bytes!("../../../../assets/fonts/NotoSans-Regular.ttf"),
            Self::SemiBold => include_bytes!("../../../../assets/fonts/NotoSans-SemiBold.ttf"),
            Self::Hebrew => include_bytes!("../../../../assets/fonts/NotoSansHebrew-Regular.ttf"),
            Self::Arabic => include_bytes!("../../../../assets/fonts/NotoSansArabic-Regular.ttf"),
        }
    }

    /// PostScript name.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Regular => "NotoSans-Regular",
            Self::SemiBold => "NotoSans-SemiBold",
            Self::Hebrew => "NotoSansHebrew-Regular",
            Self::Arabic => "NotoSansArabic-Regular",
        }
    }
}

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

/// The bundled faces, read once for a paper.
pub(crate) struct Fonts {
    faces: BTreeMap<FaceId, Face<'static>>,
    shaped: BTreeMap<(FaceId, String), Vec<Glyph>>,
}

impl Fonts {
    /// Reads the bundled faces.
    ///
    /// # Errors
    /// When a bundled font is damaged.
    pub(crate) fn load() -> Result<Self, PaperFailure> {
        let mut faces = BTreeMap::new();
        for id in FaceId::ALL {
            let face = Face::from_slice(id.bytes(), 0).ok_or_else(|| PaperFailure::Font(id.name().to_owned()))?;
            if face.units_per_em() != 1000 {
                return Err(PaperFailure::Font(format!("{} is not drawn in thousandths", id.name())));
            }
            faces.insert(id, face);
        }
        Ok(Self { faces, shaped: BTreeMap::new() })
    }

    /// The face that draws `character` at that weight; `None` when none does.
    pub(crate) fn face_for(&self, character: char, weight: Weight) -> Option<FaceId> {
        let main = match weight {
            Weight::Regular => FaceId::Regular,
            Weight::Strong => FaceId::SemiBold,
        };
        let draws = |id: &FaceId| {
            self.faces.get(id).and_then(|face| face.glyph_index(character)).is_some_and(|glyph| glyph.0 != 0)
        };
        [main, FaceId::Hebrew, FaceId::Arabic].into_iter().find(draws)
    }

    /// How far the pen goes for `character` alone, in thousandths of the size.
    pub(crate) fn advance(&self, character: char, weight: Weight) -> f32 {
        let Some(face) = self.face_for(character, weight).and_then(|id| self.faces.get(&id)) else {
            return super::codebox::width(super::codebox::digits(character).len()) * 1000.0;
        };
        face.glyph_index(character).and_then(|glyph| face.glyph_hor_advance(glyph)).map_or(0.0, f32::from)
    }

    /// The glyphs of `text` in `face`, in the order in which the eye meets them.
    pub(crate) fn shape(&mut self, face: FaceId, text: &str, rightwards: bool) -> Vec<Glyph> {
        let key = (face, format!("{}{text}", if rightwards { '>' } else { '<' }));
        if let Some(known) = self.shaped.get(&key) {
            return known.clone();
        }
        let glyphs = self.faces.get(&face).map(|f| shape(f, text, rightwards)).unwrap_or_default();
        self.shaped.insert(key, glyphs.clone());
        glyphs
    }

    /// The face itself, for outlines.
    pub(crate) fn face(&self, id: FaceId) -> Option<&Face<'static>> {
        self.faces.get(&id)
    }
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
                advance: place.x_advance,
                natural: face.glyph_hor_advance(GlyphId(id)).map_or(0, i32::from),
                dx: place.x_offset,
                dy: place.y_offset,
                text: words,
            }
        })
        .collect()
}
