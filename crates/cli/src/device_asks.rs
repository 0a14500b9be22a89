//! What the commands about devices take, with the words that the help prints. Not a place for what a command does.

use std::path::PathBuf;

use clap::{Args as ClapArgs, ValueEnum};
use domain::person::Role;

/// A request to write.
#[derive(Debug, ClapArgs)]
pub(crate) struct JoinAsk {
    /// Où écrire la demande
    #[arg(short, long, value_name = "FICHIER")]
    pub(crate) output: PathBuf,
    /// La place attendue
    #[arg(long, value_enum, default_value = "member", value_name = "PLACE")]
    pub(crate) role: Seat,
    /// Son nom [par défaut : celui du coffre]
    #[arg(long, value_name = "NOM")]
    pub(crate) name: Option<String>,
}

/// A seat that is asked for.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Seat {
    /// Membre du jury
    Member,
    /// Préside le jury
    President,
    /// Représente le certificateur
    Representative,
}

impl Seat {
    /// The role it is.
    pub(crate) fn role(self) -> Role {
        match self {
            Self::Member => Role::Member,
            Self::President => Role::President,
            Self::Representative => Role::Representative,
        }
    }
}

/// A request received.
#[derive(Debug, ClapArgs)]
pub(crate) struct AcceptAsk {
    /// La demande
    pub(crate) request: PathBuf,
    /// La session
    #[arg(long, value_name = "SESSION")]
    pub(crate) session: String,
    /// Au nom de qui cet ordinateur écrira
    #[arg(long = "as", value_name = "MEMBRE")]
    pub(crate) juror: String,
    /// Les six mots entendus de vive voix [à défaut, rien n'est écrit : la demande s'affiche]
    #[arg(long, value_name = "MOTS")]
    pub(crate) words: Option<String>,
}

/// A device that lost its place.
#[derive(Debug, ClapArgs)]
pub(crate) struct RevokeAsk {
    /// La session
    pub(crate) session: String,
    /// L'ordinateur : ses six mots, ou sa clé
    #[arg(long, value_name = "MOTS", required_unless_present = "juror", conflicts_with = "juror")]
    pub(crate) device: Option<String>,
    /// Tous les ordinateurs de ce membre
    #[arg(long, value_name = "MEMBRE")]
    pub(crate) juror: Option<String>,
    /// Pourquoi
    #[arg(long, value_name = "MOTIF")]
    pub(crate) because: String,
}

/// A delegation.
#[derive(Debug, ClapArgs)]
pub(crate) struct DelegateAsk {
    /// La session
    pub(crate) session: String,
    /// L'ordinateur : ses six mots, ou sa clé
    #[arg(long, value_name = "MOTS")]
    pub(crate) device: String,
    /// La place confiée : le secrétariat, ou qui préside
    #[arg(long = "as", value_name = "PERSONNE")]
    pub(crate) person: String,
}
