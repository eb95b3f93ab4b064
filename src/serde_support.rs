//! The feature `serde`: claims as types of the caller's, options and keys from any format, results as data.
//!
//! Text stays the truth. What `serde` writes is the text that is signed, and our own reader has read a token's text
//! before `serde` sees it, so that a name given twice never reaches it.
//!
//! A key is read and never written:
//!
//! ```compile_fail
//! fn written<T: serde::Serialize>() {}
//! written::<jwtmint::Key>();
//! ```

mod claims;
mod input;
mod json_text;
mod output;
mod public_jwk;

#[cfg(any(all(feature = "std", not(target_arch = "wasm32")), all(feature = "js", target_arch = "wasm32")))]
pub use claims::sign_claims;
pub use claims::sign_claims_with;
pub use public_jwk::{PublicJwk, PublicJwks};
