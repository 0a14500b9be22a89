//! The payload of each kind of fact: plain structs, fields in the order they are written. `event` says what may be added.

use serde::{Deserialize, Serialize};

use crate::deliberation::{Decision, Retained, Vote};
use crate::event::range::EntryRange;
use crate::grading::Mark;
use crate::id::{
    CandidateId, DeviceKey, Digest, IncidentId, LogId, PersonId, ReceiverKey, SessionId, Signature, SubjectId,
};
use crate::minutes::CivilTime;
use crate::person::{Accommodation, CandidateFile, CivilStatus, JurorFile, PriorBlock};
use crate::referential::Code;
use crate::session::facts::{Attendance, IncidentFile, Passage, SessionDetails, SubjectFile};

/// Facts, each a plain struct.
macro_rules! facts {
    ($($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident: $type:ty,)* })*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
        pub struct $name { $($(#[$field_doc])* pub $field: $type,)* }
    )*};
}

facts! {
    /// First entry of every log: who writes, on what.
    LogOpened {
        /// The session.
        session: SessionId,
        /// Who writes this log.
        person: PersonId,
        /// The device that signs it.
        device: DeviceKey,
        /// Which of the device's epochs this is.
        epoch: [u8; 16],
        /// What lets the device write as that person; absent on the founder's device.
        enrolment: Option<Enrolment>,
        /// Name and version of the program.
        software: String,
        /// The key that files for the device are closed with; left out by programs before it existed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        receiver: Option<ReceiverKey>,
    }
    /// The right to write as a person: the pack's key signs the log's id.
    Enrolment {
        /// The key of [`JurorInvited`].
        key: DeviceKey,
        /// Its signature of `log::enrolment_message`.
        signature: Signature,
    }
    /// The session begins, with its référentiel and its règlement, byte for byte.
    SessionOpened {
        /// What the session's id was made from, with the founder's device.
        nonce: [u8; 16],
        /// Name, place, dates.
        details: SessionDetails,
        /// The référentiel, JSON.
        referential: String,
        /// The règlement, JSON.
        regulation: String,
        /// Who opened it.
        office: JurorFile,
    }
    /// Name, place or dates were corrected.
    SessionCorrected {
        /// The new ones.
        details: SessionDetails,
    }
    /// Entries of other logs arrived.
    Imported {
        /// Digest of the bundle.
        bundle: Digest,
        /// Last entry known of each log, sorted by log.
        heads: Vec<LogHead>,
    }
    /// How far a log was known.
    LogHead {
        /// The log.
        log: LogId,
        /// Place of its last known entry.
        seq: u32,
        /// Its hash.
        hash: Digest,
    }
    /// A device was admitted, its words compared: it writes as that person without a pack's seed.
    DeviceAdmitted {
        /// The device.
        device: DeviceKey,
        /// The key that files for it are closed with.
        receiver: ReceiverKey,
        /// As whom it may write.
        juror: PersonId,
        /// BLAKE3 of the request that was accepted.
        request: Digest,
    }
    /// A device lost its place: what it wrote beyond what was known then does not count.
    DeviceRevoked {
        /// The device.
        device: DeviceKey,
        /// Last entry known of each of its logs, sorted by log.
        heads: Vec<LogHead>,
        /// Why.
        ground: String,
    }
    /// A device may write as that person, and say who joins, as the founder's device does.
    OfficeDelegated {
        /// The device.
        device: DeviceKey,
        /// As whom: the office, or the president.
        juror: PersonId,
    }
    /// What an import had brought new to one laptop no longer counts, anywhere. It is kept.
    ImportReversed {
        /// Digest of the bundle.
        bundle: Digest,
        /// The entries it had brought, none of which another file had brought before.
        ranges: Vec<EntryRange>,
        /// Why.
        ground: String,
    }
    /// What a reversed import had brought counts again.
    ReversalLifted {
        /// Digest of the bundle.
        bundle: Digest,
    }
    /// A candidate is registered.
    CandidateAdmitted {
        /// The candidate.
        candidate: CandidateId,
        /// What jurors need.
        file: CandidateFile,
    }
    /// A candidate's file was corrected.
    CandidateCorrected {
        /// The candidate.
        candidate: CandidateId,
        /// The whole new file.
        file: CandidateFile,
    }
    /// A candidate's civil status was written.
    CivilStatusRecorded {
        /// The candidate.
        candidate: CandidateId,
        /// The civil status.
        civil: CivilStatus,
    }
    /// A candidate withdrew.
    CandidateWithdrawn {
        /// The candidate.
        candidate: CandidateId,
        /// Why.
        ground: String,
    }
    /// A candidate brings a bloc.
    PriorBlockRecorded {
        /// The candidate.
        candidate: CandidateId,
        /// The bloc and its proof.
        prior: PriorBlock,
    }
    /// A candidate has an accommodation.
    AccommodationGranted {
        /// The candidate.
        candidate: CandidateId,
        /// The measure.
        accommodation: Accommodation,
    }
    /// A person's data was erased.
    PersonErased {
        /// The candidate, the juror, or what is kept of a candidate apart (`erasure::accommodations_of`).
        person: PersonId,
        /// Why; it stays, and so names nobody.
        ground: String,
    }
    /// Two candidates that look alike are one person, or are not.
    DuplicateJudged {
        /// The candidate that stays.
        first: CandidateId,
        /// The other one.
        second: CandidateId,
        /// Whether they are one person.
        same: bool,
        /// Why; may be empty where they are two.
        ground: String,
    }
    /// Somebody takes a seat.
    JurorSeated {
        /// Who.
        juror: PersonId,
        /// Their file.
        file: JurorFile,
    }
    /// A juror's file was corrected.
    JurorCorrected {
        /// Who.
        juror: PersonId,
        /// The whole new file.
        file: JurorFile,
    }
    /// A juror left the panel.
    JurorUnseated {
        /// Who.
        juror: PersonId,
        /// Why.
        ground: String,
    }
    /// A juror's pack was made.
    JurorInvited {
        /// Who.
        juror: PersonId,
        /// The key their pack holds.
        enrolment: DeviceKey,
    }
    /// A juror steps back for one candidate.
    RecusalDeclared {
        /// Who.
        juror: PersonId,
        /// For whom.
        candidate: CandidateId,
        /// Why (« a formé le candidat »…).
        ground: String,
    }
    /// A recusal was lifted.
    RecusalLifted {
        /// Who.
        juror: PersonId,
        /// For whom.
        candidate: CandidateId,
        /// Why.
        ground: String,
    }
    /// A juror came, or left.
    PanelAttendanceRecorded {
        /// Who.
        juror: PersonId,
        /// When they arrived.
        arrived: CivilTime,
        /// When they left.
        left: Option<CivilTime>,
    }
    /// A subject joins the session.
    SubjectAdded {
        /// The subject.
        subject: SubjectId,
        /// What it says and which documents go with it.
        file: SubjectFile,
    }
    /// A candidate received a subject.
    SubjectDrawn {
        /// The candidate.
        candidate: CandidateId,
        /// For which épreuve.
        trial: Code,
        /// Which subject.
        subject: SubjectId,
        /// The number that drew it, where it was drawn by lot; absent when it was assigned.
        lot: Option<u64>,
    }
    /// A passage was planned.
    PassagePlanned {
        /// The candidate.
        candidate: CandidateId,
        /// When and where.
        passage: Passage,
    }
    /// A candidate came, or did not.
    AttendanceRecorded {
        /// The candidate.
        candidate: CandidateId,
        /// For which épreuve; absent for the whole session.
        trial: Option<Code>,
        /// What was noted.
        attendance: Attendance,
    }
    /// A juror gave, changed or took back a mark: the author is the log's.
    Marked {
        /// The candidate.
        candidate: CandidateId,
        /// The criterion.
        criterion: Code,
        /// The whole new mark.
        mark: Mark,
    }
    /// A juror wrote a general observation: the author is the log's.
    Observed {
        /// The candidate.
        candidate: CandidateId,
        /// The whole new text.
        text: String,
    }
    /// A juror sealed a sheet: the author is the log's.
    SheetSealed {
        /// The candidate.
        candidate: CandidateId,
        /// Digest of the sheet (`grading::seal`).
        digest: Digest,
        /// How many marks it holds.
        marks: u32,
    }
    /// Sealed sheets were laid side by side.
    ConfrontationOpened {
        /// Why, where some sheets were not sealed; empty otherwise.
        exception: String,
    }
    /// The panel retained a rating.
    RatingRetained {
        /// The candidate.
        candidate: CandidateId,
        /// The criterion.
        criterion: Code,
        /// The rating, its ground and its ledger.
        retained: Retained,
    }
    /// The panel voted.
    VoteHeld {
        /// On whom.
        candidate: CandidateId,
        /// The vote.
        vote: Vote,
    }
    /// The panel decided.
    CandidateDecided {
        /// On whom.
        candidate: CandidateId,
        /// The decision.
        decision: Decision,
    }
    /// An incident was reported.
    IncidentReported {
        /// The incident.
        incident: IncidentId,
        /// The whole report.
        file: IncidentFile,
    }
    /// A member signed the minutes.
    MinutesSigned {
        /// Who.
        juror: PersonId,
        /// SHA-256 of the file before this signature.
        minutes: Digest,
        /// When, by the laptop's clock, in the time of the place.
        at: CivilTime,
    }
    /// The minutes were corrected by a rectificatif.
    MinutesAmended {
        /// Number of the rectificatif.
        number: String,
        /// SHA-256 of the signed minutes it corrects.
        corrects: Digest,
        /// Why.
        reason: String,
        /// When.
        at: CivilTime,
        /// The new decisions.
        decisions: Vec<CandidateDecided>,
    }
}
