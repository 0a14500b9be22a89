//! What may be told of what is kept of a candidate (RGPD, art. 15): who gathers it, from when the panel's part is in it, whose
//! hand stays unnamed. Not a place for finding it, nor for how it is said.

use crate::person::Role;
use crate::session::Session;

/// Whether somebody of that seat gathers what is kept of a candidate.
#[must_use]
pub fn gathers(role: Option<Role>) -> bool {
    matches!(role, Some(Role::Office | Role::President))
}

/// Whether what the panel said may be told to the candidate: the session is closed, and nobody disputes how.
#[must_use]
pub fn is_communicable(session: &Session) -> bool {
    session.is_closed() && !session.closing.is_disputed()
}

/// Whether facts of that kind are what the panel said: sheets, confrontation, deliberation.
#[must_use]
pub fn is_of_the_panel(kind: u16) -> bool {
    matches!(kind, 40..=59)
}

/// Whether facts of that kind are of one member's own sheet: the candidate is not told whose, and other members read nothing of
/// it before the confrontation.
#[must_use]
pub fn is_of_a_sheet(kind: u16) -> bool {
    matches!(kind, 40..=42)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_office_and_the_president_gather_and_nobody_else() {
        assert!(gathers(Some(Role::Office)) && gathers(Some(Role::President)));
        assert!(!gathers(Some(Role::Member)) && !gathers(Some(Role::Representative)) && !gathers(None));
    }

    #[test]
    fn a_sheet_is_the_panel_s_and_preparation_and_minutes_are_not() {
        assert!((0..=99).filter(|kind| is_of_a_sheet(*kind)).all(is_of_the_panel));
        assert!(is_of_the_panel(51) && !is_of_a_sheet(51), "a decision is everybody's");
        assert!([10, 33, 60, 70].into_iter().all(|kind| !is_of_the_panel(kind)));
    }
}
