//! Which keys and digests a signature may be made with, and whether one is that of a key: ECDSA on P-256, RSA of 2048 bits or more
//! (PKCS#1 v1.5 or PSS), SHA-256 or longer. Anything else verifies nothing: it is said to be unknown, never taken for valid.

use der::asn1::{Any, ObjectIdentifier};
use der::{Decode, Encode};
use p256::ecdsa::signature::hazmat::PrehashVerifier;
use p256::pkcs8::DecodePublicKey;
use rsa::pkcs1::RsaPssParams;
use rsa::traits::PublicKeyParts;
use rsa::{pkcs1v15, pss};
use sha2::{Digest, Sha256, Sha384, Sha512};
use spki::{AlgorithmIdentifierOwned, SubjectPublicKeyInfoOwned};

use crate::sign::cms::{ECDSA_SHA256, RSA_SHA256, SHA256};

const SHA384: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.16.840.1.101.3.4.2.2");
const SHA512: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.16.840.1.101.3.4.2.3");
const ECDSA_SHA384: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.4.3.3");
const ECDSA_SHA512: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.4.3.4");
const RSA: ObjectIdentifier = rsa::pkcs1::ALGORITHM_OID;
const RSA_SHA384: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.12");
const RSA_SHA512: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.13");
const RSA_PSS: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.10");
const MGF1: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.8");

/// A digest that is believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Hash {
    Sha256,
    Sha384,
    Sha512,
}

impl Hash {
    /// The digest that `algorithm` names; none when it is not believed.
    pub(crate) fn of(algorithm: &AlgorithmIdentifierOwned) -> Option<Self> {
        let known = [(SHA256, Self::Sha256), (SHA384, Self::Sha384), (SHA512, Self::Sha512)];
        known.into_iter().find(|(oid, _)| is_plain(algorithm, *oid)).map(|(_, hash)| hash)
    }

    /// The digest of `bytes`.
    pub(crate) fn digest(self, bytes: &[u8]) -> Vec<u8> {
        match self {
            Self::Sha256 => Sha256::digest(bytes).to_vec(),
            Self::Sha384 => Sha384::digest(bytes).to_vec(),
            Self::Sha512 => Sha512::digest(bytes).to_vec(),
        }
    }
}

/// How a signature is made.
enum Scheme {
    Ecdsa,
    Pkcs1,
    /// With a salt of that many bytes.
    Pss(usize),
}

/// Whether `algorithm`, over a digest `hash` where the algorithm does not name its own, is one that is believed.
pub(crate) fn is_known(algorithm: &AlgorithmIdentifierOwned, hash: Option<Hash>) -> bool {
    scheme(algorithm, hash).is_some()
}

/// Whether `signature` over `message` is that of `key`, by `algorithm`.
pub(crate) fn verifies(
    key: &SubjectPublicKeyInfoOwned,
    algorithm: &AlgorithmIdentifierOwned,
    hash: Option<Hash>,
    message: &[u8],
    signature: &[u8],
) -> bool {
    let Some(((scheme, hash), der)) = scheme(algorithm, hash).zip(key.to_der().ok()) else { return false };
    let digest = hash.digest(message);
    match scheme {
        Scheme::Ecdsa => ecdsa(&der, &digest, signature),
        Scheme::Pkcs1 => strong(&der).is_some_and(|key| match hash {
            Hash::Sha256 => pkcs1::<Sha256>(key, &digest, signature),
            Hash::Sha384 => pkcs1::<Sha384>(key, &digest, signature),
            Hash::Sha512 => pkcs1::<Sha512>(key, &digest, signature),
        }),
        Scheme::Pss(salt) => strong(&der).is_some_and(|key| match hash {
            Hash::Sha256 => salted::<Sha256>(key, salt, &digest, signature),
            Hash::Sha384 => salted::<Sha384>(key, salt, &digest, signature),
            Hash::Sha512 => salted::<Sha512>(key, salt, &digest, signature),
        }),
    }
}

fn scheme(algorithm: &AlgorithmIdentifierOwned, hash: Option<Hash>) -> Option<(Scheme, Hash)> {
    let own = match algorithm.oid {
        RSA_PSS => return salt(algorithm).filter(|(_, own)| hash.is_none_or(|hash| hash == *own)),
        _ if !is_plain(algorithm, algorithm.oid) => return None,
        RSA => (Scheme::Pkcs1, hash?),
        RSA_SHA256 => (Scheme::Pkcs1, Hash::Sha256),
        RSA_SHA384 => (Scheme::Pkcs1, Hash::Sha384),
        RSA_SHA512 => (Scheme::Pkcs1, Hash::Sha512),
        ECDSA_SHA256 => (Scheme::Ecdsa, Hash::Sha256),
        ECDSA_SHA384 => (Scheme::Ecdsa, Hash::Sha384),
        ECDSA_SHA512 => (Scheme::Ecdsa, Hash::Sha512),
        _ => return None,
    };
    Some(own).filter(|(_, own)| hash.is_none_or(|hash| hash == *own))
}

/// PSS as its parameters say it: one digest for the message and for the mask.
fn salt(algorithm: &AlgorithmIdentifierOwned) -> Option<(Scheme, Hash)> {
    let parameters = RsaPssParams::<Any>::from_der(&algorithm.parameters.as_ref()?.to_der().ok()?).ok()?;
    let hash =
        |oid, parameters: Option<&Any>| Hash::of(&AlgorithmIdentifierOwned { oid, parameters: parameters.cloned() });
    let own = hash(parameters.hash.oid, parameters.hash.parameters.as_ref())?;
    let mask = parameters.mask_gen.parameters.as_ref()?;
    let same = hash(mask.oid, mask.parameters.as_ref()) == Some(own);
    (same && parameters.mask_gen.oid == MGF1).then(|| (Scheme::Pss(usize::from(parameters.salt_len)), own))
}

/// `algorithm` is `oid`, without parameters or with none (`NULL`).
pub(crate) fn is_plain(algorithm: &AlgorithmIdentifierOwned, oid: ObjectIdentifier) -> bool {
    algorithm.oid == oid && algorithm.parameters.as_ref().is_none_or(Any::is_null)
}

fn ecdsa(key: &[u8], digest: &[u8], signature: &[u8]) -> bool {
    let key = p256::ecdsa::VerifyingKey::from_public_key_der(key).ok();
    let signature = p256::ecdsa::DerSignature::from_bytes(signature).ok();
    key.zip(signature).is_some_and(|(key, signature)| key.verify_prehash(digest, &signature).is_ok())
}

/// Fewest bits of an RSA key that is believed (NIST SP 800-131A; ANSSI, guide des mécanismes cryptographiques, asks 3072 past 2030).
const FEWEST_BITS: u32 = 2048;

fn strong(key: &[u8]) -> Option<rsa::PublicKey> {
    rsa::PublicKey::from_public_key_der(key).ok().filter(|key| key.n().bit_width_vartime() >= FEWEST_BITS)
}

fn pkcs1<D: Digest + der::oid::AssociatedOid>(key: rsa::PublicKey, digest: &[u8], signature: &[u8]) -> bool {
    let signature = pkcs1v15::Signature::try_from(signature).ok();
    signature.is_some_and(|signature| pkcs1v15::VerifyingKey::<D>::new(key).verify_prehash(digest, &signature).is_ok())
}

fn salted<D: Digest + sha2::digest::FixedOutputReset>(
    key: rsa::PublicKey,
    salt: usize,
    digest: &[u8],
    signature: &[u8],
) -> bool {
    let key = pss::VerifyingKey::<D>::new_with_salt_len(key, salt);
    pss::Signature::try_from(signature).is_ok_and(|signature| key.verify_prehash(digest, &signature).is_ok())
}
