//! How far a sheet has travelled: on this laptop alone, handed over in a file, known to have arrived. What was handed over is
//! this laptop's own knowledge; that it arrived is the log's (`domain::session::receipt`). No mark is in it.

use domain::event::LogHead;
use domain::id::{CandidateId, DeviceKey, PersonId, SessionId};
use domain::register::Stamp;
use domain::session::Session;
use domain::session::cut::Cut;
use domain::session::receipt::Arrivals;
use serde::{Deserialize, Serialize};

use super::session::count;
use crate::desk::{Desk, Open};
use crate::failure::Failure;

/// How far a sheet has travelled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Handover {
    /// Something on it is on this laptop alone.
    Local,
    /// All of it is in a file that was handed over.
    HandedOver,
    /// The laptop of the office or of the president said that it holds all of it.
    Acknowledged,
}

/// One sheet and how far it has travelled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct SheetHandover {
    /// Who wrote it.
    pub juror: PersonId,
    /// Their name.
    pub name: String,
    /// Whom it is about.
    pub candidate: CandidateId,
    /// Their number.
    pub number: String,
    /// Whether it is sealed.
    pub sealed: bool,
    /// How far it has travelled.
    pub handover: Handover,
}

/// What this laptop handed over of a session: kept beside the log, never exchanged.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Handed {
    /// How far its own logs were in the last file.
    pub(crate) heads: Vec<LogHead>,
    /// How many sealed sheets of its person were in it.
    pub(crate) sealed: u32,
}

/// What tells how far the sheets of a session have travelled.
pub(crate) struct Travels {
    device: DeviceKey,
    handed: Cut,
    arrivals: Arrivals,
}

/// Under which name the store keeps what was handed over.
fn key(session: SessionId) -> String {
    format!("handed-over:{session}")
}

impl Handed {
    pub(crate) fn read(open: &Open, session: SessionId) -> Result<Self, Failure> {
        let kept = open.book.local(&key(session))?;
        Ok(kept.and_then(|kept| serde_json::from_slice(&kept).ok()).unwrap_or_default())
    }

    pub(crate) fn keep(&self, open: &mut Open, session: SessionId) -> Result<(), Failure> {
        Ok(open.book.set_local(&key(session), &serde_json::to_vec(self).unwrap_or_default())?)
    }
}

impl Travels {
    pub(crate) fn read(open: &mut Open, id: SessionId) -> Result<Self, Failure> {
        let (heads, device) = (Handed::read(open, id)?.heads, open.device.public());
        let session = &open.dossier(id)?.0.session;
        Ok(Self { device, handed: session.lines.cut(&heads), arrivals: session.arrivals() })
    }

    /// How far a sheet has travelled; `None` while nothing is on it.
    pub(crate) fn of(&self, session: &Session, juror: PersonId, candidate: CandidateId) -> Option<Handover> {
        let sheet = session.sheets.get(&(juror, candidate))?;
        sheet.stamps().map(|stamp| self.of_entry(session, &stamp)).min()
    }

    fn of_entry(&self, session: &Session, stamp: &Stamp) -> Handover {
        let written_here = session.device_of(stamp) == Some(self.device);
        if self.arrivals.holds(stamp) {
            Handover::Acknowledged
        } else if !written_here || self.handed.holds(stamp.branch, stamp.seq) {
            // What another laptop wrote is here because it was handed over.
            Handover::HandedOver
        } else {
            Handover::Local
        }
    }
}

impl Desk {
    /// How far one's own sheets of `session` and the sealed ones of the others have travelled, by juror, then by the candidates'
    /// numbers. That somebody else began a sheet is not told before it is sealed.
    ///
    /// # Errors
    /// When no store is open, or it holds no such session.
    pub fn handovers(&self, session: SessionId) -> Result<Vec<SheetHandover>, Failure> {
        self.with_open(|open| {
            let travels = Travels::read(open, session)?;
            let dossier = open.dossier(session)?.0;
            let (session, me) = (&dossier.session, dossier.me);
            let mut sheets = Vec::new();
            for (juror, file) in session.members() {
                for (candidate, of) in session.roster() {
                    let sealed = session.sealed(juror, candidate);
                    let told = travels.of(session, juror, candidate).filter(|_| sealed || juror == me);
                    let Some(handover) = told else { continue };
                    let number = of.file.shown().map(|file| file.number.clone()).unwrap_or_default();
                    sheets.push(SheetHandover { juror, name: file.full_name(), candidate, number, sealed, handover });
                }
            }
            Ok(sheets)
        })
    }
}

/// How many of `sheets` have travelled that far and no further.
#[must_use]
pub fn so_far(sheets: &[SheetHandover], handover: Handover) -> u32 {
    count(sheets.iter().filter(|sheet| sheet.handover == handover).count())
}
