//! One way to the store's key: the key, sealed under another that a passphrase or a recovery key gives. Not a place for the
//! file that holds the slots.

use argon2::{Algorithm, Argon2, Params, Version};
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use domain::id::{from_hex, to_hex};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::recovery::RecoveryKey;
use super::{KeyFailure, StoreKey, VERSION, passphrase};

/// Most slots of a file.
pub const MOST: usize = 8;

const SEALED: usize = 48;
const RECOVERY_CONTEXT: &str = "delibere 2026 recovery slot v1";

/// What deriving a key from a passphrase costs, to us and to whoever tries (Argon2id, RFC 9106).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cost {
    /// Memory, in KiB.
    pub memory_kib: u32,
    /// Passes over it.
    pub passes: u32,
    /// Lanes.
    pub lanes: u32,
}

impl Cost {
    /// RFC 9106's second recommended choice, for machines without 2 GiB to spare.
    pub const STANDARD: Self = Self { memory_kib: 64 << 10, passes: 3, lanes: 4 };
    /// For tests alone: it protects nothing.
    pub const FOR_TESTS: Self = Self { memory_kib: 64, passes: 1, lanes: 1 };

    /// A file that asks for more would only freeze the machine.
    fn is_bounded(self) -> bool {
        self.memory_kib <= 1 << 20 && (1..=16).contains(&self.passes) && (1..=16).contains(&self.lanes)
    }
}

/// What sealing one slot needs of chance. Never used twice.
#[derive(Clone)]
pub struct SlotRandom {
    salt: [u8; 16],
    nonce: [u8; 24],
}

impl SlotRandom {
    /// How many random bytes that takes.
    pub const LENGTH: usize = 16 + 24;

    /// Those bytes, from the system's generator.
    #[must_use]
    pub fn new(bytes: &[u8; Self::LENGTH]) -> Self {
        let mut rest = bytes.iter().copied();
        Self { salt: super::take(&mut rest), nonce: super::take(&mut rest) }
    }
}

/// A slot of the key file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Slot {
    /// Opens with the passphrase, through Argon2id.
    Passphrase {
        /// What the derivation costs.
        argon2id: Cost,
        /// Salt, in hexadecimal.
        salt: String,
        /// Nonce, in hexadecimal.
        nonce: String,
        /// The sealed key, in hexadecimal.
        sealed: String,
    },
    /// Opens with the recovery key, which nobody guesses: BLAKE3 derives.
    Recovery {
        /// Salt, in hexadecimal.
        salt: String,
        /// Nonce, in hexadecimal.
        nonce: String,
        /// The sealed key, in hexadecimal.
        sealed: String,
    },
}

impl Slot {
    pub(super) fn of_passphrase(
        passphrase: &str,
        key: &StoreKey,
        random: &SlotRandom,
        cost: Cost,
    ) -> Result<Self, KeyFailure> {
        let outer = stretch(passphrase, &random.salt, cost).ok_or(KeyFailure::Unreadable)?;
        let sealed = seal(&outer, key, random, &bound(b'P', &random.salt, Some(cost)))?;
        let (salt, nonce) = (to_hex(&random.salt), to_hex(&random.nonce));
        Ok(Self::Passphrase { argon2id: cost, salt, nonce, sealed })
    }

    pub(super) fn of_recovery(recovery: &RecoveryKey, key: &StoreKey, random: &SlotRandom) -> Result<Self, KeyFailure> {
        let outer = from_recovery(recovery, &random.salt);
        let sealed = seal(&outer, key, random, &bound(b'R', &random.salt, None))?;
        Ok(Self::Recovery { salt: to_hex(&random.salt), nonce: to_hex(&random.nonce), sealed })
    }

    /// The key, when this is a passphrase's slot and that is its passphrase.
    pub(super) fn open(&self, passphrase: &str) -> Option<Zeroizing<[u8; 32]>> {
        let Self::Passphrase { argon2id, salt, nonce, sealed } = self else { return None };
        let salt = from_hex::<16>(salt).ok()?;
        let outer = stretch(passphrase, &salt, *argon2id)?;
        unseal(&outer, nonce, sealed, &bound(b'P', &salt, Some(*argon2id)))
    }

    /// The key, when this is a recovery key's slot and that is its recovery key.
    pub(super) fn recover(&self, recovery: &RecoveryKey) -> Option<Zeroizing<[u8; 32]>> {
        let Self::Recovery { salt, nonce, sealed } = self else { return None };
        let salt = from_hex::<16>(salt).ok()?;
        unseal(&from_recovery(recovery, &salt), nonce, sealed, &bound(b'R', &salt, None))
    }

    pub(super) fn is_bounded(&self) -> bool {
        match self {
            Self::Passphrase { argon2id, .. } => argon2id.is_bounded(),
            Self::Recovery { .. } => true,
        }
    }

    /// Whether both open by the same kind of thing.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        self.rank() == other.rank()
    }

    /// Its place in the file.
    pub(super) fn rank(&self) -> u8 {
        match self {
            Self::Passphrase { .. } => 0,
            Self::Recovery { .. } => 1,
        }
    }
}

/// The outer key that a passphrase gives; `None` for a cost that Argon2 does not take.
fn stretch(passphrase: &str, salt: &[u8], cost: Cost) -> Option<Zeroizing<[u8; 32]>> {
    let params = Params::new(cost.memory_kib, cost.passes, cost.lanes, Some(32)).ok()?;
    let mut outer = Zeroizing::new([0; 32]);
    let normal = passphrase::normal(passphrase);
    let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    argon2.hash_password_into(normal.as_bytes(), salt, &mut outer[..]).ok()?;
    Some(outer)
}

fn from_recovery(recovery: &RecoveryKey, salt: &[u8; 16]) -> Zeroizing<[u8; 32]> {
    let material = Zeroizing::new([recovery.bytes().as_slice(), salt].concat());
    Zeroizing::new(blake3::derive_key(RECOVERY_CONTEXT, &material))
}

/// What a sealed key is bound to: a slot can't be passed off as one of another kind, version, salt or cost.
fn bound(kind: u8, salt: &[u8; 16], cost: Option<Cost>) -> Vec<u8> {
    let cost = cost.map_or([0; 3], |cost| [cost.memory_kib, cost.passes, cost.lanes]).map(u32::to_be_bytes);
    [b"delibere-keys", &VERSION.to_be_bytes()[..], &[kind], salt, &cost.concat()].concat()
}

fn seal(outer: &[u8; 32], key: &StoreKey, random: &SlotRandom, bound: &[u8]) -> Result<String, KeyFailure> {
    let payload = Payload { msg: key.bytes(), aad: bound };
    let sealed = XChaCha20Poly1305::new(&(*outer).into()).encrypt(&XNonce::from(random.nonce), payload);
    sealed.map(|sealed| to_hex(&sealed)).map_err(|_| KeyFailure::Unreadable)
}

fn unseal(outer: &[u8; 32], nonce: &str, sealed: &str, bound: &[u8]) -> Option<Zeroizing<[u8; 32]>> {
    let (nonce, sealed) = (from_hex::<24>(nonce).ok()?, from_hex::<SEALED>(sealed).ok()?);
    let payload = Payload { msg: &sealed, aad: bound };
    let plain = XChaCha20Poly1305::new(&(*outer).into()).decrypt(&XNonce::from(nonce), payload).ok()?;
    let plain = Zeroizing::new(plain);
    plain.first_chunk::<32>().map(|key| Zeroizing::new(*key))
}
