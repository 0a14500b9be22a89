//! What a secretary keeps in one go: a candidate with what goes with them, a juror, a subject with its documents, draws for
//! everybody, a planning. Each is one transaction of commands; the rules decide each of them.

use domain::command::Command;
use domain::id::{CandidateId, PersonId, SessionId};
use domain::person::{Accommodation, CandidateFile, CivilStatus, JurorFile};
use domain::planning::{Plan, propose};
use domain::preflight::draws_owed;
use domain::referential::Code;
use serde::{Deserialize, Serialize};

use crate::desk::Desk;
use crate::dialogs::Purpose;
use crate::execute::Changes;
use crate::failure::Failure;
use crate::files;
use crate::subjects::Document;

/// A candidate to register, or to correct.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct CandidateKept {
    /// The session.
    pub session: SessionId,
    /// Which candidate; absent for a new one.
    pub candidate: Option<CandidateId>,
    /// The file.
    pub file: CandidateFile,
    /// The civil status; absent to leave it as it is.
    pub civil: Option<CivilStatus>,
    /// The accommodation; absent to leave it as it is.
    pub accommodation: Option<Accommodation>,
}

/// A juror to seat, or to correct.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct JurorKept {
    /// The session.
    pub session: SessionId,
    /// Who; absent for somebody new.
    pub juror: Option<PersonId>,
    /// The file.
    pub file: JurorFile,
}

/// A subject to add.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct SubjectKept {
    /// The session.
    pub session: SessionId,
    /// For which épreuve.
    pub trial: Code,
    /// Its title.
    pub title: String,
    /// Its text.
    pub text: String,
    /// Tickets of its documents.
    pub documents: Vec<String>,
}

/// A document chosen for a subject.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct ChosenDocument {
    /// What names it at the doors.
    pub ticket: String,
    /// The file's name.
    pub file_name: String,
}

impl Desk {
    /// Registers a candidate, or corrects one.
    ///
    /// # Errors
    /// As [`Desk::execute_all`].
    pub fn keep_candidate(&self, asked: &CandidateKept) -> Result<Changes, Failure> {
        let (file, civil) = (asked.file.clone(), asked.civil.clone());
        let (candidate, first) = match asked.candidate {
            Some(candidate) => (candidate, Command::CorrectCandidate { candidate, file, civil }),
            None => {
                let candidate = self.new_candidate()?;
                (candidate, Command::AdmitCandidate { candidate, file, civil })
            }
        };
        let granted = asked.accommodation.clone();
        let granted = granted.map(|accommodation| Command::GrantAccommodation { candidate, accommodation });
        self.execute_all(asked.session, None, &[Some(first), granted].into_iter().flatten().collect::<Vec<_>>())
    }

    /// Seats a juror, or corrects one.
    ///
    /// # Errors
    /// As [`Desk::execute`].
    pub fn keep_juror(&self, asked: &JurorKept) -> Result<Changes, Failure> {
        let file = asked.file.clone();
        let command = match asked.juror {
            Some(juror) => Command::CorrectJuror { juror, file },
            None => Command::SeatJuror { juror: self.new_person()?, file },
        };
        self.execute(asked.session, None, &command)
    }

    /// Asks the person for documents of a subject; none when they gave up.
    ///
    /// # Errors
    /// When there are no random bytes to be had.
    pub fn choose_documents(&self) -> Result<Vec<ChosenDocument>, Failure> {
        let paths = self.dialogs.open_files(Purpose::Document).into_iter();
        paths.map(|path| Ok(ChosenDocument { file_name: files::name(&path), ticket: self.ticket(path)? })).collect()
    }

    /// Adds a subject with the documents chosen.
    ///
    /// # Errors
    /// As [`Desk::add_subject`]; also when a document can't be read.
    pub fn keep_subject(&self, asked: &SubjectKept) -> Result<(), Failure> {
        let read = |ticket: &String| {
            let path = self.ticketed(ticket)?;
            let name = files::name(&path);
            Ok(Document { media: media(&name).to_owned(), bytes: files::read(&path)?, name })
        };
        let documents = asked.documents.iter().map(read).collect::<Result<Vec<_>, Failure>>()?;
        self.add_subject(asked.session, &asked.trial, &asked.title, &asked.text, &documents).map(drop)
    }

    /// Draws by lot a subject for every candidate and every épreuve that still waits for one.
    ///
    /// # Errors
    /// As [`Desk::execute_all`].
    pub fn draw_all(&self, session: SessionId) -> Result<Changes, Failure> {
        let owed: Vec<(CandidateId, Code)> = self.read(session, |dossier| {
            let session = &dossier.session;
            let of = |(id, candidate)| draws_owed(session, candidate).into_iter().map(move |trial| (id, trial));
            Ok(session.roster().into_iter().flat_map(of).collect())
        })?;
        let draws = owed.into_iter().map(|(candidate, trial)| self.drawing(candidate, trial));
        self.execute_all(session, None, &draws.collect::<Result<Vec<_>, _>>()?)
    }

    /// Draws by lot a subject for one candidate, anew where they had one.
    ///
    /// # Errors
    /// As [`Desk::execute`].
    pub fn draw_again(&self, session: SessionId, candidate: CandidateId, trial: Code) -> Result<Changes, Failure> {
        self.execute(session, None, &self.drawing(candidate, trial)?)
    }

    /// Plans the passages of a session as `plan` says.
    ///
    /// # Errors
    /// As [`Desk::execute_all`].
    pub fn plan_passages(&self, session: SessionId, plan: &Plan) -> Result<Changes, Failure> {
        let proposed = self.read(session, |dossier| Ok(propose(&dossier.session, plan)))?;
        let passages = proposed.into_iter().map(|(candidate, passage)| Command::PlanPassage { candidate, passage });
        self.execute_all(session, None, &passages.collect::<Vec<_>>())
    }
}

/// The media type of a document, by its name's ending: what a subject shows is chosen among few.
fn media(name: &str) -> &'static str {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase()).unwrap_or_default();
    match ending.as_str() {
        "pdf" => "application/pdf",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "mp4" => "video/mp4",
        "webm" => "video/webm",
        "txt" | "md" => "text/plain",
        _ => "application/octet-stream",
    }
}
