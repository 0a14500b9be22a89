//! A large made-up session, convened as a real one: an office hands packs to three jurors, each marks on a laptop of their
//! own, files come back and go round. Not a place for measuring: what is timed is timed by whoever calls.

use std::path::{Path, PathBuf};

use app::{Desk, Failure};
use domain::command::Command;
use domain::grading::{Mark, Rating};
use domain::id::{CandidateId, PersonId, SessionId};
use domain::person::Role;
use domain::referential::Code;

use crate::jury;

/// Marks each juror gives each candidate: every criterion of the grid, then some of them changed.
pub(super) const MARKS: usize = 38;
/// A juror: family name, given name, role.
pub(super) type Seat = (&'static str, &'static str, Role);
const JURORS: [Seat; 3] =
    [("Martin", "Bruno", Role::President), ("Nguyen", "Claire", Role::Member), ("Kaya", "Deniz", Role::Member)];

/// Who sits, whom they grade, on what.
pub(crate) struct Hall {
    pub(crate) session: SessionId,
    pub(crate) jurors: Vec<PersonId>,
    pub(crate) candidates: Vec<CandidateId>,
    pub(super) criteria: Vec<Code>,
    folder: PathBuf,
}

impl Hall {
    /// An office's store in `folder`, a session of that many candidates, three jurors in their seats.
    pub(crate) fn convene(folder: &Path, candidates: usize) -> Result<(Self, Desk), Failure> {
        Self::seated(jury::desk(&folder.join("office")), folder, candidates, &JURORS)
    }

    /// The same, of `desk` whose store is in `folder`, and of other jurors.
    pub(super) fn seated(
        desk: Desk,
        folder: &Path,
        candidates: usize,
        seats: &[Seat],
    ) -> Result<(Self, Desk), Failure> {
        desk.create_store("Awa Diallo", jury::PASSPHRASE)?;
        let session = desk.open_session(&jury::opening()?)?;
        let mut jurors = Vec::new();
        for (family_name, given_name, role) in seats.iter().copied() {
            let juror = desk.new_person()?;
            let file = jury::person(family_name, given_name, role);
            desk.execute(session, None, &Command::SeatJuror { juror, file })?;
            jurors.push(juror);
        }
        let mut admitted = Vec::new();
        for number in 1..=candidates {
            let candidate = desk.new_candidate()?;
            let file = jury::candidate_file(number, "Vasseur", &format!("Camille {number}"));
            admitted.push((candidate, Command::AdmitCandidate { candidate, file, civil: None }));
        }
        let (candidates, commands): (Vec<_>, Vec<_>) = admitted.into_iter().unzip();
        all(&desk, session, None, &commands)?;
        let criteria = desk.read(session, |dossier| {
            let file = candidates.first().and_then(|candidate| dossier.session.candidates.get(candidate));
            let codes = file.map(|file| dossier.session.criteria_to_grade(file)).unwrap_or_default();
            Ok(codes.into_iter().map(str::to_owned).collect())
        })?;
        Ok((Self { session, jurors, candidates, criteria, folder: folder.to_owned() }, desk))
    }

    /// Where the office's store is.
    pub(super) fn office(&self) -> PathBuf {
        self.folder.join("office")
    }

    /// Where the store of a juror is.
    pub(crate) fn laptop(&self, juror: PersonId) -> PathBuf {
        self.folder.join(juror.to_string())
    }

    /// The laptop of a juror, who opened the pack they were handed.
    pub(crate) fn seat(&self, office: &Desk, juror: PersonId) -> Result<Desk, Failure> {
        self.seat_at(jury::desk(&self.laptop(juror)), office, juror)
    }

    /// The same, at a desk of the caller's whose store is to be in [`Hall::laptop`].
    pub(super) fn seat_at(&self, desk: Desk, office: &Desk, juror: PersonId) -> Result<Desk, Failure> {
        desk.create_store("Membre", jury::PASSPHRASE)?;
        let pack = office.make_pack(self.session, juror)?;
        let path = self.folder.join(format!("{juror}-pack.delib"));
        std::fs::write(&path, &pack.bytes)
            .map_err(|error| Failure::BadRequest(format!("{}: {error}", path.display())))?;
        desk.receive_pack(&path, &pack.code)?;
        Ok(desk)
    }

    /// Gives every candidate the marks of `juror`, on `desk`.
    pub(super) fn grade(&self, desk: &Desk, juror: PersonId) -> Result<(), Failure> {
        for candidate in &self.candidates {
            let commands: Vec<_> = (0..MARKS).filter_map(|number| self.mark(*candidate, number)).collect();
            all(desk, self.session, Some(juror), &commands)?;
        }
        Ok(())
    }

    /// The mark number `number` of a candidate: criteria in turn, and another level each time round.
    pub(super) fn mark(&self, candidate: CandidateId, number: usize) -> Option<Command> {
        let place = number.checked_rem(self.criteria.len())?;
        let round = number.checked_div(self.criteria.len())?;
        let index = u8::try_from((place + round) % 2).ok()?;
        let mark = Mark { rating: Some(Rating::Level { index }), comment: String::new() };
        Some(Command::Mark { candidate, criterion: self.criteria.get(place)?.clone(), mark })
    }

    /// The file that `who` hands over.
    pub(super) fn file(&self, who: &str) -> PathBuf {
        self.folder.join(format!("{who}.delib"))
    }
}

/// Every command in one transaction, each on its own: all must be allowed.
pub(super) fn all(
    desk: &Desk,
    session: SessionId,
    person: Option<PersonId>,
    commands: &[Command],
) -> Result<(), Failure> {
    let groups: Vec<_> = commands.iter().map(std::slice::from_ref).collect();
    match desk.execute_groups(session, person, &groups)?.into_iter().next() {
        None => Ok(()),
        Some((_, refusal)) => Err(refusal.into()),
    }
}
