//! Wycheproof's verdicts, but for the divergences declared beside the files with their reasons.
//! A divergence that no longer diverges fails, too.

use crate::support::{Fixed, test};
use jwtmint::{ImportOptions, Imported, VerifyOptions, verify_payload};
use serde_json::Value;

const DIVERGENCES: &str = include_str!("../vectors/wycheproof/divergences.json");

fn accepted(key: &Value, jws: &Value) -> bool {
    let token = match jws {
        Value::String(text) => text.clone(),
        json => json.to_string(),
    };
    let Ok(key) = Imported::from_text(&key.to_string(), &ImportOptions::default()) else { return false };
    // A held key verifies by other means from its second token on: the verdict must be the same.
    let verdicts = [(); 3].map(|()| verify_payload(&token, &key, &VerifyOptions::default()).is_ok());
    assert_eq!(verdicts, [verdicts[0]; 3], "{token}");
    verdicts[0]
}

fn run(name: &str, text: &str) -> (usize, usize) {
    let file: Value = serde_json::from_str(text).unwrap();
    let divergences: Value = serde_json::from_str(DIVERGENCES).unwrap();
    let declared = divergences[name].as_object().unwrap();
    let (mut agree, mut wrong, mut diverged) = (0, Vec::new(), 0);
    for group in file["testGroups"].as_array().unwrap() {
        let key = group.get("public").unwrap_or(&group["private"]);
        for case in group["tests"].as_array().unwrap() {
            // Encrypted tokens are out of scope and must be refused whatever the file says of them.
            let jws = case.get("jws").or_else(|| case.get("jwe")).unwrap();
            let id = case["tcId"].to_string();
            let expected = case["result"] == "valid" && case.get("jwe").is_none();
            let agrees = accepted(key, jws) == expected;
            match (agrees, declared.contains_key(&id)) {
                (true, false) => agree += 1,
                (false, true) => diverged += 1,
                (true, true) => wrong.push(format!("{id}: declared as a divergence, but agrees")),
                (false, false) => wrong.push(format!("{id}: {} expected valid={expected}", case["comment"])),
            }
        }
    }
    assert!(wrong.is_empty(), "{name}: {wrong:#?}");
    assert_eq!(diverged, declared.len(), "{name}: every declared divergence is in the file");
    (agree, diverged)
}

#[track_caller]
fn report(name: &str, figures: (usize, usize), expected: (usize, usize)) {
    assert_eq!(figures, expected, "{name}");
    println!("{name}: {} verdicts as the file says, {} declared divergences", figures.0, figures.1);
}

#[test]
fn json_web_signature() {
    let name = "json_web_signature_test.json";
    report(name, run(name, include_str!("../vectors/wycheproof/json_web_signature_test.json")), (393, 8));
}

#[test]
fn json_web_key() {
    let name = "json_web_key_test.json";
    report(name, run(name, include_str!("../vectors/wycheproof/json_web_key_test.json")), (25, 1));
}

#[test]
fn json_web_crypto() {
    let name = "json_web_crypto_test.json";
    report(name, run(name, include_str!("../vectors/wycheproof/json_web_crypto_test.json")), (83, 0));
}

#[test]
fn the_library_works_on_after_all_of_it() {
    let key = crate::support::secret();
    assert!(jwtmint::sign_with("{}", &key, &jwtmint::SignOptions::new().no_timestamp(), &mut Fixed::default()).is_ok());
}
