//! Erasing a person from the counter: shown first, done on `--yes`.

use app::erase::{ErasurePreview, Whom};
use domain::id::{PersonId, SessionId};
use serde_json::json;

use crate::answer::Answer;
use crate::counter::Counter;
use crate::page::{Page, moment};
use crate::person_asks::EraseAsk;
use crate::trouble::Trouble;

/// Shows what an erasure would do, or does it.
pub(super) fn run(counter: &Counter, ask: &EraseAsk) -> Result<Answer, Trouble> {
    let desk = counter.open()?;
    let session = counter.session(&ask.session)?;
    let whom = whom(counter, session, ask)?;
    let mut page = Page::new();
    if !ask.yes {
        let preview = desk.preview_erasure(session, whom, &ask.because)?;
        let sentence = match whom {
            Whom::Person(_) => "erase-would",
            Whom::Accommodations(_) => "erase-accommodations",
        };
        page.line(counter.phrase(sentence, &of(&preview)));
        page.line(counter.phrase("erase-copies", &[("count", preview.copies.to_string())]));
        mentions(counter, &mut page, &preview);
        page.blank().line(counter.word("erase-nothing-written"));
        return Ok(Answer::done(json!({ "written": false, "preview": preview }), page));
    }
    let report = desk.erase(session, whom, &ask.because)?;
    page.line(counter.phrase("erase-done", &of(&report.preview)));
    page.line(counter.phrase("erase-remade", &[("count", report.remade.to_string())]));
    for file in &ask.destroy_copy {
        desk.destroy_copy(file)?;
        page.line(counter.phrase("erase-destroyed", &[("file", file.clone())]));
    }
    let left: Vec<_> = report.left.iter().filter(|left| !ask.destroy_copy.contains(&left.file_name)).collect();
    if !left.is_empty() {
        page.line(counter.word("erase-left"));
        for file in left {
            page.line(format!("  {}", file.file_name));
        }
    }
    if report.unfinished {
        page.line(counter.word("erase-unfinished"));
    }
    mentions(counter, &mut page, &report.preview);
    Ok(Answer::done(json!({ "written": true, "report": report, "destroyed": ask.destroy_copy }), page))
}

fn whom(counter: &Counter, session: SessionId, ask: &EraseAsk) -> Result<Whom, Trouble> {
    match (&ask.candidate, &ask.juror) {
        (Some(text), _) => {
            let candidate = counter.candidate(session, text)?;
            Ok(if ask.accommodations { Whom::Accommodations(candidate) } else { Whom::Person(PersonId(candidate.0)) })
        }
        (None, Some(text)) => Ok(Whom::Person(counter.anybody(session, text)?)),
        (None, None) => Err(Trouble::new("no-such-person", [])),
    }
}

fn of(preview: &ErasurePreview) -> [(&'static str, String); 2] {
    [("name", preview.name.clone()), ("count", preview.entries.to_string())]
}

/// What the erasure does not reach, for a person to look at.
fn mentions(counter: &Counter, page: &mut Page, preview: &ErasurePreview) {
    page.blank();
    if preview.mentions.is_empty() {
        page.line(counter.word("erase-no-mention"));
    } else {
        page.line(counter.phrase("erase-mentions", &[("count", preview.mentions.len().to_string())]));
    }
    for mention in &preview.mentions {
        let when = moment(mention.civil);
        let what = counter.sentence(mention.code, &[("name", String::new()), ("item", String::new())]);
        let text = mention.text.as_deref().map(|text| format!(" ({text})")).unwrap_or_default();
        page.line(format!("  {when}  {} {}{text}", mention.author, what.trim_end_matches([':', '\u{202f}', ' '])));
    }
    page.line(counter.phrase("erase-outside", &[("count", preview.documents.to_string())]));
}
