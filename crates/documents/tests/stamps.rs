//! Hours that an authority attests, added by the office to papers that members signed: what holds, what is refused, and what
//! programs of other people say. The authority is `openssl ts`, on this machine.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::print_stderr, reason = "tests")]

mod support;

use std::path::{Path, PathBuf};
use std::process::Command;

use documents::{
    Addition, Authority, Fields, Identity, Shape, SignedAt, StampFailure, Stamped, Statement, add_stamp, minutes_pdf,
    sign_pdf, stamp_request, verify_pdf,
};
use domain::time::Timestamp;
use lopdf::{Document, IncrementalDocument, Object, StringFormat, dictionary};

use support::tsa::Tsa;

const FIELDS: [&str; 3] = ["awa-diallo-presidence", "bruno-lemaire-membre", "chloe-n-guessan-membre"];
const NONCE: [u8; 16] = [0x5A; 16];

fn office() -> Authority {
    Authority::create("Bureau de la session", &[77; 32], support::date("2026-01-01"), support::date("2031-12-31"))
        .unwrap()
}

fn sign(pdf: &[u8], number: u8) -> Vec<u8> {
    let (from, to) = (support::date("2026-01-01"), support::date("2031-12-31"));
    let identity = Identity::issued_by(&office(), "Awa DIALLO", "membre", &[number; 32], from, to).unwrap();
    let instant = Timestamp(1_783_091_700_000 + i64::from(number) * 60_000);
    let at = SignedAt { civil: support::at("2026-07-03", 17, 15 + number), instant };
    sign_pdf(pdf, FIELDS[usize::from(number)], &identity, at, &Statement::default()).unwrap()
}

fn drawn() -> Vec<u8> {
    let minutes = support::minutes(6, 3);
    minutes_pdf(&minutes, &Fields::of(&minutes)).unwrap()
}

fn signed() -> Vec<u8> {
    sign(&sign(&drawn(), 0), 1)
}

fn stamp(tsa: &Tsa, paper: &[u8], with: &[Vec<u8>]) -> Stamped {
    let request = stamp_request(paper, with, Some(&NONCE)).unwrap();
    add_stamp(paper, with, &request, &tsa.answer(&request), &tsa.root()).unwrap()
}

#[test]
fn a_stamp_dates_every_signature_before_it_and_touches_none() {
    let Some(tsa) = Tsa::create("Racine") else { return };
    let paper = signed();
    let with = [tsa.root(), tsa.list()];
    let stamped = stamp(&tsa, &paper, &with);
    assert_eq!(stamped.paper[..paper.len()], paper[..]);
    assert_eq!((stamped.by.as_str(), stamped.issuer.as_str()), ("Horodatage", "Racine"));
    let found = verify_pdf(&stamped.paper).unwrap();
    assert!(found.is_intact(), "{found:#?}");
    assert_eq!((found.signatures.len(), found.stamps.len()), (2, 1));
    assert_eq!(found.signatures[0].added_later[1], Addition::Stamped("horodatage-1".into()));
    let own = &found.stamps[0];
    assert_eq!((own.at, own.dates, own.covers_all), (Some(stamped.at), 2, true));
    assert_eq!((found.long_term.certificates, found.long_term.lists, found.long_term.answers), (1, 1, 0));
    assert_eq!(found.empty_fields.members, [FIELDS[2]]);
}

#[test]
fn members_may_sign_after_a_stamp_and_the_office_may_stamp_again() {
    let Some(tsa) = Tsa::create("Racine") else { return };
    let once = sign(&stamp(&tsa, &signed(), &[]).paper, 2);
    assert!(verify_pdf(&once).unwrap().is_intact());
    let twice = stamp(&tsa, &once, &[tsa.list()]).paper;
    let found = verify_pdf(&twice).unwrap();
    assert!(found.is_intact(), "{found:#?}");
    assert_eq!(found.stamps.iter().map(|one| one.dates).collect::<Vec<_>>(), [2, 3]);
    assert_eq!(found.long_term.lists, 1);
}

#[test]
fn without_a_nonce_the_same_paper_gives_the_same_request() {
    let paper = signed();
    assert_eq!(stamp_request(&paper, &[], None).unwrap(), stamp_request(&paper, &[], None).unwrap());
    assert_ne!(stamp_request(&paper, &[], None).unwrap(), stamp_request(&sign(&paper, 2), &[], None).unwrap());
}

#[test]
fn what_nobody_signed_or_was_altered_gets_no_hour() {
    assert!(matches!(stamp_request(&drawn(), &[], None), Err(StampFailure::NotIntact)));
    let mut altered = signed();
    let middle = altered.len() / 2;
    altered[middle] ^= 1;
    assert!(matches!(stamp_request(&altered, &[], None), Err(StampFailure::NotIntact)));
    assert!(matches!(stamp_request(&signed(), &[b"rubbish".to_vec()], None), Err(StampFailure::NotValidation(1))));
}

#[test]
fn an_answer_to_another_request_about_another_paper_or_of_a_stranger_is_refused() {
    let (Some(tsa), Some(stranger)) = (Tsa::create("Racine"), Tsa::create("Racine")) else { return };
    let (paper, other) = (signed(), sign(&signed(), 2));
    let request = stamp_request(&paper, &[], Some(&NONCE)).unwrap();
    let answer = tsa.answer(&request);
    let add = |paper: &[u8], request: &[u8], answer: &[u8], root: &[u8]| {
        add_stamp(paper, &[], request, answer, root).map(|_| ()).unwrap_err()
    };
    let asked_again = stamp_request(&paper, &[], Some(&[1; 16])).unwrap();
    assert!(matches!(add(&paper, &asked_again, &answer, &tsa.root()), StampFailure::OtherRequest));
    assert!(matches!(add(&other, &request, &answer, &tsa.root()), StampFailure::OtherPaper));
    let of_other = stamp_request(&other, &[], Some(&NONCE)).unwrap();
    assert!(matches!(add(&other, &of_other, &answer, &tsa.root()), StampFailure::OtherRequest));
    assert!(matches!(add(&paper, &request, &answer, &stranger.root()), StampFailure::NotTrusted));
    assert!(matches!(add(&paper, &request, &stranger.answer(&request), &tsa.root()), StampFailure::NotTrusted));
    assert!(matches!(add(&paper, &request, &answer, b"rubbish"), StampFailure::NotAnAuthority));
    assert!(matches!(add(&paper, &answer, &answer, &tsa.root()), StampFailure::NotARequest));
    assert!(matches!(add(&paper, &request, &request, &tsa.root()), StampFailure::NotAnAnswer));
    let declined = [0x30, 0x05, 0x30, 0x03, 0x02, 0x01, 0x02];
    assert!(matches!(add(&paper, &request, &declined, &tsa.root()), StampFailure::Declined(_)));
    for place in (60..answer.len()).step_by(97) {
        let mut changed = answer.clone();
        changed[place] ^= 1;
        let added = add_stamp(&paper, &[], &request, &changed, &tsa.root());
        // What is left out of the paper (a certificate too many) may change; what is in it may not.
        assert!(added.is_err() || added.is_ok_and(|one| verify_pdf(&one.paper).unwrap().is_intact()), "byte {place}");
    }
}

#[test]
fn any_changed_byte_of_a_stamp_or_of_its_revision_is_seen() {
    let Some(tsa) = Tsa::create("Racine") else { return };
    let paper = signed();
    let stamped = stamp(&tsa, &paper, &[tsa.list()]).paper;
    let hole = stamped.windows(10).rposition(|window| window == b"/Contents<").unwrap() + 10;
    for place in (paper.len()..hole).step_by(83).chain((hole..stamped.len()).step_by(331)) {
        let mut changed = stamped.clone();
        changed[place] ^= 1 << (place % 8);
        assert!(!verify_pdf(&changed).is_ok_and(|found| found.is_intact()), "byte {place} of {}", stamped.len());
    }
}

/// `pdf` and a revision in which a stamp made of `contents` stands in the box `field`.
fn stamped_in_a_box(pdf: &[u8], field: &str, contents: &[u8]) -> Vec<u8> {
    let document = Document::load_mem(pdf).unwrap();
    let is_it = |object: &Object| {
        object.as_dict().is_ok_and(|own| own.has(b"FT") && own.get(b"T").unwrap().as_str().unwrap() == field.as_bytes())
    };
    let id = *document.objects.iter().find(|(_, object)| is_it(object)).unwrap().0;
    let mut update = IncrementalDocument::create_from(pdf.to_vec(), document);
    update.opt_clone_object_to_new_document(id).unwrap();
    let range: Vec<Object> = [0, 10, 20, 30].map(Object::Integer).to_vec();
    let value = dictionary! {
        "Type" => "DocTimeStamp", "SubFilter" => "ETSI.RFC3161", "ByteRange" => range,
        "Contents" => Object::String(contents.to_vec(), StringFormat::Hexadecimal),
    };
    let value = update.new_document.add_object(value);
    update.new_document.get_dictionary_mut(id).unwrap().set("V", value);
    let mut bytes = Vec::new();
    update.save_to(&mut bytes).unwrap();
    bytes
}

#[test]
fn a_stamp_in_the_box_of_a_member_is_no_signature_and_is_named() {
    let found = verify_pdf(&stamped_in_a_box(&signed(), FIELDS[2], b"stamp")).unwrap();
    assert!(!found.is_intact());
    assert!(found.findings.iter().any(|finding| finding.shape == Shape::SneakySignature), "{:?}", found.findings);
}

fn missing(what: &str) {
    eprintln!("\n*** NOT CHECKED: {what} is not on this machine ***\n");
}

/// A stamped paper in a folder, with the office's and the stamp's roots.
fn laid_down(tsa: &Tsa) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let paper = folder.path().join("stamped.pdf");
    let once = stamp(tsa, &signed(), &[tsa.list()]).paper;
    std::fs::write(&paper, stamp(tsa, &sign(&once, 2), &[]).paper).unwrap();
    std::fs::write(folder.path().join("office.der"), office().certificate_der().unwrap()).unwrap();
    std::fs::write(folder.path().join("root.pem"), tsa.root()).unwrap();
    (folder, paper)
}

#[test]
fn other_readers_find_a_stamped_paper_sound_archival_and_accessible() {
    let Some(tsa) = Tsa::create("Racine") else { return };
    let (folder, paper) = laid_down(&tsa);
    match Command::new("qpdf").arg("--check").arg(&paper).output() {
        Ok(output) => assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout)),
        Err(_) => missing("qpdf"),
    }
    match Command::new("pdfsig").arg(&paper).output() {
        Ok(output) => {
            let said = String::from_utf8_lossy(&output.stdout);
            // It finds the stamps too, and does not check that kind.
            assert_eq!(said.matches("Signature is Valid").count(), 3, "{said}");
        }
        Err(_) => missing("pdfsig (poppler-utils)"),
    }
    pyhanko(folder.path(), &paper);
    verapdf(&paper);
}

const PYHANKO: &str = "
import sys
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature, validate_pdf_timestamp
from pyhanko.keys import load_cert_from_pemder
from pyhanko_certvalidator import ValidationContext
roots = [load_cert_from_pemder(path) for path in sys.argv[2:]]
context = lambda: ValidationContext(trust_roots=roots, allow_fetching=False)
reader = PdfFileReader(open(sys.argv[1], 'rb'))
for one in reader.embedded_regular_signatures:
    status = validate_pdf_signature(one, context())
    print('SOUND' if status.bottom_line else 'UNSOUND', one.field_name, status.modification_level.name)
for one in reader.embedded_timestamp_signatures:
    status = validate_pdf_timestamp(one, context())
    print('STAMPED' if status.valid and status.intact and status.trusted else 'UNSTAMPED', one.field_name, status.modification_level.name)
";

fn pyhanko(folder: &Path, paper: &Path) {
    let has = Command::new("python3").args(["-c", "import pyhanko.sign.validation"]).output();
    if !has.is_ok_and(|output| output.status.success()) {
        return missing("pyHanko");
    }
    let mut asked = Command::new("python3");
    asked.args(["-c", PYHANKO]).arg(paper).args([folder.join("office.der"), folder.join("root.pem")]);
    let output = asked.output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    assert_eq!(said.lines().filter(|line| line.starts_with("SOUND")).count(), 3, "{said}");
    assert_eq!(said.lines().filter(|line| line.starts_with("STAMPED")).count(), 2, "{said}");
}

fn verapdf(paper: &Path) {
    let given = std::env::var_os("DELIBERE_VERAPDF").map(PathBuf::from);
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/tools/verapdf.sh");
    let Some(script) = given.or(Some(beside)).filter(|path| path.is_file()) else { return missing("veraPDF") };
    let output = Command::new("bash").arg(script).arg("3b,ua1").arg(paper).output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    if !said.contains("failedChecks") {
        return missing("a veraPDF that runs");
    }
    assert_eq!(said.matches("PASS").count(), 2, "{said}");
}
