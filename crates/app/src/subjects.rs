//! Subjects of cas pratiques and mises en situation: added with their documents, drawn by lot. The documents are kept before
//! the fact that names them, so that no fact ever names what is not there.

use domain::command::Command;
use domain::id::{CandidateId, Digest, SessionId, SubjectId};
use domain::referential::Code;
use domain::session::facts::{DocumentFile, SubjectFile};
use store::{Batch, Blob};

use crate::desk::Desk;
use crate::entropy::random;
use crate::failure::Failure;

/// A document to attach to a subject.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// Name for people.
    pub name: String,
    /// Media type.
    pub media: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

impl Desk {
    /// Adds a subject to `session`, with its documents.
    ///
    /// # Errors
    /// When the rules refuse, no store is open, or the disk could not keep it.
    pub fn add_subject(
        &self,
        session: SessionId,
        trial: &str,
        title: &str,
        text: &str,
        documents: &[Document],
    ) -> Result<SubjectId, Failure> {
        let blobs: Vec<Blob> = documents.iter().map(|document| blob(session, document)).collect();
        let named = documents.iter().zip(&blobs).map(|(document, blob)| DocumentFile {
            name: document.name.clone(),
            media: document.media.clone(),
            length: u32::try_from(document.bytes.len()).unwrap_or(u32::MAX),
            digest: blob.digest,
        });
        let file = SubjectFile {
            trial: trial.to_owned(),
            title: title.to_owned(),
            text: text.to_owned(),
            documents: named.collect(),
        };
        let subject = SubjectId(random(&*self.entropy)?);
        if !blobs.is_empty() {
            self.with_open(|open| Ok(open.book.write(&Batch { blobs, ..Batch::default() }).map(drop)?))?;
        }
        self.execute(session, None, &Command::AddSubject { subject, file })?;
        Ok(subject)
    }

    /// The command that draws by lot a subject of `trial` for `candidate`.
    ///
    /// # Errors
    /// When there are no random bytes to be had.
    pub fn drawing(&self, candidate: CandidateId, trial: Code) -> Result<Command, Failure> {
        let lot = u64::from_be_bytes(random(&*self.entropy)?);
        Ok(Command::DrawSubject { candidate, trial, subject: None, lot: Some(lot) })
    }
}

fn blob(session: SessionId, document: &Document) -> Blob {
    let digest = Digest(*blake3::hash(&document.bytes).as_bytes());
    Blob { digest, session, media: document.media.clone(), bytes: document.bytes.clone() }
}
