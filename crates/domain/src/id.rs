//! Identifiers: sixteen bytes that mean nothing, each kind with its own type so that two kinds can't be confused.
//! Not a place for codes that people read (`A1`, `PV-2026-0001`): those are text.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Why a text is not an identifier or a digest.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("expected {expected} hexadecimal digits")]
pub struct NotHex {
    /// How many digits were expected.
    pub expected: usize,
}

/// `bytes` as lower-case hexadecimal.
#[must_use]
pub fn to_hex(bytes: &[u8]) -> String {
    const DIGITS: [char; 16] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'];
    let digit = |value: u8| DIGITS.get(usize::from(value & 0xf)).copied().unwrap_or('0');
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(*byte)]).collect()
}

/// The `N` bytes written in `text` as hexadecimal.
///
/// # Errors
/// When `text` has another length or a character that is no hexadecimal digit.
pub fn from_hex<const N: usize>(text: &str) -> Result<[u8; N], NotHex> {
    let wrong = NotHex { expected: N * 2 };
    if text.len() != N * 2 {
        return Err(wrong);
    }
    let mut bytes = [0; N];
    let digits = text.as_bytes().chunks_exact(2);
    for (byte, pair) in bytes.iter_mut().zip(digits) {
        let pair = std::str::from_utf8(pair).map_err(|_| wrong.clone())?;
        *byte = u8::from_str_radix(pair, 16).map_err(|_| wrong.clone())?;
    }
    Ok(bytes)
}

/// Bytes of a fixed length that serde writes as hexadecimal for people and as a byte string in CBOR.
macro_rules! bytes_type {
    ($($(#[$doc:meta])* $name:ident: $length:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
        #[cfg_attr(feature = "typescript", ts(type = "string"))]
        pub struct $name(pub [u8; $length]);

        impl $name {
            /// The value written in hexadecimal.
            ///
            /// # Errors
            /// When `text` is no hexadecimal of this length.
            pub fn parse(text: &str) -> Result<Self, NotHex> {
                from_hex(text).map(Self)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                out.write_str(&to_hex(&self.0))
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(out, "{}({self})", stringify!($name))
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
                if out.is_human_readable() { out.collect_str(self) } else { out.serialize_bytes(&self.0) }
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(input: D) -> Result<Self, D::Error> {
                if input.is_human_readable() {
                    input.deserialize_str(BytesVisitor::<$length>).map(Self)
                } else {
                    input.deserialize_bytes(BytesVisitor::<$length>).map(Self)
                }
            }
        }
    )*};
}

struct BytesVisitor<const N: usize>;

impl<const N: usize> serde::de::Visitor<'_> for BytesVisitor<N> {
    type Value = [u8; N];

    fn expecting(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{N} bytes")
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Self::Value, E> {
        from_hex(text).map_err(E::custom)
    }

    fn visit_bytes<E: serde::de::Error>(self, bytes: &[u8]) -> Result<Self::Value, E> {
        bytes.try_into().map_err(|_| E::invalid_length(bytes.len(), &self))
    }
}

bytes_type! {
    /// A jury session.
    SessionId: 16;
    /// A candidate of one session.
    CandidateId: 16;
    /// Somebody who acts or sits in a session: the office, a juror, a representative.
    PersonId: 16;
    /// A subject of a cas pratique or a mise en situation.
    SubjectId: 16;
    /// An incident of a session.
    IncidentId: 16;
    /// One device's series of entries in one session, written by one person (docs/formats/log.md).
    LogId: 32;
    /// A BLAKE3 or SHA-256 digest; the field's name says of what.
    Digest: 32;
    /// A device's public signing key (Ed25519).
    DeviceKey: 32;
    /// A device's public receiving key (X25519): what is closed for it, it alone opens.
    ReceiverKey: 32;
    /// An Ed25519 signature; the field's name says of what.
    Signature: 64;
    /// The secret that salts one person's payloads; destroying it makes their digests unguessable.
    SubjectSecret: 32;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_identifier_reads_back_as_it_was_written() {
        let id = CandidateId([0xab; 16]);
        let json = serde_json::to_string(&id).unwrap();
        assert_eq!(json, format!("\"{}\"", "ab".repeat(16)));
        assert_eq!(serde_json::from_str::<CandidateId>(&json).unwrap(), id);
    }

    #[test]
    fn a_text_of_another_length_is_no_identifier() {
        assert!(CandidateId::parse("abc").is_err());
        assert!(CandidateId::parse(&"zz".repeat(16)).is_err());
    }
}
