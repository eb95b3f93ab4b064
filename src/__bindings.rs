//! What the crate `jwtmint-js` needs beside the public API; not covered by semantic versioning.

mod request;

use crate::error::{Code, Error};
use alloc::string::String;

pub use crate::Zeroizing;
#[cfg(feature = "__host-crypto")]
pub use crate::crypto::host_crypto::{HostCrypto, HostKeyForm, lend, use_lent};
#[cfg(feature = "__host-crypto")]
pub use crate::once::{Keeper, keep_by};
pub use request::Fields;

/// An error that a door itself has to tell.
#[cold]
#[must_use]
pub fn error(code: Code, pieces: &[&str]) -> Error {
    Error::new(code, pieces)
}

/// A whole number as text, without the formatting machinery.
#[must_use]
pub fn number(value: u64) -> String {
    crate::error::number(value)
}

/// Appends `text` as a JSON string.
pub fn push_json_string(out: &mut String, text: &str) {
    crate::json::push_string(out, text);
}
