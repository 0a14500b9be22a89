//! The demonstration: whole, the same for the same seed, and signed so that strangers' tools say so.

use std::io::Write;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::support::{Copy, demonstration, done, play, run};

fn report() -> Value {
    serde_json::from_slice(&std::fs::read(demonstration().join("report.json")).unwrap()).unwrap()
}

#[test]
fn the_same_seed_gives_the_same_papers_tables_and_fingerprints_byte_for_byte() {
    let folder = tempfile::tempdir().unwrap();
    let again = folder.path().join("demo");
    play(&again);
    let mut compared = 0;
    for name in ["", "sheets"] {
        for file in std::fs::read_dir(demonstration().join(name)).unwrap().map(|file| file.unwrap()) {
            if file.file_type().unwrap().is_file() {
                let other = again.join(name).join(file.file_name());
                assert!(std::fs::read(file.path()).unwrap() == std::fs::read(&other).unwrap(), "{}", other.display());
                compared += 1;
            }
        }
    }
    assert!(compared >= 17, "{compared} files compared");
}

#[test]
fn a_demonstration_may_be_played_again_in_its_folder() {
    let folder = tempfile::tempdir().unwrap();
    play(folder.path());
    play(folder.path());
}

#[test]
fn every_store_ends_with_the_same_fingerprint_and_every_count_agrees() {
    let report = report();
    assert_eq!(report["all_equal"], true);
    assert_eq!(report["stores"].as_array().unwrap().len(), 4);
    assert_eq!(report["recount"]["differing"], 0);
    assert!(report["stores"].as_array().unwrap().iter().all(|store| store["sound"] == true));
    assert_eq!(report["counts"]["signatures"], 6, "three members, the minutes and the rectificatif");
    for outcome in ["awarded", "partial", "adjourned", "absent"] {
        assert!(report["outcomes"][outcome].as_u64().unwrap() > 0, "{outcome}");
    }
}

#[test]
fn the_minutes_verify_and_a_changed_byte_leaves_with_3() {
    let copy = Copy::of("membre-1");
    let pv = demonstration().join("pv.pdf");
    let sound = done(Path::new("unused.db"), &["verify", pv.to_str().unwrap()]);
    assert_eq!(sound["files"][0]["intact"], true);
    assert_eq!(sound["files"][0]["signatures"].as_array().unwrap().len(), 3);
    let mut bytes = std::fs::read(&pv).unwrap();
    let middle = bytes.len() / 3;
    bytes[middle] ^= 1;
    let altered = copy.file("altered.pdf", bytes);
    assert_eq!(run(&copy.store, &["verify", &altered]).code, 3);
    let unsigned = copy.path("unsigned.pdf");
    done(&copy.store, &["minutes", "juin", "-o", &unsigned, "--amendment", "1"]);
    assert_eq!(run(&copy.store, &["verify", &unsigned]).code, 1, "nobody signed it: nothing vouches for it");
}

#[test]
fn the_minutes_cite_the_signed_file_that_the_rectificatif_corrects() {
    let signed = done(Path::new("unused.db"), &["verify", demonstration().join("pv.pdf").to_str().unwrap()]);
    let copy = Copy::of("secretariat");
    let results = copy.path("results.json");
    done(&copy.store, &["results", "juin", "-o", &results]);
    let text = std::fs::read_to_string(results).unwrap();
    assert!(text.contains(signed["files"][0]["sha256"].as_str().unwrap()), "the rectificatif names another file");
}

#[test]
fn poppler_finds_every_signature_valid() {
    let pv = demonstration().join("pv.pdf");
    let Ok(told) = Command::new("pdfsig").arg(&pv).output() else {
        std::io::stderr().write_all(b"SKIPPED: pdfsig (poppler-utils) is not on this machine\n").unwrap();
        return;
    };
    let told = String::from_utf8_lossy(&told.stdout).into_owned();
    assert_eq!(told.matches("Signature is Valid").count(), 3, "{told}");
}

#[test]
fn pyhanko_finds_every_signature_sound() {
    let script = "import sys\nfrom pyhanko.pdf_utils.reader import PdfFileReader\n\
        from pyhanko.sign.validation import validate_pdf_signature\nfrom pyhanko_certvalidator import ValidationContext\n\
        r = PdfFileReader(open(sys.argv[1], 'rb'))\n\
        for s in r.embedded_signatures:\n    v = validate_pdf_signature(s, ValidationContext(allow_fetching=False))\n    \
        print('SOUND' if v.intact and v.valid else 'BROKEN', s.field_name)\n";
    let there = Command::new("python3").args(["-c", "import pyhanko, pyhanko_certvalidator"]).output();
    if !there.is_ok_and(|output| output.status.success()) {
        std::io::stderr().write_all(b"SKIPPED: pyHanko is not on this machine\n").unwrap();
        return;
    }
    let told = Command::new("python3").args(["-c", script]).arg(demonstration().join("pv.pdf")).output().unwrap();
    let words = String::from_utf8_lossy(&told.stdout).into_owned();
    assert_eq!(words.matches("SOUND").count(), 3, "{words}{}", String::from_utf8_lossy(&told.stderr));
}

#[test]
fn formulas_are_harmless_in_the_table_of_results() {
    let csv = std::fs::read_to_string(demonstration().join("results.csv")).unwrap();
    let cells = csv.split(['\n', ';']).map(|cell| cell.trim_matches(['"', '\u{feff}']));
    assert!(cells.clone().any(|cell| cell.contains("cmd|")), "the hostile name is there");
    assert!(cells.into_iter().all(|cell| !cell.starts_with(['=', '+', '@'])), "{csv}");
}
