//! The primes of an RSA key that came with `n`, `e` and `d` alone.
//!
//! The `rsa` crate's own way needs an exponent above 65536, and keys with 3 or 17 exist.

use crypto_bigint::{
    BoxedUint, CheckedSub, ConcatenatingMul, Gcd, NonZero, Odd, Resize,
    modular::{BoxedMontyForm, BoxedMontyParams},
};
use zeroize::Zeroizing;

/// Each base fails with a chance of one half at most, so numbers that belong together never exhaust them.
const BASES: core::ops::Range<u64> = 2..130;

/// p and q of n = p·q, from a root of one that is not ±1: Handbook of Applied Cryptography, section
/// 8.2.2. What it finds is for the caller to check.
pub(super) fn factor(n: &Odd<BoxedUint>, e: &BoxedUint, d: &BoxedUint) -> Option<[BoxedUint; 2]> {
    // a^(e·d − 1) = 1 for every a that is coprime to n; e·d − 1 = 2^twos · odd.
    let product = Zeroizing::new(e.concatenating_mul(d));
    let multiple = Zeroizing::new(product.checked_sub(&BoxedUint::one()).into_option()?);
    if multiple.is_zero().to_bool() {
        return None;
    }
    let twos = multiple.trailing_zeros_vartime();
    let odd = Zeroizing::new(multiple.shr_vartime(twos)?);
    let params = BoxedMontyParams::new_vartime(n.clone());
    for base in BASES {
        let base = BoxedUint::from(base).resize(n.bits_precision());
        let power = BoxedMontyForm::new(base, &params).pow(&odd);
        match root_of_one(power, twos) {
            Root::Trivial => {}
            Root::Found(root) => return split(n, &root),
            // The numbers do not belong together, and no other base would say otherwise.
            Root::None => return None,
        }
    }
    None
}

enum Root {
    Found(Zeroizing<BoxedUint>),
    Trivial,
    None,
}

/// Squares until one is reached: the number before it is a root of one.
fn root_of_one(mut power: BoxedMontyForm, twos: u32) -> Root {
    let one = BoxedMontyForm::one(power.params());
    if power == one {
        return Root::Trivial;
    }
    for _ in 0..twos {
        let square = power.square();
        if square == one {
            return if power == one.neg() { Root::Trivial } else { Root::Found(Zeroizing::new(power.retrieve())) };
        }
        power = square;
    }
    Root::None
}

/// p and q divide root − 1 and root + 1, one each.
fn split(n: &Odd<BoxedUint>, root: &BoxedUint) -> Option<[BoxedUint; 2]> {
    let p = root.wrapping_sub(BoxedUint::one()).gcd(n.as_ref());
    let p = NonZero::new(p).into_option()?;
    let q = n.as_ref().div_rem(&p).0;
    let p = p.get();
    Some(if p > q { [p, q] } else { [q, p] })
}
