//! A référentiel: what a certification is made of, in the official words, typos included. Data only: what the source
//! does not say (scale, thresholds, panel) is the règlement's (`regulation`), never ours.

use serde::{Deserialize, Serialize};

pub mod check;
pub mod coverage;
pub mod diff;

#[cfg(test)]
mod built_in_test;
#[cfg(test)]
mod check_test;

/// The text of the référentiel that comes with the product (docs/formats/referential.md).
pub const BUILT_IN: &str = include_str!("../../../../assets/referentials/chef-de-projet-digital.json");

/// A text that is no référentiel.
#[derive(Debug, thiserror::Error)]
#[error("Not a référentiel: {0}")]
pub struct NotAReferential(#[from] serde_json::Error);

/// The référentiel of `json`, which must follow docs/formats/referential.md; its content is judged by [`check`].
///
/// # Errors
/// When `json` is no JSON, lacks a field or has one that is not known.
pub fn parse(json: &str) -> Result<Referential, NotAReferential> {
    Ok(serde_json::from_str(json)?)
}

/// The example that comes with the product: « Chef de projet digital », without RNCP number.
///
/// # Errors
/// Never in a build whose tests passed; callers pass the error on rather than panic.
pub fn built_in() -> Result<Referential, NotAReferential> {
    parse(BUILT_IN)
}

/// The code of a bloc, an épreuve, a compétence or a critère inside one référentiel (`A1`, `A1.CP`, `CA1.4`, `A1.CP.1`).
pub type Code = String;

/// A certification's référentiels of activities, competences and evaluation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Referential {
    /// Stable name, such as `chef-de-projet-digital`.
    pub code: Code,
    /// Version of this data, not of the certification.
    pub version: String,
    /// Language of its texts (BCP 47), so that they are read aloud as they should; empty when it is not said.
    #[serde(default)]
    pub language: String,
    /// Title of the certification as its source prints it.
    pub title: String,
    /// Where the text was taken from, and what is known to be missing.
    pub source: String,
    /// The number in the national register (RNCP), when the certifier has typed it.
    pub registration: Option<String>,
    /// The legal sentence that opens the source.
    pub preamble: String,
    /// Blocs in the order of the source, main ones and options.
    pub blocks: Vec<Block>,
    /// The transversal épreuve: mission, mémoire and soutenance.
    pub thesis: Thesis,
    /// What the title demands.
    pub title_rule: TitleRule,
}

/// A bloc de compétences.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Block {
    /// `A1` to `A6`.
    pub code: Code,
    /// The official title, without its code.
    pub title: String,
    /// One or two words for a narrow column (« Besoins »): the product's, not the source's.
    pub short: String,
    /// Whether everybody takes it, or those who chose it.
    pub kind: BlockKind,
    /// Activities, `A1.1`…
    pub activities: Vec<Activity>,
    /// Competences, `CA1.1`… Numbers do not follow those of the activities.
    pub skills: Vec<Skill>,
    /// Groups of épreuves, each with the criteria its épreuves share.
    pub evaluations: Vec<Evaluation>,
}

/// Whether a bloc belongs to every candidate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum BlockKind {
    /// Every candidate takes it.
    Main,
    /// One of the options.
    Option {
        /// The option's name as the source prints it.
        label: String,
    },
}

/// An activity of the référentiel d'activités.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Activity {
    /// `A1.1`…
    pub code: Code,
    /// Official text, without its code.
    pub text: String,
    /// A note of the certifier beside the text, never instead of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub erratum: Option<String>,
}

/// A competence of the référentiel de compétences.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Skill {
    /// `CA1.1`…
    pub code: Code,
    /// Official text, without its code.
    pub text: String,
    /// A note of the certifier beside the text, never instead of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub erratum: Option<String>,
}

/// One or several épreuves and the criteria they share (A4 has two épreuves and one list of criteria).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Evaluation {
    /// `A1.CP`…
    pub code: Code,
    /// The épreuves, in the order of the source.
    pub trials: Vec<Trial>,
    /// The criteria, in the order of the source.
    pub criteria: Vec<Criterion>,
}

/// An épreuve and its consigne.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Trial {
    /// `A1.CP`…
    pub code: Code,
    /// What kind of épreuve it is.
    pub kind: TrialKind,
    /// Its name as the source prints it.
    pub title: String,
    /// The consigne, verbatim.
    pub instruction: String,
    /// A note of the certifier beside the text, never instead of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub erratum: Option<String>,
}

/// The kinds of épreuve the source names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum TrialKind {
    /// Cas pratique.
    CaseStudy,
    /// Mise en situation professionnelle.
    Simulation,
    /// Étude de cas.
    DeskStudy,
    /// « Cas pratique et (ou /) mise en situation » in one.
    Combined,
}

/// A critère d'évaluation, or an expected element of the mémoire.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Criterion {
    /// `A1.CP.1`…, `MEM.1`…
    pub code: Code,
    /// Official text, verbatim.
    pub text: String,
    /// Competences it covers by the certifier's reading; the source says nothing of it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub skills: Vec<Code>,
    /// A note of the certifier beside the text, never instead of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub erratum: Option<String>,
}

/// The mission, its mémoire and its soutenance. It is no bloc.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Thesis {
    /// Short label for screens and tables.
    #[serde(default)]
    pub short: String,
    /// Heading of the source.
    pub title: String,
    /// The paragraph on the mission, the mémoire and the soutenance, verbatim.
    pub text: String,
    /// Conditions of the mission.
    pub mission: Mission,
    /// The expected elements, `MEM.1`…
    pub elements: Vec<Criterion>,
    /// A note of the certifier beside the text, never instead of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub erratum: Option<String>,
}

/// What the source demands of the mission that the mémoire tells.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Mission {
    /// Shortest internship, in months.
    pub internship_months: u8,
    /// Whether an apprenticeship contract as long as the training stands for the internship.
    pub apprenticeship: bool,
}

/// What the title demands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct TitleRule {
    /// The rule, verbatim.
    pub text: String,
    /// How many options a candidate takes.
    pub options: u8,
    /// Whether the mémoire must be validated too.
    pub thesis: bool,
    /// A note of the certifier beside the text, never instead of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub erratum: Option<String>,
}

impl Referential {
    /// The bloc of that code.
    #[must_use]
    pub fn block(&self, code: &str) -> Option<&Block> {
        self.blocks.iter().find(|block| block.code == code)
    }

    /// Blocs that every candidate takes.
    pub fn main_blocks(&self) -> impl Iterator<Item = &Block> {
        self.blocks.iter().filter(|block| block.kind == BlockKind::Main)
    }

    /// Blocs that are options.
    pub fn options(&self) -> impl Iterator<Item = &Block> {
        self.blocks.iter().filter(|block| block.kind != BlockKind::Main)
    }

    /// Blocs of a candidate who chose `option`, in the order of the source.
    pub fn blocks_with(&self, option: &str) -> impl Iterator<Item = &Block> {
        self.blocks.iter().filter(move |block| block.kind == BlockKind::Main || block.code == option)
    }

    /// Every épreuve of every bloc.
    pub fn trials(&self) -> impl Iterator<Item = &Trial> {
        self.blocks.iter().flat_map(|block| &block.evaluations).flat_map(|evaluation| &evaluation.trials)
    }

    /// Every criterion of every bloc; the mémoire's elements are not among them.
    pub fn criteria(&self) -> impl Iterator<Item = &Criterion> {
        self.blocks.iter().flat_map(|block| &block.evaluations).flat_map(|evaluation| &evaluation.criteria)
    }
}
