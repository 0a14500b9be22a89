//! Enrolment: a request is answered for its own key and name, and the identity that comes of it signs.

use domain::time::{Date, Timestamp};

use super::enrol::{applicant, certificate_request};
use super::key::{Authority, Identity};

fn day(text: &str) -> Date {
    Date::parse(text).unwrap()
}

fn office() -> Authority {
    Authority::create("École de l’exemple", &[9; 32], day("2026-01-01"), day("2035-12-31")).unwrap()
}

#[test]
fn a_member_who_asks_by_file_is_certified_for_their_own_key_and_name() {
    let request = certificate_request("Chloé N’GUESSAN", &[4; 32]).unwrap();
    assert!(request.starts_with("-----BEGIN CERTIFICATE REQUEST-----"));
    assert_eq!(applicant(request.as_bytes()).unwrap().name, "Chloé N’GUESSAN");
    let issued = office().issue(request.as_bytes(), day("2026-06-01"), day("2029-06-01")).unwrap();
    assert_eq!(issued, office().issue(request.as_bytes(), day("2026-06-01"), day("2029-06-01")).unwrap());
    let identity = Identity::certified(&[4; 32], issued.as_bytes(), "Membre du jury").unwrap();
    assert_eq!((identity.name(), identity.issuer().as_str()), ("Chloé N’GUESSAN", "École de l’exemple"));
    assert!(identity.check_valid_at(Timestamp(1_783_091_700_000)).is_ok());
    assert!(Identity::certified(&[5; 32], issued.as_bytes(), "").is_err(), "another key has no certificate there");
}

#[test]
fn a_request_that_was_changed_is_answered_by_nothing() {
    let request = certificate_request("Bruno", &[4; 32]).unwrap();
    let changed = request.replacen("MI", "MJ", 1);
    assert!(office().issue(changed.as_bytes(), day("2026-06-01"), day("2029-06-01")).is_err());
    assert!(applicant(b"rubbish").is_err());
    assert!(applicant(b"-----BEGIN CERTIFICATE REQUEST-----").is_err());
}

#[test]
fn a_card_signs_by_itself_and_one_that_signs_with_another_key_is_found_out() {
    use der::Encode;
    let own = Identity::issued_by(&office(), "Awa", "membre", &[6; 32], day("2026-01-01"), day("2030-01-01")).unwrap();
    let chain: Vec<Vec<u8>> = own.certificates().map(|one| one.to_der().unwrap()).collect();
    let card = |seed: u8| {
        let key = super::key::derived_key("member", &[seed; 32]).unwrap();
        let sign = move |digest: &[u8; 32]| {
            use p256::ecdsa::signature::hazmat::PrehashSigner;
            let signature: p256::ecdsa::Signature = key.sign_prehash(digest).unwrap();
            Ok(signature.to_bytes().to_vec())
        };
        Identity::held(&chain, "membre", Box::new(sign)).unwrap()
    };
    assert_eq!(card(6).sign(b"x").unwrap(), own.sign(b"x").unwrap());
    assert!(card(7).sign(b"x").is_err());
}
