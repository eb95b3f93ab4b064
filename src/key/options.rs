//! What callers can say about a key they import or make.

use crate::wipe::Zeroizing;
use crate::{algorithm::Algorithm, error::Result, options::OptionFields};
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

impl ImportOptions {
    /// Reads the options of the JavaScript API, `passphrase`, `algorithm` and `keyid`, from JSON text.
    ///
    /// # Errors
    /// `ERR_OPTION_INVALID` for an unknown name or a wrong type; `ERR_ALGORITHM_UNSUPPORTED`.
    pub fn from_json(text: &str) -> Result<ImportOptions> {
        let mut fields = OptionFields::read(text, &["passphrase", "algorithm", "keyid"])?;
        let options = ImportOptions {
            passphrase: fields.string("passphrase").map(Zeroizing::new),
            algorithm: fields.algorithm("algorithm"),
            key_id: fields.string("keyid"),
        };
        fields.end(options)
    }
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

impl GenerateOptions {
    /// Reads the options of the JavaScript API, `bits` and `keyid`, from JSON text.
    ///
    /// # Errors
    /// `ERR_OPTION_INVALID` for an unknown name or a wrong type.
    pub fn from_json(text: &str) -> Result<GenerateOptions> {
        let mut fields = OptionFields::read(text, &["bits", "keyid"])?;
        let bits = fields.count("bits");
        let options = GenerateOptions { modulus_bits: bits, secret_bits: bits, key_id: fields.string("keyid") };
        fields.end(options)
    }
}
