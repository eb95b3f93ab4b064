//! The engine for native programs and WebAssembly: the RustCrypto crates.

mod ec;
mod ed;
mod factor;
mod multiples;
mod random;
mod rsa;
#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;

pub(crate) use self::rsa::{RsaPrivate, RsaPublic};
pub(crate) use ec::{EcPrivate, EcPublic};
pub(crate) use ed::{EdPrivate, EdPublic};
