//! Asking to join a session, and letting in whoever asked: a request written on one laptop, its words read aloud, accepted on
//! another. What a request is made of is `sync`'s; who may let in is the rules'.

use std::path::Path;

use domain::command::Command;
use domain::id::{DeviceKey, PersonId, SessionId};
use domain::person::Role;
use domain::refusal::Refusal;
use serde::Serialize;
use sync::request::{Request, file_name, plain_name};

use super::refused;
use crate::desk::Desk;
use crate::dialogs::Purpose;
use crate::entropy::random;
use crate::execute::Changes;
use crate::failure::Failure;
use crate::light::ShownCode;
use crate::{files, words};

/// A request just written.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct RequestMade {
    /// Its name.
    pub file_name: String,
    /// This laptop's words, to read aloud to whoever accepts.
    pub words: Vec<String>,
}

/// A request on the screen, for another laptop's camera. It is no file: what is saved beside it is another request of the same
/// laptop, with the same words.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct RequestShown {
    /// What it says.
    pub request: RequestRead,
    /// The code to film.
    pub code: ShownCode,
}

/// What a request says. Nobody is believed for it: the words are compared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct RequestRead {
    /// The laptop that asks.
    pub device: DeviceKey,
    /// Its words, to compare with those that are read aloud.
    pub words: Vec<String>,
    /// The name its person gives.
    pub name: String,
    /// The seat its person expects.
    pub role: Role,
}

/// A request chosen by the person, not accepted yet.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct RequestFile {
    /// What names it at the door: its path is never given.
    pub ticket: String,
    /// Its name, for people.
    pub file_name: String,
    /// What it says.
    pub request: RequestRead,
}

impl Desk {
    /// Writes this laptop's request to the file at `to`; its person is called `name`, or as the store says.
    ///
    /// # Errors
    /// When no store is open, the seat can't be asked for, there is no name, or the file can't be written and read back.
    pub fn join(&self, to: &Path, role: Role, name: Option<&str>) -> Result<RequestMade, Failure> {
        let (bytes, request) = self.asked(role, name)?;
        files::write(to, &bytes)?;
        Ok(RequestMade { file_name: files::name(to), words: request.words })
    }

    /// This laptop's request, to be filmed from its screen; its person is called `name`, or as the store says.
    ///
    /// # Errors
    /// As [`Desk::join`]; nothing is written.
    pub fn show_request(&self, role: Role, name: Option<&str>) -> Result<RequestShown, Failure> {
        let (bytes, request) = self.asked(role, name)?;
        let code = ShownCode::of_request(&bytes);
        let code = code.ok_or_else(|| Failure::BadRequest("a request that fits no code".to_owned()))?;
        Ok(RequestShown { request, code })
    }

    /// Asks the person where to, and writes the request; `None` when they gave up.
    ///
    /// # Errors
    /// As [`Desk::join`].
    pub fn join_chosen(&self, role: Role, name: Option<&str>) -> Result<Option<RequestMade>, Failure> {
        let suggested = self.with_open(|open| Ok(file_name(open.device.public())))?;
        let Some(path) = self.dialogs.save_file(Purpose::Request, &suggested) else { return Ok(None) };
        self.join(&path, role, name).map(Some)
    }

    /// What the request at `path` says.
    ///
    /// # Errors
    /// When the file can't be read, or is no request.
    pub fn read_request(&self, path: &Path) -> Result<RequestRead, Failure> {
        let (Request { device, role, name, .. }, _) = Request::read(&files::read(path)?).map_err(refused)?;
        Ok(RequestRead { device, words: words::device(device), name, role })
    }

    /// Asks the person for a request received; `None` when they gave up.
    ///
    /// # Errors
    /// As [`Desk::read_request`].
    pub fn choose_request(&self) -> Result<Option<RequestFile>, Failure> {
        let Some(path) = self.dialogs.open_file(Purpose::Request) else { return Ok(None) };
        let (request, file_name) = (self.read_request(&path)?, files::name(&path));
        Ok(Some(RequestFile { ticket: self.ticket(path)?, file_name, request }))
    }

    /// A request that was offered: dropped on the window, or filmed.
    ///
    /// # Errors
    /// As [`Desk::read_request`].
    pub fn open_request(&self, ticket: &str) -> Result<RequestFile, Failure> {
        let path = self.ticketed(ticket)?;
        let (request, file_name) = (self.read_request(&path)?, files::name(&path));
        Ok(RequestFile { ticket: ticket.to_owned(), file_name, request })
    }

    /// Lets the laptop whose request is at `path` write as `juror`, when its words are those that were `heard`.
    ///
    /// # Errors
    /// `words-differ` when they are not; when the file is no request, or the rules refuse.
    pub fn accept(&self, path: &Path, session: SessionId, juror: PersonId, heard: &str) -> Result<Changes, Failure> {
        let (asked, request) = Request::read(&files::read(path)?).map_err(refused)?;
        if !words::is_device(heard, asked.device) {
            return Err(Failure::BadInput { code: "words-differ", args: Vec::new() });
        }
        let Request { device, receiver, .. } = asked;
        self.say_of_devices(session, &Command::AdmitDevice { device, receiver, juror, request })
    }

    /// As [`Desk::accept`], of the request chosen.
    ///
    /// # Errors
    /// As [`Desk::accept`].
    pub fn accept_chosen(
        &self,
        ticket: &str,
        session: SessionId,
        juror: PersonId,
        heard: &str,
    ) -> Result<Changes, Failure> {
        self.accept(&self.ticketed(ticket)?, session, juror, heard)
    }

    /// A request of this laptop, signed, and what it says.
    fn asked(&self, role: Role, name: Option<&str>) -> Result<(Vec<u8>, RequestRead), Failure> {
        let nonce = random::<16>(&*self.entropy)?;
        self.with_open(|open| {
            let name = plain_name(name.unwrap_or(&open.name));
            if name.is_empty() {
                return Err(Refusal::Missing { field: "name".into() }.into());
            }
            if role == Role::Office {
                return Err(Refusal::NoSuchSeat.into());
            }
            let (device, receiver) = (open.device.public(), open.device.receiver().public());
            let request = Request { device, receiver, role, name: name.clone(), nonce };
            let bytes = request.write(&open.device).map_err(refused)?;
            Ok((bytes, RequestRead { device, words: words::device(device), name, role }))
        })
    }
}
