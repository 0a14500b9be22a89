//! What may be asked of a session: the vocabulary of the window, of `delib`, of the tests. A command is an intention:
//! `decide` answers facts or a refusal. Who asks, and when, are not in it: they arrive beside it.

use serde::{Deserialize, Serialize};

use crate::deliberation::{Outcome, Vote};
use crate::event::EntryRange;
use crate::grading::{Mark, Rating};
use crate::id::{CandidateId, DeviceKey, Digest, IncidentId, PersonId, ReceiverKey, SubjectId};
use crate::minutes::CivilTime;
use crate::person::{Accommodation, CandidateFile, CivilStatus, JurorFile, PriorBlock};
use crate::referential::Code;
use crate::session::facts::{Attendance, IncidentFile, Passage, SessionDetails, SubjectFile};
use crate::time::Date;

/// What may be asked of an open session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(tag = "do", rename_all = "snake_case", deny_unknown_fields)]
pub enum Command {
    /// Correct name, place or dates.
    CorrectSession {
        /// The new ones.
        details: SessionDetails,
    },
    /// Register a candidate.
    AdmitCandidate {
        /// A new identifier.
        candidate: CandidateId,
        /// What jurors need.
        file: CandidateFile,
        /// Civil status, where it is known.
        civil: Option<CivilStatus>,
    },
    /// Correct a candidate's file; a civil status that is absent stays as it is.
    CorrectCandidate {
        /// The candidate.
        candidate: CandidateId,
        /// The whole new file.
        file: CandidateFile,
        /// The whole new civil status.
        civil: Option<CivilStatus>,
    },
    /// Withdraw a candidate.
    WithdrawCandidate {
        /// The candidate.
        candidate: CandidateId,
        /// Why.
        ground: String,
    },
    /// Say whether two candidates that look alike are one person; the second is then withdrawn for the first.
    JudgeDuplicate {
        /// The candidate that stays.
        first: CandidateId,
        /// The other one.
        second: CandidateId,
        /// Whether they are one person.
        same: bool,
        /// Why, where they are one.
        ground: String,
    },
    /// Record a bloc that a candidate brings.
    RecordPriorBlock {
        /// The candidate.
        candidate: CandidateId,
        /// The bloc and its proof.
        prior: PriorBlock,
    },
    /// Grant an accommodation.
    GrantAccommodation {
        /// The candidate.
        candidate: CandidateId,
        /// The measure.
        accommodation: Accommodation,
    },
    /// Erase everything that is kept of a candidate or of a juror who left.
    ErasePerson {
        /// Who: the candidate's identifier, or the juror's.
        person: PersonId,
        /// Why; it stays, and so names nobody.
        ground: String,
        /// The day it is done: what the règlement keeps is not erased before its term.
        on: Date,
    },
    /// Erase a candidate's accommodations alone.
    EraseAccommodations {
        /// The candidate.
        candidate: CandidateId,
        /// Why.
        ground: String,
    },
    /// Give somebody a seat.
    SeatJuror {
        /// A new identifier.
        juror: PersonId,
        /// Their file.
        file: JurorFile,
    },
    /// Correct a juror's file.
    CorrectJuror {
        /// Who.
        juror: PersonId,
        /// The whole new file.
        file: JurorFile,
    },
    /// Take a juror's seat back.
    UnseatJuror {
        /// Who.
        juror: PersonId,
        /// Why.
        ground: String,
    },
    /// Let whoever holds a pack write as a juror.
    InviteJuror {
        /// Who.
        juror: PersonId,
        /// The key their pack holds.
        enrolment: DeviceKey,
    },
    /// Admit a device, whose words were compared: it may write as that person.
    AdmitDevice {
        /// The device.
        device: DeviceKey,
        /// The key that files for it are closed with.
        receiver: ReceiverKey,
        /// As whom.
        juror: PersonId,
        /// BLAKE3 of the request.
        request: Digest,
    },
    /// Take its place from a device: what it writes beyond what is known here does not count.
    RevokeDevice {
        /// The device.
        device: DeviceKey,
        /// Why.
        ground: String,
    },
    /// Let a device write as the office or the president, and say who joins.
    DelegateOffice {
        /// The device.
        device: DeviceKey,
        /// As whom.
        juror: PersonId,
    },
    /// Declare that a juror steps back for a candidate.
    DeclareRecusal {
        /// Who.
        juror: PersonId,
        /// For whom.
        candidate: CandidateId,
        /// Why.
        ground: String,
    },
    /// Lift a recusal.
    LiftRecusal {
        /// Who.
        juror: PersonId,
        /// For whom.
        candidate: CandidateId,
        /// Why.
        ground: String,
    },
    /// Note that a juror came, or left.
    RecordPanelAttendance {
        /// Who.
        juror: PersonId,
        /// When they arrived.
        arrived: CivilTime,
        /// When they left.
        left: Option<CivilTime>,
    },
    /// Add a subject.
    AddSubject {
        /// A new identifier.
        subject: SubjectId,
        /// The subject.
        file: SubjectFile,
    },
    /// Give a candidate a subject.
    DrawSubject {
        /// The candidate.
        candidate: CandidateId,
        /// For which épreuve.
        trial: Code,
        /// Which subject; absent to draw it by `lot`.
        subject: Option<SubjectId>,
        /// A random number, for a draw by lot.
        lot: Option<u64>,
    },
    /// Plan a passage.
    PlanPassage {
        /// The candidate.
        candidate: CandidateId,
        /// When and where.
        passage: Passage,
    },
    /// Note that a candidate came, or did not.
    RecordAttendance {
        /// The candidate.
        candidate: CandidateId,
        /// For which épreuve; absent for the whole session.
        trial: Option<Code>,
        /// What is noted.
        attendance: Attendance,
    },
    /// Give, change or take back one's mark.
    Mark {
        /// The candidate.
        candidate: CandidateId,
        /// The criterion.
        criterion: Code,
        /// The whole new mark.
        mark: Mark,
    },
    /// Write one's general observation.
    Observe {
        /// The candidate.
        candidate: CandidateId,
        /// The whole new text.
        text: String,
    },
    /// Seal one's sheet.
    SealSheet {
        /// The candidate.
        candidate: CandidateId,
    },
    /// Lay the sealed sheets side by side.
    OpenConfrontation {
        /// Why, where some sheets are not sealed.
        exception: String,
    },
    /// Retain a rating.
    Retain {
        /// The candidate.
        candidate: CandidateId,
        /// The criterion.
        criterion: Code,
        /// The rating.
        rating: Rating,
        /// Why, where it must be said.
        ground: String,
    },
    /// Record a vote.
    HoldVote {
        /// On whom.
        candidate: CandidateId,
        /// The vote.
        vote: Vote,
    },
    /// Decide on a candidate. Parts and mention follow the proposal unless `parts_validated` or `mention` says otherwise.
    Decide {
        /// On whom.
        candidate: CandidateId,
        /// The outcome.
        outcome: Outcome,
        /// Codes of the parts validated by this jury, where the panel leaves the proposal.
        parts_validated: Option<Vec<Code>>,
        /// The mention's code, `""` for none; absent to follow the proposal.
        mention: Option<Code>,
        /// Why, where it must be said.
        ground: String,
    },
    /// Report an incident.
    ReportIncident {
        /// A new identifier, or the incident to report anew.
        incident: IncidentId,
        /// The whole report.
        file: IncidentFile,
    },
    /// Close the session.
    Close {
        /// Number of the minutes.
        number: String,
        /// When the deliberation opened.
        opened_at: CivilTime,
        /// When the session is closed.
        closed_at: CivilTime,
    },
    /// Say that one's laptop holds all that a closing counts, and found the same.
    Countersign {
        /// Hash of the entry that closed.
        closing: Digest,
        /// Fingerprint of what it counts, as this laptop computed it.
        fingerprint: Digest,
        /// SHA-256 of the minutes as they were drawn, where they were shown.
        minutes: Option<Digest>,
    },
    /// Of closings that contradict each other, say which one stands.
    UpholdClosing {
        /// Hash of the entry that closed.
        closing: Digest,
        /// Why.
        ground: String,
    },
    /// Record that a member signed the minutes.
    RecordSignature {
        /// Who.
        juror: PersonId,
        /// SHA-256 of the file before the signature.
        minutes: Digest,
        /// When.
        at: CivilTime,
    },
    /// Let nothing of what an import had brought count any more.
    ReverseImport {
        /// Digest of the bundle.
        bundle: Digest,
        /// What it had brought new.
        ranges: Vec<EntryRange>,
        /// Why.
        ground: String,
    },
    /// Let what a reversed import had brought count again.
    LiftReversal {
        /// Digest of the bundle.
        bundle: Digest,
    },
    /// Correct the minutes by a rectificatif.
    Amend {
        /// Number of the rectificatif.
        number: String,
        /// SHA-256 of the signed minutes it corrects.
        corrects: Digest,
        /// Why.
        reason: String,
        /// When.
        at: CivilTime,
        /// New decisions.
        decisions: Vec<AmendedDecision>,
    },
}

/// A decision that a rectificatif changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct AmendedDecision {
    /// On whom.
    pub candidate: CandidateId,
    /// The outcome.
    pub outcome: Outcome,
    /// Codes of the parts validated by this jury.
    pub parts_validated: Vec<Code>,
    /// The mention's code; empty for none.
    pub mention: Code,
    /// Why.
    pub ground: String,
}
