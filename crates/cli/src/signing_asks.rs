//! What is asked about signatures: signing, taking in what comes back, keys and certificates, verifying. Not a place for what a
//! command does.

use std::path::PathBuf;

use clap::{Args as ClapArgs, Subcommand};

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
    /// Ne pas toucher au procès-verbal : écrire la signature à côté, dans ce fichier .p7s, à renvoyer à qui les recueille
    #[arg(long, value_name = "FICHIER", conflicts_with = "reserve")]
    pub(crate) beside: Option<PathBuf>,
    /// Signer avec cette réserve, imprimée dans la case et écrite dans la signature
    #[arg(long, value_name = "TEXTE")]
    pub(crate) reserve: Option<String>,
    /// Sa propre clé (PKCS#12), au lieu de celle que le coffre garde ; son mot de passe vient de DELIBERE_P12_PASSWORD
    #[arg(long, value_name = "FICHIER", conflicts_with = "pkcs11")]
    pub(crate) p12: Option<PathBuf>,
    /// Une carte ou une clé matérielle, par le module PKCS#11 de son fabricant ; son code vient de DELIBERE_PIN
    #[arg(long, value_name = "MODULE")]
    pub(crate) pkcs11: Option<PathBuf>,
    /// Le nom de la carte, s'il y en a plusieurs
    #[arg(long, value_name = "NOM", requires = "pkcs11")]
    pub(crate) token: Option<String>,
}

/// Signatures that come back.
#[derive(Debug, ClapArgs)]
pub(crate) struct CollectAsk {
    /// Le procès-verbal, signé dedans ou non
    pub(crate) paper: PathBuf,
    /// Les signatures renvoyées à part (.p7s), dans n'importe quel ordre
    pub(crate) answers: Vec<PathBuf>,
    /// La session
    #[arg(long, value_name = "SESSION")]
    pub(crate) session: String,
    /// Les réunir dans ce fichier
    #[arg(short, long, value_name = "FICHIER", requires = "answers")]
    pub(crate) output: Option<PathBuf>,
}

/// An hour attested.
#[derive(Debug, ClapArgs)]
pub(crate) struct TimestampAsk {
    /// Le procès-verbal signé
    pub(crate) paper: PathBuf,
    /// La demande (.tsq) : écrite ici ; avec --answer, celle à laquelle il est répondu
    #[arg(long, value_name = "FICHIER")]
    pub(crate) request: PathBuf,
    /// La réponse de l’autorité (.tsr), à vérifier et à ajouter au procès-verbal
    #[arg(long, value_name = "FICHIER", requires = "authority")]
    pub(crate) answer: Option<PathBuf>,
    /// Le certificat de l’autorité à qui l’on fait confiance (PEM ou DER)
    #[arg(long, value_name = "FICHIER", requires = "answer")]
    pub(crate) authority: Option<PathBuf>,
    /// Joindre de quoi vérifier dans dix ans : certificats, listes de révocation, réponses OCSP ; les mêmes aux deux étapes
    #[arg(long, value_name = "FICHIER")]
    pub(crate) with: Vec<PathBuf>,
    /// Demander sans nombre tiré au sort : le même procès-verbal donne la même demande
    #[arg(long, conflicts_with = "answer")]
    pub(crate) no_nonce: bool,
}

/// Certificates.
#[derive(Debug, Subcommand)]
pub(crate) enum CaAsk {
    /// Faire l'autorité du certificateur dans ce coffre, ou réécrire son certificat, à publier
    Create {
        /// Son nom, la première fois
        #[arg(long, value_name = "NOM")]
        name: Option<String>,
        /// Où écrire son certificat (PEM)
        #[arg(short, long, value_name = "FICHIER")]
        output: PathBuf,
    },
    /// Demander un certificat pour la clé de ce coffre
    Request {
        /// Nom de la personne [par défaut : celui du coffre]
        #[arg(long, value_name = "NOM")]
        name: Option<String>,
        /// Où écrire la demande (PKCS#10)
        #[arg(short, long, value_name = "FICHIER")]
        output: PathBuf,
    },
    /// Délivrer le certificat demandé, une fois la personne reconnue et les mots comparés
    Issue {
        /// La demande
        request: PathBuf,
        /// Où écrire le certificat (PEM)
        #[arg(short, long, value_name = "FICHIER")]
        output: PathBuf,
    },
    /// Garder le certificat reçu : les signatures de cette personne le portent désormais
    Import {
        /// Le certificat
        certificate: PathBuf,
    },
}

/// Verifications.
#[derive(Debug, ClapArgs)]
pub(crate) struct VerifyAsk {
    /// Les fichiers ; un procès-verbal se vérifie sans coffre, avec ses signatures à part (.p7s) et ses rectificatifs
    #[arg(required = true)]
    pub(crate) files: Vec<PathBuf>,
    /// Dire aussi si c'est ce que dit le journal de cette session, si c'est la dernière édition, qui a contresigné la clôture
    #[arg(long, value_name = "SESSION")]
    pub(crate) session: Option<String>,
}
