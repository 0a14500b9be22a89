//! One candidate's sheet, as the juror who writes it sees it: the official text, one's own marks, nobody else's.

use domain::grading::Mark;
use domain::id::{CandidateId, PersonId};
use domain::person::PriorKind;
use domain::referential::{Code, TrialKind};
use domain::session::facts::SubjectFile;
use domain::session::grid::{Group, Part};
use domain::session::{Candidate, Session, Sheet};
use domain::time::{Date, Timestamp};
use serde::{Deserialize, Serialize};

use super::grid::{CandidateLine, line};
use super::session::count;

/// One candidate's sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct SheetView {
    /// The candidate.
    pub candidate: CandidateLine,
    /// Blocs, then the mémoire.
    pub sections: Vec<SectionView>,
    /// One's general observation.
    pub observation: String,
    /// The subjects that the candidate drew.
    #[serde(default)]
    pub subjects: Vec<SubjectFile>,
    /// When one sealed it.
    pub sealed_at: Option<Timestamp>,
}

/// A bloc, or the mémoire.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct SectionView {
    /// Code.
    pub code: Code,
    /// Short label.
    pub short: String,
    /// Official title.
    pub title: String,
    /// Bloc or mémoire.
    pub kind: SectionKind,
    /// The official paragraph on the mission and the mémoire; empty for a bloc, whose épreuves have their own.
    pub text: String,
    /// Set when it was acquired before: it is not graded.
    pub prior: Option<PriorView>,
    /// Évaluations.
    pub evaluations: Vec<EvaluationView>,
    /// Criteria one has rated.
    pub done: u32,
    /// Criteria to rate.
    pub total: u32,
}

/// Bloc or mémoire.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum SectionKind {
    /// A bloc.
    Block,
    /// The mémoire.
    Thesis,
}

/// A bloc acquired before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct PriorView {
    /// Acquired, or exempted.
    pub kind: PriorKind,
    /// What proves it.
    pub proof: String,
    /// When.
    pub on: Option<Date>,
}

/// An évaluation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct EvaluationView {
    /// Code.
    pub code: Code,
    /// Its épreuves; none for the mémoire.
    pub trials: Vec<TrialView>,
    /// Its criteria.
    pub criteria: Vec<CriterionView>,
}

/// An épreuve.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct TrialView {
    /// Code.
    pub code: Code,
    /// Kind.
    pub kind: TrialKind,
    /// Name.
    pub title: String,
    /// Consigne.
    pub instruction: String,
}

/// A criterion and one's own mark.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct CriterionView {
    /// Code.
    pub code: Code,
    /// Place in the section, from 1.
    pub number: u32,
    /// Official text.
    pub text: String,
    /// The certifier's note beside it.
    pub erratum: Option<String>,
    /// Competences it covers.
    pub skills: Vec<Code>,
    /// One's own mark.
    pub mark: Mark,
}

/// The sheet of `me` for `candidate`; `None` when there is no such candidate.
#[must_use]
pub fn sheet(session: &Session, me: PersonId, candidate: CandidateId) -> Option<SheetView> {
    let file = session.candidates.get(&candidate)?;
    let own = session.sheets.get(&(me, candidate));
    let sections = session.parts(file).into_iter().map(|part| section(session, file, own, &part)).collect();
    Some(SheetView {
        candidate: line(session, me, candidate, file),
        sections,
        observation: own.and_then(|sheet| sheet.observation.shown()).cloned().unwrap_or_default(),
        subjects: subjects(session, file),
        sealed_at: own.and_then(|sheet| sheet.seal.last()).map(|seal| seal.stamp.clock.at()),
    })
}

fn subjects(session: &Session, candidate: &Candidate) -> Vec<SubjectFile> {
    let drawn = candidate.subjects.values().filter_map(|register| session.subjects.get(&register.shown()?.subject));
    drawn.cloned().collect()
}

fn section(session: &Session, candidate: &Candidate, own: Option<&Sheet>, part: &Part<'_>) -> SectionView {
    let is_thesis = part.code == domain::deliberation::THESIS;
    let prior = candidate.prior(part.code);
    let mut number = 0;
    let evaluations: Vec<_> = part.evaluations.iter().map(|group| evaluation(own, group, &mut number)).collect();
    let marks = evaluations.iter().flat_map(|evaluation| &evaluation.criteria);
    let (done, total) = match prior {
        Some(_) => (0, 0),
        None => {
            (marks.filter(|criterion| criterion.mark.rating.is_some()).count(), usize::try_from(number).unwrap_or(0))
        }
    };
    SectionView {
        code: part.code.to_owned(),
        short: part.short.to_owned(),
        title: part.title.to_owned(),
        kind: if is_thesis { SectionKind::Thesis } else { SectionKind::Block },
        text: if is_thesis { session.referential.thesis.text.clone() } else { String::new() },
        prior: prior.map(|prior| PriorView { kind: prior.kind, proof: prior.proof.clone(), on: prior.on }),
        evaluations,
        done: count(done),
        total: count(total),
    }
}

fn evaluation(own: Option<&Sheet>, group: &Group<'_>, number: &mut u32) -> EvaluationView {
    let trials = group.trials.iter().map(|trial| TrialView {
        code: trial.code.clone(),
        kind: trial.kind,
        title: trial.title.clone(),
        instruction: trial.instruction.clone(),
    });
    let criteria = group.criteria.iter().map(|criterion| {
        *number += 1;
        let mark = own.and_then(|sheet| sheet.marks.shown(criterion.code));
        CriterionView {
            code: criterion.code.to_owned(),
            number: *number,
            text: criterion.text.to_owned(),
            erratum: criterion.erratum.map(str::to_owned),
            skills: criterion.skills.to_vec(),
            mark: mark.unwrap_or_default(),
        }
    });
    EvaluationView { code: group.code.to_owned(), trials: trials.collect(), criteria: criteria.collect() }
}
