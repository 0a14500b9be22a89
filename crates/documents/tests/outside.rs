//! The papers as programs of other people see them: veraPDF, pdfsig, pyHanko. A missing program is said loudly and the test
//! passes: the checks inside the project do not depend on it.

#![allow(clippy::unwrap_used, clippy::print_stderr, reason = "tests that say what they could not do")]

mod support;

use std::path::{Path, PathBuf};
use std::process::Command;

use documents::{Authority, Fields, Identity, Press, SignedAt, Statement, minutes_pdf, sheet_pdf, sign_pdf};
use domain::minutes::Edition;
use domain::time::Timestamp;

fn office() -> Authority {
    Authority::create("Bureau de la session", &[77; 32], support::date("2026-01-01"), support::date("2031-12-31"))
        .unwrap()
}

fn signed(candidates: usize, members: usize) -> Vec<u8> {
    let minutes = support::minutes(candidates, members);
    let fields = Fields::of(&minutes);
    let mut pdf = minutes_pdf(&minutes, &fields).unwrap();
    let (from, to) = (support::date("2026-01-01"), support::date("2031-12-31"));
    for (number, member) in (1_u8..).zip(minutes.panel.iter().filter(|member| member.role.deliberates())) {
        let identity = Identity::issued_by(&office(), &member.name, "membre", &[number; 32], from, to).unwrap();
        let instant = Timestamp(1_783_091_700_000 + i64::from(number) * 60_000);
        let at = SignedAt { civil: support::at("2026-07-03", 17, 15 + number), instant };
        pdf = sign_pdf(&pdf, fields.of_person(member.person).unwrap(), &identity, at, &Statement::default()).unwrap();
    }
    pdf
}

fn missing(what: &str) {
    eprintln!("\n*** NOT CHECKED: {what} is not on this machine ***\n");
}

/// The script of `DELIBERE_VERAPDF`, or the one that a developer's machine has beside the project.
fn verapdf() -> Option<PathBuf> {
    let given = std::env::var_os("DELIBERE_VERAPDF").map(PathBuf::from);
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/tools/verapdf.sh");
    given.or(Some(beside)).filter(|path| path.is_file())
}

#[test]
fn the_papers_are_archival_and_accessible() {
    let Some(script) = verapdf() else { return missing("veraPDF") };
    let folder = tempfile::tempdir().unwrap();
    let mut amended = support::minutes(1, 1);
    amended.edition = Edition::Amendment {
        corrects: "PV-2026-0001".into(),
        hash: domain::id::Digest([1; 32]),
        reason: "Erreur.".into(),
    };
    let minutes = [
        ("minutes.pdf", signed(30, 3)),
        ("empty.pdf", minutes_pdf(&support::minutes(0, 12), &Fields::none()).unwrap()),
        ("amended.pdf", minutes_pdf(&amended, &Fields::of(&amended)).unwrap()),
        ("sheet.pdf", sheet_pdf(&support::sheet(4)).unwrap()),
    ];
    let minutes = minutes.map(|(name, bytes)| (name.to_owned(), bytes));
    let papers = minutes.into_iter().chain(every_kind());
    let paths: Vec<PathBuf> = papers
        .map(|(name, bytes)| {
            let path = folder.path().join(name);
            std::fs::write(&path, bytes).unwrap();
            path
        })
        .collect();
    let output = Command::new("bash").arg(script).arg("3b,ua1").args(&paths).output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    if !said.contains("failedChecks") {
        return missing("a veraPDF that runs");
    }
    assert!(output.status.success(), "{said}");
    assert_eq!(said.matches("PASS").count(), paths.len() * 2, "{said}");
}

/// A paper of each kind in each of its languages, under a certifier's letterhead.
fn every_kind() -> Vec<(String, Vec<u8>)> {
    let mut press = Press::new().unwrap();
    let mut papers = Vec::new();
    for (kind, language) in support::papers::kinds().flat_map(|kind| kind.languages().iter().map(move |it| (kind, *it)))
    {
        let mut frame = support::papers::frame_of(kind, language);
        frame.certification.letterhead = support::papers::letterhead();
        let paper = press.paper(kind, &frame, &support::papers::content(kind, 12, 3)).unwrap();
        papers.push((format!("{}-{language:?}.pdf", kind.code()), paper.bytes));
    }
    papers
}

#[test]
fn pdfsig_finds_every_signature_valid() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("minutes.pdf");
    std::fs::write(&path, signed(12, 3)).unwrap();
    let Ok(output) = Command::new("pdfsig").arg(&path).output() else { return missing("pdfsig (poppler-utils)") };
    let said = String::from_utf8_lossy(&output.stdout);
    assert_eq!(said.matches("Signature is Valid").count(), 3, "{said}");
    assert_eq!(said.matches("Total document signed").count(), 1, "{said}");
}

#[test]
fn another_program_signs_the_certifiers_box_and_the_paper_stays_intact() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    let run = |program: &str, arguments: &[&str]| {
        Command::new(program).args(arguments).output().is_ok_and(|output| output.status.success())
    };
    std::fs::write(path("minutes.pdf"), signed(12, 3)).unwrap();
    let (key, certificate) = (path("key.pem"), path("certificate.pem"));
    let made = run("openssl", &["ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", &key])
        && run("openssl", &["req", "-new", "-x509", "-key", &key, "-subj", "/CN=Certificateur", "-out", &certificate]);
    let (from, to) = (path("minutes.pdf"), path("sealed.pdf"));
    let sign = ["sign", "addsig", "--field", "certificateur", "--use-pades", "pemder", "--no-pass", "--key", &key];
    let arguments: Vec<&str> = sign.into_iter().chain(["--cert", &certificate, &from, &to]).collect();
    if !made || !run("pyhanko", &arguments) {
        return missing("openssl with the pyHanko command line");
    }
    let verification = documents::verify_pdf(&std::fs::read(to).unwrap()).unwrap();
    assert!(verification.is_intact(), "{:#?} {:#?}", verification.signatures, verification.findings);
    assert_eq!(verification.signatures.len(), 4);
    assert_eq!(verification.empty_fields, documents::EmptyFields::default());
}

const PYHANKO: &str = "
import sys
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext
from asn1crypto import x509
context = ValidationContext(trust_roots=[x509.Certificate.load(open(sys.argv[2], 'rb').read())], allow_fetching=False)
for signature in PdfFileReader(open(sys.argv[1], 'rb')).embedded_signatures:
    status = validate_pdf_signature(signature, context)
    print('SOUND' if status.bottom_line else 'UNSOUND', signature.field_name, status.modification_level.name)
";

#[test]
fn pyhanko_finds_every_signature_sound_and_trusted() {
    let has = Command::new("python3").args(["-c", "import pyhanko.sign.validation"]).output();
    if !has.is_ok_and(|output| output.status.success()) {
        return missing("pyHanko");
    }
    let folder = tempfile::tempdir().unwrap();
    let (paper, authority) = (folder.path().join("minutes.pdf"), folder.path().join("authority.der"));
    std::fs::write(&paper, signed(12, 3)).unwrap();
    std::fs::write(&authority, office().certificate_der().unwrap()).unwrap();
    let output = Command::new("python3").args(["-c", PYHANKO]).args([&paper, &authority]).output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    assert_eq!(said.lines().filter(|line| line.starts_with("SOUND")).count(), 3, "{said}");
}
