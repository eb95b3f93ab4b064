//! What callers can say about a key they import or make.

use crate::algorithm::Algorithm;
use crate::wipe::Zeroizing;
use alloc::string::String;

/// Options of [`Imported::from_text`](super::Imported::from_text) and its siblings.
#[derive(Clone, Default)]
pub struct ImportOptions {
    /// Decrypts an encrypted PKCS#8 private key.
    pub passphrase: Option<Zeroizing<String>>,
    /// Binds the key to one algorithm, as a JWK's `alg` does. A set is not bound.
    pub algorithm: Option<Algorithm>,
    /// The key ID to give the key, in place of its own. A set keeps its own.
    pub key_id: Option<String>,
}

/// Options of [`Key::generate`](super::Key::generate).
#[derive(Clone, Debug, Default)]
pub struct GenerateOptions {
    /// Size of an RSA modulus in bits, 2048 to 8192; 2048 by default.
    pub modulus_bits: Option<usize>,
    /// Size of a secret in bits, a multiple of 8 from the hash's size on, which is the default.
    pub secret_bits: Option<usize>,
    /// The key ID; none by default.
    pub key_id: Option<String>,
}
