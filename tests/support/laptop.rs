//! Somebody at their laptop: a store in a folder of its own, a desk, a clock that moves by itself. What a person does in one
//! sentence is a method here.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use app::clock::SteppingClock;
use app::entropy::SeededEntropy;
use app::exchange::ImportReport;
use app::keys::slot::Cost;
use app::tables::Mode;
use app::view::manifest::Manifest;
use app::{Desk, Failure, Places};
use domain::command::Command;
use domain::grading::{Mark, Rating};
use domain::id::{CandidateId, Digest, PersonId, SessionId};
use domain::minutes::compose::EditionChoice;
use domain::session::Session;
use domain::time::Timestamp;

/// The passphrase of everybody in the stories.
pub const PASSPHRASE: &str = "une phrase pour essayer";

/// A morning of June.
pub const MORNING: Timestamp = Timestamp(1_781_244_000_000);

/// Somebody at their laptop.
pub struct Laptop {
    /// Whose it is.
    pub name: &'static str,
    /// Its desk.
    pub desk: Desk,
    /// Its clock: one second later at each reading.
    pub clock: Arc<SteppingClock>,
    folder: tempfile::TempDir,
    seed: u64,
}

impl Laptop {
    /// A laptop with a store just made. The seed makes its keys.
    #[must_use]
    pub fn new(name: &'static str, seed: u64) -> Self {
        let laptop = Self::without_store(name, seed);
        laptop.desk.create_store(name, PASSPHRASE).expect("a store");
        laptop
    }

    /// A laptop on which nobody made a store yet.
    #[must_use]
    pub fn without_store(name: &'static str, seed: u64) -> Self {
        let folder = tempfile::tempdir().expect("a folder for the story");
        let clock = Arc::new(SteppingClock::new(MORNING, 1_000));
        let state = folder.path().join("state");
        std::fs::create_dir_all(&state).expect("the laptop's state folder");
        std::fs::write(state.join("installation"), seed.to_be_bytes()).expect("the program is installed");
        let desk = desk_in(folder.path(), clock.clone(), seed);
        Self { name, desk, clock, folder, seed }
    }

    /// The whole disk of this laptop as it is now on another disk, opened: nothing on it can tell which is which. Random bytes
    /// go another way from here.
    #[must_use]
    pub fn imaged(&self, seed: u64) -> Self {
        let twin = Self::without_store(self.name, seed);
        copy_folder(&self.state_folder(), &twin.state_folder());
        twin.with_store_of(self)
    }

    /// The store of this laptop as it is now, copied to another laptop and opened there.
    #[must_use]
    pub fn copied_to_another(&self, seed: u64) -> Self {
        Self::without_store(self.name, seed).with_store_of(self)
    }

    fn with_store_of(self, other: &Self) -> Self {
        let twin = self;
        twin.clock.advance_to(other.now());
        copy_folder(&other.store_folder(), &twin.store_folder());
        twin.desk.unlock(PASSPHRASE).expect("the image opens");
        twin
    }

    /// The laptop after its program was ended, whatever it was doing, and started again.
    #[must_use]
    pub fn restarted(self) -> Self {
        let Self { name, desk, clock, folder, seed } = self;
        drop(desk);
        let desk = desk_in(folder.path(), clock.clone(), seed + 1_000);
        desk.unlock(PASSPHRASE).expect("the store opens again");
        Self { name, desk, clock, folder, seed: seed + 1_000 }
    }

    /// The laptop whose dialogs choose `paths`, in order; a folder stands for the name proposed, inside it.
    #[must_use]
    pub fn choosing(self, paths: impl IntoIterator<Item = PathBuf>) -> Self {
        let Self { name, desk, clock, folder, seed } = self;
        let desk = desk.with_dialogs(app::dialogs::ScriptedDialogs::new(paths));
        Self { name, desk, clock, folder, seed }
    }

    /// A second program on the same store, not opened yet.
    #[must_use]
    pub fn second_desk(&self) -> Desk {
        desk_in(self.folder.path(), self.clock.clone(), self.seed + 1_000)
    }

    /// A path on this laptop.
    #[must_use]
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Where its store is.
    #[must_use]
    pub fn store_folder(&self) -> PathBuf {
        self.path("store")
    }

    /// Where what is told of its store outside it is.
    #[must_use]
    pub fn state_folder(&self) -> PathBuf {
        self.path("state")
    }

    /// A copy of its store as it is now, to be put back some day.
    #[must_use]
    pub fn store_kept_aside(&self, name: &str) -> PathBuf {
        let aside = self.path(name);
        copy_folder(&self.store_folder(), &aside);
        aside
    }

    /// The laptop once the store kept in `aside` took the place of the present one.
    #[must_use]
    pub fn put_back(self, aside: &Path) -> Self {
        self.desk.lock().expect("the store closes");
        std::fs::remove_dir_all(self.store_folder()).expect("the present store leaves");
        copy_folder(aside, &self.store_folder());
        self.restarted()
    }

    fn now(&self) -> Timestamp {
        app::clock::Clock::now(&*self.clock)
    }
}

/// What a person does.
impl Laptop {
    /// Does something in a session that nobody refuses.
    pub fn does(&self, session: SessionId, command: Command) {
        let done = self.desk.execute(session, None, &command);
        assert!(done.is_ok(), "{} was refused {command:?}: {done:?}", self.name);
    }

    /// Tries something that is refused, and reads the code.
    pub fn is_refused(&self, session: SessionId, command: Command) -> &'static str {
        let before = self.fingerprint(session);
        let refused = self.desk.execute(session, None, &command).expect_err("a refusal");
        assert_eq!(self.fingerprint(session), before, "{} was refused and something was written", self.name);
        refused.code()
    }

    /// Gives one mark.
    pub fn marks(&self, session: SessionId, candidate: CandidateId, criterion: &str, mark: Mark) {
        self.does(session, Command::Mark { candidate, criterion: criterion.to_owned(), mark });
    }

    /// Gives a candidate the same level everywhere.
    pub fn marks_everything(&self, session: SessionId, candidate: CandidateId, index: u8) {
        self.rates_everything(session, candidate, Rating::Level { index });
    }

    /// Gives a candidate the same rating everywhere, in one go.
    pub fn rates_everything(&self, session: SessionId, candidate: CandidateId, rating: Rating) {
        let commands: Vec<Command> = self
            .criteria(session, candidate)
            .into_iter()
            .map(|criterion| Command::Mark { candidate, criterion, mark: rated(rating) })
            .collect();
        self.desk.execute_all(session, None, &commands).expect("the marks are taken");
    }

    /// Seals a sheet.
    pub fn seals(&self, session: SessionId, candidate: CandidateId) {
        self.does(session, Command::SealSheet { candidate });
    }

    /// Hands over everything, in a file on this laptop.
    pub fn exports(&self, session: SessionId, name: &str) -> PathBuf {
        let path = self.path(name);
        self.desk.export(session, &path).expect("an export");
        path
    }

    /// Tells a juror what of theirs has arrived, in a file on this laptop.
    pub fn acknowledges(&self, session: SessionId, juror: PersonId, name: &str) -> PathBuf {
        let path = self.path(name);
        self.desk.acknowledge(session, juror, &path).expect("an acknowledgement");
        path
    }

    /// Takes a file in.
    pub fn imports(&self, file: &Path) -> ImportReport {
        self.desk.import(file, Mode::Write).expect("an import")
    }

    /// Tries to take a file in that can't be believed, and reads the code.
    pub fn cannot_import(&self, session: SessionId, file: &Path) -> &'static str {
        let before = self.fingerprint(session);
        let refused = self.desk.import(file, Mode::Write).expect_err("the file is refused");
        assert_eq!(self.fingerprint(session), before, "{} refused a file and kept some of it", self.name);
        refused.code()
    }
}

/// What a person reads.
impl Laptop {
    /// Codes of what a candidate is graded on, in the order of the sheet.
    #[must_use]
    pub fn criteria(&self, session: SessionId, candidate: CandidateId) -> Vec<String> {
        let sheet = self.desk.sheet(session, candidate).expect("a sheet");
        let sections = sheet.sections.into_iter().filter(|section| section.prior.is_none());
        let evaluations = sections.flat_map(|section| section.evaluations);
        evaluations.flat_map(|evaluation| evaluation.criteria).map(|criterion| criterion.code).collect()
    }

    /// One's own mark.
    #[must_use]
    pub fn own_mark(&self, session: SessionId, candidate: CandidateId, criterion: &str) -> Mark {
        let sheet = self.desk.sheet(session, candidate).expect("a sheet");
        let sections = sheet.sections.into_iter();
        let mut criteria = sections.flat_map(|section| section.evaluations).flat_map(|group| group.criteria);
        criteria.find(|line| line.code == criterion).expect("such a criterion").mark
    }

    /// The fingerprint of a session.
    #[must_use]
    pub fn fingerprint(&self, session: SessionId) -> Digest {
        self.look(session, Session::fingerprint)
    }

    /// The words of the fingerprint, as the list of sessions says them.
    #[must_use]
    pub fn words(&self, session: SessionId) -> Vec<String> {
        let cards = self.desk.sessions().expect("the list of sessions");
        cards.into_iter().find(|card| card.id == session).expect("the session").fingerprint_words
    }

    /// The bordereau.
    #[must_use]
    pub fn manifest(&self, session: SessionId) -> Manifest {
        self.desk.manifest(session).expect("the bordereau")
    }

    /// How many entries are kept and not counted, for that reason.
    #[must_use]
    pub fn set_aside(&self, session: SessionId, reason: &str) -> u32 {
        self.manifest(session)
            .content
            .set_aside
            .iter()
            .filter(|aside| aside.reason == reason)
            .map(|aside| aside.count)
            .sum()
    }

    /// Who one is in the session.
    #[must_use]
    pub fn me(&self, session: SessionId) -> PersonId {
        self.desk.read(session, |dossier| Ok(dossier.me)).expect("a seat")
    }

    /// Something of the session's state.
    pub fn look<T>(&self, session: SessionId, read: impl FnOnce(&Session) -> T) -> T {
        self.desk.read(session, |dossier| Ok(read(&dossier.session))).expect("the session opens")
    }

    /// Everything the screens and tables of this laptop can show of a session, in one text.
    #[must_use]
    pub fn everything_shown(&self, session: SessionId) -> String {
        let json = |value: serde_json::Result<String>| value.expect("a view is JSON");
        let sheets = self.look(session, |session| session.candidates.keys().copied().collect::<Vec<_>>());
        let cases = sheets.iter().map(|candidate| self.desk.case(session, *candidate).expect("a candidate"));
        let cases = json(serde_json::to_string(&cases.collect::<Vec<_>>()));
        let sheets = sheets.into_iter().map(|candidate| self.desk.sheet(session, candidate).expect("a sheet"));
        [
            json(serde_json::to_string(&self.desk.sessions().expect("the list"))),
            json(serde_json::to_string(&self.desk.grid(session).ok())),
            json(serde_json::to_string(&sheets.collect::<Vec<_>>())),
            cases,
            json(serde_json::to_string(&self.desk.deliberation(session).expect("the deliberation"))),
            json(serde_json::to_string(&self.manifest(session))),
            json(serde_json::to_string(&self.desk.journal(session).expect("the journal"))),
            json(serde_json::to_string(&self.desk.journal_view(session).expect("the journal's screen"))),
            json(serde_json::to_string(&self.desk.minutes(session, EditionChoice::Original).expect("a draft"))),
        ]
        .join("\n")
    }
}

/// That rating, without a word.
#[must_use]
pub(crate) fn rated(rating: Rating) -> Mark {
    Mark { rating: Some(rating), comment: String::new() }
}

/// The code of what went wrong.
impl Laptop {
    /// The code of a failure that the story expects.
    pub fn code<T: std::fmt::Debug>(outcome: Result<T, Failure>) -> &'static str {
        outcome.expect_err("a failure").code()
    }
}

fn desk_in(laptop: &Path, clock: Arc<SteppingClock>, seed: u64) -> Desk {
    Desk::new(Places::in_folder(&laptop.join("store")).with_state(&laptop.join("state")))
        .with_clock(clock)
        .with_entropy(SeededEntropy::new(seed))
        .with_cost(Cost::FOR_TESTS)
}

/// Copies a folder of files; locks are not copied, since they say who holds the original.
fn copy_folder(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder for the copy");
    for file in std::fs::read_dir(from).expect("a folder to copy").flatten() {
        let name = file.file_name();
        let lock = name.to_string_lossy().ends_with(".lock");
        if file.path().is_file() && !lock {
            std::fs::copy(file.path(), to.join(name)).expect("a file copied");
        }
    }
}
