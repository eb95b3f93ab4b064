//! The deterministic nonces of ECDSA (RFC 6979): over bytes, so that one code serves every curve and engine.

use crate::wipe::Zeroizing;
use crate::{
    algorithm::{Curve, HashAlgorithm},
    crypto::hash::HmacKey,
};
use alloc::vec::Vec;

/// At most one nonce in 2^32 is refused: so many in a row are a defect.
pub(super) const MAX_NONCES: usize = 64;

/// The generator of RFC 6979 section 3.2.
pub(super) struct Nonces {
    hash: HashAlgorithm,
    size: usize,
    k: Zeroizing<Vec<u8>>,
    v: Zeroizing<Vec<u8>>,
    used: bool,
}

impl Nonces {
    /// Scalar and digest are as long as the curve's field, the digest reduced by its order.
    pub(super) fn new(curve: Curve, scalar: &[u8], digest: &[u8]) -> Nonces {
        let hash = curve.hash();
        let filled = |byte| Zeroizing::new(alloc::vec![byte; hash.digest_bytes()]);
        let mut nonces = Nonces { hash, size: curve.field_bytes(), k: filled(0), v: filled(1), used: false };
        nonces.reseed(&[0], scalar, digest);
        nonces.reseed(&[1], scalar, digest);
        nonces
    }

    /// The next candidate, at least as long as the field; it is the leftmost bits that count.
    pub(super) fn next(&mut self) -> Zeroizing<Vec<u8>> {
        if self.used {
            self.reseed(&[0], &[], &[]);
        }
        self.used = true;
        let mut bits = Zeroizing::new(Vec::with_capacity(self.size + self.hash.digest_bytes()));
        while bits.len() < self.size {
            self.v = self.mac(&[&self.v]);
            bits.extend_from_slice(&self.v);
        }
        bits
    }

    fn reseed(&mut self, separator: &[u8], scalar: &[u8], digest: &[u8]) {
        self.k = self.mac(&[&self.v, separator, scalar, digest]);
        self.v = self.mac(&[&self.v]);
    }

    fn mac(&self, parts: &[&[u8]]) -> Zeroizing<Vec<u8>> {
        let input = Zeroizing::new(parts.concat());
        Zeroizing::new(HmacKey::new(self.hash, &self.k).sign(&input))
    }
}
