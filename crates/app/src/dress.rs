//! What a window wears in its very first frame: the theme that was chosen, in a file of one word beside the store, read before
//! there is a page. Not a place for anything else a person likes: the page keeps that.

use serde::{Deserialize, Serialize};

use crate::desk::Desk;
use crate::failure::Failure;
use crate::files;

/// A theme, as a person chooses it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    /// As the computer is: dark or light.
    #[default]
    Auto,
    /// Dark letters on paper.
    Light,
    /// Light letters on a dark ground.
    Dark,
    /// The most contrast.
    Bright,
}

/// Every theme and the word it is kept as.
const WORDS: [(Theme, &str); 4] =
    [(Theme::Auto, "auto"), (Theme::Light, "light"), (Theme::Dark, "dark"), (Theme::Bright, "bright")];

impl Theme {
    /// The word it is kept as, and that the page knows it by.
    #[must_use]
    pub fn word(self) -> &'static str {
        WORDS.iter().find(|(theme, _)| *theme == self).map_or("auto", |(_, word)| word)
    }
}

impl Desk {
    /// What the window wears: what was kept, or [`Theme::Auto`] where nothing that can be read was.
    #[must_use]
    pub fn theme(&self) -> Theme {
        let kept = std::fs::read_to_string(self.places.theme()).unwrap_or_default();
        WORDS.iter().find(|(_, word)| *word == kept.trim()).map_or(Theme::Auto, |(theme, _)| *theme)
    }

    /// Keeps what the window wears, for the next time it opens.
    ///
    /// # Errors
    /// When the disk refuses: the next window then opens in what was kept before.
    pub fn wear(&self, theme: Theme) -> Result<(), Failure> {
        if theme == self.theme() {
            return Ok(());
        }
        files::write(&self.places.theme(), theme.word().as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::places::Places;

    #[test]
    fn a_window_opens_in_the_theme_that_was_chosen_and_in_the_computer_s_where_none_can_be_read() {
        let folder = tempfile::tempdir().unwrap();
        let places = Places::in_folder(&folder.path().join("new"));
        let desk = Desk::new(places.clone());
        assert_eq!(desk.theme(), Theme::Auto);
        for (theme, _) in WORDS {
            desk.wear(theme).unwrap();
            assert_eq!(Desk::new(places.clone()).theme(), theme);
        }
        std::fs::write(places.theme(), b"\xff dar").unwrap();
        assert_eq!(desk.theme(), Theme::Auto);
    }
}
