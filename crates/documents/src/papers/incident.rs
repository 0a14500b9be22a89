//! Rapport d'incident: facts, hour, who was there, what the candidate stated, what was done, signatures. Every word comes from
//! the report; what it leaves empty is left to be written.

use domain::papers::{Frame, IncidentContent, Kind};

use super::parts::{by_hand, headed, members, pairs, signed, sitting};
use crate::layout::block::Blocks;
use crate::layout::boxes::SMALL;
use crate::layout::text::plain;
use crate::words;

pub(super) fn draw(frame: &Frame, content: &IncidentContent, blocks: &mut Blocks) {
    let line = &content.line;
    headed(blocks, frame, Kind::IncidentReport);
    let mut facts = vec![
        ("Incident", format!("n° {} de la session", content.place)),
        ("Quand", words::moment(line.at)),
        ("Candidat concerné", line.candidate.clone().unwrap_or_else(|| "aucun en particulier".to_owned())),
    ];
    facts.extend(sitting(frame));
    facts.push(("Procès-verbal", words::number(&frame.minutes)));
    let present: Vec<&str> = content.panel.iter().map(|line| line.name.as_str()).collect();
    facts.push(("Siègent", present.join(", ")));
    pairs(blocks, &facts);
    told(blocks, "Faits constatés", &line.facts);
    told(blocks, "Déclaration du candidat", &line.statement);
    told(blocks, "Mesures prises", &line.measures);
    blocks.section("Signatures");
    blocks.paragraph([plain(
        "Ce rapport relate des faits ; il ne prononce aucune sanction. Il est mentionné au procès-verbal, dans la partie « Aléas \
         et dysfonctionnements ». Le candidat concerné peut refuser de signer : mention en est alors faite dans son cadre.",
    )]);
    let mut boxes = members(&content.panel);
    if let Some(candidate) = &line.candidate {
        boxes.push(by_hand(candidate, "Candidat : lu et observations"));
    }
    boxes.push(by_hand("Responsable de session", "Nom et signature"));
    signed(blocks, boxes, SMALL);
}

fn told(blocks: &mut Blocks, title: &str, text: &str) {
    blocks.section(title);
    if text.trim().is_empty() {
        blocks.lines(4);
    }
    for paragraph in text.trim().split("\n\n").filter(|paragraph| !paragraph.is_empty()) {
        blocks.paragraph([plain(paragraph)]);
    }
}
