//! The papers of the table of kinds: golden words and structure, hostile names, no candidate and thousands, the same bytes twice.

use std::fmt::Write;

use domain::minutes::IncidentLine;
use domain::papers::{Content, Kind, Language};

use crate::layout::display::{DisplayList, Kid};
use crate::paper_test::{check, support};
use crate::{PaperFailure, Press};
use support::papers::{content, frame, frame_of, kinds, of_candidate, of_incident, of_juror, session};

/// The structure as somebody who hears it meets it: one line for each element, likes in a row said once.
fn tree(list: &DisplayList, element: usize, depth: usize) -> String {
    let Some(node) = list.elements.get(element) else { return String::new() };
    let kids: Vec<String> = node
        .kids
        .iter()
        .filter_map(|kid| match kid {
            Kid::Element(kid) => Some(tree(list, *kid, depth + 1)),
            Kid::Content { .. } | Kid::Field(_) => None,
        })
        .collect();
    let name = crate::conform::structure::name(node.tag);
    let said = node.figure.as_ref().map(|figure| format!(" « {} »", figure.alternative)).unwrap_or_default();
    let language = node.language.map(|language| format!(" ({language})")).unwrap_or_default();
    let mut text = format!("{}{name}{language}{said}\n", "  ".repeat(depth));
    for alike in kids.chunk_by(|one, other| one == other) {
        let (first, times) = (alike[0].trim_end(), alike.len());
        let _ = if times > 1 { writeln!(text, "{first}  × {times}") } else { writeln!(text, "{first}") };
    }
    text
}

fn golden(name: &str, text: &str) {
    let path = format!("{}/../../tests/golden/papers/{name}.txt", env!("CARGO_MANIFEST_DIR"));
    if std::env::var("GOLDEN").is_ok_and(|wish| wish == "accept") {
        std::fs::write(&path, text).unwrap();
    }
    assert_eq!(
        std::fs::read_to_string(&path).unwrap_or_default(),
        text,
        "{name}: GOLDEN=accept writes what is drawn now"
    );
}

#[test]
fn every_paper_says_what_it_said_in_the_order_it_said_it() {
    let mut press = Press::new().unwrap();
    for kind in kinds() {
        for language in kind.languages() {
            let list = press.lay_out(kind, &frame_of(kind, *language), &content(kind, 12, 3)).unwrap();
            let suffix = if *language == Language::English { "-en" } else { "" };
            let tree = tree(&list, 0, 0);
            golden(&format!("{}{suffix}", kind.code()), &format!("{}──── structure ────\n{tree}", list.to_text()));
        }
    }
}

#[test]
fn nothing_leaves_its_column_whatever_the_names_and_the_numbers() {
    let mut press = Press::new().unwrap();
    for kind in kinds() {
        for (candidates, place) in [(0, 0), (1, 4), (30, 7), (500, 10)] {
            check(&press.lay_out(kind, &frame_of(kind, Language::French), &content(kind, candidates, place)).unwrap());
        }
    }
    for members in 1..=12 {
        let content = Content::Session(Box::new(session(3, members)));
        for kind in [Kind::PanelAttendance, Kind::EvaluationMinutes, Kind::Proclamation] {
            check(&press.lay_out(kind, &frame(Language::French), &content).unwrap());
        }
    }
}

#[test]
fn hostile_words_are_shown_as_words() {
    let evil = "/JavaScript (app.alert\\(1\\)) \u{202E}>> endobj \0 %PDF-1.7 ";
    let long = evil.repeat(200) + &"x".repeat(10_000);
    let mut press = Press::new().unwrap();
    let mut of = of_candidate(3);
    (of.sheet.candidate.name, of.sheet.candidate.number) = (long.clone(), evil.to_owned());
    of.sheet.observations = vec!["mot ".repeat(8000)];
    of.grids[0].evaluations[0].criteria[0].1 = long.clone();
    let mut juror = of_juror(1, 2);
    (juror.line.name, juror.line.employer) = (evil.to_owned(), long.clone());
    juror.recusals[0].1 = evil.repeat(50);
    let facts = IncidentLine {
        at: support::at("2026-07-02", 10, 5),
        candidate: Some(evil.to_owned()),
        facts: long.clone(),
        statement: "mot ".repeat(8000),
        measures: String::new(),
    };
    let mut whole = session(3, 3);
    (whole.minutes.panel[0].name, whole.rolls[0].lines[0].name) = (long.clone(), long);
    let contents = [
        Content::Candidate(Box::new(of)),
        Content::Juror(Box::new(juror)),
        Content::Incident(Box::new(of_incident(facts))),
        Content::Session(Box::new(whole)),
    ];
    for (kind, content) in kinds().flat_map(|kind| contents.iter().map(move |content| (kind, content))) {
        let frame = frame_of(kind, Language::French);
        match press.lay_out(kind, &frame, content) {
            Ok(list) => check(&list),
            Err(failure) => {
                assert!(matches!(failure, PaperFailure::Subject(_)), "{failure}");
                continue;
            }
        }
        let bytes = press.paper(kind, &frame, content).unwrap().bytes;
        // Read again, what was hostile is inside texts: no object has it for a key.
        let read = lopdf::Document::load_mem(&bytes).unwrap();
        let dictionaries = read.objects.values().filter_map(|object| object.as_dict().ok());
        for dictionary in dictionaries {
            assert!(["JavaScript", "JS", "OpenAction"].iter().all(|key| !dictionary.has(key.as_bytes())));
        }
    }
}

#[test]
fn the_same_value_gives_the_same_bytes_whatever_was_drawn_before() {
    let mut press = Press::new().unwrap();
    for kind in kinds() {
        let (frame, content) = (frame_of(kind, Language::French), content(kind, 8, 3));
        let first = press.paper(kind, &frame, &content).unwrap();
        assert_eq!(first, press.paper(kind, &frame, &content).unwrap(), "{}", kind.code());
        assert_eq!(first, Press::new().unwrap().paper(kind, &frame, &content).unwrap(), "{}", kind.code());
    }
}

#[test]
fn a_warning_is_told_of_the_paper_that_it_is_about_and_of_no_other() {
    let mut press = Press::new().unwrap();
    let frame = frame(Language::French);
    let of = |place| Content::Candidate(Box::new(of_candidate(place)));
    assert!(!press.paper(Kind::Results, &frame, &of(8)).unwrap().warnings.is_empty(), "Chinese");
    assert_eq!(press.paper(Kind::Results, &frame, &of(13)).unwrap().warnings, []);
}

#[test]
fn a_proclamation_names_nobody_but_those_who_are_awarded() {
    let content = session(30, 3);
    let mut press = Press::new().unwrap();
    let text = press.text(Kind::Proclamation, &frame(Language::French), &Content::Session(Box::new(content.clone())));
    let text = text.unwrap();
    for line in &content.minutes.candidates {
        let is_awarded = line.decision.as_ref().is_some_and(|d| d.outcome == domain::deliberation::Outcome::Awarded);
        assert_eq!(text.contains(&line.number), is_awarded, "{}", line.number);
    }
}

#[test]
fn a_proclamation_of_nobody_says_so() {
    let nobody = Content::Session(Box::new(session(0, 3)));
    let said = Press::new().unwrap().lay_out(Kind::Proclamation, &frame(Language::French), &nobody).unwrap().to_text();
    assert!(said.contains("ne prononce aucune admission"), "{said}");
}

#[test]
fn a_blank_grid_tells_its_code_and_changes_it_with_its_criteria() {
    let mut press = Press::new().unwrap();
    let frame = support::papers::open_frame();
    let mut digest = |of: domain::papers::CandidateContent| {
        let text = press.text(Kind::BlankGrid, &frame, &Content::Candidate(Box::new(of))).unwrap();
        let mut words = text.split("Grille ").filter_map(|rest| rest.split_whitespace().next());
        words.find(|word| word.len() == 16 && word.bytes().all(|letter| letter.is_ascii_hexdigit())).unwrap().to_owned()
    };
    let one = digest(of_candidate(12));
    let mut other = of_candidate(12);
    other.grids[0].evaluations[0].criteria[0].1.push('!');
    assert_eq!(one, digest(of_candidate(12)));
    assert_ne!(one, digest(other));
}

#[test]
fn an_attestation_has_a_page_for_each_bloc_and_none_for_the_thesis() {
    let mut press = Press::new().unwrap();
    let content = Content::Candidate(Box::new(of_candidate(3)));
    let list = press.lay_out(Kind::BlockCertificate, &frame(Language::French), &content).unwrap();
    // A1 and A3: the mémoire is validated too, and is no bloc.
    assert_eq!(list.to_text().matches("A validé le bloc").count(), 2);
    assert_eq!(list.pages.len(), 2);
}
