//! A store carried away in one file and brought back. Not a place for the rotating copies.

use domain::id::SessionId;
use tempfile::TempDir;

use super::*;
use crate::keys::slot::Cost;
use crate::keys::{Created, Random};

const PASSPHRASE: &str = "la craie du tableau noir";
const NOW: Timestamp = Timestamp(1_787_308_927_000);

struct Desk {
    folder: TempDir,
    made: Created,
}

impl Desk {
    fn new(seed: u8) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let random = Random::new(&std::array::from_fn(|place| seed.wrapping_add(place as u8)));
        let made = KeyFile::create(PASSPHRASE, &random, Cost::FOR_TESTS).unwrap();
        file::write_new(&folder.path().join("delibere.keys"), &made.file).unwrap();
        Book::create(&folder.path().join("delibere.db"), &made.key.for_store(), "Awa").unwrap();
        Self { folder, made }
    }

    fn path(&self, name: &str) -> std::path::PathBuf {
        self.folder.path().join(name)
    }

    fn open(&self) -> Book {
        let store = self.path("delibere.db");
        let key = file::unlock(&path_beside(&store), PASSPHRASE).unwrap();
        Book::open(&store, &key.for_store(), "Awa").unwrap()
    }

    fn names(&self) -> Vec<String> {
        let mut names: Vec<_> =
            fs::read_dir(&self.folder).unwrap().map(|it| it.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }
}

fn noted(desk: &Desk, note: &[u8]) -> std::path::PathBuf {
    let mut book = desk.open();
    book.set_local("note", note).unwrap();
    let to = desk.path("carried.delib-backup");
    backup(&book, &to).unwrap();
    to
}

#[test]
fn a_store_is_brought_back_on_another_laptop_with_its_passphrase() {
    let (desk, laptop) = (Desk::new(1), tempfile::tempdir().unwrap());
    let carried = noted(&desk, b"Monday");
    let store = laptop.path().join("new/delibere.db");
    let restored = restore(&carried, &store, Proof::Passphrase(PASSPHRASE), NOW, "Bruno").unwrap();
    assert_eq!(restored.aside.path, None);
    let key = file::unlock(&path_beside(&store), PASSPHRASE).unwrap();
    let book = Book::open(&store, &key.for_store(), "Bruno").unwrap();
    assert_eq!(book.local("note").unwrap().as_deref(), Some(&b"Monday"[..]));
    assert_eq!(book.entries(SessionId([0; 16])).unwrap(), []);
}

#[test]
fn the_recovery_key_brings_a_store_back_too() {
    let (desk, other) = (Desk::new(1), Desk::new(2));
    let carried = noted(&desk, b"Monday");
    let printed = desk.made.recovery.to_print();
    restore(&carried, &other.path("delibere.db"), Proof::Recovery(&printed), NOW, "Awa").unwrap();
    assert_eq!(other.open().local("note").unwrap().as_deref(), Some(&b"Monday"[..]));
    let aside = other.path("delibere.db.aside-20260821T104207.000Z");
    assert!(Book::open(&aside, &other.made.key.for_store(), "Awa").is_ok());
    let keys = file::read(&other.path("delibere.keys.aside-20260821T104207.000Z")).unwrap();
    assert_eq!(keys, other.made.file);
}

#[test]
fn a_backup_leaves_nothing_beside_it() {
    let desk = Desk::new(1);
    noted(&desk, b"Monday");
    let names = desk.names();
    assert_eq!(
        names,
        ["carried.delib-backup", "delibere.db", "delibere.db.lock", "delibere.db.writer", "delibere.keys"]
    );
}

#[test]
fn a_backup_that_can_not_be_made_leaves_the_one_before() {
    let desk = Desk::new(1);
    let carried = noted(&desk, b"Monday");
    let before = fs::read(&carried).unwrap();
    fs::remove_file(desk.path("delibere.keys")).unwrap();
    let key = desk.made.key.for_store();
    let book = Book::open(&desk.path("delibere.db"), &key, "Awa").unwrap();
    assert_eq!(backup(&book, &carried).unwrap_err().code(), "keys-missing");
    assert_eq!(fs::read(&carried).unwrap(), before);
}

/// Restores `bytes` over a desk, expects a refusal and that nothing moved; gives its code.
fn refused(bytes: &[u8], proof: Proof<'_>) -> &'static str {
    let desk = Desk::new(2);
    let (store, keys) = (desk.path("delibere.db"), desk.path("delibere.keys"));
    let before = (fs::read(&store).unwrap(), fs::read(&keys).unwrap());
    fs::write(desk.path("given"), bytes).unwrap();
    let names = desk.names();
    let failure = restore(&desk.path("given"), &store, proof, NOW, "Awa").unwrap_err();
    assert_eq!((fs::read(&store).unwrap(), fs::read(&keys).unwrap()), before, "{failure}");
    assert_eq!(desk.names(), names, "{failure}");
    failure.code()
}

#[test]
fn a_file_that_is_no_whole_backup_is_refused_before_anything_is_touched() {
    let good = fs::read(noted(&Desk::new(1), b"Monday")).unwrap();
    let proof = Proof::Passphrase(PASSPHRASE);
    assert_eq!(refused(b"", proof), "backup-foreign");
    assert_eq!(refused(b"%PDF-1.7 and more than twenty-four bytes", proof), "backup-foreign");
    for length in [24, 100, good.len() / 2, good.len() - 1] {
        assert_eq!(refused(&good[..length], proof), "backup-incomplete");
    }
    assert_eq!(refused(&[&good[..], b"x"].concat(), proof), "backup-incomplete");
    let mut newer = good.clone();
    newer[8] = 2;
    assert_eq!(refused(&newer, proof), "backup-newer");
    assert_eq!(refused(&good, Proof::Passphrase("a wrong passphrase")), "passphrase-wrong");
}

#[test]
fn a_byte_that_flips_anywhere_is_noticed() {
    let desk = Desk::new(1);
    let good = fs::read(noted(&desk, b"Monday")).unwrap();
    let given = desk.path("given");
    for place in (0..good.len()).step_by(97).chain(0..40).chain(good.len() - 40..good.len()) {
        let mut flipped = good.clone();
        flipped[place] ^= 1 << (place % 8);
        fs::write(&given, flipped).unwrap();
        assert!(inspect(&given).is_err(), "byte {place}");
    }
}

#[test]
fn a_store_that_is_open_is_not_replaced() {
    let desk = Desk::new(1);
    let carried = noted(&desk, b"Monday");
    let _open = desk.open();
    let refused = restore(&carried, &desk.path("delibere.db"), Proof::Passphrase(PASSPHRASE), NOW, "Bruno");
    assert_eq!(refused.unwrap_err().code(), "store-already-open");
    assert!(!desk.path("delibere.db.incoming").exists());
}

#[test]
fn a_damaged_store_and_its_keys_make_room_for_a_new_one() {
    let desk = Desk::new(1);
    fs::write(desk.path("delibere.db"), "damaged").unwrap();
    set_aside(&desk.path("delibere.db"), NOW, "Awa").unwrap();
    assert_eq!(fs::read(desk.path("delibere.db.aside-20260821T104207.000Z")).unwrap(), b"damaged");
    assert_eq!(file::read(&desk.path("delibere.keys.aside-20260821T104207.000Z")).unwrap(), desk.made.file);
    file::write_new(&desk.path("delibere.keys"), &desk.made.file).unwrap();
    Book::create(&desk.path("delibere.db"), &desk.made.key.for_store(), "Awa").unwrap();
}
