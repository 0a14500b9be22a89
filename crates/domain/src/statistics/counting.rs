//! Counting ratings and results. Only sealed sheets are read, through `grading::gap`; nothing is weighed here.

use std::collections::{BTreeMap, BTreeSet};

use super::{Axis, Band, CriterionCount, PartCount, Profile, SkillCount, Spread};
use crate::deliberation::{PartStatus, THESIS};
use crate::grading::Rating;
use crate::grading::gap::{graders, ratings_among, standing_among};
use crate::id::{CandidateId, PersonId};
use crate::referential::Code;
use crate::referential::coverage::coverage;
use crate::regulation::{DEFENCE, Scale};
use crate::session::Session;

/// What was read of the session, once: sealed ratings and ratings that count.
pub(super) struct Read {
    /// By candidate and criterion, what each member gave.
    pub(super) given: BTreeMap<(CandidateId, Code), Vec<(PersonId, Rating)>>,
    /// By candidate and criterion, what counts.
    pub(super) kept: BTreeMap<(CandidateId, Code), Rating>,
    /// Candidates whom somebody rated.
    pub(super) rated: BTreeSet<CandidateId>,
}

pub(super) fn read(session: &Session) -> Read {
    let mut read = Read { given: BTreeMap::new(), kept: BTreeMap::new(), rated: BTreeSet::new() };
    for (id, candidate) in session.roster() {
        let jurors = graders(session, id);
        for criterion in session.criteria_to_grade(candidate) {
            let given = ratings_among(session, &jurors, id, criterion);
            let key = (id, criterion.to_owned());
            if let Some(kept) = standing_among(session, &jurors, id, criterion).rating() {
                read.kept.insert(key.clone(), kept);
            }
            if !given.is_empty() {
                read.rated.insert(id);
                read.given.insert(key, given);
            }
        }
    }
    read
}

/// A level is a band; a scale of scores is cut in the middle below its pass mark and in the middle above it.
pub(super) fn bands(scale: &Scale) -> Vec<Band> {
    match scale {
        Scale::Levels { levels } => {
            let place = |place: usize| i32::try_from(place).unwrap_or(i32::MAX);
            let band = |(at, level): (usize, &crate::regulation::LevelRule)| Band {
                from: place(at),
                to: place(at),
                reached: level.reached,
            };
            levels.iter().enumerate().map(band).collect()
        }
        Scale::Score { max, pass, .. } => {
            let cuts = [0, pass / 2, *pass, pass + (max - pass) / 2, *max];
            let pairs = cuts.iter().zip(cuts.iter().skip(1)).filter(|(from, to)| from < to);
            pairs.map(|(from, to)| Band { from: *from, to: *to, reached: from >= pass }).collect()
        }
    }
}

/// Every criterion of the référentiel that somebody is graded on, by part.
pub(super) fn criteria(session: &Session, bands: &[Band], read: &Read) -> Vec<CriterionCount> {
    let mut given: BTreeMap<&str, Spread> = BTreeMap::new();
    let mut kept: BTreeMap<&str, Spread> = BTreeMap::new();
    for ((_, criterion), ratings) in &read.given {
        let spread = given.entry(criterion).or_default();
        ratings.iter().for_each(|(_, rating)| spread.count(bands, *rating));
    }
    for ((_, criterion), rating) in &read.kept {
        kept.entry(criterion).or_default().count(bands, *rating);
    }
    let of = |spreads: &BTreeMap<&str, Spread>, criterion: &str| {
        let mut spread = spreads.get(criterion).cloned().unwrap_or_default();
        spread.bands.resize(bands.len(), 0);
        spread
    };
    let line = |(part, criterion): (&str, &str)| CriterionCount {
        part: part.to_owned(),
        criterion: criterion.to_owned(),
        given: of(&given, criterion),
        kept: of(&kept, criterion),
    };
    graded(session).into_iter().map(line).collect()
}

pub(super) fn skills(session: &Session, read: &Read) -> Vec<SkillCount> {
    let scale = &session.regulation.scale;
    let mut counts: BTreeMap<&str, [u32; 3]> = BTreeMap::new();
    for ((_, criterion), rating) in &read.kept {
        let [reached, missed, unobserved] = counts.entry(criterion).or_default();
        let cell = match scale.reached(*rating) {
            Some(true) => reached,
            Some(false) => missed,
            None => unobserved,
        };
        *cell = cell.saturating_add(1);
    }
    let line = |skill: crate::referential::coverage::SkillCoverage| {
        let all = skill.criteria.iter().filter_map(|criterion| counts.get(criterion.as_str()));
        let [reached, missed, unobserved] = all.fold([0_u32; 3], |[r, m, u], [x, y, z]| {
            [r.saturating_add(*x), m.saturating_add(*y), u.saturating_add(*z)]
        });
        let criteria = tally(skill.criteria.len());
        SkillCount { block: skill.block, skill: skill.skill, criteria, reached, missed, unobserved }
    };
    coverage(&session.referential).into_iter().map(line).collect()
}

pub(super) fn parts(session: &Session) -> Vec<PartCount> {
    let mut counts: BTreeMap<Code, PartCount> = BTreeMap::new();
    for (id, candidate) in session.roster() {
        let decision = session.decision(id);
        let parts = session.parts(candidate).into_iter().map(|part| part.code.to_owned());
        for part in parts {
            let results = decision.as_ref().map(|decision| decision.parts.as_slice()).unwrap_or_default();
            let status = results.iter().find(|result| result.part == part).map(|result| result.status);
            counts.entry(part.clone()).or_insert_with(|| PartCount::none(part)).count(status);
        }
    }
    let order = session.referential.blocks.iter().map(|block| block.code.as_str()).chain([THESIS]);
    order.filter_map(|part| counts.remove(part)).collect()
}

pub(super) fn profiles(session: &Session, read: &Read) -> Vec<Profile> {
    let scale = &session.regulation.scale;
    let profile = |(id, candidate): (CandidateId, &crate::session::Candidate)| {
        let decision = session.decision(id);
        let results = decision.map(|decision| decision.parts).unwrap_or_default();
        let axis = |part: crate::session::grid::Part<'_>| {
            let criteria = part.evaluations.iter().flat_map(|group| &group.criteria);
            let kept = criteria.filter_map(|line| read.kept.get(&(id, line.code.to_owned())));
            let told: Vec<bool> = kept.filter_map(|rating| scale.reached(*rating)).collect();
            Axis {
                reached: tally(told.iter().filter(|reached| **reached).count()),
                counted: tally(told.len()),
                status: results.iter().find(|result| result.part == part.code).map(|result| result.status),
                part: part.code.to_owned(),
            }
        };
        Profile { candidate: id, axes: session.parts(candidate).into_iter().map(axis).collect() }
    };
    session.roster().into_iter().map(profile).collect()
}

/// Parts and their criteria, each once: blocs in the order of the référentiel, then the mémoire and its soutenance.
fn graded(session: &Session) -> Vec<(&str, &str)> {
    let referential = &session.referential;
    let of_blocks = referential.blocks.iter().flat_map(|block| {
        let criteria = block.evaluations.iter().flat_map(|evaluation| &evaluation.criteria);
        criteria.map(|criterion| (block.code.as_str(), criterion.code.as_str()))
    });
    let elements = referential.thesis.elements.iter().map(|element| (THESIS, element.code.as_str()));
    let defence = session.regulation.defence.iter().map(|_| (THESIS, DEFENCE));
    let of_thesis = elements.chain(defence).filter(|_| referential.title_rule.thesis);
    of_blocks.chain(of_thesis).collect()
}

impl Spread {
    fn count(&mut self, bands: &[Band], rating: Rating) {
        self.bands.resize(bands.len(), 0);
        let cell = match rating {
            Rating::NotObserved => Some(&mut self.not_observed),
            Rating::NotApplicable => Some(&mut self.not_applicable),
            Rating::Level { index } => self.bands.get_mut(usize::from(index)),
            Rating::Score { hundredths } => {
                let place = bands.iter().position(|band| hundredths < band.to);
                self.bands.get_mut(place.unwrap_or(bands.len().saturating_sub(1)))
            }
        };
        if let Some(cell) = cell {
            *cell = cell.saturating_add(1);
        }
    }
}

impl PartCount {
    fn none(part: Code) -> Self {
        Self { part, validated: 0, failed: 0, prior: 0, not_assessed: 0, undecided: 0 }
    }

    fn count(&mut self, status: Option<PartStatus>) {
        let cell = match status {
            Some(PartStatus::Validated) => &mut self.validated,
            Some(PartStatus::Failed) => &mut self.failed,
            Some(PartStatus::Prior) => &mut self.prior,
            Some(PartStatus::NotAssessed) => &mut self.not_assessed,
            None => &mut self.undecided,
        };
        *cell = cell.saturating_add(1);
    }
}

pub(super) fn tally(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}
