//! The laws of the exchange: whatever the files, their order, their number, whoever holds the same entries sees the same
//! session. Entries are split at random, forks and gaps included, and each file is written, read, verified and planned.

use std::collections::BTreeMap;

use domain::id::{Digest, SubjectSecret};
use domain::log::Logged;
use domain::session::Session;
use domain::session::fold::fold;
use proptest::prelude::*;

use crate::plan::{Known, plan};
use crate::read::read;
use crate::tests::jury::{Jury, MORNING};
use crate::verify::verify;
use crate::write::write;
use domain::testing::draw::Draw;

/// A laptop that takes files in.
struct Replica {
    known: Known,
    entries: BTreeMap<Digest, Logged>,
    secrets: BTreeMap<[u8; 16], SubjectSecret>,
}

impl Replica {
    /// A laptop that knows which session and whose, and nothing else yet.
    fn new(jury: &Jury) -> Self {
        let known = Known { session: Some(jury.session), founder: Some(jury.office.key.public()), ..Known::default() };
        Self { known, entries: BTreeMap::new(), secrets: BTreeMap::new() }
    }

    /// Takes one file in; how many entries were new.
    fn import(&mut self, file: &[u8]) -> usize {
        let verified = verify(read(file).unwrap(), &self.known).unwrap();
        let plan = plan(verified, &self.known, MORNING);
        let added = plan.new.len();
        for logged in plan.new.into_iter().chain(plan.completed) {
            self.known.withheld.remove(&logged.hash);
            self.known.hold(&logged);
            self.entries.insert(logged.hash, logged);
        }
        self.secrets.extend(plan.new_secrets);
        added
    }

    fn session(&self, jury: &Jury) -> Session {
        let mut entries: Vec<Logged> = self.entries.values().cloned().collect();
        // The order of the hashes, backwards: neither the order of writing nor the one of arrival.
        entries.reverse();
        fold(jury.session, &entries).unwrap()
    }
}

/// Everything a session says, to be compared whole; a référentiel never changes.
fn told(session: &Session) -> String {
    let Session { details, candidates, jurors, subjects, sheets, confrontation, incidents, closing, .. } = session;
    let Session { signatures, amendments, authors, set_aside, newer, hashes, sight, cut, pending, .. } = session;
    format!(
        "{details:?}{candidates:#?}{jurors:?}{subjects:?}{sheets:#?}{confrontation:?}{incidents:?}{closing:?}
        {signatures:?}{amendments:?}{authors:?}{set_aside:?}{newer:?}{hashes:?}{sight:?}{cut:?}{pending}"
    )
}

/// Splits entries into files: each entry is in one at least with its payload, sometimes in others, sometimes without it.
fn split(jury: &Jury, draw: &mut Draw, files: usize) -> Vec<Vec<u8>> {
    let mut parts: Vec<BTreeMap<Digest, Logged>> = vec![BTreeMap::new(); files];
    for logged in jury.everything() {
        for _ in 0..draw.below(3) {
            let mut again = logged.clone();
            if again.entry.header.subject.is_some() && draw.once_in(3) {
                again.entry.payload = None;
            }
            parts[draw.below(files)].insert(again.hash, again);
        }
        parts[draw.below(files)].insert(logged.hash, logged);
    }
    parts.iter().map(|part| written(jury, &part.values().cloned().collect::<Vec<_>>())).collect()
}

fn written(jury: &Jury, entries: &[Logged]) -> Vec<u8> {
    write(&jury.bundle(entries), &jury.office.key).unwrap().to_vec()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn any_split_in_any_order_any_number_of_times_tells_the_same_session(seed: u64, files in 1_usize..12) {
        let (jury, mut draw) = (Jury::busy(seed), Draw(seed ^ 1));
        let whole = fold(jury.session, &jury.everything()).unwrap();
        let files = split(&jury, &mut draw, files);
        for _ in 0..2 {
            let mut arriving: Vec<&Vec<u8>> = files.iter().chain(files.iter().filter(|_| draw.once_in(2))).collect();
            draw.shuffle(&mut arriving);
            let mut replica = Replica::new(&jury);
            let added: usize = arriving.into_iter().map(|file| replica.import(file)).sum();
            prop_assert_eq!(added, jury.everything().len());
            let session = replica.session(&jury);
            prop_assert_eq!(session.fingerprint(), whole.fingerprint());
            prop_assert_eq!(told(&session), told(&whole));
            prop_assert_eq!(&replica.secrets, &jury.secrets);
        }
    }

    #[test]
    fn a_bundle_reads_back_as_it_was_written(seed: u64, files in 1_usize..6) {
        let (jury, mut draw) = (Jury::busy(seed), Draw(seed ^ 2));
        for file in split(&jury, &mut draw, files) {
            let received = read(&file).unwrap();
            let again = write(received.bundle(), &jury.office.key).unwrap();
            prop_assert_eq!(again.as_slice(), file.as_slice());
        }
    }

    #[test]
    fn the_order_of_entries_in_memory_never_changes_the_bytes(seed: u64) {
        let jury = Jury::busy(seed);
        let mut entries = jury.everything();
        let first = written(&jury, &entries);
        Draw(seed).shuffle(&mut entries);
        prop_assert_eq!(written(&jury, &entries), first);
    }
}

#[test]
fn the_jury_of_these_tests_has_a_fork_a_dispute_seals_and_wrong_clocks() {
    let jury = Jury::busy(7);
    let session = fold(jury.session, &jury.everything()).unwrap();
    let branches: std::collections::BTreeSet<_> = session
        .sheets
        .values()
        .flat_map(|s| s.marks.values())
        .flat_map(|m| m.sides().to_vec())
        .map(|w| w.stamp.branch)
        .collect();
    assert!(branches.iter().any(|branch| branch.number > 0));
    assert!(session.candidates[&jury.candidates[0]].file.is_disputed());
    assert!(session.sheets.values().any(|sheet| sheet.seal.shown().is_some()));
    assert!(session.candidates[&jury.candidates[0]].retained.contains_key("C1"));
    assert_eq!((session.authors.len(), session.pending), (4, 0));
}

#[test]
fn a_file_lost_leaves_its_followers_waiting_until_it_arrives() {
    let jury = Jury::busy(3);
    let (early, late) = jury.office.entries.split_at(4);
    let others: Vec<Logged> = jury.jurors.iter().flat_map(|laptop| laptop.entries.clone()).collect();
    let mut replica = Replica::new(&jury);
    replica.import(&written(&jury, late));
    replica.import(&written(&jury, &others));
    assert!(fold(jury.session, &replica.entries.values().cloned().collect::<Vec<_>>()).is_err());
    replica.import(&written(&jury, early));
    replica.import(&written(&jury, &jury.clone));
    let whole = fold(jury.session, &jury.everything()).unwrap();
    assert_eq!(told(&replica.session(&jury)), told(&whole));
}
