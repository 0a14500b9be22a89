//! One candidate before the panel: sealed sheets side by side, criterion by criterion, what was retained, what the calculation
//! proposes and why, what was voted and decided. Before the confrontation no rating, no comment and no proposal is in it.

use domain::deliberation::proposal::{Proposal, propose};
use domain::deliberation::{Decision, Vote};
use domain::grading::Rating;
use domain::grading::gap::{self, Gap, GapKind, Standing};
use domain::id::{CandidateId, PersonId};
use domain::person::{JurorFile, Role};
use domain::referential::Code;
use domain::register::{Register, Write};
use domain::session::grid::{Group, Part};
use domain::session::{Candidate, Session, about};
use domain::time::Timestamp;
use serde::Serialize;

use super::deliberation::{CaseLine, line};
use super::sheet::{PriorView, SectionKind};
use domain::deliberation::THESIS;

/// One candidate before the panel.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct CaseView {
    /// The candidate.
    pub candidate: CaseLine,
    /// Members, president first; those who stepped back too.
    pub jurors: Vec<CaseJuror>,
    /// Whether the sheets are side by side: nothing of them is here otherwise.
    pub shown: bool,
    /// Blocs, then the mémoire.
    pub sections: Vec<CaseSection>,
    /// What members wrote of the whole, by juror.
    pub observations: Vec<CaseObservation>,
    /// What the calculation proposes.
    pub proposal: Option<Proposal>,
    /// Votes held, oldest first.
    pub votes: Vec<CaseVote>,
    /// The decision in force.
    pub decision: Option<CaseDecision>,
}

/// A member of the panel, for one candidate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct CaseJuror {
    /// Who.
    pub id: PersonId,
    /// « Prénom NOM ».
    pub name: String,
    /// Role.
    pub role: Role,
    /// Whether they stepped back.
    pub recused: bool,
    /// Whether their sheet is sealed.
    pub sealed: bool,
}

/// A bloc, or the mémoire.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct CaseSection {
    /// Code.
    pub code: Code,
    /// Short label.
    pub short: String,
    /// Official title.
    pub title: String,
    /// Bloc or mémoire.
    pub kind: SectionKind,
    /// Set when it was acquired before: it is not graded.
    pub prior: Option<PriorView>,
    /// Its criteria, évaluation after évaluation.
    pub criteria: Vec<CaseCriterion>,
}

/// A criterion, with what each member gave.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct CaseCriterion {
    /// Code.
    pub code: Code,
    /// Place in the section, from 1.
    pub number: u32,
    /// Official text.
    pub text: String,
    /// The certifier's note beside it.
    pub erratum: Option<String>,
    /// Its épreuves, where it is the first criterion of them.
    pub trials: Vec<String>,
    /// What each member gave, in the order of the members.
    pub given: Vec<Given>,
    /// Where it stands; absent while the sheets are not side by side.
    pub standing: Option<Standing>,
    /// Set when sealed ratings lie too far apart.
    pub gap: Option<CaseGap>,
    /// What the panel retained.
    pub retained: Option<CaseRetained>,
}

/// What a member gave for one criterion.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Given {
    /// Their rating; two where their two laptops differ, none where they gave none.
    pub ratings: Vec<Rating>,
    /// Their words.
    pub comment: String,
}

/// Sealed ratings that lie too far apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct CaseGap {
    /// What makes it a gap.
    pub kind: GapKind,
    /// Whether some ratings reach the criterion and others do not.
    pub crosses_line: bool,
    /// Whether the panel settled it.
    pub settled: bool,
}

/// What the panel retained.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct CaseRetained {
    /// The rating.
    pub rating: Rating,
    /// Why, where it was said.
    pub ground: String,
    /// Who wrote it.
    pub by: String,
    /// When.
    pub at: Timestamp,
}

/// What a member wrote of the whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct CaseObservation {
    /// Their place among the members.
    pub juror: u32,
    /// Their words.
    pub text: String,
}

/// A vote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct CaseVote {
    /// The vote.
    pub vote: Vote,
    /// Whether the question was carried; absent on a tie that nobody decided.
    pub carried: Option<bool>,
    /// When.
    pub at: Timestamp,
}

/// The decision in force.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct CaseDecision {
    /// The decision.
    pub decision: Decision,
    /// When the panel took it; absent when a rectificatif changed it.
    pub at: Option<Timestamp>,
}

/// One candidate before the panel; `None` when there is no such candidate.
#[must_use]
pub fn case(session: &Session, id: CandidateId) -> Option<CaseView> {
    let candidate = session.candidates.get(&id)?;
    let jurors: Vec<CaseJuror> =
        session.members().into_iter().map(|(juror, file)| member(session, id, candidate, juror, file)).collect();
    let scene = Scene { session, id, candidate, shown: session.is_confronted(), jurors: &jurors };
    let sections = session.parts(candidate).iter().map(|part| scene.section(part)).collect();
    let observations = scene.observations();
    let votes = candidate.votes.iter().map(|write| CaseVote {
        carried: write.value.carried(),
        vote: write.value.clone(),
        at: write.stamp.clock.at(),
    });
    // Of a candidate who did not come the calculation reads no rating.
    let proposal = if scene.shown || !candidate.gradable() { propose(session, id) } else { None };
    Some(CaseView {
        candidate: line(session, id, candidate),
        shown: scene.shown,
        sections,
        observations,
        proposal,
        votes: votes.collect(),
        decision: session.decision(id).map(|decision| taken(candidate, decision)),
        jurors,
    })
}

fn member(session: &Session, id: CandidateId, candidate: &Candidate, juror: PersonId, file: &JurorFile) -> CaseJuror {
    CaseJuror {
        id: juror,
        name: file.full_name(),
        role: file.role,
        recused: candidate.recused(juror),
        sealed: session.sealed(juror, id),
    }
}

fn taken(candidate: &Candidate, decision: Decision) -> CaseDecision {
    let own = candidate.decision.sides().iter().find(|side| side.value == decision);
    CaseDecision { at: own.map(|side| side.stamp.clock.at()), decision }
}

/// What is looked at, and whether the sheets are side by side.
struct Scene<'a> {
    session: &'a Session,
    id: CandidateId,
    candidate: &'a Candidate,
    shown: bool,
    jurors: &'a [CaseJuror],
}

impl Scene<'_> {
    fn section(&self, part: &Part<'_>) -> CaseSection {
        let gaps = if self.shown { gap::gaps(self.session, self.id) } else { Vec::new() };
        let prior = self.candidate.prior(part.code);
        let mut number = 0;
        let mut criteria = Vec::new();
        for group in part.evaluations.iter().filter(|_| prior.is_none()) {
            criteria.extend(self.criteria(group, &gaps, &mut number));
        }
        CaseSection {
            code: part.code.to_owned(),
            short: part.short.to_owned(),
            title: part.title.to_owned(),
            kind: if part.code == THESIS { SectionKind::Thesis } else { SectionKind::Block },
            prior: prior.map(|prior| PriorView { kind: prior.kind, proof: prior.proof.clone(), on: prior.on }),
            criteria,
        }
    }

    fn criteria(&self, group: &Group<'_>, gaps: &[Gap], number: &mut u32) -> Vec<CaseCriterion> {
        let titles: Vec<String> = group.trials.iter().map(|trial| trial.title.clone()).collect();
        let lines = group.criteria.iter().enumerate();
        let criterion = lines.map(|(place, line)| {
            *number += 1;
            let gap = gaps.iter().find(|gap| gap.criterion == line.code);
            CaseCriterion {
                code: line.code.to_owned(),
                number: *number,
                text: line.text.to_owned(),
                erratum: line.erratum.map(str::to_owned),
                trials: if place == 0 { titles.clone() } else { Vec::new() },
                given: self.jurors.iter().map(|juror| self.given(juror, line.code)).collect(),
                standing: self.shown.then(|| gap::standing(self.session, self.id, line.code)),
                gap: gap.map(|gap| CaseGap { kind: gap.kind, crosses_line: gap.crosses_line, settled: gap.settled }),
                retained: self.candidate.retained.get(line.code).and_then(|kept| self.retained(kept)),
            }
        });
        criterion.collect()
    }

    /// What a member gave: nothing before the sheets are side by side, nothing of a sheet that is not sealed.
    fn given(&self, juror: &CaseJuror, criterion: &str) -> Given {
        if !self.shown || !juror.sealed || juror.recused {
            return Given::default();
        }
        let sheet = self.session.sheets.get(&(juror.id, self.id));
        let mark = sheet.and_then(|sheet| sheet.marks.get(criterion));
        let sides = mark.as_ref().map(Register::sides).unwrap_or_default();
        let mut ratings: Vec<Rating> = sides.iter().filter_map(|side| side.value.rating).collect();
        ratings.sort_unstable();
        ratings.dedup();
        let comment = mark.as_ref().and_then(Register::shown).map(|mark| mark.comment.clone()).unwrap_or_default();
        Given { ratings, comment }
    }

    fn retained(&self, kept: &Register<domain::deliberation::Retained>) -> Option<CaseRetained> {
        let Write { value, stamp } = kept.last()?;
        let by = about::person(self.session, stamp.by);
        Some(CaseRetained { rating: value.rating, ground: value.ground.clone(), by, at: stamp.clock.at() })
    }

    fn observations(&self) -> Vec<CaseObservation> {
        let seen = self.jurors.iter().enumerate().filter(|(_, juror)| self.shown && juror.sealed && !juror.recused);
        let written = seen.filter_map(|(place, juror)| {
            let sheet = self.session.sheets.get(&(juror.id, self.id))?;
            let text = sheet.observation.shown().filter(|text| !text.is_empty())?;
            Some(CaseObservation { juror: super::session::count(place), text: text.clone() })
        });
        written.collect()
    }
}
