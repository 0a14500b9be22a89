//! Corrects the fonts' words and widths: the emitter names glyphs by private characters, and printpdf cuts widths to whole
//! units. Touches nothing but `/ToUnicode` and `/W`.

use std::fmt::Write;

use lopdf044::{Dictionary, Document, Object, Result, Stream};

use crate::emit::Embedded;

/// Gives each font of `document` what its glyphs say and how wide they are.
pub(super) fn correct(document: &mut Document, fonts: &[Embedded]) -> Result<()> {
    let Some(page) = document.page_iter().next() else { return Ok(()) };
    let resources = document.get_dictionary(page)?.get(b"Resources")?.as_reference()?;
    let listed = document.get_dictionary(resources)?.get(b"Font")?.as_reference()?;
    for embedded in fonts {
        let id = document.get_dictionary(listed)?.get(embedded.resource.as_bytes())?.as_reference()?;
        let words = document.add_object(Stream::new(Dictionary::new(), to_unicode(embedded).into_bytes()));
        let font = document.get_dictionary_mut(id)?;
        font.set("ToUnicode", words);
        let descendant = font.get_mut(b"DescendantFonts")?.as_array_mut()?.first_mut();
        if let Some(Ok(descendant)) = descendant.map(Object::as_dict_mut) {
            descendant.set("W", widths(embedded));
        }
    }
    Ok(())
}

fn widths(embedded: &Embedded) -> Vec<Object> {
    let mut groups: Vec<Object> = Vec::new();
    let mut next = None;
    for (id, (width, _)) in &embedded.glyphs {
        let width = Object::Integer(i64::from(*width));
        match groups.last_mut() {
            Some(Object::Array(row)) if next == Some(*id) => row.push(width),
            _ => groups.extend([Object::Integer(i64::from(*id)), Object::Array(vec![width])]),
        }
        next = id.checked_add(1);
    }
    groups
}

fn to_unicode(embedded: &Embedded) -> String {
    let mut map = String::from(
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo << /Registry (Adobe) /Ordering \
         (UCS) /Supplement 0 >> def\n/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n<0000> \
         <FFFF>\nendcodespacerange\n",
    );
    let glyphs: Vec<_> = embedded.glyphs.iter().collect();
    for group in glyphs.chunks(100) {
        let mut lines = String::new();
        for (id, (_, text)) in group {
            let units: String = text.encode_utf16().map(|unit| format!("{unit:04X}")).collect();
            // Writing to a string can't fail.
            let _ = writeln!(lines, "<{id:04X}> <{}>", if units.is_empty() { "FFFD" } else { &units });
        }
        let _ = write!(map, "{} beginbfchar\n{lines}endbfchar\n", group.len());
    }
    map.push_str("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
    map
}
