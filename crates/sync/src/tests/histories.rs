//! Simulated days of a jury: each keeps every law of the exchange. The first that does not is told in words, with the seed
//! that gives it again (`cargo xtask chaos --histories 1 --seed S`). `cargo xtask test` plays twenty thousand.

use crate::testing::{History, first_broken};

#[test]
fn hundreds_of_days_of_a_jury_keep_every_law() {
    match first_broken(1, 400) {
        Ok(tally) => assert_eq!(tally.histories, 400),
        Err(broken) => panic!("{broken}"),
    }
}

#[test]
fn a_seed_gives_the_same_history_again() {
    for seed in [3, 5, 8] {
        let (once, again) = (History::drawn(seed).play().unwrap(), History::drawn(seed).play().unwrap());
        assert_eq!(once, again);
    }
}
