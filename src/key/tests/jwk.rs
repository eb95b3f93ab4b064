//! JWKs: those of the RFCs, the limits they set, and all that must be refused.

use super::{one, refused};
use crate::{Algorithm, Code, GenerateOptions, Key, KeyRole, PemFormat, Platform, platform::System};
use alloc::{string::String, vec::Vec};

const EC: &str = r#"{"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0","d":"jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI"}"#;
const RSA: &str = include_str!("../../../tests/vectors/jose-cookbook/jwk/3_4.rsa_private_key.json");

#[test]
fn rfc_7638_and_8037_thumbprints() {
    let rsa = r#"{"kty":"RSA","n":"0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw","e":"AQAB","alg":"RS256","kid":"2011-04-29"}"#;
    assert_eq!(one(rsa).thumbprint(), "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs");
    assert_eq!(one(rsa).to_jwk().len(), rsa.len());
    let ed = r#"{"kty":"OKP","crv":"Ed25519","d":"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}"#;
    assert_eq!(one(ed).thumbprint(), "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
    assert_eq!(
        one(ed).public_key().unwrap().to_jwk().as_str(),
        r#"{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}"#
    );
}

#[test]
fn cookbook_keys_are_read() {
    for text in [
        include_str!("../../../tests/vectors/jose-cookbook/jwk/3_1.ec_public_key.json"),
        include_str!("../../../tests/vectors/jose-cookbook/jwk/3_2.ec_private_key.json"),
        include_str!("../../../tests/vectors/jose-cookbook/jwk/3_3.rsa_public_key.json"),
        include_str!("../../../tests/vectors/jose-cookbook/jwk/3_4.rsa_private_key.json"),
        include_str!("../../../tests/vectors/jose-cookbook/jwk/3_5.symmetric_key_mac_computation.json"),
    ] {
        let key = one(text);
        assert!(key.check(key.default_algorithm().unwrap(), false, false).is_ok());
        assert_eq!(one(&key.to_jwk()).to_jwk(), key.to_jwk());
    }
    let encryption = one(include_str!("../../../tests/vectors/jose-cookbook/jwk/3_6.symmetric_key_encryption.json"));
    assert_eq!(encryption.check(Algorithm::HS256, false, false).unwrap_err().code(), Code::KeyMismatch);
}

/// With further members, or others in place of its own.
fn with(text: &str, members: &[(&str, &str)]) -> String {
    let mut object: serde_json::Map<String, serde_json::Value> = serde_json::from_str(text).unwrap();
    for (name, value) in members {
        object.remove(*name);
        if !value.is_empty() {
            object.insert(String::from(*name), serde_json::from_str(value).unwrap());
        }
    }
    serde_json::to_string(&object).unwrap()
}

#[test]
fn parts_that_do_not_belong_together_are_refused() {
    let other = r#""pJ8SWFPhDXJrJ8zfCTJJdPzmYpCYZ0bmjQnKbbYEMkc""#;
    refused(&with(EC, &[("x", other)]), Code::KeyInvalid, "curve");
    refused(&with(EC, &[("d", other)]), Code::KeyInvalid, "belong together");
    refused(&with(EC, &[("crv", "\"P-384\"")]), Code::KeyInvalid, "shorter than the curve's field");
    refused(&with(EC, &[("crv", "\"secp256k1\"")]), Code::KeyInvalid, "secp256k1");
    refused(&with(EC, &[("crv", "\"P-224\"")]), Code::KeyInvalid, "P-224");
    refused(&with(EC, &[("crv", "")]), Code::KeyInvalid, "crv is missing");
    refused(&with(EC, &[("y", "")]), Code::KeyInvalid, "y is missing");
    refused(&with(EC, &[("y", "1")]), Code::KeyInvalid, "must be a string");
    refused(&with(EC, &[("y", "\"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0=\"")]), Code::KeyInvalid, "padded");
    refused(&with(EC, &[("kty", "\"ec\"")]), Code::KeyInvalid, "kty");
    refused(&EC.replace("\"kty\"", "\"kty\":\"EC\",\"kty\""), Code::KeyInvalid, "twice");
    refused(&with(RSA, &[("d", "\"AQAB\"")]), Code::KeyInvalid, "belong together");
    refused(&with(RSA, &[("dp", "\"AQAB\"")]), Code::KeyInvalid, "belong together");
    refused(&with(RSA, &[("dp", "")]), Code::KeyInvalid, "all five");
    refused(&with(RSA, &[("d", "")]), Code::KeyInvalid, "without d");
    refused(&with(RSA, &[("oth", "[]")]), Code::KeyInvalid, "two primes");
    refused(&with(RSA, &[("e", "\"AQ\"")]), Code::KeyInvalid, "odd number above 2");
    refused(&with(RSA, &[("e", "\"Ag\"")]), Code::KeyInvalid, "odd number above 2");
    refused(&with(RSA, &[("e", "\"AAEAAQ\"")]), Code::KeyInvalid, "zero byte");
    refused(&with(RSA, &[("n", "\"AQAB\"")]), Code::KeyWeak, "17 bits");
    refused(r#"{"kty":"oct","k":""}"#, Code::KeyInvalid, "empty");
    refused(r#"{"kty":"oct"}"#, Code::KeyInvalid, "k is missing");
    refused(
        r#"{"kty":"OKP","crv":"X25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}"#,
        Code::KeyInvalid,
        "X25519",
    );
    refused(
        r#"{"kty":"OKP","crv":"Ed25519","x":"AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}"#,
        Code::KeyInvalid,
        "full order",
    );
}

#[test]
fn n_e_d_alone_are_completed() {
    let short = with(RSA, &[("p", ""), ("q", ""), ("dp", ""), ("dq", ""), ("qi", "")]);
    let (short, whole) = (one(&short), one(RSA));
    assert_eq!(short.to_pem(PemFormat::Spki).unwrap(), whole.to_pem(PemFormat::Spki).unwrap());
    let signature = short.sign(Algorithm::RS256, b"input", &mut System).unwrap();
    assert_eq!(signature, whole.sign(Algorithm::RS256, b"input", &mut System).unwrap());
}

#[test]
fn alg_use_and_key_ops_bind_the_key() {
    #[track_caller]
    fn check(key: &Key, algorithm: Algorithm, verifying: bool, signing: bool) {
        assert_eq!(
            key.check(algorithm, false, false).map_err(|error| error.code()),
            if verifying { Ok(()) } else { Err(Code::KeyMismatch) }
        );
        assert_eq!(
            key.check(algorithm, false, true).map_err(|error| error.code()),
            if signing { Ok(()) } else { Err(Code::KeyMismatch) }
        );
    }
    let with = |name, value| one(&with(EC, &[(name, value)]));
    check(&with("alg", "\"ES256\""), Algorithm::ES256, true, true);
    check(&with("alg", "\"ES521\""), Algorithm::ES256, false, false);
    check(&with("alg", "\"ES384\""), Algorithm::ES256, false, false);
    check(&with("use", "\"sig\""), Algorithm::ES256, true, true);
    check(&with("use", "\"enc\""), Algorithm::ES256, false, false);
    check(&with("key_ops", "[\"sign\"]"), Algorithm::ES256, true, true);
    check(&with("key_ops", "[\"verify\"]"), Algorithm::ES256, true, false);
    check(&with("key_ops", "[\"deriveKey\"]"), Algorithm::ES256, false, false);
    check(&with("key_ops", "[]"), Algorithm::ES256, false, false);
    check(&one(EC), Algorithm::ES256K, false, false);
    check(&one(EC), Algorithm::HS256, false, false);
    check(&one(EC).public_key().unwrap(), Algorithm::ES256, true, false);
    check(&with("key_ops", "[\"sign\"]").public_key().unwrap(), Algorithm::ES256, true, false);
    let pss = one(&super::jwk::with(RSA, &[("alg", "\"PS256\"")]));
    check(&pss, Algorithm::PS256, true, true);
    check(&pss, Algorithm::PS384, false, false);
    check(&pss, Algorithm::RS256, false, false);
    let edwards =
        one(r#"{"kty":"OKP","crv":"Ed25519","alg":"EdDSA","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}"#);
    check(&edwards, Algorithm::Ed25519, true, false);
    refused(
        &super::jwk::with(EC, &[("use", "\"sig\""), ("key_ops", "[\"encrypt\"]")]),
        Code::KeyInvalid,
        "contradicts",
    );
    refused(&super::jwk::with(EC, &[("key_ops", "[\"sign\",\"sign\"]")]), Code::KeyInvalid, "twice");
    refused(&super::jwk::with(EC, &[("key_ops", "\"sign\"")]), Code::KeyInvalid, "array of strings");
}

#[test]
fn identifiers_of_rsassa_pss_bind_the_key() {
    let any = one(include_str!("../../../tests/keys/pss.any.pkcs8.pem"));
    assert_eq!(any.algorithms(), [Algorithm::PS256, Algorithm::PS384, Algorithm::PS512]);
    let bound = one(include_str!("../../../tests/keys/pss.sha256.pkcs8.pem"));
    assert_eq!(bound.algorithms(), [Algorithm::PS256]);
    assert_eq!(bound.check(Algorithm::RS256, false, true).unwrap_err().code(), Code::KeyMismatch);
    assert!(bound.to_jwk().ends_with(r#""alg":"PS256"}"#));
}

#[test]
fn weak_keys_are_refused_unless_allowed() {
    let secret = one("only thirty-one bytes long......");
    assert_eq!(secret.check(Algorithm::HS256, false, true).map_err(|error| error.code()), Ok(()));
    assert_eq!(secret.check(Algorithm::HS384, false, true).unwrap_err().code(), Code::KeyWeak);
    assert!(secret.check(Algorithm::HS512, true, true).is_ok());
    let small = one(include_str!("../../../tests/keys/rsa1024.spki.pem"));
    assert_eq!(small.check(Algorithm::RS256, false, false).unwrap_err().code(), Code::KeyWeak);
    assert!(small.check(Algorithm::RS256, true, false).is_ok());
}

#[test]
fn every_algorithm_gets_its_own_key() {
    for &algorithm in Algorithm::ALL {
        let options = GenerateOptions { key_id: Some("one".into()), ..Default::default() };
        let key = Key::generate_with(algorithm, &options, &mut System).unwrap();
        let bound = key.algorithms();
        assert!(bound.contains(&algorithm) && bound.len() <= 2);
        assert!(key.to_jwk().contains(r#""kid":"one","alg":""#));
        key.check(algorithm, false, true).unwrap();
        let signature = key.sign(algorithm, b"input", &mut System).unwrap();
        assert!(one(&key.to_jwk()).verify(algorithm, b"input", &signature));
        if key.role() == KeyRole::Private {
            assert!(one(&key.public_key().unwrap().to_jwk()).verify(algorithm, b"input", &signature));
        }
    }
    for bits in [0, 2047, 1024, 16_384] {
        let options = GenerateOptions { modulus_bits: Some(bits), ..Default::default() };
        assert_eq!(
            Key::generate_with(Algorithm::RS256, &options, &mut System).unwrap_err().code(),
            Code::OptionInvalid
        );
    }
}

#[test]
fn without_random_numbers_no_key_is_made() {
    struct Nothing;
    impl Platform for Nothing {
        fn now_seconds(&mut self) -> f64 {
            0.0
        }
        fn fill_random(&mut self, _: &mut [u8]) -> bool {
            false
        }
    }
    for &algorithm in Algorithm::ALL {
        assert_eq!(
            Key::generate_with(algorithm, &GenerateOptions::default(), &mut Nothing).unwrap_err().code(),
            Code::NoEntropy
        );
    }
    assert_eq!(one(RSA).sign(Algorithm::PS256, b"", &mut Nothing).unwrap_err().code(), Code::NoEntropy);
    assert!(one(RSA).sign(Algorithm::RS256, b"", &mut Nothing).is_ok());
}

#[test]
fn keys_of_the_faulty_generator_are_told_by_their_fingerprint() {
    let file = include_str!("../../../tests/vectors/wycheproof/json_web_key_test.json");
    let file: serde_json::Value = serde_json::from_str(file).unwrap();
    let groups = file["testGroups"].as_array().unwrap();
    let is_weak = |group: &serde_json::Value| {
        let text = group["private"]["keys"][0].to_string();
        let key = one(&text);
        assert!(key.check(Algorithm::RS256, true, true).is_ok());
        key.check(Algorithm::RS256, false, true).is_err_and(|error| error.message().contains("CVE-2017-15361"))
    };
    let found: Vec<(&str, bool)> = groups
        .iter()
        .map(|group| (group["comment"].as_str().unwrap(), group))
        .filter(|(comment, _)| matches!(*comment, "jws_rsa_roca_key" | "keysize_too_small"))
        .map(|(comment, group)| (comment, is_weak(group)))
        .collect();
    assert_eq!(found, [("jws_rsa_roca_key", true), ("keysize_too_small", false)]);
}
