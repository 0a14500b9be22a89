//! What the commands about papers beside the minutes take. Beside the other arguments (`asks`); not a place for what a command
//! does.

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Args as ClapArgs, ValueEnum};
use domain::papers::{Kind, Language};

/// A paper.
#[derive(Debug, ClapArgs)]
pub(crate) struct PaperAsk {
    /// Le papier : « delib papers » dit lesquels peuvent être imprimés, et ce que chacun est
    #[arg(value_parser = PossibleValuesParser::new(Kind::ALL.iter().map(|kind| kind.code())))]
    pub(crate) kind: String,
    /// La session
    pub(crate) session: String,
    /// Où l'écrire : un fichier, ou un dossier là où il y a un exemplaire par personne et qu'aucune n'est nommée
    #[arg(short, long = "output", visible_alias = "out", value_name = "FICHIER")]
    pub(crate) output: PathBuf,
    /// Pour ce seul candidat : son numéro, ou une partie de son nom
    #[arg(long, value_name = "CANDIDAT", conflicts_with_all = ["juror", "incident", "amendment"])]
    pub(crate) candidate: Option<String>,
    /// Pour cette seule personne du jury
    #[arg(long, value_name = "MEMBRE", conflicts_with_all = ["incident", "amendment"])]
    pub(crate) juror: Option<String>,
    /// Pour le seul incident de ce rang, à partir de 1
    #[arg(long, value_name = "RANG", conflicts_with = "amendment")]
    pub(crate) incident: Option<u32>,
    /// Le rectificatif de ce rang, à partir de 1 [par défaut : le dernier]
    #[arg(long, value_name = "RANG")]
    pub(crate) amendment: Option<u32>,
    /// Langue du papier : l'anglais pour la fiche individuelle et le relevé de résultats
    #[arg(long = "in", value_name = "LANGUE", default_value = "fr")]
    pub(crate) language: PaperLang,
}

/// A language of papers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum PaperLang {
    /// Français
    Fr,
    /// English
    En,
}

impl From<PaperLang> for Language {
    fn from(language: PaperLang) -> Self {
        match language {
            PaperLang::Fr => Self::French,
            PaperLang::En => Self::English,
        }
    }
}
