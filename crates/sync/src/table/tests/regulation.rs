//! Règlements as TOML files.

use domain::regulation::{Scale, check::check};

use super::super::regulation::{BUILT_IN, NotARegulation, built_in, read};
use super::example;

#[test]
fn the_examples_have_no_fault_and_say_that_nobody_adopted_them() {
    for code in BUILT_IN {
        let regulation = built_in(code).expect("an example");
        assert_eq!(regulation.code, code);
        assert_eq!(check(&regulation, &example()), [], "{code}");
        assert!(regulation.example && regulation.certifier.is_empty());
        assert!(regulation.title.contains("adopté par aucun certificateur"), "{code}");
    }
}

#[test]
fn one_example_has_three_levels_and_the_other_marks_out_of_twenty() {
    let Scale::Levels { levels } = built_in("exemple-niveaux").expect("an example").scale else { panic!("levels") };
    let codes: Vec<_> = levels.iter().map(|level| (level.code.as_str(), level.reached)).collect();
    assert_eq!(codes, [("NA", false), ("EC", false), ("A", true)]);
    let scale = built_in("exemple-notes").expect("an example").scale;
    assert_eq!(scale, Scale::Score { max: 2000, step: 50, pass: 1000 });
}

#[test]
fn an_unknown_field_is_told_with_its_line() {
    let text =
        include_str!("../../../../../assets/regulations/exemple-notes.toml").replace("[vote]", "[vote]\nhasard = true");
    let line = 1 + text.lines().position(|line| line.starts_with("hasard")).expect("the line");
    let Err(NotARegulation::Field { line: found, message }) = read(text.as_bytes()) else { panic!("refused") };
    assert!(message.contains("hasard"), "{message}");
    assert!(found.abs_diff(line) <= 1, "line {found}, not {line}");
}

#[test]
fn what_is_no_regulation_is_refused() {
    assert_eq!(read(b"\xE9"), Err(NotARegulation::NotUtf8));
    assert!(matches!(read(b"code = "), Err(NotARegulation::Field { line: 1, .. })));
    assert!(matches!(read(&vec![b' '; 2 << 20]), Err(NotARegulation::TooLarge { .. })));
    assert_eq!(built_in("autre"), Err(NotARegulation::UnknownExample { code: "autre".into() }));
}

#[test]
fn weights_are_given_by_code_between_quotes() {
    let text = include_str!("../../../../../assets/regulations/exemple-notes.toml");
    let weighted =
        read(text.replace("[weights]", "[weights]\n\"A1.CP.1\" = 3\nA2 = 2").as_bytes()).expect("a règlement");
    assert_eq!((weighted.weight("A1.CP.1"), weighted.weight("A2"), weighted.weight("A3")), (3, 2, 1));
    assert!(read(text.replace("[weights]", "[weights]\nA1.CP = 3").as_bytes()).is_err());
}
