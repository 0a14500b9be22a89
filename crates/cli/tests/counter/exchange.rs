//! A pack, marks, a seal, a hand-over and its import, all from the command line; and what is seen before the seals.

use crate::support::{Copy, demonstration, done, run};

#[test]
fn a_member_receives_a_pack_grades_seals_and_hands_over() {
    let office = Copy::of("secretariat");
    let member = Copy::of("membre-3");
    let pack = office.path("pack.delib");
    let made = done(&office.store, &["pack", "juillet", "--for", "Chloé", "-o", &pack]);
    let code = made["code"].as_str().unwrap();
    let wrong = run(&member.store, &["--json", "receive", &pack, "--code", "not the code"]);
    assert_eq!((wrong.code, wrong.refusal().as_str()), (1, "wrong-code"));
    assert_eq!(done(&member.store, &["receive", &pack, "--code", code])["candidates"], 10);
    let marks = member.file("m.csv", "candidat;critère;niveau;commentaire\n001;A1.CP.1;A;clair\n");
    assert_eq!(done(&member.store, &["mark", "juillet", "--from", &marks])["accepted"], 1);
    let sealed = run(&member.store, &["--json", "seal", "juillet"]);
    assert_eq!(sealed.code, 1, "unfinished sheets stay open, and a script must notice");
    assert_eq!(sealed.json()["sealed"], 0);
    let handed = member.path("back.delib");
    done(&member.store, &["export", "juillet", "-o", &handed]);
    let would = done(&office.store, &["import", &handed, "--dry-run"]);
    assert!(would["imports"][0]["new"].as_u64().unwrap() > 0);
    done(&office.store, &["import", &handed, &handed]);
    let again = done(&office.store, &["import", &handed]);
    assert_eq!(again["imports"][0]["new"], 0);
    assert!(again["imports"][0]["imported_before"].is_number());

    let handovers = |store: &std::path::Path| {
        let sheets = done(store, &["session", "status", "juillet"])["sheets"].clone();
        let sheets = sheets.as_array().unwrap().clone();
        sheets.iter().map(|sheet| sheet["handover"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(handovers(&member.store), ["handed_over"]);
    let receipt = office.path("receipt.delib");
    done(&office.store, &["ack", "juillet", "--for", "Chloé", "-o", &receipt]);
    let ran = run(&member.store, &["import", &receipt]);
    assert!(ran.out.contains("accusé de réception") && ran.out.contains("1 fiche"), "{}", ran.out);
    assert_eq!(handovers(&member.store), ["acknowledged"]);
}

#[test]
fn the_journal_names_no_mark_of_another_before_the_confrontation() {
    let office = Copy::of("secretariat");
    let member = Copy::of_home();
    let handed = member.path("back.delib");
    done(&member.store, &["export", "juillet", "-o", &handed]);
    done(&office.store, &["import", &handed]);
    let journal = done(&office.store, &["journal", "juillet"]);
    let codes: Vec<&str> =
        journal["entries"].as_array().unwrap().iter().filter_map(|line| line["code"].as_str()).collect();
    assert!(codes.contains(&"not-shown") && !codes.contains(&"marked"), "{codes:?}");
    let own = done(&member.store, &["journal", "juillet"]);
    assert!(own["entries"].as_array().unwrap().iter().any(|line| line["code"] == "marked"));
}

#[test]
fn an_altered_bundle_leaves_with_3_and_brings_nothing() {
    let office = Copy::of("secretariat");
    let mut bytes = std::fs::read(demonstration().join("bundles/3-cloture.delib")).unwrap();
    let place = bytes.len() - 40;
    bytes[place] ^= 1;
    let bundle = office.file("altered.delib", bytes);
    let ran = run(&office.store, &["--json", "import", &bundle]);
    assert_eq!(ran.code, 3, "{}", ran.out);
    assert_eq!(run(&office.store, &["check"]).code, 0);
}

#[test]
fn a_rattrapage_keeps_what_was_acquired() {
    let office = Copy::of("secretariat");
    let args = ["session", "retake", "juin", "--name", "Second rattrapage", "--starts-on", "2026-11-02"];
    let prepared = done(&office.store, &args);
    let candidates = prepared["candidates"].as_array().unwrap();
    let kept: Vec<&str> =
        candidates[0]["prior"].as_array().unwrap().iter().filter_map(|p| p["block"].as_str()).collect();
    assert_eq!((candidates[0]["file"]["number"].as_str(), kept), (Some("002"), vec!["A1", "A2", "A3", "A5"]));
    assert_eq!(candidates[0]["file"]["attempt"], 2);
}

#[test]
fn a_number_that_two_laptops_gave_to_two_candidates_names_neither() {
    let (office, president) = (Copy::of("secretariat"), Copy::of("membre-1"));
    let pack = office.path("pack.delib");
    let made = done(&office.store, &["pack", "juillet", "--for", "Awa", "-o", &pack]);
    done(&president.store, &["receive", &pack, "--code", made["code"].as_str().unwrap()]);
    let head = "N°;Nom de naissance;Prénoms;Sexe;Date de naissance;Voie;Option\n";
    for (copy, row) in [(&office, "099;Bon;Anne;F;01/02/1999;VAE;A4"), (&president, "099;Roux;Luc;M;03/04/1998;VAE;A4")]
    {
        let table = copy.file("c.csv", format!("{head}{row}\n"));
        done(&copy.store, &["candidates", "import", &table, "--session", "juillet"]);
    }
    let handed = president.path("back.delib");
    done(&president.store, &["export", "juillet", "-o", &handed]);
    done(&office.store, &["import", &handed]);
    let erase = |candidate: &str| {
        run(&office.store, &["--json", "erase", "juillet", "--candidate", candidate, "--because", "Demande"])
    };
    assert_eq!(erase("099").refusal(), "ambiguous-candidate");
    assert_eq!(erase("Roux").json()["preview"]["name"], "099 Luc Roux");
}
