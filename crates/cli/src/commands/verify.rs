//! Verifying files from the counter: papers without any store, bundles by the store's sessions.

use std::path::Path;

use app::verify::{FileReport, PaperVerified, is_paper, verify_paper};
use domain::minutes::manifest::Verdict;
use serde_json::{Value, json};

use super::manifest::tell_closing;
use crate::answer::Answer;
use crate::asks::VerifyAsk;
use crate::counter::{Counter, naming};
use crate::page::Page;
use crate::trouble::Trouble;

/// Verifies every file; the gravest finding gives the exit code.
pub(super) fn run(counter: &Counter, ask: &VerifyAsk) -> Result<Answer, Trouble> {
    let (mut page, mut values, mut exit) = (Page::new(), Vec::new(), 0);
    for file in &ask.files {
        let report = if is_paper(file).map_err(|failure| naming(file, failure))? {
            FileReport::Paper(verify_paper(file)?)
        } else {
            counter.open()?.verify_file(file)?
        };
        exit = exit.max(tell(counter, &report, &mut page));
        let mut value = serde_json::to_value(&report).unwrap_or(Value::Null);
        if let (FileReport::Paper(_), Some(session)) = (&report, &ask.session) {
            let closing = countersignatures(counter, session, file, &mut page)?;
            if let Some(fields) = value.as_object_mut() {
                fields.insert("closing".to_owned(), closing);
            }
        }
        values.push(value);
    }
    Ok(Answer::done(json!({ "files": values }), page).with_exit(exit))
}

/// Which members countersigned the closing of that session, and whether they had read this very paper.
fn countersignatures(counter: &Counter, session: &str, file: &Path, page: &mut Page) -> Result<Value, Trouble> {
    let desk = counter.open()?;
    let closing = desk.manifest(counter.session(session)?)?.content.closing;
    let drawn = app::countersign::drawn(file)?;
    let Some(closing) = closing else {
        page.line(counter.sentence("session-not-closed", &[]));
        return Ok(Value::Null);
    };
    tell_closing(counter, &closing, page);
    for line in &closing.countersignatures {
        let key = match (line.verdict, line.minutes) {
            (Verdict::Holds, Some(minutes)) if minutes == drawn => "minutes-same",
            (Verdict::Holds, Some(_)) => "minutes-other",
            (Verdict::Holds, None) => "minutes-unseen",
            _ => "minutes-awaited",
        };
        page.line(counter.phrase(key, &[("name", line.name.clone())]));
    }
    Ok(json!({ "drawn": drawn, "closing": closing }))
}

fn tell(counter: &Counter, report: &FileReport, page: &mut Page) -> u8 {
    match report {
        FileReport::Paper(paper) => tell_paper(counter, paper, page),
        FileReport::Bundle(bundle) => {
            let args = [("file", bundle.file_name.clone()), ("name", bundle.from.clone())];
            page.line(counter.phrase("bundle-holds", &args));
            0
        }
    }
}

fn tell_paper(counter: &Counter, paper: &PaperVerified, page: &mut Page) -> u8 {
    let (verdict, exit) = match (paper.signatures.is_empty(), paper.intact) {
        // Nothing vouches for it: that is no proof of damage.
        (true, _) if paper.findings.is_empty() && paper.results != "differ" => ("paper-unsigned", 1),
        (_, true) => ("paper-intact", 0),
        _ => ("paper-altered", 3),
    };
    page.line(counter.phrase(verdict, &[("file", paper.file_name.clone())]));
    let mut facts = vec![
        ("SHA-256".to_owned(), paper.sha256.to_string()),
        (counter.word("results"), counter.named("results", paper.results)),
        (counter.word("empty-boxes"), paper.empty_boxes.join(", ")),
    ];
    facts.extend(
        paper.certifier_box.iter().map(|_| (counter.word("certifier-box"), counter.word("certifier-box-empty"))),
    );
    page.facts(&facts);
    let rows: Vec<Vec<String>> = paper
        .signatures
        .iter()
        .map(|one| {
            let holds = counter.word(if one.holds && !one.changed_later { "yes" } else { "no" });
            vec![one.subject.clone(), one.claimed_time.clone(), holds, one.faults.join(", ")]
        })
        .collect();
    page.blank().table(&counter.head(["signature", "claimed-time", "holds", "fault"]), &rows);
    for (code, detail) in &paper.findings {
        page.line(format!("{}  {detail}", counter.named("finding", code)));
    }
    exit
}
