//! What is decided of candidates in a simulated day, and what follows the closing, by whoever may and whoever may not: votes,
//! decisions, signatures of the minutes, rectificatifs, what a laptop found of a closing. Not a place for grading (`edits`) nor for
//! who may write (`rights`).

use domain::deliberation::{Decision, Outcome, PartResult, PartStatus, Vote};
use domain::event::{CandidateDecided, ClosingCountersigned, Event, MinutesAmended, MinutesSigned, VoteHeld};
use domain::id::{CandidateId, Digest, PersonId};
use domain::testing::draw::Draw;
use domain::testing::people;

use super::day::Day;
use super::edits::{put, word};

/// A vote, or a decision.
pub(super) fn judging(candidate: CandidateId, draw: &mut Draw) -> Event {
    if draw.once_in(3) {
        let (votes_for, votes_against) = (draw.byte() % 4, draw.byte() % 4);
        let vote = Vote { question: word(draw), votes_for, votes_against, abstentions: 0, casting_for: None };
        return VoteHeld { candidate, vote }.into();
    }
    decided(candidate, draw).into()
}

/// Somebody signs, amends or countersigns, mostly whoever may; closed or not.
pub(super) fn follow(day: &mut Day, place: usize, draw: &mut Draw) {
    let presides = day.laptops.iter().position(|laptop| laptop.person == day.president);
    let place = if draw.once_in(2) { presides.unwrap_or(place) } else { place };
    let Some(laptop) = day.laptops.get(place) else { return };
    let own = laptop.person;
    let closings: Vec<Digest> =
        laptop.held.iter().filter(|logged| logged.entry.header.kind == 70).map(|logged| logged.hash).collect();
    let closing = draw.pick(&closings).copied().unwrap_or(Digest([7; 32]));
    let event: Event = match draw.below(4) {
        0 => {
            let minutes = draw.once_in(2).then_some(Digest([draw.byte() % 2; 32]));
            ClosingCountersigned { closing, fingerprint: Digest([draw.byte() % 2; 32]), minutes }.into()
        }
        1 => {
            let juror = if draw.once_in(4) { PersonId([draw.byte() % 5; 16]) } else { own };
            MinutesSigned { juror, minutes: Digest([draw.byte() % 3; 32]), at: people::at(19, draw.byte() % 60) }.into()
        }
        _ => amended(&day.candidates, draw).into(),
    };
    let said = format!("{} writes a fact of kind {} of the minutes", day.name(place), event.kind());
    put(day, place, event.into(), said);
}

/// A rectificatif of one candidate or of several, of the same one twice now and then.
fn amended(candidates: &[CandidateId], draw: &mut Draw) -> MinutesAmended {
    let lines = 1 + draw.below(2);
    let concerned: Vec<CandidateId> = (0..lines).filter_map(|_| draw.pick(candidates).copied()).collect();
    let decisions = concerned.into_iter().map(|candidate| decided(candidate, draw)).collect();
    let number = format!("PV-1-R{}", 1 + draw.below(2));
    MinutesAmended { number, corrects: Digest([1; 32]), reason: word(draw), at: people::at(20, 0), decisions }
}

fn decided(candidate: CandidateId, draw: &mut Draw) -> CandidateDecided {
    let outcomes = [Outcome::Awarded, Outcome::Partial, Outcome::Adjourned];
    let outcome = draw.pick(&outcomes).copied().unwrap_or(Outcome::Awarded);
    let parts = vec![PartResult { part: "P1".to_owned(), status: PartStatus::Validated }];
    let decision = Decision { outcome, parts, mention: None, ground: word(draw), follows_proposal: draw.once_in(2) };
    CandidateDecided { candidate, decision }
}
