//! What opens a store's key and what does not. Not a place for the store.

use super::*;

const PASSPHRASE: &str = "la craie du tableau noir";

fn random(seed: u8) -> Random {
    Random::new(&std::array::from_fn(|place| seed.wrapping_add(place as u8).wrapping_mul(101)))
}

fn created(seed: u8) -> Created {
    KeyFile::create(PASSPHRASE, &random(seed), Cost::FOR_TESTS).unwrap()
}

fn slot_random(seed: u8) -> SlotRandom {
    SlotRandom::new(&[seed; SlotRandom::LENGTH])
}

#[test]
fn the_passphrase_opens_the_key_that_was_made() {
    let Created { file, key, .. } = created(1);
    let read = KeyFile::from_bytes(&file.to_bytes().unwrap()).unwrap();
    assert_eq!(read, file);
    assert_eq!(read.open(PASSPHRASE).unwrap().bytes(), key.bytes());
}

#[test]
fn a_wrong_passphrase_gets_no_hint() {
    let file = created(1).file;
    for wrong in ["", "la craie du tableau noi", "La craie du tableau noir", "la craie du tableau noir "] {
        assert_eq!(file.open(wrong).unwrap_err(), KeyFailure::Wrong);
    }
}

#[test]
fn an_accent_opens_however_the_keyboard_composed_it() {
    let composed = "un été à la mer";
    let decomposed = "un e\u{301}te\u{301} a\u{300} la mer";
    let file = KeyFile::create(composed, &random(1), Cost::FOR_TESTS).unwrap().file;
    assert!(file.open(decomposed).is_ok());
}

#[test]
fn the_recovery_key_opens_when_the_passphrase_is_forgotten() {
    let Created { file, key, recovery } = created(1);
    let typed = recovery.to_print().to_lowercase();
    assert_eq!(file.open_with_recovery(&typed).unwrap().bytes(), key.bytes());
    let another = created(2).recovery.to_print();
    assert_eq!(file.open_with_recovery(&another).unwrap_err(), KeyFailure::Wrong);
    assert_eq!(file.open_with_recovery("7Q3KD").unwrap_err(), KeyFailure::NotARecoveryKey);
}

#[test]
fn a_changed_passphrase_replaces_the_old_one_and_leaves_the_recovery_key() {
    let Created { file, key, recovery } = created(1);
    let new = "une autre craie, bleue";
    let changed = file.change_passphrase(&key, new, &slot_random(9), Cost::FOR_TESTS).unwrap();
    assert_eq!(changed.open(PASSPHRASE).unwrap_err(), KeyFailure::Wrong);
    assert_eq!(changed.open(new).unwrap().bytes(), key.bytes());
    assert!(changed.open_with_recovery(&recovery.to_print()).is_ok());
    let refused = file.change_passphrase(&key, "court", &slot_random(9), Cost::FOR_TESTS);
    assert_eq!(refused.unwrap_err(), KeyFailure::TooShort);
    let foreign = file.change_passphrase(&created(2).key, new, &slot_random(9), Cost::FOR_TESTS);
    assert_eq!(foreign.unwrap_err(), KeyFailure::Wrong);
}

#[test]
fn a_renewed_recovery_key_replaces_the_one_that_was_seen() {
    let Created { file, key, recovery } = created(1);
    let new = created(2).recovery;
    let renewed = file.renew_recovery(&key, &new, &slot_random(9)).unwrap();
    assert_eq!(renewed.open_with_recovery(&recovery.to_print()).unwrap_err(), KeyFailure::Wrong);
    assert!(renewed.open_with_recovery(&new.to_print()).is_ok());
    assert!(renewed.open(PASSPHRASE).is_ok());
}

#[test]
fn a_slot_changed_by_one_digit_does_not_open() {
    let file = created(1).file;
    let text = String::from_utf8(file.to_bytes().unwrap()).unwrap();
    for (field, opens) in [("\"salt\": \"", false), ("\"nonce\": \"", false), ("\"sealed\": \"", false)] {
        let place = text.find(field).unwrap() + field.len();
        let digit = if text.as_bytes()[place] == b'0' { "1" } else { "0" };
        let mut changed = text.clone();
        changed.replace_range(place..=place, digit);
        let read = KeyFile::from_bytes(changed.as_bytes()).unwrap();
        assert_eq!(read.open(PASSPHRASE).is_ok(), opens, "{field}");
    }
    let costlier = text.replace("\"passes\": 1", "\"passes\": 2");
    assert_eq!(KeyFile::from_bytes(costlier.as_bytes()).unwrap().open(PASSPHRASE).unwrap_err(), KeyFailure::Wrong);
}

#[test]
fn a_file_that_is_no_key_file_is_refused() {
    let text = String::from_utf8(created(1).file.to_bytes().unwrap()).unwrap();
    let read = |text: &str| KeyFile::from_bytes(text.as_bytes()).map(|_| ()).unwrap_err();
    for other in
        ["", "{}", "[]", "null", text.get(..text.len() / 2).unwrap(), &text.replace("delibere-keys", "others-keys")]
    {
        assert_eq!(read(other), KeyFailure::Unreadable);
    }
    assert_eq!(read(&text.replace("\"version\": 1", "\"version\": 2, \"more\": 3")), KeyFailure::Newer(2));
    assert_eq!(read(&text.replace("\"memory_kib\": 64", "\"memory_kib\": 4000000000")), KeyFailure::Unreadable);
    assert_eq!(read(&text.replace("\"passes\": 1", "\"passes\": 1000000")), KeyFailure::Unreadable);
}

#[test]
fn the_files_form_does_not_change_by_itself() {
    let text = String::from_utf8(created(1).file.to_bytes().unwrap()).unwrap();
    assert_eq!(
        blake3::hash(text.as_bytes()).to_hex().as_str(),
        "b13d78001c7140e5bed9c99b84d9465d709561e7bdab3c575e86f42e4e130d11",
        "{text}"
    );
}

#[test]
fn the_standard_cost_opens_too() {
    let file = KeyFile::create(PASSPHRASE, &random(1), Cost::STANDARD).unwrap().file;
    assert!(file.open(PASSPHRASE).is_ok());
}

#[test]
fn wrong_tries_are_counted_before_they_are_made_and_forgotten_after_a_right_one() {
    let folder = tempfile::tempdir().unwrap();
    let keys = path_beside(&folder.path().join("delibere.db"));
    assert_eq!(file::unlock(&keys, PASSPHRASE).unwrap_err(), KeyFailure::Missing);
    file::write_new(&keys, &created(1).file).unwrap();
    assert_eq!(file::write_new(&keys, &created(2).file).unwrap_err(), KeyFailure::AlreadyThere);
    for _ in 0..3 {
        assert_eq!(file::unlock(&keys, "a wrong passphrase").unwrap_err(), KeyFailure::Wrong);
    }
    assert_eq!(delay::Tries::read(&keys).wait(), 2000);
    assert!(file::unlock(&keys, PASSPHRASE).is_ok());
    assert_eq!(delay::Tries::read(&keys).wait(), 0);
}

#[test]
fn nothing_shows_a_key() {
    let made = created(1);
    let shown = format!("{:?} {:?} {:?}", made.key, made.recovery, made.key.for_store());
    assert_eq!(shown, "StoreKey(…) RecoveryKey(…) Key(…)");
}
