//! Options about a JWS over any bytes. Those about claims are unknown here.

use super::fields::OptionFields;
use crate::error::Result;
use crate::options::{DEFAULT_MAX_TOKEN_BYTES, SignOptions, Typ, VerifyOptions};
use crate::payload::PayloadForm;

const SIGN_BYTES: &[&str] = &[
    "algorithm",
    "header",
    "keyid",
    "typ",
    "detached",
    "b64",
    "passphrase",
    "keyEncoding",
    "allowInsecureKeySizes",
    "allowUnsecured",
];

/// `detached` is how the package says that the payload is given beside the token.
const VERIFY_BYTES: &[&str] = &[
    "algorithms",
    "typ",
    "keyid",
    "crit",
    "detached",
    "b64",
    "passphrase",
    "keyEncoding",
    "allowInsecureKeySizes",
    "maxTokenBytes",
];

impl PayloadForm {
    /// Reads the JSON text of the options of `signBytes`: how the payload stands in the token, and the rest. Unlike for
    /// JWTs, there is no `typ` by default.
    ///
    /// # Errors
    /// `ERR_OPTION_INVALID`, `ERR_ALGORITHM_UNSUPPORTED`.
    pub fn sign_options_from_json(text: &str) -> Result<(PayloadForm, SignOptions)> {
        let mut fields = OptionFields::read(text, SIGN_BYTES)?;
        let (key_id, without_key_id) = super::token::key_id(&mut fields);
        let (algorithm, unsecured) = super::token::signing_algorithm(&mut fields);
        let options = SignOptions {
            algorithm,
            unsecured,
            header: super::token::header(&mut fields),
            typ: super::token::typ(&mut fields).unwrap_or(Typ::Omit),
            key_id,
            without_key_id,
            allow_insecure_key_sizes: fields.flag("allowInsecureKeySizes"),
            ..SignOptions::default()
        };
        let form = form(&mut fields);
        fields.end((form, options))
    }

    /// Reads the JSON text of the options of `verifyBytes`: how the payload is expected to stand in the token, and the
    /// rest.
    ///
    /// # Errors
    /// `ERR_OPTION_INVALID`, `ERR_ALGORITHM_UNSUPPORTED`.
    pub fn verify_options_from_json(text: &str) -> Result<(PayloadForm, VerifyOptions)> {
        let mut fields = OptionFields::read(text, VERIFY_BYTES)?;
        let options = VerifyOptions {
            algorithms: super::token::accepted_algorithms(&mut fields),
            typ: fields.string("typ"),
            key_id: fields.string("keyid"),
            critical: fields.strings("crit"),
            allow_insecure_key_sizes: fields.flag("allowInsecureKeySizes"),
            max_token_bytes: fields.count("maxTokenBytes").unwrap_or(DEFAULT_MAX_TOKEN_BYTES),
            ..VerifyOptions::default()
        };
        let form = form(&mut fields);
        fields.end((form, options))
    }
}

fn form(fields: &mut OptionFields<'_>) -> PayloadForm {
    let encoded = fields.typed("b64", "true or false", |value| value.as_bool());
    PayloadForm { detached: fields.flag("detached"), unencoded: encoded == Some(false) }
}
