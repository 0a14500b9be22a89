//! What the flow promises at the foot of a page, with words of no jury: headings stay with what they announce, tables and
//! boxes leave nothing alone, long names are cut where a reader expects it.

use super::boxes::{SignatureBox, WIDE};
use super::display::{DisplayList, Item, Kid};
use super::flow::Flow;
use super::font::Fonts;
use super::letterhead::Look;
use super::page;
use super::table::{Cell, Column, Table};
use super::text::{Typesetter, plain, strong};
use super::warnings::Warnings;
use domain::regulation::Letterhead;

fn setter() -> Typesetter {
    Typesetter { fonts: Fonts::load().unwrap(), warnings: Warnings::default() }
}

/// A paper that starts `down` points below the top of its page.
fn paper(down: f32, draw: impl FnOnce(&mut Flow<'_>)) -> DisplayList {
    let mut setter = setter();
    let look = Look::of(&Letterhead::default());
    let mut flow = Flow::new(&mut setter, &look);
    flow.space(1.0);
    flow.y += down;
    draw(&mut flow);
    flow.list
}

fn table(rows: usize) -> Table {
    let row = |index: usize| vec![Cell::head(format!("rang{index}")), Cell::text("texte")];
    Table::new(vec![Column::new("Colonne", 1.0), Column::new("Autre", 1.0)], (0..rows).map(row).collect())
}

/// The words of each page, line by line.
fn pages(list: &DisplayList) -> Vec<Vec<String>> {
    let text = list.to_text();
    let pages = text.split("──── ").skip(1);
    pages.map(|page| page.lines().skip(1).map(|line| line.trim().to_owned()).collect()).collect()
}

fn rows_by_page(list: &DisplayList) -> Vec<usize> {
    pages(list).iter().map(|page| page.iter().filter(|line| line.starts_with("rang")).count()).collect()
}

/// Every content of every element is a mark of its page that says it is that element's.
fn check_structure(list: &DisplayList) {
    for (id, element) in list.elements.iter().enumerate() {
        for kid in &element.kids {
            if let Kid::Content { page, mark } = kid {
                let owners = list.pages[*page].iter().filter_map(|mark| mark.owner);
                assert_eq!(owners.filter(|owner| *owner == (id, *mark)).count(), 1, "element {id}");
            }
        }
    }
    for marks in &list.pages {
        let numbers: Vec<usize> = marks.iter().filter_map(|mark| mark.owner).map(|(_, number)| number).collect();
        assert!(numbers.iter().copied().eq(0..numbers.len()), "{numbers:?}");
    }
}

#[test]
fn a_heading_never_stands_at_the_foot_without_three_rows_under_it() {
    for down in (300..713_u16).step_by(4) {
        for count in [1, 3, 4, 5, 12, 60] {
            let list = paper(f32::from(down), |flow| {
                flow.section("Titre");
                flow.paragraph(&[plain("Ce que la table dit.")]);
                flow.table(&table(count));
            });
            check_structure(&list);
            let rows = rows_by_page(&list);
            let first = pages(&list).iter().position(|page| page.contains(&"Titre".to_owned())).unwrap();
            assert!(rows[first] >= count.min(3), "{count} rows at {down}: {rows:?}");
            assert_eq!(list.outline, [("Titre".to_owned(), first)]);
        }
    }
}

#[test]
fn the_last_page_of_a_table_never_holds_one_row_alone() {
    for down in (600..713_u16).step_by(5) {
        for count in 2..60 {
            let rows = rows_by_page(&paper(f32::from(down), |flow| flow.table(&table(count))));
            assert!(rows.last().is_some_and(|last| *last >= 2), "{count} rows at {down}: {rows:?}");
        }
    }
}

#[test]
fn a_short_section_that_fits_turns_no_page() {
    let room = page::HEADING.leading + 7.5 + page::BODY.leading;
    let draw = |flow: &mut Flow<'_>| {
        flow.section("Titre");
        flow.paragraph(&[plain("Une seule ligne.")]);
    };
    assert_eq!(paper(page::BOTTOM - page::TOP - 16.5 - room, draw).pages.len(), 1);
    let list = paper(page::BOTTOM - page::TOP - 12.0 - room, draw);
    assert_eq!(pages(&list), [vec![], vec!["Titre".to_owned(), "Une seule ligne.".to_owned()]]);
    check_structure(&list);
}

#[test]
fn boxes_stay_on_one_page_with_their_sentence() {
    for down in (0..713_u16).step_by(7) {
        let list = paper(f32::from(down), |flow| {
            flow.section("Titre");
            flow.paragraph(&[plain("Chacun signe.")]);
            let one = |number: usize| SignatureBox {
                name: format!("Nom {number}"),
                role: "Membre".to_owned(),
                field: Some((format!("champ{number}"), "Signature".to_owned())),
            };
            flow.signatures(&(0..4).map(one).collect::<Vec<_>>(), WIDE);
        });
        check_structure(&list);
        let last = list.pages.len() - 1;
        assert!(pages(&list)[last].contains(&"Chacun signe.".to_owned()), "{down}");
        assert!(list.fields.iter().all(|field| field.page == last), "{down}");
    }
}

#[test]
fn a_covering_cell_is_said_once_and_comes_back_as_decoration_on_the_next_page() {
    let list = paper(0.0, |flow| {
        let row = |index: usize| {
            let name = if index == 0 { Cell::head("Groupe").over(80) } else { Cell::covered() };
            vec![name, Cell::head(format!("rang{index}"))]
        };
        let columns = vec![Column::new("Colonne", 1.0), Column::new("Autre", 1.0)];
        flow.table(&Table::new(columns, (0..80).map(row).collect()));
    });
    check_structure(&list);
    assert!(list.pages.len() > 1);
    assert_eq!(list.elements.iter().filter(|element| element.rows == 80).count(), 1);
    for (number, marks) in list.pages.iter().enumerate() {
        let says = |item: &Item| matches!(item, Item::Text { run, .. } if run.glyphs.iter().map(|glyph| glyph.text.as_str()).eq(["G", "r", "o", "u", "p", "e"]));
        let owned: Vec<bool> =
            marks.iter().filter(|mark| mark.items.iter().any(says)).map(|mark| mark.owner.is_some()).collect();
        assert!(pages(&list)[number].iter().any(|line| line.starts_with("Groupe")), "page {number}");
        assert_eq!(owned.contains(&true), number == 0, "page {number}");
    }
}

fn lines(text: &str, width: f32) -> Vec<String> {
    setter().lines(&[strong(text)], page::CELL.size, width).into_iter().map(|line| line.text).collect()
}

#[test]
fn a_long_name_is_cut_after_its_hyphens_before_it_is_cut_in_a_word() {
    let name = "Montmorency-Laval-Rochechouart-Talleyrand-Périgord-Sagan-Val Anne-Charlotte";
    assert_eq!(
        lines(name, 120.0),
        ["Montmorency-Laval-", "Rochechouart-Talleyrand-", "Périgord-Sagan-Val", "Anne-Charlotte"]
    );
    assert_eq!(
        lines("Réalisation/Développement/Exploitation", 90.0),
        ["Réalisation/", "Développement/", "Exploitation"]
    );
    assert_eq!(lines("d’Aubusson’de’Champagnac’Montbazon", 80.0), ["d’Aubusson’de’", "Champagnac’", "Montbazon"]);
}

#[test]
fn a_name_that_fits_on_a_line_is_never_cut() {
    assert_eq!(lines("Léa Garnier-Roux", 60.0), ["Léa", "Garnier-Roux"]);
    assert_eq!(lines("Dossier de l’application", 80.0), ["Dossier de", "l’application"]);
}

#[test]
fn a_piece_wider_than_its_column_is_cut_anywhere() {
    assert_eq!(lines("Wolfeschlegelsteinhausen-Bergerdorff", 60.0), ["Wolfeschlegel", "steinhausen-", "Bergerdorff"]);
}

#[test]
fn a_character_that_no_font_draws_is_shown_by_its_code_and_stays_itself_in_copied_text() {
    let mut setter = setter();
    let line = setter.lines(&[plain("Étoile 𒀀王 Zélie")], 9.0, 300.0).remove(0);
    let codes: Vec<(String, &str)> = line
        .runs
        .iter()
        .filter(|run| !run.codes.is_empty())
        .map(|run| (run.glyphs.iter().map(|glyph| glyph.text.as_str()).collect(), run.actual.as_deref().unwrap()))
        .collect();
    assert_eq!(codes, [("012000738B".to_owned(), "𒀀王")]);
    assert_eq!(setter.warnings.take().len(), 2);
}
