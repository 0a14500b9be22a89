//! A juror's day in the window: receive a pack, grade by keyboard, lose the battery, find every mark, seal, hand over.

use serde_json::{Value, json};

use crate::harness::{Home, Window, story};

const ENTER: &str = "\u{e007}";
const NEXT_BLOC: &str = "\u{e00f}";
const PASSPHRASE: &str = "quatre mots au hasard";
/// The foot of the window, once the disk has everything.
const SAVED: &str = "Enregistré";

/// A window with the pack of a made-up juror received, on the grid of its first candidate.
async fn received(home: &Home, code: &str) -> Window {
    let window = Window::open(home).await;
    window.knock("create_store", &json!({ "name": "Bruno Martin", "passphrase": PASSPHRASE })).await;
    window.client.refresh().await.unwrap();
    window.push("Ouvrir un paquet reçu").await;
    window.fill(0, &format!("{code}{ENTER}")).await;
    window.picture("pack-received").await;
    window.push("Aller à la session").await;
    window.text("[data-awake]").await;
    window
}

/// A window opened again on that grid.
async fn back(home: &Home) -> Window {
    let window = Window::open(home).await;
    window.fill(0, &format!("{PASSPHRASE}{ENTER}")).await;
    window.push("Session de juin 2026").await;
    window.text("[data-awake]").await;
    window
}

/// The levels on the sheet on the screen, in its order, as the core has them.
async fn levels(window: &Window) -> Vec<u64> {
    let sessions = window.knock("sessions", &json!({})).await;
    let session = &sessions[0]["id"];
    let grid = window.knock("grid", &json!({ "session": session })).await;
    let candidate = &grid["candidates"][0]["id"];
    let sheet = window.knock("sheet", &json!({ "session": session, "candidate": candidate })).await;
    let inside = |value: &Value, name: &str| value[name].as_array().cloned().unwrap_or_default();
    let sections = inside(&sheet, "sections").into_iter();
    let evaluations = sections.flat_map(|section| inside(&section, "evaluations"));
    let criteria = evaluations.flat_map(|evaluation| inside(&evaluation, "criteria"));
    criteria.filter_map(|criterion| criterion["mark"]["rating"]["index"].as_u64()).collect()
}

#[test]
fn every_acknowledged_mark_is_there_after_a_flat_battery() {
    story(async {
        let home = Home::new();
        let (pack, code) = home.pack();
        let home = home.answering(&pack);
        let window = received(&home, &code).await;
        for _ in 0..2 {
            for digit in ["3", "1", "2"] {
                window.press(digit).await;
            }
        }
        window.says(SAVED).await;
        let mut acknowledged = levels(&window).await;
        while acknowledged.len() < 6 {
            acknowledged = levels(&window).await;
        }
        assert_eq!(acknowledged, [2, 0, 1, 2, 0, 1], "six marks by six keys");
        window.picture("grid").await;
        window.press("3").await;
        window.kill();

        let window = back(&home).await;
        let found = levels(&window).await;
        assert!(found.starts_with(&acknowledged), "the marks said to be saved: {found:?}");
        assert!(found.len() <= acknowledged.len() + 1, "nothing that nobody gave: {found:?}");
        window.close().await;
    });
}

#[test]
fn a_graded_sheet_is_sealed_and_handed_over() {
    story(async {
        let home = Home::new();
        let (pack, code) = home.pack();
        let drawer = home.path().join("usb");
        std::fs::create_dir(&drawer).unwrap();
        let home = home.answering(&pack).answering(&drawer);
        let window = received(&home, &code).await;
        for _bloc in 0..5 {
            for _criterion in 0..10 {
                window.press("3").await;
            }
            window.press(NEXT_BLOC).await;
        }
        window.says(SAVED).await;
        window.push("Sceller la fiche").await;
        window.push("Sceller, définitivement").await;
        window.says("Fiche scellée le").await;
        window.picture("sealed").await;
        window.push("Remettre mes fiches").await;
        window.push("Choisir").await;
        window.says(".delib").await;
        window.picture("handed-over").await;
        let handed = std::fs::read_dir(&drawer).unwrap().flatten().map(|file| file.path()).collect::<Vec<_>>();
        assert_eq!(handed.len(), 1, "one file on the stick: {handed:?}");
        window.close().await;
    });
}
