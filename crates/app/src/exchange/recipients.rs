//! For whom a file is closed: the devices that have their place in the session, and nobody else once one lost its own
//! (docs/formats/bundle.md §1). It names keys; it closes nothing.

use std::collections::{BTreeMap, BTreeSet};

use domain::id::{DeviceKey, PersonId};
use domain::person::JurorFile;
use domain::session::Session;
use sync::device::SigningKey;
use sync::session_key::{Recipient, SessionKey};

/// For whom a file is closed.
pub(super) struct Addressed {
    /// Their keys, in the order of the devices'.
    pub(super) keys: Vec<Recipient>,
    /// Names of those who have no key that is known here, and can't open it.
    pub(super) unreachable: Vec<String>,
}

/// Everybody who writes in the session. Until a device lost its place the session's key closes for those that came with a
/// code and are not known here yet; after that it never does, since the lost one holds it.
pub(super) fn everybody(session: &Session, own: &SigningKey, session_key: &SessionKey) -> Addressed {
    let receivers = receivers(session, |_, _| true);
    let mut keys = receivers.clone();
    keys.insert(own.public(), own.receiver().recipient());
    let mut keys: Vec<Recipient> = keys.into_values().collect();
    let unreachable = without_key(session, &receivers);
    if session.trust.revoked().next().is_some() {
        return Addressed { keys, unreachable };
    }
    if session.trust.invited().next().is_some() || !unreachable.is_empty() {
        keys.push(session_key.recipient());
    }
    Addressed { keys, unreachable: Vec::new() }
}

/// The devices that were admitted for `juror`, with their keys; none when there is none to close for.
pub(super) fn admitted(session: &Session, juror: PersonId) -> Vec<Recipient> {
    receivers(session, |person, device| person == juror && session.trust.names(device, person)).into_values().collect()
}

/// Keys of the devices that have their place, where `wanted` by person and device.
fn receivers(session: &Session, wanted: impl Fn(PersonId, DeviceKey) -> bool) -> BTreeMap<DeviceKey, Recipient> {
    let devices: BTreeSet<DeviceKey> =
        places(session).into_iter().filter(|(p, d)| wanted(*p, *d)).map(|(_, d)| d).collect();
    let key = |device: DeviceKey| Some((device, Recipient::of(session.receiver(device)?).ok()?));
    devices.into_iter().filter_map(key).collect()
}

/// As whom each device that has its place writes.
fn places(session: &Session) -> BTreeSet<(PersonId, DeviceKey)> {
    let writing = session.authors.values().map(|author| (author.person, author.device));
    let places = writing.chain(session.trust.named());
    places.filter(|(_, device)| !session.trust.is_revoked(*device)).collect()
}

/// Names of those who were let in and sit, none of whose devices has a key that is known.
fn without_key(session: &Session, receivers: &BTreeMap<DeviceKey, Recipient>) -> Vec<String> {
    let reached = places(session).into_iter().filter(|(_, device)| receivers.contains_key(device));
    let reached: BTreeSet<PersonId> = reached.map(|(person, _)| person).collect();
    let mut let_in: BTreeSet<PersonId> =
        session.trust.invited().chain(session.trust.named()).map(|(who, _)| who).collect();
    let_in.insert(session.office);
    let missing = let_in.difference(&reached).filter(|person| session.role(**person).is_some());
    let file = |person: &PersonId| session.jurors.get(person).and_then(|juror| juror.file.shown());
    let mut names: Vec<String> = missing.filter_map(file).map(JurorFile::full_name).collect();
    names.sort();
    names
}
