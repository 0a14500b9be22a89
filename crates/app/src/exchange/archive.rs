//! What leaves for somebody who holds no key of the session: an archive for the certifier, closed for their key or by a code;
//! results closed by a code. And an archive read in a store that knows nothing of the session: read, verified, never written to.

use std::collections::BTreeMap;
use std::path::Path;

use domain::id::{Digest, SessionId};
use domain::session::fold::fold;
use serde::Serialize;
use store::Batch;
use sync::bundle::{Bundle, Kind};
use sync::envelope::{Key, Recipients};
use sync::invitation::invitation_code;
use sync::plan::{Known, plan};
use sync::read::Received;
use sync::session_key::{Recipient, SessionKey};
use sync::verify::{Verified, verify};

use super::import::{Before, Brought, ImportReport, batch, list, preview, summary};
use super::{CIVIL_STATUS, believe, closed, gather, refused};
use crate::desk::{Desk, Open, me_key};
use crate::dossier::{Dossier, READER};
use crate::entropy::random;
use crate::failure::Failure;
use crate::files;
use crate::pens::{Pens, Written};
use crate::view::session::count;

/// For whom a file that leaves the session is closed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ClosedFor {
    /// The holder of an age key, `age1…`; absent for the one that the règlement names.
    Key(Option<String>),
    /// Whoever is told a code.
    Code,
}

/// A file that left the session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct ClosedFile {
    /// Its name.
    pub file_name: String,
    /// Entries in it.
    pub entries: u32,
    /// Documents in it.
    pub documents: u32,
    /// Its length.
    #[cfg_attr(feature = "typescript", ts(type = "number"))]
    pub bytes: u64,
    /// Names its content for ever.
    pub bundle: Digest,
    /// The key it is closed for.
    pub recipient: Option<String>,
    /// The code that opens it, to be given apart from it; told once.
    pub code: Option<String>,
    /// Set once the file was read back from where it was written, opened and believed.
    pub verified: bool,
}

impl Desk {
    /// Writes everything this store knows of `session`, civil statuses and documents included, to the file at `to`.
    ///
    /// # Errors
    /// When there is nobody to close it for, no store is open, or the file can't be written and read back.
    pub fn export_archive(&self, session: SessionId, whom: &ClosedFor, to: &Path) -> Result<ClosedFile, Failure> {
        self.write_closed(session, Kind::Archive, whom, to)
    }

    /// Hands over everything but civil statuses, in a file that a code opens: for whoever holds no key of the session.
    ///
    /// # Errors
    /// As [`Desk::export_archive`].
    pub fn export_by_code(&self, session: SessionId, to: &Path) -> Result<ClosedFile, Failure> {
        self.write_closed(session, Kind::Results, &ClosedFor::Code, to)
    }

    fn write_closed(&self, session: SessionId, kind: Kind, whom: &ClosedFor, to: &Path) -> Result<ClosedFile, Failure> {
        let envelope = self.envelope(session, whom)?;
        let (bytes, entries, documents) = self.with_open(|open| {
            open.session_secret(session)?;
            let (dossier, book, device) = open.dossier(session)?;
            let bundle = Bundle::new(kind, session, device.public(), dossier.me, self.clock.now());
            let whole = kind == Kind::Archive;
            let keep = |logged: &domain::log::Logged| whole || logged.entry.header.kind != CIVIL_STATUS;
            let bundle = gather(book, device, bundle, |_| true, keep)?;
            let bytes = closed(&bundle, device, &envelope.recipients())?;
            Ok((bytes, count(bundle.entries()), count(bundle.blobs.len())))
        })?;
        let bundle = self.hand_over(to, &bytes, |file, open| envelope.believe(file, open))?;
        let Envelope { recipient, code, .. } = envelope;
        Ok(ClosedFile {
            file_name: files::name(to),
            entries,
            documents,
            bytes: files::length(&bytes),
            bundle,
            recipient: recipient.map(|recipient| recipient.to_string()),
            code,
            verified: true,
        })
    }

    fn envelope(&self, session: SessionId, whom: &ClosedFor) -> Result<Envelope, Failure> {
        let witness = SessionKey::new(random(&*self.entropy)?);
        let key = match whom {
            ClosedFor::Code => {
                let code = Some(invitation_code(random(&*self.entropy)?));
                return Ok(Envelope { recipient: None, code, witness });
            }
            ClosedFor::Key(Some(key)) => key.trim().to_owned(),
            ClosedFor::Key(None) => {
                self.read(session, |dossier| Ok(dossier.session.regulation.certifier_key.clone()))?
            }
        };
        if key.is_empty() {
            return Err(Failure::BadInput { code: "no-certifier-key", args: Vec::new() });
        }
        let recipient = Recipient::parse(&key);
        let recipient =
            recipient.map_err(|_| Failure::BadInput { code: "not-a-recipient", args: vec![("key", key)] })?;
        Ok(Envelope { recipient: Some(recipient), code: None, witness })
    }
}

/// How a file is closed, and opened once more before anybody is told that it is there.
struct Envelope {
    recipient: Option<Recipient>,
    code: Option<String>,
    /// A key that opens the file too, drawn for it alone and forgotten once it was read back: whoever closes a file for
    /// another could not tell otherwise that what lies on the medium opens.
    witness: SessionKey,
}

impl Envelope {
    fn recipients(&self) -> Recipients {
        match (&self.code, &self.recipient) {
            (Some(code), _) => Recipients::Code(code.clone()),
            (None, recipient) => {
                Recipients::Keys(recipient.iter().cloned().chain([self.witness.recipient()]).collect())
            }
        }
    }

    fn believe(&self, file: &[u8], open: &Open) -> Result<Verified, Failure> {
        let witness = std::slice::from_ref(&self.witness);
        let key = self.code.as_deref().map_or(Key::Sessions(witness), Key::Code);
        believe(file, key, open)
    }
}

/// What taking in an archive of a session that the store does not know would write.
pub(super) fn shelve(
    desk: &Desk,
    open: &Open,
    received: Received,
    file_name: &str,
) -> Result<(ImportReport, Batch), Failure> {
    let now = desk.clock.now();
    let received = received.apart();
    let mut plan = plan(verify(received, &Known::default()).map_err(refused)?, &Known::default(), now);
    let dossier = Dossier { session: fold(plan.session, &plan.new)?, me: READER, pens: Pens::new(plan.session) };
    let report = preview(&Before::of(&dossier.session), &dossier.session, &plan, now);
    let summary = summary(&plan, &report, file_name)?;
    let mut batch = batch(&plan, &dossier, Written::default(), &open.device, summary, now);
    Brought::of(&mut plan, &BTreeMap::new())?.lay_in(&mut batch);
    list(&mut batch, &dossier);
    batch.local.push((me_key(plan.session), READER.0.to_vec()));
    Ok((report, batch))
}
