//! What follows: every laptop comes to know the same, and the office prepares the rattrapage.

use app::retakes::RetakePrepared;
use domain::id::Digest;
use domain::session::facts::SessionDetails;

use super::broken;
use super::calendar::{date, instant};
use super::folder::Folder;
use super::preparation::Jury;
use crate::trouble::Trouble;

/// Rounds of exchange after which laptops that still differ never will agree.
const ROUNDS: usize = 4;

/// Laptops exchange until every one shows the same four words.
pub(super) fn come_together(folder: &Folder, jury: &Jury) -> Result<(), Trouble> {
    for round in 0..ROUNDS {
        let fingerprints = fingerprints(jury)?;
        if fingerprints.iter().all(|one| Some(one) == fingerprints.first()) {
            return Ok(());
        }
        let mut files = Vec::new();
        for laptop in jury.laptops() {
            let file = folder.path(&format!("bundles/{}-partage-{}.delib", 6 + round, laptop.file));
            laptop.hands_over(jury.session, &file)?;
            files.push((laptop.file.clone(), file));
        }
        for laptop in jury.laptops() {
            for (_, file) in files.iter().filter(|(from, _)| *from != laptop.file) {
                laptop.takes_in(file)?;
            }
        }
    }
    Err(broken("the stores do not come to the same fingerprint"))
}

/// The fingerprint of the session on every laptop.
pub(super) fn fingerprints(jury: &Jury) -> Result<Vec<Digest>, Trouble> {
    let read = |laptop: &super::laptop::Laptop| {
        Ok(laptop.desk.read(jury.session, |dossier| Ok(dossier.session.fingerprint()))?)
    };
    jury.laptops().map(read).collect()
}

/// The office prepares the rattrapage.
pub(super) fn retake(jury: &Jury) -> Result<RetakePrepared, Trouble> {
    let day = date(instant(65, 8, 0))?;
    jury.office.wait_until(instant(jury.last_day() + 10, 9, 0));
    let details = SessionDetails {
        name: "Rattrapage de septembre 2026".to_owned(),
        centre: "Centre de Besançon".to_owned(),
        place: "12 rue du Lycée, 25000 Besançon".to_owned(),
        starts_on: day,
        ends_on: day,
    };
    Ok(jury.office.desk.prepare_retake(jury.session, details)?)
}
