//! Stories in the real window, as somebody at the keyboard would live them. They prove the wiring (window, access list,
//! door, disk) and no rule of juries; what a browser can prove stands in ui/e2e.

mod day;
mod grading;
mod harness;
mod opening;
