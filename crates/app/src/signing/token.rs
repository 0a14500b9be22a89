//! A key on a card or a token, through the PKCS#11 module that its maker gives. The key never leaves it: it signs a digest. ECDSA
//! on P-256 or RSA, as everywhere here; another kind of key is said to be unusable.

use cryptoki::context::{CInitializeArgs, CInitializeFlags, Pkcs11};
use cryptoki::mechanism::Mechanism;
use cryptoki::object::{Attribute, AttributeType, KeyType, ObjectClass, ObjectHandle};
use cryptoki::session::{Session, UserType};
use cryptoki::slot::Slot;
use cryptoki::types::AuthPin;
use documents::{Identity, SignFailure};

use super::KeyOnToken;

/// The identity that the token holds: its private key, the certificate of the same identifier, those that vouch for it.
///
/// # Errors
/// When the module or the token can't be used, or holds no such key.
pub(super) fn identity(key: &KeyOnToken, role: &str) -> Result<Identity, SignFailure> {
    let bad = |error: cryptoki::error::Error| SignFailure::Key(format!("token: {error}"));
    let module = Pkcs11::new(&key.module).map_err(bad)?;
    // Somebody may have opened it before: that is no fault.
    drop(module.initialize(CInitializeArgs::new(CInitializeFlags::OS_LOCKING_OK)));
    let slot = slot(&module, key.label.as_deref())?;
    let session = module.open_ro_session(slot).map_err(bad)?;
    session.login(UserType::User, Some(&AuthPin::new(key.pin.clone().into()))).map_err(bad)?;
    let (kind, private) = private(&session)?;
    let certificates = certificates(&session, private)?;
    let sign = move |digest: &[u8; 32]| {
        let signed = match kind {
            KeyType::RSA => session.sign(&Mechanism::RsaPkcs, private, &[&SHA256_NAMED[..], digest].concat()),
            _ => session.sign(&Mechanism::Ecdsa, private, digest),
        };
        signed.map_err(|error| format!("token: {error}"))
    };
    Identity::held(&certificates, role, Box::new(sign))
}

/// What precedes a SHA-256 digest under an RSA signature (RFC 8017, 9.2, note 1).
const SHA256_NAMED: [u8; 19] =
    [0x30, 0x31, 0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01, 0x05, 0x00, 0x04, 0x20];

/// The private key: on a curve when there is one, else RSA.
fn private(session: &Session) -> Result<(KeyType, ObjectHandle), SignFailure> {
    for kind in [KeyType::EC, KeyType::RSA] {
        let wanted = [Attribute::Class(ObjectClass::PRIVATE_KEY), Attribute::KeyType(kind)];
        let found = session.find_objects(&wanted).map_err(|error| none(&error.to_string()))?;
        if let Some(key) = found.first() {
            return Ok((kind, *key));
        }
    }
    Err(none("it holds no elliptic key, and no RSA key"))
}

fn none(what: &str) -> SignFailure {
    SignFailure::Key(format!("token: {what}"))
}

/// The slot of the token that has that label, or of the only one.
fn slot(module: &Pkcs11, label: Option<&str>) -> Result<Slot, SignFailure> {
    let slots = module.get_slots_with_initialized_token().map_err(|error| none(&error.to_string()))?;
    let is_it = |slot: &&Slot| {
        let label_of = module.get_token_info(**slot).map(|info| info.label().trim().to_owned());
        label.is_none_or(|label| label_of.is_ok_and(|own| own == label))
    };
    let found: Vec<&Slot> = slots.iter().filter(is_it).collect();
    match found.as_slice() {
        [only] => Ok(**only),
        [] => Err(none("there is none of that label")),
        _ => Err(none("there are several; say which by its label")),
    }
}

/// The certificate of the key first, then every other one that vouches for it.
fn certificates(session: &Session, key: ObjectHandle) -> Result<Vec<Vec<u8>>, SignFailure> {
    let bad = |error: cryptoki::error::Error| none(&error.to_string());
    let own = session.get_attributes(key, &[AttributeType::Id]).map_err(bad)?;
    let mut found = Vec::new();
    for object in session.find_objects(&[Attribute::Class(ObjectClass::CERTIFICATE)]).map_err(bad)? {
        let attributes = session.get_attributes(object, &[AttributeType::Id, AttributeType::Value]).map_err(bad)?;
        let is_own = attributes.iter().any(|attribute| own.contains(attribute));
        let value = attributes.into_iter().find_map(|attribute| match attribute {
            Attribute::Value(der) => Some(der),
            _ => None,
        });
        found.extend(value.map(|der| (is_own, der)));
    }
    found.sort_by_key(|(is_own, _)| !is_own);
    if !found.first().is_some_and(|(is_own, _)| *is_own) {
        return Err(none("it holds no certificate of its key"));
    }
    Ok(found.into_iter().map(|(_, der)| der).collect())
}
