//! The opening of the procès-verbal: what is certified, number, where and when, composition of the panel, formulas.

use domain::minutes::{Edition, Minutes, PanelLine};
use domain::person::Role;

use super::minutes::title;
use super::parts::{centre, draft, head, occupation, pairs};
use crate::layout::block::Blocks;
use crate::layout::table::{Cell, Column, Table};
use crate::layout::text::{plain, strong};
use crate::words;
use crate::words::voice::Voice;

pub(super) fn draw(blocks: &mut Blocks, minutes: &Minutes) {
    head(blocks, &minutes.certification, title(minutes), Voice::FRENCH);
    notices(blocks, minutes);
    facts(blocks, minutes);
    panel(blocks, minutes);
    formulas(blocks, minutes);
}

fn notices(blocks: &mut Blocks, minutes: &Minutes) {
    if let Edition::Amendment { corrects, hash, reason } = &minutes.edition {
        let text = format!(
            "Il rectifie le procès-verbal n° {corrects}, qui reste conservé tel qu’il a été signé.\nEmpreinte SHA-256 du \
             fichier rectifié :\n{hash}\nMotif : {reason}"
        );
        blocks.notice("Ce procès-verbal est un rectificatif", text);
    }
    if minutes.sitting.closed_at.is_none() {
        draft(blocks);
    }
}

fn facts(blocks: &mut Blocks, minutes: &Minutes) {
    let sitting = &minutes.sitting;
    let opened = sitting.opened_at.map(|time| format!("ouverte {}", words::moment(time)));
    let closed = sitting.closed_at.map(|time| format!("session close {}", words::moment(time)));
    let deliberation: Vec<String> = opened.into_iter().chain(closed).collect();
    let certification = &minutes.certification;
    pairs(
        blocks,
        &[
            ("Procès-verbal", words::number(&minutes.number)),
            ("Session", sitting.name.clone()),
            ("Dates", Voice::FRENCH.days(sitting)),
            ("Délibération", if deliberation.is_empty() { "–".to_owned() } else { deliberation.join(" ; ") }),
            ("Lieu", sitting.place.clone()),
            ("Centre habilité", centre(sitting, Voice::FRENCH)),
            ("Voies d’accès", routes(minutes)),
            ("Référentiel", certification.referential.clone()),
            ("Règlement", certification.regulation.clone()),
        ],
    );
}

fn routes(minutes: &Minutes) -> String {
    let used: std::collections::BTreeSet<_> = minutes.candidates.iter().map(|candidate| candidate.route).collect();
    let names: Vec<&str> = used.into_iter().map(words::route).collect();
    if names.is_empty() { "–".to_owned() } else { names.join(", ") }
}

pub(super) fn panel(blocks: &mut Blocks, minutes: &Minutes) {
    blocks.section("Composition du jury");
    let columns = vec![
        Column::new("Nom", 26.0),
        Column::new("Qualité", 14.0),
        Column::new("Fonction", 26.0),
        Column::new("Employeur", 24.0),
        Column::marks("Extérieur", 12.0),
    ];
    let members = minutes.panel.iter().filter(|member| member.role.deliberates());
    let rows = members.map(member).collect();
    blocks.table(Table::new(columns, rows));
    let composition = &minutes.composition;
    let verdict = if composition.holds { "La règle est respectée." } else { "La règle n’est pas respectée." };
    blocks.paragraph([
        plain(format!(
            "{} dont {}. Règle de composition : {} ",
            words::count(composition.members as usize, "membre", "membres"),
            words::count(composition.external as usize, "extérieur", "extérieurs"),
            composition.rule.trim()
        )),
        strong(verdict),
    ]);
    let representatives: Vec<&PanelLine> =
        minutes.panel.iter().filter(|member| member.role == Role::Representative).collect();
    if representatives.is_empty() {
        blocks.paragraph([strong("Représentation du certificateur : "), plain("personne n’a assisté à la session.")]);
    }
    for person in representatives {
        blocks.paragraph([
            strong("Représentation du certificateur : "),
            plain(format!("{}, {}. N’a pas pris part à la délibération.", person.name, occupation(person))),
        ]);
    }
}

fn member(member: &PanelLine) -> Vec<Cell> {
    vec![
        Cell::head(member.name.as_str()),
        Cell::text(words::role(member.role)),
        Cell::text(member.function.as_str()),
        Cell::text(member.employer.as_str()),
        Cell::text(words::yes(member.external)),
    ]
}

fn formulas(blocks: &mut Blocks, minutes: &Minutes) {
    let members = minutes.panel.iter().filter(|member| member.role.deliberates()).count();
    let present = minutes
        .panel
        .iter()
        .filter(|member| member.role.deliberates() && !member.days.is_empty() && member.left.is_none())
        .count();
    let quorum = if present == members {
        "Tous les membres du jury étant présents".to_owned()
    } else {
        format!("{present} des {members} membres du jury étant présents jusqu’à la fin de la délibération")
    };
    let declared = if minutes.composition.holds {
        "la présidence déclare que le jury peut valablement délibérer."
    } else {
        "la présidence constate que la composition du jury ne respecte pas la règle ci-dessus."
    };
    blocks.paragraph([plain(
        "La feuille d’émargement du jury a été établie ; elle est annexée au présent procès-verbal.",
    )]);
    blocks.paragraph([plain(format!("{quorum}, {declared}"))]);
    blocks.paragraph([plain(
        "Ordre du jour : situation des candidats, délibération, aléas et dysfonctionnements, questions diverses.",
    )]);
}
