//! What travels from one laptop to another, as values. How it is written and read is `write`'s and `read`'s; what may be
//! believed of it is `verify`'s.

use std::collections::BTreeMap;

use domain::id::{DeviceKey, Digest, LogId, PersonId, SessionId, SubjectSecret};
use domain::log::{Head, Logged, log_id};
use domain::time::Timestamp;
use zeroize::Zeroize;

use crate::session_key::SessionKey;

/// Version of the format (docs/formats/bundle.md).
pub const VERSION: u8 = 1;
/// Version of the list of events (docs/formats/log.md §4), for people: an unknown kind is kept whatever this says.
pub const SCHEMA: u16 = 1;

/// What a bundle is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// To a juror, before the session: everything needed to grade, and the right to.
    Pack,
    /// To the others: every entry known.
    Results,
    /// To the certifier: every entry known, documents included.
    Archive,
    /// Back to a juror: what of theirs has arrived, and nothing else.
    Acknowledgement,
}

impl Kind {
    /// Its number in the format.
    #[must_use]
    pub fn number(self) -> u8 {
        match self {
            Self::Pack => 1,
            Self::Results => 2,
            Self::Archive => 3,
            Self::Acknowledgement => 4,
        }
    }

    /// The kind of that number; `None` when a later program made it.
    #[must_use]
    pub fn of_number(number: u8) -> Option<Self> {
        let kinds = [Self::Pack, Self::Results, Self::Archive, Self::Acknowledgement];
        kinds.into_iter().find(|kind| kind.number() == number)
    }

    /// What it is called in reports.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Pack => "pack",
            Self::Results => "results",
            Self::Archive => "archive",
            Self::Acknowledgement => "acknowledgement",
        }
    }
}

/// A bundle's content. Two of the same content are the same bytes before encryption.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bundle {
    /// What it is for.
    pub kind: Kind,
    /// The session everything in it belongs to.
    pub session: SessionId,
    /// The device that wrote it.
    pub device: DeviceKey,
    /// Who wrote it.
    pub person: PersonId,
    /// When, by that device's clock.
    pub made_at: Timestamp,
    /// Its program's [`SCHEMA`].
    pub schema: u16,
    /// Logs and their entries, by log id.
    pub logs: BTreeMap<LogId, LogPart>,
    /// Signed heads; at least the last entry of every branch has one.
    pub heads: Vec<Head>,
    /// Secrets of the persons whose payloads travel, by subject: no more, no less.
    pub secrets: BTreeMap<[u8; 16], SubjectSecret>,
    /// Documents, by BLAKE3 digest.
    pub blobs: BTreeMap<Digest, Vec<u8>>,
    /// What only a pack holds.
    pub pack: Option<Pack>,
}

/// What is known of one log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogPart {
    /// The device that signs it.
    pub device: DeviceKey,
    /// Who writes it.
    pub person: PersonId,
    /// Which of the device's epochs it is.
    pub epoch: [u8; 16],
    /// Entries, in any order when written; along their branches when read.
    pub entries: Vec<Logged>,
}

impl LogPart {
    /// The log's id, which commits to the three others.
    #[must_use]
    pub fn id(&self, session: SessionId) -> LogId {
        log_id(self.device, session, self.person, self.epoch)
    }
}

/// The right to write as somebody, and the key of the session.
#[derive(Clone, PartialEq, Eq)]
pub struct Pack {
    /// Who may write.
    pub addressee: PersonId,
    /// Seed of the key that `JurorInvited` named; it signs the enrolment of the addressee's log. Absent where the addressee's
    /// device was admitted by name.
    pub enrolment: Option<[u8; 32]>,
    /// Opens the session's bundles.
    pub session_key: SessionKey,
}

impl Drop for Pack {
    fn drop(&mut self) {
        self.enrolment.zeroize();
    }
}

impl std::fmt::Debug for Pack {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "Pack(for {})", self.addressee)
    }
}

impl Bundle {
    /// An empty bundle.
    #[must_use]
    pub fn new(kind: Kind, session: SessionId, device: DeviceKey, person: PersonId, made_at: Timestamp) -> Self {
        Self {
            kind,
            session,
            device,
            person,
            made_at,
            schema: SCHEMA,
            logs: BTreeMap::new(),
            heads: Vec::new(),
            secrets: BTreeMap::new(),
            blobs: BTreeMap::new(),
            pack: None,
        }
    }

    /// How many entries it holds.
    #[must_use]
    pub fn entries(&self) -> usize {
        self.logs.values().map(|log| log.entries.len()).sum()
    }

    /// Takes one more document; its digest is its name.
    pub fn add_blob(&mut self, bytes: Vec<u8>) -> Digest {
        let digest = crate::digest(&bytes);
        self.blobs.insert(digest, bytes);
        digest
    }
}

/// A name for the file, without anybody's: `delibere-<session>-<device>-<number>.delib`.
#[must_use]
pub fn file_name(session: SessionId, device: DeviceKey, number: u32) -> String {
    let short = |text: String, length: usize| text.chars().take(length).collect::<String>();
    format!("delibere-{}-{}-{number}.delib", short(session.to_string(), 8), short(device.to_string(), 4))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_name_says_nothing_of_anybody() {
        let name = file_name(SessionId([0xab; 16]), DeviceKey([0xcd; 32]), 3);
        assert_eq!(name, "delibere-abababab-cdcd-3.delib");
    }

    #[test]
    fn a_pack_never_shows_its_secrets() {
        let pack = Pack {
            addressee: PersonId([1; 16]),
            enrolment: Some([0xee; 32]),
            session_key: SessionKey::new([0xdd; 32]),
        };
        let shown = format!("{pack:?}");
        assert!(!shown.contains("238") && !shown.contains("eeee"), "{shown}");
    }
}
