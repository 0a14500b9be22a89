//! What a shell and `man` want of `delib`: completions and a manual page, made from the arguments themselves.

use app::Failure;
use clap::CommandFactory;
use serde_json::json;

use crate::answer::Answer;
use crate::args::Args;
use crate::page::Page;
use crate::trouble::Trouble;

/// The completions of `shell`.
pub(super) fn completions(shell: clap_complete::Shell) -> Result<Answer, Trouble> {
    let mut bytes = Vec::new();
    clap_complete::generate(shell, &mut Args::command(), "delib", &mut bytes);
    Ok(text(&bytes))
}

/// The manual page, in troff.
pub(super) fn man() -> Result<Answer, Trouble> {
    let mut bytes = Vec::new();
    let page = clap_mangen::Man::new(Args::command());
    page.render(&mut bytes).map_err(|source| Failure::File { doing: "writing the manual", source })?;
    Ok(text(&bytes))
}

fn text(bytes: &[u8]) -> Answer {
    let text = String::from_utf8_lossy(bytes);
    let mut page = Page::new();
    page.verbatim(&text);
    Answer::done(json!({ "text": text }), page)
}
