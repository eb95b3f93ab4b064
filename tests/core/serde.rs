//! The feature `serde`: typed claims, options and keys from data, results as data.

use crate::support::{Fixed, NOW, expect, forged, secret, test};
use jwtmint::{
    Algorithm, Code, DecodeOptions, GenerateOptions, ImportOptions, Imported, Key, KeySet, KeySource, SignOptions,
    VerifyOptions, decode, inspect_with, sign_claims_with, sign_with, verify_with,
};
use serde::de::value::{Error as ValueError, MapDeserializer};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::error::Error as _;

const TYPES: &str = concat!(include_str!("../../pkg/types/index.d.ts"), include_str!("../../pkg/types/results.d.ts"));

/// The members that an interface of the package for JavaScript declares: those that are always there, and all.
fn declared(interface: &str) -> (BTreeSet<&'static str>, BTreeSet<&'static str>) {
    let starts = ['<', ' '].map(|next| TYPES.find(&format!("export interface {interface}{next}")));
    let start = starts.into_iter().flatten().next().expect("the interface is declared");
    let body = TYPES[start..].split_once("{\n").unwrap().1.split_once("\n}").unwrap().0;
    let members = body.lines().filter(|line| line.starts_with("  ") && !line[2..].starts_with([' ', '*', '/']));
    let names =
        members.filter_map(|line| line.trim().split_once(':').map(|(name, _)| name)).filter(|name| !name.contains('('));
    let (mut always, mut all) = (BTreeSet::new(), BTreeSet::new());
    for name in names {
        all.insert(name.trim_end_matches('?'));
        if !name.ends_with('?') {
            always.insert(name);
        }
    }
    (always, all)
}

#[track_caller]
fn has_shape(value: &Value, interface: &str) {
    let (always, all) = declared(interface);
    let names: BTreeSet<&str> = value.as_object().unwrap().keys().map(String::as_str).collect();
    assert!(always.len() > 2 && names.is_superset(&always), "{interface} without {:?}", always.difference(&names));
    assert!(all.is_superset(&names), "{interface} with {:?}", names.difference(&all));
}

#[test]
fn results_have_the_shape_of_the_javascript_package() {
    let options = SignOptions::new().key_id("one").expires_in_seconds(60);
    let token = sign_with(
        r#"{"sub":"me","big":12345678901234567890,"list":[1,-2,0.5,null,true]}"#,
        &secret(),
        &options,
        &mut Fixed::default(),
    )
    .unwrap();
    let decoded = serde_json::to_value(decode(&token).unwrap()).unwrap();
    has_shape(&decoded, "Decoded");
    assert_eq!(decoded["payload"]["big"], json!(12_345_678_901_234_567_890_u64));
    assert_eq!(decoded["payload"]["list"], json!([1, -2, 0.5, null, true]));
    assert_eq!(decoded["signingInput"].as_str(), token.rsplit_once('.').map(|(input, _)| input));
    let verified = verify_with(&token, &secret(), &VerifyOptions::new(), &mut Fixed::default()).unwrap();
    let verified = serde_json::to_value(&verified).unwrap();
    has_shape(&verified, "Verified");
    assert_eq!((&verified["algorithm"], &verified["keyId"]), (&json!("HS256"), &json!("one")));
    let report = inspect_with(&token, None, &VerifyOptions::new(), &mut Fixed::default());
    let report = serde_json::to_value(&report).unwrap();
    has_shape(&report, "Report");
    has_shape(&report["times"]["expires"], "ReportTime");
    assert_eq!(report["times"]["expires"]["seconds"], json!(NOW as u64 + 60));
    let failed = inspect_with("e30.e30.", None, &VerifyOptions::new(), &mut Fixed::default());
    for check in serde_json::to_value(&failed).unwrap()["checks"].as_array().unwrap() {
        has_shape(check, "Check");
    }
    let error = serde_json::to_value(decode("a.b").unwrap_err()).unwrap();
    assert_eq!(error["code"], json!("ERR_TOKEN_MALFORMED"));
    assert!(error["message"].as_str().unwrap().contains("found two"), "{error}");
}

#[derive(Serialize, Deserialize, Debug, PartialEq)]
struct Order<'a> {
    sub: &'a str,
    lines: Vec<u32>,
}

#[test]
fn typed_claims_come_back() {
    let order = Order { sub: "me", lines: vec![1, 2] };
    let token = sign_claims_with(&order, &secret(), &SignOptions::new().no_timestamp(), &mut Fixed::default()).unwrap();
    let verified = verify_with(&token, &secret(), &VerifyOptions::new(), &mut Fixed::default()).unwrap();
    assert_eq!(verified.claims(), r#"{"sub":"me","lines":[1,2]}"#);
    assert_eq!(verified.claims_as::<Order<'_>>().unwrap(), order);
    #[derive(Deserialize)]
    struct Head<'a> {
        alg: &'a str,
    }
    assert_eq!(verified.header_as::<Head<'_>>().unwrap().alg, "HS256");
}

#[test]
fn claims_of_another_type_are_told_without_their_values() {
    let token = forged(r#"{"alg":"HS256"}"#, b"{\"sub\":\"hunter2\",\n \"lines\":\"hunter2, expected 5\"}");
    let decoded = decode(&token).unwrap();
    let error = expect(decoded.claims_as::<Order<'_>>(), Code::ClaimsInvalid);
    assert!(error.message().contains("expected a sequence") && !error.to_string().contains("hunter2"), "{error}");
    assert_eq!(error.position(), Some(decoded.claims().len() - 2), "{error}");
    assert!(error.source().is_some_and(|source| source.to_string().contains("hunter2")));
    let error = expect(
        decode(&forged(r#"{"alg":"HS256"}"#, br#"{"sub":"me"}"#)).unwrap().claims_as::<Order<'_>>(),
        Code::ClaimsInvalid,
    );
    assert!(error.message().contains("missing field `lines`"), "{error}");
}

#[test]
fn what_is_no_object_is_no_claims_set() {
    let mut random = Fixed::default();
    expect(sign_claims_with("{\"sub\":\"text\"}", &secret(), &SignOptions::new(), &mut random), Code::ClaimsInvalid);
    let error = expect(
        sign_claims_with(&std::collections::BTreeMap::from([((1, 2), 3)]), &secret(), &SignOptions::new(), &mut random),
        Code::ClaimsInvalid,
    );
    assert!(error.source().is_some());
}

#[test]
fn options_are_read_from_data_by_the_one_reader() {
    let options: SignOptions = serde_json::from_value(
        json!({ "expiresIn": "15m", "audience": ["a", "b"], "noTimestamp": true, "header": { "x": 1.5 } }),
    )
    .unwrap();
    let token = sign_with("{}", &secret(), &options, &mut Fixed::default()).unwrap();
    let decoded = decode(&token).unwrap();
    assert_eq!(decoded.claims(), r#"{"exp":1700000900,"aud":["a","b"]}"#);
    assert!(decoded.header().contains(r#""x":1.5"#), "{}", decoded.header());
    let error = serde_json::from_str::<SignOptions>(r#"{"expiresin":1}"#).err().unwrap();
    assert!(error.to_string().contains("Did you mean expiresIn?"), "{error}");
    assert!(serde_json::from_str::<VerifyOptions>(r#"{"audience":"a","audience":"b"}"#).is_err(), "given twice");
    // Another format than JSON.
    let pairs = [("clockTolerance", 5_u64), ("maxAge", 60)].into_iter();
    assert!(VerifyOptions::deserialize(MapDeserializer::<_, ValueError>::new(pairs)).is_ok());
    let pairs = [("maxage", 60_u64)].into_iter();
    let error = VerifyOptions::deserialize(MapDeserializer::<_, ValueError>::new(pairs)).err().unwrap();
    assert!(error.to_string().contains("Did you mean maxAge?"), "{error}");
    assert!(serde_json::from_str::<DecodeOptions>(r#"{"maxTokenBytes":0}"#).is_err());
    assert!(serde_json::from_str::<GenerateOptions>(r#"{"bits":4096,"keyid":"a"}"#).is_ok());
    assert!(serde_json::from_str::<ImportOptions>(r#"{"passphrase":5}"#).is_err());
    assert!(serde_json::from_str::<SignOptions>("null").is_err() && serde_json::from_str::<SignOptions>("[]").is_err());
}

const JWK: &str = r#"{"kty":"OKP","crv":"Ed25519","kid":"a","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}"#;

#[test]
fn keys_are_read_from_objects_and_from_text() {
    let key: Key = serde_json::from_str(JWK).unwrap();
    assert_eq!(key.key_id(), Some("a"));
    let text: Key = serde_json::from_value(json!(JWK)).unwrap();
    assert_eq!(text.thumbprint(), key.thumbprint());
    let pem: Key = serde_json::from_value(json!(key.to_pem(jwtmint::PemFormat::Standard).unwrap().as_str())).unwrap();
    assert_eq!(pem.thumbprint(), key.thumbprint());
    let set: KeySet = serde_json::from_str(&format!(r#"{{"keys":[{JWK}]}}"#)).unwrap();
    assert_eq!(set.keys().len(), 1);
    let one: KeySet = serde_json::from_str(JWK).unwrap();
    assert_eq!(serde_json::to_string(&one.public_jwks().unwrap()).unwrap(), set.to_jwks().as_str());
    assert_eq!(serde_json::to_string(&key.public_jwk().unwrap()).unwrap(), key.to_jwk().as_str());
    assert!(matches!(serde_json::from_str::<Imported>(JWK), Ok(Imported::One(_))));
    assert!(serde_json::from_str::<Key>("5").is_err() && serde_json::from_str::<Key>("{}").is_err());
    expect(secret().public_jwk(), Code::KeyMismatch);
}

#[test]
fn names_go_both_ways() {
    for &algorithm in Algorithm::ALL {
        let name = serde_json::to_value(algorithm).unwrap();
        assert_eq!(name, json!(algorithm.name()));
        assert_eq!(serde_json::from_value::<Algorithm>(name).unwrap(), algorithm);
        assert_eq!(algorithm.to_string().parse::<Algorithm>(), Ok(algorithm));
    }
    for &code in Code::ALL {
        assert_eq!(serde_json::from_value::<Code>(serde_json::to_value(code).unwrap()).unwrap(), code);
    }
    assert!(serde_json::from_str::<Algorithm>("\"es256\"").is_err());
}
