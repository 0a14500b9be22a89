//! The tagged display list: what stands where on which page, and what it is for somebody who hears the paper instead of
//! seeing it. Plain data that any emitter can draw; it lays out nothing.

use std::sync::Arc;

use super::letterhead::Picture;
use super::page::{Area, Colour};
use super::text::Run;

/// What a thing is, in the words of PDF (ISO 32000-1, 14.8.4).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tag {
    /// The whole.
    Document,
    /// A part with its heading.
    Section,
    /// The title.
    H1,
    /// A section's title.
    H2,
    /// A subsection's title.
    H3,
    /// A paragraph.
    Paragraph,
    /// A table.
    Table,
    /// Its head.
    TableHead,
    /// Its rows.
    TableBody,
    /// A row.
    Row,
    /// The head of a column.
    ColumnHead,
    /// The head of a row.
    RowHead,
    /// A cell.
    Cell,
    /// A form field.
    Form,
    /// A picture, with words for who does not see it.
    Figure,
}

/// One node of the structure.
#[derive(Debug, Clone)]
pub(crate) struct Element {
    /// What it is.
    pub(crate) tag: Tag,
    /// The element around it; none for the document.
    pub(crate) parent: Option<usize>,
    /// What it holds, in the order of reading.
    pub(crate) kids: Vec<Kid>,
    /// How many rows a cell covers.
    pub(crate) rows: u16,
    /// Its language, where it is not the paper's.
    pub(crate) language: Option<&'static str>,
    /// What a picture shows.
    pub(crate) figure: Option<Figure>,
}

/// What a picture shows, and where.
#[derive(Debug, Clone)]
pub(crate) struct Figure {
    /// In words.
    pub(crate) alternative: String,
    /// Where.
    pub(crate) area: Area,
}

/// What an element holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kid {
    /// Another element.
    Element(usize),
    /// Marked content of a page.
    Content {
        /// The page, from 0.
        page: usize,
        /// Its number on that page.
        mark: usize,
    },
    /// A signature field.
    Field(usize),
}

/// Something drawn.
#[derive(Debug, Clone)]
pub(crate) enum Item {
    /// Glyphs.
    Text {
        /// Left end.
        x: f32,
        /// Baseline.
        y: f32,
        /// Size.
        size: f32,
        /// Colour.
        colour: Colour,
        /// The glyphs.
        run: Run,
    },
    /// A line.
    Rule {
        /// From.
        from: (f32, f32),
        /// To.
        to: (f32, f32),
        /// Thickness.
        width: f32,
        /// Colour.
        colour: Colour,
    },
    /// A picture.
    Picture {
        /// Where.
        area: Area,
        /// The picture.
        picture: Arc<Picture>,
    },
    /// A filled rectangle.
    Fill {
        /// Where.
        area: Area,
        /// Colour.
        colour: Colour,
    },
}

/// Things drawn together: content of one element, or decoration.
#[derive(Debug, Clone)]
pub(crate) struct Mark {
    /// The element it belongs to and its number on the page; none for decoration.
    pub(crate) owner: Option<(usize, usize)>,
    /// The things.
    pub(crate) items: Vec<Item>,
}

/// A signature field, empty.
#[derive(Debug, Clone)]
pub(crate) struct FieldArea {
    /// Its name in the form.
    pub(crate) name: String,
    /// What it is for, in words.
    pub(crate) tooltip: String,
    /// The page, from 0.
    pub(crate) page: usize,
    /// Where the signature shows.
    pub(crate) area: Area,
    /// Its element.
    pub(crate) element: usize,
}

/// The whole paper.
#[derive(Debug, Clone)]
pub(crate) struct DisplayList {
    /// The pages.
    pub(crate) pages: Vec<Vec<Mark>>,
    /// The structure; the first is the document.
    pub(crate) elements: Vec<Element>,
    /// The signature fields.
    pub(crate) fields: Vec<FieldArea>,
    /// Headings for the outline: title and page.
    pub(crate) outline: Vec<(String, usize)>,
}

impl DisplayList {
    /// A paper without a page.
    pub(crate) fn new() -> Self {
        let root =
            Element { tag: Tag::Document, parent: None, kids: Vec::new(), rows: 1, language: None, figure: None };
        Self { pages: Vec::new(), elements: vec![root], fields: Vec::new(), outline: Vec::new() }
    }

    /// A new element at the end of `parent`.
    pub(crate) fn open(&mut self, parent: usize, tag: Tag) -> usize {
        let id = self.elements.len();
        self.elements.push(Element {
            tag,
            parent: Some(parent),
            kids: Vec::new(),
            rows: 1,
            language: None,
            figure: None,
        });
        self.hold(parent, Kid::Element(id));
        id
    }

    /// Says what the picture `element` shows.
    pub(crate) fn describe(&mut self, element: usize, figure: Figure) {
        if let Some(element) = self.elements.get_mut(element) {
            element.figure = Some(figure);
        }
    }

    /// Puts `kid` at the end of `element`.
    pub(crate) fn hold(&mut self, element: usize, kid: Kid) {
        if let Some(element) = self.elements.get_mut(element) {
            element.kids.push(kid);
        }
    }

    /// Draws content of `element` on `page`.
    pub(crate) fn mark(&mut self, page: usize, element: usize, items: Vec<Item>) {
        let Some(marks) = self.pages.get_mut(page) else { return };
        let number = marks.iter().filter(|mark| mark.owner.is_some()).count();
        marks.push(Mark { owner: Some((element, number)), items });
        self.hold(element, Kid::Content { page, mark: number });
    }

    /// Draws decoration on `page`: what a reader need not hear.
    pub(crate) fn decorate(&mut self, page: usize, items: Vec<Item>) {
        if let Some(marks) = self.pages.get_mut(page) {
            marks.push(Mark { owner: None, items });
        }
    }

    /// The words of the paper as the eye meets them, page by page: for tests, and for who has no PDF reader.
    pub(crate) fn to_text(&self) -> String {
        let mut text = String::new();
        for (number, marks) in self.pages.iter().enumerate() {
            text.push_str(&format!("──── {} ────\n", number + 1));
            for row in rows(marks) {
                text.push_str(row.trim_end());
                text.push('\n');
            }
        }
        text
    }
}

/// The lines of a page, each with its runs from left to right at their place.
fn rows(marks: &[Mark]) -> Vec<String> {
    #[expect(clippy::cast_possible_truncation, reason = "a place on a page is far below 2^31 tenths of a point")]
    let tenths = |length: f32| (length * 10.0).round() as i32;
    let mut placed: std::collections::BTreeMap<i32, Vec<(i32, String)>> = std::collections::BTreeMap::new();
    for item in marks.iter().flat_map(|mark| &mark.items) {
        if let Item::Text { x, y, run, .. } = item {
            let words = run.actual.clone().unwrap_or_else(|| run.glyphs.iter().map(|g| g.text.as_str()).collect());
            placed.entry(tenths(*y)).or_default().push((tenths(*x), words));
        }
    }
    let join = |mut runs: Vec<(i32, String)>| {
        runs.sort();
        let mut row = String::new();
        for (x, words) in runs {
            let column = usize::try_from((x - 500).max(0) / 42).unwrap_or(0);
            let have = row.chars().count();
            let gap = if have == 0 { column } else { column.saturating_sub(have).max(1) };
            row.push_str(&" ".repeat(gap));
            row.push_str(&words);
        }
        row
    };
    placed.into_values().map(join).collect()
}
