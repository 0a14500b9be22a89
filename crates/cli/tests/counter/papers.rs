//! The papers beside the minutes: listed with what stands in their way, printed for one person or for all.

use crate::support::{Copy, done, run};

#[test]
fn every_paper_that_is_listed_as_ready_is_printed() {
    let copy = Copy::of("membre-1");
    let listed = done(&copy.store, &["papers", "juin"]);
    let papers = listed["papers"].as_array().unwrap();
    assert_eq!(papers.len(), 16);
    let folder = tempfile::tempdir().unwrap();
    let to = |name: &str| folder.path().join(name).display().to_string();
    for paper in papers.iter().filter(|paper| paper["blocked"].is_null()) {
        let kind = paper["kind"].as_str().unwrap();
        let printed = done(&copy.store, &["paper", kind, "juin", "--out", &to(kind)]);
        let count = printed["papers"].as_array().unwrap().len();
        let several = ["candidate", "juror"].contains(&paper["scope"].as_str().unwrap());
        assert!(if several { count > 1 } else { count >= 1 }, "{kind}: {count}");
    }
}

#[test]
fn a_copy_is_one_file_in_its_language_and_the_same_bytes_twice() {
    let copy = Copy::of("membre-1");
    let folder = tempfile::tempdir().unwrap();
    let to = |name: &str| folder.path().join(name).display().to_string();
    let results = |name: &str, language: &str| {
        let args = ["paper", "results", "juin", "--candidate", "001", "--in", language, "-o", &to(name)];
        done(&copy.store, &args)["papers"][0]["sha256"].clone()
    };
    let french = results("a.pdf", "fr");
    assert_eq!(french, results("b.pdf", "fr"));
    assert_ne!(french, results("c.pdf", "en"));
    let args = ["--json", "paper", "proclamation", "juin", "--in", "en", "-o", &to("d.pdf")];
    assert_eq!(run(&copy.store, &args).refusal(), "paper-language");
    assert_eq!(run(&copy.store, &["paper", "toast", "juin", "-o", &to("e.pdf")]).code, 2);
}
