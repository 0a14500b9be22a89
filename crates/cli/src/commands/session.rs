//! Sessions from the counter: made from a description, listed, shown, their bordereau, their rattrapage.

use domain::refusal::Refusal;
use domain::session::facts::SessionDetails;
use serde_json::json;

use super::description;
use crate::answer::Answer;
use crate::asks::SessionAsk;
use crate::counter::Counter;
use crate::page::{Page, short};
use crate::trouble::Trouble;

/// Of sessions.
pub(super) fn run(counter: &Counter, ask: &SessionAsk) -> Result<Answer, Trouble> {
    match ask {
        SessionAsk::Create { description } => create(counter, description),
        SessionAsk::List => list(counter),
        SessionAsk::Show(one) => show(counter, &one.session),
        SessionAsk::Status(one) => super::manifest::status(counter, one),
        SessionAsk::Passages { session, description } => passages(counter, session, description),
        SessionAsk::Retake { session, name, starts_on, ends_on } => {
            retake(counter, session, name, starts_on, ends_on.as_deref())
        }
    }
}

fn create(counter: &Counter, path: &std::path::Path) -> Result<Answer, Trouble> {
    let described = description::describe(path)?;
    let desk = counter.open()?;
    let session = described.open(desk)?;
    let card = desk.sessions()?.into_iter().find(|card| card.id == session);
    let name = card.map(|card| card.name).unwrap_or_default();
    let mut page = Page::new();
    page.line(counter.phrase("session-created", &[("name", name.clone()), ("session", session.to_string())]));
    Ok(Answer::done(json!({ "session": session, "name": name }), page))
}

fn list(counter: &Counter) -> Result<Answer, Trouble> {
    let cards = counter.open()?.sessions()?;
    let rows: Vec<Vec<String>> = cards
        .iter()
        .map(|card| {
            vec![
                short(card.id),
                card.name.clone(),
                card.starts_on.to_string(),
                counter.named("state", card.state),
                card.candidates.to_string(),
                card.fingerprint_words.join(" "),
            ]
        })
        .collect();
    let mut page = Page::new();
    if rows.is_empty() {
        page.line(counter.word("no-session"));
    }
    page.table(&counter.head(["session", "name", "starts-on", "state", "candidates", "fingerprint"]), &rows);
    Ok(Answer::done(json!({ "sessions": cards }), page))
}

fn show(counter: &Counter, text: &str) -> Result<Answer, Trouble> {
    let desk = counter.open()?;
    let session = counter.session(text)?;
    let grid = desk.grid(session)?;
    let jurors = desk.read(session, |dossier| {
        let seated = dossier.session.jurors.iter().filter(|(id, _)| dossier.session.role(**id).is_some());
        Ok(seated.filter_map(|(id, juror)| Some((*id, juror.file.shown()?.clone()))).collect::<Vec<_>>())
    })?;
    let mut page = Page::new();
    page.line(grid.session.name.clone()).line(grid.session.certification.clone()).line(grid.session.place.clone());
    page.line(counter.named("state", grid.session.state)).blank();
    let panel: Vec<Vec<String>> = jurors
        .iter()
        .map(|(id, file)| {
            let external = counter.word(if file.external { "yes" } else { "no" });
            let role = counter.named("role", file.role);
            vec![short(id), file.full_name(), role, file.employer.clone(), external]
        })
        .collect();
    page.table(&counter.head(["person", "name", "role", "employer", "external"]), &panel).blank();
    let lines: Vec<Vec<String>> = grid
        .candidates
        .iter()
        .map(|line| {
            let route = line.route.map(|route| counter.named("route", route)).unwrap_or_default();
            let attendance = line.attendance.map(|noted| counter.named("attendance", noted)).unwrap_or_default();
            let sheet = counter.named("sheet", line.sheet);
            vec![line.number.clone(), line.name.clone(), line.option_short.clone(), route, attendance, sheet]
        })
        .collect();
    page.table(&counter.head(["number", "name", "option", "route", "attendance", "own-sheet"]), &lines);
    let panel: Vec<_> = jurors.iter().map(|(id, file)| json!({ "person": id, "file": file })).collect();
    Ok(Answer::done(json!({ "grid": grid, "panel": panel }), page))
}

/// Plans the passages of a description, whose candidates are registered by now.
fn passages(counter: &Counter, text: &str, path: &std::path::Path) -> Result<Answer, Trouble> {
    let described = description::describe(path)?;
    let desk = counter.open()?;
    let session = counter.session(text)?;
    let commands = description::passages(desk, session, &described.passages)?;
    desk.execute_all(session, None, &commands)?;
    let mut page = Page::new();
    page.line(counter.phrase("passages-planned", &[("count", commands.len().to_string())]));
    Ok(Answer::done(json!({ "session": session, "passages": commands.len() }), page))
}

fn retake(
    counter: &Counter,
    session: &str,
    name: &str,
    starts_on: &str,
    ends_on: Option<&str>,
) -> Result<Answer, Trouble> {
    let day =
        |text: &str| domain::time::Date::parse(text).map_err(|_| Trouble::new("bad-time", [("time", text.to_owned())]));
    let (starts_on, ends_on) = (day(starts_on)?, day(ends_on.unwrap_or(starts_on))?);
    let desk = counter.open()?;
    let previous = counter.session(session)?;
    let known = desk.read(previous, |dossier| Ok(dossier.session.details.shown().cloned()))?;
    let known = known.ok_or(app::Failure::UnknownSession)?;
    let details = SessionDetails { name: name.to_owned(), starts_on, ends_on, ..known };
    let prepared = desk.prepare_retake(previous, details)?;
    let rows: Vec<Vec<String>> = prepared
        .candidates
        .iter()
        .map(|one| {
            let kept: Vec<&str> = one.prior.iter().map(|prior| prior.block.as_str()).collect();
            vec![one.file.number.clone(), one.file.full_name(), one.file.attempt.to_string(), kept.join(", ")]
        })
        .collect();
    let mut page = Page::new();
    let created = [("name", name.to_owned()), ("session", prepared.session.to_string())];
    page.line(counter.phrase("session-created", &created)).blank();
    page.table(&counter.head(["number", "name", "attempt", "kept"]), &rows);
    Ok(Answer::done(prepared, page))
}

/// The sentence of a refusal.
pub(super) fn refusal(counter: &Counter, refusal: &Refusal) -> String {
    let args: Vec<_> = refusal.args().into_iter().map(|(name, value)| (name, value.to_owned())).collect();
    counter.sentence(refusal.code(), &args)
}
