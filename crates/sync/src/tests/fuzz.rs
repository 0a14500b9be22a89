//! Spoilt files of every format: refused or the same, and never a panic. `cargo xtask chaos --fuzz N` spoils more; a file that
//! was once taken wrongly is kept here under its name.

use crate::testing::fuzz::FORMATS;

#[test]
fn spoilt_files_of_every_format_are_refused_or_the_same() {
    for format in FORMATS {
        let seeds = format.seeds();
        for number in 0..300 {
            let fed = format.feed(&format.spoilt(&seeds, number));
            assert_eq!(fed, Ok(()), "{}, spoilt file {number}", format.name);
        }
    }
}

#[test]
fn true_files_of_every_format_are_taken() {
    for format in FORMATS {
        assert!(!format.seeds().is_empty(), "{}", format.name);
        for file in format.seeds() {
            assert_eq!(format.feed(&file), Ok(()), "{}", format.name);
        }
    }
}
