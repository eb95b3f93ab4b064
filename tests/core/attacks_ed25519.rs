//! Ed25519: points of small order, points that are none, numbers that are not reduced. The rules are
//! those of `verify_strict` in ed25519-dalek, in every engine.

use crate::support::test;
use jwtmint::{Code, Key, VerifyOptions, verify_payload};
use serde_json::Value;

const CASES: &str = include_str!("../vectors/ed25519/edges.json");

#[test]
fn edge_cases_have_the_verdict_of_the_strict_rules() {
    let file: Value = serde_json::from_str(CASES).unwrap();
    let (mut accepted, mut refused) = (0, 0);
    for case in file["cases"].as_array().unwrap() {
        let jwk = format!(r#"{{"kty":"OKP","crv":"Ed25519","x":{}}}"#, case["x"]);
        let verdict = Key::from_jwk(&jwk)
            .and_then(|key| verify_payload(case["jws"].as_str().unwrap(), &key, &VerifyOptions::default()));
        assert_eq!(verdict.is_ok(), case["valid"], "{}: {:?}", case["comment"], verdict.err());
        match verdict {
            Ok(_) => accepted += 1,
            Err(error) => {
                assert!(matches!(error.code(), Code::SignatureInvalid | Code::KeyInvalid), "{error:?}");
                refused += 1;
            }
        }
    }
    assert_eq!((accepted, refused), (3, 21));
}

#[test]
fn most_of_them_would_pass_a_careless_verifier() {
    let file: Value = serde_json::from_str(CASES).unwrap();
    let cases = file["cases"].as_array().unwrap();
    let tempting = cases.iter().filter(|case| case["valid"] == false && case["cofactored"] == true).count();
    assert_eq!(tempting, 16);
}
