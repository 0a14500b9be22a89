//! Candidates who may be one person: what makes them look alike, computed each time and never written. Nobody is merged here;
//! a person judges (`decide::duplicate`), and a pair that was judged is shown no more.

use serde::Serialize;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::id::CandidateId;
use crate::session::{Candidate, Session};

/// Two candidates who may be one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Likeness {
    /// One of them, of the smaller number.
    pub first: CandidateId,
    /// The other.
    pub second: CandidateId,
    /// What makes them look alike.
    pub signs: Vec<Sign>,
}

/// What makes two candidates look alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Sign {
    /// The same names, whatever their case, accents, hyphens and order.
    Names,
    /// The same day of birth, or one that a slip of the hand makes of it.
    Birth,
    /// The same number.
    SameNumber,
    /// A number that a slip of the hand makes of the other.
    NearNumber,
}

/// Pairs of candidates who may be one person and whom nobody judged, in the order of their numbers.
#[must_use]
pub fn likenesses(session: &Session) -> Vec<Likeness> {
    let portraits: Vec<Portrait> =
        session.roster().into_iter().filter_map(|(id, candidate)| Portrait::of(id, candidate)).collect();
    let mut found = Vec::new();
    for (place, one) in portraits.iter().enumerate() {
        for other in portraits.iter().skip(place + 1) {
            let pair = (one.id.min(other.id), one.id.max(other.id));
            let signs = one.likeness(other);
            if !signs.is_empty() && !session.judged.contains_key(&pair) {
                found.push(Likeness { first: one.id, second: other.id, signs });
            }
        }
    }
    found
}

/// What is compared of a candidate.
struct Portrait {
    id: CandidateId,
    names: Vec<String>,
    number: Vec<char>,
    /// Year, month, day; absent where this laptop holds no civil status.
    born: Option<(u16, u8, u8)>,
}

impl Portrait {
    fn of(id: CandidateId, candidate: &Candidate) -> Option<Self> {
        let file = candidate.file.shown()?;
        let mut names: Vec<String> = folded(&file.full_name()).split_whitespace().map(str::to_owned).collect();
        names.sort_unstable();
        let number = file.number.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
        let born = candidate.civil.shown().map(|civil| civil.born_on);
        Some(Self { id, names, number, born: born.map(|on| (on.year(), on.month(), on.day())) })
    }

    fn likeness(&self, other: &Self) -> Vec<Sign> {
        let same_number = !self.number.is_empty() && self.number == other.number;
        // Two persons never have one number: whatever their names, somebody must look.
        let named = self.names == other.names;
        let born = self.born.zip(other.born);
        let near_birth = born.is_some_and(|(one, other)| is_near(one, other));
        let near_number = !same_number && is_slip(&self.number, &other.number);
        // Homonyms born on other days are two persons, however near their numbers.
        let apart = born.is_some() && !near_birth;
        let alike = same_number || (named && !apart && (near_birth || near_number));
        let signs = [
            (named, Sign::Names),
            (near_birth, Sign::Birth),
            (same_number, Sign::SameNumber),
            (near_number, Sign::NearNumber),
        ];
        signs.into_iter().filter(|(shown, _)| alike && *shown).map(|(_, sign)| sign).collect()
    }
}

/// The same day; day and month exchanged; or one of day, month and year that differs.
fn is_near(one: (u16, u8, u8), other: (u16, u8, u8)) -> bool {
    let differing = [one.0 != other.0, one.1 != other.1, one.2 != other.2];
    let exchanged = one.0 == other.0 && (one.1, one.2) == (other.2, other.1);
    exchanged || differing.into_iter().filter(|differs| *differs).count() <= 1
}

/// Whether one sign was typed for another, left out, added, or two neighbours exchanged.
fn is_slip(one: &[char], other: &[char]) -> bool {
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    let common = short.iter().zip(long).take_while(|(a, b)| a == b).count();
    let (short, long) = (short.get(common..).unwrap_or_default(), long.get(common..).unwrap_or_default());
    match (short, long) {
        ([], []) => false,
        ([_, a @ ..], [_, b @ ..]) if a == b => true,
        ([p, q, a @ ..], [r, s, b @ ..]) if (p, q) == (s, r) && a == b => true,
        (a, [_, b @ ..]) => a == b,
        _ => false,
    }
}

/// A name without case, accents, hyphens and apostrophes.
pub(crate) fn folded(name: &str) -> String {
    let letters = name.to_lowercase();
    let letters = letters.nfd().filter(|letter| !is_combining_mark(*letter));
    letters.map(plain).collect::<String>().replace('œ', "oe").replace('æ', "ae")
}

/// What Unicode does not take apart: the strokes of a letter, and what joins or parts words.
fn plain(character: char) -> char {
    match character {
        'đ' => 'd',
        'ı' => 'i',
        'ł' => 'l',
        'ø' => 'o',
        '-' | '\'' | '’' | '.' | ',' | '\u{a0}' | '\u{202f}' | '‑' => ' ',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::command::Command;
    use crate::testing::Stage;
    use crate::testing::people::{INES, ODILE, born, candidate};

    const OTHER: CandidateId = CandidateId([0x33; 16]);

    /// Odile admits another candidate beside Inès Moreau, number 1, born on that day of June 2000.
    fn beside(number: &str, given: &str, family: &str, day: Option<u8>) -> Stage {
        let mut stage = Stage::pocket();
        let file = candidate(number, given, family, "P3");
        let ines = candidate("1", "Inès", "Moreau", "P3");
        let civil = Some(born("Inès", "Moreau", 4));
        stage.does(ODILE, Command::CorrectCandidate { candidate: INES, file: ines, civil: day.and(civil) });
        let events = vec![crate::event::CandidateAdmitted { candidate: OTHER, file }.into()];
        stage.write(ODILE, events);
        if let Some(day) = day {
            let civil = born(given, family, day);
            stage.write(ODILE, vec![crate::event::CivilStatusRecorded { candidate: OTHER, civil }.into()]);
        }
        stage
    }

    fn signs(stage: &Stage) -> Vec<Sign> {
        likenesses(&stage.session).into_iter().flat_map(|likeness| likeness.signs).collect()
    }

    #[test]
    fn names_are_alike_whatever_their_case_accents_and_order() {
        assert_eq!(signs(&beside("24", "MOREAU", "ines", Some(4))), [Sign::Names, Sign::Birth]);
        assert_eq!(signs(&beside("24", "Inès", "Moreau", Some(5))), [Sign::Names, Sign::Birth]);
        assert_eq!(signs(&beside("24", "Inès", "Moreau", None)), []);
        assert_eq!(signs(&beside("11", "Inès", "Moreau", None)), [Sign::Names, Sign::NearNumber]);
        assert_eq!(signs(&beside("24", "Inès", "Moreno", Some(4))), [], "another name is another person");
        assert_eq!(folded("ŁUKASZ Ørsted-Œuvré"), "lukasz orsted oeuvre");
    }

    #[test]
    fn one_number_for_two_is_shown_whatever_their_names() {
        assert_eq!(signs(&beside("1", "Zoé", "Abadie", None)), [Sign::SameNumber]);
    }

    #[test]
    fn homonyms_born_far_apart_are_two_persons() {
        let mut stage = beside("11", "Inès", "Moreau", Some(4));
        let mut civil = born("Inès", "Moreau", 22);
        civil.born_on = crate::time::Date::new(1994, 11, 22).unwrap();
        stage.write(ODILE, vec![crate::event::CivilStatusRecorded { candidate: OTHER, civil }.into()]);
        assert_eq!(signs(&stage), []);
    }

    #[test]
    fn a_day_typed_wrong_is_near_and_another_life_is_not() {
        assert!(is_near((2000, 6, 4), (2000, 4, 6)) && is_near((2000, 6, 4), (2001, 6, 4)));
        assert!(!is_near((2000, 6, 4), (2001, 7, 4)));
    }

    #[test]
    fn a_slip_is_one_sign_or_two_neighbours() {
        let slip =
            |one: &str, other: &str| is_slip(&one.chars().collect::<Vec<_>>(), &other.chars().collect::<Vec<_>>());
        for (one, other) in [("012", "013"), ("012", "0122"), ("12", "21"), ("a12", "12")] {
            assert!(slip(one, other) && slip(other, one), "{one} {other}");
        }
        for (one, other) in [("012", "012"), ("012", "034"), ("1", "234")] {
            assert!(!slip(one, other), "{one} {other}");
        }
    }

    #[test]
    fn a_pair_that_somebody_judged_is_shown_no_more() {
        let mut stage = beside("11", "Inès", "Moreau", None);
        let ground = String::new();
        stage.does(ODILE, Command::JudgeDuplicate { first: INES, second: OTHER, same: false, ground });
        assert_eq!(signs(&stage), []);
    }
}
