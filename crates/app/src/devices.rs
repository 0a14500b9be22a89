//! The devices of a session: taking a lost one's place back, letting another hold the office's, and the list that people read.
//! Letting in is `exchange`'s, since a request is a file.

use std::collections::BTreeMap;

use domain::command::Command;
use domain::id::{DeviceKey, LogId, PersonId, SessionId};
use domain::time::Timestamp;

use crate::desk::Desk;
use crate::execute::Changes;
use crate::failure::Failure;
use crate::view::devices::{DeviceLine, devices};
use crate::words;

impl Desk {
    /// The devices of `session`, as this laptop knows them.
    ///
    /// # Errors
    /// When no store is open, or it holds no such session.
    pub fn devices(&self, session: SessionId) -> Result<Vec<DeviceLine>, Failure> {
        self.with_open(|open| {
            let mut last: BTreeMap<LogId, Timestamp> = BTreeMap::new();
            for logged in open.book.entries(session)? {
                let (log, at) = (logged.entry.header.log, logged.entry.header.clock.at());
                let known = last.entry(log).or_insert(at);
                *known = (*known).max(at);
            }
            let (dossier, _, device) = open.dossier(session)?;
            Ok(devices(&dossier.session, device.public(), &last))
        })
    }

    /// The device of `session` that `heard` names: its six words, or its key in hexadecimal.
    ///
    /// # Errors
    /// `no-such-device` when none of them does.
    pub fn device_named(&self, session: SessionId, heard: &str) -> Result<DeviceKey, Failure> {
        let key = DeviceKey::parse(heard.trim()).ok();
        let named = |line: &DeviceLine| Some(line.device) == key || words::is_device(heard, line.device);
        let found = self.devices(session)?.into_iter().find(named);
        found.map(|line| line.device).ok_or(Failure::Refused(domain::refusal::Refusal::NoSuchDevice))
    }

    /// Takes its place in `session` from `device`: what it writes beyond what is known here does not count.
    ///
    /// # Errors
    /// When the rules refuse, or the disk could not keep it.
    pub fn revoke(&self, session: SessionId, device: DeviceKey, ground: &str) -> Result<Changes, Failure> {
        self.say_of_devices(session, &Command::RevokeDevice { device, ground: ground.to_owned() })
    }

    /// Lets `device` write as `person`, of the office or presiding, and say which devices write.
    ///
    /// # Errors
    /// When the rules refuse, or the disk could not keep it.
    pub fn delegate(&self, session: SessionId, device: DeviceKey, person: PersonId) -> Result<Changes, Failure> {
        self.say_of_devices(session, &Command::DelegateOffice { device, juror: person })
    }

    /// Whether this laptop may write in `session` as `person`.
    ///
    /// # Errors
    /// When no store is open, or it holds no such session.
    pub fn writes_as(&self, session: SessionId, person: PersonId) -> Result<bool, Failure> {
        self.with_open(|open| {
            let (dossier, _, device) = open.dossier(session)?;
            Ok(person == dossier.me || dossier.session.trust.names(device.public(), person))
        })
    }

    /// Says something of devices as whom this one says it.
    pub(crate) fn say_of_devices(&self, session: SessionId, command: &Command) -> Result<Changes, Failure> {
        let chair = self.with_open(|open| {
            let (dossier, _, device) = open.dossier(session)?;
            Ok(dossier.chair(device.public()))
        })?;
        self.execute(session, chair, command)
    }
}
