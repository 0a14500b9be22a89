//! What the commands about one person take: erasing them, telling them what is kept of them. Beside the other arguments
//! (`asks`); not a place for what a command does.

use std::path::PathBuf;

use clap::Args as ClapArgs;

/// An erasure.
#[derive(Debug, ClapArgs)]
pub(crate) struct EraseAsk {
    /// La session
    pub(crate) session: String,
    /// Le candidat : son numéro, ou une partie de son nom
    #[arg(long, value_name = "CANDIDAT")]
    pub(crate) candidate: Option<String>,
    /// Le membre qui a quitté le jury
    #[arg(long, value_name = "MEMBRE", conflicts_with_all = ["candidate", "accommodations"])]
    pub(crate) juror: Option<String>,
    /// Les aménagements du candidat, et eux seuls
    #[arg(long)]
    pub(crate) accommodations: bool,
    /// Pourquoi ; cette phrase reste et ne nomme donc personne
    #[arg(long, value_name = "TEXTE")]
    pub(crate) because: String,
    /// Effacer pour de bon, au lieu de montrer ce qui le serait
    #[arg(long)]
    pub(crate) yes: bool,
    /// Détruire aussi cette copie du coffre, qui ne s'ouvre pas ; à répéter
    #[arg(long, value_name = "NOM", requires = "yes")]
    pub(crate) destroy_copy: Vec<String>,
}

/// What is kept of a person.
#[derive(Debug, ClapArgs)]
pub(crate) struct SubjectAccessAsk {
    /// La session
    pub(crate) session: String,
    /// Le candidat : son numéro, ou une partie de son nom
    #[arg(long, value_name = "CANDIDAT")]
    pub(crate) candidate: String,
    /// Où l'écrire : un dossier, ou un fichier .json
    #[arg(short, long, value_name = "DOSSIER|FICHIER.json")]
    pub(crate) output: PathBuf,
}
