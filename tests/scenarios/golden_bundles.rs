//! Files that an earlier version wrote open in this one, and tell the same session to the last entry. The files are never written
//! again; what they must tell stands beside them.

use std::path::PathBuf;

use app::exchange::OpenedBy;
use app::tables::Mode;
use domain::id::SessionId;
use proof::Laptop;
use serde_json::Value;

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures/bundles/v1")
}

/// What a file of the first version must tell, and where it lies.
fn golden(name: &str) -> (PathBuf, Value) {
    let expected = std::fs::read_to_string(folder().join("expected.json")).unwrap();
    let expected: Value = serde_json::from_str(&expected).unwrap();
    (folder().join(format!("{name}.delib")), expected[name].clone())
}

fn code(expected: &Value) -> String {
    expected["code"].as_str().unwrap().to_owned()
}

fn session(expected: &Value) -> SessionId {
    serde_json::from_value(expected["session"].clone()).unwrap()
}

fn opened(laptop: &Laptop, file: &std::path::Path, expected: &Value) {
    let by = OpenedBy { code: Some(code(expected)), key: None };
    let report = laptop.desk.import_opened(file, &by, Mode::Write).unwrap();
    assert_eq!(Value::from(report.new + report.known), expected["entries"]);
    assert_eq!((report.pending, report.newer.count), (0, 0));
}

#[test]
fn an_archive_of_the_first_version_tells_the_same_session() {
    let (file, expected) = golden("archive");
    let certifier = Laptop::new("Certificateur", 901);
    opened(&certifier, &file, &expected);
    let session = session(&expected);
    assert_eq!(Value::from(certifier.fingerprint(session).to_string()), expected["fingerprint"]);
    assert_eq!(Value::from(certifier.words(session)), expected["words"]);
    let decided = certifier.look(session, |session| {
        session.candidates.keys().filter(|candidate| session.decision(**candidate).is_some()).count()
    });
    assert_eq!(Value::from(decided), expected["decided"]);
    assert!(certifier.look(session, domain::session::Session::is_closed));
    assert_eq!(certifier.desk.check_store().unwrap().findings, []);
}

#[test]
fn a_pack_of_the_first_version_opens_and_takes_in_results_of_its_time() {
    let (file, expected) = golden("pack");
    let chloe = Laptop::new("Chloé", 911);
    let received = chloe.desk.receive_pack(&file, &code(&expected)).unwrap();
    assert_eq!(Value::from(received.new_entries), expected["entries"]);
    assert_eq!(Value::from(received.candidates), expected["candidates"]);
    let session = session(&expected);
    let candidate = chloe.desk.grid(session).unwrap().candidates[0].id;
    chloe.marks_everything(session, candidate, 1);
    chloe.seals(session, candidate);

    let (file, expected) = golden("results");
    opened(&chloe, &file, &expected);
    let marks = chloe.look(session, |session| session.sheets.values().map(|sheet| sheet.marks.len()).sum::<usize>());
    assert!(marks > chloe.criteria(session, candidate).len(), "others' marks are there");
}
