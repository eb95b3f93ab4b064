//! Keys: text or bytes to a checked, typed key and back, and the choice of one out of a set.
//!
//! Knows nothing of tokens. A key carries what limits its use; [`Key::check`] is asked before
//! every use, so that no other code has to know the limits.

mod akp;
mod fault;
mod generate;
mod imported;
#[cfg(feature = "__host-crypto")]
mod lent;
mod lent_key;
mod limits;
mod material;
#[cfg(not(feature = "__host-crypto"))]
mod not_lent;
#[cfg(not(feature = "__host-crypto"))]
use not_lent as lent;
mod operation;
mod options;
mod read;
mod roca;
mod secret;
mod select;
// With the machine's own clock and random source, which WebAssembly lacks; tests/core runs there.
#[cfg(all(
    test,
    feature = "std",
    feature = "rustcrypto",
    feature = "ml-dsa",
    feature = "passphrase",
    not(target_arch = "wasm32")
))]
mod tests;
mod write;

pub use imported::Imported;
pub use options::{GenerateOptions, ImportOptions};
pub use read::Validity;
pub use select::{KeyRequest, KeySet, KeySource};
pub use write::PemFormat;

use crate::{
    algorithm::{Algorithm, ED25519_BITS, ED25519_NAME, Family, KeyType},
    error::{Code, Error, Result},
};
use akp::AkpKey;
use alloc::{boxed::Box, string::String, vec::Vec};
use core::fmt;
use limits::Limits;
use material::{EcKey, EdKey, Material, RsaKey};
use read::{der, jwk};

/// Which part of a key is at hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyRole {
    /// A shared secret for HMAC: signs and verifies.
    Secret,
    /// A private key: signs, and verifies with its public part.
    Private,
    /// A public key: verifies.
    Public,
}

/// One key, parsed and checked, for any number of uses.
///
/// Printing it shows its kind only. Its memory is wiped when it is dropped.
///
/// ```
/// # #[cfg(feature = "rustcrypto")] {
/// use jwtmint::{Key, KeyRole};
/// let key = Key::from_jwk(r#"{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}"#)?;
/// assert_eq!(key.role(), KeyRole::Public);
/// assert_eq!(key.thumbprint(), "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
/// # }
/// # Ok::<(), jwtmint::Error>(())
/// ```
#[derive(Clone)]
pub struct Key(Box<KeyParts>);

/// Behind a pointer, which the many functions that return a key then move instead of all this.
#[derive(Clone)]
struct KeyParts {
    material: Material,
    key_id: Option<String>,
    limits: Limits,
    validity: Option<Validity>,
}

impl Key {
    fn of(material: Material) -> Key {
        Key(Box::new(KeyParts { material, key_id: None, limits: Limits::default(), validity: None }))
    }

    fn rsa(key: RsaKey) -> Key {
        Key::of(Material::Rsa(Box::new(key)))
    }

    fn ec(key: EcKey) -> Key {
        Key::of(Material::Ec(Box::new(key)))
    }

    fn ed(key: EdKey) -> Key {
        Key::of(Material::Ed(Box::new(key)))
    }

    fn akp(key: AkpKey) -> Key {
        Key::of(Material::Akp(Box::new(key)))
    }

    /// Whether it is a secret, a private key or a public key.
    #[must_use]
    pub fn role(&self) -> KeyRole {
        match &self.0.material {
            Material::Secret(_) => KeyRole::Secret,
            material if material.is_private() => KeyRole::Private,
            _ => KeyRole::Public,
        }
    }

    /// The JWK key type: `oct`, `RSA`, `EC`, `OKP` or `AKP`.
    #[must_use]
    pub fn key_type(&self) -> KeyType {
        match self.0.material {
            Material::Secret(_) => KeyType::Oct,
            Material::Rsa(_) => KeyType::Rsa,
            Material::Ec(_) => KeyType::Ec,
            Material::Ed(_) => KeyType::Okp,
            Material::Akp(_) => KeyType::Akp,
        }
    }

    /// The size in bits: of the secret, the modulus, the curve's field, or ML-DSA's public key.
    #[must_use]
    pub fn bits(&self) -> usize {
        match &self.0.material {
            Material::Secret(secret) => secret.bytes().len() * 8,
            Material::Rsa(key) => key.bits(),
            Material::Ec(key) => key.curve.bits(),
            Material::Ed(_) => ED25519_BITS,
            Material::Akp(key) => key.set().public_key_bytes() * 8,
        }
    }

    /// The JWK name of the curve, for keys that have one.
    #[must_use]
    pub fn curve_name(&self) -> Option<&'static str> {
        match &self.0.material {
            Material::Ec(key) => Some(key.curve.name()),
            Material::Ed(_) => Some(ED25519_NAME),
            Material::Secret(_) | Material::Rsa(_) | Material::Akp(_) => None,
        }
    }

    /// The key ID, if the key came with one or was given one.
    #[must_use]
    pub fn key_id(&self) -> Option<&str> {
        self.0.key_id.as_deref()
    }

    /// How long the X.509 certificate is valid that the key was taken from. Nothing enforces it.
    #[must_use]
    pub fn certificate_validity(&self) -> Option<Validity> {
        self.0.validity
    }

    /// The algorithms the key can be used with: those of its kind (for ML-DSA the set's), or the one it is bound to by a
    /// JWK's `alg`, an RSASSA-PSS identifier or its generation. A private key and its public key
    /// have the same.
    #[must_use]
    pub fn algorithms(&self) -> Vec<Algorithm> {
        Algorithm::ALL.iter().copied().filter(|&algorithm| self.suits(algorithm)).collect()
    }

    /// The algorithm to sign with when none is asked for: HS256, RS256, the curve's own, EdDSA, the
    /// ML-DSA set's, or the one the key is bound to.
    #[must_use]
    pub fn default_algorithm(&self) -> Option<Algorithm> {
        Algorithm::ALL.iter().copied().find(|&algorithm| self.suits(algorithm))
    }

    /// Whether `algorithms` has it.
    pub(crate) fn suits(&self, algorithm: Algorithm) -> bool {
        self.fits_kind(algorithm) && self.0.limits.permit(algorithm)
    }

    /// The key without its private part.
    ///
    /// # Errors
    /// `ERR_KEY_MISMATCH` for a secret, which has no public part.
    pub fn public_key(&self) -> Result<Key> {
        let material = self.0.material.public().ok_or_else(|| {
            Error::new(Code::KeyMismatch, &["A secret has no public key: whoever verifies with it can sign with it. Use RS, PS, ES or EdDSA to give a public key away."])
        })?;
        Ok(Key(Box::new(KeyParts {
            material,
            key_id: self.0.key_id.clone(),
            limits: self.0.limits.public(),
            validity: self.0.validity,
        })))
    }

    /// The bytes of a secret.
    pub(crate) fn secret_bytes(&self) -> Option<&[u8]> {
        match &self.0.material {
            Material::Secret(secret) => Some(secret.bytes()),
            _ => None,
        }
    }

    fn fits_kind(&self, algorithm: Algorithm) -> bool {
        if let Material::Akp(key) = &self.0.material {
            return algorithm.family() == Family::MlDsa(key.set());
        }
        algorithm.key_type() == self.key_type()
            && (algorithm.curve_name().is_none() || algorithm.curve_name() == self.curve_name())
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Key(")?;
        f.write_str(match self.role() {
            KeyRole::Secret => "secret ",
            KeyRole::Private => "private ",
            KeyRole::Public => "public ",
        })?;
        f.write_str(self.key_type().name())?;
        f.write_str(")")
    }
}
