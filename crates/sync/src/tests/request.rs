//! Requests: one form, bounded; cut, altered, lengthened or forged, they are refused, and nothing panics.

use domain::id::ReceiverKey;
use domain::person::Role;
use domain::testing::draw::Draw;

use crate::device::{SigningKey, words};
use crate::refused::{Limit, Refused};
use crate::request::{LONGEST, NAME, Request, file_name, plain_name};

fn key() -> SigningKey {
    SigningKey::new(&[1; 32])
}

fn request() -> Request {
    let (device, receiver) = (key().public(), key().receiver().public());
    Request { device, receiver, role: Role::Member, name: "Chloé Petit".to_owned(), nonce: [9; 16] }
}

fn written() -> Vec<u8> {
    request().write(&key()).unwrap()
}

#[test]
fn a_request_reads_back_as_it_was_written_always_the_same_bytes() {
    for role in [Role::Member, Role::President, Role::Representative] {
        let asked = Request { role, ..request() };
        let bytes = asked.write(&key()).unwrap();
        assert_eq!(bytes, asked.write(&key()).unwrap());
        assert_eq!(Request::read(&bytes).unwrap(), (asked, crate::digest(&bytes)));
    }
    assert!(written().len() < 400, "a few hundred bytes: {}", written().len());
}

#[test]
fn a_request_cut_anywhere_is_refused() {
    let bytes = written();
    for length in 0..bytes.len() {
        let refused = Request::read(&bytes[..length]).unwrap_err();
        let expected = if length == 0 { Refused::NotARequest } else { Refused::CutShort };
        assert_eq!(refused, expected, "cut at {length}");
    }
}

#[test]
fn a_request_with_any_bit_flipped_is_refused() {
    let bytes = written();
    for place in 0..bytes.len() {
        for bit in 0..8 {
            let mut altered = bytes.clone();
            altered[place] ^= 1 << bit;
            assert!(Request::read(&altered).is_err(), "bit {bit} of byte {place}");
        }
    }
}

#[test]
fn a_request_with_something_after_it_is_refused_and_one_too_long_is_not_looked_at() {
    let mut bytes = written();
    bytes.push(0);
    assert_eq!(Request::read(&bytes), Err(Refused::Malformed { part: "request" }));
    bytes.resize(LONGEST + 1, 0);
    assert_eq!(Request::read(&bytes), Err(Refused::TooLarge { limit: Limit::Request }));
    bytes.resize(10 << 20, 0);
    assert_eq!(Request::read(&bytes), Err(Refused::TooLarge { limit: Limit::Request }));
}

#[test]
fn noise_and_other_files_are_no_request() {
    let mut draw = Draw(5);
    for length in 0..600 {
        let noise: Vec<u8> = (0..length).map(|_| draw.byte()).collect();
        assert_eq!(Request::read(&noise), Err(Refused::NotARequest));
        let dressed: Vec<u8> = b"DELIBREQ\x01".iter().copied().chain(noise).collect();
        assert!(Request::read(&dressed).is_err());
    }
    assert_eq!(Request::read(b"age-encryption.org/v1"), Err(Refused::NotARequest));
}

#[test]
fn a_later_format_says_so() {
    let mut bytes = written();
    bytes[8] = 2;
    assert_eq!(Request::read(&bytes), Err(Refused::NewerVersion { version: 2 }));
}

#[test]
fn a_request_is_signed_by_its_own_device_alone() {
    let other = SigningKey::new(&[2; 32]);
    assert!(request().write(&other).is_err());
    // Somebody in between puts their own receiving key in: the signature no longer holds.
    let mut bytes = written();
    bytes[42..74].copy_from_slice(&other.receiver().public().0);
    assert_eq!(Request::read(&bytes), Err(Refused::Altered));
    // Somebody in between makes a request of their own in that name: other words are heard.
    let forged = Request { device: other.public(), receiver: other.receiver().public(), ..request() };
    let (read, _) = Request::read(&forged.write(&other).unwrap()).unwrap();
    assert_ne!(words(read.device), words(request().device));
}

#[test]
fn a_name_is_plain_and_bounded_and_the_office_is_not_asked_for() {
    for name in ["", " Chloé", "Chloe\u{301}", "Chlo\u{202e}é", "Chloé\n", &"é".repeat(NAME)] {
        assert!(Request { name: name.to_owned(), ..request() }.write(&key()).is_err(), "{name:?}");
    }
    assert_eq!(plain_name("  Chloe\u{301}\u{202e} Petit\n "), "Chloé Petit");
    let long = plain_name(&"é".repeat(NAME));
    assert_eq!(long.len(), NAME);
    assert!(Request { name: long, ..request() }.write(&key()).unwrap().len() == LONGEST);
    assert!(Request { role: Role::Office, ..request() }.write(&key()).is_err());
}

#[test]
fn a_receiving_key_is_taken_as_it_is_said() {
    let asked = Request { receiver: ReceiverKey([3; 32]), ..request() };
    assert_eq!(Request::read(&asked.write(&key()).unwrap()).unwrap().0.receiver, ReceiverKey([3; 32]));
}

#[test]
fn the_file_s_name_says_nothing_of_anybody() {
    assert_eq!(file_name(domain::id::DeviceKey([0xab; 32])), "delibere-abababab.demande");
}
