//! The log of a session from the counter, one line for each entry, as far as the store's person may see.

use serde_json::json;

use crate::answer::Answer;
use crate::asks::OneSession;
use crate::counter::Counter;
use crate::page::{Page, moment, plain};
use crate::trouble::Trouble;

/// Reads the log in plain words.
pub(super) fn run(counter: &Counter, ask: &OneSession) -> Result<Answer, Trouble> {
    let desk = counter.open()?;
    let lines = desk.journal(counter.session(&ask.session)?)?;
    let mut page = Page::new();
    let mut values = Vec::with_capacity(lines.len());
    for line in &lines {
        let args: Vec<_> = line.args.iter().map(|(name, value)| (*name, value.clone())).collect();
        let sentence = counter.sentence(line.code, &args);
        let when = moment(line.civil);
        let aside = if line.aside.is_some() { format!(" [{}]", counter.word("not-counted")) } else { String::new() };
        page.line(plain(&format!("{when}  {} {sentence}{aside}", line.author)));
        values.push(json!({ "at": line.at, "author": line.author, "code": line.code, "args": line.args,
            "sentence": sentence, "set_aside": line.aside.is_some() }));
    }
    Ok(Answer::done(json!({ "entries": values }), page))
}
