//! What must hold for any claims and any key: nothing is lost between signing and verifying, and between
//! writing a key and reading it.

use crate::support::{Fixed, test};
use jwtmint::{
    Algorithm, GenerateOptions, ImportOptions, Imported, Key, KeyRole, KeySource, PemFormat, SignOptions,
    VerifyOptions, decode, inspect_with, sign_with, verify_with,
};

/// Deep, wide and empty values, every class of character, every way to write a number and a string.
fn value(random: &mut Fixed, depth: usize, out: &mut String) {
    match random.below(if depth == 0 { 5 } else { 8 }) {
        0 => out.push_str(["true", "false", "null"][random.below(3)]),
        1 => integer(random, out),
        2 => out.push_str(
            ["0.1", "-0", "-0.0", "1e5", "1E+308", "2.5e-7", "1e-400", "1e9999", "3.141592653589793238462643"]
                [random.below(9)],
        ),
        3 | 4 => string(random, out),
        5 => {
            out.push('[');
            for i in 0..random.below(5) {
                out.push_str(if i > 0 { "," } else { "" });
                value(random, depth - 1, out);
                space(random, out);
            }
            out.push(']');
        }
        6 => object(random, depth - 1, 4, out),
        _ => {
            let levels = random.below(20);
            out.push_str(&"[".repeat(levels));
            value(random, 0, out);
            out.push_str(&"]".repeat(levels));
        }
    }
}

fn object(random: &mut Fixed, depth: usize, width: usize, out: &mut String) {
    out.push('{');
    for i in 0..random.below(width + 1) {
        out.push_str(if i > 0 { "," } else { "" });
        space(random, out);
        // The counter keeps names apart whatever the letters are.
        out.push_str(&format!("\"{i} "));
        letters(random, out);
        out.push('"');
        space(random, out);
        out.push(':');
        space(random, out);
        value(random, depth, out);
    }
    space(random, out);
    out.push('}');
}

fn integer(random: &mut Fixed, out: &mut String) {
    const EDGES: [&str; 8] = [
        "0",
        "-1",
        "9007199254740991",
        "9007199254740993",
        "18446744073709551615",
        "-9223372036854775808",
        "340282366920938463463374607431768211456",
        "1700000000",
    ];
    out.push_str(EDGES[random.below(EDGES.len())]);
}

fn string(random: &mut Fixed, out: &mut String) {
    out.push('"');
    letters(random, out);
    out.push('"');
}

fn letters(random: &mut Fixed, out: &mut String) {
    for _ in 0..random.below(12) {
        match random.below(6) {
            0 => out.push_str(
                ["\\\"", "\\\\", "\\/", "\\b", "\\f", "\\n", "\\r", "\\t", "\\u0000", "\\u20AC", "\\ud83d\\ude00"]
                    [random.below(11)],
            ),
            // Any plane, any class: ASCII more often than the rest, combining marks, private use, noncharacters.
            class => {
                let limit = if class == 1 { 0x7f } else { 0x11_0000 };
                let c = char::from_u32(random.below(limit) as u32);
                out.extend(c.filter(|c| *c >= ' ' && !matches!(c, '"' | '\\')));
            }
        }
    }
}

fn space(random: &mut Fixed, out: &mut String) {
    out.push_str(["", "", "", " ", "\n", "\t\r\n  "][random.below(6)]);
}

/// What is signed comes back byte for byte, from `decode`, `verify` and `inspect`.
fn comes_back(key: &dyn KeySource, claims: &str, options: &SignOptions, random: &mut Fixed) {
    let token = sign_with(claims, key, options, random).unwrap_or_else(|error| panic!("{error:?}: {claims}"));
    assert_eq!(decode(&token).unwrap().claims(), claims);
    let policy = VerifyOptions::default();
    assert_eq!(
        verify_with(&token, key, &policy, random).unwrap_or_else(|error| panic!("{error:?}: {claims}")).claims(),
        claims
    );
    let report = inspect_with(&token, Some(key), &policy, random);
    assert_eq!((report.valid(), report.payload()), (Some(true), Some(claims)));
}

#[test]
fn any_claims_come_back_byte_for_byte() {
    let (mut random, key) = (Fixed::default(), crate::support::secret());
    for round in 0..800 {
        let mut claims = String::new();
        object(&mut random, round % 6, if round % 100 == 0 { 300 } else { 6 }, &mut claims);
        comes_back(&key, &claims, &SignOptions::new().no_timestamp(), &mut random);
    }
}

#[test]
fn any_header_parameters_come_back_as_they_were_written() {
    let (mut random, key) = (Fixed::default(), crate::support::secret());
    for round in 0..500 {
        let mut header = String::new();
        object(&mut random, round % 4, 5, &mut header);
        let options = SignOptions::new().header(header.clone()).no_timestamp();
        let token = sign_with("{}", &key, &options, &mut random).unwrap();
        let written = decode(&token).unwrap().header().to_string();
        let inside = |text: &str| text.trim_matches(['{', '}', ' ', '\n', '\r', '\t']).to_string();
        assert!(written.contains(&inside(&header)), "{written} {header}");
        assert!(verify_with(&token, &key, &VerifyOptions::default(), &mut random).is_ok());
    }
}

/// Of each kind one key, made here. RSA keys take too long to make: that one is from a file.
fn keys(random: &mut Fixed) -> Vec<(Algorithm, Key)> {
    let rsa = Key::from_pem(include_str!("../keys/rsa.pkcs8.pem")).unwrap();
    Algorithm::ALL
        .iter()
        .map(|&algorithm| match algorithm.key_type().name() {
            "RSA" => (algorithm, rsa.clone()),
            _ => (algorithm, Key::generate_with(algorithm, &GenerateOptions::default(), random).unwrap()),
        })
        .collect()
}

#[test]
fn every_algorithm_signs_any_claims_and_notices_a_change() {
    let mut random = Fixed::default();
    for (algorithm, key) in keys(&mut random) {
        let options = SignOptions::new().algorithm(algorithm).no_timestamp();
        for _ in 0..3 {
            let mut claims = String::new();
            object(&mut random, 3, 6, &mut claims);
            comes_back(&key, &claims, &options, &mut random);
            let token = sign_with(&claims, &key, &options, &mut random).unwrap();
            let at = random.below(token.len());
            let other = if token.as_bytes()[at] == b'A' { "B" } else { "A" };
            let changed = [&token[..at], other, &token[at + 1..]].concat();
            if let Ok(verified) = verify_with(&changed, &key, &VerifyOptions::default(), &mut random) {
                panic!("{} accepts a change at {at}: {verified:?}", algorithm.name());
            }
        }
    }
}

#[test]
fn keys_that_are_written_read_back_the_same() {
    let mut random = Fixed::default();
    let mut keys: Vec<Key> = keys(&mut random).into_iter().map(|(_, key)| key).collect();
    keys.extend(keys.clone().iter().filter_map(|key| key.public_key().ok()));
    for key in keys {
        let jwk = key.to_jwk();
        let again = Key::from_jwk(&jwk).unwrap();
        assert_eq!((&*again.to_jwk(), again.thumbprint()), (&*jwk, key.thumbprint()));
        let formats = [PemFormat::Standard, PemFormat::Pkcs8, PemFormat::Pkcs1, PemFormat::Sec1, PemFormat::Spki];
        let written: Vec<_> =
            formats.into_iter().filter_map(|format| Some((format, key.to_pem(format).ok()?))).collect();
        assert_eq!(written.is_empty(), key.role() == KeyRole::Secret);
        for (format, pem) in written {
            let Imported::One(again) = Imported::from_text(&pem, &ImportOptions::default()).unwrap() else {
                panic!("one key was written");
            };
            assert_eq!((again.thumbprint(), &*again.to_pem(format).unwrap()), (key.thumbprint(), &*pem));
        }
    }
}

/// The report is for people, the verdict for programs: they must never differ.
#[test]
fn inspect_judges_as_verify_does() {
    let (mut random, key) = (Fixed::default(), crate::support::secret());
    const PIECES: [&str; 10] = ["", ".", "..", "=", "{", "A", "Bearer ", " ", "\"", "e30"];
    const CLAIMS: [&str; 6] = [
        "{}",
        r#"{"exp":1700000060,"iss":"a","aud":["b"]}"#,
        r#"{"exp":1,"nonce":5}"#,
        r#"{"nbf":1700000001,"iat":1700000001}"#,
        r#"{"iss":["a"],"exp":1700000000000}"#,
        r#"{"sub":null}"#,
    ];
    const HEADERS: [&str; 4] = ["{}", r#"{"crit":["x"],"x":1}"#, r#"{"typ":"at+jwt","kid":"k"}"#, r#"{"b64":true}"#];
    const OPTIONS: [&str; 7] = [
        "{}",
        r#"{"issuer":"a","audience":["b","c"]}"#,
        r#"{"clockTolerance":1,"maxAge":60}"#,
        r#"{"ignoreExpiration":true,"ignoreNotBefore":true,"nonce":"5"}"#,
        r#"{"crit":["x"],"algorithms":["HS512"]}"#,
        r#"{"typ":"at+jwt","keyid":"k","requiredClaims":["exp"]}"#,
        r#"{"maxTokenBytes":120}"#,
    ];
    let mut accepted = 0;
    for _ in 0..4000 {
        let header = HEADERS[random.below(HEADERS.len())];
        let options = SignOptions::new().header(header).allow_invalid_claims().no_timestamp();
        let mut token = sign_with(CLAIMS[random.below(CLAIMS.len())], &key, &options, &mut random).unwrap();
        for _ in 0..random.below(3) {
            let at = random.below(token.len());
            let end = (at + random.below(2)).min(token.len());
            token.replace_range(at..end, PIECES[random.below(PIECES.len())]);
        }
        let policy = VerifyOptions::from_json(OPTIONS[random.below(OPTIONS.len())]).unwrap();
        let verdict = verify_with(&token, &key, &policy, &mut random);
        let report = inspect_with(&token, Some(&key), &policy, &mut random);
        assert_eq!(report.valid(), Some(verdict.is_ok()), "{token} {verdict:?} {:#?}", report.checks());
        match verdict {
            Ok(_) => accepted += 1,
            Err(error) => {
                let said = report.checks().iter().any(|check| check.code() == Some(error.code()));
                assert!(said, "{token} {error:?} {:#?}", report.checks());
            }
        }
    }
    assert!((100..2000).contains(&accepted), "{accepted}");
}
