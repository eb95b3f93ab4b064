//! What holds with any set of features: HMAC always works, and what a build lacks is refused by a code of its own.
#![allow(clippy::unwrap_used)]

use jwtmint::{Algorithm, Code, GenerateOptions, Key, Platform, SignOptions, VerifyOptions, sign_with, verify_with};

/// A clock that stands still and numbers that are random to nobody.
struct Fixed(u8);

impl Platform for Fixed {
    fn now_seconds(&mut self) -> f64 {
        1_700_000_000.0
    }

    fn fill_random(&mut self, bytes: &mut [u8]) -> bool {
        for byte in bytes {
            self.0 = self.0.wrapping_mul(77).wrapping_add(101);
            *byte = self.0;
        }
        true
    }
}

#[test]
fn hmac_works_in_every_build() {
    for algorithm in [Algorithm::HS256, Algorithm::HS384, Algorithm::HS512] {
        let key = Key::generate_with(algorithm, &GenerateOptions::new(), &mut Fixed(1)).unwrap();
        let token = sign_with(r#"{"sub":"me"}"#, &key, &SignOptions::new(), &mut Fixed(1)).unwrap();
        let verified = verify_with(&token, &key, &VerifyOptions::new(), &mut Fixed(1)).unwrap();
        assert_eq!(verified.claims(), r#"{"sub":"me","iat":1700000000}"#);
    }
}

#[test]
fn an_algorithm_works_or_is_refused_as_one_that_the_build_lacks() {
    assert_eq!(Algorithm::ES256.is_supported(), cfg!(feature = "rustcrypto"));
    assert_eq!(Algorithm::MlDsa44.is_supported(), cfg!(feature = "ml-dsa"));
    for &algorithm in Algorithm::ALL.iter().filter(|algorithm| !algorithm.name().starts_with(['R', 'P'])) {
        match Key::generate_with(algorithm, &GenerateOptions::new(), &mut Fixed(9)) {
            Ok(key) => {
                assert!(algorithm.is_supported(), "{algorithm}");
                let token = sign_with("{}", &key, &SignOptions::new(), &mut Fixed(1)).unwrap();
                assert!(verify_with(&token, &key, &VerifyOptions::new(), &mut Fixed(1)).is_ok(), "{algorithm}");
            }
            Err(error) => {
                assert!(
                    !algorithm.is_supported() && error.code() == Code::AlgorithmUnsupported,
                    "{algorithm}: {error}"
                );
                assert!(error.remedy().is_some(), "which feature has it: {error}");
            }
        }
    }
}

#[test]
fn a_public_key_is_never_a_secret_even_where_it_cannot_be_used() {
    let pem = include_str!("keys/ec.p256.spki.pem");
    match Key::from_text(pem) {
        Ok(key) => assert!(cfg!(feature = "rustcrypto") && !key.algorithms().contains(&Algorithm::HS256)),
        Err(error) => assert!(!cfg!(feature = "rustcrypto") && error.code() == Code::AlgorithmUnsupported, "{error}"),
    }
    assert_eq!(Key::from_secret(pem.as_bytes()).unwrap_err().code(), Code::KeyMismatch);
}
