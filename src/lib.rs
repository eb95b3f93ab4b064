//! Signs, decodes and verifies JSON Web Tokens (RFC 7519) in the compact form of RFC 7515.
//!
//! One core for native programs, WebAssembly and plain JavaScript. Header and claims are text and
//! stay text: what you sign is what you gave, byte for byte, with members added and never rebuilt.
//! Verification follows RFC 8725: the key decides which algorithms may be used, not the token.
//!
//! ```
//! use jwtmint::{Key, SignOptions, VerifyOptions, sign, verify};
//! use std::time::Duration;
//!
//! let key = Key::from_secret(b"a secret of at least thirty-two bytes")?;
//! let options = SignOptions::new().issuer("https://shop.example").expires_in(Duration::from_secs(300));
//! let token = sign(r#"{"sub":"customer 17","cart":12345678901234567890}"#, &key, &options)?;
//!
//! let verified = verify(&token, &key, &VerifyOptions::new().issuer("https://shop.example"))?;
//! assert!(verified.claims().starts_with(r#"{"sub":"customer 17","cart":12345678901234567890,"#));
//! # Ok::<(), jwtmint::Error>(())
//! ```
#![cfg_attr(not(feature = "std"), no_std)]
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::panic))]

extern crate alloc;

mod algorithm;
mod base64url;
mod claims;
mod code;
mod crypto;
mod decode;
mod error;
mod header;
mod inspect;
mod javascript_options;
mod json;
mod key;
mod options;
mod platform;
mod remedy;
#[cfg(feature = "serde")]
mod serde_support;
mod sign;
mod text;
mod token;
mod verify;
mod wipe;
#[cfg(any(all(feature = "std", not(target_arch = "wasm32")), all(feature = "js", target_arch = "wasm32")))]
mod with_system;

#[cfg(feature = "__bindings")]
#[doc(hidden)]
pub mod __bindings;

pub use algorithm::{Algorithm, Curve, Family, HashAlgorithm, KeyType, MlDsaParameterSet};
pub use code::{Code, UnknownCode};
pub use decode::{Decoded, decode, decode_with};
pub use error::{Error, Result};
pub use inspect::{CheckStatus, Report, ReportCheck, ReportedTime, inspect_with};
pub use key::{
    GenerateOptions, ImportOptions, Imported, Key, KeyRequest, KeyRole, KeySet, KeySource, PemFormat, Validity,
};
pub use options::{Audience, DecodeOptions, JwtId, SignOptions, Typ, VerifyOptions};
pub use platform::Platform;
#[cfg(any(all(feature = "std", not(target_arch = "wasm32")), all(feature = "js", target_arch = "wasm32")))]
pub use platform::System;
pub use remedy::{OptionName, Remedy, SecretEncoding};
#[cfg(all(
    feature = "serde",
    any(all(feature = "std", not(target_arch = "wasm32")), all(feature = "js", target_arch = "wasm32"))
))]
pub use serde_support::sign_claims;
#[cfg(feature = "serde")]
pub use serde_support::{PublicJwk, PublicJwks, sign_claims_with};
pub use sign::{sign_payload_with, sign_with};
pub use verify::{Verified, VerifiedPayload, verify_payload, verify_with};
pub use wipe::Zeroizing;
#[cfg(any(all(feature = "std", not(target_arch = "wasm32")), all(feature = "js", target_arch = "wasm32")))]
pub use with_system::{inspect, sign, sign_payload, verify};

/// The version of this crate and of the npm package.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The README's Rust example runs with the examples of the documentation.
#[cfg(all(doctest, feature = "std"))]
#[doc = include_str!("../README.md")]
struct Readme;
