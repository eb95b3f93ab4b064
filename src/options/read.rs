//! Options from the JSON text of a JavaScript options object, under their JavaScript names.

use super::fields::{Fields, invalid, wrong};
use super::{Audience, DEFAULT_MAX_TOKEN_BYTES, JwtId, SignOptions, Typ, VerifyOptions};
use crate::algorithm::Algorithm;
use crate::error::Result;
use alloc::string::String;

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
    "allowInsecureKeySizes",
    "maxTokenBytes",
];

impl SignOptions {
    /// Reads the JSON text of sign options under their JavaScript names (`expiresIn`, `keyid` …).
    ///
    /// Unlike in the Rust default, `iat` is added unless `noTimestamp` is true, as `jsonwebtoken`
    /// does. `passphrase` is accepted and belongs to the key's import.
    ///
    /// # Errors
    /// `ERR_OPTION_INVALID`, `ERR_ALGORITHM_UNSUPPORTED`.
    ///
    /// ```
    /// let options = jwtmint::SignOptions::from_json(r#"{"expiresIn":"15m"}"#)?;
    /// assert_eq!(options.expires_in_seconds, Some(900));
    /// # Ok::<(), jwtmint::Error>(())
    /// ```
    pub fn from_json(text: &str) -> Result<Self> {
        let fields = Fields::read(text, SIGN)?;
        let mut options = SignOptions {
            key_id: fields.string("keyid")?,
            expires_in_seconds: fields.whole_seconds("expiresIn")?,
            not_before_seconds: fields.whole_seconds("notBefore")?,
            timestamp: !fields.flag("noTimestamp")?,
            // A fraction would be dropped without a word, so it is refused like text.
            issued_at_seconds: match fields.timestamp("issuedAt")? {
                Some(_) => fields.whole_seconds("issuedAt")?,
                None => None,
            },
            issuer: fields.string("issuer")?,
            subject: fields.string("subject")?,
            clock_timestamp_seconds: fields.timestamp("clockTimestamp")?,
            allow_insecure_key_sizes: fields.flag("allowInsecureKeySizes")?,
            allow_invalid_claims: fields.flag("allowInvalidClaims")?,
            ..SignOptions::default()
        };
        if options.issued_at_seconds.is_some() && !options.timestamp {
            return Err(invalid(&["The options issuedAt and noTimestamp contradict each other. Give one of them."])
                .claim("issuedAt"));
        }
        let allow_unsecured = fields.flag("allowUnsecured")?;
        match fields.string("algorithm")? {
            Some(name) if name == "none" => {
                if !allow_unsecured {
                    return Err(invalid(&["The algorithm none makes a token that anybody can forge. For tests of other software, set allowUnsecured as well."])
                        .claim("allowUnsecured"));
                }
                options.unsecured = true;
            }
            _ => options.algorithm = fields.algorithm("algorithm")?,
        }
        if let Some(value) = fields.value("header") {
            options.header = match value.as_str() {
                Some(text) => Some(String::from(text)),
                None if value.as_object().is_some() => Some(value.raw().into()),
                None => return Err(wrong("header", "an object, or the text of one", value)),
            };
        }
        options.typ = match fields.value("typ") {
            None => Typ::Jwt,
            Some(value) if value.is_null() => Typ::Omit,
            Some(value) => Typ::Is(
                value
                    .as_str()
                    .map(String::from)
                    .ok_or_else(|| wrong("typ", "a string, or null to leave it out", value))?,
            ),
        };
        options.audience = match fields.value("audience") {
            None => None,
            Some(value) => match value.as_str() {
                Some(one) => Some(Audience::One(one.into())),
                None => Some(Audience::Many(fields.strings("audience")?)),
            },
        };
        options.jwt_id = match fields.value("jwtid") {
            None => None,
            Some(value) => match (value.as_str(), value.as_bool()) {
                (Some(id), _) => Some(JwtId::Is(id.into())),
                (_, Some(true)) => Some(JwtId::Fresh),
                _ => return Err(wrong("jwtid", "a string, or true for a fresh UUID", value)),
            },
        };
        Ok(options)
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
    /// assert_eq!(options.max_age_seconds, Some(3600.0));
    /// # Ok::<(), jwtmint::Error>(())
    /// ```
    pub fn from_json(text: &str) -> Result<Self> {
        let fields = Fields::read(text, VERIFY)?;
        let mut options = VerifyOptions {
            issuer: fields.strings("issuer")?,
            audience: fields.strings("audience")?,
            subject: fields.string("subject")?,
            jwt_id: fields.string("jwtid")?,
            nonce: fields.string("nonce")?,
            typ: fields.string("typ")?,
            key_id: fields.string("keyid")?,
            required_claims: fields.strings("requiredClaims")?,
            clock_tolerance_seconds: fields.seconds_not_negative("clockTolerance")?.unwrap_or(0.0),
            clock_timestamp_seconds: fields.timestamp("clockTimestamp")?,
            max_age_seconds: fields.seconds_not_negative("maxAge")?,
            ignore_expiration: fields.flag("ignoreExpiration")?,
            ignore_not_before: fields.flag("ignoreNotBefore")?,
            critical: fields.strings("crit")?,
            allow_insecure_key_sizes: fields.flag("allowInsecureKeySizes")?,
            max_token_bytes: fields.count("maxTokenBytes")?.unwrap_or(DEFAULT_MAX_TOKEN_BYTES),
            ..VerifyOptions::default()
        };
        for name in fields.strings("algorithms")? {
            options.algorithms.push(Algorithm::for_verifying(&name).map_err(|error| match error.code() {
                crate::error::Code::AlgorithmNotAllowed => {
                    invalid(&["The option algorithms must not hold none: unsecured tokens are never accepted (RFC 8725 section 3.2)."]).claim("algorithms")
                }
                _ => error,
            })?);
        }
        Ok(options)
    }
}
