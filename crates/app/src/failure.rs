//! Two kinds of no, as they cross the door: the rules refuse (with a code and arguments for its sentence), or the machine
//! could not. No sentence for people is written here; no detail of a person leaves through an error.

use domain::refusal::Refusal;
use serde::Serialize;

use crate::patience::is_held;

/// Why something was not done.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The rules of juries say no.
    #[error("refused: {0}")]
    Refused(Refusal),
    /// The store could not.
    #[error(transparent)]
    Store(#[from] store::Failure),
    /// A file received is not what it should be.
    #[error("{code}")]
    BadInput {
        /// Its code.
        code: &'static str,
        /// Arguments of its sentence.
        args: Vec<(&'static str, String)>,
    },
    /// A paper could not be drawn, signed or read.
    #[error("{code}")]
    Paper {
        /// Its code.
        code: &'static str,
        /// What happened, for the log.
        detail: String,
    },
    /// No store is open.
    #[error("locked")]
    Locked,
    /// The passphrase is not the right one; the next try may be made after that many milliseconds.
    #[error("wrong-passphrase")]
    WrongPassphrase {
        /// Milliseconds to wait.
        retry_after: u64,
    },
    /// The key file can't be used.
    #[error("{0}")]
    Keys(&'static str),
    /// The store holds no such session.
    #[error("unknown-session")]
    UnknownSession,
    /// A file could not be read or written.
    #[error("{doing}: {source}")]
    File {
        /// What was being done.
        doing: &'static str,
        /// Why it failed.
        source: std::io::Error,
    },
    /// The entries make no session.
    #[error(transparent)]
    Fold(#[from] domain::session::fold::FoldFailure),
    /// The door was given something that is no request of it.
    #[error("bad-request")]
    BadRequest(String),
    /// The platform names no home folder.
    #[error("no-home")]
    NoHome,
    /// The system gives no random bytes.
    #[error("no-random")]
    NoRandom,
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl Failure {
    /// The code that crosses the door.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Refused(refusal) => refusal.code(),
            Self::Store(failure) => failure.code(),
            Self::BadInput { code, .. } | Self::Paper { code, .. } | Self::Keys(code) => code,
            Self::Locked => "locked",
            Self::WrongPassphrase { .. } => "wrong-passphrase",
            Self::UnknownSession => "unknown-session",
            Self::File { source, .. } if is_held(source) => "file-held",
            Self::File { source, .. } => of_the_disk(source.kind()),
            Self::Fold(_) => "session-unreadable",
            Self::BadRequest(_) => "bad-request",
            Self::NoHome => "no-home",
            Self::NoRandom => "no-random",
        }
    }

    /// The arguments of its sentence.
    #[must_use]
    pub fn args(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::Refused(refusal) => {
                refusal.args().into_iter().map(|(name, value)| (name, value.to_owned())).collect()
            }
            Self::BadInput { args, .. } => args.clone(),
            Self::WrongPassphrase { retry_after } => vec![("retry_after_ms", retry_after.to_string())],
            Self::Store(store::Failure::AlreadyOpen { writer }) => vec![("writer", writer.clone())],
            Self::Store(store::Failure::Newer { found, known }) => {
                vec![("found", found.to_string()), ("known", known.to_string())]
            }
            _ => Vec::new(),
        }
    }

    /// Whether the rules or the input say no, rather than the machine.
    #[must_use]
    pub fn is_refusal(&self) -> bool {
        matches!(
            self,
            Self::Refused(_)
                | Self::BadInput { .. }
                | Self::WrongPassphrase { .. }
                | Self::UnknownSession
                | Self::Locked
        )
    }

    /// Whether something that was stored is damaged or was tampered with.
    #[must_use]
    pub fn is_damage(&self) -> bool {
        match self {
            Self::Store(failure) => failure.is_damage(),
            Self::Fold(_) => true,
            _ => false,
        }
    }

    /// A file operation that failed while `doing` something.
    pub(crate) fn file(doing: &'static str) -> impl FnOnce(std::io::Error) -> Self {
        move |source| Self::File { doing, source }
    }
}

impl Serialize for Failure {
    fn serialize<S: serde::Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeMap;
        let args: std::collections::BTreeMap<_, _> = self.args().into_iter().collect();
        let mut map = out.serialize_map(Some(3))?;
        map.serialize_entry("kind", if self.is_refusal() { "refusal" } else { "failure" })?;
        map.serialize_entry("code", self.code())?;
        map.serialize_entry("args", &args)?;
        map.end()
    }
}

/// What a disk or a key said.
fn of_the_disk(kind: std::io::ErrorKind) -> &'static str {
    use std::io::ErrorKind as K;
    match kind {
        K::StorageFull | K::QuotaExceeded => "disk-full",
        K::NotFound => "file-not-found",
        K::ReadOnlyFilesystem => "file-read-only",
        K::PermissionDenied => "file-not-allowed",
        _ => "file-failed",
    }
}
