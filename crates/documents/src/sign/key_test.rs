//! Keys: the same seed gives the same key, and a PKCS#12 file gives the key it holds.

use der::Encode;
use domain::time::{Date, Timestamp};
use p256::pkcs8::EncodePrivateKey;

use super::key::{Authority, Identity};

fn day(text: &str) -> Date {
    Date::parse(text).unwrap()
}

fn identity(seed: u8) -> Identity {
    Identity::create("N’GUESSAN, Chloé + O=Autre", "membre", &[seed; 32], day("2026-01-01"), day("2030-12-31")).unwrap()
}

#[test]
fn the_same_seed_gives_the_same_certificates_and_another_gives_others() {
    let der = |identity: &Identity| identity.certificates().map(|c| c.to_der().unwrap()).collect::<Vec<_>>();
    assert_eq!(der(&identity(1)), der(&identity(1)));
    assert_ne!(der(&identity(1)), der(&identity(2)));
}

#[test]
fn a_comma_in_a_name_makes_no_other_attribute() {
    let subject = identity(1).leaf().tbs_certificate().subject().clone();
    assert_eq!(super::key::common_name(&subject), "N’GUESSAN, Chloé + O=Autre");
    assert_eq!(subject.iter_rdn().count(), 2);
}

#[test]
fn a_certificate_signs_only_on_its_days() {
    let identity = identity(1);
    assert!(identity.check_valid_at(Timestamp(1_783_091_700_000)).is_ok());
    assert!(identity.check_valid_at(Timestamp(1_600_000_000_000)).is_err());
    assert!(identity.check_valid_at(Timestamp(-1)).is_err());
    assert!(Authority::create("x", &[1; 32], day("2027-01-01"), day("2026-01-01")).is_err());
}

#[test]
fn a_p12_file_gives_its_identity_and_a_wrong_password_does_not() {
    let own = identity(5);
    let key = own.own_key().unwrap().to_pkcs8_der().unwrap();
    let certificates = own.certificates().map(|c| p12_keystore::Certificate::from_der(&c.to_der().unwrap()).unwrap());
    let key = p12_keystore::PrivateKey::from_der(key.as_bytes()).unwrap();
    let chain = p12_keystore::PrivateKeyChain::new(vec![1], key, certificates.collect::<Vec<_>>());
    let mut store = p12_keystore::KeyStore::new();
    store.add_entry("own", p12_keystore::KeyStoreEntry::PrivateKeyChain(chain));
    let file = store.writer("secret").write().unwrap();
    let read = Identity::from_p12(&file, "secret", "membre").unwrap();
    assert_eq!(read.name(), own.name());
    assert_eq!(read.leaf(), own.leaf());
    assert!(Identity::from_p12(&file, "wrong", "membre").is_err());
    assert!(Identity::from_p12(b"rubbish", "secret", "membre").is_err());
}
