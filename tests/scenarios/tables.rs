//! Tables typed by others: every row accepted or listed, nothing half-applied.

use app::tables::{Mode, TableReport};
use proof::{Jury, Plan};

const HEADER: &str = "Numéro;Nom;Prénoms;Sexe;Date de naissance;Voie;Option;Blocs acquis;Aménagement\n";

fn refused(report: &TableReport) -> Vec<(usize, &str)> {
    report.refused.iter().map(|line| (line.line, line.code.as_str())).collect()
}

#[test]
fn every_row_of_a_table_of_candidates_is_admitted_or_listed_with_its_line_and_reason() {
    let jury = Jury::of(1);
    let table = [
        HEADER,
        "101;Durand;Léa;F;12/03/1999;apprentissage;A4;;tiers temps\n",
        "102;Moreau;Noé;M;30/02/1999;apprentissage;A4;;\n",
        "103;Petit;Inès;F;01/02/1998;apprentissage;A9;;\n",
        "104;Durand;Léa;F;12/03/1999;VAE;A5;;\n",
        "001;Roux;Ana;F;05/06/1997;VAE;A5;;\n",
        "105;Le Gall;Yann;M;07/08/1996;étudiant;A6;A1:PV 2025-014;\n",
    ]
    .concat();
    let before = jury.office.fingerprint(jury.session);
    let preview = jury.office.desk.import_candidates(jury.session, table.as_bytes(), Mode::DryRun).unwrap();
    assert_eq!(jury.office.fingerprint(jury.session), before, "looking writes nothing");

    let report = jury.office.desk.import_candidates(jury.session, table.as_bytes(), Mode::Write).unwrap();
    assert_eq!((report.accepted, report.dry_run), (2, false));
    let expected = [(3, "impossible-date"), (4, "unknown-option"), (5, "duplicate-person"), (6, "number-taken")];
    assert_eq!(refused(&report), expected);
    assert_eq!(refused(&preview), expected);
    assert_eq!(report.refused[0].column.as_deref(), Some("Date de naissance"));
    assert_eq!(jury.office.desk.grid(jury.session).unwrap().candidates.len(), 3);

    let again = jury.office.desk.import_candidates(jury.session, table.as_bytes(), Mode::Write).unwrap();
    assert_eq!(again.accepted, 0, "{again:?}");
}

#[test]
fn a_candidate_whose_bloc_is_refused_is_not_admitted_at_all() {
    let jury = Jury::of(1);
    // A5 is a bloc of the référentiel, and none of a candidate who chose A4.
    let table = [HEADER, "201;Blanc;Zoé;F;12/03/1999;VAE;A4;A5:PV 2025-014;\n", "202;Noir;Ida;F;1/1/1990;VAE;A4;;\n"];
    let report = jury.office.desk.import_candidates(jury.session, table.concat().as_bytes(), Mode::Write).unwrap();
    assert_eq!(report.accepted, 1);
    assert_eq!(refused(&report), [(2, "unknown-part")]);
    let names: Vec<_> = jury.office.desk.grid(jury.session).unwrap().candidates;
    assert!(names.iter().all(|line| line.number != "201"), "{names:?}");
    assert_eq!(jury.office.desk.check_store().unwrap().findings, []);
}

#[test]
fn a_table_with_another_header_or_another_encoding_is_told_as_such() {
    let jury = Jury::of(1);
    let wrong = "Matricule;Nom\n1;Durand\n";
    let refused = jury.office.desk.import_candidates(jury.session, wrong.as_bytes(), Mode::Write);
    assert_eq!(refused.unwrap_err().code(), "table-columns");

    let text = [HEADER, "301;Léonard;Zoé;F;12/03/1999;VAE;A4;;\n"].concat();
    let windows: Vec<u8> = text.chars().map(|character| u8::try_from(u32::from(character)).unwrap()).collect();
    let utf16: Vec<u8> = [0xFF, 0xFE].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    for (bytes, seed) in [(windows, 601), (utf16, 602)] {
        let office = jury.office.imaged(seed);
        let report = office.desk.import_candidates(jury.session, &bytes, Mode::Write).unwrap();
        assert_eq!(report.accepted, 1, "{report:?}");
        let grid = office.desk.grid(jury.session).unwrap();
        assert!(grid.candidates.iter().any(|line| line.name == "Zoé Léonard"), "{grid:?}");
    }
}

#[test]
fn a_table_of_marks_on_twenty_lists_what_no_scale_of_twenty_holds() {
    let jury = Plan::of(1).scored_on_twenty().seated();
    let criteria = jury.bruno.criteria(jury.session, jury.candidates[0]);
    let rows = [("20,5", Some("not-a-score")), ("12,3", None), ("-1", None), ("12,5", None), ("NO", None)];
    let mut table = String::from("Candidat;Critère;Note;Commentaire\n");
    for ((rating, _), criterion) in rows.iter().zip(&criteria) {
        table.push_str(&format!("001;{criterion};{rating};\n"));
    }
    table.push_str(&format!("999;{};10;\n", criteria[5]));
    table.push_str("001;A9.9;10;\n");
    let report = jury.bruno.desk.import_marks(jury.session, None, table.as_bytes(), Mode::Write).unwrap();
    let lines: Vec<usize> = report.refused.iter().map(|line| line.line).collect();
    assert_eq!((report.accepted, lines), (2, vec![2, 3, 4, 7, 8]), "{report:?}");
}

#[test]
fn a_juror_s_table_is_refused_row_by_row_once_the_sheet_is_sealed() {
    let jury = Jury::of(1);
    let criteria = jury.bruno.criteria(jury.session, jury.candidates[0]);
    jury.everybody_grades(2);
    let table = format!("Candidat;Critère;Niveau\n001;{};NA\n", criteria[0]);
    let report = jury.bruno.desk.import_marks(jury.session, None, table.as_bytes(), Mode::Write).unwrap();
    assert_eq!((report.accepted, refused(&report)), (0, vec![(2, "sheet-sealed")]));
}
