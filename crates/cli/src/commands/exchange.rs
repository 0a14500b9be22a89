//! What laptops hand over, from the counter: packs and results. What is taken in is `import`'s.

use app::exchange::ClosedFor;
use domain::id::SessionId;
use serde_json::json;

use crate::answer::Answer;
use crate::counter::{Counter, naming};
use crate::exchange_asks::{AckAsk, ExportAsk, PackAsk, ReceiveAsk};
use crate::page::Page;
use crate::trouble::Trouble;

/// Makes a juror's pack.
pub(super) fn pack(counter: &Counter, ask: &PackAsk) -> Result<Answer, Trouble> {
    let desk = counter.open()?;
    let session = counter.session(&ask.session)?;
    let juror = counter.juror(session, &ask.juror)?;
    let file = ask.output.display().to_string();
    let mut page = Page::new();
    page.line(counter.phrase("written", &[("file", file.clone())]));
    if !ask.by_code && desk.has_admitted_device(session, juror)? {
        app::files::write(&ask.output, &desk.make_named_pack(session, juror)?.bytes)?;
        page.line(counter.word("pack-for-device"));
        return Ok(Answer::done(json!({ "file": file, "code": null, "juror": juror, "session": session }), page));
    }
    let pack = desk.make_pack(session, juror)?;
    app::files::write(&ask.output, &pack.bytes)?;
    page.line(counter.word("code-apart")).blank().line(format!("    {}", pack.code));
    Ok(Answer::done(json!({ "file": file, "code": pack.code, "juror": juror, "session": session }), page))
}

/// Opens a pack received.
pub(super) fn receive(counter: &Counter, ask: &ReceiveAsk) -> Result<Answer, Trouble> {
    let desk = counter.open()?;
    let received = match &ask.code {
        Some(code) => desk.receive_pack(&ask.file, code),
        None => desk.receive_named_pack(&ask.file),
    };
    let received = received.map_err(|failure| naming(&ask.file, failure))?;
    let mut page = Page::new();
    let args = [("name", received.name.clone()), ("candidates", received.candidates.to_string())];
    page.line(counter.phrase("pack-received", &args));
    Ok(Answer::done(received, page))
}

/// Hands over everything known of a session.
pub(super) fn export(counter: &Counter, ask: &ExportAsk) -> Result<Answer, Trouble> {
    let desk = counter.open()?;
    let session = counter.session(&ask.session)?;
    if ask.archive || ask.code {
        return export_closed(counter, session, ask);
    }
    let written = desk.export(session, &ask.output)?;
    let mut page = Page::new();
    page.line(counter.phrase("written", &[("file", ask.output.display().to_string())])).facts(&[
        (counter.word("sheets"), written.sheets.to_string()),
        (counter.word("entries"), written.entries.to_string()),
        (counter.word("bytes"), written.bytes.to_string()),
    ]);
    if !written.unreachable.is_empty() {
        page.line(counter.phrase("not-reached", &[("names", written.unreachable.join(", "))]));
    }
    page.line(counter.word("medium-may-leave"));
    Ok(Answer::done(written, page))
}

/// An archive for the certifier, or results that a code opens.
fn export_closed(counter: &Counter, session: SessionId, ask: &ExportAsk) -> Result<Answer, Trouble> {
    let closed = if ask.code { ClosedFor::Code } else { ClosedFor::Key(ask.to.clone()) };
    let written = match ask.archive {
        true => counter.desk.export_archive(session, &closed, &ask.output)?,
        false => counter.desk.export_by_code(session, &ask.output)?,
    };
    let mut page = Page::new();
    page.line(counter.phrase("written", &[("file", ask.output.display().to_string())])).facts(&[
        (counter.word("entries"), written.entries.to_string()),
        (counter.word("documents"), written.documents.to_string()),
        (counter.word("bytes"), written.bytes.to_string()),
        (counter.word("closed-for"), written.recipient.clone().unwrap_or_default()),
    ]);
    page.line(counter.word("medium-may-leave"));
    if let Some(code) = &written.code {
        page.line(counter.word("code-apart")).blank().line(format!("    {code}"));
    }
    Ok(Answer::done(written, page))
}

/// Tells a juror how far what they handed over has arrived.
pub(super) fn acknowledge(counter: &Counter, ask: &AckAsk) -> Result<Answer, Trouble> {
    let desk = counter.open()?;
    let session = counter.session(&ask.session)?;
    let juror = counter.juror(session, &ask.juror)?;
    let written = desk.acknowledge(session, juror, &ask.output)?;
    let mut page = Page::new();
    page.line(counter.phrase("written", &[("file", ask.output.display().to_string())]));
    page.line(counter.phrase("acknowledges", &[("count", written.sheets.to_string())]));
    Ok(Answer::done(written, page))
}
