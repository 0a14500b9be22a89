//! Verifying files from the counter: papers without any store, with their signatures beside and their rectificatifs; bundles by
//! the store's sessions.

use std::path::{Path, PathBuf};

use app::verify::{FileKind, FindingLine, LogCheck, PaperVerdict, PaperVerified, SignatureLine, kind, verify_together};
use domain::id::Digest;
use domain::minutes::manifest::Verdict as Found;
use serde_json::{Value, json};

use super::manifest::tell_closing;
use crate::answer::Answer;
use crate::counter::{Counter, naming};
use crate::page::{Page, short};
use crate::signing_asks::VerifyAsk;
use crate::trouble::Trouble;

/// Verifies every file; the gravest finding gives the exit code.
pub(super) fn run(counter: &Counter, ask: &VerifyAsk) -> Result<Answer, Trouble> {
    let (mut papers, mut beside, mut bundles) = (Vec::new(), Vec::new(), Vec::new());
    for file in &ask.files {
        match kind(file).map_err(|failure| naming(file, failure))? {
            FileKind::Paper => papers.push(file.clone()),
            FileKind::Beside => beside.push(file.clone()),
            FileKind::Other => bundles.push(file.clone()),
        }
    }
    if papers.is_empty() && !beside.is_empty() {
        let file = beside.iter().map(|path| path.display().to_string()).collect::<Vec<_>>().join(", ");
        return Err(Trouble::new("answer-without-paper", [("file", file)]));
    }
    let (mut page, mut values, mut exit) = (Page::new(), Vec::new(), 0);
    for (file, mut paper) in papers.iter().zip(verify_together(&papers, &beside)?) {
        if let Some(session) = &ask.session {
            paper.log = counter.open()?.against_log(Some(counter.session(session)?), file)?;
        }
        exit = exit.max(tell_paper(counter, &paper, &mut page));
        let mut value = valued("paper", &paper);
        if let Some(session) = &ask.session {
            let closing = countersignatures(counter, session, file, &mut page)?;
            if let Some(fields) = value.as_object_mut() {
                fields.insert("closing".to_owned(), closing);
            }
        }
        values.push(value);
        page.blank();
    }
    bundles_too(counter, &bundles, &mut page, &mut values)?;
    Ok(Answer::done(json!({ "files": values }), page).with_exit(exit))
}

fn bundles_too(
    counter: &Counter,
    bundles: &[PathBuf],
    page: &mut Page,
    values: &mut Vec<Value>,
) -> Result<(), Trouble> {
    for file in bundles {
        let bundle = counter.open()?.verify_bundle(file)?;
        let args = [("file", bundle.file_name.clone()), ("name", bundle.from.clone())];
        page.line(counter.phrase("bundle-holds", &args));
        values.push(valued("bundle", &bundle));
    }
    Ok(())
}

/// A report, with what kind of file it is about.
fn valued(kind: &str, report: &impl serde::Serialize) -> Value {
    let mut value = serde_json::to_value(report).unwrap_or(Value::Null);
    if let Some(fields) = value.as_object_mut() {
        fields.insert("kind".to_owned(), json!(kind));
    }
    value
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
            (Found::Holds, Some(minutes)) if minutes == drawn => "minutes-same",
            (Found::Holds, Some(_)) => "minutes-other",
            (Found::Holds, None) => "minutes-unseen",
            _ => "minutes-awaited",
        };
        page.line(counter.phrase(key, &[("name", line.name.clone())]));
    }
    Ok(json!({ "drawn": drawn, "closing": closing }))
}

fn tell_paper(counter: &Counter, paper: &PaperVerified, page: &mut Page) -> u8 {
    let beside_holds = paper.beside.iter().all(|one| one.holds);
    let (verdict, exit) = match paper.verdict {
        PaperVerdict::Intact => ("paper-intact", 0),
        PaperVerdict::Unsigned if !paper.beside.is_empty() && beside_holds => ("paper-signed-beside", 0),
        PaperVerdict::Unsigned => ("paper-unsigned", 1),
        PaperVerdict::Altered => ("paper-altered", 3),
    };
    page.line(counter.phrase(verdict, &[("file", paper.file_name.clone())]));
    for finding in &paper.findings {
        page.line(told(counter, finding));
    }
    let mut facts = vec![
        ("SHA-256".to_owned(), paper.sha256.to_string()),
        (counter.word("number"), paper.number.clone()),
        (counter.word("results"), counter.named("results", paper.results)),
        (counter.word("empty-boxes"), paper.empty_boxes.join(", ")),
    ];
    facts.extend(
        paper.certifier_box.iter().map(|_| (counter.word("certifier-box"), counter.word("certifier-box-empty"))),
    );
    facts.extend(paper.corrects.map(|hash| (counter.word("corrects"), hash.to_string())));
    page.facts(&facts);
    if let Some(number) = &paper.amended_by {
        page.line(counter.phrase("paper-amended", &[("number", number.clone())]));
    }
    if let Some(log) = &paper.log {
        tell_log(counter, log, page);
    }
    signatures(counter, paper, page);
    stamps(counter, paper, page);
    page.line(counter.word("signature-level"));
    if beside_holds { exit } else { exit.max(3) }
}

fn told(counter: &Counter, finding: &FindingLine) -> String {
    format!("  {}  {}", counter.named("finding", finding.code), finding.detail)
}

/// What the log says: the same content, the last edition, who has not signed.
fn tell_log(counter: &Counter, log: &LogCheck, page: &mut Page) {
    let key = if log.same_content { "log-same" } else { "log-differs" };
    page.line(counter.phrase(key, &[("session", log.session.clone())]));
    let key = if log.superseded_by.is_some() { "edition-superseded" } else { "edition-in-force" };
    page.line(counter.phrase(key, &[("number", log.superseded_by.clone().unwrap_or_default())]));
    if !log.missing.is_empty() {
        let args = [("names", log.missing.join(", ")), ("required", log.required.to_string())];
        page.line(counter.phrase("log-missing", &args));
    }
}

/// Which authority attests which hour, and what is there to check it later.
fn stamps(counter: &Counter, paper: &PaperVerified, page: &mut Page) {
    for one in &paper.stamps {
        let faults: Vec<String> = one.faults.iter().map(|code| counter.named("fault", code)).collect();
        let args = [
            ("name", one.subject.clone()),
            ("issuer", one.issuer.clone()),
            ("authority", one.authority.map(short).unwrap_or_default()),
            ("at", one.at.clone()),
            ("dates", one.dates.to_string()),
            ("faults", faults.join(", ")),
        ];
        page.line(counter.phrase(if one.holds { "stamp-attests" } else { "stamp-broken" }, &args));
    }
    let held = &paper.long_term;
    if held.certificates + held.lists + held.answers > 0 {
        let numbers = [("certificates", held.certificates), ("lists", held.lists), ("answers", held.answers)];
        page.line(counter.phrase("stamp-long-term", &numbers.map(|(name, count)| (name, count.to_string()))));
    }
}

/// Who signed, under which authority, when by their own clock, and whether it holds.
fn signatures(counter: &Counter, paper: &PaperVerified, page: &mut Page) {
    if paper.signatures.is_empty() && paper.beside.is_empty() {
        return;
    }
    let key = |digest: Option<Digest>| digest.map(short).unwrap_or_default();
    let row = |one: &SignatureLine| {
        let holds = counter.word(if one.holds && !one.changed_later { "yes" } else { "no" });
        let faults: Vec<String> = one.faults.iter().map(|code| counter.named("fault", code)).collect();
        let place = if one.field.is_empty() { counter.word("place-beside") } else { counter.word("place-inside") };
        let authority = format!("{} ({})", one.issuer, key(one.authority));
        vec![one.subject.clone(), authority, place, one.claimed_time.clone(), holds, faults.join(", ")]
    };
    let rows: Vec<Vec<String>> = paper.signatures.iter().chain(&paper.beside).map(row).collect();
    let head = ["signature", "vouched-by", "place", "claimed-time", "holds", "fault"];
    page.blank().table(&counter.head(head), &rows);
    for one in paper.signatures.iter().filter(|one| one.reason.contains(app::verify::RESERVE)) {
        page.line(format!("{}  {}", one.subject, one.reason));
    }
}
