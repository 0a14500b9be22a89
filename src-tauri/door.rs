//! The one command of the window: a name and a body go to the desk, its answer or its failure comes back as it is.
//! No rule, no word for people and no second command may come here; a new question is a new door of `app`.

use std::sync::Arc;

use serde_json::{Value, json};
use tauri::State;

use app::Desk;

/// Knocks at the desk's door `name`. The desk blocks (disk, key derivation, a dialog), so it works off the window's thread.
///
/// # Errors
/// The desk's own failure, in JSON (`kind`, `code`, …), or `interrupted` when the work ended without an answer.
#[tauri::command]
pub(crate) async fn door(desk: State<'_, Arc<Desk>>, name: String, body: Value) -> Result<Value, Value> {
    let desk = Arc::clone(&desk);
    tokio::task::spawn_blocking(move || app::doors::call(&desk, &name, &body).map_err(|failure| in_json(&failure)))
        .await
        .unwrap_or_else(|_| Err(interrupted()))
}

/// A failure as the window reads it.
fn in_json(failure: &app::Failure) -> Value {
    serde_json::to_value(failure).unwrap_or_else(|_| interrupted())
}

/// What is said when the desk could not even fail properly.
fn interrupted() -> Value {
    json!({ "kind": "failure", "code": "interrupted" })
}
