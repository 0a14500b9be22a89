//! A jury of three and its office, each on a laptop that writes real entries: seats, packs, candidates, marks, corrections,
//! seals, a cloned laptop, clocks that are wrong. A seed gives the same jury again.

use std::collections::{BTreeMap, BTreeSet};

use domain::deliberation::Retained;
use domain::event::{
    CandidateAdmitted, CandidateCorrected, CivilStatusRecorded, Enrolment, Event, Imported, JurorInvited, JurorSeated,
    LogHead, LogOpened, Marked, RatingRetained, RecusalDeclared, SessionOpened, SheetSealed,
};
use domain::grading::{Mark, Rating};
use domain::id::{CandidateId, Digest, LogId, PersonId, SessionId, SubjectSecret};
use domain::log::{Clock, Entry, Head, Header, Logged, log_id, session_id};
use domain::person::{CandidateFile, CivilStatus, JurorFile, Role, Route, Sex};
use domain::regulation::Regulation;
use domain::session::facts::SessionDetails;
use domain::time::{Date, Timestamp};

use crate::bundle::{Bundle, Kind, LogPart, Pack};
use crate::device::SigningKey;
use crate::run::runs;
use crate::session_key::SessionKey;
use domain::testing::draw::Draw;

/// 12 June 2026, 8:00 UTC.
pub(super) const MORNING: Timestamp = Timestamp(1_781_251_200_000);
/// The key of every session of these tests.
pub(super) const SESSION_KEY: [u8; 32] = [0x5e; 32];

/// One laptop.
pub(super) struct Laptop {
    pub(super) key: SigningKey,
    pub(super) person: PersonId,
    pub(super) epoch: [u8; 16],
    pub(super) log: LogId,
    pub(super) entries: Vec<Logged>,
    /// Entries of other laptops known here, by log: the last one.
    seen: BTreeMap<LogId, (u32, Digest)>,
    /// How far its clock is from the time of the place, in milliseconds.
    skew: i64,
    clock: Clock,
}

/// The jury.
pub(super) struct Jury {
    pub(super) session: SessionId,
    pub(super) secrets: BTreeMap<[u8; 16], SubjectSecret>,
    pub(super) office: Laptop,
    pub(super) jurors: Vec<Laptop>,
    /// What the clone of the last juror's laptop wrote on its side.
    pub(super) clone: Vec<Logged>,
    pub(super) candidates: Vec<CandidateId>,
    now: i64,
}

impl Laptop {
    pub(super) fn new(number: u8, session: SessionId, person: PersonId, skew: i64) -> Self {
        let key = SigningKey::new(&[number; 32]);
        let epoch = [number; 16];
        let log = log_id(key.public(), session, person, epoch);
        Self { key, person, epoch, log, entries: Vec::new(), seen: BTreeMap::new(), skew, clock: Clock(0) }
    }

    /// Writes an event at the end of its log.
    pub(super) fn write(&mut self, event: impl Into<Event>, now: i64, secrets: &BTreeMap<[u8; 16], SubjectSecret>) {
        let event = event.into();
        self.clock = self.clock.next(Timestamp(now + self.skew));
        let (seq, prev) =
            self.entries.last().map_or((0, Digest(self.log.0)), |last| (last.entry.header.seq, last.hash));
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
        let secret = header.subject.map(|subject| secrets[&subject]);
        self.entries.push(Entry::new(header, event.encode(), secret.as_ref()).into());
    }
}

fn file(role: Role, name: &str) -> JurorFile {
    JurorFile {
        family_name: name.to_owned(),
        given_name: "Awa".to_owned(),
        role,
        function: String::new(),
        employer: String::new(),
        external: true,
    }
}

fn candidate_file(number: u8, name: &str) -> CandidateFile {
    CandidateFile {
        number: number.to_string(),
        family_name: name.to_owned(),
        given_name: "Chloé".to_owned(),
        route: Route::Apprenticeship,
        option: "A4".to_owned(),
        attempt: 1,
        previous: None,
    }
}

/// The référentiel and the règlement a session opens with; the built-in ones where it is to be folded.
fn documents(whole: bool) -> (String, String) {
    if !whole {
        return ("{}".to_owned(), "{}".to_owned());
    }
    let referential = include_str!("../../../../assets/referentials/chef-de-projet-digital.json").to_owned();
    let regulation: Regulation =
        toml::from_str(include_str!("../../../../assets/regulations/exemple-niveaux.toml")).unwrap();
    (referential, serde_json::to_string(&regulation).unwrap())
}

impl Jury {
    /// A jury that wrote a little: enough for a bundle of each thing, too little for a long file.
    pub(super) fn small() -> Self {
        let mut jury = Self::seated(1, 1, false);
        jury.grade(&mut Draw(1), 2);
        jury
    }

    /// A jury's whole day, as `seed` draws it.
    pub(super) fn busy(seed: u64) -> Self {
        let mut draw = Draw(seed);
        let mut jury = Self::seated(3, 4, true);
        for laptop in &mut jury.jurors {
            laptop.skew = [0, 3_600_000, -86_400_000, 40 * 86_400_000][draw.below(4)];
        }
        jury.grade(&mut draw, 25);
        jury.fork(&mut draw);
        jury.deliberate();
        jury
    }

    /// The office opens the session, seats and invites `jurors`, admits `candidates`; each juror opens a log.
    fn seated(jurors: u8, candidates: u8, whole: bool) -> Self {
        let key = SigningKey::new(&[200; 32]);
        let session = session_id(key.public(), [9; 16]);
        let mut jury = Self {
            session,
            secrets: BTreeMap::new(),
            office: Laptop::new(200, session, PersonId([200; 16]), 0),
            jurors: Vec::new(),
            clone: Vec::new(),
            candidates: Vec::new(),
            now: MORNING.0,
        };
        jury.open(whole);
        for number in 1..=jurors {
            jury.seat(number);
        }
        for number in 1..=candidates {
            jury.admit(number);
        }
        for number in 1..=jurors {
            jury.join(number);
        }
        jury
    }

    fn office_writes(&mut self, event: impl Into<Event>) {
        self.now += 1_000;
        self.office.write(event, self.now, &self.secrets);
    }

    fn open(&mut self, whole: bool) {
        let (referential, regulation) = documents(whole);
        let details = SessionDetails {
            name: "Session de juin".to_owned(),
            centre: String::new(),
            place: "Lyon".to_owned(),
            starts_on: Date::new(2026, 6, 12).unwrap(),
            ends_on: Date::new(2026, 6, 13).unwrap(),
        };
        let opened = opened(&self.office, self.session, None);
        self.office_writes(opened);
        let office = file(Role::Office, "Office");
        self.office_writes(SessionOpened { nonce: [9; 16], details, referential, regulation, office });
    }

    fn seat(&mut self, number: u8) {
        let juror = PersonId([number; 16]);
        self.secrets.insert(juror.0, SubjectSecret([number; 32]));
        let role = if number == 1 { Role::President } else { Role::Member };
        self.office_writes(JurorSeated { juror, file: file(role, &format!("Juror {number}")) });
        self.office_writes(JurorInvited { juror, enrolment: invitation(number).public() });
    }

    fn admit(&mut self, number: u8) {
        let candidate = CandidateId([100 + number; 16]);
        self.candidates.push(candidate);
        self.secrets.insert(candidate.0, SubjectSecret([100 + number; 32]));
        self.office_writes(CandidateAdmitted { candidate, file: candidate_file(number, "Diallo") });
        let civil = CivilStatus {
            birth_name: "Diallo".to_owned(),
            usage_name: None,
            given_names: vec!["Chloé".to_owned()],
            sex: Sex::F,
            born_on: Date::new(2001, 2, 3).unwrap(),
            birth_place: "Lyon".to_owned(),
            birth_insee: None,
            birth_country: None,
        };
        self.office_writes(CivilStatusRecorded { candidate, civil });
    }

    fn join(&mut self, number: u8) {
        let mut laptop = Laptop::new(number, self.session, PersonId([number; 16]), 0);
        let signature = invitation(number).sign_enrolment(laptop.log);
        let enrolment = Enrolment { key: invitation(number).public(), signature };
        let first = opened(&laptop, self.session, Some(enrolment));
        laptop.write(first, self.now, &self.secrets);
        let (log, last) = (self.office.log, self.office.entries.last().unwrap());
        let (seq, hash) = (last.entry.header.seq, last.hash);
        laptop.seen.insert(log, (seq, hash));
        let heads = vec![LogHead { log, seq, hash }];
        laptop.write(Imported { bundle: Digest([7; 32]), heads }, self.now, &self.secrets);
        self.jurors.push(laptop);
    }

    /// Each juror gives `acts` marks, changes some, steps back, seals some sheets.
    fn grade(&mut self, draw: &mut Draw, acts: usize) {
        for laptop in &mut self.jurors {
            for _ in 0..acts {
                self.now += i64::try_from(draw.below(5_000)).unwrap();
                let candidate = self.candidates[draw.below(self.candidates.len())];
                let event: Event = match draw.below(20) {
                    0 => SheetSealed { candidate, digest: Digest([1; 32]), marks: 3 }.into(),
                    1 => RecusalDeclared { juror: laptop.person, candidate, ground: "un lien".to_owned() }.into(),
                    _ => mark(candidate, draw).into(),
                };
                laptop.write(event, self.now, &self.secrets);
            }
        }
    }

    /// The last juror's laptop is cloned: both go on, and one goes on twice.
    fn fork(&mut self, draw: &mut Draw) {
        let laptop = self.jurors.last_mut().unwrap();
        let (trunk, clock) = (laptop.entries.clone(), laptop.clock);
        for _ in 0..3 {
            laptop.write(mark(self.candidates[0], draw), self.now + 5_000, &self.secrets);
        }
        let kept = std::mem::replace(&mut laptop.entries, trunk.clone());
        laptop.clock = clock;
        for _ in 0..2 {
            laptop.write(mark(self.candidates[1], draw), self.now + 9_000, &self.secrets);
        }
        self.clone = laptop.entries.split_off(trunk.len());
        laptop.entries = kept;
    }

    /// The president takes in what the others wrote and retains; the office corrects a candidate without having seen it.
    fn deliberate(&mut self) {
        let heads = self.jurors.iter().skip(1).map(|laptop| {
            let last = laptop.entries.last().unwrap();
            LogHead { log: laptop.log, seq: last.entry.header.seq, hash: last.hash }
        });
        let mut heads: Vec<LogHead> = heads.collect();
        heads.sort_by_key(|head| head.log);
        let (candidate, now) = (self.candidates[0], self.now + 20_000);
        let president = self.jurors.first_mut().unwrap();
        president.write(Imported { bundle: Digest([8; 32]), heads }, now, &self.secrets);
        let retained = Retained { rating: Rating::Level { index: 2 }, ground: String::new(), ledger: Vec::new() };
        president.write(RatingRetained { candidate, criterion: "C1".to_owned(), retained }, now, &self.secrets);
        let file = candidate_file(1, "Diallo-Martin");
        president.write(CandidateCorrected { candidate, file: file.clone() }, now, &self.secrets);
        self.office_writes(CandidateCorrected {
            candidate,
            file: CandidateFile { family_name: "Dialo".into(), ..file },
        });
    }

    /// Every laptop: the office's, then the jurors'.
    pub(super) fn laptops(&self) -> impl Iterator<Item = &Laptop> {
        std::iter::once(&self.office).chain(&self.jurors)
    }

    /// Every entry that anybody wrote.
    pub(super) fn everything(&self) -> Vec<Logged> {
        self.laptops().flat_map(|laptop| &laptop.entries).chain(&self.clone).cloned().collect()
    }

    /// A bundle of those entries, written by the office; whoever wrote an entry that ends a run signs it.
    pub(super) fn bundle(&self, entries: &[Logged]) -> Bundle {
        let office = &self.office;
        let mut bundle = Bundle::new(Kind::Results, self.session, office.key.public(), office.person, MORNING);
        for laptop in self.laptops() {
            let own = entries.iter().filter(|logged| logged.entry.header.log == laptop.log);
            let own: Vec<Logged> = own.cloned().collect();
            if !own.is_empty() {
                bundle.heads.extend(heads(self.session, laptop, &own));
                let (device, person, epoch) = (laptop.key.public(), laptop.person, laptop.epoch);
                bundle.logs.insert(laptop.log, LogPart { device, person, epoch, entries: own });
            }
        }
        let with_payload = entries.iter().filter(|logged| logged.entry.payload.is_some());
        let subjects: BTreeSet<_> = with_payload.filter_map(|logged| logged.entry.header.subject).collect();
        bundle.secrets = subjects.into_iter().map(|subject| (subject, self.secrets[&subject])).collect();
        bundle
    }

    /// The pack of the first juror: what the office knows but civil statuses, and the right to write.
    pub(super) fn pack(&self) -> Bundle {
        let mut entries = self.office.entries.clone();
        entries.iter_mut().filter(|l| l.entry.header.kind == 12).for_each(|l| l.entry.payload = None);
        let mut bundle = self.bundle(&entries);
        bundle.kind = Kind::Pack;
        bundle.add_blob(b"%PDF-1.7 a subject".to_vec());
        let session_key = SessionKey::new(SESSION_KEY);
        bundle.pack = Some(Pack { addressee: PersonId([1; 16]), enrolment: Some([51; 32]), session_key });
        bundle
    }
}

/// The key that the pack of juror `number` holds.
pub(super) fn invitation(number: u8) -> SigningKey {
    SigningKey::new(&[50 + number; 32])
}

/// Signed heads for the ends of the runs of `entries`.
pub(super) fn heads(session: SessionId, laptop: &Laptop, entries: &[Logged]) -> Vec<Head> {
    let ends = runs(entries).into_iter().filter_map(|run| run.end());
    ends.map(|(seq, hash)| laptop.key.sign_head(session, laptop.log, seq, hash)).collect()
}

/// The first entry of a laptop's log.
pub(super) fn opened(laptop: &Laptop, session: SessionId, enrolment: Option<Enrolment>) -> LogOpened {
    LogOpened {
        session,
        person: laptop.person,
        device: laptop.key.public(),
        epoch: laptop.epoch,
        enrolment,
        software: "delibere 0.1.0".to_owned(),
        receiver: None,
    }
}

fn mark(candidate: CandidateId, draw: &mut Draw) -> Marked {
    let rating = [None, Some(Rating::NotObserved), Some(Rating::Level { index: 1 })][draw.below(3)];
    let mark = Mark { rating, comment: if draw.once_in(4) { "À revoir".to_owned() } else { String::new() } };
    Marked { candidate, criterion: format!("C{}", 1 + draw.below(6)), mark }
}
