//! Rattrapage: a new session opened from a closed one, with those who have attempts left and what each of them keeps. The
//! référentiel and the règlement are the first session's, byte for byte.

use domain::command::Command;
use domain::decide::retake::{RetakeCandidate, retake};
use domain::event::Event;
use domain::id::SessionId;
use domain::person::{JurorFile, Role};
use domain::refusal::Refusal;
use domain::session::facts::SessionDetails;
use serde::Serialize;

use crate::desk::Desk;
use crate::failure::Failure;
use crate::prepare::Opening;

/// A rattrapage prepared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RetakePrepared {
    /// The new session.
    pub session: SessionId,
    /// Who was admitted, and what they keep.
    pub candidates: Vec<RetakeCandidate>,
}

impl Desk {
    /// Opens the rattrapage of the closed session `previous`, as the office that this laptop's person was in it.
    ///
    /// # Errors
    /// When the session is not closed, this person was not its office, the rules refuse, or the disk does.
    pub fn prepare_retake(&self, previous: SessionId, details: SessionDetails) -> Result<RetakePrepared, Failure> {
        let (office, candidates) = self.read(previous, |dossier| {
            let session = &dossier.session;
            let closing = session.closing.settled().ok_or(Refusal::SessionNotClosed)?;
            let last = session.amendments.last().map_or(&closing.number, |amendment| &amendment.value.number);
            let me = session.jurors.get(&dossier.me).and_then(|juror| juror.file.shown());
            let office = me.filter(|file| file.role == Role::Office).cloned();
            let office = office.ok_or(Refusal::NotAllowed { role: "member".to_owned() })?;
            Ok((office, retake(session, last)))
        })?;
        let opening = self.opening_like(previous, details, office)?;
        let session = self.open_session(&opening)?;
        for candidate in &candidates {
            self.execute_all(session, None, &self.admission_again(candidate)?)?;
        }
        Ok(RetakePrepared { session, candidates })
    }

    fn opening_like(
        &self,
        previous: SessionId,
        details: SessionDetails,
        office: JurorFile,
    ) -> Result<Opening, Failure> {
        self.with_open(|open| {
            let entries = open.book.entries(previous)?;
            let opened = entries.iter().filter(|logged| logged.entry.header.kind == 2).find_map(|logged| {
                match Event::decode(2, logged.entry.payload.as_deref()?) {
                    Ok(Event::SessionOpened(fact)) => Some(fact),
                    _ => None,
                }
            });
            let opened = opened.ok_or(Failure::UnknownSession)?;
            Ok(Opening { details, referential: opened.referential, regulation: opened.regulation, office })
        })
    }

    fn admission_again(&self, candidate: &RetakeCandidate) -> Result<Vec<Command>, Failure> {
        let id = self.new_candidate()?;
        let (file, civil) = (candidate.file.clone(), candidate.civil.clone());
        let admit = Command::AdmitCandidate { candidate: id, file, civil };
        let prior =
            candidate.prior.iter().map(|prior| Command::RecordPriorBlock { candidate: id, prior: prior.clone() });
        Ok(std::iter::once(admit).chain(prior).collect())
    }
}
