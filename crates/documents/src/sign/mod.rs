//! Signing a paper: one member's PAdES-B-B signature in their own field, appended, so that earlier ones stay valid
//! (docs/adr/0007). Works on bytes: it never writes again what is already there.

mod appearance;
pub(crate) mod cms;
mod detached;
mod enrol;
#[cfg(test)]
mod enrol_test;
pub(crate) mod hole;
pub(crate) mod key;
#[cfg(test)]
mod key_test;
pub(crate) mod private;
#[cfg(test)]
mod private_test;

use domain::minutes::CivilTime;
use domain::time::Timestamp;
use lopdf::{Dictionary, Document, IncrementalDocument, Object, ObjectId, StringFormat, dictionary};
use sha2::{Digest, Sha256};

use crate::failure::SignFailure;

use key::Identity;

pub use appearance::InkStrokes;
pub use detached::{gather_detached, sign_detached};
pub use enrol::{Applicant, applicant, certificate_request};

/// When somebody signs. Both arrive as arguments: the first is shown, the second goes in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SignedAt {
    /// The hour of the place.
    pub civil: CivilTime,
    /// The same instant.
    pub instant: Timestamp,
}

/// What a signature shows beside the name.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Statement {
    /// The ink, when the person drew some.
    pub ink: Option<InkStrokes>,
    /// A reserve that the signer states: it is printed in the box, whole in the signature's reason.
    pub reserve: Option<String>,
}

/// Signs the field `field` of `pdf` and gives the whole file back: the bytes of `pdf`, then the signature. The same arguments
/// give the same bytes (ECDSA P-256 after RFC 6979, or RSA with PKCS#1 v1.5). The first signature also certifies the paper (ISO 32000-1, 12.8.2.2,
/// `DocMDP` level 2): nothing but signatures in their boxes may follow.
///
/// # Errors
/// When `pdf` can't be continued, has no such field, or the field is signed; when the certificate is not valid at that
/// instant. `pdf` is untouched in every case.
pub fn sign_pdf(
    pdf: &[u8],
    field: &str,
    identity: &Identity,
    at: SignedAt,
    statement: &Statement,
) -> Result<Vec<u8>, SignFailure> {
    identity.check_valid_at(at.instant)?;
    let previous = load(pdf)?;
    let id = find(&previous, field)?;
    let mut update = IncrementalDocument::create_from(pdf.to_vec(), previous);
    let room = cms::room(identity)?;
    let bytes = append(&mut update, id, identity, at, statement, room)?;
    seal(bytes, pdf.len(), identity, room)
}

pub(crate) fn load(pdf: &[u8]) -> Result<Document, SignFailure> {
    let wrong = |error: lopdf::Error| SignFailure::NotAPaper(error.to_string());
    let options = lopdf::LoadOptions { max_decompressed_size: Some(64 << 20), ..Default::default() };
    let document = Document::load_mem_with_options(pdf, options).map_err(wrong)?;
    if document.xref_recovery.is_some() || document.is_encrypted() {
        return Err(SignFailure::NotAPaper("it is damaged or encrypted".to_owned()));
    }
    Ok(document)
}

/// The object of the unsigned signature field of that name.
fn find(document: &Document, field: &str) -> Result<ObjectId, SignFailure> {
    for (name, id, signed) in fields(document) {
        if name == field {
            return if signed { Err(SignFailure::AlreadySigned(name)) } else { Ok(id) };
        }
    }
    Err(SignFailure::UnknownField(field.to_owned()))
}

/// The signature fields of `document`: name, object, whether it holds a signature. Our papers have no field inside a field.
pub(crate) fn fields(document: &Document) -> Vec<(String, ObjectId, bool)> {
    let form = document.catalog().and_then(|catalog| catalog.get(b"AcroForm"));
    let form = form.and_then(|form| document.dereference(form)).and_then(|(_, form)| form.as_dict());
    let list = form.and_then(|form| form.get(b"Fields")).and_then(|list| document.dereference(list));
    let Ok(list) = list.and_then(|(_, list)| list.as_array()) else { return Vec::new() };
    let field = |object: &Object| {
        let id = object.as_reference().ok()?;
        let field = document.get_dictionary(id).ok()?;
        let is_signature = field.get(b"FT").and_then(Object::as_name).is_ok_and(|kind| kind == b"Sig");
        let name = field.get(b"T").ok()?;
        is_signature.then(|| (text(name), id, field.has(b"V")))
    };
    list.iter().filter_map(field).collect()
}

/// A PDF text string, whatever its encoding.
pub(crate) fn text(object: &Object) -> String {
    lopdf::decode_text_string(object).unwrap_or_default()
}

fn append(
    update: &mut IncrementalDocument,
    field: ObjectId,
    identity: &Identity,
    at: SignedAt,
    statement: &Statement,
    room: usize,
) -> Result<Vec<u8>, SignFailure> {
    let wrong = |error: lopdf::Error| SignFailure::NotAPaper(error.to_string());
    update.opt_clone_object_to_new_document(field).map_err(wrong)?;
    let rectangle = update.new_document.get_dictionary(field).and_then(rectangle).map_err(wrong)?;
    let drawn = appearance::draw(rectangle, identity, at.civil, statement)?;
    let drawn = update.new_document.add_object(drawn);
    let is_first = fields(update.get_prev_documents()).iter().all(|(_, _, signed)| !signed);
    let mut value = signature(identity, at, statement, room)?;
    if is_first {
        value.set("Reference", vec![Object::Dictionary(certification())]);
    }
    let signature = update.new_document.add_object(value);
    if is_first {
        permit(update, signature).map_err(wrong)?;
    }
    let widget = update.new_document.get_dictionary_mut(field).map_err(wrong)?;
    widget.set("V", signature);
    widget.set("AP", dictionary! { "N" => drawn });
    let mut bytes = Vec::new();
    update.save_to(&mut bytes).map_err(|error| SignFailure::NotAPaper(error.to_string()))?;
    Ok(bytes)
}

/// That the paper may be signed further, and not changed otherwise.
fn certification() -> Dictionary {
    let parameters = dictionary! { "Type" => "TransformParams", "P" => 2, "V" => Object::Name(b"1.2".to_vec()) };
    dictionary! { "Type" => "SigRef", "TransformMethod" => "DocMDP", "TransformParams" => parameters }
}

/// Names the certifying signature in the catalogue.
fn permit(update: &mut IncrementalDocument, signature: ObjectId) -> lopdf::Result<()> {
    let catalog = update.get_prev_documents().trailer.get(b"Root")?.as_reference()?;
    update.opt_clone_object_to_new_document(catalog)?;
    update.new_document.get_dictionary_mut(catalog)?.set("Perms", dictionary! { "DocMDP" => signature });
    Ok(())
}

/// Width and height of the widget.
fn rectangle(widget: &Dictionary) -> lopdf::Result<(f32, f32)> {
    let numbers: Vec<f32> = widget.get(b"Rect")?.as_array()?.iter().filter_map(|side| side.as_float().ok()).collect();
    match numbers.as_slice() {
        [left, bottom, right, top] => Ok(((right - left).abs(), (top - bottom).abs())),
        _ => Ok((0.0, 0.0)),
    }
}

fn signature(identity: &Identity, at: SignedAt, statement: &Statement, room: usize) -> Result<Dictionary, SignFailure> {
    let utf16 = |text: &str| {
        let bytes = [0xFE, 0xFF].into_iter().chain(text.encode_utf16().flat_map(u16::to_be_bytes)).collect();
        Object::String(bytes, StringFormat::Hexadecimal)
    };
    let mut value = dictionary! {
        "Type" => "Sig",
        "Filter" => "Adobe.PPKLite",
        "SubFilter" => "ETSI.CAdES.detached",
        "M" => Object::string_literal(pdf_date(at.instant)?),
        "Name" => utf16(identity.name()),
        "Reason" => utf16(&crate::words::reason(identity.role(), statement.reserve.as_deref())),
    };
    hole::reserve(&mut value, room);
    Ok(value)
}

/// The instant as a PDF writes it: `D:20260703151500Z`.
///
/// # Errors
/// When it is outside what a certificate can hold.
pub fn pdf_date(instant: Timestamp) -> Result<String, SignFailure> {
    let date = key::date_time(instant)?;
    Ok(format!(
        "D:{:04}{:02}{:02}{:02}{:02}{:02}Z",
        date.year(),
        date.month(),
        date.day(),
        date.hour(),
        date.minutes(),
        date.seconds()
    ))
}

/// Fills in what is signed and the signature, without moving a byte.
fn seal(mut bytes: Vec<u8>, signed_before: usize, identity: &Identity, room: usize) -> Result<Vec<u8>, SignFailure> {
    let hole = hole::open(&mut bytes, signed_before, room)?;
    let digest = hole.covered(&bytes).into_iter().fold(Sha256::new(), |digest, part| digest.chain_update(part));
    let cms = cms::build(identity, &digest.finalize(), None)?;
    hole.fill(&mut bytes, &cms)?;
    Ok(bytes)
}
