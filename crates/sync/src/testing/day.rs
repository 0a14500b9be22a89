//! A simulated day being played: laptops, files on sticks, the hour of the place. Each step uses the product's own code;
//! what a step itself must keep is checked at once, what the whole day must keep by `laws`.

use std::collections::{BTreeMap, BTreeSet};

use domain::id::{CandidateId, Digest, LogId, PersonId};
use domain::log::Logged;

use super::acts::{Act, Step};
use super::laptop::Laptop;
use super::{edits, forge, morning, rights, verdicts};
use crate::refused::Refused;
use domain::testing::draw::Draw;

/// The most laptops of a day.
const LAPTOPS: usize = 6;
/// The most files of a day: beyond, the oldest is overwritten.
const STICKS: usize = 6;

/// A day.
#[derive(Debug, Clone)]
pub(super) struct Day {
    /// The office's first.
    pub(super) laptops: Vec<Laptop>,
    /// Copies kept of laptops, by their place.
    pub(super) copies: Vec<(usize, Laptop)>,
    pub(super) sticks: Vec<Stick>,
    pub(super) now: i64,
    pub(super) jurors: u8,
    pub(super) candidates: Vec<CandidateId>,
    /// Logs that may write.
    pub(super) honest: BTreeSet<LogId>,
    pub(super) president: PersonId,
    /// What happened, in words.
    pub(super) said: Vec<String>,
    /// How many files were taken in or refused.
    pub(super) files: u64,
}

/// A file.
#[derive(Debug, Clone)]
pub(super) struct Stick {
    pub(super) bytes: Vec<u8>,
    /// What was put in it, and whether with its payload.
    pub(super) holds: BTreeMap<Digest, bool>,
    /// Whether it holds everything its laptop knew.
    pub(super) whole: bool,
    /// Whether nothing happened to it since.
    pub(super) sound: bool,
    said: String,
}

impl Stick {
    /// A file that holds everything its laptop knew.
    pub(super) fn of(bytes: Vec<u8>, holds: BTreeMap<Digest, bool>) -> Self {
        Self { bytes, holds, whole: true, sound: true, said: String::new() }
    }

    /// A file that must be refused.
    pub(super) fn spoilt(bytes: Vec<u8>) -> Self {
        Self { bytes, holds: BTreeMap::new(), whole: true, sound: false, said: String::new() }
    }
}

impl Day {
    /// The morning of that seed's day.
    pub(super) fn new(seed: u64) -> Self {
        morning::morning(if Draw(seed ^ 0x30).once_in(2) { 2 } else { 3 })
    }

    /// Plays one step.
    ///
    /// # Errors
    /// With the law it breaks.
    pub(super) fn step(&mut self, step: &Step) -> Result<(), String> {
        let mut draw = Draw(step.seed);
        self.now = self.now.saturating_add(i64::try_from(draw.below(900_000)).unwrap_or(0));
        let place = draw.below(self.laptops.len());
        match step.act {
            Act::Edit => edits::edit(self, place, &mut draw),
            Act::Newer => edits::newer(self, place, &mut draw),
            Act::Garble => edits::garble(self, place, &mut draw),
            Act::Close => edits::close(self, &mut draw),
            Act::Stranger => forge::stranger(self, place, &mut draw),
            Act::Export => self.export(place, None)?,
            Act::Partial => self.export(place, Some(&mut draw))?,
            Act::Import => self.import(place, &mut draw)?,
            Act::Forge => forge::forge(self, place, &mut draw)?,
            Act::Crash => self.crash(place, &mut draw)?,
            act @ (Act::Join | Act::Admit | Act::Revoke | Act::Delegate | Act::Uphold | Act::Reverse) => {
                rights::change(self, act, place, &mut draw);
            }
            Act::Follow => verdicts::follow(self, place, &mut draw),
            Act::Erase => rights::erase(self, place, &mut draw),
            act => self.mishap(act, place, &mut draw),
        }
        Ok(())
    }

    /// Whether one more laptop may come in.
    pub(super) fn has_room(&self) -> bool {
        self.laptops.len() < LAPTOPS
    }

    /// Adds a line to the story.
    pub(super) fn say(&mut self, said: String) {
        self.said.push(said);
    }

    /// What a laptop is called.
    pub(super) fn name(&self, place: usize) -> &str {
        self.laptops.get(place).map_or("nobody", |laptop| &laptop.name)
    }

    /// A laptop hands over what it knows, or the part that `part` draws.
    fn export(&mut self, place: usize, part: Option<&mut Draw>) -> Result<(), String> {
        let Some(laptop) = self.laptops.get(place) else { return Ok(()) };
        let whole = part.is_none();
        let entries = part.map_or_else(|| laptop.held.clone(), |draw| some(laptop, draw));
        if entries.is_empty() {
            return Ok(());
        }
        let holds = entries.iter().map(|logged| (logged.hash, logged.entry.payload.is_some())).collect();
        let bundle = laptop.bundle(entries, self.now);
        let bytes =
            laptop.write(&bundle).map_err(|fault| format!("what a laptop holds can be handed over: {fault}"))?;
        let what = if whole { "everything it knows" } else { "a part" };
        let said = format!("{} hands over {what}: {} entries", laptop.name, bundle.entries());
        self.say(said.clone());
        if self.sticks.len() == STICKS {
            self.sticks.remove(0);
        }
        self.sticks.push(Stick { bytes, holds, whole, sound: true, said });
        Ok(())
    }

    fn import(&mut self, place: usize, draw: &mut Draw) -> Result<(), String> {
        let (now, Some(stick)) = (self.now, draw.pick(&self.sticks).cloned()) else { return Ok(()) };
        let said = format!("{} takes in the file « {} »", self.name(place), stick.said);
        self.say(said);
        self.files += 1;
        let Some(laptop) = self.laptops.get_mut(place) else { return Ok(()) };
        taken(laptop, &stick, now, draw.once_in(4))
    }

    /// A laptop dies in the middle of an import or after an edit that nobody was told of: it finds itself as it was.
    fn crash(&mut self, place: usize, draw: &mut Draw) -> Result<(), String> {
        let Some(before) = self.laptops.get(place).cloned() else { return Ok(()) };
        self.import(place, draw)?;
        let said = format!("{} dies before that was written", before.name);
        self.say(said);
        if let Some(laptop) = self.laptops.get_mut(place) {
            *laptop = before;
        }
        Ok(())
    }

    fn mishap(&mut self, act: Act, place: usize, draw: &mut Draw) {
        let name = self.name(place).to_owned();
        match act {
            Act::Lose if !self.sticks.is_empty() => {
                let lost = self.sticks.remove(draw.below(self.sticks.len()));
                self.say(format!("the file « {} » is lost", lost.said));
            }
            Act::Spoil => self.spoil(draw),
            Act::Clone if self.has_room() => {
                let image = self.laptops.get(place).map(|laptop| laptop.imaged(format!("{name}'s image")));
                self.laptops.extend(image);
                self.say(format!("{name} is imaged"));
            }
            Act::Backup => {
                self.copies.retain(|(of, _)| *of != place);
                self.copies.extend(self.laptops.get(place).cloned().map(|laptop| (place, laptop)));
                self.say(format!("a copy is kept of {name}"));
            }
            Act::Restore => {
                let copy = self.copies.iter().find(|(of, _)| *of == place).map(|(_, copy)| copy.clone());
                if let (Some(laptop), Some(copy)) = (self.laptops.get_mut(place), copy) {
                    *laptop = copy;
                    self.say(format!("{name} goes back to its copy"));
                }
            }
            Act::Epoch => {
                let (epoch, now) = (draw.bytes(), self.now);
                let Some(laptop) = self.laptops.get_mut(place) else { return };
                laptop.open_log(epoch, now);
                self.honest.extend(laptop.pen.iter().map(|pen| pen.log));
                self.say(format!("{name} opens a new log"));
            }
            Act::Clock => {
                let skew = *draw.pick(&[0, 3_600_000, -86_400_000, 40 * 86_400_000, 250_000_000_000_000]).unwrap_or(&0);
                self.laptops.get_mut(place).into_iter().for_each(|laptop| laptop.skew = skew);
                self.say(format!("the clock of {name} is {skew} ms off"));
            }
            _ => {}
        }
    }

    fn spoil(&mut self, draw: &mut Draw) {
        let place = draw.below(self.sticks.len());
        let Some(stick) = self.sticks.get(place) else { return };
        let mut spoilt = stick.clone();
        let at = draw.below(spoilt.bytes.len());
        if draw.once_in(2) {
            spoilt.bytes.truncate(at);
        } else if let Some(byte) = spoilt.bytes.get_mut(at) {
            *byte ^= 1 << draw.below(8);
        }
        (spoilt.sound, spoilt.said) = (false, format!("{}, spoilt at byte {at}", spoilt.said));
        self.say(format!("a copy of the file « {} » is spoilt", stick.said));
        self.sticks.push(spoilt);
    }
}

/// What a part is: the end of the laptop's own log, an earlier state, or everything with payloads kept back.
fn some(laptop: &Laptop, draw: &mut Draw) -> Vec<Logged> {
    let own: BTreeSet<LogId> =
        laptop.logs.iter().filter(|(_, names)| names.device == laptop.key.public()).map(|(log, _)| *log).collect();
    let (from, about) = (draw.below(6), laptop.secrets.keys().nth(draw.below(laptop.secrets.len())).copied());
    let flavour = draw.below(3);
    let chosen = laptop.held.iter().filter(|logged| {
        let header = &logged.entry.header;
        flavour == 2 || (own.contains(&header.log) && usize::try_from(header.seq).is_ok_and(|seq| seq > from))
    });
    let mut chosen: Vec<Logged> = chosen.cloned().collect();
    if flavour > 0 {
        let kept_back = |logged: &&mut Logged| {
            logged.entry.header.kind == 12 || logged.entry.header.subject.is_some_and(|subject| Some(subject) == about)
        };
        chosen.iter_mut().filter(kept_back).for_each(|logged| logged.entry.payload = None);
    }
    chosen
}

/// A laptop takes a file in; what that must keep is checked.
pub(super) fn taken(laptop: &mut Laptop, stick: &Stick, now: i64, again: bool) -> Result<(), String> {
    let mut previewed = laptop.preview(&stick.bytes, now);
    if matches!(previewed, Err(Refused::UnknownDevice { .. })) {
        // Who was invited is known from what the entries tell.
        laptop.refold();
        previewed = laptop.preview(&stick.bytes, now);
    }
    if laptop.preview_in_stretches(&stick.bytes, now) != previewed {
        return Err("marks that lie in stretches are told as they are one by one".to_owned());
    }
    let before = laptop.contents();
    let plan = match previewed {
        Ok(_) if !stick.sound => return Err("a spoilt file is refused whole".to_owned()),
        Ok(plan) => plan,
        Err(_) if !stick.sound => return Ok(()),
        // The end of a log alone says nothing of who was invited.
        Err(Refused::UnknownDevice { .. }) if !stick.whole => return Ok(()),
        Err(refused) => return Err(format!("an untouched file is taken, not refused: {refused}")),
    };
    let new = stick.holds.keys().filter(|hash| !before.contains_key(*hash)).count();
    if usize::try_from(plan.total().new).ok() != Some(new) {
        return Err(format!("people are told how many entries are new: {new}, not {}", plan.total().new));
    }
    laptop.take_in(plan, now);
    let after = laptop.contents();
    let mut expected = before;
    for (hash, whole) in &stick.holds {
        *expected.entry(*hash).or_insert(false) |= whole;
    }
    expected.retain(|hash, whole| {
        *whole &= !laptop.is_about_the_erased(hash);
        true
    });
    if let Some((hash, _)) = expected.iter().find(|(hash, whole)| after.get(hash) != Some(whole)) {
        return Err(format!("an import keeps what was held and adds what the file holds: {hash}"));
    }
    if again && !laptop.preview(&stick.bytes, now).is_ok_and(|plan| plan.is_known()) {
        return Err("the same file twice brings nothing new".to_owned());
    }
    Ok(())
}
