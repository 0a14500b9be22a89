//! Stories of juries, told through the desk as people would live them: no window, no shortcut into the rooms below.
#![cfg(feature = "core")]

mod acknowledgements;
mod after_the_closing;
mod archives;
mod by_light;
mod closing_the_session;
mod deliberating;
mod deliberation;
mod disagreements;
mod doors;
mod erasure;
mod files_in_any_order;
mod finding_people;
mod golden_bundles;
mod hostile_texts;
mod importing;
mod journal;
mod laptops_that_fork;
mod manifest;
mod nothing_is_lost;
mod opening_a_store;
mod people_and_devices;
mod rattrapage;
mod reversal;
mod sealed_before_seen;
mod signing;
mod sizes;
mod statistics;
mod stores_that_travel;
mod tables;
mod three_jurors_meet;
mod who_may_write;
