//! A session on the shelf: where it stands, for the person who looks. The shelf's row is a pure function of the entries.

use domain::id::{PersonId, SessionId};
use domain::person::Role;
use domain::session::Session;
use domain::time::Date;
use serde::{Deserialize, Serialize};

use super::moment::{self, Moment};
use crate::words;

/// Where a session stands in its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum SessionState {
    /// Being prepared.
    Prepared,
    /// Packs were made.
    Distributed,
    /// Somebody marked something, as far as this laptop knows.
    Grading,
    /// Every sheet is sealed.
    Sealed,
    /// Sealed sheets were laid side by side.
    Confronted,
    /// Every candidate is decided.
    Deliberated,
    /// Closed.
    Closed,
    /// Signed by as many members as the règlement wants.
    Signed,
    /// Corrected by a rectificatif.
    Amended,
}

/// A session in the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct SessionCard {
    /// The session.
    pub id: SessionId,
    /// Its name.
    pub name: String,
    /// The certification.
    pub certification: String,
    /// The place.
    pub place: String,
    /// First day.
    pub starts_on: Date,
    /// Last day.
    pub ends_on: Date,
    /// Where it stands.
    pub state: SessionState,
    /// What this laptop's person is in it.
    pub role: Role,
    /// How many candidates.
    pub candidates: u32,
    /// How many of one's own sheets are sealed.
    pub sheets_done: u32,
    /// How many sheets one has to give.
    pub sheets_total: u32,
    /// How many of one's sealed sheets this laptop handed over.
    #[serde(default)]
    pub sheets_handed_over: u32,
    /// How many of them are known to have arrived.
    #[serde(default)]
    pub sheets_acknowledged: u32,
    /// The moments of the day that concern this person, in order.
    #[serde(default)]
    pub moments: Vec<Moment>,
    /// Where the session opens for this person.
    #[serde(default)]
    pub opens_at: Option<Moment>,
    /// The fingerprint, in words to read aloud.
    pub fingerprint_words: Vec<String>,
}

/// A session at the head of a screen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct SessionHead {
    /// The session.
    pub id: SessionId,
    /// Its name.
    pub name: String,
    /// The certification.
    pub certification: String,
    /// The place.
    pub place: String,
    /// Language of the official text (BCP 47).
    pub language: String,
    /// Where it stands.
    pub state: SessionState,
    /// The fingerprint, in words to read aloud.
    pub fingerprint_words: Vec<String>,
}

/// Where `session` stands.
#[must_use]
pub fn state(session: &Session) -> SessionState {
    if !session.amendments.is_empty() {
        return SessionState::Amended;
    }
    let members = session.members();
    if session.is_closed() {
        let required = session.signatures_required();
        let signed = members.len() - session.members_who_have_not_signed().len();
        return if required > 0 && signed >= required { SessionState::Signed } else { SessionState::Closed };
    }
    let roster = session.roster();
    if !session.confrontation.is_empty() {
        let decided = !roster.is_empty() && roster.iter().all(|(_, candidate)| candidate.decision.shown().is_some());
        return if decided { SessionState::Deliberated } else { SessionState::Confronted };
    }
    if all_sealed(session) {
        return SessionState::Sealed;
    }
    let graded = session.sheets.values().any(|sheet| !sheet.marks.is_empty());
    let invited = session.jurors.values().any(|juror| !juror.invitations.is_empty());
    match (graded, invited) {
        (true, _) => SessionState::Grading,
        (false, true) => SessionState::Distributed,
        (false, false) => SessionState::Prepared,
    }
}

fn all_sealed(session: &Session) -> bool {
    let mut sheets = 0;
    for (candidate, _) in session.roster().into_iter().filter(|(_, candidate)| candidate.gradable()) {
        for (juror, _) in session.members_for(candidate) {
            let sealed = session.sheets.get(&(juror, candidate)).is_some_and(|sheet| sheet.seal.shown().is_some());
            if !sealed {
                return false;
            }
            sheets += 1;
        }
    }
    sheets > 0
}

/// The card of `session` for `me`.
#[must_use]
pub fn card(session: &Session, me: PersonId) -> Option<SessionCard> {
    let details = session.details.shown()?;
    let sheets = own_sheets(session, me);
    Some(SessionCard {
        id: session.id,
        name: details.name.clone(),
        certification: session.referential.title.clone(),
        place: details.place.clone(),
        starts_on: details.starts_on,
        ends_on: details.ends_on,
        state: state(session),
        role: session.role(me).unwrap_or(Role::Representative),
        candidates: count(session.roster().len()),
        sheets_done: count(sheets.iter().filter(|sealed| **sealed).count()),
        sheets_total: count(sheets.len()),
        // The log alone doesn't say it: it is read beside the shelf.
        sheets_handed_over: 0,
        sheets_acknowledged: acknowledged(session, me),
        // What follows from the rest is not kept on the shelf: `set_moments`.
        moments: Vec::new(),
        opens_at: None,
        fingerprint_words: words::fingerprint(session.fingerprint()),
    })
}

impl SessionCard {
    /// Says which moments concern the card's person, as its role and its state have it.
    pub fn set_moments(&mut self) {
        self.moments = moment::moments(self.role);
        self.opens_at = Some(moment::opening(self.role, self.state));
    }
}

/// The head of `session`.
#[must_use]
pub fn head(session: &Session) -> SessionHead {
    let details = session.details.shown();
    SessionHead {
        id: session.id,
        name: details.map(|d| d.name.clone()).unwrap_or_default(),
        certification: session.referential.title.clone(),
        place: details.map(|d| d.place.clone()).unwrap_or_default(),
        language: session.referential.language.clone(),
        state: state(session),
        fingerprint_words: words::fingerprint(session.fingerprint()),
    }
}

/// For each sheet `me` has to give, whether it is sealed.
fn own_sheets(session: &Session, me: PersonId) -> Vec<bool> {
    if !session.role(me).is_some_and(Role::deliberates) {
        return Vec::new();
    }
    let gradable = session.roster().into_iter().filter(|(_, c)| c.gradable() && !c.recused(me));
    gradable
        .map(|(candidate, _)| session.sheets.get(&(me, candidate)).is_some_and(|sheet| sheet.seal.shown().is_some()))
        .collect()
}

/// How many of `me`'s sealed sheets are known to have arrived.
fn acknowledged(session: &Session, me: PersonId) -> u32 {
    let arrivals = session.arrivals();
    let own = session.sheets.iter().filter(|((juror, _), sheet)| *juror == me && sheet.seal.shown().is_some());
    count(own.filter(|(_, sheet)| arrivals.hold(sheet)).count())
}

pub(crate) fn count(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}
