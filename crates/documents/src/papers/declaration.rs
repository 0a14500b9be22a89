//! Déclaration d'absence de lien d'intérêt et de confidentialité: signed by each person who sits, before the first passage.
//! Recusals that were declared already are printed; the rest is filled by hand.

use domain::papers::{Frame, JurorContent, Kind};

use super::parts::{by_hand, certifier, headed, pairs, points, signed, sitting};
use crate::layout::block::Blocks;
use crate::layout::boxes::WIDE;
use crate::layout::table::{Cell, Column, Table};
use crate::layout::text::plain;
use crate::words;
use crate::words::voice::Voice;

pub(super) fn draw(frame: &Frame, content: &JurorContent, blocks: &mut Blocks) {
    let line = &content.line;
    headed(blocks, frame, Kind::Declaration);
    let external =
        if line.external { "au certificateur et au centre : oui" } else { "au certificateur et au centre : non" };
    let mut facts = vec![
        ("Nom", line.name.clone()),
        ("Qualité", words::quality(line.role).to_owned()),
        ("Fonction", line.function.clone()),
        ("Employeur", line.employer.clone()),
        ("Extérieur", external.to_owned()),
    ];
    facts.extend(sitting(frame));
    pairs(blocks, &facts);
    statement(blocks);
    signed(
        blocks,
        vec![by_hand(&line.name, "Date, lieu et signature"), certifier(&frame.certification, Voice::FRENCH)],
        WIDE,
    );
    blocks.turn();
    blocks.section("Annexe. Candidats de la session");
    candidates(blocks, content);
}

fn statement(blocks: &mut Blocks) {
    blocks.section("Déclaration");
    blocks.paragraph([plain(
        "Je déclare, pour chaque candidat de la session, sauf ce que j’écris dans la liste annexée :",
    )]);
    points(
        blocks,
        &[
            "ne pas l’avoir formé, encadré, accompagné ni conseillé pour cette certification ;",
            "ne pas l’employer, ne pas l’avoir employé, et ne pas avoir de lien professionnel avec qui l’emploie ;",
            "n’avoir avec cette personne aucun lien familial, personnel ou financier ;",
            "ne tirer aucun avantage du résultat, autre que l’indemnité prévue par le certificateur.",
        ],
    );
    blocks.paragraph([plain(
        "Si un tel lien existe ou apparaît en cours de session, je le signale et je me déporte : je n’évalue pas ce candidat \
         et ne prends pas part à la délibération qui le concerne.",
    )]);
    blocks.section("Confidentialité");
    blocks.paragraph([plain(
        "Je garde le secret des délibérations. Je ne communique à personne les notes, les commentaires ni les productions des \
         candidats, je ne les conserve pas après la session, et je n’en fais aucun autre usage.",
    )]);
}

fn candidates(blocks: &mut Blocks, content: &JurorContent) {
    if content.candidates.is_empty() {
        blocks.paragraph([plain("Aucun candidat n’est inscrit à ce jour.")]);
        return;
    }
    let columns = vec![
        Column::new("N°", 12.0),
        Column::new("Candidat", 36.0),
        Column::new("Lien à signaler", 40.0),
        Column::marks("Déport", 12.0),
    ];
    let row = |(number, name): &(String, String)| {
        let declared = content.recusals.iter().find(|(recused, _)| recused == number);
        vec![
            Cell::text(number.as_str()),
            Cell::head(name.as_str()),
            Cell::text(declared.map(|(_, ground)| ground.clone()).unwrap_or_default()),
            Cell::text(if declared.is_some() { "Déclaré" } else { "" }),
        ]
    };
    blocks.table(Table::to_fill(columns, content.candidates.iter().map(row).collect(), 20.0));
}
