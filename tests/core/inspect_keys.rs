//! Inspecting: what is said of keys and signatures that do not fit, and why they do not.

use crate::support::{Fixed, base64url, from_base64url, hmac_sha256, test};
use jwtmint::{
    CheckStatus, Code, ImportOptions, Imported, Report, ReportCheck, SignOptions, VerifyOptions, inspect_with,
    sign_with,
};

const RSA: &str = include_str!("../keys/rsa.pkcs8.pem");
const RSA_PUBLIC: &str = include_str!("../keys/rsa.spki.pem");
const EC: &str = include_str!("../keys/ec.p256.pkcs8.pem");
const ED: &str = include_str!("../keys/ed25519.pkcs8.pem");
const TEXT: &str = "8f1d5e0a77c94b6e2f3a9cd01b7e64a58f1d5e0a77c94b6e2f3a9cd01b7e64a5";

fn key(text: &str) -> Imported {
    Imported::from_text(text, &ImportOptions::default()).unwrap()
}

fn encoded(secret: &str, encoding: &str) -> Imported {
    let json = format!(r#"{{"secret":"{secret}","encoding":"{encoding}"}}"#);
    Imported::from_secret_json(&json, &ImportOptions::default()).unwrap()
}

fn signed(key: &Imported, options: &str) -> String {
    sign_with(
        r#"{ "sub": "~~~???", "exp": 1700000060 }"#,
        key,
        &SignOptions::from_json(options).unwrap(),
        &mut Fixed::default(),
    )
    .unwrap()
}

fn report(token: &str, key: &Imported) -> Report {
    inspect_with(token, Some(key), &VerifyOptions::default(), &mut Fixed::default())
}

/// The first failure, which must be this one, with these words in its message and in its hint.
#[track_caller]
fn fails(token: &str, key: &Imported, name: &str, code: Code, words: &str, hint: &str) -> ReportCheck {
    let report = report(token, key);
    let check =
        report.checks().iter().find(|check| check.status() == CheckStatus::Fail).expect("something failed").clone();
    let found = (
        check.name(),
        check.code(),
        check.message().contains(words),
        check.hint().map(ToString::to_string).is_some_and(|found| found.contains(hint)),
    );
    assert_eq!(found, (name, Some(code), true, true), "{check:#?}");
    assert_eq!(report.valid(), Some(false));
    check
}

#[track_caller]
fn unsigned_as_is(token: &str, key: &Imported, words: &str, hint: &str) {
    let check = fails(token, key, "signature", Code::SignatureInvalid, words, hint);
    assert!(check.position().is_some_and(|at| token.as_bytes()[at - 1] == b'.'), "{check:?}");
}

/// HS256 over `input` in place of the token's own text.
fn hs256(secret: &[u8], parts: [&str; 2], input: &str) -> String {
    format!("{}.{}", parts.join("."), base64url(&hmac_sha256(secret, input)))
}

#[test]
fn algorithm_confusion_is_suspected_or_proven() {
    let parts = [r#"{"alg":"HS256"}"#, r#"{"admin":true}"#].map(|part| base64url(part.as_bytes())).join(".");
    for secret in [RSA_PUBLIC, RSA_PUBLIC.trim_end()] {
        let attack = format!("{parts}.{}", base64url(&hmac_sha256(secret.as_bytes(), &parts)));
        fails(
            &attack,
            &key(RSA_PUBLIC),
            "key",
            Code::AlgorithmNotAllowed,
            "This is the algorithm-confusion attack",
            "8725",
        );
    }
    let other = format!("{parts}.AAAA");
    fails(&other, &key(RSA_PUBLIC), "key", Code::AlgorithmNotAllowed, "Algorithm confusion is suspected", "8725");
    let set = key(&[RSA_PUBLIC, EC].concat());
    fails(&other, &set, "key", Code::KeyMismatch, "Algorithm confusion is suspected", "8725");
}

#[test]
fn a_key_of_the_wrong_kind_is_named() {
    let rsa = signed(&key(RSA), "{}");
    fails(&rsa, &key(TEXT), "key", Code::AlgorithmNotAllowed, "this is an HMAC secret", "BEGIN and END lines");
    fails(&rsa, &key(EC), "key", Code::AlgorithmNotAllowed, "this is an EC private key on P-256", "Use the key");
    let bound = key(
        r#"{"kty":"oct","alg":"HS512","k":"AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow"}"#,
    );
    fails(&signed(&key(TEXT), "{}"), &bound, "key", Code::AlgorithmNotAllowed, "HS512", "");
}

#[test]
fn a_weak_key_is_named_and_the_signature_still_judged() {
    let small = key("short");
    let token = signed(&small, r#"{"allowInsecureKeySizes":true}"#);
    fails(&token, &small, "key", Code::KeyWeak, "at least 32 bytes", "To accept it all the same");
    let report = report(&token, &small);
    assert!(report.checks().iter().any(|check| check.name() == "signature" && check.status() == CheckStatus::Pass));
    let common = key("a-string-secret-at-least-256-bits-long");
    let report = inspect_with(&signed(&common, "{}"), Some(&common), &VerifyOptions::default(), &mut Fixed::default());
    let warning = report.checks().iter().find(|check| check.status() == CheckStatus::Warn).unwrap();
    assert!(warning.code() == Some(Code::KeyWeak) && !format!("{warning:?}").contains("256-bits"), "{warning:?}");
    assert_eq!(report.valid(), Some(true));
}

#[test]
fn an_ecdsa_signature_in_der_form_is_told() {
    for (pem, options) in [(EC, "{}"), (include_str!("../keys/ec.p521.pkcs8.pem"), r#"{"keyid":"1"}"#)] {
        let token = signed(&key(pem), options);
        let (input, signature) = token.rsplit_once('.').unwrap();
        let flat = from_base64url(signature);
        let integer = |number: &[u8]| {
            let mut content = vec![0];
            content.extend(number.iter().skip_while(|byte| **byte == 0));
            if content[1] < 0x80 {
                content.remove(0);
            }
            [vec![2, content.len() as u8], content].concat()
        };
        let (r, s) = flat.split_at(flat.len() / 2);
        let inside = [integer(r), integer(s)].concat();
        let length = if inside.len() < 0x80 { vec![inside.len() as u8] } else { vec![0x81, inside.len() as u8] };
        let mut der = [vec![0x30], length, inside].concat();
        unsigned_as_is(
            &format!("{input}.{}", base64url(&der)),
            &key(pem),
            "DER form, as OpenSSL and Java make it. It would fit",
            "r and s",
        );
        *der.last_mut().unwrap() ^= 1;
        unsigned_as_is(
            &format!("{input}.{}", base64url(&der)),
            &key(pem),
            "It does not fit in another form",
            "r and s",
        );
    }
}

#[test]
fn a_signature_over_another_encoding_is_told() {
    let (header, claims) = (r#"{"alg":"HS256","a":"~~~"}"#, "{ \"sub\" : \"~~~???\",\n\"exp\":1700000060 }");
    let parts = [header, claims].map(|part| base64url(part.as_bytes()));
    let [header64, payload] = [&*parts[0], &*parts[1]];
    let standard = |part: &str| part.replace('-', "+").replace('_', "/");
    let pad = |part: &str| format!("{part}{}", "=".repeat((4 - part.len() % 4) % 4));
    for (input, words) in [
        (format!("{}.{}", pad(header64), pad(payload)), "padded base64url"),
        (format!("{}.{}", standard(header64), standard(payload)), "standard base64 without padding"),
        (format!("{}.{}", pad(&standard(header64)), pad(&standard(payload))), "standard base64."),
        (format!("{header}.{claims}"), "plain text"),
        (format!("{header64}.{}", base64url(br#"{"sub":"~~~???","exp":1700000060}"#)), "without its white space"),
        (payload.into(), "the payload alone"),
    ] {
        unsigned_as_is(&hs256(TEXT.as_bytes(), [header64, payload], &input), &key(TEXT), words, "exactly the text");
    }
}

#[test]
fn a_token_sent_padded_is_read_and_its_signature_judged() {
    let parts = [r#"{"alg":"HS256"}"#, r#"{"exp":1700000060,"a":12}"#].map(|part| base64url(part.as_bytes()));
    let padded = format!("{}.{}==", parts[0], parts[1]);
    let token = format!("{padded}.{}", base64url(&hmac_sha256(TEXT.as_bytes(), &padded)));
    fails(&token, &key(TEXT), "base64url", Code::TokenMalformed, "payload part", "padding");
    let report = report(&token, &key(TEXT));
    let sealed = report.checks().iter().find(|check| check.name() == "signature").unwrap();
    assert!(sealed.status() == CheckStatus::Fail && sealed.message().contains("padded base64url"), "{sealed:?}");
}

#[test]
fn a_secret_in_another_encoding_is_told() {
    let bytes = [0xfbu8, 0xef, 0xbe, 0x7f].repeat(9)[..35].to_vec();
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    let url = base64url(&bytes);
    let standard = url.replace('-', "+").replace('_', "/");
    let parts = [r#"{"alg":"HS256"}"#, r#"{"exp":1700000060}"#].map(|part| base64url(part.as_bytes()));
    let made = |secret: &[u8]| hs256(secret, [&parts[0], &parts[1]], &parts.join("."));
    for (text, words, hint) in [
        (hex.clone(), "encodes in hex", "Decode the hex"),
        (hex.to_uppercase(), "encodes in hex", "Decode the hex"),
        (url.clone(), "encodes in base64url", "Decode the base64url"),
        (standard.clone(), "encodes in base64,", "Decode the base64 "),
        (format!("{standard}="), "encodes in base64,", "Decode the base64 "),
    ] {
        unsigned_as_is(&made(&bytes), &key(&text), words, hint);
    }
    for (text, encoding) in [
        (&hex, "hex"),
        (&url, "base64url"),
        (&standard, "base64"),
        (&format!("{standard}="), "base64"),
        (&hex.to_uppercase(), "hex"),
    ] {
        unsigned_as_is(
            &made(text.as_bytes()),
            &encoded(text, encoding),
            &format!("the {encoding} text of the secret"),
            "the bytes of the text itself",
        );
    }
    unsigned_as_is(&made(TEXT.as_bytes()), &key(&format!(" {TEXT}\n")), "without the white space", "Take them off");
    unsigned_as_is(&made(TEXT.as_bytes()), &key(&format!("'{TEXT}'")), "quotation marks", "Take them off");
    unsigned_as_is(&made(format!("{TEXT}\n").as_bytes()), &key(TEXT), "line break at its end", "take off");
    unsigned_as_is(&made(b"something else entirely"), &key(TEXT), "another key than this one", "issuer's current");
}

#[test]
fn a_signature_of_hexadecimal_text_is_told() {
    let parts = [r#"{"alg":"HS256"}"#, "{}"].map(|part| base64url(part.as_bytes())).join(".");
    let hex: String = hmac_sha256(TEXT.as_bytes(), &parts).iter().map(|byte| format!("{byte:02x}")).collect();
    unsigned_as_is(&format!("{parts}.{}", base64url(hex.as_bytes())), &key(TEXT), "hexadecimal text", "bytes");
}

#[test]
fn another_key_of_the_set_that_fits_is_named() {
    let set = Imported::from_jwk_text(
        r#"{"keys":[{"kty":"oct","kid":"old","k":"AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T"},{"kty":"oct","kid":"new","k":"ZyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T"}]}"#,
        &ImportOptions::default(),
    );
    let set = set.unwrap();
    let new = key(r#"{"kty":"oct","k":"ZyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T"}"#);
    unsigned_as_is(&signed(&new, r#"{"keyid":"old"}"#), &set, "the kid \"new\"", "kid");
    fails(&signed(&new, r#"{"keyid":"gone"}"#), &set, "key", Code::KeyNotFound, "\"old\", \"new\"", "");
}

#[test]
fn a_missing_signature_is_told_from_a_wrong_one() {
    let token = signed(&key(ED), "{}");
    unsigned_as_is(&token[..=token.rfind('.').unwrap()], &key(ED), "no signature", "");
    unsigned_as_is(&format!("{token}AAAA"), &key(ED), "does not fit", "");
}

#[test]
fn the_dates_of_a_certificate_are_shown() {
    let token = signed(&key(RSA), "{}");
    let certificate = key(include_str!("../keys/rsa.certificate.pem"));
    let at = |seconds: f64| {
        let options = VerifyOptions::new().clock_timestamp_seconds(seconds).ignore_expiration();
        let report = inspect_with(&token, Some(&certificate), &options, &mut Fixed::default());
        assert_eq!(report.valid(), Some(true), "{:#?}", report.checks());
        report.checks().iter().find(|check| check.message().contains("certificate valid from")).unwrap().clone()
    };
    let late = at(250_000_000_000.0);
    assert!(late.status() == CheckStatus::Warn && late.message().ends_with("That is not now."), "{late:?}");
    let from = late.message().split_once("valid from ").unwrap().1;
    assert!(from.starts_with("20") && from.contains("Z until 2"), "{late:?}");
}

#[test]
fn long_tokens_are_judged_and_not_examined_further() {
    let url = base64url(&[7; 40]);
    let claims = format!(r#"{{"exp":1700000060,"a":"{}"}}"#, "x".repeat(70_000));
    let token =
        sign_with(&claims, &encoded(&url, "base64url"), &SignOptions::new().no_timestamp(), &mut Fixed::default())
            .unwrap();
    unsigned_as_is(&token, &key(&url), "another key than this one", "issuer's current");
}
