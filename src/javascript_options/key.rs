//! Options about keys.

use super::fields::{OptionFields, invalid_option};
use crate::algorithm::{Algorithm, HashAlgorithm};
use crate::error::{Result, quoted};
use crate::key::{GenerateOptions, ImportOptions, PemFormat};
use crate::wipe::Zeroizing;

impl ImportOptions {
    /// Reads the options of the JavaScript API from JSON text: `passphrase`, `algorithm`, `keyid` and `keyEncoding`. What
    /// its other calls say of their key, `#expected` and `#forSigning`, has names that no caller gives by mistake.
    ///
    /// # Errors
    /// `ERR_OPTION_INVALID` for an unknown name or a wrong type; `ERR_ALGORITHM_UNSUPPORTED`.
    pub fn from_json(text: &str) -> Result<ImportOptions> {
        let known = ["passphrase", "algorithm", "keyid", "keyEncoding"];
        let mut fields = OptionFields::read_with_internal(text, &known, &["#expected", "#forSigning"])?;
        let options = ImportOptions {
            passphrase: fields.string("passphrase").map(Zeroizing::new),
            algorithm: fields.algorithm("algorithm"),
            key_id: fields.string("keyid"),
            secret_encoding: fields.secret_encoding("keyEncoding"),
            // A name that is unknown is for the call itself to refuse.
            expected: fields.strings("#expected").iter().filter_map(|name| Algorithm::find(name)).collect(),
            for_signing: fields.value("#forSigning").and_then(|value| value.as_bool()),
        };
        fields.end(options)
    }
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

impl PemFormat {
    /// Reads the options of the JavaScript API, `format` alone, from JSON text.
    ///
    /// # Errors
    /// `ERR_OPTION_INVALID` for an unknown name or format.
    pub fn from_json(text: &str) -> Result<PemFormat> {
        let mut fields = OptionFields::read(text, &["format"])?;
        let format = fields.string("format");
        match fields.end(format)?.as_deref() {
            None => Ok(PemFormat::Standard),
            Some("pkcs8") => Ok(PemFormat::Pkcs8),
            Some("pkcs1") => Ok(PemFormat::Pkcs1),
            Some("sec1") => Ok(PemFormat::Sec1),
            Some("spki") => Ok(PemFormat::Spki),
            Some(other) => {
                let found = quoted(other);
                Err(invalid_option(&["The option format is pkcs8, pkcs1, sec1 or spki, and not ", &found, "."])
                    .claim("format"))
            }
        }
    }
}

impl HashAlgorithm {
    /// Reads the options of the JavaScript API, `hash` alone, from JSON text; SHA-256 where there is none.
    ///
    /// # Errors
    /// `ERR_OPTION_INVALID` for an unknown name or hash.
    pub fn from_json(text: &str) -> Result<HashAlgorithm> {
        let mut fields = OptionFields::read(text, &["hash"])?;
        let hash = fields.string("hash");
        let Some(name) = fields.end(hash)? else { return Ok(HashAlgorithm::Sha256) };
        HashAlgorithm::ALL.iter().copied().find(|hash| hash.name() == name).ok_or_else(|| {
            let found = quoted(&name);
            invalid_option(&["The option hash is SHA-256, SHA-384 or SHA-512, and not ", &found, "."]).claim("hash")
        })
    }
}
