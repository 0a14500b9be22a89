//! The table of candidates: civil status, route, option, blocs already acquired, accommodation. It reads; whether a
//! candidate may sit is the domain's.

use std::collections::BTreeSet;

use domain::person::{Accommodation, CivilStatus, PriorBlock, PriorKind, Route};
use domain::referential::{BlockKind, Code, Referential};
use serde::Serialize;

use super::columns::Column;
use super::rows::{self, RowReader};
use super::sheet::Sheet;
use super::text::{fold, one_line};
use super::{Reason, Table, TableFault, fields};

/// One candidate as the table tells it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CandidateRow {
    /// Number in the session.
    pub number: String,
    /// Civil status; an absent place of birth is empty.
    pub status: CivilStatus,
    /// Address for the convocation.
    pub email: Option<String>,
    /// Route of access.
    pub route: Route,
    /// Code of the option's bloc; empty while none is chosen.
    pub option: Code,
    /// Blocs (or the mémoire) already acquired, with their proof.
    pub prior: Vec<PriorBlock>,
    /// The measure of an accommodation.
    pub accommodation: Option<Accommodation>,
}

/// The candidates of a table, for a session on `referential`.
///
/// # Errors
/// When the table as a whole cannot be read; nothing of it is kept.
pub fn read(bytes: &[u8], referential: &Referential) -> Result<Table<CandidateRow>, TableFault> {
    from_sheet(&Sheet::read(bytes)?, referential)
}

/// The candidates of a sheet, wherever its rows came from.
///
/// # Errors
/// When the header is not the one expected.
pub fn from_sheet(sheet: &Sheet, referential: &Referential) -> Result<Table<CandidateRow>, TableFault> {
    let mut seen = Seen::default();
    rows::read(sheet, COLUMNS, |row| {
        let candidate = candidate(row, referential)?;
        seen.refuse_twice(row, &candidate);
        Some(candidate)
    })
}

/// What each header seems to name; `None` where nothing is recognised, or another header named it before.
#[must_use]
pub fn recognised(headers: &[String]) -> Vec<Option<&'static str>> {
    let mut taken = BTreeSet::new();
    let one = |header: &String| {
        let folded = fold(header);
        let key = COLUMNS.iter().find(|column| column.answers_to(&folded)).map(|column| column.key);
        key.filter(|key| taken.insert(*key))
    };
    headers.iter().map(one).collect()
}

/// What a column may hold, and whether the table is refused without it.
pub fn fields() -> impl Iterator<Item = (&'static str, bool)> {
    COLUMNS.iter().map(|column| (column.key, column.required))
}

fn candidate(row: &mut RowReader<'_>, referential: &Referential) -> Option<CandidateRow> {
    // Every field is read before the first `?`, so that a row tells all its faults at once.
    let number = row.required("number");
    let number = number.and_then(|text| row.or_refuse("number", fields::number(&text)));
    let status = status(row);
    let email = optional(row, "email", fields::email);
    let route = row.required("route");
    let route = route.and_then(|text| row.or_refuse("route", fields::route(&text)));
    let option_text = row.text("option");
    let option = row.or_refuse("option", option(&option_text, referential));
    let prior_text = row.lines("prior_blocks");
    let prior = row.or_refuse("prior_blocks", prior(&prior_text, referential));
    let accommodation = accommodation(&row.text("accommodation"));
    Some(CandidateRow {
        number: number?,
        status: status?,
        email,
        route: route?,
        option: option?,
        prior: prior?,
        accommodation,
    })
}

fn status(row: &mut RowReader<'_>) -> Option<CivilStatus> {
    let birth_name = row.required("birth_name");
    let birth_name = birth_name.and_then(|text| row.or_refuse("birth_name", fields::name(&text)));
    let given_names = row.required("given_names");
    let given_names = given_names.and_then(|text| row.or_refuse("given_names", fields::given_names(&text)));
    let sex = row.required("sex");
    let sex = sex.and_then(|text| row.or_refuse("sex", fields::sex(&text)));
    let born_on = row.required("birth_date");
    let born_on = born_on.and_then(|text| row.or_refuse("birth_date", fields::date(&text)));
    let usage_name = optional(row, "usage_name", fields::name);
    let birth_insee = optional(row, "birth_insee", fields::insee);
    let birth_country = optional(row, "birth_country", fields::name).filter(|country| fold(country) != "france");
    let birth_place = optional(row, "birth_place", fields::name).unwrap_or_default();
    let birth_name = birth_name?;
    Some(CivilStatus {
        usage_name: usage_name.filter(|name| *name != birth_name),
        birth_name,
        given_names: given_names?,
        sex: sex?,
        born_on: born_on?,
        birth_place,
        birth_insee,
        birth_country,
    })
}

fn optional<T>(row: &mut RowReader<'_>, key: &str, parse: fn(&str) -> Result<T, Reason>) -> Option<T> {
    let text = row.text(key);
    if text.is_empty() {
        return None;
    }
    row.or_refuse(key, parse(&text))
}

/// An option by its code, its label, its title or its short label.
fn option(text: &str, referential: &Referential) -> Result<Code, Reason> {
    if text.is_empty() {
        return Ok(Code::new());
    }
    let same = |word: &str| fold(word) == fold(text);
    let chosen = referential.options().find(|block| {
        let labelled = matches!(&block.kind, BlockKind::Option { label } if same(label));
        labelled || same(&block.code) || same(&block.title) || same(&block.short)
    });
    chosen.map(|block| block.code.clone()).ok_or(Reason::UnknownOption)
}

/// `A1:PV 2025-014; A2:équivalence …`, separated by `;`, `|`, a comma or a line break.
fn prior(text: &str, referential: &Referential) -> Result<Vec<PriorBlock>, Reason> {
    let mut found: Vec<PriorBlock> = Vec::new();
    for piece in text.split([';', '|', ',', '\n']).map(one_line).filter(|piece| !piece.is_empty()) {
        match (coded(&piece), found.last_mut()) {
            (Some((code, proof)), _) => {
                let known = code == domain::deliberation::THESIS || referential.block(&code).is_some();
                if !known {
                    return Err(Reason::UnknownBlock);
                }
                if found.iter().any(|one| one.block == code) {
                    return Err(Reason::RepeatedBlock);
                }
                let exempted = ["equivalence", "dispense", "exempt"].iter().any(|word| fold(&proof).starts_with(word));
                let kind = if exempted { PriorKind::Exempted } else { PriorKind::Acquired };
                found.push(PriorBlock { block: code, kind, proof, on: None });
            }
            // A proof may hold a comma: « PV 2025-014, jury du 3 mai ».
            (None, Some(last)) => last.proof = format!("{}, {piece}", last.proof),
            (None, None) => return Err(Reason::NotAPriorBlock),
        }
    }
    if found.iter().any(|one| one.proof.is_empty()) { Err(Reason::NotAPriorBlock) } else { Ok(found) }
}

/// `CODE:proof`, when what precedes the colon has the form of a code: capitals and digits, no blank.
fn coded(piece: &str) -> Option<(Code, String)> {
    let (code, proof) = piece.split_once(':')?;
    let code = code.trim().to_uppercase();
    let sound = (2..=8).contains(&code.len()) && code.chars().all(|c| c.is_ascii_alphanumeric());
    sound.then(|| (code, proof.trim().to_owned()))
}

/// The measure in words; extra time is read from « tiers temps » or a percentage, else it is 0 and the words tell it.
fn accommodation(measure: &str) -> Option<Accommodation> {
    if measure.is_empty() {
        return None;
    }
    let folded = fold(measure);
    let third = ["tiers temps", "un tiers", "1 3", "one third"].iter().any(|words| folded.contains(words));
    let percent = measure.split_once('%').and_then(|(before, _)| {
        let digits: Vec<char> = before.trim_end().chars().rev().take_while(char::is_ascii_digit).collect();
        digits.into_iter().rev().collect::<String>().parse::<u16>().ok()
    });
    let extra_time_percent = percent.unwrap_or(if third { 33 } else { 0 });
    Some(Accommodation { measure: measure.to_owned(), extra_time_percent, decided_on: None })
}

/// Who was accepted above, to refuse the same person or number twice.
#[derive(Default)]
struct Seen {
    numbers: BTreeSet<String>,
    people: BTreeSet<String>,
}

impl Seen {
    fn refuse_twice(&mut self, row: &mut RowReader<'_>, candidate: &CandidateRow) {
        if !row.is_sound() {
            return;
        }
        let status = &candidate.status;
        let names = fold(&format!("{} / {}", status.birth_name, status.given_names.join(" ")));
        let (number, person) = (fold(&candidate.number), format!("{names} {}", status.born_on));
        if self.numbers.contains(&number) {
            row.refuse("number", Reason::DuplicateNumber);
        } else if self.people.contains(&person) {
            row.refuse("birth_name", Reason::DuplicatePerson);
        } else {
            self.numbers.insert(number);
            self.people.insert(person);
        }
    }
}

const COLUMNS: &[Column] = &[
    Column {
        key: "number",
        required: true,
        headers: &[
            "numero",
            "n",
            "no",
            "num",
            "n candidat",
            "numero candidat",
            "numero de candidat",
            "candidate number",
        ],
    },
    Column {
        key: "birth_name",
        required: true,
        headers: &["nom", "nom de naissance", "nom naissance", "last name", "family name", "surname"],
    },
    Column { key: "usage_name", required: false, headers: &["nom d usage", "nom usage", "nom marital", "used name"] },
    Column {
        key: "given_names",
        required: true,
        headers: &["prenom", "prenoms", "prenom s", "given name", "first name", "first names"],
    },
    Column { key: "sex", required: true, headers: &["sexe", "civilite", "genre", "gender"] },
    Column {
        key: "birth_date",
        required: true,
        headers: &["date de naissance", "date naissance", "ne e le", "ne le", "date of birth", "born on"],
    },
    Column {
        key: "birth_place",
        required: false,
        headers: &[
            "commune de naissance",
            "commune naissance",
            "ville de naissance",
            "lieu de naissance",
            "place of birth",
            "birth city",
        ],
    },
    Column {
        key: "birth_insee",
        required: false,
        headers: &["insee", "code insee", "code insee naissance", "code insee de naissance", "insee code"],
    },
    Column {
        key: "birth_country",
        required: false,
        headers: &["pays", "pays de naissance", "pays naissance", "country", "country of birth"],
    },
    Column {
        key: "email",
        required: false,
        headers: &["e mail", "mail", "courriel", "adresse e mail", "adresse electronique"],
    },
    Column { key: "route", required: true, headers: &["voie", "voie d acces", "route of access", "access route"] },
    Column { key: "option", required: true, headers: &["option choisie", "choix d option"] },
    Column {
        key: "prior_blocks",
        required: false,
        headers: &["blocs acquis", "blocs deja acquis", "acquis", "acquired blocks"],
    },
    Column {
        key: "accommodation",
        required: false,
        headers: &["amenagement", "amenagements", "mesure d amenagement", "accommodations"],
    },
];
