//! Rows of the table of bad inputs (docs/proof/exchange.md) that no other test holds: clocks of another century, facts of a
//! later program.

use domain::event::Event;
use domain::grading::Mark;
use domain::log::{Clock, Entry, Header, Logged};
use domain::session::fold::fold;
use domain::session::thread::threads;

use crate::plan::{Known, plan};
use crate::read::read;
use crate::tests::jury::{Jury, MORNING};
use crate::verify::verify;
use crate::write::write;

/// The entry that would follow the juror's last, otherwise as `change` says.
fn next(jury: &Jury, change: impl FnOnce(&mut Header)) -> Logged {
    let last = jury.jurors[0].entries.last().unwrap();
    let event = Event::from(domain::event::Marked {
        candidate: jury.candidates[0],
        criterion: "C1".to_owned(),
        mark: Mark::default(),
    });
    let subject = event.subject();
    let mut header = Header {
        log: jury.jurors[0].log,
        seq: last.entry.header.seq + 1,
        prev: last.hash,
        clock: last.entry.header.clock,
        kind: event.kind(),
        kind_version: 1,
        critical: false,
        subject,
    };
    change(&mut header);
    let secret = header.subject.map(|subject| jury.secrets[&subject]);
    Entry::new(header, event.encode(), secret.as_ref()).into()
}

/// Everything the jury wrote and that entry, written, read, verified and planned.
fn carried(jury: &Jury, entry: Logged) -> Vec<Logged> {
    let mut entries = jury.everything();
    entries.push(entry);
    let file = write(&jury.bundle(&entries), &jury.office.key).unwrap();
    plan(verify(read(&file).unwrap(), &Known::default()).unwrap(), &Known::default(), MORNING).new
}

#[test]
fn clocks_of_1970_and_of_the_year_9999_are_taken_and_decide_nothing() {
    let jury = Jury::busy(12);
    let year_9999 = 253_370_764_800_000_u64 << 16;
    for clock in [Clock(0), Clock(1 << 16), Clock(year_9999), Clock(u64::MAX)] {
        let entry = next(&jury, |header| header.clock = clock);
        let session = fold(jury.session, &carried(&jury, entry.clone())).unwrap();
        let sheet = &session.sheets[&(jury.jurors[0].person, jury.candidates[0])];
        let sealed = sheet.seal.shown().is_some();
        let sides = sheet.marks.get("C1").map(|mark| mark.sides().to_vec()).unwrap_or_default();
        // The last in its log stands, whatever its clock says, unless the sheet was sealed before.
        assert!(sealed || sides.iter().any(|side| side.stamp.seq == entry.entry.header.seq), "{clock:?}");
    }
}

#[test]
fn facts_of_a_later_program_travel_untouched_and_only_a_critical_one_stops_the_writing() {
    let jury = Jury::busy(13);
    for critical in [false, true] {
        for subject in [None, Some(jury.candidates[0].0)] {
            let entry =
                next(&jury, |header| (header.kind, header.critical, header.subject) = (9_000, critical, subject));
            let entries = carried(&jury, entry.clone());
            assert!(entries.contains(&entry));
            let session = fold(jury.session, &entries).unwrap();
            assert_eq!((session.newer.count, session.newer.critical), (1, critical));
            let without = fold(jury.session, &jury.everything()).unwrap();
            assert_ne!(session.fingerprint(), without.fingerprint(), "it is in the fingerprint");
            assert_eq!(threads(&entries).1, 0);
        }
    }
}
