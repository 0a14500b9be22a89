//! What a panel's composition is worth against the règlement, for the session and for one candidate. It says what is;
//! whether one may close or decide with it is `decide`'s.

use crate::id::{CandidateId, PersonId};
use crate::minutes::Composition;
use crate::person::JurorFile;
use crate::regulation::PanelRule;
use crate::session::Session;

/// The panel's composition: members who deliberate and still sit; representatives count in nothing.
#[must_use]
pub fn composition(session: &Session) -> Composition {
    let rule = &session.regulation.panel;
    let counted = counted(rule, &session.members());
    let external = 100 * u64::from(counted.external);
    let share = u64::from(rule.external_percent) * u64::from(counted.members);
    let enough = if rule.external_strict { external > share } else { external >= share };
    Composition { holds: counted.members >= rule.members && enough, ..counted }
}

/// The composition for one candidate: members who did not step back. It holds when they are as many as the règlement
/// demands for one candidate; the share of externals is a rule for the whole panel and is only counted here.
#[must_use]
pub fn composition_for(session: &Session, candidate: CandidateId) -> Composition {
    let rule = &session.regulation.panel;
    let counted = counted(rule, &session.members_for(candidate));
    Composition { holds: counted.members >= rule.members_for_candidate, ..counted }
}

fn counted(rule: &PanelRule, members: &[(PersonId, &JurorFile)]) -> Composition {
    let external = members.iter().filter(|(_, file)| file.external).count();
    Composition {
        members: u32::try_from(members.len()).unwrap_or(u32::MAX),
        external: u32::try_from(external).unwrap_or(u32::MAX),
        rule: rule.text.clone(),
        holds: false,
    }
}
