//! Which criteria cover which competences, by the mapping that the data carries. A reading aid for the certifier: no
//! result is computed from it.

use serde::Serialize;

use super::{Code, Criterion, Referential};

/// A competence and the criteria that cover it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct SkillCoverage {
    /// The bloc of the competence.
    pub block: Code,
    /// The competence.
    pub skill: Code,
    /// The criteria that name it, in the order of the source; empty when nobody ever observes it.
    pub criteria: Vec<Code>,
}

/// One line for each competence, in the order of the source.
#[must_use]
pub fn coverage(referential: &Referential) -> Vec<SkillCoverage> {
    let criteria: Vec<&Criterion> = referential.criteria().chain(&referential.thesis.elements).collect();
    let covering = |skill: &Code| {
        criteria.iter().filter(|criterion| criterion.skills.contains(skill)).map(|found| found.code.clone()).collect()
    };
    let of_block = |block: &super::Block| {
        let line = |skill: &super::Skill| SkillCoverage {
            block: block.code.clone(),
            skill: skill.code.clone(),
            criteria: covering(&skill.code),
        };
        block.skills.iter().map(line).collect::<Vec<_>>()
    };
    referential.blocks.iter().flat_map(of_block).collect()
}
