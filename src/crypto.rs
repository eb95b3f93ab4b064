//! The only place that names a crypto crate: one small interface, an engine behind it.
//!
//! What an engine offers is said by the traits of [`engine`]; which one a build has is chosen here, by features.
//! Hashing, HMAC, RSA padding, and ML-DSA and passphrases where a build has them, are the same Rust code beside each.

#[cfg(not(all(feature = "ml-dsa", any(feature = "rustcrypto", feature = "__bigint"))))]
#[allow(dead_code, reason = "a build may lack the engine, ML-DSA, or both")]
mod absent;
#[cfg(all(feature = "__bigint", not(feature = "rustcrypto")))]
mod bigint;
#[cfg(any(feature = "__bigint", feature = "rustcrypto"))]
mod blinding;
pub(crate) mod engine;
pub(crate) mod hash;
#[cfg(feature = "__host-crypto")]
pub(crate) mod host_crypto;
#[cfg(feature = "ml-dsa")]
mod ml_dsa;
#[cfg(any(feature = "__bigint", feature = "rustcrypto"))]
mod nonces;
#[cfg(feature = "passphrase")]
pub(crate) mod password;
pub(crate) mod rsa_padding;
#[cfg(feature = "rustcrypto")]
mod rustcrypto;

pub(crate) use engine::{EngineError, RsaNumbers};

#[cfg(not(any(feature = "__bigint", feature = "rustcrypto")))]
type Chosen = absent::NoEngine;
#[cfg(all(feature = "__bigint", not(feature = "rustcrypto")))]
type Chosen = bigint::HostBigInt;
#[cfg(feature = "rustcrypto")]
type Chosen = rustcrypto::RustCrypto;

pub(crate) type RsaPublic = <Chosen as engine::Engine>::RsaPublic;
pub(crate) type RsaPrivate = <Chosen as engine::Engine>::RsaPrivate;
pub(crate) type EcPublic = <Chosen as engine::Engine>::EcPublic;
pub(crate) type EcPrivate = <Chosen as engine::Engine>::EcPrivate;
pub(crate) type EdPublic = <Chosen as engine::Engine>::EdPublic;
pub(crate) type EdPrivate = <Chosen as engine::Engine>::EdPrivate;

#[cfg(feature = "ml-dsa")]
pub(crate) use self::ml_dsa::{MlDsaPrivate, MlDsaPublic};
#[cfg(not(feature = "ml-dsa"))]
pub(crate) use absent::{MlDsaPrivate, MlDsaPublic};

/// Whether this build has any public-key algorithm but ML-DSA: `false` in the HMAC-only script file, where the code
/// that reads such keys is then left out.
pub(crate) const ASYMMETRIC: bool = cfg!(any(feature = "rustcrypto", feature = "__bigint"));

/// Whether this build has ML-DSA.
pub(crate) const ML_DSA: bool = cfg!(feature = "ml-dsa");
