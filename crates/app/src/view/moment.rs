//! The moments of a jury's day, and which of them concern the person who looks: whom a session is opened for decides where it
//! opens. It says where to look; what may be done there is `decide`'s.

use domain::person::Role;
use serde::{Deserialize, Serialize};

use super::session::SessionState;

/// A moment of a jury's day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Moment {
    /// Préparation.
    Preparation,
    /// Passage: the grid.
    Passage,
    /// Confrontation and deliberation.
    Deliberation,
    /// Clôture et procès-verbal.
    Closing,
    /// Échanges.
    Exchange,
    /// Statistiques: what ratings and results come to.
    Statistics,
    /// Journal: who wrote what, when.
    Journal,
}

/// The moments that concern somebody in that seat, in the order of the day.
#[must_use]
pub fn moments(role: Role) -> Vec<Moment> {
    use Moment as M;
    match role {
        Role::Office => vec![M::Preparation, M::Deliberation, M::Closing, M::Exchange, M::Statistics, M::Journal],
        Role::President => {
            vec![M::Preparation, M::Passage, M::Deliberation, M::Closing, M::Exchange, M::Statistics, M::Journal]
        }
        Role::Member => vec![M::Passage, M::Deliberation, M::Closing, M::Exchange, M::Statistics, M::Journal],
        Role::Representative => vec![M::Closing, M::Exchange, M::Statistics, M::Journal],
    }
}

/// Where a session in that state opens for somebody in that seat.
#[must_use]
pub fn opening(role: Role, state: SessionState) -> Moment {
    use SessionState as S;
    match (state, role) {
        (S::Closed | S::Signed | S::Amended, _) | (S::Deliberated, Role::President) => Moment::Closing,
        (S::Prepared, Role::Office) => Moment::Preparation,
        (S::Sealed | S::Confronted, Role::President) => Moment::Deliberation,
        (_, Role::President | Role::Member) => Moment::Passage,
        (_, Role::Office | Role::Representative) => Moment::Exchange,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_session_opens_at_a_moment_that_concerns_whoever_opens_it() {
        use SessionState as S;
        let states = [
            S::Prepared,
            S::Distributed,
            S::Grading,
            S::Sealed,
            S::Confronted,
            S::Deliberated,
            S::Closed,
            S::Signed,
            S::Amended,
        ];
        for role in [Role::Office, Role::President, Role::Member, Role::Representative] {
            for state in states {
                assert!(moments(role).contains(&opening(role, state)), "{role:?} {state:?}");
            }
        }
    }

    #[test]
    fn the_office_never_opens_a_grid_and_a_member_never_prepares() {
        assert!(!moments(Role::Office).contains(&Moment::Passage));
        assert!(!moments(Role::Member).contains(&Moment::Preparation));
    }
}
