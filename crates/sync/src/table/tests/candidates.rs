//! Tables of candidates: what is accepted, and each way a row can be wrong.

use domain::person::{PriorKind, Route, Sex};

use super::super::candidates::{CandidateRow, read};
use super::super::{MAX_CELL, Reason, Table, TableFault};
use super::{example, told};

const HEADER: &str = "N°;Nom de naissance;Prénoms;Sexe;Date de naissance;Voie d'accès;Option;Blocs acquis;Aménagement";

fn table(rows: &str) -> Table<CandidateRow> {
    read(format!("{HEADER}\n{rows}").as_bytes(), &example()).expect("a table")
}

/// The refusals of one row that stands on line 2.
fn refusals(row: &str) -> Vec<(String, Reason)> {
    let table = table(row);
    assert_eq!(table.accepted.len(), usize::from(table.refused.is_empty()));
    assert!(table.refused.iter().all(|one| one.line == 2));
    table.refused.into_iter().map(|one| (one.column.unwrap_or_default(), one.reason)).collect()
}

#[test]
fn a_full_row_becomes_a_candidate() {
    let header = "numero,NOM,nom d’usage,PRÉNOM,sexe,Né(e) le,Commune de naissance,Code INSEE,Pays,E-mail,voie,option";
    let text =
        format!("{header}\n7,Lefèvre,Martin,\"Zoé, Anne\",f,29/02/2000,Ajaccio,2a004,FRANCE,zoe@example.org,VAE,a5\n");
    let table = read(text.as_bytes(), &example()).expect("a table");
    assert_eq!(told(&table.refused), []);
    let row = &table.accepted[0];
    assert_eq!((row.line, row.value.number.as_str(), row.value.option.as_str()), (2, "7", "A5"));
    let status = &row.value.status;
    assert_eq!((status.birth_name.as_str(), status.usage_name.as_deref()), ("Lefèvre", Some("Martin")));
    assert_eq!(
        (status.given_names.join("+"), status.sex, status.born_on.to_string()),
        ("Zoé+Anne".into(), Sex::F, "2000-02-29".into())
    );
    assert_eq!((status.birth_insee.as_deref(), status.birth_country.as_deref()), (Some("2A004"), None));
    assert_eq!((row.value.route, row.value.email.as_deref()), (Route::Experience, Some("zoe@example.org")));
}

#[test]
fn routes_options_and_dates_are_read_as_people_write_them() {
    let rows = "1;Un;A;H;1999-12-31;Apprentissage;Communication digitale;;\n\
                2;Deux;B;F;1-2-2001;contrat de professionnalisation;DÉVELOPPEMENT WEB;;\n\
                3;Trois;C;M;01.02.2001;Formation continue;Acquisition;;\n\
                4;Quatre;D;F;01/02/2001;candidat libre;;;\n\
                5;Cinq;E;F;02/02/2001;student;A6;;";
    let table = table(rows);
    assert_eq!(told(&table.refused), []);
    let read: Vec<(Route, &str)> =
        table.accepted.iter().map(|row| (row.value.route, row.value.option.as_str())).collect();
    let expected = [
        (Route::Apprenticeship, "A4"),
        (Route::Professionalisation, "A5"),
        (Route::ContinuingEducation, "A6"),
        (Route::Individual, ""),
        (Route::Student, "A6"),
    ];
    assert_eq!(read, expected);
}

#[test]
fn blocs_already_acquired_come_with_their_proof() {
    let table = table(
        "1;Un;A;H;31/12/1999;VAE;A4;\"A1:PV 2025-014, jury du 3 mai; a2 : Équivalence licence|MEM:PV 9\";tiers temps\n",
    );
    let candidate = &table.accepted[0].value;
    let prior: Vec<_> = candidate.prior.iter().map(|one| (one.block.as_str(), one.proof.as_str(), one.kind)).collect();
    let expected = [
        ("A1", "PV 2025-014, jury du 3 mai", PriorKind::Acquired),
        ("A2", "Équivalence licence", PriorKind::Exempted),
        ("MEM", "PV 9", PriorKind::Acquired),
    ];
    assert_eq!(prior, expected);
    assert_eq!(candidate.accommodation.as_ref().map(|one| one.extra_time_percent), Some(33));
}

#[test]
fn each_wrong_cell_is_named_with_its_column_and_reason() {
    for (row, column, reason) in [
        (";Un;A;H;31/12/1999;VAE;A4;;", "N°", Reason::Missing),
        ("1;123;A;H;31/12/1999;VAE;A4;;", "Nom de naissance", Reason::NotAName),
        ("1;Un;A, B, C, D;H;31/12/1999;VAE;A4;;", "Prénoms", Reason::TooManyGivenNames),
        ("1;Un;A;X;31/12/1999;VAE;A4;;", "Sexe", Reason::UnknownSex),
        ("1;Un;A;H;30/02/2000;VAE;A4;;", "Date de naissance", Reason::ImpossibleDate),
        ("1;Un;A;H;12/31/1999;VAE;A4;;", "Date de naissance", Reason::ImpossibleDate),
        ("1;Un;A;H;31/12/99;VAE;A4;;", "Date de naissance", Reason::NotADate),
        ("1;Un;A;H;hier;VAE;A4;;", "Date de naissance", Reason::NotADate),
        ("1;Un;A;H;31/12/1999;par la fenêtre;A4;;", "Voie d'accès", Reason::UnknownRoute),
        ("1;Un;A;H;31/12/1999;VAE;A1;;", "Option", Reason::UnknownOption),
        ("1;Un;A;H;31/12/1999;VAE;Jardinage;;", "Option", Reason::UnknownOption),
        ("1;Un;A;H;31/12/1999;VAE;A4;A9:PV 1;", "Blocs acquis", Reason::UnknownBlock),
        ("1;Un;A;H;31/12/1999;VAE;A4;PV 1;", "Blocs acquis", Reason::NotAPriorBlock),
        ("1;Un;A;H;31/12/1999;VAE;A4;A1:;", "Blocs acquis", Reason::NotAPriorBlock),
        ("1;Un;A;H;31/12/1999;VAE;A4;A1:PV 1|A1:PV 2;", "Blocs acquis", Reason::RepeatedBlock),
        ("1;Un\0;A;H;31/12/1999;VAE;A4;;", "Nom de naissance", Reason::Nul),
        ("1;U\u{202E}n;A;H;31/12/1999;VAE;A4;;", "Nom de naissance", Reason::BidiControl),
        ("1;U\u{7}n;A;H;31/12/1999;VAE;A4;;", "Nom de naissance", Reason::ControlCharacter),
    ] {
        assert_eq!(refusals(row), [(column.to_owned(), reason)], "{row:?}");
    }
    let long = format!("1;{};A;H;31/12/1999;VAE;A4;;", "n".repeat(MAX_CELL + 1));
    assert_eq!(refusals(&long), [("Nom de naissance".to_owned(), Reason::TooLong)]);
    assert_eq!(refusals("1;Un;A;H;31/12/1999;VAE;A4;;;de trop"), [(String::new(), Reason::TooManyCells)]);
}

#[test]
fn a_row_tells_all_its_faults_at_once_and_the_value_shown_cannot_deceive() {
    let table = table("1;U\u{202E}n;;X;31/12/1999;VAE;A4;;\n2;Deux;B;F;31/12/1999;VAE;A4;;");
    let expected = [
        (2, "Nom de naissance", Reason::BidiControl),
        (2, "Prénoms", Reason::Missing),
        (2, "Sexe", Reason::UnknownSex),
    ];
    assert_eq!(told(&table.refused), expected);
    assert_eq!(table.refused[0].value, "U\\u{202e}n");
    assert_eq!(table.accepted.len(), 1);
}

#[test]
fn the_same_number_or_person_twice_is_refused_on_the_later_row() {
    let rows = "1;Lefèvre;Zoé;F;31/12/1999;VAE;A4;;\n\
                1;Autre;Nom;F;31/12/1999;VAE;A4;;\n\
                2;LEFEVRE;zoe;F;1999-12-31;VAE;A5;;\n\
                3;Lefèvre;Zoé;F;30/12/1999;VAE;A4;;";
    let table = table(rows);
    assert_eq!(
        told(&table.refused),
        [(3, "N°", Reason::DuplicateNumber), (4, "Nom de naissance", Reason::DuplicatePerson)]
    );
    assert_eq!(table.accepted.len(), 2);
}

#[test]
fn a_number_freed_by_a_refused_row_is_not_a_duplicate() {
    let table = table("1;Un;A;X;31/12/1999;VAE;A4;;\n1;Un;A;H;31/12/1999;VAE;A4;;");
    assert_eq!(told(&table.refused), [(2, "Sexe", Reason::UnknownSex)]);
    assert_eq!(table.accepted[0].line, 3);
}

#[test]
fn accents_written_in_two_characters_become_one() {
    let table = table("1;Lefe\u{300}vre;Zoe\u{301};F;31/12/1999;VAE;A4;;");
    assert_eq!(table.accepted[0].value.status.birth_name, "Lefèvre");
}

#[test]
fn wrong_columns_refuse_the_table_with_the_whole_list() {
    let fault = read("N°;Nom;Numéro;Pointure\n1;Un;2;42".as_bytes(), &example()).expect_err("no table of candidates");
    let expected = TableFault::Columns {
        missing: ["given_names", "sex", "birth_date", "route", "option"].map(str::to_owned).to_vec(),
        unknown: vec!["Pointure".into()],
        repeated: vec!["Numéro".into()],
    };
    assert_eq!(fault, expected);
}

#[test]
fn a_quote_left_open_refuses_its_row_and_keeps_the_others() {
    let table =
        table("1;Un;A;H;31/12/1999;VAE;A4;;\n2;\"Deux;B;F;31/12/1999;VAE;A4;;\n3;Trois;C;F;31/12/1999;VAE;A4;;");
    assert_eq!(told(&table.refused), [(3, "", Reason::UnclosedQuote)]);
    assert_eq!(table.accepted.len(), 1);
}
