//! What is believed of devices that were admitted by name: where a founder's or a delegate's fact names them, and nowhere else.

use domain::event::{DeviceAdmitted, DeviceRevoked, Event, OfficeDelegated};
use domain::id::{Digest, PersonId};

use crate::device::SigningKey;
use crate::plan::Known;
use crate::read::read;
use crate::refused::Refused;
use crate::tests::jury::{Jury, Laptop, heads, opened};
use crate::verify::verify;
use crate::write::write;

/// Somebody whose laptop nobody invited.
fn newcomer(jury: &Jury) -> Laptop {
    let mut laptop = Laptop::new(66, jury.session, PersonId([1; 16]), 0);
    let first = opened(&laptop, jury.session, None);
    laptop.write(first, 0, &jury.secrets);
    laptop
}

fn admitted(laptop: &Laptop) -> Event {
    let (device, receiver) = (laptop.key.public(), laptop.key.receiver().public());
    DeviceAdmitted { device, receiver, juror: laptop.person, request: Digest([1; 32]) }.into()
}

/// A file that the newcomer writes, with the office's entries in it.
fn by(jury: &Jury, laptop: &Laptop, known: &Known) -> Result<(), Refused> {
    let mut bundle = jury.bundle(&jury.everything());
    bundle.heads.extend(heads(jury.session, laptop, &laptop.entries));
    let (device, person, epoch) = (laptop.key.public(), laptop.person, laptop.epoch);
    bundle.logs.insert(laptop.log, crate::bundle::LogPart { device, person, epoch, entries: laptop.entries.clone() });
    (bundle.device, bundle.person) = (device, person);
    verify(read(&write(&bundle, &laptop.key).unwrap()).unwrap(), known).map(drop)
}

fn unknown(laptop: &Laptop) -> Result<(), Refused> {
    Err(Refused::UnknownDevice { device: laptop.key.public() })
}

#[test]
fn a_device_that_nobody_named_is_unknown_until_the_office_names_it() {
    let mut jury = Jury::small();
    let laptop = newcomer(&jury);
    assert_eq!(by(&jury, &laptop, &Known::default()), unknown(&laptop));
    jury.office.write(admitted(&laptop), 0, &jury.secrets);
    assert_eq!(by(&jury, &laptop, &Known::default()), Ok(()));
    let mut known = Known::default();
    known.named.insert((laptop.person, laptop.key.public()));
    assert_eq!(by(&Jury::small(), &laptop, &known), Ok(()));
    let mut known = Known::default();
    known.named.insert((PersonId([2; 16]), laptop.key.public()));
    assert_eq!(by(&Jury::small(), &laptop, &known), unknown(&laptop), "for another person");
}

#[test]
fn only_a_delegate_s_word_names_a_device_besides_the_office_s() {
    let mut jury = Jury::small();
    let laptop = newcomer(&jury);
    let fact = admitted(&laptop);
    jury.jurors[0].write(fact, 0, &jury.secrets);
    assert_eq!(by(&jury, &laptop, &Known::default()), unknown(&laptop));
    let (device, juror) = (jury.jurors[0].key.public(), jury.jurors[0].person);
    jury.office.write(OfficeDelegated { device, juror }, 0, &jury.secrets);
    assert_eq!(by(&jury, &laptop, &Known::default()), Ok(()));
}

#[test]
fn a_revoked_device_s_file_is_believed_since_what_counts_of_it_is_the_session_s_to_say() {
    let mut jury = Jury::small();
    let laptop = newcomer(&jury);
    jury.office.write(admitted(&laptop), 0, &jury.secrets);
    let fact = DeviceRevoked { device: laptop.key.public(), heads: Vec::new(), ground: "Volé".to_owned() };
    jury.office.write(fact, 0, &jury.secrets);
    assert_eq!(by(&jury, &laptop, &Known::default()), Ok(()));
}

#[test]
fn a_file_closed_for_two_devices_opens_on_either_and_on_no_other() {
    use crate::envelope::{Key, Recipients, open, seal};
    let [awa, bruno, chloe] = [1, 2, 3].map(|seed| SigningKey::new(&[seed; 32]).receiver());
    let file = seal(b"bonjour", &Recipients::Keys(vec![awa.recipient(), bruno.recipient()])).unwrap();
    for key in [awa, bruno] {
        assert_eq!(open(&file, Key::Sessions(&[key])).unwrap().as_slice(), b"bonjour");
    }
    assert_eq!(open(&file, Key::Sessions(&[chloe])).err(), Some(Refused::NotForYou));
}
