//! Keys damaged at random are read as the key they were or refused, and never used as a secret. What people think up as
//! secrets still is one, or the error says how to pass it.
//!
//! `JWTMINT_DAMAGES` is the number of each, `JWTMINT_SEED` where the random numbers begin.

use super::one;
use crate::remedy::{Remedy, SecretEncoding};
use crate::{Code, ImportOptions, Imported, Key, KeyRole, KeySource, PemFormat, base64url};
use alloc::{string::String, vec::Vec};
use core::fmt::Write;

macro_rules! sample {
    ($name:literal) => {
        include_str!(concat!("../../../tests/keys/", $name))
    };
}

fn count() -> usize {
    std::env::var("JWTMINT_DAMAGES").ok().and_then(|text| text.parse().ok()).unwrap_or(2000)
}

/// The same numbers in each run: xorshift64*.
struct Dice(u64);

impl Dice {
    fn new() -> Dice {
        Dice(std::env::var("JWTMINT_SEED").ok().and_then(|text| text.parse().ok()).unwrap_or(0x9e37_79b9_7f4a_7c15))
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    /// From 0 to below the limit.
    fn below(&mut self, limit: usize) -> usize {
        (self.next() >> 11) as usize % limit.max(1)
    }

    fn pick<'a, T: ?Sized>(&mut self, from: &[&'a T]) -> &'a T {
        from[self.below(from.len())]
    }

    fn bytes(&mut self, length: usize) -> Vec<u8> {
        (0..length).map(|_| self.next() as u8).collect()
    }
}

fn standard(bytes: &[u8]) -> String {
    let mut text = base64url::encode(bytes).replace('-', "+").replace('_', "/");
    while !text.len().is_multiple_of(4) {
        text.push('=');
    }
    text
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        write!(text, "{byte:02x}").unwrap();
        text
    })
}

fn der_of(pem: &str) -> Vec<u8> {
    let body: String = pem.lines().filter(|line| !line.starts_with('-')).collect();
    crate::key::read::base64::decode(&body).unwrap().to_vec()
}

fn xml_of(jwk: &str) -> String {
    let members: serde_json::Map<String, serde_json::Value> = serde_json::from_str(jwk).unwrap();
    let names = [
        ("Modulus", "n"),
        ("Exponent", "e"),
        ("P", "p"),
        ("Q", "q"),
        ("DP", "dp"),
        ("DQ", "dq"),
        ("InverseQ", "qi"),
        ("D", "d"),
    ];
    let inside: String = names
        .iter()
        .filter_map(|(tag, name)| {
            let bytes = base64url::decode(members.get(*name)?.as_str()?.as_bytes()).ok()?;
            Some(std::format!("<{tag}>{}</{tag}>", standard(&bytes)))
        })
        .collect();
    ["<RSAKeyValue>", &inside, "</RSAKeyValue>"].concat()
}

/// Every key in every form that has a text.
fn forms() -> Vec<(String, String)> {
    let mut out = Vec::new();
    for pem in [
        sample!("rsa.pkcs8.pem"),
        sample!("ec.p256.pkcs8.pem"),
        sample!("ec.p384.pkcs8.pem"),
        sample!("ec.p521.pkcs8.pem"),
        sample!("ec.k256.pkcs8.pem"),
        sample!("ed25519.pkcs8.pem"),
    ] {
        let private = one(pem);
        let thumbprint = private.thumbprint();
        for key in [private.public_key().unwrap(), private] {
            let mut texts: Vec<String> = [PemFormat::Standard, PemFormat::Pkcs1, PemFormat::Sec1, PemFormat::Spki]
                .into_iter()
                .filter_map(|format| key.to_pem(format).ok().map(|pem| pem.to_string()))
                .collect();
            texts.extend(texts.clone().iter().map(|pem| standard(&der_of(pem))));
            texts.push(key.to_jwk().to_string());
            texts.push(["{\"keys\":[", &key.to_jwk(), "]}"].concat());
            if key.key_type().name() == "RSA" {
                texts.push(xml_of(&key.to_jwk()));
            }
            out.extend(texts.into_iter().map(|text| (text, thumbprint.clone())));
        }
    }
    for pem in [
        sample!("rsa.certificate.pem"),
        sample!("openssh.ed25519.pem"),
        sample!("openssh.rsa.pem"),
        sample!("ec.p256.compressed.spki.pem"),
    ] {
        out.push((pem.into(), one(pem).thumbprint()));
    }
    let line = sample!("openssh.ecdsa.pub");
    out.push((line.into(), one(line).thumbprint()));
    out.push((sample!("encrypted.pbkdf2.pem").into(), String::new()));
    out
}

const KINDS: usize = 30;

/// One thing that happens to text on its way through editors, environments and chat windows.
fn damaged(text: &str, kind: usize, dice: &mut Dice) -> String {
    let chars: Vec<char> = text.chars().collect();
    let length = chars.len();
    let few = 1 + dice.below(12.min(length / 8));
    let joined = |chars: &[char]| chars.iter().collect::<String>();
    match kind {
        0 => joined(&chars[few.min(length)..]),
        1 => joined(&chars[..length.saturating_sub(few)]),
        2 => {
            let at = dice.below(length);
            joined(&[&chars[..at], &chars[at + 1..]].concat())
        }
        3 => [text, text].concat(),
        4 => {
            let lines: Vec<&str> = text.lines().collect();
            let lost = dice.below(lines.len());
            if lines.len() < 3 || lines[lost].len() * 2 > text.len() {
                text.into()
            } else {
                [&lines[..lost], &lines[lost + 1..]].concat().join("\n")
            }
        }
        5 if text.contains("-----") => text.replace('-', dice.pick(&["–", "—", "‐", "−", "_"])),
        6 if text.contains("-----") => text.replacen('-', "", few),
        7 => text.replace("-----", dice.pick(&["--", "---- ", "—", "------", "- - - - -"])),
        8 => text.replace("BEGIN ", "begin ").replace("END ", "end "),
        9 => text.replace("PUBLIC KEY", "public key").replace("PRIVATE KEY", "Private Key"),
        10 => text.replace('"', dice.pick(&["'", "“", "`", "\\\"", "&quot;", ""])),
        11 => {
            let mark = dice.pick(&["\"", "'", "`", "“", "```"]);
            [mark, text, mark].concat()
        }
        12 => text.replace('\n', dice.pick(&["\\n", "\r\n", " ", "", "\\\\n", "\u{2028}", "\t", "\n    ", "\\r\\n"])),
        13 => standard(text.as_bytes()),
        14 => base64url::encode(text.as_bytes()),
        15 => hex(text.as_bytes()),
        16 => text
            .bytes()
            .map(
                |byte| if byte.is_ascii_alphanumeric() { char::from(byte).into() } else { std::format!("%{byte:02X}") },
            )
            .collect(),
        17 => serde_json::to_string(text).unwrap(),
        18 => [
            "{\"",
            dice.pick(&["key", "private_key", "publicKey", "value"]),
            "\":",
            &serde_json::to_string(text).unwrap(),
            "}",
        ]
        .concat(),
        19 => ["key: |\n  ", &text.replace('\n', "\n  ")].concat(),
        20 => ["JWT_KEY=", text].concat(),
        21 => ["<key>", text, "</key>"].concat(),
        22 => text.replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;"),
        23 => ["\u{feff}", text].concat(),
        24 => {
            let at = dice.below(length);
            [&*joined(&chars[..at]), "\u{200b}", &joined(&chars[at..])].concat()
        }
        25 => ["Here it is: ", text, " Thanks!"].concat(),
        26 => text.chars().flat_map(|c| [c, '\0']).collect(),
        27 => ["\u{fffd}\u{fffd}", &text.chars().flat_map(|c| [c, '\0']).collect::<String>()].concat(),
        28 => ["[", text, "]"].concat(),
        _ => ["export const key = `", text, "`;"].concat(),
    }
}

/// The bytes of the text in some charset or encoding, perhaps with some behind.
fn as_bytes(text: &str, dice: &mut Dice) -> Vec<u8> {
    let utf16 = |little: bool| -> Vec<u8> {
        text.encode_utf16().flat_map(|unit| if little { unit.to_le_bytes() } else { unit.to_be_bytes() }).collect()
    };
    match dice.below(8) {
        0 => utf16(true),
        1 => utf16(false),
        2 => [&[0xff, 0xfe][..], &utf16(true)].concat(),
        3 => [&[0xfe, 0xff][..], &utf16(false)].concat(),
        4 => [text.as_bytes(), b"\r\n"].concat(),
        5 => crate::key::read::base64::decode(&text.split_whitespace().collect::<String>())
            .ok()
            .filter(|der| der[0] == 0x30)
            .map_or_else(|| text.into(), |der| [&der[..], b"\n"].concat()),
        6 => text.replace('-', "\u{96}").chars().map(|c| u8::try_from(c).unwrap_or(b'?')).collect(),
        _ => text.into(),
    }
}

#[test]
fn damaged_keys_are_the_same_key_or_refused() {
    let forms = forms();
    let mut dice = Dice::new();
    let (mut read, mut refused, mut wrong) = (0, 0, Vec::new());
    for _ in 0..count() {
        let (form, thumbprint) = &forms[dice.below(forms.len())];
        let mut text = form.clone();
        // What was cut off twice may be no more than some bytes that look like any others.
        let mut whole = true;
        for _ in 0..=dice.below(3) {
            let kind = dice.below(KINDS);
            // A percent sign with other digits behind it is another character, and may make another key.
            let loses_digits = kind == 2 && text.contains('%');
            if !loses_digits && (whole || kind > 1) {
                text = damaged(&text, kind, &mut dice);
                whole &= kind > 1;
            }
        }
        let bytes = (dice.below(4) == 0).then(|| as_bytes(&text, &mut dice));
        let options = ImportOptions::default();
        let found = match &bytes {
            Some(bytes) => Imported::from_bytes(bytes, &options),
            None => Imported::from_text(&text, &options),
        };
        match found {
            Err(_) => refused += 1,
            Ok(imported) => {
                for key in imported.keys() {
                    if key.role() == KeyRole::Secret || &key.thumbprint() != thumbprint {
                        wrong.push(std::format!("{:?} from: {text:?} {bytes:?}", key.role()));
                    }
                }
                read += 1;
            }
        }
    }
    std::println!("damaged keys: {read} read as the same key, {refused} refused");
    assert!(wrong.is_empty(), "{} secrets or other keys, such as {:#?}", wrong.len(), &wrong[..wrong.len().min(5)]);
    assert!(read * 4 > refused, "{read} read, {refused} refused");
}

/// What people type and tools print when a secret is asked for.
fn secret(dice: &mut Dice) -> String {
    const WORDS: [&str; 24] = [
        "correct",
        "horse",
        "battery",
        "staple",
        "jwt",
        "secret",
        "key",
        "private",
        "public",
        "Sommer",
        "winter",
        "2024",
        "prod",
        "my",
        "пароль",
        "秘密",
        "clé",
        "token",
        "for",
        "auth",
        "service",
        "do-not-share",
        "api",
        "end",
    ];
    let symbols: Vec<char> = ('!'..='~').collect();
    let length = 16 + dice.below(49);
    match dice.below(9) {
        0 => (0..=dice.below(9)).map(|_| dice.pick(&WORDS)).collect::<Vec<_>>().join(" "),
        1 => (0..=dice.below(9))
            .map(|_| dice.pick(&WORDS))
            .collect::<Vec<_>>()
            .join(dice.pick(&["-", "_", "", ".", "/"])),
        2 => hex(&dice.bytes(length)),
        3 => hex(&dice.bytes(length)).to_uppercase(),
        4 => standard(&dice.bytes(length)),
        5 => base64url::encode(&dice.bytes(length)),
        6 => {
            let digits = hex(&dice.bytes(16));
            [&digits[..8], &digits[8..12], &digits[12..16], &digits[16..20], &digits[20..]].join("-")
        }
        7 => (0..length).map(|_| symbols[dice.below(symbols.len())]).collect(),
        _ => (0..length).map(|_| char::from(b'a' + dice.below(26) as u8)).collect(),
    }
}

#[test]
fn secrets_of_people_are_secrets_or_told_how() {
    let mut dice = Dice::new();
    let mut told = 0;
    for _ in 0..count() {
        let text = secret(&mut dice);
        match Imported::from_text(&text, &ImportOptions::default()) {
            Ok(imported) => assert_eq!(imported.keys()[0].secret_bytes(), Some(text.as_bytes()), "{text:?}"),
            Err(error) => {
                assert_eq!(
                    (error.code(), error.remedy()),
                    (Code::KeyInvalid, Some(&Remedy::PassAsSecret)),
                    "{text:?}: {error}"
                );
                told += 1;
            }
        }
        let options = ImportOptions::new().secret_encoding(SecretEncoding::Utf8);
        let said = Imported::from_text(&text, &options).unwrap_or_else(|error| panic!("{text:?}: {error}"));
        assert_eq!(said.keys()[0].secret_bytes(), Some(text.as_bytes()));
        let again = Key::from_jwk(&said.keys()[0].to_jwk()).unwrap_or_else(|error| panic!("{text:?}: {error}"));
        assert_eq!(again.secret_bytes(), Some(text.as_bytes()));
        assert!(Key::from_secret(text.as_bytes()).is_ok(), "{text:?}");
    }
    std::println!("secrets of people: {told} of {} are to be said", count());
    assert!(told * 8 < count(), "{told} of {}", count());
}

#[test]
fn what_random_damage_has_found_is_refused() {
    for text in [
        "{keys:[{kty:OKP,crv:Ed25519,x:UL66Uek9ma1BiloLM_yQf92IBj0OkfSsk57bud4",
        "key = `P-256,x:t0ABGa1cyFz9_SKWZ4smpJ7z7PMtHmgjiW0R86S7C-4,y:Rt2Wv8LMWy8IaNOm4oZniBs-Dw_g39r5nz-M8RWUgA0}`;",
        "wBQYDK2VwAy?EAUL66Uek9ma1BiloLM/yQf92IBj0OkfSsk57bud4Q3/U=",
        "TUNvd0JRWURL?MlZ3QXlFQVVMNjZVZWs5bWExQmlsb0xNL3lRZjkySUJqME9rZlzazU3YnVkNFEzL1U9",
        "JWT_KEY=MCowBQYDK2VwAyEAUL66Uek9ma1BiloLM/yQf92IBj0OkfSsk57bud4Q3JWT_KEY=MCowBQYDK2VwAyEAUL66Uek9ma1Bi",
        "key: MC4CAQAwBQYDK2VwBCIEIIKGQTK+i+pLCUuON64Su7AYLmHhyvEf6Xqcy/gGDUbkey: MC4CAQAwBQYDK2VwBCIEIIKGQTK+i",
        "MCowBQYDK2VwAyEAUL66Uek9ma1BiloLM/yQf92IBj0OkfSsk57bud4Q3-5",
    ] {
        for found in [
            Imported::from_text(text, &ImportOptions::default()),
            Imported::from_bytes(text.as_bytes(), &ImportOptions::default()),
        ] {
            assert_eq!(found.map(|_| ()).map_err(|error| error.code()), Err(Code::KeyInvalid), "{text}");
        }
    }
    for text in ["Tk9>*kty;j.~_Q^51<-q7QF]|:x2\\+ae\"N:kn7uS=)X@s@", "the nistp256 passphrase of prod"] {
        let found = Imported::from_text(text, &ImportOptions::default()).unwrap();
        assert_eq!(found.keys()[0].secret_bytes(), Some(text.as_bytes()));
        assert!(Key::from_secret(text.as_bytes()).is_ok());
    }
}
