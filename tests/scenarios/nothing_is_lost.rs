//! Programs that end without warning, disks that fill: what was acknowledged is there, what was not is not.

use std::path::{Path, PathBuf};
use std::process::Command as Program;

use domain::command::Command;
use domain::deliberation::Outcome;
use domain::grading::{Mark, Rating};
use proof::{Jury, Laptop, PASSPHRASE, Seat};

#[test]
fn a_program_ended_at_any_moment_of_the_day_opens_again_as_it_was() {
    let mut jury = Jury::of(1);
    let (session, candidate) = (jury.session, jury.candidates[0]);
    let moments: [fn(&Jury); 5] = [
        |jury| jury.awa.marks_everything(jury.session, jury.candidates[0], 2),
        |jury| jury.awa.seals(jury.session, jury.candidates[0]),
        |jury| jury.awa_collects(),
        |jury| jury.awa.does(jury.session, Command::OpenConfrontation { exception: String::new() }),
        |jury| jury.decides(jury.candidates[0], Outcome::Awarded, ""),
    ];
    for laptop in [&jury.bruno, &jury.chloe] {
        laptop.marks_everything(session, candidate, 2);
        laptop.seals(session, candidate);
    }
    for moment in moments {
        moment(&jury);
        let before = (jury.awa.fingerprint(session), jury.awa.everything_shown(session));
        jury.awa = jury.awa.restarted();
        assert_eq!((jury.awa.fingerprint(session), jury.awa.everything_shown(session)), before);
    }
    jury.closes();
}

#[test]
fn after_a_whole_day_every_store_holds_what_its_log_tells() {
    let jury = Jury::of(2);
    jury.awards_everybody();
    let paper = jury.awa.path("pv.pdf");
    jury.awa.desk.write_minutes(jury.session, domain::minutes::compose::EditionChoice::Original, &paper).unwrap();
    jury.everybody_signs(&paper);
    for laptop in [&jury.office, &jury.awa, &jury.bruno, &jury.chloe] {
        let report = laptop.desk.check_store().unwrap();
        assert_eq!((report.sessions, report.forks, report.findings), (1, 0, vec![]), "{}", laptop.name);
    }
    assert_eq!(jury.awa.desk.recount(jury.session).unwrap().differing, 0);
}

#[test]
fn the_list_of_sessions_follows_every_step_of_the_day() {
    use app::view::SessionState as State;
    let jury = Jury::of(1);
    let candidate = jury.candidates[0];
    let state = || jury.awa.desk.sessions().unwrap().remove(0).state;
    assert_eq!(state(), State::Distributed);
    let criterion = jury.awa.criteria(jury.session, candidate).remove(0);
    let mark = Mark { rating: Some(Rating::Level { index: 2 }), comment: String::new() };
    jury.awa.marks(jury.session, candidate, &criterion, mark);
    assert_eq!(state(), State::Grading);
    jury.everybody_grades(2);
    jury.awa_collects();
    assert_eq!(state(), State::Sealed);
    jury.awa.does(jury.session, Command::OpenConfrontation { exception: String::new() });
    assert_eq!(state(), State::Confronted);
    jury.decides(candidate, Outcome::Awarded, "");
    assert_eq!(state(), State::Deliberated);
    jury.closes();
    assert_eq!(state(), State::Closed);
}

/// A disk of a few megabytes, for who may mount one.
struct SmallDisk(PathBuf);

impl SmallDisk {
    fn at(folder: &Path) -> Option<Self> {
        std::fs::create_dir_all(folder).unwrap();
        let mounted = Program::new("mount").args(["-t", "tmpfs", "-o", "size=4m", "tmpfs"]).arg(folder).output();
        mounted.is_ok_and(|mounted| mounted.status.success()).then(|| Self(folder.to_owned()))
    }

    /// Fills what is left; the file to delete to make room.
    fn fill(&self) -> PathBuf {
        let filler = self.0.join("filler");
        let mut bytes = 4 << 20;
        while bytes > 0 {
            let written = std::fs::write(&filler, vec![0; bytes]);
            if written.is_ok() {
                break;
            }
            bytes = bytes.saturating_sub(4 << 10);
        }
        filler
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        Program::new("umount").arg("-l").arg(&self.0).status().ok();
    }
}

#[test]
fn on_a_full_disk_a_mark_is_not_acknowledged_and_work_goes_on_once_there_is_room() {
    let bruno = Laptop::without_store("Bruno", 91);
    let Some(disk) = SmallDisk::at(&bruno.store_folder()) else {
        eprintln!("SKIPPED: only root may mount the small disk that this story needs");
        return;
    };
    bruno.desk.create_store("Bruno", PASSPHRASE).unwrap();
    let jury = Jury::of(1);
    jury.hands_pack_to(Seat::Bruno, &bruno);
    let (session, candidate) = (jury.session, jury.candidates[0]);
    let criteria = bruno.criteria(session, candidate);
    let long =
        |number: usize| Mark { rating: Some(Rating::Level { index: 1 }), comment: format!("{number} ").repeat(2_000) };

    let room = disk.fill();
    let mut acknowledged: Vec<(usize, Mark)> = vec![];
    let refused = (0..2_000).find_map(|number| {
        let (place, mark) = (number % criteria.len(), long(number));
        let command = Command::Mark { candidate, criterion: criteria[place].clone(), mark: mark.clone() };
        match bruno.desk.execute(session, None, &command) {
            Ok(_) => {
                acknowledged.retain(|(known, _)| *known != place);
                acknowledged.push((place, mark));
                None
            }
            Err(failure) => Some((place, failure)),
        }
    });
    let (place, failure) = refused.expect("the disk fills");
    assert_eq!(failure.code(), "disk-full");
    let known = acknowledged.iter().find(|(known, _)| *known == place).map(|(_, mark)| mark.clone());
    assert_eq!(bruno.own_mark(session, candidate, &criteria[place]), known.unwrap_or_default());

    std::fs::remove_file(room).unwrap();
    acknowledged.retain(|(known, _)| *known != place);
    acknowledged.push((place, long(place)));
    bruno.marks(session, candidate, &criteria[place], long(place));
    let before = bruno.fingerprint(session);
    let bruno = bruno.restarted();
    assert_eq!(bruno.fingerprint(session), before);
    for (place, mark) in acknowledged {
        assert_eq!(bruno.own_mark(session, candidate, &criteria[place]), mark);
    }
    assert_eq!(bruno.desk.check_store().unwrap().findings, []);
    drop(bruno);
}
