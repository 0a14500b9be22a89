//! Devices: admitted once their words were compared, revoked when they are lost, delegated the office's rights. Comparing
//! words is the desk's; here stands who may be admitted, and what a revocation cuts.

use super::text::{self, Limit};
use super::{Answer, guard};
use crate::command::Command;
use crate::event::{DeviceAdmitted, DeviceRevoked, OfficeDelegated};
use crate::id::{DeviceKey, Digest, PersonId, ReceiverKey};
use crate::person::Role;
use crate::refusal::Refusal;
use crate::session::{Session, authority};

/// Whether `device`, writing as `by`, may say what `command` says: which devices write is said by the device that opened the
/// session, and by those it delegated that to. `decide` does not know which device asks; whoever holds the pen does.
///
/// # Errors
/// When the command is about devices, and the device is neither.
pub fn may_decide(session: &Session, device: DeviceKey, by: PersonId, command: &Command) -> Result<(), Refusal> {
    if !authority::says_who_writes(super::kind(command)) {
        return Ok(());
    }
    let over = match command {
        Command::RevokeDevice { device, .. } => Some(*device),
        _ => None,
    };
    // Only the founder's device takes back what only it gives.
    let delegates = matches!(command, Command::DelegateOffice { .. });
    let reserved = delegates || over.is_some_and(|over| session.trust.is_delegated(over));
    let entitled = session.trust.leads(device, by) && (!reserved || device == session.founder);
    if entitled { Ok(()) } else { Err(Refusal::DeviceMayNotDecide) }
}

pub(super) fn admit(
    session: &Session,
    device: DeviceKey,
    receiver: ReceiverKey,
    juror: PersonId,
    request: Digest,
) -> Answer {
    if guard::seated(session, juror)?.role == Role::Office {
        return Err(Refusal::NoSuchSeat);
    }
    may_change(session, device)?;
    let said = session.devices.get(&device).map(|said| said.admissions.as_slice()).unwrap_or_default();
    if said.iter().any(|known| known.value.juror == juror && known.value.receiver == receiver) {
        return Ok(vec![]);
    }
    Ok(vec![DeviceAdmitted { device, receiver, juror, request }.into()])
}

pub(super) fn revoke(session: &Session, device: DeviceKey, ground: &str) -> Answer {
    standing(session, device)?;
    text::demand("ground", ground, Limit::Prose)?;
    let own = |log| session.authors.get(log).is_some_and(|author| author.device == device);
    let heads = session.heads.values().filter(|head| own(&head.log)).cloned().collect();
    Ok(vec![DeviceRevoked { device, heads, ground: ground.to_owned() }.into()])
}

pub(super) fn delegate(session: &Session, device: DeviceKey, juror: PersonId) -> Answer {
    standing(session, device)?;
    let file = guard::seated(session, juror)?;
    if !matches!(file.role, Role::Office | Role::President) {
        return Err(Refusal::NotDelegable { name: file.full_name() });
    }
    if session.trust.leads(device, juror) {
        return Ok(vec![]);
    }
    Ok(vec![OfficeDelegated { device, juror }.into()])
}

/// That the device is of the session, did not open it, and was not revoked.
fn standing(session: &Session, device: DeviceKey) -> Result<(), Refusal> {
    may_change(session, device)?;
    if session.knows_device(device) { Ok(()) } else { Err(Refusal::NoSuchDevice) }
}

/// That the device did not open the session, which is for good, and was not revoked, which is too.
fn may_change(session: &Session, device: DeviceKey) -> Result<(), Refusal> {
    if device == session.founder {
        return Err(Refusal::DeviceIsFounder);
    }
    if session.trust.is_revoked(device) { Err(Refusal::DeviceIsRevoked) } else { Ok(()) }
}
