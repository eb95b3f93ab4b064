//! What callers can ask for when they sign and verify.

use crate::algorithm::Algorithm;
use alloc::{string::String, vec::Vec};

/// The `typ` header parameter of a new token (RFC 7515 section 4.1.9).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Typ {
    /// `JWT`.
    #[default]
    Jwt,
    /// No `typ` at all.
    Omit,
    /// Another media type, such as `at+jwt`.
    Is(String),
}

/// Options of [`sign`](crate::sign()). The default signs the claims exactly as they are.
#[derive(Clone, Debug, Default)]
pub struct SignOptions {
    /// The algorithm; by default the key's own.
    pub algorithm: Option<Algorithm>,
    /// Further protected header parameters: the text of a JSON object, kept as written.
    pub header: Option<String>,
    /// The key ID for the `kid` header parameter.
    pub key_id: Option<String>,
    /// The `typ` header parameter; `JWT` by default.
    pub typ: Typ,
    /// `exp` this many seconds after `iat`, or after now where there is no `iat`.
    pub expires_in_seconds: Option<i64>,
    /// `nbf` this many seconds after `iat`, or after now where there is no `iat`.
    pub not_before_seconds: Option<i64>,
    /// Adds `iat`, the time of signing, unless the claims have one.
    pub timestamp: bool,
    /// `iat` as given, in seconds since 1970.
    pub issued_at_seconds: Option<i64>,
    /// The `iss` claim.
    pub issuer: Option<String>,
    /// The `sub` claim.
    pub subject: Option<String>,
    /// The `aud` claim: one becomes a string, several an array.
    pub audience: Option<Audience>,
    /// The `jti` claim.
    pub jwt_id: Option<JwtId>,
    /// The time of signing in seconds since 1970, instead of the platform's clock.
    pub clock_timestamp_seconds: Option<f64>,
    /// Signs with keys smaller than RFC 7518 demands. For tests of other software only.
    pub allow_insecure_key_sizes: bool,
    /// Signs registered claims of the wrong type. For tests of other software only.
    pub allow_invalid_claims: bool,
    /// Makes an unsecured token (`alg: none`, RFC 7519 section 6). For tests of other software only.
    pub unsecured: bool,
}

/// The `aud` claim of a new token (RFC 7519 section 4.1.3).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Audience {
    /// A string.
    One(String),
    /// An array of strings.
    Many(Vec<String>),
}

/// The `jti` claim of a new token (RFC 7519 section 4.1.7).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum JwtId {
    /// The text given.
    Is(String),
    /// A fresh random UUID (RFC 9562 version 4); needs a random source.
    Fresh,
}

/// Options of [`verify`](crate::verify()). The default checks the signature with the algorithms of
/// the key, the types of the registered claims, and the times.
#[derive(Clone, Debug)]
pub struct VerifyOptions {
    /// The algorithms to accept; empty means those the key can do, never what the header says.
    pub algorithms: Vec<Algorithm>,
    /// One of these must equal `iss`; empty means it is not compared.
    pub issuer: Vec<String>,
    /// One of these must be among `aud`; empty means it is not compared.
    pub audience: Vec<String>,
    /// Must equal `sub`.
    pub subject: Option<String>,
    /// Must equal `jti`.
    pub jwt_id: Option<String>,
    /// Must equal `nonce`.
    pub nonce: Option<String>,
    /// Must equal the header's `typ` as a media type (RFC 8725 section 3.11).
    pub typ: Option<String>,
    /// Must equal the header's `kid`; also selects the key of a set.
    pub key_id: Option<String>,
    /// Claims that must be present.
    pub required_claims: Vec<String>,
    /// How much the clocks of issuer and verifier may differ, in seconds.
    pub clock_tolerance_seconds: f64,
    /// The time of verification in seconds since 1970, instead of the platform's clock.
    pub clock_timestamp_seconds: Option<f64>,
    /// The greatest age since `iat`, in seconds; makes `iat` necessary.
    pub max_age_seconds: Option<f64>,
    /// Accepts tokens whose `exp` has passed.
    pub ignore_expiration: bool,
    /// Accepts tokens whose `nbf` lies in the future.
    pub ignore_not_before: bool,
    /// Header extensions the caller understands and processes (RFC 7515 section 4.1.11).
    pub critical: Vec<String>,
    /// Accepts keys smaller than RFC 7518 demands.
    pub allow_insecure_key_sizes: bool,
    /// The longest token to look at, in bytes; 1 MiB by default.
    pub max_token_bytes: usize,
}

/// Options of [`decode_with`](crate::decode_with).
#[derive(Clone, Debug)]
pub struct DecodeOptions {
    /// The longest token to look at, in bytes; 1 MiB by default.
    pub max_token_bytes: usize,
}

impl Default for DecodeOptions {
    fn default() -> Self {
        DecodeOptions { max_token_bytes: DEFAULT_MAX_TOKEN_BYTES }
    }
}

/// 1 MiB: far beyond what any header can carry, small enough to be harmless.
pub(crate) const DEFAULT_MAX_TOKEN_BYTES: usize = 1 << 20;

impl Default for VerifyOptions {
    fn default() -> Self {
        VerifyOptions {
            algorithms: Vec::new(),
            issuer: Vec::new(),
            audience: Vec::new(),
            subject: None,
            jwt_id: None,
            nonce: None,
            typ: None,
            key_id: None,
            required_claims: Vec::new(),
            clock_tolerance_seconds: 0.0,
            clock_timestamp_seconds: None,
            max_age_seconds: None,
            ignore_expiration: false,
            ignore_not_before: false,
            critical: Vec::new(),
            allow_insecure_key_sizes: false,
            max_token_bytes: DEFAULT_MAX_TOKEN_BYTES,
        }
    }
}
