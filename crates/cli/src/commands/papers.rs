//! Papers and tables from the counter: the minutes, the sheets, the results.

use app::publish::PaperReport;
use domain::minutes::compose::EditionChoice;
use serde_json::json;

use crate::answer::Answer;
use crate::asks::{MinutesAsk, ResultsAsk};
use crate::counter::Counter;
use crate::page::Page;
use crate::progress::Progress;
use crate::trouble::Trouble;

/// Draws the minutes, and the sheets where they were asked for.
pub(super) fn minutes(counter: &Counter, ask: &MinutesAsk) -> Result<Answer, Trouble> {
    let desk = counter.open()?;
    let session = counter.session(&ask.session)?;
    let edition = EditionChoice::after(ask.amendment.unwrap_or(0));
    let paper = desk.write_minutes(session, edition, &ask.output)?;
    let mut page = Page::new();
    page.line(counter.phrase("written", &[("file", ask.output.display().to_string())]));
    page.facts(&[("SHA-256".to_owned(), paper.sha256.to_string()), (counter.word("bytes"), paper.bytes.to_string())]);
    let mut sheets: Vec<PaperReport> = Vec::new();
    if let Some(folder) = &ask.sheets {
        let progress = Progress::new(&counter.word("progress-sheets"));
        sheets = desk.write_sheets(session, edition, folder, |done, all| progress.tell(done, all))?;
        let args = [("count", sheets.len().to_string()), ("folder", folder.display().to_string())];
        drop(progress);
        page.line(counter.phrase("sheets-written", &args));
    }
    super::printing::warnings(counter, sheets.iter().chain([&paper]), &mut page);
    Ok(Answer::done(json!({ "minutes": paper, "sheets": sheets }), page))
}

/// Writes the results as a table.
pub(super) fn results(counter: &Counter, ask: &ResultsAsk) -> Result<Answer, Trouble> {
    let desk = counter.open()?;
    let session = counter.session(&ask.session)?;
    let edition = ask.amendment.map_or(EditionChoice::InForce, EditionChoice::after);
    let table = desk.write_results(session, edition, &ask.output)?;
    let mut page = Page::new();
    page.line(counter.phrase("written", &[("file", ask.output.display().to_string())]));
    Ok(Answer::done(table, page))
}
