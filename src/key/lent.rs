//! Keys whose arithmetic the host does, where it lends it: [`crate::crypto::host_crypto`].
//!
//! Ranges and sizes were decided when the key was read; what the host answers is compared with what it must be here.

use super::Key;
use super::material::{EcKey, Material, RsaKey};
use super::write::pem;
use crate::algorithm::Curve;
use crate::crypto::engine::{EcPublicKey, RsaPrivateKey, RsaPublicKey};
use crate::crypto::host_crypto::{HostKeyForm, lent};
use crate::once::get_or_make;
use crate::wipe::Zeroizing;
use alloc::vec::Vec;

/// RSA moduli that hosts are trusted with.
const MODULUS_BYTES: core::ops::RangeInclusive<usize> = 2048 / 8..=16_384 / 8;

/// The public exponent of new keys, 65537.
const F4: [u8; 3] = [1, 0, 1];

/// What stands before the point in a P-256 `SubjectPublicKeyInfo` (RFC 5480).
const P256_SPKI_PREFIX: [u8; 26] = [
    0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01, 0x06, 0x08, 0x2a, 0x86, 0x48, 0xce,
    0x3d, 0x03, 0x01, 0x07, 0x03, 0x42, 0x00,
];

/// The order of P-256: r and s lie from 1 to one below it (FIPS 186-5 section 6.4.2).
const P256_ORDER: [u8; 32] = [
    0xff, 0xff, 0xff, 0xff, 0x00, 0x00, 0x00, 0x00, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xbc, 0xe6, 0xfa,
    0xad, 0xa7, 0x17, 0x9e, 0x84, 0xf3, 0xb9, 0xca, 0xc2, 0xfc, 0x63, 0x25, 0x51,
];

/// x^d mod n, if the host does it. The first answer of each key is checked by the engine's own public operation: a
/// host that answers wrongly is not asked again with it.
pub(crate) fn rsa_private(key: &RsaKey, x: &[u8]) -> Option<Vec<u8>> {
    let private = key.private.as_ref().filter(|_| MODULUS_BYTES.contains(&key.n.len()))?;
    let places = &key.lent.0;
    let der = || pem::rsa_private(private.numbers());
    let (host, handle) = places.private.get(HostKeyForm::RsaPrivate, der)?;
    if places.trusted.get() == Some(&false) {
        return None;
    }
    let y = host.rsa_private(handle, x).filter(|y| y.len() == key.n.len())?;
    let is_right = || {
        let right = key.public.apply(&y).is_some_and(|back| back == x);
        if !right {
            host.distrust();
        }
        right
    };
    get_or_make(&places.trusted, is_right).then_some(y)
}

/// x^e mod n, if the host does it; `x` is below n.
pub(crate) fn rsa_public(key: &RsaKey, x: &[u8]) -> Option<Vec<u8>> {
    if !MODULUS_BYTES.contains(&key.n.len()) || x >= &key.n[..] {
        return None;
    }
    let (host, handle) = key.lent.0.public.get(HostKeyForm::RsaPublic, || pem::rsa_public(key))?;
    host.rsa_public(handle, x).filter(|y| y.len() == key.n.len())
}

/// The verdict on an ES256 signature of 64 bytes, if the host gives it.
pub(crate) fn p256_verify(key: &EcKey, message: &[u8], signature: &[u8]) -> Option<bool> {
    if key.curve != Curve::P256 {
        return None;
    }
    let in_range = |number: &[u8]| number.iter().any(|&byte| byte != 0) && number < &P256_ORDER[..];
    if !signature.chunks(32).all(in_range) {
        return Some(false);
    }
    let der = || Zeroizing::new([&P256_SPKI_PREFIX[..], &key.public.point()].concat());
    let (host, handle) = key.lent.0.public.get(HostKeyForm::P256Public, der)?;
    host.p256_verify(handle, message, signature)
}

/// A new RSA private key, read from PKCS#1 DER, if the host makes one. One that is not as asked is a wrong answer.
pub(crate) fn rsa_generate(bits: usize, read: impl FnOnce(&[u8]) -> Option<Key>) -> Option<Key> {
    let host = lent()?;
    let der = Zeroizing::new(host.rsa_generate(u32::try_from(bits).ok()?)?);
    let is_asked_for = |key: &Key| key.bits() == bits && matches!(&key.0.material, Material::Rsa(rsa) if rsa.e == F4);
    let key = read(&der).filter(is_asked_for);
    if key.is_none() {
        host.distrust();
    }
    key
}
