//! The built-in référentiel against its source: exact counts always, every text verbatim when the source is at hand.

use std::path::Path;

use super::{BUILT_IN, BlockKind, Referential, TrialKind, built_in, parse};

/// The document the data was taken from; it is not part of the product, so it may be absent.
const SOURCE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/referentiel.txt");

fn example() -> Referential {
    built_in().expect("the built-in référentiel is well formed")
}

/// Text without markup, bullets, lines of dashes, nor the cell and page cuts that stand between two pieces of a cell.
fn flat(text: &str) -> String {
    let mut out = String::new();
    let mut inside = false;
    for c in text.chars() {
        match c {
            '<' => inside = true,
            '>' if inside => {
                inside = false;
                out.push(' ');
            }
            '•' | '\t' => out.push(' '),
            '*' => {}
            _ if !inside => out.push(c),
            _ => {}
        }
    }
    out.split_whitespace().filter(|word| *word != "--" && *word != "---").collect::<Vec<_>>().join(" ")
}

/// Whether `text` stands in the source whole, or in two pieces because a page cut its cell.
fn stands_in(source: &str, text: &str) -> bool {
    if source.contains(text) {
        return true;
    }
    let cuts = text.match_indices(' ').map(|(at, _)| text.split_at(at));
    cuts.map(|(head, tail)| (head.trim(), tail.trim())).any(|(head, tail)| {
        head.split(' ').count() > 2 && tail.split(' ').count() > 2 && source.contains(head) && source.contains(tail)
    })
}

#[test]
fn the_example_has_the_exact_counts_of_its_source() {
    let example = example();
    let count = |of: fn(&super::Block) -> usize| example.blocks.iter().map(of).collect::<Vec<_>>();
    assert_eq!(example.blocks.len(), 6);
    assert_eq!(count(|block| block.activities.len()), [8, 9, 7, 7, 10, 8]);
    assert_eq!(count(|block| block.skills.len()), [8, 9, 7, 8, 10, 8]);
    assert_eq!(count(|block| block.evaluations.len()), [2, 2, 2, 1, 2, 2]);
    assert_eq!(example.trials().count(), 12);
    assert_eq!(example.criteria().count(), 38);
    assert_eq!(example.thesis.elements.len(), 7);
    let criteria: Vec<usize> =
        example.blocks.iter().flat_map(|block| &block.evaluations).map(|one| one.criteria.len()).collect();
    assert_eq!(criteria, [5, 2, 4, 3, 3, 3, 4, 4, 3, 3, 4]);
}

#[test]
fn a_candidate_takes_three_main_blocs_and_one_of_three_options() {
    let example = example();
    assert_eq!(example.main_blocks().map(|block| block.code.as_str()).collect::<Vec<_>>(), ["A1", "A2", "A3"]);
    assert_eq!(example.options().map(|block| block.code.as_str()).collect::<Vec<_>>(), ["A4", "A5", "A6"]);
    assert_eq!((example.title_rule.options, example.title_rule.thesis), (1, true));
    assert_eq!((example.thesis.mission.internship_months, example.thesis.mission.apprenticeship), (4, true));
    let shorts: Vec<&str> = example.blocks.iter().map(|block| block.short.as_str()).collect();
    assert_eq!(shorts, ["Besoins", "Pilotage", "Équipes", "Communication", "Développement", "Acquisition"]);
}

#[test]
fn the_communication_option_shares_its_criteria_between_two_epreuves() {
    let example = example();
    let shared = &example.block("A4").expect("A4").evaluations[0];
    let trials: Vec<_> = shared.trials.iter().map(|trial| (trial.code.as_str(), trial.kind)).collect();
    assert_eq!(trials, [("A4.CP", TrialKind::Combined), ("A4.EC", TrialKind::DeskStudy)]);
    assert!(shared.trials[1].erratum.as_deref().is_some_and(|note| note.contains("CA4.2")));
}

#[test]
fn an_erratum_stands_beside_the_official_words_and_never_in_them() {
    let example = example();
    let criterion = example.criteria().find(|one| one.code == "A2.CP.1").expect("A2.CP.1");
    assert!(criterion.text.ends_with("y compris sur les innovations en matière"), "the truncation stays");
    assert!(criterion.erratum.as_deref().is_some_and(|note| note.contains("CA2.9")));
    let skills: String = example.blocks.iter().flat_map(|block| &block.skills).map(|one| one.text.as_str()).collect();
    for typo in ["EXEL", "GANNT", "réponses a appels d'offre", "para verbale", "dans le cadre à une stratégie"] {
        assert!(skills.contains(typo), "« {typo} » must stay as the source prints it");
    }
}

#[test]
fn the_example_claims_no_registration_number() {
    let example = example();
    assert_eq!(example.registration, None);
    assert!(example.source.contains("Référentiel d'exemple"));
    let official = example.blocks.iter().map(|block| block.title.as_str()).collect::<String>();
    assert!(!official.contains("RNCP"));
}

#[test]
fn a_field_that_the_format_does_not_know_is_refused() {
    let unknown = BUILT_IN.replacen("\"preamble\"", "\"level\": 6, \"preamble\"", 1);
    assert!(parse(&unknown).is_err_and(|error| error.to_string().contains("level")));
    assert!(parse("{}").is_err());
}

#[test]
#[expect(clippy::print_stdout, reason = "what was not proved is said aloud")]
fn every_official_text_is_found_verbatim_in_the_source() {
    let Ok(source) = std::fs::read_to_string(Path::new(SOURCE)) else {
        println!("NOT CHECKED: the source document is not beside this repository; only the counts were proved");
        return;
    };
    let (source, example) = (flat(&source), example());
    let mut texts = vec![&example.preamble, &example.thesis.title, &example.thesis.text, &example.title_rule.text];
    for block in &example.blocks {
        texts.push(&block.title);
        texts.extend(block.activities.iter().map(|one| &one.text));
        texts.extend(block.skills.iter().map(|one| &one.text));
        if let BlockKind::Option { label } = &block.kind {
            let printed = format!("OPTION : {}", label.to_uppercase());
            assert!(source.contains(&printed), "{printed}");
        }
    }
    texts.extend(example.trials().flat_map(|trial| [&trial.title, &trial.instruction]));
    texts.extend(example.criteria().chain(&example.thesis.elements).map(|one| &one.text));
    assert_eq!(texts.len(), 4 + 6 + 49 + 50 + 24 + 45);
    let missing: Vec<&&String> = texts.iter().filter(|text| !stands_in(&source, text)).collect();
    assert!(missing.is_empty(), "not in the source: {missing:#?}");
    let cut = texts.iter().filter(|text| !source.contains(text.as_str())).count();
    assert_eq!(cut, 5, "A1.CP.4, A3.7, CA2.7, CA3.6 and CA5.5 are cut by pages, nothing else is");
}
