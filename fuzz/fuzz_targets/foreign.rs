//! Any bytes, given to every reader of this house: the first byte chooses the format, the rest is the file.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sync::testing::fuzz::FORMATS;

fuzz_target!(|bytes: &[u8]| {
    let Some((first, file)) = bytes.split_first() else { return };
    let Some(format) = FORMATS.get(usize::from(*first) % FORMATS.len()) else { return };
    if let Err(fault) = format.feed(file) {
        panic!("{}: {fault}", format.name);
    }
});
