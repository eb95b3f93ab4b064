//! The only place that names a crypto crate: one small interface, an engine behind it.
//!
//! An engine offers `RsaPublic`, `RsaPrivate`, `EcPublic`, `EcPrivate`, `EdPublic` and `EdPrivate`
//! with the same methods, all over bytes (big-endian, fixed length):
//!
//! ```text
//! RsaPublic::new(n, e) -> Result<_, Fault>               apply(x) -> Option<y>                  (x^e mod n)
//! RsaPrivate::new(RsaParts) -> Result<_, Fault>          apply(x, platform) -> Option<y>        parts() -> &RsaParts
//!           ::generate(bits, platform) -> Result<_, Fault>
//! EcPublic::new(curve, point) -> Result<_, Fault>        point() -> 04‖x‖y    verify(digest, r‖s) -> bool
//! EcPrivate::new(curve, scalar) -> Result<_, Fault>      public() -> EcPublic scalar() -> d     sign(digest) -> Option<r‖s>
//! EdPublic::new(bytes) -> Result<_, Fault>               bytes() -> 32        verify(message, signature) -> bool
//! EdPrivate::new(seed) -> Result<_, Fault>               public() -> EdPublic seed() -> 32      sign(message) -> Option<64>
//! ```
//!
//! Hashing, HMAC, RSA padding, and ML-DSA and passphrases where a build has them, are the same Rust
//! code beside each engine. The engines:
//! `crates` (RustCrypto: native and WebAssembly), `bigint` (imports from the host: the
//! plain-JavaScript build), `absent` (the HMAC-only build).

pub(crate) mod hash;
#[cfg(feature = "ml-dsa")]
mod ml_dsa;
#[cfg(not(feature = "ml-dsa"))]
#[path = "ml_dsa/absent.rs"]
mod ml_dsa;
#[cfg(any(feature = "bigint", feature = "crates"))]
mod nonces;
#[cfg(feature = "passphrase")]
pub(crate) mod password;
pub(crate) mod rsa_padding;

#[cfg(feature = "crates")]
#[path = "crates/mod.rs"]
mod engine;
#[cfg(all(feature = "bigint", not(feature = "crates")))]
#[path = "bigint/mod.rs"]
mod engine;
#[cfg(not(any(feature = "bigint", feature = "crates")))]
#[path = "absent.rs"]
mod engine;

pub(crate) use self::ml_dsa::{MlDsaPrivate, MlDsaPublic};
pub(crate) use engine::{EcPrivate, EcPublic, EdPrivate, EdPublic, RsaPrivate, RsaPublic};

use crate::wipe::Zeroizing;
use alloc::vec::Vec;

/// Whether this build has any public-key algorithm: `false` in the HMAC-only script file, where
/// the code that reads such keys is then left out.
pub(crate) const ASYMMETRIC: bool = cfg!(any(feature = "crates", feature = "bigint"));

/// Whether this build has ML-DSA.
pub(crate) const ML_DSA: bool = cfg!(feature = "ml-dsa");

/// Why an engine could not make a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// The numbers are out of range, not on the curve, or do not belong together.
    #[cfg_attr(not(any(feature = "crates", feature = "bigint")), allow(dead_code))]
    Invalid,
    /// The platform has no random source.
    #[cfg_attr(not(any(feature = "crates", feature = "bigint")), allow(dead_code))]
    NoEntropy,
    /// The build has no public-key algorithms.
    #[cfg_attr(all(feature = "ml-dsa", any(feature = "crates", feature = "bigint")), allow(dead_code))]
    Unsupported,
}

/// The numbers of an RSA private key (RFC 8017 section 3.2), big-endian without leading zeros.
#[derive(Clone, Default)]
pub(crate) struct RsaParts {
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
