//! Options about tokens.

use super::fields::{OptionFields, invalid_option};
use crate::algorithm::Algorithm;
use crate::error::{Code, Result};
use crate::options::{Audience, DEFAULT_MAX_TOKEN_BYTES, DecodeOptions, JwtId, SignOptions, Typ, VerifyOptions};
use alloc::{string::String, vec::Vec};

const SIGN: &[&str] = &[
    "algorithm",
    "header",
    "keyid",
    "typ",
    "expiresIn",
    "notBefore",
    "noTimestamp",
    "issuedAt",
    "issuer",
    "subject",
    "audience",
    "jwtid",
    "clockTimestamp",
    "passphrase",
    "keyEncoding",
    "allowInsecureKeySizes",
    "allowInvalidClaims",
    "allowUnsecured",
];

const VERIFY: &[&str] = &[
    "algorithms",
    "issuer",
    "subject",
    "audience",
    "jwtid",
    "nonce",
    "typ",
    "keyid",
    "requiredClaims",
    "clockTolerance",
    "clockTimestamp",
    "maxAge",
    "ignoreExpiration",
    "ignoreNotBefore",
    "crit",
    "passphrase",
    "keyEncoding",
    "keyEncoding",
    "allowInsecureKeySizes",
    "allowInvalidClaims",
    "maxTokenBytes",
];

impl SignOptions {
    /// Reads the JSON text of sign options under their JavaScript names (`expiresIn`, `keyid` …).
    ///
    /// `passphrase` is accepted and belongs to the key's import.
    ///
    /// # Errors
    /// `ERR_OPTION_INVALID`, `ERR_ALGORITHM_UNSUPPORTED`.
    ///
    /// ```
    /// let options = jwtmint::SignOptions::from_json(r#"{"expiresIn":"15m"}"#)?;
    /// # let _ = options;
    /// assert!(jwtmint::SignOptions::from_json(r#"{"expiresin":"15m"}"#).is_err());
    /// # Ok::<(), jwtmint::Error>(())
    /// ```
    pub fn from_json(text: &str) -> Result<Self> {
        let mut fields = OptionFields::read(text, SIGN)?;
        let mut options = SignOptions {
            key_id: None,
            without_key_id: false,
            expires_in_seconds: fields.whole_seconds("expiresIn"),
            not_before_seconds: fields.whole_seconds("notBefore"),
            no_timestamp: fields.flag("noTimestamp"),
            // A fraction would be dropped without a word, so it is refused like text.
            issued_at_seconds: fields.timestamp("issuedAt").and_then(|_| fields.whole_seconds("issuedAt")),
            issuer: fields.string("issuer"),
            subject: fields.string("subject"),
            clock_timestamp_seconds: fields.timestamp("clockTimestamp"),
            allow_insecure_key_sizes: fields.flag("allowInsecureKeySizes"),
            allow_invalid_claims: fields.flag("allowInvalidClaims"),
            algorithm: None,
            unsecured: false,
            header: None,
            typ: Typ::Jwt,
            audience: None,
            jwt_id: None,
        };
        if options.issued_at_seconds.is_some() && options.no_timestamp {
            let pieces = &["The options issuedAt and noTimestamp contradict each other. Give one of them."];
            fields.refuse(invalid_option(pieces).claim("issuedAt"));
        }
        (options.key_id, options.without_key_id) = key_id(&mut fields);
        (options.algorithm, options.unsecured) = signing_algorithm(&mut fields);
        options.header = header(&mut fields);
        if let Some(typ) = typ(&mut fields) {
            options.typ = typ;
        }
        options.audience = match fields.value("audience") {
            None => None,
            Some(value) => match value.as_string() {
                Some(one) => Some(Audience::One(one)),
                None => Some(Audience::Many(fields.strings("audience"))),
            },
        };
        options.jwt_id = fields.typed("jwtid", "a string, or true for a fresh UUID", |value| {
            if value.as_bool() == Some(true) { Some(JwtId::Fresh) } else { value.as_string().map(JwtId::Is) }
        });
        fields.end(options)
    }
}

impl VerifyOptions {
    /// Reads the JSON text of verify options under their JavaScript names (`clockTolerance`,
    /// `maxAge` …). `passphrase` is accepted and belongs to the key's import.
    ///
    /// # Errors
    /// `ERR_OPTION_INVALID`, `ERR_ALGORITHM_UNSUPPORTED`.
    ///
    /// ```
    /// let options = jwtmint::VerifyOptions::from_json(r#"{"audience":"api","maxAge":"1h"}"#)?;
    /// # let _ = options;
    /// # Ok::<(), jwtmint::Error>(())
    /// ```
    pub fn from_json(text: &str) -> Result<Self> {
        let mut fields = OptionFields::read(text, VERIFY)?;
        let mut options = VerifyOptions {
            issuer: fields.strings("issuer"),
            audience: fields.strings("audience"),
            subject: fields.string("subject"),
            jwt_id: fields.string("jwtid"),
            nonce: fields.string("nonce"),
            typ: fields.string("typ"),
            key_id: fields.string("keyid"),
            required_claims: fields.strings("requiredClaims"),
            clock_tolerance_seconds: fields.seconds_not_negative("clockTolerance").unwrap_or(0.0),
            clock_timestamp_seconds: fields.timestamp("clockTimestamp"),
            max_age_seconds: fields.seconds_not_negative("maxAge"),
            ignore_expiration: fields.flag("ignoreExpiration"),
            ignore_not_before: fields.flag("ignoreNotBefore"),
            critical: fields.strings("crit"),
            allow_insecure_key_sizes: fields.flag("allowInsecureKeySizes"),
            allow_invalid_claims: fields.flag("allowInvalidClaims"),
            max_token_bytes: fields.count("maxTokenBytes").unwrap_or(DEFAULT_MAX_TOKEN_BYTES),
            algorithms: Vec::new(),
        };
        options.algorithms = accepted_algorithms(&mut fields);
        fields.end(options)
    }
}

impl DecodeOptions {
    /// Reads the JSON text of decode options under their JavaScript names: `maxTokenBytes`.
    ///
    /// # Errors
    /// `ERR_OPTION_INVALID`.
    ///
    /// ```
    /// let options = jwtmint::DecodeOptions::from_json(r#"{"maxTokenBytes":4096}"#)?;
    /// assert!(jwtmint::decode_with(&"x".repeat(5000), &options).is_err());
    /// # Ok::<(), jwtmint::Error>(())
    /// ```
    pub fn from_json(text: &str) -> Result<Self> {
        let mut fields = OptionFields::read(text, &["maxTokenBytes"])?;
        let max_token_bytes = fields.count("maxTokenBytes").unwrap_or(DEFAULT_MAX_TOKEN_BYTES);
        fields.end(DecodeOptions { max_token_bytes })
    }
}

/// The algorithm asked for, and whether it is none.
pub(super) fn signing_algorithm(fields: &mut OptionFields<'_>) -> (Option<Algorithm>, bool) {
    let allow_unsecured = fields.flag("allowUnsecured");
    if fields.string("algorithm").is_none_or(|name| name != "none") {
        return (fields.algorithm("algorithm"), false);
    }
    if !allow_unsecured {
        let pieces = &[
            "The algorithm none makes a token that anybody can forge. For tests of other software, set allowUnsecured as well.",
        ];
        fields.refuse(invalid_option(pieces).claim("allowUnsecured"));
    }
    (None, true)
}

/// The key ID to write, and whether none is to be.
pub(super) fn key_id(fields: &mut OptionFields<'_>) -> (Option<String>, bool) {
    let given = fields.typed("keyid", "a string, or null to leave it out", |value| {
        if value.is_null() { Some(None) } else { value.as_string().map(Some) }
    });
    (given.clone().flatten(), given == Some(None))
}

pub(super) fn header(fields: &mut OptionFields<'_>) -> Option<String> {
    fields.typed("header", "an object, or the text of one", |value| {
        value.as_string().or_else(|| value.as_object().map(|_| value.raw().into()))
    })
}

pub(super) fn typ(fields: &mut OptionFields<'_>) -> Option<Typ> {
    fields.typed("typ", "a string, or null to leave it out", |value| {
        if value.is_null() { Some(Typ::Omit) } else { value.as_string().map(Typ::Is) }
    })
}

pub(super) fn accepted_algorithms(fields: &mut OptionFields<'_>) -> Vec<Algorithm> {
    let mut algorithms = Vec::new();
    for name in fields.strings("algorithms") {
        match Algorithm::for_verifying(&name) {
            Ok(algorithm) => algorithms.push(algorithm),
            Err(error) if error.code() == Code::AlgorithmNotAllowed => {
                let pieces = &[
                    "The option algorithms must not hold none: unsecured tokens are never accepted (RFC 8725 section 3.2).",
                ];
                fields.refuse(invalid_option(pieces).claim("algorithms"));
            }
            Err(error) => fields.refuse(error),
        }
    }
    algorithms
}
