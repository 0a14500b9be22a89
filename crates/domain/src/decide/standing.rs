//! What is written about a closing once it exists: a juror's laptop finds the same and countersigns; of two closings that had
//! not seen each other, the office says which one stands.

use super::text::{self, Limit};
use super::{Answer, closing, guard};
use crate::event::{ClosingCountersigned, ClosingUpheld};
use crate::id::{Digest, PersonId};
use crate::refusal::Refusal;
use crate::register::Write;
use crate::session::Session;

pub(super) fn countersign(
    session: &Session,
    by: PersonId,
    named: Digest,
    fingerprint: Digest,
    minutes: Option<Digest>,
) -> Answer {
    closing::is_closed(session)?;
    let file = guard::member(session, by)?;
    let named_closing = session.closings.get(&named).ok_or(Refusal::UnknownClosing)?;
    if session.closing.settled() != Some(&named_closing.value) {
        return Err(Refusal::UnknownClosing);
    }
    if fingerprint != named_closing.value.fingerprint {
        return Err(Refusal::FingerprintDiffers { number: named_closing.value.number.clone() });
    }
    let own = session.countersignatures.iter().filter(|one| one.stamp.by == by && one.value.closing == named);
    let nothing_new = |one: &Write<ClosingCountersigned>| minutes.is_none() || one.value.minutes == minutes;
    if own.into_iter().any(nothing_new) {
        return Err(Refusal::AlreadyCountersigned { name: file.full_name() });
    }
    Ok(vec![ClosingCountersigned { closing: named, fingerprint, minutes }.into()])
}

pub(super) fn uphold(session: &Session, named: Digest, ground: &str) -> Answer {
    if !session.is_closed() {
        return Err(Refusal::SessionNotClosed);
    }
    if !session.closing.is_disputed() {
        return Err(Refusal::NoOtherClosing);
    }
    let upheld = session.closings.get(&named).ok_or(Refusal::UnknownClosing)?;
    if session.closing.sides().iter().all(|side| side.value != upheld.value) {
        return Err(Refusal::UnknownClosing);
    }
    text::demand("ground", ground, Limit::Prose)?;
    Ok(vec![ClosingUpheld { closing: named, ground: ground.to_owned() }.into()])
}
