//! Without a key: one laptop shows a file as codes, another films them, and has the same file. Files dropped on a window go the
//! same way as files chosen.

use app::Desk;
use app::light::{Filmed, Seen, ShownCode};
use app::tables::Mode;
use base64::Engine as _;
use domain::person::Role;
use proof::{Jury, Laptop, Seat};

/// What a camera before a screen sees of `code`: five pixels a module, a white margin, in grey, in base 64.
fn picture(code: &ShownCode) -> (u32, String) {
    const SCALE: usize = 5;
    const MARGIN: usize = 4;
    let modules = code.rows.len() + 2 * MARGIN;
    let dark = |x: usize, y: usize| {
        let row = y.checked_sub(MARGIN).and_then(|y| code.rows.get(y));
        row.zip(x.checked_sub(MARGIN)).is_some_and(|(row, x)| row.as_bytes().get(x) == Some(&b'1'))
    };
    let side = modules * SCALE;
    let grey: Vec<u8> =
        (0..side * side).map(|at| if dark(at % side / SCALE, at / side / SCALE) { 40 } else { 215 }).collect();
    (u32::try_from(side).unwrap(), base64::engine::general_purpose::STANDARD.encode(grey))
}

/// `films` films what `shows` shows, from `place` on, missing one code in `misses`; what the last picture brought.
fn filmed(shows: &Desk, ticket: &str, films: &Desk, mut place: u32, misses: u32) -> Filmed {
    loop {
        place += 1;
        assert!(place < 2_000, "it never ends");
        if place.is_multiple_of(misses) {
            continue;
        }
        let (width, grey) = picture(&shows.shown_code(ticket, place - 1).unwrap());
        let filmed = films.film(width, &grey).unwrap();
        assert_ne!(filmed.seen, Seen::Stranger);
        if filmed.file.is_some() {
            return filmed;
        }
    }
}

#[test]
fn a_juror_s_sheets_go_from_screen_to_camera_and_both_laptops_say_the_same_words() {
    let jury = Jury::of(1);
    jury.everybody_grades(2);
    let shown = jury.bruno.desk.show_results(jury.session).unwrap();
    assert_eq!(shown.code, None);
    let filmed = filmed(&jury.bruno.desk, &shown.ticket, &jury.awa.desk, 0, 4);
    let file = filmed.file.unwrap();
    assert_eq!((filmed.missing, file.needs_code), (0, false));

    let told = jury.awa.desk.import_offered(std::slice::from_ref(&file.ticket), Mode::DryRun).unwrap();
    assert!(told.imports[0].new > 0, "{told:?}");
    let taken = jury.awa.desk.import_offered(&[file.ticket], Mode::Write).unwrap();
    assert_eq!(taken.total.new, told.total.new);
    let back = jury.awa.exports(jury.session, "back.delib");
    jury.bruno.imports(&back);
    assert_eq!(jury.bruno.words(jury.session), jury.awa.words(jury.session));
}

#[test]
fn a_pack_goes_by_light_to_a_laptop_that_knows_nothing_yet_and_its_code_goes_apart() {
    let jury = Jury::of(1);
    let shown = jury.office.desk.show_pack(jury.session, jury.seats[0]).unwrap();
    let newcomer = Laptop::new("Awa", 901);
    // Whoever films late, once every code was shown, has it all the same.
    let file = filmed(&jury.office.desk, &shown.ticket, &newcomer.desk, shown.frames * 2, u32::MAX).file.unwrap();
    assert!(file.needs_code);
    assert!(newcomer.desk.receive_chosen(&file.ticket, "0000-0000-0000-0000").is_err());
    let received = newcomer.desk.receive_chosen(&file.ticket, &shown.code.unwrap()).unwrap();
    assert_eq!((received.session, received.candidates), (jury.session, 1));
}

#[test]
fn filming_stops_and_goes_on_and_another_file_is_told_apart() {
    let jury = Jury::of(1);
    jury.everybody_grades(1);
    let (bruno, chloe, awa) = (&jury.bruno.desk, &jury.chloe.desk, &jury.awa.desk);
    let [first, other] = [bruno, chloe].map(|desk| desk.show_results(jury.session).unwrap());
    let look = |desk: &Desk, ticket: &str, place| {
        let (width, grey) = picture(&desk.shown_code(ticket, place).unwrap());
        awa.film(width, &grey).unwrap()
    };
    assert_eq!(look(bruno, &first.ticket, 0).seen, Seen::New);
    assert_eq!(look(bruno, &first.ticket, 0).seen, Seen::Known);
    let stranger = look(chloe, &other.ticket, 0);
    assert_eq!((stranger.seen, stranger.frames - stranger.missing), (Seen::Foreign, 1));
    awa.film_again();
    let begun = look(chloe, &other.ticket, 1);
    assert_eq!((begun.seen, begun.frames, begun.frames - begun.missing), (Seen::New, other.frames, 1));
    assert!(awa.film(0, "AAAA").is_err() && awa.film(3, "no picture").is_err());
}

#[test]
fn files_dropped_on_the_window_are_told_once_by_name_and_imported_by_ticket() {
    let jury = Jury::of(1);
    jury.everybody_grades(1);
    let results = jury.bruno.exports(jury.session, "results.delib");
    let note = jury.awa.path("note.txt");
    std::fs::write(&note, "rien").unwrap();
    jury.awa.desk.offer([results.clone(), note]);
    let offered = jury.awa.desk.offered().unwrap();
    assert_eq!(jury.awa.desk.offered().unwrap(), [], "each is told once");
    let names: Vec<_> = offered.iter().map(|file| file.file_name.as_str()).collect();
    assert_eq!(names, ["results.delib", "note.txt"]);
    let folder = results.parent().unwrap().display().to_string();
    assert!(!serde_json::to_string(&offered).unwrap().contains(&folder), "a path is never told");
    let tickets: Vec<_> = offered.into_iter().map(|file| file.ticket).collect();
    let report = jury.awa.desk.import_offered(&tickets, Mode::Write).unwrap();
    assert_eq!((report.imports.len(), report.refused.len()), (1, 1));
    assert_eq!(report.refused[0].code, "not-a-bundle");
    assert!(jury.awa.desk.import_offered(&["another".to_owned()], Mode::DryRun).is_err());
}

#[test]
fn a_request_is_filmed_from_the_screen_of_whoever_asks_and_lets_the_laptop_in() {
    let jury = Jury::of(1);
    let (bruno, spare) = (jury.person(Seat::Bruno), Laptop::new("Bruno Roche", 95));
    let shown = spare.desk.show_request(Role::Member, None).unwrap();
    assert_eq!((shown.request.name.as_str(), shown.request.role), ("Bruno Roche", Role::Member));
    let (width, grey) = picture(&shown.code);
    let filmed = jury.office.desk.film(width, &grey).unwrap();
    let offered = filmed.file.expect("one code is the whole request");
    assert!(offered.asks_to_join && !offered.needs_code, "{offered:?}");
    let asked = jury.office.desk.open_request(&offered.ticket).unwrap();
    assert_eq!(asked.request, shown.request);
    let heard = shown.request.words.join(" ");
    jury.office.desk.accept_chosen(&offered.ticket, jury.session, bruno, &heard).unwrap();
    let pack = spare.path("pack.delib");
    let made = jury.office.desk.make_named_pack(jury.session, bruno).unwrap();
    app::files::write(&pack, &made.bytes).unwrap();
    assert_eq!(spare.desk.receive_named_pack(&pack).unwrap().candidates, 1);

    // A file saved from the same screen asks for the same laptop, in the same words.
    let file = spare.path("moi.demande");
    let saved = spare.desk.join(&file, Role::Member, Some("Bruno")).unwrap();
    assert_eq!(saved.words, shown.request.words);
    jury.office.desk.offer([file]);
    assert!(jury.office.desk.offered().unwrap()[0].asks_to_join, "dropped on the window, it is known for what it is");
}

#[test]
fn the_longest_name_in_a_request_still_fits_one_code_that_a_camera_reads() {
    let jury = Jury::of(1);
    let spare = Laptop::new("Bruno", 96);
    let name = "é".repeat(300);
    let shown = spare.desk.show_request(Role::Representative, Some(&name)).unwrap();
    assert_eq!(shown.request.name, "é".repeat(100));
    let (width, grey) = picture(&shown.code);
    let offered = jury.office.desk.film(width, &grey).unwrap().file.expect("one code is the whole request");
    assert_eq!(jury.office.desk.open_request(&offered.ticket).unwrap().request, shown.request);
}
