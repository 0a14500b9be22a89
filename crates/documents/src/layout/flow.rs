//! The flow of a paper down its pages: headings that stay with what follows, paragraphs without a lonely line, notices,
//! running header and footer. Tables and signature boxes are beside. Knows no word of a jury.

use super::block::Blocks;
use super::display::{DisplayList, Item, Tag};
use super::letterhead::Look;
use super::lift::Bookmark;
use super::page::{self, Area, Style};
use super::text::{Line, Span, Typesetter, plain, strong};

/// A paper being laid out.
pub(crate) struct Flow<'t> {
    /// Sets the text.
    pub(crate) setter: &'t mut Typesetter,
    /// What is drawn so far.
    pub(crate) list: DisplayList,
    /// Where the next thing starts, from the top of the page.
    pub(crate) y: f32,
    /// The element that takes the next thing.
    pub(crate) at: usize,
    /// The certifier's colour and logo.
    look: &'t Look,
    /// A heading that must not stay alone.
    held: Option<Held>,
}

/// A heading, and the words under it, that come along when what they announce goes to the next page.
struct Held {
    from: Bookmark,
    y: f32,
    /// Whether a paragraph follows it already: only a table or boxes still take it along.
    has_text: bool,
}

/// More than this is not moved: the page before would stay too empty.
const MOST_HELD: f32 = (page::BOTTOM - page::TOP) / 3.0;

/// Widest and highest logo.
const LOGO: (f32, f32) = (190.0, 42.0);
/// The height of a line to be written on.
const WRITING: f32 = 22.0;

/// What stands on every page outside the text.
pub(crate) struct Margins {
    /// Above the text, from the second page on.
    pub(crate) header: String,
    /// Below, left.
    pub(crate) left: String,
    /// Below, in the middle.
    pub(crate) middle: String,
    /// Below, right, of a page and their number.
    pub(crate) count: fn(usize, usize) -> String,
}

impl<'t> Flow<'t> {
    /// A paper with one empty page.
    pub(crate) fn new(setter: &'t mut Typesetter, look: &'t Look) -> Self {
        let mut flow = Self { setter, list: DisplayList::new(), y: page::TOP, at: 0, look, held: None };
        flow.list.pages.push(Vec::new());
        flow
    }

    /// The page being filled, from 0.
    pub(crate) fn page(&self) -> usize {
        self.list.pages.len().saturating_sub(1)
    }

    /// What is left of the page.
    pub(crate) fn room(&self) -> f32 {
        page::BOTTOM - self.y
    }

    /// Goes on with a new page.
    pub(crate) fn turn(&mut self) {
        self.list.pages.push(Vec::new());
        self.y = page::TOP;
    }

    /// Turns the page when less than `height` is left of it.
    pub(crate) fn need(&mut self, height: f32) {
        if self.room() < height && self.y > page::TOP {
            self.turn();
        }
    }

    /// Like [`Self::need`]; a heading that waits for this comes along.
    pub(crate) fn claim(&mut self, height: f32) {
        if self.room() >= height || self.y <= page::TOP {
            return;
        }
        let held = self.held.take();
        let (before, from) = (self.y, self.page());
        self.turn();
        let Some(held) = held else { return };
        let high = before - held.y;
        let is_movable = held.from.page == from && held.y > page::TOP && high <= MOST_HELD;
        if is_movable && high + height <= page::BOTTOM - page::TOP {
            self.list.lift(&held.from, page::TOP - held.y);
            self.y += high;
        }
    }

    /// Nothing waits any more.
    pub(crate) fn release(&mut self) {
        self.held = None;
    }

    /// The height of what waits.
    pub(crate) fn waiting(&self) -> f32 {
        self.held.as_ref().filter(|held| held.from.page == self.page()).map_or(0.0, |held| self.y - held.y)
    }

    /// What is drawn from here on waits for what it leads to, and goes to the next page with it.
    pub(crate) fn hold(&mut self) {
        self.held = Some(Held { from: self.list.bookmark(), y: self.y, has_text: false });
    }

    /// Leaves white, except at the top of a page.
    pub(crate) fn space(&mut self, height: f32) {
        if self.y > page::TOP {
            self.y += height;
        }
    }

    /// The certifier's logo: decoration, its name stands beside.
    pub(crate) fn logo(&mut self) {
        let Some(picture) = &self.look.logo else { return };
        #[expect(clippy::cast_precision_loss, reason = "a logo has at most 2048 points a side")]
        let ratio = picture.width as f32 / picture.height.max(1) as f32;
        let width = (LOGO.1 * ratio).min(LOGO.0);
        let area = Area { x: page::SIDE, y: self.y, width, height: width / ratio };
        self.list.decorate(self.page(), vec![Item::Picture { area, picture: std::sync::Arc::clone(picture) }]);
        self.y += area.height + 8.0;
    }

    /// The title of the paper.
    pub(crate) fn title(&mut self, title: &str) {
        self.list.outline.push((title.to_owned(), self.page()));
        self.block(Tag::H1, page::TITLE, &[strong(title)], 0.0);
        self.y += 2.0;
    }

    /// Starts a section: its heading stays with what follows.
    pub(crate) fn section(&mut self, title: &str) {
        self.space(15.0);
        self.need(page::HEADING.leading + page::BODY.leading);
        self.hold();
        self.at = self.list.open(0, Tag::Section);
        self.list.outline.push((title.to_owned(), self.page()));
        self.block(Tag::H2, page::HEADING, &[strong(title)], 0.0);
        let y = self.y + 1.0;
        let rule = Item::Rule {
            from: (page::SIDE, y),
            to: (page::WIDTH - page::SIDE, y),
            width: 0.7,
            colour: self.look.accent,
        };
        self.list.decorate(self.page(), vec![rule]);
        self.y += 6.5;
    }

    /// Starts a part of a section.
    pub(crate) fn subsection(&mut self, title: &str) {
        self.space(7.0);
        self.need(page::SUBHEADING.leading + page::BODY.leading);
        if self.held.as_ref().is_none_or(|held| held.has_text) {
            self.hold();
        }
        self.block(Tag::H3, page::SUBHEADING, &[strong(title)], 0.0);
        self.y += 2.5;
    }

    /// A paragraph of running text.
    pub(crate) fn paragraph(&mut self, spans: &[Span]) {
        self.block(Tag::Paragraph, page::BODY, spans, 0.0);
        self.y += 4.5;
    }

    /// A paragraph in another style.
    pub(crate) fn styled(&mut self, style: Style, spans: &[Span]) {
        self.block(Tag::Paragraph, style, spans, 0.0);
        self.y += 3.0;
    }

    /// A notice that can't be overlooked, on a wash with a bar. It is never cut by the end of a page unless longer than one.
    pub(crate) fn notice(&mut self, title: &str, text: &str) {
        let inset = 12.0;
        let spans = [strong(format!("{title}\n")), plain(text)];
        let width = page::MEASURE - 2.0 * inset;
        #[expect(clippy::cast_precision_loss, reason = "a notice has few lines")]
        let count = self.setter.lines(&spans, page::BODY.size, width).len() as f32;
        let height = count * page::BODY.leading + 14.0;
        self.need(height);
        if height <= self.room() {
            let area = Area { x: page::SIDE, y: self.y, width: page::MEASURE, height };
            let fill = Item::Fill { area, colour: page::WASH };
            let bar = Item::Fill { area: Area { width: 2.4, ..area }, colour: self.look.accent };
            self.list.decorate(self.page(), vec![fill, bar]);
        }
        self.y += 7.0;
        self.block(Tag::Paragraph, page::BODY, &spans, inset);
        self.y += 13.0;
    }

    /// Empty lines to be written on.
    pub(crate) fn lines(&mut self, count: usize) {
        self.claim(WRITING * f32::from(u8::try_from(count.min(4)).unwrap_or(4)));
        self.release();
        for _ in 0..count {
            self.need(WRITING);
            self.y += WRITING;
            let y = self.y - 4.0;
            let rule =
                Item::Rule { from: (page::SIDE, y), to: (page::WIDTH - page::SIDE, y), width: 0.4, colour: page::HAIR };
            self.list.decorate(self.page(), vec![rule]);
        }
        self.y += 6.0;
    }

    /// Text as one element, over as many pages as it needs.
    fn block(&mut self, tag: Tag, style: Style, spans: &[Span], inset: f32) {
        let colour = if style.colour == page::DEEP { self.look.accent } else { style.colour };
        let style = Style { colour, ..style };
        let lines = self.setter.lines(spans, style.size, page::MEASURE - 2.0 * inset);
        let element = self.list.open(self.at, tag);
        self.claim_lines(lines.len(), style);
        let mut rest = lines.as_slice();
        while !rest.is_empty() {
            let (now, later) = rest.split_at(self.fitting(rest.len(), style));
            let items = self.draw(now, style, page::SIDE + inset);
            if !items.is_empty() {
                self.list.mark(self.page(), element, items);
            }
            if !later.is_empty() {
                self.turn();
            }
            rest = later;
        }
        if let Some(held) = self.held.as_mut().filter(|_| tag == Tag::Paragraph) {
            held.has_text = true;
        }
    }

    /// Room for the first two of `count` lines; for three, as one of them would stay alone.
    fn claim_lines(&mut self, count: usize, style: Style) {
        let least = f32::from(u8::try_from(if count == 3 { 3 } else { count.min(2) }).unwrap_or(2));
        if self.held.as_ref().is_some_and(|held| held.has_text) {
            self.need(least * style.leading);
        } else {
            self.claim(least * style.leading);
        }
    }

    /// How many of `count` lines go on this page: never one alone at the head of the next.
    fn fitting(&self, count: usize, style: Style) -> usize {
        let fits = whole(self.room() / style.leading);
        if fits >= count {
            return count;
        }
        fits.min(count.saturating_sub(2).max(2)).max(1).min(count)
    }

    fn draw(&mut self, lines: &[Line], style: Style, x: f32) -> Vec<Item> {
        let mut items = Vec::new();
        for line in lines {
            items.extend(place(line, style, x, self.y));
            self.y += style.leading;
        }
        items
    }

    /// Draws headers and footers, now that the number of pages is known.
    pub(crate) fn finish(self, margins: &Margins) -> DisplayList {
        let Self { setter, mut list, look, .. } = self;
        let total = list.pages.len();
        for number in 0..total {
            let mut items = Vec::new();
            if number > 0 {
                items.extend(label(setter, &margins.header, page::HEADER, 0.0, page::MEASURE).0);
            }
            items.push(Item::Rule {
                from: (page::SIDE, page::FOOTER - 12.0),
                to: (page::WIDTH - page::SIDE, page::FOOTER - 12.0),
                width: 0.4,
                colour: page::HAIR,
            });
            let (middle, width) = label(setter, &margins.middle, page::FOOTER, 0.5, page::MEASURE / 2.0);
            let beside = (page::MEASURE - width) / 2.0 - 8.0;
            items.extend(middle);
            items.extend(label(setter, &margins.left, page::FOOTER, 0.0, beside).0);
            items.extend(label(setter, &(margins.count)(number + 1, total), page::FOOTER, 1.0, beside).0);
            items.extend(mentions(setter, &look.mentions));
            list.decorate(number, items);
        }
        list
    }
}

/// `blocks` on as many pages as they need, between `margins`.
pub(crate) fn lay(setter: &mut Typesetter, blocks: &Blocks, margins: &Margins, look: &Look) -> DisplayList {
    let mut flow = Flow::new(setter, look);
    flow.lay(blocks);
    flow.finish(margins)
}

/// A line's glyphs at `x`, in the row of a text whose top is at `top`.
pub(crate) fn place(line: &Line, style: Style, x: f32, top: f32) -> Vec<Item> {
    let y = top + style.leading / 2.0 + style.size * 0.36;
    let mut x = x;
    let mut items = Vec::new();
    for run in line.runs.iter().filter(|run| !run.glyphs.is_empty()) {
        let width = run.width(style.size);
        items.push(Item::Text { x, y, size: style.size, colour: style.colour, run: run.clone() });
        x += width;
    }
    items
}

/// How many whole times a length fits.
pub(crate) fn whole(times: f32) -> usize {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a page has few lines, never below 0")]
    let count = times.max(0.0).floor() as usize;
    count
}

/// The legal mentions, in the middle under the footer: two lines at most.
fn mentions(setter: &mut Typesetter, text: &str) -> Vec<Item> {
    if text.is_empty() {
        return Vec::new();
    }
    let style = Style { size: 6.4, leading: 8.4, colour: page::QUIET };
    let mut items = Vec::new();
    let mut top = page::FOOTER + 5.0;
    for line in setter.lines(&[plain(text)], style.size, page::MEASURE).iter().take(2) {
        let x = page::SIDE + (page::MEASURE - line.width(style.size)) / 2.0;
        items.extend(place(line, style, x, top));
        top += style.leading;
    }
    items
}

/// One short line of the margin, and its width: `side` is 0 on the left, 1 on the right. What is longer than `room` is cut.
fn label(setter: &mut Typesetter, text: &str, y: f32, side: f32, room: f32) -> (Vec<Item>, f32) {
    let size = page::SMALL.size;
    let lines = setter.lines(&[plain(text)], size, room);
    let Some(line) = lines.first() else { return (Vec::new(), 0.0) };
    let width = line.width(size);
    let x = page::SIDE + (page::MEASURE - width) * side;
    let style = page::SMALL;
    (place(line, style, x, y - style.leading / 2.0 - size * 0.36), width)
}
