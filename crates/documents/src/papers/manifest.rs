//! The bordereau des échanges: what is expected of each member and for each candidate, what has arrived, from which laptops,
//! what is not counted and what remains to be settled. It names sheets and never shows a mark; nothing of it is signed.

use domain::minutes::manifest::{
    AsideLine, CandidateSheets, ClosingLine, CountersignatureLine, DisputeLine, LaptopLine, ManifestPaper, Verdict,
    WithdrawnLine,
};

use super::parts::{head, pairs, table_or_none};
use crate::layout::block::Blocks;
use crate::layout::display::DisplayList;
use crate::layout::flow::{Margins, lay};
use crate::layout::letterhead::Look;
use crate::layout::page;
use crate::layout::table::{Cell, Column};
use crate::layout::text::{Typesetter, plain, strong};
use crate::words;
use crate::words::voice::Voice;

/// Title of the paper.
pub(crate) const TITLE: &str = "Bordereau des échanges";

/// Lays out the bordereau.
pub(crate) fn lay_out(paper: &ManifestPaper, setter: &mut Typesetter) -> DisplayList {
    let mut blocks = Blocks::default();
    head(&mut blocks, &paper.certification, TITLE, Voice::FRENCH);
    facts(&mut blocks, paper);
    by_juror(&mut blocks, paper);
    by_candidate(&mut blocks, paper);
    laptops(&mut blocks, paper);
    set_aside(&mut blocks, paper);
    to_settle(&mut blocks, paper);
    closing(&mut blocks, paper);
    lay(
        setter,
        &blocks,
        &Margins {
            header: format!("{TITLE} · {}", paper.sitting.name),
            left: format!("Bordereau dressé {}", words::moment(paper.drawn_at)),
            middle: format!("Empreinte : {}", paper.content.fingerprint_words.join(" ")),
            count: Voice::FRENCH.count_of_pages(),
        },
        &Look::of(&paper.certification.letterhead),
    )
}

fn facts(blocks: &mut Blocks, paper: &ManifestPaper) {
    let (sitting, content) = (&paper.sitting, &paper.content);
    let (expected, sealed) = (total(paper, |line| line.expected), total(paper, |line| line.sealed));
    let state = content.closing.as_ref().map_or_else(
        || "session non close".to_owned(),
        |closing| {
            format!("close {}, procès-verbal {}", words::moment(closing.closed_at), words::number(&closing.number))
        },
    );
    let waiting = match content.pending {
        0 => String::new(),
        pending => format!(" ; {pending} en attente d’autres, qui ne sont pas arrivées"),
    };
    pairs(
        blocks,
        &[
            ("Session", sitting.name.clone()),
            ("Lieu", sitting.place.clone()),
            ("État", state),
            ("Dressé", format!("{} ; poste : {}", words::moment(paper.drawn_at), paper.drawn_by)),
            (
                "Fiches",
                format!("{sealed} reçues sur {expected} attendues, {} manquantes", expected.saturating_sub(sealed)),
            ),
            ("Écritures connues", format!("{}{waiting}", content.entries)),
            ("Empreinte, à lire à voix haute", content.fingerprint_words.join(" · ")),
            ("Empreinte entière", content.fingerprint.to_string()),
        ],
    );
    blocks.styled(
        page::SMALL,
        [plain(
            "Deux postes qui affichent les mêmes mots tiennent les mêmes écritures. Ce bordereau dit ce que ce poste a reçu \
             au moment où il a été dressé ; il ne contient aucune note et ne vaut pas procès-verbal.",
        )],
    );
}

fn total(paper: &ManifestPaper, of: impl Fn(&CandidateSheets) -> u32) -> u32 {
    paper.content.candidates.iter().map(of).sum()
}

fn by_juror(blocks: &mut Blocks, paper: &ManifestPaper) {
    blocks.section("1. Fiches par membre");
    let columns = vec![
        Column::new("Membre", 28.0),
        Column::new("Qualité", 16.0),
        Column::marks("Attendues", 12.0),
        Column::marks("Reçues", 11.0),
        Column::new("Manquent (n° des candidats)", 33.0),
    ];
    let row = |line: &domain::minutes::manifest::JurorSheets| {
        vec![
            Cell::head(line.name.as_str()),
            Cell::text(words::role(line.role)),
            Cell::text(line.expected.to_string()),
            Cell::text(line.sealed.to_string()),
            Cell::text(listed(&line.missing)),
        ]
    };
    table_or_none(blocks, columns, paper.content.jurors.iter().map(row).collect());
}

fn by_candidate(blocks: &mut Blocks, paper: &ManifestPaper) {
    blocks.section("2. Fiches par candidat");
    let columns = vec![
        Column::new("N°", 12.0),
        Column::new("Candidat", 32.0),
        Column::marks("Attendues", 12.0),
        Column::marks("Reçues", 11.0),
        Column::new("Manque la fiche de", 33.0),
    ];
    let row = |line: &CandidateSheets| {
        let missing = if line.expected == 0 { "rien à évaluer".to_owned() } else { listed(&line.missing) };
        vec![
            Cell::text(line.number.as_str()),
            Cell::head(line.name.as_str()),
            Cell::text(line.expected.to_string()),
            Cell::text(line.sealed.to_string()),
            Cell::text(missing),
        ]
    };
    table_or_none(blocks, columns, paper.content.candidates.iter().map(row).collect());
}

fn laptops(blocks: &mut Blocks, paper: &ManifestPaper) {
    blocks.section("3. Postes qui ont écrit");
    let columns = vec![
        Column::new("Personne", 34.0),
        Column::new("Poste (début de sa clé)", 24.0),
        Column::new("Dernière écriture connue, à son horloge", 28.0),
        Column::marks("Écritures", 14.0),
    ];
    let row = |line: &LaptopLine| {
        vec![
            Cell::head(line.name.as_str()),
            Cell::text(line.device.to_string().chars().take(16).collect::<String>()),
            Cell::text(line.heard.map_or_else(|| "–".to_owned(), words::moment)),
            Cell::text(line.entries.to_string()),
        ]
    };
    table_or_none(blocks, columns, paper.content.laptops.iter().map(row).collect());
}

fn set_aside(blocks: &mut Blocks, paper: &ManifestPaper) {
    blocks.section("4. Écritures gardées sans être comptées");
    if paper.content.late > 0 {
        let late = words::count(paper.content.late as usize, "écriture arrivée", "écritures arrivées");
        blocks.paragraph([
            strong(format!("{late} après la clôture. ")),
            plain("Conservées au journal, elles ne changent ni l’empreinte de la clôture ni le procès-verbal."),
        ]);
    }
    let columns = vec![Column::new("Pourquoi", 52.0), Column::new("Auteur", 33.0), Column::marks("Écritures", 15.0)];
    let row = |line: &AsideLine| {
        let author = if line.author.is_empty() { "inconnu de la session" } else { line.author.as_str() };
        vec![Cell::head(words::aside(line.reason)), Cell::text(author), Cell::text(line.count.to_string())]
    };
    table_or_none(blocks, columns, paper.content.set_aside.iter().map(row).collect());
}

fn to_settle(blocks: &mut Blocks, paper: &ManifestPaper) {
    let content = &paper.content;
    blocks.section("5. À régler");
    blocks.subsection("Désaccords");
    let columns = vec![
        Column::new("Sur quoi", 27.0),
        Column::new("De qui il s’agit", 31.0),
        Column::new("Versions de", 27.0),
        Column::new("Empêche la suite", 15.0),
    ];
    let row = |line: &DisputeLine| {
        vec![
            Cell::head(words::dispute(&line.dispute)),
            Cell::text(listed(&line.about)),
            Cell::text(listed(&line.authors)),
            Cell::text(words::yes(line.blocks)),
        ]
    };
    table_or_none(blocks, columns, content.disagreements.iter().map(row).collect());
    blocks.subsection("Doublons possibles");
    for line in &content.duplicates {
        let [first, second] = &line.names;
        let signs: Vec<&str> = line.signs.iter().map(|sign| words::sign(*sign)).collect();
        blocks.paragraph([strong(format!("{first} et {second}")), plain(format!(" : {}.", signs.join(", ")))]);
    }
    if content.duplicates.is_empty() {
        blocks.paragraph([plain("Néant.")]);
    }
    for line in &content.withdrawn {
        blocks.paragraph([plain(kept(line))]);
    }
}

/// What was kept of a candidate withdrawn for another.
fn kept(line: &WithdrawnLine) -> String {
    let sheets = words::count(line.sheets as usize, "fiche", "fiches");
    let marks = words::count(line.marks as usize, "note", "notes");
    format!(
        "Candidature de {}, retirée au profit de {} par {} ({}). Conservées sans être déplacées : {sheets}, {marks}.",
        line.withdrawn, line.kept, line.by, line.ground
    )
}

fn closing(blocks: &mut Blocks, paper: &ManifestPaper) {
    blocks.section("6. Clôture et contreseings");
    let Some(closing) = &paper.content.closing else {
        blocks.paragraph([plain("La session n’est pas close, ou plusieurs clôtures se contredisent.")]);
        return;
    };
    closing_facts(blocks, closing);
    let columns = vec![
        Column::new("Membre", 28.0),
        Column::new("Ce que son poste a trouvé", 30.0),
        Column::new("Quand, à son horloge", 20.0),
        Column::new("SHA-256 du procès-verbal montré", 22.0),
    ];
    let row = |line: &CountersignatureLine| {
        let minutes = line.minutes.map(|digest| digest.to_string().chars().take(16).collect::<String>() + "…");
        vec![
            Cell::head(line.name.as_str()),
            Cell::text(found(line.verdict)),
            Cell::text(line.civil.map_or_else(|| "–".to_owned(), words::moment)),
            Cell::text(minutes.unwrap_or_else(|| "–".to_owned())),
        ]
    };
    table_or_none(blocks, columns, closing.countersignatures.iter().map(row).collect());
}

fn closing_facts(blocks: &mut Blocks, closing: &ClosingLine) {
    pairs(
        blocks,
        &[
            ("Procès-verbal", words::number(&closing.number)),
            ("Close", format!("{}, par {}", words::moment(closing.closed_at), closing.by)),
            ("Écritures comptées", closing.entries.to_string()),
            ("Empreinte de la clôture", closing.fingerprint.to_string()),
            ("Nom de la clôture", closing.closing.to_string()),
        ],
    );
}

fn found(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Awaited => "rien encore",
        Verdict::Holds => "la même empreinte : contresigné",
        Verdict::OtherClosing => "a contresigné une autre clôture",
        Verdict::Differs => "une autre empreinte",
    }
}

fn listed(texts: &[String]) -> String {
    let shown: Vec<&str> = texts.iter().map(String::as_str).filter(|text| !text.is_empty()).collect();
    if shown.is_empty() { "–".to_owned() } else { shown.join(", ") }
}
