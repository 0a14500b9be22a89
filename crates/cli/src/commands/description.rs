//! A session's description, as a secretary writes it (docs/formats/session-description.md): read within bounds, unknown keys
//! refused by their name, nothing opened unless everything in it is accepted.

use std::path::Path;

use app::Desk;
use app::prepare::Opening;
use domain::command::Command;
use domain::id::SessionId;
use domain::minutes::CivilTime;
use domain::person::{JurorFile, Role};
use domain::session::facts::{Passage, SessionDetails};
use domain::time::Date;
use serde::Deserialize;

use crate::counter::read;
use crate::trouble::Trouble;

/// Largest description, in bytes.
const LIMIT: usize = 1 << 20;

/// A session as it is described.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Description {
    name: String,
    #[serde(default)]
    centre: String,
    place: String,
    starts_on: Date,
    ends_on: Date,
    #[serde(default)]
    referential: String,
    #[serde(default)]
    regulation: String,
    office: Person,
    #[serde(default)]
    jurors: Vec<Person>,
    #[serde(default)]
    pub(crate) passages: Vec<PassageLine>,
    #[serde(default)]
    subjects: Vec<Subject>,
}

/// Somebody.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Person {
    family_name: String,
    given_name: String,
    role: Option<Role>,
    #[serde(default)]
    function: String,
    #[serde(default)]
    employer: String,
    #[serde(default)]
    external: bool,
}

/// A candidate's passage.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PassageLine {
    candidate: String,
    starts_at: String,
    minutes: u16,
    #[serde(default)]
    room: String,
}

/// A subject.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Subject {
    trial: String,
    title: String,
    #[serde(default)]
    text: String,
}

/// The description in the file at `path`.
///
/// # Errors
/// When it can't be read, or does not follow the format.
pub(crate) fn describe(path: &Path) -> Result<Description, Trouble> {
    let bytes = read(path)?;
    let unreadable = |line: usize, detail: &str| {
        Trouble::new("description-unreadable", [("line", line.to_string()), ("detail", detail.to_owned())])
    };
    if bytes.len() > LIMIT {
        return Err(unreadable(1, "1 MiB"));
    }
    let text = std::str::from_utf8(&bytes).map_err(|error| {
        let before = bytes.iter().take(error.valid_up_to()).filter(|byte| **byte == b'\n').count();
        unreadable(before + 1, "UTF-8")
    })?;
    toml::from_str(text.trim_start_matches('\u{feff}')).map_err(|error| {
        let start = error.span().map_or(0, |span| span.start);
        unreadable(text.bytes().take(start).filter(|byte| *byte == b'\n').count() + 1, error.message())
    })
}

impl Description {
    /// Opens the session on `desk`, with its panel and its subjects.
    ///
    /// # Errors
    /// When the référentiel or the règlement can't be read or do not go together, or the rules refuse.
    pub(crate) fn open(&self, desk: &Desk) -> Result<SessionId, Trouble> {
        let (referential, text) = super::referential::named(&self.referential)?;
        let regulation = super::regulation::named(&self.regulation)?;
        if let Some(unknown) =
            self.subjects.iter().find(|one| referential.trials().all(|trial| trial.code != one.trial))
        {
            return Err(Trouble::new("description-unknown-trial", [("trial", unknown.trial.clone())]));
        }
        let office = self.office.file(Role::Office);
        let opening = Opening::new(self.details(), (referential, text), &regulation, office)?;
        let session = desk.open_session(&opening)?;
        let mut seats = Vec::with_capacity(self.jurors.len());
        for juror in &self.jurors {
            seats.push(Command::SeatJuror { juror: desk.new_person()?, file: juror.file(Role::Member) });
        }
        desk.execute_all(session, None, &seats)?;
        for subject in &self.subjects {
            desk.add_subject(session, &subject.trial, &subject.title, &subject.text, &[])?;
        }
        Ok(session)
    }

    fn details(&self) -> SessionDetails {
        SessionDetails {
            name: self.name.clone(),
            centre: self.centre.clone(),
            place: self.place.clone(),
            starts_on: self.starts_on,
            ends_on: self.ends_on,
        }
    }
}

impl Person {
    fn file(&self, otherwise: Role) -> JurorFile {
        JurorFile {
            family_name: self.family_name.clone(),
            given_name: self.given_name.clone(),
            role: self.role.unwrap_or(otherwise),
            function: self.function.clone(),
            employer: self.employer.clone(),
            external: self.external,
        }
    }
}

/// The passages of a description, for candidates who are registered by now.
///
/// # Errors
/// When an hour can't be read.
pub(crate) fn passages(desk: &Desk, session: SessionId, lines: &[PassageLine]) -> Result<Vec<Command>, Trouble> {
    let numbers = desk.read(session, |dossier| Ok(app::tables::numbers(&dossier.session)))?;
    let mut commands = Vec::new();
    for line in lines {
        let Some(candidate) = numbers.get(&line.candidate).copied() else {
            return Err(app::Failure::from(domain::refusal::Refusal::UnknownCandidate).into());
        };
        let passage = Passage { starts_at: when(&line.starts_at)?, minutes: line.minutes, room: line.room.clone() };
        commands.push(Command::PlanPassage { candidate, passage });
    }
    Ok(commands)
}

/// An hour written « AAAA-MM-JJ HH:MM ».
///
/// # Errors
/// When it is written otherwise, or names no day.
pub(crate) fn when(text: &str) -> Result<CivilTime, Trouble> {
    let read = || {
        let (day, hour) = text.trim().split_once([' ', 'T'])?;
        let (hour, minute) = hour.split_once(':')?;
        Some(CivilTime { date: Date::parse(day).ok()?, hour: hour.parse().ok()?, minute: minute.parse().ok()? })
    };
    let sound = |at: &CivilTime| at.hour < 24 && at.minute < 60;
    read().filter(sound).ok_or_else(|| Trouble::new("bad-time", [("time", text.to_owned())]))
}
