//! Every format that this room reads from elsewhere, with true files of it and what its reader must answer to a spoilt one: a
//! refusal, or the same content; never a panic. What spoils them is `domain::testing::spoil`, or cargo-fuzz (`fuzz/`).

use std::collections::BTreeSet;
use std::io::{Cursor, Write as _};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::OnceLock;

use domain::log::Header;
use domain::person::Role;
use domain::session::thread::threads;
use domain::testing::draw::Draw;
use domain::testing::papers;
use domain::testing::spoil::spoilt;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::morning;
use crate::device::SigningKey;
use crate::envelope::{Key, Recipients, lock, open, seal};
use crate::invitation::normalise_code;
use crate::plan::{Known, plan};
use crate::qr::frame::Unread;
use crate::qr::gather::{Brought, Gathering};
use crate::qr::show::Showing;
use crate::read::{Received, read};
use crate::request::Request;
use crate::session_key::SessionKey;
use crate::table;
use crate::verify::verify;
use crate::write::{TRAILER, manifest_digest, manifest_message, write};

/// A format.
pub struct Format {
    /// Its name on the command line.
    pub name: &'static str,
    seeds: fn() -> Vec<Vec<u8>>,
    feed: fn(&[u8]) -> Result<(), String>,
}

/// Every format, the deepest first.
pub const FORMATS: &[Format] = &[
    Format { name: "bundle", seeds: bundles, feed: bundle },
    Format { name: "signed", seeds: bundles, feed: signed },
    Format { name: "envelope", seeds: envelopes, feed: envelope },
    Format { name: "request", seeds: requests, feed: request },
    Format { name: "frames", seeds: frames, feed: frame },
    Format { name: "entries", seeds: payloads, feed: payload },
    Format { name: "candidates", seeds: candidates, feed: candidate_table },
    Format { name: "marks", seeds: marks, feed: marks_table },
    Format { name: "decisions", seeds: decisions, feed: decisions_table },
    Format { name: "referential", seeds: referentials, feed: referential },
    Format { name: "regulation", seeds: regulations, feed: regulation },
];

impl Format {
    /// Gives `bytes` to the reader.
    ///
    /// # Errors
    /// When it panics, or takes them for what they are not.
    pub fn feed(&self, bytes: &[u8]) -> Result<(), String> {
        catch_unwind(AssertUnwindSafe(|| (self.feed)(bytes))).unwrap_or_else(|_| Err("the reader panics".to_owned()))
    }

    /// True files of that format.
    #[must_use]
    pub fn seeds(&self) -> Vec<Vec<u8>> {
        (self.seeds)()
    }

    /// The spoilt file of that number.
    #[must_use]
    pub fn spoilt(&self, seeds: &[Vec<u8>], number: u64) -> Vec<u8> {
        let mut draw = Draw(number);
        let (one, other) =
            (draw.pick(seeds).cloned().unwrap_or_default(), draw.pick(seeds).cloned().unwrap_or_default());
        spoilt(&one, &other, &mut draw)
    }
}

/// The office's laptop's file, and a president's after a busy day.
fn bundles() -> Vec<Vec<u8>> {
    static FILES: OnceLock<Vec<Vec<u8>>> = OnceLock::new();
    let made = || {
        let mut day = morning::morning(3);
        for seed in 0..60 {
            let mut draw = Draw(seed);
            super::edits::edit(&mut day, draw.below(4), &mut draw);
        }
        let file = |laptop: &super::laptop::Laptop| laptop.write(&laptop.bundle(laptop.held.clone(), day.now)).ok();
        day.laptops.iter().filter_map(file).collect()
    };
    FILES.get_or_init(made).clone()
}

/// What a laptop that knows the session does with a content.
fn bundle(bytes: &[u8]) -> Result<(), String> {
    let Ok(received) = read(bytes) else { return Ok(()) };
    if !bundles().iter().any(|file| file.as_slice() == bytes) {
        return Err("a content that nobody signed is read".to_owned());
    }
    let Ok(verified) = verify(received, &Known::default()) else { return Ok(()) };
    drop(plan(verified, &Known::default(), domain::time::Timestamp(0)));
    Ok(())
}

/// The same, of a content that somebody of the session signed as it is.
fn signed(bytes: &[u8]) -> Result<(), String> {
    let day = morning::morning(3);
    let (Some(office), Some(body)) = (day.laptops.first(), bytes.len().checked_sub(TRAILER)) else { return Ok(()) };
    let mut content = bytes.get(..body).unwrap_or_default().to_vec();
    // The header's own device, so that the signature is right whoever is named.
    let key = [&office.key].into_iter().chain(day.laptops.iter().map(|laptop| &laptop.key));
    let named = |key: &&SigningKey| content.get(31..63) == Some(&key.public().0[..]);
    let key = key.into_iter().find(named).unwrap_or(&office.key).clone();
    let digest = manifest_digest(&content);
    content.extend(digest.0);
    content.extend(key.sign(&manifest_message(office.id, digest)).0);
    let Ok(received) = read(&content) else { return Ok(()) };
    // What is read is written again and read to the same content. The bytes may differ: zstd has many frames for one content.
    let again = write(received.bundle(), &key).map_err(|fault| format!("what was read can't be written: {fault}"))?;
    if read(&again).ok().as_ref().map(Received::bundle) != Some(received.bundle()) {
        return Err("what was read is written as something else".to_owned());
    }
    let known = Known { founder: Some(office.key.public()), ..Known::default() };
    let Ok(verified) = verify(received, &known) else { return Ok(()) };
    let plan = plan(verified, &known, domain::time::Timestamp(0));
    drop(threads(&plan.new));
    drop(domain::session::fold::fold(plan.session, &plan.new));
    Ok(())
}

const SESSION_KEY: [u8; 32] = [0x5e; 32];

fn envelopes() -> Vec<Vec<u8>> {
    let recipients = Recipients::Keys(vec![SessionKey::new(SESSION_KEY).recipient()]);
    static FILES: OnceLock<Vec<Vec<u8>>> = OnceLock::new();
    let made = || bundles().iter().filter_map(|content| seal(content, &recipients).ok()).collect();
    FILES.get_or_init(made).clone()
}

fn envelope(bytes: &[u8]) -> Result<(), String> {
    drop(lock(bytes));
    drop(normalise_code(&String::from_utf8_lossy(bytes)));
    match open(bytes, Key::Sessions(&[SessionKey::new(SESSION_KEY)])) {
        Ok(content) if !bundles().contains(&content) => {
            Err("an envelope gives a content that nobody put in it".to_owned())
        }
        _ => Ok(()),
    }
}

fn requests() -> Vec<Vec<u8>> {
    let roles = [Role::Member, Role::President, Role::Representative];
    let asked = roles.into_iter().zip(["Chloé Petit", "Awa Diallo", "René Costa"]).filter_map(|(role, name)| {
        let key = SigningKey::new(&[name.len().to_be_bytes()[7]; 32]);
        let (device, receiver) = (key.public(), key.receiver().public());
        Request { device, receiver, role, name: name.to_owned(), nonce: [9; 16] }.write(&key).ok()
    });
    asked.collect()
}

fn request(bytes: &[u8]) -> Result<(), String> {
    match Request::read(bytes) {
        Ok(_) if !requests().iter().any(|asked| asked == bytes) => {
            Err("a request that nobody signed is read".to_owned())
        }
        _ => Ok(()),
    }
}

/// The frames of a file, one after another, each after its length.
fn frames() -> Vec<Vec<u8>> {
    let shown: Vec<Showing> = bundles().iter().filter_map(|file| Showing::of(file)).collect();
    shown.iter().map(|shown| shown.frame(0)).chain(shown.iter().map(|shown| shown.frame(shown.blocks() + 3))).collect()
}

fn frame(bytes: &[u8]) -> Result<(), String> {
    let mut gather = Gathering::default();
    for true_frame in frames().iter().take(2) {
        let _: Result<Brought, Unread> = gather.take(true_frame);
    }
    let _: Result<Brought, Unread> = gather.take(bytes);
    match gather.file() {
        Ok(Some(file)) if !bundles().contains(&file) => Err("frames give a file that nobody showed".to_owned()),
        _ => Ok(()),
    }
}

/// Headers and payloads of true entries, each after its kind.
fn payloads() -> Vec<Vec<u8>> {
    let day = morning::morning(3);
    let entries = day.laptops.iter().flat_map(|laptop| &laptop.held);
    let told = entries.map(|logged| {
        let payload = logged.entry.payload.clone().unwrap_or_default();
        [&logged.entry.header.kind.to_be_bytes()[..], &payload].concat()
    });
    told.take(40).collect()
}

/// A payload that is decoded is encoded again and decoded to the same fact.
fn payload(bytes: &[u8]) -> Result<(), String> {
    drop(Header::from_bytes(bytes));
    let Some((kind, payload)) = bytes.split_first_chunk::<2>() else { return Ok(()) };
    let kind = u16::from_be_bytes(*kind);
    let Ok(event) = domain::event::Event::decode(kind, payload) else { return Ok(()) };
    match domain::event::Event::decode(kind, &event.encode()) {
        Ok(again) if again == event => Ok(()),
        _ => Err(format!("a fact of kind {kind} is decoded and not encoded again")),
    }
}

fn candidates() -> Vec<Vec<u8>> {
    let header = "numero;nom;nom_usage;prenoms;sexe;naissance;commune;insee;pays;voie;option;acquis;email";
    let rows = [
        "1;Moreau;;Inès;F;04/06/2000;Ajaccio;2A004;;apprentissage;P3;;ines@exemple.fr",
        "2;Keller;;Jonas;M;05/06/2000;Lyon;69123;;vae;P4;P1:PV 2025-1;",
    ];
    [texts(header, &rows), vec![workbook(header, &rows)]].concat()
}

/// The same rows as a workbook, its parts laid plainly, so that a spoilt byte reaches the reader of cells.
fn workbook(header: &str, rows: &[&str]) -> Vec<u8> {
    let cell = |cell: &str| format!("<table:table-cell><text:p>{cell}</text:p></table:table-cell>");
    let row =
        |row: &&str| format!("<table:table-row>{}</table:table-row>", row.split(';').map(cell).collect::<String>());
    let table: String = [header].iter().chain(rows).map(row).collect();
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let plainly = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let written = archive
        .start_file("content.xml", plainly)
        .and_then(|()| Ok(write!(archive, "<table:table>{table}</table:table>")?))
        .and_then(|()| archive.finish());
    written.map(Cursor::into_inner).unwrap_or_default()
}

fn marks() -> Vec<Vec<u8>> {
    texts(
        "numero candidat;critere;note;commentaire",
        &["1;P1.CP.1;A;clair", "2;P1.CP.2;NO;\"deux\nlignes\"", "1;MEM.1;12,5;"],
    )
}

fn decisions() -> Vec<Vec<u8>> {
    texts("numero candidat;decision;motif;mention", &["1;admis;;TB", "2;ajourné;deux blocs manquent;"])
}

/// A table as UTF-8 with and without its mark, as UTF-16, and with commas.
fn texts(header: &str, rows: &[&str]) -> Vec<Vec<u8>> {
    let text = format!("{header}\r\n{}\r\n", rows.join("\r\n"));
    let wide = [0xfeff].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let marked = [b"\xef\xbb\xbf", text.as_bytes()].concat();
    vec![text.replace(';', ",").into_bytes(), text.into_bytes(), marked, wide]
}

fn candidate_table(bytes: &[u8]) -> Result<(), String> {
    drop(table::candidates::read(bytes, &papers::pocket()));
    Ok(())
}

fn marks_table(bytes: &[u8]) -> Result<(), String> {
    let (numbers, codes) = known();
    for scale in [papers::levels().scale, papers::scores().scale] {
        let known = table::marks::Known { candidates: &numbers, criteria: &codes };
        let Ok(read) = table::marks::read(bytes, &scale, known) else { continue };
        if read.accepted.iter().any(|row| !scale.holds(row.value.rating)) {
            return Err("a rating that the scale does not hold is accepted".to_owned());
        }
    }
    Ok(())
}

fn decisions_table(bytes: &[u8]) -> Result<(), String> {
    drop(table::decisions::read(bytes, &known().0, &papers::scores().mentions));
    Ok(())
}

fn known() -> (BTreeSet<String>, BTreeSet<String>) {
    let owned = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
    (owned(&["1", "2"]), owned(&["P1.CP.1", "P1.CP.2", "MEM.1"]))
}

fn referentials() -> Vec<Vec<u8>> {
    let table = "Bloc P1\tActivités\tÉpreuves\nA1. Jardin\tA1.1 planter\tCas pratique\t- savoir planter\n";
    vec![serde_json::to_vec(&papers::pocket()).unwrap_or_default(), table.as_bytes().to_vec()]
}

fn referential(bytes: &[u8]) -> Result<(), String> {
    drop(table::referential::propose(bytes, "a test"));
    let Ok(text) = std::str::from_utf8(bytes) else { return Ok(()) };
    let Ok(read) = domain::referential::parse(text) else { return Ok(()) };
    drop(domain::referential::check::check(&read));
    drop(domain::referential::diff::diff(&read, &papers::pocket()));
    Ok(())
}

fn regulations() -> Vec<Vec<u8>> {
    let examples: [&[u8]; 2] = [
        include_bytes!("../../../../assets/regulations/exemple-niveaux.toml"),
        include_bytes!("../../../../assets/regulations/exemple-notes.toml"),
    ];
    examples.iter().map(|example| example.to_vec()).collect()
}

fn regulation(bytes: &[u8]) -> Result<(), String> {
    let Ok(read) = table::regulation::read(bytes) else { return Ok(()) };
    drop(domain::regulation::check::check(&read, &papers::pocket()));
    Ok(())
}
