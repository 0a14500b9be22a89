//! What every command stands on: the desk, the voice, and how a session or a juror is found by the words a person typed. No
//! command is written here.

use std::path::Path;

use app::dossier::Dossier;
use app::projection::fold_name;
use app::{Desk, Failure, Places};
use domain::id::{CandidateId, PersonId, SessionId};
use domain::person::JurorFile;
use domain::time::Timestamp;

use crate::args::{Common, Lang};
use crate::page::{moment, short};
use crate::passphrase::Source;
use crate::progress::Progress;
use crate::trouble::Trouble;
use crate::words;

/// The counter, ready to serve one command.
#[derive(Debug)]
pub(crate) struct Counter {
    /// The desk it calls.
    pub(crate) desk: Desk,
    /// Where the passphrase comes from.
    pub(crate) passphrase: Source,
    /// In which language it answers.
    pub(crate) lang: Lang,
}

impl Counter {
    /// The counter of the store that was named, or of this computer's.
    ///
    /// # Errors
    /// When the platform names no home folder.
    pub(crate) fn new(common: &Common) -> Result<Self, Trouble> {
        let places = match &common.store {
            Some(store) => Places::of_store(store).witnessed()?,
            None => Places::of_this_device()?,
        };
        let lang = words::lang(common.lang);
        Ok(Self { desk: Desk::new(places), passphrase: Source { file: common.passphrase_file.clone(), lang }, lang })
    }

    /// The desk, its store open.
    ///
    /// # Errors
    /// When there is no store, or the passphrase is not the right one.
    pub(crate) fn open(&self) -> Result<&Desk, Trouble> {
        if !self.desk.places().keys().exists() && !self.desk.places().store().exists() {
            return Err(Failure::Keys("keys-missing").into());
        }
        let passphrase = self.passphrase.give()?;
        self.wait_out_wrong_tries()?;
        self.desk.unlock(&passphrase)?;
        Ok(&self.desk)
    }

    /// Waits as long as wrong tries before this one demand. The wait begins again with each program that starts, and this one
    /// asks once: to answer « later » would shut out even the right passphrase for good.
    fn wait_out_wrong_tries(&self) -> Result<(), Trouble> {
        let wait = self.desk.status()?.retry_after_ms;
        if wait > 0 {
            let progress = Progress::new(&self.word("progress-wait"));
            progress.tell(0, usize::try_from(wait.div_ceil(1_000)).unwrap_or(usize::MAX));
            std::thread::sleep(std::time::Duration::from_millis(wait + 1));
        }
        Ok(())
    }

    /// The session that `text` names: an identifier, its beginning, or a part of its name.
    ///
    /// # Errors
    /// When none does, or several do.
    pub(crate) fn session(&self, text: &str) -> Result<SessionId, Trouble> {
        let cards = self.desk.sessions()?;
        let known = cards.iter().map(|card| (card.id, card.id.to_string(), card.name.as_str()));
        match one(text, known) {
            Found::One(id) => Ok(id),
            Found::None => Err(Trouble::new("unknown-session", [("session", text.to_owned())])),
            Found::Several(names) => {
                Err(Trouble::new("ambiguous-session", [("session", text.to_owned()), ("found", names.join(", "))]))
            }
        }
    }

    /// The person who sits in `session` and whom `text` names; this store's own person where nobody is named.
    ///
    /// # Errors
    /// When nobody is, several are, or this store may not write as that person.
    pub(crate) fn writer(&self, session: SessionId, text: Option<&str>) -> Result<PersonId, Trouble> {
        let me = self.desk.read(session, |dossier| Ok(dossier.me))?;
        let Some(text) = text else { return Ok(me) };
        let person = self.juror(session, text)?;
        if self.desk.writes_as(session, person)? {
            return Ok(person);
        }
        let name = self.desk.read(session, |dossier| Ok(name(dossier, me)))?;
        Err(Trouble::new("not-this-device", [("name", name)]))
    }

    /// The person who sits in `session` and whom `text` names.
    ///
    /// # Errors
    /// When nobody is, or several are.
    pub(crate) fn juror(&self, session: SessionId, text: &str) -> Result<PersonId, Trouble> {
        self.seat(session, text, |dossier, id| dossier.session.role(id).is_some())
    }

    /// The person who sits or sat in `session` and whom `text` names.
    ///
    /// # Errors
    /// When nobody is, or several are.
    pub(crate) fn anybody(&self, session: SessionId, text: &str) -> Result<PersonId, Trouble> {
        self.seat(session, text, |dossier, id| !name(dossier, id).is_empty())
    }

    fn seat(
        &self,
        session: SessionId,
        text: &str,
        wanted: impl Fn(&Dossier, PersonId) -> bool,
    ) -> Result<PersonId, Trouble> {
        let seats = self.desk.read(session, |dossier| {
            let jurors = dossier.session.jurors.keys().filter(|id| wanted(dossier, **id));
            Ok(jurors.map(|id| (*id, name(dossier, *id))).collect::<Vec<_>>())
        })?;
        match one(text, seats.iter().map(|(id, name)| (*id, id.to_string(), name.as_str()))) {
            Found::One(id) => Ok(id),
            Found::None => {
                let found = seats.iter().map(|(_, name)| name.as_str()).collect::<Vec<_>>().join(", ");
                Err(Trouble::new("unknown-juror", [("juror", text.to_owned()), ("found", found)]))
            }
            Found::Several(names) => {
                Err(Trouble::new("ambiguous-juror", [("juror", text.to_owned()), ("found", names.join(", "))]))
            }
        }
    }

    /// The candidate of `session` whom `text` names: a number, an identifier or its beginning, a part of a name.
    ///
    /// # Errors
    /// When none does, or several do.
    pub(crate) fn candidate(&self, session: SessionId, text: &str) -> Result<CandidateId, Trouble> {
        let known = self.desk.read(session, |dossier| {
            let files = dossier.session.candidates.iter().filter_map(|(id, candidate)| {
                let file = candidate.file.shown()?;
                Some((*id, file.number.clone(), file.full_name()))
            });
            Ok(files.collect::<Vec<_>>())
        })?;
        let numbered = known.iter().filter(|(_, number, _)| number.eq_ignore_ascii_case(text.trim()));
        match numbered.map(|(id, ..)| *id).collect::<Vec<_>>().as_slice() {
            [] => {}
            [only] => return Ok(*only),
            several => {
                let found = several.iter().map(short).collect::<Vec<_>>().join(", ");
                return Err(Trouble::new("ambiguous-candidate", [("candidate", text.to_owned()), ("found", found)]));
            }
        }
        match one(text, known.iter().map(|(id, _, name)| (*id, id.to_string(), name.as_str()))) {
            Found::One(id) => Ok(id),
            Found::None => {
                let found = known.iter().map(|(_, number, _)| number.as_str()).take(40).collect::<Vec<_>>().join(", ");
                Err(Trouble::new("no-candidate-named", [("candidate", text.to_owned()), ("found", found)]))
            }
            Found::Several(names) => Err(Trouble::new(
                "several-candidates-named",
                [("candidate", text.to_owned()), ("found", names.join(", "))],
            )),
        }
    }

    /// A word of a page.
    pub(crate) fn word(&self, key: &'static str) -> String {
        words::word(self.lang, key).to_owned()
    }

    /// A sentence of a page.
    pub(crate) fn phrase(&self, key: &'static str, args: &[(&str, String)]) -> String {
        words::phrase(self.lang, key, args)
    }

    /// The sentence of a code.
    pub(crate) fn sentence(&self, code: &str, args: &[(&str, String)]) -> String {
        words::sentence(self.lang, code, args)
    }

    /// An instant, in the time of this place.
    pub(crate) fn hour(&self, at: Timestamp) -> String {
        moment(self.desk.civil(at))
    }

    /// The head of a table.
    pub(crate) fn head<const N: usize>(&self, keys: [&'static str; N]) -> Vec<String> {
        keys.iter().map(|key| self.word(key)).collect()
    }

    /// The word of something that serde names.
    pub(crate) fn named(&self, kind: &str, value: impl serde::Serialize) -> String {
        words::named(self.lang, kind, value)
    }
}

/// The bytes of a file that a person named.
///
/// # Errors
/// When there is none, or it can't be read; the sentence then names it.
pub(crate) fn read(path: &Path) -> Result<Vec<u8>, Trouble> {
    app::files::read(path).map_err(|failure| naming(path, failure))
}

/// A failure about a file, with the file's name for its sentence.
pub(crate) fn naming(path: &Path, failure: Failure) -> Trouble {
    match failure.code() {
        "file-not-found" => Trouble::new("file-not-found", [("path", path.display().to_string())]),
        _ => failure.into(),
    }
}

fn name(dossier: &Dossier, person: PersonId) -> String {
    let file = dossier.session.jurors.get(&person).and_then(|juror| juror.file.shown());
    file.map(JurorFile::full_name).unwrap_or_default()
}

enum Found<T> {
    None,
    One(T),
    Several(Vec<String>),
}

/// The one thing that `text` names: a whole name or identifier first, else a part of a name or a beginning.
fn one<'a, T: Copy>(text: &str, known: impl Iterator<Item = (T, String, &'a str)>) -> Found<T> {
    let wanted = fold_name(text.trim());
    let known: Vec<_> = known.collect();
    let whole = known.iter().filter(|(_, id, name)| *id == wanted || fold_name(name) == wanted);
    let whole: Vec<_> = whole.collect();
    let begins = |id: &str| wanted.len() >= 4 && id.starts_with(&wanted);
    let partly = || known.iter().filter(|(_, id, name)| begins(id) || fold_name(name).contains(&wanted));
    let found = if whole.is_empty() && !wanted.is_empty() { partly().collect() } else { whole };
    match found.as_slice() {
        [] => Found::None,
        [(id, ..)] => Found::One(*id),
        several => Found::Several(several.iter().map(|(_, _, name)| (*name).to_owned()).collect()),
    }
}
