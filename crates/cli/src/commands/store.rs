//! The store from the counter: made, looked at.

use app::open::StoreState;
use serde_json::json;

use crate::answer::Answer;
use crate::asks::StoreAsk;
use crate::counter::Counter;
use crate::page::Page;
use crate::trouble::Trouble;

/// Of the store.
pub(super) fn run(counter: &Counter, ask: &StoreAsk) -> Result<Answer, Trouble> {
    match ask {
        StoreAsk::Create { name } => create(counter, name),
        StoreAsk::Status => status(counter),
        StoreAsk::Noted => noted(counter),
    }
}

fn create(counter: &Counter, name: &str) -> Result<Answer, Trouble> {
    // Before anybody is asked for a passphrase.
    if counter.desk.status()?.store != StoreState::Absent {
        return Err(app::Failure::Keys("keys-already-there").into());
    }
    let made = counter.desk.create_store(name, &counter.passphrase.choose()?)?;
    let path = counter.desk.places().store().display().to_string();
    let mut page = Page::new();
    page.line(counter.phrase("store-created", &[("name", name.to_owned()), ("path", path.clone())]))
        .blank()
        .line(counter.word("recovery-key-once"))
        .blank()
        .line(format!("    {}", made.recovery_key));
    Ok(Answer::done(json!({ "store": path, "name": name, "recovery_key": made.recovery_key }), page))
}

fn status(counter: &Counter) -> Result<Answer, Trouble> {
    let mut status = counter.desk.status()?;
    if status.store == StoreState::Locked {
        counter.open()?;
        status = counter.desk.status()?;
    }
    let path = counter.desk.places().store().display().to_string();
    let mut facts =
        vec![(counter.word("store"), path.clone()), (counter.word("state"), counter.named("store", status.store))];
    facts.extend(status.name.clone().map(|name| (counter.word("name"), name)));
    if status.store == StoreState::Open {
        facts.push((counter.word("sessions"), counter.desk.sessions()?.len().to_string()));
    }
    let mut page = Page::new();
    page.facts(&facts);
    if let Some(notice) = &status.notice {
        page.blank().line(super::care::told(counter, notice));
    }
    let value = json!({ "path": path, "store": status.store, "name": status.name, "notice": status.notice });
    Ok(Answer::done(value, page))
}

/// The person took note of what became of the store.
fn noted(counter: &Counter) -> Result<Answer, Trouble> {
    let status = counter.open()?.take_note()?;
    let mut page = Page::new();
    page.line(counter.word("notice-noted"));
    Ok(Answer::done(json!({ "notice": status.notice }), page))
}
