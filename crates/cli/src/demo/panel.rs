//! The panel meets: the president collects the files in disorder, one of them twice; gaps are settled with a reason, a vote is
//! held, everything is decided, and the session is closed.

use std::path::PathBuf;

use app::entropy::random;
use app::tables::Mode;
use domain::command::Command;
use domain::deliberation::proposal::propose;
use domain::deliberation::{Outcome, Vote};
use domain::grading::{Rating, gap};
use domain::id::{CandidateId, IncidentId};
use domain::session::Session;
use domain::session::facts::IncidentFile;

use super::broken;
use super::calendar::{civil, instant};
use super::cast::{Part, part};
use super::folder::Folder;
use super::laptop::Laptop;
use super::preparation::{Jury, playing};
use crate::trouble::Trouble;

const GROUNDS: [&str; 3] = [
    "Après confrontation : l’élément manquant a été montré à l’oral.",
    "Après confrontation : les membres s’accordent sur ce qui a été observé.",
    "Relecture du support : le critère est tenu pour l’essentiel.",
];

/// The president takes in what the others hand over, last first, and the last one twice.
pub(super) fn collect(folder: &Folder, jury: &Jury) -> Result<(), Trouble> {
    let president = jury.president()?;
    let mut files: Vec<PathBuf> = Vec::new();
    for laptop in jury.members.iter().skip(1) {
        laptop.wait_until(instant(jury.last_day(), 18, 10));
        let file = folder.path(&format!("bundles/2-remise-{}.delib", laptop.file));
        laptop.hands_over(jury.session, &file)?;
        files.push(file);
    }
    president.wait_until(instant(jury.last_day(), 18, 20));
    for file in files.iter().rev() {
        president.takes_in(file)?;
    }
    match files.last() {
        Some(last) if president.takes_in(last)? != 0 => Err(broken("a file brought something twice")),
        _ => Ok(()),
    }
}

/// Confronts, retains, votes, decides and closes.
pub(super) fn deliberate(folder: &Folder, jury: &Jury) -> Result<(), Trouble> {
    let (president, session) = (jury.president()?, jury.session);
    president.does(session, &[Command::OpenConfrontation { exception: String::new() }])?;
    president.does(session, &[incident(jury)?])?;
    for (place, candidate) in jury.candidates.iter().enumerate() {
        let retained = president.desk.read(session, |dossier| Ok(settle(&dossier.session, *candidate, place)))?;
        president.does(session, &retained)?;
    }
    president.does(session, &[vote(jury)?])?;
    let table = decisions(jury, president)?;
    app::files::write(&folder.path("decisions.csv"), &table)?;
    let report = president.desk.import_decisions(session, None, &table, Mode::Write)?;
    if !report.refused.is_empty() {
        return Err(broken(format!("decisions refused: {:?}", report.refused)));
    }
    if let Ok(candidate) = playing(&jury.candidates, Part::Override) {
        president.does(session, &[beyond_the_calculation(president, jury, candidate)?])?;
    }
    attend(jury, president)?;
    let (opened_at, closed_at) = (instant(jury.last_day(), 18, 30), instant(jury.last_day(), 19, 45));
    president.wait_until(closed_at);
    let (opened_at, closed_at) = (civil(opened_at)?, civil(closed_at)?);
    president.does(session, &[Command::Close { number: "PV-2026-0042".to_owned(), opened_at, closed_at }])
}

/// Every gap of a candidate settled by the panel, with its reason.
fn settle(session: &Session, candidate: CandidateId, place: usize) -> Vec<Command> {
    let gaps = gap::gaps(session, candidate);
    let retain = |(rank, gap): (usize, &gap::Gap)| {
        let given: Vec<Rating> = gap.ratings.iter().map(|line| line.rating).collect();
        let levels: Vec<Rating> = given.iter().copied().filter(|given| matches!(given, Rating::Level { .. })).collect();
        let middle = gap::proposed(&session.regulation.scale, &levels);
        // The president's voice carried the vote: what was put to it is reached.
        let carried = part(place) == Part::Vote && gap.criterion.starts_with("A3");
        let rating = if carried { Some(Rating::Level { index: 2 }) } else { middle };
        let ground = GROUNDS.get((place + rank) % GROUNDS.len()).copied().unwrap_or_default().to_owned();
        Some(Command::Retain { candidate, criterion: gap.criterion.clone(), rating: rating?, ground })
    };
    gaps.iter().filter(|gap| !gap.settled).enumerate().filter_map(retain).collect()
}

fn vote(jury: &Jury) -> Result<Command, Trouble> {
    let abstentions = u8::try_from(jury.members.len().saturating_sub(2)).unwrap_or(0);
    let vote = Vote {
        question: "Retenir les critères discutés de A3 comme atteints".to_owned(),
        votes_for: 1,
        votes_against: 1,
        abstentions,
        casting_for: Some(true),
    };
    Ok(Command::HoldVote { candidate: playing(&jury.candidates, Part::Vote)?, vote })
}

fn incident(jury: &Jury) -> Result<Command, Trouble> {
    let entropy = app::entropy::SeededEntropy::new(jury.seed.wrapping_add(77));
    let file = IncidentFile {
        at: civil(instant(0, 10, 5))?,
        candidate: jury.candidates.get(1).copied(),
        facts: "Coupure de courant de dix minutes pendant la soutenance.".to_owned(),
        statement: "Le candidat a accepté de reprendre.".to_owned(),
        measures: "Le temps perdu a été rendu.".to_owned(),
    };
    Ok(Command::ReportIncident { incident: IncidentId(random(&entropy)?), file })
}

/// The decisions as the president's secretary would type them: what the calculation proposes, with a ground where it is due.
fn decisions(jury: &Jury, president: &Laptop) -> Result<Vec<u8>, Trouble> {
    let mut rows = csv::WriterBuilder::new().delimiter(b';').from_writer(Vec::new());
    let unwritten = |error: csv::Error| broken(error.to_string());
    rows.write_record(["N° candidat", "Décision", "Motif"]).map_err(unwritten)?;
    for (place, candidate) in jury.candidates.iter().enumerate() {
        if part(place) == Part::Override {
            continue;
        }
        let proposed = president.desk.read(jury.session, |dossier| Ok(propose(&dossier.session, *candidate)))?;
        let outcome = proposed.and_then(|proposal| proposal.outcome);
        let outcome = outcome.ok_or_else(|| broken(format!("no proposal for candidate {}", place + 1)))?;
        let (word, ground) = match outcome {
            Outcome::Awarded => ("titre", ""),
            Outcome::Partial => ("partiel", "Les parties non validées ne sont pas au niveau attendu par le règlement."),
            Outcome::Adjourned => ("ajourné", "Aucune partie n’est au niveau attendu par le règlement."),
            Outcome::Absent => ("absent", "Ne s’est pas présenté ; constaté à l’émargement."),
            Outcome::Excluded => ("exclu", "Exclu par l’autorité compétente."),
        };
        rows.write_record([format!("{:03}", place + 1).as_str(), word, ground]).map_err(unwritten)?;
    }
    rows.into_inner().map_err(|error| broken(error.to_string()))
}

/// The panel leaves the calculation, knowingly: every part is validated.
fn beyond_the_calculation(president: &Laptop, jury: &Jury, candidate: CandidateId) -> Result<Command, Trouble> {
    let parts = president.desk.read(jury.session, |dossier| {
        let file = dossier.session.candidates.get(&candidate);
        let parts = file.map(|file| dossier.session.parts(file)).unwrap_or_default();
        Ok(parts.iter().map(|part| part.code.to_owned()).collect())
    })?;
    Ok(Command::Decide {
        candidate,
        outcome: Outcome::Awarded,
        parts_validated: Some(parts),
        mention: None,
        ground: "Le jury valide A1 : les critères en cours relèvent du même exposé, tenu le lendemain sans faute."
            .to_owned(),
    })
}

/// The panel's hours, day by day.
fn attend(jury: &Jury, president: &Laptop) -> Result<(), Trouble> {
    let mut commands = Vec::new();
    for day in 0..=jury.last_day() {
        let leaves = if day == jury.last_day() { instant(day, 19, 50) } else { instant(day, 17, 40) };
        for laptop in &jury.members {
            let (arrived, left) = (civil(instant(day, 8, 15))?, Some(civil(leaves)?));
            commands.push(Command::RecordPanelAttendance { juror: laptop.person, arrived, left });
        }
    }
    president.does(jury.session, &commands)
}
