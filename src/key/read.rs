//! From text and bytes to keys: what some input is, and the reader of each form.

pub(super) mod base64;
mod by_form;
mod container;
#[cfg(feature = "passphrase")]
mod dek_info;
pub(super) mod der;
mod doubt;
mod foreign;
mod form;
mod holder;
mod import;
pub(super) mod jwk;
mod jwks;
mod markers;
pub(super) mod mend;
pub(super) mod oid;
mod openssh;
#[cfg(feature = "passphrase")]
mod pbes2;
mod pem;
mod pkcs8;
mod raw;
pub(super) mod recognise;
pub(super) mod secret;
pub(super) mod traditional;
mod x509;
mod xml;

pub use x509::Validity;

// The readers find their neighbours and what keys are made of in one place.
use super::{ImportOptions, Imported, Key, KeyRole, KeySet, akp, fault, limits, material};
