//! Taking in what others handed over, from the counter: what each file brings, told before or after it is written, and the
//! imports as they are kept. Rules are the domain's; nothing is compared here.

use app::exchange::{Arrived, Conflict, FileRefused, ImportReport, ImportsReport, KeptImport, OpenedBy};
use app::tables::Mode;
use app::view::reversal::{ReversalLine, reversals};
use serde_json::json;

use super::disagreement::kind;
use crate::answer::Answer;
use crate::asks::OneSession;
use crate::counter::{Counter, naming, read};
use crate::exchange_asks::{ImportAsk, ReverseAsk};
use crate::page::{Page, short};
use crate::progress::Progress;
use crate::trouble::{Trouble, exit_of};

/// Takes in what others handed over: one point to come back to, one transaction. A file that can't be believed is named with
/// its reason and holds no other back.
pub(super) fn import(counter: &Counter, ask: &ImportAsk) -> Result<Answer, Trouble> {
    let desk = counter.open()?;
    let mode = if ask.dry_run { Mode::DryRun } else { Mode::Write };
    let key = ask.key.as_deref().map(read).transpose()?;
    let key = key.map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    let opening = OpenedBy { code: ask.code.clone(), key };
    let progress = Progress::new(&counter.word("progress-import"));
    progress.tell(0, ask.files.len());
    let report = match ask.files.as_slice() {
        [only] => alone(desk.import_opened(only, &opening, mode).map_err(|failure| naming(only, failure))?),
        files => desk.import_all_opened(files, &opening, mode)?,
    };
    drop(progress);
    let mut page = Page::new();
    if report.dry_run {
        page.line(counter.word("import-would")).blank();
    }
    tell(counter, &report, &mut page);
    let exit = report.refused.iter().map(|file| exit_of(file.code)).max().unwrap_or(0);
    Ok(Answer::done(report, page).with_exit(exit))
}

/// Lists the imports of a session, as this store keeps them.
pub(super) fn list(counter: &Counter, ask: &OneSession) -> Result<Answer, Trouble> {
    let desk = counter.open()?;
    let session = counter.session(&ask.session)?;
    let kept = desk.imports(session)?;
    let mut page = Page::new();
    if kept.is_empty() {
        page.line(counter.word("no-import"));
    }
    let rows: Vec<Vec<String>> = kept.iter().map(|import| kept_line(counter, import)).collect();
    page.table(&counter.head(["import", "imported-at", "file", "from", "new", "known", "remark"]), &rows);
    Ok(Answer::done(json!({ "session": session, "imports": kept }), page))
}

/// Reverses an import, or lifts a reversal.
pub(super) fn reverse(counter: &Counter, ask: &ReverseAsk) -> Result<Answer, Trouble> {
    let desk = counter.open()?;
    let session = counter.session(&ask.session)?;
    let kept = which(&desk.imports(session)?, &ask.import)?;
    let mut page = Page::new();
    match &ask.because {
        Some(ground) => {
            desk.reverse_import(session, kept.bundle, ground)?;
            let reversals = desk.read(session, |dossier| Ok(reversals(&dossier.session)))?;
            for line in reversals.iter().filter(|line| line.bundle == kept.bundle) {
                page.line(reversed(counter, line));
            }
        }
        None => {
            desk.lift_reversal(session, kept.bundle)?;
            page.line(counter.phrase("reversal-lifted-done", &[("file", kept.file_name.clone())]));
        }
    }
    Ok(Answer::done(json!({ "session": session, "import": kept.bundle, "reversed": ask.because.is_some() }), page))
}

/// The import that `text` names: the beginning of its digest, or its file's name.
fn which(kept: &[KeptImport], text: &str) -> Result<KeptImport, Trouble> {
    let text = text.trim().to_lowercase();
    let begins = |import: &KeptImport| text.len() >= 4 && import.bundle.to_string().starts_with(&text);
    let named = |import: &&KeptImport| begins(import) || import.file_name.to_lowercase() == text;
    let found: Vec<&KeptImport> = kept.iter().filter(named).collect();
    match found.as_slice() {
        [only] => Ok((*only).clone()),
        [] => Err(Trouble::new("no-such-import", [("import", text)])),
        several => {
            let found = several.iter().map(|import| short(import.bundle)).collect::<Vec<_>>().join(", ");
            Err(Trouble::new("ambiguous-import", [("import", text), ("found", found)]))
        }
    }
}

/// Who reversed an import, why, and whose entries no longer count.
pub(super) fn reversed(counter: &Counter, line: &ReversalLine) -> String {
    let authors = line.authors.iter().map(|author| format!("{} ({})", author.name, author.entries));
    let args = [
        ("by", line.by.clone()),
        ("at", counter.hour(line.at)),
        ("ground", line.ground.clone()),
        ("authors", authors.collect::<Vec<_>>().join(", ")),
    ];
    counter.phrase("reversed", &args)
}

fn kept_line(counter: &Counter, import: &KeptImport) -> Vec<String> {
    let at = counter.hour(import.imported_at);
    let (new, known) = (import.new.to_string(), import.known.to_string());
    let remark = import.reversed.as_ref().map(|line| reversed(counter, line)).unwrap_or_default();
    vec![short(import.bundle), at, import.file_name.clone(), import.from.clone(), new, known, remark]
}

fn alone(report: ImportReport) -> ImportsReport {
    let (total, dry_run) = (Arrived::default().and(&report), report.dry_run);
    ImportsReport { imports: vec![report], refused: Vec::new(), total, dry_run }
}

fn tell(counter: &Counter, report: &ImportsReport, page: &mut Page) {
    let mut rows: Vec<Vec<String>> = report.imports.iter().map(|import| line(counter, import)).collect();
    if report.imports.len() > 1 {
        let Arrived { new, known, pending, late } = report.total;
        let [new, known, pending, late] = [new, known, pending, late].map(|count| count.to_string());
        let none = String::new;
        rows.push(vec![counter.word("total"), none(), none(), new, known, pending, late, none()]);
    }
    page.table(&counter.head(["file", "from", "made-at", "new", "known", "pending", "late", "remark"]), &rows);
    for import in &report.imports {
        remarks(counter, import, page);
    }
    for file in &report.refused {
        page.line(format!("{}\u{202f}: {}", file.file_name, why(counter, file)));
    }
}

fn why(counter: &Counter, file: &FileRefused) -> String {
    let args: Vec<(&str, String)> = file.args.iter().map(|(name, value)| (*name, value.clone())).collect();
    counter.sentence(file.code, &args)
}

/// What people should know of a file besides the counts.
fn remarks(counter: &Counter, import: &ImportReport, page: &mut Page) {
    if import.acknowledged > 0 {
        page.line(counter.phrase("acknowledged", &[("count", import.acknowledged.to_string())]));
    }
    if import.recovered > 0 {
        page.line(counter.phrase("recovered", &[("count", import.recovered.to_string())]));
    }
    for aside in &import.set_aside {
        let reason = counter.named("aside", aside.reason);
        page.line(counter.phrase("set-aside", &[("count", aside.count.to_string()), ("reason", reason)]));
    }
    if !import.erases.is_empty() {
        page.line(counter.phrase("import-erases", &[("names", import.erases.join(", "))]));
    }
    for conflict in &import.conflicts {
        page.line(disagreement(counter, conflict));
    }
    for line in &import.reversals {
        page.line(reversed(counter, line));
    }
    for clock in &import.clocks {
        let args = [("name", clock.name.clone()), ("lead", lead(counter, clock.ahead_ms))];
        page.line(counter.phrase("clock-ahead", &args));
    }
    if import.newer.count > 0 {
        let key = if import.newer.critical { "newer-critical" } else { "newer-kept" };
        page.line(counter.phrase(key, &[("count", import.newer.count.to_string())]));
    }
}

fn disagreement(counter: &Counter, conflict: &Conflict) -> String {
    let about = [conflict.about.as_str(), conflict.item.as_str()];
    let about = about.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
    let mut authors: Vec<&str> = conflict.sides.iter().map(|side| side.author.as_str()).collect();
    authors.dedup();
    let authors = match authors.as_slice() {
        [only] => counter.phrase("two-laptops", &[("name", (*only).to_owned())]),
        several => several.join(", "),
    };
    let args = [("what", kind(counter, &conflict.dispute)), ("about", about), ("authors", authors)];
    counter.phrase("conflict", &args)
}

/// A length of time, as people say it.
fn lead(counter: &Counter, ahead_ms: u64) -> String {
    let minutes = ahead_ms / 60_000;
    match (minutes / (48 * 60), minutes / 60) {
        (0, 0) => counter.phrase("lead-minutes", &[("minutes", minutes.to_string())]),
        (0, hours) => {
            let args = [("hours", hours.to_string()), ("minutes", format!("{:02}", minutes % 60))];
            counter.phrase("lead-hours", &args)
        }
        _ => counter.phrase("lead-days", &[("days", (minutes / (24 * 60)).to_string())]),
    }
}

fn line(counter: &Counter, report: &ImportReport) -> Vec<String> {
    let remark = match (report.imported_before, report.forks) {
        (Some(at), _) => counter.phrase("imported-before", &[("at", counter.hour(at))]),
        (None, 0) if report.kind == "acknowledgement" => counter.word("receipt"),
        (None, 0) => String::new(),
        (None, _) => counter.word("forked"),
    };
    let [new, known, pending, late] = [report.new, report.known, report.pending, report.late].map(|it| it.to_string());
    let made_at = counter.hour(report.made_at);
    vec![report.file_name.clone(), report.from.clone(), made_at, new, known, pending, late, remark]
}
