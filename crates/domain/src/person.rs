//! Who is in a session: candidates, jurors, representatives, as their files say. Plain data: no rule, no state.
//! Not a place for what somebody did (`event`) or may do (`decide`).

use serde::{Deserialize, Serialize};

use crate::id::{CandidateId, SessionId};
use crate::referential::Code;
use crate::time::Date;

/// What jurors need to know of a candidate. Civil status is kept apart, so that a juror's laptop never holds it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct CandidateFile {
    /// Number in the session, unique, as printed on the attendance sheets.
    pub number: String,
    /// Family name for people (usage name, or birth name).
    pub family_name: String,
    /// First given name.
    pub given_name: String,
    /// How the candidate came to the certification.
    pub route: Route,
    /// Code of the chosen option; empty while none is chosen.
    pub option: Code,
    /// 1 for a first attempt.
    pub attempt: u8,
    /// The attempt before, when there was one.
    pub previous: Option<PreviousAttempt>,
}

impl CandidateFile {
    /// « Prénom NOM », as people read it.
    #[must_use]
    pub fn full_name(&self) -> String {
        format!("{} {}", self.given_name, self.family_name)
    }
}

/// The attempt a rattrapage follows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct PreviousAttempt {
    /// Its session.
    pub session: SessionId,
    /// The candidate in that session.
    pub candidate: CandidateId,
    /// Number of its minutes.
    pub minutes: String,
}

/// The six routes of access of a RNCP title (Code de l'éducation L335-5, Code du travail L6113-1 s.).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Route {
    /// Formation initiale sous statut d'élève ou d'étudiant.
    Student,
    /// Contrat d'apprentissage.
    Apprenticeship,
    /// Formation continue.
    ContinuingEducation,
    /// Contrat de professionnalisation.
    Professionalisation,
    /// Candidature individuelle.
    Individual,
    /// Validation des acquis de l'expérience.
    Experience,
}

/// Civil status as the CDC's schema 1.1.2 wants it (`titulaire`); the office's and the president's, never a juror's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct CivilStatus {
    /// Name at birth, 1 to 60 characters.
    pub birth_name: String,
    /// Usage name, when it differs.
    pub usage_name: Option<String>,
    /// Given names in the order of the civil status, 1 to 3.
    pub given_names: Vec<String>,
    /// Sex of the civil status.
    pub sex: Sex,
    /// Date of birth.
    pub born_on: Date,
    /// Commune (or town abroad) of birth.
    pub birth_place: String,
    /// INSEE code of the commune, 5 characters.
    pub birth_insee: Option<String>,
    /// Country of birth, in words; absent for France.
    pub birth_country: Option<String>,
}

/// Sex of the civil status, as the CDC's schema writes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum Sex {
    /// Feminine.
    F,
    /// Masculine.
    M,
}

/// A bloc that a candidate brings, with what proves it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct PriorBlock {
    /// The bloc, or the mémoire under [`crate::deliberation::THESIS`].
    pub block: Code,
    /// Acquired before a jury, or exempted by a document.
    pub kind: PriorKind,
    /// What proves it: « PV 2025-014 », an attestation, an equivalence.
    pub proof: String,
    /// When it was acquired.
    pub on: Option<Date>,
}

/// How a bloc was acquired before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum PriorKind {
    /// Validated by an earlier jury.
    Acquired,
    /// Dispensed by equivalence.
    Exempted,
}

/// The measure of an accommodation, never its reason (RGPD art. 9): jurors apply it, papers do not print it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Accommodation {
    /// What changes, in words.
    pub measure: String,
    /// Extra time, in percent (33 for one third).
    pub extra_time_percent: u16,
    /// Date of the decision.
    pub decided_on: Option<Date>,
}

/// Somebody who sits: member, president, representative, or the office that prepares.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct JurorFile {
    /// Family name.
    pub family_name: String,
    /// Given name.
    pub given_name: String,
    /// What they are in the session.
    pub role: Role,
    /// Their trade or function.
    pub function: String,
    /// Their employer.
    pub employer: String,
    /// Whether they are external to the certifier and to the centre that trained the candidates.
    pub external: bool,
}

impl JurorFile {
    /// « Prénom NOM », as people read it.
    #[must_use]
    pub fn full_name(&self) -> String {
        format!("{} {}", self.given_name, self.family_name)
    }
}

/// What a person is in a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Prepares the session: the centre's or the certifier's office. Sits not, grades not.
    Office,
    /// A member who presides.
    President,
    /// A member.
    Member,
    /// Represents the certifier: present, named, does not deliberate and counts in no ratio.
    Representative,
}

impl Role {
    /// Whether the person grades and deliberates.
    #[must_use]
    pub fn deliberates(self) -> bool {
        matches!(self, Self::President | Self::Member)
    }

    /// The code it goes by.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Office => "office",
            Self::President => "president",
            Self::Member => "member",
            Self::Representative => "representative",
        }
    }
}
