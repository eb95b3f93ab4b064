//! RSA: the raw operations of the `rsa` crate; padding is in `rsa_padding`.

use super::{
    factor::factor,
    random::{Derived, Random},
};
use crate::crypto::blinding;
use crate::crypto::engine::{EngineError, RsaNumbers, RsaPrivateKey, RsaPublicKey};
use crate::platform::Platform;
use alloc::{sync::Arc, vec, vec::Vec};
use crypto_bigint::{BoxedUint, Integer, Odd};
use rsa::hazmat::{rsa_decrypt_and_check, rsa_encrypt};
use rsa::traits::{PrivateKeyParts, PublicKeyParts};
use rsa::{PrivateKey, PublicKey};
use zeroize::Zeroizing;

/// Shorter ones hold no signature; with longer ones a verification takes longer than any caller
/// wants to wait.
const SIZES: core::ops::RangeInclusive<u32> = 512..=16_384;

/// What FIPS 186-5 section 5.1 allows; larger ones only cost time.
const MAX_EXPONENT_BITS: u32 = 256;

/// Shared, because the prepared form of a large modulus is large, too.
#[derive(Clone)]
pub(crate) struct RsaPublic(Arc<PublicKey>);

impl RsaPublicKey for RsaPublic {
    fn new(n: &[u8], e: &[u8]) -> Result<Self, EngineError> {
        let (n, e) = checked(n, e)?;
        // Unchecked here, since the crate would draw the line for e at 33 bits.
        Ok(RsaPublic(Arc::new(PublicKey::new_unchecked(n.get(), e))))
    }

    /// x^e mod n, as long as the modulus; nothing if x is not below n.
    fn apply(&self, x: &[u8]) -> Option<Vec<u8>> {
        let x = operand(&*self.0, x)?;
        Some(fixed(&rsa_encrypt(&*self.0, &x).ok()?, self.0.size()))
    }
}

#[derive(Clone)]
pub(crate) struct RsaPrivate(Arc<Inner>);

struct Inner {
    key: PrivateKey,
    parts: RsaNumbers,
}

impl RsaPrivateKey for RsaPrivate {
    /// Checks that the numbers belong together. The CRT values are computed, never taken on trust:
    /// that costs less than one signature.
    fn new(parts: RsaNumbers) -> Result<Self, EngineError> {
        let (n, e) = checked(&parts.n, &parts.e)?;
        let d = trimmed(&parts.d);
        if d >= *n.as_ref() {
            return Err(EngineError::Invalid);
        }
        let primes = if parts.p.is_empty() {
            factor(&n, &e, &d).ok_or(EngineError::Invalid)?.into()
        } else {
            vec![trimmed(&parts.p), trimmed(&parts.q)]
        };
        // The crate keeps primes in half the width of the modulus unless told that one is longer, which OpenSSL's are not.
        let half = n.bit_width_vartime().div_ceil(2);
        let key = if primes.iter().any(|prime| prime.bit_width_vartime() > half) {
            PrivateKey::from_components_with_wide_primes(n.get(), e, d, primes)
        } else {
            PrivateKey::from_components_with_large_exponent(n.get(), e, d, primes)
        };
        let key = key.map_err(|_| EngineError::Invalid)?;
        let made = parts_of(&key)?;
        for (given, computed) in [(&parts.dp, &made.dp), (&parts.dq, &made.dq), (&parts.qi, &made.qi)] {
            if !given.is_empty() && trimmed(given) != trimmed(computed) {
                return Err(EngineError::Invalid);
            }
        }
        Ok(RsaPrivate(Arc::new(Inner { key, parts: made })))
    }

    /// A modulus of exactly `bits`, and 65537.
    fn generate(bits: usize, platform: &mut dyn Platform) -> Result<Self, EngineError> {
        // The size is a good one, so it is the source that failed, wherever the crate says so.
        let key = PrivateKey::new(&mut Random::of(platform), bits).map_err(|_| EngineError::NoEntropy)?;
        let parts = parts_of(&key)?;
        Ok(RsaPrivate(Arc::new(Inner { key, parts })))
    }

    fn numbers(&self) -> &RsaNumbers {
        &self.0.parts
    }

    /// x^d mod n, blinded, and always checked against the public exponent: a fault in one half of the CRT would give
    /// away the primes.
    fn apply(&self, x: &[u8], platform: &mut dyn Platform) -> Option<Vec<u8>> {
        let key = &self.0.key;
        let mut random = Derived::of(&blinding::seed(&self.0.parts.d, x, platform));
        let x = operand(key, x)?;
        let y = rsa_decrypt_and_check(key, Some(&mut random), &x).ok()?;
        Some(fixed(&y, key.size()))
    }
}

/// The numbers of a public key, if they are in range: n odd, e odd and above 2.
fn checked(n: &[u8], e: &[u8]) -> Result<(Odd<BoxedUint>, BoxedUint), EngineError> {
    let (n, e) = (trimmed(n), trimmed(e));
    let e_bits = e.bit_width_vartime();
    let in_range = SIZES.contains(&n.bit_width_vartime()) && (2..=MAX_EXPONENT_BITS).contains(&e_bits);
    match Odd::new(n).into_option() {
        Some(n) if in_range && e.is_odd().to_bool() => Ok((n, e)),
        _ => Err(EngineError::Invalid),
    }
}

fn operand(key: &impl PublicKeyParts, x: &[u8]) -> Option<BoxedUint> {
    let x = BoxedUint::from_be_slice(x, key.n_bits_precision()).ok()?;
    (x < *key.n().as_ref()).then_some(x)
}

fn trimmed(bytes: &[u8]) -> BoxedUint {
    let zeros = bytes.iter().take_while(|&&byte| byte == 0).count();
    BoxedUint::from_be_slice_vartime(&bytes[zeros..])
}

/// Big-endian in exactly `length` bytes.
fn fixed(number: &BoxedUint, length: usize) -> Vec<u8> {
    let bytes = number.to_be_bytes();
    let mut out = vec![0; length.saturating_sub(bytes.len())];
    out.extend_from_slice(&bytes[bytes.len().saturating_sub(length)..]);
    out
}

/// The numbers of a key without leading zeros, for export.
fn parts_of(key: &PrivateKey) -> Result<RsaNumbers, EngineError> {
    let bytes = |number: &BoxedUint| number.to_be_bytes_trimmed_vartime().into_vec();
    let secret = |number: &BoxedUint| Zeroizing::new(bytes(number));
    let (Some(dp), Some(dq), Some(qi), [p, q]) = (key.dp(), key.dq(), key.qinv(), key.primes()) else {
        return Err(EngineError::Invalid);
    };
    Ok(RsaNumbers {
        n: bytes(key.n().as_ref()),
        e: bytes(key.e()),
        d: secret(key.d()),
        p: secret(p.as_ref()),
        q: secret(q.as_ref()),
        dp: secret(dp),
        dq: secret(dq),
        qi: secret(&qi.retrieve()),
    })
}
