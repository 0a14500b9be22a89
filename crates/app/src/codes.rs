//! Every code that the rooms below may give, for the tests that prove that each has its sentence. No sentence is written here.

use sync::table::Reason;

/// Why rows of tables are refused.
const REASONS: &[Reason] = {
    use Reason as R;
    &[
        R::TooLong,
        R::Nul,
        R::ControlCharacter,
        R::BidiControl,
        R::Undecodable,
        R::UnclosedQuote,
        R::TooManyCells,
        R::Missing,
        R::NotAName,
        R::TooManyGivenNames,
        R::UnknownSex,
        R::NotADate,
        R::ImpossibleDate,
        R::NotAnInseeCode,
        R::NotAnEmail,
        R::UnknownRoute,
        R::UnknownOption,
        R::UnknownBlock,
        R::NotAPriorBlock,
        R::RepeatedBlock,
        R::DuplicateNumber,
        R::DuplicatePerson,
        R::DuplicateMark,
        R::UnknownCandidate,
        R::UnknownCriterion,
        R::UnknownLevel,
        R::NotAScore,
        R::ScoreOutOfScale,
        R::ScoreOffStep,
        R::UnknownOutcome,
        R::GroundMissing,
        R::UnknownMention,
        R::MentionWithoutTitle,
    ]
};

/// Codes of the store's failures.
const STORE: &[&str] = &[
    "store-missing",
    "store-already-there",
    "store-empty",
    "store-foreign",
    "store-newer",
    "store-unreadable",
    "store-damaged",
    "store-other-schema",
    "store-read-only",
    "store-already-open",
    "store-old-library",
    "disk-full",
    "disk-failed",
    "store-stopped",
    "log-unknown",
    "log-forged",
    "secret-differs",
    "document-too-large",
    "copy-bad",
    "store-failed",
];

/// Codes of the keys' failures.
const KEYS: &[&str] = &[
    "passphrase-too-short",
    "passphrase-too-simple",
    "passphrase-wrong",
    "recovery-key-mistyped",
    "keys-unreadable",
    "keys-newer",
    "keys-missing",
    "keys-already-there",
    "keys-disk-failed",
];

/// Codes of backups.
const BACKUPS: &[&str] = &["backup-foreign", "backup-newer", "backup-incomplete", "backup-damaged"];

/// Codes that this room gives itself.
const DESK: &[&str] = &[
    "locked",
    "wrong-passphrase",
    "unknown-session",
    "file-not-found",
    "file-failed",
    "session-unreadable",
    "bad-request",
    "no-home",
    "no-random",
    "device-unreadable",
    "identity-unreadable",
    "shelf-unreadable",
    "file-too-large",
    "unknown-regulation",
    "regulation-faulty",
    "not-a-regulation",
    "not-a-referential",
    "not-a-pack",
    "unknown-import",
    "no-such-copy",
    "archive-read-only",
    "no-certifier-key",
    "not-a-recipient",
    "not-an-age-key",
    "file-is-a-link",
    "file-held",
    "file-read-only",
    "file-not-allowed",
    "words-differ",
    "no-admitted-device",
    "not-your-pack",
    "nothing-arrived",
    "not-a-pdf",
    "paper-disguised",
    "paper-not-intact",
    "answer-not-valid",
    "answer-without-paper",
    "reserve-too-long",
    "no-authority",
    "not-a-certificate-request",
    "no-token-reader",
    "bundle-not-written",
    "qr-altered",
    "document-missing",
    "qr-too-long",
    "unknown-table-format",
    "paper-not-drawn",
    "paper-language",
    "not-a-paper",
    "no-such-box",
    "box-signed",
    "signing-key-unusable",
    "signing-date",
    "signature-too-long",
    "stamp-too-long",
    "stamp-nothing-signed",
    "not-validation-data",
    "not-a-stamp-request",
    "stamp-other-paper",
    "not-a-stamp-answer",
    "stamp-declined",
    "stamp-other-request",
    "not-a-stamp-authority",
    "stamp-not-trusted",
    "stamp-not-believed",
    "closing-incomplete",
    "unknown-dispute",
    "unknown-side",
    "no-ground-kept",
    "settle-file-first",
    "settled-by-its-juror",
    "settled-by-the-panel",
    "settled-by-rectificatif",
    "sealed-as-it-is",
    "side-without-rating",
    "table-too-large",
    "table-not-text",
    "table-workbook",
    "table-damaged-workbook",
    "table-empty",
    "table-too-many-rows",
    "table-too-many-columns",
    "table-columns",
    "table-bad-line",
    "table-no-block",
];

/// Every code, in no order that means anything.
#[must_use]
pub fn every_code() -> Vec<String> {
    let reasons = REASONS.iter().filter_map(|reason| serde_json::to_value(reason).ok()?.as_str().map(str::to_owned));
    let fixed = [domain::refusal::Refusal::CODES, sync::refused::Refused::CODES, STORE, KEYS, BACKUPS, DESK];
    let told = crate::journal::CODES.iter().chain(crate::epochs::CODES);
    let fixed = fixed.into_iter().flatten().chain(told).copied();
    fixed.map(str::to_owned).chain(reasons).collect()
}

/// Every code of a finding and of a fault that a verification may give.
#[must_use]
pub fn of_verification() -> (Vec<&'static str>, &'static [&'static str]) {
    (documents::Shape::ALL.iter().map(|shape| shape.code()).collect(), documents::FAULTS)
}
