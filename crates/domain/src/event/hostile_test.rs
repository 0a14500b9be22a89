//! Payloads that somebody ill-intentioned writes in their own log, well signed: no fact, or the same one; the stack holds.

use crate::event::{ConfrontationOpened, Observed};
use crate::event::{Event, Unreadable};
use crate::id::CandidateId;

const OBSERVED: u16 = 41;

fn observed(text: &str) -> Vec<u8> {
    Event::from(Observed { candidate: CandidateId([7; 16]), text: text.to_owned() }).encode()
}

#[test]
fn a_payload_that_nests_without_end_is_no_fact() {
    for opening in [0x81_u8, 0x9f, 0xbf, 0xa1, 0xc1] {
        for depth in [300, 10_000, 65_536] {
            let nested = vec![opening; depth];
            assert_eq!(Event::decode(OBSERVED, &nested), Err(Unreadable::Malformed(OBSERVED)));
            // Inside a field of a true fact.
            let mut within = observed("");
            within.pop();
            within.extend(&nested);
            assert_eq!(Event::decode(OBSERVED, &within), Err(Unreadable::Malformed(OBSERVED)));
        }
    }
}

#[test]
fn a_payload_that_lies_about_its_length_is_no_fact() {
    let fact = observed("clair");
    // The map, its first key, the identifier, its second key, the text.
    for place in [0, 1, 11, 28, 33] {
        for head in [0x7b, 0x9b, 0xbb, 0x5b] {
            let mut lying = fact.clone();
            lying.splice(place..=place, [head, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]);
            assert!(Event::decode(OBSERVED, &lying).is_err(), "byte {place}, {head:#x}");
        }
    }
    for place in 0..fact.len() {
        assert!(Event::decode(OBSERVED, &fact[..place]).is_err(), "cut at {place}");
    }
}

#[test]
fn a_payload_that_says_a_field_twice_or_one_of_its_own_is_no_fact_or_the_same() {
    // { "exception": "", "exception": "x" }
    let field = |text: &[u8]| [&[0x69][..], b"exception", &[0x60 + u8::try_from(text.len()).unwrap()], text].concat();
    let twice = [&[0xa2][..], &field(b""), &field(b"x")].concat();
    assert_eq!(Event::decode(50, &twice), Err(Unreadable::Malformed(50)));
    // A field that a later program adds is left aside.
    let later = [&[0xa2][..], &field(b"x"), &[0x61, b'z', 0x01]].concat();
    let fact = Event::from(ConfrontationOpened { exception: "x".to_owned() });
    assert_eq!(Event::decode(50, &later), Ok(fact));
}

#[test]
fn a_text_that_is_no_utf_8_is_no_fact() {
    // A lone surrogate, an overlong slash, a byte alone.
    for bytes in [&b"\xed\xa0\x80"[..], b"\xc0\xaf", b"\xff"] {
        let mut fact = observed("");
        fact.pop();
        fact.push(0x60 + u8::try_from(bytes.len()).unwrap());
        fact.extend(bytes);
        assert_eq!(Event::decode(OBSERVED, &fact), Err(Unreadable::Malformed(OBSERVED)));
    }
    // NUL, combining marks and joined emoji are text; what may be typed is `decide`'s.
    for text in ["\0", "e\u{301}", "😀\u{200d}😀"] {
        assert!(Event::decode(OBSERVED, &observed(text)).is_ok());
    }
}
