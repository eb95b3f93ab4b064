//! RS256 by the crate `rsa` and nothing around it: no token, no key format but DER, no policy.
//!
//! The caller writes what a function reads to the start of the buffer and finds there what it answers.

use rand_core::{TryCryptoRng, TryRng};
use rsa::pkcs1v15::{Signature, SigningKey, VerifyingKey};
use rsa::pkcs8::{DecodePrivateKey, DecodePublicKey};
use rsa::signature::{RandomizedSigner, SignatureEncoding, Verifier};
use rsa::{PrivateKey, PublicKey};
use sha2::Sha256;
use std::cell::RefCell;
use std::convert::Infallible;

/// Room for a key, or for a signing input with a signature behind it.
const BUFFER: usize = 16_384;

/// Answered where there is nothing to answer: a key that cannot be read, a signature that does not fit.
const REFUSED: usize = usize::MAX;

#[derive(Default)]
struct State {
    signer: Option<SigningKey<Sha256>>,
    verifier: Option<VerifyingKey<Sha256>>,
}

thread_local! {
    static KEYS: RefCell<State> = RefCell::default();
    static BYTES: RefCell<Box<[u8]>> = RefCell::new(vec![0; BUFFER].into());
}

#[link(wasm_import_module = "host")]
unsafe extern "C" {
    fn random(start: *mut u8, length: usize);
}

/// The host's random source: blinding needs one, and jwtmint draws from the same.
struct Host;

impl TryRng for Host {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        let mut bytes = [0; 4];
        self.try_fill_bytes(&mut bytes)?;
        Ok(u32::from_le_bytes(bytes))
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        let mut bytes = [0; 8];
        self.try_fill_bytes(&mut bytes)?;
        Ok(u64::from_le_bytes(bytes))
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        // SAFETY: the host writes exactly `length` bytes from `start` on, which is this slice.
        unsafe { random(bytes.as_mut_ptr(), bytes.len()) };
        Ok(())
    }
}

impl TryCryptoRng for Host {}

/// Where the buffer starts.
#[unsafe(no_mangle)]
pub extern "C" fn buffer() -> *const u8 {
    BYTES.with_borrow(|bytes| bytes.as_ptr())
}

/// Reads a PKCS#8 private key and keeps it.
#[unsafe(no_mangle)]
pub extern "C" fn import_private(length: usize) -> usize {
    let key = BYTES.with_borrow(|bytes| PrivateKey::from_pkcs8_der(&bytes[..length]));
    key.map_or(REFUSED, |key| {
        KEYS.with_borrow_mut(|keys| keys.signer = Some(SigningKey::new(key)));
        0
    })
}

/// Reads a public key (SubjectPublicKeyInfo) and keeps it.
#[unsafe(no_mangle)]
pub extern "C" fn import_public(length: usize) -> usize {
    let key = BYTES.with_borrow(|bytes| PublicKey::from_public_key_der(&bytes[..length]));
    key.map_or(REFUSED, |key| {
        KEYS.with_borrow_mut(|keys| keys.verifier = Some(VerifyingKey::new(key)));
        0
    })
}

/// Signs the buffer's first `length` bytes, blinded and checked; answers the signature's length.
#[unsafe(no_mangle)]
pub extern "C" fn sign(length: usize) -> usize {
    let signature = KEYS.with_borrow(|keys| {
        BYTES.with_borrow(|bytes| keys.signer.as_ref()?.try_sign_with_rng(&mut Host, &bytes[..length]).ok())
    });
    signature.map_or(REFUSED, |signature| {
        let signature = signature.to_bytes();
        BYTES.with_borrow_mut(|bytes| bytes[..signature.len()].copy_from_slice(&signature));
        signature.len()
    })
}

/// Whether the `signature_length` bytes behind the first `length` ones are their signature: 0 if so.
#[unsafe(no_mangle)]
pub extern "C" fn verify(length: usize, signature_length: usize) -> usize {
    let fits = KEYS.with_borrow(|keys| {
        BYTES.with_borrow(|bytes| {
            let signature = Signature::try_from(&bytes[length..length + signature_length]).ok()?;
            keys.verifier.as_ref()?.verify(&bytes[..length], &signature).ok()
        })
    });
    fits.map_or(REFUSED, |()| 0)
}
