//! What a choice of parts comes to, and what a supposed rating would change: the same as what is then decided.

use std::collections::BTreeMap;

use crate::command::Command;
use crate::decide::conclusion::{conclusion, is_stale};
use crate::decide::decide;
use crate::deliberation::Outcome;
use crate::deliberation::proposal::{propose, propose_supposing};
use crate::grading::Rating;
use crate::referential::Code;
use crate::refusal::Refusal;
use crate::testing::Stage;
use crate::testing::papers::{A, NA};
use crate::testing::people::{AWA, BRUNO, CHLOE, INES, JONAS};

const PARTS: [&str; 4] = ["P1", "P2", "P3", "MEM"];

fn confronted() -> Stage {
    let mut stage = Stage::pocket();
    for juror in [AWA, BRUNO, CHLOE] {
        stage.rates_and_seals(juror, INES, A).rates_and_seals(juror, JONAS, A);
    }
    stage.does(AWA, Command::OpenConfrontation { exception: String::new() });
    stage
}

/// Every choice of parts there is.
fn choices() -> impl Iterator<Item = Vec<Code>> {
    (0..16_u8).map(|bits| {
        let chosen = PARTS.iter().enumerate().filter(move |(place, _)| bits & (1 << place) != 0);
        chosen.map(|(_, part)| Code::from(*part)).collect()
    })
}

#[test]
fn every_choice_of_parts_comes_to_an_outcome_that_the_rules_accept_with_the_ground_they_said() {
    let stage = confronted();
    for parts in choices() {
        let found = conclusion(&stage.session, INES, Some(&parts), None).unwrap();
        let decide_with = |ground: &str| {
            let parts_validated = Some(parts.clone());
            let command = Command::Decide {
                candidate: INES,
                outcome: found.outcome,
                parts_validated,
                mention: found.mention.clone(),
                ground: ground.into(),
            };
            decide(&stage.session, AWA, &command)
        };
        assert_eq!(decide_with("").is_err(), found.needs_ground, "{parts:?}");
        assert!(decide_with("Le jury s'en explique.").is_ok(), "{parts:?}: {found:?}");
    }
}

#[test]
fn nothing_chosen_comes_to_the_proposal() {
    let stage = confronted();
    let (found, proposed) = (conclusion(&stage.session, INES, None, None).unwrap(), propose(&stage.session, INES));
    let proposed = proposed.unwrap();
    assert!(found.follows_proposal && !found.needs_ground);
    assert_eq!((Some(found.outcome), found.parts), (proposed.outcome, proposed.parts));
    let unknown = conclusion(&stage.session, INES, Some(&["A9".into()]), None);
    assert_eq!(unknown, Err(Refusal::UnknownPart { part: "A9".into() }));
}

#[test]
fn a_supposed_rating_changes_the_proposal_as_retaining_it_would_and_nothing_else() {
    let mut stage = confronted();
    let before = propose(&stage.session, INES).unwrap();
    let codes = ["P1.CP.1", "P1.CP.2"];
    let supposed: BTreeMap<Code, Rating> = codes.iter().map(|code| (Code::from(*code), NA)).collect();
    let told = propose_supposing(&stage.session, INES, &supposed).unwrap();
    assert_eq!(propose(&stage.session, INES).unwrap(), before, "nothing was kept");
    for criterion in codes {
        let ground = "Le jury l'a entendu.".to_owned();
        stage.does(AWA, Command::Retain { candidate: INES, criterion: criterion.into(), rating: NA, ground });
    }
    let then = propose(&stage.session, INES).unwrap();
    assert_eq!((told.outcome, told.parts, told.mean), (then.outcome, then.parts, then.mean));
    assert_ne!(before.why, told.why);
}

#[test]
fn a_decision_is_stale_once_what_it_rests_on_changed() {
    let mut stage = confronted();
    let parts_validated = None;
    stage.does(
        AWA,
        Command::Decide {
            candidate: INES,
            outcome: Outcome::Awarded,
            parts_validated,
            mention: None,
            ground: String::new(),
        },
    );
    assert!(!is_stale(&stage.session, INES) && !is_stale(&stage.session, JONAS));
    let ground = "Le jury l'a entendu.".to_owned();
    for criterion in ["P1.CP.1", "P1.CP.2"] {
        let criterion = criterion.to_owned();
        stage.does(AWA, Command::Retain { candidate: INES, criterion, rating: NA, ground: ground.clone() });
    }
    assert!(is_stale(&stage.session, INES));
}
