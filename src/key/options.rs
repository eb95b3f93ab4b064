//! What callers can say about a key they import or make.

use crate::algorithm::{Algorithm, Family, KeyType};
use crate::remedy::SecretEncoding;
use crate::wipe::Zeroizing;
use alloc::{string::String, vec::Vec};

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
    pub(crate) secret_encoding: Option<SecretEncoding>,
    pub(crate) expected: Vec<Algorithm>,
    pub(crate) for_signing: Option<bool>,
}

impl ImportOptions {
    /// Whether every algorithm the key is meant for is one of public keys.
    pub(crate) fn wants_public_key_algorithm(&self) -> bool {
        let mut wanted = self.algorithm.iter().chain(&self.expected).peekable();
        wanted.peek().is_some() && wanted.all(|algorithm| algorithm.key_type() != KeyType::Oct)
    }

    /// The family that all algorithms the key is meant for belong to, hashes apart: it says what raw bytes are.
    pub(crate) fn only_family(&self) -> Option<Family> {
        let mut wanted = self.algorithm.iter().chain(&self.expected);
        let first = wanted.next()?;
        wanted.all(|other| other.family() == first.family()).then(|| first.family())
    }

    pub(crate) fn names_no_algorithm(&self) -> bool {
        self.algorithm.is_none() && self.expected.is_empty()
    }
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

    /// Binds the key to one algorithm, as a JWK's `alg` does; of a set, those keys that have it, and no others are used.
    #[must_use]
    pub fn algorithm(mut self, algorithm: Algorithm) -> Self {
        self.algorithm = Some(algorithm);
        self
    }

    /// The key ID to give the key, in place of its own. A set of several keys is refused: each needs its own.
    #[must_use]
    pub fn key_id(mut self, key_id: impl Into<String>) -> Self {
        self.key_id = Some(key_id.into());
        self
    }

    /// Declares the text to be an HMAC secret, and says how its bytes are written.
    #[must_use]
    pub fn secret_encoding(mut self, encoding: SecretEncoding) -> Self {
        self.secret_encoding = Some(encoding);
        self
    }

    /// An algorithm the key is to be used with. It binds nothing. It tells what raw bytes of a curve are, and that text
    /// which is no key is not meant as a secret. Several may be named, one after another.
    #[must_use]
    pub fn expect(mut self, algorithm: Algorithm) -> Self {
        self.expected.push(algorithm);
        self
    }

    /// Whether the key is to sign: the seed of Ed25519 is as long as the public key, and raw bytes say no more.
    #[must_use]
    pub fn for_signing(mut self, signing: bool) -> Self {
        self.for_signing = Some(signing);
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
