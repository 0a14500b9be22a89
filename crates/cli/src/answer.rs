//! How `delib` answers: one page for people, or one JSON document on the standard output and messages beside it. Not a place
//! for what is answered.

use std::io::{IsTerminal, Write};
use std::process::ExitCode;

use serde::Serialize;
use serde_json::{Value, json};

use crate::args::{Common, Lang};
use crate::page::{Page, deceives};
use crate::trouble::Trouble;
use crate::words;

/// What a command answers.
#[derive(Debug)]
pub(crate) struct Answer {
    /// For programs.
    pub(crate) value: Value,
    /// For people.
    pub(crate) page: Page,
    /// Exit code: 0 done, 1 something refused, 3 something damaged.
    pub(crate) exit: u8,
}

impl Answer {
    /// Done.
    pub(crate) fn done(value: impl Serialize, page: Page) -> Self {
        Self { value: serde_json::to_value(value).unwrap_or(Value::Null), page, exit: 0 }
    }

    /// Done in part, or found wanting: `exit` says how much.
    pub(crate) fn with_exit(self, exit: u8) -> Self {
        Self { exit, ..self }
    }
}

/// In which language and which form to answer.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Voice {
    lang: Lang,
    json: bool,
}

impl Voice {
    /// The voice that was asked for.
    pub(crate) fn of(common: &Common) -> Self {
        Self { lang: words::lang(common.lang), json: common.json }
    }

    /// Answers, and gives the exit code.
    pub(crate) fn speak(self, answer: Result<Answer, Trouble>) -> ExitCode {
        let (text, exit) = match answer {
            Ok(answer) if self.json => (document(&answer.value), answer.exit),
            Ok(answer) => (answer.page.text().to_owned(), answer.exit),
            Err(trouble) => (self.refuse(&trouble), trouble.exit()),
        };
        match write(std::io::stdout(), &text) {
            Ok(()) => ExitCode::from(exit),
            // Whoever reads has gone (`delib … | head`): there is nobody left to tell.
            Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => ExitCode::from(exit),
            Err(error) => {
                self.complain(&Trouble::new("output-failed", [("detail", error.to_string())]));
                ExitCode::from(exit.max(1))
            }
        }
    }

    /// Says why not, beside the answer; gives the answer for programs.
    fn refuse(self, trouble: &Trouble) -> String {
        self.complain(trouble);
        if !self.json {
            return String::new();
        }
        let args: serde_json::Map<String, Value> =
            trouble.args().into_iter().map(|(name, value)| (name.to_owned(), Value::String(value))).collect();
        let sentence = words::sentence(self.lang, trouble.code(), &trouble.args());
        document(&json!({ "error": { "code": trouble.code(), "args": args, "sentence": sentence } }))
    }

    fn complain(self, trouble: &Trouble) {
        let sentence = words::sentence(self.lang, trouble.code(), &trouble.args());
        let mut page = Page::new();
        page.line(format!("delib: {}: {sentence}", trouble.code()));
        // Where even the messages can't be written, the exit code is all that is left.
        write(std::io::stderr(), page.text()).ok();
    }
}

/// Whether somebody looks at the messages.
pub(crate) fn somebody_looks() -> bool {
    std::io::stderr().is_terminal()
}

fn write(mut out: impl Write, text: &str) -> std::io::Result<()> {
    out.write_all(text.as_bytes())?;
    out.flush()
}

/// One document, whose strings can't deceive a terminal either.
fn document(value: &Value) -> String {
    let text = serde_json::to_string_pretty(value).unwrap_or_else(|_| "null".to_owned());
    let mut shown = String::with_capacity(text.len() + 1);
    for character in text.chars() {
        // Outside strings, pretty JSON holds line ends alone; inside, JSON may always write a character by its number.
        if character != '\n' && deceives(character) {
            shown.push_str(&format!("\\u{:04x}", u32::from(character)));
        } else {
            shown.push(character);
        }
    }
    shown.push('\n');
    shown
}
