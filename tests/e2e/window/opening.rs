//! The window opens, shows its first screen, and its page can reach nothing but the one door.

use crate::harness::{Home, Window, story};

const ENTER: &str = "\u{e007}";

#[test]
fn the_window_opens_on_its_first_screen() {
    story(async {
        let home = Home::new();
        let window = Window::open(&home).await;
        assert_eq!(window.client.title().await.unwrap(), "Délibéré");
        assert!(!window.text("main").await.trim().is_empty(), "the first screen says something");
        window.picture("first-screen").await;
        window.close().await;
    });
}

#[test]
fn the_page_can_knock_at_one_door_and_at_nothing_else() {
    story(async {
        let home = Home::new();
        let window = Window::open(&home).await;
        let unknown = window.evaluate("__TAURI_INTERNALS__.invoke('door', { name: 'no_such_door', body: {} })").await;
        assert!(unknown["refused"]["code"].is_string(), "the desk answers with a code: {unknown}");
        let dialog = window.evaluate("__TAURI_INTERNALS__.invoke('plugin:dialog|open', { options: {} })").await;
        assert!(dialog["refused"].as_str().is_some_and(|why| why.contains("not allowed")), "a dialog: {dialog}");
        let network = window.evaluate("fetch('http://127.0.0.1:9/')").await;
        assert!(network["refused"].is_string(), "the network: {network}");
        let elsewhere = window.evaluate("(location.href = 'https://example.org/', new Promise((go) => setTimeout(() => go(location.protocol), 300)))").await;
        assert_eq!(elsewhere, "tauri:", "the page stays where it is");
        window.close().await;
    });
}

#[test]
fn a_store_opens_again_with_its_passphrase_and_with_no_other() {
    story(async {
        let home = Home::new();
        let window = Window::open(&home).await;
        window.fill(0, "Anne Diallo").await;
        window.fill(1, "quatre mots au hasard").await;
        window.fill(2, &format!("quatre mots au hasard{ENTER}")).await;
        assert!(window.text(".key").await.len() > 20, "the recovery key is shown once");
        window.picture("recovery-key").await;
        window.kill();

        let window = Window::open(&home).await;
        window.fill(0, &format!("quatre mots au hasard{ENTER}")).await;
        window.says("Ouvrir un paquet reçu").await;
        window.picture("sessions-empty").await;
        window.close().await;

        let window = Window::open(&home).await;
        window.fill(0, &format!("cinq mots au hasard{ENTER}")).await;
        window.text("[role=alert]").await;
        window.picture("wrong-passphrase").await;
        window.close().await;
    });
}
