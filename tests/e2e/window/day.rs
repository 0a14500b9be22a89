//! Three laptops, three windows, one day: files handed over in no order, a laptop that was copied, a key that was lost, a
//! file that comes after the closing. In the evening the three say the same four words.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::harness::{Home, Window, laptops, story};

const PASSPHRASE: &str = "quatre mots au hasard";

/// A laptop of the day: its window on the session.
struct Laptop {
    window: Window,
    session: String,
}

impl Laptop {
    /// Opens the window of `home`; its dialogs choose `answers`, in order.
    async fn open(home: &Path, session: &str, answers: &[&PathBuf]) -> Self {
        let home = answers.iter().fold(Home::at(home), |home, answer| home.answering(answer));
        let window = Window::open(&home).await;
        let laptop = Self { window, session: session.to_owned() };
        laptop.asks("unlock", json!({ "passphrase": PASSPHRASE })).await;
        laptop
    }

    /// What a door answers, which must not be a refusal.
    async fn asks(&self, door: &str, body: Value) -> Value {
        let answer = self.window.knock(door, &body).await;
        assert!(answer.get("refused").is_none_or(Value::is_array), "{door} {body}: {answer}");
        answer
    }

    async fn does(&self, command: Value) {
        self.asks("execute", json!({ "session": self.session, "command": command })).await;
    }

    /// Gives a candidate every mark, and seals the sheet.
    async fn grades(&self, candidate: &str) {
        let sheet = self.asks("sheet", json!({ "session": self.session, "candidate": candidate })).await;
        let inside = |value: &Value, name: &str| value[name].as_array().cloned().unwrap_or_default();
        let sections = inside(&sheet, "sections").into_iter();
        let evaluations = sections.flat_map(|section| inside(&section, "evaluations"));
        for criterion in evaluations.flat_map(|evaluation| inside(&evaluation, "criteria")) {
            let mark = json!({ "rating": { "kind": "level", "index": 2 }, "comment": "" });
            let criterion = &criterion["code"];
            self.does(json!({ "do": "mark", "candidate": candidate, "criterion": criterion, "mark": mark })).await;
        }
        self.does(json!({ "do": "seal_sheet", "candidate": candidate })).await;
    }

    /// Writes what it knows to the next file its dialog chooses.
    async fn hands_over(&self) {
        let file = self.asks("export_results", json!({ "session": self.session })).await;
        assert_eq!(file["verified"], true, "read back: {file}");
    }

    /// Takes in the next `count` files its dialog chooses, together; what came of them.
    async fn takes_in(&self, count: usize) -> Value {
        let mut tickets = Vec::new();
        for _file in 0..count {
            let offered = self.asks("choose_files", json!({})).await;
            tickets.push(offered[0]["ticket"].clone());
        }
        let report = self.asks("import_files", json!({ "tickets": tickets })).await;
        assert_eq!(report["refused"].as_array().map_or(0, Vec::len), 0, "no file is refused: {report}");
        report
    }

    /// The four words that its screen of exchanges shows.
    async fn words(&self) -> Vec<String> {
        let view = self.asks("exchange", json!({ "session": self.session })).await;
        let words = view["session"]["fingerprint_words"].as_array().cloned().unwrap_or_default();
        words.iter().filter_map(Value::as_str).map(str::to_owned).collect()
    }

    /// Goes to the screen of exchanges.
    async fn goes_to_exchanges(&self) {
        self.window.client.refresh().await.unwrap();
        self.window.push("Session de juin 2026").await;
        self.window.push("Échanges").await;
        self.window.says("Recevoir").await;
    }
}

/// What is on a laptop's disk, copied to another.
fn copied(home: &Path, to: &Path) {
    let done = Command::new("cp").arg("-a").args([home, to]).status().expect("a copy");
    assert!(done.success(), "the laptop is copied");
}

/// The session, the disks, the keys.
struct Day {
    folder: TempDir,
    session: String,
    candidates: Vec<String>,
    homes: Vec<PathBuf>,
}

impl Day {
    fn begin() -> Self {
        let folder = TempDir::new().unwrap();
        let (session, candidates, homes) = laptops(&folder.path().join("laptops"));
        Self { folder, session, candidates, homes }
    }

    fn key(&self, name: &str) -> PathBuf {
        self.folder.path().join(format!("{name}.delib"))
    }

    /// A laptop whose dialogs will choose those files, in order.
    async fn laptop(&self, home: &Path, files: &[&str]) -> Laptop {
        let answers: Vec<_> = files.iter().map(|name| self.key(name)).collect();
        Laptop::open(home, &self.session, &answers.iter().collect::<Vec<_>>()).await
    }

    /// Claire's laptop is copied at noon, and both go on and hand over.
    async fn claire_and_her_copy(&self) -> (Laptop, Laptop) {
        let claire = self.laptop(&self.homes[1], &[]).await;
        claire.grades(&self.candidates[0]).await;
        claire.window.close().await;
        let copy = self.folder.path().join("copy");
        copied(&self.homes[1], &copy);
        let claire = self.laptop(&self.homes[1], &["claire", "evening"]).await;
        claire.grades(&self.candidates[1]).await;
        claire.hands_over().await;
        let copy = self.laptop(&copy, &["copy", "late"]).await;
        copy.does(json!({ "do": "observe", "candidate": self.candidates[1], "text": "Écrit sur la copie." })).await;
        copy.hands_over().await;
        (claire, copy)
    }

    /// Deniz loses a key; the next file holds everything again.
    async fn deniz(&self) -> Laptop {
        let deniz = self.laptop(&self.homes[2], &["lost", "deniz", "evening"]).await;
        deniz.grades(&self.candidates[0]).await;
        deniz.hands_over().await;
        std::fs::remove_file(self.key("lost")).unwrap();
        deniz.grades(&self.candidates[1]).await;
        deniz.hands_over().await;
        deniz
    }

    /// The president takes the files as they come, the copy's first, and closes.
    async fn bruno(&self) -> Laptop {
        let bruno = self.laptop(&self.homes[0], &["copy", "deniz", "claire", "late", "evening"]).await;
        for candidate in &self.candidates {
            bruno.grades(candidate).await;
        }
        let report = bruno.takes_in(3).await;
        bruno.goes_to_exchanges().await;
        bruno.window.picture("exchange-collected").await;
        // The copy noticed that it was one, and wrote in a log of its own: nothing forks.
        let arrived = report["imports"].as_array().cloned().unwrap_or_default();
        assert!(arrived.iter().all(|file| file["forks"] == 0), "{report}");
        assert_eq!(
            arrived[0]["logs"].as_array().map_or(0, Vec::len),
            3,
            "the office's, Claire's, her copy's: {report}"
        );
        bruno.does(json!({ "do": "open_confrontation", "exception": "" })).await;
        for candidate in &self.candidates {
            let decision = json!({ "do": "decide", "candidate": candidate, "outcome": "awarded", "ground": "" });
            bruno.does(decision).await;
        }
        let at = |hour: u8| json!({ "date": "2026-06-12", "hour": hour, "minute": 0 });
        bruno.does(json!({ "do": "close", "number": "PV-2026-0001", "opened_at": at(16), "closed_at": at(17) })).await;
        bruno
    }
}

#[test]
fn three_laptops_end_the_day_with_the_same_words_whatever_happened_to_their_files() {
    story(async {
        let day = Day::begin();
        let (claire, copy) = day.claire_and_her_copy().await;
        let (deniz, bruno) = (day.deniz().await, day.bruno().await);

        // The copy wrote again before anybody told it: its file comes late, is kept, and does not count.
        copy.does(json!({ "do": "observe", "candidate": day.candidates[1], "text": "Écrit trop tard." })).await;
        copy.hands_over().await;
        let report = bruno.takes_in(1).await;
        assert!(report["total"]["late"].as_u64().is_some_and(|late| late > 0), "kept, and late: {report}");
        bruno.hands_over().await;
        for other in [&claire, &deniz] {
            other.takes_in(1).await;
        }

        let words = bruno.words().await;
        assert_eq!(words.len(), 4, "four words to read aloud: {words:?}");
        assert_eq!(claire.words().await, words, "Claire's laptop says what Bruno's says");
        assert_eq!(deniz.words().await, words, "Deniz's too");
        for (laptop, name) in [(bruno, "bruno"), (claire, "claire"), (deniz, "deniz")] {
            laptop.goes_to_exchanges().await;
            for word in &words {
                laptop.window.says(word).await;
            }
            laptop.window.picture(&format!("evening-{name}")).await;
            laptop.window.close().await;
        }
        copy.window.close().await;
    });
}
