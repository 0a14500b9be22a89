//! Single values as people write them in tables: dates, sexes, routes, names, scores. Text in, value or reason out.

use domain::grading::Rating;
use domain::person::{Route, Sex};
use domain::regulation::Scale;
use domain::time::Date;

use super::Reason;
use super::text::fold;

/// Longest name that the deposit's schema takes, in characters.
const NAME: usize = 60;
/// Most given names that the deposit's schema takes.
const GIVEN_NAMES: usize = 3;

/// Longest number of a candidate, in characters: it stands in narrow columns.
const NUMBER: usize = 40;

/// A candidate's number.
pub(super) fn number(text: &str) -> Result<String, Reason> {
    if text.chars().nth(NUMBER).is_some() { Err(Reason::TooLong) } else { Ok(text.to_owned()) }
}

/// A family name, one given name, a place.
pub(super) fn name(text: &str) -> Result<String, Reason> {
    if text.chars().nth(NAME).is_some() {
        return Err(Reason::TooLong);
    }
    if !text.chars().any(char::is_alphabetic) {
        return Err(Reason::NotAName);
    }
    Ok(text.to_owned())
}

/// Given names: between commas when there is one, else between spaces.
pub(super) fn given_names(text: &str) -> Result<Vec<String>, Reason> {
    let parts: Vec<&str> = if text.contains(',') { text.split(',').collect() } else { text.split(' ').collect() };
    let names: Vec<&str> = parts.into_iter().map(str::trim).filter(|part| !part.is_empty()).collect();
    if names.len() > GIVEN_NAMES {
        return Err(Reason::TooManyGivenNames);
    }
    if names.is_empty() {
        return Err(Reason::NotAName);
    }
    names.into_iter().map(name).collect()
}

pub(super) fn sex(text: &str) -> Result<Sex, Reason> {
    match fold(text).as_str() {
        "f" | "femme" | "feminin" | "female" | "woman" | "mme" | "madame" => Ok(Sex::F),
        "m" | "h" | "homme" | "masculin" | "male" | "man" | "monsieur" => Ok(Sex::M),
        _ => Err(Reason::UnknownSex),
    }
}

/// `JJ/MM/AAAA` (also with `-` or `.`), or `AAAA-MM-JJ`.
pub(super) fn date(text: &str) -> Result<Date, Reason> {
    let parts: Vec<&str> = text.split(['/', '-', '.']).collect();
    let [first, month, last] = parts.as_slice() else { return Err(Reason::NotADate) };
    let (day, year) = if first.len() == 4 && text.contains('-') { (last, first) } else { (first, last) };
    let number = |part: &str, widths: &[usize]| {
        let sound = widths.contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
        part.parse::<u16>().ok().filter(|_| sound).ok_or(Reason::NotADate)
    };
    let (year, month, day) = (number(year, &[4])?, number(month, &[1, 2])?, number(day, &[1, 2])?);
    let small = |number: u16| u8::try_from(number).map_err(|_| Reason::ImpossibleDate);
    Date::new(year, small(month)?, small(day)?).map_err(|_| Reason::ImpossibleDate)
}

/// INSEE code of a commune or (99…) of a country.
pub(super) fn insee(text: &str) -> Result<String, Reason> {
    let code = text.to_ascii_uppercase();
    let rest = code.strip_prefix("2A").or_else(|| code.strip_prefix("2B"));
    let digits = |text: &str, width: usize| text.len() == width && text.bytes().all(|byte| byte.is_ascii_digit());
    let sound = digits(&code, 5) || rest.is_some_and(|rest| digits(rest, 3));
    if sound { Ok(code) } else { Err(Reason::NotAnInseeCode) }
}

/// One `@` between two parts without blanks, the second with a dot: enough to see a shifted column.
pub(super) fn email(text: &str) -> Result<String, Reason> {
    let sound = text.split_once('@').is_some_and(|(who, host)| {
        !who.is_empty() && host.contains('.') && !host.starts_with('.') && !host.ends_with('.') && !host.contains('@')
    });
    if sound && text.len() <= 254 && !text.contains(char::is_whitespace) {
        Ok(text.to_owned())
    } else {
        Err(Reason::NotAnEmail)
    }
}

pub(super) fn route(text: &str) -> Result<Route, Reason> {
    let folded = fold(text);
    let route = ROUTES.iter().find(|(_, words)| words.contains(&folded.as_str()));
    route.map(|(route, _)| *route).ok_or(Reason::UnknownRoute)
}

/// A rating on `scale`: the code or label of a level, or a score with a decimal comma or point; `NO`, `SO`.
pub(super) fn rating(text: &str, scale: &Scale) -> Result<Rating, Reason> {
    match fold(text).as_str() {
        "no" | "non observe" | "non observee" | "not observed" => return Ok(Rating::NotObserved),
        "so" | "sans objet" | "n a" | "not applicable" => return Ok(Rating::NotApplicable),
        _ => {}
    }
    match scale {
        Scale::Levels { levels } => {
            let same = |word: &str| fold(word) == fold(text);
            let place = levels.iter().position(|level| same(&level.code) || same(&level.label));
            let index = place.and_then(|place| u8::try_from(place).ok()).ok_or(Reason::UnknownLevel)?;
            Ok(Rating::Level { index })
        }
        Scale::Score { max, .. } => {
            let hundredths = hundredths(text, *max).ok_or(Reason::NotAScore)?;
            if !(0..=*max).contains(&hundredths) {
                return Err(Reason::ScoreOutOfScale);
            }
            let rating = Rating::Score { hundredths };
            if scale.holds(rating) { Ok(rating) } else { Err(Reason::ScoreOffStep) }
        }
    }
}

/// `12`, `12,5`, `12.50`, `-1`, or `12,5/20` when the scale goes to 20: hundredths of a point. Never through a float.
fn hundredths(text: &str, max: i32) -> Option<i32> {
    match text.split_once('/') {
        Some((score, of)) if plain_hundredths(of.trim()) == Some(max) => plain_hundredths(score.trim()),
        Some(_) => None,
        None => plain_hundredths(text),
    }
}

fn plain_hundredths(text: &str) -> Option<i32> {
    let (sign, text) = text.strip_prefix('-').map_or((1, text), |rest| (-1, rest));
    let (units, decimals) = text.split_once([',', '.']).unwrap_or((text, ""));
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if units.is_empty() || decimals.len() > 2 || !digits(units) || !digits(decimals) {
        return None;
    }
    let cents: i32 = format!("{decimals:0<2}").parse().ok()?;
    units.parse::<i32>().ok()?.checked_mul(100)?.checked_add(cents)?.checked_mul(sign)
}

const ROUTES: [(Route, &[&str]); 6] = [
    (
        Route::Student,
        &[
            "student",
            "etudiant",
            "eleve",
            "statut etudiant",
            "initiale",
            "formation initiale",
            "formation initiale hors apprentissage",
            "formation statut eleve",
            "formation sous statut d eleve ou d etudiant",
        ],
    ),
    (Route::Apprenticeship, &["apprenticeship", "apprentissage", "apprenti", "contrat d apprentissage"]),
    (Route::ContinuingEducation, &["continuing education", "continue", "formation continue"]),
    (
        Route::Professionalisation,
        &[
            "professionalisation",
            "professionnalisation",
            "contrat professionnalisation",
            "contrat de professionnalisation",
        ],
    ),
    (
        Route::Individual,
        &["individual", "individuelle", "candidature individuelle", "candidat individuel", "candidat libre"],
    ),
    (Route::Experience, &["experience", "par experience", "vae", "validation des acquis de l experience"]),
];
