//! A member joins by a request, is let in by their words, and loses their place: all from the command line.

use std::path::PathBuf;

use crate::support::{Copy, done, run};

/// A new store beside those of the demonstration, under the same passphrase.
fn newcomer(office: &Copy) -> PathBuf {
    let store = PathBuf::from(office.path("diane.db"));
    done(&store, &["store", "create", "--name", "Chloé"]);
    store
}

fn words(value: &serde_json::Value) -> String {
    let words = value["words"].as_array().unwrap().iter();
    words.map(|word| word.as_str().unwrap()).collect::<Vec<_>>().join(" ")
}

#[test]
fn a_member_joins_by_words_read_aloud_and_is_given_a_pack_without_a_code() {
    let office = Copy::of("secretariat");
    let store = newcomer(&office);
    let request = office.path("chloe.demande");
    let heard = words(&done(&store, &["join", "-o", &request]));
    let accept = ["accept", &request, "--session", "juillet", "--as", "Chloé"];

    let shown = done(&office.store, &accept);
    assert_eq!((words(&shown["request"]), shown["accepted"].as_bool()), (heard.clone(), Some(false)));
    let wrong = run(&office.store, &[&["--json"], &accept[..], &["--words", "abaisser abandon abdiquer"]].concat());
    assert_eq!((wrong.code, wrong.refusal().as_str()), (1, "words-differ"));
    assert_eq!(done(&office.store, &[&accept[..], &["--words", &heard]].concat())["accepted"], true);

    let pack = office.path("pack.delib");
    let made = done(&office.store, &["pack", "juillet", "--for", "Chloé", "-o", &pack]);
    assert!(made["code"].is_null(), "{made}");
    assert_eq!(done(&store, &["receive", &pack])["candidates"], 10);
    let devices = done(&office.store, &["devices", "juillet"]);
    let lines = devices["devices"].as_array().unwrap();
    let line = lines.iter().find(|line| words(line) == heard).expect("the computer is listed");
    assert_eq!((line["receiver_known"].as_bool(), line["revoked"].is_null()), (Some(true), true), "{line}");

    let revoke = ["revoke", "juillet", "--device", &heard, "--because", "Perdu"];
    assert_eq!(done(&office.store, &revoke)["revoked"].as_array().unwrap().len(), 1);
    let again = run(&office.store, &[&["--json"], &revoke[..]].concat());
    assert_eq!((again.code, again.refusal().as_str()), (1, "device-revoked"));
    let code = done(&office.store, &["pack", "juillet", "--for", "Chloé", "-o", &pack]);
    assert!(code["code"].is_string(), "without a computer of theirs, a code again");
}

#[test]
fn a_request_that_is_none_and_a_computer_that_is_none_are_refused() {
    let office = Copy::of("secretariat");
    let other = office.file("autre.demande", "rien");
    let accept = run(&office.store, &["--json", "accept", &other, "--session", "juillet", "--as", "Chloé"]);
    assert_eq!((accept.code, accept.refusal().as_str()), (1, "not-a-request"));
    let revoke = ["--json", "revoke", "juillet", "--device", "abaisser", "--because", "Perdu"];
    assert_eq!(run(&office.store, &revoke).refusal(), "no-such-device");
    let both = ["revoke", "juillet", "--because", "Perdu"];
    assert_eq!(run(&office.store, &both).code, 2, "which computer must be said");
}
