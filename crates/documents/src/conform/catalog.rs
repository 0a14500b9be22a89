//! The catalogue of the file: language, title, colours, outline, metadata, identity. Everything comes from the arguments: the
//! same paper gives the same bytes.

use std::fmt::Write;

use lopdf044::{Document, Object, ObjectId, Result, Stream, dictionary};

use super::About;
use super::field::text;
use super::structure::number;
use crate::layout::display::DisplayList;

/// Own description of the sRGB colour space (ICC 4.3), CC0.
const SRGB: &[u8] = include_bytes!("../../../../assets/papers/srgb.icc");

/// Completes the catalogue and the trailer.
pub(super) fn complete(document: &mut Document, list: &DisplayList, pages: &[ObjectId], about: &About) -> Result<()> {
    let profile = document.add_object(Stream::new(dictionary! { "N" => 3 }, SRGB.to_vec()));
    let intent = document.add_object(dictionary! {
        "Type" => "OutputIntent",
        "S" => "GTS_PDFA1",
        "OutputConditionIdentifier" => Object::string_literal("sRGB"),
        "Info" => Object::string_literal("sRGB"),
        "DestOutputProfile" => profile,
    });
    let outline = outline(document, list, pages);
    let information = document.add_object(dictionary! {
        "Title" => text(&about.title),
        "Author" => text(&about.author),
        "Subject" => text(&about.subject),
        "Creator" => text(&about.software),
        "Producer" => text(&about.software),
        "CreationDate" => Object::string_literal(about.pdf_date.as_str()),
        "ModDate" => Object::string_literal(about.pdf_date.as_str()),
    });
    // Kept free for the metadata, which must stay out of the compression that follows.
    let metadata = document.add_object(Object::Null);
    let catalog = document.catalog_mut()?;
    catalog.set("Lang", Object::string_literal(about.language));
    catalog.set("MarkInfo", dictionary! { "Marked" => true });
    catalog.set("ViewerPreferences", dictionary! { "DisplayDocTitle" => true });
    catalog.set("OutputIntents", vec![Object::Reference(intent)]);
    catalog.set("Metadata", metadata);
    catalog.set("PageLayout", "SinglePage");
    catalog.set("PageMode", if outline.is_some() { "UseOutlines" } else { "UseNone" });
    if let Some(outline) = outline {
        catalog.set("Outlines", outline);
    }
    document.version = "1.7".to_owned();
    document.trailer.set("Info", information);
    let id = Object::String(about.id.clone(), lopdf044::StringFormat::Hexadecimal);
    document.trailer.set("ID", vec![id.clone(), id]);
    Ok(())
}

fn outline(document: &mut Document, list: &DisplayList, pages: &[ObjectId]) -> Option<ObjectId> {
    let entries: Vec<(&str, ObjectId)> =
        list.outline.iter().filter_map(|(title, page)| Some((title.as_str(), *pages.get(*page)?))).collect();
    let root = document.new_object_id();
    let ids: Vec<ObjectId> = entries.iter().map(|_| document.new_object_id()).collect();
    for (index, ((title, page), id)) in entries.iter().zip(&ids).enumerate() {
        let destination = vec![Object::Reference(*page), "Fit".into()];
        let mut entry = dictionary! { "Title" => text(title), "Parent" => root, "Dest" => destination };
        if let Some(next) = ids.get(index + 1) {
            entry.set("Next", *next);
        }
        if let Some(previous) = index.checked_sub(1).and_then(|before| ids.get(before)) {
            entry.set("Prev", *previous);
        }
        document.set_object(*id, entry);
    }
    let (first, last) = (*ids.first()?, *ids.last()?);
    document.set_object(
        root,
        dictionary! { "Type" => "Outlines", "First" => first, "Last" => last, "Count" => number(ids.len()) },
    );
    Some(root)
}

/// Writes the metadata, uncompressed.
pub(super) fn metadata(document: &mut Document, about: &About) -> Result<()> {
    let id = document.catalog()?.get(b"Metadata")?.as_reference()?;
    let mut stream = Stream::new(dictionary! { "Type" => "Metadata", "Subtype" => "XML" }, xmp(about).into_bytes());
    stream.allows_compression = false;
    document.set_object(id, stream);
    Ok(())
}

fn xmp(about: &About) -> String {
    let mut xml = String::from("<?xpacket begin=\"\u{FEFF}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n");
    // Writing to a string can't fail.
    let _ = write!(
        xml,
        r#"<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfaid:part>3</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<xmp:CreatorTool>{software}</xmp:CreatorTool><pdf:Producer>{software}</pdf:Producer>
<xmp:CreateDate>{date}</xmp:CreateDate><xmp:ModifyDate>{date}</xmp:ModifyDate><xmp:MetadataDate>{date}</xmp:MetadataDate>
</rdf:Description>
{EXTENSION}
</rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"#,
        title = escape(&about.title),
        author = escape(&about.author),
        subject = escape(&about.subject),
        software = escape(&about.software),
        language = about.language,
        date = about.xmp_date,
    );
    xml
}

/// Declares the schema of `pdfuaid`, which PDF/A does not know (ISO 19005-3, 6.6.2.3).
const EXTENSION: &str = r#"<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 to which the file conforms</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"#;

/// `text` as XML holds it; characters that XML refuses are left out.
fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\u{FFFE}' | '\u{FFFF}' => {}
            _ if character.is_control() => safe.push(' '),
            _ => safe.push(character),
        }
    }
    safe
}
