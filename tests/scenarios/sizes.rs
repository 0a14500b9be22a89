//! From nobody to five hundred.

use domain::command::Command;
use domain::person::{CandidateFile, Route};
use proof::{Jury, Laptop, Seat};

#[test]
fn a_session_without_candidate_is_neither_confronted_nor_closed() {
    let jury = Jury::of(0);
    let confront = Command::OpenConfrontation { exception: "Personne".into() };
    assert_eq!(jury.awa.is_refused(jury.session, confront), "no-candidate");
    assert_eq!(jury.awa.is_refused(jury.session, Jury::closing("PV-2026-0001")), "no-candidate");
    assert_eq!(jury.awa.desk.grid(jury.session).unwrap().candidates, []);
}

#[test]
fn a_session_of_one_candidate_runs_to_its_signed_minutes() {
    let jury = Jury::of(1);
    jury.awards_everybody();
    let paper = jury.awa.path("pv.pdf");
    jury.awa.desk.write_minutes(jury.session, domain::minutes::compose::EditionChoice::Original, &paper).unwrap();
    jury.everybody_signs(&paper);
    assert_eq!(jury.awa.desk.sessions().unwrap()[0].state, app::view::SessionState::Signed);
}

#[test]
fn five_hundred_candidates_travel_in_a_pack_and_are_graded_by_three() {
    let jury = Jury::of(0);
    let commands: Vec<Command> = (1..=500_u16).map(|number| admission(&jury.office, number)).collect();
    let groups: Vec<&[Command]> = commands.iter().map(std::slice::from_ref).collect();
    let refused = jury.office.desk.execute_groups(jury.session, None, &groups).unwrap();
    assert_eq!(refused, []);

    for (seat, seed) in [(Seat::Awa, 61), (Seat::Bruno, 62), (Seat::Chloe, 63)] {
        let laptop = Laptop::new("Membre", seed);
        jury.hands_pack_to(seat, &laptop);
        let grid = laptop.desk.grid(jury.session).unwrap();
        assert_eq!((grid.candidates.len(), grid.candidates[499].number.as_str()), (500, "500"));
        laptop.marks_everything(jury.session, grid.candidates[499].id, 2);
        laptop.seals(jury.session, grid.candidates[499].id);
        jury.office.imports(&laptop.exports(jury.session, "results.delib"));
    }
    let sealed: u32 = jury.office.manifest(jury.session).content.jurors.iter().map(|juror| juror.sealed).sum();
    assert_eq!(sealed, 3);
}

fn admission(office: &Laptop, number: u16) -> Command {
    let file = CandidateFile {
        number: number.to_string(),
        family_name: format!("Nom{number}"),
        given_name: "Camille".into(),
        route: Route::Student,
        option: ["A4", "A5", "A6"][usize::from(number) % 3].into(),
        attempt: 1,
        previous: None,
    };
    Command::AdmitCandidate { candidate: office.desk.new_candidate().unwrap(), file, civil: None }
}
