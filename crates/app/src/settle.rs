//! Settling a disagreement: one side is taken, by the ordinary command of a named person who has seen them all. No rule of
//! its own: whether that person may, and what ground it takes, the command's rules say.

use domain::command::Command;
use domain::deliberation::PartStatus;
use domain::id::{CandidateId, PersonId, SessionId};
use domain::register::Register;
use domain::session::dispute::Dispute;
use domain::session::{Candidate, Session};
use serde::Serialize;

use crate::desk::Desk;
use crate::execute::Changes;
use crate::failure::Failure;
use crate::view::disagreement::{Disagreement, disagreements, letter, name};

/// A disagreement that was settled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Settled {
    /// As it stood before: the side that was not taken stays in the log.
    pub disagreement: Disagreement,
    /// The side taken.
    pub taken: String,
    /// What the write changed.
    pub changes: Changes,
}

impl Desk {
    /// Where people disagree in `session`, as this laptop's person may read it.
    ///
    /// # Errors
    /// When no store is open, or it holds no such session.
    pub fn disagreements(&self, session: SessionId) -> Result<Vec<Disagreement>, Failure> {
        self.read(session, |dossier| Ok(disagreements(&dossier.session, dossier.me, |at| self.clock.civil(at))))
    }

    /// Takes the side `side` of the disagreement called `called`, as this laptop's person or as `person`; `because` is the
    /// ground, where that kind of fact keeps one.
    ///
    /// # Errors
    /// When there is no such disagreement any more, no such side, it is settled in another way, or the rules refuse: nothing
    /// is then written.
    pub fn settle(
        &self,
        session: SessionId,
        person: Option<PersonId>,
        called: &str,
        side: &str,
        because: Option<&str>,
    ) -> Result<Settled, Failure> {
        let known = self.disagreements(session)?;
        let disagreement = known.into_iter().find(|one| one.name == called.trim().to_lowercase());
        let disagreement = disagreement.ok_or_else(|| said("unknown-dispute", called))?;
        let command = self.read(session, |dossier| {
            let who = person.unwrap_or(dossier.me);
            // A side may have arrived between the two readings.
            if name(&dossier.session, &disagreement.dispute) != disagreement.name {
                return Err(said("unknown-dispute", called));
            }
            let place = (0..disagreement.sides.len()).find(|place| letter(*place) == side.trim().to_lowercase());
            let place = place.ok_or_else(|| said("unknown-side", side))?;
            Taking { session: &dossier.session, who, place, because }.command(&disagreement.dispute)
        })?;
        let changes = self.execute(session, person, &command)?;
        Ok(Settled { disagreement, taken: side.trim().to_lowercase(), changes })
    }
}

/// Somebody takes a side.
struct Taking<'a> {
    session: &'a Session,
    who: PersonId,
    place: usize,
    because: Option<&'a str>,
}

impl Taking<'_> {
    /// The ordinary command that repeats the side.
    fn command(&self, dispute: &Dispute) -> Result<Command, Failure> {
        use Dispute as D;
        match dispute {
            D::Retained { candidate, criterion } => self.retained(*candidate, criterion),
            D::Decision { candidate } => self.decision(*candidate),
            D::Withdrawal { .. } | D::Recusal { .. } | D::Unseating { .. } | D::Duplicate { .. } | D::Closing => {
                self.with_ground(dispute)
            }
            D::Mark { juror, candidate, criterion } => self.of_mark(*juror, *candidate, criterion),
            D::Observation { juror, candidate } => {
                self.without_ground()?;
                self.is_own_open_sheet(*juror, *candidate)?;
                let sheet = self.session.sheets.get(&(*juror, *candidate));
                let text = self.side(sheet.map(|sheet| &sheet.observation))?;
                Ok(Command::Observe { candidate: *candidate, text })
            }
            D::Seal { .. } => Err(code("sealed-as-it-is")),
            D::Amendment { .. } => Err(code("settled-by-rectificatif")),
            _ => {
                self.without_ground()?;
                self.plain(dispute)
            }
        }
    }

    fn retained(&self, candidate: CandidateId, criterion: &str) -> Result<Command, Failure> {
        let retained = self.side(self.candidate(candidate)?.retained.get(criterion))?;
        let (criterion, rating) = (criterion.to_owned(), retained.rating);
        Ok(Command::Retain { candidate, criterion, rating, ground: self.ground(&retained.ground) })
    }

    fn decision(&self, candidate: CandidateId) -> Result<Command, Failure> {
        let decision = self.side(Some(&self.candidate(candidate)?.decision))?;
        let validated = decision.parts.iter().filter(|part| part.status == PartStatus::Validated);
        Ok(Command::Decide {
            candidate,
            outcome: decision.outcome,
            parts_validated: Some(validated.map(|part| part.part.clone()).collect()),
            mention: Some(decision.mention.unwrap_or_default()),
            ground: self.ground(&decision.ground),
        })
    }

    fn with_ground(&self, dispute: &Dispute) -> Result<Command, Failure> {
        use Dispute as D;
        match dispute {
            D::Withdrawal { candidate } => {
                let ground = self.side(Some(&self.candidate(*candidate)?.withdrawn))?;
                Ok(Command::WithdrawCandidate { candidate: *candidate, ground: self.ground(&ground) })
            }
            D::Recusal { candidate, juror } => {
                let (candidate, juror, stepped_back) =
                    (*candidate, *juror, self.side(self.candidate(*candidate)?.recusals.get(juror))?);
                let ground = self.ground(stepped_back.as_deref().unwrap_or_default());
                Ok(match stepped_back {
                    Some(_) => Command::DeclareRecusal { juror, candidate, ground },
                    None => Command::LiftRecusal { juror, candidate, ground },
                })
            }
            D::Unseating { juror } => {
                let ground = self.side(self.session.jurors.get(juror).map(|seat| &seat.unseated))?;
                Ok(Command::UnseatJuror { juror: *juror, ground: self.ground(&ground) })
            }
            D::Duplicate { first, second } => {
                let judged = self.side(self.session.judged.get(&(*first, *second)))?;
                let ground = self.ground(&judged.ground);
                Ok(Command::JudgeDuplicate { first: judged.first, second: judged.second, same: judged.same, ground })
            }
            _ => {
                let taken = self.side(Some(&self.session.closing))?;
                let closing = self.session.closings.iter().find(|(_, closing)| closing.value == taken);
                let (closing, _) = closing.ok_or_else(|| said("unknown-side", ""))?;
                Ok(Command::UpholdClosing { closing: *closing, ground: self.ground("") })
            }
        }
    }

    fn plain(&self, dispute: &Dispute) -> Result<Command, Failure> {
        use Dispute as D;
        Ok(match dispute {
            D::CandidateFile { candidate } => {
                let file = self.side(Some(&self.candidate(*candidate)?.file))?;
                Command::CorrectCandidate { candidate: *candidate, file, civil: None }
            }
            D::CivilStatus { candidate } => {
                let known = self.candidate(*candidate)?;
                // The command writes both: a file that people disagree on must not be settled along with it.
                let file = known.file.settled().cloned().ok_or_else(|| code("settle-file-first"))?;
                Command::CorrectCandidate { candidate: *candidate, file, civil: Some(self.side(Some(&known.civil))?) }
            }
            D::PriorBlock { candidate, part } => {
                let prior = self.side(self.candidate(*candidate)?.prior.get(part))?;
                Command::RecordPriorBlock { candidate: *candidate, prior }
            }
            D::Accommodation { candidate } => {
                let accommodation = self.side(Some(&self.candidate(*candidate)?.accommodation))?;
                Command::GrantAccommodation { candidate: *candidate, accommodation }
            }
            D::Passage { candidate } => {
                let passage = self.side(Some(&self.candidate(*candidate)?.passage))?;
                Command::PlanPassage { candidate: *candidate, passage }
            }
            D::Attendance { candidate, trial } => {
                let attendance = self.side(self.candidate(*candidate)?.attendance.get(trial))?;
                let trial = (!trial.is_empty()).then(|| trial.clone());
                Command::RecordAttendance { candidate: *candidate, trial, attendance }
            }
            D::Subject { candidate, trial } => {
                let draw = self.side(self.candidate(*candidate)?.subjects.get(trial))?;
                let (candidate, trial, subject) = (*candidate, trial.clone(), Some(draw.subject));
                Command::DrawSubject { candidate, trial, subject, lot: None }
            }
            _ => self.of_the_sitting(dispute)?,
        })
    }

    /// What is of no candidate: who sits and when, what happened, the session's own details.
    fn of_the_sitting(&self, dispute: &Dispute) -> Result<Command, Failure> {
        use Dispute as D;
        Ok(match dispute {
            D::JurorFile { juror } => {
                let file = self.side(self.session.jurors.get(juror).map(|seat| &seat.file))?;
                Command::CorrectJuror { juror: *juror, file }
            }
            D::PanelDay { juror, arrived } => {
                let left = self.side(self.session.jurors.get(juror).and_then(|seat| seat.days.get(arrived)))?;
                Command::RecordPanelAttendance { juror: *juror, arrived: *arrived, left }
            }
            D::Incident { incident } => {
                let file = self.side(self.session.incidents.get(incident))?;
                Command::ReportIncident { incident: *incident, file }
            }
            _ => Command::CorrectSession { details: self.side(Some(&self.session.details))? },
        })
    }

    /// A mark on two laptops: its juror says which, as long as the sheet is open; then the panel, by what it retains.
    fn of_mark(&self, juror: PersonId, candidate: CandidateId, criterion: &str) -> Result<Command, Failure> {
        let sheet = self.session.sheets.get(&(juror, candidate));
        let mark = self.side(sheet.and_then(|sheet| sheet.marks.get(criterion)).as_ref())?;
        let criterion = criterion.to_owned();
        if !self.session.is_confronted() {
            self.is_own_open_sheet(juror, candidate)?;
            self.without_ground()?;
            return Ok(Command::Mark { candidate, criterion, mark });
        }
        let rating = mark.rating.ok_or_else(|| code("side-without-rating"))?;
        Ok(Command::Retain { candidate, criterion, rating, ground: self.ground("") })
    }

    fn is_own_open_sheet(&self, juror: PersonId, candidate: CandidateId) -> Result<(), Failure> {
        if self.session.sealed(juror, candidate) {
            return Err(code("settled-by-the-panel"));
        }
        if juror == self.who { Ok(()) } else { Err(code("settled-by-its-juror")) }
    }

    fn without_ground(&self) -> Result<(), Failure> {
        // Words that nothing would keep are not taken.
        if self.because.is_some() { Err(code("no-ground-kept")) } else { Ok(()) }
    }

    fn ground(&self, otherwise: &str) -> String {
        self.because.unwrap_or(otherwise).to_owned()
    }

    fn candidate(&self, id: CandidateId) -> Result<&Candidate, Failure> {
        self.session.candidates.get(&id).ok_or_else(|| domain::refusal::Refusal::UnknownCandidate.into())
    }

    fn side<T: Clone + PartialEq>(&self, register: Option<&Register<T>>) -> Result<T, Failure> {
        let side = register.and_then(|register| register.sides().get(self.place));
        side.map(|side| side.value.clone()).ok_or_else(|| said("unknown-side", ""))
    }
}

fn code(code: &'static str) -> Failure {
    Failure::BadInput { code, args: Vec::new() }
}

fn said(code: &'static str, typed: &str) -> Failure {
    Failure::BadInput { code, args: vec![("typed", typed.to_owned())] }
}
