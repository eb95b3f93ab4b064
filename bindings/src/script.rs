//! The door for the plain-JavaScript build: a raw ABI that wasm2js understands.
//!
//! A request is a list of fields, each a 32-bit little-endian length and its bytes. A response is
//! a status (0: result, 1: error as JSON text), a length, and the bytes. Numbers travel as text.

use crate::{ops, render, store};
use alloc::{string::String, vec::Vec};
use jwtmint::__bindings::{Fields, Zeroizing, broken_request, number};
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

/// Performs an operation on the request at `pointer`, which came from `alloc(length)`, and returns
/// where the response stands until `release`.
///
/// # Safety
/// `pointer` and `length` must be those of the last `alloc`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn call(operation: u32, pointer: *const u8, length: usize) -> *const u8 {
    // SAFETY: promised by the caller; `alloc` has made and filled this many bytes.
    let request = unsafe { core::slice::from_raw_parts(pointer, length) };
    let (status, body) = match perform(operation, request) {
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

/// A call was broken off, and none is under way: ends it, and takes back what it used.
#[unsafe(no_mangle)]
pub extern "C" fn recover() {
    store::recover();
}

fn perform(operation: u32, request: &[u8]) -> Result<Zeroizing<String>> {
    let mut fields = Fields::of(request);
    let plain = match operation {
        1 => jwtmint::VERSION.into(),
        2 => render::algorithms(),
        3 => ops::sign(fields.text()?, fields.number()?, fields.text()?, &mut Script)?,
        4 => ops::decode(fields.text()?, fields.text()?)?,
        5 => ops::verify(fields.text()?, fields.number()?, fields.text()?, &mut Script)?,
        6 => ops::inspect(fields.text()?, fields.number()?, fields.text()?, &mut Script)?,
        7 => handle(ops::import_key(fields.number()?, fields.bytes()?, fields.text()?)?),
        8 => handle(ops::generate_key(fields.text()?, fields.text()?, &mut Script)?),
        9 => ops::key_info(fields.number()?)?,
        10 => return ops::key_to_pem(fields.number()?, fields.text()?),
        11 => return ops::key_to_jwk(fields.number()?),
        12 => handle(ops::key_public(fields.number()?)?),
        13 => ops::key_thumbprint(fields.number()?, fields.text()?)?,
        14 => {
            store::free(fields.number()?);
            String::new()
        }
        15 => ops::sign_bytes(fields.bytes()?, fields.number()?, fields.text()?, &mut Script)?,
        16 => ops::verify_bytes(fields.text()?, fields.bytes()?, fields.number()?, fields.text()?)?,
        17 => ops::decode_header(fields.text()?, fields.text()?)?,
        _ => return Err(broken_request()),
    };
    Ok(Zeroizing::new(plain))
}

fn handle(key: u32) -> String {
    number(key.into())
}
