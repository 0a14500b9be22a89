//! The papers that a session can be asked for beside its minutes: the table of kinds, and what each is drawn from, as values.
//! `documents` draws them; `compose` (beside) reads them from a session. Nothing here says how a paper looks.

pub mod compose;
#[cfg(test)]
mod compose_test;
pub mod offer;

use serde::{Deserialize, Serialize};

use crate::id::{CandidateId, SessionId};
use crate::minutes::{Certification, CivilTime, IncidentLine, Minutes, PanelLine, Proof, Sheet, Sitting};
use crate::referential::Code;
use crate::regulation::RetakeRule;
use crate::session::facts::Passage;
use crate::time::Date;

/// Whom one copy of a paper is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Scope {
    /// The session: there is one.
    Session,
    /// A candidate: one for each.
    Candidate,
    /// Somebody who sits: one for each.
    Juror,
    /// An incident: one for each.
    Incident,
    /// A rectificatif: one for each.
    Amendment,
}

/// A language that papers are drawn in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Language {
    /// French: every paper.
    #[default]
    French,
    /// English: the papers that a candidate shows abroad.
    English,
}

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident $code:literal $scope:ident $(, $also:ident)?;)*) => {
        /// A paper. The order is that of the life of a session.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
        #[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
        #[serde(rename_all = "kebab-case")]
        pub enum Kind { $($(#[$doc])* $name,)* }

        impl Kind {
            /// Every kind.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// The code it goes by: `blank-grid`.
            #[must_use]
            pub fn code(self) -> &'static str {
                match self { $(Self::$name => $code,)* }
            }

            /// Whom one copy is about.
            #[must_use]
            pub fn scope(self) -> Scope {
                match self { $(Self::$name => Scope::$scope,)* }
            }

            /// The languages it is drawn in.
            #[must_use]
            pub fn languages(self) -> &'static [Language] {
                match self { $(Self::$name => &[Language::French $(, Language::$also)?],)* }
            }
        }
    };
}

kinds! {
    /// Convocation of a candidate.
    CandidateSummons "candidate-summons" Candidate;
    /// Convocation of somebody who sits.
    JurorSummons "juror-summons" Juror;
    /// Déclaration d'absence de lien d'intérêt et de confidentialité.
    Declaration "declaration" Juror;
    /// Feuilles d'émargement of the candidates, one page for each épreuve.
    CandidateAttendance "candidate-attendance" Session;
    /// Feuille d'émargement of the jury, by day.
    PanelAttendance "panel-attendance" Session;
    /// Grille vierge, to grade by hand.
    BlankGrid "blank-grid" Candidate;
    /// Rapport d'incident.
    IncidentReport "incident-report" Incident;
    /// Bordereau des échanges.
    Manifest "manifest" Session;
    /// Procès-verbal of the jury d'évaluation: who assessed whom.
    EvaluationMinutes "evaluation-minutes" Session;
    /// Procès-verbal de délibération.
    Minutes "minutes" Session;
    /// Procès-verbal rectificatif.
    Amendment "amendment" Amendment;
    /// Feuille de proclamation.
    Proclamation "proclamation" Session;
    /// Fiche individuelle d'évaluation.
    Sheet "sheet" Candidate, English;
    /// Relevé de résultats.
    Results "results" Candidate, English;
    /// Attestation de bloc.
    BlockCertificate "block-certificate" Candidate;
    /// Page de vérification.
    Verification "verification" Session;
}

impl Kind {
    /// The kind that goes by `code`.
    #[must_use]
    pub fn of(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.code() == code)
    }
}

/// What every paper says around its own content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frame {
    /// The session.
    pub session: SessionId,
    /// What is certified, under which rules.
    pub certification: Certification,
    /// Where and when the session sits.
    pub sitting: Sitting,
    /// Number of the minutes; empty while the session is open.
    pub minutes: String,
    /// What makes the paper checkable.
    pub proof: Proof,
    /// When it is drawn, by the clock of the place.
    pub drawn_at: CivilTime,
    /// In which language.
    pub language: Language,
}

/// What a paper is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// The session.
    Session(Box<SessionContent>),
    /// A candidate.
    Candidate(Box<CandidateContent>),
    /// Somebody who sits.
    Juror(Box<JurorContent>),
    /// An incident.
    Incident(Box<IncidentContent>),
}

/// A session as its papers tell it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionContent {
    /// The minutes, or their draft.
    pub minutes: Minutes,
    /// The days it lasts.
    pub days: Vec<Date>,
    /// Épreuves and who passes them, in the order of the référentiel.
    pub rolls: Vec<TrialRoll>,
    /// Who assessed whom, in the order of the candidates' numbers.
    pub assessed: Vec<AssessedLine>,
}

/// An épreuve and who passes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrialRoll {
    /// Code of the épreuve, or of the mémoire.
    pub code: Code,
    /// Its name.
    pub title: String,
    /// The bloc it belongs to, « A1. Définir les besoins ».
    pub part: String,
    /// Who passes it.
    pub lines: Vec<RollLine>,
}

/// A candidate on an attendance sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RollLine {
    /// Number.
    pub number: String,
    /// « NOM Prénom ».
    pub name: String,
    /// When and where, as planned.
    pub passage: Option<Passage>,
}

/// What the jury d'évaluation did for one candidate. Ratings are not in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AssessedLine {
    /// Number.
    pub number: String,
    /// « NOM Prénom ».
    pub name: String,
    /// When and where, as planned.
    pub passage: Option<Passage>,
    /// Whether the candidate came.
    pub presented: bool,
    /// Names of the members who sealed a sheet.
    pub sealed_by: Vec<String>,
    /// Names of the members whose sheet is not sealed.
    pub missing: Vec<String>,
    /// Names of the members who stepped back.
    pub recused: Vec<String>,
}

/// A candidate as their papers tell it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CandidateContent {
    /// Who.
    pub candidate: CandidateId,
    /// The individual sheet.
    pub sheet: Sheet,
    /// When and where, as planned.
    pub passage: Option<Passage>,
    /// What the candidate passes, bloc by bloc.
    pub grids: Vec<GridPart>,
    /// What a further attempt keeps.
    pub retake: RetakeRule,
}

/// A bloc, or the mémoire, that a candidate passes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GridPart {
    /// Its code.
    pub code: Code,
    /// Its official title.
    pub title: String,
    /// Its évaluations.
    pub evaluations: Vec<GridEvaluation>,
    /// Its competences: code and official text; none for the mémoire.
    pub skills: Vec<(Code, String)>,
}

/// Épreuves and the criteria they share.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GridEvaluation {
    /// Names of its épreuves; none for the mémoire.
    pub trials: Vec<String>,
    /// Its criteria: code and official text.
    pub criteria: Vec<(Code, String)>,
}

/// Somebody who sits, as their papers tell it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JurorContent {
    /// Who.
    pub line: PanelLine,
    /// The days of the session.
    pub days: Vec<Date>,
    /// First passage of each day that has one.
    pub first_passages: Vec<Passage>,
    /// Candidates of the session: number and « NOM Prénom ».
    pub candidates: Vec<(String, String)>,
    /// Numbers of the candidates they stepped back for, and why.
    pub recusals: Vec<(String, String)>,
}

/// An incident as its report tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IncidentContent {
    /// Its place among the incidents of the session, from 1.
    pub place: usize,
    /// What the minutes say of it.
    pub line: IncidentLine,
    /// Who sits.
    pub panel: Vec<PanelLine>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_is_found_by_its_code_and_serde_says_the_same() {
        for kind in Kind::ALL {
            assert_eq!(Kind::of(kind.code()), Some(*kind));
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.code());
        }
        assert_eq!(Kind::of("toast"), None);
    }
}
