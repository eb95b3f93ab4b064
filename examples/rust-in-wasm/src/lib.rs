//! A session service for a browser or a Worker, written in Rust with the crate jwtmint.
//!
//! The feature `js` gives the host's clock and random numbers, so nothing here hands them in. Options come from
//! JavaScript by `serde_wasm_bindgen`, and are read as strictly as in the npm package; results go back as plain objects.

use jwtmint::{Algorithm, GenerateOptions, Key, SignOptions, VerifyOptions, inspect, sign_claims, verify};
use serde::{Deserialize, Serialize};
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;

/// What this service puts into its tokens.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Session {
    sub: String,
    roles: Vec<String>,
}

/// The claims that `verify` has checked stand beside those of the session.
#[derive(Deserialize)]
struct Checked {
    sub: String,
    roles: Vec<String>,
}

/// Plain objects in place of `Map`s, and numbers in place of `BigInt`s.
fn plain(value: &impl Serialize) -> Result<JsValue, JsValue> {
    value.serialize(&Serializer::json_compatible()).map_err(JsValue::from)
}

/// What JavaScript catches: an object with `code` and `message`, as the npm package throws.
fn thrown(error: &jwtmint::Error) -> JsValue {
    plain(error).unwrap_or_else(|error| error)
}

/// Signs and verifies sessions with one key, which never leaves this module.
#[wasm_bindgen]
pub struct Sessions(Key);

#[wasm_bindgen]
impl Sessions {
    /// A service with a fresh key.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Result<Sessions, JsValue> {
        let options = GenerateOptions::new().key_id("sessions");
        Key::generate(Algorithm::EdDSA, &options).map(Sessions).map_err(|error| thrown(&error))
    }

    /// The answer of a JWKS endpoint: the public key alone.
    pub fn jwk(&self) -> Result<JsValue, JsValue> {
        plain(&self.0.public_jwk().map_err(|error| thrown(&error))?)
    }

    /// A token for a session; `options` are those of the npm package's `sign`.
    pub fn issue(&self, session: JsValue, options: JsValue) -> Result<String, JsValue> {
        let session: Session = serde_wasm_bindgen::from_value(session)?;
        let options: SignOptions = serde_wasm_bindgen::from_value(options)?;
        sign_claims(&session, &self.0, &options).map_err(|error| thrown(&error))
    }

    /// The session of a token; `options` are those of the npm package's `verify`.
    pub fn check(&self, token: &str, options: JsValue) -> Result<JsValue, JsValue> {
        let options: VerifyOptions = serde_wasm_bindgen::from_value(options)?;
        let verified = verify(token, &self.0, &options).map_err(|error| thrown(&error))?;
        let Checked { sub, roles } = verified.claims_as().map_err(|error| thrown(&error))?;
        plain(&Session { sub, roles })
    }

    /// What is right and wrong with a token, whoever made it.
    pub fn explain(&self, token: &str) -> Result<JsValue, JsValue> {
        plain(&inspect(token, Some(&self.0), &VerifyOptions::new()))
    }
}
