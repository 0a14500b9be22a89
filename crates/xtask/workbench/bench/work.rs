//! Long work, timed once: grading on three laptops, files that come and go, papers. Each step is the use case itself.

use app::tables::Mode;
use app::{Desk, Failure};
use domain::minutes::compose::EditionChoice;

use super::hall::{Hall, MARKS};
use super::measure::{once, words};
use super::page::Line;

/// Three jurors grade apart and hand back; the office takes in, and hands to the president.
pub(super) fn exchange(hall: &Hall, office: &Desk) -> Result<Vec<Line>, String> {
    let said = |failure: Failure| failure.to_string();
    let (mut lines, mut president) = (Vec::new(), None);
    let marks = hall.candidates.len() * MARKS;
    for juror in &hall.jurors {
        let desk = hall.seat(office, *juror).map_err(said)?;
        let (graded, grading) = once(|| hall.grade(&desk, *juror));
        graded.map_err(said)?;
        let file = hall.file(&juror.to_string());
        let (exported, exporting) = once(|| desk.export(hall.session, &file));
        let exported = exported.map_err(said)?;
        let (imported, importing) = once(|| office.import(&file, Mode::Write));
        imported.map_err(said)?;
        if president.is_none() {
            lines.push(watched(&format!("{marks} marks through the rules, a sheet at a time"), grading));
            let size = exported.bytes / 1024;
            lines.push(watched(&format!("handing back {marks} marks ({size} KiB), read back and believed"), exporting));
            lines.push(watched(&format!("importing {marks} marks, the copy before it included"), importing));
        }
        president.get_or_insert(desk);
    }
    let president = president.ok_or("nobody presides")?;
    let file = hall.file("office");
    let (exported, exporting) = once(|| office.export(hall.session, &file));
    exported.map_err(said)?;
    lines.push(watched(&format!("handing over all {} marks", marks * 3), exporting));
    let (imported, importing) = once(|| president.import(&file, Mode::Write));
    imported.map_err(said)?;
    lines.push(watched("importing them where a third was known", importing));
    let (counted, counting) = once(|| office.recount(hall.session));
    counted.map_err(said)?;
    lines.push(watched("counting every decision again, from the raw entries", counting));
    Ok(lines)
}

/// The minutes, and every sheet, of a session of thirty.
pub(super) fn papers(office: &Desk, hall: &Hall) -> Result<Vec<Line>, String> {
    let said = |failure: Failure| failure.to_string();
    let folder = hall.file("sheets");
    std::fs::create_dir_all(&folder).map_err(|error| error.to_string())?;
    let (minutes, drawing) =
        once(|| office.write_minutes(hall.session, EditionChoice::Original, &folder.join("pv.pdf")));
    minutes.map_err(said)?;
    let (sheets, drawing_all) = once(|| office.write_sheets(hall.session, EditionChoice::Original, &folder, |_, _| {}));
    let sheets = sheets.map_err(said)?;
    let all = format!("drawing {} individual sheets", sheets.len());
    Ok(vec![watched("drawing the draft minutes of 30 candidates", drawing), watched(&all, drawing_all)])
}

fn watched(what: &str, time: std::time::Duration) -> Line {
    Line::watched(what, words(time))
}
