//! Why a file that arrived is not taken: a closed list, each with a code. A refused file changes nothing anywhere. The
//! sentences for people live in the words files; these are for logs and tests.

use domain::id::{DeviceKey, LogId, SessionId};

/// Why a bundle is refused, whole.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// It is some other file.
    #[error("not a bundle")]
    NotABundle,
    /// It is some other file than a laptop's request.
    #[error("not a request")]
    NotARequest,
    /// Its end is missing.
    #[error("the file is cut short: copy it again")]
    CutShort,
    /// It is not what was written: damaged, cut or tampered with.
    #[error("the file was altered or damaged: copy it again")]
    Altered,
    /// A later program wrote it.
    #[error("the file is of format {version}, which this program does not read: update it")]
    NewerVersion {
        /// Its format.
        version: u8,
    },
    /// No key of this laptop opens it.
    #[error("the file is not addressed to this laptop")]
    NotForYou,
    /// It opens with an invitation code, and none was given.
    #[error("the file opens with an invitation code")]
    NeedsCode,
    /// The invitation code is another.
    #[error("the invitation code is not the right one")]
    WrongCode,
    /// It holds more than a bundle may.
    #[error("the file is beyond the limit: {limit}")]
    TooLarge {
        /// Which limit.
        limit: Limit,
    },
    /// It belongs to another session.
    #[error("the file belongs to session {session}")]
    WrongSession {
        /// Its session.
        session: SessionId,
    },
    /// Nobody of the session invited the laptop that wrote it.
    #[error("the file was written by a laptop unknown to the session: {device}")]
    UnknownDevice {
        /// That laptop's key.
        device: DeviceKey,
    },
    /// A signature is not the laptop's.
    #[error("a signature of {device} is false")]
    BadSignature {
        /// The laptop that should have signed.
        device: DeviceKey,
    },
    /// Entries do not follow one another, or a log does not begin as it must.
    #[error("log {log} does not hold together at entry {seq}")]
    BadChain {
        /// The log.
        log: LogId,
        /// Where.
        seq: u32,
    },
    /// A log's right to write as somebody is false.
    #[error("log {log} is not entitled to write as its person")]
    BadEnrolment {
        /// The log.
        log: LogId,
    },
    /// Entries that nobody signed were slipped in.
    #[error("log {log} holds entries that nobody signed, up to {seq}")]
    UnsignedEntries {
        /// The log.
        log: LogId,
        /// The last of them.
        seq: u32,
    },
    /// A person's secret is another than the one this laptop holds.
    #[error("the file holds another secret for one person")]
    OtherSecret,
    /// It is signed and whole, and is not laid out as the format says.
    #[error("the file is not laid out as the format says: {part}")]
    Malformed {
        /// Which part.
        part: &'static str,
    },
}

/// What was exceeded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Limit {
    /// [`crate::limits::FILE`].
    #[error("64 MiB of file")]
    File,
    /// [`crate::limits::RAW`], or a segment longer than it says.
    #[error("256 MiB of content")]
    Raw,
    /// [`crate::limits::ENTRIES`].
    #[error("5,000,000 entries")]
    Entries,
    /// [`crate::limits::payload`].
    #[error("64 KiB for an entry, 4 MiB for the one that opens a session")]
    Payload,
    /// [`crate::limits::BLOB`], [`crate::limits::BLOBS`].
    #[error("50 MiB for a document, 10,000 documents")]
    Blob,
    /// [`crate::limits::LOGS`], [`crate::limits::RUNS`], [`crate::limits::HEADS`], [`crate::limits::SECRETS`].
    #[error("4,096 logs, 65,536 branches, 100,000 persons")]
    Tables,
    /// [`crate::request::LONGEST`].
    #[error("355 bytes for a request")]
    Request,
    /// [`crate::limits::WORK`], [`crate::limits::ENVELOPE`].
    #[error("work demanded by the invitation code or by the list of recipients")]
    Work,
}

impl Refused {
    /// Every code, for the words files' tests.
    pub const CODES: &'static [&'static str] = &[
        "not-a-bundle",
        "not-a-request",
        "cut-short",
        "altered",
        "newer-version",
        "not-for-you",
        "needs-code",
        "wrong-code",
        "too-large",
        "wrong-session",
        "unknown-device",
        "bad-signature",
        "bad-chain",
        "bad-enrolment",
        "unsigned-entries",
        "other-secret",
        "malformed",
    ];

    /// The code that crosses the door and that `delib` prints.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotABundle => "not-a-bundle",
            Self::NotARequest => "not-a-request",
            Self::CutShort => "cut-short",
            Self::Altered => "altered",
            Self::NewerVersion { .. } => "newer-version",
            Self::NotForYou => "not-for-you",
            Self::NeedsCode => "needs-code",
            Self::WrongCode => "wrong-code",
            Self::TooLarge { .. } => "too-large",
            Self::WrongSession { .. } => "wrong-session",
            Self::UnknownDevice { .. } => "unknown-device",
            Self::BadSignature { .. } => "bad-signature",
            Self::BadChain { .. } => "bad-chain",
            Self::BadEnrolment { .. } => "bad-enrolment",
            Self::UnsignedEntries { .. } => "unsigned-entries",
            Self::OtherSecret => "other-secret",
            Self::Malformed { .. } => "malformed",
        }
    }

    /// The arguments of its sentence.
    #[must_use]
    pub fn args(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::NewerVersion { version } => vec![("version", version.to_string())],
            Self::TooLarge { limit } => vec![("limit", limit.to_string())],
            Self::WrongSession { session } => vec![("session", session.to_string())],
            Self::UnknownDevice { device } | Self::BadSignature { device } => vec![("device", device.to_string())],
            Self::BadChain { log, seq } | Self::UnsignedEntries { log, seq } => {
                vec![("log", log.to_string()), ("seq", seq.to_string())]
            }
            Self::BadEnrolment { log } => vec![("log", log.to_string())],
            Self::Malformed { part } => vec![("part", (*part).to_owned())],
            Self::NotABundle
            | Self::NotARequest
            | Self::CutShort
            | Self::Altered
            | Self::NotForYou
            | Self::NeedsCode
            | Self::WrongCode
            | Self::OtherSecret => Vec::new(),
        }
    }
}
