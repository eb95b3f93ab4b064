//! Signs, decodes and verifies JSON Web Tokens (RFC 7519) in the compact form of RFC 7515.
//!
//! One core for native programs, WebAssembly and plain JavaScript. Header and claims are text and
//! stay text: what you sign is what you gave, byte for byte, with members added and never rebuilt.
//! Verification follows RFC 8725: the key decides which algorithms may be used, not the token.
//!
//! ```ignore-wasm32
//! use jwtmint::{Key, SignOptions, System, VerifyOptions, sign, verify};
//!
//! let key = Key::from_secret(b"a secret of at least thirty-two bytes")?;
//! let options = SignOptions { expires_in_seconds: Some(300), issuer: Some("https://shop.example".into()), ..Default::default() };
//! let token = sign(r#"{"sub":"customer 17","cart":12345678901234567890}"#, &key, &options, &mut System)?;
//!
//! let policy = VerifyOptions { issuer: vec!["https://shop.example".into()], ..Default::default() };
//! let verified = verify(&token, &key, &policy, &mut System)?;
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
mod sign;
mod text;
mod token;
mod verify;
mod wipe;

#[cfg(feature = "__bindings")]
#[doc(hidden)]
pub mod __bindings;

pub use algorithm::{Algorithm, Curve, Family, HashAlgorithm, KeyType, MlDsaParameterSet};
pub use code::{Code, UnknownCode};
pub use decode::{Decoded, decode, decode_with};
pub use error::{Error, Result};
pub use inspect::{CheckStatus, Report, ReportCheck, ReportedTime, inspect};
pub use key::{
    GenerateOptions, ImportOptions, Imported, Key, KeyRequest, KeyRole, KeySet, KeySource, PemFormat, Validity,
};
pub use options::{Audience, DecodeOptions, JwtId, SignOptions, Typ, VerifyOptions};
pub use platform::Platform;
#[cfg(all(feature = "std", not(target_arch = "wasm32")))]
pub use platform::System;
pub use remedy::{OptionName, Remedy, SecretEncoding};
pub use sign::{sign, sign_payload};
pub use verify::{Verified, VerifiedPayload, verify, verify_payload};
pub use wipe::Zeroizing;

/// The version of this crate and of the npm package.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");
