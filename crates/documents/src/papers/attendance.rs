//! Feuilles d'émargement: of the candidates, one page for each épreuve; of the jury, one for each day. Written in by hand; what
//! was noted already is printed.

use domain::minutes::PanelLine;
use domain::papers::{Frame, Kind, RollLine, SessionContent, TrialRoll};
use domain::time::Date;

use super::parts::{by_hand, headed, pairs, signed, sitting};
use crate::layout::block::Blocks;
use crate::layout::boxes::SMALL;
use crate::layout::table::{Cell, Column, Table};
use crate::layout::text::{plain, strong};
use crate::words;

/// Room for a signature.
const ROW: f32 = 28.0;
/// Room for the sentence between the days' table and its boxes.
const NOTE: f32 = 34.0;

/// The candidates, épreuve by épreuve.
pub(super) fn candidates(frame: &Frame, content: &SessionContent, blocks: &mut Blocks) {
    headed(blocks, frame, Kind::CandidateAttendance);
    pairs(blocks, &sitting(frame));
    for (index, roll) in content.rolls.iter().enumerate() {
        if index > 0 {
            blocks.turn();
        }
        trial(blocks, roll);
    }
    if content.rolls.is_empty() {
        blocks.paragraph([plain("Néant.")]);
    }
}

fn trial(blocks: &mut Blocks, roll: &TrialRoll) {
    blocks.section(roll.title.as_str());
    blocks.paragraph([
        strong(format!("{}. ", roll.part)),
        plain(format!(
            "{}. Chaque candidat signe à son arrivée ; qui ne vient pas est rayé et noté « absent ».",
            words::count(roll.lines.len(), "candidat attendu", "candidats attendus")
        )),
    ]);
    let columns = vec![
        Column::new("N°", 12.0),
        Column::new("Candidat", 32.0),
        Column::new("Prévu", 19.0),
        Column::new("Début", 10.0),
        Column::new("Fin", 10.0),
        Column::new("Signature", 27.0),
    ];
    let table = Table::to_fill(columns, roll.lines.iter().map(row).collect(), ROW);
    blocks.table(table.with(SMALL.room(2)));
    signed(
        blocks,
        vec![by_hand("Responsable de session", "Nom et visa"), by_hand("Pour le jury", "Nom et visa")],
        SMALL,
    );
}

fn row(line: &RollLine) -> Vec<Cell> {
    let planned = line.passage.as_ref().map_or(String::new(), |passage| {
        let at = passage.starts_at;
        let room = if passage.room.is_empty() { String::new() } else { format!("\n{}", passage.room) };
        format!("{} {}{room}", words::short_date(at.date), words::hour(at))
    });
    let empty = || Cell::text("");
    vec![
        Cell::text(line.number.as_str()),
        Cell::head(line.name.as_str()),
        Cell::text(planned),
        empty(),
        empty(),
        empty(),
    ]
}

/// The jury, day by day.
pub(super) fn panel(frame: &Frame, content: &SessionContent, blocks: &mut Blocks) {
    headed(blocks, frame, Kind::PanelAttendance);
    pairs(blocks, &sitting(frame));
    for (index, day) in content.days.iter().enumerate() {
        if index > 0 {
            blocks.turn();
        }
        one_day(blocks, *day, &content.minutes.panel);
    }
}

fn one_day(blocks: &mut Blocks, day: Date, panel: &[PanelLine]) {
    blocks.section(format!("Journée du {}", words::date(day)));
    let columns = vec![
        Column::new("Nom et qualité", 32.0),
        Column::new("Employeur", 22.0),
        Column::new("Arrivée", 12.0),
        Column::new("Départ", 12.0),
        Column::new("Signature", 28.0),
    ];
    let row = |line: &PanelLine| {
        let noted = line.days.iter().find(|noted| noted.arrived.date == day);
        let arrived = noted.map(|noted| words::hour(noted.arrived)).unwrap_or_default();
        let left = noted.and_then(|noted| noted.left).map(words::hour).unwrap_or_default();
        vec![
            Cell::head_spans(vec![strong(line.name.as_str()), plain(format!("\n{}", words::quality(line.role)))]),
            Cell::text(line.employer.as_str()),
            Cell::text(arrived),
            Cell::text(left),
            Cell::text(""),
        ]
    };
    let sits = panel.iter().filter(|line| line.left.is_none());
    blocks.table(Table::to_fill(columns, sits.map(row).collect(), ROW + 4.0).with(SMALL.room(2) + NOTE));
    blocks.keep();
    blocks.paragraph([plain(
        "Chaque personne signe pour la journée entière ; un départ avant la fin est noté avec son heure.",
    )]);
    signed(
        blocks,
        vec![by_hand("Responsable de session", "Nom et visa"), by_hand("Présidence du jury", "Nom et visa")],
        SMALL,
    );
}
