//! What laptops hand over, from the counter: packs and results. What is taken in is `import`'s.

use serde_json::json;

use crate::answer::Answer;
use crate::asks::{ExportAsk, PackAsk, ReceiveAsk};
use crate::counter::{Counter, naming};
use crate::page::Page;
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
