//! What may be wrong in a référentiel, as values with codes; words for people live in the words files. A doubt never
//! refuses a référentiel: official texts are imperfect, and the certifier decides.

use std::collections::BTreeSet;

use serde::Serialize;

use super::coverage::coverage;
use super::{Block, Code, Criterion, Evaluation, Referential};

/// How many last words of an unfinished text must return elsewhere, followed by more, to say that it was cut.
const ECHO_WORDS: usize = 4;

/// Something that a certifier should look at.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(tag = "doubt", rename_all = "kebab-case")]
pub enum Doubt {
    /// Two things of the same kind have that code.
    DuplicateCode {
        /// The code.
        item: Code,
    },
    /// The thing of that code has an empty title, text or consigne.
    EmptyText {
        /// Its code.
        item: Code,
    },
    /// Nothing is rated in that évaluation.
    EvaluationWithoutCriteria {
        /// Its code.
        evaluation: Code,
    },
    /// Nobody sits an épreuve in that évaluation.
    EvaluationWithoutTrial {
        /// Its code.
        evaluation: Code,
    },
    /// The épreuve shares an évaluation whose criteria are all coded after another épreuve.
    TrialWithoutCriteria {
        /// The épreuve.
        trial: Code,
        /// The évaluation it shares.
        evaluation: Code,
    },
    /// No criterion covers that competence: a bloc may be validated without anybody having observed it.
    SkillWithoutCriterion {
        /// The competence.
        skill: Code,
    },
    /// The criterion names a competence that the référentiel has not.
    UnknownSkill {
        /// The criterion.
        criterion: Code,
        /// The competence it names.
        skill: Code,
    },
    /// The text stops without a full stop where another one goes on after the same words: it may have been cut.
    CutShort {
        /// The text that stops.
        item: Code,
        /// Where its last words go on.
        goes_on_in: Code,
    },
    /// The criterion ends without a full stop; a comma means that the sentence goes on in the next one.
    NoFullStop {
        /// The criterion.
        item: Code,
    },
    /// The title demands more options than there are.
    TooFewOptions {
        /// How many the title demands.
        demanded: u8,
        /// How many there are.
        found: usize,
    },
    /// The title demands a mémoire of which nothing is expected.
    ThesisWithoutElements,
    /// The certifier has not typed the RNCP number: papers cannot print it.
    NoRegistration,
}

/// Every doubt on `referential`, sorted and without repetition.
#[must_use]
pub fn check(referential: &Referential) -> Vec<Doubt> {
    let mut doubts = BTreeSet::new();
    duplicates(referential, &mut doubts);
    empty_texts(referential, &mut doubts);
    for block in &referential.blocks {
        for evaluation in &block.evaluations {
            check_evaluation(evaluation, &mut doubts);
        }
        check_endings(block, &mut doubts);
    }
    check_mapping(referential, &mut doubts);
    check_title(referential, &mut doubts);
    doubts.into_iter().collect()
}

fn duplicates(referential: &Referential, doubts: &mut BTreeSet<Doubt>) {
    let blocks = &referential.blocks;
    let evaluations = || blocks.iter().flat_map(|block| &block.evaluations);
    repeated(blocks.iter().map(|block| &block.code), doubts);
    repeated(blocks.iter().flat_map(|block| &block.activities).map(|activity| &activity.code), doubts);
    repeated(blocks.iter().flat_map(|block| &block.skills).map(|skill| &skill.code), doubts);
    repeated(evaluations().map(|evaluation| &evaluation.code), doubts);
    repeated(referential.trials().map(|trial| &trial.code), doubts);
    repeated(referential.criteria().chain(&referential.thesis.elements).map(|criterion| &criterion.code), doubts);
}

fn repeated<'a>(codes: impl Iterator<Item = &'a Code>, doubts: &mut BTreeSet<Doubt>) {
    let mut seen = BTreeSet::new();
    for code in codes {
        if !seen.insert(code) {
            doubts.insert(Doubt::DuplicateCode { item: code.clone() });
        }
    }
}

fn empty_texts(referential: &Referential, doubts: &mut BTreeSet<Doubt>) {
    let mut look = |code: &str, text: &str| {
        if text.trim().is_empty() {
            doubts.insert(Doubt::EmptyText { item: code.to_owned() });
        }
    };
    look(&referential.code, &referential.title);
    for block in &referential.blocks {
        look(&block.code, &block.title);
        look(&block.code, &block.short);
        block.activities.iter().for_each(|activity| look(&activity.code, &activity.text));
        block.skills.iter().for_each(|skill| look(&skill.code, &skill.text));
    }
    for trial in referential.trials() {
        look(&trial.code, &trial.title);
        look(&trial.code, &trial.instruction);
    }
    for criterion in referential.criteria().chain(&referential.thesis.elements) {
        look(&criterion.code, &criterion.text);
    }
}

fn check_evaluation(evaluation: &Evaluation, doubts: &mut BTreeSet<Doubt>) {
    if evaluation.criteria.is_empty() {
        doubts.insert(Doubt::EvaluationWithoutCriteria { evaluation: evaluation.code.clone() });
    }
    if evaluation.trials.is_empty() {
        doubts.insert(Doubt::EvaluationWithoutTrial { evaluation: evaluation.code.clone() });
    }
    if evaluation.trials.len() < 2 {
        return;
    }
    for trial in &evaluation.trials {
        let own = format!("{}.", trial.code);
        if !evaluation.criteria.iter().any(|criterion| criterion.code.starts_with(&own)) {
            doubts
                .insert(Doubt::TrialWithoutCriteria { trial: trial.code.clone(), evaluation: evaluation.code.clone() });
        }
    }
}

/// Only criteria are read to the last word by a jury; competences without a full stop are a habit of such sources.
fn check_endings(block: &Block, doubts: &mut BTreeSet<Doubt>) {
    for criterion in block.evaluations.iter().flat_map(|evaluation| &evaluation.criteria) {
        if criterion.text.trim_end().ends_with(['.', '!', '?', '…']) || criterion.text.trim().is_empty() {
            continue;
        }
        doubts.insert(match echo(criterion, block) {
            Some(goes_on_in) => Doubt::CutShort { item: criterion.code.clone(), goes_on_in },
            None => Doubt::NoFullStop { item: criterion.code.clone() },
        });
    }
}

/// The competence of the bloc in which the criterion's last words are followed by others.
fn echo(criterion: &Criterion, block: &Block) -> Option<Code> {
    let words: Vec<&str> = criterion.text.split_whitespace().collect();
    let tail = words.get(words.len().checked_sub(ECHO_WORDS)?..)?;
    let goes_on = |text: &str| {
        let words: Vec<&str> = text.split_whitespace().collect();
        words.windows(ECHO_WORDS + 1).any(|window| window.starts_with(tail))
    };
    block.skills.iter().find(|skill| goes_on(&skill.text)).map(|skill| skill.code.clone())
}

fn check_mapping(referential: &Referential, doubts: &mut BTreeSet<Doubt>) {
    let known: BTreeSet<&Code> =
        referential.blocks.iter().flat_map(|block| &block.skills).map(|skill| &skill.code).collect();
    for criterion in referential.criteria().chain(&referential.thesis.elements) {
        for skill in criterion.skills.iter().filter(|skill| !known.contains(skill)) {
            doubts.insert(Doubt::UnknownSkill { criterion: criterion.code.clone(), skill: skill.clone() });
        }
    }
    for covered in coverage(referential).into_iter().filter(|covered| covered.criteria.is_empty()) {
        doubts.insert(Doubt::SkillWithoutCriterion { skill: covered.skill });
    }
}

fn check_title(referential: &Referential, doubts: &mut BTreeSet<Doubt>) {
    let found = referential.options().count();
    let demanded = referential.title_rule.options;
    if usize::from(demanded) > found {
        doubts.insert(Doubt::TooFewOptions { demanded, found });
    }
    if referential.title_rule.thesis && referential.thesis.elements.is_empty() {
        doubts.insert(Doubt::ThesisWithoutElements);
    }
    if referential.registration.as_deref().is_none_or(|number| number.trim().is_empty()) {
        doubts.insert(Doubt::NoRegistration);
    }
}
