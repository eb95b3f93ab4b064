//! From text and bytes to keys: what some input is, and the reader of each form.

pub(super) mod base64;
pub(super) mod der;
mod foreign;
mod form;
mod import;
pub(super) mod jwk;
mod jwks;
pub(super) mod oid;
mod openssh;
#[cfg(feature = "passphrase")]
mod pbes2;
mod pem;
mod pkcs8;
pub(super) mod recognise;
mod traditional;
mod x509;

pub use import::Imported;
pub use x509::Validity;

// The readers find their neighbours and what keys are made of in one place.
use super::{ImportOptions, Key, KeyRole, KeySet, akp, limits, material, secret};
