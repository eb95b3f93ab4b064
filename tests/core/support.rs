//! What the tests share: a fixed platform, fixed keys, and short ways to expect a code.

#[cfg(not(target_arch = "wasm32"))]
pub(crate) use std::prelude::rust_2021::test;
#[cfg(target_arch = "wasm32")]
pub(crate) use wasm_bindgen_test::wasm_bindgen_test as test;

use jwtmint::{Code, Error, Key, Platform, SignOptions, VerifyOptions};

/// The time all tests run at: 2023-11-14T22:13:20Z.
pub(crate) const NOW: f64 = 1_700_000_000.0;

/// A clock that stands still and a generator that repeats: failures can be run again.
pub(crate) struct Fixed(u64);

impl Default for Fixed {
    fn default() -> Self {
        Fixed(0x9e37_79b9_7f4a_7c15)
    }
}

impl Fixed {
    /// A number below `limit`, to choose with.
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        let mut bytes = [0; 4];
        assert!(self.fill_random(&mut bytes));
        u32::from_le_bytes(bytes) as usize % limit
    }
}

impl Platform for Fixed {
    fn now_seconds(&mut self) -> f64 {
        NOW
    }

    fn fill_random(&mut self, bytes: &mut [u8]) -> bool {
        for byte in bytes {
            // xorshift64*: no source of secrets, but enough to fill tests.
            self.0 ^= self.0 >> 12;
            self.0 ^= self.0 << 25;
            self.0 ^= self.0 >> 27;
            *byte = (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 56) as u8;
        }
        true
    }
}

/// A host without any random source.
pub(crate) struct NoRandom;

impl Platform for NoRandom {
    fn now_seconds(&mut self) -> f64 {
        NOW
    }

    fn fill_random(&mut self, _: &mut [u8]) -> bool {
        false
    }
}

pub(crate) fn secret() -> Key {
    Key::from_secret(b"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef").unwrap()
}

pub(crate) fn sign(claims: &str) -> String {
    sign_as(claims, "{}")
}

pub(crate) fn sign_as(claims: &str, options: &str) -> String {
    try_sign(claims, options).unwrap()
}

pub(crate) fn try_sign(claims: &str, options: &str) -> jwtmint::Result<String> {
    jwtmint::sign_with(claims, &secret(), &SignOptions::from_json(options)?, &mut Fixed::default())
}

/// The claims of a token made from `claims` with `options`.
pub(crate) fn signed_claims(claims: &str, options: &str) -> String {
    jwtmint::decode(&sign_as(claims, options)).unwrap().claims().into()
}

pub(crate) fn verify(token: &str, options: &str) -> jwtmint::Result<String> {
    let options = VerifyOptions::from_json(options)?;
    jwtmint::verify_with(token, &secret(), &options, &mut Fixed::default()).map(|verified| verified.claims().into())
}

/// A token with exactly these texts as header and payload, and a signature that holds.
pub(crate) fn forged(header: &str, payload: &[u8]) -> String {
    let input = format!("{}.{}", base64url(header.as_bytes()), base64url(payload));
    let secret = b"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
    format!("{input}.{}", base64url(&hmac_sha256(secret, &input)))
}

/// With any bytes as the secret, also those that the library refuses to take for one.
pub(crate) fn hmac_sha256(secret: &[u8], input: &str) -> Vec<u8> {
    use hmac::{KeyInit as _, Mac as _};
    let mut mac = hmac::Hmac::<sha2::Sha256>::new_from_slice(secret).unwrap();
    mac.update(input.as_bytes());
    mac.finalize().into_bytes().to_vec()
}

pub(crate) fn base64url(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let value = chunk.iter().enumerate().fold(0u32, |value, (i, byte)| value | u32::from(*byte) << (16 - 8 * i));
        for i in 0..=chunk.len() {
            text.push(char::from(ALPHABET[(value >> (18 - 6 * i) & 63) as usize]));
        }
    }
    text
}

/// The bytes of base64url that the library itself wrote.
pub(crate) fn from_base64url(text: &str) -> Vec<u8> {
    let value = |c: u8| match c {
        b'A'..=b'Z' => c - b'A',
        b'a'..=b'z' => c - b'a' + 26,
        b'0'..=b'9' => c - b'0' + 52,
        b'-' => 62,
        _ => 63,
    };
    let mut bytes = Vec::new();
    for chunk in text.as_bytes().chunks(4) {
        let bits = chunk.iter().enumerate().fold(0u32, |bits, (i, c)| bits | u32::from(value(*c)) << (18 - 6 * i));
        bytes.extend(&bits.to_be_bytes()[1..chunk.len()]);
    }
    bytes
}

#[track_caller]
pub(crate) fn expect<T>(result: Result<T, Error>, code: Code) -> Error {
    match result {
        Ok(_) => panic!("expected {}, found success", code.as_str()),
        Err(error) => {
            assert_eq!(error.code(), code, "{error:?}");
            error
        }
    }
}
