//! The stage of the tests: named people, a pocket référentiel, and sessions that are folded from real entries, so that no
//! test goes by a shorter way than the product. It exists in tests alone (feature `testing`) and panics when a scene fails.

pub mod draw;
pub mod papers;
pub mod people;
pub mod spoil;

use std::collections::BTreeMap;
use std::fmt::Debug;

use crate::command::Command;
use crate::decide::decide;
use crate::event::{Enrolment, Event, Imported, JurorInvited, LogHead, LogOpened, SessionOpened};
use crate::grading::{Mark, Rating};
use crate::id::{CandidateId, DeviceKey, Digest, LogId, PersonId, SessionId, Signature};
use crate::log::{Clock, Entry, Header, Logged, log_id, session_id};
use crate::referential::{self, Referential};
use crate::refusal::Refusal;
use crate::regulation::Regulation;
use crate::session::Session;
use crate::session::fold::fold;
use crate::time::Timestamp;

use people::{AWA, BRUNO, CHLOE, ODILE};

/// The device that opens every session of the stage.
pub const FOUNDER: DeviceKey = DeviceKey([0xf0; 32]);
const NONCE: [u8; 16] = [3; 16];
/// The stage's first instant: 12 June 2026, 08:00 UTC.
const MORNING: i64 = 1_781_251_200_000;

/// The device of that person's laptop, where they have one of their own.
#[must_use]
pub fn laptop_of(person: PersonId) -> DeviceKey {
    device(person, 0)
}

/// A session that is being played.
#[derive(Debug, Clone)]
pub struct Stage {
    /// The session as its entries leave it.
    pub session: Session,
    /// Every entry written so far, in the order of writing.
    pub entries: Vec<Logged>,
    pens: BTreeMap<Laptop, Pen>,
    /// Laptops of somebody else.
    borrowed: BTreeMap<Laptop, DeviceKey>,
    now: i64,
}

/// Whose laptop, and which of theirs.
type Laptop = (PersonId, u8);

/// The log of one laptop.
#[derive(Debug, Clone)]
struct Pen {
    log: LogId,
    head: Option<LogHead>,
    clock: Clock,
    seen: Vec<LogHead>,
}

impl Stage {
    /// A session that Odile just opened.
    #[must_use]
    pub fn open(referential: &Referential, regulation: &Regulation) -> Self {
        let opened = SessionOpened {
            nonce: NONCE,
            details: people::details(),
            referential: sure(serde_json::to_string(referential)),
            regulation: sure(serde_json::to_string(regulation)),
            office: people::odile(),
        };
        let mut pen = Pen::new(log_id(FOUNDER, session_id(FOUNDER, NONCE), ODILE, [0; 16]));
        let first = opening(ODILE, FOUNDER, None).into();
        let entries = vec![pen.write(MORNING, &first), pen.write(MORNING, &opened.into())];
        let session = sure(fold(session_id(FOUNDER, NONCE), &entries));
        Self { session, entries, pens: BTreeMap::from([((ODILE, 0), pen)]), borrowed: BTreeMap::new(), now: MORNING }
    }

    /// The pocket référentiel, three levels; Awa presides, Bruno and Chloé sit, René represents; Inès and Jonas are
    /// registered.
    #[must_use]
    pub fn pocket() -> Self {
        Self::open(&papers::pocket(), &papers::levels()).with_panel().with_candidates()
    }

    /// The same, scored out of 20, with mentions.
    #[must_use]
    pub fn pocket_scored() -> Self {
        Self::open(&papers::pocket(), &papers::scores()).with_panel().with_candidates()
    }

    /// The built-in référentiel, three levels, the same people.
    #[must_use]
    pub fn built_in() -> Self {
        let referential = sure(referential::built_in());
        Self::open(&referential, &papers::levels()).with_panel().with_candidates()
    }

    /// Seats the panel and makes the members' packs.
    #[must_use]
    pub fn with_panel(mut self) -> Self {
        for (juror, file) in people::panel() {
            self.does(ODILE, Command::SeatJuror { juror, file });
        }
        for juror in [AWA, BRUNO, CHLOE] {
            self.write(ODILE, vec![JurorInvited { juror, enrolment: enrolment_key(juror) }.into()]);
        }
        self
    }

    /// Registers Inès and Jonas.
    #[must_use]
    pub fn with_candidates(mut self) -> Self {
        let option = self.session.referential.options().next().map(|block| block.code.clone()).unwrap_or_default();
        for (candidate, file) in people::candidates(&option) {
            self.does(ODILE, Command::AdmitCandidate { candidate, file, civil: None });
        }
        self
    }

    /// What the rules answer, without writing it.
    ///
    /// # Errors
    /// The refusal.
    pub fn tries(&self, by: PersonId, command: &Command) -> Result<Vec<Event>, Refusal> {
        decide(&self.session, by, command)
    }

    /// The laptop on which that person writes: where their log was opened, or where it would be.
    #[must_use]
    pub fn writes_on(&self, by: PersonId) -> DeviceKey {
        let opened = self.pens.get(&(by, 0)).and_then(|pen| self.session.authors.get(&pen.log));
        let invited = self.session.jurors.get(&by).is_some_and(|juror| !juror.invitations.is_empty());
        let apart = invited || self.session.knows_device(laptop_of(by));
        opened.map_or(if apart { laptop_of(by) } else { FOUNDER }, |author| author.device)
    }

    /// Does it, knowing everything that was written so far; the scene fails when the rules refuse.
    pub fn does(&mut self, by: PersonId, command: Command) -> &mut Self {
        let events = sure(self.tries(by, &command));
        self.write(by, events)
    }

    /// Writes facts, knowing everything that was written so far.
    pub fn write(&mut self, by: PersonId, events: Vec<Event>) -> &mut Self {
        self.look_around((by, 0));
        self.write_apart(by, events)
    }

    /// Writes facts without having seen what others wrote since that person last looked.
    pub fn write_apart(&mut self, by: PersonId, events: Vec<Event>) -> &mut Self {
        self.write_on((by, 0), events)
    }

    /// Writes facts on a second laptop of the same person, which has seen nothing but the pack it was opened with.
    pub fn write_on_second_laptop(&mut self, by: PersonId, events: Vec<Event>) -> &mut Self {
        self.write_on((by, 1), events)
    }

    /// Writes facts as `by` on `other`'s laptop, knowing everything that was written so far.
    pub fn write_on_laptop_of(&mut self, other: PersonId, by: PersonId, events: Vec<Event>) -> &mut Self {
        self.borrowed.insert((by, 2), laptop_of(other));
        self.look_around((by, 2));
        self.write_on((by, 2), events)
    }

    /// One member gives the same rating to every criterion of a candidate.
    pub fn rates(&mut self, juror: PersonId, candidate: CandidateId, rating: Rating) -> &mut Self {
        let Some(file) = self.session.candidates.get(&candidate) else { return self };
        let criteria: Vec<String> = self.session.criteria_to_grade(file).into_iter().map(str::to_owned).collect();
        let marks = criteria.into_iter().map(|criterion| {
            let mark = Mark { rating: Some(rating), comment: String::new() };
            sure(self.tries(juror, &Command::Mark { candidate, criterion, mark }))
        });
        let events = marks.flatten().collect();
        self.write(juror, events)
    }

    /// One member rates everything alike, then seals.
    pub fn rates_and_seals(&mut self, juror: PersonId, candidate: CandidateId, rating: Rating) -> &mut Self {
        self.rates(juror, candidate, rating).does(juror, Command::SealSheet { candidate })
    }

    /// Every member gives every candidate that rating and seals; Awa opens the confrontation.
    #[must_use]
    pub fn confronted(mut self, rating: Rating) -> Self {
        for (candidate, _) in people::candidates("") {
            for juror in [AWA, BRUNO, CHLOE] {
                self.rates_and_seals(juror, candidate, rating);
            }
        }
        self.does(AWA, Command::OpenConfrontation { exception: String::new() });
        self
    }

    /// Everybody received the best rating and the title; Awa closed under the number PV-2026-0001.
    #[must_use]
    pub fn closed(self) -> Self {
        let best = papers::best(&self.session.regulation);
        let mut stage = self.confronted(best);
        for (candidate, _) in people::candidates("") {
            stage.does(AWA, papers::award(candidate));
        }
        stage.does(AWA, papers::close());
        stage
    }

    fn write_on(&mut self, laptop: Laptop, events: Vec<Event>) -> &mut Self {
        for event in &events {
            self.append(laptop, event);
        }
        self.session = sure(fold(self.session.id, &self.entries));
        self
    }

    /// The laptop's log learns how far the others went.
    fn look_around(&mut self, laptop: Laptop) {
        let seen = self.pen(laptop).seen.clone();
        let others = self.pens.iter().filter(|(other, _)| **other != laptop);
        let heads: Vec<LogHead> = others.filter_map(|(_, pen)| pen.head.clone()).collect();
        if seen == heads {
            return;
        }
        self.append(laptop, &Imported { bundle: Digest([0; 32]), heads: heads.clone() }.into());
        self.pen(laptop).seen = heads;
    }

    fn append(&mut self, laptop: Laptop, event: &Event) {
        self.now += 1000;
        let now = self.now;
        let logged = self.pen(laptop).write(now, event);
        self.entries.push(logged);
    }

    /// The laptop's log, opened on a device of its own when a pack was made for the person, else on the founder's.
    fn pen(&mut self, laptop: Laptop) -> &mut Pen {
        let (by, number) = laptop;
        if !self.pens.contains_key(&laptop) {
            let invited = self.session.jurors.get(&by).is_some_and(|juror| !juror.invitations.is_empty());
            let own = self.borrowed.get(&laptop).copied().unwrap_or_else(|| device(by, number));
            let apart = invited || self.borrowed.contains_key(&laptop) || self.session.knows_device(own);
            let device = if apart { own } else { FOUNDER };
            let right = Enrolment { key: enrolment_key(by), signature: Signature([0; 64]) };
            let mut pen = Pen::new(log_id(device, self.session.id, by, [0; 16]));
            let enrolment = (invited && !self.borrowed.contains_key(&laptop)).then_some(right);
            self.entries.push(pen.write(self.now, &opening(by, device, enrolment).into()));
            self.pens.insert(laptop, pen);
        }
        self.pens.entry(laptop).or_insert_with(|| Pen::new(LogId([0; 32])))
    }
}

impl Pen {
    fn new(log: LogId) -> Self {
        Self { log, head: None, clock: Clock(0), seen: Vec::new() }
    }

    fn write(&mut self, now: i64, event: &Event) -> Logged {
        let (seq, prev) = self.head.as_ref().map_or((0, Digest(self.log.0)), |head| (head.seq, head.hash));
        self.clock = self.clock.next(Timestamp(now));
        let header = Header {
            log: self.log,
            seq: seq + 1,
            prev,
            clock: self.clock,
            kind: event.kind(),
            kind_version: 1,
            critical: event.is_critical(),
            subject: event.subject(),
        };
        let logged = Logged::from(Entry::new(header, event.encode(), None));
        self.head = Some(LogHead { log: self.log, seq: seq + 1, hash: logged.hash });
        logged
    }
}

fn opening(person: PersonId, device: DeviceKey, enrolment: Option<Enrolment>) -> LogOpened {
    let session: SessionId = session_id(FOUNDER, NONCE);
    LogOpened { session, person, device, epoch: [0; 16], enrolment, software: "stage".to_owned(), receiver: None }
}

fn device(person: PersonId, number: u8) -> DeviceKey {
    DeviceKey(*blake3::hash(&[&person.0[..], &[number]].concat()).as_bytes())
}

fn enrolment_key(juror: PersonId) -> DeviceKey {
    DeviceKey(*blake3::hash(&juror.0).as_bytes())
}

/// The value, or the end of the scene.
#[expect(clippy::panic, reason = "a scene that fails ends its test")]
fn sure<T, E: Debug>(outcome: Result<T, E>) -> T {
    outcome.unwrap_or_else(|reason| panic!("The scene fails: {reason:?}"))
}
