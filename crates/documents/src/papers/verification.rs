//! Page de vérification: joined to the minutes or sent apart, it says how anybody checks them without a network, and what to
//! compare: words, digests, a code for a camera.

use domain::papers::{Frame, Kind, SessionContent};

use super::parts::{headed, pairs, points};
use crate::layout::block::Blocks;
use crate::layout::code::Code;
use crate::layout::page;
use crate::layout::text::{plain, strong};
use crate::words;

pub(super) fn draw(frame: &Frame, content: &SessionContent, blocks: &mut Blocks) {
    headed(blocks, frame, Kind::Verification);
    blocks.code(code(frame));
    pairs(blocks, &facts(frame, content));
    blocks.section("Comment vérifier");
    points(blocks, &STEPS);
    blocks.styled(
        page::SMALL,
        [plain(
            "Les signatures électroniques sont de niveau simple ou avancé selon la tenue des clés, non qualifiées ; l’heure est \
             celle de l’appareil qui a signé. Un lecteur de PDF ordinaire les montre aussi, sans connaître l’autorité locale \
             qui a émis les certificats.",
        )],
    );
}

fn code(frame: &Frame) -> Code {
    let proof = &frame.proof;
    Code {
        payload: format!("DELIB:VERIFY:1;S={};N={};F={}", frame.session, frame.minutes, proof.fingerprint),
        alternative: format!("Code de vérification du procès-verbal {}", frame.minutes),
        words: vec![
            strong(format!("Procès-verbal {}\n", words::number(&frame.minutes))),
            plain(format!("{}\n\nEmpreinte, à lire de vive voix :\n", frame.sitting.name)),
            strong(proof.words.join(" ")),
        ],
    }
}

fn facts(frame: &Frame, content: &SessionContent) -> [(&'static str, String); 9] {
    let (proof, sitting, minutes) = (&frame.proof, &frame.sitting, &content.minutes);
    let closed = sitting.closed_at.map_or_else(|| "–".to_owned(), words::moment);
    let signers: Vec<&str> =
        minutes.panel.iter().filter(|line| line.role.deliberates()).map(|line| line.name.as_str()).collect();
    [
        ("Session", format!("{}, {}", sitting.name, sitting.place)),
        ("Identifiant", frame.session.to_string()),
        ("Close", closed),
        ("Signataires", signers.join(", ")),
        ("Candidats", words::count(minutes.candidates.len(), "candidat", "candidats")),
        ("Empreinte", format!("BLAKE3, {} écritures\n{}", proof.entries, proof.fingerprint)),
        ("Référentiel", format!("BLAKE3\n{}", frame.certification.referential_digest)),
        ("Règlement", format!("BLAKE3\n{}", frame.certification.regulation_digest)),
        ("Logiciel", proof.software.clone()),
    ]
}

const STEPS: [&str; 5] = [
    "Prendre le fichier PDF du procès-verbal, et non une impression : une impression ne porte plus aucune signature.",
    "Ouvrir ce fichier par « delib verify », ou par l’écran de vérification de Délibéré. Ni réseau ni compte ne sont \
     nécessaires.",
    "Lire ce qui est répondu : qui a signé, ce qui a changé depuis, si les résultats joints sont ceux qui sont imprimés, \
     si un rectificatif a suivi.",
    "Comparer l’empreinte du pied de chaque page aux quatre mots ci-dessus, et l’empreinte entière à celle du point 9 du \
     procès-verbal.",
    "En cas d’écart, ne pas se servir du document et s’adresser au certificateur, qui garde l’original.",
];
