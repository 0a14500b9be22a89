//! People who lie in a simulated day. A stranger writes in a juror's name and somebody passes it on: it is kept and counts for
//! nothing. Somebody of the session makes a file that holds what its author never signed: it is refused whole.

use domain::event::{ConfrontationOpened, Enrolment, Event, LogOpened};
use domain::id::{LogId, SessionId, SubjectSecret};
use domain::log::{Clock, Entry, Head, Logged, log_id};

use super::day::{Day, Stick, taken};
use super::edits;
use super::laptop::{Laptop, Pen};
use super::morning::{invitation, person};
use crate::bundle::Bundle;
use crate::device::SigningKey;
use domain::testing::draw::Draw;

/// A device of its own opens a log as one of the jurors, by a key that nobody named or none at all, and marks.
pub(super) fn stranger(day: &mut Day, place: usize, draw: &mut Draw) {
    let (now, Some(accomplice)) = (day.now, day.laptops.get(place)) else { return };
    let key = SigningKey::new(&draw.bytes());
    let mut rogue = accomplice.clone();
    (rogue.key, rogue.person) = (key, person(1 + u8::from(draw.once_in(2))));
    rogue.invitation = draw.once_in(2).then(|| SigningKey::new(&draw.bytes()));
    rogue.open_log([66; 16], now);
    for _ in 0..=draw.below(2) {
        let Some(candidate) = draw.pick(&day.candidates).copied() else { break };
        rogue.append(edits::grading(candidate, draw).into(), now);
    }
    let Some(log) = rogue.pen.as_ref().map(|pen| pen.log) else { return };
    let own: Vec<Logged> = rogue.held.iter().filter(|logged| logged.entry.header.log == log).cloned().collect();
    let bundle = rogue.bundle(own.clone(), now);
    let said = format!("a stranger marks as juror {}, and {} passes it on", rogue.person, day.name(place));
    day.say(said);
    let Some(accomplice) = day.laptops.get_mut(place) else { return };
    own.into_iter().for_each(|logged| accomplice.hold(logged));
    accomplice.heads.extend(bundle.heads.into_iter().map(|head| (head.hash, head)));
    accomplice.logs.extend(rogue.logs.get(&log).cloned().map(|names| (log, names)));
    accomplice.session = None;
}

/// The lies of a file.
const LIES: &[(&str, Lie)] = &[
    ("with an entry in somebody else's log", smuggled),
    ("with somebody else's entry rewritten", rewritten),
    ("without somebody else's signature", beheaded),
    ("with somebody else's log signed by its writer", signed_for_another),
    ("of another session", of_another_session),
    ("with another secret for a person", with_another_secret),
    ("opened with an enrolment that the invitation did not sign", badly_enrolled),
];

/// What makes a bundle lie; nothing when there is nothing to lie about.
type Lie = fn(&Laptop, Bundle, &mut Draw) -> Option<Bundle>;

/// Somebody makes a file that lies, and hands it to somebody.
pub(super) fn forge(day: &mut Day, place: usize, draw: &mut Draw) -> Result<(), String> {
    let (now, Some(forger)) = (day.now, day.laptops.get(place)) else { return Ok(()) };
    let Some((lie, made)) = draw.pick(LIES) else { return Ok(()) };
    let Some(bundle) = made(forger, forger.bundle(forger.held.clone(), now), draw) else { return Ok(()) };
    let bytes = forger.write(&bundle).map_err(|fault| format!("the file {lie} can be written: {fault}"))?;
    let victim = draw.below(day.laptops.len());
    let said = format!("{} makes a file {lie}, and {} takes it", forger.name, day.name(victim));
    day.say(said);
    day.files += 1;
    let stick = Stick::spoilt(bytes);
    let Some(victim) = day.laptops.get_mut(victim) else { return Ok(()) };
    // A secret that the laptop does not hold yet can't contradict anything.
    if *lie == "with another secret for a person" && bundle.secrets.keys().any(|one| !victim.secrets.contains_key(one))
    {
        return Ok(());
    }
    let before = victim.contents();
    taken(victim, &stick, now, false).map_err(|_| format!("a file {lie} is refused whole"))?;
    if victim.contents() == before { Ok(()) } else { Err(format!("nothing is written of a file {lie}")) }
}

/// Somebody else's log in that bundle, whose device did not sign as its writer.
fn another(bundle: &Bundle, draw: &mut Draw) -> Option<LogId> {
    let logs: Vec<LogId> =
        bundle.logs.iter().filter(|(_, part)| part.device != bundle.device).map(|(log, _)| *log).collect();
    draw.pick(&logs).copied()
}

fn smuggled(_: &Laptop, mut bundle: Bundle, draw: &mut Draw) -> Option<Bundle> {
    let log = another(&bundle, draw)?;
    let part = bundle.logs.get_mut(&log)?;
    let last = part.entries.iter().max_by_key(|logged| (logged.entry.header.seq, logged.hash))?;
    let event = Event::from(ConfrontationOpened { exception: "smuggled".to_owned() });
    let mut header = last.entry.header.clone();
    (header.prev, header.seq, header.kind) = (last.hash, header.seq + 1, event.kind());
    (header.subject, header.critical) = (None, false);
    part.entries.push(Entry::new(header, event.encode(), None).into());
    Some(bundle)
}

/// An entry of somebody else's unforked log, and those that follow, chained again.
fn rewritten(_: &Laptop, mut bundle: Bundle, draw: &mut Draw) -> Option<Bundle> {
    let log = another(&bundle, draw)?;
    let part = bundle.logs.get_mut(&log)?;
    part.entries.sort_by_key(|logged| logged.entry.header.seq);
    let straight =
        part.entries.windows(2).all(|pair| matches!(pair, [one, next] if next.entry.header.prev == one.hash));
    let from = draw.below(part.entries.len());
    let mut prev = part.entries.get(from).filter(|_| straight)?.entry.header.prev;
    for (place, logged) in part.entries.iter_mut().enumerate().skip(from) {
        let Entry { mut header, leaf, payload } = logged.entry.clone();
        header.clock = if place == from { Clock(header.clock.0 ^ 1) } else { header.clock };
        header.prev = prev;
        *logged = Entry { header, leaf, payload }.into();
        prev = logged.hash;
    }
    Some(bundle)
}

fn beheaded(_: &Laptop, mut bundle: Bundle, draw: &mut Draw) -> Option<Bundle> {
    let log = another(&bundle, draw)?;
    bundle.heads.retain(|head| head.log != log);
    Some(bundle)
}

fn signed_for_another(forger: &Laptop, mut bundle: Bundle, draw: &mut Draw) -> Option<Bundle> {
    let log = another(&bundle, draw)?;
    for head in bundle.heads.iter_mut().filter(|head| head.log == log) {
        let Head { log, seq, hash, .. } = *head;
        *head = forger.key.sign_head(forger.id, log, seq, hash);
    }
    Some(bundle)
}

fn of_another_session(forger: &Laptop, bundle: Bundle, _: &mut Draw) -> Option<Bundle> {
    Some(Bundle::new(bundle.kind, SessionId([77; 16]), bundle.device, forger.person, bundle.made_at))
}

/// A fact about a person, under a secret that is not theirs.
fn with_another_secret(forger: &Laptop, bundle: Bundle, draw: &mut Draw) -> Option<Bundle> {
    let mut liar = forger.clone();
    let subject = *liar.secrets.keys().nth(draw.below(liar.secrets.len()))?;
    let log = liar.pen.as_ref()?.log;
    let length = liar.held.len();
    liar.held.iter_mut().for_each(|logged| {
        logged.entry.payload = logged.entry.payload.take().filter(|_| logged.entry.header.subject != Some(subject))
    });
    liar.secrets.insert(subject, SubjectSecret([0xee; 32]));
    liar.append(edits::grading(domain::id::CandidateId(subject), draw).into(), bundle.made_at.0);
    let made = liar.bundle(liar.held.clone(), bundle.made_at.0);
    let told = made.logs.get(&log)?.entries.iter().any(|logged| logged.entry.header.subject == Some(subject));
    (liar.held.len() > length && told).then_some(made)
}

/// A new log of the writer's, opened with a signature that another key made.
fn badly_enrolled(forger: &Laptop, bundle: Bundle, _: &mut Draw) -> Option<Bundle> {
    let mut liar = forger.clone();
    let log = log_id(liar.key.public(), liar.id, liar.person, [99; 16]);
    let names = liar.pen.as_ref().and_then(|pen| liar.logs.get(&pen.log))?.clone();
    let signature = SigningKey::new(&[0xbd; 32]).sign_enrolment(log);
    let enrolment = Some(Enrolment { key: invitation(1).public(), signature });
    let (session, person, device) = (liar.id, liar.person, liar.key.public());
    let fact =
        LogOpened { session, person, device, epoch: [99; 16], enrolment, receiver: None, software: String::new() };
    liar.logs.insert(log, crate::bundle::LogPart { epoch: [99; 16], entries: Vec::new(), ..names });
    liar.pen = Some(Pen::new(log));
    liar.append(Event::from(fact).into(), bundle.made_at.0);
    Some(liar.bundle(liar.held.clone(), bundle.made_at.0))
}
