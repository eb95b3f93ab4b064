//! The engine itself: contexts and messages that no token can have, by Wycheproof, and determinism.

use super::{MlDsaPrivate, MlDsaPublic};
use crate::algorithm::MlDsaParameterSet;
use crate::crypto::EngineError;
use crate::crypto::engine::{MlDsaPrivateKey, MlDsaPublicKey};
use crate::key::Key;
use alloc::{format, vec::Vec};
use serde_json::Value;
use std::println;

const NAME: &str = "mldsa_65_verify_test.json";
const FILE: &str = include_str!("../../../tests/vectors/wycheproof/mldsa_65_verify_test.json");
const DIVERGENCES: &str = include_str!("../../../tests/vectors/wycheproof/divergences.json");

fn hex(value: &Value) -> Vec<u8> {
    let digits = value.as_str().unwrap_or_default().as_bytes();
    digits.chunks(2).map(|pair| u8::from_str_radix(core::str::from_utf8(pair).unwrap(), 16).unwrap()).collect()
}

/// Wycheproof's verdicts on verification, with the key as bytes and as the DER of RFC 9881.
#[test]
fn wycheproof() {
    let file: Value = serde_json::from_str(FILE).unwrap();
    let all: Value = serde_json::from_str(DIVERGENCES).unwrap();
    let declared = all[NAME].as_object().unwrap();
    let (mut agree, mut diverged, mut wrong) = (0, 0, Vec::new());
    for group in file["testGroups"].as_array().unwrap() {
        let key = MlDsaPublic::new(MlDsaParameterSet::MlDsa65, &hex(&group["publicKey"]));
        assert_eq!(key.is_ok(), Key::from_der(&hex(&group["publicKeyDer"])).is_ok(), "both forms, or neither");
        for case in group["tests"].as_array().unwrap() {
            let (context, message, signature) = (hex(&case["ctx"]), hex(&case["msg"]), hex(&case["sig"]));
            let accepted = key.as_ref().is_ok_and(|key| key.verify_in(&context, &message, &signature));
            if let Ok(key) = key.as_ref().map_err(|fault| assert_eq!(*fault, EngineError::Invalid)) {
                assert_eq!(context.is_empty() && accepted, key.verify(&message, &signature), "{}", case["tcId"]);
            }
            let id = format!("{}", case["tcId"]);
            match (accepted == (case["result"] == "valid"), declared.contains_key(&id)) {
                (true, false) => agree += 1,
                (false, true) => diverged += 1,
                (true, true) => wrong.push(format!("{id}: declared as a divergence, but agrees")),
                (false, false) => wrong.push(format!("{id}: {} is {}", case["comment"], case["result"])),
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert_eq!((agree, diverged), (210 - declared.len(), declared.len()), "every case, every divergence");
    println!("{NAME}: {agree} verdicts as the file says, {diverged} declared divergences");
}

#[test]
fn a_seed_gives_one_key_and_one_signature() {
    for (set, expanded, signature) in [
        (MlDsaParameterSet::MlDsa44, 2560, 2420),
        (MlDsaParameterSet::MlDsa65, 4032, 3309),
        (MlDsaParameterSet::MlDsa87, 4896, 4627),
    ] {
        let [one, two] = [(); 2].map(|()| MlDsaPrivate::new(set, &[7; 32]).unwrap());
        let signed = one.sign(b"message").unwrap();
        assert_eq!(signed, two.sign(b"message").unwrap());
        assert_eq!(
            (one.expanded().len(), signed.len(), one.public_bytes().len()),
            (expanded, signature, set.public_key_bytes())
        );
        assert_eq!((one.set(), one.public().set(), &one.seed()[..]), (set, set, &[7; 32][..]));
        assert!(one.verify(b"message", &signed) && one.public().verify(b"message", &signed));
        assert!(!one.public().verify(b"massage", &signed));
        assert_eq!(one.public().bytes(), one.public_bytes());
    }
}

#[test]
fn other_lengths_are_no_keys() {
    for &set in MlDsaParameterSet::ALL {
        for length in [0, 31, 33, 64] {
            assert_eq!(MlDsaPrivate::new(set, &alloc::vec![1; length]).err(), Some(EngineError::Invalid));
        }
        for length in [0, set.public_key_bytes() - 1, set.public_key_bytes() + 1] {
            assert_eq!(MlDsaPublic::new(set, &alloc::vec![1; length]).err(), Some(EngineError::Invalid));
        }
    }
}
