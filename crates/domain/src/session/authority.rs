//! What the number of a fact decides by itself: which seat may write it, and what closings, reversals and later facts change for
//! it. Read by `decide` before a fact is written and by `apply` when one arrives; what a fact says is not looked at here.

use crate::person::Role;

/// Whether somebody in that seat may write facts of that kind.
#[must_use]
pub fn may(role: Role, kind: u16) -> bool {
    use Role::{Member, Office, President};
    match kind {
        // A log opens, entries arrive, a member signs: whoever holds a seat.
        1 | 4 | 71 => true,
        // The session and its preparation.
        2 | 7 | 16 | 23 => role == Office,
        // Two closings are two presidents' or one president's on two laptops: somebody else says which one stands.
        74 => role == Office,
        3 | 5 | 6 | 8..=15 | 17 | 20..=22 | 30..=32 => matches!(role, Office | President),
        // What anybody in the room may note.
        24..=26 | 33 | 60 => matches!(role, Office | President | Member),
        // Grading.
        40..=42 | 73 => matches!(role, President | Member),
        // Confrontation, deliberation, closing, rectificatif.
        50..=53 | 70 | 72 => role == President,
        // A new kind is nobody's until it has its line.
        _ => false,
    }
}

/// Whether facts of that kind say which devices write: they count from the device that opened the session, and from those
/// it delegated that to, alone.
#[must_use]
pub fn says_who_writes(kind: u16) -> bool {
    matches!(kind, 5..=7 | 23)
}

/// Whether facts of that kind still count once the session is closed. A laptop is lost or replaced after the closing too,
/// and somebody must be able to sign and to amend.
#[must_use]
pub fn outlives_closing(kind: u16) -> bool {
    matches!(kind, 1 | 4..=7 | 16 | 70..=74)
}

/// Whether facts of that kind stop counting when the import that brought them is reversed. What says who writes, who sits,
/// what a laptop received and where the session was closed stays: what a reversal is worth hangs on it.
#[must_use]
pub fn may_be_reversed(kind: u16) -> bool {
    matches!(kind, 3 | 10..=15 | 17 | 24..=26 | 30..=33 | 40..=42 | 50..=53 | 60)
}

/// Whether a fact of that kind changes which facts before it count: the session is then read again whole.
#[must_use]
pub fn changes_what_counted(kind: u16) -> bool {
    says_who_writes(kind) || matches!(kind, 8 | 9 | 16 | 74)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_representative_neither_grades_nor_decides() {
        for kind in [40, 42, 51, 53, 70, 72] {
            assert!(!may(Role::Representative, kind), "{kind}");
        }
    }

    #[test]
    fn the_office_prepares_and_never_grades_nor_decides() {
        assert!(may(Role::Office, 10) && may(Role::Office, 23));
        assert!(!may(Role::Office, 40) && !may(Role::Office, 53) && !may(Role::Office, 70));
    }
}
