//! Signing minutes: inside the file in turn, or beside it, each at home; with the key that the store keeps, one from a file, one
//! on a card. What a signature is made of is `documents`'; whether it may be noted, the rules say.

mod authority;
mod collect;
mod table;
#[cfg(feature = "token")]
mod token;
#[cfg(feature = "token")]
#[cfg(test)]
mod token_test;

use std::path::{Path, PathBuf};

use documents::{Fields, Identity, SignedAt};
use domain::command::Command;
use domain::id::{Digest, PersonId, SessionId};
use domain::minutes::CivilTime;
use domain::minutes::compose::EditionChoice;
use domain::person::Role;
use domain::session::Session;
use domain::time::Date;
use serde::Serialize;

use crate::desk::Desk;
use crate::entropy::random;
use crate::failure::Failure;
use crate::files;
use crate::publish::{minutes, sha256};

pub use authority::{Enrolled, RequestForCertificate};
pub use collect::Collected;
pub use table::{Ink, InkStrokes, MinutesShown, Statement};

/// A signature added.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct SignatureReport {
    /// Who signed.
    pub name: String,
    /// Who vouches for the key, by its certificate.
    pub issuer: String,
    /// In which box.
    pub field: String,
    /// SHA-256 of the file before this signature.
    pub before: Digest,
    /// SHA-256 of the file after it, or of the signature beside it.
    pub after: Digest,
}

/// Somebody's own key, in a file.
#[derive(Debug, Clone)]
pub struct KeyFromFile {
    /// The PKCS#12 file.
    pub path: PathBuf,
    /// What opens it.
    pub password: String,
}

/// A key on a card or a token.
#[derive(Debug, Clone)]
pub struct KeyOnToken {
    /// The PKCS#11 module that its maker gives.
    pub module: PathBuf,
    /// The label of the token; the only one there when none is given.
    pub label: Option<String>,
    /// What its holder types.
    pub pin: String,
}

/// Where the key of a signature is.
#[derive(Debug, Clone, Default)]
pub enum KeySource {
    /// In the store.
    #[default]
    Kept,
    /// In a file.
    File(KeyFromFile),
    /// On a card or a token.
    Token(KeyOnToken),
}

/// How somebody signs.
#[derive(Debug, Clone, Default)]
pub struct Hand {
    /// With which key.
    pub key: KeySource,
    /// With which reserve, printed in the box.
    pub reserve: Option<String>,
}

/// Longest reserve, in characters: it is printed whole in the reason, and its first lines in the box.
const LONGEST_RESERVE: usize = 500;

impl Desk {
    /// Signs the minutes in the file at `paper` as `person`, in their own box, and notes it in the log.
    ///
    /// # Errors
    /// When the rules refuse, the paper is not of this session, has no such box, or is signed there already: the file is
    /// then as it was.
    pub fn sign_minutes(
        &self,
        session: SessionId,
        person: PersonId,
        paper: &Path,
        hand: Option<&Hand>,
    ) -> Result<SignatureReport, Failure> {
        let hand = hand.cloned().unwrap_or_default();
        let unsigned = files::read(paper)?;
        let seat = self.read(session, |dossier| seat(&dossier.session, person))?;
        let (identity, at) = self.pen(session, person, &seat, &hand.key)?;
        let statement = Statement { ink: None, reserve: reserve(hand.reserve)? };
        let signed = documents::sign_pdf(&unsigned, &seat.field, &identity, at, &statement).map_err(sign_failure)?;
        let (before, after) = (sha256(&unsigned), sha256(&signed));
        // The fact first: a member may have signed on paper; a signed file without its fact would not be counted.
        let command = Command::RecordSignature { juror: person, minutes: before, at: at.civil };
        self.execute(session, self.hand_for(session, person)?, &command)?;
        files::write(paper, &signed)?;
        Ok(SignatureReport { name: seat.name, issuer: identity.issuer(), field: seat.field, before, after })
    }

    /// Signs the minutes in the file at `paper` as `person`, beside them: the signature goes into the file at `to`, for whoever
    /// gathers; the paper is left as it is. It is noted in the log.
    ///
    /// # Errors
    /// As [`Desk::sign_minutes`].
    pub fn sign_beside(
        &self,
        session: SessionId,
        person: PersonId,
        paper: &Path,
        to: &Path,
        key: &KeySource,
    ) -> Result<SignatureReport, Failure> {
        let bytes = files::read(paper)?;
        let seat = self.read(session, |dossier| seat(&dossier.session, person))?;
        let (identity, at) = self.pen(session, person, &seat, key)?;
        let signature = documents::sign_detached(&bytes, &identity, at).map_err(sign_failure)?;
        let before = sha256(documents::as_drawn(&bytes));
        let command = Command::RecordSignature { juror: person, minutes: before, at: at.civil };
        self.execute(session, self.hand_for(session, person)?, &command)?;
        files::write(to, &signature)?;
        let after = sha256(&signature);
        Ok(SignatureReport { name: seat.name, issuer: identity.issuer(), field: seat.field, before, after })
    }

    /// Who notes that `person` signed: that person on their own laptop; on one that goes round the table, whose it is.
    fn hand_for(&self, session: SessionId, person: PersonId) -> Result<Option<PersonId>, Failure> {
        self.with_open(|open| {
            let (dossier, _, device) = open.dossier(session)?;
            let own = person == dossier.me || dossier.session.trust.names(device.public(), person);
            Ok(own.then_some(person))
        })
    }

    /// The key that a member signs with, and the hour.
    fn pen(
        &self,
        session: SessionId,
        person: PersonId,
        seat: &Seat,
        key: &KeySource,
    ) -> Result<(Identity, SignedAt), Failure> {
        let instant = self.clock.now();
        let civil = self.clock.civil(instant).ok_or(Failure::BadRequest("the clock shows no date".into()))?;
        let role = words_of(seat.role);
        let identity = match key {
            KeySource::Kept => match self.enrolled_as(&seat.name, role)? {
                Some(identity) => Ok(identity),
                None => self.own_identity(session, person, &seat.name, role, civil)?,
            },
            KeySource::File(key) => Identity::from_p12(&files::read(&key.path)?, &key.password, role),
            #[cfg(feature = "token")]
            KeySource::Token(key) => token::identity(key, role),
            #[cfg(not(feature = "token"))]
            KeySource::Token(_) => return Err(Failure::BadInput { code: "no-token-reader", args: Vec::new() }),
        };
        Ok((identity.map_err(sign_failure)?, SignedAt { civil, instant }))
    }

    /// The key `person` signs with on this device, which nobody else vouches for: drawn once, kept in the store.
    fn own_identity(
        &self,
        session: SessionId,
        person: PersonId,
        name: &str,
        role: &str,
        at: CivilTime,
    ) -> Result<Result<Identity, documents::SignFailure>, Failure> {
        let seed = self.seed(&format!("identity:{session}:{person}"))?;
        let (from, to) = years(at, 3)?;
        Ok(Identity::create(name, role, &seed, from, to))
    }

    /// The seed that the store keeps under `slot`; drawn when there is none.
    fn seed(&self, slot: &str) -> Result<[u8; 32], Failure> {
        self.with_open(|open| match open.book.local(slot)? {
            Some(seed) => seed.try_into().map_err(|_| Failure::Keys("identity-unreadable")),
            None => {
                let seed = random::<32>(&*self.entropy)?;
                open.book.set_local(slot, &seed)?;
                Ok(seed)
            }
        })
    }
}

/// The first day of the year of `at`, and the last of the one `later` years on; a certificate ends by 2049.
fn years(at: CivilTime, later: u16) -> Result<(Date, Date), Failure> {
    let year = at.date.year();
    let day = |year: u16, month, day| Date::new(year, month, day).map_err(|_| Failure::Keys("identity-unreadable"));
    Ok((day(year, 1, 1)?, day(year.saturating_add(later).min(2049), 12, 31)?))
}

/// Where and as what a member signs.
struct Seat {
    field: String,
    name: String,
    role: Role,
}

/// Whose boxes are signed in the file `paper` of the minutes in force.
pub(crate) fn signers_in(session: &Session, paper: &[u8]) -> Vec<PersonId> {
    let Ok(found) = documents::verify_pdf(paper) else { return Vec::new() };
    let signed: Vec<&str> = found.signatures.iter().filter_map(|one| one.field.as_deref()).collect();
    let is_signed = |id: &PersonId| seat(session, *id).is_ok_and(|seat| signed.contains(&seat.field.as_str()));
    session.members().into_iter().map(|(id, _)| id).filter(is_signed).collect()
}

/// The box, the name and the role of a member.
fn seat(session: &Session, person: PersonId) -> Result<Seat, Failure> {
    let minutes = minutes(session, EditionChoice::last(session))?;
    let file = session.jurors.get(&person).and_then(|juror| juror.file.shown());
    let file = file.ok_or(Failure::Refused(domain::refusal::Refusal::UnknownPerson))?;
    let fields = Fields::of(&minutes);
    let not_a_member = || domain::refusal::Refusal::NotAMember { name: file.full_name() };
    let field = fields.of_person(person).ok_or_else(not_a_member)?;
    Ok(Seat { field: field.to_owned(), name: file.full_name(), role: file.role })
}

fn reserve(reserve: Option<String>) -> Result<Option<String>, Failure> {
    let reserve = reserve.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
    if reserve.as_ref().is_some_and(|text| text.chars().count() > LONGEST_RESERVE) {
        return Err(Failure::BadInput { code: "reserve-too-long", args: vec![("limit", LONGEST_RESERVE.to_string())] });
    }
    Ok(reserve)
}

/// The quality in which somebody signs, as the certificate says it.
fn words_of(role: Role) -> &'static str {
    documents::role_words(role)
}

fn sign_failure(failure: documents::SignFailure) -> Failure {
    use documents::SignFailure as S;
    let code = match failure {
        S::NotAPaper(_) => "not-a-paper",
        S::UnknownField(_) => "no-such-box",
        S::AlreadySigned(_) => "box-signed",
        S::Key(_) => "signing-key-unusable",
        S::Date => "signing-date",
        S::TooLong => "signature-too-long",
    };
    Failure::Paper { code, detail: failure.to_string() }
}
