//! Which competences one juror's marks have looked at so far: a reading aid beside the grid. No result is computed from it.

use std::collections::BTreeSet;

use crate::grading::Rating;
use crate::id::{CandidateId, PersonId};
use crate::referential::coverage::coverage;
use crate::referential::{Code, Skill};
use crate::session::Session;

/// A competence of a candidate's grid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SkillSeen<'a> {
    /// Its bloc.
    pub block: Code,
    /// The competence.
    pub skill: &'a Skill,
    /// The criteria that cover it; empty when no criterion observes it.
    pub criteria: Vec<Code>,
    /// Whether one of them was given a level or a score; « non observé » and « sans objet » look at nothing.
    pub covered: bool,
}

impl Session {
    /// The competences of the candidate's blocs, in the order of the source, as `juror`'s marks cover them; none of a candidate
    /// who is not known. Blocs acquired before are not among them.
    #[must_use]
    pub fn skills_seen(&self, juror: PersonId, candidate: CandidateId) -> Vec<SkillSeen<'_>> {
        let Some(file) = self.candidates.get(&candidate) else { return Vec::new() };
        let sheet = self.sheets.get(&(juror, candidate));
        let blocks: BTreeSet<&str> =
            self.parts(file).iter().map(|part| part.code).filter(|code| file.prior(code).is_none()).collect();
        let is_rated = |criterion: &Code| {
            let rating = sheet.and_then(|sheet| sheet.marks.shown(criterion)).and_then(|mark| mark.rating);
            matches!(rating, Some(Rating::Level { .. } | Rating::Score { .. }))
        };
        let covered = coverage(&self.referential).into_iter().filter(|line| blocks.contains(line.block.as_str()));
        covered
            .filter_map(|line| {
                let skill =
                    self.referential.block(&line.block)?.skills.iter().find(|skill| skill.code == line.skill)?;
                let covered = line.criteria.iter().any(is_rated);
                Some(SkillSeen { block: line.block, skill, criteria: line.criteria, covered })
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use crate::grading::Rating;
    use crate::testing::Stage;
    use crate::testing::people::{BRUNO, CHLOE, INES};

    #[test]
    fn a_competence_is_covered_once_a_criterion_of_it_has_a_level_and_by_that_juror_alone() {
        let mut stage = Stage::built_in();
        let covered = |stage: &Stage, juror| {
            stage.session.skills_seen(juror, INES).into_iter().filter(|seen| seen.covered).count()
        };
        let seen = stage.session.skills_seen(BRUNO, INES);
        assert!(seen.iter().all(|seen| !seen.covered) && seen.iter().any(|seen| seen.criteria.is_empty()));
        let of_options = seen.iter().filter(|seen| ["A4", "A5", "A6"].contains(&seen.block.as_str()));
        assert_eq!(of_options.map(|seen| seen.block.clone()).collect::<std::collections::BTreeSet<_>>().len(), 1);
        stage.rates(BRUNO, INES, Rating::NotObserved);
        assert_eq!(covered(&stage, BRUNO), 0);
        stage.rates(BRUNO, INES, Rating::Level { index: 0 });
        let observed = seen_by_criteria(&stage);
        assert_eq!((covered(&stage, BRUNO), covered(&stage, CHLOE)), (observed, 0));
    }

    fn seen_by_criteria(stage: &Stage) -> usize {
        stage.session.skills_seen(BRUNO, INES).into_iter().filter(|seen| !seen.criteria.is_empty()).count()
    }
}
