//! The structure tree: what a screen reader hears, in the order of reading (ISO 32000-1, 14.7; PDF/UA-1, clause 7).

use lopdf044::{Dictionary, Document, Object, ObjectId, Result, dictionary};

use crate::layout::display::{DisplayList, Element, Figure, Kid, Tag};
use crate::layout::page;

/// PDF's name of a tag.
pub(crate) fn name(tag: Tag) -> &'static str {
    match tag {
        Tag::Document => "Document",
        Tag::Section => "Sect",
        Tag::H1 => "H1",
        Tag::H2 => "H2",
        Tag::H3 => "H3",
        Tag::Paragraph => "P",
        Tag::Table => "Table",
        Tag::TableHead => "THead",
        Tag::TableBody => "TBody",
        Tag::Row => "TR",
        Tag::ColumnHead | Tag::RowHead => "TH",
        Tag::Cell => "TD",
        Tag::Form => "Form",
        Tag::Figure => "Figure",
    }
}

/// Adds the structure of `list`. `fields` are the widgets of its signature fields, in order.
pub(super) fn add(document: &mut Document, list: &DisplayList, pages: &[ObjectId], fields: &[ObjectId]) -> Result<()> {
    let root = document.new_object_id();
    let ids: Vec<ObjectId> = list.elements.iter().map(|_| document.new_object_id()).collect();
    for (element, id) in list.elements.iter().zip(&ids) {
        let parent = element.parent.and_then(|parent| ids.get(parent)).copied().unwrap_or(root);
        let object = structure(element, parent, list, pages, &ids, fields);
        document.set_object(*id, object);
    }
    let tree = parents(list, pages, &ids);
    let next = pages.len() + fields.len();
    let tree = document.add_object(dictionary! { "Nums" => tree });
    document.set_object(
        root,
        dictionary! {
            "Type" => "StructTreeRoot",
            "K" => ids.first().map_or(Object::Null, |id| Object::Reference(*id)),
            "ParentTree" => tree,
            "ParentTreeNextKey" => number(next),
        },
    );
    for (index, page) in pages.iter().enumerate() {
        let page = document.get_dictionary_mut(*page)?;
        page.set("StructParents", number(index));
        page.set("Tabs", "S");
    }
    document.catalog_mut()?.set("StructTreeRoot", root);
    Ok(())
}

fn structure(
    element: &Element,
    parent: ObjectId,
    list: &DisplayList,
    pages: &[ObjectId],
    ids: &[ObjectId],
    fields: &[ObjectId],
) -> Dictionary {
    let own_page = first_page(element, list);
    let mut object = dictionary! { "Type" => "StructElem", "S" => name(element.tag), "P" => parent };
    if let Some(page) = own_page.and_then(|page| pages.get(page)) {
        object.set("Pg", *page);
    }
    let kids = element.kids.iter().filter_map(|kid| kid_object(*kid, own_page, list, pages, ids, fields));
    let mut kids: Vec<Object> = kids.collect();
    match kids.len() {
        0 => {}
        1 => object.set("K", kids.remove(0)),
        _ => object.set("K", kids),
    }
    if let Some(attributes) = attributes(element) {
        object.set("A", attributes);
    }
    if let Some(language) = element.language {
        object.set("Lang", Object::string_literal(language));
    }
    if let Some(figure) = &element.figure {
        object.set("Alt", super::field::text(&figure.alternative));
    }
    object
}

fn first_page(element: &Element, list: &DisplayList) -> Option<usize> {
    element.kids.iter().find_map(|kid| match kid {
        Kid::Content { page, .. } => Some(*page),
        Kid::Field(field) => list.fields.get(*field).map(|field| field.page),
        Kid::Element(_) => None,
    })
}

fn kid_object(
    kid: Kid,
    own_page: Option<usize>,
    list: &DisplayList,
    pages: &[ObjectId],
    ids: &[ObjectId],
    fields: &[ObjectId],
) -> Option<Object> {
    Some(match kid {
        Kid::Element(element) => Object::Reference(*ids.get(element)?),
        Kid::Content { page, mark } if own_page == Some(page) => number(mark),
        Kid::Content { page, mark } => {
            dictionary! { "Type" => "MCR", "Pg" => *pages.get(page)?, "MCID" => number(mark) }.into()
        }
        Kid::Field(field) => {
            let page = list.fields.get(field)?.page;
            dictionary! { "Type" => "OBJR", "Obj" => *fields.get(field)?, "Pg" => *pages.get(page)? }.into()
        }
    })
}

fn attributes(element: &Element) -> Option<Dictionary> {
    if let Some(Figure { area, .. }) = &element.figure {
        let corners = [area.x, page::HEIGHT - area.y - area.height, area.x + area.width, page::HEIGHT - area.y];
        let corners: Vec<Object> = corners.into_iter().map(Object::Real).collect();
        return Some(dictionary! { "O" => "Layout", "Placement" => "Block", "BBox" => corners });
    }
    let scope = match element.tag {
        Tag::ColumnHead => Some("Column"),
        Tag::RowHead => Some("Row"),
        _ => None,
    };
    if scope.is_none() && element.rows < 2 {
        return None;
    }
    let mut attributes = dictionary! { "O" => "Table" };
    if let Some(scope) = scope {
        attributes.set("Scope", scope);
    }
    if element.rows > 1 {
        attributes.set("RowSpan", i64::from(element.rows));
    }
    Some(attributes)
}

/// From content to its element: by page an array in the order of its marks, then one entry for each field.
fn parents(list: &DisplayList, pages: &[ObjectId], ids: &[ObjectId]) -> Vec<Object> {
    let mut entries = Vec::new();
    for (index, marks) in list.pages.iter().enumerate().take(pages.len()) {
        let owners = marks.iter().filter_map(|mark| mark.owner);
        let owners = owners.filter_map(|(element, _)| ids.get(element).map(|id| Object::Reference(*id)));
        entries.extend([number(index), Object::Array(owners.collect())]);
    }
    for (index, field) in list.fields.iter().enumerate() {
        let owner = ids.get(field.element).map_or(Object::Null, |id| Object::Reference(*id));
        entries.extend([number(pages.len() + index), owner]);
    }
    entries
}

/// A count as PDF writes it.
pub(super) fn number(count: usize) -> Object {
    Object::Integer(i64::try_from(count).unwrap_or(i64::MAX))
}
