//! The entries of a session read into plain tables: who may write, what stands of what they wrote. A loop of its own: it
//! must not lean on `session::fold`, `session::apply` or `register`, whose errors it is there to find.

use std::collections::{BTreeMap, BTreeSet};

use crate::event::{Event, LogOpened, SessionClosed, SessionOpened};
use crate::grading::Rating;
use crate::id::{CandidateId, DeviceKey, Digest, LogId, PersonId, SessionId};
use crate::log::{self, Logged};
use crate::person::{CandidateFile, JurorFile, Role};
use crate::recount::lineage::Lineage;
use crate::recount::reversal::drop_reversed;
use crate::recount::roster::Roster;
use crate::referential::{Code, Referential};
use crate::regulation::Regulation;
use crate::session::facts::AttendanceStatus;

/// Values that nobody has replaced knowingly, the last written by the laptops' clocks at the end.
pub(super) type Standing<K, V> = BTreeMap<K, Vec<V>>;

/// Everything the second count needs.
pub(super) struct Book {
    pub(super) referential: Referential,
    pub(super) regulation: Regulation,
    pub(super) files: Standing<CandidateId, CandidateFile>,
    pub(super) admitted: BTreeSet<CandidateId>,
    pub(super) withdrawn: BTreeSet<CandidateId>,
    pub(super) attendance: Standing<CandidateId, AttendanceStatus>,
    pub(super) prior: BTreeSet<(CandidateId, Code)>,
    pub(super) jurors: Standing<PersonId, JurorFile>,
    pub(super) unseated: BTreeSet<PersonId>,
    pub(super) recused: Standing<(CandidateId, PersonId), bool>,
    pub(super) sealed: BTreeSet<(CandidateId, PersonId)>,
    pub(super) marks: Standing<(CandidateId, Code, PersonId), Option<Rating>>,
    pub(super) retained: Standing<(CandidateId, Code), Rating>,
}

impl Book {
    /// Reads the entries of one session; `None` when they open none, or its documents can't be read.
    pub(super) fn read(entries: &[Logged]) -> Option<Self> {
        let lineage = Lineage::of(entries);
        let opening = Opening::find(&lineage)?;
        let mut facts = opening.facts(&lineage);
        let erased = drop_erased(&mut facts, &opening);
        keep_allowed(&mut facts, opening.person, &erased);
        cut(&mut facts, &lineage);
        drop_reversed(&mut facts, &lineage);
        drop_marks_after_seals(&mut facts, &lineage);
        let pages = Pages { facts: &facts, lineage: &lineage };
        Some(Self {
            referential: serde_json::from_str(&opening.fact.referential).ok()?,
            regulation: serde_json::from_str(&opening.fact.regulation).ok()?,
            files: pages.standing(file),
            admitted: pages.all(|_, event| match event {
                Event::CandidateAdmitted(fact) => Some(fact.candidate),
                _ => None,
            }),
            withdrawn: pages.all(|_, event| match event {
                Event::CandidateWithdrawn(fact) => Some(fact.candidate),
                _ => None,
            }),
            attendance: pages.standing(attendance),
            prior: pages.all(|_, event| match event {
                Event::PriorBlockRecorded(fact) => Some((fact.candidate, fact.prior.block.clone())),
                _ => None,
            }),
            jurors: pages.standing(|by, event| seat(by, event).map(|(juror, file)| (juror, file.clone()))),
            unseated: pages.all(|_, event| match event {
                Event::JurorUnseated(fact) => Some(fact.juror),
                _ => None,
            }),
            recused: pages.standing(recusal),
            sealed: pages.all(sealed),
            marks: pages.standing(mark),
            retained: pages.standing(retained),
        })
    }

    /// Candidates who did not withdraw.
    pub(super) fn candidates(&self) -> Vec<CandidateId> {
        self.admitted.difference(&self.withdrawn).copied().collect()
    }
}

/// One fact of somebody who may write.
pub(super) struct Fact<'a> {
    pub(super) logged: &'a Logged,
    pub(super) by: PersonId,
    pub(super) event: Event,
}

/// The first two entries of the founder's log.
struct Opening {
    session: SessionId,
    device: DeviceKey,
    person: PersonId,
    fact: SessionOpened,
}

impl Opening {
    fn find(lineage: &Lineage<'_>) -> Option<Self> {
        let mut roots: BTreeMap<LogId, LogOpened> = BTreeMap::new();
        roots.extend(lineage.entries().filter_map(opened));
        lineage.entries().filter(|logged| logged.entry.header.seq == 2).find_map(|logged| {
            let root = roots.get(&logged.entry.header.log)?;
            let Some(Event::SessionOpened(fact)) = event(logged) else { return None };
            (log::session_id(root.device, fact.nonce) == root.session).then_some(Self {
                session: root.session,
                device: root.device,
                person: root.person,
                fact,
            })
        })
    }

    /// Facts of the logs that may write: the founder's device's, and those of whoever it or a delegate let in.
    fn facts<'a>(&self, lineage: &Lineage<'a>) -> Vec<Fact<'a>> {
        let roots: Vec<_> =
            lineage.entries().filter_map(opened).filter(|(_, root)| root.session == self.session).collect();
        let roster = Roster::of(self.device, &roots.iter().cloned().collect(), lineage);
        let trusted = roots.into_iter().filter(|(_, root)| roster.lets_in(root));
        let writers: BTreeMap<LogId, LogOpened> = trusted.collect();
        let fact = |logged: &'a Logged| {
            let root = writers.get(&logged.entry.header.log).filter(|root| roster.keeps(root.device, logged))?;
            Some(Fact { logged, by: root.person, event: event(logged)? })
        };
        lineage.entries().filter_map(fact).collect()
    }
}

/// The facts, as tables read them.
struct Pages<'p, 'a> {
    facts: &'p [Fact<'a>],
    lineage: &'p Lineage<'a>,
}

impl Pages<'_, '_> {
    /// Everything ever written that `read` sees.
    fn all<K: Ord>(&self, read: impl Fn(PersonId, &Event) -> Option<K>) -> BTreeSet<K> {
        self.facts.iter().filter_map(|fact| read(fact.by, &fact.event)).collect()
    }

    /// What `read` sees, without what a later writer knew and replaced.
    fn standing<K: Ord, V>(&self, read: impl Fn(PersonId, &Event) -> Option<(K, V)>) -> Standing<K, V> {
        let mut written: BTreeMap<K, Vec<(&Logged, V)>> = BTreeMap::new();
        for fact in self.facts {
            if let Some((key, value)) = read(fact.by, &fact.event) {
                written.entry(key).or_default().push((fact.logged, value));
            }
        }
        written.into_iter().map(|(key, values)| (key, self.unreplaced(values))).collect()
    }

    fn unreplaced<V>(&self, values: Vec<(&Logged, V)>) -> Vec<V> {
        let places: Vec<&Logged> = values.iter().map(|(logged, _)| *logged).collect();
        let replaced =
            |one: &Logged| places.iter().any(|other| other.hash != one.hash && self.lineage.knew(other, one));
        let mut left: Vec<_> = values.into_iter().filter(|(logged, _)| !replaced(logged)).collect();
        left.sort_by_key(|(logged, _)| {
            let header = &logged.entry.header;
            (header.clock, header.log, header.seq, logged.hash)
        });
        left.into_iter().map(|(_, value)| value).collect()
    }
}

pub(super) fn event(logged: &Logged) -> Option<Event> {
    Event::decode(logged.entry.header.kind, logged.entry.payload.as_deref()?).ok()
}

/// The root of a log that names its own log.
fn opened(logged: &Logged) -> Option<(LogId, LogOpened)> {
    let log = logged.entry.header.log;
    match event(logged)? {
        Event::LogOpened(root) if logged.entry.header.seq == 1 => {
            (log::log_id(root.device, root.session, root.person, root.epoch) == log).then_some((log, root))
        }
        _ => None,
    }
}

fn seat(by: PersonId, event: &Event) -> Option<(PersonId, &JurorFile)> {
    match event {
        Event::SessionOpened(fact) => Some((by, &fact.office)),
        Event::JurorSeated(fact) => Some((fact.juror, &fact.file)),
        Event::JurorCorrected(fact) => Some((fact.juror, &fact.file)),
        _ => None,
    }
}

fn file(_: PersonId, event: &Event) -> Option<(CandidateId, CandidateFile)> {
    match event {
        Event::CandidateAdmitted(fact) => Some((fact.candidate, fact.file.clone())),
        Event::CandidateCorrected(fact) => Some((fact.candidate, fact.file.clone())),
        _ => None,
    }
}

fn attendance(_: PersonId, event: &Event) -> Option<(CandidateId, AttendanceStatus)> {
    match event {
        Event::AttendanceRecorded(fact) if fact.trial.as_deref().unwrap_or_default().is_empty() => {
            Some((fact.candidate, fact.attendance.status))
        }
        _ => None,
    }
}

fn recusal(_: PersonId, event: &Event) -> Option<((CandidateId, PersonId), bool)> {
    match event {
        Event::RecusalDeclared(fact) => Some(((fact.candidate, fact.juror), true)),
        Event::RecusalLifted(fact) => Some(((fact.candidate, fact.juror), false)),
        _ => None,
    }
}

fn mark(by: PersonId, event: &Event) -> Option<((CandidateId, Code, PersonId), Option<Rating>)> {
    match event {
        Event::Marked(fact) => Some(((fact.candidate, fact.criterion.clone(), by), fact.mark.rating)),
        _ => None,
    }
}

fn sealed(by: PersonId, event: &Event) -> Option<(CandidateId, PersonId)> {
    match event {
        Event::SheetSealed(fact) => Some((fact.candidate, by)),
        _ => None,
    }
}

fn retained(_: PersonId, event: &Event) -> Option<((CandidateId, Code), Rating)> {
    match event {
        Event::RatingRetained(fact) => Some(((fact.candidate, fact.criterion.clone()), fact.retained.rating)),
        _ => None,
    }
}

/// Seats whose holders may write facts of that kind, for the kinds a count reads.
fn writers_of(kind: u16) -> &'static [Role] {
    match kind {
        2 => &[Role::Office],
        10..=15 | 20..=22 => &[Role::Office, Role::President],
        24 | 25 | 33 => &[Role::Office, Role::President, Role::Member],
        8 | 9 => &[Role::Office, Role::President],
        40..=42 => &[Role::President, Role::Member],
        51 | 70 => &[Role::President],
        74 => &[Role::Office],
        _ => &[],
    }
}

/// Drops what was said of the persons whom the office erased; gives them back.
fn drop_erased(facts: &mut Vec<Fact<'_>>, opening: &Opening) -> BTreeSet<PersonId> {
    let of_office = facts.iter().filter(|fact| fact.by == opening.person);
    let erased: BTreeSet<PersonId> = of_office
        .filter_map(|fact| match &fact.event {
            Event::PersonErased(erased) => Some(erased.person),
            _ => None,
        })
        .collect();
    facts.retain(|fact| fact.event.person().is_none_or(|person| !erased.contains(&PersonId(person))));
    erased
}

/// Drops what somebody wrote who never held a seat that allows it. Seats are themselves written: they are read until
/// nobody gains a seat any more. Those of the erased are known no more: what they wrote of others stands.
fn keep_allowed(facts: &mut Vec<Fact<'_>>, office: PersonId, erased: &BTreeSet<PersonId>) {
    let mut seats: BTreeSet<(PersonId, Role)> = erased.iter().map(|person| (*person, Role::President)).collect();
    seats.insert((office, Role::Office));
    let allowed = |fact: &Fact<'_>, seats: &BTreeSet<(PersonId, Role)>| {
        writers_of(fact.event.kind()).iter().any(|role| seats.contains(&(fact.by, *role)))
    };
    loop {
        let known = seats.len();
        let written = facts.iter().filter(|fact| allowed(fact, &seats)).filter_map(|fact| seat(fact.by, &fact.event));
        let gained: Vec<_> = written.map(|(juror, file)| (juror, file.role)).collect();
        seats.extend(gained);
        if seats.len() == known {
            break;
        }
    }
    facts.retain(|fact| allowed(fact, &seats));
}

/// Once the session is closed, only what the closing counted is read.
fn cut(facts: &mut Vec<Fact<'_>>, lineage: &Lineage<'_>) {
    let closed: BTreeMap<Digest, SessionClosed> = facts
        .iter()
        .filter_map(|fact| match &fact.event {
            Event::SessionClosed(closing) => Some((fact.logged.hash, closing.clone())),
            _ => None,
        })
        .collect();
    let closings = Pages { facts, lineage }.standing(|_, event| match event {
        Event::SessionClosed(fact) => Some(((), fact.clone())),
        Event::ClosingUpheld(fact) => closed.get(&fact.closing).map(|closing| ((), closing.clone())),
        _ => None,
    });
    let Some(closings) = closings.get(&()) else { return };
    // A head names an entry by its hash: what another branch of the same log holds below it was not counted. While closings
    // contradict each other, what one of them counts is read.
    let counted = lineage.chains(closings.iter().flat_map(|closing| &closing.cut).map(|head| head.hash));
    facts.retain(|fact| counted.contains(&fact.logged.hash));
}

/// A mark written by somebody who knew the sheet was sealed does not count.
fn drop_marks_after_seals(facts: &mut Vec<Fact<'_>>, lineage: &Lineage<'_>) {
    let mut seals: BTreeMap<(CandidateId, PersonId), Vec<&Logged>> = BTreeMap::new();
    for fact in facts.iter() {
        if let Some(sheet) = sealed(fact.by, &fact.event) {
            seals.entry(sheet).or_default().push(fact.logged);
        }
    }
    let late = |fact: &Fact<'_>| match &fact.event {
        Event::Marked(mark) => {
            let seals = seals.get(&(mark.candidate, fact.by)).map(Vec::as_slice).unwrap_or_default();
            seals.iter().any(|seal| lineage.knew(fact.logged, seal))
        }
        _ => false,
    };
    facts.retain(|fact| !late(fact));
}
