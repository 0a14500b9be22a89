//! Exit codes and sentences: 0 done, 1 refused, 2 badly asked, 3 damaged.

use std::path::Path;

use crate::support::{Copy, done, run, run_with};

#[test]
fn what_is_done_leaves_with_0_and_what_is_badly_asked_with_2() {
    let copy = Copy::of("secretariat");
    assert_eq!(run(&copy.store, &["session", "list"]).code, 0);
    assert_eq!(run(&copy.store, &["session", "dance"]).code, 2);
    assert_eq!(run(&copy.store, &["seal"]).code, 2);
    assert_eq!(run(&copy.store, &["demo", "--out", "x", "--candidates", "2"]).code, 2);
}

#[test]
fn a_refusal_leaves_with_1_and_says_what_happened_and_what_to_do() {
    let copy = Copy::of("secretariat");
    let ran = run(&copy.store, &["session", "status", "no such session"]);
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("unknown-session") && ran.err.contains("delib session list"), "{}", ran.err);
    assert!(ran.out.is_empty());
}

#[test]
fn with_json_a_refusal_is_one_document_too_and_the_sentence_is_beside_it() {
    let copy = Copy::of("secretariat");
    let ran = run(&copy.store, &["--json", "session", "status", "no such session"]);
    assert_eq!(ran.refusal(), "unknown-session");
    assert!(ran.err.contains("unknown-session"));
}

#[test]
fn every_reading_answers_one_json_document() {
    let copy = Copy::of("secretariat");
    for args in [
        &["store", "status"][..],
        &["session", "list"],
        &["session", "show", "juin"],
        &["session", "status", "juin"],
        &["journal", "juin"],
        &["recount", "juin"],
        &["check"],
        &["referential", "show"],
        &["referential", "check"],
        &["regulation", "show"],
        &["regulation", "check", "exemple-notes"],
    ] {
        assert!(done(&copy.store, args).is_object(), "{args:?}");
    }
}

#[test]
fn the_wrong_passphrase_opens_nothing_gives_no_hint_and_is_waited_out() {
    let copy = Copy::of("membre-2");
    let wrong = || run_with(&copy.store, "not the passphrase", &["--json", "session", "list"]);
    let waits: Vec<u64> = (0..3)
        .map(|_| {
            let ran = wrong();
            assert_eq!((ran.code, ran.refusal().as_str()), (1, "wrong-passphrase"));
            ran.json()["error"]["args"]["retry_after_ms"].as_str().unwrap().parse().unwrap()
        })
        .collect();
    assert!(waits.is_sorted() && waits[0] == 0 && waits[2] > waits[1], "{waits:?}");
    assert_eq!(run(&copy.store, &["session", "list"]).code, 0, "the right one opens, once the wait is over");
    assert_eq!(wrong().json()["error"]["args"]["retry_after_ms"], "0", "and the count is forgotten");
}

#[test]
fn a_store_that_is_not_there_is_not_made_by_asking() {
    let folder = tempfile::tempdir().unwrap();
    let store = folder.path().join("nobody.db");
    let ran = run(&store, &["--json", "session", "list"]);
    assert_eq!((ran.code, ran.refusal().as_str()), (1, "keys-missing"));
    assert!(std::fs::read_dir(folder.path()).unwrap().next().is_none());
}

#[test]
fn a_member_writes_as_nobody_else() {
    let copy = Copy::of_home();
    let table = copy.file("notes.csv", "candidat;critère;niveau\n001;A1.CP.1;A\n");
    let ran = run(&copy.store, &["--json", "mark", "juillet", "--as", "Awa", "--from", &table]);
    assert_eq!((ran.code, ran.refusal().as_str()), (1, "not-this-device"));
}

#[test]
fn a_name_that_several_bear_is_not_guessed() {
    let copy = Copy::of("secretariat");
    let ran = run(&copy.store, &["--json", "session", "status", "session"]);
    assert_eq!(ran.refusal(), "ambiguous-session");
}

#[test]
fn a_closed_session_takes_no_further_candidate() {
    let copy = Copy::of("secretariat");
    let table = copy.file(
        "more.csv",
        "N°;Nom de naissance;Prénoms;Sexe;Date de naissance;Voie;Option\n900;Tard;Venue;F;01/02/1999;VAE;A4\n",
    );
    let ran = run(&copy.store, &["--json", "candidates", "import", &table, "--session", "juin"]);
    assert_eq!(ran.code, 1);
    assert_eq!(ran.json()["refused"][0]["code"], "session-closed");
}

#[test]
fn a_description_with_an_unknown_key_is_refused_by_the_key_s_name() {
    let copy = Copy::of("secretariat");
    let described = copy.file("session.toml", "name = \"X\"\nplace = \"Y\"\nsurprise = 1\n");
    let ran = run(&copy.store, &["--json", "session", "create", &described]);
    assert_eq!((ran.code, ran.refusal().as_str()), (1, "description-unreadable"));
    let detail = ran.json()["error"]["args"]["detail"].as_str().unwrap().to_owned();
    assert!(detail.contains("surprise"), "{detail}");
}

#[test]
fn the_referential_counts_exactly_what_the_text_holds() {
    let shown = done(Path::new("unused.db"), &["referential", "show"]);
    let expected = serde_json::json!({ "blocks": 6, "options": 3, "activities": 49, "skills": 50, "trials": 12,
        "criteria": 38, "elements": 7 });
    assert_eq!(shown["counts"], expected);
}

#[test]
fn completions_and_the_manual_name_every_command() {
    let store = Path::new("unused.db");
    let (bash, manual) = (run(store, &["completions", "bash"]).out, run(store, &["man"]).out);
    for command in ["pack", "seal", "verify", "recount", "restore"] {
        assert!(bash.contains(command) && manual.contains(command), "{command}");
    }
}

#[test]
fn commands_of_a_file_are_all_written_or_none() {
    let copy = Copy::of("secretariat");
    let grid = done(&copy.store, &["session", "show", "juillet"]);
    let candidate = grid["grid"]["candidates"][0]["id"].as_str().unwrap();
    let note = |status: &str| {
        format!(
            r#"{{"do":"record_attendance","candidate":"{candidate}","trial":null,"attendance":{{"status":"{status}","at":null}}}}"#
        )
    };
    let good = copy.file("good.json", format!("[{}]", note("absent_justified")));
    let seal = format!(r#"{{"do":"seal_sheet","candidate":"{candidate}"}}"#);
    let bad = copy.file("bad.json", format!("[{}, {seal}]", note("present")));
    assert_eq!(done(&copy.store, &["execute", "juillet", "--from", &good])["commands"], 1);
    let before = done(&copy.store, &["session", "status", "juillet"])["fingerprint"].clone();
    assert_eq!(run(&copy.store, &["--json", "execute", "juillet", "--from", &bad]).refusal(), "not-allowed");
    assert_eq!(done(&copy.store, &["session", "status", "juillet"])["fingerprint"], before);
    let typo = copy.file("typo.json", r#"[{"do":"dance"}]"#);
    assert_eq!(run(&copy.store, &["--json", "execute", "juillet", "--from", &typo]).refusal(), "commands-unreadable");
}
