//! The private key of a signer: on P-256 or RSA, held here or by a card that signs by itself. It draws no random: an ECDSA
//! signature is that of RFC 6979, an RSA one is PKCS#1 v1.5, so that the same arguments give the same bytes.

use der::Decode;
use p256::ecdsa::signature::{RandomizedSigner, SignatureEncoding, Signer};
use p256::ecdsa::{Signature, SigningKey};
use p256::pkcs8::{DecodePrivateKey, EncodePrivateKey, EncodePublicKey};
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng;
use sha2::{Digest, Sha256};
use spki::{AlgorithmIdentifierOwned, SubjectPublicKeyInfoOwned};

use super::cms::{ECDSA_SHA256, RSA_SHA256, algorithm};
use super::key::wrong;
use crate::failure::SignFailure;
use crate::verify::algorithm::{Hash, verifies};

/// Signs a SHA-256 digest by the key of its certificate, or says why it could not, in words. On P-256: the two numbers of an ECDSA
/// signature, 64 bytes. On RSA: a PKCS#1 v1.5 signature over the digest under its name (RFC 8017, 9.2).
pub type SignDigest = Box<dyn Fn(&[u8; 32]) -> Result<Vec<u8>, String>>;

/// Where the key is.
pub(super) enum Private {
    Elliptic(SigningKey),
    Rsa(Box<rsa::PrivateKey>),
    /// A card or a token: the key never leaves it.
    Held(SignDigest),
}

impl Private {
    /// The key that a PKCS#8 structure holds; none when it is of neither kind.
    pub(super) fn read(pkcs8: &[u8]) -> Option<Self> {
        let elliptic = SigningKey::from_pkcs8_der(pkcs8).map(Self::Elliptic).ok();
        elliptic.or_else(|| rsa::PrivateKey::from_pkcs8_der(pkcs8).map(|key| Self::Rsa(Box::new(key))).ok())
    }

    /// The public half; none when only the certificate knows it.
    pub(super) fn public(&self) -> Option<SubjectPublicKeyInfoOwned> {
        let der = match self {
            Self::Elliptic(key) => key.verifying_key().to_public_key_der().ok()?,
            Self::Rsa(key) => key.as_public_key().to_public_key_der().ok()?,
            Self::Held(_) => return None,
        };
        SubjectPublicKeyInfoOwned::from_der(der.as_bytes()).ok()
    }

    /// The signature of `message`, checked against the `public` key of the certificate: a card that signs something else is
    /// found out.
    pub(super) fn sign(&self, message: &[u8], public: &SubjectPublicKeyInfoOwned) -> Result<Vec<u8>, SignFailure> {
        let signature = match self {
            Self::Elliptic(key) => Signer::<Signature>::sign(key, message).to_der().as_bytes().to_vec(),
            Self::Rsa(key) => {
                let pen = rsa::pkcs1v15::SigningKey::<Sha256>::new((**key).clone());
                pen.try_sign_with_rng(&mut blinding(key, message)?, message).map_err(wrong)?.to_vec()
            }
            Self::Held(sign) => {
                let given = sign(&Sha256::digest(message).into()).map_err(SignFailure::Key)?;
                if is_rsa(public) {
                    given
                } else {
                    Signature::from_slice(&given).map_err(wrong)?.to_der().as_bytes().to_vec()
                }
            }
        };
        if verifies(public, &pen_of(public), Some(Hash::Sha256), message, &signature) {
            Ok(signature)
        } else {
            Err(SignFailure::Key("its key is not its certificate's, or is too short".to_owned()))
        }
    }
}

/// How a key of that kind signs here.
pub(super) fn pen_of(public: &SubjectPublicKeyInfoOwned) -> AlgorithmIdentifierOwned {
    if is_rsa(public) {
        // RFC 5754, 3.2: no parameters are written as a NULL.
        return AlgorithmIdentifierOwned { oid: RSA_SHA256, parameters: Some(der::asn1::Any::null()) };
    }
    algorithm(ECDSA_SHA256)
}

/// As long as a signature of that key gets, in bytes.
pub(super) fn longest(public: &SubjectPublicKeyInfoOwned) -> usize {
    const ECDSA: usize = 72;
    if is_rsa(public) { public.subject_public_key.raw_bytes().len() } else { ECDSA }
}

fn is_rsa(public: &SubjectPublicKeyInfoOwned) -> bool {
    public.algorithm.oid == rsa::pkcs1::ALGORITHM_OID
}

/// What blinds the exponentiation: nobody without the key can foresee it, and the signature does not depend on it.
fn blinding(key: &rsa::PrivateKey, message: &[u8]) -> Result<ChaCha20Rng, SignFailure> {
    let own = key.to_pkcs8_der().map_err(wrong)?;
    let seed = Sha256::new().chain_update("delibere/v1/blinding").chain_update(own.as_bytes()).chain_update(message);
    Ok(ChaCha20Rng::from_seed(seed.finalize().into()))
}
