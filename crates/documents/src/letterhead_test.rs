//! The certifier's letterhead: its colour on titles, its logo once for all pages, its mentions on every page, and nothing of it
//! in the data.

use base64::Engine as _;
use domain::papers::{Content, Kind, Language};
use domain::regulation::Letterhead;

use crate::layout::display::Item;
use crate::paper_test::{check, support};
use crate::{Fields, Press, minutes_pdf, results_json};
use support::papers::{frame, session};

/// A PNG of two points by one, the second half transparent.
fn png() -> String {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, 2, 1);
    encoder.set_color(png::ColorType::Rgba);
    encoder.set_depth(png::BitDepth::Eight);
    let mut writer = encoder.write_header().unwrap();
    writer.write_image_data(&[200, 0, 0, 255, 0, 0, 200, 127]).unwrap();
    writer.finish().unwrap();
    base64::engine::general_purpose::STANDARD.encode(bytes)
}

fn ours() -> Letterhead {
    let mentions = "École de l’exemple, 12 rue de la République, 69002 Lyon · SIRET 000 000 000 00000".to_owned();
    Letterhead { logo: png(), colour: "#7a1f3d".to_owned(), mentions }
}

#[test]
fn the_letterhead_stands_on_every_paper() {
    let mut frame = frame(Language::French);
    frame.certification.letterhead = ours();
    let content = Content::Session(Box::new(session(60, 3)));
    let list = Press::new().unwrap().lay_out(Kind::Proclamation, &frame, &content).unwrap();
    check(&list);
    assert!(list.pages.len() > 1);
    assert_eq!(list.to_text().matches("SIRET 000").count(), list.pages.len());
    let items: Vec<&Item> = list.pages.iter().flatten().flat_map(|mark| &mark.items).collect();
    let pictures = items.iter().filter_map(|item| match item {
        Item::Picture { picture, .. } => Some(picture.points.clone()),
        _ => None,
    });
    // Half transparent blue is laid on white.
    assert_eq!(pictures.collect::<Vec<_>>(), [vec![200, 0, 0, 128, 128, 227]]);
    let accent = [122.0 / 255.0, 31.0 / 255.0, 61.0 / 255.0];
    assert!(items.iter().any(|item| matches!(item, Item::Text { colour, .. } if *colour == accent)));
}

#[test]
fn a_logo_that_is_none_is_left_out() {
    let mut frame = frame(Language::French);
    let content = Content::Session(Box::new(session(1, 3)));
    for logo in ["", "iVBORw0KGgo=", "not base64 at all", "iVBORw0KGgoAAAANSUhEUgAA"] {
        frame.certification.letterhead.logo = logo.to_owned();
        let bytes = Press::new().unwrap().paper(Kind::Proclamation, &frame, &content).unwrap().bytes;
        assert!(!lopdf::Document::load_mem(&bytes).unwrap().objects.values().any(is_image), "{logo}");
    }
    frame.certification.letterhead = ours();
    let bytes = Press::new().unwrap().paper(Kind::Proclamation, &frame, &content).unwrap().bytes;
    assert!(lopdf::Document::load_mem(&bytes).unwrap().objects.values().any(is_image));
}

fn is_image(object: &lopdf::Object) -> bool {
    let stream = object.as_stream().ok();
    stream.and_then(|stream| stream.dict.get(b"Subtype").ok()?.as_name().ok()).is_some_and(|name| name == b"Image")
}

#[test]
fn the_data_inside_the_minutes_hold_no_letterhead() {
    let mut minutes = support::minutes(3, 3);
    let (plain, before) = (results_json(&minutes).unwrap(), minutes_pdf(&minutes, &Fields::none()).unwrap());
    minutes.certification.letterhead = ours();
    assert_eq!(results_json(&minutes).unwrap(), plain);
    assert_ne!(minutes_pdf(&minutes, &Fields::none()).unwrap(), before);
}
