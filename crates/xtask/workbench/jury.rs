//! A small made-up session to write to: one juror, a few candidates, the built-in référentiel. It goes through the same
//! commands as a real one; nobody in it exists.

use std::path::Path;

use app::keys::slot::Cost;
use app::prepare::Opening;
use app::{Desk, Failure, Places};
use domain::command::Command;
use domain::id::{CandidateId, PersonId, SessionId};
use domain::person::{CandidateFile, JurorFile, Role, Route};
use domain::referential::{Code, Referential};
use domain::session::facts::SessionDetails;
use domain::time::Date;

use crate::bench::hall::Hall;
use crate::option;

/// The passphrase of every made-up store.
pub(crate) const PASSPHRASE: &str = "quatre mots au hasard";

const REFERENTIAL: &str = include_str!("../../../assets/referentials/chef-de-projet-digital.json");
const REGULATION: &str = include_str!("../../../assets/regulations/exemple-niveaux.toml");
const OPTION: &str = "A5";
const NAMES: [(&str, &str); 4] = [("Vasseur", "Camille"), ("Traoré", "Aïcha"), ("Le Goff", "Loïc"), ("Moreau", "Inès")];

/// Who and what can be marked.
pub(crate) struct Jury {
    pub(crate) session: SessionId,
    pub(crate) juror: PersonId,
    pub(crate) candidates: Vec<CandidateId>,
    pub(crate) criteria: Vec<Code>,
}

/// A desk in `home`, whose passphrase costs little: nothing there is worth protecting.
pub(crate) fn desk(home: &Path) -> Desk {
    Desk::new(Places::in_folder(home)).with_cost(Cost::FOR_TESTS)
}

/// Makes the store in `home` and the session in it.
pub(crate) fn convene(home: &Path) -> Result<Jury, Failure> {
    let desk = desk(home);
    desk.create_store("Awa Diallo", PASSPHRASE)?;
    let session = desk.open_session(&opening()?)?;
    let juror = desk.new_person()?;
    let seat = Command::SeatJuror { juror, file: person("Martin", "Bruno", Role::President) };
    desk.execute(session, None, &seat)?;
    for (number, (family_name, given_name)) in NAMES.iter().enumerate() {
        let candidate = desk.new_candidate()?;
        let file = candidate_file(number + 1, family_name, given_name);
        desk.execute(session, None, &Command::AdmitCandidate { candidate, file, civil: None })?;
    }
    find(&desk)
}

/// What the session opens with.
pub(crate) fn opening() -> Result<Opening, Failure> {
    Ok(Opening {
        details: details()?,
        referential: REFERENTIAL.to_owned(),
        regulation: regulation()?,
        office: person("Diallo", "Awa", Role::Office),
    })
}

/// The règlement as a session keeps it.
fn regulation() -> Result<String, Failure> {
    let regulation: Result<serde_json::Value, _> = toml::from_str(REGULATION);
    regulation.map(|regulation| regulation.to_string()).map_err(|error| Failure::BadRequest(error.to_string()))
}

/// `--out DIR`: leaves the pack of the juror there, for a story to receive, and says its file and its code in JSON.
pub(crate) fn leave(arguments: &[&str]) -> Result<(), String> {
    let out = Path::new(option(arguments, "--out").ok_or("--out is missing")?);
    let jury = convene(&out.join("office")).map_err(|failure| format!("The session can't be made: {failure}"))?;
    let desk = desk(&out.join("office"));
    desk.unlock(PASSPHRASE).map_err(|failure| failure.to_string())?;
    let pack =
        desk.make_pack(jury.session, jury.juror).map_err(|failure| format!("The pack can't be made: {failure}"))?;
    let file = out.join("pack.delib");
    std::fs::write(&file, &pack.bytes).map_err(|error| format!("{}: {error}", file.display()))?;
    println!("{}", serde_json::json!({ "pack": file, "code": pack.code, "session": jury.session }));
    Ok(())
}

/// `--out DIR`: leaves three laptops on the morning of a session of two candidates, and says where in JSON; the first is the
/// president's.
pub(crate) fn leave_laptops(arguments: &[&str]) -> Result<(), String> {
    let out = Path::new(option(arguments, "--out").ok_or("--out is missing")?);
    let said = |failure: Failure| format!("The laptops can't be made: {failure}");
    let (hall, office) = Hall::convene(out, 2).map_err(said)?;
    for juror in &hall.jurors {
        hall.seat(&office, *juror).map_err(said)?;
    }
    let homes: Vec<_> = hall.jurors.iter().map(|juror| hall.laptop(*juror)).collect();
    println!("{}", serde_json::json!({ "session": hall.session, "candidates": hall.candidates, "homes": homes }));
    Ok(())
}

/// The session and the juror of the store that `desk` holds open.
pub(crate) fn find(desk: &Desk) -> Result<Jury, Failure> {
    let session = desk.sessions()?.first().map(|card| card.id).ok_or(Failure::UnknownSession)?;
    desk.read(session, |dossier| {
        let presides = |file: &JurorFile| file.role == Role::President;
        let mut jurors = dossier.session.jurors.iter();
        let president = jurors.find(|(_, juror)| juror.file.shown().is_some_and(presides));
        let juror = president.map(|(juror, _)| *juror).ok_or(Failure::UnknownSession)?;
        let candidates = dossier.session.candidates.keys().copied().collect();
        Ok(Jury { session, juror, candidates, criteria: criteria(&dossier.session.referential) })
    })
}

/// How many criteria everybody is graded on in a made-up session.
pub(crate) fn criteria_of_everybody() -> Result<usize, Failure> {
    let referential: Result<Referential, _> = serde_json::from_str(REFERENTIAL);
    let referential = referential.map_err(|error| Failure::BadRequest(error.to_string()))?;
    Ok(criteria(&referential).len())
}

/// The criteria of everybody who chose `OPTION`.
pub(crate) fn criteria(referential: &Referential) -> Vec<Code> {
    let evaluations = referential.blocks_with(OPTION).flat_map(|block| &block.evaluations);
    evaluations.flat_map(|evaluation| &evaluation.criteria).map(|criterion| criterion.code.clone()).collect()
}

fn details() -> Result<SessionDetails, Failure> {
    let day = |day| Date::new(2026, 6, day).map_err(|error| Failure::BadRequest(error.to_string()));
    Ok(SessionDetails {
        name: "Session de juin 2026".to_owned(),
        centre: "Centre d'essai".to_owned(),
        place: "Besançon".to_owned(),
        starts_on: day(11)?,
        ends_on: day(12)?,
    })
}

pub(crate) fn person(family_name: &str, given_name: &str, role: Role) -> JurorFile {
    JurorFile {
        family_name: family_name.to_owned(),
        given_name: given_name.to_owned(),
        role,
        function: "Responsable de projets".to_owned(),
        employer: "Atelier d'essai".to_owned(),
        external: true,
    }
}

pub(crate) fn candidate_file(number: usize, family_name: &str, given_name: &str) -> CandidateFile {
    CandidateFile {
        number: format!("{number:03}"),
        family_name: family_name.to_owned(),
        given_name: given_name.to_owned(),
        route: Route::Apprenticeship,
        option: OPTION.to_owned(),
        attempt: 1,
        previous: None,
    }
}
