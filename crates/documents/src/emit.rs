//! The emitter: turns a display list into printpdf's operations and hands back the lopdf document behind them. The only
//! file that names printpdf (docs/adr/0006): it decides nothing about where things stand.

use std::collections::BTreeMap;
use std::sync::Arc;

use printpdf::font::FontMetrics;
use printpdf::{
    Color, DictItem, FontId, Line, LinePoint, Mm, Op, ParsedFont, PdfDocument, PdfFont, PdfFontHandle, PdfPage,
    PdfSaveOptions, Point, Pt, RawImage, RawImageData, RawImageFormat, Rect, Rgb, TextItem, XObject, XObjectId,
    XObjectTransform,
};
use rustybuzz::Face;
use sha2::{Digest, Sha256};
use subsetter::GlyphRemapper;

use crate::failure::PaperFailure;
use crate::layout::codebox;
use crate::layout::display::{DisplayList, Element, Item, Mark};
use crate::layout::font::{FaceId, Fonts, Glyph, scaled};
use crate::layout::letterhead::Picture;
use crate::layout::page::{self, Area, Colour};
use crate::layout::text::Run;

/// A face as this paper embeds it.
pub(crate) struct Embedded {
    /// Name of the resource, and of the font with its subset's tag.
    pub(crate) resource: String,
    /// New number of each glyph used.
    numbers: BTreeMap<u16, u16>,
    /// By new number: width in thousandths, and what the glyph says.
    pub(crate) glyphs: BTreeMap<u16, (i32, String)>,
    /// The font program.
    program: Vec<u8>,
    name: String,
    metrics: FontMetrics,
}

/// The pages of `list` as a lopdf document, and the fonts they use.
///
/// # Errors
/// When a font can't be reduced to what the paper uses.
pub(crate) fn emit(list: &DisplayList, fonts: &Fonts) -> Result<(lopdf044::Document, Vec<Embedded>), PaperFailure> {
    let embedded = embed(list, fonts)?;
    let mut pdf = PdfDocument::new("");
    for font in embedded.values() {
        pdf.resources.fonts.map.insert(FontId(font.resource.clone()), PdfFont::new(parsed(font)));
    }
    let pictures = pictures(list);
    for (number, picture) in pictures.iter().enumerate() {
        pdf.resources.xobjects.map.insert(XObjectId(picture_name(number)), XObject::Image(raw(picture)));
    }
    for marks in &list.pages {
        let mut pen = Pen { ops: Vec::new(), embedded: &embedded, pictures: &pictures, fill: None, stroke: None };
        for mark in marks {
            pen.mark(mark, &list.elements);
        }
        let mut sheet = PdfPage::new(Mm(210.0), Mm(297.0), pen.ops);
        let all = Rect { width: Pt(page::WIDTH), height: Pt(page::HEIGHT), ..sheet.media_box.clone() };
        (sheet.media_box, sheet.trim_box, sheet.crop_box) = (all.clone(), all.clone(), all);
        pdf.pages.push(sheet);
    }
    let options = PdfSaveOptions { optimize: false, subset_fonts: false, secure: true, image_optimization: None };
    let document = pdf.to_lopdf_document(&options, &mut Vec::new());
    Ok((document, embedded.into_values().collect()))
}

/// Which glyphs of which face the paper uses, and the face reduced to them.
fn embed(list: &DisplayList, fonts: &Fonts) -> Result<BTreeMap<FaceId, Embedded>, PaperFailure> {
    let mut used: BTreeMap<FaceId, BTreeMap<u16, (i32, String)>> = BTreeMap::new();
    for item in list.pages.iter().flatten().flat_map(|mark| &mark.items) {
        let Item::Text { run, .. } = item else { continue };
        let glyphs = used.entry(run.face).or_default();
        for glyph in &run.glyphs {
            glyphs.entry(glyph.id).or_insert_with(|| (glyph.natural, glyph.text.clone()));
        }
    }
    let mut embedded = BTreeMap::new();
    let mut found = 0;
    for (face, glyphs) in used {
        let mut remapper = GlyphRemapper::new();
        let numbers: BTreeMap<u16, u16> = glyphs.keys().map(|id| (*id, remapper.remap(*id))).collect();
        let whole = fonts.program(face).ok_or_else(|| PaperFailure::Font(format!("{face:?}")))?;
        let program = subsetter::subset(whole.bytes, whole.index, &remapper)
            .map_err(|error| PaperFailure::Font(format!("{}: {error}", whole.name)))?;
        let renumber = |(id, glyph): (u16, (i32, String))| (numbers.get(&id).copied().unwrap_or(0), glyph);
        let glyphs = glyphs.into_iter().map(renumber).collect();
        let metrics = fonts.with_face(face, metrics).unwrap_or(FontMetrics { ascent: 1000, descent: -250 });
        let name = format!("{}+{}", subset_tag(&program), whole.name);
        let resource = resource(face, found);
        found += usize::from(matches!(face, FaceId::Found(_)));
        embedded.insert(face, Embedded { resource, numbers, glyphs, program, name, metrics });
    }
    Ok(embedded)
}

/// The name of a face's resource; `found` of the shelf came before it in this paper. Its rank there would name other machines' fonts.
fn resource(face: FaceId, found: usize) -> String {
    let number = match face {
        FaceId::Regular => 0,
        FaceId::SemiBold => 1,
        FaceId::Hebrew => 2,
        FaceId::Arabic => 3,
        FaceId::Emoji => 4,
        FaceId::Found(_) => 5 + found,
    };
    format!("F{number:02}")
}

fn metrics(face: &Face<'_>) -> FontMetrics {
    let thousandths = |length: i16| i16::try_from(scaled(face, i32::from(length))).unwrap_or(i16::MAX);
    FontMetrics { ascent: thousandths(face.ascender()), descent: thousandths(face.descender()) }
}

/// Six letters that change with the subset (ISO 32000-1, 9.6.4).
fn subset_tag(program: &[u8]) -> String {
    Sha256::digest(program).iter().take(6).map(|byte| char::from(b'A' + byte % 26)).collect()
}

/// printpdf maps characters to glyphs; ours are already glyphs. A private character stands for each.
const PRIVATE: u32 = 0x000F_0000;

fn parsed(font: &Embedded) -> ParsedFont {
    let characters = font.glyphs.keys().map(|id| (PRIVATE + u32::from(*id), *id)).collect();
    let width = |(id, (width, _)): (&u16, &(i32, String))| (*id, u16::try_from(*width).unwrap_or(0));
    let widths = font.glyphs.iter().map(width).collect();
    let metrics = FontMetrics { ascent: font.metrics.ascent, descent: font.metrics.descent };
    ParsedFont::with_glyph_data(font.program.clone(), 0, Some(font.name.clone()), characters, widths, 1000, metrics)
}

/// Writes the operations of one page.
struct Pen<'e> {
    ops: Vec<Op>,
    embedded: &'e BTreeMap<FaceId, Embedded>,
    pictures: &'e [Arc<Picture>],
    fill: Option<Colour>,
    stroke: Option<Colour>,
}

impl Pen<'_> {
    fn mark(&mut self, mark: &Mark, elements: &[Element]) {
        match mark.owner.and_then(|(element, number)| Some((elements.get(element)?, number))) {
            Some((element, number)) => self.ops.push(Op::BeginMarkedContentWithProperties {
                tag: crate::conform::structure::name(element.tag).to_owned(),
                properties: dictionary("MCID", DictItem::Int(i64::try_from(number).unwrap_or(0))),
            }),
            None => self.ops.push(Op::BeginMarkedContent { tag: "Artifact".to_owned() }),
        }
        for item in &mark.items {
            self.item(item);
        }
        self.ops.push(Op::EndMarkedContent);
    }

    fn item(&mut self, item: &Item) {
        match item {
            Item::Text { x, y, size, colour, run } => {
                self.fill(*colour);
                self.run((*x, *y), *size, *colour, run);
            }
            Item::Rule { from, to, width, colour } => {
                self.stroke(*colour);
                self.ops.push(Op::SetOutlineThickness { pt: Pt(*width) });
                let points = [from, to].map(|(x, y)| LinePoint { p: point(*x, *y), bezier: false }).to_vec();
                self.ops.push(Op::DrawLine { line: Line { points, is_closed: false } });
            }
            Item::Picture { area, picture } => {
                let Some(id) = self.pictures.iter().position(|known| known == picture) else { return };
                self.ops.push(Op::UseXobject { id: XObjectId(picture_name(id)), transform: at(*area) });
            }
            Item::Fill { area, colour } => {
                self.fill(*colour);
                let mut rectangle = Rect::from_xywh(
                    Pt(area.x),
                    Pt(page::HEIGHT - area.y - area.height),
                    Pt(area.width),
                    Pt(area.height),
                );
                rectangle.mode = Some(printpdf::PaintMode::Fill);
                self.ops.push(Op::DrawRectangle { rectangle });
            }
        }
    }

    fn run(&mut self, (x, y): (f32, f32), size: f32, colour: Colour, run: &Run) {
        let Some(font) = self.embedded.get(&run.face) else { return };
        if let Some(actual) = &run.actual {
            let data: Vec<u8> =
                [0xFE, 0xFF].into_iter().chain(actual.encode_utf16().flat_map(u16::to_be_bytes)).collect();
            let properties = dictionary("ActualText", DictItem::String { data, literal: false });
            self.ops.push(Op::BeginMarkedContentWithProperties { tag: "Span".to_owned(), properties });
        }
        if !run.codes.is_empty() {
            for place in codebox::places(&run.codes) {
                let digits: Vec<Glyph> = run.glyphs.iter().skip(place.skip).take(place.count).cloned().collect();
                self.code((x + place.x * size, y), size, colour, &digits, font);
            }
        } else {
            let mut left = 0;
            for part in raised(&run.glyphs) {
                let rise = part.first().map_or(0, |glyph| glyph.dy);
                self.glyphs(point(x + thousandths(left, size), y - thousandths(rise, size)), size, part, font);
                left += part.iter().map(|glyph| glyph.advance).sum::<i32>();
            }
        }
        if run.actual.is_some() {
            self.ops.push(Op::EndMarkedContent);
        }
    }

    fn glyphs(&mut self, from: Point, size: f32, glyphs: &[Glyph], font: &Embedded) {
        self.ops.extend([
            Op::StartTextSection,
            Op::SetFont { font: PdfFontHandle::External(FontId(font.resource.clone())), size: Pt(size) },
            Op::SetTextCursor { pos: from },
            Op::ShowText { items: shown(glyphs, font) },
            Op::EndTextSection,
        ]);
    }

    /// A code point in its box.
    fn code(&mut self, (x, y): (f32, f32), size: f32, colour: Colour, digits: &[Glyph], font: &Embedded) {
        let count = digits.len();
        let corner = |x: f32, y: f32| LinePoint { p: point(x, y), bezier: false };
        let [left, right, bottom, top] = codebox::frame(count).map(|part| part * size);
        let corners = [(left, bottom), (right, bottom), (right, top), (left, top)];
        let points = corners.map(|(across, up)| corner(x + across, y - up)).to_vec();
        self.stroke(colour);
        self.ops.push(Op::SetOutlineThickness { pt: Pt(codebox::STROKE * size) });
        self.ops.push(Op::DrawLine { line: Line { points, is_closed: true } });
        for (index, glyph) in digits.iter().enumerate() {
            let (across, up) = codebox::digit(index, count, thousandths(glyph.advance, codebox::DIGIT));
            let from = point(x + across * size, y - up * size);
            self.glyphs(from, size * codebox::DIGIT, std::slice::from_ref(glyph), font);
        }
    }

    fn fill(&mut self, colour: Colour) {
        if self.fill != Some(colour) {
            self.fill = Some(colour);
            self.ops.push(Op::SetFillColor { col: rgb(colour) });
        }
    }

    fn stroke(&mut self, colour: Colour) {
        if self.stroke != Some(colour) {
            self.stroke = Some(colour);
            self.ops.push(Op::SetOutlineColor { col: rgb(colour) });
        }
    }
}

/// Glyphs in parts of one height: a raised mark needs its own place.
fn raised(glyphs: &[Glyph]) -> impl Iterator<Item = &[Glyph]> {
    glyphs.chunk_by(|a, b| a.dy == b.dy)
}

/// Glyphs as whole strings, with a shift only where the pen does not go as far as the font says.
fn shown(glyphs: &[Glyph], font: &Embedded) -> Vec<TextItem> {
    let mut items = Vec::new();
    let mut text = String::new();
    let shift = |items: &mut Vec<TextItem>, text: &mut String, by: i32| {
        if by != 0 {
            if !text.is_empty() {
                items.push(TextItem::Text(std::mem::take(text)));
            }
            #[expect(clippy::cast_precision_loss, reason = "a shift is a few thousandths")]
            items.push(TextItem::Offset(by as f32));
        }
    };
    for glyph in glyphs {
        shift(&mut items, &mut text, -glyph.dx);
        let number = font.numbers.get(&glyph.id).copied().unwrap_or(0);
        text.extend(char::from_u32(PRIVATE + u32::from(number)));
        shift(&mut items, &mut text, glyph.natural - glyph.advance + glyph.dx);
    }
    if !text.is_empty() {
        items.push(TextItem::Text(text));
    }
    items
}

/// Every picture of the paper, once.
fn pictures(list: &DisplayList) -> Vec<Arc<Picture>> {
    let mut pictures: Vec<Arc<Picture>> = Vec::new();
    for item in list.pages.iter().flatten().flat_map(|mark| &mark.items) {
        if let Item::Picture { picture, .. } = item
            && !pictures.contains(picture)
        {
            pictures.push(Arc::clone(picture));
        }
    }
    pictures
}

fn picture_name(number: usize) -> String {
    format!("X{number:02}")
}

fn raw(picture: &Picture) -> RawImage {
    RawImage {
        pixels: RawImageData::U8(picture.points.clone()),
        width: picture.width,
        height: picture.height,
        data_format: RawImageFormat::RGB8,
        tag: Vec::new(),
    }
}

/// The transformation of the unit square to `area`.
fn at(area: Area) -> XObjectTransform {
    XObjectTransform {
        translate_x: Some(Pt(area.x)),
        translate_y: Some(Pt(page::HEIGHT - area.y - area.height)),
        scale_x: Some(area.width),
        scale_y: Some(area.height),
        no_auto_scale: true,
        ..XObjectTransform::default()
    }
}

fn thousandths(length: i32, size: f32) -> f32 {
    #[expect(clippy::cast_precision_loss, reason = "a line is far shorter than 2^23 thousandths")]
    let length = length as f32;
    length * size / 1000.0
}

fn point(x: f32, y: f32) -> Point {
    Point { x: Pt(x), y: Pt(page::HEIGHT - y) }
}

fn rgb(colour: Colour) -> Color {
    let [r, g, b] = colour;
    Color::Rgb(Rgb { r, g, b, icc_profile: None })
}

fn dictionary(key: &str, value: DictItem) -> DictItem {
    DictItem::Dict { map: BTreeMap::from([(key.to_owned(), value)]) }
}
