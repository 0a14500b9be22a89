//! Properties: whatever the order, whatever the words.

use proptest::prelude::*;

use crate::command::{AmendedDecision, Command};
use crate::decide::device::may_decide;
use crate::deliberation::proposal::propose;
use crate::deliberation::{Outcome, Vote};
use crate::event::EntryRange;
use crate::grading::{Mark, Rating};
use crate::id::{CandidateId, DeviceKey, Digest, IncidentId, LogId, PersonId, ReceiverKey, SubjectId};
use crate::minutes::CivilTime;
use crate::person::{Accommodation, CandidateFile, CivilStatus, PriorBlock, PriorKind, Role};
use crate::session::facts::{Attendance, AttendanceStatus, IncidentFile, Passage, SessionDetails, SubjectFile};
use crate::session::{AsideReason, Session};
use crate::testing::people::{AWA, BRUNO, CHLOE, INES, JONAS, ODILE, RENE, born, candidate, details, june, juror};
use crate::testing::{FOUNDER, Stage, laptop_of};

/// Words that people type, codes of the pocket référentiel among them.
fn text() -> impl Strategy<Value = String> {
    let known = vec![
        "",
        " ",
        "P1",
        "P3",
        "MEM",
        "P1.CP",
        "P1.CP.1",
        "MEM.2",
        "1",
        "PV-2026-0002",
        "Un motif",
        "\u{202e}",
        "\0",
    ];
    prop_oneof![3 => prop::sample::select(known).prop_map(str::to_owned), 1 => any::<String>()]
}

fn person() -> impl Strategy<Value = PersonId> {
    prop::sample::select(vec![ODILE, AWA, BRUNO, CHLOE, RENE, PersonId([0xd5; 16])])
}

fn someone() -> impl Strategy<Value = CandidateId> {
    prop::sample::select(vec![INES, JONAS, CandidateId([0x33; 16])])
}

fn time() -> impl Strategy<Value = CivilTime> {
    (1..=30_u8, any::<u8>(), any::<u8>()).prop_map(|(day, hour, minute)| CivilTime { date: june(day), hour, minute })
}

fn rating() -> impl Strategy<Value = Rating> {
    prop_oneof![
        (0..4_u8).prop_map(|index| Rating::Level { index }),
        any::<i32>().prop_map(|hundredths| Rating::Score { hundredths }),
        Just(Rating::NotObserved),
        Just(Rating::NotApplicable),
    ]
}

fn outcome() -> impl Strategy<Value = Outcome> {
    use Outcome::{Absent, Adjourned, Awarded, Excluded, Partial};
    prop::sample::select(vec![Awarded, Partial, Adjourned, Absent, Excluded])
}

fn role() -> impl Strategy<Value = Role> {
    prop::sample::select(vec![Role::Office, Role::President, Role::Member, Role::Representative])
}

fn candidate_file() -> impl Strategy<Value = CandidateFile> {
    (text(), text(), text(), text(), any::<u8>()).prop_map(|(number, given, family, option, attempt)| CandidateFile {
        attempt,
        ..candidate(&number, &given, &family, &option)
    })
}

fn civil() -> impl Strategy<Value = Option<CivilStatus>> {
    let known = (text(), text(), text())
        .prop_map(|(given, family, insee)| CivilStatus { birth_insee: Some(insee), ..born(&given, &family, 4) });
    prop::option::of(known)
}

fn preparation() -> BoxedStrategy<Command> {
    prop_oneof![
        (text(), 1..=30_u8).prop_map(|(name, day)| Command::CorrectSession {
            details: SessionDetails { name, ends_on: june(day), ..details() }
        }),
        (someone(), candidate_file(), civil()).prop_map(|(candidate, file, civil)| Command::AdmitCandidate {
            candidate,
            file,
            civil
        }),
        (someone(), candidate_file(), civil()).prop_map(|(candidate, file, civil)| Command::CorrectCandidate {
            candidate,
            file,
            civil
        }),
        (someone(), text()).prop_map(|(candidate, ground)| Command::WithdrawCandidate { candidate, ground }),
        (someone(), someone(), any::<bool>(), text())
            .prop_map(|(first, second, same, ground)| Command::JudgeDuplicate { first, second, same, ground }),
        (someone(), text(), text()).prop_map(|(candidate, block, proof)| Command::RecordPriorBlock {
            candidate,
            prior: PriorBlock { block, kind: PriorKind::Acquired, proof, on: None }
        }),
        (someone(), text(), any::<u16>()).prop_map(|(candidate, measure, extra_time_percent)| {
            let accommodation = Accommodation { measure, extra_time_percent, decided_on: None };
            Command::GrantAccommodation { candidate, accommodation }
        }),
        (any::<u8>(), text(), text()).prop_map(|(id, trial, title)| Command::AddSubject {
            subject: SubjectId([id; 16]),
            file: SubjectFile { trial, text: title.clone(), title, documents: vec![] }
        }),
        (any::<bool>(), person(), someone(), text(), 1..=30_u8).prop_map(|(juror, person, candidate, ground, day)| {
            let person = if juror { person } else { PersonId(candidate.0) };
            Command::ErasePerson { person, ground, on: june(day) }
        }),
        (someone(), text()).prop_map(|(candidate, ground)| Command::EraseAccommodations { candidate, ground }),
        (someone(), text(), any::<Option<u64>>()).prop_map(|(candidate, trial, lot)| Command::DrawSubject {
            candidate,
            trial,
            subject: None,
            lot
        }),
        (someone(), time(), any::<u16>(), text()).prop_map(|(candidate, starts_at, minutes, room)| {
            Command::PlanPassage { candidate, passage: Passage { starts_at, minutes, room } }
        }),
    ]
    .boxed()
}

fn sitting() -> BoxedStrategy<Command> {
    use AttendanceStatus::{Abandoned, AbsentUnjustified, Excluded, Present};
    let status = prop::sample::select(vec![Present, AbsentUnjustified, Abandoned, Excluded]);
    let file = || {
        let said = (text(), text(), role(), any::<bool>());
        said.prop_map(|(given, family, role, external)| juror(&given, &family, role, external))
    };
    prop_oneof![
        (person(), file()).prop_map(|(juror, file)| Command::SeatJuror { juror, file }),
        (person(), file()).prop_map(|(juror, file)| Command::CorrectJuror { juror, file }),
        (person(), text()).prop_map(|(juror, ground)| Command::UnseatJuror { juror, ground }),
        (person(), any::<u8>())
            .prop_map(|(juror, key)| Command::InviteJuror { juror, enrolment: DeviceKey([key; 32]) }),
        (person(), someone(), text()).prop_map(|(juror, candidate, ground)| Command::DeclareRecusal {
            juror,
            candidate,
            ground
        }),
        (person(), someone(), text()).prop_map(|(juror, candidate, ground)| Command::LiftRecusal {
            juror,
            candidate,
            ground
        }),
        (person(), time(), prop::option::of(time()))
            .prop_map(|(juror, arrived, left)| Command::RecordPanelAttendance { juror, arrived, left }),
        (someone(), prop::option::of(text()), status, text()).prop_map(|(candidate, trial, status, note)| {
            Command::RecordAttendance { candidate, trial, attendance: Attendance { status, at: None, note } }
        }),
        (any::<u8>(), prop::option::of(someone()), time(), text()).prop_map(|(id, candidate, at, facts)| {
            let file = IncidentFile { at, candidate, statement: facts.clone(), measures: facts.clone(), facts };
            Command::ReportIncident { incident: IncidentId([id; 16]), file }
        }),
    ]
    .boxed()
}

fn grading() -> BoxedStrategy<Command> {
    let vote = (text(), any::<u8>(), any::<u8>(), any::<u8>(), any::<Option<bool>>());
    let vote = vote.prop_map(|(question, votes_for, votes_against, abstentions, casting_for)| Vote {
        question,
        votes_for,
        votes_against,
        abstentions,
        casting_for,
    });
    prop_oneof![
        (someone(), text(), prop::option::of(rating()), text()).prop_map(|(candidate, criterion, rating, comment)| {
            Command::Mark { candidate, criterion, mark: Mark { rating, comment } }
        }),
        (someone(), text()).prop_map(|(candidate, text)| Command::Observe { candidate, text }),
        someone().prop_map(|candidate| Command::SealSheet { candidate }),
        text().prop_map(|exception| Command::OpenConfrontation { exception }),
        (someone(), text(), rating(), text()).prop_map(|(candidate, criterion, rating, ground)| Command::Retain {
            candidate,
            criterion,
            rating,
            ground
        }),
        (someone(), vote).prop_map(|(candidate, vote)| Command::HoldVote { candidate, vote }),
        (someone(), outcome(), prop::option::of(prop::collection::vec(text(), 0..4)), prop::option::of(text()), text())
            .prop_map(|(candidate, outcome, parts_validated, mention, ground)| Command::Decide {
                candidate,
                outcome,
                parts_validated,
                mention,
                ground
            }),
        (text(), time(), time()).prop_map(|(number, opened_at, closed_at)| Command::Close {
            number,
            opened_at,
            closed_at
        }),
    ]
    .boxed()
}

fn afterwards() -> BoxedStrategy<Command> {
    let decision = (someone(), outcome(), prop::collection::vec(text(), 0..4), text(), text());
    let decision = decision.prop_map(|(candidate, outcome, parts_validated, mention, ground)| AmendedDecision {
        candidate,
        outcome,
        parts_validated,
        mention,
        ground,
    });
    prop_oneof![
        (person(), 0..3_u8, time()).prop_map(|(juror, digest, at)| Command::RecordSignature {
            juror,
            minutes: Digest([digest; 32]),
            at
        }),
        (text(), 0..3_u8, text(), time(), prop::collection::vec(decision, 0..3)).prop_map(
            |(number, digest, reason, at, decisions)| Command::Amend {
                number,
                corrects: Digest([digest; 32]),
                reason,
                at,
                decisions
            }
        ),
        (0..3_u8, 0..3_u8).prop_map(|(closing, print)| Command::Countersign {
            closing: Digest([closing; 32]),
            fingerprint: Digest([print; 32]),
            minutes: None
        }),
        (0..3_u8, text())
            .prop_map(|(closing, ground)| Command::UpholdClosing { closing: Digest([closing; 32]), ground }),
    ]
    .boxed()
}

/// A laptop: the founder's, those of the panel, one of a person's own, one that nobody knows.
fn laptop() -> impl Strategy<Value = DeviceKey> {
    let known = [ODILE, AWA, BRUNO, CHLOE, RENE].map(laptop_of);
    prop::sample::select([known.as_slice(), &[FOUNDER, DeviceKey([0xd7; 32])]].concat())
}

fn devices() -> BoxedStrategy<Command> {
    prop_oneof![
        (laptop(), person(), any::<u8>()).prop_map(|(device, juror, key)| Command::AdmitDevice {
            device,
            receiver: ReceiverKey([key; 32]),
            juror,
            request: Digest([key; 32])
        }),
        (laptop(), text()).prop_map(|(device, ground)| Command::RevokeDevice { device, ground }),
        (laptop(), person()).prop_map(|(device, juror)| Command::DelegateOffice { device, juror }),
    ]
    .boxed()
}

/// Reversals of what three files brought: some log of the panel's, from somewhere to where it stands when it is asked.
fn reversals() -> BoxedStrategy<Command> {
    let range = (person(), any::<u8>(), any::<u8>(), any::<u8>()).prop_map(|(person, from, to, hash)| {
        // The log is named by its person until the stage knows it.
        EntryRange { log: LogId([person.0[0]; 32]), from: u32::from(from), to: u32::from(to), hash: Digest([hash; 32]) }
    });
    let reverse = (0..3_u8, prop::collection::vec(range, 0..3), text());
    prop_oneof![
        2 => reverse.prop_map(|(bundle, ranges, ground)| Command::ReverseImport {
            bundle: Digest([bundle; 32]),
            ranges,
            ground
        }),
        1 => (0..3_u8).prop_map(|bundle| Command::LiftReversal { bundle: Digest([bundle; 32]) }),
    ]
    .boxed()
}

/// The command as whoever holds the session would ask it: a reversal names logs that are there.
fn placed(session: &Session, command: Command) -> Command {
    let Command::ReverseImport { bundle, mut ranges, ground } = command else { return command };
    let heads: Vec<_> = session.heads.values().cloned().collect();
    for (range, head) in ranges.iter_mut().zip(heads.iter().cycle().skip(usize::from(bundle.0[0]))) {
        (range.log, range.to, range.hash) = (head.log, head.seq, head.hash);
        range.from = range.from.min(head.seq);
    }
    Command::ReverseImport { bundle, ranges, ground }
}

fn command() -> BoxedStrategy<Command> {
    prop_oneof![preparation(), sitting(), grading(), afterwards(), devices(), reversals()].boxed()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    /// The order in which a juror gives marks changes neither the state nor the proposal.
    #[test]
    fn the_order_of_marks_never_changes_the_proposal(
        marks in Just((0..8_usize).collect::<Vec<_>>()).prop_shuffle(),
        levels in prop::collection::vec(0..3_u8, 8),
    ) {
        let play = |order: &[usize]| {
            let mut stage = Stage::pocket();
            let criteria: Vec<String> =
                stage.session.criteria_to_grade(&stage.session.candidates[&INES]).into_iter().map(str::to_owned).collect();
            for place in order {
                let mark = Mark { rating: Some(Rating::Level { index: levels[*place] }), comment: String::new() };
                let criterion = criteria[*place].clone();
                stage.does(BRUNO, Command::Mark { candidate: INES, criterion, mark });
            }
            stage.does(BRUNO, Command::SealSheet { candidate: INES });
            stage
        };
        let (one, other) = (play(&marks), play(&(0..8).collect::<Vec<_>>()));
        prop_assert_eq!(propose(&one.session, INES), propose(&other.session, INES));
        let seal = |stage: &Stage| stage.session.sheets[&(BRUNO, INES)].seal.settled().copied();
        prop_assert_eq!(seal(&one), seal(&other));
    }

    /// Nothing but a signature, a rectificatif, an erasure, or who writes where is accepted after closing.
    #[test]
    fn after_closing_only_signatures_rectificatifs_erasures_and_devices_are_accepted(
        asked in prop::collection::vec((person(), command()), 60),
    ) {
        let stage = Stage::pocket().closed();
        for (by, command) in asked {
            let command = placed(&stage.session, command);
            if stage.tries(by, &command).is_ok_and(|events| !events.is_empty()) {
                let outlives = matches!(command, Command::RecordSignature { .. } | Command::Amend { .. })
                    || matches!(command, Command::ErasePerson { .. } | Command::EraseAccommodations { .. })
                    || matches!(command, Command::AdmitDevice { .. } | Command::RevokeDevice { .. })
                    || matches!(command, Command::DelegateOffice { .. });
                prop_assert!(outlives, "{:?}", command);
            }
        }
    }

    /// Whatever is asked in whatever words, the rules answer; what they accept, the session counts, but for what a laptop that
    /// lost its place goes on writing, and for what a reversal names and what hangs on it.
    #[test]
    fn whatever_is_asked_is_answered_and_what_is_accepted_counts(
        asked in prop::collection::vec((person(), command()), 60),
    ) {
        let mut stage = Stage::pocket();
        for (by, command) in asked {
            let command = placed(&stage.session, command);
            let entitled = may_decide(&stage.session, stage.writes_on(by), by, &command).is_ok();
            if let Some(events) = stage.tries(by, &command).ok().filter(|_| entitled) {
                let before = stage.session.set_aside.clone();
                stage.write(by, events);
                // These change what counted before them, and what hangs on it.
                let rewrites = matches!(command, Command::RevokeDevice { .. } | Command::ReverseImport { .. })
                    || matches!(command, Command::LiftReversal { .. });
                let mut fresh = stage.session.set_aside.iter().filter(|aside| !before.contains(aside));
                let lost = fresh.find(|aside| aside.reason != AsideReason::Revoked).filter(|_| !rewrites);
                prop_assert!(lost.is_none(), "{:?}: {:?}", command, lost);
            }
        }
    }
}
