//! Files of strangers, met by the desk: what people are told, and that nothing is kept. Stories are the scenarios'.

use domain::id::{PersonId, SessionId};
use domain::person::{JurorFile, Role};
use domain::session::facts::SessionDetails;
use domain::time::{Date, Timestamp};
use sync::bundle::{Bundle, Kind};
use sync::device::SigningKey;
use sync::envelope::{Recipients, seal};

use crate::desk::Desk;
use crate::entropy::SeededEntropy;
use crate::keys::slot::Cost;
use crate::places::Places;
use crate::prepare::Opening;
use crate::tables::Mode;
use crate::words;

fn office(folder: &std::path::Path) -> (Desk, SessionId) {
    let desk = Desk::new(Places::in_folder(folder)).with_entropy(SeededEntropy::new(1)).with_cost(Cost::FOR_TESTS);
    desk.create_store("Odile", "la craie du tableau noir").unwrap();
    let (name, empty, day) = ("Juin".to_owned(), String::new(), Date::new(2026, 6, 12).unwrap());
    let place = "Lyon".to_owned();
    let office = JurorFile {
        family_name: "Garnier".into(),
        given_name: "Odile".into(),
        role: Role::Office,
        function: empty.clone(),
        employer: empty.clone(),
        external: false,
    };
    let opening = Opening {
        details: SessionDetails { name, centre: empty.clone(), place, starts_on: day, ends_on: day },
        referential: crate::built_in::referential_text().to_owned(),
        regulation: crate::built_in::regulation("exemple-niveaux").unwrap(),
        office,
    };
    let session = desk.open_session(&opening).unwrap();
    (desk, session)
}

#[test]
fn a_stranger_s_laptop_is_refused_by_its_words_until_it_asks_to_join() {
    let folder = tempfile::tempdir().unwrap();
    let (desk, session) = office(folder.path());
    let stranger = SigningKey::new(&[66; 32]);
    let bundle = Bundle::new(Kind::Results, session, stranger.public(), PersonId([6; 16]), Timestamp(0));
    let plaintext = sync::write::write(&bundle, &stranger).unwrap();
    let receiver = desk.with_open(|open| Ok(open.device.receiver())).unwrap();
    let path = folder.path().join("stranger.delib");
    let file = seal(&plaintext, &Recipients::Keys(vec![receiver.recipient()])).unwrap();
    crate::files::write(&path, &file).unwrap();

    let before = desk.entries(session).unwrap().len();
    let refused = desk.import(&path, Mode::Write).unwrap_err();
    assert_eq!(refused.code(), "unknown-device");
    assert!(refused.args().contains(&("words", words::device(stranger.public()).join(" "))), "{:?}", refused.args());
    assert_eq!(desk.entries(session).unwrap().len(), before);
}
