//! Options as JSON text, and what is signed under them.
#![no_main]

use jwtmint::{
    GenerateOptions, ImportOptions, PemFormat, SignOptions, VerifyOptions, decode, inspect_with, sign_with, verify_with,
};
use libfuzzer_sys::fuzz_target;
use shared::{Fixed, keys};

fuzz_target!(|data: &[u8]| {
    let Ok(text) = core::str::from_utf8(data) else { return };
    let (text, claims) = text.split_once('\0').unwrap_or((text, "{}"));
    let key = &keys()[0];
    let made = SignOptions::from_json(text).and_then(|options| sign_with(claims, key, &options, &mut Fixed::default()));
    if let Ok(token) = &made {
        assert!(decode(token).is_ok(), "what was signed can be read");
    }
    if let Ok(options) = VerifyOptions::from_json(text) {
        let plain = sign_with("{\"iat\":1600000000}", key, &SignOptions::new().no_timestamp(), &mut Fixed::default())
            .expect("plain claims");
        for token in made.iter().chain([&plain]) {
            let verdict = verify_with(token, key, &options, &mut Fixed::default());
            let report = inspect_with(token, Some(key), &options, &mut Fixed::default());
            assert_eq!(report.valid(), Some(verdict.is_ok()), "{:?} {:?}", verdict.err(), report.checks());
        }
    }
    let _ = ImportOptions::from_json(text);
    let _ = GenerateOptions::from_json(text);
    let _ = PemFormat::from_json(text);
});
