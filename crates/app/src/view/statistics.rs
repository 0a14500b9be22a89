//! The numbers of a session as their screen reads them: those of `domain::statistics` with the texts and names they are about.
//! Nothing is counted here, and nothing of it is told before sheets are side by side.

use domain::deliberation::{Outcome, THESIS};
use domain::id::{CandidateId, PersonId};
use domain::referential::Code;
use domain::refusal::Refusal;
use domain::regulation::DEFENCE;
use domain::session::{Session, about};
use domain::statistics::{Axis, Band, FEWEST_CANDIDATES, FEWEST_RATINGS, Spread, Statistics, statistics};
use serde::Serialize;

use super::grid::{ScaleView, scale};
use super::session::{SessionHead, head};

/// What the screen of the statistics shows.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct StatisticsView {
    /// The session.
    pub session: SessionHead,
    /// The scale that bands are of.
    pub scale: ScaleView,
    /// What ratings are counted in, lowest first.
    pub bands: Vec<Band>,
    /// How many candidates were rated.
    pub candidates: u32,
    /// Below how many candidates shares say little.
    pub fewest_candidates: u32,
    /// Below how many ratings in common no mean is told.
    pub fewest_ratings: u32,
    /// Blocs, then the mémoire: what became of each, and its criteria.
    pub parts: Vec<PartNumbers>,
    /// Competences, in the order of the référentiel.
    pub skills: Vec<SkillNumbers>,
    /// Members two by two.
    pub pairs: Vec<PairNumbers>,
    /// Candidates, in the order of their numbers.
    pub profiles: Vec<ProfileView>,
}

/// A bloc or the mémoire.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct PartNumbers {
    /// Code.
    pub code: Code,
    /// Short label.
    pub short: String,
    /// Official title.
    pub title: String,
    /// Candidates for whom this jury validated it.
    pub validated: u32,
    /// Candidates for whom it did not.
    pub failed: u32,
    /// Candidates who bring it.
    pub prior: u32,
    /// Candidates who were not assessed.
    pub not_assessed: u32,
    /// Candidates of whom nothing is decided.
    pub undecided: u32,
    /// Its criteria.
    pub criteria: Vec<CriterionNumbers>,
}

/// A criterion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct CriterionNumbers {
    /// Code.
    pub code: Code,
    /// Official text.
    pub text: String,
    /// Sealed ratings of all members.
    pub given: Spread,
    /// Ratings that count.
    pub kept: Spread,
}

/// A competence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct SkillNumbers {
    /// Its bloc.
    pub block: Code,
    /// Code.
    pub code: Code,
    /// Official text.
    pub text: String,
    /// How many criteria name it.
    pub criteria: u32,
    /// Ratings that reach their criterion.
    pub reached: u32,
    /// Ratings that do not.
    pub missed: u32,
    /// « Non observé » and « sans objet ».
    pub unobserved: u32,
}

/// Two members.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct PairNumbers {
    /// One, « Prénom NOM ».
    pub first: String,
    /// The other.
    pub second: String,
    /// Ratings in common.
    pub count: u32,
    /// Of these, how many are the same.
    pub same: u32,
    /// Mean of the first's less the second's, in hundredths of a level or of a point; absent when there are too few.
    pub mean: Option<i32>,
}

/// A candidate's shape.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct ProfileView {
    /// The candidate.
    pub id: CandidateId,
    /// Number.
    pub number: String,
    /// « Prénom NOM ».
    pub name: String,
    /// What was decided.
    pub outcome: Option<Outcome>,
    /// One axis for each part.
    pub axes: Vec<Axis>,
}

/// The numbers of `session`.
///
/// # Errors
/// While sheets are not side by side.
pub(crate) fn statistics_view(session: &Session) -> Result<StatisticsView, Refusal> {
    let told = statistics(session)?;
    Ok(StatisticsView {
        session: head(session),
        scale: scale(&session.regulation.scale),
        candidates: told.candidates,
        fewest_candidates: FEWEST_CANDIDATES,
        fewest_ratings: FEWEST_RATINGS,
        parts: parts(session, &told),
        skills: skills(session, &told),
        pairs: pairs(session, &told),
        profiles: profiles(session, &told),
        bands: told.bands,
    })
}

fn parts(session: &Session, told: &Statistics) -> Vec<PartNumbers> {
    let part = |count: &domain::statistics::PartCount| {
        let (short, title) = labels(session, &count.part);
        let criteria = told.criteria.iter().filter(|line| line.part == count.part);
        PartNumbers {
            short,
            title,
            validated: count.validated,
            failed: count.failed,
            prior: count.prior,
            not_assessed: count.not_assessed,
            undecided: count.undecided,
            criteria: criteria.map(|line| criterion(session, line)).collect(),
            code: count.part.clone(),
        }
    };
    told.parts.iter().map(part).collect()
}

fn labels(session: &Session, part: &str) -> (String, String) {
    let thesis = &session.referential.thesis;
    let of_thesis = || (thesis.short.clone(), thesis.title.clone());
    if part == THESIS {
        return of_thesis();
    }
    session.referential.block(part).map(|block| (block.short.clone(), block.title.clone())).unwrap_or_default()
}

fn criterion(session: &Session, line: &domain::statistics::CriterionCount) -> CriterionNumbers {
    let referential = &session.referential;
    let mut all = referential.criteria().chain(&referential.thesis.elements);
    let text = all.find(|criterion| criterion.code == line.criterion).map(|criterion| criterion.text.clone());
    let defence = || session.regulation.defence.as_ref().map(|rule| rule.label.clone());
    let text = if line.criterion == DEFENCE { defence() } else { text };
    CriterionNumbers {
        code: line.criterion.clone(),
        text: text.unwrap_or_default(),
        given: line.given.clone(),
        kept: line.kept.clone(),
    }
}

fn skills(session: &Session, told: &Statistics) -> Vec<SkillNumbers> {
    let text = |block: &str, code: &str| {
        let skills = session.referential.block(block).map(|block| block.skills.as_slice()).unwrap_or_default();
        skills.iter().find(|skill| skill.code == code).map(|skill| skill.text.clone()).unwrap_or_default()
    };
    let line = |skill: &domain::statistics::SkillCount| SkillNumbers {
        text: text(&skill.block, &skill.skill),
        block: skill.block.clone(),
        code: skill.skill.clone(),
        criteria: skill.criteria,
        reached: skill.reached,
        missed: skill.missed,
        unobserved: skill.unobserved,
    };
    told.skills.iter().map(line).collect()
}

fn pairs(session: &Session, told: &Statistics) -> Vec<PairNumbers> {
    let name = |person: PersonId| about::person(session, person);
    let pair = |pair: &domain::statistics::Pair| PairNumbers {
        first: name(pair.first),
        second: name(pair.second),
        count: pair.count,
        same: pair.same,
        mean: pair.mean,
    };
    told.pairs.iter().map(pair).collect()
}

fn profiles(session: &Session, told: &Statistics) -> Vec<ProfileView> {
    let profile = |profile: &domain::statistics::Profile| {
        let candidate = session.candidates.get(&profile.candidate)?;
        Some(ProfileView {
            id: profile.candidate,
            number: candidate.number(),
            name: candidate.name(),
            outcome: session.decision(profile.candidate).map(|decision| decision.outcome),
            axes: profile.axes.clone(),
        })
    };
    told.profiles.iter().filter_map(profile).collect()
}
