//! Signature fields, empty and tagged, made before anybody signs: a field added later would break PDF/UA, and every earlier
//! signature (docs/adr/0007). Signing them is `sign`'s.

use lopdf044::{Document, Object, ObjectId, Result, Stream, dictionary};

use super::structure::number;
use crate::layout::display::DisplayList;
use crate::layout::page;

/// Adds the fields of `list` and the form that holds them; their object numbers, in order.
pub(super) fn add(document: &mut Document, list: &DisplayList, pages: &[ObjectId]) -> Result<Vec<ObjectId>> {
    let mut ids = Vec::new();
    for (index, field) in list.fields.iter().enumerate() {
        let Some(sheet) = pages.get(field.page) else { continue };
        let area = field.area;
        let bottom = page::HEIGHT - area.y - area.height;
        let empty = Stream::new(
            dictionary! {
                "Type" => "XObject",
                "Subtype" => "Form",
                "BBox" => vec![0.into(), 0.into(), area.width.into(), area.height.into()],
            },
            Vec::new(),
        );
        let appearance = document.add_object(empty);
        let widget = document.add_object(dictionary! {
            "Type" => "Annot",
            "Subtype" => "Widget",
            "FT" => "Sig",
            "T" => text(&field.name),
            "TU" => text(&field.tooltip),
            "Contents" => text(&field.tooltip),
            // Printed, and never moved by a reader.
            "F" => 132,
            "P" => *sheet,
            "Rect" => vec![area.x.into(), bottom.into(), (area.x + area.width).into(), (bottom + area.height).into()],
            "AP" => dictionary! { "N" => appearance },
            "StructParent" => number(pages.len() + index),
        });
        annotate(document, *sheet, widget)?;
        ids.push(widget);
    }
    for sheet in pages {
        let page = document.get_dictionary_mut(*sheet)?;
        if page.get(b"Annots").and_then(Object::as_array).is_ok_and(Vec::is_empty) {
            page.remove(b"Annots");
        }
    }
    if !ids.is_empty() {
        let fields: Vec<Object> = ids.iter().map(|id| Object::Reference(*id)).collect();
        let form = document.add_object(dictionary! { "Fields" => fields, "SigFlags" => 3 });
        document.catalog_mut()?.set("AcroForm", form);
    }
    Ok(ids)
}

fn annotate(document: &mut Document, sheet: ObjectId, widget: ObjectId) -> Result<()> {
    let page = document.get_dictionary_mut(sheet)?;
    match page.get_mut(b"Annots").and_then(Object::as_array_mut) {
        Ok(list) => list.push(Object::Reference(widget)),
        Err(_) => page.set("Annots", vec![Object::Reference(widget)]),
    }
    Ok(())
}

/// A text of any script.
pub(super) fn text(text: &str) -> Object {
    if text.is_ascii() {
        return Object::string_literal(text);
    }
    let bytes = [0xFE, 0xFF].into_iter().chain(text.encode_utf16().flat_map(u16::to_be_bytes)).collect();
    Object::String(bytes, lopdf044::StringFormat::Hexadecimal)
}
