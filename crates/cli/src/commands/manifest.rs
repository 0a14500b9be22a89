//! The bordereau from the counter: expected, received, missing; what is not counted, what remains to be settled, who
//! countersigned; and the same on paper.

use app::view::Handover;
use app::view::handover::so_far;
use app::view::manifest::Manifest;
use domain::minutes::manifest::{ClosingLine, CountersignatureLine, ManifestContent};
use serde_json::json;

use super::disagreement::subject;
use super::session::refusal;
use crate::answer::Answer;
use crate::asks::OneSession;
use crate::counter::Counter;
use crate::page::{Page, moment, short};
use crate::standing_asks::{CountersignAsk, ManifestAsk};
use crate::trouble::Trouble;

/// Shows the bordereau.
pub(super) fn status(counter: &Counter, ask: &OneSession) -> Result<Answer, Trouble> {
    let desk = counter.open()?;
    let session = counter.session(&ask.session)?;
    let manifest = desk.manifest(session)?;
    let mut page = Page::new();
    heading(counter, &manifest, &mut page);
    sheets(counter, &manifest.content, &mut page);
    laptops(counter, &manifest.content, &mut page);
    not_counted(counter, &manifest.content, &mut page);
    to_settle(counter, &manifest, &mut page);
    taken_back(counter, &manifest, &mut page);
    if let Some(closing) = &manifest.content.closing {
        tell_closing(counter, closing, &mut page);
    }
    let handovers = desk.handovers(session)?;
    let so_far = |handover| so_far(&handovers, handover).to_string();
    let (local, handed) = (so_far(Handover::Local), so_far(Handover::HandedOver));
    let counts = [("local", local), ("handed", handed), ("acknowledged", so_far(Handover::Acknowledged))];
    page.blank().line(counter.phrase("handovers", &counts));
    let mut value = serde_json::to_value(manifest).unwrap_or_default();
    if let Some(fields) = value.as_object_mut() {
        fields.insert("sheets".to_owned(), json!(handovers));
    }
    Ok(Answer::done(value, page))
}

/// Draws the bordereau.
pub(super) fn paper(counter: &Counter, ask: &ManifestAsk) -> Result<Answer, Trouble> {
    let desk = counter.open()?;
    let paper = desk.write_manifest(counter.session(&ask.session)?, &ask.output)?;
    let mut page = Page::new();
    page.line(counter.phrase("written", &[("file", ask.output.display().to_string())]));
    page.facts(&[("SHA-256".to_owned(), paper.sha256.to_string()), (counter.word("bytes"), paper.bytes.to_string())]);
    super::printing::warnings(counter, [&paper], &mut page);
    Ok(Answer::done(paper, page))
}

/// Countersigns the closing with what this laptop holds.
pub(super) fn countersign(counter: &Counter, ask: &CountersignAsk) -> Result<Answer, Trouble> {
    let desk = counter.open()?;
    let session = counter.session(&ask.session)?;
    let person = counter.writer(session, ask.juror.as_deref())?;
    let found = desk.countersign(session, Some(person), ask.minutes.as_deref())?;
    let mut page = Page::new();
    page.line(counter.phrase("countersigned", &[("number", found.number.clone())])).facts(&[
        (counter.word("fingerprint"), found.fingerprint_words.join(" ")),
        (counter.word("closing"), found.closing.to_string()),
    ]);
    Ok(Answer::done(found, page))
}

/// What each member's laptop found of the closing.
pub(super) fn tell_closing(counter: &Counter, closing: &ClosingLine, page: &mut Page) {
    let args = [("number", closing.number.clone()), ("name", closing.by.clone())];
    page.blank().line(counter.phrase("closed-under", &args));
    let row = |line: &CountersignatureLine| {
        let minutes = line.minutes.map(|digest| digest.to_string().chars().take(16).collect::<String>());
        let verdict = counter.named("countersignature", line.verdict);
        vec![line.name.clone(), verdict, moment(line.civil), minutes.unwrap_or_default()]
    };
    let rows: Vec<Vec<String>> = closing.countersignatures.iter().map(row).collect();
    page.table(&counter.head(["name", "countersignature", "when", "minutes-shown"]), &rows);
}

/// Candidates who may be one person: said, and in nobody's way.
pub(super) fn duplicates(counter: &Counter, content: &ManifestContent, page: &mut Page) {
    for line in &content.duplicates {
        let [first, second] = line.names.clone();
        let signs: Vec<String> = line.signs.iter().map(|sign| counter.named("likeness", sign)).collect();
        page.line(counter.phrase("may-be-one", &[("first", first), ("second", second), ("signs", signs.join(", "))]));
    }
}

fn heading(counter: &Counter, manifest: &Manifest, page: &mut Page) {
    let content = &manifest.content;
    page.line(manifest.name.clone()).blank().facts(&[
        (counter.word("state"), counter.named("state", manifest.state)),
        (counter.word("fingerprint"), content.fingerprint_words.join(" ")),
        (counter.word("entries"), content.entries.to_string()),
        (counter.word("pending"), content.pending.to_string()),
        (counter.word("disputes"), manifest.disputes.to_string()),
    ]);
}

fn sheets(counter: &Counter, content: &ManifestContent, page: &mut Page) {
    let row = |name: &str, other: String, expected: u32, sealed: u32, missing: &[String]| {
        vec![name.to_owned(), other, expected.to_string(), sealed.to_string(), missing.join(", ")]
    };
    let jurors: Vec<Vec<String>> = content
        .jurors
        .iter()
        .map(|line| row(&line.name, counter.named("role", line.role), line.expected, line.sealed, &line.missing))
        .collect();
    page.blank().table(&counter.head(["name", "role", "expected", "sealed", "missing"]), &jurors);
    let incomplete = content.candidates.iter().filter(|line| !line.missing.is_empty());
    let candidates: Vec<Vec<String>> = incomplete
        .map(|line| row(&line.number, line.name.clone(), line.expected, line.sealed, &line.missing))
        .collect();
    if !candidates.is_empty() {
        page.blank().table(&counter.head(["number", "name", "expected", "sealed", "missing"]), &candidates);
    }
}

fn laptops(counter: &Counter, content: &ManifestContent, page: &mut Page) {
    let rows: Vec<Vec<String>> = content
        .laptops
        .iter()
        .map(|line| vec![line.name.clone(), short(line.device), moment(line.heard), line.entries.to_string()])
        .collect();
    page.blank().table(&counter.head(["name", "laptop", "last-heard", "entries"]), &rows);
}

fn not_counted(counter: &Counter, content: &ManifestContent, page: &mut Page) {
    if content.late > 0 {
        page.blank().line(counter.phrase("late-entries", &[("count", content.late.to_string())]));
    }
    for aside in &content.set_aside {
        let (count, reason) = (aside.count.to_string(), counter.named("aside", aside.reason));
        let author = if aside.author.is_empty() { counter.word("nobody-here") } else { aside.author.clone() };
        page.line(counter.phrase("set-aside-of", &[("count", count), ("reason", reason), ("name", author)]));
    }
}

fn to_settle(counter: &Counter, manifest: &Manifest, page: &mut Page) {
    if !manifest.closing_faults.is_empty() {
        page.blank().line(counter.word("before-closing"));
    }
    for fault in &manifest.closing_faults {
        page.line(format!("  {}", refusal(counter, fault)));
    }
    for line in manifest.content.disagreements.iter().filter(|line| line.blocks) {
        let what = subject(counter, &line.dispute, &line.about);
        page.line(format!("  {what} ({})", line.authors.join(", ")));
    }
    duplicates(counter, &manifest.content, page);
    for line in &manifest.content.withdrawn {
        let args = [
            ("first", line.kept.clone()),
            ("second", line.withdrawn.clone()),
            ("name", line.by.clone()),
            ("sheets", line.sheets.to_string()),
            ("marks", line.marks.to_string()),
        ];
        page.line(counter.phrase("withdrawn-for", &args));
    }
}

/// What was taken back, and what only a later program understands.
fn taken_back(counter: &Counter, manifest: &Manifest, page: &mut Page) {
    for line in &manifest.reversals {
        page.blank().line(super::import::reversed(counter, line));
    }
    if manifest.newer > 0 {
        let key = if manifest.read_only { "newer-critical" } else { "newer-kept" };
        page.blank().line(counter.phrase(key, &[("count", manifest.newer.to_string())]));
    }
}
