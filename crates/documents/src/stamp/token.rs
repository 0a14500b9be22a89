//! What is asked of a time-stamping authority and what it answers, as RFC 3161 writes it. The shapes alone: whether an answer is
//! believed is `verify`'s.

use cms::content_info::ContentInfo;
use der::asn1::{Any, BitString, ObjectIdentifier, OctetString, Uint};
use der::{DateTime, Decode, Sequence, Tag, Tagged};
use domain::time::Timestamp;
use spki::AlgorithmIdentifierOwned;

use crate::sign::cms::SHA256;

/// The content type of a stamp.
pub(crate) const TST_INFO: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.16.1.4");

/// What is stamped: a digest, by its name.
#[derive(Debug, Clone, PartialEq, Eq, Sequence)]
pub(crate) struct Imprint {
    pub(crate) algorithm: AlgorithmIdentifierOwned,
    pub(crate) digest: OctetString,
}

/// `TimeStampReq`, as we write it: no policy, no extension, the certificates wanted.
#[derive(Debug, Clone, PartialEq, Eq, Sequence)]
pub(crate) struct Request {
    version: u8,
    pub(crate) imprint: Imprint,
    #[asn1(optional = "true")]
    pub(crate) nonce: Option<Uint>,
    certificates_wanted: bool,
}

impl Request {
    /// Asks for a stamp over bytes whose SHA-256 is `digest`.
    pub(crate) fn over(digest: &[u8], nonce: Option<&[u8]>) -> der::Result<Self> {
        let algorithm = AlgorithmIdentifierOwned { oid: SHA256, parameters: Some(Any::null()) };
        let imprint = Imprint { algorithm, digest: OctetString::new(digest)? };
        Ok(Self { version: 1, imprint, nonce: nonce.map(Uint::new).transpose()?, certificates_wanted: true })
    }
}

/// `TimeStampResp`.
#[derive(Debug, Clone, Sequence)]
pub(crate) struct Answer {
    pub(crate) status: Status,
    #[asn1(optional = "true")]
    pub(crate) token: Option<ContentInfo>,
}

/// `PKIStatusInfo`.
#[derive(Debug, Clone, Sequence)]
pub(crate) struct Status {
    code: u8,
    #[asn1(optional = "true")]
    words: Option<Vec<String>>,
    #[asn1(optional = "true")]
    failure: Option<BitString>,
}

impl Status {
    /// Whether the authority stamped (granted, or granted with changes).
    pub(crate) fn is_granted(&self) -> bool {
        self.code <= 1
    }

    /// What the authority says.
    pub(crate) fn said(&self) -> String {
        let words = self.words.iter().flatten().map(String::as_str).collect::<Vec<_>>().join(" ");
        format!("{} {words}", self.code).trim().to_owned()
    }
}

/// `TSTInfo`: what the authority signs.
#[derive(Debug, Clone, Sequence)]
pub(crate) struct Info {
    version: u8,
    policy: ObjectIdentifier,
    pub(crate) imprint: Imprint,
    serial: Any,
    time: Any,
    #[asn1(optional = "true")]
    accuracy: Option<Vec<Any>>,
    #[asn1(optional = "true")]
    ordering: Option<bool>,
    #[asn1(optional = "true")]
    pub(crate) nonce: Option<Uint>,
    #[asn1(context_specific = "0", tag_mode = "EXPLICIT", constructed = "true", optional = "true")]
    authority: Option<Any>,
    #[asn1(context_specific = "1", tag_mode = "IMPLICIT", constructed = "true", optional = "true")]
    extensions: Option<Vec<Any>>,
}

impl Info {
    /// The hour that the authority attests; parts of a second are kept to the thousandth.
    pub(crate) fn time(&self) -> Option<Timestamp> {
        let text = std::str::from_utf8(self.time.value()).ok().filter(|_| self.time.tag() == Tag::GeneralizedTime)?;
        let (whole, part) = text.strip_suffix('Z')?.split_at_checked(14)?;
        let number = |range| whole.get(range).and_then(|digits: &str| digits.parse::<u8>().ok());
        let year = whole.get(..4)?.parse().ok()?;
        let (month, day, hour) = (number(4..6)?, number(6..8)?, number(8..10)?);
        let date = DateTime::new(year, month, day, hour, number(10..12)?, number(12..14)?).ok()?;
        let seconds = i64::try_from(date.unix_duration().as_secs()).ok()?;
        Some(Timestamp(seconds * 1000 + thousandths(part)?))
    }
}

/// The thousandths of `.25`; nothing is none.
fn thousandths(part: &str) -> Option<i64> {
    if part.is_empty() {
        return Some(0);
    }
    let digits = part.strip_prefix('.').filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))?;
    format!("{digits:0<3}").get(..3)?.parse().ok()
}

/// What the authority signed, out of the content of its signature.
pub(crate) fn info(content: &Any) -> Option<(Vec<u8>, Info)> {
    let bytes = content.decode_as::<OctetString>().ok()?.into_bytes();
    let info = Info::from_der(&bytes).ok().filter(|info| info.version == 1)?;
    Some((bytes.into(), info))
}
