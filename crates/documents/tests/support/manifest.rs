//! The bordereau of the jury of the imagination: missing sheets, late entries, a disagreement of each height, names that
//! break bad programs.

use domain::id::{CandidateId, DeviceKey, Digest, PersonId};
use domain::minutes::manifest::{
    AsideLine, CandidateSheets, ClosingLine, CountersignatureLine, DisputeLine, JurorSheets, LaptopLine, LikenessLine,
    ManifestContent, ManifestPaper, Verdict, WithdrawnLine,
};
use domain::person::Role;
use domain::session::dispute::Dispute;
use domain::session::likeness::Sign;
use domain::time::Timestamp;

use super::{at, minutes};

const DAY: &str = "2026-07-03";
const MEMBERS: [(&str, Role); 3] =
    [("Awa DIALLO", Role::President), ("Bruno LEMAIRE", Role::Member), ("Chloé N’GUESSAN", Role::Member)];

/// The bordereau for so many candidates, before or after the closing.
pub(crate) fn manifest(candidates: usize, closed: bool) -> ManifestPaper {
    let minutes = minutes(candidates, 3);
    ManifestPaper {
        certification: minutes.certification.clone(),
        sitting: minutes.sitting.clone(),
        drawn_at: at(DAY, 19, 5),
        drawn_by: "Awa DIALLO".into(),
        software: "Délibéré 0.1.0".into(),
        content: ManifestContent {
            fingerprint: Digest([0x5a; 32]),
            fingerprint_words: ["abeille", "cadence", "miroir", "tulipe"].map(str::to_owned).to_vec(),
            entries: 5412,
            pending: 3,
            jurors: jurors(&minutes),
            candidates: sheets(&minutes),
            laptops: laptops(),
            set_aside: asides(),
            late: 4,
            disagreements: disputes(),
            duplicates: vec![LikenessLine {
                first: "C002".into(),
                second: "C020".into(),
                names: ["C002 Élodie LE GALL".into(), "C020 elodie LE-GALL".into()],
                signs: vec![Sign::Names, Sign::Birth, Sign::NearNumber],
            }],
            withdrawn: vec![WithdrawnLine {
                kept: "C003 Zoé ABADIE".into(),
                withdrawn: "C031 Zoe ABADIE".into(),
                by: "Odile GARNIER".into(),
                ground: "Inscrite deux fois".into(),
                sheets: 1,
                marks: 38,
            }],
            closing: closed.then(closing),
        },
    }
}

fn jurors(minutes: &domain::minutes::Minutes) -> Vec<JurorSheets> {
    let expected = u32::try_from(minutes.candidates.len()).unwrap();
    let missing: Vec<String> = minutes.candidates.iter().step_by(4).map(|line| line.number.clone()).collect();
    let absent = u32::try_from(missing.len()).unwrap();
    let line = |(name, role): (&str, Role)| JurorSheets {
        name: name.into(),
        role,
        expected,
        sealed: if role == Role::President { expected } else { expected - absent },
        missing: if role == Role::President { vec![] } else { missing.clone() },
    };
    MEMBERS.into_iter().map(line).collect()
}

fn sheets(minutes: &domain::minutes::Minutes) -> Vec<CandidateSheets> {
    let line = |(place, line): (usize, &domain::minutes::CandidateLine)| {
        let missing =
            if place % 4 == 0 { vec!["Bruno LEMAIRE".to_owned(), "Chloé N’GUESSAN".to_owned()] } else { vec![] };
        CandidateSheets {
            candidate: line.candidate,
            number: line.number.clone(),
            name: line.name.clone(),
            expected: if line.presented { 3 } else { 0 },
            sealed: if line.presented { 3 - u32::try_from(missing.len()).unwrap() } else { 0 },
            missing: if line.presented { missing } else { vec![] },
        }
    };
    minutes.candidates.iter().enumerate().map(line).collect()
}

fn laptops() -> Vec<LaptopLine> {
    let names = [("Awa DIALLO", 9), ("Bruno LEMAIRE", 11), ("Odile GARNIER", 8)];
    let line = |(name, hour): (&str, u8)| LaptopLine {
        name: name.into(),
        device: DeviceKey([hour; 32]),
        heard_at: Timestamp(0),
        heard: (hour != 8).then(|| at(DAY, hour, 30)),
        entries: 1200 + u32::from(hour),
    };
    names.into_iter().map(line).collect()
}

fn asides() -> Vec<AsideLine> {
    let line = |reason, author: &str, count| AsideLine { reason, author: author.into(), count };
    vec![
        line("unauthorised", "", 2),
        line("not-allowed", "Bruno LEMAIRE", 1),
        line("late", "Chloé N’GUESSAN", 4),
        line("sealed", "Bruno LEMAIRE", 1),
    ]
}

fn disputes() -> Vec<DisputeLine> {
    let candidate = CandidateId([4; 16]);
    let line = |dispute, about: &[&str], authors: &[&str], blocks| DisputeLine {
        dispute,
        about: about.iter().map(|text| (*text).to_owned()).collect(),
        authors: authors.iter().map(|text| (*text).to_owned()).collect(),
        blocks,
    };
    let mark = Dispute::Mark { juror: PersonId([2; 16]), candidate, criterion: "A1.CP.3".into() };
    vec![
        line(Dispute::CivilStatus { candidate }, &["C004 Yasmine BENALI"], &["Odile GARNIER", "Awa DIALLO"], true),
        line(mark, &["Bruno LEMAIRE", "C004 Yasmine BENALI", "A1.CP.3"], &["Bruno LEMAIRE", "Bruno LEMAIRE"], true),
        line(
            Dispute::Seal { juror: PersonId([2; 16]), candidate },
            &["Bruno LEMAIRE", "C004 Yasmine BENALI"],
            &["Bruno LEMAIRE", "Bruno LEMAIRE"],
            false,
        ),
    ]
}

fn closing() -> ClosingLine {
    let found = |(place, (name, role)): (usize, (&str, Role))| {
        let verdict = [Verdict::Holds, Verdict::Awaited, Verdict::OtherClosing][place];
        let known = verdict != Verdict::Awaited;
        CountersignatureLine {
            name: name.into(),
            role,
            verdict,
            at: known.then_some(Timestamp(0)),
            civil: known.then(|| at(DAY, 19, 0)),
            minutes: (verdict == Verdict::Holds).then_some(Digest([0xC4; 32])),
        }
    };
    ClosingLine {
        number: "PV-2026-0001".into(),
        closed_at: at(DAY, 18, 45),
        by: "Awa DIALLO".into(),
        closing: Digest([0xE1; 32]),
        fingerprint: Digest([0x77; 32]),
        entries: 5408,
        countersignatures: MEMBERS.into_iter().enumerate().map(found).collect(),
    }
}
