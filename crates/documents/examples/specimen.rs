//! Draws a specimen of each paper into a folder, to be looked at: `cargo run -p documents --example specimen -- FOLDER`.

#[path = "../tests/support/mod.rs"]
mod support;

use std::error::Error;
use std::path::Path;

use documents::{
    Authority, Fields, Identity, InkStrokes, Press, SignedAt, Statement, manifest_paper, minutes_paper, sheet_paper,
    sign_pdf, verify_pdf,
};
use domain::papers::Language;
use domain::time::Timestamp;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args().nth(1).ok_or("give a folder")?;
    let folder = Path::new(&folder);
    std::fs::create_dir_all(folder)?;
    let minutes = support::minutes(30, 3);
    let paper = minutes_paper(&minutes, &Fields::of(&minutes))?;
    std::fs::write(folder.join("pv.pdf"), &paper.bytes)?;
    let mut signed = paper.bytes.clone();
    let (from, to) = (support::date("2026-01-01"), support::date("2031-12-31"));
    let office = Authority::create("Bureau de la session, École de l’exemple", &[7; 32], from, to)?;
    std::fs::write(folder.join("authority.der"), office.certificate_der()?)?;
    let fields = Fields::of(&minutes);
    for (number, member) in (1_u8..).zip(minutes.panel.iter().filter(|member| member.role.deliberates())) {
        let role = if number == 1 { "Présidence du jury" } else { "Membre du jury" };
        let identity = Identity::issued_by(&office, &member.name, role, &[number; 32], from, to)?;
        let minute = 15 + number;
        let instant = Timestamp(1_783_091_700_000 + i64::from(number) * 60_000);
        let at = SignedAt { civil: support::at("2026-07-03", 17, minute), instant };
        let ink = (number != 2).then(|| ink(f32::from(number)));
        signed = sign_pdf(
            &signed,
            fields.of_person(member.person).unwrap_or_default(),
            &identity,
            at,
            &Statement { ink, reserve: None },
        )?;
        std::fs::write(folder.join(format!("pv-signed-{number}.pdf")), &signed)?;
    }
    std::fs::write(folder.join("verification.txt"), format!("{:#?}", verify_pdf(&signed)?.signatures))?;
    let warnings: Vec<String> = paper.warnings.iter().map(|warning| format!("{warning:?}")).collect();
    std::fs::write(folder.join("warnings.txt"), warnings.join("\n"))?;
    std::fs::write(folder.join("manifest.pdf"), manifest_paper(&support::manifest::manifest(12, true))?.bytes)?;
    std::fs::write(folder.join("sheet.pdf"), sheet_paper(&support::sheet(4))?.bytes)?;
    papers(folder)?;
    std::fs::write(folder.join("results.csv"), documents::results_csv(&minutes)?)?;
    std::fs::write(folder.join("results.xlsx"), documents::results_xlsx(&minutes)?)?;
    std::fs::write(folder.join("results.json"), documents::results_json(&minutes)?)?;
    Ok(())
}

/// One of each kind, in each of its languages.
fn papers(folder: &Path) -> Result<(), Box<dyn Error>> {
    let mut press = Press::new()?;
    for kind in support::papers::kinds() {
        for language in kind.languages() {
            let content = support::papers::content(kind, 30, 3);
            let mut frame = support::papers::frame_of(kind, *language);
            frame.certification.letterhead = support::papers::letterhead();
            let paper = press.paper(kind, &frame, &content)?;
            let suffix = if *language == Language::English { "-en" } else { "" };
            std::fs::write(folder.join(format!("{}{suffix}.pdf", kind.code())), paper.bytes)?;
        }
    }
    Ok(())
}

/// A scribble.
fn ink(seed: f32) -> InkStrokes {
    let point = |step: u8| {
        let t = f32::from(step) / 60.0;
        (20.0 + t * 260.0, 60.0 + (t * 9.0 * seed.sqrt()).sin() * 40.0 * (1.0 - t * 0.6))
    };
    let line = vec![(30.0, 110.0), (270.0, 96.0)];
    InkStrokes { width: 300.0, height: 120.0, strokes: vec![(0..=60).map(point).collect(), line] }
}
