//! ML-DSA tokens and keys: the examples of RFC 9964 and RFC 9881, and what must be refused.

use crate::support::{Fixed, NoRandom, base64url, expect, from_base64url, test};
use jwtmint::{
    Algorithm, Code, Family, GenerateOptions, ImportOptions, Imported, Key, KeyRole, KeySource, PemFormat, SignOptions,
    Typ, VerifyOptions, inspect_with, sign_payload_with, sign_with, verify_payload, verify_with,
};
use serde_json::{Value, json};

/// The example of RFC 9964 appendix A.1, and of RFC 9881 appendix C the seed, both, the public key and the certificate.
macro_rules! examples {
    ($($set:literal),*) => {
        [$((
            include_str!(concat!("../vectors/rfc9964/ml-dsa-", $set, ".json")),
            [
                include_str!(concat!("../vectors/rfc9881/ml-dsa-", $set, ".seed.pem")),
                include_str!(concat!("../vectors/rfc9881/ml-dsa-", $set, ".both.pem")),
                include_str!(concat!("../vectors/rfc9881/ml-dsa-", $set, ".public.pem")),
                include_str!(concat!("../vectors/rfc9881/ml-dsa-", $set, ".certificate.pem")),
            ],
        ),)*]
    };
}

const EXPANDED: &str = include_str!("../vectors/rfc9881/ml-dsa-44.expanded.pem");
const INCONSISTENT: &str = include_str!("../vectors/rfc9881/ml-dsa-44.inconsistent.pem");

fn all() -> [(Algorithm, Value, [&'static str; 4]); 3] {
    let algorithms = [Algorithm::MlDsa44, Algorithm::MlDsa65, Algorithm::MlDsa87];
    let mut rest = algorithms.into_iter();
    examples!("44", "65", "87").map(|(jose, pems)| (rest.next().unwrap(), serde_json::from_str(jose).unwrap(), pems))
}

fn key(jwk: &Value) -> jwtmint::Result<Key> {
    Key::from_jwk(&jwk.to_string())
}

fn signing(algorithm: Algorithm) -> SignOptions {
    SignOptions::new().algorithm(algorithm).no_timestamp()
}

#[test]
fn the_examples_of_rfc_9964_hold_and_are_made_again_to_the_byte() {
    for (algorithm, example, _) in all() {
        let jwk = &example["jwk"];
        let (private, token) = (key(jwk).unwrap(), example["jws"].as_str().unwrap());
        assert_eq!((private.role(), private.key_type().name()), (KeyRole::Private, "AKP"));
        assert_eq!(private.algorithms(), [algorithm]);
        assert_eq!(private.thumbprint(), jwk["kid"].as_str().unwrap());
        let verified = verify_payload(token, &private.public_key().unwrap(), &VerifyOptions::default()).unwrap();
        let options = signing(algorithm).typ(Typ::Omit).key_id(private.key_id().unwrap());
        // Without a random source: the deterministic variant.
        let again = sign_payload_with(verified.payload(), &private, &options, &mut NoRandom).unwrap();
        assert_eq!(again, token);
    }
}

#[test]
fn the_keys_of_rfc_9881_are_read_and_written_in_every_form() {
    for (algorithm, _, [seed, both, public, certificate]) in all() {
        let key = Key::from_pem(seed).unwrap();
        assert_eq!(key.default_algorithm(), Some(algorithm));
        assert_eq!(key.to_pem(PemFormat::Standard).unwrap().trim_end(), seed.trim_end());
        assert_eq!(key.to_pem(PemFormat::Spki).unwrap().trim_end(), public.trim_end());
        for text in [both, public, certificate] {
            assert_eq!(Key::from_pem(text).unwrap().thumbprint(), key.thumbprint());
        }
        assert_eq!(Key::from_pem(both).unwrap().to_jwk(), key.to_jwk());
        let Family::MlDsa(set) = algorithm.family() else { panic!("ML-DSA") };
        assert_eq!(
            (key.bits(), algorithm.minimum_key_bits()),
            (set.public_key_bytes() * 8, set.public_key_bytes() * 8)
        );
        let jwk: Value = serde_json::from_str(&key.to_jwk()).unwrap();
        let names: Vec<&str> = jwk.as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!(names, ["kty", "pub", "priv", "alg"]);
        assert_eq!(self::key(&jwk).unwrap().to_jwk(), key.to_jwk());
        for format in [PemFormat::Pkcs1, PemFormat::Sec1] {
            expect(key.to_pem(format), Code::KeyMismatch);
        }
    }
}

#[test]
fn a_fresh_key_signs_tokens_that_verify() {
    for (algorithm, ..) in all() {
        let key = Key::generate_with(algorithm, &GenerateOptions::default(), &mut Fixed::default()).unwrap();
        expect(Key::generate_with(algorithm, &GenerateOptions::default(), &mut NoRandom), Code::NoEntropy);
        let token = sign_with(r#"{"sub":"a"}"#, &key, &SignOptions::new().no_timestamp(), &mut NoRandom).unwrap();
        let public = key.public_key().unwrap();
        assert!(!public.to_jwk().contains("priv"));
        let verified = verify_with(&token, &public, &VerifyOptions::default(), &mut Fixed::default()).unwrap();
        assert_eq!(verified.algorithm(), algorithm);
        let report = inspect_with(&token, Some(&public), &VerifyOptions::default(), &mut Fixed::default());
        assert_eq!(report.valid(), Some(true), "{:?}", report.checks());
        expect(sign_with("{}", &public, &SignOptions::new().no_timestamp(), &mut NoRandom), Code::KeyMismatch);
    }
}

#[test]
fn a_changed_signature_or_one_of_another_length_is_refused() {
    for (_, example, _) in all() {
        let key = key(&example["jwk"]).unwrap();
        let token = example["jws"].as_str().unwrap();
        let (input, signature) = token.rsplit_once('.').unwrap();
        let bytes = from_base64url(signature);
        let mut damaged: Vec<Vec<u8>> = vec![
            bytes[1..].to_vec(),
            [&bytes[..], &[0]].concat(),
            vec![0; bytes.len()],
            vec![0xff; bytes.len()],
            vec![1],
        ];
        for at in [0, 31, 64, bytes.len() / 2, bytes.len() - 90, bytes.len() - 1] {
            let mut changed = bytes.clone();
            changed[at] ^= 1;
            damaged.push(changed);
        }
        for bytes in damaged {
            let token = format!("{input}.{}", base64url(&bytes));
            expect(verify_payload(&token, &key, &VerifyOptions::default()), Code::SignatureInvalid);
        }
    }
}

#[test]
fn a_key_is_for_its_own_set_and_for_nothing_else() {
    let examples = all();
    for (algorithm, example, _) in &examples {
        let own = key(&example["jwk"]).unwrap();
        for (other, another, _) in examples.iter().filter(|(other, ..)| other != algorithm) {
            expect(sign_with("{}", &own, &signing(*other), &mut NoRandom), Code::KeyMismatch);
            let token = another["jws"].as_str().unwrap();
            expect(verify_payload(token, &own, &VerifyOptions::default()), Code::AlgorithmNotAllowed);
            let allowed = VerifyOptions::new().algorithms(vec![*other]);
            expect(verify_payload(token, &own, &allowed), Code::KeyMismatch);
            // Its numbers under another set's name.
            let mut mislabelled = example["jwk"].clone();
            mislabelled["alg"] = json!(other.name());
            expect(key(&mislabelled), Code::KeyInvalid);
            mislabelled.as_object_mut().unwrap().remove("priv");
            assert!(expect(key(&mislabelled), Code::KeyInvalid).message().contains(" bytes, and this one has "));
        }
        for other in [Algorithm::ES256, Algorithm::EdDSA, Algorithm::RS256] {
            expect(sign_with("{}", &own, &signing(other), &mut NoRandom), Code::KeyMismatch);
        }
        let options = ImportOptions::new().algorithm(Algorithm::EdDSA);
        expect(Imported::from_text(&example["jwk"].to_string(), &options), Code::KeyMismatch);
    }
}

#[test]
fn a_public_key_in_any_form_is_never_a_secret() {
    for (_, example, [seed, _, public, _]) in all() {
        let own = key(&example["jwk"]).unwrap().public_key().unwrap();
        let options = ImportOptions::new().algorithm(Algorithm::HS256);
        expect(sign_with("{}", &own, &signing(Algorithm::HS256), &mut NoRandom), Code::KeyMismatch);
        for text in [public, seed, &own.to_jwk()] {
            expect(Imported::from_text(text, &options), Code::KeyMismatch);
            expect(Key::from_secret(text.as_bytes()), Code::KeyMismatch);
        }
    }
}

#[test]
fn members_of_a_jwk_are_checked_one_by_one() {
    let [(_, example, _), ..] = all();
    let jwk = &example["jwk"];
    let changed = |name: &str, value: Value| {
        let mut changed = jwk.clone();
        changed[name] = value;
        expect(key(&changed), Code::KeyInvalid).message().to_owned()
    };
    let without = |name: &str| {
        let mut changed = jwk.clone();
        changed.as_object_mut().unwrap().remove(name);
        expect(key(&changed), Code::KeyInvalid).message().to_owned()
    };
    assert!(without("alg").contains("RFC 9964"));
    assert!(without("pub").contains("pub"));
    assert!(changed("alg", json!("ML-DSA-128")).contains("ML-DSA-44, ML-DSA-65 and ML-DSA-87"));
    assert!(changed("alg", json!("ES256")).contains("AKP"));
    assert!(changed("alg", json!(44)).contains("alg"));
    assert!(changed("priv", json!("AAAA")).contains("seed of 32 bytes, and this one has 3"));
    assert!(changed("priv", json!(7)).contains("a string"));
    assert!(changed("priv", json!(base64url(&[1; 32]))).contains("do not belong together"));
    assert!(changed("pub", json!("AAAA")).contains("do not belong together"));
    assert!(changed("pub", json!("=")).contains("base64url"));
    // In a set, a key of an algorithm that is unknown here is passed over, and so is a damaged one.
    let set = |first: &Value| format!(r#"{{"keys":[{first},{}]}}"#, example["jwk"]);
    let future = json!({"kty": "AKP", "alg": "SLH-DSA-SHA2-128s", "pub": "AAAA"});
    let damaged = json!({"kty": "AKP", "alg": "ML-DSA-44", "pub": "AAAA"});
    for other in [future, damaged] {
        let keys = Imported::from_text(&set(&other), &ImportOptions::default()).unwrap();
        assert_eq!(keys.keys().len(), 1);
    }
}

#[test]
fn pkcs8_without_the_seed_or_with_a_wrong_one_is_refused() {
    let error = expect(Key::from_pem(EXPANDED), Code::KeyInvalid);
    assert!(
        error.message().contains("expanded form") && error.message().contains("openssl genpkey -algorithm ML-DSA-44")
    );
    assert!(expect(Key::from_pem(INCONSISTENT), Code::KeyInvalid).message().contains("do not belong together"));
    let der = |tag: u8, content: &[u8]| {
        let length = u8::try_from(content.len()).unwrap();
        [&[tag, length][..], content].concat()
    };
    // Version, algorithm, seed of any length, and whatever comes behind.
    let built = |arc: u8, parameters: &[u8], inner: &[u8], more: &[u8]| {
        let name = der(6, &[0x60, 0x86, 0x48, 1, 0x65, 3, 4, 3, arc]);
        let identifier = der(0x30, &[&name[..], parameters].concat());
        der(0x30, &[&[2, 1, 0][..], &identifier, &der(4, inner), more].concat())
    };
    assert!(Key::from_der(&built(17, &[], &der(0x80, &[9; 32]), &[])).is_ok());
    for bad in [
        built(17, &[], &der(0x80, &[9; 31]), &[]),
        built(17, &[], &der(0x80, &[9; 33]), &[]),
        built(17, &[], &der(0xa0, &der(4, &[9; 32])), &[]),
        built(17, &[], &[9; 32], &[]),
        built(17, &[], &[], &[]),
        built(17, &[5, 0], &der(0x80, &[9; 32]), &[]),
        built(17, &[], &[&der(0x80, &[9; 32])[..], &[5, 0]].concat(), &[]),
        built(17, &[], &der(0x30, &der(4, &[9; 32])), &[]),
        built(17, &[], &der(0x30, &[der(4, &[9; 32]), der(4, &[9; 32])].concat()), &[]),
        built(20, &[], &der(0x80, &[9; 32]), &[]),
    ] {
        expect(Key::from_der(&bad), Code::KeyInvalid);
    }
}
