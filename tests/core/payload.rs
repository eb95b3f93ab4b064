//! A JWS over any bytes, and the ways its payload can stand in it.

use crate::support::{Fixed, expect, secret, test};
use jwtmint::{
    Code, DecodeOptions, ExpectedPayload, HashAlgorithm, Key, PayloadForm, SignOptions, Typ, VerifyOptions,
    decode_header, sign_payload_form_with, verify_payload, verify_payload_form, verify_with,
};

/// RFC 7797 section 4.
const KEY: &str =
    r#"{"kty":"oct","k":"AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow"}"#;
const ENCODED: &str = "eyJhbGciOiJIUzI1NiJ9.JC4wMg.5mvfOroL-g7HyqJoozehmsaqmvTYGEq5jTI1gVvoEoQ";
const UNENCODED: &str =
    "eyJhbGciOiJIUzI1NiIsImI2NCI6ZmFsc2UsImNyaXQiOlsiYjY0Il19..A5dxf2s96_n5FLueVuW1Z_vh161FwXZC4YLPff6dmDY";

/// RFC 7638 section 3.1.
const RSA: &str = r#"{"kty":"RSA","e":"AQAB","n":"0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw"}"#;

fn signed(payload: &[u8], form: PayloadForm, key: &Key, options: SignOptions) -> jwtmint::Result<String> {
    sign_payload_form_with(payload, form, key, &options.typ(Typ::Omit), &mut Fixed::default())
}

#[test]
fn rfc_7797_examples_are_made_and_verified() {
    let key = Key::from_jwk(KEY).unwrap();
    let unencoded = PayloadForm::new().detached().unencoded();
    for (token, form) in [(ENCODED, PayloadForm::new()), (UNENCODED, unencoded)] {
        assert_eq!(signed(b"$.02", form, &key, SignOptions::new()).unwrap(), token);
        let verified = verify_payload_form(token, form.expected(b"$.02"), &key, &VerifyOptions::new()).unwrap();
        assert_eq!(verified.payload(), b"$.02");
    }
}

#[test]
fn every_form_is_accepted_where_it_is_expected_and_nowhere_else() {
    let key = secret();
    let forms = [
        PayloadForm::new(),
        PayloadForm::new().detached(),
        PayloadForm::new().unencoded(),
        PayloadForm::new().detached().unencoded(),
    ];
    for made in forms {
        let token = signed(b"a payload", made, &key, SignOptions::new()).unwrap();
        for wanted in forms {
            let verified = verify_payload_form(&token, wanted.expected(b"a payload"), &key, &VerifyOptions::new());
            assert_eq!(verified.is_ok(), made == wanted, "{made:?} as {wanted:?}: {verified:?}");
        }
        let jwt = verify_with(&token, &key, &VerifyOptions::new(), &mut Fixed::default());
        assert!(jwt.is_err(), "{made:?} is no JWT");
    }
}

#[test]
fn a_payload_that_is_given_and_carried_is_refused() {
    let expected = ExpectedPayload::new().detached(b"$.02");
    expect(
        verify_payload_form(ENCODED, expected, &Key::from_jwk(KEY).unwrap(), &VerifyOptions::new()),
        Code::TokenMalformed,
    );
}

#[test]
fn only_printable_ascii_without_dots_stands_in_a_token_as_it_is() {
    let form = PayloadForm::new().unencoded();
    let token = signed(b"plain, text~", form, &secret(), SignOptions::new()).unwrap();
    assert_eq!(token.split('.').nth(1), Some("plain, text~"));
    for payload in ["a.b", "a\nb", "\u{e4}", "\u{7f}"] {
        expect(signed(payload.as_bytes(), form, &secret(), SignOptions::new()), Code::ClaimsInvalid);
    }
}

#[test]
fn b64_must_be_critical_and_say_what_was_asked_for() {
    let form = PayloadForm::new().detached().unencoded();
    let with = |header: &str| signed(b"x", form, &secret(), SignOptions::new().header(header));
    assert!(with(r#"{"crit":["b64"],"b64":false}"#).is_ok());
    expect(with(r#"{"b64":true}"#), Code::HeaderInvalid);
    expect(with(r#"{"crit":["exp"],"exp":1}"#), Code::HeaderInvalid);
    // {"alg":"HS256","b64":false}
    let token = "eyJhbGciOiJIUzI1NiIsImI2NCI6ZmFsc2V9..AA";
    expect(
        verify_payload_form(token, form.expected(b"x"), &secret(), &VerifyOptions::new()),
        Code::CriticalUnsupported,
    );
    expect(verify_payload(UNENCODED, &secret(), &VerifyOptions::new()), Code::CriticalUnsupported);
    expect(
        verify_payload_form(
            ENCODED,
            ExpectedPayload::new().unencoded(),
            &Key::from_jwk(KEY).unwrap(),
            &VerifyOptions::new(),
        ),
        Code::ClaimMismatch,
    );
}

#[test]
fn typ_and_kid_are_demanded_of_any_payload() {
    let key = secret();
    let token = signed(b"x", PayloadForm::new(), &key, SignOptions::new().key_id("a")).unwrap();
    assert!(verify_payload(&token, &key, &VerifyOptions::new().key_id("a")).is_ok());
    expect(verify_payload(&token, &key, &VerifyOptions::new().key_id("b")), Code::ClaimMismatch);
    expect(verify_payload(&token, &key, &VerifyOptions::new().typ("event+jwt")), Code::ClaimMissing);
}

#[test]
fn the_header_of_any_token_is_read() {
    let read = |token: &str| decode_header(token, &DecodeOptions::default());
    assert_eq!(read(ENCODED).unwrap(), r#"{"alg":"HS256"}"#);
    assert_eq!(read("eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..a.b.c").unwrap(), r#"{"alg":"dir","enc":"A256GCM"}"#);
    for token in ["", "e30", "e30.e30", "e30.e30.a.b", "e3*.e30.a"] {
        expect(read(token), Code::TokenMalformed);
    }
    expect(read("e30.e30."), Code::HeaderInvalid);
}

#[test]
fn thumbprints_by_every_hash_and_as_uris() {
    let key = Key::from_jwk(RSA).unwrap();
    // By OpenSSL, over the canonical members.
    for (hash, name, expected) in [
        (HashAlgorithm::Sha256, "sha-256", "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs"),
        (HashAlgorithm::Sha384, "sha-384", "R9_OfJjSjaw8Fuum86UzK5ixTdN9bo9BaqPSiseq89DWfmqCdpSgUHus-cxDUNc8"),
        (
            HashAlgorithm::Sha512,
            "sha-512",
            "DpvEwocfn3FjeWWQjcJHzWrpKTIymKwgoL1xVgQcud48-qZDSRCr1zfWZQdHAJn_ciqXqPTSARyg-L-NyNGpVA",
        ),
    ] {
        assert_eq!(key.thumbprint_with(hash), expected);
        assert_eq!(key.thumbprint_uri(hash), format!("urn:ietf:params:oauth:jwk-thumbprint:{name}:{expected}"));
    }
}
