//! Tables that people bring, good and bad: every row is accepted or listed with its line, its column and why; nothing is half
//! applied; nothing hostile reaches the terminal.

use serde_json::Value;

use crate::support::{Copy, Ran, done, run};

const HEAD: &str = "N°;Nom de naissance;Prénoms;Sexe;Date de naissance;Voie;Option\n";

fn import(copy: &Copy, table: impl AsRef<[u8]>) -> Ran {
    let table = copy.file("candidates.csv", table);
    run(&copy.store, &["--json", "candidates", "import", &table, "--session", "juillet"])
}

fn refused(report: &Value) -> Vec<(u64, String, String)> {
    let line = |line: &Value| {
        let text = |name: &str| line[name].as_str().unwrap_or_default().to_owned();
        (line["line"].as_u64().unwrap(), text("column"), text("code"))
    };
    report["refused"].as_array().unwrap().iter().map(line).collect()
}

#[test]
fn a_table_of_other_columns_is_refused_whole_and_names_them() {
    let copy = Copy::of("secretariat");
    let ran = import(&copy, "Nom;Âge\nVasseur;12\n");
    assert_eq!((ran.code, ran.refusal().as_str()), (1, "table-columns"));
    assert!(ran.err.contains("Âge"), "{}", ran.err);
}

#[test]
fn every_bad_row_is_listed_and_the_good_ones_are_taken() {
    let copy = Copy::of("secretariat");
    let long = "é".repeat(10_000);
    let rows = [
        "901;Bon;Anne;F;01/02/1999;VAE;A4".to_owned(),
        "901;Double;Numéro;F;03/02/1999;VAE;A4".to_owned(),
        "902;Bon;Anne;F;01/02/1999;VAE;A4".to_owned(),
        "903;Option;Inconnue;F;01/02/1998;VAE;A9".to_owned(),
        "904;Date;Impossible;F;30/02/1998;VAE;A4".to_owned(),
        "905;Nul\0;Octet;F;01/02/1997;VAE;A4".to_owned(),
        "906;Retourné\u{202e};Texte;F;01/02/1996;VAE;A4".to_owned(),
        format!("907;{long};Long;F;01/02/1995;VAE;A4"),
        "908;;Sans;F;01/02/1994;VAE;A4".to_owned(),
    ];
    let ran = import(&copy, format!("{HEAD}{}\n", rows.join("\n")));
    assert_eq!(ran.code, 1, "a script must notice");
    let report = ran.json();
    assert_eq!(report["accepted"], 1);
    let codes: Vec<(u64, String)> = refused(&report).into_iter().map(|(line, _, code)| (line, code)).collect();
    let expected = [
        (3, "duplicate-number"),
        (4, "duplicate-person"),
        (5, "unknown-option"),
        (6, "impossible-date"),
        (7, "nul"),
        (8, "bidi-control"),
        (9, "too-long"),
        (10, "missing"),
    ];
    assert_eq!(codes, expected.map(|(line, code)| (line, code.to_owned())));
    assert!(refused(&report).iter().all(|(_, column, _)| !column.is_empty()), "each fault names its column");
}

#[test]
fn a_dry_run_says_the_same_and_writes_nothing() {
    let copy = Copy::of("secretariat");
    let table = copy.file("candidates.csv", format!("{HEAD}901;Bon;Anne;F;01/02/1999;VAE;A4\n"));
    let before = done(&copy.store, &["session", "status", "juillet"])["fingerprint"].clone();
    let would = done(&copy.store, &["candidates", "import", &table, "--session", "juillet", "--dry-run"]);
    assert_eq!((would["accepted"].as_u64(), would["dry_run"].as_bool()), (Some(1), Some(true)));
    assert_eq!(done(&copy.store, &["session", "status", "juillet"])["fingerprint"], before);
}

#[test]
fn windows_1252_and_utf_16_are_read_and_said() {
    let text = format!("{HEAD}901;Élève;Zoé;F;01/02/1999;VAE;A4\n");
    let windows: Vec<u8> = text.chars().map(|c| u8::try_from(u32::from(c)).unwrap_or(b'?')).collect();
    let wide: Vec<u8> =
        [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(|unit| unit.to_le_bytes())).collect();
    for (bytes, encoding) in [(windows, "windows-1252"), (wide, "utf-16")] {
        let copy = Copy::of("secretariat");
        let report = import(&copy, bytes).json();
        assert_eq!(report["accepted"], 1, "{encoding}: {report}");
        let said = report["encoding"].as_str().unwrap().replace(['_', '-'], "");
        assert_eq!(said, encoding.replace('-', ""));
        let shown = run(&copy.store, &["session", "show", "juillet"]).out;
        assert!(shown.contains("Zoé Élève"), "{shown}");
    }
}

#[test]
fn a_level_of_another_scale_and_a_criterion_of_another_grid_are_refused_by_column() {
    let copy = Copy::of_home();
    let table = copy.file(
        "notes.csv",
        "candidat;critère;niveau\n009;A1.CP.1;20,5\n009;Z9.ZZ.1;A\n999;A1.CP.1;A\n009;A1.CP.2;A\n009;A1.CP.2;EC\n",
    );
    let ran = run(&copy.store, &["--json", "mark", "juillet", "--from", &table]);
    assert_eq!(ran.code, 1);
    let report = ran.json();
    assert_eq!(report["accepted"], 1, "{report}");
    let codes: Vec<String> = refused(&report).into_iter().map(|(_, _, code)| code).collect();
    assert_eq!(codes, ["unknown-level", "unknown-criterion", "unknown-candidate", "duplicate-mark"]);
}

#[test]
fn a_score_of_20_and_a_half_is_out_of_the_scale() {
    let copy = Copy::of("secretariat");
    let described = copy.file("session.toml", include_str!("session.toml"));
    done(&copy.store, &["session", "create", &described]);
    let candidates = copy.file("c.csv", format!("{HEAD}1;Bon;Anne;F;01/02/1999;VAE;A4\n"));
    done(&copy.store, &["candidates", "import", &candidates, "--session", "octobre"]);
    let passages = done(&copy.store, &["session", "passages", "octobre", &described]);
    assert_eq!(passages["passages"], 1);
    let marks =
        copy.file("m.csv", "candidat;critère;note\n1;A1.CP.1;20,5\n1;A1.CP.2;-1\n1;A1.CP.3;12,3\n1;A1.CP.4;A\n");
    let ran = run(&copy.store, &["--json", "mark", "octobre", "--as", "Lefèvre", "--from", &marks]);
    let codes: Vec<String> = refused(&ran.json()).into_iter().map(|(_, _, code)| code).collect();
    assert_eq!(codes, ["score-out-of-scale", "score-out-of-scale", "score-off-step", "not-a-score"]);
}

#[test]
fn hostile_names_do_not_move_the_cursor_of_whoever_reads_the_list() {
    let copy = Copy::of("secretariat");
    let table = copy.file("c.csv", format!("{HEAD}901;\u{1b}[2J\u{202e};Bad\u{9b}31m;F;01/02/1999;VAE;A4\n"));
    for json in [false, true] {
        let args = ["--json", "candidates", "import", &table, "--session", "juillet"];
        let ran = run(&copy.store, if json { &args } else { &args[1..] });
        let shown = ran.out + &ran.err;
        let raw = shown.chars().find(|c| (c.is_control() && *c != '\n') || *c == '\u{202e}');
        assert_eq!(raw, None, "{shown:?}");
    }
}
