//! The claims set: kept as written, added to by options, refused where it is wrong.

use crate::support::{Fixed, NoRandom, expect, forged, secret, sign_as, signed_claims, test, try_sign, verify};
use jwtmint::{Code, OptionName, Remedy, SignOptions, sign_with};

const NONE: &str = r#"{"noTimestamp":true}"#;

#[test]
fn claims_are_signed_byte_for_byte() {
    for text in [
        r#"{}"#,
        "{ }",
        r#"{"b":1,"a":2}"#,
        "{\n  \"n\" : 12345678901234567890 ,\t\"f\":1.0e2}",
        r#"{"é":"😀","esc":"\u00e9\ud83d\ude00\/"}"#,
        r#"{"__proto__":{"a":1},"constructor":2}"#,
    ] {
        assert_eq!(signed_claims(text, NONE), text);
    }
}

#[test]
fn options_add_claims_in_order_and_keep_the_text() {
    assert_eq!(signed_claims("{}", "{}"), r#"{"iat":1700000000}"#);
    assert_eq!(signed_claims("{ \"a\" : 1 }", "{}"), "{ \"a\" : 1,\"iat\":1700000000 }");
    assert_eq!(
        signed_claims(
            r#"{"x":1}"#,
            r#"{"expiresIn":"15m","notBefore":-5,"audience":["a","b"],"issuer":"i","subject":"s","jwtid":"j","issuedAt":1600000000}"#
        ),
        r#"{"x":1,"iat":1600000000,"nbf":1599999995,"exp":1600000900,"aud":["a","b"],"iss":"i","sub":"s","jti":"j"}"#
    );
    assert_eq!(signed_claims("{}", r#"{"noTimestamp":true,"audience":"a\"b"}"#), r#"{"aud":"a\"b"}"#);
    assert_eq!(signed_claims(r#"{"iat":1000}"#, r#"{"expiresIn":60}"#), r#"{"iat":1000,"exp":1060}"#);
    assert_eq!(signed_claims("{}", r#"{"clockTimestamp":5.5,"expiresIn":1}"#), r#"{"iat":5,"exp":6}"#);
}

#[test]
fn a_claim_given_twice_names_both_places() {
    for (claims, options, name, option) in [
        (r#"{"exp":1}"#, r#"{"expiresIn":1}"#, "exp", OptionName::ExpiresIn),
        (r#"{"nbf":1}"#, r#"{"notBefore":1}"#, "nbf", OptionName::NotBefore),
        (r#"{"iat":1}"#, r#"{"issuedAt":1}"#, "iat", OptionName::IssuedAt),
        (r#"{"iss":"a"}"#, r#"{"issuer":"a"}"#, "iss", OptionName::Issuer),
        (r#"{"sub":"a"}"#, r#"{"subject":"a"}"#, "sub", OptionName::Subject),
        (r#"{"aud":"a"}"#, r#"{"audience":"a"}"#, "aud", OptionName::Audience),
        (r#"{"jti":"a"}"#, r#"{"jwtid":true}"#, "jti", OptionName::JwtId),
    ] {
        let error = expect(try_sign(claims, options), Code::OptionInvalid);
        assert!(error.message().contains(name) && error.to_string().contains(option.name()), "{error}");
        assert_eq!(error.remedy(), Some(&Remedy::GiveOnce(option)));
        assert_eq!(error.claim_name(), Some(name));
    }
}

#[test]
fn a_fresh_jwtid_is_a_version_4_uuid_and_needs_random_numbers() {
    let claims = signed_claims("{}", r#"{"jwtid":true,"noTimestamp":true}"#);
    let id = claims.strip_prefix(r#"{"jti":""#).unwrap().strip_suffix(r#""}"#).unwrap();
    assert_eq!((id.len(), id.as_bytes()[14], id.matches('-').count()), (36, b'4', 4), "{id}");
    let options = SignOptions::from_json(r#"{"jwtid":true}"#).unwrap();
    expect(sign_with("{}", &secret(), &options, &mut NoRandom), Code::NoEntropy);
}

#[test]
fn claims_that_are_no_object_are_refused() {
    for text in [
        "",
        "[]",
        "1",
        "\"a\"",
        "null",
        "{",
        "{\"a\"}",
        "{\"a\":1,}",
        "{'a':1}",
        "{\"a\":1}{}",
        "{\"a\":01}",
        "{\"a\":\"\\ud800\"}",
        "{\"a\":1,\"a\":2}",
    ] {
        let error = expect(try_sign(text, NONE), Code::ClaimsInvalid);
        assert!(error.position().is_some(), "{text}: {error}");
    }
    let deep = format!("{{\"a\":{}1{}}}", "[".repeat(64), "]".repeat(64));
    expect(try_sign(&deep, NONE), Code::ClaimsInvalid);
    let fits = format!("{{\"a\":{}1{}}}", "[".repeat(63), "]".repeat(63));
    assert!(try_sign(&fits, NONE).is_ok());
}

#[test]
fn a_wide_object_with_one_name_twice_is_found() {
    let mut wide: Vec<String> = (0..50_000).map(|i| format!("\"k{i}\":0")).collect();
    wide.push("\"k777\":1".into());
    let error = expect(try_sign(&format!("{{{}}}", wide.join(",")), NONE), Code::ClaimsInvalid);
    assert!(error.message().contains("twice"));
}

#[test]
fn registered_claims_of_the_wrong_type_are_refused_unless_asked_for() {
    for claims in [
        r#"{"exp":"1"}"#,
        r#"{"nbf":null}"#,
        r#"{"iat":[1]}"#,
        r#"{"exp":true}"#,
        r#"{"exp":1e999}"#,
        r#"{"iss":["a"]}"#,
        r#"{"sub":{}}"#,
        r#"{"jti":1}"#,
        r#"{"aud":1}"#,
        r#"{"aud":["a",1]}"#,
    ] {
        expect(try_sign(claims, NONE), Code::ClaimsInvalid);
        let token = sign_as(claims, r#"{"noTimestamp":true,"allowInvalidClaims":true}"#);
        expect(verify(&token, "{}"), Code::ClaimsInvalid);
    }
    for claims in [r#"{"nbf":-1}"#, r#"{"exp":253402300800}"#, r#"{"iat":1700000000000}"#] {
        expect(try_sign(claims, NONE), Code::ClaimsInvalid);
        expect(verify(&sign_as(claims, r#"{"allowInvalidClaims":true}"#), "{}"), Code::ClaimsInvalid);
    }
    expect(try_sign("{}", r#"{"expiresIn":"999999999999s"}"#), Code::ClaimsInvalid);
    assert!(verify(&sign_as(r#"{"exp":1700000000.5,"nbf":1.6e9,"iat":0}"#, NONE), "{}").is_ok());
}

#[test]
fn ill_typed_claims_of_others_are_accepted_where_asked_for_and_still_count() {
    let written = |claims: &str| sign_as(claims, r#"{"noTimestamp":true,"allowInvalidClaims":true}"#);
    for claims in
        [r#"{"iss":["a"],"aud":7,"jti":1}"#, r#"{"iat":"yesterday"}"#, r#"{"exp":1700000000000}"#, r#"{"nbf":"1"}"#]
    {
        expect(verify(&written(claims), "{}"), Code::ClaimsInvalid);
        assert!(verify(&written(claims), r#"{"allowInvalidClaims":true}"#).is_ok(), "{claims}");
    }
    for (claims, options, code) in [
        (r#"{"exp":"1"}"#, "", Code::TokenExpired),
        (r#"{"exp":-1}"#, "", Code::TokenExpired),
        (r#"{"nbf":"99999999999"}"#, "", Code::TokenNotActive),
        (r#"{"exp":"soon"}"#, "", Code::ClaimsInvalid),
        (r#"{"exp":null}"#, "", Code::ClaimsInvalid),
        (r#"{"iat":{}}"#, r#","maxAge":60"#, Code::ClaimMissing),
        (r#"{"iss":["a"]}"#, r#","issuer":"a""#, Code::ClaimMismatch),
    ] {
        let options = [r#"{"allowInvalidClaims":true"#, options, "}"].concat();
        expect(verify(&written(claims), &options), code);
    }
    assert!(verify(&written(r#"{"exp":"soon"}"#), r#"{"allowInvalidClaims":true,"ignoreExpiration":true}"#).is_ok());
}

#[test]
fn payloads_that_are_no_strict_object_are_refused() {
    let header = r#"{"alg":"HS256"}"#;
    for payload in [
        &b"[]"[..],
        b"true",
        b"\"x\"",
        b"",
        b"{\"a\":1,\"a\":1}",
        b"{\"a\":\"\xff\"}",
        b"\xef\xbb\xbf{}",
        b"{\"a\":\"\\udc00\"}",
        b"{} {}",
        b"{\"a\":\x00}",
    ] {
        let token = forged(header, payload);
        expect(verify(&token, "{}"), Code::ClaimsInvalid);
        expect(jwtmint::decode(&token), Code::ClaimsInvalid);
    }
}

#[test]
fn a_lifetime_before_1970_is_refused() {
    expect(try_sign("{}", r#"{"issuedAt":0,"expiresIn":-1}"#), Code::ClaimsInvalid);
    let options = SignOptions::new().not_before_seconds(i64::MIN);
    expect(sign_with("{}", &secret(), &options, &mut Fixed::default()), Code::ClaimsInvalid);
}
