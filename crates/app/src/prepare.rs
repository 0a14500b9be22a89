//! Preparing a session: opening it with its référentiel and its règlement, registering candidates from a table.

use domain::event::SessionOpened;
use domain::id::{CandidateId, PersonId, SessionId};
use domain::log;
use domain::person::JurorFile;
use domain::referential::Referential;
use domain::regulation::Regulation;
use domain::session::facts::SessionDetails;
use domain::session::fold::fold;
use store::Batch;

use crate::built_in;
use crate::desk::{Desk, me_key, secret_key};
use crate::dossier::Dossier;
use crate::entropy::random;
use crate::failure::Failure;
use crate::pens::{Pens, Written};
use crate::projection;
use crate::referentials;

pub mod choices;
pub mod roster;
pub mod typed;

/// What a session is opened with.
#[derive(Debug, Clone)]
pub struct Opening {
    /// Name, place, dates.
    pub details: SessionDetails,
    /// The référentiel, JSON, byte for byte.
    pub referential: String,
    /// The règlement, JSON, byte for byte.
    pub regulation: String,
    /// Who opens it.
    pub office: JurorFile,
}

impl Opening {
    /// What a session is opened with, once the règlement was found to suit the référentiel; its text comes beside it.
    ///
    /// # Errors
    /// `regulation-faulty` when the règlement is wrong for that référentiel.
    pub fn new(
        details: SessionDetails,
        (referential, text): (Referential, String),
        regulation: &Regulation,
        office: JurorFile,
    ) -> Result<Self, Failure> {
        let faults = referentials::faults(regulation, &referential);
        if !faults.is_empty() {
            return Err(Failure::BadInput {
                code: "regulation-faulty",
                args: vec![("count", faults.len().to_string())],
            });
        }
        Ok(Self { details, referential: text, regulation: built_in::as_carried(regulation)?, office })
    }
}

impl Desk {
    /// Opens a new session; this laptop's person is its office.
    ///
    /// # Errors
    /// When no store is open, the référentiel or the règlement can't be read, or the disk refuses.
    pub fn open_session(&self, opening: &Opening) -> Result<SessionId, Failure> {
        domain::decide::check_details(&opening.details)?;
        self.with_open(|open| {
            let (nonce, office) = (random::<16>(&*self.entropy)?, PersonId(random(&*self.entropy)?));
            let id = log::session_id(open.device.public(), nonce);
            let (mut pens, mut written) = (Pens::new(id), Written::default());
            let fact = SessionOpened {
                nonce,
                details: opening.details.clone(),
                referential: opening.referential.clone(),
                regulation: opening.regulation.clone(),
                office: opening.office.clone(),
            };
            pens.open_log(office, &open.device, None, self.clock.now(), &*self.entropy, &mut written)?;
            pens.write(office, &fact.into(), self.clock.now(), &*self.entropy, &mut written)?;
            let dossier = Dossier { session: fold(id, &written.entries)?, me: office, pens };
            let secret = random::<32>(&*self.entropy)?;
            let seat = [(me_key(id), office.0.to_vec()), (secret_key(id), secret.to_vec())];
            let local = written.local().into_iter().chain(seat).collect();
            let batch = Batch {
                logs: written.logs,
                entries: written.entries.into_iter().map(|logged| logged.entry).collect(),
                heads: dossier.pens.head(office, &open.device).into_iter().collect(),
                shelf: projection::shelf(&dossier),
                local,
                ..Batch::default()
            };
            open.book.write(&batch)?;
            open.dossiers.insert(id, dossier);
            open.testify(id);
            Ok(id)
        })
    }

    /// A new identifier for a candidate.
    ///
    /// # Errors
    /// When there are no random bytes to be had.
    pub fn new_candidate(&self) -> Result<CandidateId, Failure> {
        random(&*self.entropy).map(CandidateId)
    }

    /// A new identifier for a person.
    ///
    /// # Errors
    /// When there are no random bytes to be had.
    pub fn new_person(&self) -> Result<PersonId, Failure> {
        random(&*self.entropy).map(PersonId)
    }
}
