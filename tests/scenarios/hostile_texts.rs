//! Names and words as people and spreadsheets really send them: kept to the letter, or refused with a code.

use domain::command::Command;
use domain::grading::{Mark, Rating};
use domain::minutes::compose::EditionChoice;
use domain::person::{CandidateFile, Route};
use proof::{Jury, Laptop};

fn named(number: &str, family_name: &str) -> CandidateFile {
    CandidateFile {
        number: number.into(),
        family_name: family_name.into(),
        given_name: "Camille".into(),
        route: Route::Student,
        option: "A4".into(),
        attempt: 1,
        previous: None,
    }
}

fn admits(office: &Laptop, jury: &Jury, file: CandidateFile) -> Result<app::execute::Changes, app::Failure> {
    let candidate = office.desk.new_candidate().unwrap();
    office.desk.execute(jury.session, None, &Command::AdmitCandidate { candidate, file, civil: None })
}

/// The cells of a line, quotes taken away.
fn cells(line: &str) -> Vec<String> {
    let mut quoted = false;
    let parts = line.split(|character| {
        quoted ^= character == '"';
        character == ';' && !quoted
    });
    parts.map(|cell| cell.trim_matches('"').to_owned()).collect()
}

#[test]
fn names_that_look_like_code_formulas_or_other_scripts_are_kept_to_the_letter_everywhere() {
    let jury = Jury::of(1);
    let long = "é".repeat(200);
    let names = [
        "<b>Gras</b><img src=x onerror=alert(1)>",
        "=cmd|' /C calc'!A0",
        "+33 Plus",
        "-2+3",
        "@SUM(A1)",
        "'); DROP TABLE entry;--",
        "{{7*7}}",
        "نورهان الخطيب",
        "👩‍🚀 Étoile",
        "O'Brien \\(x) /JavaScript",
        long.as_str(),
    ];
    for (place, name) in names.iter().enumerate() {
        admits(&jury.office, &jury, named(&format!("{:03}", place + 10), name)).unwrap();
    }
    let office = jury.office.restarted();
    let grid = office.desk.grid(jury.session).unwrap();
    let minutes = office.desk.minutes(jury.session, EditionChoice::Original).unwrap();
    for name in names {
        let full = format!("Camille {name}");
        assert!(grid.candidates.iter().any(|line| line.name == full), "{name}");
        assert!(minutes.candidates.iter().any(|line| line.name.contains(name)), "{name}");
    }
    for paper in ["pv.pdf", "results.csv", "results.xlsx", "results.json"] {
        let path = office.path(paper);
        let written = match paper {
            "pv.pdf" => office.desk.write_minutes(jury.session, EditionChoice::Original, &path),
            _ => office.desk.write_results(jury.session, EditionChoice::Original, &path),
        };
        assert!(written.is_ok(), "{paper}: {written:?}");
    }
    let table = std::fs::read_to_string(office.path("results.csv")).unwrap();
    let formulas: Vec<String> =
        table.lines().flat_map(cells).filter(|cell| cell.starts_with(['=', '+', '-', '@'])).collect();
    assert_eq!(formulas, [""; 0], "a spreadsheet would compute them");
    assert!(!std::fs::read(office.path("pv.pdf")).unwrap().windows(15).any(|bytes| bytes == b"/S /JavaScript "));
}

#[test]
fn names_that_hide_reorder_or_never_end_are_refused_with_a_code() {
    let jury = Jury::of(1);
    let before = jury.office.fingerprint(jury.session);
    let endless = "a".repeat(10_000);
    for (name, code) in [
        ("nul\0nul", "hidden-characters"),
        ("abc\u{202e}fed", "hidden-characters"),
        ("zero\u{200b}width", "hidden-characters"),
        ("deux\nlignes", "hidden-characters"),
        (endless.as_str(), "too-long"),
        ("   ", "missing"),
        ("", "missing"),
    ] {
        assert_eq!(Laptop::code(admits(&jury.office, &jury, named("900", name))), code, "{name:.20}");
    }
    assert_eq!(Laptop::code(admits(&jury.office, &jury, named("001", "Autre"))), "number-taken");
    assert_eq!(jury.office.fingerprint(jury.session), before);
}

#[test]
fn a_comment_of_ten_thousand_characters_is_kept_and_one_more_is_refused() {
    let jury = Jury::of(1);
    let (session, candidate) = (jury.session, jury.candidates[0]);
    let criterion = jury.bruno.criteria(session, candidate).remove(0);
    let comment = |length| Mark { rating: Some(Rating::Level { index: 0 }), comment: "é".repeat(length) };
    jury.bruno.marks(session, candidate, &criterion, comment(10_000));
    assert_eq!(jury.bruno.own_mark(session, candidate, &criterion), comment(10_000));
    let refused = Command::Mark { candidate, criterion: criterion.clone(), mark: comment(10_001) };
    assert_eq!(jury.bruno.is_refused(session, refused), "too-long");
    let hidden = Mark { rating: None, comment: "a\u{2066}b".into() };
    let refused = Command::Mark { candidate, criterion, mark: hidden };
    assert_eq!(jury.bruno.is_refused(session, refused), "hidden-characters");
}

#[test]
fn a_rating_of_another_scale_is_refused() {
    let jury = Jury::of(1);
    let (session, candidate) = (jury.session, jury.candidates[0]);
    let criterion = jury.bruno.criteria(session, candidate).remove(0);
    for rating in [Rating::Score { hundredths: 1_200 }, Rating::Level { index: 3 }, Rating::Level { index: u8::MAX }] {
        let mark = Mark { rating: Some(rating), comment: String::new() };
        let command = Command::Mark { candidate, criterion: criterion.clone(), mark };
        assert_eq!(jury.bruno.is_refused(session, command), "not-on-scale");
    }
}
