//! What the system is told of the application: a file of ours opened from the file manager, or let fall on the icon, reaches it.
//! What it does with such a file is `app::offers`'.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::tree::text;

/// The endings and the media types that tauri.conf.json gives to the application.
fn associated() -> (BTreeSet<String>, BTreeSet<String>) {
    let config: Value = serde_json::from_str(&text("tauri.conf.json")).expect("a configuration");
    let associations = config["bundle"]["fileAssociations"].as_array().cloned().unwrap_or_default();
    let texts = |value: &Value| value.as_str().map(str::to_owned);
    let endings = associations.iter().flat_map(|one| one["ext"].as_array().cloned().unwrap_or_default());
    (
        endings.filter_map(|ending| texts(&ending)).collect(),
        associations.iter().filter_map(|one| texts(&one["mimeType"])).collect(),
    )
}

/// What stands between `before` and `after` in `text`, wherever it does.
fn between(text: &str, before: &str, after: &str) -> BTreeSet<String> {
    let found = text.split(before).skip(1).filter_map(|rest| rest.split_once(after));
    found.map(|(word, _)| word.to_owned()).collect()
}

#[test]
fn every_file_of_ours_that_a_dialog_chooses_opens_from_the_file_manager_too() {
    let (endings, types) = associated();
    let dialogs = text("src-tauri/dialogs.rs");
    let chosen = between(&dialogs, "&[\"", "\"]");
    assert!(endings.is_subset(&chosen), "{endings:?} are chosen by no dialog: {chosen:?}");
    // What other programs read is theirs to open.
    let ours = chosen.iter().filter(|ending| !["pdf", "json", "csv", "xlsx", "ods"].contains(&ending.as_str()));
    assert_eq!(ours.cloned().collect::<BTreeSet<_>>(), endings, "dialogs and tauri.conf.json");
    let described = text("assets/desktop/delibere.xml");
    assert_eq!(between(&described, "<glob pattern=\"*.", "\"/>"), endings, "delibere.xml and tauri.conf.json");
    assert_eq!(between(&described, "<mime-type type=\"", "\">"), types, "delibere.xml and tauri.conf.json");
    let entry = text("assets/desktop/delibere.desktop");
    assert!(entry.contains("{{exec}} %F"), "several files may be opened at once, by their paths");
    assert!(entry.contains("MimeType={{mime_type}}"), "the types that tauri.conf.json names");
}
