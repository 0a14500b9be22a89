//! The office's days before: the session, its candidates, its panel, its subjects and passages, a pack for each member.

use app::Places;
use app::prepare::Opening;
use app::subjects::Document;
use app::tables::Mode;
use domain::command::Command;
use domain::id::{CandidateId, SessionId};
use domain::session::facts::{Passage, SessionDetails};

use super::calendar::{before, civil, date, days, instant, passage};
use super::cast::{self, Part, part};
use super::folder::Folder;
use super::laptop::Laptop;
use super::{DemoArgs, broken};
use crate::trouble::Trouble;

/// A jury about to sit.
#[derive(Debug)]
pub(super) struct Jury {
    /// The office's laptop.
    pub(super) office: Laptop,
    /// Each member's laptop, president's first.
    pub(super) members: Vec<Laptop>,
    /// The session.
    pub(super) session: SessionId,
    /// Its candidates, in the order of their numbers.
    pub(super) candidates: Vec<CandidateId>,
    /// The seed.
    pub(super) seed: u64,
}

impl Jury {
    /// The president's laptop.
    pub(super) fn president(&self) -> Result<&Laptop, Trouble> {
        self.members.first().ok_or_else(|| broken("a jury without president"))
    }

    /// Every laptop, the office's first.
    pub(super) fn laptops(&self) -> impl Iterator<Item = &Laptop> {
        std::iter::once(&self.office).chain(&self.members)
    }

    /// The last day of the session.
    pub(super) fn last_day(&self) -> usize {
        days(self.candidates.len()) - 1
    }
}

/// Prepares the session and hands a pack to each member.
pub(super) fn prepare(folder: &Folder, args: &DemoArgs) -> Result<Jury, Trouble> {
    let places = Places::of_store(&folder.path("stores/secretariat.db"));
    let seed = args.seed.wrapping_mul(7_919);
    let office = Laptop::new("Odile Garnier", "secretariat", places, seed, before(7, 9))?;
    let count = usize::from(args.candidates);
    let session = open(&office, count, "Session de juin 2026 · Jury 2", 0)?;
    let table = cast::table(count, args.seed)?;
    app::files::write(&folder.path("candidats.csv"), &table)?;
    let candidates = register(&office, session, &table, count)?;
    let seats = seat(&office, session, usize::from(args.jurors))?;
    plan(&office, session, &candidates)?;
    let recused = Command::DeclareRecusal {
        juror: *seats.get(1).ok_or_else(|| broken("a jury of one"))?,
        candidate: playing(&candidates, Part::Recused)?,
        ground: "A formé la candidate ou le candidat en 2025.".to_owned(),
    };
    office.does(session, &[recused])?;
    subjects(&office, session, &candidates)?;
    let mut members = Vec::with_capacity(seats.len());
    for ((place, juror), file) in seats.iter().enumerate().zip(cast::members(seats.len())) {
        let name = format!("membre-{}", place + 1);
        let places = Places::of_store(&folder.path(&format!("stores/{name}.db")));
        let own = seed.wrapping_add(u64::try_from(place).unwrap_or(0)).wrapping_add(1);
        let mut laptop = Laptop::new(&file.full_name(), &name, places, own, before(4, 18))?;
        let pack = office.desk.make_pack(session, *juror)?;
        let path = folder.path(&format!("bundles/1-paquet-{name}.delib"));
        app::files::write(&path, &pack.bytes)?;
        laptop.desk.receive_pack(&path, &pack.code)?;
        laptop.person = *juror;
        members.push(laptop);
    }
    Ok(Jury { office, members, session, candidates, seed: args.seed })
}

/// The candidate who plays that part.
pub(super) fn playing(candidates: &[CandidateId], wanted: Part) -> Result<CandidateId, Trouble> {
    let found = candidates.iter().enumerate().find(|(place, _)| part(*place) == wanted);
    found.map(|(_, candidate)| *candidate).ok_or_else(|| broken("nobody plays a part"))
}

/// Opens a session on the built-in référentiel, that many working days after the first.
pub(super) fn open(office: &Laptop, count: usize, name: &str, from: usize) -> Result<SessionId, Trouble> {
    let [file, _] = cast::others();
    let details = SessionDetails {
        name: name.to_owned(),
        centre: "Centre de Besançon".to_owned(),
        place: "12 rue du Lycée, 25000 Besançon".to_owned(),
        starts_on: date(instant(from, 8, 0))?,
        ends_on: date(instant(from + days(count) - 1, 8, 0))?,
    };
    let opening = Opening {
        details,
        referential: app::built_in::referential_text().to_owned(),
        regulation: app::built_in::regulation("exemple-niveaux")?,
        office: file,
    };
    Ok(office.desk.open_session(&opening)?)
}

/// Registers the candidates of a table; each must be accepted.
pub(super) fn register(
    office: &Laptop,
    session: SessionId,
    table: &[u8],
    count: usize,
) -> Result<Vec<CandidateId>, Trouble> {
    let report = office.desk.import_candidates(session, table, Mode::Write)?;
    if report.accepted != count {
        return Err(broken(format!("{} candidates of {count} accepted: {:?}", report.accepted, report.refused)));
    }
    let read = |dossier: &app::dossier::Dossier| Ok(dossier.session.roster().into_iter().map(|(id, _)| id).collect());
    Ok(office.desk.read(session, read)?)
}

/// Gives the members and the representative their seats; the members' come back.
pub(super) fn seat(office: &Laptop, session: SessionId, count: usize) -> Result<Vec<domain::id::PersonId>, Trouble> {
    let [_, representative] = cast::others();
    let mut seats = Vec::with_capacity(count);
    for file in cast::members(count) {
        let juror = office.desk.new_person()?;
        office.does(session, &[Command::SeatJuror { juror, file }])?;
        seats.push(juror);
    }
    let juror = office.desk.new_person()?;
    office.does(session, &[Command::SeatJuror { juror, file: representative }])?;
    Ok(seats)
}

fn plan(office: &Laptop, session: SessionId, candidates: &[CandidateId]) -> Result<(), Trouble> {
    let mut passages = Vec::with_capacity(candidates.len());
    for (place, candidate) in candidates.iter().enumerate() {
        let starts_at = civil(passage(place).1)?;
        let minutes = if part(place) == Part::Late { 60 } else { 45 };
        let passage = Passage { starts_at, minutes, room: "Salle Vauban".to_owned() };
        passages.push(Command::PlanPassage { candidate: *candidate, passage });
    }
    office.does(session, &passages)
}

/// Two subjects for each épreuve of the first bloc, one with a document, drawn by lot for whoever sits it.
fn subjects(office: &Laptop, session: SessionId, candidates: &[CandidateId]) -> Result<(), Trouble> {
    let trials: Vec<String> = office.desk.read(session, |dossier| {
        let first = dossier.session.referential.blocks.first();
        let trials = first.into_iter().flat_map(|block| &block.evaluations).flat_map(|evaluation| &evaluation.trials);
        Ok(trials.map(|trial| trial.code.clone()).collect())
    })?;
    let brief = Document {
        name: "cahier-des-charges.txt".to_owned(),
        media: "text/plain".to_owned(),
        bytes: "Refonte du site d’un musée : 18 mois, 120 000 €, trois publics.\n".as_bytes().to_vec(),
    };
    for trial in &trials {
        let text = "Un musée veut refondre son site : cadrez le projet et présentez-le au comité.";
        office.desk.add_subject(session, trial, "Le musée du Temps", text, std::slice::from_ref(&brief))?;
        let text = "Une coopérative fromagère ouvre la vente en ligne : cadrez le projet.";
        office.desk.add_subject(session, trial, "La coopérative", text, &[])?;
    }
    let mut draws = Vec::new();
    // Whoever brings the bloc does not sit its épreuves.
    for (_, candidate) in candidates.iter().enumerate().filter(|(place, _)| part(*place) != Part::Prior) {
        for trial in &trials {
            draws.push(office.desk.drawing(*candidate, trial.clone())?);
        }
    }
    office.does(session, &draws)
}
