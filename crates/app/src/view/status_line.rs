//! Where this laptop stands with a session: what is written, how far one's sheets have travelled, the last copy, the clock.
//! What every screen of a session says at its foot. It reads the log and this laptop's own knowledge, and decides nothing.

use domain::id::{DeviceKey, SessionId};
use domain::session::Session;
use domain::time::Timestamp;
use serde::Serialize;

use super::handover::{Handover, Travels};
use super::session::count;
use crate::copies::copied_at;
use crate::desk::Desk;
use crate::failure::Failure;

/// Where this laptop stands with a session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct StatusLine {
    /// When this laptop last wrote in the session's log; none while it wrote nothing there.
    pub saved_at: Option<Timestamp>,
    /// How many of one's own sheets are sealed.
    pub sealed: u32,
    /// How many of these were handed over in a file, whether or not they are known to have arrived.
    pub handed_over: u32,
    /// How many of these are known to have arrived.
    pub acknowledged: u32,
    /// When the store was last copied; none where it never was.
    pub copied_at: Option<Timestamp>,
    /// What this computer's clock says.
    pub now: Timestamp,
}

impl Desk {
    /// Where this laptop stands with `session`.
    ///
    /// # Errors
    /// When no store is open, it holds no such session, or it can't be read.
    pub fn status_line(&self, session: SessionId) -> Result<StatusLine, Failure> {
        self.with_open(|open| {
            let (travels, device) = (Travels::read(open, session)?, open.device.public());
            let (copied_at, now) = (copied_at(open)?, self.clock.now());
            let dossier = open.dossier(session)?.0;
            let (session, me) = (&dossier.session, dossier.me);
            let own = session.sheets.keys().filter(|(juror, candidate)| *juror == me && session.sealed(me, *candidate));
            let travelled: Vec<_> = own.filter_map(|(_, candidate)| travels.of(session, me, *candidate)).collect();
            let so_far = |least: Handover| count(travelled.iter().filter(|handover| **handover >= least).count());
            Ok(StatusLine {
                saved_at: saved_at(session, device),
                sealed: so_far(Handover::Local),
                handed_over: so_far(Handover::HandedOver),
                acknowledged: so_far(Handover::Acknowledged),
                copied_at,
                now,
            })
        })
    }
}

/// When `device` last wrote in the session's log.
fn saved_at(session: &Session, device: DeviceKey) -> Option<Timestamp> {
    let own = session.authors.iter().filter(|(_, author)| author.device == device);
    own.filter_map(|(log, _)| session.heard.get(log)).max().map(|clock| clock.at())
}
