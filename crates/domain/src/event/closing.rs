//! The payloads of what closes a session: the cut, what jurors' laptops found of it, which one of several stands. Fields in the
//! order they are written; what may be added to them, and what may not, is said in `event`.

use serde::{Deserialize, Serialize};

use crate::event::LogHead;
use crate::id::Digest;
use crate::minutes::CivilTime;

/// The session was closed: a cut through the logs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionClosed {
    /// Number of the minutes.
    pub number: String,
    /// When the deliberation opened.
    pub opened_at: CivilTime,
    /// When the session was closed.
    pub closed_at: CivilTime,
    /// Last entry counted of each log, sorted by log, this one's own before it.
    pub cut: Vec<LogHead>,
    /// Fingerprint of every entry counted.
    pub fingerprint: Digest,
}

/// A juror's laptop, which holds all that a closing counts, found the same: the author is the log's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClosingCountersigned {
    /// Hash of the entry that closed.
    pub closing: Digest,
    /// Fingerprint of what it counts, as that laptop computed it.
    pub fingerprint: Digest,
    /// SHA-256 of the minutes as they were drawn, before any signature; absent when none were shown.
    pub minutes: Option<Digest>,
}

/// Of several closings that had not seen each other, one stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClosingUpheld {
    /// Hash of the entry that closed.
    pub closing: Digest,
    /// Why that one.
    pub ground: String,
}
