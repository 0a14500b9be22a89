//! The table of kinds: for each, its title and what draws it. The counter, the desk and the window go by the same table. A paper
//! that is not of one session, candidate, juror or incident is not here.

use domain::papers::{CandidateContent, Content, Frame, IncidentContent, JurorContent, Kind, SessionContent};

use super::parts::margins;
use super::{
    attendance, certificate, declaration, evaluation, grid, incident, proclamation, results, sheet, summons,
    verification,
};
use crate::layout::block::Blocks;
use crate::layout::flow::Margins;
use crate::words::voice::Voice;

/// What draws a kind, by whom it is about.
enum Draw {
    Session(fn(&Frame, &SessionContent, &mut Blocks)),
    Candidate(fn(&Frame, &CandidateContent, &mut Blocks)),
    Juror(fn(&Frame, &JurorContent, &mut Blocks)),
    Incident(fn(&Frame, &IncidentContent, &mut Blocks)),
}

fn draw(kind: Kind) -> Option<Draw> {
    Some(match kind {
        Kind::CandidateSummons => Draw::Candidate(summons::candidate),
        Kind::JurorSummons => Draw::Juror(summons::juror),
        Kind::Declaration => Draw::Juror(declaration::draw),
        Kind::CandidateAttendance => Draw::Session(attendance::candidates),
        Kind::PanelAttendance => Draw::Session(attendance::panel),
        Kind::BlankGrid => Draw::Candidate(grid::draw),
        Kind::IncidentReport => Draw::Incident(incident::draw),
        Kind::EvaluationMinutes => Draw::Session(evaluation::draw),
        Kind::Proclamation => Draw::Session(proclamation::draw),
        Kind::Sheet => {
            Draw::Candidate(|frame, content, blocks| sheet::draw(&content.sheet, Voice(frame.language), blocks))
        }
        Kind::Results => Draw::Candidate(results::draw),
        Kind::BlockCertificate => Draw::Candidate(certificate::draw),
        Kind::Verification => Draw::Session(verification::draw),
        // Drawn from values of their own.
        Kind::Minutes | Kind::Amendment | Kind::Manifest => return None,
    })
}

/// Its title.
pub(crate) fn title(kind: Kind, voice: Voice) -> &'static str {
    match kind {
        Kind::CandidateSummons => "Convocation",
        Kind::JurorSummons => "Convocation du jury",
        Kind::Declaration => "Déclaration d’absence de lien d’intérêt",
        Kind::CandidateAttendance => "Feuille d’émargement des candidats",
        Kind::PanelAttendance => "Feuille d’émargement du jury",
        Kind::BlankGrid => "Grille d’évaluation à remplir",
        Kind::IncidentReport => "Rapport d’incident",
        Kind::Manifest => super::manifest::TITLE,
        Kind::EvaluationMinutes => "Procès-verbal du jury d’évaluation",
        Kind::Minutes => "Procès-verbal de jury",
        Kind::Amendment => "Procès-verbal rectificatif",
        Kind::Proclamation => "Proclamation des résultats",
        Kind::Sheet => sheet::title(voice),
        Kind::Results => voice.pick("Relevé de résultats", "Statement of results"),
        Kind::BlockCertificate => "Attestation de bloc de compétences",
        Kind::Verification => "Page de vérification",
    }
}

/// The blocks of the paper and its margins; `None` when `content` is not what this kind is about.
pub(crate) fn blocks(kind: Kind, frame: &Frame, content: &Content) -> Option<(Blocks, Margins)> {
    let mut blocks = Blocks::default();
    match (draw(kind)?, content) {
        (Draw::Session(draw), Content::Session(content)) => draw(frame, content, &mut blocks),
        (Draw::Candidate(draw), Content::Candidate(content)) => draw(frame, content, &mut blocks),
        (Draw::Juror(draw), Content::Juror(content)) => draw(frame, content, &mut blocks),
        (Draw::Incident(draw), Content::Incident(content)) => draw(frame, content, &mut blocks),
        _ => return None,
    }
    let voice = Voice(frame.language);
    let margins = match (kind, content) {
        (Kind::Sheet, Content::Candidate(content)) => sheet::margins(&content.sheet, voice),
        _ => margins(frame, title(kind, voice), &about(content)),
    };
    Some((blocks, margins))
}

/// Whom the paper is about, for its head line and its title.
pub(crate) fn about(content: &Content) -> String {
    match content {
        Content::Session(content) => content.minutes.sitting.name.clone(),
        Content::Candidate(content) => {
            let line = &content.sheet.candidate;
            format!("{} {}", line.number, line.name)
        }
        Content::Juror(content) => content.line.name.clone(),
        Content::Incident(content) => content.place.to_string(),
    }
}
