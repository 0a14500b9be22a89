//! Erasing a person's data (RGPD, art. 17): shown before it is done, written down as a fact, and carried out here and on every
//! laptop that meets the fact: payloads, secret, lists, journal of the file, copies. Who may be erased is `domain`'s to say.

use domain::command::Command;
use domain::erasure::{accommodations_of, taken_with};
use domain::id::{CandidateId, PersonId, SessionId};
use domain::session::{Session, about};
use domain::time::{Date, Timestamp};
use serde::{Deserialize, Serialize};
use store::{Book, Erasure};

use crate::desk::{Desk, Open};
use crate::failure::Failure;
use crate::files;
use crate::mentions::{self, Mention};

/// What is erased.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Whom {
    /// Everything about a candidate or a juror who left.
    Person(PersonId),
    /// A candidate's accommodations alone.
    Accommodations(CandidateId),
}

/// What an erasure would do, shown before it is done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct ErasurePreview {
    /// « 012 Camille Vasseur ».
    pub name: String,
    /// Entries whose content would be destroyed.
    pub entries: u32,
    /// Where the name would still stand: texts about others or about nobody, to be read and if need be said otherwise.
    pub mentions: Vec<Mention>,
    /// Documents of the session, whose content is not searched.
    pub documents: u32,
    /// Copies of this store that would be made anew.
    pub copies: u32,
}

/// What an erasure did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct ErasureReport {
    /// When the disk had confirmed it.
    pub saved_at: Timestamp,
    /// What the preview said.
    pub preview: ErasurePreview,
    /// Copies made anew without the person.
    pub remade: u32,
    /// Copies that can't be opened, and may still hold the person: each is a named person's to destroy.
    pub left: Vec<Left>,
    /// Set when the files still have to be gone over (a full disk): it is done at the next opening.
    pub unfinished: bool,
}

/// A copy that could not be gone over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Left {
    /// Its name.
    pub file_name: String,
    /// Why, as a code.
    pub code: &'static str,
}

impl Desk {
    /// What erasing `whom` would do, before anybody said why; nothing is written.
    ///
    /// # Errors
    /// As [`Desk::preview_erasure`].
    pub fn would_erase(&self, session: SessionId, whom: Whom) -> Result<ErasurePreview, Failure> {
        self.preview_erasure(session, whom, "…")
    }

    /// What erasing `whom` would do; nothing is written.
    ///
    /// # Errors
    /// When the rules refuse (the code says why, and until when), or no store is open.
    pub fn preview_erasure(&self, session: SessionId, whom: Whom, ground: &str) -> Result<ErasurePreview, Failure> {
        let command = self.erasure(whom, ground)?;
        if let Some((_, refusal)) = self.try_groups(session, None, &[&[command]])?.into_iter().next() {
            return Err(refusal.into());
        }
        self.with_open(|open| {
            let entries = open.book.entries(session)?;
            let documents = open.book.blobs(session)?.len();
            let dossier = open.dossier(session)?.0;
            let gone = subjects(whom);
            let about = |subject: Option<[u8; 16]>| subject.is_some_and(|it| gone.contains(&PersonId(it)));
            let destroyed = entries.iter().filter(|it| it.entry.payload.is_some() && about(it.entry.header.subject));
            let destroyed = destroyed.count();
            let copies = files::names(&self.places.backups()).len();
            let count = crate::view::session::count;
            Ok(ErasurePreview {
                name: named(&dossier.session, whom),
                entries: count(destroyed),
                mentions: match whom {
                    Whom::Person(person) => mentions::of(&*self.clock, dossier, &entries, person),
                    Whom::Accommodations(_) => Vec::new(),
                },
                documents: count(documents),
                copies: count(copies),
            })
        })
    }

    /// Erases `whom` here and, by the fact that says so, on every laptop that will meet it. It can't be taken back.
    ///
    /// # Errors
    /// As [`Desk::preview_erasure`], or when the disk refuses: nothing is then erased.
    pub fn erase(&self, session: SessionId, whom: Whom, ground: &str) -> Result<ErasureReport, Failure> {
        let preview = self.preview_erasure(session, whom, ground)?;
        let changes = self.execute(session, None, &self.erasure(whom, ground)?)?;
        self.with_open(|open| {
            let scrubbed = open.scrubbed.take().unwrap_or_default();
            let left = scrubbed.left.iter();
            let left = left.map(|left| Left { file_name: files::name(&left.path), code: left.code });
            Ok(ErasureReport {
                saved_at: changes.saved_at,
                preview: preview.clone(),
                remade: crate::view::session::count(scrubbed.remade.len()),
                left: left.collect(),
                unfinished: open.book.is_unfinished()?,
            })
        })
    }

    /// Destroys a copy of this store, by its name: one that an erasure could not go over.
    ///
    /// # Errors
    /// When no store is open, there is no such copy, or the disk refuses.
    pub fn destroy_copy(&self, file_name: &str) -> Result<(), Failure> {
        self.with_open(|_| Ok(()))?;
        let own = files::name(self.places.store());
        let beside = |name: &str| [".aside-", ".before-v"].iter().any(|end| name.starts_with(&format!("{own}{end}")));
        let folder = if beside(file_name) { self.places.folder().to_owned() } else { self.places.backups() };
        if !files::names(&folder).iter().any(|name| name == file_name) {
            return Err(Failure::BadInput { code: "no-such-copy", args: vec![("file", file_name.to_owned())] });
        }
        std::fs::remove_file(folder.join(file_name)).map_err(Failure::file("destroying a copy"))
    }

    /// Goes over the files once more when an erasure waits for it. A disk that refuses leaves it for the next opening: what is
    /// written is erased all the same, and work goes on.
    pub(crate) fn finish_erasures(&self, open: &mut Open) -> Result<(), Failure> {
        if !open.book.is_unfinished()? {
            return Ok(());
        }
        // Whatever was read before the erasure leaves the memory too.
        open.dossiers.clear();
        open.scrubbed = open.book.scrub(&self.places.backups(), &self.writer()).ok();
        Ok(())
    }

    fn erasure(&self, whom: Whom, ground: &str) -> Result<Command, Failure> {
        let ground = ground.to_owned();
        Ok(match whom {
            Whom::Person(person) => Command::ErasePerson { person, ground, on: self.today()? },
            Whom::Accommodations(candidate) => Command::EraseAccommodations { candidate, ground },
        })
    }

    /// The day it is here.
    pub(crate) fn today(&self) -> Result<Date, Failure> {
        let civil = self.clock.civil(self.clock.now());
        civil.map(|at| at.date).ok_or_else(|| Failure::BadRequest("the clock shows no day".to_owned()))
    }
}

/// Whom `session` erases and the book does not yet.
pub(crate) fn to_write(session: &Session, book: &Book) -> Result<Vec<Erasure>, Failure> {
    if session.erased.is_empty() {
        return Ok(Vec::new());
    }
    let known = book.erased(session.id)?;
    let erased = session.erased.iter().filter(|person| !known.contains(&person.0));
    Ok(erased.map(|person| Erasure { session: session.id, subject: person.0 }).collect())
}

/// Names of the persons known in `before` whom `after` erases.
pub(crate) fn announced(before: &Session, after: &Session) -> Vec<String> {
    let gone = after.erased.difference(&before.erased);
    let named = gone.map(|person| {
        let apart = before.candidates.keys().find(|candidate| accommodations_of(**candidate) == *person);
        match apart {
            // Whoever goes whole takes their accommodations with them.
            Some(candidate) if after.is_erased(candidate.0) => String::new(),
            Some(candidate) => named(before, Whom::Accommodations(*candidate)),
            None => named(before, Whom::Person(*person)),
        }
    });
    named.filter(|name| !name.is_empty()).collect()
}

fn subjects(whom: Whom) -> Vec<PersonId> {
    match whom {
        Whom::Person(person) => taken_with(person).to_vec(),
        Whom::Accommodations(candidate) => vec![accommodations_of(candidate)],
    }
}

fn named(session: &Session, whom: Whom) -> String {
    let candidate = match whom {
        Whom::Person(person) => CandidateId(person.0),
        Whom::Accommodations(candidate) => candidate,
    };
    match session.candidates.contains_key(&candidate) {
        true => about::candidate(session, candidate),
        false => about::person(session, PersonId(candidate.0)),
    }
}
