//! What may happen in a simulated day, and how often. What it does to the laptops is `day`'s.

use domain::testing::draw::Draw;

/// One thing that happens. Its own seed draws who and what, so that leaving a step out changes no other.
#[derive(Debug, Clone)]
pub(super) struct Step {
    pub(super) act: Act,
    pub(super) seed: u64,
}

/// Kinds of things that happen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Act {
    /// Somebody writes: a mark, a comment, a seal, a correction, a retained level…
    Edit,
    /// A laptop hands over everything it knows.
    Export,
    /// A laptop hands over a part: an older state, the end of its own log, payloads kept back.
    Partial,
    /// A laptop takes in a file, whatever its age.
    Import,
    /// A file is lost.
    Lose,
    /// A file is cut, or one of its bytes changes.
    Spoil,
    /// A laptop is imaged, and both go on.
    Clone,
    /// A copy of a laptop is kept.
    Backup,
    /// A laptop goes back to its last copy.
    Restore,
    /// A laptop opens a new log.
    Epoch,
    /// A laptop dies before a transaction ends.
    Crash,
    /// A clock jumps.
    Clock,
    /// A device that nobody invited writes in a juror's name, and an accomplice passes it on.
    Stranger,
    /// A later program writes a fact of an unknown kind.
    Newer,
    /// A member writes bytes that are no fact.
    Garble,
    /// The president closes.
    Close,
    /// Somebody of the session makes a file that lies.
    Forge,
    /// One more juror joins.
    Join,
    /// A second laptop of a juror's is admitted.
    Admit,
    /// A device loses its place.
    Revoke,
    /// The office hands its rights on.
    Delegate,
    /// Somebody says which closing stands.
    Uphold,
    /// Somebody signs the minutes, amends them, or says what they found of a closing.
    Follow,
    /// Somebody reverses what an import had brought, or lifts a reversal.
    Reverse,
    /// A candidate is erased.
    Erase,
}

/// How often each happens.
const WEIGHTS: &[(Act, usize)] = &[
    (Act::Edit, 14),
    (Act::Export, 6),
    (Act::Partial, 4),
    (Act::Import, 11),
    (Act::Lose, 1),
    (Act::Spoil, 1),
    (Act::Clone, 2),
    (Act::Backup, 1),
    (Act::Restore, 1),
    (Act::Epoch, 1),
    (Act::Crash, 1),
    (Act::Clock, 2),
    (Act::Stranger, 2),
    (Act::Newer, 2),
    (Act::Garble, 1),
    (Act::Close, 2),
    (Act::Forge, 3),
    (Act::Join, 1),
    (Act::Admit, 1),
    (Act::Revoke, 2),
    (Act::Delegate, 1),
    (Act::Uphold, 1),
    (Act::Follow, 4),
    (Act::Reverse, 2),
    (Act::Erase, 1),
];

impl Act {
    /// One of them, by their weights.
    pub(super) fn drawn(draw: &mut Draw) -> Self {
        let mut left = draw.below(WEIGHTS.iter().map(|(_, weight)| weight).sum());
        for (act, weight) in WEIGHTS {
            match left.checked_sub(*weight) {
                Some(rest) => left = rest,
                None => return *act,
            }
        }
        Self::Edit
    }
}
