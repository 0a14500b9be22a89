//! Frames and contents of every kind of paper, from the jury of the imagination. Values only.

use domain::id::SessionId;
use domain::minutes::{IncidentLine, PartLine};
use domain::papers::{
    AssessedLine, CandidateContent, Content, Frame, GridEvaluation, GridPart, IncidentContent, JurorContent, Kind,
    Language, RollLine, Scope, SessionContent, TrialRoll,
};
use domain::regulation::{Letterhead, RetakeRule};
use domain::session::facts::Passage;

use super::{at, candidate, date, minutes, sheet};

/// The frame of a closed session.
pub(crate) fn frame(language: Language) -> Frame {
    let minutes = minutes(0, 3);
    Frame {
        session: SessionId([0x5e; 16]),
        certification: minutes.certification,
        sitting: minutes.sitting,
        minutes: minutes.number,
        proof: minutes.proof,
        drawn_at: at("2026-07-03", 19, 5),
        language,
    }
}

/// A certifier's letterhead, with a logo.
pub(crate) fn letterhead() -> Letterhead {
    use base64::Engine as _;
    let logo = include_bytes!("../../../../assets/icons/128x128.png");
    Letterhead {
        logo: base64::engine::general_purpose::STANDARD.encode(logo),
        colour: "#7a1f3d".into(),
        mentions: "École de l’exemple, 12 rue de la République, 69002 Lyon · SIRET 000 000 000 00000 · déclaration d’activité \
                   enregistrée sous le numéro 00 00 00000 00"
            .into(),
    }
}

/// The same before the closing.
pub(crate) fn open_frame() -> Frame {
    let mut frame = frame(Language::French);
    frame.minutes = String::new();
    frame.sitting.opened_at = None;
    frame.sitting.closed_at = None;
    frame.drawn_at = at("2026-06-20", 9, 5);
    frame
}

fn passage(index: usize) -> Option<Passage> {
    let hour = u8::try_from(9 + index % 8).unwrap();
    let day = if index.is_multiple_of(2) { "2026-07-02" } else { "2026-07-03" };
    (index % 7 != 6).then(|| Passage { starts_at: at(day, hour, 30), minutes: 45, room: "Salle B12".into() })
}

/// What papers of the session are drawn from.
pub(crate) fn session(candidates: usize, members: usize) -> SessionContent {
    let minutes = minutes(candidates, members);
    let line = |index: usize| {
        let line = candidate(index);
        RollLine { number: line.number, name: line.name, passage: passage(index) }
    };
    let trials = [("A1.CP", "Cas pratique"), ("A1.MSP", "Mise en situation professionnelle"), ("MEM", "Soutenance")];
    let roll = |(code, title): (&str, &str)| TrialRoll {
        code: code.into(),
        title: title.into(),
        part: "A1. Contribuer à la définition de la stratégie digitale de l’organisation".into(),
        lines: (0..candidates).map(line).collect(),
    };
    let names: Vec<String> =
        minutes.panel.iter().filter(|line| line.role.deliberates()).map(|line| line.name.clone()).collect();
    let assessed = |index: usize| {
        let line = candidate(index);
        let missing = if index == 5 { names.iter().skip(1).cloned().collect() } else { Vec::new() };
        AssessedLine {
            number: line.number,
            name: line.name,
            passage: passage(index),
            presented: line.presented,
            sealed_by: names.iter().filter(|name| line.presented && !missing.contains(name)).cloned().collect(),
            missing,
            recused: if index == 2 { vec!["Bruno LEMAIRE".into()] } else { Vec::new() },
        }
    };
    SessionContent {
        days: vec![date("2026-07-02"), date("2026-07-03")],
        rolls: if candidates == 0 { Vec::new() } else { trials.into_iter().map(roll).collect() },
        assessed: (0..candidates).map(assessed).collect(),
        minutes,
    }
}

/// What papers of the candidate of that place are drawn from.
pub(crate) fn of_candidate(index: usize) -> CandidateContent {
    let sheet = sheet(index);
    let criterion = |part: &str, row: usize| {
        let text = "Le candidat présente une analyse structurée de la demande, identifie les parties prenantes et propose \
                    des indicateurs de suivi adaptés au contexte.";
        (format!("{part}.CP.{row}"), text.to_owned())
    };
    let grid = |line: &PartLine| GridPart {
        code: line.part.clone(),
        title: "Contribuer à la définition de la stratégie digitale de l’organisation".into(),
        evaluations: vec![GridEvaluation {
            trials: if line.part == "MEM" { Vec::new() } else { vec!["Cas pratique".into()] },
            criteria: (1..5).map(|row| criterion(&line.part, row)).collect(),
        }],
        skills: (1..4).map(|row| criterion(&line.part, row)).collect(),
    };
    CandidateContent {
        candidate: sheet.candidate.candidate,
        passage: passage(index),
        grids: sheet.candidate.parts.iter().filter(|line| line.prior.is_none()).map(grid).collect(),
        retake: RetakeRule { attempts: 3, block_years: (index % 2 == 1).then_some(5) },
        sheet,
    }
}

/// What papers of the member of that place are drawn from.
pub(crate) fn of_juror(place: usize, candidates: usize) -> JurorContent {
    let minutes = minutes(candidates, 3);
    JurorContent {
        line: minutes.panel[place].clone(),
        days: vec![date("2026-07-02"), date("2026-07-03")],
        first_passages: passage(0).into_iter().collect(),
        candidates: minutes.candidates.iter().map(|line| (line.number.clone(), line.name.clone())).collect(),
        recusals: vec![("C002".into(), "A encadré son alternance.".into())],
    }
}

/// What the report of an incident is drawn from.
pub(crate) fn of_incident(line: IncidentLine) -> IncidentContent {
    IncidentContent { place: 1, line, panel: minutes(0, 3).panel }
}

/// The content of `kind` for that many candidates; the candidate is the one of that place.
pub(crate) fn content(kind: Kind, candidates: usize, place: usize) -> Content {
    match kind.scope() {
        Scope::Session | Scope::Amendment => Content::Session(Box::new(session(candidates, 3))),
        Scope::Candidate => Content::Candidate(Box::new(of_candidate(place))),
        Scope::Juror => Content::Juror(Box::new(of_juror(place % 4, candidates))),
        Scope::Incident => Content::Incident(Box::new(of_incident(minutes(8, 1).incidents[0].clone()))),
    }
}

/// Whether the paper is drawn before the closing.
pub(crate) fn is_before(kind: Kind) -> bool {
    kind < Kind::Manifest
}

/// The kinds that the press draws.
pub(crate) fn kinds() -> impl Iterator<Item = Kind> {
    Kind::ALL.iter().copied().filter(|kind| !matches!(kind, Kind::Minutes | Kind::Amendment | Kind::Manifest))
}

/// The frame that suits `kind`.
pub(crate) fn frame_of(kind: Kind, language: Language) -> Frame {
    if is_before(kind) { open_frame() } else { frame(language) }
}
