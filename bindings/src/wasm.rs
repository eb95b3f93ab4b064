//! The door through wasm-bindgen: WebAssembly in Node, browsers, bundlers, Deno, Bun and Workers.
//!
//! Errors are thrown as the JSON text of `render::error`; the package turns them into `JwtError`.

use crate::heap::{self, HEAP};
use crate::{ops, render, stack_ends, store};
use alloc::{string::String, vec::Vec};
use core::cell::OnceCell;
use jwtmint::__bindings::{Keeper, keep_by};
use jwtmint::Platform;
use jwtmint::Result;
use jwtmint_heap::Call;
use wasm_bindgen::prelude::*;
use zeroize::{Zeroize, Zeroizing};

#[wasm_bindgen]
extern "C" {
    /// The package's random source (pkg/src/entry/bindings.js).
    pub type JsRandom;

    /// Writes random bytes into the module's memory, or throws.
    #[wasm_bindgen(method, catch)]
    fn fill(this: &JsRandom, at: u32, length: u32) -> core::result::Result<(), JsValue>;
}

std::thread_local! {
    static RANDOM: OnceCell<JsRandom> = const { OnceCell::new() };
}

/// A panic says where, and nothing else: its message may hold what was worked on.
#[wasm_bindgen(start)]
fn start() {
    std::panic::set_hook(std::boxed::Box::new(|panic| {
        let place = panic.location().map(|at| std::format!(" at {}:{}", at.file(), at.line()));
        wasm_bindgen::throw_str(&std::format!("a panic{}", place.unwrap_or_default()));
    }));
    keep_by(Keeper { begin: || heap::begin().addr(), end: |begun| heap::keep(begun as *const Call) });
    // wasm-bindgen's list of JavaScript values is to belong to no call.
    drop(JsValue::from_str(""));
    HEAP.end(core::ptr::null());
}

/// What the package names a call by: 0 for the outermost, and of others a number that has no sign.
fn named(call: *const Call) -> usize {
    call.addr() >> 4
}

/// Calls stand at multiples of 16.
fn call_of(name: usize) -> *const Call {
    (name << 4) as *const Call
}

/// In the place of a call: none is under way any more.
const NO_CALL: usize = usize::MAX;

/// A call begins within `outer`: to be ended with what this answers, unless it fails or is broken off. An outermost call
/// begins by itself. Where all calls were broken off, this wipes and frees what they had.
#[unsafe(export_name = "begin")]
pub extern "C" fn begin_call(outer: usize) -> usize {
    if outer != NO_CALL {
        return named(HEAP.begin(call_of(outer)));
    }
    stack_ends::wipe_below();
    HEAP.recover();
    store::sweep();
    0
}

/// A call within another has answered; or the outermost has made a key. What it allocated and did not free stays.
#[unsafe(export_name = "end")]
pub extern "C" fn end_call(call: usize) {
    HEAP.end(call_of(call));
}

/// Where the stack of a call begins that is to begin within `outer`; 0 where that is not known.
#[unsafe(export_name = "stack")]
pub extern "C" fn stack_within(outer: usize) -> usize {
    if outer == NO_CALL { stack_ends::whole() } else { HEAP.stack(call_of(outer)) }
}

/// The host's clock, and the random source the package handed in.
struct Js;

impl Platform for Js {
    fn now_seconds(&mut self) -> f64 {
        let milliseconds = heap::with_host(js_sys::Date::now);
        (milliseconds - milliseconds % 1000.0) / 1000.0
    }

    fn fill_random(&mut self, bytes: &mut [u8]) -> bool {
        let (at, length) = (bytes.as_mut_ptr() as u32, bytes.len() as u32);
        RANDOM.with(|source| source.get().is_some_and(|source| heap::with_host(|| source.fill(at, length)).is_ok()))
    }
}

fn thrown<T>(result: Result<T>) -> core::result::Result<T, JsValue> {
    store::sweep();
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

/// The random source: once, at load.
#[wasm_bindgen(js_name = setRandom)]
pub fn set_random(source: JsRandom) {
    RANDOM.with(|place| drop(place.set(source)));
}
