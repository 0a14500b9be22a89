//! Fonts beside the program's own: what a shelf answers of a character that none of those draws, and whether a font may and can
//! be embedded. Reads no file: a shelf is given.

use std::sync::Arc;

use rustybuzz::ttf_parser::{Face, OutlineBuilder, Permissions};
use subsetter::GlyphRemapper;

/// A font that the program does not bundle.
#[derive(Debug, Clone)]
pub struct FoundFont {
    /// Its place among all the fonts of the shelf, the same whatever was asked before: papers name fonts by it.
    pub rank: u32,
    /// PostScript name.
    pub name: String,
    /// The font file, whole: OpenType with TrueType or CFF outlines, or a collection of these.
    pub bytes: Arc<[u8]>,
    /// Which of a collection.
    pub index: u32,
}

/// What a shelf knows of a character.
#[derive(Debug, Clone)]
pub enum Found {
    /// The font that draws it.
    Font(FoundFont),
    /// Some font draws it, and none that does can be embedded ([`embeds`]).
    NotEmbeddable,
    /// None draws it.
    Nowhere,
}

/// Where fonts are looked up for what the program's own do not draw. It must answer the same of a character whatever it was asked
/// before, so that a paper does not depend on those drawn before it.
pub trait Shelf: Send + Sync {
    /// What draws `character`.
    fn find(&self, character: char) -> Found;
}

/// A shelf without fonts.
#[derive(Debug, Clone, Copy)]
pub(crate) struct BareShelf;

impl Shelf for BareShelf {
    fn find(&self, _: char) -> Found {
        Found::Nowhere
    }
}

/// Whether a font can stand in a paper for a character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Embeds {
    /// It can.
    Yes,
    /// It draws it, and can't be embedded: by its licence (OpenType, OS/2 `fsType`), as colours or pictures, or damaged.
    Refused,
    /// It does not draw it, or is no font.
    Absent,
}

/// Whether the font in `bytes` (the one at `index` of a collection) can be embedded for `character`.
#[must_use]
pub fn embeds(bytes: &[u8], index: u32, character: char) -> Embeds {
    let Ok(face) = Face::parse(bytes, index) else { return Embeds::Absent };
    let Some(glyph) = face.glyph_index(character).filter(|glyph| glyph.0 != 0) else { return Embeds::Absent };
    let allowed = face.permissions() != Some(Permissions::Restricted)
        && face.is_subsetting_allowed()
        && face.is_outline_embedding_allowed();
    let drawn = character.is_whitespace() || face.outline_glyph(glyph, &mut Nothing).is_some();
    let mut remapper = GlyphRemapper::new();
    remapper.remap(glyph.0);
    let reduced = || subsetter::subset(bytes, index, &remapper).is_ok_and(|program| !program.is_empty());
    if allowed && drawn && reduced() { Embeds::Yes } else { Embeds::Refused }
}

/// Draws nowhere: whether there is an outline is all that is asked.
struct Nothing;

impl OutlineBuilder for Nothing {
    fn move_to(&mut self, _: f32, _: f32) {}
    fn line_to(&mut self, _: f32, _: f32) {}
    fn quad_to(&mut self, _: f32, _: f32, _: f32, _: f32) {}
    fn curve_to(&mut self, _: f32, _: f32, _: f32, _: f32, _: f32, _: f32) {}
    fn close(&mut self) {}
}
