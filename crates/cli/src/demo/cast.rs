//! Who plays what: made-up names, some of them hostile on purpose, and what happens to each candidate. Data and its drawing;
//! nothing is played here.

use domain::person::{JurorFile, Role};

use super::dice::Dice;
use crate::trouble::Trouble;

/// What happens to a candidate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// The panel splits, votes, and the president's voice decides.
    Vote,
    /// The mémoire fails, the blocs hold.
    FailedThesis,
    /// A bloc was acquired before.
    Prior,
    /// Does not come.
    Absent,
    /// A member steps back.
    Recused,
    /// A bloc fails, until a rectificatif.
    Partial,
    /// Nothing holds.
    Adjourned,
    /// Does not come, and says why.
    Excused,
    /// Comes late, with extra time.
    Late,
    /// The panel leaves the calculation.
    Override,
    /// A bloc is exempted.
    Exempted,
    /// Nothing in particular.
    Plain,
}

/// What happens to the candidate of that place, from 0.
pub(super) fn part(place: usize) -> Part {
    use Part as P;
    const ORDER: [Part; 11] = [
        P::Vote,
        P::FailedThesis,
        P::Prior,
        P::Absent,
        P::Recused,
        P::Partial,
        P::Adjourned,
        P::Excused,
        P::Late,
        P::Override,
        P::Exempted,
    ];
    ORDER.get(place).copied().unwrap_or(Part::Plain)
}

const GIVEN: [&str; 24] = [
    "Inès", "Jonas", "Aïcha", "Mathis", "Linh", "Noé", "Fatou", "Élodie", "Yanis", "Maëlle", "Kwame", "Zoé", "Goran",
    "Anaëlle", "Tiago", "Oumou", "Léonie", "Samir", "Mei", "Gaël", "Ioana", "Baptiste", "Nour", "Chiara",
];
const FAMILY: [&str; 24] = [
    "Vasseur",
    "Le Goff",
    "Benali",
    "Nguyễn",
    "Traoré",
    "Kowalczyk",
    "Da Silva",
    "Lefèvre",
    "Łukasik",
    "N’Diaye",
    "Garnier-Roux",
    "Œuvrard",
    "Petitjean",
    "Çelik",
    "Rakotomalala",
    "Haddad",
    "Muller",
    "Fernández",
    "Ozturk",
    "Baudouin",
    "Sørensen",
    "D’Almeida",
    "Mbappou",
    "Straße",
];
/// Names that break careless programs: a quote and a tag, a formula, another script, sixty letters, an emoji.
const HOSTILE: [(usize, &str, &str); 5] = [
    (1, "O'Brien <b>", "Sean"),
    (3, "=cmd|' /C calc'!A0", "Max"),
    (4, "العلوي", "ليلى"),
    (6, "Montmorency-Laval-Rochechouart-Talleyrand-Périgord-Sagan-Val", "Anne-Charlotte Marie"),
    (7, "Étoile 🎓", "Zélie"),
];
const ROUTES: [&str; 6] =
    ["apprentissage", "formation continue", "professionnalisation", "VAE", "candidature individuelle", "étudiant"];
const TOWNS: [(&str, &str); 6] = [
    ("Besançon", "25056"),
    ("Dole", "39198"),
    ("Ajaccio", "2A004"),
    ("Paris", "75056"),
    ("Lyon", "69123"),
    ("Marseille", "13055"),
];

/// The candidates as a secretary would have them: a CSV table.
pub(super) fn table(count: usize, seed: u64) -> Result<Vec<u8>, Trouble> {
    let dice = Dice::new(seed, 1);
    let mut rows = csv::WriterBuilder::new().delimiter(b';').from_writer(Vec::new());
    rows.write_record([
        "N°",
        "Nom de naissance",
        "Prénoms",
        "Sexe",
        "Date de naissance",
        "Commune de naissance",
        "Code INSEE",
        "Voie d'accès",
        "Option",
        "Blocs acquis",
        "Aménagement",
    ])
    .map_err(unwritten)?;
    for place in 0..count {
        rows.write_record(row(place, &dice)?).map_err(unwritten)?;
    }
    rows.into_inner().map_err(|error| super::broken(error.to_string()))
}

fn unwritten(error: csv::Error) -> Trouble {
    super::broken(error.to_string())
}

fn row(place: usize, dice: &Dice) -> Result<[String; 11], Trouble> {
    let (mut family, mut given) = (dice.one(&FAMILY)?.to_owned(), dice.one(&GIVEN)?.to_owned());
    if let Some((_, hostile, name)) = HOSTILE.iter().find(|(at, ..)| *at == place) {
        (family, given) = ((*hostile).to_owned(), (*name).to_owned());
    }
    let (town, insee) = TOWNS.get(dice.below(TOWNS.len())?).copied().unwrap_or_default();
    let born = format!("{:02}/{:02}/{}", 1 + dice.below(28)?, 1 + dice.below(12)?, 1975 + dice.below(30)?);
    let prior = match part(place) {
        Part::Prior => "A1:PV-2025-0007, jury du 20 juin 2025",
        Part::Exempted => "A2:équivalence accordée le 4 mars 2026",
        _ => "",
    };
    let help = if part(place) == Part::Late { "Tiers temps, salle isolée" } else { "" };
    // The first six take the six routes and the three options, whatever the seed.
    let route = if place < 6 { ROUTES.get(place).copied().unwrap_or_default() } else { dice.one(&ROUTES)? };
    let option = ["A4", "A5", "A6"].get(place % 3).copied().unwrap_or_default();
    let sex = if dice.happens(55)? { "F" } else { "M" };
    let cells = [sex, &born, town, insee, route, option, prior, help].map(str::to_owned);
    let [sex, born, town, insee, route, option, prior, help] = cells;
    Ok([format!("{:03}", place + 1), family, given, sex, born, town, insee, route, option, prior, help])
}

const PANEL: [(&str, &str, &str, &str); 9] = [
    ("Diallo", "Awa", "Directrice de projet", "Centre de Besançon"),
    ("Roche", "Bruno", "Chef de projet digital", "Atelier du Doubs"),
    ("Petit", "Chloé", "Consultante UX", "Indépendante"),
    ("Nowak", "Dorian", "Responsable produit", "Horlogerie Vauban"),
    ("Esposito", "Emma", "Cheffe de projet web", "Région Est"),
    ("Faure", "Fabrice", "Directeur technique", "Loue Numérique"),
    ("Gonçalves", "Graça", "Product owner", "Citadelle Jeux"),
    ("Hamidi", "Hugo", "Scrum master", "Comté Services"),
    ("Imbert", "Isaure", "Directrice artistique", "Studio Battant"),
];

/// The members of the panel, president first; she alone is of the centre.
pub(super) fn members(count: usize) -> Vec<JurorFile> {
    let file = |(place, (family, given, function, employer)): (usize, &(&str, &str, &str, &str))| JurorFile {
        family_name: (*family).to_owned(),
        given_name: (*given).to_owned(),
        role: if place == 0 { Role::President } else { Role::Member },
        function: (*function).to_owned(),
        employer: (*employer).to_owned(),
        external: place != 0,
    };
    PANEL.iter().take(count).enumerate().map(file).collect()
}

/// Who prepares the session, and who represents the certifier.
pub(super) fn others() -> [JurorFile; 2] {
    let file = |family: &str, given: &str, role, function: &str| JurorFile {
        family_name: family.to_owned(),
        given_name: given.to_owned(),
        role,
        function: function.to_owned(),
        employer: "Centre de Besançon".to_owned(),
        external: false,
    };
    [
        file("Garnier", "Odile", Role::Office, "Responsable des certifications"),
        file("Perrault", "René", Role::Representative, "Représentant du certificateur"),
    ]
}
