//! The encodings of `rsa_padding` against the `rsa` crate's own, which shares no code with them.

use super::{super::random::Random, Repeatable, keys::by_size};
use crate::crypto::engine::{RsaPrivateKey, RsaPublicKey};
use crate::{
    algorithm::HashAlgorithm,
    crypto::{
        RsaPrivate, RsaPublic,
        hash::digest,
        rsa_padding::{emsa_pkcs1, pss_encode, pss_verify},
    },
    platform::Platform,
};
use ::rsa::{Pkcs1v15Sign, PrivateKey, Pss};
use alloc::{vec, vec::Vec};
use sha2::{Sha256, Sha384, Sha512};

const HASHES: [HashAlgorithm; 3] = [HashAlgorithm::Sha256, HashAlgorithm::Sha384, HashAlgorithm::Sha512];

/// A key in both hands.
struct Both {
    bits: usize,
    theirs: PrivateKey,
    private: RsaPrivate,
    public: RsaPublic,
}

impl Both {
    fn all() -> impl Iterator<Item = Both> {
        by_size().map(|(bits, theirs, parts)| {
            let public = RsaPublic::new(&parts.n, &parts.e).unwrap();
            Both { bits, theirs, private: RsaPrivate::new(parts).unwrap(), public }
        })
    }

    /// The raw private operation on an encoding; nothing if that is not below the modulus.
    fn close(&self, encoded: &[u8], random: &mut Repeatable) -> Option<Vec<u8>> {
        let mut block = vec![0; self.bits.div_ceil(8) - encoded.len()];
        block.extend_from_slice(encoded);
        self.private.apply(&block, random)
    }

    /// What the signature holds, without the leading zero byte that some sizes have.
    fn open(&self, signature: &[u8], length: usize) -> Option<Vec<u8>> {
        let opened = self.public.apply(signature)?;
        let (lead, encoded) = opened.split_at(opened.len() - length);
        lead.iter().all(|&byte| byte == 0).then(|| encoded.to_vec())
    }

    fn theirs_accepts_pss(&self, hash: HashAlgorithm, hashed: &[u8], signature: &[u8]) -> bool {
        let key = self.theirs.as_public_key();
        match hash {
            HashAlgorithm::Sha256 => key.verify(Pss::<Sha256>::new(), hashed, signature),
            HashAlgorithm::Sha384 => key.verify(Pss::<Sha384>::new(), hashed, signature),
            HashAlgorithm::Sha512 => key.verify(Pss::<Sha512>::new(), hashed, signature),
        }
        .is_ok()
    }

    fn theirs_signs_pss(&self, hash: HashAlgorithm, hashed: &[u8], random: &mut Repeatable) -> Option<Vec<u8>> {
        let mut random = Random::of(random);
        match hash {
            HashAlgorithm::Sha256 => self.theirs.sign_with_rng(&mut random, Pss::<Sha256>::new(), hashed),
            HashAlgorithm::Sha384 => self.theirs.sign_with_rng(&mut random, Pss::<Sha384>::new(), hashed),
            HashAlgorithm::Sha512 => self.theirs.sign_with_rng(&mut random, Pss::<Sha512>::new(), hashed),
        }
        .ok()
    }
}

fn random_bytes(length: usize, random: &mut Repeatable) -> Vec<u8> {
    let mut bytes = vec![0; length];
    assert!(random.fill_random(&mut bytes));
    bytes
}

#[test]
fn pkcs1_signatures_are_the_same() {
    let mut random = Repeatable(5);
    for both in Both::all() {
        for hash in HASHES {
            let hashed = digest(hash, &[&random_bytes(40, &mut random)]);
            let scheme = || match hash {
                HashAlgorithm::Sha256 => Pkcs1v15Sign::new::<Sha256>(),
                HashAlgorithm::Sha384 => Pkcs1v15Sign::new::<Sha384>(),
                HashAlgorithm::Sha512 => Pkcs1v15Sign::new::<Sha512>(),
            };
            let encoded = emsa_pkcs1(hash, &hashed, both.bits.div_ceil(8)).unwrap();
            let ours = both.close(&encoded, &mut random).unwrap();
            assert_eq!(ours, both.theirs.sign_with_rng(&mut Random::of(&mut random), scheme(), &hashed).unwrap());
            assert!(both.theirs.as_public_key().verify(scheme(), &hashed, &ours).is_ok());
        }
    }
}

#[test]
fn pss_signatures_are_accepted_both_ways() {
    let mut random = Repeatable(6);
    for both in Both::all() {
        let (em_bits, em_len) = (both.bits - 1, (both.bits - 1).div_ceil(8));
        for hash in HASHES {
            let hashed = digest(hash, &[&random_bytes(40, &mut random)]);
            let salt = random_bytes(hash.digest_bytes(), &mut random);
            let theirs = both.theirs_signs_pss(hash, &hashed, &mut random);
            let Some(encoded) = pss_encode(hash, &hashed, &salt, em_bits) else {
                // SHA-512 wants 130 bytes, and the smallest of these keys have fewer.
                assert!(hash == HashAlgorithm::Sha512 && em_len < 130 && theirs.is_none());
                continue;
            };
            let ours = both.close(&encoded, &mut random).unwrap();
            assert!(both.theirs_accepts_pss(hash, &hashed, &ours), "{} bits {}", both.bits, hash.name());
            let opened = both.open(&theirs.unwrap(), em_len).unwrap();
            assert!(pss_verify(hash, &hashed, &opened, em_bits), "{} bits {}", both.bits, hash.name());
        }
    }
}

#[test]
fn what_one_refuses_as_pss_the_other_refuses() {
    let mut random = Repeatable(7);
    for both in Both::all() {
        let (em_bits, em_len) = (both.bits - 1, (both.bits - 1).div_ceil(8));
        let hash = HashAlgorithm::Sha256;
        let hashed = digest(hash, &[&random_bytes(40, &mut random)]);
        let encode = |salt: &[u8]| pss_encode(hash, &hashed, salt, em_bits).unwrap();
        let right = encode(&[7; 32]);
        let mut cases = vec![right.clone(), encode(&[]), encode(&[7; 31]), encode(&[7; 33]), encode(&[0; 48])];
        let [mut trailer, mut lead] = [right.clone(), right.clone()];
        trailer[em_len - 1] = 0xcc;
        // The highest bit of all: beyond the encoding, if it has a bit to spare.
        lead[0] |= 0x80;
        cases.extend([trailer, lead]);
        for _ in 0..24 {
            let [at, bit] = random_bytes(2, &mut random)[..] else { unreachable!() };
            let mut changed = right.clone();
            changed[usize::from(at) % em_len] ^= 1 << (bit % 8);
            cases.push(changed);
        }
        for (case, encoded) in cases.iter().enumerate() {
            let ours = pss_verify(hash, &hashed, encoded, em_bits);
            assert_eq!(ours, *encoded == right, "{} bits, case {case}", both.bits);
            if let Some(signature) = both.close(encoded, &mut random) {
                assert_eq!(both.theirs_accepts_pss(hash, &hashed, &signature), ours, "{} bits, case {case}", both.bits);
            }
        }
    }
}
