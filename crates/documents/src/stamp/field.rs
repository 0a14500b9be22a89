//! The revision that holds a document timestamp: a field that nothing shows, and the validation data that the stamp covers too.
//! Every signature before it stays as it was (ISO 32000-2, 12.8.5: allowed after a certification of any level).

use lopdf::{Document, IncrementalDocument, Object, ObjectId, dictionary};

use super::validation::Validation;
use crate::failure::{SignFailure, StampFailure};
use crate::sign::{self, hole};

/// Bytes kept for the stamp: those of the authorities that we know hold in half of it.
const ROOM: usize = 12_288;

/// The paper with the place of a stamp, still empty.
pub(super) struct Prepared {
    pub(super) bytes: Vec<u8>,
    pub(super) hole: hole::Hole,
}

/// The next revision of `paper`. The same arguments give the same bytes: what is asked now is what is filled later.
pub(super) fn prepare(paper: &[u8], validation: &Validation) -> Result<Prepared, StampFailure> {
    let previous = sign::load(paper)?;
    let name = free_name(&previous);
    let page = previous.page_iter().next();
    let mut update = IncrementalDocument::create_from(paper.to_vec(), previous);
    let field = add_field(&mut update, &name, page);
    enlist(&mut update, field).map_err(wrong)?;
    if !validation.is_empty() {
        let dictionary = validation.dictionary(&mut update);
        let dictionary = update.new_document.add_object(dictionary);
        declare(&mut update, dictionary).map_err(wrong)?;
    }
    let mut bytes = Vec::new();
    update.save_to(&mut bytes).map_err(|error| SignFailure::NotAPaper(error.to_string()))?;
    let hole = hole::open(&mut bytes, paper.len(), ROOM)?;
    Ok(Prepared { bytes, hole })
}

fn wrong(error: lopdf::Error) -> StampFailure {
    SignFailure::NotAPaper(error.to_string()).into()
}

/// The first name that no field has: `horodatage-1`, then `-2`.
fn free_name(document: &Document) -> String {
    let taken = sign::fields(document);
    let mut names = (1..=taken.len() + 1).map(|number| format!("horodatage-{number}"));
    names.find(|name| taken.iter().all(|(own, ..)| own != name)).unwrap_or_default()
}

fn add_field(update: &mut IncrementalDocument, name: &str, page: Option<ObjectId>) -> ObjectId {
    let mut value =
        dictionary! { "Type" => "DocTimeStamp", "Filter" => "Adobe.PPKLite", "SubFilter" => "ETSI.RFC3161" };
    hole::reserve(&mut value, ROOM);
    let value = update.new_document.add_object(value);
    let nowhere: Vec<Object> = [0; 4].map(Object::Integer).to_vec();
    let mut field = dictionary! {
        "Type" => "Annot",
        "Subtype" => "Widget",
        "FT" => "Sig",
        "T" => Object::string_literal(name),
        "F" => 132,
        "Rect" => nowhere,
        "V" => value,
    };
    if let Some(page) = page {
        field.set("P", page);
    }
    update.new_document.add_object(field)
}

/// Puts the field at the end of the form.
fn enlist(update: &mut IncrementalDocument, field: ObjectId) -> lopdf::Result<()> {
    let form = update.get_prev_documents().catalog()?.get(b"AcroForm")?.as_reference()?;
    update.opt_clone_object_to_new_document(form)?;
    update.new_document.get_dictionary_mut(form)?.get_mut(b"Fields")?.as_array_mut()?.push(field.into());
    Ok(())
}

/// Names the validation data in the catalogue.
fn declare(update: &mut IncrementalDocument, validation: ObjectId) -> lopdf::Result<()> {
    let catalog = update.get_prev_documents().trailer.get(b"Root")?.as_reference()?;
    update.opt_clone_object_to_new_document(catalog)?;
    let level = dictionary! { "BaseVersion" => Object::Name(b"1.7".to_vec()), "ExtensionLevel" => 5 };
    let catalog = update.new_document.get_dictionary_mut(catalog)?;
    catalog.set("DSS", validation);
    if !catalog.has(b"Extensions") {
        catalog.set("Extensions", dictionary! { "ESIC" => level });
    }
    Ok(())
}
