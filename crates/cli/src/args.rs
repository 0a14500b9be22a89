//! What `delib` may be asked: the arguments, with the words that its help and its man page print. Not a place for what a
//! command does.

use std::path::PathBuf;

use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};

use crate::asks::{
    BackupAsk, CandidatesAsk, CloseAsk, ConfrontAsk, ExecuteAsk, FromAsk, MarkAsk, MinutesAsk, OneSession,
    ReferentialAsk, RegulationAsk, RestoreAsk, ResultsAsk, SealAsk, SessionAsk, StoreAsk,
};
use crate::demo::DemoArgs;
use crate::device_asks::{AcceptAsk, DelegateAsk, JoinAsk, RevokeAsk};
use crate::exchange_asks::{AckAsk, ExportAsk, ImportAsk, PackAsk, ReceiveAsk, ReverseAsk};
use crate::paper_asks::PaperAsk;
use crate::person_asks::{EraseAsk, SubjectAccessAsk};
use crate::signing_asks::{CaAsk, CollectAsk, SignAsk, TimestampAsk, VerifyAsk};
use crate::standing_asks::{CountersignAsk, DuplicateAsk, ManifestAsk, SettleAsk};

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
    /// Demander à rejoindre une session : la demande de cet ordinateur, et les six mots à lire de vive voix
    Join(JoinAsk),
    /// Admettre l'ordinateur qui le demande, si les mots entendus sont les siens
    Accept(AcceptAsk),
    /// Retirer sa place à un ordinateur perdu : ce qu'il écrit ensuite ne compte pas
    Revoke(RevokeAsk),
    /// Confier la place du secrétariat ou de la présidence à un autre ordinateur
    Delegate(DelegateAsk),
    /// Lister les ordinateurs d'une session
    Devices(OneSession),
    /// Faire le paquet d'un membre du jury : fermé pour l'ordinateur qu'on a admis, sinon par un code qui s'affiche une fois
    Pack(PackAsk),
    /// Ouvrir le paquet que l'on a reçu
    Receive(ReceiveAsk),
    /// Noter d'après un tableau : candidat ; critère ; niveau ; commentaire
    Mark(MarkAsk),
    /// Sceller toutes ses fiches terminées
    Seal(SealAsk),
    /// Remettre tout ce que ce coffre sait d'une session, dans un fichier
    Export(ExportAsk),
    /// Dire à un membre ce qui est arrivé de lui, dans un tout petit fichier
    Ack(AckAsk),
    /// Reprendre ce que d'autres ont remis ; l'ordre et les répétitions ne changent rien
    Import(ImportAsk),
    /// Lister les reprises d’une session : qui, quand, combien d’éléments
    Imports(OneSession),
    /// Annuler une reprise : ce qu’elle avait apporté reste gardé et ne compte plus, chez personne
    Reverse(ReverseAsk),
    /// Ouvrir la confrontation des fiches scellées
    Confront(ConfrontAsk),
    /// Retenir des niveaux d'après un tableau : candidat ; critère ; niveau ; motif
    Retain(FromAsk),
    /// Décider d'après un tableau : candidat ; décision ; motif ; mention
    Deliberate(FromAsk),
    /// Montrer les désaccords : chaque version, qui l'a écrite, sur quel poste, et comment régler
    Disputes(OneSession),
    /// Régler un désaccord en prenant une de ses versions
    Settle(SettleAsk),
    /// Dire si deux candidats qui se ressemblent sont une seule personne
    Duplicate(DuplicateAsk),
    /// Exécuter des commandes écrites en JSON : présences, déports, votes, aléas, rectificatifs ; toutes, ou aucune
    Execute(ExecuteAsk),
    /// Clore une session
    Close(CloseAsk),
    /// Montrer le bordereau : attendu, reçu, manquant, ce qui empêche de clore, empreinte
    Status(OneSession),
    /// Écrire le bordereau des échanges en PDF
    Manifest(ManifestAsk),
    /// Contresigner la clôture : ce poste retrouve l'empreinte dans ce qu'il tient lui-même
    Countersign(CountersignAsk),
    /// Écrire le procès-verbal, et au besoin les fiches individuelles
    Minutes(MinutesAsk),
    /// Lister les papiers d’une session : ce qui peut être imprimé maintenant, et ce qui empêche le reste
    Papers(OneSession),
    /// Écrire un papier en PDF : convocations, émargements, grilles, relevés, attestations, proclamation…
    Paper(PaperAsk),
    /// Signer un procès-verbal dans la case d'un membre
    Sign(SignAsk),
    /// Reprendre les signatures faites ailleurs : vérifiées, attribuées, notées une seule fois
    Collect(CollectAsk),
    /// Faire attester l’heure d’un procès-verbal signé par une autorité d’horodatage, par fichiers
    Timestamp(TimestampAsk),
    /// Les certificats : l'autorité du certificateur, demander, délivrer, recevoir
    #[command(subcommand)]
    Ca(CaAsk),
    /// Vérifier des procès-verbaux signés, leurs signatures à part et des fichiers d'échange
    Verify(VerifyAsk),
    /// Recompter chaque décision par un second chemin
    Recount(OneSession),
    /// Emporter le coffre dans un fichier
    Backup(BackupAsk),
    /// Ramener un coffre d'un fichier ; celui qui était là est mis de côté
    Restore(RestoreAsk),
    /// Effacer ce qui est gardé d'une personne, ici et sur chaque poste ; sans --yes, montrer seulement
    Erase(EraseAsk),
    /// Donner à une personne tout ce qui est gardé d'elle
    SubjectAccess(SubjectAccessAsk),
    /// Dire ce qui arrive à terme, selon le règlement : ce qui peut ou doit être effacé, et quand
    Retention(OneSession),
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
