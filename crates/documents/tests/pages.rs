//! The first pages of every paper as small grey pictures: what changes how a paper looks is seen and accepted, not met by a jury.
//! Drawn by pdftoppm (poppler-utils), whose versions differ by shades: pictures are compared with tolerance.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::print_stderr, reason = "tests")]

mod support;

use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::process::Command;

use documents::{Fields, Press, manifest_paper, minutes_pdf};
use domain::papers::Language;

/// A picture: A4 in so many points.
const SIZE: (usize, usize) = (64, 90);
/// The side of a square whose mean is compared.
const SQUARE: usize = 6;
/// How much the mean of a square may differ, of 255: a line that moves by its height differs by 40 and more.
const TOLERANCE: i32 = 16;
/// Pages of each paper.
const PAGES: usize = 2;

/// Every paper, by the name of its pictures.
fn papers() -> Vec<(String, Vec<u8>)> {
    let minutes = support::minutes(30, 3);
    let mut papers = vec![
        ("minutes".to_owned(), minutes_pdf(&minutes, &Fields::of(&minutes)).unwrap()),
        ("manifest".to_owned(), manifest_paper(&support::manifest::manifest(12, true)).unwrap().bytes),
    ];
    let mut press = Press::new().unwrap();
    for kind in support::papers::kinds() {
        for language in kind.languages() {
            let suffix = if *language == Language::English { "-en" } else { "" };
            let mut frame = support::papers::frame_of(kind, *language);
            frame.certification.letterhead = support::papers::letterhead();
            let paper = press.paper(kind, &frame, &support::papers::content(kind, 30, 3)).unwrap();
            papers.push((format!("{}{suffix}", kind.code()), paper.bytes));
        }
    }
    papers
}

/// The first pages of the paper at `file`, grey; `None` without pdftoppm.
fn pictures(file: &Path) -> Option<Vec<Vec<u8>>> {
    let (wide, high) = (SIZE.0.to_string(), SIZE.1.to_string());
    let into = file.with_extension("");
    let last = PAGES.to_string();
    let scale = ["-gray", "-png", "-l", &last, "-scale-to-x", &wide, "-scale-to-y", &high];
    let done = Command::new("pdftoppm").args(scale).arg(file).arg(&into).output().ok()?;
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let mut found: Vec<PathBuf> =
        std::fs::read_dir(file.parent().unwrap()).unwrap().map(|it| it.unwrap().path()).collect();
    let begins = format!("{}-", into.file_name().unwrap().to_string_lossy());
    found.retain(|path| path.file_name().unwrap().to_string_lossy().starts_with(&begins));
    found.sort();
    Some(found.iter().map(|path| std::fs::read(path).unwrap()).collect())
}

/// The greys of a picture.
fn greys(picture: &[u8]) -> Vec<u8> {
    let mut decoder = png::Decoder::new(Cursor::new(picture));
    decoder.set_transformations(png::Transformations::normalize_to_color8());
    let mut reader = decoder.read_info().unwrap();
    assert_eq!((reader.info().width as usize, reader.info().height as usize), SIZE);
    let mut buffer = vec![0; reader.output_buffer_size().unwrap()];
    let frame = reader.next_frame(&mut buffer).unwrap();
    let samples = frame.color_type.samples();
    buffer[..frame.buffer_size()].chunks_exact(samples).map(|point| point[0]).collect()
}

/// The mean grey of each square.
fn squares(greys: &[u8]) -> Vec<i32> {
    let mut means = Vec::new();
    for top in (0..SIZE.1).step_by(SQUARE) {
        for left in (0..SIZE.0).step_by(SQUARE) {
            let rows = (top..(top + SQUARE).min(SIZE.1)).flat_map(|y| {
                let from = y * SIZE.0 + left;
                greys[from..(from + SQUARE).min((y + 1) * SIZE.0)].iter().copied()
            });
            let all: Vec<i32> = rows.map(i32::from).collect();
            means.push(all.iter().sum::<i32>() / i32::try_from(all.len()).unwrap());
        }
    }
    means
}

/// The square that differs most, by how much.
fn difference(one: &[u8], other: &[u8]) -> i32 {
    let pairs = squares(&greys(one)).into_iter().zip(squares(&greys(other)));
    pairs.map(|(one, other)| (one - other).abs()).max().unwrap_or(0)
}

#[test]
fn every_paper_looks_as_it_looked() {
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/golden/pages");
    let (folder, accepted) = (tempfile::tempdir().unwrap(), std::env::var("GOLDEN").is_ok_and(|wish| wish == "accept"));
    let beside = Path::new(env!("CARGO_TARGET_TMPDIR")).join("pages");
    let mut changed = Vec::new();
    for (name, bytes) in papers() {
        let file = folder.path().join(format!("{name}.pdf"));
        std::fs::write(&file, bytes).unwrap();
        let Some(pictures) = pictures(&file) else {
            eprintln!("SKIPPED · pdftoppm (poppler-utils) is not installed: how papers look was not compared");
            return;
        };
        for (number, picture) in (1..).zip(pictures) {
            let path = kept.join(format!("{name}-{number}.png"));
            if accepted {
                std::fs::create_dir_all(&kept).unwrap();
                std::fs::write(&path, &picture).unwrap();
            }
            let before = std::fs::read(&path).unwrap_or_default();
            let much = if before.is_empty() { 255 } else { difference(&before, &picture) };
            if much > TOLERANCE {
                std::fs::create_dir_all(&beside).unwrap();
                std::fs::write(beside.join(format!("{name}-{number}-was.png")), &before).unwrap();
                std::fs::write(beside.join(format!("{name}-{number}-is.png")), &picture).unwrap();
                std::fs::copy(&file, beside.join(format!("{name}.pdf"))).unwrap();
                changed.push(format!("{name}, page {number}: {much} of 255"));
            }
        }
    }
    assert!(
        changed.is_empty(),
        "these pages look otherwise: {changed:#?}\nLook at both pictures and at the paper in {}; GOLDEN=accept keeps what is \
         drawn now.",
        beside.display()
    );
}

#[test]
fn a_line_that_moves_is_seen_and_a_shade_is_not() {
    let picture = |at: usize, ink: u8| {
        let mut points = vec![255_u8; SIZE.0 * SIZE.1];
        points[at * SIZE.0..(at + 2) * SIZE.0].fill(ink);
        let mut bytes = Vec::new();
        let mut encoder = png::Encoder::new(&mut bytes, u32::try_from(SIZE.0).unwrap(), u32::try_from(SIZE.1).unwrap());
        encoder.set_color(png::ColorType::Grayscale);
        encoder.write_header().unwrap().write_image_data(&points).unwrap();
        bytes
    };
    assert!(difference(&picture(30, 0), &picture(36, 0)) > TOLERANCE);
    assert!(difference(&picture(30, 0), &picture(30, 30)) <= TOLERANCE);
}
