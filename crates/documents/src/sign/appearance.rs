//! What a signature looks like in its box: who, in which quality, when, and the ink if there was some. Everything is vector
//! outlines, so that the update needs no font and stays PDF/A.

use std::fmt::Write;

use domain::minutes::CivilTime;
use lopdf::{Object, Stream, dictionary};
use rustybuzz::ttf_parser::{GlyphId, OutlineBuilder};

use super::Statement;
use super::key::Identity;
use crate::failure::SignFailure;
use crate::layout::codebox;
use crate::layout::font::{FaceId, Fonts, Glyph, units};
use crate::layout::page::{Colour, DEEP, QUIET};
use crate::layout::text::{Line, Span, Typesetter, plain, strong};
use crate::words;

/// Ink drawn by pen, finger or mouse, as vector strokes: places only, never pressure or speed (no biometrics are kept).
#[derive(Debug, Clone, PartialEq, Default)]
pub struct InkStrokes {
    /// Width of the surface that was drawn on.
    pub width: f32,
    /// Its height.
    pub height: f32,
    /// Strokes: points from the top left corner, in the units of the surface.
    pub strokes: Vec<Vec<(f32, f32)>>,
}

/// Most points of ink that are drawn; more than any signature has.
const MOST_POINTS: usize = 20_000;

/// The appearance of a signature in a box of `size`.
pub(super) fn draw(
    size: (f32, f32),
    identity: &Identity,
    at: CivilTime,
    statement: &Statement,
) -> Result<Stream, SignFailure> {
    let ink = statement.ink.as_ref();
    let (width, height) = size;
    let fonts = Fonts::load().map_err(|failure| SignFailure::NotAPaper(failure.to_string()))?;
    let mut pen = Pen { content: String::new(), setter: Typesetter { fonts, warnings: Default::default() } };
    let role = if identity.role().is_empty() { String::new() } else { format!(", {}", identity.role()) };
    let when = words::moment(at);
    let has_ink = ink.is_some_and(|ink| ink.strokes.iter().any(|stroke| !stroke.is_empty()));
    let name = strong(format!("{}{role}", identity.name()));
    let room = width - 12.0;
    pen.colour(QUIET);
    let mut top = height;
    if let Some(reserve) = &statement.reserve {
        top = pen.text(&[strong(words::with_reserve(reserve))], 6.4, (6.0, height - 3.0), room, 3);
    }
    if has_ink {
        let y = pen.text(&[plain(format!("{} ", words::SIGNED_BY)), name], 6.4, (6.0, 17.5), room, 1);
        pen.text(&[plain(when)], 6.4, (6.0, y), room, 1);
    } else {
        let y =
            pen.text(&[plain(words::SIGNED_BY)], 7.0, (6.0, if top < height { top } else { height - 10.0 }), room, 1);
        pen.colour(DEEP);
        let y = pen.text(&[name], 10.0, (6.0, y - 2.0), room, 2);
        pen.colour(QUIET);
        pen.text(&[plain(when)], 7.0, (6.0, y), room, 1);
    }
    if let Some(ink) = ink {
        pen.ink(ink, (6.0, 22.0), (room, top - 25.0));
    }
    let bounds: Vec<Object> = vec![0.into(), 0.into(), width.into(), height.into()];
    let form = dictionary! { "Type" => "XObject", "Subtype" => "Form", "BBox" => bounds };
    let mut stream = Stream::new(form, pen.content.into_bytes());
    stream.compress().map_err(|error| SignFailure::NotAPaper(error.to_string()))?;
    Ok(stream)
}

struct Pen {
    content: String,
    setter: Typesetter,
}

impl Pen {
    fn colour(&mut self, [r, g, b]: Colour) {
        // Writing to a string can't fail.
        let _ = writeln!(self.content, "{r:.2} {g:.2} {b:.2} rg");
    }

    /// At most `most` lines down from `top`; where the next text starts.
    fn text(&mut self, spans: &[Span], size: f32, top: (f32, f32), width: f32, most: usize) -> f32 {
        let mut y = top.1;
        for line in self.setter.lines(spans, size, width.max(20.0)).iter().take(most) {
            self.line(line, size, (top.0, y - size * 0.8));
            y -= size * 1.3;
        }
        y
    }

    fn line(&mut self, line: &Line, size: f32, from: (f32, f32)) {
        let scale = size / 1000.0;
        let mut x = from.0;
        for run in &line.runs {
            for place in codebox::places(&run.codes) {
                let origin = (x + place.x * size, from.1);
                self.frame(origin, size, place.count);
                for (index, glyph) in run.glyphs.iter().skip(place.skip).take(place.count).enumerate() {
                    let wide = thousandths(glyph.advance) * codebox::DIGIT;
                    let (across, up) = codebox::digit(index, place.count, wide);
                    let origin = (origin.0 + across * size, origin.1 + up * size);
                    self.glyph(run.face, glyph, origin, scale * codebox::DIGIT);
                }
            }
            if run.codes.is_empty() {
                let mut left = x;
                for glyph in &run.glyphs {
                    let shifted = (left + thousandths(glyph.dx) * size, from.1 + thousandths(glyph.dy) * size);
                    self.glyph(run.face, glyph, shifted, scale);
                    left += thousandths(glyph.advance) * size;
                }
            }
            x += run.width(size);
        }
    }

    fn glyph(&mut self, face: FaceId, glyph: &Glyph, origin: (f32, f32), scale: f32) {
        let drawn = self.setter.fonts.with_face(face, |face| {
            let scale = scale * 1000.0 / units(face);
            let mut outline = Outline { content: String::new(), origin, scale, last: origin };
            face.outline_glyph(GlyphId(glyph.id), &mut outline).map(|_| outline.content)
        });
        if let Some(outline) = drawn.flatten() {
            self.content.push_str(&outline);
            self.content.push_str("f\n");
        }
    }

    /// The frame of a code point of `count` digits: two rectangles filled by the even-odd rule, in the colour of the text.
    fn frame(&mut self, from: (f32, f32), size: f32, count: usize) {
        let [left, right, bottom, top] = codebox::frame(count).map(|part| part * size);
        let thin = codebox::STROKE * size;
        for inset in [0.0, thin] {
            let (x, y) = (from.0 + left + inset, from.1 + bottom + inset);
            let (wide, high) = (right - left - 2.0 * inset, top - bottom - 2.0 * inset);
            let _ = writeln!(self.content, "{x:.2} {y:.2} {wide:.2} {high:.2} re");
        }
        self.content.push_str("f*\n");
    }

    /// The strokes, as large as fits in `size`, never distorted.
    fn ink(&mut self, ink: &InkStrokes, from: (f32, f32), size: (f32, f32)) {
        if !(ink.width > 0.0 && ink.height > 0.0 && size.0 > 0.0 && size.1 > 0.0) {
            return;
        }
        let scale = (size.0 / ink.width).min(size.1 / ink.height);
        let _ = writeln!(self.content, "0.07 0.13 0.40 RG 1.1 w 1 J 1 j");
        let mut left = MOST_POINTS;
        for stroke in &ink.strokes {
            let inside = |point: &&(f32, f32)| point.0.is_finite() && point.1.is_finite();
            let points: Vec<(f32, f32)> = stroke.iter().filter(inside).take(left).copied().collect();
            left = left.saturating_sub(points.len());
            for (index, point) in points.iter().enumerate() {
                let x = from.0 + point.0.clamp(0.0, ink.width) * scale;
                let y = from.1 + (ink.height - point.1.clamp(0.0, ink.height)) * scale;
                let _ = writeln!(self.content, "{x:.1} {y:.1} {}", if index == 0 { "m" } else { "l" });
            }
            if let [only] = points.as_slice() {
                let x = from.0 + only.0.clamp(0.0, ink.width) * scale;
                let y = from.1 + (ink.height - only.1.clamp(0.0, ink.height)) * scale;
                let _ = writeln!(self.content, "{x:.1} {y:.1} l");
            }
            if !points.is_empty() {
                self.content.push_str("S\n");
            }
        }
    }
}

fn thousandths(length: i32) -> f32 {
    #[expect(clippy::cast_precision_loss, reason = "a glyph is a few thousand units")]
    let length = length as f32;
    length / 1000.0
}

/// Turns a glyph into PDF path operators.
struct Outline {
    content: String,
    origin: (f32, f32),
    scale: f32,
    last: (f32, f32),
}

impl Outline {
    fn place(&self, x: f32, y: f32) -> (f32, f32) {
        (self.origin.0 + x * self.scale, self.origin.1 + y * self.scale)
    }

    fn curve(&mut self, a: (f32, f32), b: (f32, f32), to: (f32, f32)) {
        let _ = writeln!(self.content, "{:.2} {:.2} {:.2} {:.2} {:.2} {:.2} c", a.0, a.1, b.0, b.1, to.0, to.1);
        self.last = to;
    }
}

impl OutlineBuilder for Outline {
    fn move_to(&mut self, x: f32, y: f32) {
        self.last = self.place(x, y);
        let _ = writeln!(self.content, "{:.2} {:.2} m", self.last.0, self.last.1);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.last = self.place(x, y);
        let _ = writeln!(self.content, "{:.2} {:.2} l", self.last.0, self.last.1);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        // PDF has cubic curves only: the same curve with both handles at two thirds.
        let (from, handle, to) = (self.last, self.place(x1, y1), self.place(x, y));
        let third = |end: (f32, f32)| (end.0 + (handle.0 - end.0) * 2.0 / 3.0, end.1 + (handle.1 - end.1) * 2.0 / 3.0);
        self.curve(third(from), third(to), to);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        let (a, b, to) = (self.place(x1, y1), self.place(x2, y2), self.place(x, y));
        self.curve(a, b, to);
    }

    fn close(&mut self) {
        self.content.push_str("h\n");
    }
}
