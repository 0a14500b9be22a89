//! Published attacks on signed PDFs, made by code on our own minutes: each is refused, and by its name. The names are those of
//! Mladenov and others (2019: incremental saving, signature wrapping, universal forgery; 2021: shadow attacks) and of Rohlmann and
//! others (2021: evil annotations, sneaky signatures, abuse of certification).

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

mod support;

use std::sync::LazyLock;

use documents::{
    Authority, Fields, Identity, Shape, SignatureReport, SignedAt, Statement, VerifyFailure, minutes_pdf, sign_pdf,
    verify_pdf,
};
use domain::time::Timestamp;
use lopdf::{Dictionary, Document, IncrementalDocument, Object, ObjectId, Stream, dictionary};

const AWA: &str = "awa-diallo-presidence";
const BRUNO: &str = "bruno-lemaire-membre";

/// Signs as somebody whom nobody but themselves vouches for: what anybody can do.
fn sign(pdf: &[u8], field: &str, name: &str) -> Vec<u8> {
    let (from, to) = (support::date("2026-01-01"), support::date("2031-12-31"));
    let authority = Authority::create("Bureau", &[9; 32], from, to).unwrap();
    let identity = Identity::issued_by(&authority, name, "membre", &[3; 32], from, to).unwrap();
    let at = SignedAt { civil: support::at("2026-07-03", 17, 20), instant: Timestamp(1_783_091_700_000) };
    sign_pdf(pdf, field, &identity, at, &Statement::default()).unwrap()
}

static DRAWN: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let minutes = support::minutes(6, 3);
    minutes_pdf(&minutes, &Fields::of(&minutes)).unwrap()
});

/// Minutes that Awa signed.
static SIGNED: LazyLock<Vec<u8>> = LazyLock::new(|| sign(&DRAWN, AWA, "Awa DIALLO"));

/// `pdf` and a revision in which `change` changed something.
fn revised(pdf: &[u8], change: impl FnOnce(&mut Revision)) -> Vec<u8> {
    let document = Document::load_mem(pdf).unwrap();
    let mut revision = Revision(IncrementalDocument::create_from(pdf.to_vec(), document));
    change(&mut revision);
    let mut bytes = Vec::new();
    revision.0.save_to(&mut bytes).unwrap();
    bytes
}

/// A revision being made.
struct Revision(IncrementalDocument);

impl Revision {
    fn old(&self) -> &Document {
        self.0.get_prev_documents()
    }

    fn page(&self, number: usize) -> ObjectId {
        self.old().page_iter().nth(number).unwrap()
    }

    fn root(&self) -> ObjectId {
        self.old().trailer.get(b"Root").unwrap().as_reference().unwrap()
    }

    fn field(&self, name: &str) -> ObjectId {
        let is_it = |object: &Object| {
            object.as_dict().is_ok_and(|field| {
                field.has(b"FT") && field.get(b"T").is_ok_and(|own| own.as_str().ok() == Some(name.as_bytes()))
            })
        };
        *self.old().objects.iter().find(|(_, object)| is_it(object)).unwrap().0
    }

    fn stream_of(&self, kind: &str) -> ObjectId {
        let is_it = |object: &Object| object.as_stream().is_ok_and(|stream| stream.dict.has_type(kind.as_bytes()));
        *self.old().objects.iter().find(|(_, object)| is_it(object)).unwrap().0
    }

    /// The dictionary of an object, to be changed.
    fn change(&mut self, id: ObjectId) -> &mut Dictionary {
        self.0.opt_clone_object_to_new_document(id).unwrap();
        self.0.new_document.get_dictionary_mut(id).unwrap()
    }

    fn add(&mut self, object: impl Into<Object>) -> ObjectId {
        self.0.new_document.add_object(object)
    }

    fn put(&mut self, id: ObjectId, object: impl Into<Object>) {
        self.0.new_document.set_object(id, object);
    }

    /// A stamp that covers a page.
    fn stamp(&mut self, page: ObjectId) -> ObjectId {
        let corners: Vec<Object> = [0, 0, 595, 842].map(Object::Integer).to_vec();
        let form = dictionary! { "Type" => "XObject", "Subtype" => "Form", "BBox" => corners.clone() };
        let drawn = self.add(Stream::new(form, b"1 g 0 0 595 842 re f".to_vec()));
        self.add(dictionary! {
            "Type" => "Annot", "Subtype" => "Stamp", "Rect" => corners, "F" => 4, "P" => page,
            "AP" => dictionary! { "N" => drawn },
        })
    }

    fn annotate(&mut self, page: ObjectId) {
        let stamp = self.stamp(page);
        let page = self.change(page);
        let mut notes = page.get(b"Annots").and_then(Object::as_array).cloned().unwrap_or_default();
        notes.push(stamp.into());
        page.set("Annots", notes);
    }
}

/// The attack gives no intact paper, and is named.
fn is_refused_as(pdf: &[u8], shape: Shape) {
    let found = verify_pdf(pdf).unwrap();
    assert!(!found.is_intact());
    assert!(found.findings.iter().any(|finding| finding.shape == shape), "{:?}", found.findings);
}

/// The same, though every signature of the file holds: the attacker signed too.
fn is_refused_although_signed(pdf: &[u8], shape: Shape) {
    is_refused_as(pdf, shape);
    assert!(verify_pdf(pdf).unwrap().signatures.iter().all(SignatureReport::holds));
}

/// `pdf` with the only `from` replaced by `to`.
fn replaced(pdf: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    let at = pdf.windows(from.len()).position(|window| window == from).unwrap();
    [&pdf[..at], to, &pdf[at + from.len()..]].concat()
}

/// The `/ByteRange` of the only signature of `pdf`, as it is written.
fn byte_range(pdf: &[u8]) -> Vec<u8> {
    let at = pdf.windows(10).position(|window| window == b"/ByteRange").unwrap();
    let end = at + pdf[at..].iter().position(|byte| *byte == b']').unwrap() + 1;
    pdf[at..end].to_vec()
}

#[test]
fn the_paper_of_these_tests_is_intact() {
    assert!(verify_pdf(&SIGNED).unwrap().is_intact());
    assert!(verify_pdf(&sign(&SIGNED, BRUNO, "Bruno")).unwrap().is_intact());
}

#[test]
fn incremental_saving_is_refused() {
    let evil = revised(&SIGNED, |it| {
        let (first, other) = (it.page(0), it.page(1));
        let contents = it.old().get_dictionary(other).unwrap().get(b"Contents").unwrap().clone();
        it.change(first).set("Contents", contents);
    });
    is_refused_as(&evil, Shape::UnsignedRevision);
    is_refused_as(&evil, Shape::ContentReplaced);
}

#[test]
fn another_file_glued_behind_is_refused() {
    is_refused_as(&[SIGNED.as_slice(), b"PK\x03\x04 a whole archive"].concat(), Shape::TrailingBytes);
}

#[test]
fn another_file_glued_before_is_refused() {
    let evil = [b"MZ a program\n", SIGNED.as_slice()].concat();
    assert_eq!(verify_pdf(&evil).unwrap_err(), VerifyFailure::Disguised);
}

#[test]
fn universal_forgeries_are_refused() {
    let range = byte_range(&SIGNED);
    for other in ["/ByteRange[0 0 0 0]", "/ByteRange null", "/ByteRange[0 -1 5 9]", "/ByteRange[]", "/Nothing[0 1 2 3]"]
    {
        let padded = format!("{other:<width$}", width = range.len());
        is_refused_as(&replaced(&SIGNED, &range, padded.as_bytes()), Shape::SignatureForged);
    }
    let value = SIGNED.windows(12).position(|window| window == b"/Contents<30").unwrap() + 9;
    let end = value + SIGNED[value..].iter().position(|byte| *byte == b'>').unwrap() + 1;
    for other in ["null", "()", "<>", "<00>"] {
        let padded = format!("{other:<width$}", width = end - value);
        let evil = [&SIGNED[..value], padded.as_bytes(), &SIGNED[end..]].concat();
        assert!(!verify_pdf(&evil).unwrap().is_intact());
        is_refused_as(&evil, Shape::SignatureWrapped);
    }
}

#[test]
fn signature_wrapping_is_refused() {
    // The signed second part is pushed back; what stands between is covered by nobody.
    let range = byte_range(&SIGNED);
    let text = String::from_utf8(range.clone()).unwrap();
    let numbers: Vec<usize> = text
        .trim_start_matches("/ByteRange[")
        .trim_end_matches(']')
        .split_ascii_whitespace()
        .map(|n| n.parse().unwrap())
        .collect();
    let evil = b"\n99 0 obj\n<</Type/Page>>\nendobj\n";
    let moved = format!("/ByteRange[0 {} {} {}]", numbers[1], numbers[2] + evil.len(), numbers[3]);
    let padded = format!("{moved:<width$}", width = range.len());
    let wrapped = [&SIGNED[..numbers[2]], evil, &SIGNED[numbers[2]..]].concat();
    is_refused_as(&replaced(&wrapped, &range, padded.as_bytes()), Shape::SignatureWrapped);
}

#[test]
fn shadow_hide_is_refused() {
    // The author covers the page before it is signed, and takes the cover off afterwards.
    let prepared = sign(&revised(&DRAWN, |it| it.annotate(it.page(0))), AWA, "Awa DIALLO");
    let uncovered = revised(&prepared, |it| {
        let page = it.page(0);
        it.change(page).remove(b"Annots");
    });
    is_refused_as(&uncovered, Shape::ContentHidden);
    is_refused_although_signed(&sign(&uncovered, BRUNO, "Mallory"), Shape::ContentHidden);
}

#[test]
fn shadow_replace_is_refused() {
    // Another table of characters, or other outlines: the same signs are read as other words.
    let font = revised(&SIGNED, |it| {
        let page = it.page(0);
        let contents = it.old().get_page_contents(page)[0];
        it.put(contents, Stream::new(Dictionary::new(), b"BT (Admis) Tj ET".to_vec()));
    });
    is_refused_as(&font, Shape::ContentReplaced);
    is_refused_although_signed(&sign(&font, BRUNO, "Mallory"), Shape::ContentReplaced);
}

#[test]
fn shadow_replace_by_an_object_that_did_not_exist_is_refused() {
    // The page names an object that the signed file lacks; the next revision brings it.
    let mut missing = (0, 0);
    let prepared = revised(&DRAWN, |it| {
        missing = (it.old().max_id + 40, 0);
        let page = it.page(0);
        let mut contents: Vec<Object> = it.old().get_page_contents(page).into_iter().map(Object::from).collect();
        contents.push(missing.into());
        it.change(page).set("Contents", contents);
    });
    let prepared = sign(&prepared, AWA, "Awa DIALLO");
    let evil = revised(&prepared, |it| it.put(missing, Stream::new(Dictionary::new(), b"1 g 0 0 595 842 re f".into())));
    is_refused_although_signed(&sign(&evil, BRUNO, "Mallory"), Shape::ContentReplaced);
}

#[test]
fn shadow_hide_and_replace_is_refused() {
    // A second document waits in the signed file; afterwards the trailer points at it.
    let mut other = (0, 0);
    let prepared = revised(&DRAWN, |it| {
        let root = it.old().get_dictionary(it.root()).unwrap().clone();
        other = it.add(root);
    });
    let prepared = sign(&prepared, AWA, "Awa DIALLO");
    let evil = revised(&prepared, |it| it.0.new_document.trailer.set("Root", other));
    is_refused_as(&evil, Shape::DocumentReplaced);
}

#[test]
fn evil_annotations_are_refused() {
    let evil = revised(&SIGNED, |it| it.annotate(it.page(0)));
    is_refused_as(&evil, Shape::AnnotationAdded);
    is_refused_although_signed(&sign(&evil, BRUNO, "Mallory"), Shape::AnnotationAdded);
}

#[test]
fn sneaky_signatures_are_refused() {
    // An empty box is moved over the results, then signed.
    let moved = revised(&SIGNED, |it| {
        let field = it.field(BRUNO);
        it.change(field).set("Rect", [0, 0, 595, 842].map(Object::Integer).to_vec());
    });
    is_refused_although_signed(&sign(&moved, BRUNO, "Mallory"), Shape::SneakySignature);
    // A box is added.
    let added = revised(&SIGNED, |it| {
        let page = it.page(0);
        let stamp = it.stamp(page);
        let field = it.0.new_document.get_dictionary_mut(stamp).unwrap();
        field.set("Subtype", "Widget");
        field.set("FT", "Sig");
        field.set("T", Object::string_literal("autre"));
        let form = it.old().get_dictionary(it.root()).unwrap().get(b"AcroForm").unwrap().as_reference().unwrap();
        let form = it.change(form);
        form.get_mut(b"Fields").unwrap().as_array_mut().unwrap().push(stamp.into());
    });
    is_refused_although_signed(&sign(&added, "autre", "Mallory"), Shape::SneakySignature);
    // A signed box is drawn again.
    let again = revised(&SIGNED, |it| {
        let (field, page) = (it.field(AWA), it.page(0));
        let stamp = it.stamp(page);
        it.change(field).set("AP", dictionary! { "N" => stamp });
    });
    is_refused_although_signed(&sign(&again, BRUNO, "Mallory"), Shape::SneakySignature);
}

#[test]
fn abuse_of_the_certification_is_refused() {
    let dropped = revised(&SIGNED, |it| {
        let root = it.root();
        it.change(root).remove(b"Perms");
    });
    is_refused_although_signed(&sign(&dropped, BRUNO, "Mallory"), Shape::CertificationAbused);
    // A box signed later claims to be the certification.
    let certified = revised(&DRAWN, |it| {
        let root = it.root();
        let false_one = it.add(dictionary! { "Type" => "Sig" });
        it.change(root).set("Perms", dictionary! { "DocMDP" => false_one });
    });
    let twice = sign(&certified, AWA, "Awa DIALLO");
    assert!(verify_pdf(&twice).unwrap().is_intact(), "the first signer says again what may follow");
    let evil = revised(&twice, |it| {
        let root = it.root();
        let false_one = it.add(dictionary! { "Type" => "Sig" });
        it.change(root).set("Perms", dictionary! { "DocMDP" => false_one });
    });
    is_refused_although_signed(&sign(&evil, BRUNO, "Mallory"), Shape::CertificationAbused);
}

#[test]
fn objects_that_two_readers_would_find_elsewhere_are_refused() {
    // A page that stands in the bytes and in no table: a reader that repairs files finds it.
    let signed = sign(&SIGNED, BRUNO, "Mallory");
    let stray = b"\n7 0 obj\n<</Type/Page/Contents 9 0 R>>\nendobj\n";
    let evil = [SIGNED.as_slice(), stray].concat();
    is_refused_although_signed(&sign(&evil, BRUNO, "Mallory"), Shape::ObjectTable);
    // A second table, which only some readers believe.
    let hybrid = [SIGNED.as_slice(), b"\n% <</XRefStm 12>>\n"].concat();
    is_refused_although_signed(&sign(&hybrid, BRUNO, "Mallory"), Shape::ObjectTable);
    assert!(verify_pdf(&signed).unwrap().is_intact());
}

#[test]
fn a_program_that_starts_with_the_paper_is_refused() {
    let evil = revised(&SIGNED, |it| {
        let root = it.root();
        let script = dictionary! { "S" => "JavaScript", "JS" => Object::string_literal("app.alert(1)") };
        it.change(root).set("OpenAction", script);
    });
    is_refused_although_signed(&sign(&evil, BRUNO, "Mallory"), Shape::ActiveContent);
}

#[test]
fn other_data_inside_the_signed_paper_are_refused() {
    let evil = revised(&SIGNED, |it| {
        let file = it.stream_of("EmbeddedFile");
        it.put(file, Stream::new(dictionary! { "Type" => "EmbeddedFile" }, b"{}".to_vec()));
    });
    is_refused_although_signed(&sign(&evil, BRUNO, "Mallory"), Shape::AttachmentReplaced);
}

#[test]
fn a_signature_taken_out_is_refused() {
    let evil = revised(&SIGNED, |it| {
        let field = it.field(AWA);
        it.change(field).remove(b"V");
    });
    is_refused_as(&evil, Shape::SignatureRemoved);
    is_refused_although_signed(&sign(&evil, BRUNO, "Mallory"), Shape::SignatureRemoved);
}
