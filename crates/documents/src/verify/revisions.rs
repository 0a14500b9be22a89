//! What each later part of the file changed. A signature vouches for what came before it; what may come after is another
//! signature in its own empty box, or a document timestamp in a field of its own that nothing shows.

use std::collections::BTreeMap;

use lopdf::xref::XrefEntry;
use lopdf::{Dictionary, Document, Object, ObjectId};

use super::finding::{Finding, Shape};
use super::held::{is_bare, is_stamp};
use super::scan::RawSignature;
use super::{Addition, change, load};

/// What was added after each signature of `raw` and before the next one (or the end of the file).
pub(super) fn additions(pdf: &[u8], raw: &[RawSignature], findings: &mut Vec<Finding>) -> Vec<Vec<Addition>> {
    let ends = raw.iter().map(|signature| signature.end);
    let mut documents = ends.map(|end| (end, pdf.get(..end).and_then(|part| load(part).ok())));
    let Some(mut before) = documents.next() else { return Vec::new() };
    let mut all = Vec::new();
    for after in documents {
        let changes = match (&before.1, &after.1) {
            (Some(old), Some(new)) => compare(old, new, &part(pdf, before.0, after.0)),
            _ => Changes::of(Finding::new(Shape::Damaged, "a part of the file can't be read alone")),
        };
        all.push(vec![changes.told(findings)]);
        before = after;
    }
    all.push(tail(pdf, before, findings).into_iter().collect());
    all
}

/// What stands after the last signature.
fn tail(pdf: &[u8], (end, before): (usize, Option<Document>), findings: &mut Vec<Finding>) -> Option<Addition> {
    let bytes = pdf.len().checked_sub(end).filter(|bytes| *bytes > 0)?;
    let detail = format!("{bytes} bytes that nobody signed");
    let after = load(pdf).ok();
    let is_revision = before.as_ref().zip(after.as_ref()).is_none_or(|(old, new)| old.xref_start != new.xref_start);
    let shape = if is_revision { Shape::UnsignedRevision } else { Shape::TrailingBytes };
    findings.push(Finding::new(shape, detail.clone()));
    if let (true, Some(old), Some(new)) = (is_revision, &before, &after) {
        findings.extend(compare(old, new, &part(pdf, end, pdf.len())).foreign);
    }
    Some(Addition::Changed(detail))
}

/// The bytes of a revision, and where they stand.
struct Part<'p> {
    at: usize,
    bytes: &'p [u8],
}

fn part(pdf: &[u8], from: usize, to: usize) -> Part<'_> {
    Part { at: from, bytes: pdf.get(from..to).unwrap_or_default() }
}

/// What a revision did.
#[derive(Default)]
struct Changes {
    signed: Vec<String>,
    stamped: Vec<String>,
    foreign: Vec<Finding>,
}

impl Changes {
    fn of(finding: Finding) -> Self {
        Self { foreign: vec![finding], ..Self::default() }
    }

    /// The addition that it is; what is one too many goes to `findings`.
    fn told(mut self, findings: &mut Vec<Finding>) -> Addition {
        match (self.signed.as_slice(), self.stamped.as_slice(), self.foreign.is_empty()) {
            ([field], [], true) => return Addition::Signed(field.clone()),
            ([], [field], true) => return Addition::Stamped(field.clone()),
            _ => {}
        }
        if self.foreign.is_empty() {
            let detail = format!("{} boxes signed at once", self.signed.len() + self.stamped.len());
            self.foreign.push(Finding::new(Shape::SneakySignature, detail));
        }
        let what = self.foreign.first().map(|finding| finding.detail.clone()).unwrap_or_default();
        findings.append(&mut self.foreign);
        Addition::Changed(what)
    }
}

fn compare(before: &Document, after: &Document, part: &Part<'_>) -> Changes {
    let entry = |document: &Document, key: &[u8]| document.trailer.get(key).and_then(Object::as_reference).ok();
    let mut changes = Changes::default();
    // The description must stay where it was: its changes are let pass, so nothing else may take its place.
    if [b"Root", b"Info"].iter().any(|key| entry(before, *key) != entry(after, *key)) {
        changes.foreign.push(Finding::new(Shape::DocumentReplaced, "another catalogue or description"));
    }
    changes.foreign.extend(tables(before, after, part));
    let uses = uses(before);
    for (id, old) in &before.objects {
        let new = after.objects.get(id);
        if new == Some(old) || new.is_some_and(|new| shows_nothing(before, *id, old, new, &uses)) {
            continue;
        }
        let signed = new.and_then(|new| newly_signed(after, *id, old, new));
        let stamped = new.and_then(|new| newly_stamped(before, after, *id, old, new, &uses));
        match (signed, stamped) {
            (Some(field), _) => changes.signed.push(field),
            (None, Some(field)) => changes.stamped.push(field),
            (None, None) => changes.foreign.push(change::name(before, *id, old, new)),
        }
    }
    let filled = uses.keys().filter(|id| !before.objects.contains_key(*id) && after.objects.contains_key(*id));
    changes.foreign.extend(filled.map(|id| {
        let detail = format!("object {} was named and did not exist; now it does", id.0);
        Finding::new(Shape::ContentReplaced, detail)
    }));
    changes
}

/// A second table, which some readers believe and others do not see.
const HYBRID: &[u8] = b"/XRefStm";

/// Whether the tables of objects say one thing only: one table more, after the one before, and no object outside it.
fn tables(before: &Document, after: &Document, part: &Part<'_>) -> Option<Finding> {
    let follows = after.xref_section_count == before.xref_section_count + 1
        && (part.at..part.at + part.bytes.len()).contains(&after.xref_start);
    let is_double = part.bytes.windows(HYBRID.len()).any(|window| window == HYBRID);
    if !follows || is_double {
        return Some(Finding::new(Shape::ObjectTable, "its table of objects does not follow the one before"));
    }
    let stray = objects(part).find(|(id, at)| {
        let entry = after.reference_table.get(*id);
        !entry.is_some_and(|entry| matches!(entry, XrefEntry::Normal { offset, .. } if *offset as usize == *at))
    });
    stray.map(|(id, at)| Finding::new(Shape::ObjectTable, format!("object {id} at byte {at} is in no table")))
}

/// Every `12 0 obj` that begins a line of `part`: number of the object, place in the file.
fn objects(part: &Part<'_>) -> impl Iterator<Item = (u32, usize)> {
    const KEY: &[u8] = b" obj";
    let found = part.bytes.windows(KEY.len()).enumerate().filter(|(_, window)| *window == KEY).map(|(end, _)| end);
    found.filter_map(|end| {
        let head = part.bytes.get(..end)?;
        let start = head.iter().rposition(|byte| matches!(byte, b'\n' | b'\r')).map_or(0, |line| line + 1);
        let words = std::str::from_utf8(head.get(start..)?).ok()?;
        let (id, generation) = words.split_once(' ')?;
        generation.parse::<u16>().ok()?;
        Some((id.parse().ok()?, part.at + start))
    })
}

/// How often each object is named by another, or by the trailer.
fn uses(document: &Document) -> BTreeMap<ObjectId, usize> {
    let mut uses = BTreeMap::new();
    let mut rest: Vec<&Object> = document.objects.values().collect();
    rest.extend(document.trailer.iter().map(|(_, value)| value));
    while let Some(object) = rest.pop() {
        match object {
            Object::Reference(id) => *uses.entry(*id).or_insert(0) += 1,
            Object::Array(items) => rest.extend(items),
            Object::Dictionary(entries) => rest.extend(entries.iter().map(|(_, value)| value)),
            // A table of objects names the catalogue and the description as the trailer does.
            Object::Stream(stream) if stream.dict.has_type(b"XRef") => {}
            Object::Stream(stream) => rest.extend(stream.dict.iter().map(|(_, value)| value)),
            _ => {}
        }
    }
    uses
}

/// The name of the field, when all that changed is that it now holds a signature and shows it.
fn newly_signed(after: &Document, id: ObjectId, old: &Object, new: &Object) -> Option<String> {
    let (old, new) = (old.as_dict().ok()?, new.as_dict().ok()?);
    let (name, ..) = crate::sign::fields(after).into_iter().find(|(_, field, signed)| *field == id && *signed)?;
    if after.get_dict_in_dict(new, b"V").is_ok_and(is_stamp) {
        return None;
    }
    (!old.has(b"V") && without(old, &[b"V", b"AP"]) == without(new, &[b"V", b"AP"])).then_some(name)
}

/// The name of the field, when all that changed in the form is one field more, new, that shows nothing and holds a stamp.
fn newly_stamped(
    before: &Document,
    after: &Document,
    id: ObjectId,
    old: &Object,
    new: &Object,
    uses: &BTreeMap<ObjectId, usize>,
) -> Option<String> {
    let form = before.catalog().ok()?.get(b"AcroForm").ok()?.as_reference().ok()?;
    let (old, new) = (old.as_dict().ok()?, new.as_dict().ok()?);
    if id != form || without(old, &[b"Fields", b"SigFlags"]) != without(new, &[b"Fields", b"SigFlags"]) {
        return None;
    }
    let fields = |form: &Dictionary| form.get(b"Fields").and_then(Object::as_array).cloned().ok();
    let (added, kept) = fields(new)?.split_last().map(|(last, kept)| (last.clone(), kept.to_vec()))?;
    let added = added.as_reference().ok().filter(|id| !before.objects.contains_key(id) && !uses.contains_key(id))?;
    let field = after.get_dictionary(added).ok().filter(|field| is_bare(field))?;
    let value = after.get_dict_in_dict(field, b"V").ok()?;
    let name = crate::sign::text(field.get(b"T").ok()?);
    let is_taken = crate::sign::fields(before).iter().any(|(own, ..)| *own == name);
    (Some(kept) == fields(old) && is_stamp(value) && !is_taken).then_some(name)
}

/// Whether the change is one that other signing programs make and that shows nothing: the file's own description, its
/// version, data to check signatures later. An object that something else uses too is not let pass.
fn shows_nothing(
    before: &Document,
    id: ObjectId,
    old: &Object,
    new: &Object,
    uses: &BTreeMap<ObjectId, usize>,
) -> bool {
    let is = |object: lopdf::Result<&Object>| object.and_then(Object::as_reference).is_ok_and(|other| other == id);
    let catalog = before.catalog().ok();
    if uses.get(&id) != Some(&1) {
        return false;
    }
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
