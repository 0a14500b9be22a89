//! What the layout promises, looked at in the display list: nothing over an edge, nothing over a neighbour, no empty glyph.

#[path = "../tests/support/mod.rs"]
pub(crate) mod support;

use std::collections::{BTreeMap, BTreeSet};

use crate::layout::display::{DisplayList, Item};
use crate::layout::font::Fonts;
use crate::layout::page;
use crate::layout::text::{Typesetter, french_spaces, plain};
use crate::layout::warnings::Warnings;
use crate::papers::{self, minutes::Fields};

fn setter() -> Typesetter {
    Typesetter { fonts: Fonts::load().unwrap(), warnings: Warnings::default() }
}

fn laid_out(candidates: usize, members: usize) -> DisplayList {
    let minutes = support::minutes(candidates, members);
    papers::minutes::lay_out(&minutes, &"0".repeat(64), &Fields::of(&minutes), &mut setter())
}

/// Every text: page, left, right, baseline, whether it belongs to the text.
fn texts(list: &DisplayList) -> Vec<(usize, f32, f32, f32, bool)> {
    let mut texts = Vec::new();
    for (number, marks) in list.pages.iter().enumerate() {
        for mark in marks {
            for item in &mark.items {
                if let Item::Text { x, y, size, run, .. } = item {
                    texts.push((number, *x, x + run.width(*size), *y, mark.owner.is_some()));
                }
            }
        }
    }
    texts
}

pub(crate) fn check(list: &DisplayList) {
    let mut rows: BTreeMap<(usize, i32), Vec<(f32, f32)>> = BTreeMap::new();
    for (number, left, right, y, owned) in texts(list) {
        assert!(
            left >= page::SIDE - 0.1 && right <= page::WIDTH - page::SIDE + 0.1,
            "page {number}, at {y}: {left} to {right}"
        );
        assert!(!owned || (y > page::TOP && y < page::BOTTOM), "page {number}, at {y}");
        #[expect(clippy::cast_possible_truncation, reason = "a test")]
        rows.entry((number, (y * 10.0) as i32)).or_default().push((left, right));
    }
    for (place, mut runs) in rows {
        runs.sort_by(|a, b| a.0.total_cmp(&b.0));
        for pair in runs.windows(2) {
            assert!(pair[0].1 <= pair[1].0 + 0.1, "texts over one another at {place:?}: {pair:?}");
        }
    }
}

#[test]
fn nothing_leaves_its_column_whatever_the_names_and_the_numbers() {
    for (candidates, members) in [(0, 1), (1, 2), (30, 3), (12, 12), (500, 3)] {
        check(&laid_out(candidates, members));
    }
    for index in [0, 3, 4, 7] {
        check(&crate::paper::lay_out_sheet(&support::sheet(index), &mut setter()));
    }
}

#[test]
fn nothing_leaves_its_column_in_the_bordereau() {
    for (candidates, closed) in [(0, false), (1, true), (12, true), (500, true)] {
        let paper = support::manifest::manifest(candidates, closed);
        check(&papers::manifest::lay_out(&paper, &mut setter()));
    }
}

#[test]
fn very_long_words_and_grounds_run_over_pages() {
    let mut minutes = support::minutes(8, 3);
    minutes.candidates[3].decision.as_mut().unwrap().ground = "mot ".repeat(2500);
    minutes.candidates[5].decision.as_mut().unwrap().ground = "x".repeat(9000);
    minutes.panel[0].name = "Ñ".repeat(300);
    minutes.number = "N".repeat(200);
    let list = papers::minutes::lay_out(&minutes, &"0".repeat(64), &Fields::of(&minutes), &mut setter());
    check(&list);
    assert!(list.pages.len() > 8);
    assert!(list.to_text().matches("mot mot").count() > 100);
}

#[test]
fn no_character_becomes_an_empty_glyph() {
    let list = laid_out(30, 3);
    let items = list.pages.iter().flatten().flat_map(|mark| &mark.items);
    for item in items {
        if let Item::Text { run, .. } = item {
            assert!(run.glyphs.iter().all(|glyph| glyph.id != 0), "{run:?}");
        }
    }
}

#[test]
fn every_deliberating_member_has_one_field_and_the_certifier_another() {
    for members in 1..=12 {
        let list = laid_out(1, members);
        assert_eq!(list.fields.len(), members + 1);
        let names: BTreeSet<&str> = list.fields.iter().map(|field| field.name.as_str()).collect();
        assert_eq!(names.len(), members + 1);
    }
}

#[test]
fn two_members_of_one_name_have_two_fields() {
    let mut minutes = support::minutes(1, 3);
    minutes.panel[2].name = minutes.panel[1].name.clone();
    let fields = Fields::of(&minutes);
    assert_eq!(fields.of_person(minutes.panel[1].person), Some("bruno-lemaire-membre"));
    assert_eq!(fields.of_person(minutes.panel[2].person), Some("bruno-lemaire-membre-2"));
    assert_eq!(fields.of_person(minutes.panel[3].person), None);
}

#[test]
fn a_sign_never_starts_a_line() {
    assert_eq!(
        french_spaces("Qui ? « Moi » : oui ; 50 % !"),
        "Qui\u{202F}? «\u{202F}Moi\u{202F}»\u{202F}: oui\u{202F}; 50\u{202F}%\u{202F}!"
    );
    let mut setter = setter();
    for width in 60..180_u8 {
        let lines = setter.lines(&[plain("Les voies : orale ; écrite ! « toutes deux » ?")], 9.0, f32::from(width));
        assert!(lines.iter().all(|line| !line.text.starts_with([':', ';', '!', '»', '?'])), "{width}");
    }
}

#[test]
fn what_can_t_be_drawn_is_said() {
    let minutes = support::minutes(12, 1);
    let paper = crate::minutes_paper(&minutes, &Fields::none()).unwrap();
    let warns = |fate, character, text: &str| {
        let found = paper.warnings.iter().find(|warning| (warning.fate, warning.character) == (fate, character));
        assert!(found.is_some_and(|warning| warning.text.contains(text)), "{found:?}");
    };
    warns(crate::Fate::NotDrawn, '王', "王 小明");
    warns(crate::Fate::LeftOut, '\u{202E}', "ADMINRTL Robert");
    assert!(crate::minutes_paper(&support::minutes(0, 1), &Fields::none()).unwrap().warnings.is_empty());
}

#[test]
fn every_page_says_its_number_and_the_fingerprint() {
    let text = laid_out(30, 3).to_text();
    let pages: Vec<&str> = text.split("──── ").skip(1).collect();
    for (number, page) in pages.iter().enumerate() {
        assert!(page.contains(&format!("page {} sur {}", number + 1, pages.len())), "{page}");
        assert!(page.contains("abeille cadence miroir tulipe"));
    }
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(48))]

    #[test]
    fn any_words_stay_in_their_place(name in "\\PC{0,80}", ground in "(?s).{0,300}", number in ".{0,30}") {
        let mut minutes = support::minutes(3, 2);
        minutes.candidates[0].name = name.clone();
        minutes.candidates[1].number = number;
        minutes.candidates[2].decision.as_mut().unwrap().ground = ground;
        minutes.panel[0].name = name;
        check(&papers::minutes::lay_out(&minutes, "0", &Fields::of(&minutes), &mut setter()));
        crate::minutes_pdf(&minutes, &Fields::of(&minutes)).unwrap();
    }
}
