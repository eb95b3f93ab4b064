//! The compact form and the header: what is signed, and what is refused.

use crate::support::{Fixed, base64url, expect, forged, secret, sign, sign_as, test, try_sign, verify};
use jwtmint::{Code, SignOptions, decode};

fn header_of(options: &str) -> String {
    decode(&sign_as("{}", options)).unwrap().header().into()
}

#[test]
fn the_default_header_and_the_place_of_options() {
    assert_eq!(header_of("{}"), r#"{"alg":"HS256","typ":"JWT"}"#);
    assert_eq!(header_of(r#"{"keyid":"k 1","algorithm":"HS512"}"#), r#"{"alg":"HS512","typ":"JWT","kid":"k 1"}"#);
    assert_eq!(header_of(r#"{"typ":null}"#), r#"{"alg":"HS256"}"#);
    assert_eq!(header_of(r#"{"typ":"at+jwt"}"#), r#"{"alg":"HS256","typ":"at+jwt"}"#);
}

#[test]
fn header_parameters_of_any_kind_are_kept_as_written() {
    assert_eq!(
        header_of(r#"{"header":{"z":[1, 2.50,{"é":null}],"big":12345678901234567890}}"#),
        r#"{"alg":"HS256","typ":"JWT","z":[1, 2.50,{"é":null}],"big":12345678901234567890}"#
    );
    assert_eq!(
        header_of(r#"{"header":"{\"typ\":\"X\",\"alg\":\"HS384\" }","keyid":"1"}"#),
        r#"{"typ":"X","alg":"HS384","kid":"1"}"#
    );
}

#[test]
fn a_parameter_given_twice_names_both_places() {
    let error = expect(try_sign("{}", r#"{"header":{"alg":"HS512"},"algorithm":"HS256"}"#), Code::OptionInvalid);
    assert!(error.message().contains("alg") && error.to_string().contains("algorithm"), "{error}");
    expect(try_sign("{}", r#"{"header":{"kid":"a"},"keyid":"b"}"#), Code::OptionInvalid);
    expect(try_sign("{}", r#"{"header":{"typ":"a"},"typ":"b"}"#), Code::OptionInvalid);
    expect(try_sign("{}", r#"{"header":{"kid":5}}"#), Code::HeaderInvalid);
    expect(try_sign("{}", r#"{"header":{"b64":false}}"#), Code::HeaderInvalid);
}

#[test]
fn unsecured_tokens_are_made_on_demand_and_never_verified() {
    expect(try_sign("{}", r#"{"algorithm":"none"}"#), Code::OptionInvalid);
    let options = SignOptions::from_json(r#"{"algorithm":"none","allowUnsecured":true,"noTimestamp":true}"#).unwrap();
    let token = jwtmint::sign_with("{}", &secret(), &options, &mut Fixed::default()).unwrap();
    assert_eq!(token, "eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0.e30.");
    expect(verify(&token, "{}"), Code::AlgorithmNotAllowed);
}

#[test]
fn alg_none_in_any_case_is_refused() {
    for name in ["none", "None", "NONE", "nOnE", ""] {
        let token = forged(&format!(r#"{{"alg":"{name}"}}"#), b"{}");
        expect(verify(&token, "{}"), Code::AlgorithmNotAllowed);
    }
}

#[test]
fn an_empty_or_missing_signature_is_refused() {
    let token = sign("{}");
    let end = token.rfind('.').unwrap();
    expect(verify(&token[..=end], "{}"), Code::SignatureInvalid);
    expect(verify(&token[..end], "{}"), Code::TokenMalformed);
}

#[test]
fn every_changed_character_of_a_token_is_noticed() {
    let token = sign_as(r#"{"sub":"me"}"#, r#"{"noTimestamp":true}"#);
    for at in 0..token.len() {
        let old = token.as_bytes()[at];
        let new = if old == b'A' { 'B' } else { 'A' };
        let mut changed = token.clone();
        changed.replace_range(at..=at, &new.to_string());
        assert!(verify(&changed, "{}").is_err(), "position {at}");
    }
}

#[test]
fn headers_that_are_not_strict_are_refused() {
    for header in [
        r#"{"alg":"HS256","alg":"none"}"#,
        r#"{"alg":"HS256","a":1,"\u0061":2}"#,
        r#"{"alg":256}"#,
        r#"{"typ":"JWT"}"#,
        r#"{"alg":"HS256","kid":7}"#,
        r#"["alg"]"#,
        r#""HS256""#,
        r#"{"alg":"HS256"} x"#,
        r#"{"alg":"HS256","x":"\ud800"}"#,
        "\u{feff}{\"alg\":\"HS256\"}",
    ] {
        expect(verify(&forged(header, b"{}"), "{}"), Code::HeaderInvalid);
    }
    let deep = format!(r#"{{"alg":"HS256","x":{}{}}}"#, "[".repeat(5000), "]".repeat(5000));
    expect(verify(&forged(&deep, b"{}"), "{}"), Code::HeaderInvalid);
}

#[test]
fn alg_in_an_unprotected_place_is_nothing() {
    let token = format!("{}.e30.AAAA", base64url(br#"{"header":{"alg":"HS256"}}"#));
    expect(verify(&token, "{}"), Code::HeaderInvalid);
}

#[test]
fn critical_extensions_must_be_declared_and_well_formed() {
    let token = |crit: &str| forged(&format!(r#"{{"alg":"HS256","crit":{crit},"ext":1,"b64":true}}"#), b"{}");
    for crit in [
        r#"["ext"]"#,
        "[]",
        r#""ext""#,
        "null",
        r#"["ext","ext"]"#,
        r#"["alg"]"#,
        r#"["missing"]"#,
        "[1]",
        r#"["b64"]"#,
    ] {
        expect(verify(&token(crit), "{}"), Code::CriticalUnsupported);
    }
    assert!(verify(&token(r#"["ext"]"#), r#"{"crit":["ext"]}"#).is_ok());
    expect(verify(&token(r#"["b64"]"#), r#"{"crit":["b64"]}"#), Code::CriticalUnsupported);
    expect(verify(&forged(r#"{"alg":"HS256","b64":false}"#, b"{}"), "{}"), Code::CriticalUnsupported);
}

#[test]
fn no_key_of_the_header_is_ever_used() {
    for parameter in [
        r#""jwk":{"kty":"oct","k":"AA"}"#,
        r#""jku":"https://evil.example""#,
        r#""x5u":"https://evil.example""#,
        r#""x5c":["AA"]"#,
    ] {
        let mut token = forged(&format!(r#"{{"alg":"HS256",{parameter}}}"#), b"{}");
        assert!(verify(&token, "{}").is_ok(), "the parameter itself does no harm");
        token.replace_range(
            token.len() - 5..token.len() - 4,
            if token.as_bytes()[token.len() - 5] == b'A' { "B" } else { "A" },
        );
        expect(verify(&token, "{}"), Code::SignatureInvalid);
    }
}

#[test]
fn tokens_longer_than_the_limit_are_refused() {
    let token = sign("{}");
    expect(verify(&token, r#"{"maxTokenBytes":10}"#), Code::TokenMalformed);
    expect(decode(&"a".repeat((1 << 20) + 1)), Code::TokenMalformed);
    expect(decode(&".".repeat(1 << 20)), Code::TokenMalformed);
}

#[test]
fn decode_gives_the_text_and_the_parts() {
    let token = sign_as(r#"{"n":12345678901234567890, "a":1}"#, r#"{"noTimestamp":true}"#);
    let decoded = decode(&token).unwrap();
    assert_eq!(decoded.claims(), r#"{"n":12345678901234567890, "a":1}"#);
    assert_eq!(decoded.parts().join("."), token);
    assert_eq!(format!("{}.{}", decoded.signing_input(), decoded.parts()[2]), token);
}
