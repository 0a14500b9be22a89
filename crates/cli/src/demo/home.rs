//! A member's home for the window: a second session in the middle of its passages, so that the window opens on something to
//! do. Nothing of it enters the report.

use app::Places;
use domain::command::Command;
use domain::grading::Mark;

use super::calendar::{days, instant, passage};
use super::cast;
use super::dice::Dice;
use super::folder::Folder;
use super::grading::rating;
use super::laptop::Laptop;
use super::preparation::{Jury, open, register, seat};
use super::{DemoArgs, broken};
use crate::trouble::Trouble;

/// Candidates of that session.
const CANDIDATES: usize = 10;

/// Furnishes the home of the second member.
pub(super) fn furnish(folder: &Folder, jury: &Jury, args: &DemoArgs) -> Result<(), Trouble> {
    let from = days(usize::from(args.candidates)) + 12;
    let session = open(&jury.office, CANDIDATES, "Session de juillet 2026 · Jury 1", from)?;
    let table = cast::table(CANDIDATES, args.seed.wrapping_add(1))?;
    let candidates = register(&jury.office, session, &table, CANDIDATES)?;
    let mut passages = Vec::new();
    for (place, candidate) in candidates.iter().enumerate() {
        let shifted = domain::time::Timestamp(passage(place).1.0 + instant(from, 0, 0).0 - instant(0, 0, 0).0);
        let starts_at = super::calendar::civil(shifted)?;
        let passage = domain::session::facts::Passage { starts_at, minutes: 45, room: "Salle Courbet".to_owned() };
        passages.push(Command::PlanPassage { candidate: *candidate, passage });
    }
    jury.office.does(session, &passages)?;
    let seats = seat(&jury.office, session, usize::from(args.jurors))?;
    let juror = *seats.get(1).ok_or_else(|| broken("a jury of one"))?;
    let pack = jury.office.desk.make_pack(session, juror)?;
    let file = folder.path("bundles/9-paquet-juillet.delib");
    app::files::write(&file, &pack.bytes)?;
    let places = Places::in_folder(&folder.path("home"));
    let seed = args.seed.wrapping_mul(7_919).wrapping_add(4_001);
    let laptop = Laptop::new("Bruno Roche", "home", places, seed, instant(from, 8, 20))?;
    laptop.desk.receive_pack(&file, &pack.code)?;
    let dice = Dice::new(args.seed, 900);
    // Four sheets sealed, one finished, one half done, four to come.
    for (place, candidate) in candidates.iter().enumerate().take(6) {
        let sheet = laptop.desk.sheet(session, *candidate)?;
        let sections = sheet.sections.iter().filter(|section| section.prior.is_none());
        let mut commands = Vec::new();
        for section in sections.take(if place == 5 { 2 } else { usize::MAX }) {
            for criterion in section.evaluations.iter().flat_map(|evaluation| &evaluation.criteria) {
                let rating = rating(cast::part(place), &section.code, criterion.number, 1, &dice)?;
                let mark = Mark { rating: Some(rating), comment: String::new() };
                commands.push(Command::Mark { candidate: *candidate, criterion: criterion.code.clone(), mark });
            }
        }
        commands.extend((place < 4).then_some(Command::SealSheet { candidate: *candidate }));
        laptop.does(session, &commands)?;
    }
    Ok(())
}
