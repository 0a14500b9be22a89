//! Signatures as a stranger checks them: each stays valid after the next, any byte changed shows, nothing foreign passes.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

mod support;

use documents::{
    Addition, Authority, Fields, Identity, InkStrokes, ResultsCheck, Shape, SignFailure, SignedAt, Statement,
    minutes_pdf, sign_pdf, verify_pdf,
};
use domain::time::Timestamp;
use lopdf::{Document, IncrementalDocument, Object};

const FIELDS: [&str; 3] = ["awa-diallo-presidence", "bruno-lemaire-membre", "chloe-n-guessan-membre"];

fn at(minute: u8) -> SignedAt {
    let instant = Timestamp(1_783_091_700_000 + i64::from(minute) * 60_000);
    SignedAt { civil: support::at("2026-07-03", 17, minute), instant }
}

fn identity(number: u8) -> Identity {
    let (from, to) = (support::date("2026-01-01"), support::date("2031-12-31"));
    let office = Authority::create("Bureau de la session", &[77; 32], from, to).unwrap();
    Identity::issued_by(
        &office,
        ["Awa DIALLO", "Bruno LEMAIRE", "Chloé N’GUESSAN"][usize::from(number)],
        "membre",
        &[number; 32],
        from,
        to,
    )
    .unwrap()
}

fn paper() -> Vec<u8> {
    let minutes = support::minutes(12, 3);
    minutes_pdf(&minutes, &Fields::of(&minutes)).unwrap()
}

fn sign(pdf: &[u8], number: u8) -> Vec<u8> {
    let ink =
        InkStrokes { width: 100.0, height: 50.0, strokes: vec![vec![(10.0, 10.0), (90.0, 40.0), (f32::NAN, 3.0)]] };
    let statement = Statement { ink: Some(ink), reserve: None };
    sign_pdf(pdf, FIELDS[usize::from(number)], &identity(number), at(16 + number), &statement).unwrap()
}

fn signed(count: u8) -> Vec<u8> {
    (0..count).fold(paper(), |pdf, number| sign(&pdf, number))
}

#[test]
fn three_members_sign_in_turn_and_every_signature_holds() {
    let pdf = signed(3);
    let verification = verify_pdf(&pdf).unwrap();
    assert!(verification.is_intact(), "{:#?} {:#?}", verification.signatures, verification.findings);
    assert_eq!(verification.results, ResultsCheck::Match);
    assert!(verification.empty_fields.members.is_empty());
    assert_eq!(verification.empty_fields.certifier.as_deref(), Some("certificateur"));
    let fields: Vec<_> = verification.signatures.iter().map(|signature| signature.field.clone().unwrap()).collect();
    assert_eq!(fields, FIELDS);
    assert_eq!(
        verification.signatures[0].added_later,
        [Addition::Signed(FIELDS[1].into()), Addition::Signed(FIELDS[2].into())]
    );
    assert!(verification.signatures[2].covers_all);
    assert_eq!(verification.signatures[1].subject, "Bruno LEMAIRE");
    assert_eq!(verification.signatures[1].issuer, "Bureau de la session");
}

#[test]
fn what_was_signed_is_never_written_again_and_the_same_signature_gives_the_same_bytes() {
    let (first, second) = (signed(1), signed(2));
    assert_eq!(second[..first.len()], first[..]);
    assert_eq!(signed(2), second);
}

#[test]
fn an_unsigned_paper_is_not_intact_but_its_results_match() {
    let verification = verify_pdf(&paper()).unwrap();
    assert!(!verification.is_intact());
    assert!(verification.signatures.is_empty() && verification.findings.is_empty());
    assert_eq!(verification.results, ResultsCheck::Match);
    assert_eq!(verification.empty_fields.members, FIELDS);
}

#[test]
fn any_changed_byte_of_a_signed_paper_is_seen() {
    let pdf = signed(2);
    let hole = pdf.windows(10).rposition(|window| window == b"/Contents<").unwrap() + 9;
    let end = hole + pdf[hole..].iter().position(|byte| *byte == b'>').unwrap();
    let spread = (0..pdf.len()).step_by(pdf.len() / 90);
    let around = [hole, hole + 1, hole + 700, end - 30, end - 1, end, end + 1, pdf.len() - 1, pdf.len() - 8, 0, 5];
    for place in spread.chain(around) {
        for mask in [0x01, 0x20] {
            let mut changed = pdf.clone();
            changed[place] ^= mask;
            let intact = verify_pdf(&changed).is_ok_and(|verification| verification.is_intact());
            assert!(!intact, "byte {place} of {} with {mask:02x}", pdf.len());
        }
    }
}

#[test]
fn a_shorter_or_broken_file_is_refused_without_a_panic() {
    let pdf = signed(1);
    for length in (0..pdf.len()).step_by(pdf.len() / 60) {
        let cut = &pdf[..length];
        assert!(!verify_pdf(cut).is_ok_and(|verification| verification.is_intact()), "{length} bytes");
        drop(sign_pdf(cut, FIELDS[1], &identity(1), at(20), &Statement::default()));
    }
    for rubbish in [
        &b""[..],
        b"%PDF-1.7",
        b"%PDF-1.7\n/ByteRange [0 99999999999999999999 1 1]",
        b"%PDF-1.7\n/ByteRange[0 1 2 18446744073709551615]",
    ] {
        assert!(!verify_pdf(rubbish).is_ok_and(|verification| verification.is_intact()));
    }
}

#[test]
fn bytes_added_after_the_last_signature_are_seen() {
    let mut pdf = signed(2);
    pdf.extend(b"\n% a comment\n");
    let verification = verify_pdf(&pdf).unwrap();
    assert!(!verification.is_intact());
    assert!(verification.findings.iter().any(|finding| finding.shape == Shape::TrailingBytes));
}

/// `pdf` with its first page shown as its second, in an increment.
fn with_another_page(pdf: &[u8]) -> Vec<u8> {
    let document = Document::load_mem(pdf).unwrap();
    let pages: Vec<_> = document.page_iter().collect();
    let contents = document.get_dictionary(pages[1]).unwrap().get(b"Contents").unwrap().clone();
    let mut update = IncrementalDocument::create_from(pdf.to_vec(), document);
    update.opt_clone_object_to_new_document(pages[0]).unwrap();
    update.new_document.get_dictionary_mut(pages[0]).unwrap().set("Contents", contents);
    let mut bytes = Vec::new();
    update.save_to(&mut bytes).unwrap();
    bytes
}

#[test]
fn a_page_changed_after_a_signature_is_seen_even_under_another_signature() {
    let changed = with_another_page(&signed(1));
    assert!(!verify_pdf(&changed).unwrap().is_intact());
    let again = sign(&changed, 1);
    let verification = verify_pdf(&again).unwrap();
    assert!(verification.signatures.iter().all(documents::SignatureReport::holds));
    assert!(!verification.is_intact());
    assert!(verification.findings.iter().any(|finding| finding.shape == Shape::ContentReplaced), "{verification:#?}");
}

#[test]
fn a_page_changed_before_the_first_signature_hides_nothing_it_is_what_was_signed() {
    assert!(verify_pdf(&sign(&with_another_page(&paper()), 0)).unwrap().is_intact());
}

#[test]
fn results_that_are_not_those_printed_are_seen() {
    let pdf = paper();
    let document = Document::load_mem(&pdf).unwrap();
    let file = |object: &&Object| {
        object
            .as_stream()
            .is_ok_and(|s| s.dict.get(b"Type").and_then(Object::as_name).is_ok_and(|n| n == b"EmbeddedFile"))
    };
    let (id, _) =
        document.objects.iter().find(|(_, object)| file(object)).map(|(id, object)| (*id, object.clone())).unwrap();
    let mut update = IncrementalDocument::create_from(pdf, document);
    update.opt_clone_object_to_new_document(id).unwrap();
    update.new_document.get_object_mut(id).unwrap().as_stream_mut().unwrap().set_plain_content(b"{}".to_vec());
    let mut bytes = Vec::new();
    update.save_to(&mut bytes).unwrap();
    assert_eq!(verify_pdf(&sign(&bytes, 0)).unwrap().results, ResultsCheck::Differ);
}

#[test]
fn a_box_is_signed_once_and_only_a_box_that_exists() {
    let pdf = signed(1);
    assert!(matches!(
        sign_pdf(&pdf, FIELDS[0], &identity(0), at(30), &Statement::default()),
        Err(SignFailure::AlreadySigned(_))
    ));
    assert!(matches!(
        sign_pdf(&pdf, "nobody", &identity(0), at(30), &Statement::default()),
        Err(SignFailure::UnknownField(_))
    ));
    assert!(sign_pdf(b"not a pdf", FIELDS[0], &identity(0), at(30), &Statement::default()).is_err());
}
