//! What the JavaScript host lends, as an object that an entry of the package hands in.

use crate::heap::with_host;
use jwtmint::__bindings::{HostCrypto, HostKeyForm, lend, use_lent};
use std::cell::OnceCell;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// The package's `HostCrypto` (pkg/src/entry/host-crypto.js). Every method may throw, which declines.
    pub type JsHostCrypto;

    #[wasm_bindgen(method, catch)]
    fn keep(this: &JsHostCrypto, form: u32, der: &[u8]) -> Result<u32, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn forget(this: &JsHostCrypto, handle: u32) -> Result<(), JsValue>;
    #[wasm_bindgen(method, catch)]
    fn distrust(this: &JsHostCrypto) -> Result<(), JsValue>;
    #[wasm_bindgen(method, catch, js_name = rsaPrivate)]
    fn rsa_private(this: &JsHostCrypto, handle: u32, x: &[u8]) -> Result<Vec<u8>, JsValue>;
    #[wasm_bindgen(method, catch, js_name = rsaPublic)]
    fn rsa_public(this: &JsHostCrypto, handle: u32, x: &[u8]) -> Result<Vec<u8>, JsValue>;
    #[wasm_bindgen(method, catch, js_name = rsaGenerate)]
    fn rsa_generate(this: &JsHostCrypto, bits: u32) -> Result<Vec<u8>, JsValue>;
    #[wasm_bindgen(method, catch, js_name = p256Verify)]
    fn p256_verify(this: &JsHostCrypto, handle: u32, message: &[u8], signature: &[u8]) -> Result<bool, JsValue>;
    #[wasm_bindgen(method, catch, js_name = p256Multiple)]
    fn p256_multiple(this: &JsHostCrypto, k: &[u8]) -> Result<Vec<u8>, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn pbkdf2(
        this: &JsHostCrypto,
        hash: &str,
        passphrase: &[u8],
        salt: &[u8],
        iterations: u32,
        length: u32,
    ) -> Result<Vec<u8>, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn scrypt(
        this: &JsHostCrypto,
        passphrase: &[u8],
        salt: &[u8],
        n: u32,
        r: u32,
        p: u32,
        length: u32,
    ) -> Result<Vec<u8>, JsValue>;
}

std::thread_local! {
    static HOST: OnceCell<JsHostCrypto> = const { OnceCell::new() };
}

struct Lent;

impl Lent {
    /// An exception and an empty answer decline.
    fn ask<T>(&self, question: impl FnOnce(&JsHostCrypto) -> Result<T, JsValue>) -> Option<T> {
        HOST.with(|host| {
            let host = host.get()?;
            with_host(|| question(host)).ok()
        })
    }
}

impl HostCrypto for Lent {
    fn keep(&self, form: HostKeyForm, der: &[u8]) -> Option<u32> {
        self.ask(|host| host.keep(form as u32, der)).filter(|&handle| handle != 0)
    }

    fn forget(&self, handle: u32) {
        self.ask(|host| host.forget(handle));
    }

    fn distrust(&self) {
        self.ask(|host| host.distrust());
    }

    fn rsa_private(&self, handle: u32, x: &[u8]) -> Option<Vec<u8>> {
        self.ask(|host| host.rsa_private(handle, x))
    }

    fn rsa_public(&self, handle: u32, x: &[u8]) -> Option<Vec<u8>> {
        self.ask(|host| host.rsa_public(handle, x))
    }

    fn rsa_generate(&self, bits: u32) -> Option<Vec<u8>> {
        self.ask(|host| host.rsa_generate(bits)).filter(|der| !der.is_empty())
    }

    fn p256_verify(&self, handle: u32, message: &[u8], signature: &[u8]) -> Option<bool> {
        self.ask(|host| host.p256_verify(handle, message, signature))
    }

    fn p256_multiple(&self, k: &[u8]) -> Option<Vec<u8>> {
        self.ask(|host| host.p256_multiple(k)).filter(|point| point.len() == 65)
    }

    fn pbkdf2(&self, hash: &str, passphrase: &[u8], salt: &[u8], iterations: u32, length: usize) -> Option<Vec<u8>> {
        self.ask(|host| host.pbkdf2(hash, passphrase, salt, iterations, length as u32))
    }

    fn scrypt(&self, passphrase: &[u8], salt: &[u8], n: u32, r: u32, p: u32, length: usize) -> Option<Vec<u8>> {
        self.ask(|host| host.scrypt(passphrase, salt, n, r, p, length as u32))
    }
}

/// Takes what the host lends, the first time; with `null` goes on without it.
#[wasm_bindgen(js_name = lendHostCrypto)]
pub fn lend_host_crypto(host: Option<JsHostCrypto>) {
    let given = host.is_some();
    if let Some(host) = host {
        HOST.with(|place| drop(place.set(host)));
        lend(&Lent);
    }
    use_lent(given);
}
