//! A jury of the imagination for tests and for the specimen: thirty candidates with every outcome and names that break
//! bad programs. Values only; no paper is drawn here.

#![allow(dead_code, reason = "each test uses its part")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "support of tests")]

pub(crate) mod manifest;
pub(crate) mod papers;
pub(crate) mod tsa;

use domain::deliberation::{Decision, Outcome, PartResult, PartStatus, Vote};
use domain::grading::Rating;
use domain::id::{CandidateId, Digest, PersonId};
use domain::minutes::{
    CandidateLine, Certification, CivilTime, Composition, Edition, IncidentLine, LedgerEntry, Minutes, PanelDay,
    PanelLine, PartHeading, PartLine, Proof, RecusalLine, SealLine, Sheet, SheetLine, SheetPart, Sitting, VoteLine,
};
use domain::person::{PriorBlock, PriorKind, Role, Route};
use domain::regulation::{Letterhead, LevelRule, MentionRule, Scale};
use domain::time::Date;

/// Names that break bad programs.
pub(crate) const HOSTILE: [&str; 12] = [
    "O’CONNOR (née D'ARC) Anne\\-Lise",
    "<b>GRAS</b> Jean & Fils",
    "ADMIN\u{202E}RTL Robert",
    "WOLFESCHLEGELSTEINHAUSENBERGERDORFFWELCHEVORALTERNWARENGEWISSENHAFTSCHAFERSWESSENSCHAFEWARENWOHLGEPFLEGE\
     UNDSORGFALTIGKEITBESCHUTZENVORANGREIFENDURCHIHRRAUBGIERIGFEINDEWELCHEVORALTERNZWOLFHUNDERTTAUSEND Hubert",
    "العربي محمد",
    "כהן שרה",
    "ΠΑΠΑΔΌΠΟΥΛΟΣ Γιώργος",
    "ЩЕРБАКОВА Екатерина",
    "王 小明",
    "EMOJI 🎓 Zoé",
    "NGUYỄN Thị Ánh",
    "=CMD|' /C calc'!A0 Eve",
];

const NAMES: [&str; 18] = [
    "ABADIE Camille",
    "BENALI Yasmine",
    "CHEVALIER Hugo",
    "DIOP Mamadou",
    "ESTÈVE Léa",
    "FOURNIER Paul",
    "GARCIA Inès",
    "HAMIDI Sofiane",
    "IMBERT Clara",
    "JOLY Antoine",
    "KONÉ Aïcha",
    "LEFÈVRE Noémie",
    "MÜLLER Jonas",
    "NOËL Basile",
    "OUATTARA Fatou",
    "PETIT Lucas",
    "QUÉRÉ Maëlle",
    "ROUSSEAU Elsa",
];

pub(crate) fn date(text: &str) -> Date {
    Date::parse(text).unwrap()
}

pub(crate) fn at(day: &str, hour: u8, minute: u8) -> CivilTime {
    CivilTime { date: date(day), hour, minute }
}

fn digest(seed: u8) -> Digest {
    let mut bytes = [0; 32];
    for (index, byte) in (0_u8..).zip(bytes.iter_mut()) {
        *byte = seed.wrapping_mul(31).wrapping_add(index.wrapping_mul(47));
    }
    Digest(bytes)
}

fn parts() -> Vec<PartHeading> {
    let heading = |code: &str, short: &str, title: &str, option: Option<&str>| PartHeading {
        code: code.into(),
        short: short.into(),
        title: title.into(),
        option: option.map(str::to_owned),
    };
    vec![
        heading("A1", "Stratégie", "Contribuer à la définition de la stratégie digitale de l’organisation", None),
        heading("A2", "Pilotage", "Piloter un projet digital", None),
        heading("A3", "Équipe", "Manager une équipe projet et communiquer", None),
        heading("A4", "Expérience", "Concevoir l’expérience utilisateur", Some("UX design")),
        heading("A5", "Marketing", "Déployer le marketing digital", Some("Webmarketing")),
        heading("A6", "Développement", "Encadrer le développement web", Some("Développement")),
        heading("MEM", "Mémoire", "Mémoire", None),
    ]
}

pub(crate) fn levels() -> Scale {
    let level = |code: &str, label: &str, reached, points| LevelRule {
        code: code.into(),
        label: label.into(),
        reached,
        points,
    };
    Scale::Levels {
        levels: vec![
            level("NA", "Non acquis", false, 0),
            level("EC", "En cours d’acquisition", false, 1000),
            level("A", "Acquis", true, 2000),
        ],
    }
}

pub(crate) fn certification() -> Certification {
    Certification {
        title: "Chef de projet digital".into(),
        registration: Some("RNCP00000".into()),
        certifier: "École de l’exemple".into(),
        referential: "chef-de-projet-digital 2026.1".into(),
        referential_digest: digest(1),
        regulation: "Règlement d’exemple, niveaux, version 1".into(),
        regulation_digest: digest(2),
        example: true,
        appeal:
            "Le candidat peut demander par écrit, dans les deux mois qui suivent la notification, le réexamen de la \
                 régularité des opérations ; l’appréciation du jury ne peut être contestée."
                .into(),
        scale: levels(),
        mentions: vec![MentionRule { code: "B".into(), label: "Bien".into(), points: 1400 }],
        parts: parts(),
        letterhead: Letterhead::default(),
    }
}

pub(crate) fn sitting() -> Sitting {
    Sitting {
        name: "Session de juillet 2026, groupe Lyon".into(),
        centre: "Institut du numérique du Rhône".into(),
        place: "12 rue de la République, 69002 Lyon".into(),
        starts_on: date("2026-07-02"),
        ends_on: date("2026-07-03"),
        opened_at: Some(at("2026-07-03", 15, 30)),
        closed_at: Some(at("2026-07-03", 17, 15)),
    }
}

pub(crate) fn member(number: u8, name: &str, role: Role, external: bool) -> PanelLine {
    let day = |day: &str| PanelDay { arrived: at(day, 8, 40 + number % 10), left: Some(at(day, 17, 20)) };
    PanelLine {
        person: PersonId([number; 16]),
        name: name.into(),
        role,
        function: "Directrice de projet".into(),
        employer: if external { "Agence Confluence".into() } else { "École de l’exemple".into() },
        external,
        days: vec![day("2026-07-02"), day("2026-07-03")],
        left: None,
    }
}

fn outcome(index: usize) -> Outcome {
    match index % 10 {
        3 | 8 => Outcome::Partial,
        5 => Outcome::Adjourned,
        7 => Outcome::Absent,
        9 if index == 19 => Outcome::Excluded,
        _ => Outcome::Awarded,
    }
}

pub(crate) fn candidate(index: usize) -> CandidateLine {
    let outcome = outcome(index);
    let option = ["A4", "A5", "A6"][index % 3];
    let has_prior = index % 6 == 4;
    let status = |place: usize| match outcome {
        Outcome::Awarded if has_prior && place < 2 => PartStatus::Prior,
        Outcome::Awarded => PartStatus::Validated,
        Outcome::Partial if place.is_multiple_of(2) => PartStatus::Validated,
        Outcome::Partial | Outcome::Adjourned => PartStatus::Failed,
        Outcome::Absent | Outcome::Excluded => PartStatus::NotAssessed,
    };
    let line = |(place, part): (usize, &str)| PartLine {
        part: part.into(),
        status: status(place),
        prior: (status(place) == PartStatus::Prior).then(|| PriorBlock {
            block: part.into(),
            kind: if place == 0 { PriorKind::Acquired } else { PriorKind::Exempted },
            proof: if place == 0 { "PV 2025-014".into() } else { "équivalence RNCP11111".into() },
            on: Some(date("2025-03-04")),
        }),
    };
    let lines: Vec<PartLine> = ["A1", "A2", "A3", option, "MEM"].into_iter().enumerate().map(line).collect();
    let ground = match outcome {
        Outcome::Awarded => "",
        Outcome::Partial => {
            "Le pilotage budgétaire et le mémoire ne sont pas au niveau attendu : « indicateurs absents »."
        }
        Outcome::Adjourned => "Aucun bloc n’atteint le seuil.",
        Outcome::Absent => "Absent sans justification.",
        Outcome::Excluded => "Exclusion prononcée par le responsable de session pour fraude.",
    };
    let routes = [
        Route::Student,
        Route::Apprenticeship,
        Route::ContinuingEducation,
        Route::Experience,
        Route::Individual,
        Route::Professionalisation,
    ];
    CandidateLine {
        candidate: CandidateId([u8::try_from(index % 250).unwrap(); 16]),
        number: format!("C{:03}", index + 1),
        name: if index < 12 { HOSTILE[index].into() } else { NAMES[index % 18].into() },
        born_on: (index % 7 != 2)
            .then(|| date(&format!("{}-{:02}-{:02}", 1985 + index % 18, index % 12 + 1, index % 27 + 1))),
        route: routes[index % 6],
        option: option.into(),
        attempt: if index % 9 == 4 { 2 } else { 1 },
        presented: !matches!(outcome, Outcome::Absent),
        decision: Some(Decision {
            outcome,
            parts: lines.iter().map(|line| PartResult { part: line.part.clone(), status: line.status }).collect(),
            mention: (outcome == Outcome::Awarded && index.is_multiple_of(4)).then(|| "B".into()),
            ground: ground.into(),
            follows_proposal: true,
        }),
        parts: lines,
    }
}

/// Minutes of `candidates` candidates and `members` members (and a representative).
pub(crate) fn minutes(candidates: usize, members: usize) -> Minutes {
    const PEOPLE: [&str; 4] = ["Awa DIALLO", "Bruno LEMAIRE", "Chloé N’GUESSAN", "Dimitri PETROV"];
    let name =
        |index: usize| PEOPLE.get(index).map_or_else(|| format!("Membre NUMÉRO{index}"), |name| (*name).to_owned());
    let role = |index: usize| if index == 0 { Role::President } else { Role::Member };
    let mut panel: Vec<PanelLine> = (0..members)
        .map(|index| member(u8::try_from(index + 1).unwrap(), &name(index), role(index), index != 1))
        .collect();
    let seals = panel
        .iter()
        .map(|member| SealLine {
            name: member.name.clone(),
            sheets: u32::try_from(candidates).unwrap(),
            digest: digest(40 + member.person.0[0]),
        })
        .collect();
    panel.push(member(99, "Élise VERNIER", Role::Representative, false));
    Minutes {
        number: "PV-2026-0001".into(),
        edition: Edition::Original,
        certification: certification(),
        sitting: sitting(),
        panel,
        composition: Composition {
            members: u32::try_from(members).unwrap(),
            external: u32::try_from(members.saturating_sub(1)).unwrap(),
            rule: "Le jury compte au moins trois membres, dont plus de la moitié d’extérieurs.".into(),
            holds: members >= 3,
        },
        candidates: (0..candidates).map(candidate).collect(),
        incidents: if candidates > 5 { incidents() } else { Vec::new() },
        seals,
        ledger: if candidates > 5 { ledger() } else { Vec::new() },
        votes: if candidates > 5 { votes() } else { Vec::new() },
        recusals: if candidates > 5 { recusals() } else { Vec::new() },
        proof: Proof {
            fingerprint: digest(9),
            words: ["abeille", "cadence", "miroir", "tulipe"].map(str::to_owned).to_vec(),
            entries: 3182,
            software: "Délibéré 0.1.0".into(),
        },
    }
}

fn incidents() -> Vec<IncidentLine> {
    vec![IncidentLine {
        at: at("2026-07-02", 10, 5),
        candidate: Some("C014 ESTÈVE Léa".into()),
        facts: "Coupure de courant de douze minutes pendant la présentation.".into(),
        statement: "La candidate a souhaité poursuivre.".into(),
        measures: "Temps rendu ; passage prolongé de douze minutes.".into(),
    }]
}

fn ledger() -> Vec<LedgerEntry> {
    let level = |index| Rating::Level { index };
    vec![
        LedgerEntry {
            number: "C004".into(),
            criterion: "A1.CP.3".into(),
            sealed: vec![level(0), level(1), level(2)],
            retained: level(2),
            ground: "Les indicateurs demandés figurent en annexe du dossier, relue par le jury.".into(),
        },
        LedgerEntry {
            number: "C004".into(),
            criterion: "A2.CP.1".into(),
            sealed: vec![level(0), level(1), level(1)],
            retained: level(1),
            ground: "Retenu après relecture du dossier.".into(),
        },
        LedgerEntry {
            number: "C004".into(),
            criterion: "A2.CP.2".into(),
            sealed: vec![level(0), level(1), level(1)],
            retained: level(1),
            ground: "Retenu après relecture du dossier.".into(),
        },
        LedgerEntry {
            number: "C004".into(),
            criterion: "A2.CP.4".into(),
            sealed: vec![level(1), level(2), level(2)],
            retained: level(2),
            ground: "Retenu après relecture du dossier.".into(),
        },
        LedgerEntry {
            number: "C009".into(),
            criterion: "MEM.2".into(),
            sealed: vec![level(1), level(1), Rating::NotObserved],
            retained: level(1),
            ground: "Problématique énoncée mais non traitée.".into(),
        },
    ]
}

fn votes() -> Vec<VoteLine> {
    let vote = |votes_for, votes_against, casting_for| Vote {
        question: "Valider le bloc A2 ?".into(),
        votes_for,
        votes_against,
        abstentions: 0,
        casting_for,
    };
    vec![
        VoteLine { number: "C004".into(), vote: vote(2, 1, None) },
        VoteLine { number: "C009".into(), vote: Vote { abstentions: 1, ..vote(1, 1, Some(false)) } },
    ]
}

fn recusals() -> Vec<RecusalLine> {
    vec![RecusalLine {
        juror: "Bruno LEMAIRE".into(),
        candidate: "C013 MÜLLER Jonas".into(),
        ground: "A encadré son alternance.".into(),
    }]
}

/// The sheet of the candidate of that place.
pub(crate) fn sheet(index: usize) -> Sheet {
    let minutes = minutes(30, 3);
    let candidate = minutes.candidates[index].clone();
    let part = |result: &PartLine| SheetPart {
        heading: minutes.certification.parts.iter().find(|part| part.code == result.part).unwrap().clone(),
        result: result.clone(),
        lines: if result.status == PartStatus::Prior {
            Vec::new()
        } else {
            (0..5).map(|row| line(&result.part, row)).collect()
        },
    };
    Sheet {
        minutes: minutes.number.clone(),
        parts: candidate.parts.iter().map(part).collect(),
        candidate,
        certification: minutes.certification.clone(),
        sitting: minutes.sitting.clone(),
        observations: vec!["Un travail sérieux ; la partie budgétaire est à reprendre.".into()],
        jurors: minutes.panel.iter().filter(|m| m.role.deliberates()).map(|m| m.name.clone()).collect(),
        proof: minutes.proof.clone(),
    }
}

fn line(part: &str, row: usize) -> SheetLine {
    let (retained, reached) = match row {
        2 => (Some(Rating::Level { index: 1 }), Some(false)),
        3 => (Some(Rating::NotApplicable), None),
        _ => (Some(Rating::Level { index: 2 }), Some(true)),
    };
    SheetLine {
        criterion: format!("{part}.CP.{}", row + 1),
        text:
            "Le candidat présente une analyse structurée de la demande, identifie les parties prenantes et propose des \
               indicateurs de suivi adaptés au contexte."
                .into(),
        skills: vec![format!("C{part}.{}", row + 1), format!("C{part}.{}", row + 4)],
        trial: "Cas pratique".into(),
        retained,
        reached,
        remarks: if row == 2 { vec!["Indicateurs absents du tableau de bord.".into()] } else { Vec::new() },
    }
}
