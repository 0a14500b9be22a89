//! The log of a session as lines that a person may read: who wrote what, when. What the viewer may not see yet is named by its
//! author and its hour alone (sealed before seen). Codes and arguments; the sentences are the words files'.

use std::collections::BTreeMap;

use domain::access::is_of_a_sheet;
use domain::event::Event;
use domain::id::{CandidateId, PersonId, SessionId};
use domain::log::Logged;
use domain::minutes::CivilTime;
use domain::session::{Session, about};
use domain::time::Timestamp;
use serde::Serialize;

use crate::desk::Desk;
use crate::epochs;
use crate::exchange::NO_BUNDLE;
use crate::failure::Failure;

/// One line of the log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct JournalLine {
    /// When, by the writer's laptop. It orders this list and decides nothing.
    pub at: Timestamp,
    /// The same in the time of this place.
    pub civil: Option<CivilTime>,
    /// Who wrote it.
    pub author: String,
    /// What it is, as a code of the words files.
    pub code: &'static str,
    /// The arguments of its sentence.
    pub args: BTreeMap<&'static str, String>,
    /// Set when the entry is kept and not counted.
    pub set_aside: bool,
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
            let mut entries = open.book.entries(session)?;
            entries.sort_by_key(|logged| (logged.entry.header.clock, logged.entry.header.log, logged.entry.header.seq));
            let dossier = open.dossier(session)?.0;
            Ok(entries.iter().map(|logged| self.journal_line(&dossier.session, dossier.me, logged)).collect())
        })
    }

    fn journal_line(&self, session: &Session, me: PersonId, logged: &Logged) -> JournalLine {
        let header = &logged.entry.header;
        let author = session.authors.get(&header.log).map(|author| author.person);
        let event = logged.entry.payload.as_deref().and_then(|payload| Event::decode(header.kind, payload).ok());
        let hidden = is_of_a_sheet(header.kind) && author != Some(me) && !session.is_confronted();
        let (code, args) = match event {
            _ if hidden => ("not-shown", Vec::new()),
            Some(Event::Imported(fact)) if epochs::opens_an_epoch(header.log, &fact) => ("epoch-opened", Vec::new()),
            Some(Event::Imported(fact)) if fact.bundle == NO_BUNDLE => ("receipt-given", Vec::new()),
            Some(event) => (code(&event), args(session, &event)),
            None => ("unreadable-entry", vec![("kind", header.kind.to_string())]),
        };
        let at = header.clock.at();
        let own =
            |aside: &domain::session::SetAside| aside.stamp.branch.log == header.log && aside.stamp.seq == header.seq;
        JournalLine {
            at,
            civil: self.clock.civil(at),
            author: author.map(|person| about::person(session, person)).unwrap_or_default(),
            code,
            args: args.into_iter().collect(),
            set_aside: session.set_aside.iter().any(own),
        }
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
