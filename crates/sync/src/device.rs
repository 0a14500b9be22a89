//! A device's signing key, and what it signs: heads of its logs, enrolments, bundles. Not a place where keys are drawn or
//! kept: the 32 bytes of a key arrive as an argument and are wiped when it goes.

use domain::id::{DeviceKey, Digest, LogId, SessionId, Signature};
use domain::log::{Head, enrolment_message, head_message};
use ed25519_dalek::Signer;
use zeroize::Zeroize;

use crate::session_key::SessionKey;

const RECEIVER_CONTEXT: &str = "delibere 2026 device receiver v1";
const WORDS_CONTEXT: &str = "delibere 2026 device words v1";

/// How many words name a device.
pub const WORDS: usize = 6;

/// An Ed25519 signing key: a device's, or the one an invitation carries. Wiped from memory when dropped.
#[derive(Clone)]
pub struct SigningKey(ed25519_dalek::SigningKey);

impl SigningKey {
    /// The key made from 32 random bytes; the same bytes make the same key.
    #[must_use]
    pub fn new(seed: &[u8; 32]) -> Self {
        Self(ed25519_dalek::SigningKey::from_bytes(seed))
    }

    /// What others verify its signatures with.
    #[must_use]
    pub fn public(&self) -> DeviceKey {
        DeviceKey(self.0.verifying_key().to_bytes())
    }

    /// The key that opens what is closed for this device alone: derived from the same secret, so that there is one to keep.
    #[must_use]
    pub fn receiver(&self) -> SessionKey {
        let mut seed = self.0.to_bytes();
        let receiver = SessionKey::new(blake3::derive_key(RECEIVER_CONTEXT, &seed));
        seed.zeroize();
        receiver
    }

    /// Signs `message`; the same message always gets the same signature.
    #[must_use]
    pub fn sign(&self, message: &[u8]) -> Signature {
        Signature(self.0.sign(message).to_bytes())
    }

    /// Signs the last entry of a log, and with it everything before.
    #[must_use]
    pub fn sign_head(&self, session: SessionId, log: LogId, seq: u32, hash: Digest) -> Head {
        Head { log, seq, hash, signature: self.sign(&head_message(session, log, seq, hash)) }
    }

    /// With an invitation's key: lets the device of `log` write as the person invited.
    #[must_use]
    pub fn sign_enrolment(&self, log: LogId) -> Signature {
        self.sign(&enrolment_message(log))
    }
}

impl std::fmt::Debug for SigningKey {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "SigningKey({})", self.public())
    }
}

/// Which words of a list of 2,048 name a device: 66 bits of a digest of its key, the first ones first. Read aloud and compared
/// before the device is admitted (docs/formats/request.md).
#[must_use]
pub fn words(device: DeviceKey) -> [u16; WORDS] {
    let digest = blake3::derive_key(WORDS_CONTEXT, &device.0);
    let bits = digest.iter().take(9).fold(0_u128, |bits, byte| bits << 8 | u128::from(*byte)) >> 6;
    let word = |place: usize| u16::try_from(bits >> (11 * (WORDS - 1 - place)) & 0x7ff).unwrap_or_default();
    std::array::from_fn(word)
}

/// Whether `signature` of `message` is `key`'s. Strict: small-order keys and signatures with two forms are refused.
#[must_use]
pub fn verify(key: DeviceKey, message: &[u8], signature: &Signature) -> bool {
    let signature = ed25519_dalek::Signature::from_bytes(&signature.0);
    ed25519_dalek::VerifyingKey::from_bytes(&key.0).is_ok_and(|key| key.verify_strict(message, &signature).is_ok())
}

/// Whether `head` was signed by `device` for `session`.
#[must_use]
pub fn verify_head(session: SessionId, device: DeviceKey, head: &Head) -> bool {
    verify(device, &head_message(session, head.log, head.seq, head.hash), &head.signature)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signature_is_of_one_key_one_message_one_session() {
        let (awa, bruno) = (SigningKey::new(&[1; 32]), SigningKey::new(&[2; 32]));
        let (session, log) = (SessionId([3; 16]), LogId([4; 32]));
        let head = awa.sign_head(session, log, 7, Digest([5; 32]));
        assert!(verify_head(session, awa.public(), &head));
        assert!(!verify_head(session, bruno.public(), &head));
        assert!(!verify_head(SessionId([9; 16]), awa.public(), &head));
        assert!(!verify_head(session, awa.public(), &Head { seq: 8, ..head }));
        assert!(!verify(awa.public(), b"head", &awa.sign_enrolment(log)));
    }

    #[test]
    fn a_key_that_is_no_point_verifies_nothing() {
        assert!(!verify(DeviceKey([0; 32]), b"", &Signature([0; 64])));
        assert!(!verify(DeviceKey([0xff; 32]), b"", &Signature([0; 64])));
    }

    #[test]
    fn a_device_has_its_words_for_ever_and_another_has_others() {
        let awa = SigningKey::new(&[1; 32]).public();
        assert_eq!(words(awa), words(awa));
        assert!(words(awa).iter().all(|word| *word < 2_048));
        let others: std::collections::BTreeSet<_> = (0..=255).map(|byte| words(DeviceKey([byte; 32]))).collect();
        assert_eq!(others.len(), 256);
        assert_eq!(words(DeviceKey([0; 32])), [470, 393, 391, 1248, 223, 241]);
    }

    #[test]
    fn a_device_opens_what_is_closed_for_it_and_its_signing_key_tells_nothing_of_it() {
        let (awa, bruno) = (SigningKey::new(&[1; 32]), SigningKey::new(&[2; 32]));
        assert_eq!(awa.receiver().public(), SigningKey::new(&[1; 32]).receiver().public());
        assert_ne!(awa.receiver().public(), bruno.receiver().public());
        assert_ne!(awa.receiver().public().0, awa.public().0);
        assert_ne!(*awa.receiver().to_bytes(), [1; 32]);
    }

    #[test]
    fn a_key_never_shows_its_secret() {
        let shown = format!("{:?}", SigningKey::new(&[0xab; 32]));
        assert!(!shown.contains("abababab"), "{shown}");
    }
}
