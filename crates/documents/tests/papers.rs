//! The papers as files: golden text, same bytes twice, every part of the procès-verbal, rectificatif, draft, tables.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice, reason = "tests")]

mod support;

use std::sync::Arc;

use documents::{
    Fields, Found, Presses, Shelf, manifest_paper, manifest_text, minutes_pdf, minutes_text, results_csv, results_json,
    results_xlsx, sheet_pdf, sheet_text,
};
use domain::id::Digest;
use domain::minutes::{Edition, Minutes};

/// Compares `text` with the golden file of that name; `GOLDEN=accept` writes it.
fn golden(name: &str, text: &str) {
    let path = format!("{}/../../tests/golden/{name}", env!("CARGO_MANIFEST_DIR"));
    if std::env::var("GOLDEN").is_ok_and(|wish| wish == "accept") {
        std::fs::write(&path, text).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap();
    for (number, (kept, text)) in kept.lines().zip(text.lines()).enumerate() {
        assert_eq!(kept, text, "{name}, line {}", number + 1);
    }
    assert_eq!(kept.lines().count(), text.lines().count(), "{name}");
}

fn words(minutes: &Minutes) -> String {
    let text = minutes_text(minutes, &Fields::of(minutes)).unwrap();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn the_minutes_say_what_they_said() {
    let minutes = support::minutes(30, 3);
    golden("minutes.txt", &minutes_text(&minutes, &Fields::of(&minutes)).unwrap());
}

#[test]
fn the_sheet_says_what_it_said() {
    golden("sheet.txt", &sheet_text(&support::sheet(4)).unwrap());
}

#[test]
fn the_bordereau_says_what_it_said() {
    golden("manifest.txt", &manifest_text(&support::manifest::manifest(12, true)).unwrap());
}

#[test]
fn the_bordereau_of_an_open_session_says_that_it_is_no_minutes() {
    let text = manifest_text(&support::manifest::manifest(0, false)).unwrap();
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    for part in ["session non close", "ne vaut pas procès-verbal", "ou plusieurs clôtures se contredisent", "Néant."]
    {
        assert!(text.contains(part), "{part} is missing: {text}");
    }
}

#[test]
fn the_bordereau_gives_the_same_bytes_and_is_dated_by_the_hour_it_says() {
    let mut paper = support::manifest::manifest(30, true);
    let bytes = manifest_paper(&paper).unwrap().bytes;
    assert_eq!(manifest_paper(&paper).unwrap().bytes, bytes);
    let dated = |bytes: &[u8]| bytes.windows(20).any(|window| window == b"2026-07-03T19:05:00Z");
    assert!(dated(&bytes));
    paper.drawn_at.minute = 6;
    let later = manifest_paper(&paper).unwrap().bytes;
    assert!(!dated(&later) && later != bytes);
}

#[test]
fn the_same_minutes_give_the_same_bytes() {
    let minutes = support::minutes(30, 3);
    let fields = Fields::of(&minutes);
    assert_eq!(minutes_pdf(&minutes, &fields).unwrap(), minutes_pdf(&minutes, &fields).unwrap());
    assert_eq!(sheet_pdf(&support::sheet(3)).unwrap(), sheet_pdf(&support::sheet(3)).unwrap());
    assert_eq!(results_xlsx(&minutes).unwrap(), results_xlsx(&minutes).unwrap());
    assert_eq!(results_json(&minutes).unwrap(), results_json(&minutes).unwrap());
}

#[test]
fn minutes_list_every_candidate_even_refused() {
    let minutes = support::minutes(30, 3);
    let text = minutes_text(&minutes, &Fields::of(&minutes)).unwrap();
    for candidate in &minutes.candidates {
        // In the list of the registered, in that of their decision, in the annex.
        let cited = text.lines().filter(|line| line.trim_start().starts_with(&candidate.number)).count();
        assert!(cited >= 3, "{} stands {cited} times", candidate.number);
    }
}

#[test]
fn minutes_hold_every_part_in_order() {
    let text = words(&support::minutes(30, 3));
    let parts = [
        "Procès-verbal de jury",
        "RNCP00000",
        "Règlement d’exemple",
        "n° PV-2026-0001",
        "12 rue de la République",
        "Composition du jury",
        "Représentation du certificateur",
        "peut valablement délibérer",
        "1. Candidats",
        "30 candidats inscrits",
        "2. Délibération",
        "17 candidats admis",
        "2.2 Validations partielles",
        "3. Aléas et dysfonctionnements",
        "4. Attestation de composition",
        "5. Déports",
        "6. Votes",
        "7. Niveaux retenus motivés",
        "8. Scellés des grilles",
        "9. Empreintes",
        "10. Voies de recours",
        "11. Signatures",
        "Annexe 1. Émargement du jury",
        "Annexe 2. Résultats de tous les candidats",
    ];
    let mut from = 0;
    for part in parts {
        let part = part.replace('\u{A0}', " ");
        let found = text[from..].find(&part);
        from += found.unwrap_or_else(|| panic!("{part} is missing after byte {from}"));
    }
}

#[test]
fn no_juror_is_named_beside_a_vote_or_a_level() {
    let text = words(&support::minutes(30, 3));
    let secret = &text[text.find("6. Votes").unwrap()..text.find("8. Scellés").unwrap()];
    for name in ["DIALLO", "LEMAIRE", "GUESSAN"] {
        assert!(!secret.contains(name), "{name}");
    }
}

#[test]
fn an_empty_session_says_so() {
    let text = words(&support::minutes(0, 3));
    assert!(text.contains("aucun candidat inscrit"));
    assert!(text.matches("Néant.").count() >= 7, "{text}");
}

#[test]
fn a_rectificatif_cites_the_first_minutes_and_their_digest() {
    let mut minutes = support::minutes(3, 3);
    let hash = Digest([0xAB; 32]);
    minutes.number = "PV-2026-0002".into();
    minutes.edition =
        Edition::Amendment { corrects: "PV-2026-0001".into(), hash, reason: "Erreur de saisie sur C003.".into() };
    let text = words(&minutes);
    assert!(text.contains("Procès-verbal rectificatif"));
    assert!(text.contains("n° PV-2026-0001"));
    assert!(text.contains(&hash.to_string()));
    assert!(text.contains("Erreur de saisie sur C003."));
}

#[test]
fn a_certification_without_number_asks_for_it_and_a_draft_says_what_it_is() {
    let mut minutes = support::minutes(3, 3);
    minutes.certification.registration = None;
    minutes.certification.example = false;
    minutes.sitting.closed_at = None;
    minutes.number = String::new();
    let text = words(&minutes);
    assert!(
        text.contains("Numéro RNCP\u{202F}: à compléter par le certificateur")
            || text.contains("Numéro RNCP : à compléter")
    );
    assert!(text.contains("Projet de procès-verbal"));
    assert!(!text.contains("Règlement d’exemple Ce document"));
}

#[test]
fn csv_opens_in_a_french_spreadsheet_and_runs_nothing() {
    let mut minutes = support::minutes(12, 3);
    minutes.candidates[0].name = "＝1+1".into();
    minutes.candidates[1].name = "a;\"b\"\r\n-c".into();
    minutes.candidates[2].name = "  @sum".into();
    let bytes = results_csv(&minutes).unwrap();
    assert!(bytes.starts_with(b"\xEF\xBB\xBF"));
    let text = String::from_utf8(bytes).unwrap();
    assert!(text.ends_with("\r\n"));
    for cell in ["'＝1+1", "\"a;\"\"b\"\"\r\n-c\"", "'  @sum", "'=CMD|"] {
        assert!(text.contains(cell), "{cell}");
    }
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').from_reader(text.as_bytes());
    assert_eq!(reader.records().map(Result::unwrap).count(), 12);
}

#[test]
fn json_reads_back_as_the_minutes() {
    let minutes = support::minutes(12, 3);
    let value: serde_json::Value = serde_json::from_slice(&results_json(&minutes).unwrap()).unwrap();
    assert_eq!(value["format"], documents::RESULTS_FORMAT);
    assert_eq!(serde_json::from_value::<Minutes>(value["minutes"].clone()).unwrap(), minutes);
}

#[test]
fn reasoned_levels_say_a_candidate_once_and_a_shared_ground_once() {
    let text = words(&support::minutes(30, 3));
    let part = &text[text.find("7. Niveaux").unwrap()..text.find("8. Scellés").unwrap()];
    assert_eq!(part.matches("C004").count(), 1);
    assert_eq!(part.matches("C009").count(), 1);
    assert_eq!(part.matches("Retenu après relecture").count(), 1, "{part}");
    for criterion in ["A1.CP.3", "A2.CP.1,", "A2.CP.2", "A2.CP.4", "MEM.2"] {
        assert_eq!(part.matches(criterion).count(), 1, "{criterion}");
    }
}

#[test]
fn the_data_keep_one_entry_for_each_reasoned_level() {
    let value: serde_json::Value = serde_json::from_slice(&results_json(&support::minutes(30, 3)).unwrap()).unwrap();
    assert_eq!(value["minutes"]["ledger"].as_array().map(Vec::len), Some(5));
}

#[test]
fn a_seat_is_named_without_the_gender_of_who_holds_it() {
    let text = words(&support::minutes(30, 3));
    assert!(text.contains("Présidence du jury"));
    for gendered in ["Président ", "président ", "Représentant "] {
        assert!(!text.contains(gendered), "{gendered}");
    }
}

/// A machine without a font of its own.
struct Bare;

impl Shelf for Bare {
    fn find(&self, _: char) -> Found {
        Found::Nowhere
    }
}

#[test]
fn sheets_are_the_same_in_the_same_order_on_one_press_on_three_and_alone() {
    let sheets: Vec<_> = (0..7).map(support::sheet).collect();
    let shelf: Arc<dyn Shelf> = Arc::new(Bare);
    let drawn = |count| {
        let mut presses = Presses::beside(&shelf, count).unwrap();
        let papers = presses.each(&sheets, |press, sheet| press.sheet(sheet)).unwrap();
        papers.into_iter().map(|paper| paper.bytes).collect::<Vec<_>>()
    };
    let alone: Vec<_> = sheets.iter().map(|sheet| sheet_pdf(sheet).unwrap()).collect();
    assert!(drawn(1) == alone && drawn(3) == alone);
    assert!(alone.iter().skip(1).all(|sheet| *sheet != alone[0]), "sheets of several candidates");
}

#[test]
fn of_what_several_presses_could_not_draw_the_first_is_told() {
    let shelf: Arc<dyn Shelf> = Arc::new(Bare);
    let mut presses = Presses::beside(&shelf, 3).unwrap();
    let told = presses.each(&[0, 1, 2, 3, 4, 5], |_, number| if *number < 2 { Ok(*number) } else { Err(*number) });
    assert_eq!(told, Err(2));
}
