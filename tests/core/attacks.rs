//! The attacks of the project's list that the files beside this one do not show already.
//!
//! There: `alg` none, empty signatures, duplicate names, critical extensions, `b64`, keys in the header, `alg` in an
//! unprotected place, a million dots (`tokens`); claims of wrong types, payloads that are no object or no UTF-8
//! (`claims`); literal matching and the allow-list (`policy`); Ed25519 (`attacks_ed25519`). Getters and proxies exist in
//! JavaScript only, and so do their tests.

use crate::support::{
    Fixed, base64url, expect, forged, from_base64url, hmac_sha256, secret, sign, sign_as, test, verify,
};
use jwtmint::{
    Code, ImportOptions, Imported, Key, KeySource, SignOptions, VerifyOptions, decode, verify_payload, verify_with,
};

const RSA: &str = include_str!("../keys/rsa.pkcs8.pem");
const RSA_PUBLIC: &str = include_str!("../keys/rsa.spki.pem");

fn import(text: &str) -> jwtmint::Result<Imported> {
    Imported::from_text(text, &ImportOptions::default())
}

fn checked(token: &str, key: &dyn KeySource) -> jwtmint::Result<()> {
    verify_with(token, key, &VerifyOptions::default(), &mut Fixed::default()).map(drop)
}

fn signed(key: &Imported, options: &str) -> String {
    jwtmint::sign_with("{}", key, &SignOptions::from_json(options).unwrap(), &mut Fixed::default()).unwrap()
}

/// HS256 tokens whose secret is the text, or the bytes, of a public key.
#[test]
fn the_text_of_a_public_key_is_never_a_secret() {
    let lines: Vec<&str> = RSA_PUBLIC.lines().filter(|line| !line.starts_with('-')).collect();
    let jwk = Key::from_pem(RSA_PUBLIC).unwrap().to_jwk();
    let texts = [
        RSA_PUBLIC.to_string(),
        RSA_PUBLIC.trim_end().into(),
        RSA_PUBLIC.replace('\n', "\r\n"),
        RSA_PUBLIC.replace('\n', "\\n"),
        format!(" \n\t{RSA_PUBLIC}"),
        format!("key: {RSA_PUBLIC}"),
        lines.concat(),
        jwk.to_string(),
        format!("{{\"keys\":[{}]}}", *jwk),
        include_str!("../keys/rsa.public.pkcs1.pem").into(),
        include_str!("../keys/rsa.certificate.pem").into(),
        include_str!("../keys/ec.p256.spki.pem").into(),
        include_str!("../keys/ed25519.spki.pem").into(),
    ];
    for text in &texts {
        let input = format!("{}.{}", base64url(br#"{"alg":"HS256"}"#), base64url(b"{}"));
        let attack = format!("{input}.{}", base64url(&hmac_sha256(text.as_bytes(), &input)));
        let error = checked(&attack, &import(text).unwrap()).unwrap_err();
        assert!(matches!(error.code(), Code::AlgorithmNotAllowed | Code::KeyMismatch), "{error:?}");
        expect(Key::from_secret(text.as_bytes()), Code::KeyMismatch);
    }
    let der = from_base64url(&lines.concat().replace('+', "-").replace('/', "_").replace('=', ""));
    expect(Key::from_secret(&der), Code::KeyMismatch);
    expect(Key::from_secret(include_bytes!("../keys/openssh.ed25519.pub")), Code::KeyMismatch);
}

#[test]
fn an_algorithm_of_another_kind_than_the_key_is_refused() {
    let rsa = signed(&import(RSA).unwrap(), "{}");
    expect(checked(&rsa, &secret()), Code::AlgorithmNotAllowed);
    expect(checked(&sign("{}"), &import(RSA_PUBLIC).unwrap()), Code::AlgorithmNotAllowed);
    let ec = import(include_str!("../keys/ec.p256.pkcs8.pem")).unwrap();
    expect(checked(&rsa, &ec), Code::AlgorithmNotAllowed);
    // P-256 and secp256k1 have the same size, and still one algorithm each.
    let other = import(include_str!("../keys/ec.k256.pkcs8.pem")).unwrap();
    expect(checked(&signed(&ec, "{}"), &other), Code::AlgorithmNotAllowed);
    let widened = VerifyOptions::from_json(r#"{"algorithms":["RS256"]}"#).unwrap();
    expect(verify_with(&rsa, &secret(), &widened, &mut Fixed::default()), Code::KeyMismatch);
}

#[test]
fn a_key_bound_to_one_algorithm_does_no_other() {
    let jwk = Key::from_pem(RSA).unwrap().to_jwk();
    let bound = import(&jwk.replacen('{', r#"{"alg":"PS256","#, 1)).unwrap();
    let token = signed(&import(RSA).unwrap(), r#"{"algorithm":"RS256"}"#);
    expect(checked(&token, &bound), Code::AlgorithmNotAllowed);
    let wide = VerifyOptions::from_json(r#"{"algorithms":["RS256","PS256"]}"#).unwrap();
    expect(verify_with(&token, &bound, &wide, &mut Fixed::default()), Code::KeyMismatch);
    let encryption = import(&jwk.replacen('{', r#"{"use":"enc","#, 1)).unwrap();
    expect(checked(&token, &encryption), Code::KeyMismatch);
}

/// The orders of the curves, SEC 2 section 2 and FIPS 186-5.
const ORDERS: [(&str, &str); 4] = [
    (include_str!("../keys/ec.p256.pkcs8.pem"), "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551"),
    (include_str!("../keys/ec.k256.pkcs8.pem"), "fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141"),
    (
        include_str!("../keys/ec.p384.pkcs8.pem"),
        "ffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973",
    ),
    (
        include_str!("../keys/ec.p521.pkcs8.pem"),
        "01fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffa51868783bf2f966b7fcc0148f709a5d03bb5c9b8899c47aebb6fb71e91386409",
    ),
];

#[test]
fn ecdsa_numbers_out_of_range_and_of_wrong_length_are_refused() {
    for (pem, order) in ORDERS {
        let key = import(pem).unwrap();
        let token = signed(&key, "{}");
        assert!(checked(&token, &key).is_ok());
        let (input, good) = token.rsplit_once('.').unwrap();
        let good = from_base64url(good);
        let length = good.len() / 2;
        let n: Vec<u8> =
            (0..order.len()).step_by(2).map(|at| u8::from_str_radix(&order[at..at + 2], 16).unwrap()).collect();
        let above: Vec<u8> = [&n[..length - 1], &[n[length - 1] + 1]].concat();
        let zero = vec![0; length];
        let most = vec![0xff; length];
        let (r, s) = good.split_at(length);
        let mut bad = vec![
            good[1..].to_vec(),
            good[..2 * length - 1].to_vec(),
            r.to_vec(),
            [&[0], &good[..]].concat(),
            [&good[..], &[0]].concat(),
            [r, &[0], s].concat(),
            [s, r].concat(),
            vec![0],
        ];
        for wrong in [&zero, &n, &above, &most] {
            bad.push([wrong, s].concat());
            bad.push([r, wrong].concat());
            bad.push([&wrong[..], wrong].concat());
        }
        for signature in bad {
            expect(checked(&format!("{input}.{}", base64url(&signature)), &key), Code::SignatureInvalid);
        }
    }
}

#[test]
fn a_kid_is_compared_and_nothing_else() {
    let set = import(r#"{"keys":[{"kty":"oct","kid":"a","k":"AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T"},{"kty":"oct","kid":"b","k":"ZyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T"}]}"#).unwrap();
    for kid in ["../../dev/null", "a' OR '1'='1", "a; rm -rf /", "A", "a ", "", "__proto__", "https://evil.example/key"]
    {
        let token = sign_as("{}", &format!(r#"{{"keyid":"{kid}"}}"#));
        expect(checked(&token, &set), Code::KeyNotFound);
        assert!(verify(&token, "{}").is_ok(), "with one key it is a name like any other");
    }
    for kid in ["7", "null", "[\"a\"]", "{}", "true"] {
        expect(verify(&forged(&format!(r#"{{"alg":"HS256","kid":{kid}}}"#), b"{}"), "{}"), Code::HeaderInvalid);
    }
}

#[test]
fn base64url_that_is_not_canonical_is_refused() {
    let token = sign("{}");
    let parts: Vec<&str> = token.split('.').collect();
    for stray in ["=", "==", "+", "/", "?", " ", "\n", "\r\n", "\t", "\0", "%3D", "é", "\u{feff}", "\u{ff0e}"] {
        for part in 0..3 {
            let mut changed: Vec<String> = parts.iter().map(|part| part.to_string()).collect();
            changed[part].push_str(stray);
            expect(verify(&changed.join("."), "{}"), Code::TokenMalformed);
            changed[part] = format!("{stray}{}", parts[part]);
            expect(verify(&changed.join("."), "{}"), Code::TokenMalformed);
        }
    }
    // 32 bytes leave two bits of the last character over: none of the other three readings is taken.
    let alphabet = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let last = alphabet.iter().position(|byte| token.ends_with(char::from(*byte))).unwrap();
    for other in alphabet[last + 1..last + 4].iter().copied().map(char::from) {
        expect(verify(&format!("{}{other}", &token[..token.len() - 1]), "{}"), Code::TokenMalformed);
    }
}

#[test]
fn json_serialisations_and_polyglots_are_refused() {
    let token = sign("{}");
    let [header, payload, signature] = [0, 1, 2].map(|part| token.split('.').nth(part).unwrap());
    for text in [
        format!(r#"{{"payload":"{payload}","protected":"{header}","signature":"{signature}"}}"#),
        format!(r#"{{"payload":"{payload}","signatures":[{{"protected":"{header}","signature":"{signature}"}}]}}"#),
        format!(r#"{{"":"{header}.{payload}.{signature}"}}"#),
        format!(r#"{{"{header}":1.{payload}.{signature}}}"#),
        format!(r#"{{" {header}.{payload}.{signature}":"","payload":"{payload}"}}"#),
        format!("{header}.{payload}.{signature}{{}}"),
        format!("[{token}]"),
    ] {
        expect(verify(&text, "{}"), Code::TokenMalformed);
        expect(decode(&text), Code::TokenMalformed);
    }
}

#[test]
fn depth_bombs_are_refused_and_do_not_exhaust_the_stack() {
    for (open, close) in [("[", "]"), ("{\"a\":", "}"), ("[{\"a\":", "}]")] {
        for closed in [true, false] {
            let tail = if closed { format!("1{}", close.repeat(50_000)) } else { String::new() };
            let payload = format!("{{\"a\":{}{tail}}}", open.repeat(50_000));
            expect(verify(&forged(r#"{"alg":"HS256"}"#, payload.as_bytes()), "{}"), Code::ClaimsInvalid);
        }
    }
}

#[test]
fn encryption_and_compression_are_not_done() {
    let jwe = format!(
        "{}.a.b.c.d",
        base64url(br#"{"alg":"PBES2-HS256+A128KW","enc":"A128GCM","p2c":2147483647,"p2s":"AA"}"#)
    );
    expect(verify(&jwe, "{}"), Code::TokenEncrypted);
    expect(decode(&jwe), Code::TokenEncrypted);
    for alg in ["PBES2-HS256+A128KW", "RSA-OAEP", "dir", "A128GCMKW"] {
        let header = format!(r#"{{"alg":"{alg}","enc":"A128GCM","p2c":2147483647}}"#);
        expect(verify(&forged(&header, b"{}"), "{}"), Code::AlgorithmUnsupported);
    }
    // `zip` means nothing in a JWS: the payload is read as it is.
    let deflated = [0xab, 0xae, 0x05, 0x00];
    expect(verify(&forged(r#"{"alg":"HS256","zip":"DEF"}"#, &deflated), "{}"), Code::ClaimsInvalid);
    assert_eq!(verify(&forged(r#"{"alg":"HS256","zip":"DEF"}"#, b"{}"), "{}").unwrap(), "{}");
}

#[test]
fn weak_and_broken_rsa_keys_are_refused() {
    let small = import(include_str!("../keys/rsa1024.spki.pem")).unwrap();
    let token = signed(&import(RSA).unwrap(), "{}");
    expect(checked(&token, &small), Code::KeyWeak);
    let jwk = Key::from_pem(RSA_PUBLIC).unwrap().to_jwk();
    for e in ["AQ", "Ag", "AA", "", "AQAA"] {
        expect(import(&jwk.replace("AQAB", e)), Code::KeyInvalid);
    }
    let n = jwk.split("\"n\":\"").nth(1).unwrap().split('"').next().unwrap();
    let even = if n.ends_with('Q') { "A" } else { "g" };
    expect(import(&jwk.replace(n, &format!("{}{even}", &n[..n.len() - 1]))), Code::KeyInvalid);
    expect(import(&jwk.replace(n, "AQAB")), Code::KeyWeak);
}

#[test]
fn secrets_that_are_empty_or_shorter_than_the_hash_are_refused() {
    expect(import(""), Code::KeyInvalid);
    expect(Key::from_secret(b""), Code::KeyInvalid);
    expect(import(r#"{"kty":"oct","k":""}"#), Code::KeyInvalid);
    for (algorithm, length) in [("HS256", 32), ("HS384", 48), ("HS512", 64)] {
        let options = SignOptions::from_json(&format!(r#"{{"algorithm":"{algorithm}"}}"#)).unwrap();
        let short = Key::from_secret(&b"0123456789abcdef".repeat(4)[..length - 1]).unwrap();
        expect(jwtmint::sign_with("{}", &short, &options, &mut Fixed::default()), Code::KeyWeak);
        let header = format!(r#"{{"alg":"{algorithm}"}}"#);
        let token = format!("{}.e30.AAAA", base64url(header.as_bytes()));
        expect(verify_payload(&token, &short, &VerifyOptions::default()), Code::KeyWeak);
        let enough = Key::from_secret(&b"0123456789abcdef".repeat(4)[..length]).unwrap();
        assert!(jwtmint::sign_with("{}", &enough, &options, &mut Fixed::default()).is_ok());
    }
}

#[test]
fn matchers_are_texts_and_not_patterns() {
    let token = sign_as(r#"{"iss":"https://a.example","aud":"api"}"#, r#"{"noTimestamp":true}"#);
    for issuer in
        [".*", "https://a.*", "/.*/", "https://a?example", "^https", "HTTPS://A.EXAMPLE", "https://a.example/"]
    {
        expect(verify(&token, &format!(r#"{{"issuer":"{issuer}"}}"#)), Code::ClaimMismatch);
    }
    for audience in ["{}", r#"{"source":".*"}"#, "[{}]", "true", "null", "[]", "1"] {
        expect(verify(&token, &format!(r#"{{"audience":{audience}}}"#)), Code::OptionInvalid);
    }
}

#[test]
fn names_of_prototypes_are_names_like_any_other() {
    for name in ["__proto__", "constructor", "prototype", "toString", "hasOwnProperty"] {
        expect(verify(&sign("{}"), &format!(r#"{{"{name}":{{"algorithms":["none"]}}}}"#)), Code::OptionInvalid);
        let claims = format!(r#"{{"{name}":{{"admin":true}}}}"#);
        assert_eq!(verify(&sign_as(&claims, r#"{"noTimestamp":true}"#), "{}").unwrap(), claims);
        let header = format!(r#"{{"alg":"HS256","{name}":{{"alg":"none"}}}}"#);
        assert_eq!(decode(&forged(&header, b"{}")).unwrap().header(), header);
        expect(verify(&forged(&format!(r#"{{"{name}":{{"alg":"HS256"}}}}"#), b"{}"), "{}"), Code::HeaderInvalid);
    }
}
