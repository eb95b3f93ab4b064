//! Options that are wrong, and errors that help.

use crate::support::{expect, sign, test, try_sign, verify};
use jwtmint::{Code, ImportOptions, Imported};

#[track_caller]
fn says(options: &str, part: &str) {
    let error = expect(try_sign("{}", options), Code::OptionInvalid);
    assert!(error.message().contains(part), "{error}");
}

#[test]
fn an_unknown_option_is_answered_with_the_nearest_known_one() {
    says(r#"{"expiresin":1}"#, "Did you mean expiresIn?");
    says(r#"{"exp":1}"#, "Did you mean expiresIn?");
    says(r#"{"kid":"1"}"#, "Did you mean keyid?");
    says(r#"{"algorithms":["HS256"]}"#, "Did you mean algorithm?");
    says(r#"{"colour":1}"#, "Known here: algorithm, header");
    let error = expect(verify(&sign("{}"), r#"{"algorithm":"HS256"}"#), Code::OptionInvalid);
    assert!(error.message().contains("algorithms"), "{error}");
}

#[test]
fn an_option_of_the_wrong_type_says_what_it_takes() {
    says(r#"{"expiresIn":"90"}"#, "\"90s\"");
    says(r#"{"expiresIn":true}"#, "expiresIn must be a number of seconds");
    says(r#"{"expiresIn":1.5}"#, "whole number");
    says(r#"{"issuer":5}"#, "issuer must be a string; found a number (5)");
    says(r#"{"issuer":null}"#, "found null");
    says(r#"{"noTimestamp":"yes"}"#, "true or false");
    says(r#"{"header":5}"#, "header must be an object");
    says(r#"{"audience":[]}"#, "at least one");
    says(r#"{"jwtid":false}"#, "fresh UUID");
    says(r#"{"issuedAt":1700000000000}"#, "milliseconds");
    says(r#"{"issuedAt":1,"noTimestamp":true}"#, "contradict");
    says(r#"[]"#, "must be an object");
}

#[test]
fn a_string_in_the_wrong_place_is_not_shown() {
    let error = expect(try_sign("{}", r#"{"noTimestamp":"hunter2"}"#), Code::OptionInvalid);
    assert!(!error.message().contains("hunter2"), "{error}");
    for secret in [r#"{"secret":"base64","encoding":"hunter2"}"#, r#"{"secret":"utf8","hunter2":"utf8"}"#] {
        let error = expect(Imported::from_secret_json(secret, &ImportOptions::new()), Code::OptionInvalid);
        assert!(!error.message().contains("hunter2"), "{error}");
    }
}

#[test]
fn an_unknown_algorithm_names_the_nearest() {
    let error = expect(try_sign("{}", r#"{"algorithm":"hs256"}"#), Code::AlgorithmUnsupported);
    assert!(error.message().contains("Did you mean HS256?"), "{error}");
    expect(try_sign("{}", r#"{"algorithm":"RS1"}"#), Code::AlgorithmUnsupported);
}

#[test]
fn every_code_has_a_name_a_cause_and_a_remedy_of_its_own() {
    let mut seen = Vec::new();
    for code in Code::ALL {
        assert!(code.as_str().starts_with("ERR_") && !seen.contains(&code.as_str()), "{}", code.as_str());
        assert!(code.cause().ends_with('.') && code.remedy().ends_with('.'), "{}", code.as_str());
        seen.push(code.as_str());
    }
}
