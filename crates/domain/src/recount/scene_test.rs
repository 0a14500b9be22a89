//! Random scenes for the two counts: any règlement, any marks, people who did not see each other write, a laptop that was
//! copied. Facts are written without asking the rules, so that scenes the product would refuse are counted too.

use crate::deliberation::Retained;
use crate::event::{
    AttendanceRecorded, CandidateCorrected, CandidateWithdrawn, Event, JurorUnseated, Marked, PriorBlockRecorded,
    RatingRetained, RecusalDeclared, RecusalLifted, SheetSealed,
};
use crate::grading::{Mark, Rating};
use crate::id::{CandidateId, Digest, PersonId};
use crate::log::Logged;
use crate::person::{PriorBlock, PriorKind};
use crate::referential::{Criterion, Evaluation, Referential};
use crate::regulation::{DefenceRule, LevelRule, NotObserved, Regulation, Rule, Rules, Scale};
use crate::session::facts::{Attendance, AttendanceStatus};
use crate::testing::Stage;
use crate::testing::papers;
use crate::testing::people::{self, AWA, BRUNO, CHLOE, INES, JONAS, ODILE};

/// A tape of bytes that answers « one of n »; once read through it always answers the first.
pub(super) struct Dice<'t>(pub(super) std::slice::Iter<'t, u8>);

impl Dice<'_> {
    pub(super) fn below(&mut self, bound: usize) -> usize {
        usize::from(self.0.next().copied().unwrap_or(0)) % bound
    }

    fn one<T: Clone>(&mut self, among: &[T]) -> T {
        among[self.below(among.len())].clone()
    }

    /// True once in `rarity`, never on a tape that is read through.
    fn rarely(&mut self, rarity: usize) -> bool {
        self.below(rarity) == rarity - 1
    }
}

/// A session played by the dice, and its entries.
pub(super) fn scene(dice: &mut Dice<'_>) -> (Stage, Vec<Logged>) {
    let mut stage = Stage::open(&referential(), &regulation(dice)).with_panel().with_candidates();
    for candidate in [INES, JONAS] {
        prepares(&mut stage, candidate, dice);
        let pool = pool(&stage.session.regulation.scale, dice.rarely(3));
        for juror in [AWA, BRUNO, CHLOE] {
            grades(&mut stage, juror, candidate, &pool, dice);
        }
        notes(&mut stage, candidate, dice);
        retains(&mut stage, candidate, &pool, dice);
    }
    let mut entries = stage.entries.clone();
    if dice.rarely(3) {
        // Bruno's laptop was copied, and each copy went on by itself.
        let mut copy = stage.clone();
        let pool = pool(&stage.session.regulation.scale, false);
        grades(&mut stage, BRUNO, INES, &pool, dice);
        grades(&mut copy, BRUNO, INES, &pool, dice);
        entries = stage.entries.clone();
        entries.extend(copy.entries);
    }
    stage.session = crate::session::fold::fold(stage.session.id, &entries).unwrap();
    (stage, entries)
}

/// The pocket référentiel, with a second évaluation of three criteria in its first bloc.
fn referential() -> Referential {
    let mut referential = papers::pocket();
    let criterion = |place: usize| Criterion {
        code: format!("P1.MSP.{place}"),
        text: "Un critère".to_owned(),
        skills: vec![],
        erratum: None,
    };
    let trials = referential.blocks[0].evaluations[0].trials.clone();
    let criteria = (1..=3).map(criterion).collect();
    referential.blocks[0].evaluations.push(Evaluation { code: "P1.MSP".to_owned(), trials, criteria });
    referential
}

fn regulation(dice: &mut Dice<'_>) -> Regulation {
    let base = if dice.rarely(2) { papers::scores() } else { papers::levels() };
    let scale = match base.scale.clone() {
        Scale::Levels { .. } if dice.rarely(2) => four_levels(),
        scale => scale,
    };
    let rule = |dice: &mut Dice<'_>| match dice.below(4) {
        0 => Rule::Share { percent: dice.one(&[1, 34, 50, 66, 67, 100]) },
        1 => Rule::All,
        2 => Rule::AllBut { count: dice.one(&[1, 2]) },
        _ => Rule::Mean { points: dice.one(&[700, 999, 1000, 1333]) },
    };
    let coded = ["P1", "P1.CP", "P1.MSP", "P1.CP.1", "P1.MSP.2", "P2.CP.1", "MEM.1", "MEM.S"];
    Regulation {
        scale,
        rules: Rules { evaluation: rule(dice), block: rule(dice), thesis: rule(dice) },
        weights: coded
            .iter()
            .filter_map(|code| Some(((*code).to_owned(), dice.one(&[None, Some(0), Some(3), Some(7)])?)))
            .collect(),
        eliminatory: coded[3..].iter().filter(|_| dice.rarely(5)).map(|code| (*code).to_owned()).collect(),
        not_observed: dice.one(&[NotObserved::Excluded, NotObserved::Fails, NotObserved::Undecided]),
        gap: dice.one(&[base.gap, 1, 2, 400]),
        defence: dice.rarely(2).then(|| DefenceRule { label: "Soutenance".to_owned(), eliminatory: dice.rarely(2) }),
        mentions: papers::scores().mentions,
        ..base
    }
}

fn four_levels() -> Scale {
    let level = |code: &str, reached: bool, points: i32| LevelRule {
        code: code.to_owned(),
        label: code.to_owned(),
        reached,
        points,
    };
    let levels = vec![level("1", false, 0), level("2", false, 700), level("3", true, 1333), level("4", true, 2000)];
    Scale::Levels { levels }
}

fn prepares(stage: &mut Stage, candidate: CandidateId, dice: &mut Dice<'_>) {
    let mut events: Vec<Event> = Vec::new();
    if dice.rarely(4) {
        let file = people::candidate(dice.one(&["1", "12", "2"]), "Inès", "Moreau", dice.one(&["P4", "", "P9"]));
        events.push(CandidateCorrected { candidate, file }.into());
    }
    for part in ["P1", "P2", "MEM"] {
        if dice.rarely(7) {
            let prior =
                PriorBlock { block: part.to_owned(), kind: PriorKind::Exempted, proof: "PV".to_owned(), on: None };
            events.push(PriorBlockRecorded { candidate, prior }.into());
        }
    }
    if dice.rarely(12) {
        events.push(CandidateWithdrawn { candidate, ground: "Report".to_owned() }.into());
    }
    stage.write(ODILE, events);
    recuses(stage, candidate, dice);
}

fn recuses(stage: &mut Stage, candidate: CandidateId, dice: &mut Dice<'_>) {
    let (juror, ground) = (CHLOE, "Un lien".to_owned());
    if dice.rarely(6) {
        stage.write(CHLOE, vec![RecusalDeclared { juror, candidate, ground: ground.clone() }.into()]);
        if dice.rarely(2) {
            stage.write(ODILE, vec![RecusalLifted { juror, candidate, ground: ground.clone() }.into()]);
        }
    }
    if dice.rarely(25) {
        stage.write(ODILE, vec![JurorUnseated { juror, ground }.into()]);
    }
}

/// One juror marks, corrects and seals; most of the time they say what everybody says.
fn grades(stage: &mut Stage, juror: PersonId, candidate: CandidateId, pool: &[Rating], dice: &mut Dice<'_>) {
    let file = &stage.session.candidates[&candidate];
    let criteria: Vec<String> = stage.session.criteria_to_grade(file).into_iter().map(str::to_owned).collect();
    let mut events: Vec<Event> = Vec::new();
    for (place, criterion) in criteria.into_iter().enumerate() {
        let usual = Some(pool[(place * 5 + usize::from(candidate.0[0])) % 3]);
        let other = dice.one(pool);
        let said = if dice.rarely(4) { dice.one(&[None, Some(other)]) } else { usual };
        let mark = Mark { rating: said, comment: String::new() };
        events.push(Marked { candidate, criterion, mark }.into());
    }
    if !dice.rarely(6) {
        events.insert(events.len() - dice.below(events.len() + 1).min(1), seal(candidate));
    }
    if dice.rarely(4) {
        stage.write_apart(juror, events);
    } else {
        stage.write(juror, events);
    }
}

fn seal(candidate: CandidateId) -> Event {
    SheetSealed { candidate, digest: Digest([0; 32]), marks: 0 }.into()
}

/// Ratings that jurors give; the first three are what everybody says, of a weak candidate or of another.
fn pool(scale: &Scale, weak: bool) -> Vec<Rating> {
    let mut pool: Vec<Rating> = match scale {
        Scale::Levels { levels } => {
            let top = u8::try_from(levels.len()).unwrap() - 1;
            [top, top, top - 1, 0, 9].map(|index| Rating::Level { index }).to_vec()
        }
        Scale::Score { .. } => {
            [1500, 1000, 1250, 950, 1450, 1550, 0, 1210].map(|hundredths| Rating::Score { hundredths }).to_vec()
        }
    };
    if weak {
        let lowest = pool[3];
        pool[..3].fill(lowest);
    }
    pool.extend([Rating::NotObserved, Rating::NotApplicable, Rating::Level { index: 1 }]);
    pool
}

/// Attendance, by two hands that may not have seen each other.
fn notes(stage: &mut Stage, candidate: CandidateId, dice: &mut Dice<'_>) {
    use AttendanceStatus::{Abandoned, AbsentJustified, AbsentUnjustified, Excluded, Late, Present};
    for by in [ODILE, AWA] {
        if dice.rarely(4) {
            let status = dice.one(&[Present, Late, Abandoned, Present, AbsentJustified, AbsentUnjustified, Excluded]);
            let attendance = Attendance { status, at: None, note: String::new() };
            let noted = vec![AttendanceRecorded { candidate, trial: None, attendance }.into()];
            if dice.rarely(2) {
                stage.write_apart(by, noted)
            } else {
                stage.write(by, noted)
            };
        }
    }
}

/// What the panel retains: most of the grid, most of the time what everybody says.
fn retains(stage: &mut Stage, candidate: CandidateId, pool: &[Rating], dice: &mut Dice<'_>) {
    let file = &stage.session.candidates[&candidate];
    let criteria: Vec<String> = stage.session.criteria_to_grade(file).into_iter().map(str::to_owned).collect();
    let mut events: Vec<Event> = Vec::new();
    for criterion in criteria {
        if dice.rarely(4) {
            continue;
        }
        let rating = if dice.rarely(8) { dice.one(pool) } else { dice.one(&pool[..3]) };
        let retained = Retained { rating, ground: String::new(), ledger: vec![] };
        events.push(RatingRetained { candidate, criterion, retained }.into());
    }
    stage.write(AWA, events);
}
