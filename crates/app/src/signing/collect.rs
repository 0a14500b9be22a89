//! Taking in signatures that were made elsewhere: minutes that come back signed, answers that stand beside them. Each is checked,
//! told whose it is, and noted in the log once.

use std::path::{Path, PathBuf};

use documents::Fields;
use domain::command::Command;
use domain::id::{Digest, PersonId, SessionId};
use domain::minutes::compose::EditionChoice;
use domain::refusal::Refusal;
use domain::session::Session;
use domain::time::Timestamp;
use serde::Serialize;

use super::sign_failure;
use crate::desk::Desk;
use crate::failure::Failure;
use crate::files;
use crate::projection::fold_name;
use crate::publish::{minutes, sha256};

/// Signatures taken in.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Collected {
    /// Members whose signature was noted now.
    pub noted: Vec<String>,
    /// Members whose signature was known.
    pub known: Vec<String>,
    /// Signatures that hold and are of no member of this session, by their certificate.
    pub others: Vec<String>,
    /// Members who have not signed the edition in force.
    pub missing: Vec<String>,
    /// How many members must sign, by the règlement.
    pub required: usize,
}

/// A signature that holds, and what it is over.
struct Found {
    field: Option<String>,
    name: String,
    over: Digest,
    at: Option<Timestamp>,
}

impl Desk {
    /// Takes in the signatures of the minutes at `paper`, inside it and in the files `answers`; these are gathered into one file
    /// at `to` when it is given. The order of the files and their repetitions change nothing.
    ///
    /// # Errors
    /// When the paper or an answer does not hold, or an answer is over another paper: nothing is then noted nor written.
    pub fn collect(
        &self,
        session: SessionId,
        paper: &Path,
        answers: &[PathBuf],
        to: Option<&Path>,
    ) -> Result<Collected, Failure> {
        let bytes = files::read(paper)?;
        let answers: Vec<Vec<u8>> = answers.iter().map(|path| files::read(path)).collect::<Result<_, _>>()?;
        let mut found = inside(&bytes, paper)?;
        for answer in &answers {
            found.extend(beside(answer, &bytes)?);
        }
        let mut collected = Collected::default();
        for one in found {
            self.take(session, one, &mut collected)?;
        }
        if let Some(to) = to {
            files::write(to, &documents::gather_detached(&answers).map_err(sign_failure)?)?;
        }
        self.read(session, |dossier| {
            let session = &dossier.session;
            let names = session.members_who_have_not_signed().into_iter().map(|(_, file)| file.full_name());
            Ok(Collected { missing: names.collect(), required: session.signatures_required(), ..collected })
        })
    }

    fn take(&self, session: SessionId, found: Found, collected: &mut Collected) -> Result<(), Failure> {
        let Some((person, name)) = self.read(session, |dossier| whose(&dossier.session, &found))? else {
            collected.others.push(found.name);
            return Ok(());
        };
        let at = found.at.unwrap_or_else(|| self.clock.now());
        let at = self.clock.civil(at).ok_or(Failure::BadRequest("the clock shows no date".into()))?;
        let command = Command::RecordSignature { juror: person, minutes: found.over, at };
        match self.execute(session, self.hand_for(session, person)?, &command) {
            Ok(_) => collected.noted.push(name),
            Err(Failure::Refused(Refusal::AlreadySigned { .. })) => collected.known.push(name),
            Err(failure) => return Err(failure),
        }
        Ok(())
    }
}

/// The signatures inside the paper.
fn inside(bytes: &[u8], paper: &Path) -> Result<Vec<Found>, Failure> {
    let verified = crate::verify::read(bytes)?;
    if !verified.signatures.is_empty() && !verified.is_intact() {
        return Err(Failure::BadInput { code: "paper-not-intact", args: vec![("file", files::name(paper))] });
    }
    let mut before = documents::as_drawn(bytes);
    let mut found = Vec::new();
    for one in verified.signatures {
        let (over, at) = (sha256(before), one.claimed_at);
        before = bytes.get(..one.covers).unwrap_or_default();
        found.push(Found { field: one.field, name: one.subject, over, at });
    }
    Ok(found)
}

/// The signatures of a file beside the paper.
fn beside(answer: &[u8], paper: &[u8]) -> Result<Vec<Found>, Failure> {
    let bad = || Failure::BadInput { code: "answer-not-valid", args: Vec::new() };
    let all = documents::verify_detached(answer, paper).ok_or_else(bad)?;
    if all.is_empty() || !all.iter().all(documents::DetachedReport::holds) {
        return Err(bad());
    }
    let over = sha256(documents::as_drawn(paper));
    Ok(all.into_iter().map(|one| Found { field: None, name: one.subject, over, at: one.claimed_time }).collect())
}

/// The member of whom a signature is: by their box, or by the name of their certificate.
fn whose(session: &Session, found: &Found) -> Result<Option<(PersonId, String)>, Failure> {
    let fields = Fields::of(&minutes(session, EditionChoice::last(session))?);
    let members = session.members();
    let own = members.iter().find(|(person, file)| match &found.field {
        Some(field) => fields.of_person(*person) == Some(field),
        None => fold_name(&file.full_name()) == fold_name(&found.name),
    });
    Ok(own.map(|(person, file)| (*person, file.full_name())))
}
