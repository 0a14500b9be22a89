//! Bytes, encodings, separators, quotes and lines.

use super::super::sheet::Sheet;
use super::super::text::Encoding;
use super::super::{MAX_ROWS, TableFault};

fn cells(bytes: &[u8]) -> Vec<(usize, Vec<String>)> {
    let sheet = Sheet::read(bytes).expect("a table");
    sheet.rows.into_iter().map(|row| (row.line, row.cells)).collect()
}

fn utf16(text: &str, mark: [u8; 2]) -> Vec<u8> {
    let units =
        text.encode_utf16().flat_map(|unit| if mark == [0xFF, 0xFE] { unit.to_le_bytes() } else { unit.to_be_bytes() });
    mark.into_iter().chain(units).collect()
}

#[test]
fn the_same_table_is_read_from_every_encoding_that_spreadsheets_write() {
    let text = "nom;prénom\nLefèvre;Zoé\n";
    let expected = vec![(1, vec!["nom".to_owned(), "prénom".into()]), (2, vec!["Lefèvre".into(), "Zoé".into()])];
    let windows: Vec<u8> = text.chars().map(|c| u8::try_from(u32::from(c)).expect("Latin letters")).collect();
    let marked = [&b"\xEF\xBB\xBF"[..], text.as_bytes()].concat();
    for (bytes, encoding) in [
        (text.as_bytes().to_vec(), Encoding::Utf8),
        (marked, Encoding::Utf8),
        (windows, Encoding::Windows1252),
        (utf16(text, [0xFF, 0xFE]), Encoding::Utf16),
        (utf16(text, [0xFE, 0xFF]), Encoding::Utf16),
    ] {
        assert_eq!(Sheet::read(&bytes).expect("a table").encoding, encoding);
        assert_eq!(cells(&bytes), expected, "{encoding:?}");
    }
}

#[test]
fn one_stray_byte_does_not_turn_every_accent_into_two_wrong_letters() {
    let sheet = Sheet::read(b"nom\nLef\xC3\xA8vre\n\xC3\x89lo\xC3\xAFse\nDupr\xE9\n").expect("a table");
    assert_eq!(sheet.encoding, Encoding::Utf8);
    assert_eq!(sheet.rows[1].cells, ["Lefèvre"]);
    assert_eq!(sheet.rows[3].cells, ["Dupr\u{FFFD}"]);
}

#[test]
fn the_separator_is_found_and_excels_own_line_is_obeyed() {
    for text in ["a;b\n1;2", "a,b\n1,2", "a\tb\n1\t2"] {
        assert_eq!(cells(text.as_bytes())[1], (2, vec!["1".to_owned(), "2".into()]), "{text}");
    }
    assert_eq!(cells(b"\"a,b,c\";d\n1;2")[0].1, ["a,b,c", "d"]);
    assert_eq!(cells(b"sep=,\na,b\n1,2")[1], (3, vec!["1".to_owned(), "2".into()]));
}

#[test]
fn lines_are_counted_as_people_see_them() {
    let text = "\n\na;b\r\n1;\"two\r\nlines\"\r\n\r\n;;\n2;x\r3;y";
    let lines: Vec<usize> = cells(text.as_bytes()).iter().map(|(line, _)| *line).collect();
    assert_eq!(lines, [3, 4, 8, 9]);
    assert_eq!(cells(text.as_bytes())[1].1[1], "two\nlines");
}

#[test]
fn a_quote_never_closed_is_seen() {
    let sheet = Sheet::read(b"a;b\n1;2\n3;\"four\n5;6\n").expect("a table");
    let closed: Vec<bool> = sheet.rows.iter().map(|row| row.closed).collect();
    assert_eq!(closed, [true, true, false]);
}

#[test]
fn what_is_no_table_is_refused_whole() {
    let fault = |bytes: &[u8]| Sheet::read(bytes).expect_err("no table");
    assert_eq!(fault(b""), TableFault::Empty);
    assert_eq!(fault(b"\n \n;;\n"), TableFault::Empty);
    assert_eq!(fault(b"PK\x03\x04 and so on"), TableFault::DamagedWorkbook);
    assert_eq!(fault(b"\xD0\xCF\x11\xE0 and so on"), TableFault::Workbook);
    assert_eq!(fault(b"a\0b\0c\0;\0"), TableFault::NotText);
    assert_eq!(fault("a\n".repeat(MAX_ROWS + 2).as_bytes()), TableFault::TooManyRows { most: MAX_ROWS });
    assert!(matches!(fault(&vec![b'a'; 64 * 1024 * 1024 + 1]), TableFault::TooLarge { .. }));
    assert!(matches!(
        fault(&[b"a\n".to_vec(), vec![b';'; 3_000_000]].concat()),
        TableFault::TooManyColumns { line: 2, .. }
    ));
}
