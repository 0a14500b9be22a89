//! Parts 4 to 10 of the procès-verbal but the reasoned levels: attestation of composition, recusals, votes, seals,
//! fingerprints, appeal. Jurors are never named beside a rating or a voice: the secret of deliberations covers them.

use domain::minutes::{Minutes, VoteLine};

use super::ledger;
use super::parts::{pairs, table_or_none};
use crate::layout::block::Blocks;
use crate::layout::table::{Cell, Column};
use crate::layout::text::{plain, strong};
use crate::words;

pub(super) fn draw(blocks: &mut Blocks, minutes: &Minutes, results_digest: &str) {
    attestation(blocks, minutes);
    recusals(blocks, minutes);
    votes(blocks, minutes);
    ledger::draw(blocks, minutes);
    seals(blocks, "8. Scellés des grilles", minutes);
    fingerprints(blocks, minutes, results_digest);
    blocks.section("10. Voies de recours");
    let appeal = minutes.certification.appeal.trim();
    blocks.paragraph([plain(if appeal.is_empty() { "Le règlement ne les précise pas." } else { appeal })]);
}

fn attestation(blocks: &mut Blocks, minutes: &Minutes) {
    blocks.section("4. Attestation de composition");
    let composition = &minutes.composition;
    let holds = if composition.holds { "conforme" } else { "non conforme" };
    blocks.paragraph([plain(format!(
        "Les signataires attestent que le jury comptait {} dont {} au certificateur et au centre qui a formé les candidats \
         ({holds} à la règle : « {} ») ; qu’aucun membre n’a évalué un candidat qu’il a formé, ou avec lequel il a un lien \
         personnel ou professionnel, les déports étant relevés au point 5 ; que chaque membre a noté seul avant toute mise \
         en commun.",
        words::count(composition.members as usize, "membre", "membres"),
        words::count(composition.external as usize, "membre extérieur", "membres extérieurs"),
        composition.rule.trim().trim_end_matches('.')
    ))]);
}

fn recusals(blocks: &mut Blocks, minutes: &Minutes) {
    blocks.section("5. Déports");
    let columns = vec![Column::new("Membre", 28.0), Column::new("Candidat concerné", 34.0), Column::new("Motif", 38.0)];
    let rows: Vec<Vec<Cell>> = minutes
        .recusals
        .iter()
        .map(|line| {
            vec![Cell::head(line.juror.as_str()), Cell::text(line.candidate.as_str()), Cell::text(line.ground.as_str())]
        })
        .collect();
    table_or_none(blocks, columns, rows);
}

fn votes(blocks: &mut Blocks, minutes: &Minutes) {
    blocks.section("6. Votes");
    let columns =
        vec![Column::new("Candidat", 14.0), Column::new("Question mise aux voix", 40.0), Column::new("Résultat", 46.0)];
    let row = |line: &VoteLine| {
        vec![Cell::head(line.number.as_str()), Cell::text(line.vote.question.as_str()), Cell::text(vote_result(line))]
    };
    table_or_none(blocks, columns, minutes.votes.iter().map(row).collect());
}

fn vote_result(line: &VoteLine) -> String {
    let vote = &line.vote;
    let result = match vote.carried() {
        Some(true) => "Adopté",
        Some(false) => "Rejeté",
        None => "Partage sans décision",
    };
    let casting = match vote.casting_for {
        Some(_) if vote.votes_for == vote.votes_against => ", voix prépondérante de la présidence",
        _ => "",
    };
    format!(
        "{result} : {} pour, {} contre, {}{casting}",
        vote.votes_for,
        vote.votes_against,
        words::count(usize::from(vote.abstentions), "abstention", "abstentions").replace("aucun ", "aucune ")
    )
}

pub(super) fn seals(blocks: &mut Blocks, title: &str, minutes: &Minutes) {
    blocks.section(title);
    blocks.paragraph([plain(
        "Chaque membre a scellé ses grilles avant la mise en commun. L’empreinte permet de vérifier qu’elles n’ont pas \
         changé depuis.",
    )]);
    let columns =
        vec![Column::new("Membre", 22.0), Column::marks("Grilles", 10.0), Column::new("Empreinte des scellés", 68.0)];
    let rows = minutes.seals.iter().map(|seal| {
        vec![Cell::head(seal.name.as_str()), Cell::text(seal.sheets.to_string()), Cell::text(seal.digest.to_string())]
    });
    table_or_none(blocks, columns, rows.collect());
}

fn fingerprints(blocks: &mut Blocks, minutes: &Minutes, results_digest: &str) {
    blocks.section("9. Empreintes");
    blocks.paragraph([
        plain("Les résultats sont joints à ce fichier sous forme de données (resultats.json). Le contenu peut être vérifié \
               sans réseau par la commande "),
        strong("delib verify"),
        plain("."),
    ]);
    let proof = &minutes.proof;
    pairs(
        blocks,
        &[
            ("Écritures", format!("{}\n{}", proof.words.join(" "), proof.fingerprint)),
            ("Nombre d’écritures", proof.entries.to_string()),
            ("Résultats joints", format!("SHA-256\n{results_digest}")),
            ("Référentiel", format!("BLAKE3\n{}", minutes.certification.referential_digest)),
            ("Règlement", format!("BLAKE3\n{}", minutes.certification.regulation_digest)),
            ("Logiciel", proof.software.clone()),
        ],
    );
}
