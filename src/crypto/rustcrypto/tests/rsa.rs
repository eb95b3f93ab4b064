//! RSA: the raw operations, and which numbers make a key.

use super::super::{random::Derived, rsa::checked_operation};
use super::{
    Mute, Repeatable, hex,
    keys::{WITHOUT_PRIMES, by_size, secret},
};
use crate::crypto::engine::{RsaPrivateKey, RsaPublicKey};
use crate::crypto::{EngineError, RsaNumbers, RsaPrivate, RsaPublic};
use alloc::{vec, vec::Vec};
use crypto_bigint::{BoxedUint, Resize};
use rsa::{
    PrivateKey,
    hazmat::rsa_decrypt,
    traits::{PrivateKeyParts, PublicKeyParts},
};
use zeroize::Zeroizing;

fn first() -> RsaNumbers {
    by_size().next().map(|(_, _, parts)| parts).unwrap()
}

fn message(length: usize) -> Vec<u8> {
    let mut message = vec![0x2a; length];
    message[0] = 0;
    message
}

#[test]
fn private_and_public_operation_undo_each_other_with_and_without_randomness() {
    for (bits, _, parts) in by_size() {
        let public = RsaPublic::new(&parts.n, &parts.e).unwrap();
        let private = RsaPrivate::new(parts).unwrap();
        let x = message(bits.div_ceil(8));
        let blinded = private.apply(&x, &mut Repeatable(1)).unwrap();
        assert_eq!(private.apply(&x, &mut Mute).unwrap(), blinded, "{bits} bits");
        assert_eq!(public.apply(&blinded).unwrap(), x, "{bits} bits");
    }
}

#[test]
fn a_number_not_below_the_modulus_is_refused() {
    let parts = first();
    let public = RsaPublic::new(&parts.n, &parts.e).unwrap();
    assert_eq!(public.apply(&parts.n), None);
    assert_eq!(public.apply(&vec![0xff; parts.n.len()]), None);
    assert_eq!(public.apply(&vec![1; parts.n.len() + 8]), None);
    let modulus = parts.n.clone();
    assert_eq!(RsaPrivate::new(parts).unwrap().apply(&modulus, &mut Mute), None);
}

#[test]
fn a_key_without_primes_is_completed_whatever_its_exponent() {
    for (e, n, d) in WITHOUT_PRIMES {
        let e: Vec<u8> = e.to_be_bytes().into_iter().skip_while(|&byte| byte == 0).collect();
        let given = RsaNumbers { n: hex(n), e, d: secret(hex(d)), ..RsaNumbers::default() };
        let key = RsaPrivate::new(given.clone()).unwrap();
        let parts = key.numbers();
        assert_eq!((&parts.n, &parts.e, &*parts.d), (&given.n, &given.e, &*given.d));
        // All that was found, given back, makes the same key.
        let again = RsaPrivate::new(parts.clone()).unwrap();
        let x = message(128);
        let y = again.apply(&x, &mut Repeatable(2)).unwrap();
        assert_eq!(key.apply(&x, &mut Repeatable(3)).unwrap(), y);
        assert_eq!(RsaPublic::new(&given.n, &given.e).unwrap().apply(&y).unwrap(), x);
    }
}

#[test]
fn numbers_that_do_not_belong_together_are_refused() {
    let good = RsaPrivate::new(first()).unwrap().numbers().clone();
    let refused = |parts: RsaNumbers, what: &str| {
        assert_eq!(RsaPrivate::new(parts).err(), Some(EngineError::Invalid), "{what}");
    };
    let without_primes =
        RsaNumbers { n: good.n.clone(), e: good.e.clone(), d: good.d.clone(), ..RsaNumbers::default() };
    for at in [0, 1, 60] {
        let changed = |bytes: &[u8]| {
            let mut bytes = secret(bytes.to_vec());
            let at = bytes.len() - 1 - at;
            bytes[at] ^= 4;
            bytes
        };
        refused(RsaNumbers { n: changed(&good.n).to_vec(), ..good.clone() }, "n");
        refused(RsaNumbers { e: vec![1, 0, 3], ..good.clone() }, "e");
        refused(RsaNumbers { d: changed(&good.d), ..good.clone() }, "d");
        refused(RsaNumbers { p: changed(&good.p), ..good.clone() }, "p");
        refused(RsaNumbers { q: changed(&good.q), ..good.clone() }, "q");
        refused(RsaNumbers { dp: changed(&good.dp), ..good.clone() }, "dp");
        refused(RsaNumbers { dq: changed(&good.dq), ..good.clone() }, "dq");
        refused(RsaNumbers { qi: changed(&good.qi), ..good.clone() }, "qi");
        refused(RsaNumbers { d: changed(&good.d), ..without_primes.clone() }, "d alone");
        refused(RsaNumbers { n: changed(&good.n).to_vec(), ..without_primes.clone() }, "n alone");
    }
    refused(RsaNumbers { d: secret(vec![]), ..good.clone() }, "no d");
    refused(RsaNumbers { d: secret(vec![]), ..without_primes.clone() }, "no d and no primes");
    refused(RsaNumbers { d: secret(good.n.clone()), ..good.clone() }, "d not below n");
    refused(RsaNumbers { q: secret(vec![]), ..good.clone() }, "no q");
    refused(RsaNumbers { p: secret(good.n.clone()), q: secret(vec![1]), ..good.clone() }, "n = n · 1");
    refused(RsaNumbers { q: good.p.clone(), ..good.clone() }, "p twice");
    // Congruent is not enough: each number is below what it is taken modulo.
    refused(RsaNumbers { qi: sum(&good.qi, &good.p), ..good.clone() }, "qi + p");
    let mut order = good.p.clone();
    *order.last_mut().unwrap() -= 1;
    refused(RsaNumbers { dp: sum(&good.dp, &order), ..good.clone() }, "dp + p - 1");
    refused(RsaNumbers { dq: secret(vec![0]), ..good.clone() }, "dq of 0");
}

#[test]
fn leading_zeros_are_no_part_of_a_number() {
    let good = RsaPrivate::new(first()).unwrap().numbers().clone();
    let padded = |bytes: &[u8]| secret([&[0, 0], bytes].concat());
    let key = RsaPrivate::new(RsaNumbers {
        n: padded(&good.n).to_vec(),
        e: padded(&good.e).to_vec(),
        d: padded(&good.d),
        p: padded(&good.p),
        q: padded(&good.q),
        dp: padded(&good.dp),
        dq: padded(&good.dq),
        qi: padded(&good.qi),
    })
    .unwrap();
    let parts = key.numbers();
    assert_eq!((&parts.n, &parts.e, &*parts.d), (&good.n, &good.e, &*good.d));
    assert_eq!(
        [&*parts.p, &*parts.q, &*parts.dp, &*parts.dq, &*parts.qi],
        [&*good.p, &*good.q, &*good.dp, &*good.dq, &*good.qi]
    );
}

/// Of two big-endian numbers, modulo 256 to the power of the longer one's length and one more byte.
fn sum(a: &[u8], b: &[u8]) -> Zeroizing<Vec<u8>> {
    let length = a.len().max(b.len()) + 1;
    let digit = |bytes: &[u8], at: usize| bytes.iter().rev().nth(at).map_or(0, |&byte| u16::from(byte));
    let mut carry = 0;
    let mut digits: Vec<u8> = (0..length)
        .map(|at| {
            let total = digit(a, at) + digit(b, at) + carry;
            carry = total >> 8;
            total as u8
        })
        .collect();
    digits.reverse();
    secret(digits)
}

#[test]
fn public_keys_are_odd_in_range_and_of_some_size() {
    let n = first().n;
    let refused = |n: &[u8], e: &[u8]| assert_eq!(RsaPublic::new(n, e).err(), Some(EngineError::Invalid), "{e:?}");
    for e in [&[][..], &[0], &[1], &[2], &[1, 0, 0], &[1; 33]] {
        refused(&n, e);
    }
    refused(&[], &[3]);
    refused(&[0; 128], &[3]);
    refused(&[0xff; 63], &[3]);
    refused(&[0xff; 2049], &[3]);
    let mut even = n.clone();
    *even.last_mut().unwrap() &= 0xfe;
    refused(&even, &[3]);
    for e in [&[3][..], &[0, 1, 0, 1], &[0xff; 32]] {
        assert!(RsaPublic::new(&n, e).is_ok(), "{e:?}");
    }
    assert!(RsaPublic::new(&[0xff; 64], &[3]).is_ok());
    assert!(RsaPublic::new(&[0xff; 2048], &[3]).is_ok());
}

#[test]
fn a_new_key_has_exactly_the_bits_asked_for() {
    let key = RsaPrivate::generate(1024, &mut Repeatable(4)).unwrap();
    let parts = key.numbers();
    assert_eq!((parts.n.len(), parts.n[0] >> 7, &parts.e[..]), (128, 1, &[1, 0, 1][..]));
    assert!(RsaPrivate::new(parts.clone()).is_ok());
    assert_eq!(RsaPrivate::generate(1024, &mut Mute).err(), Some(EngineError::NoEntropy));
}

#[test]
fn a_result_of_faulty_arithmetic_never_leaves() {
    let parts = RsaPrivate::new(first()).unwrap().numbers().clone();
    let number = |bytes: &[u8]| BoxedUint::from_be_slice_vartime(bytes);
    let primes = vec![number(&parts.p), number(&parts.q)];
    let (n, e, d) = (number(&parts.n), number(&parts.e), number(&parts.d));
    let key = PrivateKey::from_components_with_large_exponent(n, e, d, primes).unwrap();
    let x = message(key.size());
    let right = |x: &BoxedUint| rsa_decrypt::<Derived>(None, &key, x);
    assert!(checked_operation(&key, &x, right).is_some());
    // Right modulo one prime and wrong modulo the other, as after a fault in one half of the CRT.
    for prime in key.primes() {
        let faulty = |x: &BoxedUint| {
            let step = prime.as_ref().resize(key.n_bits_precision());
            let y = right(x)?;
            Ok(if y < step { y.wrapping_add(step) } else { y.wrapping_sub(step) })
        };
        assert_eq!(checked_operation(&key, &x, faulty), None);
    }
}
