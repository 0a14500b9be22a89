//! Confrontation and closing from the counter.

use domain::command::Command;
use serde_json::json;

use super::description::when;
use super::manifest::duplicates;
use crate::answer::Answer;
use crate::asks::{CloseAsk, ConfrontAsk};
use crate::counter::Counter;
use crate::page::Page;
use crate::trouble::Trouble;

/// Lays the sealed sheets side by side, and lists the gaps to settle.
pub(super) fn confront(counter: &Counter, ask: &ConfrontAsk) -> Result<Answer, Trouble> {
    let desk = counter.open()?;
    let session = counter.session(&ask.session)?;
    desk.execute(session, None, &Command::OpenConfrontation { exception: ask.exception.clone() })?;
    let gaps = desk.read(session, |dossier| {
        let session = &dossier.session;
        let gaps = session.roster().into_iter().flat_map(|(id, candidate)| {
            let file = candidate.file.shown();
            let (number, name) = file.map(|file| (file.number.clone(), file.full_name())).unwrap_or_default();
            let gaps = domain::grading::gap::gaps(session, id).into_iter().filter(|gap| !gap.settled);
            gaps.map(move |gap| (number.clone(), name.clone(), gap))
        });
        Ok(gaps.collect::<Vec<_>>())
    })?;
    let rows: Vec<Vec<String>> = gaps
        .iter()
        .map(|(number, name, gap)| {
            vec![number.clone(), name.clone(), gap.criterion.clone(), counter.named("gap", gap.kind)]
        })
        .collect();
    let mut page = Page::new();
    page.line(counter.phrase("gaps-found", &[("count", gaps.len().to_string())]));
    page.blank().table(&counter.head(["number", "name", "criterion", "gap"]), &rows);
    let gaps: Vec<_> = gaps.iter().map(|(number, _, gap)| json!({ "candidate": number, "gap": gap })).collect();
    Ok(Answer::done(json!({ "gaps": gaps }), page))
}

/// Closes a session.
pub(super) fn close(counter: &Counter, ask: &CloseAsk) -> Result<Answer, Trouble> {
    let (opened_at, closed_at) = (when(&ask.opened_at)?, when(&ask.closed_at)?);
    let desk = counter.open()?;
    let session = counter.session(&ask.session)?;
    desk.execute(session, None, &Command::Close { number: ask.number.clone(), opened_at, closed_at })?;
    let mut page = Page::new();
    page.line(counter.phrase("session-is-closed", &[("number", ask.number.clone())]));
    // Said, and in nobody's way: whoever doubts looks before the minutes are signed.
    let content = desk.manifest(session)?.content;
    duplicates(counter, &content, &mut page);
    Ok(Answer::done(json!({ "session": session, "number": ask.number, "duplicates": content.duplicates }), page))
}
