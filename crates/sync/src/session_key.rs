//! A key pair that opens files: a session's, which whoever is invited holds, or a device's own. An age X25519 identity made from 32
//! bytes. It hides bundles from whoever finds them; it says nothing of who wrote them (`device`).

use std::str::FromStr;

use bech32::{Bech32, Hrp};
use domain::id::{ReceiverKey, to_hex};
use zeroize::{Zeroize, Zeroizing};

/// The part of a session's or a device's key that opens bundles. Wiped from memory when dropped.
#[derive(Clone, PartialEq, Eq)]
pub struct SessionKey(Zeroizing<[u8; 32]>);

/// The part that closes them: an age recipient, `age1…`.
#[derive(Debug, Clone)]
pub struct Recipient(pub(crate) age::x25519::Recipient);

/// The points of small order of Curve25519 (RFC 7748 §6.1): with them every secret is zero.
const WEAK: &[&str] = &[
    "0000000000000000000000000000000000000000000000000000000000000000",
    "0100000000000000000000000000000000000000000000000000000000000000",
    "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
    "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
];

/// A text that is no recipient.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a recipient")]
pub struct NotARecipient;

impl SessionKey {
    /// The key made from 32 random bytes; the same bytes make the same key.
    #[must_use]
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(Zeroizing::new(bytes))
    }

    /// The key written `AGE-SECRET-KEY-1…`, as a file of age holds it: comments and blank lines around it are skipped.
    ///
    /// # Errors
    /// When `text` holds none.
    pub fn parse(text: &str) -> Result<Self, NotARecipient> {
        let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
        let (prefix, bytes) = bech32::decode(lines.next().unwrap_or_default()).map_err(|_| NotARecipient)?;
        let bytes = Zeroizing::new(bytes);
        let bytes: [u8; 32] = bytes.as_slice().try_into().map_err(|_| NotARecipient)?;
        if prefix.to_lowercase() == "age-secret-key-" { Ok(Self::new(bytes)) } else { Err(NotARecipient) }
    }

    /// The 32 bytes, to be kept in an encrypted store.
    #[must_use]
    pub fn to_bytes(&self) -> Zeroizing<[u8; 32]> {
        self.0.clone()
    }

    /// The recipient that closes bundles for this key.
    #[must_use]
    pub fn recipient(&self) -> Recipient {
        Recipient(self.identity().to_public())
    }

    /// The public part in 32 bytes, as a log and a request say it.
    #[must_use]
    pub fn public(&self) -> ReceiverKey {
        let decoded = bech32::decode(&self.recipient().to_string()).ok();
        let bytes = decoded.and_then(|(_, bytes)| <[u8; 32]>::try_from(bytes).ok());
        ReceiverKey(bytes.unwrap_or_default())
    }

    /// The key as the age library takes it.
    #[expect(clippy::expect_used, reason = "32 bytes under a constant prefix always spell an identity")]
    pub(crate) fn identity(&self) -> age::x25519::Identity {
        let prefix = Hrp::parse("age-secret-key-").expect("the prefix is ASCII");
        let mut text = bech32::encode_upper::<Bech32>(prefix, &self.0[..]).expect("32 bytes fit");
        let identity = age::x25519::Identity::from_str(&text).expect("32 bytes are an identity");
        text.zeroize();
        identity
    }
}

impl std::fmt::Debug for SessionKey {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "SessionKey(for {})", self.recipient())
    }
}

impl Recipient {
    /// The recipient of a device that says it receives with that key.
    ///
    /// # Errors
    /// When the key is one of the few that close nothing: whatever is closed with them, anybody opens.
    pub fn of(key: ReceiverKey) -> Result<Self, NotARecipient> {
        let mut point = key.0;
        // X25519 does not read the highest bit.
        if let Some(last) = point.last_mut() {
            *last &= 0x7f;
        }
        if WEAK.contains(&to_hex(&point).as_str()) {
            return Err(NotARecipient);
        }
        let prefix = Hrp::parse("age").map_err(|_| NotARecipient)?;
        Self::parse(&bech32::encode_lower::<Bech32>(prefix, &key.0).map_err(|_| NotARecipient)?)
    }

    /// The recipient written `age1…`.
    ///
    /// # Errors
    /// When `text` is none.
    pub fn parse(text: &str) -> Result<Self, NotARecipient> {
        age::x25519::Recipient::from_str(text).map(Self).map_err(|_| NotARecipient)
    }
}

impl std::fmt::Display for Recipient {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use age::secrecy::ExposeSecret;

    use super::*;

    #[test]
    fn the_same_bytes_make_the_same_key_and_age_reads_it() {
        let (one, same) = (SessionKey::new([7; 32]), SessionKey::new([7; 32]));
        assert_eq!(one.recipient().to_string(), same.recipient().to_string());
        assert_ne!(one.recipient().to_string(), SessionKey::new([8; 32]).recipient().to_string());
        assert!(one.identity().to_string().expose_secret().starts_with("AGE-SECRET-KEY-1"));
        assert_eq!(Recipient::parse(&one.recipient().to_string()).unwrap().to_string(), one.recipient().to_string());
        assert_eq!(Recipient::parse("age1nothing").unwrap_err(), NotARecipient);
        let file = format!("# created: today\n\n{}\n", one.identity().to_string().expose_secret());
        assert_eq!(SessionKey::parse(&file).unwrap().recipient().to_string(), one.recipient().to_string());
        assert!(SessionKey::parse("").is_err() && SessionKey::parse(&one.recipient().to_string()).is_err());
    }

    #[test]
    fn a_key_said_in_a_log_closes_for_who_holds_it_and_a_weak_one_closes_nothing() {
        let key = SessionKey::new([7; 32]);
        assert_eq!(Recipient::of(key.public()).unwrap().to_string(), key.recipient().to_string());
        for weak in WEAK {
            let mut bytes = domain::id::from_hex::<32>(weak).unwrap();
            assert_eq!(Recipient::of(ReceiverKey(bytes)).unwrap_err(), NotARecipient);
            bytes[31] |= 0x80;
            assert_eq!(Recipient::of(ReceiverKey(bytes)).unwrap_err(), NotARecipient);
        }
    }

    #[test]
    fn a_session_key_never_shows_its_secret() {
        let shown = format!("{:?}", SessionKey::new([7; 32]));
        assert!(shown.contains("age1") && !shown.contains("SECRET"), "{shown}");
    }
}
