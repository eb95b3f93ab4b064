//! What an engine of public-key operations offers, as traits that the compiler checks.
//!
//! Everything crosses these traits as bytes: numbers big-endian and of fixed length, points as in SEC 1, keys of
//! Ed25519 and ML-DSA in their own encodings. An engine is chosen by features in [`super`]; `RustCrypto` serves native
//! programs and WebAssembly, `HostBigInt` the plain-JavaScript build, and `absent` stands where a build has none.

use crate::algorithm::{Curve, MlDsaParameterSet};
use crate::platform::Platform;
use crate::wipe::Zeroizing;
use alloc::vec::Vec;

/// The types of one engine.
pub(crate) trait Engine {
    type RsaPublic: RsaPublicKey;
    type RsaPrivate: RsaPrivateKey;
    type EcPublic: EcPublicKey;
    type EcPrivate: EcPrivateKey<Public = Self::EcPublic>;
    type EdPublic: EdPublicKey;
    type EdPrivate: EdPrivateKey<Public = Self::EdPublic>;
}

/// Why an engine could not make a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(not(any(feature = "rustcrypto", feature = "__bigint", feature = "ml-dsa")), allow(dead_code))]
pub(crate) enum EngineError {
    /// The numbers are out of range, not on the curve, or do not belong together.
    Invalid,
    /// The platform has no random source.
    #[cfg_attr(not(any(feature = "rustcrypto", feature = "__bigint")), allow(dead_code))]
    NoEntropy,
    /// The build has no such algorithm.
    #[cfg_attr(all(feature = "ml-dsa", any(feature = "rustcrypto", feature = "__bigint")), allow(dead_code))]
    Unsupported,
}

/// The numbers of an RSA private key (RFC 8017 section 3.2), big-endian without leading zeros.
#[derive(Clone, Default)]
pub(crate) struct RsaNumbers {
    pub(crate) n: Vec<u8>,
    pub(crate) e: Vec<u8>,
    pub(crate) d: Zeroizing<Vec<u8>>,
    /// Empty in all five when the key came with `n`, `e`, `d` alone: the engine completes them.
    pub(crate) p: Zeroizing<Vec<u8>>,
    pub(crate) q: Zeroizing<Vec<u8>>,
    pub(crate) dp: Zeroizing<Vec<u8>>,
    pub(crate) dq: Zeroizing<Vec<u8>>,
    pub(crate) qi: Zeroizing<Vec<u8>>,
}

/// RSA's public operation (RFC 8017 sections 5.1.1 and 5.2.2).
pub(crate) trait RsaPublicKey: Clone + Sized {
    /// `n` is odd, `e` odd and above 2.
    fn new(n: &[u8], e: &[u8]) -> Result<Self, EngineError>;

    /// x^e mod n, as long as the modulus; `None` if x is not below n.
    fn apply(&self, x: &[u8]) -> Option<Vec<u8>>;
}

/// RSA's private operation (RFC 8017 sections 5.1.2 and 5.2.1).
pub(crate) trait RsaPrivateKey: Clone + Sized {
    /// Completes the primes where they are missing, and checks that all numbers belong together.
    fn new(numbers: RsaNumbers) -> Result<Self, EngineError>;

    /// A modulus of exactly `bits` bits, and the exponent 65537.
    fn generate(bits: usize, platform: &mut dyn Platform) -> Result<Self, EngineError>;

    fn numbers(&self) -> &RsaNumbers;

    /// x^d mod n, blinded, and always checked against the public exponent: a fault in
    /// one half of the CRT would give away the primes.
    fn apply(&self, x: &[u8], platform: &mut dyn Platform) -> Option<Vec<u8>>;
}

/// A public point of ECDSA.
pub(crate) trait EcPublicKey: Clone + Sized {
    /// A point in SEC 1 form, compressed or not; the identity and points off the curve are refused.
    fn new(curve: Curve, point: &[u8]) -> Result<Self, EngineError>;

    /// The uncompressed point: 04, x, y.
    fn point(&self) -> Vec<u8>;

    /// `signature` is r and s, each as long as the curve's field.
    fn verify(&self, digest: &[u8], signature: &[u8]) -> bool;
}

/// A private scalar of ECDSA.
pub(crate) trait EcPrivateKey: Clone + Sized {
    type Public: EcPublicKey;

    /// A scalar of exactly the field's length, neither zero nor beyond the order.
    fn new(curve: Curve, scalar: &[u8]) -> Result<Self, EngineError>;

    fn public(&self) -> Self::Public;

    fn scalar(&self) -> Zeroizing<Vec<u8>>;

    /// r and s by the deterministic nonce of RFC 6979.
    fn sign(&self, digest: &[u8]) -> Option<Vec<u8>>;
}

/// A public key of Ed25519 (RFC 8032 section 5.1).
pub(crate) trait EdPublicKey: Clone + Sized {
    /// Thirty-two bytes that encode, canonically, a point that is not of small order.
    fn new(bytes: &[u8]) -> Result<Self, EngineError>;

    fn bytes(&self) -> [u8; 32];

    /// Canonical S, no points of small order, and the equation without the cofactor.
    fn verify(&self, message: &[u8], signature: &[u8]) -> bool;
}

/// A private key of Ed25519: the seed of 32 bytes.
pub(crate) trait EdPrivateKey: Clone + Sized {
    type Public: EdPublicKey;

    fn new(seed: &[u8]) -> Result<Self, EngineError>;

    fn public(&self) -> Self::Public;

    fn seed(&self) -> Zeroizing<[u8; 32]>;

    /// `None` where a host that does the work fails.
    fn sign(&self, message: &[u8]) -> Option<[u8; 64]>;
}

/// A public key of ML-DSA (FIPS 204).
pub(crate) trait MlDsaPublicKey: Clone + Sized {
    /// Every text of the right length is a public key: all of its numbers are in range.
    fn new(set: MlDsaParameterSet, bytes: &[u8]) -> Result<Self, EngineError>;

    fn set(&self) -> MlDsaParameterSet;

    fn bytes(&self) -> Vec<u8>;

    /// A signature of the wrong length, or in any but its one encoding, is a wrong one.
    fn verify(&self, message: &[u8], signature: &[u8]) -> bool;
}

/// A private key of ML-DSA: the seed of 32 bytes, and what is expanded from it.
pub(crate) trait MlDsaPrivateKey: Clone + Sized {
    type Public: MlDsaPublicKey;

    fn new(set: MlDsaParameterSet, seed: &[u8]) -> Result<Self, EngineError>;

    fn set(&self) -> MlDsaParameterSet;

    fn public_bytes(&self) -> Vec<u8>;

    /// With the public part, which need not be copied out for it.
    fn verify(&self, message: &[u8], signature: &[u8]) -> bool;

    fn public(&self) -> Self::Public;

    fn seed(&self) -> Zeroizing<[u8; 32]>;

    /// FIPS 204's encoding of what the seed expands to, to compare with one that came along.
    fn expanded(&self) -> Zeroizing<Vec<u8>>;

    /// `None` if no attempt out of thousands gives a signature, which no key and message are known for.
    fn sign(&self, message: &[u8]) -> Option<Vec<u8>>;
}
