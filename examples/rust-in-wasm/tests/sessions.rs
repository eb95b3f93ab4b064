//! The example as its JavaScript callers see it. Run by wasm-bindgen's test runner in Node.
#![cfg(target_arch = "wasm32")]

use js_sys::{JSON, Object, Reflect};
use rust_in_wasm::Sessions;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test as test;

fn object(json: &str) -> JsValue {
    JSON::parse(json).unwrap()
}

fn member(value: &JsValue, name: &str) -> JsValue {
    Reflect::get(value, &name.into()).unwrap()
}

fn text(value: &JsValue) -> String {
    JSON::stringify(value).unwrap().into()
}

#[test]
fn a_session_comes_back() {
    let sessions = Sessions::new().unwrap();
    let session = r#"{"sub":"customer 17","roles":["buyer"]}"#;
    let token = sessions.issue(object(session), object(r#"{"expiresIn":"5m","audience":"shop"}"#)).unwrap();
    let checked = sessions.check(&token, object(r#"{"audience":"shop"}"#)).unwrap();
    assert_eq!(text(&checked), session);
    assert!(Object::instanceof_plain(&checked));
}

#[test]
fn the_public_key_is_a_plain_object_without_private_members() {
    let jwk = Sessions::new().unwrap().jwk().unwrap();
    assert_eq!(member(&jwk, "kty"), "OKP");
    assert_eq!(member(&jwk, "kid"), "sessions");
    assert!(member(&jwk, "d").is_undefined());
}

#[test]
fn options_are_read_as_strictly_as_in_the_package() {
    let sessions = Sessions::new().unwrap();
    let session = || object(r#"{"sub":"me","roles":[]}"#);
    let error = sessions.issue(session(), object(r#"{"expiresin":"5m"}"#)).unwrap_err();
    assert!(format!("{error:?}").contains("Did you mean expiresIn?"), "{error:?}");
    assert!(sessions.check("a.b.c", object(r#"{"audiences":"shop"}"#)).is_err());
}

#[test]
fn a_wrong_token_throws_a_code_and_is_explained() {
    let sessions = Sessions::new().unwrap();
    let token = sessions.issue(object(r#"{"sub":"me","roles":[]}"#), object(r#"{"expiresIn":-18000}"#)).unwrap();
    let error = sessions.check(&token, object("{}")).unwrap_err();
    assert_eq!(member(&error, "code"), "ERR_TOKEN_EXPIRED");
    let report = sessions.explain(&token).unwrap();
    assert_eq!(member(&report, "valid"), false);
    assert_eq!(member(&member(&report, "payload"), "sub"), "me");
    assert_eq!(member(&member(&member(&report, "times"), "expires"), "relative"), "5 hours ago");
}

/// Whether `serde_wasm_bindgen` made an object and no `Map`.
trait Plain {
    fn instanceof_plain(value: &JsValue) -> bool;
}

impl Plain for Object {
    fn instanceof_plain(value: &JsValue) -> bool {
        Object::get_prototype_of(value) == Object::get_prototype_of(&Object::new())
    }
}
