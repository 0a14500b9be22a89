//! Who signs: a key and the certificates that go with it, made from given random bytes, read from a PKCS#12 file, or held by a
//! card that signs by itself. It draws no random and keeps no key on disk: the caller holds the seed, or the card.

use der::asn1::{Any, ObjectIdentifier, SetOfVec, Utf8StringRef};
use der::{DateTime, Decode, Encode};
use domain::time::{Date, Timestamp};
use p256::ecdsa::{DerSignature, SigningKey};
use p256::pkcs8::EncodePublicKey;
use sha2::{Digest, Sha256};
use x509_cert::attr::AttributeTypeAndValue;
use x509_cert::builder::profile::BuilderProfile;
use x509_cert::builder::{Builder, CertificateBuilder};
use x509_cert::certificate::{Certificate, TbsCertificate};
use x509_cert::ext::pkix::{
    AuthorityKeyIdentifier, BasicConstraints, ExtendedKeyUsage, KeyUsage, KeyUsages, SubjectKeyIdentifier,
};
use x509_cert::ext::{Extension, ToExtension};
use x509_cert::name::Name;
use x509_cert::serial_number::SerialNumber;
use x509_cert::spki::{SubjectPublicKeyInfoOwned, SubjectPublicKeyInfoRef};
use x509_cert::time::{Time, Validity};

use super::private::{Private, SignDigest};
use crate::failure::SignFailure;

/// A local authority: the office of a certifier or of a session, which vouches for the members' keys.
pub struct Authority {
    pub(super) key: SigningKey,
    pub(super) certificate: Certificate,
}

impl Authority {
    /// The authority named `name`, valid on those days. The same seed gives the same key and certificate.
    ///
    /// # Errors
    /// When the dates are in the wrong order, or the certificate can't be written.
    pub fn create(name: &str, seed: &[u8; 32], not_before: Date, not_after: Date) -> Result<Self, SignFailure> {
        let key = derived_key("authority", seed)?;
        let subject = distinguished(name, None)?;
        let profile = Kind::Authority { subject };
        let certificate = certify(profile, spki(&key)?, &key, serial("authority", seed)?, not_before, not_after)?;
        Ok(Self { key, certificate })
    }

    /// The certificate, DER: what a reader imports to trust the members' signatures.
    ///
    /// # Errors
    /// When the certificate can't be written.
    pub fn certificate_der(&self) -> Result<Vec<u8>, SignFailure> {
        self.certificate.to_der().map_err(wrong)
    }
}

/// Somebody's key and certificates.
pub struct Identity {
    name: String,
    role: String,
    key: Private,
    leaf: Certificate,
    chain: Vec<Certificate>,
}

impl Identity {
    /// An identity under an authority of its own, both made from `seed`: what a juror's device makes when no office
    /// vouches for it.
    ///
    /// # Errors
    /// Those of [`Authority::create`].
    pub fn create(
        name: &str,
        role: &str,
        seed: &[u8; 32],
        not_before: Date,
        not_after: Date,
    ) -> Result<Self, SignFailure> {
        let authority = Authority::create(&crate::words::own_authority(name), seed, not_before, not_after)?;
        Self::issued_by(&authority, name, role, seed, not_before, not_after)
    }

    /// An identity that `authority` vouches for.
    ///
    /// # Errors
    /// Those of [`Authority::create`].
    pub fn issued_by(
        authority: &Authority,
        name: &str,
        role: &str,
        seed: &[u8; 32],
        not_before: Date,
        not_after: Date,
    ) -> Result<Self, SignFailure> {
        let key = derived_key("member", seed)?;
        let issuer = authority.certificate.tbs_certificate().subject().clone();
        let profile = Kind::Member { subject: distinguished(name, Some(role))?, issuer };
        let leaf = certify(profile, spki(&key)?, &authority.key, serial("member", seed)?, not_before, not_after)?;
        let (name, role) = (name.to_owned(), role.to_owned());
        Ok(Self { name, role, key: Private::Elliptic(key), leaf, chain: vec![authority.certificate.clone()] })
    }

    /// The identity whose key only `seed` gives, under `certificates`: the leaf is the one of that key.
    ///
    /// # Errors
    /// When no certificate is of that key.
    pub(super) fn of_seed(seed: &[u8; 32], certificates: Vec<Certificate>, role: &str) -> Result<Self, SignFailure> {
        Self::of_key(Private::Elliptic(derived_key("member", seed)?), certificates, role)
    }

    /// The identity of a key that a card holds, under `certificates` (DER), the leaf first.
    ///
    /// # Errors
    /// When a certificate can't be read, or there is none.
    pub fn held(certificates: &[Vec<u8>], role: &str, sign: SignDigest) -> Result<Self, SignFailure> {
        let read = |der: &Vec<u8>| Certificate::from_der(der).map_err(wrong);
        let mut chain = certificates.iter().map(read).collect::<Result<Vec<_>, _>>()?;
        if chain.is_empty() {
            return Err(SignFailure::Key("it holds no certificate".to_owned()));
        }
        let leaf = chain.remove(0);
        let name = common_name(leaf.tbs_certificate().subject());
        Ok(Self { name, role: role.to_owned(), key: Private::Held(sign), leaf, chain })
    }

    fn of_key(key: Private, mut certificates: Vec<Certificate>, role: &str) -> Result<Self, SignFailure> {
        let own = key.public();
        let is_own = |one: &Certificate| own.as_ref() == Some(one.tbs_certificate().subject_public_key_info());
        let place = certificates.iter().position(is_own);
        let place = place.ok_or_else(|| SignFailure::Key("there is no certificate of its key".to_owned()))?;
        let leaf = certificates.remove(place);
        let name = common_name(leaf.tbs_certificate().subject());
        Ok(Self { name, role: role.to_owned(), key, leaf, chain: certificates })
    }

    /// The identity in a PKCS#12 file (`.p12`, `.pfx`); the name is its certificate's.
    ///
    /// # Errors
    /// When the file or its password is wrong, or its key is neither on P-256 nor RSA.
    pub fn from_p12(bytes: &[u8], password: &str, role: &str) -> Result<Self, SignFailure> {
        let bad = |error: &dyn std::fmt::Display| SignFailure::Key(format!("PKCS#12 file: {error}"));
        let policy = p12_keystore::Pkcs12ImportPolicy::Relaxed;
        let store = p12_keystore::KeyStore::from_pkcs12(bytes, password, policy).map_err(|error| bad(&error))?;
        let (_, entry) = store.private_key_chain().ok_or_else(|| bad(&"it holds no private key"))?;
        let key = Private::read(entry.key().as_der())
            .ok_or_else(|| bad(&"its key is neither ECDSA P-256 nor RSA, the kinds used here"))?;
        let read = |certificate: &p12_keystore::Certificate| Certificate::from_der(certificate.as_der()).map_err(wrong);
        let certificates = entry.certs().iter().map(read).collect::<Result<_, _>>()?;
        Self::of_key(key, certificates, role)
    }

    /// Who it is.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// In which quality they sign.
    #[must_use]
    pub fn role(&self) -> &str {
        &self.role
    }

    /// The signature of `message` by the key of the certificate.
    pub(crate) fn sign(&self, message: &[u8]) -> Result<Vec<u8>, SignFailure> {
        self.key.sign(message, self.public())
    }

    /// The public key, by the certificate.
    pub(super) fn public(&self) -> &SubjectPublicKeyInfoOwned {
        self.leaf.tbs_certificate().subject_public_key_info()
    }

    #[cfg(test)]
    pub(crate) fn own_key(&self) -> Option<&SigningKey> {
        match &self.key {
            Private::Elliptic(key) => Some(key),
            Private::Rsa(_) | Private::Held(_) => None,
        }
    }

    pub(crate) fn leaf(&self) -> &Certificate {
        &self.leaf
    }

    /// The leaf, then those that vouch for it.
    pub(crate) fn certificates(&self) -> impl Iterator<Item = &Certificate> {
        std::iter::once(&self.leaf).chain(&self.chain)
    }

    /// Refuses an instant outside the certificate's dates.
    pub(crate) fn check_valid_at(&self, instant: Timestamp) -> Result<(), SignFailure> {
        let now = date_time(instant)?;
        let validity = self.leaf.tbs_certificate().validity();
        if now < validity.not_before.to_date_time() || now > validity.not_after.to_date_time() {
            return Err(SignFailure::Key(format!("the certificate of {} is not valid at that date", self.name)));
        }
        Ok(())
    }
}

/// The instant as X.509 writes it.
pub(crate) fn date_time(instant: Timestamp) -> Result<DateTime, SignFailure> {
    let seconds = u64::try_from(instant.0.div_euclid(1000)).map_err(|_| SignFailure::Date)?;
    DateTime::from_unix_duration(std::time::Duration::from_secs(seconds)).map_err(|_| SignFailure::Date)
}

/// The common name of `name`, or nothing.
pub(crate) fn common_name(name: &Name) -> String {
    name.common_name().ok().flatten().map(|text| text.value().into_owned()).unwrap_or_default()
}

pub(super) fn wrong(error: impl std::fmt::Display) -> SignFailure {
    SignFailure::Key(error.to_string())
}

/// A key that only `seed` gives: SHA-256 of a label, the seed and a count, until it is one (nearly always the first).
pub(super) fn derived_key(label: &str, seed: &[u8; 32]) -> Result<SigningKey, SignFailure> {
    for count in 0..=u8::MAX {
        let bytes = derived(label, seed, count);
        if let Ok(key) = SigningKey::from_slice(&bytes) {
            return Ok(key);
        }
    }
    Err(SignFailure::Key("the seed gives no key".to_owned()))
}

fn derived(label: &str, seed: &[u8; 32], count: u8) -> [u8; 32] {
    let digest =
        Sha256::new().chain_update("delibere/v1/").chain_update(label).chain_update(seed).chain_update([count]);
    digest.finalize().into()
}

/// Sixteen bytes that no other seed gives, positive as X.509 wants.
pub(super) fn serial(label: &str, seed: &[u8; 32]) -> Result<SerialNumber, SignFailure> {
    let mut bytes: Vec<u8> = derived(&format!("serial/{label}"), seed, 0).into_iter().take(16).collect();
    if let Some(first) = bytes.first_mut() {
        *first = (*first & 0x7F) | 0x40;
    }
    SerialNumber::new(&bytes).map_err(wrong)
}

/// A name of a common name and a title. Built piece by piece: a comma in a name must not become another attribute.
pub(super) fn distinguished(common: &str, title: Option<&str>) -> Result<Name, SignFailure> {
    const COMMON_NAME: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.5.4.3");
    const TITLE: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.5.4.12");
    let mut sequence: Vec<SetOfVec<AttributeTypeAndValue>> = Vec::new();
    for (oid, text) in [(COMMON_NAME, Some(common)), (TITLE, title)] {
        let Some(text) = text.filter(|text| !text.trim().is_empty()) else { continue };
        // X.520 takes at most 64 characters.
        let text: String = text.chars().filter(|character| !character.is_control()).take(64).collect();
        let value = Any::encode_from(&Utf8StringRef::new(&text).map_err(wrong)?).map_err(wrong)?;
        sequence.push(SetOfVec::try_from(vec![AttributeTypeAndValue { oid, value }]).map_err(wrong)?);
    }
    Name::from_der(&sequence.to_der().map_err(wrong)?).map_err(wrong)
}

pub(super) fn spki(key: &SigningKey) -> Result<SubjectPublicKeyInfoOwned, SignFailure> {
    let der = key.verifying_key().to_public_key_der().map_err(wrong)?;
    SubjectPublicKeyInfoOwned::from_der(der.as_bytes()).map_err(wrong)
}

pub(super) fn certify(
    profile: Kind,
    subject: SubjectPublicKeyInfoOwned,
    issuer: &SigningKey,
    serial: SerialNumber,
    not_before: Date,
    not_after: Date,
) -> Result<Certificate, SignFailure> {
    if not_before > not_after {
        return Err(SignFailure::Key("the certificate would end before it starts".to_owned()));
    }
    let day = |date: Date, hour, minute, second| {
        DateTime::new(date.year(), date.month(), date.day(), hour, minute, second).map_err(|_| SignFailure::Date)
    };
    let from = Time::from(day(not_before, 0, 0, 0)?);
    let to = Time::from(day(not_after, 23, 59, 59)?);
    let builder = CertificateBuilder::new(profile, serial, Validity::new(from, to), subject).map_err(wrong)?;
    builder.build::<_, DerSignature>(issuer).map_err(wrong)
}

/// The two kinds of certificate, with the extensions of each (RFC 5280, and RFC 9336 for document signing).
pub(super) enum Kind {
    Authority { subject: Name },
    Member { subject: Name, issuer: Name },
}

impl BuilderProfile for Kind {
    fn get_issuer(&self, subject: &Name) -> Name {
        match self {
            Self::Authority { .. } => subject.clone(),
            Self::Member { issuer, .. } => issuer.clone(),
        }
    }

    fn get_subject(&self) -> Name {
        match self {
            Self::Authority { subject } | Self::Member { subject, .. } => subject.clone(),
        }
    }

    fn build_extensions(
        &self,
        own: SubjectPublicKeyInfoRef<'_>,
        issuer: SubjectPublicKeyInfoRef<'_>,
        tbs: &TbsCertificate,
    ) -> x509_cert::builder::Result<Vec<Extension>> {
        const DOCUMENT_SIGNING: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.6.1.5.5.7.3.36");
        const EMAIL_PROTECTION: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.6.1.5.5.7.3.4");
        let is_authority = matches!(self, Self::Authority { .. });
        let usage = if is_authority {
            KeyUsages::KeyCertSign | KeyUsages::CRLSign
        } else {
            KeyUsages::DigitalSignature | KeyUsages::NonRepudiation
        };
        let (subject, mut made) = (tbs.subject(), Vec::new());
        let own = SubjectKeyIdentifier::try_from(own)?;
        let issuer = SubjectKeyIdentifier::try_from(issuer)?;
        let authority = AuthorityKeyIdentifier { key_identifier: Some(issuer.0), ..Default::default() };
        let basic = BasicConstraints { ca: is_authority, path_len_constraint: is_authority.then_some(0) };
        made.push(basic.to_extension(subject, &made)?);
        made.push(KeyUsage(usage).to_extension(subject, &made)?);
        made.push(own.to_extension(subject, &made)?);
        made.push(authority.to_extension(subject, &made)?);
        if !is_authority {
            made.push(ExtendedKeyUsage(vec![DOCUMENT_SIGNING, EMAIL_PROTECTION]).to_extension(subject, &made)?);
        }
        Ok(made)
    }
}
