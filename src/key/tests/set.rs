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
    fails(keys.select(&verify(Algorithm::ES256, None)), Code::KeyAmbiguous);
    fails(keys.select(&verify(Algorithm::ES256, Some("z"))), Code::KeyNotFound);
    fails(keys.select(&verify(Algorithm::RS256, None)), Code::KeyNotFound);
    fails(keys.select(&verify(Algorithm::HS256, Some("a"))), Code::KeyMismatch);
    let error = keys.select(&verify(Algorithm::RS256, None)).unwrap_err();
    assert!(error.message().contains("it has \"a\", \"b\""), "{error}");
    assert_eq!(&*KeySet::from_jwks(&keys.to_jwks()).unwrap().to_jwks(), &*keys.to_jwks());
    assert!(keys.public_keys().unwrap().keys().iter().all(|key| key.role() == KeyRole::Public));
}

#[test]
fn sets_that_invite_mistakes_are_refused() {
    let (a, other_a, secret) = (
        generated(Algorithm::ES256, Some("a")),
        generated(Algorithm::ES384, Some("a")),
        generated(Algorithm::HS256, None),
    );
    refused(&set(&[&a.to_jwk(), &other_a.to_jwk()]), Code::KeyAmbiguous, "have the kid \"a\"");
    refused(&set(&[&a.to_jwk(), &secret.to_jwk()]), Code::KeyInvalid, "mixes secrets");
    refused(&set(&[&a.to_jwk(), r#"{"kty":"EC","crv":"P-256"}"#]), Code::KeyInvalid, "Entry 1");
    refused(&set(&["1"]), Code::KeyInvalid, "Entry 0");
    refused(&set(&[]), Code::KeyNotFound, "empty");
    refused(&set(&[r#"{"kty":"AKP"}"#]), Code::KeyInvalid, "AKP");
    refused(r#"{"keys":{}}"#, Code::KeyInvalid, "array");
    refused(r#"[{"kty":"oct","k":"AAAA"}]"#, Code::KeyInvalid, "JSON object was expected");
}

#[test]
fn of_several_pem_blocks_the_fitting_one_is_used() {
    let private = include_str!("../../../tests/keys/rsa.pkcs8.pem");
    let certificate = include_str!("../../../tests/keys/rsa.certificate.pem");
    let public = include_str!("../../../tests/keys/ec.p256.spki.pem");
    let text = [certificate, public, private].concat();
    let keys = Imported::from_text(&text, &ImportOptions::default()).unwrap();
    assert_eq!(
        keys.keys().iter().map(Key::role).collect::<Vec<_>>(),
        [KeyRole::Public, KeyRole::Public, KeyRole::Private]
    );
    let signing = KeyRequest { algorithm: None, key_id: None, signing: true };
    assert_eq!(keys.select(&signing).unwrap().to_jwk(), one(private).to_jwk());
    assert_eq!(keys.select(&verify(Algorithm::RS256, Some("any"))).unwrap().thumbprint(), one(private).thumbprint());
    assert_eq!(keys.select(&verify(Algorithm::ES256, None)).unwrap().thumbprint(), one(public).thumbprint());
    fails(keys.select(&verify(Algorithm::HS256, None)), Code::KeyMismatch);
    fails(keys.select(&verify(Algorithm::ES384, None)), Code::KeyNotFound);
    assert!(
        one(certificate).certificate_validity().is_some_and(|time| time.not_before_seconds < time.not_after_seconds)
    );
}
