//! The feature `js`: the host's clock and random source, and what `serde_wasm_bindgen` makes of options and results.

use crate::support::{NOW, secret, test};
use jwtmint::{
    Algorithm, Code, GenerateOptions, Key, Platform, SignOptions, System, VerifyOptions, decode, inspect, sign, verify,
};
use serde::Serialize;
use serde_wasm_bindgen::{Serializer, from_value};
use wasm_bindgen::JsValue;

fn object(json: &str) -> JsValue {
    js_sys::JSON::parse(json).unwrap()
}

fn plain(value: &impl Serialize) -> String {
    js_sys::JSON::stringify(&value.serialize(&Serializer::json_compatible()).unwrap()).unwrap().into()
}

#[test]
fn the_host_has_a_clock_and_random_numbers() {
    assert!(System.now_seconds() > NOW && System.now_seconds().fract() == 0.0);
    let [mut one, mut two] = [[0; 32]; 2];
    assert!(System.fill_random(&mut one) && System.fill_random(&mut two) && one != two);
    let key = Key::generate(Algorithm::HS256, &GenerateOptions::new()).unwrap();
    let token = sign("{}", &key, &SignOptions::new().jwt_id(jwtmint::JwtId::Fresh).expires_in_seconds(60)).unwrap();
    assert!(verify(&token, &key, &VerifyOptions::new()).is_ok());
}

#[test]
fn options_that_are_no_options_are_refused() {
    for (json, sentence) in [
        (r#"{"audiences":"api"}"#, "Did you mean audience?"),
        (r#"{"issuer":5}"#, "The option issuer must be"),
        (r#"{"issuer":null}"#, "found null"),
        (r#"{"clockTolerance":true}"#, "a number of seconds"),
        ("[1]", "must be an object"),
        ("null", "must be an object"),
    ] {
        let error = from_value::<VerifyOptions>(object(json)).err().unwrap().to_string();
        assert!(error.contains(sentence), "{json}: {error}");
    }
    // A name on the prototype is no option of this object.
    let derived = js_sys::Object::create(&object(r#"{"ignoreExpiration":true}"#).into());
    let options: VerifyOptions = from_value(derived.into()).unwrap();
    let token = sign("{}", &secret(), &SignOptions::new().expires_in_seconds(-5)).unwrap();
    assert_eq!(verify(&token, &secret(), &options).unwrap_err().code(), Code::TokenExpired);
}

#[test]
fn results_are_plain_objects() {
    let options: SignOptions = from_value(object(r#"{"expiresIn":"1h","noTimestamp":true}"#)).unwrap();
    let token = sign(r#"{"sub":"me"}"#, &secret(), &options).unwrap();
    let written = plain(&decode(&token).unwrap());
    assert!(written.starts_with(r#"{"header":{"alg":"HS256","typ":"JWT"},"payload":{"sub":"me","#), "{written}");
    let report = plain(&inspect(&token, Some(&secret()), &VerifyOptions::new()));
    assert!(report.starts_with(r#"{"valid":true,"header":{"#), "{report}");
    let error = plain(&decode("a.b").unwrap_err());
    assert!(error.starts_with(r#"{"code":"ERR_TOKEN_MALFORMED","message":""#), "{error}");
}
