//! What the calculation proposes for a candidate, and why, as a tree that people can read: the title, its parts, their
//! évaluations, their criteria. A proposal is not a decision: the panel decides (`decide`), and says why when it leaves it.
//! Integers only; the rules themselves are in `rule`.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::deliberation::rule::{self, Finding, Item};
use crate::deliberation::{Outcome, PartResult, PartStatus, THESIS};
use crate::grading::Rating;
use crate::grading::gap::{self, Standing};
use crate::id::{CandidateId, PersonId};
use crate::referential::Code;
use crate::regulation::{DEFENCE, NotObserved, Rule};
use crate::session::facts::AttendanceStatus;
use crate::session::grid::{Group, Part};
use crate::session::{Candidate, Session};

/// What the calculation proposes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Proposal {
    /// The outcome; absent while something is undecided.
    pub outcome: Option<Outcome>,
    /// Results of the candidate's parts, in the order of the grid; undecided parts are not in it.
    pub parts: Vec<PartResult>,
    /// Code of the mention, with the title only.
    pub mention: Option<Code>,
    /// Weighted mean of every criterion that counts, in hundredths of a point, rounded down. A criterion weighs its own
    /// weight times its évaluation's times its bloc's.
    pub mean: Option<i32>,
    /// Why.
    pub why: Reason,
}

/// Why something holds, fails or is undecided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Reason {
    /// Of what it speaks.
    pub about: About,
    /// What is said of it.
    pub verdict: Verdict,
    /// Why, where the numbers alone do not say it; of a criterion, where its rating comes from.
    pub cause: Option<Cause>,
    /// The rule that was applied.
    pub rule: Option<Rule>,
    /// The rule's numbers.
    pub count: Option<Count>,
    /// The rating of a criterion.
    pub rating: Option<Rating>,
    /// What it rests on.
    pub children: Vec<Reason>,
}

/// Of what a reason speaks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(tag = "kind", content = "code", rename_all = "snake_case")]
pub enum About {
    /// The title.
    Title,
    /// A bloc, or the mémoire.
    Part(Code),
    /// An évaluation.
    Evaluation(Code),
    /// A criterion, an element of the mémoire, or the soutenance.
    Criterion(Code),
}

/// What is said of a thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Reached, validated.
    Holds,
    /// Not reached, not validated.
    Fails,
    /// Nothing can be said yet.
    Undecided,
    /// Acquired before this jury: counted, not graded.
    Prior,
    /// Leaves the count.
    LeftOut,
}

/// Why, where the numbers alone do not say it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Cause {
    /// Criterion: the panel retained the rating.
    Retained,
    /// Criterion: somebody supposed it, to see what it would change. Nothing that is kept has this cause.
    Supposed,
    /// Criterion: every sealed rating says it.
    Agreed,
    /// Criterion: proposed from close ratings.
    Proposed,
    /// Criterion: the ratings are too far apart.
    Gap,
    /// Criterion: nobody who sealed rated it.
    Unrated,
    /// Criterion: nobody rated it, and the candidate had left. Title: the candidate did not come.
    Absent,
    /// Title: the candidate was excluded.
    Excluded,
    /// Title: people disagree on the candidate's option or attendance.
    Disputed,
    /// Title: the candidate has chosen no option.
    NoOption,
    /// Set: something eliminatory failed.
    Eliminatory,
    /// Set: nothing in it counts, or nothing weighs.
    NothingCounted,
}

/// The numbers of a rule: how much was reached, of how much, and how much was needed. Things for « all » and « all but »;
/// weights for a share; for a mean, hundredths of a point against hundredths, `total` being how many things were counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Count {
    /// Reached.
    pub reached: i32,
    /// Of how much.
    pub total: i32,
    /// Needed.
    pub needed: i32,
}

/// What the calculation proposes for that candidate; `None` when the session has no such candidate.
///
/// - Absent, justified or not: [`Outcome::Absent`]; excluded: [`Outcome::Excluded`]. Parts acquired before stay acquired,
///   the others were not assessed.
/// - Abandoned: what was sealed counts, and a criterion that nobody rated counts as not reached.
/// - Every part validated or acquired before: [`Outcome::Awarded`]. At least one validated by this jury:
///   [`Outcome::Partial`]. None: [`Outcome::Adjourned`], even where the candidate brings parts acquired before.
/// - Anything undecided: no outcome.
#[must_use]
pub fn propose(session: &Session, candidate: CandidateId) -> Option<Proposal> {
    propose_supposing(session, candidate, &BTreeMap::new())
}

/// What the calculation would propose if the panel had retained `supposed`, by criterion: a question, which no fact answers.
/// A rating that is not of the scale is not supposed.
#[must_use]
pub fn propose_supposing(
    session: &Session,
    candidate: CandidateId,
    supposed: &BTreeMap<Code, Rating>,
) -> Option<Proposal> {
    let file = session.candidates.get(&candidate)?;
    let jurors = gap::graders(session, candidate);
    let calculation = Calculation { session, id: candidate, file, jurors, supposed, rated: Vec::new() };
    Some(match file.attendance().map(|attendance| attendance.status) {
        _ if is_disputed(file) => calculation.set_apart(None, Verdict::Undecided, Cause::Disputed),
        Some(AttendanceStatus::AbsentJustified | AttendanceStatus::AbsentUnjustified) => {
            calculation.set_apart(Some(Outcome::Absent), Verdict::Fails, Cause::Absent)
        }
        Some(AttendanceStatus::Excluded) => {
            calculation.set_apart(Some(Outcome::Excluded), Verdict::Fails, Cause::Excluded)
        }
        _ => calculation.proposal(),
    })
}

/// Whether people disagree on what the calculation starts from. No clock decides: nothing is proposed.
fn is_disputed(candidate: &Candidate) -> bool {
    let mut options = candidate.file.sides().iter().map(|side| &side.value.option);
    let attendance = candidate.attendance.get("").map(crate::register::Register::sides).unwrap_or_default();
    let mut statuses = attendance.iter().map(|side| side.value.status);
    let (option, status) = (options.next(), statuses.next());
    options.any(|other| Some(other) != option) || statuses.any(|other| Some(other) != status)
}

/// The calculation for one candidate.
struct Calculation<'a> {
    session: &'a Session,
    id: CandidateId,
    file: &'a Candidate,
    jurors: Vec<PersonId>,
    /// Ratings supposed instead of those in force.
    supposed: &'a BTreeMap<Code, Rating>,
    /// Every criterion counted so far, with its weight in the mean of all.
    rated: Vec<(u64, i32)>,
}

impl Calculation<'_> {
    /// A proposal that rests on no grading.
    fn set_apart(&self, outcome: Option<Outcome>, verdict: Verdict, cause: Cause) -> Proposal {
        let parts = self.session.parts(self.file).into_iter().map(|part| {
            let prior = self.file.prior(part.code).is_some();
            let status = if prior { PartStatus::Prior } else { PartStatus::NotAssessed };
            PartResult { part: part.code.to_owned(), status }
        });
        let parts = if outcome.is_some() { parts.collect() } else { Vec::new() };
        let why = Reason { cause: Some(cause), ..Reason::bare(About::Title, verdict) };
        Proposal { outcome, parts, mention: None, mean: None, why }
    }

    fn proposal(mut self) -> Proposal {
        let session = self.session;
        let children: Vec<Reason> = session.parts(self.file).iter().map(|part| self.part(part)).collect();
        let parts: Vec<PartResult> = children.iter().filter_map(part_result).collect();
        let why = self.title(children);
        let validated = parts.iter().any(|part| part.status == PartStatus::Validated);
        let outcome = match why.verdict {
            Verdict::Undecided => None,
            Verdict::Holds => Some(Outcome::Awarded),
            _ if validated => Some(Outcome::Partial),
            _ => Some(Outcome::Adjourned),
        };
        let mean = rule::mean(self.rated.iter().copied());
        let mention = mean.filter(|_| outcome == Some(Outcome::Awarded)).and_then(|mean| self.mention(mean));
        Proposal { outcome, parts, mention, mean, why }
    }

    /// The title's own rule is the référentiel's: every part, and an option where one is demanded.
    fn title(&self, children: Vec<Reason>) -> Reason {
        let verdicts = children.iter().map(|child| Item {
            verdict: if child.verdict == Verdict::LeftOut { Verdict::Undecided } else { child.verdict },
            weight: 1,
            points: 0,
            eliminatory: false,
        });
        let found = rule::apply(&Rule::All, &verdicts.collect::<Vec<_>>());
        let option = self.file.file.shown().map(|file| file.option.as_str()).unwrap_or_default();
        let chosen = self.session.referential.options().any(|block| block.code == option);
        let missing = self.session.referential.title_rule.options > 0 && !chosen;
        let why = Reason { children, ..Reason::of(About::Title, &Rule::All, found) };
        if missing { Reason { verdict: Verdict::Undecided, cause: Some(Cause::NoOption), ..why } } else { why }
    }

    /// A bloc, or the mémoire, whose elements stand directly under it.
    fn part(&mut self, part: &Part<'_>) -> Reason {
        let about = About::Part(part.code.to_owned());
        if self.file.prior(part.code).is_some() {
            return Reason::bare(about, Verdict::Prior);
        }
        let regulation = &self.session.regulation;
        if part.code == THESIS {
            let (found, children) = self.criteria(&regulation.rules.thesis, &part.evaluations, 1);
            return Reason { children, ..Reason::of(about, &regulation.rules.thesis, found) };
        }
        let mut items = Vec::new();
        let mut children = Vec::new();
        for group in &part.evaluations {
            let weight = regulation.weight(group.code);
            let factor = u64::from(weight).saturating_mul(regulation.weight(part.code).into());
            let rule = &regulation.rules.evaluation;
            let (mut found, lines) = self.criteria(rule, std::slice::from_ref(group), factor);
            // An évaluation that the référentiel left without criteria has nothing to say.
            if group.criteria.is_empty() {
                found.verdict = Verdict::LeftOut;
            }
            let points = found.mean.unwrap_or_default();
            items.push(Item { verdict: found.verdict, weight, points, eliminatory: false });
            let about = About::Evaluation(group.code.to_owned());
            children.push(Reason { children: lines, ..Reason::of(about, rule, found) });
        }
        let found = rule::apply(&regulation.rules.block, &items);
        Reason { children, ..Reason::of(about, &regulation.rules.block, found) }
    }

    /// The criteria of those groups, under one rule; `factor` is what they weigh together in the mean of all.
    fn criteria(&mut self, rule: &Rule, groups: &[Group<'_>], factor: u64) -> (Finding, Vec<Reason>) {
        let regulation = &self.session.regulation;
        let defence = regulation.defence.as_ref().is_some_and(|rule| rule.eliminatory);
        let mut items = Vec::new();
        let mut reasons = Vec::new();
        for line in groups.iter().flat_map(|group| &group.criteria) {
            let reason = self.criterion(line.code);
            let points = reason.rating.and_then(|rating| regulation.scale.points(rating)).unwrap_or_default();
            let weight = regulation.weight(line.code);
            let eliminatory =
                (line.code == DEFENCE && defence) || regulation.eliminatory.iter().any(|c| c == line.code);
            if matches!(reason.verdict, Verdict::Holds | Verdict::Fails) {
                self.rated.push((factor.saturating_mul(weight.into()), points));
            }
            items.push(Item { verdict: reason.verdict, weight, points, eliminatory });
            reasons.push(reason);
        }
        (rule::apply(rule, &items), reasons)
    }

    fn criterion(&self, code: &str) -> Reason {
        let standing = gap::standing_among(self.session, &self.jurors, self.id, code);
        let left = self.file.attendance().is_some_and(|noted| noted.status == AttendanceStatus::Abandoned);
        let supposed = self.supposed.get(code).filter(|rating| self.session.regulation.scale.holds(**rating)).copied();
        let standing = supposed.map_or(standing, Standing::Retained);
        let (verdict, cause) = match standing {
            Standing::Retained(rating) if supposed.is_some() => (self.verdict(rating), Cause::Supposed),
            Standing::Retained(rating) => (self.verdict(rating), Cause::Retained),
            Standing::Agreed(rating) => (self.verdict(rating), Cause::Agreed),
            Standing::Proposed(rating) => (self.verdict(rating), Cause::Proposed),
            Standing::Gap => (Verdict::Undecided, Cause::Gap),
            Standing::Unrated if left => (Verdict::Fails, Cause::Absent),
            Standing::Unrated => (Verdict::Undecided, Cause::Unrated),
        };
        let about = About::Criterion(code.to_owned());
        Reason { cause: Some(cause), rating: standing.rating(), ..Reason::bare(about, verdict) }
    }

    fn verdict(&self, rating: Rating) -> Verdict {
        match (self.session.regulation.scale.reached(rating), rating, self.session.regulation.not_observed) {
            (Some(true), ..) => Verdict::Holds,
            (Some(false), ..) | (None, Rating::NotObserved, NotObserved::Fails) => Verdict::Fails,
            (None, Rating::NotApplicable, _) | (None, Rating::NotObserved, NotObserved::Excluded) => Verdict::LeftOut,
            (None, ..) => Verdict::Undecided,
        }
    }

    /// The highest mention that mean gives.
    fn mention(&self, mean: i32) -> Option<Code> {
        let given = self.session.regulation.mentions.iter().filter(|mention| mean >= mention.points);
        given.max_by_key(|mention| mention.points).map(|mention| mention.code.clone())
    }
}

impl Reason {
    fn bare(about: About, verdict: Verdict) -> Self {
        Self { about, verdict, cause: None, rule: None, count: None, rating: None, children: Vec::new() }
    }

    fn of(about: About, rule: &Rule, found: Finding) -> Self {
        let Finding { verdict, cause, count, .. } = found;
        Self { cause, rule: Some(rule.clone()), count, ..Self::bare(about, verdict) }
    }
}

/// The result a part's reason gives; none while it is undecided.
fn part_result(reason: &Reason) -> Option<PartResult> {
    let About::Part(part) = &reason.about else { return None };
    let status = match reason.verdict {
        Verdict::Holds => PartStatus::Validated,
        Verdict::Fails => PartStatus::Failed,
        Verdict::Prior => PartStatus::Prior,
        Verdict::Undecided | Verdict::LeftOut => return None,
    };
    Some(PartResult { part: part.clone(), status })
}
