//! Inspecting: the order of the checks, and what they say of form, header and claims.

use crate::support::{Fixed, base64url, forged, secret, sign, sign_as, test};
use jwtmint::{CheckStatus, Code, Key, Report, ReportCheck, VerifyOptions, inspect_with};

const ORDER: [&str; 7] = ["structure", "base64url", "header", "algorithm", "critical", "key", "signature"];

fn with(token: &str, options: &str) -> Report {
    inspect_with(token, Some(&secret()), &VerifyOptions::from_json(options).unwrap(), &mut Fixed::default())
}

fn report(token: &str) -> Report {
    with(token, "{}")
}

/// The check of this name that is not a pass; its sentence and its hint must hold these words.
#[track_caller]
fn says<'r>(report: &'r Report, name: &str, status: CheckStatus, words: &str, hint: &str) -> &'r ReportCheck {
    let fits = |check: &&ReportCheck| {
        check.name() == name
            && check.status() == status
            && check.message().contains(words)
            && check.hint().map(ToString::to_string).is_some_and(|found| found.contains(hint))
    };
    report
        .checks()
        .iter()
        .find(fits)
        .unwrap_or_else(|| panic!("no {name} with {words:?} and {hint:?}: {:#?}", report.checks()))
}

#[track_caller]
fn fails(token: &str, name: &str, words: &str, hint: &str) {
    let report = report(token);
    says(&report, name, CheckStatus::Fail, words, hint);
    assert_eq!(report.valid(), Some(false));
}

#[test]
fn the_checks_stand_in_their_order_whatever_the_token() {
    let good = sign(r#"{"exp":1700000060}"#);
    for token in [
        &*good,
        "",
        "hello",
        "a.b",
        "a.b.c.d.e",
        "{\"payload\":\"\"}",
        "{}.e30.e30",
        "=.=.=",
        "e30.e30.",
        "\u{1f600}.a.b",
    ] {
        let report = report(token);
        let first = |name: &str| report.checks().iter().position(|check| check.name() == name);
        let places: Vec<usize> =
            ORDER.iter().map(|name| first(name).unwrap_or_else(|| panic!("{name} of {token}"))).collect();
        assert!(
            places.is_sorted() && first("claims").is_some_and(|at| at > places[6]),
            "{token}: {:#?}",
            report.checks()
        );
        assert_eq!(report.valid(), Some(token == good));
    }
}

#[test]
fn a_good_token_has_nothing_but_passes() {
    let report = report(&sign(r#"{"exp":1700000060}"#));
    assert!(report.checks().iter().all(|check| check.status() == CheckStatus::Pass), "{:#?}", report.checks());
    assert_eq!(report.expires().unwrap().relative(), "in 60 seconds");
}

#[test]
fn it_goes_on_past_every_failure() {
    let report = with(&forged(r#"{"alg":"HS256","crit":["x"],"x":1}"#, br#"{"exp":1,"iss":5}"#), r#"{"audience":"a"}"#);
    let failed: Vec<&str> =
        report.checks().iter().filter(|check| check.status() == CheckStatus::Fail).map(|check| check.name()).collect();
    assert_eq!(failed, ["critical", "exp", "iss"]);
    assert!(report.checks().iter().any(|check| check.name() == "signature" && check.status() == CheckStatus::Pass));
}

#[test]
fn what_was_copied_along_is_named_and_the_rest_still_read() {
    let token = sign_as(r#"{"a":1}"#, r#"{"noTimestamp":true}"#);
    for (text, words) in [
        (format!("Bearer {token}"), "Bearer"),
        (format!("\"{token}\""), "quotation mark"),
        (format!("{token}\n"), "line break"),
        (format!("{token}.x"), "found 4"),
        (token[..token.rfind('.').unwrap()].into(), "found two"),
    ] {
        fails(&text, "structure", words, "");
        assert_eq!(report(&text).payload(), Some(r#"{"a":1}"#), "{text}");
    }
    let report = report(&format!("bearer {token}"));
    let sealed = report.checks().iter().find(|check| check.name() == "signature").unwrap();
    assert!(
        sealed.status() == CheckStatus::Pass && sealed.message().contains("as it should have been written"),
        "{sealed:?}"
    );
}

#[test]
fn an_encrypted_token_shows_its_header() {
    let report = report(&format!("{}.a.b.c.d", base64url(br#"{"alg":"RSA-OAEP","enc":"A256GCM"}"#)));
    assert_eq!((report.header(), report.payload()), (Some(r#"{"alg":"RSA-OAEP","enc":"A256GCM"}"#), None));
    assert!(report.checks().iter().any(|check| check.code() == Some(Code::TokenEncrypted)));
}

#[test]
fn padded_and_standard_base64_are_told_apart_and_read() {
    let header = base64url(br#"{"alg":"HS256"}"#);
    for (payload, words, hint) in [
        ("eyJhIjoiPz8_In0=", "payload part", "padding"),
        ("eyJhIjoiPz8/In0", "payload part", "standard base64"),
        ("eyJhIjoi\nPz8_In0", "payload part", "line breaks"),
        ("eyJhIjoiPz8_In0%3D", "payload part", "percent"),
    ] {
        let token = format!("{header}.{payload}.AAAA");
        let report = report(&token);
        let check = says(&report, "base64url", CheckStatus::Fail, words, hint);
        assert!(check.position().is_some_and(|at| "=/\n%".contains(&token[at..=at])), "{check:?}");
        assert!(payload.contains('%') || report.payload() == Some(r#"{"a":"???"}"#), "{payload}");
    }
}

#[test]
fn one_broken_part_does_not_hide_the_others() {
    let [header, payload] = [br#"{"alg":"HS256"}"#, br#"{"sub":"someone"}"#.as_slice()].map(base64url);
    let broken_header = report(&format!("{}!.{payload}.AAAA", &header[..8]));
    assert_eq!((broken_header.header(), broken_header.payload()), (None, Some(r#"{"sub":"someone"}"#)));
    let broken_payload = report(&format!("{header}.{}.AAAA", base64url(b"{\"a\":1,}")));
    assert_eq!((broken_payload.header(), broken_payload.payload()), (Some(r#"{"alg":"HS256"}"#), None));
    assert_eq!(says(&broken_payload, "claims", CheckStatus::Fail, "position 7", "").position(), Some(7));
    let cut = report(&format!("{header}.{payload}.AAAAA"));
    says(&cut, "base64url", CheckStatus::Fail, "signature part is cut off", "Copy the whole token");
    assert_eq!(cut.payload(), Some(r#"{"sub":"someone"}"#));
}

#[test]
fn alg_none_is_not_signed() {
    fails("eyJhbGciOiJub25lIn0.e30.", "algorithm", "not signed", "Do not widen");
}

#[test]
fn odd_headers_are_warned_of() {
    for (header, words) in [
        (r#"{"alg":"HS256","typ":"JOSE"}"#, "not usual"),
        (r#"{"alg":"HS256","jku":"https://evil.example"}"#, "its own key"),
        (r#"{"alg":"HS256","cty":"JWT"}"#, "a token itself"),
    ] {
        let report = report(&forged(header, b"{}"));
        says(&report, "header", CheckStatus::Warn, words, "");
        assert_eq!(report.valid(), Some(true));
    }
    for typ in ["JWT", "jwt", "at+jwt", "application/jwt", "secevent+JWT"] {
        let token = forged(&format!(r#"{{"alg":"HS256","typ":"{typ}"}}"#), b"{}");
        assert!(
            report(&token).checks().iter().all(|check| check.name() != "header" || check.status() == CheckStatus::Pass)
        );
    }
}

#[test]
fn unusual_size_is_warned_of() {
    for (length, words) in [(4200, "cookie"), (9000, "Many servers")] {
        let report = report(&sign(&format!(r#"{{"a":"{}"}}"#, "x".repeat(length * 3 / 4))));
        says(&report, "structure", CheckStatus::Warn, words, "Carry less");
        assert_eq!(report.valid(), Some(true));
    }
    let report = with(&sign("{}"), r#"{"maxTokenBytes":10}"#);
    assert_eq!((report.valid(), report.header()), (Some(false), None));
}

#[test]
fn times_say_how_far_off_they_are() {
    let at = |claims: &str| report(&sign_as(claims, r#"{"noTimestamp":true,"allowInvalidClaims":true}"#));
    says(
        &at(r#"{"exp":1699992800}"#),
        "exp",
        CheckStatus::Fail,
        "expired 2 hours ago (2023-11-14T20:13:20Z)",
        "fresh token",
    );
    says(&at(r#"{"exp":1699999990}"#), "exp", CheckStatus::Fail, "10 seconds ago", "clocks may differ");
    says(&at("{}"), "exp", CheckStatus::Warn, "never expires", "short life");
    says(&at(r#"{"exp":1700000000000}"#), "exp", CheckStatus::Fail, "milliseconds", "use 1700000000.");
    says(&at(r#"{"nbf":1e300}"#), "nbf", CheckStatus::Fail, "beyond the year 9999", "");
    says(&at(r#"{"exp":"1700000000"}"#), "exp", CheckStatus::Fail, "found a string", "without quotes");
    says(&at(r#"{"iat":-1}"#), "iat", CheckStatus::Fail, "not negative", "");
    says(&at(r#"{"nbf":1700000090}"#), "nbf", CheckStatus::Fail, "in 90 seconds", "Clock skew is suspected");
    says(&at(r#"{"nbf":1700003601}"#), "nbf", CheckStatus::Fail, "in 60 minutes", "local time");
    says(&at(r#"{"nbf":1700100000}"#), "nbf", CheckStatus::Fail, "in 27 hours", "Wait until then");
    says(&at(r#"{"iat":1700000100}"#), "iat", CheckStatus::Warn, "in the future", "Clock skew is suspected");
    says(&at(r#"{"exp":1700000100,"iat":1700000200}"#), "exp", CheckStatus::Warn, "never valid", "");
    assert_eq!(
        at(r#"{"a":1, "exp":null}"#).checks().iter().find(|check| check.name() == "exp").unwrap().position(),
        Some(8)
    );
}

#[test]
fn options_are_judged_one_by_one() {
    let report = with(
        &sign_as(r#"{"aud":"a","nonce":5,"exp":1}"#, r#"{"noTimestamp":true}"#),
        r#"{"audience":"b","issuer":"c","nonce":"n","requiredClaims":["x","aud"],"ignoreExpiration":true}"#,
    );
    says(&report, "aud", CheckStatus::Fail, "not the one required", "");
    says(&report, "iss", CheckStatus::Fail, "has no claim", "");
    says(&report, "nonce", CheckStatus::Fail, "must be a string", "");
    says(&report, "x", CheckStatus::Fail, "has no claim", "");
    says(&report, "exp", CheckStatus::Warn, "the options ignore that", "tests");
}

#[test]
fn without_a_key_nothing_is_valid_and_guessable_secrets_are_found() {
    let alone = |token: &str| inspect_with(token, None, &VerifyOptions::default(), &mut Fixed::default());
    assert_eq!(alone(&sign("{}")).valid(), None);
    let weak = Key::from_secret(b"your-256-bit-secret").unwrap();
    let options = jwtmint::SignOptions::from_json(r#"{"allowInsecureKeySizes":true}"#).unwrap();
    let report = alone(&jwtmint::sign_with("{}", &weak, &options, &mut Fixed::default()).unwrap());
    let check = says(&report, "key", CheckStatus::Warn, "most common", "random secret");
    assert!(check.code() == Some(Code::KeyWeak) && !format!("{check:?}").contains("256-bit"));
    assert_eq!(report.valid(), None);
}
