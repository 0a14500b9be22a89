//! What is done with files once they were handed over: imports read again, reversed and restored; an archive read where nobody
//! knows the session; all from the command line.

use serde_json::Value;

use crate::support::{Copy, PASSPHRASE, done, run, run_with};

/// Chloé marks one criterion and hands her file to the office; the import's name.
fn handed_over(office: &Copy, member: &Copy) -> String {
    let pack = office.path("pack.delib");
    let made = done(&office.store, &["pack", "juillet", "--for", "Chloé", "-o", &pack]);
    done(&member.store, &["receive", &pack, "--code", made["code"].as_str().unwrap()]);
    let marks = member.file("m.csv", "candidat;critère;niveau;commentaire\n001;A1.CP.1;A;clair\n");
    done(&member.store, &["mark", "juillet", "--from", &marks]);
    let handed = member.path("back.delib");
    assert_eq!(done(&member.store, &["export", "juillet", "-o", &handed])["verified"], true);
    let report = done(&office.store, &["import", &handed]);
    report["imports"][0]["bundle"].as_str().unwrap().to_owned()
}

fn kept(office: &Copy, import: &str) -> Value {
    let imports = done(&office.store, &["imports", "juillet"]);
    let imports = imports["imports"].as_array().unwrap().clone();
    imports.into_iter().find(|kept| kept["bundle"] == import).expect("the import is kept")
}

#[test]
fn an_import_is_listed_reversed_with_a_ground_and_restored() {
    let (office, member) = (Copy::of("secretariat"), Copy::of("membre-3"));
    let import = handed_over(&office, &member);
    let listed = kept(&office, &import);
    assert_eq!((&listed["file_name"], &listed["reversed"]), (&Value::from("back.delib"), &Value::Null));
    let ranged = listed["logs"].as_array().unwrap().iter().any(|log| !log["ranges"].as_array().unwrap().is_empty());
    assert!(listed["new"].as_u64().unwrap() > 0 && ranged, "{listed}");

    let without = run(&office.store, &["reverse", "juillet", short(&import)]);
    assert_eq!(without.code, 2, "a reversal says why");
    let unknown = run(&office.store, &["--json", "reverse", "juillet", "ffffffff", "--because", "Erreur"]);
    assert_eq!((unknown.code, unknown.refusal().as_str()), (1, "no-such-import"));
    done(&office.store, &["reverse", "juillet", short(&import), "--because", "Mauvais fichier"]);
    assert_eq!(kept(&office, &import)["reversed"]["ground"], "Mauvais fichier");
    let status = run(&office.store, &["session", "status", "juillet"]);
    assert!(status.out.contains("Mauvais fichier") && status.out.contains("Chloé"), "{}", status.out);
    let again = run(&office.store, &["--json", "reverse", "juillet", "back.delib", "--because", "Encore"]);
    assert_eq!(again.refusal(), "already-reversed");

    done(&office.store, &["reverse", "juillet", short(&import), "--lift"]);
    assert_eq!(kept(&office, &import)["reversed"], Value::Null);
    assert_eq!(run(&office.store, &["check"]).code, 0);
}

#[test]
fn several_files_go_in_together_and_the_bad_one_gives_the_exit_code() {
    let (office, member) = (Copy::of("secretariat"), Copy::of("membre-3"));
    handed_over(&office, &member);
    let (good, bad) = (member.path("back.delib"), office.file("notes.delib", "%PDF-1.7"));
    let ran = run(&office.store, &["--json", "import", &good, &bad]);
    assert_eq!(ran.code, 1, "{}", ran.out);
    let report = ran.json();
    assert_eq!(
        (report["imports"].as_array().unwrap().len(), &report["refused"][0]["code"]),
        (1, &"not-a-bundle".into())
    );
    let mut bytes = std::fs::read(&good).unwrap();
    let place = bytes.len() - 40;
    bytes[place] ^= 1;
    let altered = office.file("altered.delib", bytes);
    assert_eq!(run(&office.store, &["import", &good, &altered]).code, 3);
}

#[test]
fn an_archive_is_read_verified_and_recounted_in_a_store_that_knows_nothing_of_the_session() {
    let office = Copy::of("secretariat");
    let archive = office.path("archive.delib");
    let nobody = run(&office.store, &["--json", "export", "juin", "--archive", "-o", &archive]);
    assert_eq!(nobody.refusal(), "no-certifier-key");
    let made = done(&office.store, &["export", "juin", "--archive", "--code", "-o", &archive]);
    let code = made["code"].as_str().unwrap();

    let store = office.store.with_file_name("certificateur.db");
    let made = run_with(&store, PASSPHRASE, &["store", "create", "--name", "Certificateur"]);
    assert_eq!(made.code, 0, "{}", made.err);
    assert_eq!(run(&store, &["--json", "import", &archive]).refusal(), "needs-code");
    let taken = done(&store, &["import", &archive, "--code", code]);
    assert_eq!(taken["imports"][0]["kind"], "archive");
    let fingerprint = |store| done(store, &["session", "status", "juin"])["fingerprint_words"].clone();
    assert_eq!(fingerprint(&store), fingerprint(&office.store));
    assert_eq!(run(&store, &["recount", "juin"]).code, 0);
    assert_eq!(run(&store, &["check"]).code, 0);
    let again = store.with_file_name("again.delib");
    let refused = run(&store, &["--json", "export", "juin", "-o", again.to_str().unwrap()]);
    assert_eq!(refused.refusal(), "archive-read-only");
}

/// The beginning of a digest, as somebody types it.
fn short(digest: &str) -> &str {
    digest.get(..8).expect("a digest is longer")
}
