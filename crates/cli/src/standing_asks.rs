//! What is asked about where a session stands between laptops: its bordereau, its disagreements, its closing. Not a place for
//! what a command does.

use std::path::PathBuf;

use clap::Args as ClapArgs;

/// One side of a disagreement.
#[derive(Debug, ClapArgs)]
pub(crate) struct SettleAsk {
    /// La session
    pub(crate) session: String,
    /// Le désaccord, comme « delib disputes » le nomme
    pub(crate) dispute: String,
    /// La version à prendre
    #[arg(long, value_name = "LETTRE")]
    pub(crate) take: String,
    /// Pourquoi, là où un motif se garde
    #[arg(long, value_name = "MOTIF")]
    pub(crate) because: Option<String>,
    /// Au nom de qui
    #[arg(long = "as", value_name = "MEMBRE")]
    pub(crate) juror: Option<String>,
}

/// Two candidates that look alike.
#[derive(Debug, ClapArgs)]
#[group(id = "verdict", required = true, multiple = false, args = ["same", "different"])]
pub(crate) struct DuplicateAsk {
    /// La session
    pub(crate) session: String,
    /// Le candidat qui reste : son numéro, ou le début de son identifiant
    pub(crate) first: String,
    /// L'autre
    pub(crate) second: String,
    /// C'est une seule personne : le second est retiré, et garde tout ce qui a été écrit de lui
    #[arg(long)]
    pub(crate) same: bool,
    /// Ce sont deux personnes : la ressemblance n'est plus signalée
    #[arg(long)]
    pub(crate) different: bool,
    /// Pourquoi ; obligatoire avec --same
    #[arg(long, value_name = "MOTIF")]
    pub(crate) because: Option<String>,
    /// Au nom de qui
    #[arg(long = "as", value_name = "MEMBRE")]
    pub(crate) juror: Option<String>,
}

/// The bordereau on paper.
#[derive(Debug, ClapArgs)]
pub(crate) struct ManifestAsk {
    /// La session
    pub(crate) session: String,
    /// Où l'écrire
    #[arg(short, long, value_name = "FICHIER")]
    pub(crate) output: PathBuf,
}

/// A countersignature.
#[derive(Debug, ClapArgs)]
pub(crate) struct CountersignAsk {
    /// La session
    pub(crate) session: String,
    /// Le procès-verbal que l'on a lu, signé ou non : son empreinte d'avant toute signature est gardée
    #[arg(long, value_name = "FICHIER")]
    pub(crate) minutes: Option<PathBuf>,
    /// Au nom de qui
    #[arg(long = "as", value_name = "MEMBRE")]
    pub(crate) juror: Option<String>,
}
