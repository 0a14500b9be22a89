//! What papers are drawn from, read from a session: the same session, hour and language always give the same values. What is
//! not sealed is never read; what is not decided is not said.

use crate::id::{CandidateId, IncidentId, PersonId};
use crate::minutes::compose::{self, Colophon, EditionChoice};
use crate::minutes::compose_sheet::compose_sheet;
use crate::minutes::{CivilTime, PanelLine};
use crate::papers::{
    AssessedLine, CandidateContent, Frame, GridEvaluation, GridPart, IncidentContent, JurorContent, Language, RollLine,
    SessionContent, TrialRoll,
};
use crate::person::CandidateFile;
use crate::session::facts::Passage;
use crate::session::grid::{Group, Part};
use crate::session::{Candidate, Session};
use crate::time::Date;

/// Longest session whose days are told one by one.
const MOST_DAYS: usize = 60;

/// Reads one session for its papers; what they share is read once.
#[derive(Debug)]
pub struct Composer<'s> {
    session: &'s Session,
    colophon: Colophon,
    frame: Frame,
}

impl<'s> Composer<'s> {
    /// A reader of `session` as it stands today; `None` when its details can't be read.
    #[must_use]
    pub fn new(session: &'s Session, colophon: Colophon, drawn_at: CivilTime, language: Language) -> Option<Self> {
        let frame = Frame {
            session: session.id,
            certification: compose::certification(session),
            sitting: compose::sitting(session)?,
            minutes: compose::number(session, EditionChoice::InForce)?,
            proof: compose::proof(session, &colophon),
            drawn_at,
            language,
        };
        Some(Self { session, colophon, frame })
    }

    /// What every paper says around its own content.
    #[must_use]
    pub fn frame(&self) -> &Frame {
        &self.frame
    }

    /// The session.
    #[must_use]
    pub fn session(&self) -> Option<SessionContent> {
        Some(SessionContent {
            minutes: compose::compose(self.session, EditionChoice::InForce, &self.colophon)?,
            days: self.days(),
            rolls: self.rolls(),
            assessed: self.session.roster().into_iter().filter_map(|(id, file)| self.assessed(id, file)).collect(),
        })
    }

    /// A candidate; `None` when the session has no such candidate.
    #[must_use]
    pub fn candidate(&self, candidate: CandidateId) -> Option<CandidateContent> {
        let file = self.session.candidates.get(&candidate)?;
        let grids = self.session.parts(file).into_iter().filter(|part| file.prior(part.code).is_none());
        Some(CandidateContent {
            candidate,
            sheet: compose_sheet(self.session, candidate, EditionChoice::InForce, &self.colophon)?,
            passage: file.passage.shown().cloned(),
            grids: grids.map(|part| self.grid(&part)).collect(),
            retake: self.session.regulation.retake.clone(),
        })
    }

    /// Somebody who sits; `None` when nobody of that identifier does.
    #[must_use]
    pub fn juror(&self, juror: PersonId) -> Option<JurorContent> {
        let line = panel(self.session).into_iter().find(|line| line.person == juror)?;
        let roster = self.session.roster();
        let mut passages: Vec<Passage> = roster.iter().filter_map(|(_, file)| file.passage.shown().cloned()).collect();
        passages.sort_by_key(|passage| passage.starts_at);
        passages.dedup_by_key(|passage| passage.starts_at.date);
        let ground = |file: &Candidate| file.recusals.get(&juror)?.shown()?.clone();
        Some(JurorContent {
            line,
            days: self.days(),
            first_passages: passages,
            candidates: roster.iter().filter_map(|(_, file)| Some((file.number(), listed(file)?))).collect(),
            recusals: roster.iter().filter_map(|(_, file)| Some((file.number(), ground(file)?))).collect(),
        })
    }

    /// The incidents, oldest first.
    #[must_use]
    pub fn incidents(&self) -> Vec<IncidentId> {
        compose::incident_ids(self.session)
    }

    /// An incident; `None` when the session has no such incident.
    #[must_use]
    pub fn incident(&self, incident: IncidentId) -> Option<IncidentContent> {
        let place = self.incidents().iter().position(|id| *id == incident)?;
        let line = compose::incidents(self.session).into_iter().nth(place)?;
        Some(IncidentContent { place: place.saturating_add(1), line, panel: panel(self.session) })
    }

    /// The days of the session, from the first to the last.
    fn days(&self) -> Vec<Date> {
        let sitting = &self.frame.sitting;
        let days = std::iter::successors(Some(sitting.starts_on), |day| day.next_day());
        days.take_while(|day| *day <= sitting.ends_on).take(MOST_DAYS).collect()
    }

    fn rolls(&self) -> Vec<TrialRoll> {
        let mut rolls: Vec<TrialRoll> = Vec::new();
        for (code, part, title) in self.trials() {
            rolls.push(TrialRoll { code, part, title, lines: Vec::new() });
        }
        for (_, file) in self.session.roster() {
            let Some(name) = listed(file) else { continue };
            let passes: Vec<&str> = self.passes(file);
            for roll in rolls.iter_mut().filter(|roll| passes.contains(&roll.code.as_str())) {
                let (number, passage) = (file.number(), file.passage.shown().cloned());
                roll.lines.push(RollLine { number, name: name.clone(), passage });
            }
        }
        rolls.retain(|roll| !roll.lines.is_empty());
        rolls
    }

    /// Every épreuve of the référentiel: its code, its bloc, its name; then the mémoire.
    fn trials(&self) -> Vec<(String, String, String)> {
        let referential = &self.session.referential;
        let mut trials = Vec::new();
        for block in &referential.blocks {
            let part = format!("{}. {}", block.code, block.title);
            for trial in block.evaluations.iter().flat_map(|evaluation| &evaluation.trials) {
                trials.push((trial.code.clone(), part.clone(), trial.title.clone()));
            }
        }
        if referential.title_rule.thesis {
            let defence = self.session.regulation.defence.as_ref().map_or("", |rule| rule.label.as_str());
            let title = if defence.is_empty() { referential.thesis.short.as_str() } else { defence };
            trials.push((crate::deliberation::THESIS.to_owned(), referential.thesis.title.clone(), title.to_owned()));
        }
        trials
    }

    /// Codes of the épreuves that the candidate passes.
    fn passes<'a>(&'a self, file: &'a Candidate) -> Vec<&'a str> {
        let mut codes = Vec::new();
        for part in self.session.parts(file).into_iter().filter(|part| file.prior(part.code).is_none()) {
            for group in &part.evaluations {
                if group.trials.is_empty() {
                    codes.push(part.code);
                }
                codes.extend(group.trials.iter().map(|trial| trial.code.as_str()));
            }
        }
        codes
    }

    fn grid(&self, part: &Part<'_>) -> GridPart {
        let evaluation = |group: &Group<'_>| GridEvaluation {
            trials: group.trials.iter().map(|trial| trial.title.clone()).collect(),
            criteria: group.criteria.iter().map(|line| (line.code.to_owned(), line.text.to_owned())).collect(),
        };
        let skills = self.session.referential.block(part.code).into_iter().flat_map(|block| &block.skills);
        GridPart {
            code: part.code.to_owned(),
            title: part.title.to_owned(),
            evaluations: part.evaluations.iter().map(evaluation).collect(),
            skills: skills.map(|skill| (skill.code.clone(), skill.text.clone())).collect(),
        }
    }

    fn assessed(&self, id: CandidateId, file: &Candidate) -> Option<AssessedLine> {
        let members = self.session.members();
        let names = |wanted: &dyn Fn(PersonId) -> bool| {
            members.iter().filter(|(juror, _)| wanted(*juror)).map(|(_, file)| file.full_name()).collect()
        };
        let gradable = file.gradable();
        Some(AssessedLine {
            number: file.number(),
            name: listed(file)?,
            passage: file.passage.shown().cloned(),
            presented: file.attendance().is_none_or(|attendance| attendance.status.presented()),
            sealed_by: names(&|juror| self.session.sealed(juror, id)),
            missing: names(&|juror| gradable && !file.recused(juror) && !self.session.sealed(juror, id)),
            recused: names(&|juror| file.recused(juror)),
        })
    }
}

/// Everybody who sits, in the order of the minutes.
#[must_use]
pub fn seats(session: &Session) -> Vec<PersonId> {
    panel(session).into_iter().map(|line| line.person).collect()
}

fn panel(session: &Session) -> Vec<PanelLine> {
    let panel = compose::panel(session).into_iter().filter_map(|(id, juror)| compose::panel_line(id, juror));
    panel.filter(|line| line.left.is_none()).collect()
}

/// « NOM Prénom », to be found in a list; `None` once erased.
fn listed(file: &Candidate) -> Option<String> {
    file.file.shown().map(|file: &CandidateFile| format!("{} {}", file.family_name, file.given_name))
}
