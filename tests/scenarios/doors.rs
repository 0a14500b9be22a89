//! Whatever the page asks at the doors, well or badly: an answer or a code, never a panic; and nothing once the store is locked.

use app::doors::call;
use proof::{Jury, Laptop, PASSPHRASE};
use serde_json::{Value, json};

/// Every door, as its table names it.
fn doors() -> Vec<String> {
    let table = include_str!("../../crates/app/src/doors.rs");
    let (_, table) = table.split_once("\ndoors! {").unwrap();
    let lines =
        table.lines().filter(|line| line.starts_with("    ") && line.contains(" => ") && line.contains(", |desk"));
    let names: Vec<String> = lines.filter_map(|line| Some(line.trim().split_once(':')?.0.to_owned())).collect();
    assert!(names.len() > 15 && names.contains(&"execute".to_owned()), "{names:?}");
    names
}

/// Doors that are open while the store is not.
const ALWAYS: [&str; 6] = ["status", "create_store", "unlock", "recover", "lock", "take_note"];

fn nested(depth: usize) -> Value {
    (0..depth).fold(json!(null), |inner, _| json!([inner]))
}

#[test]
fn badly_asked_every_door_answers_with_a_code() {
    let jury = Jury::of(1);
    let session = jury.session.to_string();
    let asked = [
        json!(null),
        json!([]),
        json!(1e308),
        json!("x".repeat(10 << 20)),
        json!({ "session": 12 }),
        json!({ "session": "../../etc" }),
        json!({ "session": session, "more": true }),
        json!({ "session": session, "command": { "do": "delete_everything" } }),
        json!({ "session": session, "command": { "do": "mark", "candidate": "x", "criterion": 1, "mark": nested(90) } }),
        json!({ "ticket": "../../../etc/passwd", "code": "", "place": 4_294_967_295_u32 }),
        json!({ "tickets": ["/etc/passwd", "C:\\CON", "\u{202e}"] }),
        json!({ "width": 0, "grey": "AAAA" }),
        json!({ "width": 4_294_967_295_u32, "grey": "" }),
        nested(100),
    ];
    let before = jury.awa.fingerprint(jury.session);
    for door in doors().iter().filter(|door| !["lock", "create_store"].contains(&door.as_str())) {
        for body in &asked {
            if let Err(failure) = call(&jury.awa.desk, door, body) {
                assert!(!failure.code().is_empty(), "{door}");
            }
        }
    }
    assert_eq!(Laptop::code(call(&jury.awa.desk, "no_such_door", &json!({}))), "bad-request");
    assert_eq!(jury.awa.fingerprint(jury.session), before);
}

#[test]
fn what_was_answered_before_the_lock_is_refused_after_it() {
    let jury = Jury::of(1);
    let (session, candidate, juror) = (jury.session, jury.candidates[0], jury.awa.me(jury.session));
    let asked = json!({ "session": session, "candidate": candidate });
    assert!(call(&jury.awa.desk, "sheet", &asked).is_ok());
    jury.awa.desk.lock().unwrap();
    for door in doors().iter().filter(|door| !ALWAYS.contains(&door.as_str())) {
        for body in
            [json!({}), json!({ "session": session }), asked.clone(), json!({ "session": session, "juror": juror })]
        {
            if let Ok(answer) = call(&jury.awa.desk, door, &body) {
                let told = answer.to_string();
                assert!(!told.contains(&candidate.to_string()) && told.len() < 40, "{door} answers {told}");
            }
        }
    }
    jury.awa.desk.unlock(PASSPHRASE).unwrap();
    assert!(call(&jury.awa.desk, "sheet", &asked).is_ok());
}
