//! What the interface keeps to: one folder speaks to the host, one file holds the colours, and no test is switched off.

use crate::tree::{Source, files, lines_with, none};

fn sources() -> Vec<Source> {
    files("ui", &[".css", ".js", ".svelte", ".ts"])
}

#[test]
fn only_the_interface_s_core_speaks_to_the_host() {
    let mut elsewhere = sources();
    elsewhere.retain(|source| source.path.starts_with("ui/src/") && !source.path.starts_with("ui/src/core/"));
    none("Only ui/src/core imports @tauri-apps", &lines_with(&elsewhere, &["@tauri-apps", "__TAURI"]));
}

#[test]
fn colours_stand_in_one_file() {
    let mut offences = Vec::new();
    for source in sources() {
        let here = source.path.starts_with("ui/src/") && source.path != "ui/src/theme/tokens.css";
        for (number, line) in source.text.lines().enumerate().filter(|_| here) {
            if let Some(colour) = colour(line) {
                offences.push(format!("{}:{}: {colour}", source.path, number + 1));
            }
        }
    }
    none("Colours are named in ui/src/theme/tokens.css and nowhere else", &offences);
}

/// A colour written out in `line`: `#` and 3, 4, 6 or 8 hexadecimal digits, or a function that makes one.
fn colour(line: &str) -> Option<String> {
    if let Some(function) =
        ["rgb(", "rgba(", "hsl(", "hsla(", "oklch(", "oklab("].iter().find(|name| line.contains(**name))
    {
        return Some((*function).to_owned());
    }
    line.split('#').skip(1).find_map(|after| {
        let word =
            after.split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_' && letter != '-').next()?;
        let is_colour = matches!(word.len(), 3 | 4 | 6 | 8) && word.chars().all(|letter| letter.is_ascii_hexdigit());
        is_colour.then(|| format!("#{word}"))
    })
}

#[test]
fn no_test_of_the_interface_is_switched_off() {
    let off = [".skip(", ".only(", ".fixme(", ".todo(", "xit(", "xdescribe("];
    none("A test runs or does not exist", &lines_with(&sources(), &off));
}

#[test]
fn a_colour_is_told_from_a_block_of_svelte() {
    assert_eq!(colour("  color: #2f4b9b;"), Some("#2f4b9b".to_owned()));
    assert_eq!(colour("border: 1px solid #fff"), Some("#fff".to_owned()));
    assert_eq!(colour("background: rgb(0 0 0 / 50%)"), Some("rgb(".to_owned()));
    assert_eq!(colour("{#each sheets as sheet}<a href=\"#facade-of-it\">"), None);
}
