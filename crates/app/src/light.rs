//! Transfer by light: a file shown as codes on this screen, or gathered from what a camera sees of another. What is cut and
//! how is `sync::qr`'s; here are the files at both ends. A file that was filmed is offered as any other.

use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};

use domain::id::{PersonId, SessionId, to_hex};
use serde::Serialize;
use sync::qr::camera::Picture;
use sync::qr::frame::Unread;
use sync::qr::gather::{Brought, Gathering};
use sync::qr::show::{Matrix, Showing};

use crate::desk::Desk;
use crate::failure::Failure;
use crate::files;
use crate::offers::OfferedFile;

/// What is shown and what is filmed at this moment.
#[derive(Debug, Default)]
pub(crate) struct Light(Mutex<Transfers>);

#[derive(Debug, Default)]
struct Transfers {
    /// One file at a time, under its ticket.
    shown: Option<(String, Showing)>,
    filmed: Gathering,
}

/// A file that can be shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Shown {
    /// What names it at the doors.
    pub ticket: String,
    /// Its length, in bytes.
    pub bytes: u32,
    /// How many codes are enough when none is missed.
    pub frames: u32,
    /// The code that opens it, when it is a pack: to be given apart.
    pub code: Option<String>,
}

/// A code to draw.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct ShownCode {
    /// Modules in a row.
    pub size: u32,
    /// A row each, `1` where it is dark.
    pub rows: Vec<String>,
}

/// What a picture brought.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Seen {
    /// No code that could be read.
    Nothing,
    /// A code of something else.
    Stranger,
    /// A code of another transfer.
    Foreign,
    /// A code already gathered.
    Known,
    /// Something that was missing.
    New,
}

/// How far the file filmed is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Filmed {
    /// What the last picture brought.
    pub seen: Seen,
    /// How many codes are needed; 0 before the first.
    pub frames: u32,
    /// How many are missing.
    pub missing: u32,
    /// The file, once nothing is missing.
    pub file: Option<OfferedFile>,
}

impl ShownCode {
    fn of(code: &Matrix) -> Self {
        let row = |row: &[bool]| row.iter().map(|dark| if *dark { '1' } else { '0' }).collect();
        let size = u32::try_from(code.size).unwrap_or_default();
        Self { size, rows: code.dark.chunks(code.size.max(1)).map(row).collect() }
    }

    /// The one code that a request fits in, whatever its length.
    pub(crate) fn of_request(request: &[u8]) -> Option<Self> {
        let showing = Showing::of(request).filter(|showing| showing.blocks() == 1)?;
        showing.code(0).as_ref().map(Self::of)
    }
}

impl Desk {
    /// Prepares the file of what one hands over, to be shown.
    ///
    /// # Errors
    /// As [`Desk::export`]; `qr-too-long` when a key is quicker.
    pub fn show_results(&self, session: SessionId) -> Result<Shown, Failure> {
        let path = self.light_file("shown.delib");
        self.export(session, &path)?;
        self.show(&files::read(&path)?, None)
    }

    /// Makes the pack of `juror`, to be shown.
    ///
    /// # Errors
    /// As [`Desk::make_pack`]; `qr-too-long` when a key is quicker.
    pub fn show_pack(&self, session: SessionId, juror: PersonId) -> Result<Shown, Failure> {
        let (bytes, code) = self.pack_for(session, juror)?;
        self.show(&bytes, code)
    }

    /// The code at `place` of what `ticket` shows; places go on without end.
    ///
    /// # Errors
    /// When nothing is shown under that ticket.
    pub fn shown_code(&self, ticket: &str, place: u32) -> Result<ShownCode, Failure> {
        let showing = match &self.transfers().shown {
            Some((named, showing)) if named == ticket => Some(showing.clone()),
            _ => None,
        };
        let code = showing.and_then(|showing| showing.code(place));
        let code = code.ok_or_else(|| Failure::BadRequest("no such ticket".into()))?;
        Ok(ShownCode::of(&code))
    }

    /// Looks at a picture: `width` pixels a row, `grey` in base 64, a byte a pixel.
    ///
    /// # Errors
    /// When it is no picture, when the file gathered is not the one announced (gathering begins again), or the disk refuses.
    pub fn film(&self, width: u32, grey: &str) -> Result<Filmed, Failure> {
        use base64::Engine as _;
        let not_a_picture = || Failure::BadRequest("not a picture".into());
        let grey = base64::engine::general_purpose::STANDARD.decode(grey).map_err(|_| not_a_picture())?;
        let width = usize::try_from(width).unwrap_or_default();
        let payloads = Picture::new(width, &grey).ok_or_else(not_a_picture)?.payloads();
        let mut transfers = self.transfers();
        let seen = payloads.iter().map(|payload| seen(transfers.filmed.take(payload))).max().unwrap_or(Seen::Nothing);
        let (frames, missing) = (transfers.filmed.blocks(), transfers.filmed.missing());
        let whole = if seen == Seen::New { transfers.filmed.file() } else { Ok(None) };
        if !matches!(whole, Ok(None)) {
            transfers.filmed = Gathering::default();
        }
        drop(transfers);
        let whole = whole.map_err(|_| Failure::BadInput { code: "qr-altered", args: Vec::new() })?;
        let file = whole.map(|file| self.keep_filmed(&file)).transpose()?;
        Ok(Filmed { seen, frames, missing, file })
    }

    /// Forgets what was filmed so far.
    pub fn film_again(&self) {
        self.transfers().filmed = Gathering::default();
    }

    fn show(&self, file: &[u8], code: Option<String>) -> Result<Shown, Failure> {
        let too_long =
            || Failure::BadInput { code: "qr-too-long", args: vec![("limit", (sync::qr::LONGEST >> 10).to_string())] };
        let showing = Showing::of(file).ok_or_else(too_long)?;
        let frames = showing.blocks();
        let ticket = to_hex(&crate::entropy::random::<8>(&*self.entropy)?);
        let bytes = u32::try_from(file.len()).unwrap_or(u32::MAX);
        // What was shown before is over.
        self.transfers().shown = Some((ticket.clone(), showing));
        Ok(Shown { ticket, bytes, frames, code })
    }

    /// Keeps what was filmed as the file it is, still closed, and offers it.
    fn keep_filmed(&self, file: &[u8]) -> Result<OfferedFile, Failure> {
        let ending = if sync::request::begins(file) { "demande" } else { "delib" };
        let path = self.light_file(&format!("{}.{ending}", sync::digest(file)));
        files::write(&path, file)?;
        self.offered_file(path)
    }

    fn light_file(&self, name: &str) -> PathBuf {
        self.places.store().with_extension("light").join(name)
    }

    fn transfers(&self) -> MutexGuard<'_, Transfers> {
        self.light.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn seen(brought: Result<Brought, Unread>) -> Seen {
    match brought {
        Ok(Brought::New) => Seen::New,
        Ok(Brought::Known) => Seen::Known,
        Ok(Brought::Foreign) => Seen::Foreign,
        Err(_) => Seen::Stranger,
    }
}
