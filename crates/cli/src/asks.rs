//! What each command takes besides, one type for each, with the words that its help prints. Not a place for what it does.

use std::path::PathBuf;

use clap::{Args as ClapArgs, Subcommand};

/// Of the store.
#[derive(Debug, Subcommand)]
pub(crate) enum StoreAsk {
    /// Créer le coffre d'une personne sur cet ordinateur ; la clé de secours s'affiche une seule fois
    Create {
        /// Nom de la personne
        #[arg(long, value_name = "NOM")]
        name: String,
    },
    /// Dire où est le coffre, s'il s'ouvre, et ce qui lui est arrivé
    Status,
    /// Prendre acte de ce qui est arrivé au coffre : l'avis ne s'affiche plus
    Noted,
}

/// Of a référentiel.
#[derive(Debug, Subcommand)]
pub(crate) enum ReferentialAsk {
    /// L'afficher en entier
    Show {
        /// Son code, ou un fichier JSON [par défaut : celui qui est fourni]
        #[arg(default_value = "")]
        which: String,
    },
    /// Dire ce qu'un certificateur devrait regarder
    Check {
        /// Son code, ou un fichier JSON
        #[arg(default_value = "")]
        which: String,
    },
    /// Proposer un référentiel d'après le texte officiel
    Import {
        /// Le texte
        table: PathBuf,
        /// Où écrire la proposition (JSON)
        #[arg(short, long, value_name = "FICHIER")]
        output: Option<PathBuf>,
    },
    /// Dire ce qui change de l'un à l'autre
    Diff {
        /// Le premier
        before: String,
        /// Le second
        after: String,
    },
}

/// Of a règlement.
#[derive(Debug, Subcommand)]
pub(crate) enum RegulationAsk {
    /// L'afficher en entier
    Show {
        /// Son code, ou un fichier TOML
        #[arg(default_value = "")]
        which: String,
    },
    /// Dire ce qui ne va pas
    Check {
        /// Son code, ou un fichier TOML
        #[arg(default_value = "")]
        which: String,
        /// Le référentiel qu'il sert
        #[arg(long, default_value = "", value_name = "RÉFÉRENTIEL")]
        referential: String,
    },
}

/// Of sessions.
#[derive(Debug, Subcommand)]
pub(crate) enum SessionAsk {
    /// Créer une session d'après sa description (docs/formats/session-description.md)
    Create {
        /// La description
        description: PathBuf,
    },
    /// Lister les sessions du coffre
    List,
    /// Montrer une session : jury, candidats
    Show(OneSession),
    /// Montrer le bordereau : attendu, reçu, manquant, ce qui empêche de clore, empreinte
    Status(OneSession),
    /// Fixer les passages qu'une description donne, une fois les candidats inscrits
    Passages {
        /// La session
        session: String,
        /// La description
        description: PathBuf,
    },
    /// Préparer le rattrapage d'une session close
    Retake {
        /// La session close
        session: String,
        /// Nom du rattrapage
        #[arg(long, value_name = "NOM")]
        name: String,
        /// Premier jour (AAAA-MM-JJ)
        #[arg(long, value_name = "JOUR")]
        starts_on: String,
        /// Dernier jour [par défaut : le premier]
        #[arg(long, value_name = "JOUR")]
        ends_on: Option<String>,
    },
}

/// Of candidates.
#[derive(Debug, Subcommand)]
pub(crate) enum CandidatesAsk {
    /// Inscrire les candidats d'un tableau CSV, XLSX ou ODS (docs/formats/tables.md)
    Import {
        /// Le tableau
        table: PathBuf,
        /// La session
        #[arg(long, value_name = "SESSION")]
        session: String,
        /// Ne rien écrire : dire ce qui serait pris et refusé
        #[arg(long)]
        dry_run: bool,
    },
}

/// One session.
#[derive(Debug, ClapArgs)]
pub(crate) struct OneSession {
    /// Identifiant, début d'identifiant ou partie du nom
    pub(crate) session: String,
}

/// Marks.
#[derive(Debug, ClapArgs)]
pub(crate) struct MarkAsk {
    /// La session
    pub(crate) session: String,
    /// Au nom de qui
    #[arg(long = "as", value_name = "MEMBRE")]
    pub(crate) juror: Option<String>,
    /// Le tableau
    #[arg(long, value_name = "FICHIER")]
    pub(crate) from: PathBuf,
    /// Ne rien écrire
    #[arg(long)]
    pub(crate) dry_run: bool,
}

/// Seals.
#[derive(Debug, ClapArgs)]
pub(crate) struct SealAsk {
    /// La session
    pub(crate) session: String,
    /// Au nom de qui
    #[arg(long = "as", value_name = "MEMBRE")]
    pub(crate) juror: Option<String>,
}

/// A confrontation.
#[derive(Debug, ClapArgs)]
pub(crate) struct ConfrontAsk {
    /// La session
    pub(crate) session: String,
    /// Pourquoi, si des fiches ne sont pas scellées
    #[arg(long, default_value = "", value_name = "MOTIF")]
    pub(crate) exception: String,
}

/// A table for the panel.
#[derive(Debug, ClapArgs)]
pub(crate) struct FromAsk {
    /// La session
    pub(crate) session: String,
    /// Le tableau
    #[arg(long, value_name = "FICHIER")]
    pub(crate) from: PathBuf,
    /// Ne rien écrire
    #[arg(long)]
    pub(crate) dry_run: bool,
}

/// Commands in JSON.
#[derive(Debug, ClapArgs)]
pub(crate) struct ExecuteAsk {
    /// La session
    pub(crate) session: String,
    /// Le fichier : une liste de commandes (docs/formats/session-description.md)
    #[arg(long, value_name = "FICHIER")]
    pub(crate) from: PathBuf,
    /// Au nom de qui
    #[arg(long = "as", value_name = "MEMBRE")]
    pub(crate) juror: Option<String>,
}

/// A closing.
#[derive(Debug, ClapArgs)]
pub(crate) struct CloseAsk {
    /// La session
    pub(crate) session: String,
    /// Numéro du procès-verbal
    #[arg(long, value_name = "NUMÉRO")]
    pub(crate) number: String,
    /// Ouverture de la délibération (« AAAA-MM-JJ HH:MM », heure du lieu)
    #[arg(long, value_name = "QUAND")]
    pub(crate) opened_at: String,
    /// Clôture (« AAAA-MM-JJ HH:MM », heure du lieu)
    #[arg(long, value_name = "QUAND")]
    pub(crate) closed_at: String,
}

/// Minutes.
#[derive(Debug, ClapArgs)]
pub(crate) struct MinutesAsk {
    /// La session
    pub(crate) session: String,
    /// Où l'écrire
    #[arg(short, long, value_name = "FICHIER")]
    pub(crate) output: PathBuf,
    /// Où écrire les fiches individuelles
    #[arg(long, value_name = "DOSSIER")]
    pub(crate) sheets: Option<PathBuf>,
    /// Le rectificatif de ce rang, à partir de 1, au lieu du procès-verbal
    #[arg(long, value_name = "RANG")]
    pub(crate) amendment: Option<usize>,
}

/// A backup.
#[derive(Debug, ClapArgs)]
pub(crate) struct BackupAsk {
    /// Où l'écrire
    #[arg(short, long, value_name = "FICHIER")]
    pub(crate) output: PathBuf,
}

/// A restoration.
#[derive(Debug, ClapArgs)]
pub(crate) struct RestoreAsk {
    /// La copie de secours
    pub(crate) file: PathBuf,
    /// Fichier qui contient la clé de secours, au lieu de la phrase secrète du jour de la copie
    #[arg(long, value_name = "FICHIER")]
    pub(crate) recovery_key_file: Option<PathBuf>,
}

/// Results.
#[derive(Debug, ClapArgs)]
pub(crate) struct ResultsAsk {
    /// La session
    pub(crate) session: String,
    /// Où les écrire : .csv, .xlsx ou .json
    #[arg(short, long, value_name = "FICHIER")]
    pub(crate) output: PathBuf,
    /// Selon le rectificatif de ce rang, à partir de 1 [par défaut : le dernier]
    #[arg(long, value_name = "RANG")]
    pub(crate) amendment: Option<usize>,
}
