//! The papers beside the minutes from the counter: what can be printed now, and printing it. One command for every kind: the
//! table of kinds is the domain's.

use std::collections::{BTreeMap, BTreeSet};

use app::papers::{Asked, Copy, PaperOffer};
use app::publish::PaperReport;
use domain::id::SessionId;
use domain::papers::Kind;
use serde_json::json;

use crate::answer::Answer;
use crate::asks::OneSession;
use crate::counter::Counter;
use crate::page::Page;
use crate::paper_asks::PaperAsk;
use crate::progress::Progress;
use crate::trouble::Trouble;

/// Lists what can be printed, and why the rest can't.
pub(super) fn list(counter: &Counter, ask: &OneSession) -> Result<Answer, Trouble> {
    let desk = counter.open()?;
    let papers = desk.papers(counter.session(&ask.session)?)?;
    let mut page = Page::new();
    let row = |offer: &PaperOffer| {
        let state = offer.blocked.as_ref().map_or_else(
            || counter.word("paper-ready"),
            |why| {
                let args: Vec<(&str, String)> = why.args.iter().map(|(k, v)| (k.as_str(), v.clone())).collect();
                counter.sentence(&why.code, &args)
            },
        );
        vec![offer.kind.code().to_owned(), offer.title.clone(), counter.named("paper-for", offer.scope), state]
    };
    let rows: Vec<Vec<String>> = papers.iter().map(row).collect();
    page.table(&counter.head(["paper", "paper-title", "paper-for", "state"]), &rows);
    Ok(Answer::done(json!({ "papers": papers }), page))
}

/// Prints one copy, or all of them.
pub(super) fn print(counter: &Counter, ask: &PaperAsk) -> Result<Answer, Trouble> {
    let desk = counter.open()?;
    let session = counter.session(&ask.session)?;
    // The parser let no other code pass.
    let kind = Kind::of(&ask.kind).unwrap_or(Kind::Verification);
    let asked = Asked { kind, copy: copy(counter, session, ask)?, language: ask.language.into() };
    let progress = Progress::new(&counter.word("progress-papers"));
    let papers = desk.write_papers(session, asked, &ask.output, |done, all| progress.tell(done, all))?;
    drop(progress);
    let mut page = Page::new();
    match papers.as_slice() {
        [paper] => {
            page.line(counter.phrase("written", &[("file", ask.output.display().to_string())]));
            page.facts(&[
                ("SHA-256".to_owned(), paper.sha256.to_string()),
                (counter.word("bytes"), paper.bytes.to_string()),
            ]);
        }
        several => {
            let args = [("count", several.len().to_string()), ("folder", ask.output.display().to_string())];
            page.line(counter.phrase("papers-written", &args));
        }
    }
    warnings(counter, &papers, &mut page);
    Ok(Answer::done(json!({ "papers": papers }), page))
}

/// What papers do not show as it was written: each text once, with its characters.
pub(super) fn warnings<'p>(counter: &Counter, papers: impl IntoIterator<Item = &'p PaperReport>, page: &mut Page) {
    let mut told: BTreeMap<(&str, &str, &str), BTreeSet<&str>> = BTreeMap::new();
    for warning in papers.into_iter().flat_map(|paper| &paper.warnings) {
        told.entry((warning.fate, &warning.text, warning.font)).or_default().insert(&warning.character);
    }
    for ((fate, text, font), characters) in told {
        let characters = characters.into_iter().collect::<Vec<_>>().join(" ");
        let key = match fate {
            "left-out" => "warning-left-out",
            "not-embedded" => "warning-not-embedded",
            _ => "warning-not-drawn",
        };
        let folder = counter.desk.places().fonts().display().to_string();
        let advice = counter.phrase("warning-font", &[("font", font.to_owned()), ("folder", folder)]);
        let advice = if font.is_empty() { String::new() } else { advice };
        page.line(counter.phrase(key, &[("text", text.to_owned()), ("characters", characters), ("advice", advice)]));
    }
}

fn copy(counter: &Counter, session: SessionId, ask: &PaperAsk) -> Result<Copy, Trouble> {
    Ok(match (&ask.candidate, &ask.juror, ask.incident.or(ask.amendment)) {
        (Some(candidate), _, _) => Copy::Candidate(counter.candidate(session, candidate)?),
        (_, Some(juror), _) => Copy::Juror(counter.juror(session, juror)?),
        (_, _, Some(rank)) => Copy::Rank(rank),
        _ => Copy::Every,
    })
}
