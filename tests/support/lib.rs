//! People with names, each with a desk of their own: what the stories are told with. Not a place for assertions.
#![cfg(feature = "core")]

use std::path::{Path, PathBuf};
use std::sync::Arc;

use app::clock::SteppingClock;
use app::entropy::SeededEntropy;
use app::keys::slot::Cost;
use app::prepare::Opening;
use app::{Desk, Places};
use domain::command::Command;
use domain::grading::{Mark, Rating};
use domain::id::{CandidateId, PersonId, SessionId};
use domain::person::{CandidateFile, JurorFile, Role, Route};
use domain::session::facts::SessionDetails;
use domain::time::{Date, Timestamp};

/// The passphrase of everybody in the stories.
pub const PASSPHRASE: &str = "une phrase pour essayer";

/// A morning of June.
pub const MORNING: Timestamp = Timestamp(1_781_244_000_000);

/// Somebody at their laptop.
pub struct Laptop {
    /// Whose it is.
    pub name: &'static str,
    /// Its desk.
    pub desk: Desk,
    folder: tempfile::TempDir,
}

impl Laptop {
    /// A laptop with a store just made. The seed makes its keys.
    #[must_use]
    pub fn new(name: &'static str, seed: u64) -> Self {
        let folder = tempfile::tempdir().expect("a folder for the story");
        let desk = Self::desk_in(folder.path(), seed);
        desk.create_store(name, PASSPHRASE).expect("a store");
        Self { name, desk, folder }
    }

    fn desk_in(folder: &Path, seed: u64) -> Desk {
        Desk::new(Places::in_folder(&folder.join("store")))
            .with_clock(Arc::new(SteppingClock::new(MORNING, 1_000)))
            .with_entropy(SeededEntropy::new(seed))
            .with_cost(Cost::FOR_TESTS)
    }

    /// A path on this laptop.
    #[must_use]
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Does something in a session that nobody refuses.
    pub fn does(&self, session: SessionId, command: Command) {
        let done = self.desk.execute(session, None, &command);
        assert!(done.is_ok(), "{} was refused {command:?}: {done:?}", self.name);
    }

    /// Gives a candidate the same level everywhere.
    pub fn marks_everything(&self, session: SessionId, candidate: CandidateId, index: u8) {
        let sheet = self.desk.sheet(session, candidate).expect("a sheet");
        for section in sheet.sections.iter().filter(|section| section.prior.is_none()) {
            for criterion in section.evaluations.iter().flat_map(|evaluation| &evaluation.criteria) {
                let mark = Mark { rating: Some(Rating::Level { index }), comment: String::new() };
                self.does(session, Command::Mark { candidate, criterion: criterion.code.clone(), mark });
            }
        }
    }
}

/// A session of a jury of three: Odile's office, Awa who presides, Bruno and Chloé, external members.
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
    /// A session prepared by Odile, with `count` candidates; each juror has opened their pack.
    #[must_use]
    pub fn of(count: u8) -> Self {
        let office = Laptop::new("Odile", 1);
        let opening = Opening {
            details: details(),
            referential: app::built_in::referential_text().to_owned(),
            regulation: app::built_in::regulation("exemple-niveaux").expect("the example règlement"),
            office: file("Garnier", "Odile", Role::Office, false),
        };
        let session = office.desk.open_session(&opening).expect("a session");
        let candidates: Vec<_> = (1..=count).map(|number| admit(&office, session, number)).collect();
        let people = [
            ("Diallo", "Awa", Role::President, true),
            ("Roche", "Bruno", Role::Member, true),
            ("Petit", "Chloé", Role::Member, true),
        ];
        let seats = people.map(|(family, given, role, external)| {
            let juror = office.desk.new_person().expect("an identifier");
            office.does(session, Command::SeatJuror { juror, file: file(family, given, role, external) });
            juror
        });
        let laptops = [Laptop::new("Awa", 2), Laptop::new("Bruno", 3), Laptop::new("Chloé", 4)];
        for (laptop, seat) in laptops.iter().zip(seats) {
            let pack = office.desk.make_pack(session, seat).expect("a pack");
            let path = laptop.path("pack.delib");
            app::files::write(&path, &pack.bytes).expect("the pack on the key");
            laptop.desk.receive_pack(&path, &pack.code).expect("the pack opens");
        }
        let [awa, bruno, chloe] = laptops;
        Self { office, awa, bruno, chloe, session, candidates, seats }
    }

    /// Awa imports what the others hand over.
    pub fn awa_collects(&self) {
        for laptop in [&self.bruno, &self.chloe] {
            let file = laptop.path("results.delib");
            laptop.desk.export(self.session, &file).expect("an export");
            self.awa.desk.import(&file, app::tables::Mode::Write).expect("an import");
        }
    }
}

fn details() -> SessionDetails {
    SessionDetails {
        name: "Session de juin 2026 · Jury 2".into(),
        centre: "Centre de Besançon".into(),
        place: "12 rue du Lycée, 25000 Besançon".into(),
        starts_on: Date::new(2026, 6, 12).expect("a date"),
        ends_on: Date::new(2026, 6, 12).expect("a date"),
    }
}

fn file(family: &str, given: &str, role: Role, external: bool) -> JurorFile {
    JurorFile {
        family_name: family.into(),
        given_name: given.into(),
        role,
        function: "Cheffe de projet".into(),
        employer: "Atelier du Doubs".into(),
        external,
    }
}

fn admit(office: &Laptop, session: SessionId, number: u8) -> CandidateId {
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
    office.does(session, Command::AdmitCandidate { candidate, file, civil: None });
    candidate
}
