//! Three jurors grade offline, meet, deliberate, close and sign.

use domain::command::Command;
use domain::deliberation::Outcome;
use domain::minutes::compose::EditionChoice;
use proof::{Jury, at};

#[test]
fn three_jurors_grade_apart_and_sign_the_same_minutes() {
    let jury = Jury::of(2);
    let session = jury.session;
    for laptop in [&jury.awa, &jury.bruno, &jury.chloe] {
        for candidate in &jury.candidates {
            laptop.marks_everything(session, *candidate, 2);
            laptop.does(session, Command::SealSheet { candidate: *candidate });
        }
    }
    jury.awa_collects();
    jury.awa.does(session, Command::OpenConfrontation { exception: String::new() });
    for candidate in &jury.candidates {
        let decide = Command::Decide {
            candidate: *candidate,
            outcome: Outcome::Awarded,
            parts_validated: None,
            mention: None,
            ground: String::new(),
        };
        jury.awa.does(session, decide);
    }
    jury.awa.does(session, Command::Close { number: "PV-2026-0001".into(), opened_at: at(16), closed_at: at(17) });

    let paper = jury.awa.path("pv.pdf");
    jury.awa.desk.write_minutes(session, EditionChoice::Original, &paper).unwrap();
    let closed = jury.awa.path("closed.delib");
    jury.awa.desk.export(session, &closed).unwrap();
    for (laptop, seat) in [&jury.awa, &jury.bruno, &jury.chloe].into_iter().zip(jury.seats) {
        if seat != jury.seats[0] {
            laptop.desk.import(&closed, app::tables::Mode::Write).unwrap();
        }
        laptop.desk.sign_minutes(session, seat, &paper, None).unwrap();
    }
    jury.awa_collects();
    let state = jury.awa.desk.sessions().unwrap()[0].state;
    assert_eq!(state, app::view::SessionState::Signed);
}
