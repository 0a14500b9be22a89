//! Reading the closing of a session, with what only the desk knows beside the log: the minutes kept here, who chose a
//! passphrase, the number that comes next. Closing itself goes through the one write door (`execute`).

use domain::decide::amendment::next_number;
use domain::id::SessionId;
use domain::session::Session;

use crate::desk::Desk;
use crate::failure::Failure;
use crate::publish::sha256;
use crate::signing::signers_in;
use crate::view::closing::{Beside, ClosingView, ProposedClosing, closing};
use crate::view::session::{SessionCard, SessionState};

impl Desk {
    /// The closing of `session`: what is checked, what to write, who signed.
    ///
    /// # Errors
    /// When no store is open, it holds no such session, or the minutes can't be drawn.
    pub fn closing(&self, session: SessionId) -> Result<ClosingView, Failure> {
        let members =
            self.read(session, |dossier| Ok(dossier.session.members().into_iter().map(|it| it.0).collect()))?;
        let members: Vec<_> = members;
        let mut known = Vec::new();
        for member in members {
            known.extend(self.has_member_key(session, member)?.then_some(member));
        }
        let paper = self.kept_minutes(session)?;
        let beside = Beside {
            proposed: self.proposed(session)?,
            minutes: paper.as_deref().map(sha256),
            in_file: Vec::new(),
            known,
        };
        self.read(session, |dossier| {
            let in_file = paper.map(|paper| signers_in(&dossier.session, &paper)).unwrap_or_default();
            Ok(closing(&dossier.session, dossier.me, Beside { in_file, ..beside }))
        })
    }

    fn proposed(&self, session: SessionId) -> Result<ProposedClosing, Failure> {
        let (year, form, opened) = self.read(session, |dossier| Ok(form(&dossier.session)))?;
        let amendment = self.read(session, |dossier| Ok(next_number(&dossier.session)))?;
        let closed = |card: &&SessionCard| {
            let is_closed = matches!(card.state, SessionState::Closed | SessionState::Signed | SessionState::Amended);
            is_closed && card.starts_on.year() == year
        };
        let sequence = self.sessions()?.iter().filter(closed).count() + 1;
        let number = form.replace("{year}", &year.to_string()).replace("{sequence}", &format!("{sequence:04}"));
        let now = self.clock.civil(self.clock.now());
        let opened_at = opened.and_then(|at| self.clock.civil(at)).or(now);
        Ok(ProposedClosing { number, amendment, opened_at, closed_at: now })
    }
}

/// The year of the session, the form of its minutes' number, and when the confrontation was opened.
fn form(session: &Session) -> (u16, String, Option<domain::time::Timestamp>) {
    let year = session.details.shown().map(|details| details.starts_on.year()).unwrap_or_default();
    let opened = session.confrontation.first().map(|write| write.stamp.clock.at());
    (year, session.regulation.minutes_number.clone(), opened)
}
