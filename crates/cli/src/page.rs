//! A page for people: lines and tables, aligned, calm. Whatever comes from a file or a store is shown without a character that
//! could move the cursor, turn the reading or hide another.

use domain::minutes::CivilTime;
use unicode_width::UnicodeWidthStr;

/// Widest cell before it is cut, in columns of the terminal.
const WIDEST: usize = 48;

/// A day and its hour; nothing where they are not known.
pub(crate) fn moment(at: Option<CivilTime>) -> String {
    at.map(|at| format!("{} {:02}:{:02}", at.date, at.hour, at.minute)).unwrap_or_default()
}

/// The beginning of an identifier or a digest, long enough to name it by.
pub(crate) fn short(id: impl std::fmt::Display) -> String {
    id.to_string().chars().take(8).collect()
}

/// What a command says to people.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Page(String);

impl Page {
    /// An empty page.
    pub(crate) fn new() -> Self {
        Self::default()
    }

    /// Adds a line.
    pub(crate) fn line(&mut self, text: impl AsRef<str>) -> &mut Self {
        self.0.push_str(&plain(text.as_ref()));
        self.0.push('\n');
        self
    }

    /// Adds an empty line.
    pub(crate) fn blank(&mut self) -> &mut Self {
        self.0.push('\n');
        self
    }

    /// Adds a table; nothing when it has no row.
    pub(crate) fn table(&mut self, head: &[String], rows: &[Vec<String>]) -> &mut Self {
        if rows.is_empty() {
            return self;
        }
        let cells: Vec<Vec<String>> = std::iter::once(head)
            .chain(rows.iter().map(Vec::as_slice))
            .map(|row| row.iter().map(|c| cut(c)).collect())
            .collect();
        let width =
            |place: usize| cells.iter().filter_map(|row| row.get(place)).map(|cell| cell.width()).max().unwrap_or(0);
        let widths: Vec<usize> = (0..head.len()).map(width).collect();
        for row in &cells {
            let padded = row
                .iter()
                .zip(&widths)
                .map(|(cell, width)| format!("{cell}{}", " ".repeat(width.saturating_sub(cell.width()))));
            let line = padded.collect::<Vec<_>>().join("  ");
            self.0.push_str(line.trim_end());
            self.0.push('\n');
        }
        self
    }

    /// Adds « label  value » lines, aligned.
    pub(crate) fn facts(&mut self, facts: &[(String, String)]) -> &mut Self {
        let width = facts.iter().map(|(label, _)| label.width()).max().unwrap_or(0);
        for (label, value) in facts {
            let gap = " ".repeat(width.saturating_sub(label.width()));
            self.line(format!("{label}{gap}  {value}"));
        }
        self
    }

    /// Adds a text of our own making, line by line as it is: a manual, completions.
    pub(crate) fn verbatim(&mut self, text: &str) -> &mut Self {
        self.0.push_str(text);
        self
    }

    /// The page's text.
    pub(crate) fn text(&self) -> &str {
        &self.0
    }
}

fn cut(cell: &str) -> String {
    let cell = plain(cell);
    if cell.width() <= WIDEST {
        return cell;
    }
    let mut kept = String::new();
    for character in cell.chars() {
        if kept.width() >= WIDEST - 1 {
            break;
        }
        kept.push(character);
    }
    kept + "…"
}

/// `text` on one line, every character that deceives made visible.
pub(crate) fn plain(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\n' | '\t' => shown.push(' '),
            _ if deceives(character) => shown.push_str(&format!("⟨U+{:04X}⟩", u32::from(character))),
            _ => shown.push(character),
        }
    }
    shown
}

/// Whether a character moves the cursor, turns the reading or shows nothing.
pub(crate) fn deceives(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_control_character_reaches_the_terminal() {
        let mut page = Page::new();
        let hostile = "O'Brien\u{1b}[2J\u{9b}31m\r\u{202e}mada\u{200b}\0";
        page.line(hostile).table(&["nom".into()], &[vec![hostile.into()]]);
        assert!(page.text().chars().all(|c| c == '\n' || !deceives(c)), "{:?}", page.text());
        assert!(page.text().contains("⟨U+202E⟩"));
    }

    #[test]
    fn columns_stand_under_each_other_whatever_the_script() {
        let mut page = Page::new();
        page.table(&["a".into(), "b".into()], &[vec!["ليلى 🎓".into(), "1".into()], vec!["Zoé".into(), "2".into()]]);
        let at: Vec<usize> =
            page.text().lines().map(|line| line.get(..line.len() - 1).unwrap_or_default().width()).collect();
        assert!(at.iter().all(|column| *column == at[0]), "{}", page.text());
    }

    #[test]
    fn a_cell_is_cut_and_says_so() {
        let mut page = Page::new();
        page.table(&["n".into()], &[vec!["é".repeat(10_000)]]);
        assert!(page.text().lines().all(|line| line.width() <= WIDEST) && page.text().contains('…'));
    }
}
