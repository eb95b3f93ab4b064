//! Choosing out of several keys: JWK Sets and texts with several PEM blocks.

use super::{one, refused};
use crate::{
    Algorithm, Code, GenerateOptions, ImportOptions, Imported, Key, KeyRequest, KeyRole, KeySet, KeySource,
    error::Result, platform::System,
};
use alloc::{string::String, vec::Vec};

fn generated(algorithm: Algorithm, key_id: Option<&str>) -> Key {
    Key::generate_with(
        algorithm,
        &GenerateOptions { key_id: key_id.map(String::from), ..Default::default() },
        &mut System,
    )
    .unwrap()
}

fn set(keys: &[&str]) -> String {
    ["{\"keys\":[", &keys.join(","), "]}"].concat()
}

fn verify(algorithm: Algorithm, key_id: Option<&str>) -> KeyRequest<'_> {
    KeyRequest { algorithm: Some(algorithm), key_id, signing: false }
}

#[track_caller]
fn fails(found: Result<&Key>, code: Code) {
    assert_eq!(found.map(Key::role).map_err(|error| error.code()), Err(code));
}

#[test]
fn a_set_is_chosen_from_by_kid_then_by_use() {
    let (a, b, c) = (
        generated(Algorithm::ES256, Some("a")),
        generated(Algorithm::ES256, Some("b")),
        generated(Algorithm::EdDSA, None),
    );
    let unknown = r#"{"kty":"AKP","alg":"SLH-DSA-SHA2-128s","kid":"a","pub":"AA"}"#;
    let text = set(&[unknown, &a.to_jwk(), &b.to_jwk(), &c.to_jwk()]);
    let keys = KeySet::from_jwks(&text).unwrap();
    assert_eq!(keys.keys().len(), 3);
    assert_eq!(keys.select(&verify(Algorithm::ES256, Some("b"))).unwrap().thumbprint(), b.thumbprint());
    assert_eq!(keys.select(&verify(Algorithm::EdDSA, None)).unwrap().thumbprint(), c.thumbprint());
    assert_eq!(keys.select(&verify(Algorithm::EdDSA, Some("z"))).unwrap().thumbprint(), c.thumbprint());
    let signing = KeyRequest { algorithm: Some(Algorithm::ES256), key_id: None, signing: true };
    fails(keys.select(&signing), Code::KeyAmbiguous);
    assert_eq!(keys.candidates(&verify(Algorithm::ES256, None)).unwrap().len(), 2);
    fails(keys.select(&verify(Algorithm::ES256, Some("z"))), Code::KeyNotFound);
    fails(keys.select(&verify(Algorithm::RS256, None)), Code::KeyNotFound);
    fails(keys.select(&verify(Algorithm::HS256, Some("a"))), Code::KeyMismatch);
    let error = keys.select(&verify(Algorithm::RS256, None)).unwrap_err();
    assert!(error.message().contains("it has \"a\", \"b\""), "{error}");
    assert_eq!(&*KeySet::from_jwks(&keys.to_jwks()).unwrap().to_jwks(), &*keys.to_jwks());
    assert!(keys.public_keys().unwrap().keys().iter().all(|key| key.role() == KeyRole::Public));
}

#[test]
fn no_set_falls_with_one_entry() {
    let (good, secret) = (generated(Algorithm::ES256, Some("good")), generated(Algorithm::HS256, Some("secret")));
    let damaged = r#"{"kty":"EC","crv":"P-256","kid":"bad","x":"AA==","y":"AA"}"#;
    for (entry, kid, sentence) in [
        (damaged, "bad", "Entry 0 of the JWK Set: The JWK cannot be used: its member x is padded"),
        (r#"{"kty":"EC","kid":"bad"}"#, "bad", "crv is missing"),
        (r#"{"kid":"bad","use":"sig"}"#, "bad", "kty is missing"),
        (r#"{"kty":"RSA","kid":"bad","x5c":["MIIB"]}"#, "bad", "X.509 certificate"),
        (&*secret.to_jwk(), "secret", "a secret beside"),
    ] {
        let keys = KeySet::from_jwks(&set(&[entry, &good.to_jwk(), "null", "7"])).unwrap();
        for key_id in [Some("good"), None] {
            assert_eq!(keys.select(&verify(Algorithm::ES256, key_id)).unwrap().thumbprint(), good.thumbprint());
        }
        for algorithm in [Algorithm::ES256, Algorithm::HS256] {
            let error = keys.candidates(&verify(algorithm, Some(kid))).unwrap_err();
            assert!(error.code() == Code::KeyInvalid && error.message().contains(sentence), "{error}");
        }
        fails(keys.select(&verify(Algorithm::ES256, Some("other"))), Code::KeyInvalid);
        fails(keys.select(&verify(Algorithm::HS256, None)), Code::KeyMismatch);
    }
    for (text, code, sentence) in [
        (set(&["1"]), Code::KeyInvalid, "Entry 0"),
        (set(&[]), Code::KeyNotFound, "empty"),
        (set(&[r#"{"kty":"AKP"}"#]), Code::KeyInvalid, "AKP"),
        (set(&[damaged]), Code::KeyInvalid, "padded"),
        (r#"{"keys":{}}"#.into(), Code::KeyInvalid, "such as JSON"),
        (r#"{"kty":"oct","k":null}"#.into(), Code::KeyInvalid, "k is missing"),
    ] {
        refused(&text, code, sentence);
    }
    let list = ["[", &good.to_jwk(), "]"].concat();
    let imported = Imported::from_text(&list, &ImportOptions::default()).unwrap();
    assert_eq!(imported.keys()[0].thumbprint(), good.thumbprint());
}

#[test]
fn equal_key_ids_are_told_apart_by_use_type_and_algorithm() {
    let (a, b) = (generated(Algorithm::ES256, Some("k")), generated(Algorithm::EdDSA, Some("k")));
    let encryption = generated(Algorithm::ES256, Some("k")).to_jwk().replace("\"alg\":\"ES256\"", "\"use\":\"enc\"");
    let keys = KeySet::from_jwks(&set(&[&encryption, &b.to_jwk(), &a.to_jwk(), &a.to_jwk()])).unwrap();
    assert_eq!(keys.select(&verify(Algorithm::ES256, Some("k"))).unwrap().thumbprint(), a.thumbprint());
    assert_eq!(keys.select(&verify(Algorithm::EdDSA, Some("k"))).unwrap().thumbprint(), b.thumbprint());
}

#[test]
fn what_the_caller_says_of_a_set_binds_each_key_or_is_refused() {
    let text = set(&[&Key::from_secret(&[7; 64]).unwrap().to_jwk(), &Key::from_secret(&[8; 64]).unwrap().to_jwk()]);
    let options = |algorithm, key_id: Option<&str>| ImportOptions {
        algorithm,
        key_id: key_id.map(String::from),
        ..Default::default()
    };
    let bound = Imported::from_text(&text, &options(Some(Algorithm::HS512), None)).unwrap();
    assert!(bound.keys().len() == 2 && bound.keys().iter().all(|key| key.algorithms() == [Algorithm::HS512]));
    let error = Imported::from_text(&text, &options(None, Some("one"))).unwrap_err();
    assert_eq!(error.code(), Code::OptionInvalid);
    assert_eq!(
        Imported::from_text(&text, &options(Some(Algorithm::ES256), None)).unwrap_err().code(),
        Code::KeyMismatch
    );
    let one = set(&[&Key::from_secret(&[7; 64]).unwrap().to_jwk()]);
    assert_eq!(Imported::from_text(&one, &options(None, Some("one"))).unwrap().keys()[0].key_id(), Some("one"));
}

#[test]
fn of_several_pem_blocks_the_fitting_one_is_used() {
    let private = include_str!("../../../tests/keys/rsa.pkcs8.pem");
    let certificate = include_str!("../../../tests/keys/rsa.certificate.pem");
    let public = include_str!("../../../tests/keys/ec.p256.spki.pem");
    let text = [certificate, public, private].concat();
    let keys = Imported::from_text(&text, &ImportOptions::default()).unwrap();
    assert_eq!(keys.keys().iter().map(Key::role).collect::<Vec<_>>(), [KeyRole::Private, KeyRole::Public]);
    let signing = KeyRequest { algorithm: None, key_id: None, signing: true };
    assert_eq!(keys.select(&signing).unwrap().to_jwk(), one(private).to_jwk());
    assert_eq!(keys.select(&verify(Algorithm::RS256, Some("any"))).unwrap().thumbprint(), one(private).thumbprint());
    assert_eq!(keys.select(&verify(Algorithm::ES256, None)).unwrap().thumbprint(), one(public).thumbprint());
    fails(keys.select(&verify(Algorithm::HS256, None)), Code::KeyMismatch);
    fails(keys.select(&verify(Algorithm::ES384, None)), Code::KeyNotFound);
    assert!(
        one(certificate)
            .certificate_validity()
            .is_some_and(|time| time.not_before_seconds() < time.not_after_seconds())
    );
}
