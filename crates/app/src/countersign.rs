//! Countersigning a closing: this laptop computes the fingerprint of what the closing counts from the entries it holds
//! itself, and says so in the log. Whether it may, the rules say (`decide`).

use std::path::Path;

use domain::command::Command;
use domain::id::{Digest, PersonId, SessionId};
use domain::session::cut;
use serde::Serialize;

use crate::desk::Desk;
use crate::execute::Changes;
use crate::failure::Failure;
use crate::publish::sha256;
use crate::{files, words};

/// A closing countersigned.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Countersigned {
    /// Number of the minutes.
    pub number: String,
    /// Hash of the entry that closed.
    pub closing: Digest,
    /// The fingerprint found.
    pub fingerprint: Digest,
    /// The same in words to read aloud.
    pub fingerprint_words: Vec<String>,
    /// SHA-256 of the minutes that were shown, as drawn.
    pub minutes: Option<Digest>,
    /// What the write changed.
    pub changes: Changes,
}

impl Desk {
    /// Countersigns the closing of `session` as this laptop's person or as `person`; `minutes` is the file of the minutes that
    /// the person was shown, signed by others or not.
    ///
    /// # Errors
    /// When an entry that the closing counts is missing here, what is held gives another fingerprint, or the rules refuse:
    /// nothing is then written.
    pub fn countersign(
        &self,
        session: SessionId,
        person: Option<PersonId>,
        minutes: Option<&Path>,
    ) -> Result<Countersigned, Failure> {
        let minutes = minutes.map(drawn).transpose()?;
        let standing = self.read(session, |dossier| {
            let standing = dossier.session.standing_closing();
            Ok(standing.map(|(hash, closing)| (hash, closing.value.clone())))
        })?;
        let Some((closing, fact)) = standing else {
            // Not closed, or closed twice: the rules say which, and that nothing is countersigned.
            let nothing = Digest([0; 32]);
            self.execute(session, person, &Command::Countersign { closing: nothing, fingerprint: nothing, minutes })?;
            return Err(Failure::Refused(domain::refusal::Refusal::SessionNotClosed));
        };
        let number = fact.number.clone();
        let incomplete = || Failure::BadInput { code: "closing-incomplete", args: vec![("number", number.clone())] };
        let fingerprint = cut::fingerprint(&fact, &self.entries(session)?).ok_or_else(incomplete)?;
        let changes = self.execute(session, person, &Command::Countersign { closing, fingerprint, minutes })?;
        let fingerprint_words = words::fingerprint(fingerprint);
        Ok(Countersigned { number: fact.number, closing, fingerprint, fingerprint_words, minutes, changes })
    }
}

/// SHA-256 of the minutes in the file at `path`, before anybody signed them.
///
/// # Errors
/// When it can't be read, or is no PDF.
pub fn drawn(path: &Path) -> Result<Digest, Failure> {
    let bytes = files::read(path)?;
    if !bytes.starts_with(b"%PDF-") {
        return Err(Failure::BadInput { code: "not-a-pdf", args: vec![("detail", files::name(path))] });
    }
    Ok(sha256(documents::as_drawn(&bytes)))
}
