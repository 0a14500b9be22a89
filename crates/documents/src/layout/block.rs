//! The vocabulary of the papers: what a paper is made of, in order, before anything has a place. A paper is a function from a
//! value to these blocks; the flow lays them out. Knows no word of a jury, and no page.

use super::boxes::{Grid, SignatureBox};
use super::code::Code;
use super::flow::Flow;
use super::page::Style;
use super::table::Table;
use super::text::Span;

/// One thing of a paper.
pub(crate) enum Block {
    /// The certifier's logo, where there is one.
    Logo,
    /// The title of the paper.
    Title(String),
    /// A section's heading.
    Section(String),
    /// A part of a section's heading.
    Subsection(String),
    /// Running text.
    Paragraph(Vec<Span>),
    /// Text of another style.
    Styled(Style, Vec<Span>),
    /// What can't be overlooked: its title and its text.
    Notice(String, String),
    /// A table.
    Table(Table),
    /// Boxes to be signed.
    Signatures(Vec<SignatureBox>, Grid),
    /// Empty lines to be written on.
    Lines(usize),
    /// A code to be read by a camera.
    Code(Code),
    /// White.
    Space(f32),
    /// The paragraph that follows is not parted from what it leads to.
    Keep,
    /// A new page.
    Turn,
}

/// The blocks of a paper, in the order of reading.
#[derive(Default)]
pub(crate) struct Blocks(Vec<Block>);

impl Blocks {
    /// The certifier's logo, where there is one.
    pub(crate) fn logo(&mut self) {
        self.0.push(Block::Logo);
    }

    /// The title of the paper.
    pub(crate) fn title(&mut self, title: impl Into<String>) {
        self.0.push(Block::Title(title.into()));
    }

    /// Starts a section: its heading stays with what follows.
    pub(crate) fn section(&mut self, title: impl Into<String>) {
        self.0.push(Block::Section(title.into()));
    }

    /// Starts a part of a section.
    pub(crate) fn subsection(&mut self, title: impl Into<String>) {
        self.0.push(Block::Subsection(title.into()));
    }

    /// A paragraph of running text.
    pub(crate) fn paragraph(&mut self, spans: impl Into<Vec<Span>>) {
        self.0.push(Block::Paragraph(spans.into()));
    }

    /// A paragraph in another style.
    pub(crate) fn styled(&mut self, style: Style, spans: impl Into<Vec<Span>>) {
        self.0.push(Block::Styled(style, spans.into()));
    }

    /// A notice that can't be overlooked.
    pub(crate) fn notice(&mut self, title: impl Into<String>, text: impl Into<String>) {
        self.0.push(Block::Notice(title.into(), text.into()));
    }

    /// A table.
    pub(crate) fn table(&mut self, table: Table) {
        self.0.push(Block::Table(table));
    }

    /// Boxes to be signed.
    pub(crate) fn signatures(&mut self, boxes: Vec<SignatureBox>, grid: Grid) {
        self.0.push(Block::Signatures(boxes, grid));
    }

    /// Empty lines to be written on.
    pub(crate) fn lines(&mut self, count: usize) {
        self.0.push(Block::Lines(count));
    }

    /// A code to be read by a camera.
    pub(crate) fn code(&mut self, code: Code) {
        self.0.push(Block::Code(code));
    }

    /// White, except at the top of a page.
    pub(crate) fn space(&mut self, height: f32) {
        self.0.push(Block::Space(height));
    }

    /// The paragraph that follows is not parted from what it leads to.
    pub(crate) fn keep(&mut self) {
        self.0.push(Block::Keep);
    }

    /// A new page.
    pub(crate) fn turn(&mut self) {
        self.0.push(Block::Turn);
    }
}

impl Flow<'_> {
    /// Lays out `blocks` after what is there.
    pub(crate) fn lay(&mut self, blocks: &Blocks) {
        for block in &blocks.0 {
            match block {
                Block::Logo => self.logo(),
                Block::Title(title) => self.title(title),
                Block::Section(title) => self.section(title),
                Block::Subsection(title) => self.subsection(title),
                Block::Paragraph(spans) => self.paragraph(spans),
                Block::Styled(style, spans) => self.styled(*style, spans),
                Block::Notice(title, text) => self.notice(title, text),
                Block::Table(table) => self.table(table),
                Block::Signatures(boxes, grid) => self.signatures(boxes, *grid),
                Block::Lines(count) => self.lines(*count),
                Block::Code(code) => self.code(code),
                Block::Space(height) => self.space(*height),
                Block::Keep => self.hold(),
                Block::Turn => self.turn(),
            }
        }
    }
}
