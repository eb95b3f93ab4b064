//! RSA: the raw operations of the `rsa` crate; padding is in `rsa_padding`.

use super::{
    factor::factor,
    random::{Derived, Random},
};
use crate::crypto::blinding;
use crate::crypto::engine::{EngineError, RsaNumbers, RsaPrivateKey, RsaPublicKey};
use crate::once::{Once, get_or_make};
use crate::platform::Platform;
use alloc::{sync::Arc, vec, vec::Vec};
use crypto_bigint::{BoxedUint, ConcatenatingMul, Integer, NonZero, Odd};
use rsa::hazmat::{rsa_decrypt, rsa_encrypt};
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
pub(crate) struct RsaPublic(Arc<Public>);

struct Public {
    n: Odd<BoxedUint>,
    e: BoxedUint,
    /// Made at the first use: a host that lends its arithmetic leaves nothing to do for it.
    key: Once<PublicKey>,
}

impl RsaPublicKey for RsaPublic {
    fn new(n: &[u8], e: &[u8]) -> Result<Self, EngineError> {
        let (n, e) = checked(n, e)?;
        Ok(RsaPublic(Arc::new(Public { n, e, key: Once::new() })))
    }

    /// x^e mod n, as long as the modulus; nothing if x is not below n.
    fn apply(&self, x: &[u8]) -> Option<Vec<u8>> {
        let Public { n, e, key } = &*self.0;
        // Unchecked here, since the crate would draw the line for e at 33 bits.
        let key = get_or_make(key, || PublicKey::new_unchecked(n.clone().get(), e.clone()));
        let x = operand(key, x)?;
        Some(fixed(&rsa_encrypt(key, &x).ok()?, key.size()))
    }
}

#[derive(Clone)]
pub(crate) struct RsaPrivate(Arc<Private>);

struct Private {
    parts: RsaNumbers,
    /// Made at the first use, or before that where it tells what is missing of the numbers. Nothing where the crate
    /// refuses them.
    key: Once<Option<PrivateKey>>,
}

impl RsaPrivate {
    fn made(key: PrivateKey) -> Result<Self, EngineError> {
        let parts = parts_of(&key)?;
        Ok(RsaPrivate(Arc::new(Private { parts, key: Once::from(Some(key)) })))
    }
}

impl RsaPrivateKey for RsaPrivate {
    /// Checks that the numbers belong together; the CRT values, too, are never taken on trust.
    fn new(parts: RsaNumbers) -> Result<Self, EngineError> {
        let (n, e) = checked(&parts.n, &parts.e)?;
        let d = trimmed(&parts.d);
        if d >= *n.as_ref() {
            return Err(EngineError::Invalid);
        }
        let primes =
            if parts.p.is_empty() { factor(&n, &e, &d).ok_or(EngineError::Invalid)?.into() } else { primes_of(&parts) };
        let is_whole = [&parts.p, &parts.q, &parts.dp, &parts.dq, &parts.qi].iter().all(|part| !part.is_empty());
        if is_whole && !is_wide(&n, &primes) {
            let belong = belong_together(&n, &e, &d, &primes, &parts);
            let private = Private { parts: without_leading_zeros(parts), key: Once::new() };
            return if belong { Ok(RsaPrivate(Arc::new(private))) } else { Err(EngineError::Invalid) };
        }
        let made = RsaPrivate::made(key_of(&parts, primes).ok_or(EngineError::Invalid)?)?;
        let computed = made.numbers();
        for (given, computed) in [(&parts.dp, &computed.dp), (&parts.dq, &computed.dq), (&parts.qi, &computed.qi)] {
            if !given.is_empty() && trimmed(given) != trimmed(computed) {
                return Err(EngineError::Invalid);
            }
        }
        Ok(made)
    }

    /// A modulus of exactly `bits`, and 65537.
    fn generate(bits: usize, platform: &mut dyn Platform) -> Result<Self, EngineError> {
        // The size is a good one, so it is the source that failed, wherever the crate says so.
        let key = PrivateKey::new(&mut Random::of(platform), bits).map_err(|_| EngineError::NoEntropy)?;
        RsaPrivate::made(key)
    }

    fn numbers(&self) -> &RsaNumbers {
        &self.0.parts
    }

    /// x^d mod n, blinded, and always checked against the public exponent: a fault in one half of the CRT would give
    /// away the primes.
    fn apply(&self, x: &[u8], platform: &mut dyn Platform) -> Option<Vec<u8>> {
        let Private { parts, key } = &*self.0;
        let key = get_or_make(key, || key_of(parts, primes_of(parts))).as_ref()?;
        let mut random = Derived::of(&blinding::seed(&parts.d, x, platform));
        checked_operation(key, x, |x| rsa_decrypt(Some(&mut random), key, x))
    }
}

/// What `arithmetic` makes of x; nothing where the public exponent does not undo it.
pub(super) fn checked_operation(
    key: &impl PublicKeyParts,
    x: &[u8],
    arithmetic: impl FnOnce(&BoxedUint) -> rsa::Result<BoxedUint>,
) -> Option<Vec<u8>> {
    let x = operand(key, x)?;
    let y = arithmetic(&x).ok()?;
    (rsa_encrypt(key, &y).ok()? == x).then(|| fixed(&y, key.size()))
}

fn primes_of(parts: &RsaNumbers) -> Vec<BoxedUint> {
    vec![trimmed(&parts.p), trimmed(&parts.q)]
}

/// Whether a prime has more than half the bits of the modulus, which OpenSSL's have not. The crate wants to be told.
fn is_wide(n: &BoxedUint, primes: &[BoxedUint]) -> bool {
    let half = n.bit_width_vartime().div_ceil(2);
    primes.iter().any(|prime| prime.bit_width_vartime() > half)
}

#[inline(never)]
fn key_of(parts: &RsaNumbers, primes: Vec<BoxedUint>) -> Option<PrivateKey> {
    let (n, e, d) = (trimmed(&parts.n), trimmed(&parts.e), trimmed(&parts.d));
    let key = if is_wide(&n, &primes) {
        PrivateKey::from_components_with_wide_primes(n, e, d, primes)
    } else {
        PrivateKey::from_components_with_large_exponent(n, e, d, primes)
    };
    key.ok()
}

/// Whether the numbers are one key's (RFC 8017 section 3.2). The crate would compute the CRT values, which takes longer
/// than all else in reading a key; products tell as much of those that are given.
fn belong_together(n: &BoxedUint, e: &BoxedUint, d: &BoxedUint, primes: &[BoxedUint], parts: &RsaNumbers) -> bool {
    let [p, q] = primes else { return false };
    if p == q || p.concatenating_mul(q) != *n {
        return false;
    }
    let product = Zeroizing::new(e.concatenating_mul(d));
    let is_inverse = |product: &BoxedUint, modulus: &BoxedUint, tested: &dyn Fn(&NonZero<BoxedUint>) -> bool| {
        let modulus = NonZero::new(modulus.clone()).into_option();
        modulus.is_some_and(|modulus| product.rem(&modulus).is_one().to_bool() && tested(&modulus))
    };
    let exponent_fits = |prime: &BoxedUint, exponent: &[u8]| {
        is_inverse(&product, &prime.wrapping_sub(BoxedUint::one()), &|order| d.rem(order) == trimmed(exponent))
    };
    let qi = Zeroizing::new(trimmed(&parts.qi));
    exponent_fits(p, &parts.dp)
        && exponent_fits(q, &parts.dq)
        && is_inverse(&qi.concatenating_mul(q), p, &|p| *qi < *p.as_ref())
}

fn without_leading_zeros(mut parts: RsaNumbers) -> RsaNumbers {
    let RsaNumbers { n, e, d, p, q, dp, dq, qi } = &mut parts;
    for part in [n, e, &mut **d, &mut **p, &mut **q, &mut **dp, &mut **dq, &mut **qi] {
        let zeros = part.iter().take_while(|&&byte| byte == 0).count();
        part.drain(..zeros);
    }
    parts
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
