//! The counter: `delib`, every use case of Délibéré without a window, for scripts, servers and whoever verifies. It reads
//! arguments, calls the desk, and says what came of it; no rule lives here.

mod answer;
mod args;
mod asks;
mod commands;
mod counter;
mod demo;
mod device_asks;
mod exchange_asks;
mod page;
mod paper_asks;
mod passphrase;
mod person_asks;
mod progress;
mod signing_asks;
mod standing_asks;
mod trouble;
mod words;

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    let args = args::Args::parse();
    let voice = answer::Voice::of(&args.common);
    let answer = counter::Counter::new(&args.common).and_then(|counter| commands::run(&counter, args.command));
    voice.speak(answer)
}
