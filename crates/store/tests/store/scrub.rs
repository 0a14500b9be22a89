//! What the bytes of a disk still say after an erasure. The file, its journal and its copies are decrypted page by page, without
//! SQLite, free pages and gaps between cells included, and searched for the name.

use std::path::{Path, PathBuf};

use aes::Aes256;
use cbc::cipher::block_padding::NoPadding;
use cbc::cipher::{BlockModeDecrypt, KeyIvInit};
use domain::log::{Entry, Logged};
use domain::time::Timestamp;
use store::{Batch, Book, Erasure, Keep};

use crate::support::{Desk, KEY, LEA, SESSION, about_lea, about_nobody, awa, bruno, key, lea_secret, no_projection};

const NAME: &[u8] = b"Benali-Kowalczyk";
const SECRET: [u8; 32] = [8; 32];

/// SQLCipher 4: pages of 4,096 bytes, of which the last 80 are an initialisation vector and a code of authenticity; the first
/// page begins with 16 bytes of salt.
const PAGE: usize = 4_096;
const RESERVED: usize = 80;

fn decrypted(page: &[u8], first: bool) -> Vec<u8> {
    let (content, reserved) = page.split_at(PAGE - RESERVED);
    let content = if first { &content[16..] } else { content };
    let mut content = content.to_vec();
    let cipher = cbc::Decryptor::<Aes256>::new_from_slices(&KEY, &reserved[..16]).unwrap();
    cipher.decrypt_padded::<NoPadding>(&mut content).unwrap();
    content
}

/// Every byte of a file and of its journal, decrypted.
fn bytes(path: &Path) -> Vec<u8> {
    let file = std::fs::read(path).unwrap();
    let mut all: Vec<u8> =
        file.chunks_exact(PAGE).enumerate().flat_map(|(place, page)| decrypted(page, place == 0)).collect();
    let mut journal = path.as_os_str().to_owned();
    journal.push("-wal");
    let journal = std::fs::read(PathBuf::from(journal)).unwrap_or_default();
    // A header of 32 bytes, then frames: 24 bytes, of which the first four are the page's number, and the page.
    for frame in journal.get(32..).unwrap_or_default().chunks_exact(24 + PAGE) {
        all.extend(decrypted(&frame[24..], frame[..4] == [0, 0, 0, 1]));
    }
    all
}

fn holds(path: &Path, needle: &[u8]) -> bool {
    bytes(path).windows(needle.len()).any(|window| window == needle)
}

fn copies(desk: &Desk) -> Vec<PathBuf> {
    let mut found: Vec<_> = std::fs::read_dir(desk.path("copies")).unwrap().map(|file| file.unwrap().path()).collect();
    found.sort();
    found
}

fn erasure() -> Batch {
    Batch { erasures: vec![Erasure { session: SESSION, subject: LEA }], ..Batch::default() }
}

/// A store in which Léa is named four hundred times, long and short, amid what is about nobody, by two people in turn; two
/// copies of it, and one that was set aside.
fn written() -> (Desk, Book) {
    let desk = Desk::new();
    let mut book = desk.create();
    let mut last: [Option<Entry>; 2] = [None, None];
    for round in 0_usize..40 {
        for (log, before) in [awa(), bruno()].into_iter().zip(&mut last) {
            let mut entries = Vec::new();
            for number in 0..10 {
                let long = "é".repeat((round * 37 + number * 101) % 300 + usize::from(number == 3) * 2_000);
                let name = String::from_utf8_lossy(NAME);
                let entry = match number % 2 {
                    0 => about_nobody(&log, before.as_ref(), &long),
                    _ => about_lea(&log, before.as_ref(), &format!("{name} {long} {number}")),
                };
                *before = Some(entry.clone());
                entries.push(entry);
            }
            let batch = Batch { logs: vec![log], entries, secrets: vec![lea_secret()], ..Batch::default() };
            book.write(&batch).unwrap();
        }
        if round % 20 == 19 {
            let at = Timestamp(1_781_244_000_000 + i64::try_from(round).unwrap() * 60_000);
            book.rotate(&desk.path("copies"), at, Keep::default()).unwrap();
        }
    }
    book.backup(&desk.path("delibere.db.aside-20260612T100000.000Z")).unwrap();
    (desk, book)
}

fn files(desk: &Desk) -> Vec<PathBuf> {
    let mut files = copies(desk);
    files.extend([desk.store(), desk.path("delibere.db.aside-20260612T100000.000Z")]);
    files
}

#[test]
fn before_an_erasure_the_name_is_found_in_every_file() {
    let (desk, _book) = written();
    assert_eq!(files(&desk).len(), 4);
    for file in files(&desk) {
        assert!(holds(&file, NAME) && holds(&file, &SECRET), "{}", file.display());
    }
}

#[test]
fn after_an_erasure_no_byte_of_the_file_its_journal_and_its_copies_holds_the_name() {
    let (desk, mut book) = written();
    let erased = book.write(&erasure()).unwrap().erased;
    assert_eq!(erased, 400);
    assert!(book.is_unfinished().unwrap());
    let scrubbed = book.scrub(&desk.path("copies"), "Awa").unwrap();
    assert!(!book.is_unfinished().unwrap());
    assert_eq!((scrubbed.remade.len(), scrubbed.left), (3, vec![]));
    for file in files(&desk) {
        assert!(!holds(&file, NAME) && !holds(&file, &SECRET), "{}", file.display());
    }
    let report = book.check(no_projection).unwrap();
    assert!(report.is_sound() && (report.entries, report.erased) == (800, 400), "{report:?}");
    drop(book);
    for copy in files(&desk) {
        let report = Book::open(&copy, &key(), "Awa").unwrap().check(no_projection).unwrap();
        assert!(report.is_sound() && report.entries > 0, "{}: {report:?}", copy.display());
    }
}

/// Why the file has to be written anew: zeroing what is freed leaves the gaps between cells.
#[test]
fn an_erasure_whose_file_is_not_gone_over_leaves_bytes_behind() {
    let (desk, mut book) = written();
    book.erase_payloads(SESSION, LEA).unwrap();
    assert!(holds(&desk.store(), NAME));
}

#[test]
fn a_copy_of_another_key_is_told_and_left_as_it_is() {
    let (desk, mut book) = written();
    let stranger = desk.path("copies").join("delibere-20260101T000000.000Z.db");
    std::fs::write(&stranger, [7; 8_192]).unwrap();
    book.write(&erasure()).unwrap();
    let scrubbed = book.scrub(&desk.path("copies"), "Awa").unwrap();
    assert_eq!(scrubbed.left.iter().map(|left| &left.path).collect::<Vec<_>>(), [&stranger]);
    assert_eq!(std::fs::read(&stranger).unwrap(), [7; 8_192]);
}

#[test]
fn what_arrives_with_the_erasure_leaves_nothing_either() {
    let desk = Desk::new();
    let mut book = desk.create();
    let mut run: Vec<Logged> = Vec::new();
    for number in 0..100 {
        let before = run.last().map(|logged| &logged.entry);
        run.push(about_lea(&awa(), before, &format!("{} {number}", String::from_utf8_lossy(NAME))).into());
    }
    let (packed, entries) = store::pack(run);
    assert_eq!(packed.len(), 1);
    let batch = Batch { logs: vec![awa()], packed, entries, secrets: vec![lea_secret()], ..erasure() };
    let written = book.write(&batch).unwrap();
    assert_eq!((written.added, written.erased), (100, 100));
    book.scrub(&desk.path("copies"), "Awa").unwrap();
    assert!(!holds(&desk.store(), NAME) && !holds(&desk.store(), &SECRET));
}
