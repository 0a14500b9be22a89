//! What `delib` may be asked: the arguments, with the words that its help and its man page print. Not a place for what a
//! command does.

use std::path::PathBuf;

use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};

use crate::demo::DemoArgs;

/// Délibéré sans fenêtre : préparer, noter, délibérer, signer, vérifier.
///
/// Codes de sortie : 0 fait · 1 refusé ou entrée fautive · 2 commande mal écrite · 3 abîmé ou falsifié.
#[derive(Debug, Parser)]
#[command(name = "delib", version, disable_help_subcommand = true, propagate_version = true)]
pub(crate) struct Args {
    #[command(flatten)]
    pub(crate) common: Common,
    #[command(subcommand)]
    pub(crate) command: Ask,
}

/// What every command takes.
#[derive(Debug, Clone, ClapArgs)]
pub(crate) struct Common {
    /// Le coffre [par défaut : celui de cet ordinateur]
    #[arg(long, global = true, value_name = "FICHIER")]
    pub(crate) store: Option<PathBuf>,
    /// Fichier dont la première ligne est la phrase secrète [à défaut : DELIBERE_PASSPHRASE, puis le terminal]
    #[arg(long, global = true, value_name = "FICHIER")]
    pub(crate) passphrase_file: Option<PathBuf>,
    /// Répondre par un seul document JSON sur la sortie ; les messages vont à part
    #[arg(long, global = true)]
    pub(crate) json: bool,
    /// Langue des réponses [par défaut : celle de l'ordinateur, sinon le français]
    #[arg(long, global = true, value_name = "LANGUE")]
    pub(crate) lang: Option<Lang>,
}

/// A language of the counter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Lang {
    /// Français
    Fr,
    /// English
    En,
}

/// What is asked.
#[derive(Debug, Subcommand)]
pub(crate) enum Ask {
    /// Le coffre : le créer, savoir où il en est
    #[command(subcommand)]
    Store(StoreAsk),
    /// Un référentiel : le lire, le vérifier, le tirer d'un texte, en comparer deux
    #[command(subcommand)]
    Referential(ReferentialAsk),
    /// Un règlement : le lire, le vérifier
    #[command(subcommand)]
    Regulation(RegulationAsk),
    /// Les sessions : en créer une, les lister, préparer un rattrapage
    #[command(subcommand)]
    Session(SessionAsk),
    /// Les candidats d'une session
    #[command(subcommand)]
    Candidates(CandidatesAsk),
    /// Faire le paquet d'un membre du jury ; le code qui l'ouvre s'affiche une fois
    Pack(PackAsk),
    /// Ouvrir le paquet que l'on a reçu
    Receive(ReceiveAsk),
    /// Noter d'après un tableau : candidat ; critère ; niveau ; commentaire
    Mark(MarkAsk),
    /// Sceller toutes ses fiches terminées
    Seal(SealAsk),
    /// Remettre tout ce que ce coffre sait d'une session, dans un fichier
    Export(ExportAsk),
    /// Reprendre ce que d'autres ont remis ; l'ordre et les répétitions ne changent rien
    Import(ImportAsk),
    /// Ouvrir la confrontation des fiches scellées
    Confront(ConfrontAsk),
    /// Retenir des niveaux d'après un tableau : candidat ; critère ; niveau ; motif
    Retain(FromAsk),
    /// Décider d'après un tableau : candidat ; décision ; motif ; mention
    Deliberate(FromAsk),
    /// Clore une session
    Close(CloseAsk),
    /// Écrire le procès-verbal, et au besoin les fiches individuelles
    Minutes(MinutesAsk),
    /// Signer un procès-verbal dans la case d'un membre
    Sign(SignAsk),
    /// Vérifier des procès-verbaux signés et des fichiers d'échange
    Verify(VerifyAsk),
    /// Recompter chaque décision par un second chemin
    Recount(OneSession),
    /// Emporter le coffre dans un fichier
    Backup(BackupAsk),
    /// Ramener un coffre d'un fichier ; celui qui était là est mis de côté
    Restore(RestoreAsk),
    /// Relire le coffre entier : pages, enchaînement, listes
    Check,
    /// Écrire les résultats en CSV, XLSX ou JSON, selon le nom du fichier
    Results(ResultsAsk),
    /// Lire le journal d'une session, une ligne par fait
    Journal(OneSession),
    /// Jouer toute une session sur le référentiel fourni, avec des personnes inventées
    Demo(DemoArgs),
    /// Écrire les complétions d'un interpréteur de commandes
    Completions {
        /// L'interpréteur
        shell: clap_complete::Shell,
    },
    /// Écrire la page de manuel
    Man,
}

/// Of the store.
#[derive(Debug, Subcommand)]
pub(crate) enum StoreAsk {
    /// Créer le coffre d'une personne sur cet ordinateur ; la clé de secours s'affiche une seule fois
    Create {
        /// Nom de la personne
        #[arg(long, value_name = "NOM")]
        name: String,
    },
    /// Dire où est le coffre et s'il s'ouvre
    Status,
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
    /// Inscrire les candidats d'un tableau CSV (docs/formats/tables.md)
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
}

/// A pack received.
#[derive(Debug, ClapArgs)]
pub(crate) struct ReceiveAsk {
    /// Le paquet
    pub(crate) file: PathBuf,
    /// Le code qui l'ouvre
    #[arg(long, value_name = "CODE")]
    pub(crate) code: String,
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

/// An export.
#[derive(Debug, ClapArgs)]
pub(crate) struct ExportAsk {
    /// La session
    pub(crate) session: String,
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
    /// Ne rien écrire : dire ce que chacun apporterait
    #[arg(long)]
    pub(crate) dry_run: bool,
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

/// A signature.
#[derive(Debug, ClapArgs)]
pub(crate) struct SignAsk {
    /// Le procès-verbal
    pub(crate) paper: PathBuf,
    /// La session
    #[arg(long, value_name = "SESSION")]
    pub(crate) session: String,
    /// Qui signe
    #[arg(long = "as", value_name = "MEMBRE")]
    pub(crate) juror: Option<String>,
    /// Sa propre clé (PKCS#12), au lieu de celle que le coffre garde ; son mot de passe vient de DELIBERE_P12_PASSWORD
    #[arg(long, value_name = "FICHIER")]
    pub(crate) p12: Option<PathBuf>,
}

/// Verifications.
#[derive(Debug, ClapArgs)]
pub(crate) struct VerifyAsk {
    /// Les fichiers ; un procès-verbal se vérifie sans coffre
    #[arg(required = true)]
    pub(crate) files: Vec<PathBuf>,
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
