//! The grid of one candidate: which parts, which évaluations, which criteria, from the référentiel, the option and the
//! règlement. Nothing of what anybody gave.

use crate::deliberation::THESIS;
use crate::referential::{Code, Criterion, Trial};
use crate::regulation::DEFENCE;
use crate::session::{Candidate, Session};

/// One bloc, or the mémoire, in a candidate's grid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part<'a> {
    /// Code of the bloc, or [`THESIS`].
    pub code: &'a str,
    /// Short label.
    pub short: &'a str,
    /// Official title.
    pub title: &'a str,
    /// Évaluations; the mémoire has one.
    pub evaluations: Vec<Group<'a>>,
}

/// An évaluation in a candidate's grid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group<'a> {
    /// Its code.
    pub code: &'a str,
    /// Its épreuves; none for the mémoire.
    pub trials: &'a [Trial],
    /// Its criteria: code and text.
    pub criteria: Vec<Line<'a>>,
}

/// A criterion, an element of the mémoire, or the soutenance.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line<'a> {
    /// Its code.
    pub code: &'a str,
    /// Its text.
    pub text: &'a str,
    /// The certifier's note beside the text.
    pub erratum: Option<&'a str>,
    /// Competences it covers.
    pub skills: &'a [Code],
}

impl<'a> From<&'a Criterion> for Line<'a> {
    fn from(criterion: &'a Criterion) -> Self {
        Self {
            code: &criterion.code,
            text: &criterion.text,
            erratum: criterion.erratum.as_deref(),
            skills: &criterion.skills,
        }
    }
}

impl Session {
    /// The candidate's parts: main blocs, the chosen option, the mémoire.
    #[must_use]
    pub fn parts(&self, candidate: &Candidate) -> Vec<Part<'_>> {
        let option = candidate.file.shown().map(|file| file.option.as_str()).unwrap_or_default();
        let blocks = self
            .referential
            .blocks
            .iter()
            .filter(|block| block.kind == crate::referential::BlockKind::Main || block.code == option);
        let parts = blocks.map(|block| Part {
            code: &block.code,
            short: &block.short,
            title: &block.title,
            evaluations: block
                .evaluations
                .iter()
                .map(|evaluation| Group {
                    code: &evaluation.code,
                    trials: &evaluation.trials,
                    criteria: evaluation.criteria.iter().map(Line::from).collect(),
                })
                .collect(),
        });
        parts.chain(self.thesis_part()).collect()
    }

    /// Codes of the criteria the candidate is graded on: those of parts that were not acquired before.
    #[must_use]
    pub fn criteria_to_grade(&self, candidate: &Candidate) -> Vec<&str> {
        let parts = self.parts(candidate).into_iter().filter(|part| candidate.prior(part.code).is_none());
        parts.flat_map(|part| part.evaluations).flat_map(|group| group.criteria).map(|line| line.code).collect()
    }

    fn thesis_part(&self) -> Option<Part<'_>> {
        let thesis = &self.referential.thesis;
        let defence = self.regulation.defence.iter();
        let lines = thesis.elements.iter().map(Line::from);
        let defence = defence.map(|rule| Line { code: DEFENCE, text: &rule.label, erratum: None, skills: &[] });
        let group = Group { code: THESIS, trials: &[], criteria: lines.chain(defence).collect() };
        self.referential.title_rule.thesis.then(|| Part {
            code: THESIS,
            short: &thesis.short,
            title: &thesis.title,
            evaluations: vec![group],
        })
    }
}
