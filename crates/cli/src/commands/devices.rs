//! People and their computers, from the counter: asking to join, letting in, taking a lost one's place back, letting another hold
//! the office's.

use app::view::devices::DeviceLine;
use domain::id::{DeviceKey, SessionId};
use serde_json::json;

use crate::answer::Answer;
use crate::asks::OneSession;
use crate::counter::{Counter, naming};
use crate::device_asks::{AcceptAsk, DelegateAsk, JoinAsk, RevokeAsk};
use crate::page::Page;
use crate::trouble::Trouble;

/// Writes this computer's request.
pub(super) fn join(counter: &Counter, ask: &JoinAsk) -> Result<Answer, Trouble> {
    let made = counter.open()?.join(&ask.output, ask.role.role(), ask.name.as_deref())?;
    let file = ask.output.display().to_string();
    let mut page = Page::new();
    page.line(counter.phrase("written", &[("file", file.clone())]));
    page.line(counter.word("words-to-read")).blank().line(format!("    {}", made.words.join(" ")));
    Ok(Answer::done(json!({ "file": file, "words": made.words }), page))
}

/// Lets a computer in when its words are those that were heard; shows what it asks when none are given.
pub(super) fn accept(counter: &Counter, ask: &AcceptAsk) -> Result<Answer, Trouble> {
    let desk = counter.open()?;
    let session = counter.session(&ask.session)?;
    let juror = counter.juror(session, &ask.juror)?;
    let asked = desk.read_request(&ask.request).map_err(|failure| naming(&ask.request, failure))?;
    let mut page = Page::new();
    let Some(words) = &ask.words else {
        page.facts(&[
            (counter.word("name"), asked.name.clone()),
            (counter.word("role"), counter.named("role", asked.role)),
            (counter.word("device-words"), asked.words.join(" ")),
        ]);
        page.blank().line(counter.word("words-to-hear"));
        return Ok(Answer::done(json!({ "request": asked, "accepted": false }), page));
    };
    desk.accept(&ask.request, session, juror, words)?;
    page.line(counter.phrase("request-accepted", &[("name", asked.name.clone())]));
    Ok(Answer::done(json!({ "request": asked, "accepted": true, "juror": juror, "session": session }), page))
}

/// Takes its place from a computer, or from all those of a member.
pub(super) fn revoke(counter: &Counter, ask: &RevokeAsk) -> Result<Answer, Trouble> {
    let desk = counter.open()?;
    let session = counter.session(&ask.session)?;
    let devices = match &ask.device {
        Some(words) => vec![desk.device_named(session, words)?],
        None => devices_of(counter, session, ask.juror.as_deref().unwrap_or_default())?,
    };
    for device in &devices {
        desk.revoke(session, *device, &ask.because)?;
    }
    let mut page = Page::new();
    page.line(counter.phrase("devices-revoked", &[("count", devices.len().to_string())]));
    Ok(Answer::done(json!({ "session": session, "revoked": devices }), page))
}

/// Lets a computer write as the office or the president.
pub(super) fn delegate(counter: &Counter, ask: &DelegateAsk) -> Result<Answer, Trouble> {
    let desk = counter.open()?;
    let session = counter.session(&ask.session)?;
    let person = counter.juror(session, &ask.person)?;
    let device = desk.device_named(session, &ask.device)?;
    desk.delegate(session, device, person)?;
    let mut page = Page::new();
    page.line(counter.word("office-is-delegated"));
    Ok(Answer::done(json!({ "session": session, "device": device, "person": person }), page))
}

/// Lists the computers of a session.
pub(super) fn list(counter: &Counter, ask: &OneSession) -> Result<Answer, Trouble> {
    let devices = counter.open()?.devices(counter.session(&ask.session)?)?;
    let rows: Vec<Vec<String>> = devices.iter().map(|line| row(counter, line)).collect();
    let mut page = Page::new();
    page.table(&counter.head(["person", "device-words", "admitted-by", "receiver", "state"]), &rows);
    Ok(Answer::done(json!({ "devices": devices }), page))
}

fn row(counter: &Counter, line: &DeviceLine) -> Vec<String> {
    let admitted = match &line.admitted_by {
        Some(name) => name.clone(),
        None => counter.word(if line.founder { "device-founder" } else { "device-by-code" }),
    };
    let receiver = counter.word(if line.receiver_known { "yes" } else { "no" });
    let state = match &line.revoked {
        Some(revoked) => counter.phrase("device-revoked-because", &[("ground", revoked.ground.clone())]),
        None if !line.delegated_as.is_empty() => counter.word("device-delegated"),
        None => String::new(),
    };
    vec![line.people.join(", "), line.words.join(" "), admitted, receiver, state]
}

/// The computers that somebody writes on and that have their place, but the one that opened the session: nobody takes its place.
fn devices_of(counter: &Counter, session: SessionId, name: &str) -> Result<Vec<DeviceKey>, Trouble> {
    let juror = counter.juror(session, name)?;
    let devices = counter.desk.devices(session)?;
    let own = devices.iter().filter(|line| !line.founder && line.revoked.is_none());
    let own: Vec<DeviceKey> = own.filter(|line| line.writes_as.contains(&juror)).map(|line| line.device).collect();
    if own.is_empty() { Err(Trouble::new("no-device-of", [("juror", name.to_owned())])) } else { Ok(own) }
}
