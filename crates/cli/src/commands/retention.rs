//! What comes to its term in a session, from the counter.

use serde_json::json;

use crate::answer::Answer;
use crate::asks::OneSession;
use crate::counter::Counter;
use crate::page::Page;
use crate::trouble::Trouble;

/// Shows what may or must be erased, and when.
pub(super) fn run(counter: &Counter, ask: &OneSession) -> Result<Answer, Trouble> {
    let desk = counter.open()?;
    let retention = desk.retention(counter.session(&ask.session)?)?;
    let rows: Vec<Vec<String>> = retention
        .terms
        .iter()
        .map(|line| {
            let date = line.term.date.map(|date| date.to_string()).unwrap_or_default();
            let state = match (line.due, line.term.earlier) {
                (true, _) => "term-due",
                (false, true) => "may-erase",
                (false, false) => "must-keep",
            };
            let who = line.term.persons.len().to_string();
            vec![counter.named("kept", line.term.kept), date, counter.word(state), who]
        })
        .collect();
    let mut page = Page::new();
    if !retention.closed {
        page.line(counter.word("retention-open")).blank();
    }
    if rows.is_empty() {
        page.line(counter.word("retention-none"));
    }
    page.table(&counter.head(["what", "term", "before-term", "who"]), &rows).blank();
    for line in &retention.terms {
        page.line(format!("{}\u{202f}:", counter.named("kept", line.term.kept)));
        for person in &line.term.persons {
            page.line(format!("  {}", person.name));
        }
    }
    page.blank();
    if retention.example {
        page.line(counter.word("retention-example"));
    }
    page.line(counter.word("retention-by-hand"));
    Ok(Answer::done(json!(retention), page))
}
