//! The digest that seals a sheet, printed in the minutes: what was sealed can be proved later, to the letter. The bytes
//! laid down here are frozen (docs/formats/log.md); a change is a new context. Not a place for who may seal (`decide`).

use crate::grading::{Mark, Rating};
use crate::id::{CandidateId, Digest, PersonId};
use crate::session::{Session, Sheet};

const SHEET_CONTEXT: &str = "delibere 2026 sheet seal v1";
const LINE_CONTEXT: &str = "delibere 2026 seal line v1";

/// The digest of a juror's sheet as it stands: BLAKE3 (derive-key mode) of the session, the juror, the candidate, the
/// number of marks, each mark in the order of the criteria's codes, then the general observation. Texts carry their
/// length, so that no two sheets have the same bytes. A mark without rating and without comment is no mark.
#[must_use]
pub fn digest(session: &Session, juror: PersonId, candidate: CandidateId) -> Digest {
    let mut listing = Listing(blake3::Hasher::new_derive_key(SHEET_CONTEXT));
    listing.bytes(&session.id.0).bytes(&juror.0).bytes(&candidate.0);
    let sheet = session.sheets.get(&(juror, candidate));
    let marks: Vec<_> = sheet.into_iter().flat_map(written).collect();
    listing.number(marks.len());
    for (criterion, mark) in marks {
        listing.text(criterion).rating(mark.rating).text(&mark.comment);
    }
    listing.text(sheet.and_then(|sheet| sheet.observation.shown()).map(String::as_str).unwrap_or_default());
    listing.digest()
}

/// How many marks the sheet holds: the number a seal carries beside its digest.
#[must_use]
pub fn marks(session: &Session, juror: PersonId, candidate: CandidateId) -> u32 {
    let count = session.sheets.get(&(juror, candidate)).map_or(0, |sheet| written(sheet).count());
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// Whether the sheet still says what was sealed; `None` when it is not sealed. Two laptops that sealed differently for
/// one juror, or a mark that came from a second laptop, show here.
#[must_use]
pub fn is_intact(session: &Session, juror: PersonId, candidate: CandidateId) -> Option<bool> {
    let seals = session.sheets.get(&(juror, candidate))?.seal.sides();
    let now = digest(session, juror, candidate);
    (!seals.is_empty()).then(|| seals.iter().all(|seal| seal.value.digest == now))
}

/// The sheets a juror sealed and one digest over their seals, in the order of the candidates' numbers: how many sheets,
/// then BLAKE3 (derive-key mode) of the juror and, for each sheet, the candidate and the digest of the seal.
#[must_use]
pub fn seal_line(session: &Session, juror: PersonId) -> (u32, Digest) {
    let mut listing = Listing(blake3::Hasher::new_derive_key(LINE_CONTEXT));
    listing.bytes(&juror.0);
    let mut sheets = 0;
    for (candidate, _) in session.roster() {
        let seal = session.sheets.get(&(juror, candidate)).and_then(|sheet| sheet.seal.shown());
        if let Some(seal) = seal {
            listing.bytes(&candidate.0).bytes(&seal.digest.0);
            sheets += 1;
        }
    }
    (sheets, listing.digest())
}

/// Marks that say something, in the order of the criteria's codes.
fn written(sheet: &Sheet) -> impl Iterator<Item = (&str, Mark)> {
    let shown = sheet.marks.iter().filter_map(|(criterion, mark)| Some((criterion, mark.shown()?.clone())));
    shown.filter(|(_, mark)| mark.rating.is_some() || !mark.comment.is_empty())
}

/// Bytes in a canonical order: numbers big endian, texts after their length.
struct Listing(blake3::Hasher);

impl Listing {
    fn bytes(&mut self, bytes: &[u8]) -> &mut Self {
        self.0.update(bytes);
        self
    }

    fn number(&mut self, number: usize) -> &mut Self {
        self.bytes(&u64::try_from(number).unwrap_or(u64::MAX).to_be_bytes())
    }

    fn text(&mut self, text: &str) -> &mut Self {
        self.number(text.len()).bytes(text.as_bytes())
    }

    fn rating(&mut self, rating: Option<Rating>) -> &mut Self {
        match rating {
            None => self.bytes(&[0]),
            Some(Rating::Level { index }) => self.bytes(&[1, index]),
            Some(Rating::Score { hundredths }) => self.bytes(&[2]).bytes(&hundredths.to_be_bytes()),
            Some(Rating::NotObserved) => self.bytes(&[3]),
            Some(Rating::NotApplicable) => self.bytes(&[4]),
        }
    }

    fn digest(&self) -> Digest {
        Digest(*self.0.finalize().as_bytes())
    }
}
