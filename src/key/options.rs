//! What callers can say about a key they import or make.

use crate::algorithm::Algorithm;
use crate::wipe::Zeroizing;
use alloc::string::String;

/// Options of [`Imported::from_text`](super::Imported::from_text) and its siblings.
///
/// ```
/// use jwtmint::{Algorithm, ImportOptions, Imported, KeySource};
/// let options = ImportOptions::new().algorithm(Algorithm::HS512).key_id("2025");
/// let imported = Imported::from_text(&"a long secret ".repeat(5), &options)?;
/// assert_eq!(imported.keys()[0].algorithms(), [Algorithm::HS512]);
/// # Ok::<(), jwtmint::Error>(())
/// ```
#[derive(Clone, Default)]
pub struct ImportOptions {
    pub(crate) passphrase: Option<Zeroizing<String>>,
    pub(crate) algorithm: Option<Algorithm>,
    pub(crate) key_id: Option<String>,
}

impl ImportOptions {
    /// The default: nothing beyond what the key itself says.
    #[must_use]
    pub fn new() -> Self {
        ImportOptions::default()
    }

    /// Decrypts an encrypted private key. The text is wiped when the options are dropped.
    #[must_use]
    pub fn passphrase(mut self, passphrase: impl Into<String>) -> Self {
        self.passphrase = Some(Zeroizing::new(passphrase.into()));
        self
    }

    /// Binds the key to one algorithm, as a JWK's `alg` does. A set is not bound.
    #[must_use]
    pub fn algorithm(mut self, algorithm: Algorithm) -> Self {
        self.algorithm = Some(algorithm);
        self
    }

    /// The key ID to give the key, in place of its own. A set keeps its own.
    #[must_use]
    pub fn key_id(mut self, key_id: impl Into<String>) -> Self {
        self.key_id = Some(key_id.into());
        self
    }
}

/// Options of [`Key::generate_with`](super::Key::generate_with).
///
/// ```
/// use jwtmint::GenerateOptions;
/// let options = GenerateOptions::new().modulus_bits(4096).key_id("2025");
/// # let _ = options;
/// ```
#[derive(Clone, Debug, Default)]
pub struct GenerateOptions {
    pub(crate) modulus_bits: Option<usize>,
    pub(crate) secret_bits: Option<usize>,
    pub(crate) key_id: Option<String>,
}

impl GenerateOptions {
    /// The default: the usual sizes, and no key ID.
    #[must_use]
    pub fn new() -> Self {
        GenerateOptions::default()
    }

    /// Size of an RSA modulus in bits, a multiple of 8 from 2048 to 8192; 2048 by default.
    #[must_use]
    pub fn modulus_bits(mut self, bits: usize) -> Self {
        self.modulus_bits = Some(bits);
        self
    }

    /// Size of a secret in bits, a multiple of 8 from the hash's size on, which is the default.
    #[must_use]
    pub fn secret_bits(mut self, bits: usize) -> Self {
        self.secret_bits = Some(bits);
        self
    }

    /// The key ID.
    #[must_use]
    pub fn key_id(mut self, key_id: impl Into<String>) -> Self {
        self.key_id = Some(key_id.into());
        self
    }
}
