//! What each later part of the file changed. A signature vouches for what came before it; the one thing that may come after
//! is another signature in its own empty box.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::scan::RawSignature;
use super::{Addition, Finding, load};

/// What was added after each signature of `raw` and before the next one (or the end of the file).
pub(super) fn additions(pdf: &[u8], raw: &[RawSignature], findings: &mut Vec<Finding>) -> Vec<Vec<Addition>> {
    let ends = raw.iter().map(|signature| signature.end);
    let mut documents = ends.map(|end| pdf.get(..end).and_then(|part| load(part).ok()));
    let mut before = documents.next().flatten();
    let mut all = Vec::new();
    for (after, signature) in documents.zip(raw.iter().skip(1)) {
        let addition = match (&before, &after) {
            (Some(before), Some(after)) => compare(before, after),
            _ => Addition::Changed("a part of the file can't be read alone".to_owned()),
        };
        if let Addition::Changed(what) = &addition {
            findings.push(Finding::ForeignChange(format!("with the signature at byte {}: {what}", signature.at)));
        }
        all.push(vec![addition]);
        before = after;
    }
    let rest = raw.last().filter(|last| last.end < pdf.len()).map(|last| pdf.len() - last.end);
    all.push(rest.map(|bytes| Addition::Changed(format!("{bytes} bytes that nobody signed"))).into_iter().collect());
    all
}

fn compare(before: &Document, after: &Document) -> Addition {
    let entry = |document: &Document, key: &[u8]| document.trailer.get(key).and_then(Object::as_reference).ok();
    // The description must stay where it was: its changes are let pass, so nothing else may take its place.
    if [b"Root", b"Info"].iter().any(|key| entry(before, *key) != entry(after, *key)) {
        return Addition::Changed("another catalogue or description".to_owned());
    }
    let mut signed = Vec::new();
    for (id, old) in &before.objects {
        match after.objects.get(id) {
            Some(new) if new == old || shows_nothing(before, *id, old, new) => {}
            Some(new) => match newly_signed(after, *id, old, new) {
                Some(field) => signed.push(field),
                None => return Addition::Changed(format!("object {} is another", id.0)),
            },
            None => return Addition::Changed(format!("object {} is gone", id.0)),
        }
    }
    match signed.as_slice() {
        [field] => Addition::Signed(field.clone()),
        _ => Addition::Changed(format!("{} boxes signed at once", signed.len())),
    }
}

/// The name of the field, when all that changed is that it now holds a signature and shows it.
fn newly_signed(after: &Document, id: ObjectId, old: &Object, new: &Object) -> Option<String> {
    let (old, new) = (old.as_dict().ok()?, new.as_dict().ok()?);
    let (name, ..) = crate::sign::fields(after).into_iter().find(|(_, field, signed)| *field == id && *signed)?;
    (!old.has(b"V") && without(old, &[b"V", b"AP"]) == without(new, &[b"V", b"AP"])).then_some(name)
}

/// Whether the change is one that other signing programs make and that shows nothing: the file's own description, its
/// version, data to check signatures later.
fn shows_nothing(before: &Document, id: ObjectId, old: &Object, new: &Object) -> bool {
    let is = |object: lopdf::Result<&Object>| object.and_then(Object::as_reference).is_ok_and(|other| other == id);
    let catalog = before.catalog().ok();
    if is(before.trailer.get(b"Info")) || catalog.is_some_and(|catalog| is(catalog.get(b"Metadata"))) {
        return true;
    }
    let (Ok(old), Ok(new)) = (old.as_dict(), new.as_dict()) else { return false };
    let ignored: &[&[u8]] = if is(before.trailer.get(b"Root")) {
        &[b"Version", b"Extensions", b"DSS"]
    } else if catalog.is_some_and(|catalog| is(catalog.get(b"AcroForm"))) {
        &[b"SigFlags"]
    } else {
        return false;
    };
    without(old, ignored) == without(new, ignored)
}

/// The entries of `dictionary` but those of `keys`, whatever their order.
fn without<'d>(dictionary: &'d Dictionary, keys: &[&[u8]]) -> BTreeMap<&'d [u8], &'d Object> {
    let kept = dictionary.iter().filter(|(key, _)| !keys.contains(&key.as_slice()));
    kept.map(|(key, value)| (key.as_slice(), value)).collect()
}
