//! The door for the plain-JavaScript build: a raw ABI that wasm2js understands.
//!
//! A request is a list of fields, each a 32-bit little-endian length and its bytes. A response is
//! a status (0: result, 1: error as JSON text), a length, and the bytes. Numbers travel as text.

use crate::{ops, render, store};
use alloc::{string::String, vec::Vec};
use jwtmint::__bindings::{Fields, Zeroizing, number};
use jwtmint::Platform;
use jwtmint::Result;

/// A panic ends in a trap without a message: formatting one would weigh 30 kB.
#[panic_handler]
fn panic(_: &core::panic::PanicInfo<'_>) -> ! {
    core::arch::wasm32::unreachable()
}

#[link(wasm_import_module = "host")]
unsafe extern "C" {
    fn now() -> f64;
    fn random(pointer: *mut u8, length: usize) -> i32;
}

struct Script;

impl Platform for Script {
    fn now_seconds(&mut self) -> f64 {
        // SAFETY: the import takes nothing and returns a number.
        let seconds = unsafe { now() } / 1000.0;
        // Rounds down: beside 2^52 a double has no room for a fraction. `%` would weigh 5 kB.
        const TO_WHOLE: f64 = 4_503_599_627_370_496.0;
        let whole = seconds + TO_WHOLE - TO_WHOLE;
        if whole > seconds { whole - 1.0 } else { whole }
    }

    fn fill_random(&mut self, bytes: &mut [u8]) -> bool {
        // SAFETY: the host writes at most `length` bytes, all within the slice.
        unsafe { random(bytes.as_mut_ptr(), bytes.len()) == 1 }
    }
}

/// Memory for a request of `length` bytes; a request begins with it and ends with `release`.
#[unsafe(no_mangle)]
pub extern "C" fn alloc(length: usize) -> *mut u8 {
    store::begin(length)
}

/// Where the response stands until `release`.
#[inline(never)]
fn response(outcome: Result<Zeroizing<String>>) -> *const u8 {
    let (status, body) = match outcome {
        Ok(body) => (0u32, body),
        Err(error) => (1, Zeroizing::new(render::error(&error))),
    };
    let mut response = Vec::with_capacity(8 + body.len());
    response.extend_from_slice(&status.to_le_bytes());
    response.extend_from_slice(&(body.len() as u32).to_le_bytes());
    response.extend_from_slice(body.as_bytes());
    response.leak().as_ptr()
}

/// The response was read: wipes and takes back what the request used.
#[unsafe(no_mangle)]
pub extern "C" fn release() {
    store::end();
}

/// Requests within the one at `pointer`, all for null, were broken off: ends them, and wipes and takes back what they used.
#[unsafe(no_mangle)]
pub extern "C" fn recover(pointer: *const u8) {
    store::recover(pointer);
}

/// An export of each operation's own, which calls it by name: the files for collections go without those that they do not
/// call, and without what only they reach.
macro_rules! operation {
    ($name:ident as $exported:literal, |$its:pat_param| $answer:expr) => {
        /// The operation of this name.
        ///
        /// # Safety
        /// `pointer` and `length` must be those of the last `alloc`.
        #[unsafe(export_name = $exported)]
        pub unsafe extern "C" fn $name(pointer: *const u8, length: usize) -> *const u8 {
            fn perform($its: &mut Fields<'_>) -> Result<Zeroizing<String>> {
                $answer
            }
            // SAFETY: promised by the caller; `alloc` has made and filled this many bytes.
            let request = unsafe { core::slice::from_raw_parts(pointer, length) };
            response(perform(&mut Fields::of(request)))
        }
    };
}

operation!(import_key as "importKey", |its| handle(ops::import_key(its.number()?, its.bytes()?, its.text()?)));
operation!(generate_key as "generateKey", |its| handle(ops::generate_key(its.text()?, its.text()?, &mut Script)));
operation!(key_public as "keyPublic", |its| handle(ops::key_public(its.number()?)));
operation!(version as "version", |_| plain(Ok(jwtmint::VERSION.into())));
operation!(algorithms as "algorithms", |_| plain(Ok(render::algorithms())));
operation!(sign as "sign", |its| plain(ops::sign(its.text()?, its.number()?, its.text()?, &mut Script)));
operation!(decode as "decode", |its| plain(ops::decode(its.text()?, its.text()?)));
operation!(verify as "verify", |its| plain(ops::verify(its.text()?, its.number()?, its.text()?, &mut Script)));
operation!(inspect as "inspect", |its| plain(ops::inspect(its.text()?, its.number()?, its.text()?, &mut Script)));
operation!(key_info as "keyInfo", |its| plain(ops::key_info(its.number()?)));
operation!(key_to_pem as "keyToPem", |its| ops::key_to_pem(its.number()?, its.text()?));
operation!(key_to_jwk as "keyToJwk", |its| ops::key_to_jwk(its.number()?));
operation!(key_thumbprint as "keyThumbprint", |its| plain(ops::key_thumbprint(its.number()?, its.text()?)));
operation!(free_key as "freeKey", |its| {
    store::free(its.number()?);
    plain(Ok(String::new()))
});
operation!(sign_bytes as "signBytes", |its| {
    plain(ops::sign_bytes(its.bytes()?, its.number()?, its.text()?, &mut Script))
});
operation!(verify_bytes as "verifyBytes", |its| {
    plain(ops::verify_bytes(its.text()?, its.bytes()?, its.number()?, its.text()?))
});
operation!(decode_header as "decodeHeader", |its| plain(ops::decode_header(its.text()?, its.text()?)));

fn plain(answer: Result<String>) -> Result<Zeroizing<String>> {
    answer.map(Zeroizing::new)
}

fn handle(key: Result<u32>) -> Result<Zeroizing<String>> {
    plain(key.map(|key| number(key.into())))
}
