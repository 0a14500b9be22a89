//! What the rules say, in sentences that could be read to a jury. One `check` for all: given a scene, somebody's command is
//! answered by a refusal's code, or by the kinds of the facts it writes.

mod amending;
mod apart;
mod candidates;
mod closing;
mod conclusion;
mod deliberation;
mod devices;
mod erasing;
mod grading;
mod panel;
mod properties;
mod reversal;
mod standing;

use crate::command::Command;
use crate::id::PersonId;
use crate::testing::Stage;

/// Given that scene, `by` asks `command`: the answer is `expect`, a code, or kinds (`"40"`), or `"nothing"`.
#[track_caller]
fn check(given: &Stage, by: PersonId, command: &Command, expect: &str) {
    assert_eq!(answer(given, by, command), expect, "{command:?}");
}

fn answer(given: &Stage, by: PersonId, command: &Command) -> String {
    match given.tries(by, command) {
        Err(refusal) => refusal.code().to_owned(),
        Ok(events) if events.is_empty() => "nothing".to_owned(),
        Ok(events) => events.iter().map(|event| event.kind().to_string()).collect::<Vec<_>>().join(" "),
    }
}
