//! Who may write, in a simulated day: one more juror joins with a pack, a second laptop is admitted by its request, a device
//! loses its place, the office hands its rights on, two closings are told apart, an import is reversed, a person
//! erased.

use domain::event::{
    ClosingCountersigned, ClosingUpheld, DeviceAdmitted, DeviceRevoked, EntryRange, Event, ImportReversed, LogHead,
    OfficeDelegated, PersonErased, ReversalLifted,
};
use domain::id::{Digest, PersonId, ReceiverKey};

use super::acts::Act;
use super::day::Day;
use super::laptop::Laptop;
use super::morning::{self, person};
use crate::device::SigningKey;
use domain::testing::draw::Draw;

/// Changes who may write.
pub(super) fn change(day: &mut Day, act: Act, place: usize, draw: &mut Draw) {
    match act {
        Act::Join if day.has_room() && day.jurors < 6 => {
            morning::seat(day);
            morning::join(day, day.jurors);
            day.say("one more juror joins".to_owned());
        }
        Act::Admit if day.has_room() => admit(day, draw),
        Act::Revoke => revoke(day, place, draw),
        Act::Delegate => delegate(day, draw),
        Act::Uphold => uphold(day, place, draw),
        Act::Reverse => reverse(day, place, draw),
        _ => {}
    }
}

/// The office admits a second laptop of a juror's, which takes in what the office knows.
fn admit(day: &mut Day, draw: &mut Draw) {
    let (now, key) = (day.now, SigningKey::new(&draw.bytes()));
    let juror = person(1 + u8::try_from(draw.below(day.jurors.into())).unwrap_or(0));
    let request =
        DeviceAdmitted { device: key.public(), receiver: ReceiverKey([5; 32]), juror, request: Digest([6; 32]) };
    let Some(office) = day.laptops.first_mut() else { return };
    office.append(Event::from(request).into(), now);
    let pack = office.write(&office.bundle(office.held.clone(), now)).unwrap_or_default();
    let mut laptop = Laptop::blank("an admitted laptop", key, juror, office.id, &office.key);
    if let Ok(plan) = laptop.preview(&pack, now) {
        laptop.take_in(plan, now);
    }
    laptop.open_log([3; 16], now);
    day.honest.extend(laptop.pen.iter().map(|pen| pen.log));
    day.laptops.push(laptop);
    day.say(format!("the office admits another laptop of juror {juror}"));
}

/// A laptop says that a device lost its place, as far as it knows its logs; it counts where it may say so.
fn revoke(day: &mut Day, place: usize, draw: &mut Draw) {
    let (now, by) = (day.now, if draw.once_in(3) { place } else { 0 });
    let devices: Vec<_> = day.laptops.iter().map(|laptop| laptop.key.public()).collect();
    let (Some(device), Some(laptop)) = (draw.pick(&devices).copied(), day.laptops.get_mut(by)) else { return };
    let own = |head: &LogHead| laptop.logs.get(&head.log).is_some_and(|names| names.device == device);
    let heads = laptop.ends().into_iter().filter(own).collect();
    laptop.append(Event::from(DeviceRevoked { device, heads, ground: "lost".to_owned() }).into(), now);
    let (by, of) = (laptop.name.clone(), day.laptops.iter().find(|laptop| laptop.key.public() == device));
    let of = of.map_or("a device", |laptop| &laptop.name);
    day.say(format!("{by} says that {of} lost its place"));
}

/// The office hands its rights on to the president's laptop, or to anybody's.
fn delegate(day: &mut Day, draw: &mut Draw) {
    let (now, Some((device, juror))) =
        (day.now, draw.pick(&day.laptops).map(|laptop| (laptop.key.public(), laptop.person)))
    else {
        return;
    };
    let Some(office) = day.laptops.first_mut() else { return };
    office.append(Event::from(OfficeDelegated { device, juror }).into(), now);
    day.say(format!("the office hands its rights on to juror {juror}"));
}

/// Somebody says which closing stands, or finds the same as one.
fn uphold(day: &mut Day, place: usize, draw: &mut Draw) {
    let (now, Some(laptop)) = (day.now, day.laptops.get_mut(place)) else { return };
    let closings: Vec<Digest> =
        laptop.held.iter().filter(|logged| logged.entry.header.kind == 70).map(|logged| logged.hash).collect();
    let Some(closing) = draw.pick(&closings).copied() else { return };
    let upheld = ClosingUpheld { closing, ground: "the later minutes".to_owned() };
    let countersigned = ClosingCountersigned { closing, fingerprint: Digest([4; 32]), minutes: None };
    let event = if draw.once_in(2) { Event::from(upheld) } else { Event::from(countersigned) };
    laptop.append(event.into(), now);
    let said = format!("{} judges a closing", laptop.name);
    day.say(said);
}

/// Somebody reverses a stretch of what they hold of others, or lifts a reversal; it counts where they may say so.
fn reverse(day: &mut Day, place: usize, draw: &mut Draw) {
    let (now, by) = (day.now, if draw.once_in(3) { 0 } else { place });
    let bundle = Digest([u8::try_from(draw.below(3)).unwrap_or(0); 32]);
    let Some(laptop) = day.laptops.get_mut(by) else { return };
    let event = if draw.once_in(3) {
        Event::from(ReversalLifted { bundle })
    } else {
        let Some(last) = draw.pick(&laptop.held).map(|logged| (logged.entry.header.clone(), logged.hash)) else {
            return;
        };
        let (header, hash) = last;
        let from = 1 + u32::try_from(draw.below(usize::try_from(header.seq).unwrap_or(1))).unwrap_or(0);
        let range = EntryRange { log: header.log, from, to: header.seq, hash };
        Event::from(ImportReversed { bundle, ranges: vec![range], ground: "another session's".to_owned() })
    };
    laptop.append(event.into(), now);
    let said = format!("{} reverses an import, or lifts a reversal", laptop.name);
    day.say(said);
}

/// Somebody erases a candidate, everywhere and for good; it counts where they may say so.
pub(super) fn erase(day: &mut Day, place: usize, draw: &mut Draw) {
    let (now, by) = (day.now, if draw.once_in(3) { place } else { 0 });
    let (Some(candidate), Some(laptop)) = (draw.pick(&day.candidates).copied(), day.laptops.get_mut(by)) else {
        return;
    };
    let erased = PersonErased { person: PersonId(candidate.0), ground: "asked for".to_owned() };
    laptop.append(Event::from(erased).into(), now);
    let said = format!("{} erases a candidate", laptop.name);
    day.say(said);
}
