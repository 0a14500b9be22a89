//! Where people disagree, from the counter: both sides with their authors, and the one command that takes a side; candidates
//! that look alike, and what a person finds of them.

use app::view::disagreement::{Disagreement, Side, Value};
use domain::command::Command;
use domain::session::dispute::Dispute;
use serde_json::json;

use crate::answer::Answer;
use crate::asks::OneSession;
use crate::counter::Counter;
use crate::page::{Page, moment, short};
use crate::standing_asks::{DuplicateAsk, SettleAsk};
use crate::trouble::Trouble;

/// Lists where people disagree.
pub(super) fn list(counter: &Counter, ask: &OneSession) -> Result<Answer, Trouble> {
    let desk = counter.open()?;
    let session = counter.session(&ask.session)?;
    let found = desk.disagreements(session)?;
    let mut page = Page::new();
    if found.is_empty() {
        page.line(counter.word("no-disagreement"));
    }
    for disagreement in &found {
        tell(counter, disagreement, &mut page);
        let command = format!("delib settle {} {} --take", short(session), disagreement.name);
        page.line(format!("    {command} {}", letters(disagreement))).blank();
    }
    Ok(Answer::done(json!({ "session": session, "disagreements": found }), page))
}

/// Takes one side.
pub(super) fn settle(counter: &Counter, ask: &SettleAsk) -> Result<Answer, Trouble> {
    let desk = counter.open()?;
    let session = counter.session(&ask.session)?;
    let person = ask.juror.as_deref().map(|text| counter.writer(session, Some(text))).transpose()?;
    let settled = desk.settle(session, person, &ask.dispute, &ask.take, ask.because.as_deref())?;
    let mut page = Page::new();
    page.line(counter.word("settled"));
    tell(counter, &settled.disagreement, &mut page);
    page.line(counter.phrase("settled-by", &[("side", settled.taken.clone())]));
    Ok(Answer::done(settled, page))
}

/// Says whether two candidates that look alike are one person.
pub(super) fn duplicate(counter: &Counter, ask: &DuplicateAsk) -> Result<Answer, Trouble> {
    let desk = counter.open()?;
    let session = counter.session(&ask.session)?;
    let person = counter.writer(session, ask.juror.as_deref())?;
    let (first, second) = (counter.candidate(session, &ask.first)?, counter.candidate(session, &ask.second)?);
    let ground = ask.because.clone().unwrap_or_default();
    let command = Command::JudgeDuplicate { first, second, same: ask.same, ground };
    let changes = desk.execute(session, Some(person), &command)?;
    let mut page = Page::new();
    let args = [("first", ask.first.clone()), ("second", ask.second.clone())];
    page.line(counter.phrase(if ask.same { "judged-same" } else { "judged-different" }, &args));
    Ok(Answer::done(json!({ "first": first, "second": second, "same": ask.same, "changes": changes }), page))
}

/// What people disagree on, and each side.
fn tell(counter: &Counter, disagreement: &Disagreement, page: &mut Page) {
    let blocks = if disagreement.blocks { counter.word("blocks-closing") } else { counter.word("blocks-nothing") };
    let heading = [disagreement.name.clone(), subject(counter, &disagreement.dispute, &disagreement.about), blocks];
    page.line(heading.join(" · "));
    for side in &disagreement.sides {
        let when = moment(side.civil);
        let args = [("name", side.author.clone()), ("laptop", side.laptop.clone()), ("when", when)];
        page.line(format!("  {}  {}", side.letter, counter.phrase("side", &args)));
        page.line(format!("       {}", values(counter, side)));
    }
}

/// « fiche de 003 Camille Vasseur ».
pub(super) fn subject(counter: &Counter, dispute: &Dispute, about: &[String]) -> String {
    let about: Vec<&str> = about.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
    format!("{} {}", kind(counter, dispute), about.join(", ")).trim_end().to_owned()
}

/// « fiche de ».
pub(super) fn kind(counter: &Counter, dispute: &Dispute) -> String {
    let kind = serde_json::to_value(dispute).ok();
    counter.named("dispute", kind.as_ref().and_then(|value| value.get("kind")))
}

fn values(counter: &Counter, side: &Side) -> String {
    if side.hidden {
        return counter.word("hidden-until-confrontation");
    }
    let said = |value: &Value| {
        let text = match value.vocabulary {
            Some(vocabulary) => counter.named(vocabulary, value.text.as_str()),
            None if value.text.is_empty() => counter.word("nothing"),
            None => value.text.clone(),
        };
        let args = [("field", counter.named("field", value.field)), ("text", text)];
        counter.phrase("field-text", &args)
    };
    side.values.iter().map(said).collect::<Vec<_>>().join(" ; ")
}

fn letters(disagreement: &Disagreement) -> String {
    disagreement.sides.iter().map(|side| side.letter.as_str()).collect::<Vec<_>>().join("|")
}
