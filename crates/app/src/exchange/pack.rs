//! A pack: what a juror needs to grade alone, and the right to. It is closed with a code that travels apart from it. A
//! juror's pack holds no civil status and nobody's marks.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use domain::command::Command;
use domain::event::{Event, Imported, LogHead};
use domain::id::{Digest, PersonId, SessionId};
use domain::log::Logged;
use domain::person::Role;
use domain::refusal::Refusal;
use domain::session::fold::fold;
use serde::Serialize;
use sync::bundle::{Bundle, Kind, Pack, file_name};
use sync::device::SigningKey;
use sync::envelope::{Key, Lock, Recipients, lock};
use sync::invitation::invitation_code;
use sync::plan::{Plan, plan};
use sync::session_key::SessionKey;

use super::{CIVIL_STATUS, believe, closed, gather, import, keys, known, recipients, refused};
use crate::desk::{Desk, Open, enrolment_key, me_key, secret_key};
use crate::dialogs::Purpose;
use crate::dossier::Dossier;
use crate::entropy::random;
use crate::erase;
use crate::failure::Failure;
use crate::files;
use crate::pens::{Pens, Written, own_logs};
use crate::view::session::count;

/// A pack just made.
#[derive(Debug, Clone, Serialize)]
pub struct PackMade {
    /// A name for the file, without anybody's.
    pub suggested_name: String,
    /// The code that opens it: to be given apart from the file.
    pub code: String,
    /// Its bytes.
    #[serde(skip)]
    pub bytes: Vec<u8>,
}

/// A pack written to a file, and read back.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct PackHanded {
    /// Its name.
    pub file_name: String,
    /// The code that opens it, to be given apart from the file; absent where the juror's own device does.
    pub code: Option<String>,
    /// Its length.
    #[cfg_attr(feature = "typescript", ts(type = "number"))]
    pub bytes: u64,
}

/// A pack just made for devices that were admitted by name: nothing but their keys opens it.
#[derive(Debug, Clone, Serialize)]
pub struct NamedPack {
    /// A name for the file, without anybody's.
    pub suggested_name: String,
    /// Its bytes.
    #[serde(skip)]
    pub bytes: Vec<u8>,
}

/// A pack chosen by the person, not opened yet.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct PackFile {
    /// What names it at the door: its path is never given.
    pub ticket: String,
    /// Its name, for people.
    pub file_name: String,
    /// Whether a code opens it.
    pub needs_code: bool,
}

/// A pack received.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct PackReceived {
    /// The session.
    pub session: SessionId,
    /// Its name.
    pub name: String,
    /// How many candidates it has.
    pub candidates: u32,
    /// Entries that were new.
    pub new_entries: u32,
    /// Entries that were there already.
    pub known_entries: u32,
}

impl Desk {
    /// Makes the pack of `juror` for the devices that were admitted for them: no code opens it, and nothing is invited.
    ///
    /// # Errors
    /// `no-admitted-device` when there is none that has its place; when no store is open, this device does not say who writes, or
    /// the machine fails.
    pub fn make_named_pack(&self, session: SessionId, juror: PersonId) -> Result<NamedPack, Failure> {
        self.with_open(|open| {
            let session_key = SessionKey::new(open.session_secret(session)?);
            let (dossier, _, device) = open.dossier(session)?;
            let chair = dossier.chair(device.public()).ok_or(Refusal::DeviceMayNotDecide)?;
            let mut keys = recipients::admitted(&dossier.session, juror);
            if keys.is_empty() {
                return Err(Failure::BadInput { code: "no-admitted-device", args: Vec::new() });
            }
            keys.push(device.receiver().recipient());
            let pack = Pack { addressee: juror, enrolment: None, session_key };
            let (bytes, suggested_name) = self.fill_pack(open, session, chair, pack, &Recipients::Keys(keys))?;
            Ok(NamedPack { suggested_name, bytes })
        })
    }

    /// Whether a device that has its place was admitted for `juror`.
    ///
    /// # Errors
    /// When no store is open, or it holds no such session.
    pub fn has_admitted_device(&self, session: SessionId, juror: PersonId) -> Result<bool, Failure> {
        self.read(session, |dossier| Ok(!recipients::admitted(&dossier.session, juror).is_empty()))
    }

    /// Makes the pack of `juror`, who may write as themselves from then on, on the device that opens it.
    ///
    /// # Errors
    /// When the rules refuse the invitation, no store is open, or the machine fails.
    pub fn make_pack(&self, session: SessionId, juror: PersonId) -> Result<PackMade, Failure> {
        let enrolment = random::<32>(&*self.entropy)?;
        let key = SigningKey::new(&enrolment).public();
        self.say_of_devices(session, &Command::InviteJuror { juror, enrolment: key })?;
        let code = invitation_code(random(&*self.entropy)?);
        self.with_open(|open| {
            let session_key = SessionKey::new(open.session_secret(session)?);
            let (dossier, _, device) = open.dossier(session)?;
            let chair = dossier.chair(device.public()).ok_or(Refusal::DeviceMayNotDecide)?;
            let pack = Pack { addressee: juror, enrolment: Some(enrolment), session_key };
            let recipients = Recipients::Code(code.clone());
            let (bytes, suggested_name) = self.fill_pack(open, session, chair, pack, &recipients)?;
            Ok(PackMade { suggested_name, code: code.clone(), bytes })
        })
    }

    /// Makes the pack of `juror` and writes it where the person says; `None` when they gave up: nobody is invited then.
    ///
    /// # Errors
    /// As [`Desk::make_pack`], or when the disk refuses.
    pub fn hand_pack(&self, session: SessionId, juror: PersonId) -> Result<Option<PackHanded>, Failure> {
        let suggested = self.suggested_name(session)?;
        let Some(path) = self.dialogs.save_file(Purpose::Pack, &suggested) else { return Ok(None) };
        let (bytes, code) = self.pack_for(session, juror)?;
        files::write(&path, &bytes)?;
        Ok(Some(PackHanded { file_name: files::name(&path), code, bytes: files::length(&bytes) }))
    }

    /// The pack of `juror`: closed for the devices that were admitted for them or, where there is none, by a code.
    pub(crate) fn pack_for(&self, session: SessionId, juror: PersonId) -> Result<(Vec<u8>, Option<String>), Failure> {
        if self.has_admitted_device(session, juror)? {
            return Ok((self.make_named_pack(session, juror)?.bytes, None));
        }
        let PackMade { code, bytes, .. } = self.make_pack(session, juror)?;
        Ok((bytes, Some(code)))
    }

    /// The file of a pack, closed for `recipients`, and a name for it.
    fn fill_pack(
        &self,
        open: &mut Open,
        session: SessionId,
        chair: PersonId,
        pack: Pack,
        recipients: &Recipients,
    ) -> Result<(Vec<u8>, String), Failure> {
        let (dossier, book, device) = open.dossier(session)?;
        let juror = pack.addressee;
        let presides = dossier.session.role(juror) == Some(Role::President);
        let bundle = Bundle::new(Kind::Pack, session, device.public(), chair, self.clock.now());
        // Nobody's marks are in it, not even as digests, which a few tries would tell: the logs of other members stay
        // here. Civil status goes to who signs the minutes, and to nobody else.
        let grades = |person| dossier.session.role(person).is_some_and(Role::deliberates);
        let travels = |log: &store::Log| log.person == juror || !grades(log.person);
        let keep = |logged: &Logged| presides || logged.entry.header.kind != CIVIL_STATUS;
        let mut bundle = gather(book, device, bundle, travels, keep)?;
        bundle.pack = Some(pack);
        let bytes = closed(&bundle, device, recipients)?;
        Ok((bytes, file_name(session, device.public(), count(bundle.entries()))))
    }

    /// Asks the person for a pack received; `None` when they gave up.
    ///
    /// # Errors
    /// When the file can't be read or is no bundle.
    pub fn choose_pack(&self) -> Result<Option<PackFile>, Failure> {
        let Some(path) = self.dialogs.open_file(Purpose::Pack) else { return Ok(None) };
        let needs_code = lock(&files::read(&path)?).map_err(refused)? == Lock::Code;
        let file_name = files::name(&path);
        Ok(Some(PackFile { ticket: self.ticket(path)?, file_name, needs_code }))
    }

    /// Opens the pack chosen.
    ///
    /// # Errors
    /// As [`Desk::receive_pack`].
    pub fn receive_chosen(&self, ticket: &str, code: &str) -> Result<PackReceived, Failure> {
        let path = self.ticketed(ticket)?;
        if code.trim().is_empty() { self.receive_named_pack(&path) } else { self.receive_pack(&path, code) }
    }

    /// Opens the pack at `path`, closed for this laptop: its addressee is its person, or somebody it was admitted for.
    ///
    /// # Errors
    /// As [`Desk::receive_pack`].
    pub fn receive_named_pack(&self, path: &Path) -> Result<PackReceived, Failure> {
        let file = files::read(path)?;
        self.with_open(|open| {
            let keys = keys(open)?;
            self.open_pack(open, &file, Key::Sessions(&keys), &files::name(path))
        })
    }

    /// Opens the pack at `path` with its code: this laptop's person is its addressee.
    ///
    /// # Errors
    /// When the file is no pack, the code is wrong, something in it can't be believed, or the disk refuses: nothing of it
    /// is then kept.
    pub fn receive_pack(&self, path: &Path, code: &str) -> Result<PackReceived, Failure> {
        let file = files::read(path)?;
        self.with_open(|open| self.open_pack(open, &file, Key::Code(code), &files::name(path)))
    }

    fn open_pack(&self, open: &mut Open, file: &[u8], key: Key<'_>, file_name: &str) -> Result<PackReceived, Failure> {
        let verified = believe(file, key, open)?;
        let known = known(open, verified.bundle().session)?;
        let plan = plan(verified, &known, self.clock.now());
        self.settle_in(open, plan, file_name)
    }

    /// Writes what a pack brings, and the first entries of its addressee's log.
    fn settle_in(&self, open: &mut Open, mut plan: Plan, file_name: &str) -> Result<PackReceived, Failure> {
        let id = plan.session;
        let Some(pack) = plan.pack.clone() else {
            return Err(Failure::BadInput { code: "not-a-pack", args: Vec::new() });
        };
        let mut entries = open.book.entries(id)?;
        import::complete(&mut entries, &plan);
        entries.extend(plan.new.iter().cloned());
        let secrets = import::secrets(id, &plan.new_secrets);
        let known_secrets = open.book.secrets(id)?.into_iter().chain(secrets.iter().cloned()).collect();
        let own = own_logs(&open.book, id, open.device.public())?;
        let mut pens = Pens::read(id, &own, &entries, known_secrets);
        let mut written = Written::default();
        let (now, me) = (self.clock.now(), addressee(open, id, &pack, &entries)?);
        let opens = !pens.writes_as(me);
        if opens {
            let key = pack.enrolment.as_ref().map(SigningKey::new);
            pens.open_log(me, &open.device, key.as_ref(), now, &*self.entropy, &mut written)?;
        }
        if opens || !plan.is_known() {
            let fact = Imported { bundle: plan.digest, heads: heads_of(&entries) };
            pens.write(me, &Event::from(fact), now, &*self.entropy, &mut written)?;
        }
        entries.extend(written.entries.iter().cloned());
        let dossier = Dossier { session: fold(id, &entries)?, me, pens };
        let received = received(&plan, &dossier);
        let before = import::Before::of(&dossier.session);
        let arrived = import::preview(&before, &dossier.session, &plan, now);
        let summary = import::summary(&plan, &arrived, file_name)?;
        let mut batch = import::batch(&plan, &dossier, written, &open.device, summary, now);
        import::Brought::of(&mut plan, &BTreeMap::new())?.lay_in(&mut batch);
        batch.local.extend(seat(id, me, &pack));
        batch.erasures = erase::to_write(&dossier.session, &open.book)?;
        import::list(&mut batch, &dossier);
        open.book.write(&batch)?;
        open.dossiers.insert(id, dossier);
        open.testify(id);
        self.finish_erasures(open)?;
        Ok(received)
    }
}

/// As whom this laptop writes from now on: a pack with a seed makes it its addressee's. One without, which opens on a laptop
/// admitted by name, leaves a laptop that has its person to that person: they may write for the addressee beside.
fn addressee(open: &Open, id: SessionId, pack: &Pack, entries: &[Logged]) -> Result<PersonId, Failure> {
    if pack.enrolment.is_some() {
        return Ok(pack.addressee);
    }
    let session = fold(id, entries)?;
    if !session.trust.names(open.device.public(), pack.addressee) {
        return Err(Failure::BadInput { code: "not-your-pack", args: Vec::new() });
    }
    Ok(open.me(id).unwrap_or(pack.addressee))
}

/// What the store keeps of the place that a pack gives `me`: who they are, the session's key, and a right to write.
fn seat(id: SessionId, me: PersonId, pack: &Pack) -> impl Iterator<Item = (String, Vec<u8>)> {
    let seat = [(me_key(id), me.0.to_vec()), (secret_key(id), pack.session_key.to_bytes().to_vec())];
    seat.into_iter().chain(pack.enrolment.map(|seed| (enrolment_key(id), seed.to_vec())))
}

fn received(plan: &Plan, dossier: &Dossier) -> PackReceived {
    let counts = plan.total();
    PackReceived {
        session: plan.session,
        name: dossier.session.details.shown().map(|details| details.name.clone()).unwrap_or_default(),
        candidates: count(dossier.session.roster().len()),
        new_entries: counts.new,
        known_entries: counts.known,
    }
}

/// How far each log is known: the entries that nothing follows, one for each branch of a log that forked.
pub(super) fn heads_of(entries: &[Logged]) -> Vec<LogHead> {
    let followed: BTreeSet<Digest> = entries.iter().map(|logged| logged.entry.header.prev).collect();
    let ends = entries.iter().filter(|logged| !followed.contains(&logged.hash));
    let mut heads: Vec<_> = ends.map(|end| (end.entry.header.log, end.entry.header.seq, end.hash)).collect();
    heads.sort_unstable();
    heads.into_iter().map(|(log, seq, hash)| LogHead { log, seq, hash }).collect()
}
