//! A sound règlement has no fault; each mistake a certifier can make is named with its field.

use super::check::{RegulationFault, check};
use super::{
    DefenceRule, Letterhead, LevelRule, MentionRule, NotObserved, PanelRule, Regulation, RetakeRule, Retention, Rule,
    Rules, Scale, VoteRule,
};
use crate::referential::built_in;

fn level(code: &str, reached: bool, points: i32) -> LevelRule {
    LevelRule { code: code.into(), label: format!("Niveau {code}"), reached, points }
}

fn sound() -> Regulation {
    Regulation {
        code: "essai".into(),
        version: "1".into(),
        title: "Essai".into(),
        example: true,
        certifier: String::new(),
        certifier_key: String::new(),
        scale: Scale::Levels { levels: vec![level("NA", false, 0), level("EC", false, 1000), level("A", true, 2000)] },
        rules: Rules { evaluation: Rule::Share { percent: 66 }, block: Rule::All, thesis: Rule::All },
        weights: [("A1.CP.1".into(), 2), ("A1".into(), 1)].into(),
        eliminatory: vec!["A1.CP.1".into(), "MEM.S".into()],
        not_observed: NotObserved::Undecided,
        gap: 1,
        defence: Some(DefenceRule { label: "Soutenance".into(), eliminatory: true }),
        panel: PanelRule {
            members: 3,
            members_for_candidate: 2,
            external_percent: 50,
            external_strict: false,
            signatures: None,
            text: "Trois membres.".into(),
        },
        vote: VoteRule { casting_vote: true },
        mentions: vec![],
        retake: RetakeRule { attempts: 3, block_years: None },
        minutes_number: "PV-{year}-{sequence}".into(),
        appeal: String::new(),
        papers: Letterhead::default(),
        retention: Retention { minutes_years: 50, sheets_years: 5, accommodations_years: 1 },
    }
}

/// The faults of the sound règlement once `spoil` has changed it.
fn faults_after(spoil: impl FnOnce(&mut Regulation)) -> Vec<RegulationFault> {
    let mut regulation = sound();
    spoil(&mut regulation);
    check(&regulation, &built_in().expect("the built-in référentiel is well formed"))
}

fn out_of_range(field: &str, value: i64, least: i64, most: i64) -> RegulationFault {
    RegulationFault::OutOfRange { field: field.into(), value, least, most }
}

#[test]
fn a_sound_regulation_has_no_fault() {
    assert_eq!(faults_after(|_| {}), []);
}

#[test]
fn a_code_that_the_referential_has_not_is_named_with_its_field() {
    let faults = faults_after(|one| {
        one.weights.insert("A9".into(), 2);
        one.eliminatory = vec!["A1".into(), "MEM.S".into()];
        one.defence = None;
    });
    let unknown = |field: &str, code: &str| RegulationFault::UnknownCode { field: field.into(), code: code.into() };
    assert_eq!(faults, [unknown("eliminatory", "A1"), unknown("eliminatory", "MEM.S"), unknown("weights", "A9")]);
}

#[test]
fn a_share_above_one_hundred_percent_is_refused() {
    let faults = faults_after(|one| one.rules.thesis = Rule::Share { percent: 101 });
    assert_eq!(faults, [out_of_range("rules.thesis", 101, 1, 100)]);
    let faults = faults_after(|one| {
        one.panel.external_percent = 100;
        one.panel.external_strict = true;
    });
    assert_eq!(faults, [out_of_range("panel.external_percent", 100, 0, 99)]);
}

#[test]
fn a_scale_on_which_nobody_can_succeed_or_fail_is_refused() {
    let with = |levels: Vec<LevelRule>| faults_after(|one| one.scale = Scale::Levels { levels });
    assert_eq!(with(vec![level("NA", false, 0), level("EC", false, 1)]), [RegulationFault::NoReachedLevel]);
    assert_eq!(with(vec![level("A", true, 0), level("B", true, 1)]), [RegulationFault::NoFailedLevel]);
    assert!(with(vec![level("A", true, 0)]).contains(&RegulationFault::TooFewLevels));
    let upside_down = with(vec![level("A", true, 2), level("NA", false, 0)]);
    assert_eq!(upside_down, [RegulationFault::LevelsOutOfOrder { level: "NA".into() }]);
    let twice = with(vec![level("NA", false, 0), level("NA", true, 1)]);
    assert_eq!(twice, [RegulationFault::Repeated { field: "scale.levels".into(), code: "NA".into() }]);
    let reserved = with(vec![level("NO", false, 0), level("A", true, 1)]);
    assert_eq!(reserved, [RegulationFault::ReservedLevel { level: "NO".into() }]);
}

#[test]
fn a_pass_mark_above_the_highest_score_is_refused() {
    let with = |max, step, pass| faults_after(|one| one.scale = Scale::Score { max, step, pass });
    assert_eq!(with(2000, 50, 1000), []);
    assert_eq!(with(2000, 50, 2050), [out_of_range("scale.pass", 2050, 1, 2000)]);
    assert_eq!(with(2000, 0, 1000), [out_of_range("scale.step", 0, 1, 2000)]);
    assert_eq!(with(2000, 50, 1010), [RegulationFault::OffStep { field: "scale.pass".into(), value: 1010 }]);
}

#[test]
fn a_rule_that_demands_nothing_is_refused() {
    let faults = faults_after(|one| one.rules.evaluation = Rule::AllBut { count: 2 });
    let lax = RegulationFault::NothingDemanded { field: "rules.evaluation".into(), code: "A1.MSP".into() };
    assert_eq!(faults, [lax]);
    let faults = faults_after(|one| one.weights = [("A1.MSP.1".into(), 0), ("A1.MSP.2".into(), 0)].into());
    assert_eq!(faults, [RegulationFault::NoWeight { code: "A1.MSP".into() }]);
}

#[test]
fn mentions_go_from_the_highest_to_the_lowest() {
    let mention = |code: &str, points| MentionRule { code: code.into(), label: code.into(), points };
    let faults = faults_after(|one| one.mentions = vec![mention("B", 1400), mention("TB", 1600)]);
    assert_eq!(faults, [RegulationFault::MentionsOutOfOrder { mention: "TB".into() }]);
    let faults = faults_after(|one| one.mentions = vec![mention("TB", 2100)]);
    assert_eq!(faults, [out_of_range("mentions.TB", 2100, 1, 2000)]);
}

#[test]
fn a_panel_smaller_than_a_candidate_needs_is_refused() {
    let faults = faults_after(|one| one.panel.members_for_candidate = 4);
    assert_eq!(faults, [out_of_range("panel.members_for_candidate", 4, 1, 3)]);
    let faults = faults_after(|one| {
        one.gap = 3;
        one.retake.attempts = 0;
    });
    assert_eq!(faults, [out_of_range("gap", 3, 1, 2), out_of_range("retake.attempts", 0, 1, 100)]);
}

#[test]
fn an_adopted_regulation_names_its_certifier_and_numbers_its_minutes() {
    let faults = faults_after(|one| {
        one.example = false;
        one.minutes_number = "PV-{year}".into();
    });
    assert_eq!(faults, [RegulationFault::Empty { field: "certifier".into() }, RegulationFault::NumberWithoutSequence]);
}

#[test]
fn a_letterhead_has_a_dark_colour_a_picture_and_a_short_mention_or_nothing() {
    let with = |papers: Letterhead| faults_after(|one| one.papers = papers);
    let plain = Letterhead::default();
    let unreadable = |field: &str| RegulationFault::Unreadable { field: field.into() };
    assert_eq!(with(Letterhead { colour: "#1a4f8b".into(), logo: "iVBORw0KGgoAAAA=".into(), ..plain.clone() }), []);
    for colour in ["#ffcc00", "1a4f8b", "#1a4f8", "#zzzzzz", "#é1234"] {
        assert_eq!(
            with(Letterhead { colour: colour.into(), ..plain.clone() }),
            [unreadable("papers.colour")],
            "{colour}"
        );
    }
    assert_eq!(with(Letterhead { logo: "R0lGODlh".into(), ..plain.clone() }), [unreadable("papers.logo")]);
    let mentions = "x".repeat(401);
    assert_eq!(with(Letterhead { mentions, ..plain }), [out_of_range("papers.mentions", 401, 0, 400)]);
}
