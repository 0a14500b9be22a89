//! The page that says how the exchange is proved names tests: each exists, and no line of its tables is without one or without
//! the reason.

use std::collections::BTreeSet;

use crate::tree::{files, none, text};

const PAGE: &str = "docs/proof/exchange.md";

/// Names of tests on a line: between backticks, small letters, digits and three words at least.
fn named(line: &str) -> Vec<&str> {
    let quoted = line.split('`').skip(1).step_by(2);
    let plain = |name: &&str| name.chars().all(|letter| matches!(letter, 'a'..='z' | '0'..='9' | '_'));
    quoted.filter(plain).filter(|name| name.matches('_').count() >= 2).collect()
}

#[test]
fn every_proof_that_the_page_names_is_a_test() {
    let mut tests: BTreeSet<String> = BTreeSet::new();
    for source in files("crates", &[".rs"]).into_iter().chain(files("tests", &[".rs"])) {
        let mut marked = false;
        for line in source.text.lines().map(str::trim) {
            let name =
                line.strip_prefix("async ").unwrap_or(line).strip_prefix("fn ").and_then(|rest| rest.split('(').next());
            tests.extend(name.filter(|_| marked).map(str::to_owned));
            marked =
                line.starts_with("#[test]") || line.starts_with("#[tokio::test") || (marked && line.starts_with("#["));
        }
    }
    let page = text(PAGE);
    let lost: Vec<_> = page.lines().flat_map(named).filter(|name| !tests.contains(*name)).map(str::to_owned).collect();
    none("The page of proofs names tests that exist", &lost);
}

#[test]
fn every_line_of_the_table_is_held_or_says_why_not() {
    let page = text(PAGE);
    let rows: Vec<(&str, &str)> = page.lines().filter_map(|line| line.strip_prefix("| ")?.split_once(" | ")).collect();
    let expected = (1..=37).map(|number| number.to_string()).chain((1..=16).map(|number| format!("F{number}")));
    let mut offences = Vec::new();
    for number in expected {
        match rows.iter().filter(|(first, _)| *first == number).collect::<Vec<_>>().as_slice() {
            [(_, rest)] if named(rest).is_empty() && !rest.contains("not held") => {
                offences.push(format!("{number}: no proof"))
            }
            [_] => {}
            other => offences.push(format!("{number}: {} lines", other.len())),
        }
    }
    none("Each bad input and each fault has its test, or the reason why not", &offences);
}
