//! The results inside the paper, as data that goes with it (PDF/A-3, associated files).

use lopdf044::{Document, Object, Result, Stream, dictionary};
use sha2::{Digest, Sha256};

use super::structure::number;
use super::{About, Attachment};

/// Puts `attachment` in `document`, as the data of the whole paper.
pub(super) fn add(document: &mut Document, attachment: &Attachment, about: &About) -> Result<()> {
    let digest = Sha256::digest(&attachment.bytes);
    let file = document.add_object(Stream::new(
        dictionary! {
            "Type" => "EmbeddedFile",
            "Subtype" => Object::Name(b"application/json".to_vec()),
            "Params" => dictionary! {
                "Size" => number(attachment.bytes.len()),
                "ModDate" => Object::string_literal(about.pdf_date.as_str()),
            },
            // A private entry: the digest, for who reads objects and not pages.
            "DELI_SHA256" => Object::String(digest.to_vec(), lopdf044::StringFormat::Hexadecimal),
        },
        attachment.bytes.clone(),
    ));
    let specification = document.add_object(dictionary! {
        "Type" => "Filespec",
        "F" => Object::string_literal(attachment.name),
        "UF" => Object::string_literal(attachment.name),
        "Desc" => super::field::text(attachment.description),
        "AFRelationship" => "Data",
        "EF" => dictionary! { "F" => file, "UF" => file },
    });
    let names = vec![Object::string_literal(attachment.name), Object::Reference(specification)];
    let catalog = document.catalog_mut()?;
    catalog.set("AF", vec![Object::Reference(specification)]);
    catalog.set("Names", dictionary! { "EmbeddedFiles" => dictionary! { "Names" => names } });
    Ok(())
}
