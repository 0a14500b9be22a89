//! A session as its facts leave it: who, what was marked, retained, decided. State only: `apply` changes it, one fact at a
//! time; `fold` builds it from a set of entries; nothing here says what may be done.

pub mod about;
pub mod apply;
mod aside;
pub mod authority;
pub mod cut;
pub mod dispute;
pub mod facts;
pub mod fold;
pub mod grid;
pub mod growth;
#[cfg(test)]
mod growth_test;
pub mod hashes;
pub mod likeness;
pub mod marks;
pub mod namesakes;
pub mod receipt;
pub mod reversal;
pub mod sides;
pub mod skills;
pub mod stretch;
pub mod thread;
pub mod trust;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::deliberation::{Decision, Retained, Vote};
use crate::event::{
    ClosingCountersigned, DuplicateJudged, ImportReversed, LogHead, LogOpened, MinutesAmended, MinutesSigned,
    ReversalLifted, SessionClosed,
};
use crate::id::{CandidateId, DeviceKey, Digest, IncidentId, LogId, PersonId, ReceiverKey, SessionId, SubjectId};
use crate::log::Clock;
use crate::person::{Accommodation, CandidateFile, CivilStatus, JurorFile, PriorBlock, Role};
use crate::referential::{Code, Referential};
use crate::register::{Branch, Register, Sight, Write};
use crate::regulation::Regulation;
use crate::session::cut::{Cut, Lines};
use crate::session::facts::{Attendance, IncidentFile, Passage, SessionDetails, SubjectFile};
use crate::session::hashes::Hashes;
use crate::session::marks::{Codes, Marks};
use crate::session::namesakes::Namesakes;
use crate::session::reversal::Reversed;
use crate::session::trust::{Device, Trust};

pub use aside::{AsideReason, Newer, SetAside};

/// A session, folded from its entries.
#[derive(Debug, Clone)]
pub struct Session {
    /// Its identifier.
    pub id: SessionId,
    /// The device that opened it.
    pub founder: DeviceKey,
    /// Who opened it.
    pub office: PersonId,
    /// Name, place, dates.
    pub details: Register<SessionDetails>,
    /// The référentiel it was opened with, and the digest of its bytes.
    pub referential: Arc<Referential>,
    /// BLAKE3 of the référentiel's bytes.
    pub referential_digest: Digest,
    /// The règlement it was opened with.
    pub regulation: Arc<Regulation>,
    /// BLAKE3 of the règlement's bytes.
    pub regulation_digest: Digest,
    /// Candidates.
    pub candidates: BTreeMap<CandidateId, Candidate>,
    /// Where candidates are found by what is written of them.
    pub namesakes: Namesakes,
    /// Members and representatives; the office is among them with its role.
    pub jurors: BTreeMap<PersonId, Juror>,
    /// Subjects.
    pub subjects: BTreeMap<SubjectId, SubjectFile>,
    /// Sheets: what each juror gave each candidate.
    pub sheets: BTreeMap<(PersonId, CandidateId), Sheet>,
    /// Set once sealed sheets were laid side by side; the reasons of exceptions are kept.
    pub confrontation: Vec<Write<String>>,
    /// Incidents.
    pub incidents: BTreeMap<IncidentId, Register<IncidentFile>>,
    /// Closing.
    pub closing: Register<SessionClosed>,
    /// Every closing ever written, by the hash of its entry: what a countersignature names.
    pub closings: BTreeMap<Digest, Write<SessionClosed>>,
    /// What jurors' laptops found of a closing, oldest first.
    pub countersignatures: Vec<Write<ClosingCountersigned>>,
    /// Pairs of candidates that somebody looked at, the smaller identifier first: are they one person?
    pub judged: BTreeMap<(CandidateId, CandidateId), Register<DuplicateJudged>>,
    /// Signatures of the minutes, as members recorded them.
    pub signatures: Vec<Write<MinutesSigned>>,
    /// Rectificatifs, oldest first.
    pub amendments: Vec<Write<MinutesAmended>>,
    /// Imports that were reversed, whether or not the reversal was lifted since.
    pub reversals: Vec<Write<ImportReversed>>,
    /// Reversals that were lifted.
    pub lifted: Vec<Write<ReversalLifted>>,
    /// What reversals in force take away.
    pub reversed: Reversed,
    /// Whose data was erased, for good: no payload about them counts, wherever it comes from (`erasure`).
    pub erased: BTreeSet<PersonId>,
    /// Logs that may write, and as whom.
    pub authors: BTreeMap<LogId, Author>,
    /// Which devices may write, as whom, and how far.
    pub trust: Trust,
    /// What was said of devices, by device; one that came with a pack and of which nothing was said is not in it.
    pub devices: BTreeMap<DeviceKey, Device>,
    /// Facts that are kept and not counted, with the reason.
    pub set_aside: Vec<SetAside>,
    /// Entries of kinds this program does not know; `true` once one of them was critical.
    pub newer: Newer,
    /// Hash of every entry counted in but of arrivals ([`ARRIVAL`]), for the fingerprint.
    pub hashes: Hashes,
    /// Codes of criteria, shared by its sheets.
    pub codes: Codes,
    /// What each log had seen.
    pub sight: Sight,
    /// Last entry known of each line of descent, counted or not: what a closing cuts at.
    pub heads: BTreeMap<Branch, LogHead>,
    /// When each log was last written in, as far as is known here, by its own laptop.
    pub heard: BTreeMap<LogId, Clock>,
    /// How logs that forked are laid out.
    pub lines: Lines,
    /// How far each line of descent counts, once the session is closed.
    pub cut: Option<Cut>,
    /// Entries whose predecessors have not arrived: kept, not counted.
    pub pending: u32,
}

/// The kind of `Imported`. It tells what one laptop received and nothing of the session, so that no fingerprint counts it:
/// laptops that hold the same facts have the same one, whatever they received from whom.
pub const ARRIVAL: u16 = 4;

/// Who writes a log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Author {
    /// The person.
    pub person: PersonId,
    /// The device.
    pub device: DeviceKey,
    /// The key that files for the device are closed with, where its log says it.
    pub receiver: Option<ReceiverKey>,
}

impl Author {
    /// Who writes a log that opens like this.
    #[must_use]
    pub fn of(root: &LogOpened) -> Self {
        Self { person: root.person, device: root.device, receiver: root.receiver }
    }
}

/// A candidate.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Candidate {
    /// File.
    pub file: Register<CandidateFile>,
    /// Civil status, where this laptop holds it.
    pub civil: Register<CivilStatus>,
    /// Set when the candidate withdrew, with the ground.
    pub withdrawn: Register<String>,
    /// Blocs brought.
    pub prior: BTreeMap<Code, Register<PriorBlock>>,
    /// Accommodation.
    pub accommodation: Register<Accommodation>,
    /// Passage.
    pub passage: Register<Passage>,
    /// Attendance, by épreuve; the empty code is the whole session.
    pub attendance: BTreeMap<Code, Register<Attendance>>,
    /// Subjects received, by épreuve.
    pub subjects: BTreeMap<Code, Register<Draw>>,
    /// Jurors who stepped back, with the ground; `None` once lifted.
    pub recusals: BTreeMap<PersonId, Register<Option<String>>>,
    /// What the panel retained.
    pub retained: BTreeMap<Code, Register<Retained>>,
    /// Votes held, oldest first.
    pub votes: Vec<Write<Vote>>,
    /// The decision.
    pub decision: Register<Decision>,
}

/// A subject received.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draw {
    /// Which.
    pub subject: SubjectId,
    /// The number that drew it, where it was drawn by lot.
    pub lot: Option<u64>,
}

/// A juror, a representative, or the office.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Juror {
    /// File.
    pub file: Register<JurorFile>,
    /// Set when they left the panel, with the ground.
    pub unseated: Register<String>,
    /// Keys of the packs made for them.
    pub invitations: BTreeSet<DeviceKey>,
    /// Attendance, by day and hour of arrival.
    pub days: BTreeMap<crate::minutes::CivilTime, Register<Option<crate::minutes::CivilTime>>>,
}

/// What one juror gave one candidate.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sheet {
    /// Marks by criterion.
    pub marks: Marks,
    /// General observation.
    pub observation: Register<String>,
    /// The seal, once set.
    pub seal: Register<Seal>,
}

/// A sheet's seal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seal {
    /// Digest of the sheet.
    pub digest: Digest,
    /// How many marks it holds.
    pub marks: u32,
}

/// Every register that people disagree on, in a fixed order.
#[must_use]
pub fn disputes(session: &Session) -> Vec<dispute::Dispute> {
    dispute::disputes(session)
}

impl Session {
    /// What a person is in the session; `None` when nobody of that identifier has a seat any more.
    #[must_use]
    pub fn role(&self, person: PersonId) -> Option<Role> {
        let juror = self.jurors.get(&person)?;
        juror.unseated.shown().is_none().then(|| juror.file.shown().map(|file| file.role))?
    }

    /// The fingerprint of everything counted in.
    #[must_use]
    pub fn fingerprint(&self) -> Digest {
        crate::log::fingerprint(self.hashes.iter().copied())
    }

    /// Whether the session is closed.
    #[must_use]
    pub fn is_closed(&self) -> bool {
        self.closing.shown().is_some()
    }

    /// The closing that stands and the hash of its entry; none while the session is open, or closings contradict each other.
    #[must_use]
    pub fn standing_closing(&self) -> Option<(Digest, &Write<SessionClosed>)> {
        let stands = self.closing.settled()?;
        self.closings.iter().find(|(_, closing)| closing.value == *stands).map(|(hash, closing)| (*hash, closing))
    }

    /// Members who deliberate and still sit, president first, then by name.
    #[must_use]
    pub fn members(&self) -> Vec<(PersonId, &JurorFile)> {
        let mut members: Vec<_> = self
            .jurors
            .iter()
            .filter(|(_, juror)| juror.unseated.shown().is_none())
            .filter_map(|(id, juror)| Some((*id, juror.file.shown()?)))
            .filter(|(_, file)| file.role.deliberates())
            .collect();
        members.sort_by_key(|(id, file)| {
            (file.role != Role::President, file.family_name.clone(), file.given_name.clone(), *id)
        });
        members
    }

    /// Members whose signature of the minutes is not known.
    #[must_use]
    pub fn members_who_have_not_signed(&self) -> Vec<(PersonId, &JurorFile)> {
        let signed = |person: PersonId| self.signatures.iter().any(|signature| signature.value.juror == person);
        self.members().into_iter().filter(|(person, _)| !signed(*person)).collect()
    }

    /// How many members must sign the minutes, by the règlement: never more than sit.
    #[must_use]
    pub fn signatures_required(&self) -> usize {
        let members = self.members().len();
        let asked = self.regulation.panel.signatures.and_then(|asked| usize::try_from(asked).ok());
        asked.map_or(members, |asked| asked.min(members))
    }

    /// Members who may grade that candidate: those who deliberate and did not step back.
    #[must_use]
    pub fn members_for(&self, candidate: CandidateId) -> Vec<(PersonId, &JurorFile)> {
        let recused = |juror: PersonId| self.candidates.get(&candidate).is_some_and(|c| c.recused(juror));
        self.members().into_iter().filter(|(id, _)| !recused(*id)).collect()
    }

    /// The decision in force: the rectificatifs', or the panel's; none while people disagree on it.
    #[must_use]
    pub fn decision(&self, candidate: CandidateId) -> Option<Decision> {
        crate::deliberation::decided::final_decision(self, candidate)
    }

    /// Whether that juror has sealed that candidate's sheet.
    #[must_use]
    pub fn sealed(&self, juror: PersonId, candidate: CandidateId) -> bool {
        self.sheets.get(&(juror, candidate)).is_some_and(|sheet| sheet.seal.shown().is_some())
    }

    /// Whether the sealed sheets were laid side by side.
    #[must_use]
    pub fn is_confronted(&self) -> bool {
        !self.confrontation.is_empty()
    }

    /// Candidates who did not withdraw, in the order of their numbers.
    #[must_use]
    pub fn roster(&self) -> Vec<(CandidateId, &Candidate)> {
        self.listed(self.candidates.keys().copied())
    }

    /// Those of `ids` who are in the [`Session::roster`], in its order.
    pub(crate) fn listed(&self, ids: impl Iterator<Item = CandidateId>) -> Vec<(CandidateId, &Candidate)> {
        let known = ids.filter_map(|id| Some((id, self.candidates.get(&id)?)));
        let mut listed: Vec<_> = known.filter(|(_, candidate)| candidate.withdrawn.shown().is_none()).collect();
        listed.sort_by_key(|(id, candidate)| (candidate.number_key(), *id));
        listed
    }
}

impl Candidate {
    /// Whether that juror stepped back.
    #[must_use]
    pub fn recused(&self, juror: PersonId) -> bool {
        self.recusals.get(&juror).and_then(Register::shown).is_some_and(Option::is_some)
    }

    /// What was noted of their coming for the whole session.
    #[must_use]
    pub fn attendance(&self) -> Option<&Attendance> {
        self.attendance.get("").and_then(Register::shown)
    }

    /// Whether there is something to grade: absent and excluded candidates have no sheet.
    #[must_use]
    pub fn gradable(&self) -> bool {
        self.attendance().is_none_or(|attendance| attendance.status.gradable())
    }

    /// The bloc brought under that code, if any.
    #[must_use]
    pub fn prior(&self, part: &str) -> Option<&PriorBlock> {
        self.prior.get(part).and_then(Register::shown)
    }

    /// « Prénom NOM », or nothing once erased.
    #[must_use]
    pub fn name(&self) -> String {
        self.file.shown().map(CandidateFile::full_name).unwrap_or_default()
    }

    /// Their number, or nothing once erased.
    #[must_use]
    pub fn number(&self) -> String {
        self.file.shown().map(|file| file.number.clone()).unwrap_or_default()
    }

    /// Orders numbers as people do: 2 before 10.
    fn number_key(&self) -> (u64, String) {
        let number = self.number();
        let digits: String = number.chars().filter(char::is_ascii_digit).take(18).collect();
        (digits.parse().unwrap_or(u64::MAX), number)
    }
}
