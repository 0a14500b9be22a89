//! What is wrong in a règlement, alone and against the référentiel it serves, as values with codes. A faulty règlement
//! must not open a session; what a certifier may freely decide is no fault.

use std::collections::BTreeSet;

use serde::Serialize;

use super::{DEFENCE, Letterhead, LevelRule, MOST_LOGO, Regulation, Rule, Scale};
use crate::referential::{Code, Referential};

/// Codes that tables use for « non observé » and « sans objet »: no level may have them.
pub const RESERVED_LEVELS: [&str; 2] = ["NO", "SO"];

/// One fault of a règlement. `field` is the path of a field of docs/formats/regulation.md.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(tag = "fault", rename_all = "kebab-case")]
pub enum RegulationFault {
    /// A text that papers need is empty.
    Empty {
        /// The field.
        field: String,
    },
    /// The référentiel has nothing of that code.
    UnknownCode {
        /// The field.
        field: String,
        /// The code.
        code: Code,
    },
    /// The same code stands twice.
    Repeated {
        /// The field.
        field: String,
        /// The code.
        code: Code,
    },
    /// The number is below or above what makes sense.
    OutOfRange {
        /// The field.
        field: String,
        /// The number.
        value: i64,
        /// The least that makes sense.
        least: i64,
        /// The most that makes sense.
        most: i64,
    },
    /// A scale of levels has two levels at least.
    TooFewLevels,
    /// No level is reached: nobody could succeed.
    NoReachedLevel,
    /// Every level is reached: nobody could fail.
    NoFailedLevel,
    /// Levels go from the lowest to the highest: points never fall, and after a reached level all are reached.
    LevelsOutOfOrder {
        /// The level that breaks the order.
        level: Code,
    },
    /// The code means « non observé » or « sans objet » in tables.
    ReservedLevel {
        /// The level.
        level: Code,
    },
    /// The number is no multiple of the step of the scale.
    OffStep {
        /// The field.
        field: String,
        /// The number, in hundredths of a point.
        value: i64,
    },
    /// Everything in that évaluation or bloc weighs nothing.
    NoWeight {
        /// The évaluation or the bloc; `MEM` for the mémoire.
        code: Code,
    },
    /// The rule lets everything fail in that évaluation or bloc: it would always be validated.
    NothingDemanded {
        /// The field of the rule.
        field: String,
        /// The évaluation or the bloc; `MEM` for the mémoire.
        code: Code,
    },
    /// Mentions stand highest first.
    MentionsOutOfOrder {
        /// The mention that breaks the order.
        mention: Code,
    },
    /// The value is not what the field holds: a dark colour, a picture.
    Unreadable {
        /// The field.
        field: String,
    },
    /// Two minutes would have the same number: `{sequence}` is missing.
    NumberWithoutSequence,
}

type Faults = BTreeSet<RegulationFault>;

/// Every fault of `regulation` for `referential`, sorted.
#[must_use]
pub fn check(regulation: &Regulation, referential: &Referential) -> Vec<RegulationFault> {
    let mut faults = Faults::new();
    check_names(regulation, &mut faults);
    check_scale(&regulation.scale, &mut faults);
    let sets = sets(regulation, referential);
    check_rules(regulation, &sets, &mut faults);
    check_codes(regulation, referential, &mut faults);
    check_weights(regulation, &sets, &mut faults);
    check_mentions(regulation, &mut faults);
    check_panel(regulation, &mut faults);
    check_letterhead(&regulation.papers, &mut faults);
    faults.into_iter().collect()
}

fn check_names(regulation: &Regulation, faults: &mut Faults) {
    let mut filled = |field: &str, text: &str| {
        if text.trim().is_empty() {
            faults.insert(RegulationFault::Empty { field: field.to_owned() });
        }
    };
    filled("code", &regulation.code);
    filled("version", &regulation.version);
    filled("title", &regulation.title);
    filled("panel.text", &regulation.panel.text);
    if !regulation.example {
        filled("certifier", &regulation.certifier);
    }
    if let Some(defence) = &regulation.defence {
        filled("defence.label", &defence.label);
    }
    if !regulation.minutes_number.contains("{sequence}") {
        faults.insert(RegulationFault::NumberWithoutSequence);
    }
}

fn check_scale(scale: &Scale, faults: &mut Faults) {
    match scale {
        Scale::Levels { levels } => check_levels(levels, faults),
        Scale::Score { max, step, pass } => {
            range("scale.max", (*max).into(), 1, i32::MAX.into(), faults);
            range("scale.step", (*step).into(), 1, (*max).max(1).into(), faults);
            range("scale.pass", (*pass).into(), 1, (*max).max(1).into(), faults);
            for (field, value) in [("scale.max", *max), ("scale.pass", *pass)] {
                if value.checked_rem(*step).is_some_and(|rest| rest != 0) {
                    faults.insert(RegulationFault::OffStep { field: field.to_owned(), value: value.into() });
                }
            }
        }
    }
}

fn check_levels(levels: &[LevelRule], faults: &mut Faults) {
    if levels.len() < 2 {
        faults.insert(RegulationFault::TooFewLevels);
    }
    if !levels.iter().any(|level| level.reached) {
        faults.insert(RegulationFault::NoReachedLevel);
    } else if levels.iter().all(|level| level.reached) {
        faults.insert(RegulationFault::NoFailedLevel);
    }
    repeated("scale.levels", levels.iter().map(|level| &level.code), faults);
    for level in levels {
        if level.code.trim().is_empty() || level.label.trim().is_empty() {
            faults.insert(RegulationFault::Empty { field: "scale.levels".to_owned() });
        }
        if RESERVED_LEVELS.contains(&level.code.to_uppercase().as_str()) {
            faults.insert(RegulationFault::ReservedLevel { level: level.code.clone() });
        }
    }
    for (lower, higher) in levels.iter().zip(levels.iter().skip(1)) {
        if higher.points < lower.points || lower.reached && !higher.reached {
            faults.insert(RegulationFault::LevelsOutOfOrder { level: higher.code.clone() });
        }
    }
}

/// What one rule is applied to: its field, the thing's code, the codes it counts.
struct Set {
    field: &'static str,
    code: Code,
    members: Vec<Code>,
}

fn sets(regulation: &Regulation, referential: &Referential) -> Vec<Set> {
    let mut sets = Vec::new();
    for block in &referential.blocks {
        let members = block.evaluations.iter().map(|evaluation| evaluation.code.clone()).collect();
        sets.push(Set { field: "rules.block", code: block.code.clone(), members });
        for evaluation in &block.evaluations {
            let members = evaluation.criteria.iter().map(|criterion| criterion.code.clone()).collect();
            sets.push(Set { field: "rules.evaluation", code: evaluation.code.clone(), members });
        }
    }
    let mut members: Vec<Code> = referential.thesis.elements.iter().map(|element| element.code.clone()).collect();
    members.extend(regulation.defence.iter().map(|_| DEFENCE.to_owned()));
    sets.push(Set { field: "rules.thesis", code: crate::deliberation::THESIS.to_owned(), members });
    sets
}

fn check_rules(regulation: &Regulation, sets: &[Set], faults: &mut Faults) {
    let rules = &regulation.rules;
    let fields =
        [("rules.evaluation", &rules.evaluation), ("rules.block", &rules.block), ("rules.thesis", &rules.thesis)];
    for (field, rule) in fields {
        match rule {
            Rule::All => {}
            Rule::Share { percent } => range(field, (*percent).into(), 1, 100, faults),
            Rule::Mean { points } => range(field, (*points).into(), 1, top(&regulation.scale), faults),
            Rule::AllBut { count } => {
                let lax =
                    |set: &&Set| set.field == field && usize::try_from(*count).is_ok_and(|n| n >= set.members.len());
                faults.extend(
                    sets.iter().filter(lax).map(|set| RegulationFault::NothingDemanded {
                        field: field.to_owned(),
                        code: set.code.clone(),
                    }),
                );
            }
        }
    }
}

/// The highest points of the scale, in hundredths.
fn top(scale: &Scale) -> i64 {
    match scale {
        Scale::Score { max, .. } => i64::from(*max).max(1),
        Scale::Levels { levels } => levels.iter().map(|level| i64::from(level.points)).max().unwrap_or(1).max(1),
    }
}

fn check_codes(regulation: &Regulation, referential: &Referential, faults: &mut Faults) {
    let rated = referential.criteria().chain(&referential.thesis.elements).map(|criterion| criterion.code.as_str());
    let mut known: BTreeSet<&str> = rated.collect();
    known.extend(regulation.defence.iter().map(|_| DEFENCE));
    let mut look = |field: &str, code: &Code, known: &BTreeSet<&str>| {
        if !known.contains(code.as_str()) {
            faults.insert(RegulationFault::UnknownCode { field: field.to_owned(), code: code.clone() });
        }
    };
    regulation.eliminatory.iter().for_each(|code| look("eliminatory", code, &known));
    let groups = referential.blocks.iter().flat_map(|block| &block.evaluations).map(|one| one.code.as_str());
    known.extend(groups.chain(referential.blocks.iter().map(|block| block.code.as_str())));
    regulation.weights.keys().for_each(|code| look("weights", code, &known));
    repeated("eliminatory", regulation.eliminatory.iter(), faults);
}

fn check_weights(regulation: &Regulation, sets: &[Set], faults: &mut Faults) {
    let weightless =
        |set: &&Set| !set.members.is_empty() && set.members.iter().all(|code| regulation.weight(code) == 0);
    faults.extend(sets.iter().filter(weightless).map(|set| RegulationFault::NoWeight { code: set.code.clone() }));
    for (code, weight) in &regulation.weights {
        range(&format!("weights.{code}"), (*weight).into(), 0, 1000, faults);
    }
}

fn check_mentions(regulation: &Regulation, faults: &mut Faults) {
    let mentions = &regulation.mentions;
    repeated("mentions", mentions.iter().map(|mention| &mention.code), faults);
    for mention in mentions {
        let field = format!("mentions.{}", mention.code);
        range(&field, mention.points.into(), 1, top(&regulation.scale), faults);
        if mention.code.trim().is_empty() || mention.label.trim().is_empty() {
            faults.insert(RegulationFault::Empty { field: "mentions".to_owned() });
        }
    }
    for (higher, lower) in mentions.iter().zip(mentions.iter().skip(1)) {
        if lower.points >= higher.points {
            faults.insert(RegulationFault::MentionsOutOfOrder { mention: lower.code.clone() });
        }
    }
}

fn check_panel(regulation: &Regulation, faults: &mut Faults) {
    let panel = &regulation.panel;
    range("panel.members", panel.members.into(), 1, 100, faults);
    range("panel.members_for_candidate", panel.members_for_candidate.into(), 1, panel.members.into(), faults);
    // « More than 100 % » can never be met.
    range("panel.signatures", panel.signatures.unwrap_or(1).into(), 1, 100, faults);
    let most = if panel.external_strict { 99 } else { 100 };
    range("panel.external_percent", panel.external_percent.into(), 0, most, faults);
    let widest = match &regulation.scale {
        Scale::Levels { levels } => i64::try_from(levels.len()).unwrap_or(i64::MAX).saturating_sub(1),
        Scale::Score { max, .. } => i64::from(*max),
    };
    range("gap", regulation.gap.into(), 1, widest.max(1), faults);
    range("retake.attempts", regulation.retake.attempts.into(), 1, 100, faults);
    if let Some(years) = regulation.retake.block_years {
        range("retake.block_years", years.into(), 1, 100, faults);
    }
}

fn check_letterhead(papers: &Letterhead, faults: &mut Faults) {
    let mut unreadable = |field: &str| faults.insert(RegulationFault::Unreadable { field: field.to_owned() });
    if !papers.colour.is_empty() && !papers.rgb().is_some_and(is_dark) {
        unreadable("papers.colour");
    }
    // « iVBORw0KGgo » is how the eight bytes that open every PNG are written in base64.
    if !papers.logo.is_empty() && (papers.logo.len() > MOST_LOGO || !papers.logo.starts_with("iVBORw0KGgo")) {
        unreadable("papers.logo");
    }
    let length = i64::try_from(papers.mentions.chars().count()).unwrap_or(i64::MAX);
    range("papers.mentions", length, 0, 400, faults);
}

/// Whether the colour stands out on white: 4.5 to 1 at least (WCAG 2.1, 1.4.3).
fn is_dark(rgb: [u8; 3]) -> bool {
    let linear = rgb.map(|part| {
        let part = f64::from(part) / 255.0;
        if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    });
    let [red, green, blue] = linear;
    1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05) >= 4.5
}

fn range(field: &str, value: i64, least: i64, most: i64, faults: &mut Faults) {
    if value < least || value > most {
        faults.insert(RegulationFault::OutOfRange { field: field.to_owned(), value, least, most });
    }
}

fn repeated<'a>(field: &str, codes: impl Iterator<Item = &'a Code>, faults: &mut Faults) {
    let mut seen = BTreeSet::new();
    for code in codes {
        if !seen.insert(code) {
            faults.insert(RegulationFault::Repeated { field: field.to_owned(), code: code.clone() });
        }
    }
}
