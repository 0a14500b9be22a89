//! The papers of the tests: a référentiel that fits in a pocket, two règlements, and the commands every scene needs.

use super::people::at;
use crate::command::Command;
use crate::deliberation::Outcome;
use crate::grading::Rating;
use crate::id::CandidateId;
use crate::referential::{
    Activity, Block, BlockKind, Criterion, Evaluation, Mission, Referential, Skill, Thesis, TitleRule, Trial, TrialKind,
};
use crate::regulation::{
    DefenceRule, LevelRule, MentionRule, NotObserved, PanelRule, Regulation, RetakeRule, Retention, Rule, Rules, Scale,
    VoteRule,
};

/// « Non acquis ».
pub const NA: Rating = Rating::Level { index: 0 };
/// « En cours ».
pub const EC: Rating = Rating::Level { index: 1 };
/// « Acquis ».
pub const A: Rating = Rating::Level { index: 2 };

/// Two main blocs (P1, P2), two options (P3, P4), a mémoire: each bloc has one évaluation of two criteria (`P1.CP.1`), the
/// mémoire two elements (`MEM.1`).
#[must_use]
pub fn pocket() -> Referential {
    let option = |label: &str| BlockKind::Option { label: label.to_owned() };
    Referential {
        code: "pocket".to_owned(),
        version: "1".to_owned(),
        title: "Certification de poche".to_owned(),
        source: "Les tests".to_owned(),
        language: "fr".into(),
        registration: None,
        preamble: "Préambule".to_owned(),
        blocks: vec![
            block("P1", BlockKind::Main),
            block("P2", BlockKind::Main),
            block("P3", option("Jardin")),
            block("P4", option("Verger")),
        ],
        thesis: Thesis {
            short: "Mémoire".to_owned(),
            title: "Mémoire".to_owned(),
            text: "Un mémoire et sa soutenance".to_owned(),
            mission: Mission { internship_months: 4, apprenticeship: true },
            elements: vec![criterion("MEM.1"), criterion("MEM.2")],
            erratum: None,
        },
        title_rule: TitleRule {
            text: "Deux blocs, une option et le mémoire".to_owned(),
            options: 1,
            thesis: true,
            erratum: None,
        },
    }
}

/// Three levels (`NA`, `EC`, `A`), everything must be reached, a gap from one level on, no mention, no soutenance apart.
#[must_use]
pub fn levels() -> Regulation {
    let level = |code: &str, label: &str, reached: bool, points: i32| LevelRule {
        code: code.to_owned(),
        label: label.to_owned(),
        reached,
        points,
    };
    Regulation {
        code: "niveaux".to_owned(),
        version: "1".to_owned(),
        title: "Règlement à trois niveaux".to_owned(),
        example: true,
        certifier: String::new(),
        certifier_key: String::new(),
        papers: crate::regulation::Letterhead::default(),
        scale: Scale::Levels {
            levels: vec![
                level("NA", "Non acquis", false, 0),
                level("EC", "En cours", false, 1000),
                level("A", "Acquis", true, 2000),
            ],
        },
        rules: Rules { evaluation: Rule::All, block: Rule::All, thesis: Rule::All },
        weights: [].into(),
        eliminatory: vec![],
        not_observed: NotObserved::Undecided,
        gap: 1,
        defence: None,
        panel: PanelRule {
            members: 3,
            members_for_candidate: 2,
            external_percent: 50,
            external_strict: false,
            signatures: None,
            text: "Trois membres, la moitié extérieurs.".to_owned(),
        },
        vote: VoteRule { casting_vote: true },
        mentions: vec![],
        retake: RetakeRule { attempts: 3, block_years: None },
        minutes_number: "PV-{year}-{sequence}".to_owned(),
        appeal: String::new(),
        retention: Retention { minutes_years: 50, sheets_years: 5, accommodations_years: 1 },
    }
}

/// Out of 20 by half points, reached from 10, by means; a gap from 3 points on, mentions, a soutenance apart.
#[must_use]
pub fn scores() -> Regulation {
    let mean = || Rule::Mean { points: 1000 };
    let mention = |code: &str, points: i32| MentionRule { code: code.to_owned(), label: code.to_owned(), points };
    Regulation {
        code: "notes".to_owned(),
        title: "Règlement noté sur 20".to_owned(),
        scale: Scale::Score { max: 2000, step: 50, pass: 1000 },
        rules: Rules { evaluation: mean(), block: Rule::All, thesis: mean() },
        gap: 300,
        defence: Some(DefenceRule { label: "Soutenance".to_owned(), eliminatory: false }),
        mentions: vec![mention("TB", 1600), mention("B", 1400), mention("AB", 1200)],
        ..levels()
    }
}

/// The best rating of that règlement's scale.
#[must_use]
pub fn best(regulation: &Regulation) -> Rating {
    match &regulation.scale {
        Scale::Levels { levels } => {
            Rating::Level { index: u8::try_from(levels.len().saturating_sub(1)).unwrap_or(u8::MAX) }
        }
        Scale::Score { max, .. } => Rating::Score { hundredths: *max },
    }
}

/// The title, as proposed.
#[must_use]
pub fn award(candidate: CandidateId) -> Command {
    decision(candidate, Outcome::Awarded, "")
}

/// An outcome, as proposed for the rest.
#[must_use]
pub fn decision(candidate: CandidateId, outcome: Outcome, ground: &str) -> Command {
    Command::Decide { candidate, outcome, parts_validated: None, mention: None, ground: ground.to_owned() }
}

/// Closing under the number PV-2026-0001, from 17:00 to 18:30.
#[must_use]
pub fn close() -> Command {
    Command::Close { number: "PV-2026-0001".to_owned(), opened_at: at(17, 0), closed_at: at(18, 30) }
}

fn block(code: &str, kind: BlockKind) -> Block {
    let trial = Trial {
        code: format!("{code}.CP"),
        kind: TrialKind::CaseStudy,
        title: "Cas pratique".to_owned(),
        instruction: "Une consigne".to_owned(),
        erratum: None,
    };
    Block {
        code: code.to_owned(),
        title: format!("Bloc {code}"),
        short: code.to_owned(),
        kind,
        activities: vec![Activity { code: format!("{code}.1"), text: "Une activité".to_owned(), erratum: None }],
        skills: vec![Skill { code: format!("C{code}.1"), text: "Une compétence".to_owned(), erratum: None }],
        evaluations: vec![Evaluation {
            code: format!("{code}.CP"),
            trials: vec![trial],
            criteria: vec![criterion(&format!("{code}.CP.1")), criterion(&format!("{code}.CP.2"))],
        }],
    }
}

fn criterion(code: &str) -> Criterion {
    Criterion { code: code.to_owned(), text: format!("Critère {code}"), skills: vec![], erratum: None }
}
