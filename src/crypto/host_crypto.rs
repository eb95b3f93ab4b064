//! Operations that a host lends to the RustCrypto engine: Node, Deno and Bun carry OpenSSL or BoringSSL, whose RSA and
//! P-256 take a fraction of a WebAssembly module's time.
//!
//! The core keeps header, claims, keys, ranges, padding and every verdict; lent is the arithmetic alone. Each operation
//! may be declined at any time, and the engine then does it itself. A door of `jwtmint-js` lends once at load.

use crate::once::{Once, get_or_make};
use crate::wipe::Zeroizing;
use alloc::vec::Vec;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};

/// What a host may lend. A handle is a number above 0 that stands for a key the host keeps until it is told to forget it.
pub trait HostCrypto: Sync {
    /// Keeps a key, given as DER: RSA private and public keys as PKCS#1, P-256 public keys as SPKI. `None` declines.
    fn keep(&self, form: HostKeyForm, der: &[u8]) -> Option<u32>;

    /// Forgets a key that was kept.
    fn forget(&self, handle: u32);

    /// Told when an answer was wrong: the host is to warn once and to decline from then on.
    fn distrust(&self);

    /// x^d mod n, blinded and checked against the public exponent; as long as the modulus.
    fn rsa_private(&self, handle: u32, x: &[u8]) -> Option<Vec<u8>>;

    /// x^e mod n, as long as the modulus.
    fn rsa_public(&self, handle: u32, x: &[u8]) -> Option<Vec<u8>>;

    /// A new RSA private key as PKCS#1 DER, with the exponent 65537.
    fn rsa_generate(&self, bits: u32) -> Option<Vec<u8>>;

    /// Whether `signature`, r and s side by side and both in range, is ECDSA's with SHA-256 over `message`.
    fn p256_verify(&self, handle: u32, message: &[u8], signature: &[u8]) -> Option<bool>;

    /// The uncompressed point k·G on P-256.
    fn p256_multiple(&self, k: &[u8]) -> Option<Vec<u8>>;

    /// PBKDF2 (RFC 8018 section 5.2) with HMAC of the hash `sha1`, `sha256`, `sha384` or `sha512`.
    fn pbkdf2(&self, hash: &str, passphrase: &[u8], salt: &[u8], iterations: u32, length: usize) -> Option<Vec<u8>>;

    /// scrypt (RFC 7914), with the costs `n`, `r` and `p`.
    fn scrypt(&self, passphrase: &[u8], salt: &[u8], n: u32, r: u32, p: u32, length: usize) -> Option<Vec<u8>>;
}

/// How a key is handed to [`HostCrypto::keep`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HostKeyForm {
    /// `RSAPrivateKey` of RFC 8017 appendix A.1.2.
    RsaPrivate,
    /// `RSAPublicKey` of RFC 8017 appendix A.1.1.
    RsaPublic,
    /// `SubjectPublicKeyInfo` of RFC 5480 with the curve P-256.
    P256Public,
}

static HOST: OnceLock<&'static dyn HostCrypto> = OnceLock::new();
static IN_USE: AtomicBool = AtomicBool::new(false);

/// Takes what the host lends: once, by a door, at load. A second call changes nothing.
pub fn lend(host: &'static dyn HostCrypto) {
    IN_USE.store(HOST.set(host).is_ok() || IN_USE.load(Ordering::Relaxed), Ordering::Relaxed);
}

/// Whether what was lent is used. Without anything lent this has no effect.
pub fn use_lent(in_use: bool) {
    IN_USE.store(in_use && HOST.get().is_some(), Ordering::Relaxed);
}

/// What is lent, if it is to be used.
pub(crate) fn lent() -> Option<&'static dyn HostCrypto> {
    if IN_USE.load(Ordering::Relaxed) { HOST.get().copied() } else { None }
}

/// A key the host keeps for as long as this lives.
pub(crate) struct HostKey(u32);

impl HostKey {
    fn keep(form: HostKeyForm, der: &[u8]) -> Option<HostKey> {
        lent()?.keep(form, der).map(HostKey)
    }
}

impl Drop for HostKey {
    fn drop(&mut self) {
        // Also when lending was switched off meanwhile: the host holds it still.
        if let Some(host) = HOST.get() {
            host.forget(self.0);
        }
    }
}

/// A place for a [`HostKey`], filled at its first use; a key the host declined is not offered again.
#[derive(Default)]
pub(crate) struct HostKeyPlace(Once<Option<HostKey>>);

impl HostKeyPlace {
    /// The host and its handle, where both are there.
    pub(crate) fn get(
        &self,
        form: HostKeyForm,
        der: impl FnOnce() -> Zeroizing<Vec<u8>>,
    ) -> Option<(&'static dyn HostCrypto, u32)> {
        let host = lent()?;
        let kept = get_or_make(&self.0, || HostKey::keep(form, &der()));
        kept.as_ref().map(|key| (host, key.0))
    }
}
