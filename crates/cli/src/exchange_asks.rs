//! What the commands of the exchange take besides, one type for each, with the words that the help prints. Not a place for what a
//! command does.

use std::path::PathBuf;

use clap::Args as ClapArgs;

/// A pack.
#[derive(Debug, ClapArgs)]
pub(crate) struct PackAsk {
    /// La session
    pub(crate) session: String,
    /// Pour qui
    #[arg(long = "for", value_name = "MEMBRE")]
    pub(crate) juror: String,
    /// Où l'écrire
    #[arg(short, long, value_name = "FICHIER")]
    pub(crate) output: PathBuf,
    /// Le fermer par un code, même si un ordinateur de ce membre est admis
    #[arg(long)]
    pub(crate) by_code: bool,
}

/// An acknowledgement.
#[derive(Debug, ClapArgs)]
pub(crate) struct AckAsk {
    /// La session
    pub(crate) session: String,
    /// À qui le dire
    #[arg(long = "for", value_name = "MEMBRE")]
    pub(crate) juror: String,
    /// Où l'écrire
    #[arg(short, long, value_name = "FICHIER")]
    pub(crate) output: PathBuf,
}

/// A pack received.
#[derive(Debug, ClapArgs)]
pub(crate) struct ReceiveAsk {
    /// Le paquet
    pub(crate) file: PathBuf,
    /// Le code qui l'ouvre, s'il en faut un
    #[arg(long, value_name = "CODE")]
    pub(crate) code: Option<String>,
}

/// An export.
#[derive(Debug, ClapArgs)]
pub(crate) struct ExportAsk {
    /// La session
    pub(crate) session: String,
    /// Une archive pour le certificateur : tout ce que ce coffre sait, états civils et documents compris
    #[arg(long)]
    pub(crate) archive: bool,
    /// Clé publique age qui ouvrira l’archive [par défaut : celle du règlement]
    #[arg(long, value_name = "age1…", requires = "archive", conflicts_with = "code")]
    pub(crate) to: Option<String>,
    /// Fermer par un code, montré une seule fois, au lieu de clés
    #[arg(long)]
    pub(crate) code: bool,
    /// Où l'écrire
    #[arg(short, long, value_name = "FICHIER")]
    pub(crate) output: PathBuf,
}

/// Imports.
#[derive(Debug, ClapArgs)]
pub(crate) struct ImportAsk {
    /// Les fichiers
    #[arg(required = true)]
    pub(crate) files: Vec<PathBuf>,
    /// Le code qui ouvre ceux qui en demandent un
    #[arg(long, value_name = "CODE")]
    pub(crate) code: Option<String>,
    /// La clé age du certificateur (fichier AGE-SECRET-KEY-1…), pour ses archives
    #[arg(long, value_name = "FICHIER")]
    pub(crate) key: Option<PathBuf>,
    /// Ne rien écrire : dire ce que chacun apporterait
    #[arg(long)]
    pub(crate) dry_run: bool,
}

/// A reversal.
#[derive(Debug, ClapArgs)]
pub(crate) struct ReverseAsk {
    /// La session
    pub(crate) session: String,
    /// La reprise : le début de son empreinte (« delib imports »), ou le nom du fichier
    pub(crate) import: String,
    /// Pourquoi
    #[arg(long, value_name = "MOTIF", required_unless_present = "lift")]
    pub(crate) because: Option<String>,
    /// Lever l’annulation : ce que la reprise avait apporté compte de nouveau
    #[arg(long, conflicts_with = "because")]
    pub(crate) lift: bool,
}
