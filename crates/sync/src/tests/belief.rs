//! What is believed of a well-made file: nothing that nobody signed, nothing signed for another session, nobody who was not
//! invited. Each forgery is made by somebody who holds a key of the session.

use domain::event::{Enrolment, Event, LogOpened};
use domain::id::{Digest, LogId, PersonId, SessionId, SubjectSecret};
use domain::log::{Entry, Head, Logged};

use crate::bundle::{Bundle, LogPart};
use crate::device::SigningKey;
use crate::plan::Known;
use crate::read::read;
use crate::refused::Refused;
use crate::tests::jury::{Jury, heads, invitation, opened};
use crate::verify::verify;
use crate::write::{Unwritable, write};

/// What becomes of a bundle written by the office.
fn believed(jury: &Jury, bundle: &Bundle, known: &Known) -> Result<(), Refused> {
    let file = write(bundle, &jury.office.key).unwrap();
    verify(read(&file).unwrap(), known).map(drop)
}

fn whole(jury: &Jury) -> Bundle {
    jury.bundle(&jury.everything())
}

/// The entries of a log from `place` on, made again so that they follow one another: what somebody without the key can do.
fn chained_again(entries: &[Logged]) -> Vec<Logged> {
    let mut out: Vec<Logged> = Vec::new();
    for logged in entries {
        let mut entry: Entry = logged.entry.clone();
        entry.header.prev = out.last().map_or(entry.header.prev, |last| last.hash);
        out.push(entry.into());
    }
    out
}

#[test]
fn what_every_laptop_wrote_is_believed() {
    for jury in [Jury::small(), Jury::busy(11)] {
        believed(&jury, &whole(&jury), &Known::default()).unwrap();
    }
}

#[test]
fn an_entry_beyond_the_signed_head_is_refused() {
    let jury = Jury::small();
    let juror = &jury.jurors[0];
    let mut bundle = whole(&jury);
    let before = &juror.entries[juror.entries.len() - 2];
    bundle.heads.retain(|head| head.log != juror.log);
    let (seq, hash) = (before.entry.header.seq, before.hash);
    bundle.heads.push(juror.key.sign_head(jury.session, juror.log, seq, hash));
    let refused = Refused::UnsignedEntries { log: juror.log, seq: seq + 1 };
    assert_eq!(believed(&jury, &bundle, &Known::default()), Err(refused.clone()));
    bundle.heads.retain(|head| head.log != juror.log);
    assert_eq!(believed(&jury, &bundle, &Known::default()), Err(refused));
}

#[test]
fn a_branch_that_nobody_signed_is_refused() {
    let jury = Jury::busy(2);
    let mut bundle = whole(&jury);
    let end = jury.clone.last().unwrap().hash;
    bundle.heads.retain(|head| head.hash != end);
    assert!(matches!(believed(&jury, &bundle, &Known::default()), Err(Refused::UnsignedEntries { .. })));
}

#[test]
fn an_entry_altered_and_chained_again_is_refused() {
    let jury = Jury::small();
    let juror = &jury.jurors[0];
    let mut entries = juror.entries.clone();
    let last = entries.len() - 1;
    entries[last].entry.header.clock.0 += 1;
    let entries = chained_again(&entries);
    let mut bundle = whole(&jury);
    let (seq, hash) = (entries[last].entry.header.seq, entries[last].hash);
    bundle.logs.get_mut(&juror.log).unwrap().entries = entries;
    assert!(matches!(believed(&jury, &bundle, &Known::default()), Err(Refused::BadChain { .. })));
    // Signed by another juror's laptop, or by the office's.
    bundle.heads.retain(|head| head.log != juror.log);
    bundle.heads.push(jury.office.key.sign_head(jury.session, juror.log, seq, hash));
    let refused = Refused::BadSignature { device: juror.key.public() };
    assert_eq!(believed(&jury, &bundle, &Known::default()), Err(refused));
}

#[test]
fn a_head_signed_for_another_session_is_refused() {
    let jury = Jury::small();
    let mut bundle = whole(&jury);
    let head = bundle.heads[0].clone();
    let other = jury.office.key.sign_head(SessionId([1; 16]), head.log, head.seq, head.hash);
    bundle.heads[0] = other;
    let refused = Refused::BadSignature { device: jury.office.key.public() };
    assert_eq!(believed(&jury, &bundle, &Known::default()), Err(refused));
}

#[test]
fn a_head_of_an_entry_that_is_nowhere_is_refused() {
    let jury = Jury::small();
    let mut bundle = whole(&jury);
    let log = jury.office.log;
    bundle.heads.push(jury.office.key.sign_head(jury.session, log, 99, Digest([9; 32])));
    assert_eq!(believed(&jury, &bundle, &Known::default()), Err(Refused::BadChain { log, seq: 99 }));
}

#[test]
fn a_file_of_another_session_is_refused_by_name() {
    let jury = Jury::small();
    let known = Known { session: Some(SessionId([1; 16])), ..Known::default() };
    let refused = Refused::WrongSession { session: jury.session };
    assert_eq!(believed(&jury, &whole(&jury), &known), Err(refused));
}

#[test]
fn another_secret_than_the_one_held_is_refused() {
    let jury = Jury::small();
    let mut known = Known::default();
    known.secrets.insert(jury.candidates[0].0, SubjectSecret([9; 32]));
    assert_eq!(believed(&jury, &whole(&jury), &known), Err(Refused::OtherSecret));
}

/// A bundle whose only juror opened its log with that fact.
fn joined_with(jury: &Jury, change: impl FnOnce(&mut LogOpened)) -> Bundle {
    let laptop = &jury.jurors[0];
    let Ok(Event::LogOpened(mut fact)) = Event::decode(1, laptop.entries[0].entry.payload.as_deref().unwrap()) else {
        panic!("a log begins with its opening")
    };
    change(&mut fact);
    let header = laptop.entries[0].entry.header.clone();
    let first = Entry::new(header, Event::from(fact).encode(), None).into();
    let mut bundle = jury.bundle(&jury.office.entries);
    bundle.heads.extend(heads(jury.session, laptop, std::slice::from_ref(&first)));
    let (device, person, epoch) = (laptop.key.public(), laptop.person, laptop.epoch);
    bundle.logs.insert(laptop.log, LogPart { device, person, epoch, entries: vec![first] });
    bundle
}

#[test]
fn a_log_that_opens_as_somebody_else_is_refused() {
    let jury = Jury::small();
    let log = jury.jurors[0].log;
    let refused = Err(Refused::BadChain { log, seq: 1 });
    let none = Known::default();
    assert_eq!(believed(&jury, &joined_with(&jury, |_| {}), &none), Ok(()));
    assert_eq!(believed(&jury, &joined_with(&jury, |fact| fact.person = PersonId([2; 16])), &none), refused);
    assert_eq!(believed(&jury, &joined_with(&jury, |fact| fact.session = SessionId([2; 16])), &none), refused);
    assert_eq!(believed(&jury, &joined_with(&jury, |fact| fact.epoch = [2; 16]), &none), refused);
    let device = jury.office.key.public();
    assert_eq!(believed(&jury, &joined_with(&jury, |fact| fact.device = device), &none), refused);
}

#[test]
fn an_enrolment_that_the_invitation_did_not_sign_is_refused() {
    let jury = Jury::small();
    let log = jury.jurors[0].log;
    let refused = Err(Refused::BadEnrolment { log });
    let forged = |signer: SigningKey, of: LogId| {
        let enrolment = Enrolment { key: invitation(1).public(), signature: signer.sign_enrolment(of) };
        joined_with(&jury, |fact| fact.enrolment = Some(enrolment))
    };
    assert_eq!(believed(&jury, &forged(SigningKey::new(&[1; 32]), log), &Known::default()), refused);
    assert_eq!(believed(&jury, &forged(invitation(1), LogId([1; 32])), &Known::default()), refused);
    assert_eq!(believed(&jury, &forged(invitation(1), log), &Known::default()), Ok(()));
}

/// A bundle that juror 1's laptop writes itself.
fn by_the_juror(jury: &Jury, mut bundle: Bundle, known: &Known) -> Result<(), Refused> {
    let laptop = &jury.jurors[0];
    (bundle.device, bundle.person) = (laptop.key.public(), laptop.person);
    verify(read(&write(&bundle, &laptop.key).unwrap()).unwrap(), known).map(drop)
}

#[test]
fn a_juror_who_was_invited_may_write_and_one_who_was_not_is_unknown() {
    let jury = Jury::small();
    let refused = Err(Refused::UnknownDevice { device: jury.jurors[0].key.public() });
    assert_eq!(by_the_juror(&jury, whole(&jury), &Known::default()), Ok(()));
    // The right signature of a key that nobody named.
    let stranger = SigningKey::new(&[77; 32]);
    let enrolment = Enrolment { key: stranger.public(), signature: stranger.sign_enrolment(jury.jurors[0].log) };
    let uninvited = joined_with(&jury, |fact| fact.enrolment = Some(enrolment));
    assert_eq!(by_the_juror(&jury, uninvited, &Known::default()), refused);
    assert_eq!(by_the_juror(&jury, joined_with(&jury, |fact| fact.enrolment = None), &Known::default()), refused);
    // Another person's name on the file.
    let mut named = whole(&jury);
    named.person = PersonId([2; 16]);
    named.device = jury.jurors[0].key.public();
    let file = write(&named, &jury.jurors[0].key).unwrap();
    assert_eq!(verify(read(&file).unwrap(), &Known::default()).map(drop), refused);
}

#[test]
fn a_file_with_the_jurors_own_entries_is_believed_where_the_invitation_is_known() {
    let jury = Jury::small();
    let own = jury.bundle(&jury.jurors[0].entries);
    let refused = Err(Refused::UnknownDevice { device: jury.jurors[0].key.public() });
    assert_eq!(by_the_juror(&jury, own.clone(), &Known::default()), refused);
    let mut known = Known::default();
    known.invitations.insert((jury.jurors[0].person, invitation(1).public()));
    assert_eq!(by_the_juror(&jury, own.clone(), &known), Ok(()));
    let mut known = Known::default();
    known.authors.insert((jury.jurors[0].key.public(), jury.jurors[0].person));
    assert_eq!(by_the_juror(&jury, own, &known), Ok(()));
}

#[test]
fn a_stranger_cannot_pass_for_the_founder() {
    let jury = Jury::small();
    let (stranger, person, epoch) = (SigningKey::new(&[88; 32]), jury.office.person, [1; 16]);
    let log = domain::log::log_id(stranger.public(), jury.session, person, epoch);
    let mut fact = opened(&jury.office, jury.session, None);
    (fact.device, fact.epoch) = (stranger.public(), epoch);
    let opening = jury.office.entries[1].entry.payload.clone().unwrap();
    let mut entries: Vec<Logged> = Vec::new();
    // The founder's own second entry, nonce included, in the stranger's log.
    for (place, payload) in [Event::from(fact).encode(), opening].into_iter().enumerate() {
        let mut header = jury.office.entries[place].entry.header.clone();
        (header.log, header.prev) = (log, entries.last().map_or(Digest(log.0), |last| last.hash));
        entries.push(Entry::new(header, payload, None).into());
    }
    let head = stranger.sign_head(jury.session, log, 2, entries[1].hash);
    let part = LogPart { device: stranger.public(), person, epoch, entries };
    for mut bundle in [whole(&jury), jury.bundle(&[])] {
        bundle.heads.push(head.clone());
        bundle.logs.insert(log, part.clone());
        bundle.device = stranger.public();
        let received = read(&write(&bundle, &stranger).unwrap()).unwrap();
        let refused = Refused::UnknownDevice { device: stranger.public() };
        assert_eq!(verify(received, &Known::default()).map(drop), Err(refused));
    }
}

#[test]
fn an_entry_that_jumps_a_place_is_refused_though_its_device_signed_it() {
    let jury = Jury::small();
    let juror = &jury.jurors[0];
    let mut entry = juror.entries.last().unwrap().entry.clone();
    entry.header.prev = juror.entries.last().unwrap().hash;
    entry.header.seq += 5;
    let mut entries = juror.entries.clone();
    entries.push(entry.into());
    let seq = entries.last().unwrap().entry.header.seq;
    let mut bundle = whole(&jury);
    bundle.heads.extend(heads(jury.session, juror, &entries[entries.len() - 1..]));
    bundle.logs.get_mut(&juror.log).unwrap().entries = entries;
    // A place changes the salt of a payload about a person: the payload is kept back, so that only the place is wrong.
    let part = bundle.logs.get_mut(&juror.log).unwrap();
    part.entries.last_mut().unwrap().entry.payload = None;
    let refused = Refused::BadChain { log: juror.log, seq };
    assert_eq!(believed(&jury, &bundle, &Known::default()), Err(refused));
}

#[test]
fn what_contradicts_itself_is_not_written() {
    let jury = Jury::small();
    let refused = |change: &dyn Fn(&mut Bundle)| {
        let mut bundle = whole(&jury);
        change(&mut bundle);
        write(&bundle, &jury.office.key).err()
    };
    let (log, candidate) = (jury.office.log, jury.candidates[0].0);
    assert_eq!(refused(&|bundle| bundle.person = PersonId([3; 16])), None);
    assert_eq!(refused(&|bundle| bundle.device = jury.jurors[0].key.public()), Some(Unwritable::OtherDevice));
    assert_eq!(refused(&|bundle| bundle.pack = jury.pack().pack), Some(Unwritable::NotAPack));
    assert_eq!(
        refused(&|bundle| bundle.secrets.extend([([4; 16], SubjectSecret([4; 32]))])),
        Some(Unwritable::IdleSecret)
    );
    let unsound = refused(&|bundle| bundle.secrets.retain(|subject, _| *subject != candidate));
    assert!(matches!(unsound, Some(Unwritable::UnsoundEntry { .. })));
    let unsound = refused(&|bundle| bundle.secrets.extend([(candidate, SubjectSecret([4; 32]))]));
    assert!(matches!(unsound, Some(Unwritable::UnsoundEntry { .. })));
    let stripped = refused(&|bundle| bundle.logs.get_mut(&log).unwrap().entries[1].entry.payload = None);
    assert_eq!(stripped, Some(Unwritable::UnsoundEntry { log, seq: 2 }));
    let astray = refused(&|bundle| {
        let head: Head = Head { log: LogId([1; 32]), ..bundle.heads[0].clone() };
        bundle.heads.push(head);
    });
    assert_eq!(astray, Some(Unwritable::Astray));
    assert_eq!(refused(&|bundle| bundle.blobs.extend([(Digest([1; 32]), vec![1])])), Some(Unwritable::Astray));
    let epoch = refused(&|bundle| bundle.logs.get_mut(&log).unwrap().epoch = [3; 16]);
    assert_eq!(epoch, Some(Unwritable::ForgedLog(log)));
}
