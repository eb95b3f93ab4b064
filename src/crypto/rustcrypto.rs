//! The engine for native programs and WebAssembly: the RustCrypto crates.

mod ec;
mod ed;
mod factor;
mod multiples;
mod random;
mod rsa;
#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;

use super::engine::Engine;

pub(crate) enum RustCrypto {}

impl Engine for RustCrypto {
    type RsaPublic = self::rsa::RsaPublic;
    type RsaPrivate = self::rsa::RsaPrivate;
    type EcPublic = ec::EcPublic;
    type EcPrivate = ec::EcPrivate;
    type EdPublic = ed::EdPublic;
    type EdPrivate = ed::EdPrivate;
}
