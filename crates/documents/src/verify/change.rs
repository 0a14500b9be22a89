//! Names a change made to an object after it was signed: which published attack it has the shape of. It decides nothing: any
//! change that gets here is one too many.

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::finding::{Finding, Shape};

/// What it means that object `id`, `old` in the signed revision, is `new` (or gone) in the next.
pub(super) fn name(before: &Document, id: ObjectId, old: &Object, new: Option<&Object>) -> Finding {
    let Some(new) = new else {
        return Finding::new(Shape::ContentHidden, format!("object {} is gone", id.0));
    };
    let shape = match (old, new) {
        (Object::Dictionary(old), Object::Dictionary(new)) => of_dictionary(before, id, old, new),
        (Object::Array(old), Object::Array(new)) => of_list(old.len(), new.len()),
        (Object::Stream(old), _) if is_type(&old.dict, b"EmbeddedFile") => Shape::AttachmentReplaced,
        _ => Shape::ContentReplaced,
    };
    Finding::new(shape, format!("object {} is another", id.0))
}

fn of_dictionary(before: &Document, id: ObjectId, old: &Dictionary, new: &Dictionary) -> Shape {
    if [b"JS".as_slice(), b"AA", b"OpenAction", b"A"].iter().any(|key| new.has(key) && !old.has(key)) {
        return Shape::ActiveContent;
    }
    let is = |object: lopdf::Result<&Object>| object.and_then(Object::as_reference).is_ok_and(|other| other == id);
    if is(before.trailer.get(b"Root")) {
        return of_catalog(old, new);
    }
    if is(before.catalog().and_then(|catalog| catalog.get(b"AcroForm"))) {
        let fields = |form: &Dictionary| form.get(b"Fields").and_then(Object::as_array).map_or(0, Vec::len);
        return if fields(new) < fields(old) { Shape::SignatureRemoved } else { Shape::SneakySignature };
    }
    if old.has(b"ByteRange") {
        return Shape::SignatureForged;
    }
    if old.has(b"FT") {
        return if old.has(b"V") && !new.has(b"V") { Shape::SignatureRemoved } else { Shape::SneakySignature };
    }
    if is_type(old, b"Filespec") {
        return Shape::AttachmentReplaced;
    }
    if is_type(old, b"Pages") {
        return Shape::DocumentReplaced;
    }
    if is_type(old, b"Page") {
        return of_page(old, new);
    }
    Shape::ContentReplaced
}

/// What changed in the catalogue.
fn of_catalog(old: &Dictionary, new: &Dictionary) -> Shape {
    let differs = |key: &[u8]| old.get(key).ok() != new.get(key).ok();
    let named: [(&[u8], Shape); 6] = [
        (b"Pages", Shape::DocumentReplaced),
        (b"Perms", Shape::CertificationAbused),
        (b"AcroForm", Shape::SneakySignature),
        (b"OCProperties", Shape::ContentHidden),
        (b"AF", Shape::AttachmentReplaced),
        (b"Names", Shape::AttachmentReplaced),
    ];
    named.into_iter().find(|(key, _)| differs(key)).map_or(Shape::ForeignChange, |(_, shape)| shape)
}

/// What changed on a page: notes over it, or the page itself.
fn of_page(old: &Dictionary, new: &Dictionary) -> Shape {
    if old.get(b"Annots").ok() == new.get(b"Annots").ok() {
        return Shape::ContentReplaced;
    }
    let notes = |page: &Dictionary| page.get(b"Annots").and_then(Object::as_array).map_or(0, Vec::len);
    of_list(notes(old), notes(new))
}

fn of_list(old: usize, new: usize) -> Shape {
    match new.cmp(&old) {
        std::cmp::Ordering::Greater => Shape::AnnotationAdded,
        std::cmp::Ordering::Less => Shape::ContentHidden,
        std::cmp::Ordering::Equal => Shape::ContentReplaced,
    }
}

fn is_type(dictionary: &Dictionary, name: &[u8]) -> bool {
    dictionary.get(b"Type").and_then(Object::as_name).is_ok_and(|own| own == name)
}
