//! A jury of three around a table: Odile's office, Awa who presides, Bruno and Chloé, all three external members.

use std::path::PathBuf;

use domain::command::Command;
use domain::deliberation::Outcome;
use domain::id::{CandidateId, PersonId, SessionId};
use domain::person::{CandidateFile, PriorBlock, PriorKind, Role, Route};
use domain::session::facts::{Attendance, AttendanceStatus};
use domain::time::Timestamp;

use crate::laptop::{Laptop, MORNING};
use crate::papers::{at, civil_status, day, opening_of, seat_file};
use crate::plan::Plan;

/// A seat at the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Seat {
    /// Presides.
    Awa,
    /// A member.
    Bruno,
    /// A member.
    Chloe,
}

/// A session and the four laptops that know it.
pub struct Jury {
    /// The office's laptop.
    pub office: Laptop,
    /// The president's.
    pub awa: Laptop,
    /// A member's.
    pub bruno: Laptop,
    /// Another's.
    pub chloe: Laptop,
    /// The session.
    pub session: SessionId,
    /// Its candidates, in the order of their numbers.
    pub candidates: Vec<CandidateId>,
    /// Awa, Bruno and Chloé in the session.
    pub seats: [PersonId; 3],
}

impl Jury {
    /// A jury for `count` candidates, each juror having opened their pack.
    #[must_use]
    pub fn of(count: u8) -> Self {
        Plan::of(count).seated()
    }

    /// Prepares a jury from nothing: Odile's day before the session.
    pub(crate) fn prepare(plan: &Plan) -> Self {
        let seed = plan.seed();
        let office = Laptop::new("Odile", seed);
        let session = office.desk.open_session(&opening_of(plan.regulation)).expect("a session");
        let candidates: Vec<_> = (1..=plan.candidates).map(|number| admit(&office, session, number, plan)).collect();
        let people =
            [("Diallo", "Awa", Role::President), ("Roche", "Bruno", Role::Member), ("Petit", "Chloé", Role::Member)];
        let seats = people.map(|(family, given, role)| {
            let juror = office.desk.new_person().expect("an identifier");
            office.does(session, Command::SeatJuror { juror, file: seat_file(family, given, role) });
            juror
        });
        let laptops = [("Awa", 1), ("Bruno", 2), ("Chloé", 3)].map(|(name, place)| Laptop::new(name, seed + place));
        let [awa, bruno, chloe] = laptops;
        let jury = Self { office, awa, bruno, chloe, session, candidates, seats };
        jury.writes_particulars(plan);
        for seat in [Seat::Awa, Seat::Bruno, Seat::Chloe] {
            jury.hands_pack_to(seat, jury.laptop(seat));
        }
        for laptop in [&jury.office, &jury.awa, &jury.bruno, &jury.chloe] {
            laptop.desk.lock().expect("the store closes");
        }
        jury
    }

    /// The same jury on other disks, opened.
    pub(crate) fn imaged(&self) -> Self {
        // One hour for all: a story told twice is told at the same hour, whatever was copied before it.
        let image = |laptop: &Laptop, seed| {
            let image = laptop.imaged(seed);
            image.clock.advance_to(Timestamp(MORNING.0 + 3_600_000));
            image
        };
        Self {
            office: image(&self.office, 101),
            awa: image(&self.awa, 102),
            bruno: image(&self.bruno, 103),
            chloe: image(&self.chloe, 104),
            session: self.session,
            candidates: self.candidates.clone(),
            seats: self.seats,
        }
    }

    fn writes_particulars(&self, plan: &Plan) {
        let (office, session) = (&self.office, self.session);
        for (seat, place) in &plan.recusals {
            let (juror, candidate) = (self.person(*seat), self.candidates[*place]);
            office.does(session, Command::DeclareRecusal { juror, candidate, ground: "A formé le candidat".into() });
        }
        for (place, block) in &plan.priors {
            let prior = PriorBlock {
                block: (*block).to_owned(),
                kind: PriorKind::Acquired,
                proof: "PV-2025-0014".into(),
                on: Some(day(2025, 6, 13)),
            };
            office.does(session, Command::RecordPriorBlock { candidate: self.candidates[*place], prior });
        }
        for place in &plan.absents {
            let attendance = Attendance { status: AttendanceStatus::AbsentUnjustified, at: None, note: String::new() };
            let candidate = self.candidates[*place];
            office.does(session, Command::RecordAttendance { candidate, trial: None, attendance });
        }
    }

    /// Odile makes a juror's pack, which is opened on `laptop`.
    pub fn hands_pack_to(&self, seat: Seat, laptop: &Laptop) {
        let pack = self.office.desk.make_pack(self.session, self.person(seat)).expect("a pack");
        let path = laptop.path("pack.delib");
        app::files::write(&path, &pack.bytes).expect("the pack on the key");
        laptop.desk.receive_pack(&path, &pack.code).expect("the pack opens");
    }

    /// Who sits there.
    #[must_use]
    pub fn person(&self, seat: Seat) -> PersonId {
        self.seats[seat as usize]
    }

    /// The laptop of who sits there.
    #[must_use]
    pub fn laptop(&self, seat: Seat) -> &Laptop {
        match seat {
            Seat::Awa => &self.awa,
            Seat::Bruno => &self.bruno,
            Seat::Chloe => &self.chloe,
        }
    }

    /// The three who grade.
    #[must_use]
    pub fn graders(&self) -> [&Laptop; 3] {
        [&self.awa, &self.bruno, &self.chloe]
    }
}

/// The day of a jury.
impl Jury {
    /// Every juror gives every candidate they grade the same level everywhere, and seals.
    pub fn everybody_grades(&self, index: u8) {
        for laptop in self.graders() {
            let grid = laptop.desk.grid(self.session).expect("a grid");
            let absent = |line: &app::view::CandidateLine| line.attendance.is_some_and(|noted| !noted.gradable());
            for line in grid.candidates.iter().filter(|line| !line.recused && !absent(line)) {
                laptop.marks_everything(self.session, line.id, index);
                laptop.seals(self.session, line.id);
            }
        }
    }

    /// The files that Bruno and Chloé hand over.
    #[must_use]
    pub fn results(&self) -> [PathBuf; 2] {
        [&self.bruno, &self.chloe].map(|laptop| laptop.exports(self.session, "results.delib"))
    }

    /// Awa imports what the others hand over.
    pub fn awa_collects(&self) {
        for file in self.results() {
            self.awa.imports(&file);
        }
    }

    /// The morning: graded, collected, laid side by side.
    pub fn grades_and_confronts(&self, index: u8) {
        self.everybody_grades(index);
        self.awa_collects();
        self.awa.does(self.session, Command::OpenConfrontation { exception: String::new() });
    }

    /// Awa writes what the panel decides of a candidate.
    pub fn decides(&self, candidate: CandidateId, outcome: Outcome, ground: &str) {
        self.awa.does(self.session, decision(candidate, outcome, ground));
    }

    /// Awa closes the session.
    pub fn closes(&self) {
        self.awa.does(self.session, closing("PV-2026-0001"));
    }

    /// A whole day on which every candidate gets the title.
    pub fn awards_everybody(&self) {
        self.grades_and_confronts(2);
        for candidate in &self.candidates {
            self.decides(*candidate, Outcome::Awarded, "");
        }
        self.closes();
    }

    /// Every member signs the paper at `path`, on their own laptop, and Awa learns of it.
    pub fn everybody_signs(&self, paper: &std::path::Path) {
        let closed = self.awa.exports(self.session, "closed.delib");
        for (laptop, seat) in self.graders().into_iter().zip(self.seats) {
            if seat != self.seats[0] {
                laptop.imports(&closed);
            }
            laptop.desk.sign_minutes(self.session, seat, paper, None).expect("a signature");
        }
        self.awa_collects();
    }
}

impl Jury {
    /// The decision to write, following the proposal in everything but the outcome.
    #[must_use]
    pub fn decision(candidate: CandidateId, outcome: Outcome, ground: &str) -> Command {
        decision(candidate, outcome, ground)
    }

    /// The closing to write.
    #[must_use]
    pub fn closing(number: &str) -> Command {
        closing(number)
    }
}

fn decision(candidate: CandidateId, outcome: Outcome, ground: &str) -> Command {
    Command::Decide { candidate, outcome, parts_validated: None, mention: None, ground: ground.to_owned() }
}

fn closing(number: &str) -> Command {
    Command::Close { number: number.to_owned(), opened_at: at(16), closed_at: at(17) }
}

fn admit(office: &Laptop, session: SessionId, number: u8, plan: &Plan) -> CandidateId {
    let candidate = office.desk.new_candidate().expect("an identifier");
    let option = ["A4", "A5", "A6"][usize::from(number) % 3];
    let file = CandidateFile {
        number: format!("{number:03}"),
        family_name: format!("Vasseur {number}"),
        given_name: "Camille".into(),
        route: Route::Apprenticeship,
        option: option.into(),
        attempt: 1,
        previous: None,
    };
    let civil = plan.civil.then(|| civil_status(number));
    office.does(session, Command::AdmitCandidate { candidate, file, civil });
    candidate
}
