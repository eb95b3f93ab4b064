//! The shared tests: the same source natively, in WebAssembly under Node, and in browsers.
#![allow(clippy::unwrap_used, clippy::panic)]

mod attacks;
mod attacks_ed25519;
mod attacks_json;
mod claims;
mod cookbook;
mod documents;
mod edge_keys;
mod errors;
mod inspect;
mod inspect_keys;
#[cfg(target_arch = "wasm32")]
mod javascript;
mod ml_dsa;
mod payload;
mod policy;
mod properties;
mod rfc;
mod serde;
mod supply;
mod support;
mod tokens;
mod wycheproof;
