//! Moving what was just drawn to the page that follows: how a heading comes along with what it announces. Moves, and
//! decides nothing.

use super::display::{DisplayList, Item, Kid};

/// A place in a display list: everything drawn later can be moved.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Bookmark {
    /// The page, from 0.
    pub(crate) page: usize,
    marks: usize,
    outline: usize,
    fields: usize,
}

impl DisplayList {
    /// The place reached so far.
    pub(crate) fn bookmark(&self) -> Bookmark {
        let page = self.pages.len().saturating_sub(1);
        let marks = self.pages.last().map_or(0, Vec::len);
        Bookmark { page, marks, outline: self.outline.len(), fields: self.fields.len() }
    }

    /// Moves what was drawn since `from` to the last page, `by` points down. It must all stand on the page of `from`.
    pub(crate) fn lift(&mut self, from: &Bookmark, by: f32) {
        let to = self.pages.len().saturating_sub(1);
        let Some(page) = self.pages.get_mut(from.page) else { return };
        let moved = page.split_off(from.marks.min(page.len()));
        for mut mark in moved {
            mark.items.iter_mut().for_each(|item| shift(item, by));
            match mark.owner {
                Some((element, number)) => {
                    self.mark_again(element, Kid::Content { page: from.page, mark: number }, to, mark.items);
                }
                None => self.decorate(to, mark.items),
            }
        }
        self.outline.iter_mut().skip(from.outline).for_each(|(_, page)| *page = to);
        for field in self.fields.iter_mut().skip(from.fields) {
            field.page = to;
            field.area.y += by;
        }
    }

    /// Draws `items` on page `to`, in the place that `was` has among what `element` holds: the order of reading stays.
    fn mark_again(&mut self, element: usize, was: Kid, to: usize, items: Vec<Item>) {
        self.mark(to, element, items);
        let Some(element) = self.elements.get_mut(element) else { return };
        if let Some(now) = element.kids.pop()
            && let Some(kid) = element.kids.iter_mut().find(|kid| **kid == was)
        {
            *kid = now;
        }
    }
}

fn shift(item: &mut Item, by: f32) {
    match item {
        Item::Text { y, .. } => *y += by,
        Item::Rule { from, to, .. } => {
            from.1 += by;
            to.1 += by;
        }
        Item::Fill { area, .. } | Item::Picture { area, .. } => area.y += by,
    }
}
