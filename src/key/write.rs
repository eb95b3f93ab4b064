//! From keys to text: PEM, JWK, and the thumbprint made of the latter.

mod jwk;
pub(super) mod pem;

pub use pem::PemFormat;

use super::{
    Key, akp, fault, limits, material,
    read::{base64, der, oid},
};
