//! What an erasure (RGPD, art. 17) does to a session: whose payloads count no more, and what becomes of what they wrote of
//! others. A function of the set of entries, like everything else in a session: whoever meets the erasure, before or after
//! what it erases, sees the same. Not a place where payloads are destroyed (`store`) nor where it is decided who may be
//! erased (`decide`).

use std::collections::BTreeSet;

use crate::event::{Event, PersonErased};
use crate::id::{CandidateId, PersonId};
use crate::person::Role;
use crate::register::Stamp;
use crate::session::thread::Thread;
use crate::session::{AsideReason, Author, Session};

const ACCOMMODATIONS_CONTEXT: &str = "delibere 2026 accommodations of v1";

/// The kind of `PersonErased`.
pub const ERASURE: u16 = 16;

/// Under which identifier a candidate's accommodations are kept: they have a secret of their own, so that they can be erased
/// apart, and earlier (RGPD, art. 9).
#[must_use]
pub fn accommodations_of(candidate: CandidateId) -> PersonId {
    let digest = blake3::derive_key(ACCOMMODATIONS_CONTEXT, &candidate.0);
    let mut id = [0; 16];
    id.iter_mut().zip(digest).for_each(|(place, byte)| *place = byte);
    PersonId(id)
}

/// Everything that the erasure of `person` takes away: them, and what is kept of them apart.
#[must_use]
pub fn taken_with(person: PersonId) -> [PersonId; 2] {
    [person, accommodations_of(CandidateId(person.0))]
}

impl Session {
    /// Whether the data kept under that identifier was erased.
    #[must_use]
    pub fn is_erased(&self, subject: [u8; 16]) -> bool {
        !self.erased.is_empty() && self.erased.contains(&PersonId(subject))
    }
}

/// Whoever the entries erase, found before anything else is read: an erasure counts for what comes before it as for what
/// comes after. Only the office erases, on the device that opened the session; closing changes nothing to it.
pub(crate) fn erased(blank: &Session, threads: &[Thread<'_>]) -> BTreeSet<PersonId> {
    let of_office = threads
        .iter()
        .filter(|thread| blank.authors.get(&thread.branch.log).is_some_and(|author| may_erase(blank, *author)));
    let entries = of_office.flat_map(|thread| &thread.entries).filter(|logged| logged.entry.header.kind == ERASURE);
    let facts = entries.filter_map(|logged| Event::decode(ERASURE, logged.entry.payload.as_deref()?).ok());
    facts
        .filter_map(|event| match event {
            Event::PersonErased(fact) => Some(taken_with(fact.person)),
            _ => None,
        })
        .flatten()
        .collect()
}

/// What somebody whose file was erased held, as far as it still matters: what they wrote of others stands until the erasure is
/// read. It was judged when it was written; which seat it was is known no more.
pub(crate) fn seat_once_held(session: &Session, person: PersonId) -> Option<Role> {
    let left = session.jurors.get(&person).is_some_and(|juror| juror.unseated.shown().is_some());
    (session.is_erased(person.0) && !left).then_some(Role::President)
}

/// Takes an erasure in, in its place among the facts: from here on an erased juror writes no more.
pub(crate) fn apply(session: &mut Session, stamp: Stamp, fact: PersonErased) -> Result<(), AsideReason> {
    let author = session.authors.get(&stamp.branch.log).copied();
    if !author.is_some_and(|author| may_erase(session, author)) {
        return Err(AsideReason::NotAllowed);
    }
    session.erased.extend(taken_with(fact.person));
    if session.authors.values().any(|author| author.person == fact.person) {
        session.jurors.entry(fact.person).or_default();
    }
    if let Some(juror) = session.jurors.get_mut(&fact.person) {
        juror.unseated.write(fact.ground, stamp, &session.sight);
    }
    Ok(())
}

fn may_erase(session: &Session, author: Author) -> bool {
    author.device == session.founder && author.person == session.office
}
