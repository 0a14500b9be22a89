//! A session that grows is the session that folding everything gives; and it grows where it matters.

use std::collections::BTreeMap;
use std::sync::Arc;

use proptest::prelude::*;

use crate::deliberation::{Decision, Outcome, Vote};
use crate::event::{
    CandidateCorrected, CandidateDecided, ClosingCountersigned, Event, JurorUnseated, Marked, MinutesAmended,
    MinutesSigned, SessionClosed, SheetSealed, VoteHeld,
};
use crate::grading::{Mark, Rating};
use crate::id::{CandidateId, Digest, LogId, PersonId};
use crate::log::Logged;
use crate::session::Session;
use crate::session::fold::fold;
use crate::session::growth::{Growth, Piece};
use crate::session::stretch::{Clocks, Sort, Stretch, Told, sort};
use crate::testing::Stage;
use crate::testing::people::{AWA, BRUNO, CHLOE, INES, JONAS, ODILE, at, candidate};

fn marked(candidate: CandidateId, number: u8) -> Event {
    let mark = Mark { rating: Some(Rating::Level { index: number % 3 }), comment: String::new() };
    Marked { candidate, criterion: format!("P1.CP.{}", number % 4), mark }.into()
}

/// What somebody may write, well or badly.
fn fact(number: u8, candidate_id: CandidateId) -> Event {
    match number % 16 {
        0 => SheetSealed { candidate: candidate_id, digest: Digest([number; 32]), marks: 1 }.into(),
        1 => CandidateCorrected { candidate: candidate_id, file: candidate("3", "Léa", "Roy", "A") }.into(),
        2 if number > 200 => JurorUnseated { juror: BRUNO, ground: "parti".to_owned() }.into(),
        10.. => verdict(number, candidate_id),
        _ => marked(candidate_id, number),
    }
}

/// What is decided, and what follows a closing.
fn verdict(number: u8, candidate: CandidateId) -> Event {
    let decision = Decision {
        outcome: if number.is_multiple_of(3) { Outcome::Awarded } else { Outcome::Adjourned },
        parts: Vec::new(),
        mention: None,
        ground: number.to_string(),
        follows_proposal: true,
    };
    let (decided, at, said) = (CandidateDecided { candidate, decision }, at(18, number % 60), Digest([number; 32]));
    match number % 16 {
        10 => decided.into(),
        11 => {
            let vote = Vote {
                question: "titre".to_owned(),
                votes_for: number,
                votes_against: 0,
                abstentions: 0,
                casting_for: None,
            };
            VoteHeld { candidate, vote }.into()
        }
        12 => MinutesSigned { juror: CHLOE, minutes: said, at }.into(),
        13 => {
            let (number, reason) = (format!("R{number}"), "erreur".to_owned());
            MinutesAmended { number, corrects: said, reason, at, decisions: vec![decided] }.into()
        }
        14 if number > 200 => {
            let number = format!("PV-{number}");
            SessionClosed { number, opened_at: at, closed_at: at, cut: Vec::new(), fingerprint: said }.into()
        }
        _ => ClosingCountersigned { closing: said, fingerprint: said, minutes: None }.into(),
    }
}

/// What is held and what is new: each log is cut somewhere.
fn cut(entries: &[Logged], cuts: &[u8]) -> (Vec<Logged>, Vec<Logged>) {
    let mut logs: BTreeMap<LogId, Vec<Logged>> = BTreeMap::new();
    for logged in entries {
        logs.entry(logged.entry.header.log).or_default().push(logged.clone());
    }
    let (mut held, mut new) = (Vec::new(), Vec::new());
    for (log, cut) in logs.into_values().zip(cuts.iter().cycle()) {
        let at = log.len() * usize::from(*cut) / 255;
        held.extend_from_slice(&log[..at]);
        new.extend_from_slice(&log[at..]);
    }
    (held, new)
}

/// Entries as a stretch.
#[derive(Debug)]
struct Lying(Vec<Logged>, Arc<[Digest]>);

impl Stretch for Lying {
    fn sort(&self) -> Sort {
        sort(self.0[0].entry.header.kind).unwrap()
    }

    fn log(&self) -> LogId {
        self.0[0].entry.header.log
    }

    fn start(&self) -> (u32, Digest) {
        (self.0[0].entry.header.seq, self.0[0].entry.header.prev)
    }

    fn hashes(&self) -> &Arc<[Digest]> {
        &self.1
    }

    fn clocks(&self) -> Clocks {
        let clock = |logged: &Logged| logged.entry.header.clock;
        let rise = self.0.windows(2).all(|pair| clock(&pair[0]) <= clock(&pair[1]));
        Clocks { first: clock(&self.0[0]), last: clock(&self.0[self.0.len() - 1]), rise }
    }

    fn each(&self, read: &mut dyn FnMut(Told<'_>)) -> Option<()> {
        self.0.iter().for_each(|logged| read(logged.into()));
        Some(())
    }
}

/// Grows by `new`, its marks lying in stretches.
fn grow_by_stretches(session: &mut Session, new: &[Logged]) -> Growth {
    let lies = |logged: &Logged| sort(logged.entry.header.kind);
    let together = |one: &Logged, next: &Logged| {
        lies(one).is_some()
            && lies(one) == lies(next)
            && next.entry.header.prev == one.hash
            && one.entry.header.log == next.entry.header.log
    };
    let mut lying = Vec::new();
    for chunk in new.chunk_by(together) {
        let hashes = chunk.iter().map(|logged| logged.hash).collect();
        lying.push(Lying(chunk.to_vec(), hashes));
    }
    let mut pieces = Vec::new();
    for one in &lying {
        pieces.push(if lies(&one.0[0]).is_some() { Piece::Stretch(one) } else { Piece::Entry(&one.0[0]) });
    }
    session.grow(&pieces)
}

fn grow(session: &mut Session, new: &[Logged]) -> Growth {
    session.grow(&new.iter().map(Piece::<Lying>::Entry).collect::<Vec<_>>())
}

proptest! {
    #[test]
    fn what_has_grown_is_what_folding_everything_gives(
        acts in prop::collection::vec((0_usize..4, any::<u8>(), any::<bool>(), any::<bool>()), 1..25),
        cuts in prop::collection::vec(prop_oneof![Just(0), Just(255), any::<u8>()], 6),
    ) {
        let mut stage = Stage::pocket();
        for (who, number, apart, first) in acts {
            let by: PersonId = [ODILE, AWA, BRUNO, CHLOE][who];
            let facts = vec![fact(number, if first { INES } else { JONAS })];
            if apart { stage.write_apart(by, facts) } else { stage.write(by, facts) };
        }
        let (held, new) = cut(&stage.entries, &cuts);
        if let Ok(session) = fold(stage.session.id, &held) {
            let (mut apart, mut together) = (session.clone(), session);
            let grown = (grow(&mut apart, &new), grow_by_stretches(&mut together, &new));
            prop_assert_eq!(grown.0, grown.1, "lying together changes nothing");
            if grown.0 == Growth::Done {
                prop_assert_eq!(format!("{apart:?}"), format!("{:?}", stage.session));
                prop_assert_eq!(format!("{together:?}"), format!("{:?}", stage.session));
            }
        }
    }
}

#[test]
fn what_jurors_hand_back_is_taken_in_as_it_stands() {
    let mut stage = Stage::pocket();
    let before = stage.entries.len();
    for (juror, number) in [(BRUNO, 1), (CHLOE, 2), (BRUNO, 3), (CHLOE, 1)] {
        stage.write(juror, vec![marked(INES, number), marked(JONAS, number)]);
    }
    let mut session = fold(stage.session.id, &stage.entries[..before]).unwrap();
    let mut new = stage.entries[before..].to_vec();
    new.sort_by_key(|logged| (logged.entry.header.log, logged.entry.header.seq));
    assert_eq!(grow_by_stretches(&mut session, &new), Growth::Done);
    assert_eq!(format!("{session:?}"), format!("{:?}", stage.session));
}

#[test]
fn a_mark_whose_author_did_not_know_the_candidate_is_left_to_the_fold() {
    let mut stage = Stage::pocket();
    let before = stage.entries.len();
    stage.write_apart(BRUNO, vec![marked(INES, 1)]);
    let mut session = fold(stage.session.id, &stage.entries[..before]).unwrap();
    assert_eq!(grow_by_stretches(&mut session, &stage.entries[before..]), Growth::FoldAgain);
}
