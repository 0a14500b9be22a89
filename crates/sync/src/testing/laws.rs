//! The laws that every simulated day keeps, whatever happened in it: the files that are left are handed to laptops that know
//! nothing, in several orders, through several hands; everybody in the room hands everything to everybody; and what they all
//! then see is compared, field by field.

use std::collections::{BTreeMap, BTreeSet};

use domain::id::Digest;
use domain::register::Stamp;
use domain::session::{ARRIVAL, Session};

use super::day::{Day, Stick, taken};
use super::laptop::Laptop;
use super::oracle;
use domain::testing::draw::Draw;

/// Judges a day that was played.
///
/// # Errors
/// With the law that it broke.
pub(super) fn judge(day: &mut Day, draw: &mut Draw) -> Result<(), String> {
    let mut files: Vec<Stick> = day.sticks.iter().filter(|stick| stick.sound).cloned().collect();
    let mut first = reader(day, "a laptop that takes everything in")?;
    let read = everything(&mut first, &files, day.now)?;
    first.refold();
    nothing_is_lost(&first, &read)?;
    draw.shuffle(&mut files);
    let repeated: Vec<Stick> = files.iter().filter(|_| draw.once_in(3)).cloned().collect();
    files.extend(repeated);
    let mut second = reader(day, "a laptop that takes the same in another order")?;
    relayed(day, &mut second, &files, draw)?;
    second.refold();
    agree(&first, &second)?;
    counts_only_what_it_may(day, &first)?;
    spoilt_bytes(&first, &files, day.now, draw)?;
    day.files += u64::try_from(files.len() * 2).unwrap_or(0);
    the_room_agrees(day, draw)
}

/// A laptop that knows which session and whose, and nothing else yet.
fn reader(day: &Day, name: &str) -> Result<Laptop, String> {
    let office = day.laptops.first().ok_or("a day has an office")?;
    Ok(Laptop::blank(name, office.key.clone(), office.person, office.id, &office.key))
}

/// Takes files in until those that are left can't be believed for want of an invitation; gives those that were taken.
fn everything<'a>(laptop: &mut Laptop, files: &'a [Stick], now: i64) -> Result<Vec<&'a Stick>, String> {
    let mut left: Vec<&Stick> = files.iter().collect();
    let mut read = Vec::new();
    loop {
        let before = left.len();
        let mut refused = Vec::new();
        for file in left {
            taken(laptop, file, now, false)?;
            let held = file.holds.keys().all(|hash| laptop.holds(hash));
            if held { read.push(file) } else { refused.push(file) }
        }
        if refused.is_empty() || refused.len() == before {
            return Ok(read);
        }
        left = refused;
    }
}

/// Some files directly, some through a laptop that passes on what it took in.
fn relayed(day: &Day, laptop: &mut Laptop, files: &[Stick], draw: &mut Draw) -> Result<(), String> {
    let (direct, others): (Vec<Stick>, Vec<Stick>) = files.iter().cloned().partition(|_| draw.once_in(2));
    let mut relay = reader(day, "a laptop that passes things on")?;
    everything(&mut relay, &others, day.now)?;
    let mut arriving = direct;
    if relay.held.is_empty() {
        arriving.extend(others);
    } else {
        let bytes = relay.write(&relay.bundle(relay.held.clone(), day.now)).map_err(|fault| fault.to_string())?;
        arriving.push(Stick::of(bytes, relay.contents()));
        // What the relay could not believe yet comes directly.
        arriving.extend(others.into_iter().filter(|file| file.holds.keys().any(|hash| !relay.holds(hash))));
    }
    draw.shuffle(&mut arriving);
    everything(laptop, &arriving, day.now).map(drop)
}

fn nothing_is_lost(laptop: &Laptop, files: &[&Stick]) -> Result<(), String> {
    let mut exported: BTreeMap<Digest, bool> = BTreeMap::new();
    for (hash, whole) in files.iter().flat_map(|file| &file.holds) {
        *exported.entry(*hash).or_insert(false) |= whole;
    }
    exported.iter_mut().for_each(|(hash, whole)| *whole &= !laptop.is_about_the_erased(hash));
    if laptop.contents() == exported { Ok(()) } else { Err("nothing exported is lost, nothing is added".to_owned()) }
}

/// Two laptops that hold the same entries see the same session.
fn agree(one: &Laptop, other: &Laptop) -> Result<(), String> {
    if one.contents() != other.contents() {
        return Err(format!("the same files leave the same entries: {} and {}", one.name, other.name));
    }
    match (&one.session, &other.session) {
        (None, None) => Ok(()),
        (Some(first), Some(second)) if first.fingerprint() != second.fingerprint() => {
            Err("the same entries have the same fingerprint".to_owned())
        }
        (Some(first), Some(second)) => difference(first, second).map_or(Ok(()), |field| {
            Err(format!("the same entries tell the same session: {field} differs for {} and {}", one.name, other.name))
        }),
        _ => Err("the same entries tell a session or none".to_owned()),
    }
}

/// The first thing in which two sessions differ.
fn difference(one: &Session, other: &Session) -> Option<&'static str> {
    macro_rules! compared {
        ($($field:ident)*) => {
            $(if one.$field != other.$field {
                return Some(stringify!($field));
            })*
        };
    }
    compared!(id founder office details referential_digest regulation_digest candidates jurors subjects sheets confrontation
        incidents closing closings countersignatures judged signatures amendments reversals lifted reversed erased authors trust devices set_aside newer hashes sight heads heard lines cut pending);
    None
}

/// Nobody's word counts but that of those who may say it, within the closing.
fn counts_only_what_it_may(day: &Day, laptop: &Laptop) -> Result<(), String> {
    let Some(session) = &laptop.session else { return Ok(()) };
    if let Some(log) = session.authors.keys().find(|log| !day.honest.contains(log)) {
        return Err(format!("nobody writes but those who were invited: log {log}"));
    }
    let marks = session.sheets.values().flat_map(|sheet| sheet.marks.values());
    let marks = marks.flat_map(|mark| mark.sides().to_vec()).map(|side| side.stamp);
    let seals = session.sheets.values().flat_map(|sheet| sheet.seal.sides()).map(|side| side.stamp);
    let retained = session.candidates.values().flat_map(|candidate| candidate.retained.values());
    let retained = retained.flat_map(|mark| mark.sides()).map(|side| side.stamp);
    let votes = session.candidates.values().flat_map(|candidate| &candidate.votes).map(|vote| vote.stamp);
    let decisions = session.candidates.values().flat_map(|candidate| candidate.decision.sides());
    let judged: Vec<Stamp> = retained.chain(votes).chain(decisions.map(|side| side.stamp)).collect();
    let counted: Vec<Stamp> = marks.chain(seals).chain(judged.iter().copied()).collect();
    if counted.iter().any(|stamp| !day.honest.contains(&stamp.branch.log)) {
        return Err("what a stranger writes counts for nothing".to_owned());
    }
    if session
        .sheets
        .iter()
        .any(|((juror, _), sheet)| sheet.marks.values().flat_map(|m| m.sides().to_vec()).any(|w| w.stamp.by != *juror))
    {
        return Err("a mark is on the sheet of whoever gave it".to_owned());
    }
    let amended = session.amendments.iter().map(|amendment| &amendment.stamp);
    if judged.iter().chain(amended).any(|stamp| stamp.by != day.president) {
        return Err("nobody retains, decides or amends but the president".to_owned());
    }
    reaches_no_further(laptop, session, &counted)?;
    follows(day, laptop, session)
}

/// What follows a closing: each signature, rectificatif and countersignature is listed or set aside with a reason, and none is
/// listed that a stranger wrote, or a device after it lost its place.
fn follows(day: &Day, laptop: &Laptop, session: &Session) -> Result<(), String> {
    let signed = session.signatures.iter().map(|write| write.stamp);
    let amended = session.amendments.iter().map(|write| write.stamp);
    let found = session.countersignatures.iter().map(|write| write.stamp);
    let listed: Vec<Stamp> = signed.chain(amended).chain(found).collect();
    if listed.iter().any(|stamp| !day.honest.contains(&stamp.branch.log)) {
        return Err("a stranger neither signs nor amends".to_owned());
    }
    outlives_no_revocation(laptop, session, &listed)?;
    match oracle::unaccounted_for(laptop, session) {
        Some(kind) => Err(format!("an entry is listed or set aside with a reason: kind {kind}")),
        None => Ok(()),
    }
}

/// What was written beyond a closing on which nobody disagrees, or on a device that lost its place, is kept and set aside; and
/// nobody's write disappears but under that of somebody who had seen it.
fn reaches_no_further(laptop: &Laptop, session: &Session, counted: &[Stamp]) -> Result<(), String> {
    let place = |stamp: &Stamp| (stamp.branch.log, stamp.seq);
    if let Some(within) = oracle::within_the_closing(laptop, session) {
        if counted.iter().any(|stamp| !within.contains(&place(stamp))) {
            return Err("what was written beyond the closing counts for nothing".to_owned());
        }
        if oracle::is_late_in_vain(laptop, session, &within) {
            return Err("what the closing counted is not late".to_owned());
        }
    }
    outlives_no_revocation(laptop, session, counted)?;
    if oracle::counts_what_is_reversed(laptop, session, counted) {
        return Err("what a reversal in force names counts for nothing".to_owned());
    }
    match oracle::disagrees_on(laptop, session) {
        Some((written, candidate)) => {
            Err(format!("both of two writes that had not seen each other stand: {written:?} of candidate {candidate}"))
        }
        None => Ok(()),
    }
}

/// What a device wrote after it lost its place counts for nothing.
fn outlives_no_revocation(laptop: &Laptop, session: &Session, counted: &[Stamp]) -> Result<(), String> {
    let place = |stamp: &Stamp| (stamp.branch.log, stamp.seq);
    let revoked = oracle::revoked(laptop);
    for stamp in counted {
        let device = session.authors.get(&stamp.branch.log).map(|author| author.device);
        let of_revoked =
            device.filter(|device| session.trust.is_revoked(*device)).and_then(|device| revoked.get(&device));
        if of_revoked.is_some_and(|known| !known.contains(&place(stamp))) {
            return Err("what a device wrote after it lost its place counts for nothing".to_owned());
        }
    }
    Ok(())
}

/// A byte changed, or the end missing, in a file: refused.
fn spoilt_bytes(laptop: &Laptop, files: &[Stick], now: i64, draw: &mut Draw) -> Result<(), String> {
    let Some(file) = draw.pick(files) else { return Ok(()) };
    for _ in 0..3 {
        let at = draw.below(file.bytes.len());
        let mut spoilt = file.bytes.clone();
        spoilt.get_mut(at).into_iter().for_each(|byte| *byte ^= 1 << draw.below(8));
        if laptop.preview(&spoilt, now).is_ok() {
            return Err(format!("a file whose byte {at} changed is refused"));
        }
        if laptop.preview(file.bytes.get(..at).unwrap_or_default(), now).is_ok() {
            return Err(format!("a file cut at byte {at} is refused"));
        }
    }
    Ok(())
}

/// Everybody hands everything to two of them, who then hand it to each other: the same facts, then the same session.
fn the_room_agrees(day: &mut Day, draw: &mut Draw) -> Result<(), String> {
    draw.shuffle(&mut day.laptops);
    for round in 0..2 {
        let mut files = Vec::new();
        for laptop in &day.laptops {
            let bytes =
                laptop.write(&laptop.bundle(laptop.held.clone(), day.now)).map_err(|fault| fault.to_string())?;
            files.push(Stick::of(bytes, laptop.contents()));
        }
        day.laptops.truncate(2);
        for laptop in &mut day.laptops {
            draw.shuffle(&mut files);
            files.iter().try_for_each(|file| taken(laptop, file, day.now, false))?;
        }
        let facts: BTreeSet<BTreeSet<Digest>> = day.laptops.iter().map(facts).collect();
        if facts.len() > 1 {
            return Err(format!("laptops that exchanged everything hold the same facts (round {round})"));
        }
        day.laptops.iter_mut().for_each(Laptop::refold);
        let fingerprints = day.laptops.iter().map(|laptop| laptop.session.as_ref().map(Session::fingerprint));
        if fingerprints.collect::<BTreeSet<_>>().len() > 1 {
            return Err("laptops that hold the same facts show the same fingerprint".to_owned());
        }
    }
    for laptop in &day.laptops {
        counts_only_what_it_may(day, laptop)?;
    }
    match day.laptops.as_slice() {
        [one, other, ..] => agree(one, other),
        _ => Ok(()),
    }
}

/// What a laptop holds but acknowledgements.
fn facts(laptop: &Laptop) -> BTreeSet<Digest> {
    laptop.held.iter().filter(|logged| logged.entry.header.kind != ARRIVAL).map(|logged| logged.hash).collect()
}
