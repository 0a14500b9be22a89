//! From words to lines: cleaning of hostile characters, French spaces, breaking, direction. Knows no page: a line is a
//! row of runs with a width.

use unicode_bidi::{BidiInfo, Level};
use unicode_normalization::UnicodeNormalization;

use super::codebox;
use super::font::{FaceId, Fonts, Glyph, Weight, is_joiner};
use super::warnings::Warnings;
use crate::failure::Fate;

/// Words of one weight.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Span {
    /// The words.
    pub(crate) text: String,
    /// Their weight.
    pub(crate) weight: Weight,
}

/// Words of running text.
pub(crate) fn plain(text: impl Into<String>) -> Span {
    Span { text: text.into(), weight: Weight::Regular }
}

/// Words that stand out.
pub(crate) fn strong(text: impl Into<String>) -> Span {
    Span { text: text.into(), weight: Weight::Strong }
}

/// Glyphs of one face in a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Run {
    /// Their face.
    pub(crate) face: FaceId,
    /// From left to right.
    pub(crate) glyphs: Vec<Glyph>,
    /// What it says, where the glyphs do not say it in the order of reading.
    pub(crate) actual: Option<String>,
    /// When the glyphs are the digits of characters that no face draws, each in its box: how many digits each has
    /// ([`codebox`]).
    pub(crate) codes: Vec<usize>,
}

impl Run {
    /// Width at `size`, in points.
    pub(crate) fn width(&self, size: f32) -> f32 {
        if !self.codes.is_empty() {
            return self.codes.iter().map(|count| codebox::width(*count)).sum::<f32>() * size;
        }
        #[expect(clippy::cast_precision_loss, reason = "a line is far shorter than 2^23 thousandths")]
        let total = self.glyphs.iter().map(|glyph| glyph.advance).sum::<i32>() as f32;
        total * size / 1000.0
    }
}

/// One line.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Line {
    /// From left to right.
    pub(crate) runs: Vec<Run>,
    /// What it says, in the order of reading.
    pub(crate) text: String,
}

impl Line {
    /// Width at `size`, in points.
    pub(crate) fn width(&self, size: f32) -> f32 {
        self.runs.iter().map(|run| run.width(size)).sum()
    }
}

/// Sets text: holds the fonts, and remembers what could not be drawn.
pub(crate) struct Typesetter {
    /// The faces.
    pub(crate) fonts: Fonts,
    /// What could not be drawn as given.
    pub(crate) warnings: Warnings,
}

/// A piece of a word: characters of one weight.
type Piece = (String, Weight);

impl Typesetter {
    /// `spans` as lines of at most `width` points at `size`; at least one line, perhaps empty.
    pub(crate) fn lines(&mut self, spans: &[Span], size: f32, width: f32) -> Vec<Line> {
        self.warnings.hear(spans);
        let mut lines = Vec::new();
        for words in self.paragraphs(spans) {
            let mut row: Vec<Piece> = Vec::new();
            let mut used = 0.0;
            for part in words.into_iter().flat_map(|word| self.parts(word, size, width)).collect::<Vec<_>>() {
                let wide = self.width(&part.pieces, size);
                let has_space = part.joint == Joint::Space && !row.is_empty();
                let space = if has_space { self.space(size) } else { 0.0 };
                if !row.is_empty() && (part.joint == Joint::Cut || used + space + wide > width) {
                    lines.push(self.line(std::mem::take(&mut row)));
                    used = wide;
                } else {
                    if has_space {
                        row.push((" ".to_owned(), row.last().map_or(Weight::Regular, |piece| piece.1)));
                    }
                    used += space + wide;
                }
                row.extend(part.pieces);
            }
            lines.push(self.line(row));
        }
        lines
    }

    /// The words of each paragraph (a line feed ends one).
    fn paragraphs(&mut self, spans: &[Span]) -> Vec<Vec<Vec<Piece>>> {
        let mut paragraphs = vec![vec![Vec::new()]];
        for span in spans {
            for character in self.clean(&span.text).chars() {
                let Some(words) = paragraphs.last_mut() else { break };
                match character {
                    '\n' => paragraphs.push(vec![Vec::new()]),
                    ' ' => words.push(Vec::new()),
                    _ => add(words, character, span.weight),
                }
            }
        }
        for words in &mut paragraphs {
            words.retain(|word: &Vec<Piece>| !word.is_empty());
        }
        paragraphs
    }

    /// `text` composed, without what can't be drawn or would turn the line around, with French spaces.
    fn clean(&mut self, text: &str) -> String {
        let mut clean = String::with_capacity(text.len());
        for character in text.nfc() {
            match character {
                '\t' | '\r' => clean.push(' '),
                '\n' => clean.push(character),
                _ if is_joiner(character) => clean.push(character),
                _ if character.is_control() || turns_or_hides(character) => {
                    self.warnings.note(Fate::LeftOut, character);
                }
                _ => clean.push(character),
            }
        }
        self.fonts.look_for(&clean);
        french_spaces(&clean)
    }

    /// The parts of `word`: itself; when wider than a whole line, cut after its hyphens, apostrophes and slashes; elsewhere
    /// only what is still too wide.
    fn parts(&mut self, word: Vec<Piece>, size: f32, width: f32) -> Vec<Part> {
        if self.width(&word, size) <= width {
            return vec![Part { pieces: word, joint: Joint::Space }];
        }
        let mut parts = Vec::new();
        for stretch in stretches(word) {
            for (index, pieces) in self.fit(stretch, size, width).into_iter().enumerate() {
                let joint = match (parts.is_empty(), index) {
                    (true, _) => Joint::Space,
                    (false, 0) => Joint::Tight,
                    _ => Joint::Cut,
                };
                parts.push(Part { pieces, joint });
            }
        }
        parts
    }

    /// `stretch`, cut where it is wider than a whole line.
    fn fit(&mut self, stretch: Vec<Piece>, size: f32, width: f32) -> Vec<Vec<Piece>> {
        if self.width(&stretch, size) <= width {
            return vec![stretch];
        }
        let mut parts: Vec<Vec<Piece>> = vec![Vec::new()];
        let mut used = 0.0;
        for (text, weight) in stretch {
            for character in text.chars() {
                // Alone, a letter is at least as wide as joined to its neighbours; kerning is what the margin is for.
                let wide = self.fonts.advance(character, weight) * size / 1000.0;
                let is_full = used + wide > width * 0.98 && used > 0.0 && !is_mark(character);
                if is_full {
                    parts.push(Vec::new());
                    used = 0.0;
                }
                used += wide;
                if let Some(part) = parts.last_mut() {
                    add_to(part, character, weight);
                }
            }
        }
        parts
    }

    fn width(&mut self, word: &[Piece], size: f32) -> f32 {
        self.logical_runs(word).iter().map(|run| run.width(size)).sum()
    }

    fn space(&mut self, size: f32) -> f32 {
        self.width(&[(" ".to_owned(), Weight::Regular)], size)
    }

    /// The runs of `pieces` in the order of reading: enough to measure.
    fn logical_runs(&mut self, pieces: &[Piece]) -> Vec<Run> {
        let mut runs = Vec::new();
        for (text, weight) in pieces {
            runs.extend(self.runs(text, *weight, true));
        }
        runs
    }

    fn line(&mut self, pieces: Vec<Piece>) -> Line {
        let text: String = pieces.iter().map(|piece| piece.0.as_str()).collect();
        let runs = if text.chars().any(is_right_to_left) {
            self.visual_runs(&text, &pieces)
        } else {
            self.logical_runs(&pieces)
        };
        Line { runs: merged(runs), text }
    }

    /// The runs of a line that holds words written from right to left (Unicode bidirectional algorithm, French around).
    fn visual_runs(&mut self, text: &str, pieces: &[Piece]) -> Vec<Run> {
        let bidi = BidiInfo::new(text, Some(Level::ltr()));
        let mut runs = Vec::new();
        for paragraph in &bidi.paragraphs {
            let (levels, ranges) = bidi.visual_runs(paragraph, paragraph.range.clone());
            for range in ranges {
                let leftwards = levels.get(range.start).is_some_and(|level| level.is_rtl());
                let mut parts: Vec<Run> = Vec::new();
                for (piece, weight) in slice(pieces, &range) {
                    parts.extend(self.runs(&piece, weight, !leftwards));
                }
                if leftwards {
                    parts.reverse();
                }
                runs.extend(parts);
            }
        }
        runs
    }

    /// `text` split by face, each part shaped, in the order of reading.
    fn runs(&mut self, text: &str, weight: Weight, rightwards: bool) -> Vec<Run> {
        let mut runs: Vec<Run> = Vec::new();
        for (face, part, is_code) in self.by_face(text, weight) {
            let digits: Vec<String> = part.chars().filter(|_| is_code).map(codebox::digits).collect();
            let shown = if is_code { digits.concat() } else { part.clone() };
            let rightwards = is_code || (rightwards && !part.chars().any(is_right_to_left));
            let glyphs = self.fonts.shape(face, &shown, rightwards).to_vec();
            let actual = (is_code || !rightwards).then_some(part);
            runs.push(Run { face, glyphs, actual, codes: digits.iter().map(String::len).collect() });
        }
        runs
    }

    fn is_missing(&self, character: char, weight: Weight) -> bool {
        !is_joiner(character) && self.fonts.face_for(character, weight).is_none()
    }

    /// Parts of `text` that one face draws, and whether none does. A mark stays with its letter; what no face draws stands apart.
    fn by_face(&mut self, text: &str, weight: Weight) -> Vec<(FaceId, String, bool)> {
        let main = if weight == Weight::Strong { FaceId::SemiBold } else { FaceId::Regular };
        let mut parts: Vec<(FaceId, String, bool)> = Vec::new();
        for character in text.chars() {
            let is_missing = self.is_missing(character, weight);
            if is_missing {
                self.warnings.note(self.fonts.fate(character), character);
            }
            let face = self.fonts.face_for(character, weight).unwrap_or(main);
            let fonts = &self.fonts;
            let joins = |last: FaceId| is_joiner(character) || (is_mark(character) && fonts.draws(last, character));
            match parts.last_mut() {
                Some((last, part, was)) if *was == is_missing && (*last == face || (!is_missing && joins(*last))) => {
                    part.push(character);
                }
                _ => parts.push((face, character.to_string(), is_missing)),
            }
        }
        parts
    }
}

/// How a part of a line follows the part before it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Joint {
    /// After a space.
    Space,
    /// Touching it, when the line has room.
    Tight,
    /// On a new line: a word was cut there.
    Cut,
}

/// What is never cut: a word, or a piece of one that is wider than a line.
struct Part {
    pieces: Vec<Piece>,
    joint: Joint,
}

/// `word` cut after its hyphens, apostrophes and slashes.
fn stretches(word: Vec<Piece>) -> Vec<Vec<Piece>> {
    let mut stretches: Vec<Vec<Piece>> = vec![Vec::new()];
    let mut was_end = false;
    for (text, weight) in word {
        for character in text.chars() {
            let is_end = matches!(character, '-' | '\u{2010}' | '–' | '—' | '\'' | '’' | '/' | '\\');
            if was_end && !is_end && !is_mark(character) {
                stretches.push(Vec::new());
            }
            was_end = is_end;
            if let Some(stretch) = stretches.last_mut() {
                add_to(stretch, character, weight);
            }
        }
    }
    stretches
}

fn add(words: &mut [Vec<Piece>], character: char, weight: Weight) {
    if let Some(word) = words.last_mut() {
        add_to(word, character, weight);
    }
}

fn add_to(word: &mut Vec<Piece>, character: char, weight: Weight) {
    match word.last_mut() {
        Some((text, last)) if *last == weight => text.push(character),
        _ => word.push((character.to_string(), weight)),
    }
}

/// Runs of one face put together, so that the PDF says a line in few words.
fn merged(runs: Vec<Run>) -> Vec<Run> {
    let mut merged: Vec<Run> = Vec::new();
    for run in runs {
        match merged.last_mut() {
            Some(last) if last.face == run.face && last.actual.is_none() && run.actual.is_none() => {
                last.glyphs.extend(run.glyphs);
            }
            _ => merged.push(run),
        }
    }
    merged
}

/// The parts of `pieces` that lie in `range` of their joined text.
fn slice(pieces: &[Piece], range: &std::ops::Range<usize>) -> Vec<Piece> {
    let mut start = 0;
    let mut parts = Vec::new();
    for (text, weight) in pieces {
        let from = range.start.saturating_sub(start).min(text.len());
        let to = range.end.saturating_sub(start).min(text.len());
        if let Some(part) = text.get(from..to).filter(|part| !part.is_empty()) {
            parts.push((part.to_owned(), *weight));
        }
        start += text.len();
    }
    parts
}

/// Spaces that may not start a line: U+202F before `; : ! ? » %` and after `«`, where the text has a space.
pub(crate) fn french_spaces(text: &str) -> String {
    let mut set = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    let mut before = '\0';
    while let Some(character) = characters.next() {
        let is_space = matches!(character, ' ' | '\u{A0}');
        let closes = characters.peek().is_some_and(|next| matches!(next, ';' | ':' | '!' | '?' | '»' | '%'));
        set.push(if is_space && (closes || before == '«') { '\u{202F}' } else { character });
        before = character;
    }
    set
}

/// Characters that reorder a line or hide in it: a name must not use them to look like another.
pub(super) fn turns_or_hides(character: char) -> bool {
    matches!(character,
        '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF0}'..='\u{FFFB}' | '\u{E0000}'..='\u{E0FFF}')
}

fn is_right_to_left(character: char) -> bool {
    matches!(unicode_bidi::bidi_class(character), unicode_bidi::BidiClass::R | unicode_bidi::BidiClass::AL)
}

fn is_mark(character: char) -> bool {
    matches!(unicode_bidi::bidi_class(character), unicode_bidi::BidiClass::NSM)
}
