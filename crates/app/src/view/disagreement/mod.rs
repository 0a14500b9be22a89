//! Where people disagree, as they read it: what it is about, each side with its author, laptop and hour, and what it would
//! take to settle it. Nothing is settled here (`app::settle`), and no side is preferred: the order is the laptops' clocks'.

mod sides;
mod values;

pub use values::Value;

use domain::id::PersonId;
use domain::minutes::CivilTime;
use domain::register::Stamp;
use domain::session::Session;
use domain::session::dispute::{Dispute, open_disputes};
use domain::time::Timestamp;
use serde::Serialize;

/// One disagreement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Disagreement {
    /// What it is called when somebody settles it. It changes when a side arrives, so that nobody settles what they have
    /// not read.
    pub name: String,
    /// What people disagree on.
    pub dispute: Dispute,
    /// The candidate, juror, criterion or number it is about, in words of the session.
    pub about: Vec<String>,
    /// Whether the session can't be closed meanwhile (or, once closed, signed).
    pub blocks: bool,
    /// Both sides, or more.
    pub sides: Vec<Side>,
}

/// One side of a disagreement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[cfg_attr(feature = "typescript", ts(rename = "DisagreementSide"))]
pub struct Side {
    /// What it is called: `a`, `b`…
    pub letter: String,
    /// What it says that another side does not; empty when it may not be seen yet.
    pub values: Vec<Value>,
    /// Set when the viewer may not see it before the confrontation.
    pub hidden: bool,
    /// Who wrote it.
    pub author: String,
    /// On which laptop: the first digits of its key.
    pub laptop: String,
    /// When, by that laptop's clock, which decides nothing.
    pub at: Timestamp,
    /// The same in the time of the place.
    pub civil: Option<CivilTime>,
}

/// Where people disagree in `session`, for `viewer`; what blocks comes first.
pub fn disagreements(
    session: &Session,
    viewer: PersonId,
    civil: impl Fn(Timestamp) -> Option<CivilTime>,
) -> Vec<Disagreement> {
    let blocking = open_disputes(session);
    let mut found: Vec<Disagreement> = domain::session::disputes(session)
        .into_iter()
        .map(|dispute| {
            let hidden = is_hidden(session, viewer, &dispute);
            let sides = sides::sides(session, &dispute).into_iter().enumerate();
            let sides = sides.map(|(place, (stamp, values))| Side {
                letter: letter(place),
                values: if hidden { Vec::new() } else { values },
                hidden,
                author: author(session, &stamp),
                laptop: laptop(session, &stamp),
                at: stamp.clock.at(),
                civil: civil(stamp.clock.at()),
            });
            Disagreement {
                name: name(session, &dispute),
                about: domain::session::about::about(session, &dispute),
                blocks: blocking.contains(&dispute),
                sides: sides.collect(),
                dispute,
            }
        })
        .collect();
    found.sort_by_key(|disagreement| !disagreement.blocks);
    found
}

/// What a disagreement is called: it names what it is about and the sides it has now.
#[must_use]
pub fn name(session: &Session, dispute: &Dispute) -> String {
    let mut hasher = blake3::Hasher::new();
    hasher.update(serde_json::to_string(dispute).unwrap_or_default().as_bytes());
    for stamp in domain::session::sides::sides(session, dispute) {
        hasher.update(&stamp.branch.log.0).update(&stamp.branch.number.to_be_bytes()).update(&stamp.seq.to_be_bytes());
    }
    hasher.finalize().to_hex().chars().take(8).collect()
}

/// The letter of the side at that place, from 0; its number after the alphabet.
#[must_use]
pub fn letter(place: usize) -> String {
    let letter = u8::try_from(place).ok().filter(|place| *place < 26).map(|place| char::from(b'a' + place));
    letter.map_or_else(|| (place + 1).to_string(), String::from)
}

/// A juror's own words are theirs alone until the sealed sheets are laid side by side.
fn is_hidden(session: &Session, viewer: PersonId, dispute: &Dispute) -> bool {
    match dispute {
        Dispute::Mark { juror, .. } | Dispute::Observation { juror, .. } | Dispute::Seal { juror, .. } => {
            *juror != viewer && !session.is_confronted()
        }
        _ => false,
    }
}

fn author(session: &Session, stamp: &Stamp) -> String {
    let by = session.authors.get(&stamp.branch.log).map_or(stamp.by, |author| author.person);
    domain::session::about::person(session, by)
}

pub(crate) fn laptop(session: &Session, stamp: &Stamp) -> String {
    let device = session.authors.get(&stamp.branch.log).map(|author| author.device.to_string());
    device.unwrap_or_default().chars().take(8).collect()
}
