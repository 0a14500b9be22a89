//! Papers and tables of a session: drawn from its state, written whole, signed by those who sit. Nothing is laid out here.

use std::path::{Path, PathBuf};

use documents::{Fields, Identity, SignedAt, Statement, Warning};
use domain::command::Command;
use domain::id::{Digest, PersonId, SessionId};
use domain::minutes::compose::{Colophon, EditionChoice, compose, printed_fingerprint};
use domain::minutes::compose_sheet::compose_sheet;
use domain::minutes::manifest::ManifestPaper;
use domain::minutes::{CivilTime, Minutes};
use domain::person::Role;
use domain::session::Session;
use domain::time::Date;
use serde::Serialize;
use sha2::Digest as _;

use crate::desk::Desk;
use crate::entropy::random;
use crate::failure::Failure;
use crate::files;
use crate::pens::SOFTWARE;
use crate::words;

/// A paper written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct PaperReport {
    /// Its name.
    pub file_name: String,
    /// SHA-256 of its bytes.
    pub sha256: Digest,
    /// Its length.
    pub bytes: u64,
    /// What could not be printed as it was written: a character that no bundled font has.
    pub warnings: Vec<String>,
}

/// A signature added.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SignatureReport {
    /// Who signed.
    pub name: String,
    /// In which box.
    pub field: String,
    /// SHA-256 of the file before this signature.
    pub before: Digest,
    /// SHA-256 of the file after it.
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

impl Desk {
    /// The minutes of `session` as a value; a draft before the closing.
    ///
    /// # Errors
    /// When no store is open, or there is no such edition.
    pub fn minutes(&self, session: SessionId, edition: EditionChoice) -> Result<Minutes, Failure> {
        self.read(session, |dossier| minutes(&dossier.session, edition))
    }

    /// Draws the minutes into the file at `to`.
    ///
    /// # Errors
    /// When they can't be drawn or written.
    pub fn write_minutes(&self, session: SessionId, edition: EditionChoice, to: &Path) -> Result<PaperReport, Failure> {
        let minutes = self.minutes(session, edition)?;
        let paper = documents::minutes_paper(&minutes, &Fields::of(&minutes)).map_err(paper_failure)?;
        write(to, &paper.bytes, &paper.warnings)
    }

    /// Draws every candidate's sheet into the folder `to`, telling `progress` how many are done of how many.
    ///
    /// # Errors
    /// When one can't be drawn or written; those before are there.
    pub fn write_sheets(
        &self,
        session: SessionId,
        edition: EditionChoice,
        to: &Path,
        mut progress: impl FnMut(usize, usize),
    ) -> Result<Vec<PaperReport>, Failure> {
        let sheets: Vec<_> = self.read(session, |dossier| {
            let session = &dossier.session;
            let colophon = colophon(session);
            let roster = session.roster().into_iter();
            Ok(roster.filter_map(|(id, _)| compose_sheet(session, id, edition, &colophon)).collect())
        })?;
        let all = sheets.len();
        let mut reports = Vec::with_capacity(all);
        for (done, sheet) in sheets.iter().enumerate() {
            progress(done, all);
            let paper = documents::sheet_paper(sheet).map_err(paper_failure)?;
            let name = format!("fiche-{}.pdf", safe_name(&sheet.candidate.number));
            reports.push(write(&to.join(name), &paper.bytes, &paper.warnings)?);
        }
        progress(all, all);
        Ok(reports)
    }

    /// Writes the results as a table, in the format that the file's extension names: `csv`, `xlsx` or `json`.
    ///
    /// # Errors
    /// When the extension is none of these, or the file can't be written.
    pub fn write_results(&self, session: SessionId, edition: EditionChoice, to: &Path) -> Result<PaperReport, Failure> {
        let minutes = self.minutes(session, edition)?;
        let bytes = match to.extension().and_then(|extension| extension.to_str()) {
            Some("csv") => documents::results_csv(&minutes),
            Some("xlsx") => documents::results_xlsx(&minutes),
            Some("json") => documents::results_json(&minutes),
            _ => return Err(Failure::BadInput { code: "unknown-table-format", args: Vec::new() }),
        };
        write(to, &bytes.map_err(paper_failure)?, &[])
    }

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
        key: Option<&KeyFromFile>,
    ) -> Result<SignatureReport, Failure> {
        let unsigned = files::read(paper)?;
        let (field, name, role) = self.read(session, |dossier| seat(&dossier.session, person))?;
        let now = self.clock.now();
        let civil = self.clock.civil(now).ok_or(Failure::BadRequest("the clock shows no date".into()))?;
        let identity = match key {
            Some(key) => Identity::from_p12(&files::read(&key.path)?, &key.password, words_of(role)),
            None => self.identity(session, person, &name, role, civil)?,
        };
        let identity = identity.map_err(sign_failure)?;
        let at = SignedAt { civil, instant: now };
        let signed =
            documents::sign_pdf(&unsigned, &field, &identity, at, &Statement::default()).map_err(sign_failure)?;
        let (before, after) = (sha256(&unsigned), sha256(&signed));
        // The fact first: a member may have signed on paper; a signed file without its fact would not be counted.
        let command = Command::RecordSignature { juror: person, minutes: before, at: civil };
        self.execute(session, self.hand_for(session, person)?, &command)?;
        files::write(paper, &signed)?;
        Ok(SignatureReport { name, field, before, after })
    }

    /// Who notes that `person` signed: that person on their own laptop; on one that goes round the table, whose it is.
    fn hand_for(&self, session: SessionId, person: PersonId) -> Result<Option<PersonId>, Failure> {
        self.with_open(|open| {
            let (dossier, _, device) = open.dossier(session)?;
            let own = person == dossier.me || dossier.session.trust.names(device.public(), person);
            Ok(own.then_some(person))
        })
    }

    /// The key `person` signs with on this device: drawn once, kept in the store.
    fn identity(
        &self,
        session: SessionId,
        person: PersonId,
        name: &str,
        role: Role,
        at: CivilTime,
    ) -> Result<Result<Identity, documents::SignFailure>, Failure> {
        let slot = format!("identity:{session}:{person}");
        let seed = self.with_open(|open| match open.book.local(&slot)? {
            Some(seed) => seed.try_into().map_err(|_| Failure::Keys("identity-unreadable")),
            None => {
                let seed = random::<32>(&*self.entropy)?;
                open.book.set_local(&slot, &seed)?;
                Ok(seed)
            }
        })?;
        let year = at.date.year();
        let day = |year: u16, month, day| Date::new(year, month, day).map_err(|_| Failure::Keys("identity-unreadable"));
        let (from, to) = (day(year, 1, 1)?, day(year.saturating_add(3).min(2049), 12, 31)?);
        Ok(Identity::create(name, words_of(role), &seed, from, to))
    }
}

/// SHA-256 of `bytes`: what papers cite.
#[must_use]
pub fn sha256(bytes: &[u8]) -> Digest {
    Digest(sha2::Sha256::digest(bytes).into())
}

/// Draws the bordereau into the file at `to`.
pub(crate) fn manifest(paper: &ManifestPaper, to: &Path) -> Result<PaperReport, Failure> {
    let drawn = documents::manifest_paper(paper).map_err(paper_failure)?;
    write(to, &drawn.bytes, &drawn.warnings)
}

fn minutes(session: &Session, edition: EditionChoice) -> Result<Minutes, Failure> {
    compose(session, edition, &colophon(session)).ok_or(Failure::Refused(domain::refusal::Refusal::UnknownMinutes))
}

pub(crate) fn colophon(session: &Session) -> Colophon {
    Colophon { software: SOFTWARE.to_owned(), words: words::fingerprint(printed_fingerprint(session)) }
}

/// The box, the name and the role of a member.
fn seat(session: &Session, person: PersonId) -> Result<(String, String, Role), Failure> {
    let edition = match session.amendments.len() {
        0 => EditionChoice::Original,
        amendments => EditionChoice::Amendment(amendments - 1),
    };
    let minutes = minutes(session, edition)?;
    let file = session.jurors.get(&person).and_then(|juror| juror.file.shown());
    let file = file.ok_or(Failure::Refused(domain::refusal::Refusal::UnknownPerson))?;
    let fields = Fields::of(&minutes);
    let not_a_member = || domain::refusal::Refusal::NotAMember { name: file.full_name() };
    let field = fields.of_person(person).ok_or_else(not_a_member)?;
    Ok((field.to_owned(), file.full_name(), file.role))
}

/// The quality in which somebody signs, as the certificate says it.
fn words_of(role: Role) -> &'static str {
    documents::role_words(role)
}

pub(crate) fn write(to: &Path, bytes: &[u8], warnings: &[Warning]) -> Result<PaperReport, Failure> {
    files::write(to, bytes)?;
    Ok(PaperReport {
        file_name: files::name(to),
        sha256: sha256(bytes),
        bytes: files::length(bytes),
        warnings: warnings.iter().map(|warning| format!("{warning:?}")).collect(),
    })
}

/// A candidate's number as a part of a file's name: letters, digits and dashes only.
fn safe_name(number: &str) -> String {
    number.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).take(40).collect()
}

pub(crate) fn paper_failure(failure: documents::PaperFailure) -> Failure {
    Failure::Paper { code: "paper-not-drawn", detail: failure.to_string() }
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
