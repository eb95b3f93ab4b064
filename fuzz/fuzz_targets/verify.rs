//! Tokens of any shape against every kind of key: `inspect` must judge as `verify` does, and what was
//! signed must verify.
#![no_main]

use jwtmint::{SignOptions, VerifyOptions, decode, inspect_with, sign_with, verify_with};
use libfuzzer_sys::fuzz_target;
use shared::{Fixed, keys};

fuzz_target!(|data: &[u8]| {
    let Some((&choice, rest)) = data.split_first() else { return };
    let Ok(text) = core::str::from_utf8(rest) else { return };
    let key = &keys()[usize::from(choice) % keys().len()];
    let loose = VerifyOptions::new().allow_insecure_key_sizes().ignore_expiration();
    for options in [VerifyOptions::default(), loose] {
        judge(text, key, &options);
    }
    // A header and a payload, so that the fuzzer gets past the signature: it cannot guess one.
    let (header, claims) = text.split_once('\0').unwrap_or(("{}", text));
    let options = SignOptions::new().header(header).allow_invalid_claims().no_timestamp();
    for signer in &keys()[..3] {
        let Ok(token) = sign_with(claims, signer, &options, &mut Fixed::default()) else { continue };
        assert_eq!(decode(&token).expect("what was signed can be read").claims(), claims);
        judge(&token, key, &VerifyOptions::default());
        judge(&token, signer, &VerifyOptions::default());
    }
});

fn judge(token: &str, key: &jwtmint::Imported, options: &VerifyOptions) {
    let verdict = verify_with(token, key, options, &mut Fixed::default());
    let report = inspect_with(token, Some(key), options, &mut Fixed::default());
    assert_eq!(report.valid(), Some(verdict.is_ok()), "{:?} {:?}", verdict.err(), report.checks());
    if let Err(error) = verdict {
        assert!(
            report.checks().iter().any(|check| check.code() == Some(error.code())),
            "{error:?}: {:?}",
            report.checks()
        );
    }
}
