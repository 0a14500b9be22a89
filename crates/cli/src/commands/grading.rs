//! Sealing from the counter: every sheet of a juror that is finished. A sheet that is not stays open, and is named.

use app::view::SheetState;
use domain::command::Command;
use domain::id::{CandidateId, PersonId, SessionId};
use serde_json::json;

use crate::answer::Answer;
use crate::asks::SealAsk;
use crate::counter::Counter;
use crate::page::Page;
use crate::trouble::Trouble;

/// Seals the finished sheets of a juror.
pub(super) fn seal(counter: &Counter, ask: &SealAsk) -> Result<Answer, Trouble> {
    counter.open()?;
    let session = counter.session(&ask.session)?;
    let person = counter.writer(session, ask.juror.as_deref())?;
    let sheets = sheets(counter, session, person)?;
    let of = |state: SheetState| sheets.iter().filter(move |(_, _, found)| *found == state);
    let commands: Vec<Command> =
        of(SheetState::Finished).map(|(id, ..)| Command::SealSheet { candidate: *id }).collect();
    counter.desk.execute_all(session, Some(person), &commands)?;
    let open: Vec<String> = sheets
        .iter()
        .filter(|(_, _, state)| matches!(state, SheetState::Untouched | SheetState::Started))
        .map(|(_, number, _)| number.clone())
        .collect();
    let before = of(SheetState::Sealed).count();
    let mut page = Page::new();
    page.line(
        counter.phrase("sheets-sealed", &[("count", commands.len().to_string()), ("before", before.to_string())]),
    );
    if !open.is_empty() {
        page.line(counter.phrase("sheets-open", &[("count", open.len().to_string()), ("numbers", open.join(", "))]));
    }
    let value = json!({ "sealed": commands.len(), "sealed_before": before, "unfinished": open });
    Ok(Answer::done(value, page).with_exit(u8::from(!open.is_empty())))
}

/// The sheets that the juror has to give, and where each stands.
fn sheets(
    counter: &Counter,
    session: SessionId,
    person: PersonId,
) -> Result<Vec<(CandidateId, String, SheetState)>, Trouble> {
    let lines = counter.desk.read(session, |dossier| {
        let roster = dossier.session.roster().into_iter();
        let gradable = roster.filter(|(_, candidate)| candidate.gradable());
        Ok(gradable
            .map(|(id, candidate)| app::view::grid::line(&dossier.session, person, id, candidate))
            .filter(|line| !line.recused)
            .map(|line| (line.id, line.number, line.sheet))
            .collect())
    })?;
    Ok(lines)
}
