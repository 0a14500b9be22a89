//! What the store keeps beside the log so that lists and searches need not fold every session: a pure function of a
//! session, rebuilt to the same bytes from its entries.

use domain::id::PersonId;
use domain::log::Clock;
use domain::session::Session;
use store::{PersonRow, Projection, ShelfRow};
use unicode_normalization::UnicodeNormalization;

use crate::dossier::Dossier;
use crate::view::session::{SessionState, card};

/// The session's line on the shelf; `None` while it has no name.
#[must_use]
pub fn shelf(dossier: &Dossier) -> Option<ShelfRow> {
    shelf_for(&dossier.session, dossier.me)
}

fn shelf_for(session: &Session, me: PersonId) -> Option<ShelfRow> {
    let mut card = card(session, me)?;
    // The fingerprint changes with every mark; the shelf does not: it is read from the open session.
    card.fingerprint_words = Vec::new();
    let state = serde_json::to_value(card.state).ok()?.as_str()?.to_owned();
    let figures = serde_json::to_string(&card).ok()?;
    Some(ShelfRow { session: session.id, name: card.name, state, figures, updated: updated(session) })
}

/// The session's candidates as the search finds them.
#[must_use]
pub fn people(session: &Session) -> Vec<PersonRow> {
    session
        .roster()
        .into_iter()
        .filter_map(|(id, candidate)| {
            let file = candidate.file.shown()?;
            Some(PersonRow {
                session: session.id,
                candidate: id,
                number: file.number.clone(),
                folded: fold_name(&format!("{} {} {}", file.number, file.given_name, file.family_name)),
                card: serde_json::to_string(file).ok()?,
            })
        })
        .collect()
}

/// Everything the store derives from a session, for its rebuilding and its check.
#[must_use]
pub fn projection(session: &Session, me: PersonId) -> Option<Projection> {
    Some(Projection { shelf: shelf_for(session, me)?, people: people(session) })
}

/// Whether the session's only marks are those of the fact just taken: the shelf then turns to « en cours ».
#[must_use]
pub fn first_mark(session: &Session) -> bool {
    let marks: usize = session.sheets.values().map(|sheet| sheet.marks.len()).take(2).sum();
    marks <= 1 && crate::view::session::state(session) == SessionState::Grading
}

/// A name as it is searched: without case, accents or ligatures.
#[must_use]
pub fn fold_name(name: &str) -> String {
    let spelled = name.to_lowercase().replace('œ', "oe").replace('æ', "ae").replace('ß', "ss");
    spelled.nfd().filter(|c| !unicode_normalization::char::is_combining_mark(*c)).collect()
}

/// The newest structural fact: marks do not move it.
fn updated(session: &Session) -> domain::time::Timestamp {
    let details = session.details.last().map(|write| write.stamp.clock);
    let files =
        session.candidates.values().filter_map(|candidate| candidate.file.last()).map(|write| write.stamp.clock);
    let seals = session.sheets.values().filter_map(|sheet| sheet.seal.last()).map(|write| write.stamp.clock);
    let decisions = session.candidates.values().filter_map(|c| c.decision.last()).map(|write| write.stamp.clock);
    let closing = session.closing.last().map(|write| write.stamp.clock);
    let newest = details.into_iter().chain(files).chain(seals).chain(decisions).chain(closing).max();
    newest.unwrap_or(Clock(0)).at()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_found_without_its_accents() {
        assert_eq!(fold_name("Éloïse LE GŒUF"), "eloise le goeuf");
    }
}
