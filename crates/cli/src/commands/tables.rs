//! Tables brought to the counter: candidates, marks, what the panel retained, decisions. Every row is accepted or listed with
//! its line, its column and why.

use std::path::Path;

use app::tables::{Mode, RefusedLine, TableReport};
use serde_json::{Value, json};

use crate::answer::Answer;
use crate::asks::{CandidatesAsk, FromAsk, MarkAsk};
use crate::counter::{Counter, read};
use crate::page::Page;
use crate::trouble::Trouble;
use crate::words;

/// Registers candidates.
pub(super) fn candidates(counter: &Counter, ask: &CandidatesAsk) -> Result<Answer, Trouble> {
    let CandidatesAsk::Import { table, session, dry_run } = ask;
    let bytes = read(table)?;
    let desk = counter.open()?;
    let session = counter.session(session)?;
    report(counter, table, &desk.import_candidates(session, &bytes, mode(*dry_run))?)
}

/// Writes a juror's marks.
pub(super) fn marks(counter: &Counter, ask: &MarkAsk) -> Result<Answer, Trouble> {
    let bytes = read(&ask.from)?;
    let desk = counter.open()?;
    let session = counter.session(&ask.session)?;
    let person = counter.writer(session, ask.juror.as_deref())?;
    report(counter, &ask.from, &desk.import_marks(session, Some(person), &bytes, mode(ask.dry_run))?)
}

/// Retains ratings for the panel.
pub(super) fn retained(counter: &Counter, ask: &FromAsk) -> Result<Answer, Trouble> {
    let bytes = read(&ask.from)?;
    let desk = counter.open()?;
    let session = counter.session(&ask.session)?;
    report(counter, &ask.from, &desk.import_retained(session, &bytes, mode(ask.dry_run))?)
}

/// Writes the panel's decisions.
pub(super) fn decisions(counter: &Counter, ask: &FromAsk) -> Result<Answer, Trouble> {
    let bytes = read(&ask.from)?;
    let desk = counter.open()?;
    let session = counter.session(&ask.session)?;
    report(counter, &ask.from, &desk.import_decisions(session, None, &bytes, mode(ask.dry_run))?)
}

/// What a table of values with codes says: the code, what it is about, the rest.
pub(super) fn rows_of(values: &[impl serde::Serialize], tag: &str) -> Vec<Vec<String>> {
    let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let row = |value: &Value| {
        let object = value.as_object()?;
        let code = object.get(tag).map(text).unwrap_or_default();
        let mut rest = object.iter().filter(|(name, _)| *name != tag);
        let item = rest.next().map(|(_, value)| text(value)).unwrap_or_default();
        Some(vec![code, item, rest.map(|(_, value)| text(value)).collect::<Vec<_>>().join(" · ")])
    };
    values.iter().filter_map(|value| row(&serde_json::to_value(value).ok()?)).collect()
}

fn mode(dry_run: bool) -> Mode {
    if dry_run { Mode::DryRun } else { Mode::Write }
}

fn report(counter: &Counter, table: &Path, report: &TableReport) -> Result<Answer, Trouble> {
    let lines: std::collections::BTreeSet<usize> = report.refused.iter().map(|line| line.line).collect();
    let args = [("accepted", report.accepted.to_string()), ("refused", lines.len().to_string())];
    let mut page = Page::new();
    page.line(counter.phrase(if report.dry_run { "table-would" } else { "table-done" }, &args));
    // What a workbook's letters are is not a question.
    if let Some(encoding) = encoding(report).filter(|encoding| encoding != "workbook") {
        page.line(counter.phrase("read-as", &[("encoding", encoding)]));
    }
    let rows: Vec<Vec<String>> = report
        .refused
        .iter()
        .map(|line| {
            let column = line.column.clone().unwrap_or_default();
            vec![line.line.to_string(), column, line.value.clone(), why(counter, line)]
        })
        .collect();
    page.blank().table(&counter.head(["line", "column", "value", "reason"]), &rows);
    let refused: Vec<Value> = report
        .refused
        .iter()
        .map(|line| {
            json!({ "line": line.line, "column": line.column, "code": line.code, "value": line.value,
                "args": line.args, "sentence": why(counter, line) })
        })
        .collect();
    let value = json!({ "file": table.display().to_string(), "accepted": report.accepted, "refused": refused,
        "refused_rows": lines.len(), "encoding": encoding(report), "dry_run": report.dry_run });
    Ok(Answer::done(value, page).with_exit(u8::from(!report.refused.is_empty())))
}

fn encoding(report: &TableReport) -> Option<String> {
    Some(serde_json::to_value(report.encoding).ok()?.as_str()?.to_owned())
}

fn why(counter: &Counter, line: &RefusedLine) -> String {
    let given = line.args.iter().map(|(name, value)| (name.as_str(), value.clone()));
    let mut args: Vec<(&str, String)> = given.collect();
    args.extend(["option", "criterion", "mention", "field"].map(|name| (name, line.value.clone())));
    // A rule of the session has arguments and names no column: its sentence is the refusal's.
    if line.column.is_none() && domain::refusal::Refusal::CODES.contains(&line.code.as_str()) {
        return counter.sentence(&line.code, &args);
    }
    words::reason(counter.lang, &line.code, &args)
}
