//! The door through wasm-bindgen: WebAssembly in Node, browsers, bundlers, Deno, Bun and Workers.
//!
//! Errors are thrown as the JSON text of `render::error`; the package turns them into `JwtError`.

use crate::{ops, render, store};
use alloc::{string::String, vec::Vec};
use core::cell::RefCell;
use jwtmint::Platform;
use jwtmint::Result;
use wasm_bindgen::prelude::*;
use zeroize::{Zeroize, Zeroizing};

std::thread_local! {
    static RANDOM: RefCell<Option<js_sys::Function>> = const { RefCell::new(None) };
}

/// A panic says where, and nothing else: its message may hold what was worked on.
#[wasm_bindgen(start)]
fn start() {
    std::panic::set_hook(std::boxed::Box::new(|panic| {
        let place = panic.location().map(|at| std::format!(" at {}:{}", at.file(), at.line()));
        wasm_bindgen::throw_str(&std::format!("a panic{}", place.unwrap_or_default()));
    }));
}

/// The host's clock, and the random source the package handed in.
struct Js;

impl Platform for Js {
    fn now_seconds(&mut self) -> f64 {
        let milliseconds = js_sys::Date::now();
        (milliseconds - milliseconds % 1000.0) / 1000.0
    }

    fn fill_random(&mut self, bytes: &mut [u8]) -> bool {
        // Cloned, so that nothing is borrowed while foreign code runs.
        let Some(fill) = RANDOM.with(|source| source.borrow().clone()) else { return false };
        let array = js_sys::Uint8Array::new_with_length(bytes.len() as u32);
        if fill.call1(&JsValue::UNDEFINED, &array).is_err() {
            return false;
        }
        array.copy_to(bytes);
        array.fill(0, 0, bytes.len() as u32);
        true
    }
}

fn thrown<T>(result: Result<T>) -> core::result::Result<T, JsValue> {
    result.map_err(|error| JsValue::from_str(&render::error(&error)))
}

/// Hands the secret text over and wipes this side's copy.
fn handed_over(secret: Zeroizing<String>) -> JsValue {
    JsValue::from_str(&secret)
}

#[wasm_bindgen]
pub fn version() -> String {
    jwtmint::VERSION.into()
}

#[wasm_bindgen]
pub fn algorithms() -> String {
    render::algorithms()
}

#[wasm_bindgen]
pub fn sign(claims: &str, key: u32, options: &str) -> core::result::Result<String, JsValue> {
    thrown(ops::sign(claims, key, options, &mut Js))
}

#[wasm_bindgen]
pub fn decode(token: &str, options: &str) -> core::result::Result<String, JsValue> {
    thrown(ops::decode(token, options))
}

#[wasm_bindgen]
pub fn verify(token: &str, key: u32, options: &str) -> core::result::Result<String, JsValue> {
    thrown(ops::verify(token, key, options, &mut Js))
}

#[wasm_bindgen(js_name = signBytes)]
pub fn sign_bytes(payload: &[u8], key: u32, options: &str) -> core::result::Result<String, JsValue> {
    thrown(ops::sign_bytes(payload, key, options, &mut Js))
}

#[wasm_bindgen(js_name = verifyBytes)]
pub fn verify_bytes(token: &str, payload: &[u8], key: u32, options: &str) -> core::result::Result<String, JsValue> {
    thrown(ops::verify_bytes(token, payload, key, options))
}

#[wasm_bindgen(js_name = decodeHeader)]
pub fn decode_header(token: &str, options: &str) -> core::result::Result<String, JsValue> {
    thrown(ops::decode_header(token, options))
}

#[wasm_bindgen]
pub fn inspect(token: &str, key: u32, options: &str) -> core::result::Result<String, JsValue> {
    thrown(ops::inspect(token, key, options, &mut Js))
}

#[wasm_bindgen(js_name = importKey)]
pub fn import_key(form: u32, mut bytes: Vec<u8>, options: &str) -> core::result::Result<u32, JsValue> {
    let key = ops::import_key(form, &bytes, options);
    bytes.zeroize();
    thrown(key)
}

#[wasm_bindgen(js_name = generateKey)]
pub fn generate_key(algorithm: &str, options: &str) -> core::result::Result<u32, JsValue> {
    thrown(ops::generate_key(algorithm, options, &mut Js))
}

#[wasm_bindgen(js_name = keyInfo)]
pub fn key_info(key: u32) -> core::result::Result<String, JsValue> {
    thrown(ops::key_info(key))
}

#[wasm_bindgen(js_name = keyToPem)]
pub fn key_to_pem(key: u32, options: &str) -> core::result::Result<JsValue, JsValue> {
    thrown(ops::key_to_pem(key, options)).map(handed_over)
}

#[wasm_bindgen(js_name = keyToJwk)]
pub fn key_to_jwk(key: u32) -> core::result::Result<JsValue, JsValue> {
    thrown(ops::key_to_jwk(key)).map(handed_over)
}

#[wasm_bindgen(js_name = keyPublic)]
pub fn key_public(key: u32) -> core::result::Result<u32, JsValue> {
    thrown(ops::key_public(key))
}

#[wasm_bindgen(js_name = keyThumbprint)]
pub fn key_thumbprint(key: u32, options: &str) -> core::result::Result<String, JsValue> {
    thrown(ops::key_thumbprint(key, options))
}

#[wasm_bindgen(js_name = freeKey)]
pub fn free_key(key: u32) {
    store::free(key);
}

#[wasm_bindgen(js_name = setRandom)]
pub fn set_random(fill: Option<js_sys::Function>) {
    RANDOM.with(|source| *source.borrow_mut() = fill);
}
