//! Signatures as the form holds them, against those that stand in the bytes: one each, with the same range and the same
//! value, and a certification that says what it may.

use der::DateTime;
use domain::time::Timestamp;
use lopdf::{Dictionary, Document, Object, ObjectId};

use super::finding::{Finding, Shape};
use super::scan::RawSignature;
use crate::sign;

/// A signature as the form holds it.
pub(super) struct Held {
    pub(super) field: String,
    pub(super) time: String,
    pub(super) reason: String,
    /// What the certification allows later, by its number (ISO 32000-1, 12.8.2.2); none when it is an ordinary signature.
    pub(super) certifies: Option<i64>,
    /// Whether it is a document timestamp, and if so, whether nothing shows its field.
    pub(super) stamp: Option<Shown>,
    range: Vec<i64>,
    contents: Vec<u8>,
    object: Option<ObjectId>,
}

/// Whether a field shows anything on the pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shown {
    Nowhere,
    Somewhere,
}

/// The signatures that the form of `document` holds.
pub(super) fn held(document: &Document) -> Vec<Held> {
    let signed = sign::fields(document).into_iter().filter(|(_, _, signed)| *signed);
    signed.map(|(field, id, _)| read(document, field, id)).collect()
}

fn read(document: &Document, field: String, id: ObjectId) -> Held {
    let value = || document.get_dictionary(id).and_then(|field| field.get(b"V"));
    let object = value().and_then(Object::as_reference).ok();
    let value = value().and_then(|value| document.dereference(value)).and_then(|(_, value)| value.as_dict());
    let empty = Dictionary::new();
    let value = value.unwrap_or(&empty);
    let text = |key: &[u8]| value.get(key).map(sign::text).unwrap_or_default();
    let numbers = value.get(b"ByteRange").and_then(Object::as_array);
    Held {
        field,
        time: text(b"M"),
        reason: text(b"Reason"),
        certifies: certifies(document, value),
        stamp: is_stamp(value).then(|| shown(document, id)),
        range: numbers.map(|list| list.iter().filter_map(|n| n.as_i64().ok()).collect()).unwrap_or_default(),
        contents: value.get(b"Contents").and_then(Object::as_str).map(<[u8]>::to_vec).unwrap_or_default(),
        object,
    }
}

/// Whether the value of a field is a document timestamp.
pub(super) fn is_stamp(value: &Dictionary) -> bool {
    let is = |key: &[u8], name: &[u8]| value.get(key).and_then(Object::as_name).is_ok_and(|own| own == name);
    is(b"SubFilter", b"ETSI.RFC3161") || is(b"Type", b"DocTimeStamp")
}

fn shown(document: &Document, field: ObjectId) -> Shown {
    let field = document.get_dictionary(field);
    if field.is_ok_and(is_bare) { Shown::Nowhere } else { Shown::Somewhere }
}

/// Whether `field` has no place on a page and no drawing.
pub(super) fn is_bare(field: &Dictionary) -> bool {
    const KEYS: [&[u8]; 8] = [b"Type", b"Subtype", b"FT", b"T", b"V", b"F", b"P", b"Rect"];
    let corners = field.get(b"Rect").and_then(Object::as_array);
    let is_nowhere =
        corners.map_or(!field.has(b"Rect"), |all| all.iter().all(|side| side.as_float().ok() == Some(0.0)));
    is_nowhere && field.iter().all(|(key, _)| KEYS.contains(&key.as_slice()))
}

/// The level of a `/DocMDP` transform among the signature's references.
fn certifies(document: &Document, value: &Dictionary) -> Option<i64> {
    let follow = |object| document.dereference(object).ok().map(|(_, object)| object);
    let references = follow(value.get(b"Reference").ok()?)?.as_array().ok()?;
    let mut transforms = references.iter().filter_map(|one| follow(one)?.as_dict().ok());
    let own = transforms.find(|one| one.get(b"TransformMethod").and_then(Object::as_name).ok() == Some(b"DocMDP"))?;
    let parameters = own.get(b"TransformParams").ok().and_then(follow).and_then(|object| object.as_dict().ok());
    // The level is 2 where it is not said.
    Some(parameters.and_then(|all| all.get(b"P").ok()?.as_i64().ok()).unwrap_or(2))
}

/// Whether `held` is the signature that stands at `raw`.
pub(super) fn is_of(held: &Held, raw: &RawSignature) -> bool {
    let numbers: Vec<i64> = raw.range().into_iter().filter_map(|number| i64::try_from(number).ok()).collect();
    held.range == numbers
}

/// What does not fit between the form and the bytes.
pub(super) fn unmatched(raw: &[RawSignature], held: &[Held]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for one in held {
        let mut own = raw.iter().filter(|raw| is_of(one, raw));
        match (own.next(), own.next()) {
            (Some(only), None) if only.contents == one.contents && only.is_its_contents => {}
            (Some(_), None) => {
                let detail = format!("the box {} shows another value than the one that is checked", one.field);
                findings.push(Finding::new(Shape::SignatureWrapped, detail));
            }
            _ => {
                let detail = format!("the signature of the box {} is not in the file", one.field);
                findings.push(Finding::new(Shape::SignatureForged, detail));
            }
        }
    }
    let orphans = raw.iter().filter(|raw| held.iter().filter(|held| is_of(held, raw)).count() != 1);
    findings.extend(
        orphans.map(|raw| {
            Finding::new(Shape::SignatureRemoved, format!("a signature at byte {} is held by no box", raw.at))
        }),
    );
    findings
}

/// Stamps that stand in a box of the paper: somebody whose box it is would seem to have signed.
pub(super) fn stamped_boxes(held: &[Held]) -> impl Iterator<Item = Finding> {
    let boxes = held.iter().filter(|one| one.stamp == Some(Shown::Somewhere));
    boxes.map(|one| Finding::new(Shape::SneakySignature, format!("a time stamp stands in the box {}", one.field)))
}

/// What is wrong with the certification: only the first signer certifies, the catalogue says so, and no level forbids the
/// signatures that follow.
pub(super) fn certification(document: &Document, raw: &[RawSignature], held: &[Held]) -> Vec<Finding> {
    let permitted = document.catalog().and_then(|catalog| catalog.get(b"Perms"));
    let permitted = permitted.and_then(|object| document.dereference(object)).and_then(|(_, all)| all.as_dict());
    let permitted = permitted.and_then(|all| all.get(b"DocMDP")).and_then(Object::as_reference).ok();
    let mut findings = Vec::new();
    let mut wrong = |detail: String| findings.push(Finding::new(Shape::CertificationAbused, detail));
    let certifiers: Vec<&Held> = held.iter().filter(|one| one.certifies.is_some()).collect();
    for one in &certifiers {
        if !raw.first().is_some_and(|first| is_of(one, first)) {
            wrong(format!("the box {} certifies, and is not the first signed", one.field));
        }
        if one.object != permitted {
            wrong(format!("the catalogue does not name the certification of the box {}", one.field));
        }
        if !matches!(one.certifies, Some(2 | 3)) && raw.len() > 1 {
            wrong(format!("the box {} allows no signature after it", one.field));
        }
    }
    if certifiers.is_empty() && permitted.is_some() {
        wrong("the catalogue names a certification that is none".to_owned());
    }
    findings
}

/// The instant of a PDF date in universal time: `D:20260703151500Z`.
pub(super) fn instant(date: &str) -> Option<Timestamp> {
    let digits = date.strip_prefix("D:")?.strip_suffix('Z').filter(|digits| digits.len() == 14)?;
    let part = |range| digits.get(range).and_then(|digits: &str| digits.parse::<u8>().ok());
    let year = digits.get(..4)?.parse().ok()?;
    let date = DateTime::new(year, part(4..6)?, part(6..8)?, part(8..10)?, part(10..12)?, part(12..14)?).ok()?;
    let seconds = i64::try_from(date.unix_duration().as_secs()).ok()?;
    Some(Timestamp(seconds * 1000))
}
