//! Four jurors grade apart and hand back: the office's store before any mark, their four files, and the same cells as the other
//! engines read them. Made by the use cases of every day, with a seeded clock and seeded random, and kept.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use app::clock::SteppingClock;
use app::entropy::SeededEntropy;
use app::{Desk, Failure};
use domain::command::Command;
use domain::grading::{Mark, Rating};
use domain::id::{CandidateId, PersonId, SessionId};
use domain::person::Role;
use domain::referential::Code;
use domain::testing::draw::Draw;
use domain::time::Timestamp;

use super::super::hall::{Hall, Seat, all};
use crate::jury;

const SEATS: [Seat; 4] = [
    ("Martin", "Bruno", Role::President),
    ("Nguyen", "Claire", Role::Member),
    ("Kaya", "Deniz", Role::Member),
    ("Lopez", "Elena", Role::Member),
];
/// 12 June 2026, 08:00 UTC, in milliseconds; and how far apart two readings of the clock are.
const MORNING: (i64, i64) = (1_781_251_200_000, 7);
/// Levels of the scale of made-up sessions.
const LEVELS: [u8; 3] = [0, 1, 2];

/// What was handed back.
pub(super) struct Hands {
    pub(super) folder: PathBuf,
    pub(super) session: SessionId,
    pub(super) files: Vec<PathBuf>,
}

impl Hands {
    /// `marks` marks in four files, from `folder` or made there.
    pub(super) fn of(folder: &Path, marks: usize) -> Result<Self, String> {
        let folder = folder.join(format!("{marks}-marks"));
        let named = folder.join("session");
        if !named.exists() {
            std::fs::remove_dir_all(&folder).ok();
            let session = grade(&folder, marks).map_err(|failure| format!("The marks can't be given: {failure}"))?;
            std::fs::write(&named, session.to_string()).map_err(|error| error.to_string())?;
        }
        let session = std::fs::read_to_string(&named).map_err(|error| error.to_string())?;
        let session = SessionId::parse(&session).map_err(|_| "the folder is damaged: remove it")?;
        let files = (0..SEATS.len()).map(|number| folder.join(format!("{number}.delib"))).collect();
        Ok(Self { folder, session, files })
    }

    /// The office's store before any mark.
    pub(super) fn office(&self) -> PathBuf {
        self.folder.join("office")
    }
}

fn grade(folder: &Path, marks: usize) -> Result<SessionId, Failure> {
    let desk = |home: &Path, seed| {
        let (start, step) = MORNING;
        let clock = SteppingClock::new(Timestamp(start), step);
        jury::desk(home).with_clock(clock).with_entropy(SeededEntropy::new(seed))
    };
    let each = marks.div_ceil(SEATS.len());
    let criteria = jury::criteria_of_everybody()?;
    let candidates = each.div_ceil(criteria.max(1));
    let (hall, office) = Hall::seated(desk(&folder.join("office"), 1), folder, candidates, &SEATS)?;
    for ((number, juror), seed) in hall.jurors.iter().enumerate().zip(2..) {
        let seated = hall.seat_at(desk(&hall.laptop(*juror), seed), &office, *juror)?;
        let given = given(&hall, each, seed);
        give(&seated, hall.session, *juror, &given)?;
        seated.export(hall.session, &folder.join(format!("{number}.delib")))?;
        write(&folder.join(format!("cells-{number}")), &lines(&given, *juror))?;
        drop(seated);
        std::fs::remove_dir_all(hall.laptop(*juror)).ok();
    }
    Ok(hall.session)
}

/// One mark.
struct Given {
    candidate: CandidateId,
    criterion: Code,
    index: u8,
}

/// The marks of a juror: every criterion of every candidate, as far as that goes.
fn given(hall: &Hall, count: usize, seed: u64) -> Vec<Given> {
    let cells = hall.candidates.iter().flat_map(|candidate| hall.criteria.iter().map(move |code| (*candidate, code)));
    let mut draw = Draw(seed);
    let mut level = || draw.pick(&LEVELS).copied().unwrap_or(0);
    let given = cells.take(count);
    given.map(|(candidate, code)| Given { candidate, criterion: code.clone(), index: level() }).collect()
}

/// Gives them, a sheet in one transaction.
fn give(desk: &Desk, session: SessionId, juror: PersonId, given: &[Given]) -> Result<(), Failure> {
    for sheet in given.chunk_by(|one, next| one.candidate == next.candidate) {
        let commands: Vec<_> = sheet.iter().map(command).collect();
        all(desk, session, Some(juror), &commands)?;
    }
    Ok(())
}

fn command(given: &Given) -> Command {
    let mark = Mark { rating: Some(Rating::Level { index: given.index }), comment: String::new() };
    Command::Mark { candidate: given.candidate, criterion: given.criterion.clone(), mark }
}

/// The same cells, a line each.
fn lines(given: &[Given], juror: PersonId) -> String {
    let mut text = String::new();
    for (Given { candidate, criterion, index }, clock) in given.iter().zip(MORNING.0..) {
        // Writing into a text can't fail.
        writeln!(text, "{candidate}\t{criterion}\t{juror}\t{index}\t{clock}").ok();
    }
    text
}

fn write(path: &Path, text: &str) -> Result<(), Failure> {
    std::fs::write(path, text).map_err(|error| Failure::BadRequest(format!("{}: {error}", path.display())))
}
