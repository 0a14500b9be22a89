//! Each member grades alone, offline: attendance noted by the president, levels, comments, « non observé », observations, and
//! the seal on every sheet.

use domain::command::Command;
use domain::grading::{Mark, Rating};
use domain::id::CandidateId;
use domain::session::facts::{Attendance, AttendanceStatus};
use domain::time::Timestamp;

use super::calendar::{civil, passage};
use super::cast::{Part, part};
use super::dice::Dice;
use super::laptop::Laptop;
use super::preparation::Jury;
use crate::trouble::Trouble;

/// What is written beside a criterion that is not reached.
const WANTING: [&str; 4] = [
    "Budget chiffré mais sans marge d’aléa.",
    "Parties prenantes bien identifiées ; la matrice RACI manque.",
    "Réponse hésitante sur le RGPD.",
    "Indicateurs cités sans valeur cible.",
];
/// What is written beside one that is.
const SOUND: [&str; 3] =
    ["Planning réaliste, jalons clairs.", "Démonstration solide, bon recul.", "Choix argumentés, chiffres à l’appui."];

/// Every member grades every candidate who comes.
pub(super) fn grade(jury: &Jury) -> Result<(), Trouble> {
    for (member, laptop) in jury.members.iter().enumerate() {
        let dice = Dice::new(jury.seed, 100 + u64::try_from(member).unwrap_or(0));
        for (place, candidate) in jury.candidates.iter().enumerate() {
            let at = passage(place).1;
            laptop.wait_until(at);
            if member == 0 {
                laptop.does(jury.session, &[attendance(*candidate, place, at)?])?;
            }
            let grades = match part(place) {
                Part::Absent | Part::Excused => false,
                Part::Recused => member != 1,
                _ => true,
            };
            if grades {
                sheet(jury, laptop, member, place, *candidate, &dice)?;
            }
        }
    }
    Ok(())
}

fn attendance(candidate: CandidateId, place: usize, at: Timestamp) -> Result<Command, Trouble> {
    let late = civil(Timestamp(at.0 + 12 * 60_000))?;
    let (status, at, note) = match part(place) {
        Part::Absent => (AttendanceStatus::AbsentUnjustified, None, ""),
        Part::Excused => (AttendanceStatus::AbsentJustified, None, "Arrêt de travail remis le matin."),
        Part::Late => (AttendanceStatus::Late, Some(late), "Train en retard ; l’épreuve a duré le temps prévu."),
        _ => (AttendanceStatus::Present, None, ""),
    };
    let attendance = Attendance { status, at, note: note.to_owned() };
    Ok(Command::RecordAttendance { candidate, trial: None, attendance })
}

/// One member's sheet of one candidate, written and sealed.
fn sheet(
    jury: &Jury,
    laptop: &Laptop,
    member: usize,
    place: usize,
    candidate: CandidateId,
    dice: &Dice,
) -> Result<(), Trouble> {
    let sheet = laptop.desk.sheet(jury.session, candidate)?;
    let graded = sheet.sections.iter().filter(|section| section.prior.is_none());
    let mut commands = Vec::new();
    for section in graded {
        for criterion in section.evaluations.iter().flat_map(|evaluation| &evaluation.criteria) {
            let rating = rating(part(place), &section.code, criterion.number, member, dice)?;
            let comment = match rating {
                Rating::Level { index: 2 } if dice.happens(6)? => dice.one(&SOUND)?,
                Rating::Level { index: 2 } => "",
                Rating::NotObserved => "Le temps a manqué pour l’aborder.",
                _ => dice.one(&WANTING)?,
            };
            let comment = comment.to_owned();
            let mark = Mark { rating: Some(rating), comment };
            commands.push(Command::Mark { candidate, criterion: criterion.code.clone(), mark });
        }
    }
    if dice.happens(40)? {
        let text = "Exposé clair, tenu dans le temps ; bonne posture face au jury.".to_owned();
        commands.push(Command::Observe { candidate, text });
    }
    commands.push(Command::SealSheet { candidate });
    laptop.does(jury.session, &commands)
}

/// What a member gives: what the part calls for, with a member's own eye from time to time.
pub(super) fn rating(part: Part, section: &str, number: u32, member: usize, dice: &Dice) -> Result<Rating, Trouble> {
    let low = match part {
        Part::Adjourned => Some(u8::from(number.is_multiple_of(3))),
        Part::FailedThesis if section == domain::deliberation::THESIS => Some(1),
        Part::Partial if section == "A2" => Some(u8::from(number.is_multiple_of(2))),
        Part::Override if section == "A1" && !number.is_multiple_of(2) => Some(1),
        Part::Vote if section == "A3" && member % 2 == 1 => Some(1),
        _ => None,
    };
    if let Some(index) = low {
        return Ok(Rating::Level { index });
    }
    Ok(match dice.below(200)? {
        0 => Rating::NotObserved,
        1..=4 => Rating::Level { index: 1 },
        _ => Rating::Level { index: 2 },
    })
}
