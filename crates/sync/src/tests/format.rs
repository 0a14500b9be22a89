//! The format, frozen: the bytes of one bundle are known, and a bundle written by the first version is read for ever. Should
//! one of these numbers change, so did the format: that takes a new version, not a new number.

use domain::id::{DeviceKey, Digest, LogId, PersonId, SubjectSecret, to_hex};
use domain::log::{Clock, Entry, Header, fingerprint, log_id, session_id};

use crate::bundle::{Bundle, Kind, LogPart};
use crate::limits;
use crate::read::read;
use crate::run::runs;
use crate::segment::{Packer, Records};
use crate::tests::jury::Jury;
use crate::write::write;
use domain::testing::draw::Draw;

#[test]
fn the_bytes_of_a_pack_are_the_ones_the_format_promises() {
    let jury = Jury::small();
    let first_version: &[u8] = include_bytes!("pack-v1.bin");
    assert_eq!(read(first_version).unwrap().bundle(), &jury.pack());
    // A later zstd may compress otherwise; then this line goes, and the one above stays.
    assert_eq!(write(&jury.pack(), &jury.office.key).unwrap().as_slice(), first_version);
}

#[test]
fn the_pack_of_a_device_admitted_by_name_holds_no_seed_and_reads_back() {
    let jury = Jury::small();
    let mut bundle = jury.pack();
    let with_seed = write(&bundle, &jury.office.key).unwrap();
    if let Some(pack) = &mut bundle.pack {
        pack.enrolment = None;
    }
    let bytes = write(&bundle, &jury.office.key).unwrap();
    let (addressee, key) = (PersonId([1; 16]), crate::tests::jury::SESSION_KEY);
    let part = [&[8, 0, 0, 0, 48][..], &addressee.0, &key].concat();
    assert_eq!(
        bytes[..bytes.len() - 96].strip_suffix(part.as_slice()),
        with_seed[..with_seed.len() - 96].get(..bytes.len() - 96 - 53)
    );
    assert_eq!(read(&bytes).unwrap().bundle(), &bundle);
}

#[test]
fn the_parts_of_an_empty_bundle_stand_where_the_format_says() {
    let jury = Jury::small();
    let bundle = jury.bundle(&[]);
    let bytes = write(&bundle, &jury.office.key).unwrap();
    let header = [
        &[2][..],
        &jury.session.0,
        &jury.office.key.public().0,
        &jury.office.person.0,
        &bundle.made_at.0.to_be_bytes(),
        &[0, 1],
        &[0; 4],
    ]
    .concat();
    let expected = [
        b"DELIBERE\x01",
        &[1, 0, 0, 0, 79][..],
        &header,
        &[2, 0, 0, 0, 4, 0, 0, 0, 0],
        &[3, 0, 0, 0, 4, 0, 0, 0, 0],
        &[4, 0, 0, 0, 0],
        &[5, 0, 0, 0, 4, 0, 0, 0, 0],
        &[6, 0, 0, 0, 4, 0, 0, 0, 0],
    ]
    .concat();
    assert_eq!(bytes[..bytes.len() - 96], expected);
    assert_eq!(read(&bytes).unwrap().bundle(), &bundle);
}

/// A log of `count` entries about nobody, with payloads of `length` bytes.
fn long_log(count: u32, length: usize, kind: u16) -> (Jury, Bundle) {
    let jury = Jury::small();
    let laptop = &jury.office;
    let (mut entries, mut prev, mut draw) = (Vec::new(), Digest(laptop.log.0), Draw(1));
    for seq in 1..=count {
        let clock = Clock(u64::from(seq) << 16);
        let header =
            Header { log: laptop.log, seq, prev, clock, kind, kind_version: 1, critical: false, subject: None };
        let payload = (0..length).map(|_| draw.byte()).collect();
        let logged = domain::log::Logged::from(Entry::new(header, payload, None));
        prev = logged.hash;
        entries.push(logged);
    }
    let (device, person, epoch) = (laptop.key.public(), laptop.person, laptop.epoch);
    let mut bundle = Bundle::new(Kind::Results, jury.session, device, person, crate::tests::jury::MORNING);
    bundle.logs.insert(laptop.log, LogPart { device, person, epoch, entries });
    (jury, bundle)
}

#[test]
fn a_long_log_is_cut_in_segments_and_reads_back() {
    for (count, length, kind) in [(10_000, 3, 40), (40, 60_000, 40), (3, 2 << 20, 2), (4_096, 1, 40), (4_097, 1, 40)] {
        let (jury, bundle) = long_log(count, length, kind);
        let bytes = write(&bundle, &jury.office.key).unwrap();
        assert_eq!(read(&bytes).unwrap().bundle(), &bundle, "{count} entries of {length} bytes");
    }
}

#[test]
fn an_entry_beyond_the_limit_is_neither_written_nor_read() {
    for (length, kind) in [(limits::PAYLOAD + 1, 40), (limits::OPENING_PAYLOAD + 1, 2)] {
        let (jury, bundle) = long_log(1, length, kind);
        assert!(write(&bundle, &jury.office.key).is_err());
        let mut packer = Packer::default();
        assert!(packer.push(&bundle.logs.values().next().unwrap().entries[0].entry));
        let (segments, _) = packer.finish().unwrap();
        assert!(Records::new(&segments, 0).next().is_err());
    }
}

#[test]
fn a_segment_closed_before_it_is_full_is_refused() {
    let (_, bundle) = long_log(2, 10, 40);
    let entries = &bundle.logs.values().next().unwrap().entries;
    let segment = |place: usize| {
        let mut packer = Packer::default();
        assert!(packer.push(&entries[place].entry));
        packer.finish().unwrap().0
    };
    let apart = [segment(0), segment(1)].concat();
    let mut records = Records::new(&apart, 0);
    assert!(records.next().is_ok());
    assert!(records.next().is_err());
}

#[test]
fn marks_weigh_a_few_bytes_each() {
    let jury = Jury::busy(9);
    let entries = jury.everything();
    let bytes = write(&jury.bundle(&entries), &jury.office.key).unwrap();
    let marks = entries.iter().filter(|logged| logged.entry.header.kind == 40).count();
    let without: Vec<_> = entries.iter().filter(|logged| logged.entry.header.kind < 40).cloned().collect();
    let rest = write(&jury.bundle(&without), &jury.office.key).unwrap();
    let each = (bytes.len() - rest.len()) / marks;
    assert!(each < 60, "{each} bytes for each of {marks} marks");
}

#[test]
fn runs_follow_the_set_of_entries_and_not_its_order() {
    let jury = Jury::busy(10);
    let mut own: Vec<_> = jury.jurors.last().unwrap().entries.iter().chain(&jury.clone).cloned().collect();
    let cut = |entries: &[domain::log::Logged]| -> Vec<_> {
        runs(entries).into_iter().map(|run| (run.start(), run.end(), run.entries.len())).collect()
    };
    let first = cut(&own);
    assert_eq!(first.len(), 2);
    Draw(3).shuffle(&mut own);
    assert_eq!(cut(&own), first);
}

#[test]
fn the_example_of_the_log_page_holds() {
    let jury = Jury::small();
    let (page, secret) = (include_str!("../../../../docs/formats/log.md"), SubjectSecret([1; 32]));
    let header = Header {
        log: LogId([7; 32]),
        seq: 3,
        prev: Digest([9; 32]),
        clock: Clock(42 << 16),
        kind: 40,
        kind_version: 1,
        critical: true,
        subject: Some([5; 16]),
    };
    let (salted, plain) = (
        Entry::new(header.clone(), b"a mark".to_vec(), Some(&secret)),
        Entry::new(Header { subject: None, ..header.clone() }, b"a mark".to_vec(), None),
    );
    let device = DeviceKey([2; 32]);
    let session = session_id(device, [3; 16]);
    let example = [
        ("header", to_hex(&header.to_bytes())),
        ("leaf, salted", salted.leaf.to_string()),
        ("hash of the entry", salted.hash().to_string()),
        ("leaf, not salted", plain.leaf.to_string()),
        ("session id", session.to_string()),
        ("log id", log_id(device, session, PersonId([4; 16]), [6; 16]).to_string()),
        ("fingerprint of both", fingerprint([salted.hash(), plain.hash()]).to_string()),
        ("head", jury.office.key.sign_head(session, header.log, 3, salted.hash()).signature.to_string()),
    ];
    let missing: Vec<_> = example.iter().filter(|(_, value)| !page.contains(value.as_str())).collect();
    assert!(missing.is_empty(), "{missing:#?}");
}
