//! Workbooks as schools send them, and as nobody should.

use std::io::{Cursor, Write as _};

use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::super::sheet::Sheet;
use super::super::text::Encoding;
use super::super::{MAX_COLUMNS, MAX_ROWS, TableFault, candidates};

type Rows = Vec<(usize, Vec<String>)>;

fn rows(bytes: &[u8]) -> Result<Rows, TableFault> {
    let sheet = Sheet::read(bytes)?;
    assert_eq!(sheet.encoding, Encoding::Workbook);
    Ok(sheet.rows.into_iter().map(|row| (row.line, row.cells)).collect())
}

fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// An ODS file whose first sheet holds those rows, as XML.
fn ods(rows: &str) -> Vec<u8> {
    let content = format!(
        "<office:document-content><office:body><office:spreadsheet><table:table table:name=\"A\">{rows}</table:table>\
         <table:table table:name=\"B\"><table:table-row><table:table-cell><text:p>no</text:p></table:table-cell>\
         </table:table-row></table:table></office:spreadsheet></office:body></office:document-content>"
    );
    archive(&[("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", content.as_bytes())])
}

fn xlsx(write: impl FnOnce(&mut Workbook) -> Result<(), rust_xlsxwriter::XlsxError>) -> Vec<u8> {
    let mut book = Workbook::new();
    write(&mut book).unwrap();
    book.save_to_buffer().unwrap()
}

fn owned(cells: &[&str]) -> Vec<String> {
    cells.iter().map(|cell| (*cell).to_owned()).collect()
}

#[test]
fn the_first_sheet_that_shows_is_read_line_by_line() {
    let bytes = xlsx(|book| {
        book.add_worksheet().set_hidden(true).write(0, 0, "hidden")?;
        let sheet = book.add_worksheet();
        sheet.set_active(true);
        sheet.write(0, 0, "N°")?.write(0, 1, "Nom")?;
        sheet.write(3, 0, 7)?.write(3, 1, "O'Brien <b> & فاطمة 🎓")?;
        sheet.write(4, 3, 12.5)?;
        Ok(())
    });
    let told: Rows = vec![
        (1, owned(&["N°", "Nom"])),
        (4, owned(&["7", "O'Brien <b> & فاطمة 🎓"])),
        (5, owned(&["", "", "", "12.5"])),
    ];
    assert_eq!(rows(&bytes).unwrap(), told);
}

#[test]
fn a_date_is_a_date_whatever_its_format_shows_and_an_error_is_no_name() {
    let bytes = xlsx(|book| {
        let sheet = book.add_worksheet();
        let shown = Format::new().set_num_format("dd mmmm yyyy");
        sheet.write_with_format(0, 0, &ExcelDateTime::from_ymd(2001, 5, 12)?, &shown)?;
        sheet.write(0, 1, Formula::new("=1/0").set_result("#DIV/0!"))?;
        Ok(())
    });
    assert_eq!(rows(&bytes).unwrap(), [(1, owned(&["2001-05-12", "\u{FFFD}"]))]);
}

#[test]
fn a_candidate_of_a_workbook_is_the_candidate_of_the_same_csv() {
    let lines = ["N°;Nom;Prénom;Sexe;Date de naissance;Voie;Option", "1;Lefèvre;Zoé;F;12/05/2001;VAE;"];
    let bytes = xlsx(|book| {
        let sheet = book.add_worksheet();
        for (row, line) in (0..).zip(lines) {
            for (column, cell) in (0..).zip(line.split(';')) {
                sheet.write(row, column, cell)?;
            }
        }
        Ok(())
    });
    let read = |bytes: &[u8]| candidates::read(bytes, &super::example()).unwrap();
    let (from_book, from_csv) = (read(&bytes), read(lines.join("\n").as_bytes()));
    assert_eq!((&from_book.accepted, &from_book.refused), (&from_csv.accepted, &from_csv.refused));
    assert_eq!(from_book.accepted.len() + from_book.refused.len(), 1);
}

#[test]
fn a_sheet_of_opendocument_is_read_as_a_person_sees_it() {
    let bytes = ods(
        "<table:table-header-rows><table:table-row><table:table-cell table:number-columns-repeated=\"2\"><text:p>Nom</text:p></table:table-cell>\
         </table:table-row></table:table-header-rows><table:table-row table:number-rows-repeated=\"2\"><table:table-cell/></table:table-row>\
         <table:table-row table:number-rows-repeated=\"2\"><table:table-cell><office:annotation><text:p>remark</text:p></office:annotation>\
         <text:p>A<text:s text:c=\"2\"/>B &amp; &#233;</text:p><text:p><text:span>C</text:span></text:p></table:table-cell>\
         <table:covered-table-cell/><table:table-cell office:value-type=\"date\" office:date-value=\"2001-05-12T00:00:00\"><text:p>12 mai</text:p></table:table-cell>\
         <table:table-cell office:value-type=\"float\" office:value=\"1250.5\"><text:p>1 250,50</text:p></table:table-cell>\
         <table:table-cell table:number-columns-repeated=\"16000\"/></table:table-row>\
         <table:table-row table:number-rows-repeated=\"1048570\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>",
    );
    let person = owned(&["A  B & é\nC", "", "2001-05-12", "1250.5"]);
    assert_eq!(rows(&bytes).unwrap(), [(1, owned(&["Nom", "Nom"])), (4, person.clone()), (5, person)]);
}

#[test]
fn what_is_said_to_repeat_without_end_is_refused_before_it_is_laid_out() {
    let cell = "<table:table-cell><text:p>x</text:p></table:table-cell>";
    let down = ods(&format!("<table:table-row table:number-rows-repeated=\"4000000000\">{cell}</table:table-row>"));
    assert_eq!(rows(&down), Err(TableFault::TooManyRows { most: MAX_ROWS }));
    let across = cell.replacen("cell>", "cell table:number-columns-repeated=\"4000000000\">", 1);
    let across = ods(&format!("<table:table-row>{across}</table:table-row>"));
    assert_eq!(rows(&across), Err(TableFault::TooManyColumns { line: 1, most: MAX_COLUMNS }));
    let heavy = format!("<table:table-cell><text:p>{}</text:p></table:table-cell>", "x".repeat(100_000));
    let heavy = ods(&format!("<table:table-row table:number-rows-repeated=\"90000\">{heavy}</table:table-row>"));
    assert!(matches!(rows(&heavy), Err(TableFault::TooLarge { .. })));
}

#[test]
fn an_archive_that_unfolds_to_gigabytes_is_refused_by_its_weight() {
    let blank = vec![b' '; 65 * 1024 * 1024];
    let bytes = archive(&[("content.xml", b"<a/>"), ("Pictures/blank.png", &blank)]);
    assert!(bytes.len() < 1024 * 1024);
    assert!(matches!(rows(&bytes), Err(TableFault::TooLarge { .. })));
}

#[test]
fn what_only_looks_like_a_workbook_is_refused_whole() {
    let good = xlsx(|book| book.add_worksheet().write(0, 0, "Nom").map(|_| ()));
    assert_eq!(rows(&xlsx(|book| book.add_worksheet().set_name("A").map(|_| ()))), Err(TableFault::Empty));
    assert_eq!(rows(&ods("")), Err(TableFault::Empty));
    assert_eq!(rows(&archive(&[("photo.png", b"...")])), Err(TableFault::DamagedWorkbook));
    assert_eq!(rows(&archive(&[("content.xml", b"<table:table><table:table-row>")])), Err(TableFault::DamagedWorkbook));
    for cut in (4..good.len()).step_by(97) {
        assert_eq!(rows(&good[..cut]), Err(TableFault::DamagedWorkbook), "cut at {cut}");
    }
}
