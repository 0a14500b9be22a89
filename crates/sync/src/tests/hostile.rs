//! Files that are not what they should be: other files, cut files, altered files, files made by somebody ill-intentioned who
//! can sign. Nothing panics, and nothing but an untouched file is taken.

use age::secrecy::SecretString;

use crate::device::SigningKey;
use crate::envelope::{Key, Lock, Recipients, lock, open, seal};
use crate::frame::push_sized;
use crate::limits;
use crate::plan::Known;
use crate::read::{Received, read};
use crate::refused::{Limit, Refused};
use crate::session_key::SessionKey;
use crate::tests::jury::{Jury, SESSION_KEY};
use crate::verify::verify;
use crate::write::{TRAILER, manifest_digest, manifest_message, write};
use domain::testing::draw::Draw;

fn key() -> SessionKey {
    SessionKey::new(SESSION_KEY)
}

fn sealed(plaintext: &[u8]) -> Vec<u8> {
    seal(plaintext, &Recipients::Keys(vec![key().recipient()])).unwrap()
}

fn opened(file: &[u8]) -> Result<Received, Refused> {
    read(&open(file, Key::Sessions(&[key()]))?)
}

fn small() -> (Jury, Vec<u8>) {
    let jury = Jury::small();
    let plaintext = write(&jury.pack(), &jury.office.key).unwrap().to_vec();
    (jury, plaintext)
}

/// `plaintext` with its digest and signature made again, as somebody who holds the device would.
fn signed_again(jury: &Jury, plaintext: &[u8]) -> Vec<u8> {
    let mut out = plaintext[..plaintext.len() - TRAILER].to_vec();
    let digest = manifest_digest(&out);
    out.extend(digest.0);
    out.extend(jury.office.key.sign(&manifest_message(jury.session, digest)).0);
    out
}

/// Where the content of part `tag` begins and ends.
fn part_of(plaintext: &[u8], tag: u8) -> (usize, usize) {
    let mut at = 9;
    loop {
        let length = u32::from_be_bytes(plaintext[at + 1..at + 5].try_into().unwrap()) as usize;
        if plaintext[at] == tag {
            return (at + 5, at + 5 + length);
        }
        at += 5 + length;
    }
}

/// `plaintext` whose part `tag` was replaced, signed again.
fn with_part(jury: &Jury, plaintext: &[u8], tag: u8, content: &[u8]) -> Vec<u8> {
    let (from, to) = part_of(plaintext, tag);
    let mut out = plaintext[..from - 4].to_vec();
    push_sized(&mut out, content);
    out.extend(&plaintext[to..]);
    signed_again(jury, &out)
}

#[test]
fn an_untouched_file_is_taken() {
    let (jury, plaintext) = small();
    let received = opened(&sealed(&plaintext)).unwrap();
    assert_eq!(received.bundle().pack, jury.pack().pack);
    verify(received, &Known::default()).unwrap();
}

#[test]
fn another_kind_of_file_is_no_bundle() {
    let mut draw = Draw(4);
    let noise: Vec<u8> = (0..1 << 20).map(|_| draw.byte()).collect();
    let files: [&[u8]; 7] =
        [b"", b"%", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", b"PK\x03\x04....", b"SQLite format 3\0....", &noise, &[0; 4096]];
    for file in files {
        assert_eq!(lock(file), Err(Refused::NotABundle));
        assert_eq!(opened(file).err(), Some(Refused::NotABundle));
        assert_eq!(read(file).err(), Some(Refused::NotABundle));
    }
}

#[test]
fn a_file_cut_anywhere_is_refused() {
    let (_, plaintext) = small();
    let file = sealed(&plaintext);
    for length in 1..file.len() {
        let refused = opened(&file[..length]).unwrap_err();
        assert!(matches!(refused, Refused::CutShort | Refused::Altered), "cut at {length}: {refused}");
    }
    for length in 1..plaintext.len() {
        let refused = read(&plaintext[..length]).unwrap_err();
        assert!(matches!(refused, Refused::CutShort | Refused::Altered), "cut at {length}: {refused}");
    }
}

#[test]
fn a_file_with_any_byte_changed_is_refused() {
    let (_, plaintext) = small();
    let file = sealed(&plaintext);
    let mut draw = Draw(5);
    for at in 0..file.len() {
        let mut changed = file.clone();
        changed[at] ^= 1 << draw.below(8);
        assert!(opened(&changed).is_err(), "byte {at} of the file");
    }
    for at in 0..plaintext.len() {
        let mut changed = plaintext.clone();
        changed[at] ^= 1 << draw.below(8);
        assert!(read(&changed).is_err(), "byte {at} of the content");
    }
}

#[test]
fn bytes_after_the_end_are_refused() {
    let (jury, plaintext) = small();
    assert!(opened(&[sealed(&plaintext), vec![0]].concat()).is_err());
    assert!(read(&[plaintext.clone(), vec![0]].concat()).is_err());
    let mut longer = plaintext.clone();
    longer.splice(longer.len() - TRAILER..longer.len() - TRAILER, [1, 0, 0, 0, 0]);
    assert_eq!(read(&signed_again(&jury, &longer)).err(), Some(Refused::Malformed { part: "parts" }));
}

#[test]
fn a_later_program_may_add_parts_that_this_one_ignores_and_parts_that_stop_it() {
    let (jury, plaintext) = small();
    let with = |tag: u8| {
        let mut longer = plaintext.clone();
        longer.splice(longer.len() - TRAILER..longer.len() - TRAILER, [tag, 0, 0, 0, 1, 42]);
        read(&signed_again(&jury, &longer)).map(|received| received.bundle)
    };
    assert_eq!(with(200), read(&plaintext).map(|received| received.bundle));
    assert_eq!(with(9), Err(Refused::NewerVersion { version: 1 }));
    let mut newer = plaintext.clone();
    newer[8] = 2;
    assert_eq!(read(&newer).err(), Some(Refused::NewerVersion { version: 2 }));
    newer[8] = 0;
    assert_eq!(read(&newer).err(), Some(Refused::NotABundle));
}

#[test]
fn a_file_for_another_session_is_not_for_this_laptop() {
    let (_, plaintext) = small();
    let file = sealed(&plaintext);
    let other = SessionKey::new([1; 32]);
    assert_eq!(open(&file, Key::Sessions(std::slice::from_ref(&other))).err(), Some(Refused::NotForYou));
    assert_eq!(open(&file, Key::Sessions(&[])).err(), Some(Refused::NotForYou));
    assert_eq!(open(&file, Key::Code("01Z0-JHZ4-9ABC-DEFG")).err(), Some(Refused::NotForYou));
    assert_eq!(open(&file, Key::Sessions(&[other, key()])).unwrap().as_slice(), plaintext);
}

#[test]
fn a_pack_opens_with_its_code_however_it_is_typed_and_with_no_other() {
    let (_, plaintext) = small();
    let file = seal(&plaintext, &Recipients::Code("01Z0-JHZ4-9ABC-DEFG".to_owned())).unwrap();
    assert_eq!(lock(&file), Ok(Lock::Code));
    assert_eq!(lock(&sealed(&plaintext)), Ok(Lock::Key));
    assert_eq!(open(&file, Key::Code("oizo jhz4 9abc defg")).unwrap().as_slice(), plaintext);
    assert_eq!(open(&file, Key::Code("01Z0-JHZ4-9ABC-DEFH")).err(), Some(Refused::WrongCode));
    assert_eq!(open(&file, Key::Code("")).err(), Some(Refused::WrongCode));
    assert_eq!(open(&file, Key::Sessions(&[key()])).err(), Some(Refused::NeedsCode));
}

#[test]
fn a_file_that_demands_too_much_work_is_refused_before_it_is_done() {
    let mut recipient = age::scrypt::Recipient::new(SecretString::from("CODE".to_owned()));
    recipient.set_work_factor(2);
    let encryptor = age::Encryptor::with_recipients(std::iter::once(&recipient as &dyn age::Recipient)).unwrap();
    let mut file = Vec::new();
    encryptor.wrap_output(&mut file).unwrap().finish().unwrap();
    let line = file.iter().position(|byte| *byte == b'>').unwrap();
    let end = line + file[line..].iter().position(|byte| *byte == b'\n').unwrap();
    file.splice(end - 1..end, *b"30");
    assert_eq!(open(&file, Key::Code("CODE")).err(), Some(Refused::TooLarge { limit: Limit::Work }));
}

#[test]
fn a_file_is_closed_for_somebody_and_not_for_a_crowd() {
    let closed_for = |count: usize| seal(b"content", &Recipients::Keys(vec![key().recipient(); count]));
    assert!(closed_for(0).is_err());
    assert!(closed_for(limits::RECIPIENTS + 1).is_err());
    let file = closed_for(limits::RECIPIENTS).unwrap();
    assert_eq!(open(&file, Key::Sessions(&[key()])).unwrap().as_slice(), b"content");
    let stanza =
        b"-> X25519 AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n";
    let crowd = [b"age-encryption.org/v1\n".to_vec(), stanza.repeat(10_000)].concat();
    assert_eq!(lock(&crowd), Err(Refused::TooLarge { limit: Limit::Work }));
}

#[test]
fn a_file_longer_than_the_limit_is_refused_unread() {
    let long = vec![b'a'; limits::FILE + 1];
    let refused = Some(Refused::TooLarge { limit: Limit::File });
    assert_eq!(opened(&long).err(), refused);
    assert_eq!(read(&long).err(), refused);
}

#[test]
fn a_signer_cannot_declare_more_than_there_is() {
    let (jury, plaintext) = small();
    for tag in 2..=6_u8 {
        let (from, to) = part_of(&plaintext, tag);
        for declared in [u32::MAX, 1 << 31, 70_000, 65_536, 4_096, 0] {
            let mut content = plaintext[from..to].to_vec();
            content[..4].copy_from_slice(&declared.to_be_bytes());
            assert!(read(&with_part(&jury, &plaintext, tag, &content)).is_err(), "part {tag}, {declared}");
        }
        assert!(read(&with_part(&jury, &plaintext, tag, &[])).is_err(), "part {tag}, empty");
    }
    let (from, to) = part_of(&plaintext, 1);
    let mut header = plaintext[from..to].to_vec();
    let place = header.len() - 4;
    header[place..].copy_from_slice(&5_000_001_u32.to_be_bytes());
    let refused = read(&with_part(&jury, &plaintext, 1, &header)).err();
    assert_eq!(refused, Some(Refused::TooLarge { limit: Limit::Entries }));
}

#[test]
fn a_signer_cannot_write_the_same_content_otherwise() {
    let (jury, plaintext) = small();
    let (from, to) = part_of(&plaintext, 2);
    let secrets = &plaintext[from..to];
    let (one, other) = (&secrets[4..52], &secrets[52..100]);
    let swapped = [&secrets[..4], other, one, &secrets[100..]].concat();
    assert_eq!(read(&with_part(&jury, &plaintext, 2, &swapped)).err(), Some(Refused::Malformed { part: "secrets" }));
    let idle = [&3_u32.to_be_bytes(), &secrets[4..], &[0xff; 48]].concat();
    assert_eq!(read(&with_part(&jury, &plaintext, 2, &idle)).err(), Some(Refused::Malformed { part: "secrets" }));
    let (from, to) = part_of(&plaintext, 4);
    let again = [&plaintext[from..to], &plaintext[from..to]].concat();
    assert!(read(&with_part(&jury, &plaintext, 4, &again)).is_err());
    let skippable = [&plaintext[from..to], &[0, 0, 0, 0, 0, 0, 0, 8, 0x50, 0x2a, 0x4d, 0x18, 0, 0, 0, 0]].concat();
    assert!(read(&with_part(&jury, &plaintext, 4, &skippable)).is_err());
}

#[test]
fn a_signer_cannot_cut_a_log_otherwise_than_its_entries_allow() {
    let (jury, plaintext) = small();
    let (from, to) = part_of(&plaintext, 3);
    let log = &plaintext[from..to];
    // Number of logs, then device, person, epoch, number of runs, and the only run: length, place, previous hash.
    let (before, run) = (&log[..68], &log[72..]);
    let count = u32::from_be_bytes(run[..4].try_into().unwrap());
    let with_runs = |runs: &[(u32, u32, &[u8])]| {
        let mut content = before.to_vec();
        content.extend(u32::try_from(runs.len()).unwrap().to_be_bytes());
        for (length, place, prev) in runs {
            content.extend([&length.to_be_bytes()[..], &place.to_be_bytes(), prev].concat());
        }
        read(&with_part(&jury, &plaintext, 3, &content)).map(drop)
    };
    let (root, second) = (&run[8..40], jury.office.entries[1].hash.0);
    assert_eq!(with_runs(&[(count, 1, root)]), Ok(()));
    let cut = with_runs(&[(2, 1, root), (count - 2, 3, &second)]);
    assert_eq!(cut, Err(Refused::Malformed { part: "runs" }));
    for runs in [
        vec![(count, 0, root)],
        vec![(count, 2, root)],
        vec![(count, 1, &second[..])],
        vec![(count, 1, root), (0, 9, &second[..])],
        vec![(count - 1, 1, root)],
        vec![(count + 1, 1, root)],
        vec![],
    ] {
        assert!(with_runs(&runs).is_err(), "{runs:?}");
    }
}

#[test]
fn a_thousand_mutations_of_a_signed_content_never_panic_and_never_pass() {
    let (jury, plaintext) = small();
    let (mut draw, body) = (Draw(6), plaintext.len() - TRAILER);
    for round in 0..1_000 {
        let mut changed = plaintext.clone();
        for _ in 0..=draw.below(3) {
            let at = 9 + draw.below(body - 9);
            match draw.below(4) {
                0 => changed[at] = draw.byte(),
                1 => changed[at] = [0, 1, 0x7f, 0x80, 0xff][draw.below(5)],
                2 => drop(changed.splice(at..at, [0xff; 3])),
                _ => drop(changed.splice(at..(at + 1 + draw.below(8)).min(body), [])),
            }
        }
        // What a signer changes may still be laid out well: then the heads, the ids or the seats must not agree.
        let changed = signed_again(&jury, &changed);
        if let Ok(received) = read(&changed)
            && let Ok(verified) = verify(received, &Known::default())
        {
            let (got, meant) = (verified.bundle(), jury.pack());
            assert_eq!(
                (&got.logs, &got.heads),
                (&read(&plaintext).unwrap().bundle.logs, &meant.heads),
                "round {round}"
            );
        }
    }
}

#[test]
fn a_stranger_who_signs_for_himself_is_unknown() {
    let (jury, _) = small();
    let stranger = SigningKey::new(&[66; 32]);
    let mut bundle = jury.pack();
    bundle.device = stranger.public();
    let received = read(&write(&bundle, &stranger).unwrap()).unwrap();
    let refused = Refused::UnknownDevice { device: stranger.public() };
    assert_eq!(verify(received, &Known::default()).err(), Some(refused));
}
