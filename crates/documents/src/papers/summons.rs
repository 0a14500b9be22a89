//! Convocations: where and when, what is passed or done, what to bring, what an absence entails. No accommodation is printed,
//! and nothing of anybody else.

use domain::papers::{CandidateContent, Frame, GridPart, JurorContent, Kind};
use domain::session::facts::Passage;

use super::parts::{by_hand, certifier, headed, occupation, pairs, points, signed, sitting};
use crate::layout::block::Blocks;
use crate::layout::boxes::WIDE;
use crate::layout::table::{Cell, Column, Table};
use crate::layout::text::{plain, strong};
use crate::words;
use crate::words::voice::Voice;

/// The convocation of a candidate.
pub(super) fn candidate(frame: &Frame, content: &CandidateContent, blocks: &mut Blocks) {
    let line = &content.sheet.candidate;
    headed(blocks, frame, Kind::CandidateSummons);
    let mut facts = vec![
        ("Candidat", line.name.clone()),
        ("Numéro", line.number.clone()),
        ("Voie d’accès", words::route(line.route).to_owned()),
        ("Présentation", words::attempt(line.attempt)),
    ];
    facts.extend(sitting(frame));
    facts.extend(when(content.passage.as_ref()));
    pairs(blocks, &facts);
    blocks.paragraph([plain(
        "Ce document vous convoque aux épreuves ci-dessous, devant le jury de la session. Présentez-vous quinze minutes avant \
         l’heure indiquée, à l’adresse indiquée.",
    )]);
    blocks.section("Épreuves");
    trials(blocks, &content.grids);
    blocks.section("À apporter");
    points(
        blocks,
        &[
            "Une pièce d’identité en cours de validité, avec photographie.",
            "Cette convocation.",
            "Les dossiers, supports et productions que les consignes des épreuves demandent.",
        ],
    );
    blocks.section("Retard, absence, aménagement");
    blocks.paragraph([plain(
        "Prévenez le centre dès que vous savez que vous ne pourrez pas venir, ou que vous serez en retard, et justifiez-en par \
         écrit. Une absence sans justification est relevée comme telle au procès-verbal : le jury ne peut alors rien valider \
         de ce qui n’a pas été présenté. Le règlement de la certification dit ce qu’il advient d’une absence justifiée ou \
         d’un retard. Un aménagement qui vous a été accordé s’applique sans que ce document en fasse état.",
    )]);
    signed(blocks, vec![certifier(&frame.certification, Voice::FRENCH)], WIDE);
}

/// The convocation of somebody who sits.
pub(super) fn juror(frame: &Frame, content: &JurorContent, blocks: &mut Blocks) {
    let line = &content.line;
    headed(blocks, frame, Kind::JurorSummons);
    let mut facts = vec![
        ("Nom", line.name.clone()),
        ("Qualité", words::quality(line.role).to_owned()),
        ("Fonction", occupation(line)),
    ];
    facts.extend(sitting(frame));
    facts.push(("Candidats", words::count(content.candidates.len(), "candidat inscrit", "candidats inscrits")));
    pairs(blocks, &facts);
    blocks.section("Journées");
    let columns = vec![Column::new("Jour", 40.0), Column::new("Premier passage", 30.0), Column::new("Salle", 30.0)];
    let row = |day: &domain::time::Date| {
        let first = content.first_passages.iter().find(|passage| passage.starts_at.date == *day);
        vec![
            Cell::head(words::date(*day)),
            Cell::text(first.map_or("à préciser".to_owned(), |passage| words::hour(passage.starts_at))),
            Cell::text(first.map(|passage| passage.room.clone()).filter(|room| !room.is_empty()).unwrap_or_default()),
        ]
    };
    blocks.table(Table::new(columns, content.days.iter().map(row).collect()));
    blocks.section(if line.role.deliberates() { "Ce qui vous est demandé" } else { "Votre place" });
    points(blocks, if line.role.deliberates() { &MEMBER } else { &REPRESENTATIVE });
    blocks.section("À apporter");
    points(
        blocks,
        &[
            "Une pièce d’identité.",
            "L’ordinateur qui a reçu le paquet de la session, son chargeur, et votre phrase secrète.",
            "La déclaration d’absence de lien d’intérêt, remplie et signée.",
        ],
    );
    signed(blocks, vec![certifier(&frame.certification, Voice::FRENCH), by_hand(&line.name, "Reçu le")], WIDE);
}

const MEMBER: [&str; 5] = [
    "Avant la session : lire le référentiel et le règlement, remplir la déclaration, et signaler tout lien avec un candidat ; \
     vous ne l’évaluez pas.",
    "À chaque passage : noter seul, sur la grille, sans voir les notes des autres membres.",
    "Sceller vos grilles avant toute mise en commun : elles ne changent plus ensuite.",
    "Prendre part à la confrontation et à la délibération jusqu’à leur fin, puis signer le procès-verbal.",
    "Garder le secret des délibérations, et ne rien conserver des données des candidats.",
];

const REPRESENTATIVE: [&str; 2] = [
    "Vous assistez à la session pour le certificateur. Vous n’évaluez pas, ne délibérez pas, et ne comptez pas dans la \
     composition du jury.",
    "Vous gardez le secret de ce que vous entendez, et ne conservez rien des données des candidats.",
];

fn when(passage: Option<&Passage>) -> Vec<(&'static str, String)> {
    let Some(passage) = passage else {
        return vec![("Votre passage", "l’heure vous sera communiquée".to_owned())];
    };
    let room = if passage.room.is_empty() { String::new() } else { format!(", {}", passage.room) };
    vec![("Votre passage", format!("{}, {} minutes{room}", words::moment(passage.starts_at), passage.minutes))]
}

fn trials(blocks: &mut Blocks, grids: &[GridPart]) {
    let columns = vec![Column::new("Bloc", 50.0), Column::new("Épreuve", 50.0)];
    let row = |part: &GridPart| {
        let trials: Vec<&str> = part.evaluations.iter().flat_map(|group| &group.trials).map(String::as_str).collect();
        let trials = if trials.is_empty() { "Mémoire et soutenance".to_owned() } else { trials.join("\n") };
        let name = words::part_name(&part.code);
        vec![Cell::head_spans(vec![strong(format!("{name}. ")), plain(part.title.as_str())]), Cell::text(trials)]
    };
    if grids.is_empty() {
        blocks.paragraph([plain("Aucune : tout est acquis antérieurement.")]);
    } else {
        blocks.table(Table::new(columns, grids.iter().map(row).collect()));
    }
}
