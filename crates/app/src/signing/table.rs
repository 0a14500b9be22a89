//! The minutes as they go round the table: kept in the store with the signatures they have so far, shown, signed by each
//! member with their own passphrase, saved at a chosen place. Signing a file that lies elsewhere is the room's own.

use base64::Engine as _;
use documents::{Fields, Identity, SignedAt};
pub use documents::{InkStrokes, Statement};
use domain::command::Command;
use domain::id::{Digest, PersonId, SessionId};
use domain::minutes::CivilTime;
use domain::minutes::compose::EditionChoice;
use domain::session::Session;
use serde::{Deserialize, Serialize};

use super::{Seat, SignatureReport, sign_failure, words_of};
use crate::desk::Desk;
use crate::dialogs::Purpose;
use crate::entropy::random;
use crate::execute::Changes;
use crate::failure::Failure;
use crate::files;
use crate::keys::slot::SlotRandom;
use crate::keys::{KeyFailure, member};
use crate::open::key_failure;
use crate::publish::{self, PaperReport, sha256};

/// Ink as a pen, a finger or a mouse drew it: places only.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Ink {
    /// Width of the surface.
    pub width: f32,
    /// Its height.
    pub height: f32,
    /// Strokes: points from the top left corner, in the units of the surface.
    pub strokes: Vec<Vec<(f32, f32)>>,
}

/// The minutes, for a page to draw.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct MinutesShown {
    /// A name for the file.
    pub file_name: String,
    /// The PDF, in base64.
    pub pdf: String,
    /// SHA-256 of the PDF.
    pub sha256: Digest,
    /// Whether the session is not closed yet: nobody signs a draft.
    pub draft: bool,
}

/// The minutes as they stand here.
struct Paper {
    bytes: Vec<u8>,
    number: String,
    draft: bool,
}

impl Desk {
    /// The minutes in force with the signatures they have so far; a draft before the closing.
    ///
    /// # Errors
    /// When no store is open, or they can't be drawn.
    pub fn minutes_shown(&self, session: SessionId) -> Result<MinutesShown, Failure> {
        let paper = self.paper_in_force(session)?;
        let pdf = base64::engine::general_purpose::STANDARD.encode(&paper.bytes);
        Ok(MinutesShown { file_name: paper.name(), pdf, sha256: sha256(&paper.bytes), draft: paper.draft })
    }

    /// Signs the minutes in force as `juror`, who types their own passphrase on this laptop: that of the store for its own
    /// person, for another the one they choose the first time they sign here.
    ///
    /// # Errors
    /// When the session is not closed, the passphrase is not theirs, or the rules refuse: nothing is then signed.
    pub fn sign_here(
        &self,
        session: SessionId,
        juror: PersonId,
        passphrase: &str,
        statement: Statement,
    ) -> Result<SignatureReport, Failure> {
        let statement = Statement { reserve: super::reserve(statement.reserve)?, ..statement };
        let paper = self.paper_to_sign(session)?;
        let seat = self.read(session, |dossier| super::seat(&dossier.session, juror))?;
        let instant = self.clock.now();
        let civil = self.clock.civil(instant).ok_or(Failure::BadRequest("the clock shows no date".into()))?;
        let (before, hand) = (sha256(&paper.bytes), self.hand_for(session, juror)?);
        let command = Command::RecordSignature { juror, minutes: before, at: civil };
        if let Some((_, refusal)) = self.try_groups(session, hand, &[std::slice::from_ref(&command)])?.pop() {
            return Err(refusal.into());
        }
        let identity = self.identity_here(session, juror, passphrase, &seat, civil)?;
        let at = SignedAt { civil, instant };
        let signed = documents::sign_pdf(&paper.bytes, &seat.field, &identity, at, &statement).map_err(sign_failure)?;
        let after = sha256(&signed);
        let kept = self.read(session, |dossier| Ok(Kept::of(&dossier.session)))?;
        // Set by before the fact: should the power fail between the two, `paper_in_force` finds it.
        self.with_open(|open| Ok(open.book.set_local(&kept.next(), &signed)?))?;
        self.execute(session, hand, &command)?;
        self.with_open(|open| Ok(open.book.set_local(&kept.now(), &signed)?))?;
        Ok(SignatureReport { name: seat.name, issuer: identity.issuer(), field: seat.field, before, after })
    }

    /// Notes that `juror` signed the printed minutes by hand.
    ///
    /// # Errors
    /// When the session is not closed, or the rules refuse.
    pub fn signed_by_hand(&self, session: SessionId, juror: PersonId) -> Result<Changes, Failure> {
        let paper = self.paper_to_sign(session)?;
        let now = self.clock.civil(self.clock.now());
        let at = now.ok_or(Failure::BadRequest("the clock shows no date".into()))?;
        let minutes = sha256(documents::as_drawn(&paper.bytes));
        self.execute(session, self.hand_for(session, juror)?, &Command::RecordSignature { juror, minutes, at })
    }

    /// Writes the minutes in force, signatures included, to a file chosen by the person; `None` when they gave up.
    ///
    /// # Errors
    /// When they can't be drawn or written.
    pub fn save_minutes(&self, session: SessionId) -> Result<Option<PaperReport>, Failure> {
        let paper = self.paper_in_force(session)?;
        let Some(path) = self.dialogs.save_file(Purpose::Paper, &paper.name()) else { return Ok(None) };
        files::write(&path, &paper.bytes)?;
        let (sha256, bytes) = (sha256(&paper.bytes), files::length(&paper.bytes));
        Ok(Some(PaperReport { file_name: files::name(&path), sha256, bytes, warnings: Vec::new() }))
    }

    /// Whether `juror` has chosen a passphrase to sign with on this laptop.
    pub(crate) fn has_member_key(&self, session: SessionId, juror: PersonId) -> Result<bool, Failure> {
        self.with_open(|open| Ok(open.book.local(&member_key(session, juror))?.is_some()))
    }

    /// The minutes in force, signatures included; none before the closing.
    pub(crate) fn kept_minutes(&self, session: SessionId) -> Result<Option<Vec<u8>>, Failure> {
        let closed = self.read(session, |dossier| Ok(dossier.session.closing.settled().is_some()))?;
        if closed { Ok(Some(self.paper_in_force(session)?.bytes)) } else { Ok(None) }
    }

    fn paper_to_sign(&self, session: SessionId) -> Result<Paper, Failure> {
        let paper = self.paper_in_force(session)?;
        if paper.draft { Err(domain::refusal::Refusal::SessionNotClosed.into()) } else { Ok(paper) }
    }

    /// The minutes in force: those kept here with their signatures, or drawn now.
    fn paper_in_force(&self, session: SessionId) -> Result<Paper, Failure> {
        let (kept, draft) =
            self.read(session, |dossier| Ok((Kept::of(&dossier.session), !dossier.session.is_closed())))?;
        let minutes = self.minutes(session, kept.edition())?;
        let number = minutes.number.clone();
        let draw = || self.press()?.minutes(&minutes, &Fields::of(&minutes)).map_err(publish::paper_failure);
        if draft {
            return Ok(Paper { bytes: draw()?.bytes, number, draft });
        }
        let held = self.with_open(|open| Ok((open.book.local(&kept.now())?, open.book.local(&kept.next())?)))?;
        let bytes = match held {
            (None, _) => {
                let bytes = draw()?.bytes;
                self.with_open(|open| Ok(open.book.set_local(&kept.now(), &bytes)?))?;
                bytes
            }
            (Some(now), Some(next)) if next.len() > now.len() && next.starts_with(&now) => {
                let digest = sha256(&now);
                let noted = |session: &Session| session.signatures.iter().any(|it| it.value.minutes == digest);
                if self.read(session, |dossier| Ok(noted(&dossier.session)))? { next } else { now }
            }
            (Some(now), _) => now,
        };
        Ok(Paper { bytes, number, draft })
    }

    /// What `juror` signs with here, once they typed their own passphrase.
    fn identity_here(
        &self,
        session: SessionId,
        juror: PersonId,
        passphrase: &str,
        seat: &Seat,
        at: CivilTime,
    ) -> Result<Identity, Failure> {
        let me = self.read(session, |dossier| Ok(dossier.me))?;
        let role = words_of(seat.role);
        let identity = if me == juror {
            self.confirm(passphrase)?;
            match self.enrolled_as(&seat.name, role)? {
                Some(identity) => Ok(identity),
                None => self.own_identity(session, juror, &seat.name, role, at)?,
            }
        } else {
            let (from, to) = super::years(at, 3)?;
            Identity::create(&seat.name, role, &self.member_seed(session, juror, passphrase)?, from, to)
        };
        identity.map_err(sign_failure)
    }

    /// The seed of a member's key on this laptop; drawn and sealed the first time.
    fn member_seed(&self, session: SessionId, juror: PersonId, passphrase: &str) -> Result<[u8; 32], Failure> {
        let slot = member_key(session, juror);
        let wrong = |failure: KeyFailure| match failure {
            KeyFailure::Wrong => Failure::WrongPassphrase { retry_after: 0 },
            other => key_failure(other),
        };
        if let Some(kept) = self.with_open(|open| Ok(open.book.local(&slot)?))? {
            return Ok(*member::open(&kept, passphrase).map_err(wrong)?);
        }
        let seed = random::<32>(&*self.entropy)?;
        let chance = SlotRandom::new(&random::<{ SlotRandom::LENGTH }>(&*self.entropy)?);
        let sealed = member::seal(passphrase, seed, &chance, self.cost).map_err(wrong)?;
        self.with_open(|open| Ok(open.book.set_local(&slot, &sealed)?))?;
        Ok(seed)
    }
}

/// Under which names the store keeps the minutes of an edition.
struct Kept {
    session: SessionId,
    amendments: usize,
}

impl Kept {
    fn of(session: &Session) -> Self {
        Self { session: session.id, amendments: session.amendments.len() }
    }

    fn edition(&self) -> EditionChoice {
        EditionChoice::after(self.amendments)
    }

    /// As they stand.
    fn now(&self) -> String {
        format!("minutes:{}:{}", self.session, self.amendments)
    }

    /// With the signature that is being noted.
    fn next(&self) -> String {
        format!("minutes-next:{}:{}", self.session, self.amendments)
    }
}

impl Paper {
    /// A name for the file, from the number of the minutes.
    fn name(&self) -> String {
        let plain = |c: char| if c.is_alphanumeric() { c } else { '-' };
        let number: String = self.number.chars().map(plain).take(60).collect();
        if number.is_empty() { "projet-de-proces-verbal.pdf".to_owned() } else { format!("{number}.pdf") }
    }
}

impl From<Ink> for InkStrokes {
    fn from(ink: Ink) -> Self {
        Self { width: ink.width, height: ink.height, strokes: ink.strokes }
    }
}

fn member_key(session: SessionId, juror: PersonId) -> String {
    format!("member-key:{session}:{juror}")
}
