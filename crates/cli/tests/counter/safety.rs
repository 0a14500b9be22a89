//! What the counter must never harm: a damaged store is left as it is, a second instance is turned away, a backup is verified
//! before anything is touched.

use crate::support::{Copy, demonstration, done, run, run_with};

#[test]
fn a_damaged_store_leaves_with_3_and_is_untouched() {
    let copy = Copy::of("secretariat");
    let mut bytes = std::fs::read(&copy.store).unwrap();
    bytes.iter_mut().skip(200).take(200).for_each(|byte| *byte ^= 0x5a);
    std::fs::write(&copy.store, &bytes).unwrap();
    let ran = run(&copy.store, &["session", "list"]);
    assert_eq!(ran.code, 3, "{}{}", ran.out, ran.err);
    assert_eq!(std::fs::read(&copy.store).unwrap(), bytes, "not one byte of it changed");
}

#[test]
fn a_byte_changed_deep_in_the_store_is_found() {
    let copy = Copy::of("secretariat");
    let mut bytes = std::fs::read(&copy.store).unwrap();
    let place = bytes.len() - 5_000;
    bytes[place] ^= 1;
    std::fs::write(&copy.store, &bytes).unwrap();
    let ran = run(&copy.store, &["check"]);
    assert_eq!(ran.code, 3, "{}{}", ran.out, ran.err);
}

#[test]
fn a_backup_comes_back_and_the_store_that_was_there_is_set_aside() {
    let copy = Copy::of("membre-3");
    let backup = copy.path("away.delibere");
    done(&copy.store, &["backup", "-o", &backup]);
    let before = done(&copy.store, &["session", "status", "juin"])["fingerprint"].clone();
    let restored = done(&copy.store, &["restore", &backup]);
    let aside = restored["set_aside"].as_str().expect("the former store");
    assert!(std::path::Path::new(aside).exists(), "{aside}");
    let status = done(&copy.store, &["store", "status"]);
    assert_eq!(status["notice"]["code"], "store-restored-whole", "{status}");
    assert_eq!(done(&copy.store, &["session", "status", "juin"])["fingerprint"], before);
    assert!(run(&copy.store, &["check"]).out.contains("Une copie a pris la place"));
    done(&copy.store, &["store", "noted"]);
    assert!(done(&copy.store, &["store", "status"])["notice"].is_null());
}

#[test]
fn a_damaged_backup_leaves_with_3_and_touches_nothing() {
    let copy = Copy::of("membre-3");
    let backup = copy.path("away.delibere");
    done(&copy.store, &["backup", "-o", &backup]);
    let mut bytes = std::fs::read(&backup).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(&backup, &bytes).unwrap();
    let ran = run(&copy.store, &["--json", "restore", &backup]);
    assert_eq!((ran.code, ran.refusal().as_str()), (3, "backup-damaged"));
    bytes.truncate(middle);
    std::fs::write(&backup, &bytes).unwrap();
    assert_eq!(run(&copy.store, &["--json", "restore", &backup]).refusal(), "backup-incomplete");
    assert_eq!(run(&copy.store, &["check"]).code, 0);
}

#[test]
fn a_second_instance_is_told_who_runs_the_first() {
    use std::io::Write;
    use std::process::{Command, Stdio};
    let copy = Copy::of("secretariat");
    // The first holds the store open while it waits for the rest of a file that nobody finishes to write.
    let fifo = copy.path("slow.csv");
    let made = Command::new("mkfifo").arg(&fifo).status();
    if !made.is_ok_and(|status| status.success()) {
        std::io::stderr().write_all(b"SKIPPED: no mkfifo on this machine\n").unwrap();
        return;
    }
    let mut first = Command::new(env!("CARGO_BIN_EXE_delib"));
    first.arg("--store").arg(&copy.store).args(["import", &fifo]);
    let mut first = first.env("DELIBERE_PASSPHRASE", "demonstration").stderr(Stdio::null()).spawn().unwrap();
    // Opening the other end returns once the first reads: the store is then open.
    let mut end = std::fs::OpenOptions::new().write(true).open(&fifo).unwrap();
    let ran = run(&copy.store, &["--json", "session", "list"]);
    assert_eq!((ran.code, ran.refusal().as_str()), (1, "store-already-open"));
    assert!(ran.json()["error"]["args"]["writer"].as_str().unwrap().contains(&first.id().to_string()));
    end.write_all(b"no bundle").unwrap();
    drop(end);
    assert_eq!(first.wait().unwrap().code(), Some(1));
}

#[test]
fn a_store_is_made_once_and_shows_its_recovery_key_once() {
    let folder = tempfile::tempdir().unwrap();
    let store = folder.path().join("new.db");
    let weak = run_with(&store, "short", &["--json", "store", "create", "--name", "Awa"]);
    assert_eq!(weak.refusal(), "passphrase-too-short");
    let made = run_with(&store, "une vraie phrase secrète", &["--json", "store", "create", "--name", "Awa"]);
    assert_eq!(made.code, 0, "{}", made.err);
    assert!(made.json()["recovery_key"].as_str().unwrap().len() > 20);
    let again = run_with(&store, "une vraie phrase secrète", &["--json", "store", "create", "--name", "Awa"]);
    assert_eq!(again.refusal(), "keys-already-there");
    assert_eq!(run_with(&store, "une vraie phrase secrète", &["session", "list"]).code, 0);
}

#[test]
fn a_folder_that_is_no_demonstration_is_left_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("thesis.txt"), "mine").unwrap();
    let out = folder.path().to_str().unwrap();
    let ran = run(std::path::Path::new("unused.db"), &["--json", "demo", "--out", out]);
    assert_eq!((ran.code, ran.refusal().as_str()), (1, "demo-folder-taken"));
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    assert!(demonstration().join(".delib-demo").exists());
}
