//! Keys in the forms other tools write (tests/keys, by OpenSSL 3.0 and OpenSSH), whole and damaged.

use super::{one, refused};
use crate::key::read::base64;
use crate::platform::System;
use crate::wipe::Zeroizing;
use crate::{Algorithm, Code, ImportOptions, Imported, Key, KeyRole, KeySource, PemFormat, json};
use alloc::{string::String, vec::Vec};

macro_rules! sample {
    ($name:literal) => {
        include_str!(concat!("../../../tests/keys/", $name))
    };
}

const P256: &str = sample!("ec.p256.pkcs8.pem");
const RSA: &str = sample!("rsa.pkcs8.pem");

fn with_passphrase(passphrase: &str) -> ImportOptions {
    ImportOptions { passphrase: Some(Zeroizing::new(passphrase.into())), ..Default::default() }
}

fn der_of(pem: &str) -> Vec<u8> {
    let body: String = pem.lines().filter(|line| !line.starts_with('-')).collect();
    base64::decode(&body).unwrap().to_vec()
}

#[test]
fn every_form_gives_its_key_and_goes_round() {
    let forms = [
        (RSA, "RSA", 2048),
        (sample!("rsa.pkcs1.pem"), "RSA", 2048),
        (sample!("rsa.spki.pem"), "RSA", 2048),
        (sample!("rsa.public.pkcs1.pem"), "RSA", 2048),
        (sample!("rsa.certificate.pem"), "RSA", 2048),
        (sample!("pss.any.pkcs8.pem"), "RSA", 2048),
        (sample!("pss.sha256.pkcs8.pem"), "RSA", 2048),
        (P256, "EC", 256),
        (sample!("ec.p384.pkcs8.pem"), "EC", 384),
        (sample!("ec.p521.pkcs8.pem"), "EC", 521),
        (sample!("ec.k256.pkcs8.pem"), "EC", 256),
        (sample!("ec.p256.sec1.pem"), "EC", 256),
        (sample!("ec.p256.parameters.sec1.pem"), "EC", 256),
        (sample!("ec.p256.spki.pem"), "EC", 256),
        (sample!("ec.p256.compressed.spki.pem"), "EC", 256),
        (sample!("ed25519.pkcs8.pem"), "OKP", 256),
        (sample!("ed25519.spki.pem"), "OKP", 256),
        (sample!("openssh.rsa.pem"), "RSA", 3072),
        (sample!("openssh.ecdsa.pem"), "EC", 256),
        (sample!("openssh.ed25519.pem"), "OKP", 256),
    ];
    for (text, kind, bits) in forms {
        let key = one(text);
        assert_eq!((key.key_type().name(), key.bits()), (kind, bits), "{text}");
        let algorithm = key.default_algorithm().unwrap();
        for again in [one(&key.to_pem(PemFormat::Standard).unwrap()), one(&key.to_jwk())] {
            assert_eq!(again.to_jwk(), key.to_jwk());
            assert_eq!(again.thumbprint(), key.thumbprint());
            assert_eq!(
                again.to_pem(PemFormat::Spki).unwrap(),
                again.public_key().unwrap().to_pem(PemFormat::Standard).unwrap()
            );
            if key.role() == KeyRole::Private {
                let signature = again.sign(algorithm, b"input", &mut System).unwrap();
                assert!(key.public_key().unwrap().verify(algorithm, b"input", &signature));
                assert!(!key.verify(algorithm, b"inputs", &signature));
                assert!(!key.verify(algorithm, b"input", &signature[1..]));
            }
        }
    }
}

#[test]
fn openssl_writes_the_same_bytes() {
    let same = |text: &str, format: PemFormat| assert_eq!(&*one(text).to_pem(format).unwrap(), text);
    same(RSA, PemFormat::Standard);
    same(sample!("rsa.pkcs1.pem"), PemFormat::Pkcs1);
    same(sample!("rsa.public.pkcs1.pem"), PemFormat::Pkcs1);
    same(sample!("rsa.spki.pem"), PemFormat::Standard);
    same(P256, PemFormat::Pkcs8);
    same(sample!("ec.p256.sec1.pem"), PemFormat::Sec1);
    same(sample!("ec.p256.spki.pem"), PemFormat::Spki);
    same(sample!("ed25519.pkcs8.pem"), PemFormat::Pkcs8);
    same(sample!("pss.any.pkcs8.pem"), PemFormat::Pkcs8);
    same(sample!("pss.sha256.pkcs8.pem"), PemFormat::Pkcs8);
    assert_eq!(one(P256).to_pem(PemFormat::Pkcs1).unwrap_err().code(), Code::KeyMismatch);
    assert_eq!(one("secret").to_pem(PemFormat::Standard).unwrap_err().code(), Code::KeyMismatch);
    assert_eq!(one(sample!("rsa.spki.pem")).to_pem(PemFormat::Pkcs8).unwrap_err().code(), Code::KeyMismatch);
}

#[test]
fn damaged_line_breaks_are_mended() {
    let expected = one(P256).to_jwk();
    let trimmed = P256.trim();
    let damaged = [
        P256.replace('\n', "\\n"),
        P256.replace('\n', "\\r\\n"),
        P256.replace('\n', "\\\\n"),
        P256.replace('\n', "\r\n"),
        P256.replace('\n', " "),
        P256.replace('\n', ""),
        P256.replace(['\n', ' '], ""),
        P256.replace('\n', "\n    "),
        [" \"", &P256.replace('\n', "\\n"), "\" "].concat(),
        ["'", trimmed, "'"].concat(),
        ["\u{feff}", P256].concat(),
        ["Here is the key:\n", P256, "\nThank you"].concat(),
        ["{\"private_key\": \"", &P256.replace('\n', "\\n"), "\"}"].concat(),
        der_of(P256)
            .chunks(1000)
            .map(|der| {
                let mut out = String::new();
                base64::encode_lines(der, &mut out);
                out
            })
            .collect(),
        crate::base64url::encode(P256.as_bytes()),
    ];
    for text in &damaged {
        assert_eq!(one(text).to_jwk(), expected, "{text}");
    }
    for bytes in [P256.as_bytes(), &der_of(P256), damaged[0].as_bytes()] {
        match Imported::from_bytes(bytes, &ImportOptions::default()).unwrap() {
            Imported::One(key) => assert_eq!(key.to_jwk(), expected),
            Imported::Set(_) => panic!("one key was expected"),
        }
    }
}

#[test]
fn what_is_damaged_for_good_is_refused() {
    refused(&P256[..100], Code::KeyInvalid, "cut off");
    refused(&P256.replace("END PRIVATE", "END PUBLIC"), Code::KeyInvalid, "ends as");
    refused(
        &P256.replace("PRIVATE", "PUBLIC"),
        Code::KeyInvalid,
        "says this is a SPKI public key, but what is inside is a PKCS#8",
    );
    refused(&P256.replace("PRIVATE KEY", "STRANGE KEY"), Code::KeyInvalid, "unknown");
    refused(&P256.replace("MIGHA", "MIGH-"), Code::KeyInvalid, "base64");
    refused(&P256.replace("MIGHA", "MIGIA"), Code::KeyInvalid, "malformed");
    refused("-----BEGIN PRIVATE KEY", Code::KeyInvalid, "cut off");
}

#[test]
fn forms_known_by_sight_are_named_with_the_command_that_helps() {
    for (text, sentence) in [
        (sample!("refused.brainpool.pem"), "openssl genpkey"),
        (sample!("refused.dsa.pem"), "This is a DSA key"),
        (sample!("refused.ed448.pem"), "Ed448"),
        (sample!("refused.explicit.pem"), "-param_enc named_curve"),
        (sample!("refused.primes.pem"), "more than two primes"),
        (sample!("refused.request.pem"), "openssl req"),
        (
            "no-pty ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAICPiQ19EIP90R78C7PchDPMpxV0O4pKCIPV2xxICh588",
            "ssh-keygen -e -m PKCS8",
        ),
        ("ssh-dss AAAAB3NzaC1kc3MAAACB", "ssh-keygen -e -m PKCS8"),
        (sample!("refused.x25519.pem"), "X25519"),
        ("---- BEGIN SSH2 PUBLIC KEY ----\nAAAA", "RFC4716"),
        ("-----BEGIN PGP PRIVATE KEY BLOCK-----\n\nabc\n-----END PGP PRIVATE KEY BLOCK-----", "OpenPGP"),
        ("PuTTY-User-Key-File-3: ssh-ed25519", "puttygen"),
    ] {
        refused(text, Code::KeyInvalid, sentence);
        assert!(Key::from_secret(text.as_bytes()).is_err());
    }
}

#[test]
fn openssh_public_lines_are_keys() {
    let pairs = [
        (sample!("openssh.rsa.pub"), sample!("openssh.rsa.pem")),
        (sample!("openssh.ecdsa.pub"), sample!("openssh.ecdsa.pem")),
        (sample!("openssh.ed25519.pub"), sample!("openssh.ed25519.pem")),
    ];
    for (line, private) in pairs {
        assert_eq!(one(line).to_jwk(), one(private).public_key().unwrap().to_jwk());
        // Without its comment; and with another type than the one inside, cut off, or followed by more.
        let words: Vec<&str> = line.split(' ').collect();
        assert_eq!(one(&words[..2].join(" ")).to_jwk(), one(line).to_jwk());
        for type_ in ["ssh-rsa", "ssh-ed25519", "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384"] {
            if type_ != words[0] {
                refused(&[type_, words[1]].join(" "), Code::KeyInvalid, "OpenSSH public key line");
            }
        }
        for bytes in [4, 20, 40] {
            refused(&[words[0], &words[1][..bytes]].join(" "), Code::KeyInvalid, "OpenSSH");
        }
        refused(&[words[0], &[words[1].trim_end_matches('='), "AAAA"].concat()].join(" "), Code::KeyInvalid, "");
    }
    let file = ["# of three people\n\n", pairs[0].0, "\r\n", pairs[1].0, pairs[2].0].concat();
    assert_eq!(Imported::from_text(&file, &ImportOptions::default()).unwrap().keys().len(), 3);
}

#[test]
fn a_passphrase_opens_private_keys() {
    for text in [
        sample!("encrypted.pbkdf2.pem"),
        sample!("encrypted.sha1.pem"),
        sample!("encrypted.sha512.pem"),
        sample!("encrypted.scrypt.pem"),
        sample!("encrypted.des3.pem"),
        sample!("encrypted.legacy.pem"),
        sample!("encrypted.legacy-des3.pem"),
        sample!("encrypted.openssh.pem"),
        sample!("encrypted.openssh-gcm.pem"),
    ] {
        let opened = Imported::from_text(text, &with_passphrase("correct")).unwrap();
        assert_eq!(opened.keys()[0].to_jwk(), one(P256).to_jwk());
        refused(text, Code::KeyEncrypted, "passphrase");
        assert_eq!(Imported::from_text(text, &with_passphrase("Correct")).unwrap_err().code(), Code::KeyEncrypted);
    }
}

#[test]
fn a_key_is_never_a_secret() {
    let spki = sample!("rsa.spki.pem");
    let jwk = one(spki).to_jwk();
    let line = sample!("openssh.ed25519.pub");
    let texts = [
        spki.into(),
        [" \n\t", spki].concat(),
        ["x", spki].concat(),
        spki.replace('\n', "\\n"),
        jwk.to_string(),
        line.into(),
        ["my key: ", &jwk].concat(),
        sample!("rsa.certificate.pem").into(),
    ];
    for text in &texts {
        assert_eq!(Key::from_secret(text.as_bytes()).unwrap_err().code(), Code::KeyMismatch, "{text}");
        let mut secret = String::from("{\"secret\":");
        json::push_string(&mut secret, text);
        secret.push('}');
        assert_eq!(
            Imported::from_secret_json(&secret, &ImportOptions::default()).unwrap_err().code(),
            Code::KeyMismatch,
            "{text}"
        );
        if let Ok(imported) = Imported::from_text(text, &ImportOptions::default()) {
            assert_eq!(imported.keys()[0].check(Algorithm::HS256, true, false).unwrap_err().code(), Code::KeyMismatch);
        }
    }
    for text in
        [spki, sample!("rsa.public.pkcs1.pem"), sample!("rsa.certificate.pem"), P256, sample!("ec.p256.sec1.pem")]
    {
        assert_eq!(Key::from_secret(&der_of(text)).unwrap_err().code(), Code::KeyMismatch);
        let hex: String = der_of(text)
            .iter()
            .flat_map(|byte| [byte >> 4, byte & 15])
            .map(|digit| char::from_digit(digit.into(), 16).unwrap())
            .collect();
        let json = ["{\"encoding\":\"hex\",\"secret\":\"", &hex, "\"}"].concat();
        assert_eq!(Imported::from_secret_json(&json, &ImportOptions::default()).unwrap_err().code(), Code::KeyMismatch);
    }
}

#[test]
fn secrets_are_taken_as_they_are() {
    assert_eq!(one("a secret\n").to_jwk().as_str(), r#"{"kty":"oct","k":"YSBzZWNyZXQK"}"#);
    let json = |text: &str| Imported::from_secret_json(text, &ImportOptions::default());
    for (text, k) in [
        (r#"{"secret":"abc"}"#, "YWJj"),
        (r#"{"secret":"/+8=","encoding":"base64"}"#, "_-8"),
        (r#"{"secret":"_-8","encoding":"base64url"}"#, "_-8"),
        (r#"{"secret":"fFeF","encoding":"hex"}"#, "_-8"),
    ] {
        let expected = [r#"{"kty":"oct","k":""#, k, "\"}"].concat();
        assert_eq!(json(text).unwrap().keys()[0].to_jwk().as_str(), expected);
    }
    for (text, code) in [
        (r#"{"secret":""}"#, Code::KeyInvalid),
        (r#"{"secret":"_-8","encoding":"base64"}"#, Code::KeyInvalid),
        (r#"{"secret":"/+8","encoding":"base64url"}"#, Code::KeyInvalid),
        (r#"{"secret":"abc","encoding":"hex"}"#, Code::KeyInvalid),
        (r#"{"secret":"abc","encoding":"latin1"}"#, Code::OptionInvalid),
        (r#"{"secret":"abc","encodin":"hex"}"#, Code::OptionInvalid),
        (r#"{"secret":1}"#, Code::OptionInvalid),
    ] {
        assert_eq!(json(text).unwrap_err().code(), code, "{text}");
    }
    refused("", Code::KeyInvalid, "empty");
    refused("{{jwtSecret}}", Code::KeyInvalid, "\"jwtSecret\"");
    refused("prefix {{ jwt_secret }}", Code::KeyInvalid, "\"jwt_secret\"");
    refused(r#"{"a":1}"#, Code::KeyInvalid, "such as JSON");
    assert_eq!(one("{not json").key_type().name(), "oct");
}
