//! Any text as a token, and any bytes as a payload.
#![no_main]

use jwtmint::{CheckStatus, SignOptions, VerifyOptions, decode, inspect_with, sign_payload_with, verify_payload};
use libfuzzer_sys::fuzz_target;
use shared::{Fixed, keys};

fuzz_target!(|data: &[u8]| {
    let key = &keys()[0];
    let signed = sign_payload_with(data, key, &SignOptions::new().no_timestamp(), &mut Fixed::default())
        .expect("any bytes can be signed");
    let verified = verify_payload(&signed, key, &VerifyOptions::default()).expect("what was signed verifies");
    assert_eq!(verified.payload(), data);

    let Ok(token) = core::str::from_utf8(data) else { return };
    let report = inspect_with(token, None, &VerifyOptions::default(), &mut Fixed::default());
    assert_ne!(report.valid(), Some(true), "nothing is valid without a key");
    let fails = |names: &[&str]| {
        report.checks().iter().any(|check| check.status() == CheckStatus::Fail && names.contains(&check.name()))
    };
    match decode(token) {
        Ok(decoded) => {
            // Header and claims are shown, whatever is wrong with their members.
            assert!(!fails(&["structure", "base64url"]), "{:?}", report.checks());
            assert_eq!(decoded.parts().join("."), token);
            assert_eq!((report.header(), report.payload()), (Some(decoded.header()), Some(decoded.claims())));
        }
        Err(error) => {
            assert!(fails(&["structure", "base64url", "header", "claims"]), "{error:?}: {:?}", report.checks());
            assert!(!error.message().is_empty());
        }
    }
});
