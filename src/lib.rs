//! Signs, decodes and verifies JSON Web Tokens (RFC 7519) in the compact form of RFC 7515.
//!
//! Header and claims are text and stay text: what you sign is what you gave, byte for byte, with members added and
//! never rebuilt. Verification follows RFC 8725: the key decides which algorithms may be used, not the token. One core
//! serves native programs, WebAssembly and, in the npm package of the same name, plain JavaScript.
//!
//! # Sign and verify
//!
//! ```
//! # #[cfg(feature = "std")] {
//! use jwtmint::{Key, SignOptions, VerifyOptions, sign, verify};
//! use std::time::Duration;
//!
//! let key = Key::from_secret(b"a secret of at least thirty-two bytes")?;
//! let options = SignOptions::new().issuer("https://shop.example").expires_in(Duration::from_secs(300));
//! let token = sign(r#"{"sub":"customer 17","cart":12345678901234567890}"#, &key, &options)?;
//!
//! let verified = verify(&token, &key, &VerifyOptions::new().issuer("https://shop.example"))?;
//! assert!(verified.claims().starts_with(r#"{"sub":"customer 17","cart":12345678901234567890,"#));
//! # }
//! # Ok::<(), jwtmint::Error>(())
//! ```
//!
//! [`verify()`] checks the signature, the types of the registered claims, `exp` and `nbf`, and what the options demand.
//! [`decode()`] reads a token without a key and without trust. [`inspect()`] says all that is wrong with a token and how
//! to mend it. [`sign_payload()`] and [`verify_payload`] are the same over any bytes.
//!
//! # Claims of your own type
//!
//! With the feature `serde`, [`sign_claims`] and [`Verified::claims_as`] take and give types of the caller's.
//!
//! ```
//! # #[cfg(all(feature = "std", feature = "serde"))] {
//! use jwtmint::{Key, SignOptions, VerifyOptions, sign_claims, verify};
//! use serde::{Deserialize, Serialize};
//!
//! #[derive(Serialize, Deserialize)]
//! struct Session {
//!     sub: String,
//!     admin: bool,
//! }
//!
//! let key = Key::from_secret(b"a secret of at least thirty-two bytes")?;
//! let token = sign_claims(&Session { sub: "me".into(), admin: false }, &key, &SignOptions::new())?;
//! let session: Session = verify(&token, &key, &VerifyOptions::new())?.claims_as()?;
//! assert!(!session.admin);
//! # }
//! # Ok::<(), jwtmint::Error>(())
//! ```
//!
//! # Keys
//!
//! [`Key::from_pem`], [`Key::from_der`], [`Key::from_jwk`] and [`Key::from_secret`] read what they say. [`Key::from_text`]
//! and [`Imported::from_text`] find out what some text is; what looks like a key of any kind is never taken for a secret.
//! [`KeySet::from_jwks`] reads a JWK Set, from which `verify` chooses by `kid`, type and use. A key is parsed and checked
//! once, prints no secret, and wipes its memory.
//!
//! ```
//! # #[cfg(all(feature = "std", feature = "rustcrypto"))] {
//! use jwtmint::{Algorithm, GenerateOptions, Key, KeySet, PemFormat, SignOptions, VerifyOptions, sign, verify};
//!
//! let key = Key::generate(Algorithm::ES256, &GenerateOptions::new().key_id("2025"))?;
//! let pem = key.to_pem(PemFormat::Standard)?;
//! assert_eq!(Key::from_pem(&pem)?.thumbprint(), key.thumbprint());
//!
//! // What a verifier is given: the public keys alone.
//! let jwks = format!(r#"{{"keys":[{}]}}"#, *key.public_key()?.to_jwk());
//! let token = sign("{}", &key, &SignOptions::new())?;
//! assert!(verify(&token, &KeySet::from_jwks(&jwks)?, &VerifyOptions::new()).is_ok());
//! # }
//! # Ok::<(), jwtmint::Error>(())
//! ```
//!
//! # Errors
//!
//! An [`Error`] has a stable [`Code`], a sentence that says what was expected and found, and where it helps a
//! [`Remedy`], the claim, the two values compared and a position. It never holds key material or a token.
//!
//! ```
//! use jwtmint::{Code, Key};
//! let error = Key::from_jwk(r#"{"kty":"EC","crv":"P-255"}"#).unwrap_err();
//! assert_eq!(error.code(), Code::KeyInvalid);
//! assert!(error.to_string().contains("P-256"));
//! ```
//!
//! # Clock and randomness
//!
//! The functions above use [`System`]. Those whose names end in `_with` take a [`Platform`]: a clock and a random source
//! of the caller's, for tests and for hosts that have neither. ECDSA and EdDSA are deterministic, so only RSASSA-PSS,
//! new keys and a fresh `jti` draw random numbers.
//!
//! # Features
//!
//! | feature | default | brings |
//! | --- | --- | --- |
//! | `std` | yes | [`System`], and the functions and options that use the system's clock |
//! | `rustcrypto` | yes | RS, PS, ES and EdDSA by the RustCrypto crates; without it there is HMAC alone |
//! | `ml-dsa` | yes | ML-DSA-44, ML-DSA-65 and ML-DSA-87 (RFC 9964) |
//! | `passphrase` | yes | encrypted private keys |
//! | `serde` | yes | [`sign_claims`], [`Verified::claims_as`], [`PublicJwk`]; results are written and options, keys and algorithms read in any format |
//! | `js` | no | on `wasm32`, [`System`] by the JavaScript host's `Date` and `crypto.getRandomValues` |
//!
//! Any combination builds and passes its tests; without `rustcrypto` and `std` the crate is `no_std` with `alloc`.
//! Features that begin with two underscores belong to the npm package's own build and may change at any time.
//!
//! # In WebAssembly
//!
//! A Rust program for the browser or a Worker (Leptos, Yew, workers-rs) enables `js` and calls the same functions.
//! With `serde`, `serde_wasm_bindgen::from_value::<VerifyOptions>` reads options strictly, and results become plain
//! objects by its `Serializer::json_compatible`; `examples/rust-in-wasm` is such a program.
//!
//! # With jwt-simple
//!
//! Keys go over as JWKs and tokens as they are; `tests/interop/rust` holds both libraries against each other for
//! sixteen algorithms, and compiles these lines.
//!
//! ```text
//! let ours = jwtmint::Key::from_jwk(&theirs.to_jwk())?;                   // theirs: ES256KeyPair and so on
//! let back = ES256KeyPair::from_jwk(&ours.to_jwk())?;
//! let token = jwtmint::sign_claims(&claims, &ours, &SignOptions::new().no_timestamp())?; // claims: JWTClaims<T>
//! let claims: JWTClaims<T> = jwtmint::verify(&token, &ours, &VerifyOptions::new())?.claims_as()?;
//! ```
//!
//! They differ on purpose: jwt-simple tolerates fifteen minutes between clocks, claims given twice and secrets of any
//! length, and takes a PEM text for an HMAC secret; none of that is accepted here.
#![cfg_attr(not(feature = "__std"), no_std)]
// The feature is for the plain-JavaScript build alone, which calls its host's BigInt.
#![cfg_attr(not(feature = "__bigint"), forbid(unsafe_code))]
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::panic))]
#![cfg_attr(not(all(feature = "std", feature = "serde")), allow(rustdoc::broken_intra_doc_links))]

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
mod once;
mod options;
mod payload;
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
pub use decode::{Decoded, decode, decode_header, decode_with};
pub use error::{Error, Result};
pub use inspect::{CheckStatus, Report, ReportCheck, ReportedTime, inspect_with};
pub use key::{
    GenerateOptions, ImportOptions, Imported, Key, KeyRequest, KeyRole, KeySet, KeySource, PemFormat, Validity,
};
pub use options::{Audience, DecodeOptions, JwtId, SignOptions, Typ, VerifyOptions};
pub use payload::{
    ExpectedPayload, PayloadForm, VerifiedPayload, sign_payload_form_with, verify_payload, verify_payload_form,
};
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
pub use verify::{Verified, verify_with};
pub use wipe::Zeroizing;
#[cfg(any(all(feature = "std", not(target_arch = "wasm32")), all(feature = "js", target_arch = "wasm32")))]
pub use with_system::{inspect, sign, sign_payload, sign_payload_form, verify};

/// The version of this crate and of the npm package.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The README's Rust example runs with the examples of the documentation.
#[cfg(all(doctest, feature = "std", feature = "rustcrypto", feature = "serde"))]
#[doc = include_str!("../README.md")]
struct Readme;
