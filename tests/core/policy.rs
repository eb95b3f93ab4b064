//! What a verifier demands: times, names, audiences, types.

use crate::support::{Fixed, NOW, expect, secret, sign_as, test, verify};
use jwtmint::{Code, Platform, SignOptions, VerifyOptions};

fn token(claims: &str) -> String {
    sign_as(claims, r#"{"noTimestamp":true}"#)
}

#[track_caller]
fn accepted(claims: &str, options: &str) {
    assert_eq!(verify(&token(claims), options).unwrap(), claims);
}

#[track_caller]
fn refused(claims: &str, options: &str, code: Code, claim: &str) {
    let error = expect(verify(&token(claims), options), code);
    assert_eq!(error.claim_name(), Some(claim), "{error}");
}

#[test]
fn expiry_counts_to_the_second_with_tolerance() {
    accepted(r#"{"exp":1700000001}"#, "{}");
    refused(r#"{"exp":1700000000}"#, "{}", Code::TokenExpired, "exp");
    accepted(r#"{"exp":1700000000}"#, r#"{"clockTolerance":1}"#);
    accepted(r#"{"exp":1699999941}"#, r#"{"clockTolerance":"1m"}"#);
    accepted(r#"{"exp":1}"#, r#"{"ignoreExpiration":true}"#);
    accepted(r#"{"exp":1700000000}"#, r#"{"clockTimestamp":1699999999}"#);
    assert_eq!(NOW, 1_700_000_000.0);
}

#[test]
fn not_before_counts_to_the_second_with_tolerance() {
    accepted(r#"{"nbf":1700000000}"#, "{}");
    refused(r#"{"nbf":1700000001}"#, "{}", Code::TokenNotActive, "nbf");
    accepted(r#"{"nbf":1700000001}"#, r#"{"clockTolerance":1}"#);
    accepted(r#"{"nbf":1800000000}"#, r#"{"ignoreNotBefore":true}"#);
}

#[test]
fn the_greatest_age_needs_iat() {
    refused("{}", r#"{"maxAge":60}"#, Code::ClaimMissing, "iat");
    accepted(r#"{"iat":1699999940}"#, r#"{"maxAge":"1m"}"#);
    refused(r#"{"iat":1699999939}"#, r#"{"maxAge":60}"#, Code::TokenExpired, "iat");
    refused(r#"{"iat":1700000005}"#, r#"{"maxAge":60}"#, Code::TokenNotActive, "iat");
    accepted(r#"{"iat":1700000005}"#, "{}");
}

#[test]
fn issuer_subject_id_and_nonce_are_compared_literally() {
    for (name, option) in [("iss", "issuer"), ("sub", "subject"), ("jti", "jwtid"), ("nonce", "nonce")] {
        let wanted = format!(r#"{{"{option}":"a.c"}}"#);
        accepted(&format!(r#"{{"{name}":"a.c"}}"#), &wanted);
        refused(&format!(r#"{{"{name}":"abc"}}"#), &wanted, Code::ClaimMismatch, name);
        refused(&format!(r#"{{"{name}":"a.c "}}"#), &wanted, Code::ClaimMismatch, name);
        refused("{}", &wanted, Code::ClaimMissing, name);
    }
    accepted(r#"{"iss":"b"}"#, r#"{"issuer":["a","b"]}"#);
    let error = expect(verify(&token(r#"{"iss":"x"}"#), r#"{"issuer":"y"}"#), Code::ClaimMismatch);
    assert_eq!((error.expected(), error.actual()), (Some("y"), Some("x")));
}

#[test]
fn one_audience_must_be_common() {
    accepted(r#"{"aud":"a"}"#, r#"{"audience":"a"}"#);
    accepted(r#"{"aud":["x","a"]}"#, r#"{"audience":["a","b"]}"#);
    refused(r#"{"aud":["x"]}"#, r#"{"audience":["a","b"]}"#, Code::ClaimMismatch, "aud");
    refused(r#"{"aud":[]}"#, r#"{"audience":"a"}"#, Code::ClaimMismatch, "aud");
    refused("{}", r#"{"audience":"a"}"#, Code::ClaimMissing, "aud");
}

#[test]
fn typ_is_compared_as_a_media_type() {
    let made = |typ: &str| sign_as("{}", &format!(r#"{{"typ":"{typ}"}}"#));
    for (typ, wanted) in
        [("at+jwt", "at+jwt"), ("application/at+jwt", "at+JWT"), ("AT+JWT", "application/at+jwt"), ("text/x", "text/x")]
    {
        assert!(verify(&made(typ), &format!(r#"{{"typ":"{wanted}"}}"#)).is_ok(), "{typ} {wanted}");
    }
    expect(verify(&made("JWT"), r#"{"typ":"at+jwt"}"#), Code::ClaimMismatch);
    expect(verify(&sign_as("{}", r#"{"typ":null}"#), r#"{"typ":"JWT"}"#), Code::ClaimMissing);
}

/// A host whose clock answers with no number.
struct NoClock;

impl Platform for NoClock {
    fn now_seconds(&mut self) -> f64 {
        f64::NAN
    }

    fn fill_random(&mut self, bytes: &mut [u8]) -> bool {
        Fixed::default().fill_random(bytes)
    }
}

#[test]
fn a_clock_without_an_answer_counts_against_the_token() {
    let judged = |claims: &str, options: &str| {
        let (token, options) = (token(claims), VerifyOptions::from_json(options).unwrap());
        let verdict = jwtmint::verify_with(&token, &secret(), &options, &mut NoClock);
        let report = jwtmint::inspect_with(&token, Some(&secret()), &options, &mut NoClock);
        assert_eq!(report.valid(), Some(verdict.is_ok()), "{:?}", report.checks());
        verdict.map(drop)
    };
    expect(judged(r#"{"exp":253402300799}"#, "{}"), Code::TokenExpired);
    expect(judged(r#"{"nbf":0}"#, "{}"), Code::TokenNotActive);
    expect(judged(r#"{"iat":0}"#, r#"{"maxAge":"1y"}"#), Code::TokenNotActive);
    judged(r#"{"iat":0}"#, "{}").unwrap();
    let signed =
        |options: &str| jwtmint::sign_with("{}", &secret(), &SignOptions::from_json(options).unwrap(), &mut NoClock);
    for options in ["{}", r#"{"expiresIn":"5m"}"#, r#"{"noTimestamp":true,"expiresIn":"5m"}"#] {
        expect(signed(options), Code::ClaimsInvalid);
    }
    signed(r#"{"noTimestamp":true}"#).unwrap();
}

#[test]
fn required_claims_and_key_id() {
    refused(r#"{"a":1}"#, r#"{"requiredClaims":["a","b"]}"#, Code::ClaimMissing, "b");
    accepted(r#"{"a":null}"#, r#"{"requiredClaims":["a"]}"#);
    let kid = sign_as("{}", r#"{"keyid":"one"}"#);
    assert!(verify(&kid, r#"{"keyid":"one"}"#).is_ok());
    expect(verify(&kid, r#"{"keyid":"two"}"#), Code::ClaimMismatch);
    expect(verify(&token("{}"), r#"{"keyid":"one"}"#), Code::ClaimMissing);
}

#[test]
fn the_allow_list_decides_not_the_token() {
    let token = sign_as("{}", r#"{"algorithm":"HS512"}"#);
    assert!(verify(&token, "{}").is_ok());
    assert!(verify(&token, r#"{"algorithms":["HS256","HS512"]}"#).is_ok());
    expect(verify(&token, r#"{"algorithms":["HS256"]}"#), Code::AlgorithmNotAllowed);
    expect(verify(&token, r#"{"algorithms":["none"]}"#), Code::OptionInvalid);
    expect(verify(&token, r#"{"algorithms":[]}"#), Code::OptionInvalid);
    expect(verify(&token, r#"{"algorithms":["RS256"]}"#), Code::AlgorithmNotAllowed);
}
