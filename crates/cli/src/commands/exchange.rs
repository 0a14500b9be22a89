//! What laptops exchange, from the counter: packs, results, in any order and any number of times.

use app::exchange::ImportReport;
use app::tables::Mode;
use serde_json::json;

use crate::answer::Answer;
use crate::asks::{ExportAsk, ImportAsk, PackAsk, ReceiveAsk};
use crate::counter::{Counter, naming};
use crate::page::Page;
use crate::progress::Progress;
use crate::trouble::Trouble;

/// Makes a juror's pack.
pub(super) fn pack(counter: &Counter, ask: &PackAsk) -> Result<Answer, Trouble> {
    let desk = counter.open()?;
    let session = counter.session(&ask.session)?;
    let juror = counter.juror(session, &ask.juror)?;
    let pack = desk.make_pack(session, juror)?;
    app::files::write(&ask.output, &pack.bytes)?;
    let file = ask.output.display().to_string();
    let mut page = Page::new();
    page.line(counter.phrase("written", &[("file", file.clone())]));
    page.line(counter.word("code-apart")).blank().line(format!("    {}", pack.code));
    Ok(Answer::done(json!({ "file": file, "code": pack.code, "juror": juror, "session": session }), page))
}

/// Opens a pack received.
pub(super) fn receive(counter: &Counter, ask: &ReceiveAsk) -> Result<Answer, Trouble> {
    let desk = counter.open()?;
    let received = desk.receive_pack(&ask.file, &ask.code).map_err(|failure| naming(&ask.file, failure))?;
    let mut page = Page::new();
    let args = [("name", received.name.clone()), ("candidates", received.candidates.to_string())];
    page.line(counter.phrase("pack-received", &args));
    Ok(Answer::done(received, page))
}

/// Hands over everything known of a session.
pub(super) fn export(counter: &Counter, ask: &ExportAsk) -> Result<Answer, Trouble> {
    let desk = counter.open()?;
    let session = counter.session(&ask.session)?;
    let written = desk.export(session, &ask.output)?;
    let mut page = Page::new();
    page.line(counter.phrase("written", &[("file", ask.output.display().to_string())])).facts(&[
        (counter.word("sheets"), written.sheets.to_string()),
        (counter.word("entries"), written.entries.to_string()),
        (counter.word("bytes"), written.bytes.to_string()),
    ]);
    Ok(Answer::done(written, page))
}

/// Takes in what others handed over. The first file that can't be believed stops there; those before it are in, whole.
pub(super) fn import(counter: &Counter, ask: &ImportAsk) -> Result<Answer, Trouble> {
    let desk = counter.open()?;
    let mode = if ask.dry_run { Mode::DryRun } else { Mode::Write };
    let progress = Progress::new(&counter.word("progress-import"));
    let mut reports: Vec<ImportReport> = Vec::with_capacity(ask.files.len());
    for (done, file) in ask.files.iter().enumerate() {
        progress.tell(done, ask.files.len());
        reports.push(desk.import(file, mode).map_err(|failure| naming(file, failure))?);
    }
    drop(progress);
    let rows: Vec<Vec<String>> = reports.iter().map(|report| line(counter, report)).collect();
    let mut page = Page::new();
    if ask.dry_run {
        page.line(counter.word("import-would")).blank();
    }
    page.table(&counter.head(["file", "from", "new", "known", "pending", "late", "remark"]), &rows);
    Ok(Answer::done(json!({ "imports": reports }), page))
}

fn line(counter: &Counter, report: &ImportReport) -> Vec<String> {
    let remark = match (report.imported_before, report.forks) {
        (Some(_), _) => counter.word("imported-before"),
        (None, 0) => String::new(),
        (None, _) => counter.word("forked"),
    };
    let counts = [report.new, report.known, report.pending, report.late].map(|count| count.to_string());
    let [new, known, pending, late] = counts;
    vec![report.file_name.clone(), report.from.clone(), new, known, pending, late, remark]
}
