//! The reading of a référentiel: small hand-made texts for each heuristic, then the real document when it is at hand.

use std::collections::BTreeSet;

use domain::referential::diff::{Change, Field, diff};
use domain::referential::{Block, BlockKind, TrialKind};

use super::super::TableFault;
use super::super::referential::{ImportDoubtKind, Proposal, propose};
use super::example;

const FIXTURES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/fixtures/referential");

/// The document of the built-in référentiel; it is not part of the product, so it may be absent.
const SOURCE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/referentiel.txt");

fn proposal(fixture: &str) -> Proposal {
    let bytes = std::fs::read(format!("{FIXTURES}/{fixture}")).expect("the fixture");
    propose(&bytes, fixture).expect("a référentiel")
}

fn kinds(proposal: &Proposal) -> Vec<(usize, ImportDoubtKind, &str)> {
    proposal.doubts.iter().map(|doubt| (doubt.line, doubt.kind, doubt.item.as_str())).collect()
}

fn criteria(block: &Block, evaluation: usize) -> Vec<(&str, &str)> {
    block.evaluations[evaluation].criteria.iter().map(|one| (one.code.as_str(), one.text.as_str())).collect()
}

#[test]
fn a_clean_table_is_read_without_a_doubt_on_its_blocs() {
    let proposal = proposal("clean.txt");
    let read = &proposal.referential;
    assert_eq!((read.title.as_str(), read.code.as_str()), ("Boulanger de quartier", "boulanger-de-quartier"));
    assert_eq!(read.preamble, "Ce document décrit un métier.");
    let block = &read.blocks[0];
    assert_eq!((block.code.as_str(), block.title.as_str()), ("B1", "Préparer la pâte"));
    assert_eq!(block.activities[1].text, "Pétrissage");
    assert_eq!(block.skills[0].code, "CB1.1");
    assert_eq!(block.evaluations[0].trials[0].instruction, "Le candidat prépare une pâte de 5 < 6 kg.");
    assert_eq!(criteria(block, 0), [("B1.CP.1", "La pâte est lisse."), ("B1.CP.2", "La pesée est juste.")]);
    assert_eq!((read.title_rule.options, read.title_rule.thesis), (0, true));
    assert_eq!((read.thesis.mission.internship_months, read.thesis.elements.len()), (2, 2));
    let expected = [
        (1, ImportDoubtKind::Recased, ""),
        (5, ImportDoubtKind::HeaderIgnored, ""),
        (8, ImportDoubtKind::RuleGuessed, "MEM"),
    ];
    assert_eq!(kinds(&proposal), expected);
}

#[test]
fn cells_cut_by_a_page_are_joined_and_said_so() {
    let proposal = proposal("cut.txt");
    let block = &proposal.referential.blocks[0];
    assert_eq!(block.activities[0].text, "Pesée des farines et de l'eau");
    assert_eq!(block.skills[0].text, "Peser les farines afin de tenir la recette.");
    let expected = [
        ("B1.CP.1", "La pesée est juste, sans perte."),
        ("B1.CP.2", "Le poste est propre."),
        ("B1.CP.3", "Le temps est tenu."),
    ];
    assert_eq!(criteria(block, 0), expected);
    let expected = [
        (3, ImportDoubtKind::CutCellJoined, "B1.1"),
        (3, ImportDoubtKind::CutCellJoined, "CB1.1"),
        (3, ImportDoubtKind::CriteriaWithoutTrial, "B1.CP"),
        (3, ImportDoubtKind::CutCellJoined, "B1.CP.1"),
    ];
    assert_eq!(kinds(&proposal)[1..5], expected);
}

#[test]
fn criteria_without_bullets_are_told_apart_by_their_common_beginning() {
    let proposal = proposal("bullets.txt");
    let block = &proposal.referential.blocks[0];
    let expected = [
        ("B1.CP.1", "Les candidats pèsent. Ils notent."),
        ("B1.CP.2", "Les candidats pétrissent"),
        ("B1.CP.3", "Les candidats cuisent,"),
    ];
    assert_eq!(criteria(block, 0), expected);
    let found: BTreeSet<ImportDoubtKind> = proposal.doubts.iter().map(|doubt| doubt.kind).collect();
    assert!(found.contains(&ImportDoubtKind::MissingBullets) && found.contains(&ImportDoubtKind::SplitSentence));
}

#[test]
fn shared_criteria_second_kinds_and_strange_codes_are_doubts() {
    let proposal = proposal("shared.txt");
    let block = &proposal.referential.blocks[0];
    assert_eq!(block.kind, BlockKind::Option { label: "Viennoiserie".into() });
    let codes: Vec<_> =
        block.evaluations.iter().flat_map(|one| &one.trials).map(|one| (one.code.as_str(), one.kind)).collect();
    let expected = [
        ("B2.CP", TrialKind::Combined),
        ("B2.EC", TrialKind::DeskStudy),
        ("B2.TO", TrialKind::CaseStudy),
        ("B2.ÉP", TrialKind::CaseStudy),
    ];
    assert_eq!(codes.iter().take(3).collect::<Vec<_>>(), expected.iter().take(3).collect::<Vec<_>>());
    assert_eq!(block.activities.iter().map(|one| one.code.as_str()).collect::<Vec<_>>(), ["B2.1", "B2.3"]);
    assert_eq!(block.activities[1].text, "Cuisson (voir B2.1 ci-dessus)");
    let found: BTreeSet<ImportDoubtKind> = proposal.doubts.iter().map(|doubt| doubt.kind).collect();
    for kind in [
        ImportDoubtKind::SharedCriteria,
        ImportDoubtKind::CodeMade,
        ImportDoubtKind::CodeOutOfSequence,
        ImportDoubtKind::ContinuedBullet,
        ImportDoubtKind::TitleNotMarked,
        ImportDoubtKind::KindGuessed,
        ImportDoubtKind::TrialWithoutCriteria,
    ] {
        assert!(found.contains(&kind), "{kind:?}");
    }
}

#[test]
fn a_text_without_bloc_or_with_a_deceiving_character_is_refused() {
    assert_eq!(propose(b"rien", ""), Err(TableFault::NoBlock));
    assert_eq!(propose(b"", ""), Err(TableFault::NoBlock));
    assert!(matches!(propose("a\nB1 x\u{202E}\ty".as_bytes(), ""), Err(TableFault::BadLine { line: 2, .. })));
}

#[test]
#[expect(clippy::print_stdout, reason = "what was not proved is said aloud")]
fn the_real_document_is_found_whole() {
    let Ok(bytes) = std::fs::read(SOURCE) else {
        println!("NOT CHECKED: the source document is not beside this repository; only small texts were read");
        return;
    };
    let proposal = propose(&bytes, "referentiel.txt").expect("a référentiel");
    let read = &proposal.referential;
    assert_eq!(read.blocks.len(), 6);
    assert_eq!(read.blocks.iter().map(|block| block.activities.len()).sum::<usize>(), 49);
    assert_eq!(read.blocks.iter().map(|block| block.skills.len()).sum::<usize>(), 50);
    assert_eq!((read.trials().count(), read.criteria().count(), read.thesis.elements.len()), (12, 38, 7));
    let of =
        |kind| proposal.doubts.iter().filter(|one| one.kind == kind).map(|one| one.item.as_str()).collect::<Vec<_>>();
    assert_eq!(of(ImportDoubtKind::CutCellJoined), ["A1.CP.4", "CA2.7", "A3.7", "CA3.6", "CA5.5"]);
    assert_eq!(of(ImportDoubtKind::CriteriaWithoutTrial), ["A1.CP"]);
    assert_eq!(of(ImportDoubtKind::SharedCriteria), ["A4.CP"]);
    assert_eq!(of(ImportDoubtKind::SplitSentence), ["A3.CP.1", "A3.CP.2"]);
    let split = proposal.doubts.iter().find(|one| one.kind == ImportDoubtKind::SplitSentence).map(|one| one.line);
    assert_eq!(split, Some(20), "the line of the row that holds the criterion");
    assert!(of(ImportDoubtKind::ContinuedBullet).contains(&"A6.AN.4"));
    assert_eq!(of(ImportDoubtKind::MissingBullets), ["A1.CP", "A3.MSP"]);
    assert_eq!(of(ImportDoubtKind::Dropped), [""; 0]);
    // What a reader of the text cannot know, and nothing else, sets the proposal apart from the built-in référentiel.
    for difference in diff(read, &example()) {
        let Change::Rewritten { field, .. } = &difference.change else { panic!("{difference:#?}") };
        assert!(matches!(field, Field::Source | Field::Short | Field::Skills | Field::Erratum), "{difference:#?}");
    }
}
