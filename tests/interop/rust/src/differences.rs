//! Where the two are meant to differ: each line fails as soon as one of them changes its mind.

use crate::tally::Tally;
use jwt_simple::prelude::*;
use jwtmint::{Key, VerifyOptions};
use serde_json::Value;
use std::time::{SystemTime, UNIX_EPOCH};

const SECRET: &[u8] = b"0123456789abcdef0123456789abcdef";

/// Who accepts a token.
#[derive(Debug, PartialEq)]
enum Accepts {
    Us,
    Them,
}

pub fn all(tally: &mut Tally) {
    tally.about("declared differences");
    let now = SystemTime::now().duration_since(UNIX_EPOCH).expect("a clock").as_secs();
    let plain = r#"{"alg":"HS256"}"#;
    for (what, header, payload, who) in [
        (
            "expired five minutes ago: they tolerate fifteen",
            plain,
            format!(r#"{{"exp":{}}}"#, now - 300),
            Accepts::Them,
        ),
        ("not yet valid for five minutes", plain, format!(r#"{{"nbf":{}}}"#, now + 300), Accepts::Them),
        ("a claim given twice (RFC 7519 section 4)", plain, r#"{"role":"a","role":"b"}"#.into(), Accepts::Them),
        ("an empty crit (RFC 7515 section 4.1.11)", r#"{"alg":"HS256","crit":[]}"#, "{}".into(), Accepts::Them),
        ("b64 false without crit (RFC 7797)", r#"{"alg":"HS256","b64":false}"#, "{}".into(), Accepts::Them),
        ("typ JOSE (RFC 7515 section 4.1.9)", r#"{"alg":"HS256","typ":"JOSE"}"#, "{}".into(), Accepts::Us),
        ("a jwk, which neither trusts", r#"{"alg":"HS256","jwk":{"kty":"oct"}}"#, "{}".into(), Accepts::Us),
    ] {
        tally.equal(what, who_accepts(&token(SECRET, header, &payload), SECRET), Some(who));
    }
    let short = b"twelve bytes";
    tally.equal(
        "a secret of twelve bytes (RFC 7518 section 3.2)",
        who_accepts(&token(short, plain, "{}"), short),
        Some(Accepts::Them),
    );
    let pem = ES256KeyPair::generate().public_key().to_pem().expect("PEM");
    tally.equal(
        "a public key's PEM as the secret (RFC 8725 section 2.1)",
        who_accepts(&token(pem.as_bytes(), plain, "{}"), pem.as_bytes()),
        Some(Accepts::Them),
    );
}

/// `None` if both accept the token, or neither.
fn who_accepts(token: &str, secret: &[u8]) -> Option<Accepts> {
    let us = Key::from_secret(secret).and_then(|key| jwtmint::verify(token, &key, &VerifyOptions::new())).is_ok();
    let them = HS256Key::from_bytes(secret).verify_token::<Value>(token, None).is_ok();
    match (us, them) {
        (true, false) => Some(Accepts::Us),
        (false, true) => Some(Accepts::Them),
        _ => None,
    }
}

/// A token with exactly these texts and a signature that holds, whatever they say.
fn token(secret: &[u8], header: &str, payload: &str) -> String {
    use jwt_simple::reexports::ct_codecs::{Base64UrlSafeNoPadding, Encoder};
    let encode = |bytes: &[u8]| Base64UrlSafeNoPadding::encode_to_string(bytes).expect("base64url");
    let input = [encode(header.as_bytes()), encode(payload.as_bytes())].join(".");
    let tag = HS256Key::from_bytes(secret).authentication_tag(input.as_bytes());
    [input, encode(&tag)].join(".")
}
