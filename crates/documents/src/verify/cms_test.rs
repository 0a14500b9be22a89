//! Every byte of a signature counts: changed one by one, each is seen.

use super::cms::check;
use crate::sign::cms::build;
use crate::sign::key::Identity;
use domain::time::Date;

fn identity() -> Identity {
    let day = |text| Date::parse(text).unwrap();
    Identity::create("Awa DIALLO", "Présidence du jury", &[3; 32], day("2026-01-01"), day("2030-12-31")).unwrap()
}

#[test]
fn a_sound_signature_holds() {
    let mut contents = build(&identity(), &[8; 32], None).unwrap();
    contents.extend([0; 12]);
    let checked = check(&contents, &[8; 32]);
    assert!(checked.digest_holds && checked.signature_holds && checked.chain_holds, "{:?}", checked.faults);
    assert!(checked.faults.is_empty(), "{:?}", checked.faults);
    assert_eq!(checked.subject, "Awa DIALLO");
    assert!(!check(&contents, &[9; 32]).digest_holds);
}

#[test]
fn any_changed_byte_of_a_signature_or_of_its_room_is_seen() {
    let mut contents = build(&identity(), &[8; 32], None).unwrap();
    contents.extend([0; 12]);
    for place in 0..contents.len() {
        let mut changed = contents.clone();
        changed[place] ^= 1 << (place % 8);
        let checked = check(&changed, &[8; 32]);
        let holds = checked.digest_holds && checked.signature_holds && checked.chain_holds && checked.faults.is_empty();
        assert!(!holds, "byte {place} of {}", contents.len());
    }
}

#[test]
fn rubbish_is_no_signature() {
    for rubbish in [&[][..], &[0x30], &[0x30, 0x84, 0xFF, 0xFF, 0xFF, 0xFF], &[0x30, 0x80, 0, 0], &[0xFF; 4000]] {
        assert!(!check(rubbish, &[0; 32]).faults.is_empty());
    }
}
