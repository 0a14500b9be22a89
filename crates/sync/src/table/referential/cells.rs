//! A cell with leftovers of HTML, as paragraphs of plain text. It knows markup and bullets, not what a text means.

use super::super::text::one_line;

/// Longest thing taken for a tag, in bytes: `<` is also « less than ».
const TAG: usize = 200;

/// A paragraph of a cell.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Paragraph {
    /// Its words, blanks made one.
    pub(super) text: String,
    /// The words underlined at its beginning.
    pub(super) underlined: String,
    /// Whether it stands after a bullet.
    pub(super) bullet: bool,
}

/// The paragraphs of `cell` that have words.
pub(super) fn paragraphs(cell: &str) -> Vec<Paragraph> {
    let mut walk = Walk::default();
    let mut rest = cell;
    while let Some(c) = rest.chars().next() {
        if let Some((tag, after)) = tag(rest) {
            walk.tag(&tag);
            rest = after;
        } else if let Some((letter, after)) = entity(rest) {
            walk.letter(letter);
            rest = after;
        } else {
            let after = rest.strip_prefix(c).unwrap_or_default();
            if is_bullet(c) {
                walk.next(Starts::Bullet)
            } else {
                walk.letter(c)
            }
            rest = after;
        }
    }
    walk.next(Starts::Plain);
    walk.done
}

/// A plain line without the marks of bold.
pub(super) fn plain(line: &str) -> String {
    one_line(&line.replace("**", ""))
}

fn is_bullet(c: char) -> bool {
    matches!(c, '•' | '▪' | '◦' | '‣' | '\u{F0B7}')
}

/// How a paragraph starts.
enum Starts {
    Plain,
    Bullet,
}

#[derive(Default)]
struct Walk {
    done: Vec<Paragraph>,
    current: Paragraph,
    underlining: bool,
}

impl Walk {
    fn letter(&mut self, c: char) {
        // Only what is underlined from the first word on is a heading.
        if self.underlining && self.current.text.trim() == self.current.underlined.trim() {
            self.current.underlined.push(c);
        }
        self.current.text.push(c);
    }

    fn tag(&mut self, name: &str) {
        match name {
            "u" => self.underlining = true,
            "/u" => self.underlining = false,
            "li" => self.next(Starts::Bullet),
            "p" | "/p" | "ul" | "/ul" | "ol" | "/ol" | "/li" | "br" | "div" | "/div" => self.next(Starts::Plain),
            _ => {}
        }
    }

    fn next(&mut self, starts: Starts) {
        let mut ended = std::mem::take(&mut self.current);
        self.current.bullet = matches!(starts, Starts::Bullet);
        ended.text = one_line(&ended.text);
        ended.underlined = one_line(&ended.underlined);
        if !ended.text.is_empty() {
            self.done.push(ended);
        } else if ended.bullet && matches!(starts, Starts::Plain) {
            // A tag between the bullet and its words does not take the bullet away.
            self.current.bullet = true;
        }
    }
}

/// The tag that opens `text` (in small letters, without attributes) and what follows it.
fn tag(text: &str) -> Option<(String, &str)> {
    let (inside, after) = text.strip_prefix('<')?.split_once('>')?;
    let name = inside.split([' ', '\n']).next().unwrap_or_default().trim_end_matches('/').to_ascii_lowercase();
    let letters = name.strip_prefix('/').unwrap_or(&name);
    let sound = inside.len() <= TAG && letters.starts_with(|c: char| c.is_ascii_alphabetic());
    (sound && letters.chars().all(|c| c.is_ascii_alphanumeric())).then_some((name, after))
}

fn entity(text: &str) -> Option<(char, &str)> {
    const ENTITIES: [(&str, char); 6] =
        [("&amp;", '&'), ("&lt;", '<'), ("&gt;", '>'), ("&quot;", '"'), ("&#39;", '\''), ("&nbsp;", '\u{A0}')];
    ENTITIES.iter().find_map(|(name, c)| text.strip_prefix(name).map(|after| (*c, after)))
}
