//! JWK Sets, alone and with foreign entries beside a key that is known: entries that cannot be used are passed over, take
//! nothing from the others and add no secret to public keys.
#![no_main]

use jwtmint::{
    Code, Imported, Key, KeyRole, KeySet, KeySource, SignOptions, VerifyOptions, inspect_with, sign_with, verify_with,
};
use libfuzzer_sys::fuzz_target;
use shared::{Fixed, keys};
use std::sync::OnceLock;

const KEY_ID: &str = "known";

/// The known key's public JWK, and a token of it.
fn known() -> &'static (String, String) {
    static KNOWN: OnceLock<(String, String)> = OnceLock::new();
    KNOWN.get_or_init(|| {
        let Imported::One(key) = &keys()[1] else { panic!("one key") };
        let options = SignOptions::new().key_id(KEY_ID).no_timestamp();
        let token = sign_with("{}", key, &options, &mut Fixed::default()).expect("a token");
        let jwk = key.public_key().expect("a public key").to_jwk();
        (jwk.replacen('{', "{\"kid\":\"known\",", 1), token)
    })
}

fuzz_target!(|data: &[u8]| {
    let Ok(text) = core::str::from_utf8(data) else { return };
    if let Ok(set) = KeySet::from_jwks(text) {
        goes_round(&set);
    }
    let (jwk, token) = known();
    let Ok(set) = KeySet::from_jwks(&format!("{{\"keys\":[{jwk},{text}]}}")) else { return };
    goes_round(&set);
    assert!(set.keys().iter().all(|key| key.role() != KeyRole::Secret), "no secret beside a public key");
    let options = VerifyOptions::default();
    let verified = verify_with(token, &set, &options, &mut Fixed::default()).expect("the known key is there");
    assert_eq!(verified.key_id(), Some(KEY_ID));
    assert_eq!(inspect_with(token, Some(&set), &options, &mut Fixed::default()).valid(), Some(true));
});

fn goes_round(set: &KeySet) {
    assert!(!set.keys().is_empty(), "a set without keys is an error");
    let text = set.to_jwks();
    match KeySet::from_jwks(&text) {
        Ok(again) => assert_eq!(*again.to_jwks(), *text),
        // The bytes of a secret may look like a key to the reader of `oct` JWKs.
        Err(error) => assert_eq!((set.keys()[0].role(), error.code()), (KeyRole::Secret, Code::KeyMismatch)),
    }
    match set.public_keys() {
        Ok(public) => {
            let prints = |set: &KeySet| set.keys().iter().map(Key::thumbprint).collect::<Vec<_>>();
            assert_eq!(prints(&public), prints(set));
            assert!(public.keys().iter().all(|key| key.role() == KeyRole::Public));
        }
        Err(error) => assert_eq!((set.keys()[0].role(), error.code()), (KeyRole::Secret, Code::KeyMismatch)),
    }
}
