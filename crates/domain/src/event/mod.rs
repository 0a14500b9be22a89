//! What happened: the facts of the log, each with a number that never changes its meaning (docs/formats/log.md §4).
//! A fact is appended and never edited; a correction is a new fact. Payloads are CBOR maps named by their fields: a new
//! optional field is added with `#[serde(default)]`, anything else is a new kind.

use serde::Serialize;

mod closing;
mod facts;
#[cfg(test)]
mod hostile_test;
mod level;
mod range;

pub use closing::*;
pub use facts::*;
pub(crate) use level::{Level, level};
pub use range::EntryRange;

/// Why a payload is no event this program can read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// The kind is of a later program.
    #[error("event kind {0} is unknown to this version")]
    Unknown(u16),
    /// The bytes are not what the kind promises.
    #[error("event of kind {0} can't be decoded")]
    Malformed(u16),
}

macro_rules! events {
    ($($(#[$doc:meta])* $kind:literal $name:ident $(about $subject:ident)? $(($critical:ident))?;)*) => {
        /// One fact.
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub enum Event {
            $($(#[$doc])* $name($name),)*
        }

        impl Event {
            /// The number of the kind, fixed for ever.
            #[must_use]
            pub fn kind(&self) -> u16 {
                match self { $(Self::$name(_) => $kind,)* }
            }

            /// Whether a program that does not know the kind must stop writing to the session.
            #[must_use]
            pub fn is_critical(&self) -> bool {
                match self { $(Self::$name(_) => false $(|| stringify!($critical) == "critical")?,)* }
            }

            /// The person that a fact of this kind always names.
            fn named(&self) -> Option<[u8; 16]> {
                match self { $(Self::$name(_fact) => None$(.or(Some(_fact.$subject.0)))?,)* }
            }

            /// The payload in CBOR: same fact, same bytes.
            #[must_use]
            pub fn encode(&self) -> Vec<u8> {
                match self { $(Self::$name(fact) => cbor(fact),)* }
            }

            /// The fact of that kind written in `payload`.
            ///
            /// # Errors
            /// When the kind is unknown or the bytes are not a fact of that kind.
            pub fn decode(kind: u16, payload: &[u8]) -> Result<Self, Unreadable> {
                if let Some(fact) = (kind == 40).then(|| level::read(payload)).flatten() {
                    return Ok(Self::Marked(fact));
                }
                match kind {
                    $($kind => cbor4ii::serde::from_slice(payload).map(Self::$name).map_err(|_| Unreadable::Malformed(kind)),)*
                    _ => Err(Unreadable::Unknown(kind)),
                }
            }
        }

        $(impl From<$name> for Event {
            fn from(fact: $name) -> Self {
                Self::$name(fact)
            }
        })*
    };
}

impl Event {
    /// The person the fact is about, where it is about one: an incident may concern a candidate.
    #[must_use]
    pub fn person(&self) -> Option<[u8; 16]> {
        match self {
            Self::IncidentReported(fact) => fact.file.candidate.map(|candidate| candidate.0),
            _ => self.named(),
        }
    }

    /// Whose erasure takes the payload away: the person, or what is kept of them apart.
    #[must_use]
    pub fn subject(&self) -> Option<[u8; 16]> {
        match self {
            Self::AccommodationGranted(fact) => Some(crate::erasure::accommodations_of(fact.candidate).0),
            _ => self.person(),
        }
    }
}

fn cbor<T: Serialize>(fact: &T) -> Vec<u8> {
    cbor4ii::serde::to_vec(Vec::new(), fact).unwrap_or_default()
}

events! {
    /// A log begins.
    1 LogOpened;
    /// The session begins: always second in the founder's log.
    2 SessionOpened (critical);
    /// Name, place or dates were corrected.
    3 SessionCorrected;
    /// Entries of other logs arrived: what this log knows from here on.
    4 Imported;
    /// A device was admitted: it writes as that person.
    5 DeviceAdmitted (critical);
    /// A device lost its place: what it writes from then on does not count.
    6 DeviceRevoked (critical);
    /// A device may write as the office or the president, and say who joins.
    7 OfficeDelegated (critical);
    /// What an import had brought no longer counts.
    8 ImportReversed (critical);
    /// What a reversed import had brought counts again.
    9 ReversalLifted;
    /// A candidate is registered.
    10 CandidateAdmitted about candidate;
    /// A candidate's file was corrected.
    11 CandidateCorrected about candidate;
    /// A candidate's civil status was written.
    12 CivilStatusRecorded about candidate;
    /// A candidate withdrew.
    13 CandidateWithdrawn about candidate;
    /// A candidate brings a bloc.
    14 PriorBlockRecorded about candidate;
    /// A candidate has an accommodation.
    15 AccommodationGranted about candidate;
    /// A person's data was erased, everywhere and for good; about nobody, since it must outlive them.
    16 PersonErased (critical);
    /// Two candidates that look alike are one person, or are not.
    17 DuplicateJudged about second;
    /// Somebody takes a seat.
    20 JurorSeated about juror;
    /// A juror's file was corrected.
    21 JurorCorrected about juror;
    /// A juror left the panel.
    22 JurorUnseated about juror;
    /// A juror's pack was made: whoever holds it may write as that juror.
    23 JurorInvited (critical);
    /// A juror steps back for one candidate.
    24 RecusalDeclared about candidate;
    /// A recusal was lifted.
    25 RecusalLifted about candidate;
    /// A juror came, or left.
    26 PanelAttendanceRecorded about juror;
    /// A subject joins the session.
    30 SubjectAdded;
    /// A candidate received a subject.
    31 SubjectDrawn about candidate;
    /// A passage was planned.
    32 PassagePlanned about candidate;
    /// A candidate came, or did not.
    33 AttendanceRecorded about candidate;
    /// A juror gave, changed or took back a mark.
    40 Marked about candidate;
    /// A juror wrote a general observation.
    41 Observed about candidate;
    /// A juror sealed a sheet.
    42 SheetSealed about candidate;
    /// Sealed sheets were laid side by side.
    50 ConfrontationOpened;
    /// The panel retained a rating.
    51 RatingRetained about candidate;
    /// The panel voted.
    52 VoteHeld about candidate;
    /// The panel decided.
    53 CandidateDecided about candidate;
    /// An incident was reported.
    60 IncidentReported;
    /// The session was closed.
    70 SessionClosed (critical);
    /// A member signed the minutes.
    71 MinutesSigned about juror;
    /// The minutes were corrected by a rectificatif.
    72 MinutesAmended (critical);
    /// A juror's laptop found the same as the closing.
    73 ClosingCountersigned;
    /// Of several closings, one stands.
    74 ClosingUpheld (critical);
}
