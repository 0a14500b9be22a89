//! What a session can be opened with, at the doors: référentiels and règlements that come with the program, or in a file that
//! somebody chose. The face learns a name for each; what is read from it is checked here, before anything is opened.

use std::path::Path;

use domain::id::SessionId;
use domain::person::{JurorFile, Role};
use domain::referential::Referential;
use domain::regulation::Regulation;
use domain::session::facts::SessionDetails;
use serde::{Deserialize, Serialize};

use super::Opening;
use crate::desk::Desk;
use crate::dialogs::Purpose;
use crate::failure::Failure;
use crate::files;
use crate::referentials;

/// Names of what comes in a file begin like this; the ticket follows.
const CHOSEN: &str = "file:";

/// A référentiel or a règlement that a session can be opened with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Choice {
    /// What names it at the doors.
    pub which: String,
    /// Its title.
    pub title: String,
    /// Its version.
    pub version: String,
    /// The file it came from; empty for what comes with the program.
    pub file_name: String,
    /// Whether it is an example that no certifier adopted.
    pub example: bool,
}

/// What comes with the program.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Choices {
    /// Référentiels.
    pub referentials: Vec<Choice>,
    /// Règlements.
    pub regulations: Vec<Choice>,
    /// The person's own name, family name last as they wrote it.
    pub name: String,
}

/// What somebody asks to be opened.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct NewSession {
    /// Name, place, dates.
    pub details: SessionDetails,
    /// Which référentiel.
    pub referential: String,
    /// Which règlement.
    pub regulation: String,
    /// Family name of whoever prepares it.
    pub family_name: String,
    /// Given name.
    pub given_name: String,
    /// What they are.
    pub function: String,
}

impl Desk {
    /// What a session can be opened with.
    ///
    /// # Errors
    /// When no store is open, or what comes with the program can't be read.
    pub fn choices(&self) -> Result<Choices, Failure> {
        let referential = referentials::referential("")?.0;
        let regulations =
            sync::table::regulation::BUILT_IN.iter().map(|code| Ok(built_in(code, &referentials::regulation(code)?)));
        Ok(Choices {
            referentials: vec![of_referential(&referential.code, &referential, String::new())],
            regulations: regulations.collect::<Result<_, Failure>>()?,
            name: self.with_open(|open| Ok(open.name.clone()))?,
        })
    }

    /// Asks the person for a référentiel; `None` when they gave up.
    ///
    /// # Errors
    /// When the file can't be read, or is no référentiel.
    pub fn choose_referential(&self) -> Result<Option<Choice>, Failure> {
        let Some(path) = self.dialogs.open_file(Purpose::Referential) else { return Ok(None) };
        let (referential, _) = referentials::referential(&named(&path)?)?;
        let file_name = files::name(&path);
        Ok(Some(of_referential(&format!("{CHOSEN}{}", self.ticket(path)?), &referential, file_name)))
    }

    /// Asks the person for a règlement; `None` when they gave up.
    ///
    /// # Errors
    /// When the file can't be read, or is no règlement.
    pub fn choose_regulation(&self) -> Result<Option<Choice>, Failure> {
        let Some(path) = self.dialogs.open_file(Purpose::Regulation) else { return Ok(None) };
        let regulation = referentials::regulation(&named(&path)?)?;
        let file_name = files::name(&path);
        Ok(Some(Choice { file_name, ..built_in(&format!("{CHOSEN}{}", self.ticket(path)?), &regulation) }))
    }

    /// Opens the session that was described in the window.
    ///
    /// # Errors
    /// When the référentiel or the règlement can't be read or do not go together, or the rules refuse.
    pub fn open_described(&self, asked: &NewSession) -> Result<SessionId, Failure> {
        let referential = referentials::referential(&self.which(&asked.referential)?)?;
        let regulation = referentials::regulation(&self.which(&asked.regulation)?)?;
        let office = JurorFile {
            family_name: asked.family_name.clone(),
            given_name: asked.given_name.clone(),
            role: Role::Office,
            function: asked.function.clone(),
            employer: asked.details.centre.clone(),
            external: false,
        };
        self.open_session(&Opening::new(asked.details.clone(), referential, &regulation, office)?)
    }

    /// What `referentials` knows by that name: a code of ours, or the path behind a ticket. A path is never taken as one.
    fn which(&self, which: &str) -> Result<String, Failure> {
        match which.strip_prefix(CHOSEN) {
            Some(ticket) => named(&self.ticketed(ticket)?),
            None if is_ours(which)? => Ok(which.to_owned()),
            None => Err(Failure::BadRequest("no such référentiel or règlement".into())),
        }
    }
}

fn is_ours(which: &str) -> Result<bool, Failure> {
    Ok(sync::table::regulation::BUILT_IN.contains(&which) || referentials::referential("")?.0.code == which)
}

fn named(path: &Path) -> Result<String, Failure> {
    path.to_str().map(str::to_owned).ok_or(Failure::BadRequest("the file's name is no text".into()))
}

fn of_referential(which: &str, referential: &Referential, file_name: String) -> Choice {
    let (title, version) = (referential.title.clone(), referential.version.clone());
    Choice { which: which.to_owned(), title, version, file_name, example: false }
}

fn built_in(which: &str, regulation: &Regulation) -> Choice {
    Choice {
        which: which.to_owned(),
        title: regulation.title.clone(),
        version: regulation.version.clone(),
        file_name: String::new(),
        example: regulation.example,
    }
}
