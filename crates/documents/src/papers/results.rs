//! Relevé de résultats: what a candidate is told of the decision, part by part, with the ground, what remains, and how to
//! appeal. In French and in English.

use domain::papers::{CandidateContent, Frame, Kind};

use super::parts::{certifier, headed, pairs, signed, sitting};
use super::sheet::{appeal, born, capital, decision, heading};
use crate::layout::block::Blocks;
use crate::layout::boxes::WIDE;
use crate::layout::page;
use crate::layout::table::{Cell, Column, Table};
use crate::layout::text::plain;
use crate::words::voice::Voice;

pub(super) fn draw(frame: &Frame, content: &CandidateContent, blocks: &mut Blocks) {
    let (sheet, voice) = (&content.sheet, Voice(frame.language));
    let line = &sheet.candidate;
    headed(blocks, frame, Kind::Results);
    let mut facts = vec![
        (voice.pick("Candidat", "Candidate"), line.name.clone()),
        (voice.pick("Numéro", "Number"), line.number.clone()),
        (voice.pick("Date de naissance", "Date of birth"), born(sheet, voice)),
        (voice.pick("Voie d’accès", "Route of access"), voice.route(line.route).to_owned()),
        (voice.pick("Présentation", "Attempt"), voice.attempt(line.attempt)),
        (voice.pick("Procès-verbal", "Minutes of the jury"), voice.number(&frame.minutes)),
    ];
    facts.extend(sitting(frame));
    pairs(blocks, &facts);
    blocks.section(voice.pick("Décision du jury", "Decision of the jury"));
    decision(blocks, sheet, voice);
    blocks.section(voice.pick("Résultat par bloc", "Result of each block of skills"));
    parts(blocks, content, voice);
    kept(blocks, content, voice);
    appeal(blocks, sheet, voice);
    if sheet.certification.appeal.trim().is_empty() {
        blocks.subsection(voice.pick("Voies de recours", "How to appeal"));
        blocks.styled(
            page::SMALL,
            [plain(voice.pick(
                "Le règlement ne les précise pas : adressez-vous au certificateur.",
                "The rules do not say: please write to the certifying body.",
            ))],
        );
    }
    signed(blocks, vec![certifier(&frame.certification, voice)], WIDE);
}

fn parts(blocks: &mut Blocks, content: &CandidateContent, voice: Voice) {
    let columns = vec![
        Column::new(voice.pick("Bloc", "Block"), 52.0),
        Column::new(voice.pick("Résultat", "Result"), 20.0),
        Column::new(voice.pick("Observation", "Remark"), 28.0),
    ];
    let rows = content.sheet.parts.iter().map(|part| {
        vec![
            Cell::head(heading(&part.heading, voice)).said_in(voice.source()),
            Cell::text(capital(voice.status(part.result.status))),
            Cell::text(voice.proof(&part.result).unwrap_or_default()),
        ]
    });
    blocks.table(Table::new(columns, rows.collect()));
}

/// How long what was validated is kept, and how many attempts there are.
fn kept(blocks: &mut Blocks, content: &CandidateContent, voice: Voice) {
    let rule = &content.retake;
    let kept = match rule.block_years {
        None => voice.pick("Un bloc validé reste acquis.", "A validated block is kept for good.").to_owned(),
        Some(years) => format!(
            "{} {years} {}",
            voice.pick("Un bloc validé est conservé", "A validated block is kept for"),
            voice.pick(if years > 1 { "ans." } else { "an." }, if years > 1 { "years." } else { "year." })
        ),
    };
    let attempts = format!(
        "{} {}{}",
        voice.pick("Le règlement admet", "The rules allow"),
        rule.attempts,
        voice.pick(
            if rule.attempts > 1 { " présentations en tout." } else { " présentation." },
            if rule.attempts > 1 { " attempts in all." } else { " attempt." }
        )
    );
    let not_a_diploma = voice.pick(
        "Ce relevé ne vaut ni parchemin ni attestation de bloc.",
        "This statement is neither the certificate of the title nor that of a block. Only the French minutes are authentic; \
         titles and grounds are given in their original language.",
    );
    blocks.paragraph([plain(format!("{kept} {attempts} {not_a_diploma}"))]);
}
