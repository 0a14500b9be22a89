//! delib
fn main() {}
