//! Why `delib` did not do what was asked: the desk said no, or the counter itself could not. A code, arguments, and the exit
//! code; the sentences are the words files'.

use app::Failure;

/// Why something was not done.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Trouble {
    /// The desk said no.
    #[error(transparent)]
    Desk(#[from] Failure),
    /// The counter could not.
    #[error("{code}")]
    Counter {
        /// Its code.
        code: &'static str,
        /// The arguments of its sentence.
        args: Vec<(&'static str, String)>,
    },
}

/// Codes of what was damaged, forged or tampered with.
const DAMAGE: &[&str] = &[
    "altered",
    "backup-damaged",
    "backup-incomplete",
    "bad-chain",
    "bad-enrolment",
    "bad-signature",
    "cut-short",
    "device-unreadable",
    "identity-unreadable",
    "keys-unreadable",
    "log-forged",
    "malformed",
    "other-secret",
    "shelf-unreadable",
    "unsigned-entries",
];

/// Codes that the counter gives itself, for the words files' test.
#[cfg(test)]
pub(crate) const CODES: &[&str] = &[
    "ambiguous-candidate",
    "ambiguous-import",
    "ambiguous-juror",
    "ambiguous-session",
    "bad-time",
    "commands-unreadable",
    "demo-broken",
    "demo-folder-taken",
    "description-unknown-trial",
    "description-unreadable",
    "no-passphrase",
    "no-device-of",
    "no-such-import",
    "not-this-device",
    "output-failed",
    "passphrases-differ",
    "no-candidate-named",
    "no-such-person",
    "several-candidates-named",
    "unknown-juror",
];

impl Trouble {
    /// A trouble of the counter.
    pub(crate) fn new<const N: usize>(code: &'static str, args: [(&'static str, String); N]) -> Self {
        Self::Counter { code, args: args.into() }
    }

    /// Its code, for programs.
    pub(crate) fn code(&self) -> &'static str {
        match self {
            Self::Desk(failure) => failure.code(),
            Self::Counter { code, .. } => code,
        }
    }

    /// The arguments of its sentence.
    pub(crate) fn args(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::Counter { args, .. } => args.clone(),
            Self::Desk(failure) => {
                let mut args = failure.args();
                match failure {
                    Failure::WrongPassphrase { retry_after } => {
                        args.push(("retry_after_s", retry_after.div_ceil(1_000).to_string()));
                    }
                    Failure::Paper { detail, .. } => args.push(("detail", detail.clone())),
                    Failure::File { source, .. } => args.push(("detail", source.to_string())),
                    _ => {}
                }
                args
            }
        }
    }

    /// 3 for what is damaged or tampered with, 1 for everything else.
    pub(crate) fn exit(&self) -> u8 {
        match self {
            Self::Desk(failure) if failure.is_damage() => 3,
            Self::Desk(failure) => exit_of(failure.code()),
            Self::Counter { .. } => 1,
        }
    }
}

/// 3 for the code of what is damaged or tampered with, 1 for every other.
pub(crate) fn exit_of(code: &str) -> u8 {
    if DAMAGE.contains(&code) { 3 } else { 1 }
}
