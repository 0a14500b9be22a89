//! A device's signing key, and what it signs: heads of its logs, enrolments, bundles. Not a place where keys are drawn or
//! kept: the 32 bytes of a key arrive as an argument and are wiped when it goes.

use domain::id::{DeviceKey, Digest, LogId, SessionId, Signature};
use domain::log::{Head, enrolment_message, head_message};
use ed25519_dalek::Signer;

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
    fn a_key_never_shows_its_secret() {
        let shown = format!("{:?}", SigningKey::new(&[0xab; 32]));
        assert!(!shown.contains("abababab"), "{shown}");
    }
}
