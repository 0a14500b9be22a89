//! Care of the store from the counter: read whole, carried away, brought back; decisions counted twice.

use app::epochs::Notice;
use app::safekeeping::Proof;
use domain::recount::Agreement;
use serde_json::json;

use crate::answer::Answer;
use crate::asks::{BackupAsk, OneSession, RestoreAsk};
use crate::counter::{Counter, naming};
use crate::page::Page;
use crate::passphrase::first_line;
use crate::trouble::Trouble;

/// Reads the store whole.
pub(super) fn check(counter: &Counter) -> Result<Answer, Trouble> {
    let report = counter.open()?.check_store()?;
    let mut page = Page::new();
    page.line(counter.word(if report.findings.is_empty() { "store-sound" } else { "store-not-sound" }));
    page.facts(&[
        (counter.word("sessions"), report.sessions.to_string()),
        (counter.word("logs"), report.logs.to_string()),
        (counter.word("entries"), report.entries.to_string()),
        (counter.word("erased"), report.erased.to_string()),
        (counter.word("forks"), report.forks.to_string()),
    ]);
    if let Some(notice) = &report.notice {
        page.blank().line(told(counter, notice));
    }
    for fault in &report.findings {
        page.line(format!("{}  {}", counter.named("damage", fault.code), fault.place));
    }
    let exit = if report.findings.is_empty() { 0 } else { 3 };
    Ok(Answer::done(report, page).with_exit(exit))
}

/// What became of the store, in a sentence.
pub(super) fn told(counter: &Counter, notice: &Notice) -> String {
    counter.sentence(notice.code, &[("missing", notice.missing.to_string())])
}

/// Carries the store away in a file.
pub(super) fn backup(counter: &Counter, ask: &BackupAsk) -> Result<Answer, Trouble> {
    let report = counter.open()?.backup_store(&ask.output)?;
    let mut page = Page::new();
    page.line(counter.phrase("backup-made", &[("file", ask.output.display().to_string())]));
    Ok(Answer::done(report, page))
}

/// Brings a store back from a file.
pub(super) fn restore(counter: &Counter, ask: &RestoreAsk) -> Result<Answer, Trouble> {
    let named = |failure| naming(&ask.file, failure);
    let report = match &ask.recovery_key_file {
        Some(file) => counter.desk.restore_store(&ask.file, Proof::Recovery(&first_line(file)?)).map_err(named)?,
        None => {
            let passphrase = counter.passphrase.give()?;
            counter.desk.restore_store(&ask.file, Proof::Passphrase(&passphrase)).map_err(named)?
        }
    };
    let mut page = Page::new();
    page.line(counter.phrase("restored", &[("file", ask.file.display().to_string())]));
    if let Some(aside) = &report.set_aside {
        page.line(counter.phrase("restored-aside", &[("file", aside.display().to_string())]));
    }
    Ok(Answer::done(report, page))
}

/// Counts every decision by a second path.
pub(super) fn recount(counter: &Counter, ask: &OneSession) -> Result<Answer, Trouble> {
    let desk = counter.open()?;
    let report = desk.recount(counter.session(&ask.session)?)?;
    let rows: Vec<Vec<String>> = report
        .lines
        .iter()
        .map(|line| {
            let outcome = |found: Option<domain::deliberation::Outcome>| {
                found.map(|found| counter.named("outcome", found)).unwrap_or_default()
            };
            let agreement = match &line.agreement {
                Agreement::Same => "agree-same",
                Agreement::Overridden { .. } => "agree-overridden",
                Agreement::NotDecided => "agree-undecided",
                Agreement::Differs => "agree-differs",
            };
            let recorded = outcome(line.recorded.as_ref().map(|decision| decision.outcome));
            let counted = outcome(line.recounted.as_ref().and_then(|counted| counted.outcome));
            vec![line.number.clone(), recorded, counted, counter.word(agreement)]
        })
        .collect();
    let mut page = Page::new();
    page.table(&counter.head(["number", "decided", "recounted", "agreement"]), &rows).blank();
    page.line(counter.phrase("recount-differing", &[("count", report.differing.to_string())]));
    let exit = if report.differing == 0 { 0 } else { 3 };
    Ok(Answer::done(json!({ "differing": report.differing, "lines": report.lines }), page).with_exit(exit))
}
