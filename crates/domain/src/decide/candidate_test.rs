//! Whether a candidate may be registered is answered as by whoever sets the new file beside every other, in the order of numbers.

use super::candidate::{check, check_against};
use crate::command::Command;
use crate::id::CandidateId;
use crate::person::{CandidateFile, CivilStatus};
use crate::refusal::Refusal;
use crate::session::Session;
use crate::testing::Stage;
use crate::testing::draw::Draw;
use crate::testing::people::{INES, ODILE, born, candidate};

const NUMBERS: [&str; 8] = ["1", "01", " 1", "a7", "A7", "10", "2", "Σς"];
const GIVEN: [&str; 4] = ["Inès", "INÈS", "Anne  Marie", "anne marie"];
const FAMILY: [&str; 5] = ["Moreau", "MOREAU ", "Ὀδυσσεύς", "ὈΔΥΣΣΕΎΣ", "Diop"];

/// The definition: every other candidate who did not withdraw, one after another.
fn beside_every_other(
    session: &Session,
    id: CandidateId,
    file: &CandidateFile,
    civil: Option<&CivilStatus>,
) -> Result<(), Refusal> {
    let others = session.roster().into_iter().filter(|(other, _)| *other != id);
    others.map(|(_, other)| other).try_for_each(|other| check_against(other, file, civil))
}

fn drawn(draw: &mut Draw) -> (CandidateFile, Option<CivilStatus>) {
    let mut one = |texts: &[&'static str]| draw.pick(texts).copied().unwrap_or_default();
    let (number, given, family) = (one(&NUMBERS), one(&GIVEN), one(&FAMILY));
    let (birth, first) = (one(&FAMILY), one(&GIVEN));
    let civil = (!draw.once_in(3)).then(|| born(first, birth, 1 + draw.byte() % 2));
    (candidate(number, given, family, "P3"), civil)
}

#[test]
fn whoever_may_be_registered_is_told_as_by_looking_at_everybody() {
    let (mut taken, mut refused) = (0, 0);
    for seed in 0..60 {
        let (mut draw, mut stage) = (Draw(seed), Stage::pocket());
        let mut known = vec![INES];
        for number in 0..20_u8 {
            let (file, civil) = drawn(&mut draw);
            let new = CandidateId([0x40 + number; 16]);
            let of_whom = if draw.once_in(2) { new } else { draw.pick(&known).copied().unwrap_or(new) };
            let found = check(&stage.session, of_whom, &file, civil.as_ref());
            assert_eq!(found, beside_every_other(&stage.session, of_whom, &file, civil.as_ref()), "seed {seed}");
            let command = match (known.contains(&of_whom), draw.once_in(6)) {
                (false, _) => Command::AdmitCandidate { candidate: of_whom, file, civil },
                (true, false) => Command::CorrectCandidate { candidate: of_whom, file, civil },
                (true, true) => Command::WithdrawCandidate { candidate: of_whom, ground: "moved".to_owned() },
            };
            match stage.tries(ODILE, &command) {
                Ok(events) => {
                    stage.write(ODILE, events);
                    taken += 1;
                }
                Err(_) => refused += 1,
            }
            known.push(of_whom);
        }
    }
    assert!(taken > 200 && refused > 200, "the draw says both yes and no: {taken}, {refused}");
}

#[test]
fn a_number_once_held_is_free_again() {
    let mut stage = Stage::pocket();
    let other = CandidateId([0x33; 16]);
    let taken = candidate("1", "Zoé", "Abadie", "P3");
    let admit = Command::AdmitCandidate { candidate: other, file: taken.clone(), civil: None };
    assert_eq!(stage.tries(ODILE, &admit).unwrap_err().code(), "number-taken");
    let elsewhere = candidate("31", "Inès", "Moreau", "P3");
    stage.does(ODILE, Command::CorrectCandidate { candidate: INES, file: elsewhere, civil: None });
    assert!(stage.tries(ODILE, &admit).is_ok());
}
