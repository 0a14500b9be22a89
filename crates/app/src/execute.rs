//! The one write door: a command is stamped with who, on what, when; decided; stored in one transaction; and only then
//! taken into the state. What went stale comes back with the hour of the commit.

use domain::command::Command;
use domain::decide::decide;
use domain::event::{Event, Imported};
use domain::id::{Digest, PersonId, SessionId};
use domain::refusal::Refusal;
use domain::session::authority;
use domain::session::fold::fold;
use domain::time::Timestamp;
use serde::{Deserialize, Serialize};
use store::{Batch, Book, People};
use sync::device::SigningKey;

use crate::desk::{Desk, Open, archive_is_read_only};
use crate::dossier::{Dossier, READER};
use crate::epochs;
use crate::erase;
use crate::failure::Failure;
use crate::pens::Written;
use crate::projection;

/// What a write changed: screens read again what went stale, and guess nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Changes {
    /// When the disk had confirmed it.
    pub saved_at: Timestamp,
    /// What to read again.
    pub stale: Vec<Stale>,
}

/// Something a screen may be showing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Stale {
    /// The list of sessions.
    Sessions,
    /// The frame of the grid: candidates, progress.
    Grid,
    /// One's own sheets.
    Sheet,
    /// Sealed ratings, retained ratings, decisions.
    Deliberation,
}

impl Desk {
    /// Executes `command` in `session` as this laptop's person, or as `person` where this device may write for them.
    ///
    /// # Errors
    /// When the rules refuse, no store is open, or the disk could not keep it: nothing is then written.
    pub fn execute(&self, session: SessionId, person: Option<PersonId>, command: &Command) -> Result<Changes, Failure> {
        self.execute_all(session, person, std::slice::from_ref(command))
    }

    /// Executes `commands` in one transaction: all of them, or none.
    ///
    /// # Errors
    /// As [`Desk::execute`], for the first command that is refused.
    pub fn execute_all(
        &self,
        session: SessionId,
        person: Option<PersonId>,
        commands: &[Command],
    ) -> Result<Changes, Failure> {
        let (changes, refused) = self.run(session, person, &[commands], How::Strict)?;
        match refused.into_iter().next() {
            None => Ok(changes),
            Some((_, refusal)) => Err(refusal.into()),
        }
    }

    /// Executes in one transaction those of `groups` that the rules allow, each whole or not at all; the refused ones come
    /// back with their place.
    ///
    /// # Errors
    /// When no store is open or the disk could not keep it: nothing is then written.
    pub fn execute_groups(
        &self,
        session: SessionId,
        person: Option<PersonId>,
        groups: &[&[Command]],
    ) -> Result<Vec<(usize, Refusal)>, Failure> {
        self.run(session, person, groups, How::Lenient).map(|(_, refused)| refused)
    }

    /// What [`Desk::execute_groups`] would refuse; nothing is written.
    ///
    /// # Errors
    /// When no store is open.
    pub fn try_groups(
        &self,
        session: SessionId,
        person: Option<PersonId>,
        groups: &[&[Command]],
    ) -> Result<Vec<(usize, Refusal)>, Failure> {
        self.run(session, person, groups, How::Dry).map(|(_, refused)| refused)
    }

    fn run(
        &self,
        id: SessionId,
        person: Option<PersonId>,
        groups: &[&[Command]],
        how: How,
    ) -> Result<(Changes, Vec<(usize, Refusal)>), Failure> {
        self.with_open(|open| {
            let result = self.run_open(open, id, person, groups, how);
            let stored = result.as_ref().is_ok_and(|(_, refused)| match how {
                How::Strict => refused.is_empty(),
                How::Lenient => true,
                How::Dry => false,
            });
            if stored {
                open.testify(id);
                // Where nobody was erased nothing waits, and a mark does not ask the book.
                if open.dossiers.get(&id).is_some_and(|dossier| !dossier.session.erased.is_empty()) {
                    self.finish_erasures(open)?;
                }
            } else {
                // What was prepared and not stored must not be built upon: the next use reads the book again.
                open.dossiers.remove(&id);
            }
            result
        })
    }

    fn run_open(
        &self,
        open: &mut Open,
        id: SessionId,
        person: Option<PersonId>,
        groups: &[&[Command]],
        how: How,
    ) -> Result<(Changes, Vec<(usize, Refusal)>), Failure> {
        let writes = |dossier: &Dossier| dossier.pens.writes_as(dossier.me);
        let enrolment = if writes(open.dossier(id)?.0) { None } else { open.enrolment(id)? };
        let (dossier, book, device) = open.dossier(id)?;
        if dossier.me == READER {
            return Err(archive_is_read_only());
        }
        let person = person.unwrap_or(dossier.me);
        // A seed is its own person's right; for others this device was named.
        let enrolment = enrolment.filter(|_| person == dossier.me);
        let hand = Hand { person, device, enrolment };
        may_hold_the_pen(dossier, &hand)?;
        for command in groups.iter().copied().flatten() {
            domain::decide::device::may_decide(&dossier.session, device.public(), person, command)?;
        }
        let (mut written, mut refused) = (Written::default(), Vec::new());
        for (place, group) in groups.iter().enumerate() {
            if let Err(refusal) = self.run_group(dossier, &hand, group, &mut written)? {
                refused.push((place, refusal));
            }
        }
        let kinds: Vec<u16> = written.entries.iter().map(|logged| logged.entry.header.kind).collect();
        let write = !kinds.is_empty() && (how == How::Lenient || how == How::Strict && refused.is_empty());
        if write {
            read_again_where_needed(dossier, book, &written, &kinds)?;
            // A mark waits for the disk: its head is signed when it travels (`exchange`), not each time a key is pressed.
            let head = if only_marks(&kinds) { None } else { dossier.pens.head(person, device) };
            let erasures = erase::to_write(&dossier.session, book)?;
            book.write(&Batch { erasures, ..batch(dossier, written, head, &kinds) })?;
        }
        Ok((Changes { saved_at: self.clock.now(), stale: stale(&kinds) }, refused))
    }

    /// Decides a group on what the ones before it left; a refusal takes the whole group back.
    fn run_group(
        &self,
        dossier: &mut Dossier,
        hand: &Hand<'_>,
        group: &[Command],
        written: &mut Written,
    ) -> Result<Result<(), Refusal>, Failure> {
        let before = (group.len() > 1).then(|| (dossier.session.clone(), dossier.pens.clone(), written.lengths()));
        for command in group {
            match decide(&dossier.session, hand.person, command) {
                Ok(events) => self.write_down(dossier, hand, &events, written)?,
                Err(refusal) => {
                    if let Some((session, pens, lengths)) = before {
                        (dossier.session, dossier.pens) = (session, pens);
                        written.shorten(lengths);
                    }
                    return Ok(Err(refusal));
                }
            }
        }
        Ok(Ok(()))
    }

    /// Writes facts into a person's log and takes them into the state: the next command is decided on what this one left.
    fn write_down(
        &self,
        dossier: &mut Dossier,
        hand: &Hand<'_>,
        events: &[Event],
        written: &mut Written,
    ) -> Result<(), Failure> {
        let before = written.entries.len();
        if !events.is_empty() && !dossier.pens.writes_as(hand.person) {
            self.open_log(dossier, hand, written)?;
        }
        let replaces = !events.is_empty() && !dossier.is_founder(hand.device);
        if let Some(heads) = replaces.then(|| dossier.unseen(hand.person)).flatten() {
            // No file brought it: this laptop held it already.
            let fact = Imported { bundle: Digest([0; 32]), heads };
            dossier.pens.write(hand.person, &fact.into(), self.clock.now(), &*self.entropy, written)?;
        }
        for event in events {
            dossier.pens.write(hand.person, event, self.clock.now(), &*self.entropy, written)?;
        }
        dossier.take(written.entries.get(before..).unwrap_or_default());
        Ok(())
    }

    /// Opens a log. Where it follows one that is written no more, it says first what was known: a later mark then replaces an
    /// earlier one, as in a single log.
    fn open_log(&self, dossier: &mut Dossier, hand: &Hand<'_>, written: &mut Written) -> Result<(), Failure> {
        let (now, follows) = (self.clock.now(), dossier.follows_another(hand.person, hand.device));
        let pens = &mut dossier.pens;
        pens.open_log(hand.person, hand.device, hand.enrolment.as_ref(), now, &*self.entropy, written)?;
        if let Some(log) = pens.log_of(hand.person).filter(|_| follows) {
            let heads = dossier.session.heads.values().cloned().collect();
            let fact = epochs::opening_of(log, heads);
            pens.write(hand.person, &fact, now, &*self.entropy, written)?;
        }
        Ok(())
    }
}

/// Who writes, on which device.
struct Hand<'a> {
    person: PersonId,
    device: &'a SigningKey,
    /// What lets the device write as its person in a log still to be opened; none on the founder's.
    enrolment: Option<SigningKey>,
}

/// What becomes of a run.
#[derive(Clone, Copy, PartialEq, Eq)]
enum How {
    /// Everything, or nothing.
    Strict,
    /// What is allowed.
    Lenient,
    /// Nothing: it was only a question.
    Dry,
}

/// A device writes for its own person, and for whom it was admitted; the one that opened the session, for anybody in it. What
/// another wrote under a false name would be set aside everywhere: it is refused before it is written.
fn may_hold_the_pen(dossier: &Dossier, hand: &Hand<'_>) -> Result<(), Refusal> {
    let device = hand.device.public();
    if dossier.session.trust.is_revoked(device) {
        return Err(Refusal::DeviceIsRevoked);
    }
    let own = hand.person == dossier.me && (dossier.pens.writes_as(hand.person) || hand.enrolment.is_some());
    if own || dossier.session.trust.names(device, hand.person) {
        return Ok(());
    }
    Err(dossier.not_allowed())
}

/// Facts that change what counted before them — who may write, which closing stands, which import is reversed — are read with
/// all the others: what is stored beside the log says then what the log says.
fn read_again_where_needed(
    dossier: &mut Dossier,
    book: &Book,
    written: &Written,
    kinds: &[u16],
) -> Result<(), Failure> {
    if kinds.iter().any(|kind| authority::changes_what_counted(*kind)) {
        let id = dossier.session.id;
        let mut entries = book.entries(id)?;
        entries.extend(written.entries.iter().cloned());
        dossier.session = fold(id, &entries)?;
    }
    Ok(())
}

fn batch(dossier: &Dossier, written: Written, head: Option<domain::log::Head>, kinds: &[u16]) -> Batch {
    let shelf =
        (!only_marks(kinds) || projection::first_mark(&dossier.session)).then(|| projection::shelf(dossier)).flatten();
    let people = kinds.iter().any(|kind| matches!(kind, 10..=13 | 16));
    Batch {
        local: written.local(),
        logs: written.logs,
        entries: written.entries.into_iter().map(|logged| logged.entry).collect(),
        heads: head.into_iter().collect(),
        secrets: written.secrets,
        shelf,
        people: if people {
            People::All(dossier.session.id, projection::people(&dossier.session))
        } else {
            People::Unchanged
        },
        ..Batch::default()
    }
}

/// Whether those kinds are marks and observations alone: what is written at every key press.
fn only_marks(kinds: &[u16]) -> bool {
    kinds.iter().all(|kind| matches!(kind, 40 | 41))
}

/// What facts of those kinds make stale.
#[must_use]
pub fn stale(kinds: &[u16]) -> Vec<Stale> {
    let mut stale: Vec<_> = kinds
        .iter()
        .flat_map(|kind| match kind {
            40 | 41 => [Stale::Sheet, Stale::Grid].as_slice(),
            42 => &[Stale::Sheet, Stale::Grid, Stale::Sessions],
            50..=53 => &[Stale::Deliberation, Stale::Sessions],
            _ => &[Stale::Sessions, Stale::Grid, Stale::Sheet, Stale::Deliberation],
        })
        .copied()
        .collect();
    stale.sort_unstable();
    stale.dedup();
    stale
}
