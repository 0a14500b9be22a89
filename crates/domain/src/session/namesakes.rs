//! Where a candidate's namesakes are found without setting the candidate beside every other: under what is compared of a file.
//! It only says where to look: everything ever written of a candidate stays in it, and whoever asks compares what stands now.
//! Not a place where it is judged who is the same person (`decide::candidate`), nor where a name could be read.

use std::collections::BTreeSet;

use crate::alike::folded;
use crate::id::CandidateId;
use crate::person::{CandidateFile, CivilStatus};

/// Candidates, by digests of their number and of their civil status, folded as they are compared.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Namesakes {
    known: BTreeSet<(u64, CandidateId)>,
}

impl Namesakes {
    /// Every candidate who had that number once, or that civil status; others may be among them.
    #[must_use]
    pub fn of(&self, file: &CandidateFile, civil: Option<&CivilStatus>) -> BTreeSet<CandidateId> {
        let keys = [Some(numbered(file)), civil.map(born)].into_iter().flatten();
        let known = keys.flat_map(|key| self.known.range((key, CandidateId([0; 16]))..=(key, CandidateId([255; 16]))));
        known.map(|(_, candidate)| *candidate).collect()
    }

    pub(super) fn learn_file(&mut self, candidate: CandidateId, file: &CandidateFile) {
        self.known.insert((numbered(file), candidate));
    }

    pub(super) fn learn_civil(&mut self, candidate: CandidateId, civil: &CivilStatus) {
        self.known.insert((born(civil), candidate));
    }
}

fn numbered(file: &CandidateFile) -> u64 {
    digest("number", &[&file.number], &[])
}

fn born(civil: &CivilStatus) -> u64 {
    let (on, first) = (civil.born_on, civil.given_names.first().map(String::as_str).unwrap_or_default());
    digest("born", &[&civil.birth_name, first], &[on.year().into(), on.month().into(), on.day().into()])
}

fn digest(what: &str, texts: &[&str], numbers: &[u32]) -> u64 {
    let mut said = what.to_owned();
    for text in texts {
        said.push('\n');
        said.extend(folded(text));
    }
    let mut hasher = blake3::Hasher::new();
    hasher.update(said.as_bytes());
    for number in numbers {
        hasher.update(&number.to_be_bytes());
    }
    hasher.finalize().as_bytes().first_chunk().map_or(0, |first| u64::from_be_bytes(*first))
}
