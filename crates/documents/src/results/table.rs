//! The rows that CSV and XLSX share: one for each candidate, one column for each part. Texts only: a code that looks like a
//! number stays what it is.

use domain::minutes::{CandidateLine, Minutes};

use crate::words;

/// Heads of the columns, then a row for each candidate, in the order of the minutes.
pub(super) fn rows(minutes: &Minutes) -> Vec<Vec<String>> {
    let parts = &minutes.certification.parts;
    let mut heads: Vec<String> = [
        "Procès-verbal",
        "Numéro",
        "Candidat",
        "Date de naissance",
        "Voie d’accès",
        "Option",
        "Présentation",
        "Présenté",
    ]
    .map(str::to_owned)
    .to_vec();
    heads.extend(parts.iter().map(|part| words::part_name(&part.code)));
    heads.extend(["Décision", "Mention", "Motif", "Acquis antérieurs"].map(str::to_owned));
    let codes: Vec<&str> = parts.iter().map(|part| part.code.as_str()).collect();
    let mut rows = vec![heads];
    rows.extend(minutes.candidates.iter().map(|line| row(minutes, line, &codes)));
    rows
}

fn row(minutes: &Minutes, line: &CandidateLine, parts: &[&str]) -> Vec<String> {
    let mut row = vec![
        minutes.number.clone(),
        line.number.clone(),
        line.name.clone(),
        line.born_on.map(words::short_date).unwrap_or_default(),
        words::route(line.route).to_owned(),
        line.option.clone(),
        line.attempt.to_string(),
        words::yes(line.presented).to_owned(),
    ];
    for code in parts {
        let part = line.parts.iter().find(|part| part.part == *code);
        row.push(part.map(|part| words::status(part.status).to_owned()).unwrap_or_default());
    }
    let decision = line.decision.as_ref();
    row.push(decision.map(|decision| words::outcome(decision.outcome).to_owned()).unwrap_or_default());
    let mention = words::mention(line, &minutes.certification);
    row.push(if mention == "–" { String::new() } else { mention.to_owned() });
    row.push(decision.map(|decision| decision.ground.clone()).unwrap_or_default());
    let proofs: Vec<String> = line.parts.iter().filter_map(words::proof).collect();
    row.push(proofs.join(" ; "));
    row
}
