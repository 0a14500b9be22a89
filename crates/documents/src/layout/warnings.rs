//! What a paper could not show as it was given, with the text that holds it. It decides nothing: who sets text says what became
//! of a character.

use std::collections::BTreeSet;

use super::text::{Span, turns_or_hides};
use crate::failure::{Fate, Warning};

/// Most characters of a text that a warning cites.
const SAID: usize = 40;

/// What could not be drawn as given, and the text that is being set.
#[derive(Debug, Default)]
pub(crate) struct Warnings {
    told: BTreeSet<Warning>,
    saying: String,
}

impl Warnings {
    /// Every warning so far; none is left.
    pub(crate) fn take(&mut self) -> Vec<Warning> {
        std::mem::take(&mut self.told).into_iter().collect()
    }

    /// The text that is set from here on.
    pub(super) fn hear(&mut self, spans: &[Span]) {
        self.saying.clear();
        self.saying.extend(spans.iter().flat_map(|span| span.text.chars()).take(SAID));
    }

    /// Notes what became of `character` in that text.
    pub(super) fn note(&mut self, fate: Fate, character: char) {
        // What turns a line around would turn the warning around.
        let text = self.saying.chars().filter(|letter| !letter.is_control() && !turns_or_hides(*letter));
        let text = text.collect::<String>().trim().to_owned();
        self.told.insert(Warning { fate, character, text });
    }
}
