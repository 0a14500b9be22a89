//! The log of a session as lines that a person may read: who wrote what, when. What the viewer may not see yet is named by its
//! author and its hour alone (sealed before seen). Codes and arguments; the sentences are the words files'.

use std::collections::BTreeMap;

use domain::access::is_of_a_sheet;
use domain::event::Event;
use domain::grading::Rating;
use domain::id::{CandidateId, DeviceKey, LogId, PersonId, SessionId};
use domain::log::Logged;
use domain::minutes::CivilTime;
use domain::session::{AsideReason, Session, about};
use domain::time::Timestamp;
use serde::Serialize;

use crate::desk::Desk;
use crate::epochs;
use crate::exchange::NO_BUNDLE;
use crate::failure::Failure;
use crate::view::journal::{JournalView, journal_view};

/// One line of the log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct JournalLine {
    /// When, by the writer's laptop. It orders this list and decides nothing.
    pub at: Timestamp,
    /// The same in the time of this place.
    pub civil: Option<CivilTime>,
    /// Who wrote it.
    pub author: String,
    /// The same by identifier, where the log says it.
    #[serde(skip)]
    pub by: Option<PersonId>,
    /// The laptop that wrote it, where the log says it.
    #[serde(skip)]
    pub device: Option<DeviceKey>,
    /// The number of its kind (docs/formats/log.md §4).
    #[serde(skip)]
    pub kind: u16,
    /// What it is, as a code of the words files.
    pub code: &'static str,
    /// The arguments of its sentence.
    pub args: BTreeMap<&'static str, String>,
    /// The candidate or the juror it is about, by identifier.
    #[serde(skip)]
    pub about: Option<[u8; 16]>,
    /// The rating that it gives or retains.
    #[serde(skip)]
    pub rating: Option<Rating>,
    /// Why it is kept and not counted; absent when it counts.
    #[serde(skip)]
    pub aside: Option<AsideReason>,
}

/// Codes of lines, for the words files' tests.
pub const CODES: &[&str] = &[
    "log-opened",
    "session-opened",
    "session-corrected",
    "imported",
    "epoch-opened",
    "import-reversed",
    "reversal-lifted",
    "receipt-given",
    "candidate-admitted",
    "candidate-corrected",
    "civil-status-recorded",
    "candidate-withdrawn-noted",
    "prior-block-recorded",
    "accommodation-granted",
    "person-erased",
    "juror-seated",
    "juror-corrected",
    "juror-unseated",
    "juror-invited",
    "device-admitted",
    "device-shut-out",
    "office-delegated",
    "recusal-declared",
    "recusal-lifted",
    "panel-attendance",
    "subject-added",
    "subject-drawn",
    "passage-planned",
    "attendance-recorded",
    "marked",
    "observed",
    "sheet-sealed-noted",
    "confrontation-opened",
    "rating-retained",
    "vote-held",
    "candidate-decided",
    "incident-reported",
    "session-closed-noted",
    "minutes-signed",
    "minutes-amended",
    "closing-countersigned",
    "closing-upheld",
    "duplicate-judged",
    "not-shown",
    "unreadable-entry",
];

impl Desk {
    /// The log of `session`, oldest first, as far as this laptop's person may see.
    ///
    /// # Errors
    /// When no store is open, or it holds no such session.
    pub fn journal(&self, session: SessionId) -> Result<Vec<JournalLine>, Failure> {
        self.with_open(|open| {
            let entries = open.book.entries(session)?;
            let dossier = open.dossier(session)?.0;
            Ok(self.lines(&dossier.session, dossier.me, entries))
        })
    }

    /// The same as the screen reads it: people and laptops named once.
    ///
    /// # Errors
    /// As [`Desk::journal`].
    pub fn journal_view(&self, session: SessionId) -> Result<JournalView, Failure> {
        self.with_open(|open| {
            let entries = open.book.entries(session)?;
            let own = open.device.public();
            let dossier = open.dossier(session)?.0;
            let lines = self.lines(&dossier.session, dossier.me, entries);
            Ok(journal_view(&dossier.session, own, &lines))
        })
    }

    fn lines(&self, session: &Session, me: PersonId, mut entries: Vec<Logged>) -> Vec<JournalLine> {
        entries.sort_by_key(|logged| (logged.entry.header.clock, logged.entry.header.log, logged.entry.header.seq));
        let asides = session.set_aside.iter();
        let asides = asides.map(|aside| ((aside.stamp.branch.log, aside.stamp.seq), aside.reason)).collect();
        entries.iter().map(|logged| self.journal_line(session, me, &asides, logged)).collect()
    }

    fn journal_line(
        &self,
        session: &Session,
        me: PersonId,
        asides: &BTreeMap<(LogId, u32), AsideReason>,
        logged: &Logged,
    ) -> JournalLine {
        let header = &logged.entry.header;
        let author = session.authors.get(&header.log);
        let by = author.map(|author| author.person);
        let hidden = is_of_a_sheet(header.kind) && by != Some(me) && !session.is_confronted();
        let payload = logged.entry.payload.as_deref().filter(|_| !hidden);
        let event = payload.and_then(|payload| Event::decode(header.kind, payload).ok());
        let about = event.as_ref().and_then(Event::person);
        let rating = event.as_ref().and_then(rating);
        let (code, args) = match event {
            _ if hidden => ("not-shown", Vec::new()),
            Some(Event::Imported(fact)) if epochs::opens_an_epoch(header.log, &fact) => ("epoch-opened", Vec::new()),
            Some(Event::Imported(fact)) if fact.bundle == NO_BUNDLE => ("receipt-given", Vec::new()),
            Some(event) => (code(&event), args(session, &event)),
            None => ("unreadable-entry", vec![("kind", header.kind.to_string())]),
        };
        let at = header.clock.at();
        JournalLine {
            at,
            civil: self.clock.civil(at),
            author: by.map(|person| about::person(session, person)).unwrap_or_default(),
            by,
            device: author.map(|author| author.device),
            kind: header.kind,
            code,
            args: args.into_iter().collect(),
            about,
            rating,
            aside: asides.get(&(header.log, header.seq)).copied(),
        }
    }
}

/// The rating that an event gives or retains.
fn rating(event: &Event) -> Option<Rating> {
    match event {
        Event::Marked(fact) => fact.mark.rating,
        Event::RatingRetained(fact) => Some(fact.retained.rating),
        _ => None,
    }
}

pub(crate) fn code(event: &Event) -> &'static str {
    match event {
        Event::LogOpened(_) => "log-opened",
        Event::SessionOpened(_) => "session-opened",
        Event::SessionCorrected(_) => "session-corrected",
        Event::Imported(_) => "imported",
        Event::ImportReversed(_) => "import-reversed",
        Event::ReversalLifted(_) => "reversal-lifted",
        Event::CandidateAdmitted(_) => "candidate-admitted",
        Event::CandidateCorrected(_) => "candidate-corrected",
        Event::CivilStatusRecorded(_) => "civil-status-recorded",
        Event::CandidateWithdrawn(_) => "candidate-withdrawn-noted",
        Event::PriorBlockRecorded(_) => "prior-block-recorded",
        Event::AccommodationGranted(_) => "accommodation-granted",
        Event::PersonErased(_) => "person-erased",
        Event::JurorSeated(_) => "juror-seated",
        Event::JurorCorrected(_) => "juror-corrected",
        Event::JurorUnseated(_) => "juror-unseated",
        Event::JurorInvited(_) => "juror-invited",
        Event::DeviceAdmitted(_) => "device-admitted",
        Event::DeviceRevoked(_) => "device-shut-out",
        Event::OfficeDelegated(_) => "office-delegated",
        Event::RecusalDeclared(_) => "recusal-declared",
        Event::RecusalLifted(_) => "recusal-lifted",
        Event::PanelAttendanceRecorded(_) => "panel-attendance",
        Event::SubjectAdded(_) => "subject-added",
        Event::SubjectDrawn(_) => "subject-drawn",
        Event::PassagePlanned(_) => "passage-planned",
        Event::AttendanceRecorded(_) => "attendance-recorded",
        Event::Marked(_) => "marked",
        Event::Observed(_) => "observed",
        Event::SheetSealed(_) => "sheet-sealed-noted",
        Event::ConfrontationOpened(_) => "confrontation-opened",
        Event::RatingRetained(_) => "rating-retained",
        Event::VoteHeld(_) => "vote-held",
        Event::CandidateDecided(_) => "candidate-decided",
        Event::IncidentReported(_) => "incident-reported",
        Event::SessionClosed(_) => "session-closed-noted",
        Event::MinutesSigned(_) => "minutes-signed",
        Event::MinutesAmended(_) => "minutes-amended",
        Event::ClosingCountersigned(_) => "closing-countersigned",
        Event::ClosingUpheld(_) => "closing-upheld",
        Event::DuplicateJudged(_) => "duplicate-judged",
    }
}

/// The person it speaks of, and what distinguishes it.
pub(crate) fn args(session: &Session, event: &Event) -> Vec<(&'static str, String)> {
    let name = event.person().map(|id| match session.candidates.get(&CandidateId(id)) {
        Some(_) => about::candidate(session, CandidateId(id)),
        None => about::person(session, PersonId(id)),
    });
    let item = match event {
        Event::LogOpened(fact) => Some(fact.software.clone()),
        Event::SessionOpened(fact) => Some(fact.details.name.clone()),
        Event::PriorBlockRecorded(fact) => Some(fact.prior.block.clone()),
        Event::PersonErased(fact) => Some(fact.ground.clone()),
        Event::SubjectAdded(fact) => Some(fact.file.title.clone()),
        Event::SubjectDrawn(fact) => Some(fact.trial.clone()),
        Event::JurorInvited(fact) => Some(about::person(session, fact.juror)),
        Event::DeviceAdmitted(fact) => Some(about::person(session, fact.juror)),
        Event::OfficeDelegated(fact) => Some(about::person(session, fact.juror)),
        Event::RecusalDeclared(fact) => Some(about::person(session, fact.juror)),
        Event::RecusalLifted(fact) => Some(about::person(session, fact.juror)),
        Event::ImportReversed(fact) => Some(fact.ground.clone()),
        Event::Marked(fact) => Some(fact.criterion.clone()),
        Event::RatingRetained(fact) => Some(fact.criterion.clone()),
        Event::SessionClosed(fact) => Some(fact.number.clone()),
        Event::MinutesAmended(fact) => Some(fact.number.clone()),
        Event::ClosingCountersigned(fact) => closing_number(session, fact.closing),
        Event::ClosingUpheld(fact) => closing_number(session, fact.closing),
        Event::DuplicateJudged(fact) => Some(about::candidate(session, fact.first)),
        _ => None,
    };
    name.map(|name| ("name", name)).into_iter().chain(item.map(|item| ("item", item))).collect()
}

fn closing_number(session: &Session, closing: domain::id::Digest) -> Option<String> {
    session.closings.get(&closing).map(|closing| closing.value.number.clone())
}
