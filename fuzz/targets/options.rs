//! Options as JSON text, and what is signed under them.
#![no_main]

use jwtmint::{GenerateOptions, ImportOptions, PemFormat, SignOptions, VerifyOptions, decode, inspect, sign, verify};
use libfuzzer_sys::fuzz_target;
use shared::{Fixed, keys};

fuzz_target!(|data: &[u8]| {
    let Ok(text) = core::str::from_utf8(data) else { return };
    let (text, claims) = text.split_once('\0').unwrap_or((text, "{}"));
    let key = &keys()[0];
    let made = SignOptions::from_json(text).and_then(|options| sign(claims, key, &options, &mut Fixed::default()));
    if let Ok(token) = &made {
        assert!(decode(token).is_ok(), "what was signed can be read");
    }
    if let Ok(options) = VerifyOptions::from_json(text) {
        let plain = sign("{\"iat\":1600000000}", key, &SignOptions::default(), &mut Fixed::default()).expect("plain claims");
        for token in made.iter().chain([&plain]) {
            let verdict = verify(token, key, &options, &mut Fixed::default());
            let report = inspect(token, Some(key), &options, &mut Fixed::default());
            assert_eq!(report.valid, Some(verdict.is_ok()), "{:?} {:?}", verdict.err(), report.checks);
        }
    }
    let _ = ImportOptions::from_json(text);
    let _ = GenerateOptions::from_json(text);
    let _ = PemFormat::from_json(text);
});
