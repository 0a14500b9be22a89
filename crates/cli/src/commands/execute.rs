//! Commands of the domain written in JSON, for what has no command of its own here: attendance, recusals, votes, incidents,
//! rectificatifs. All of them are written, or none.

use domain::command::Command;
use serde_json::json;

use crate::answer::Answer;
use crate::asks::ExecuteAsk;
use crate::counter::{Counter, read};
use crate::page::Page;
use crate::trouble::Trouble;

/// Largest file, in bytes.
const LIMIT: usize = 16 << 20;

/// Executes the commands of a file.
pub(super) fn run(counter: &Counter, ask: &ExecuteAsk) -> Result<Answer, Trouble> {
    let bytes = read(&ask.from)?;
    let unreadable = |line: usize, detail: String| {
        Trouble::new("commands-unreadable", [("line", line.to_string()), ("detail", detail)])
    };
    if bytes.len() > LIMIT {
        return Err(unreadable(1, "16 MiB".to_owned()));
    }
    let commands: Vec<Command> =
        serde_json::from_slice(&bytes).map_err(|error| unreadable(error.line(), error.to_string()))?;
    let desk = counter.open()?;
    let session = counter.session(&ask.session)?;
    let person = counter.writer(session, ask.juror.as_deref())?;
    let changes = desk.execute_all(session, Some(person), &commands)?;
    let mut page = Page::new();
    page.line(counter.phrase("commands-done", &[("count", commands.len().to_string())]));
    Ok(Answer::done(json!({ "commands": commands.len(), "changes": changes }), page))
}
