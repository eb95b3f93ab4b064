//! ECDSA over the host's curves; the deterministic nonces of RFC 6979 are made here.

use super::host::{Operation, accepts, ask};
use crate::wipe::Zeroizing;
use crate::{
    algorithm::{Curve, Hash},
    crypto::{Fault, hash::HmacKey},
};
use alloc::vec::Vec;

#[derive(Clone)]
pub(crate) struct EcPublic {
    curve: Curve,
    point: Vec<u8>,
}

impl EcPublic {
    pub(crate) fn new(curve: Curve, point: &[u8]) -> Result<EcPublic, Fault> {
        let point = ask(Operation::EcPoint, &[name(curve), point], 1 + 2 * curve.field_len())?.to_vec();
        Ok(EcPublic { curve, point })
    }

    pub(crate) fn point(&self) -> Vec<u8> {
        self.point.clone()
    }

    pub(crate) fn verify(&self, digest: &[u8], signature: &[u8]) -> bool {
        signature.len() == 2 * self.curve.field_len()
            && accepts(Operation::EcVerify, &[name(self.curve), &self.point, digest, signature])
    }
}

#[derive(Clone)]
pub(crate) struct EcPrivate {
    scalar: Zeroizing<Vec<u8>>,
    public: EcPublic,
}

impl EcPrivate {
    pub(crate) fn new(curve: Curve, scalar: &[u8]) -> Result<EcPrivate, Fault> {
        if scalar.len() != curve.field_len() {
            return Err(Fault::Invalid);
        }
        let point = ask(Operation::EcPublic, &[name(curve), scalar], 1 + 2 * curve.field_len())?.to_vec();
        Ok(EcPrivate { scalar: Zeroizing::new(scalar.into()), public: EcPublic { curve, point } })
    }

    pub(crate) fn public(&self) -> EcPublic {
        self.public.clone()
    }

    pub(crate) fn scalar(&self) -> Zeroizing<Vec<u8>> {
        self.scalar.clone()
    }

    pub(crate) fn sign(&self, digest: &[u8]) -> Option<Vec<u8>> {
        let (curve, size) = (self.public.curve, self.public.curve.field_len());
        let reduced = ask(Operation::EcScalar, &[name(curve), digest], size).ok()?;
        let mut nonces = Nonces::new(nonce_hash(curve), &self.scalar, &reduced);
        (0..MAX_NONCES).find_map(|_| {
            let nonce = nonces.next(size);
            ask(Operation::EcSign, &[name(curve), &self.scalar, digest, &nonce], 2 * size)
                .ok()
                .map(|pair| pair.to_vec())
        })
    }
}

/// At most one nonce in 2^32 is refused: so many in a row are a defect.
const MAX_NONCES: usize = 64;

fn name(curve: Curve) -> &'static [u8] {
    curve.name().as_bytes()
}

/// The hash that the curve's algorithm signs with (RFC 7518 section 3.4, RFC 8812).
fn nonce_hash(curve: Curve) -> Hash {
    match curve {
        Curve::P256 | Curve::Secp256k1 => Hash::Sha256,
        Curve::P384 => Hash::Sha384,
        Curve::P521 => Hash::Sha512,
    }
}

/// The generator of RFC 6979 section 3.2.
struct Nonces {
    hash: Hash,
    k: Zeroizing<Vec<u8>>,
    v: Zeroizing<Vec<u8>>,
    used: bool,
}

impl Nonces {
    fn new(hash: Hash, scalar: &[u8], digest: &[u8]) -> Nonces {
        let filled = |byte| Zeroizing::new(alloc::vec![byte; hash.len()]);
        let mut nonces = Nonces { hash, k: filled(0), v: filled(1), used: false };
        nonces.reseed(&[0], scalar, digest);
        nonces.reseed(&[1], scalar, digest);
        nonces
    }

    /// The next candidate, at least `size` bytes of which the host takes the leftmost bits.
    fn next(&mut self, size: usize) -> Zeroizing<Vec<u8>> {
        if self.used {
            self.reseed(&[0], &[], &[]);
        }
        self.used = true;
        let mut bits = Zeroizing::new(Vec::with_capacity(size + self.hash.len()));
        while bits.len() < size {
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
