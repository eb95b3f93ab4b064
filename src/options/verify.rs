//! Options of verifying, and of decoding without it.

use super::sign::Audience;
use crate::algorithm::Algorithm;
use alloc::{string::String, vec::Vec};
use core::time::Duration;

/// 1 MiB: far beyond what any header can carry, small enough to be harmless.
pub(crate) const DEFAULT_MAX_TOKEN_BYTES: usize = 1 << 20;

/// Options of [`verify`](crate::verify()) and [`inspect`](crate::inspect()).
///
/// The default checks the signature with the algorithms of the key, the types of the registered claims, and the times.
///
/// ```
/// use jwtmint::{Algorithm, VerifyOptions};
/// use std::time::Duration;
/// let policy = VerifyOptions::new()
///     .algorithms([Algorithm::ES256])
///     .issuer("https://login.example")
///     .audience("api")
///     .clock_tolerance(Duration::from_secs(5))
///     .max_age(Duration::from_secs(3600));
/// # let _ = policy;
/// ```
#[derive(Clone, Debug)]
pub struct VerifyOptions {
    pub(crate) algorithms: Vec<Algorithm>,
    pub(crate) issuer: Vec<String>,
    pub(crate) audience: Vec<String>,
    pub(crate) subject: Option<String>,
    pub(crate) jwt_id: Option<String>,
    pub(crate) nonce: Option<String>,
    pub(crate) typ: Option<String>,
    pub(crate) key_id: Option<String>,
    pub(crate) required_claims: Vec<String>,
    pub(crate) clock_tolerance_seconds: f64,
    pub(crate) clock_timestamp_seconds: Option<f64>,
    pub(crate) max_age_seconds: Option<f64>,
    pub(crate) ignore_expiration: bool,
    pub(crate) ignore_not_before: bool,
    pub(crate) critical: Vec<String>,
    pub(crate) allow_insecure_key_sizes: bool,
    pub(crate) allow_invalid_claims: bool,
    pub(crate) max_token_bytes: usize,
}

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
            allow_invalid_claims: false,
            max_token_bytes: DEFAULT_MAX_TOKEN_BYTES,
        }
    }
}

impl VerifyOptions {
    /// The default.
    #[must_use]
    pub fn new() -> Self {
        VerifyOptions::default()
    }

    /// The algorithms to accept. Without this, those that the key can do; never what the header says (RFC 8725
    /// section 3.1).
    #[must_use]
    pub fn algorithms(mut self, algorithms: impl IntoIterator<Item = Algorithm>) -> Self {
        self.algorithms.extend(algorithms);
        self
    }

    /// Must equal `iss`; called again, one of them must.
    #[must_use]
    pub fn issuer(mut self, issuer: impl Into<String>) -> Self {
        self.issuer.push(issuer.into());
        self
    }

    /// One of these must be among `aud`; called again, there are more to choose from.
    #[must_use]
    pub fn audience(mut self, audience: impl Into<Audience>) -> Self {
        match audience.into() {
            Audience::One(one) => self.audience.push(one),
            Audience::Many(many) => self.audience.extend(many),
        }
        self
    }

    /// Must equal `sub`.
    #[must_use]
    pub fn subject(mut self, subject: impl Into<String>) -> Self {
        self.subject = Some(subject.into());
        self
    }

    /// Must equal `jti`.
    #[must_use]
    pub fn jwt_id(mut self, id: impl Into<String>) -> Self {
        self.jwt_id = Some(id.into());
        self
    }

    /// Must equal `nonce`.
    #[must_use]
    pub fn nonce(mut self, nonce: impl Into<String>) -> Self {
        self.nonce = Some(nonce.into());
        self
    }

    /// Must equal the header's `typ` as a media type (RFC 8725 section 3.11).
    #[must_use]
    pub fn typ(mut self, typ: impl Into<String>) -> Self {
        self.typ = Some(typ.into());
        self
    }

    /// Must equal the header's `kid`; also selects the key of a set.
    #[must_use]
    pub fn key_id(mut self, key_id: impl Into<String>) -> Self {
        self.key_id = Some(key_id.into());
        self
    }

    /// Claims that must be present.
    #[must_use]
    pub fn required_claims<T: Into<String>>(mut self, names: impl IntoIterator<Item = T>) -> Self {
        self.required_claims.extend(names.into_iter().map(Into::into));
        self
    }

    /// How much the clocks of issuer and verifier may differ; nothing by default.
    #[must_use]
    pub fn clock_tolerance(mut self, tolerance: Duration) -> Self {
        self.clock_tolerance_seconds = tolerance.as_secs_f64();
        self
    }

    /// The time of verification, instead of the platform's clock.
    #[cfg(feature = "std")]
    #[must_use]
    pub fn clock_timestamp(self, time: std::time::SystemTime) -> Self {
        self.clock_timestamp_seconds(super::seconds_since_1970(time))
    }

    /// The time of verification in seconds since 1970, instead of the platform's clock.
    #[must_use]
    pub fn clock_timestamp_seconds(mut self, seconds: f64) -> Self {
        self.clock_timestamp_seconds = Some(seconds);
        self
    }

    /// The greatest age since `iat`; makes `iat` necessary.
    #[must_use]
    pub fn max_age(mut self, age: Duration) -> Self {
        self.max_age_seconds = Some(age.as_secs_f64());
        self
    }

    /// Accepts tokens whose `exp` has passed.
    #[must_use]
    pub fn ignore_expiration(mut self) -> Self {
        self.ignore_expiration = true;
        self
    }

    /// Accepts tokens whose `nbf` lies in the future.
    #[must_use]
    pub fn ignore_not_before(mut self) -> Self {
        self.ignore_not_before = true;
        self
    }

    /// Header extensions that the caller understands and processes (RFC 7515 section 4.1.11).
    #[must_use]
    pub fn critical<T: Into<String>>(mut self, names: impl IntoIterator<Item = T>) -> Self {
        self.critical.extend(names.into_iter().map(Into::into));
        self
    }

    /// Accepts keys smaller than RFC 7518 demands.
    #[must_use]
    pub fn allow_insecure_key_sizes(mut self) -> Self {
        self.allow_insecure_key_sizes = true;
        self
    }

    /// Accepts registered claims of the wrong type, and times outside the years 1970 to 9999, in tokens of issuers that
    /// nobody can mend. What is demanded is compared all the same. `exp` and `nbf` still count: text of a number counts as that
    /// number, and what cannot be read at all is refused unless it is ignored.
    #[must_use]
    pub fn allow_invalid_claims(mut self) -> Self {
        self.allow_invalid_claims = true;
        self
    }

    /// The longest token to look at, in bytes; 1 MiB by default.
    #[must_use]
    pub fn max_token_bytes(mut self, bytes: usize) -> Self {
        self.max_token_bytes = bytes;
        self
    }
}

/// Options of [`decode_with`](crate::decode_with).
///
/// ```
/// use jwtmint::{DecodeOptions, decode_with};
/// let options = DecodeOptions::new().max_token_bytes(16);
/// assert!(decode_with("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJtZSJ9.AA", &options).is_err());
/// ```
#[derive(Clone, Debug)]
pub struct DecodeOptions {
    pub(crate) max_token_bytes: usize,
}

impl Default for DecodeOptions {
    fn default() -> Self {
        DecodeOptions { max_token_bytes: DEFAULT_MAX_TOKEN_BYTES }
    }
}

impl DecodeOptions {
    /// The default.
    #[must_use]
    pub fn new() -> Self {
        DecodeOptions::default()
    }

    /// The longest token to look at, in bytes; 1 MiB by default.
    #[must_use]
    pub fn max_token_bytes(mut self, bytes: usize) -> Self {
        self.max_token_bytes = bytes;
        self
    }
}
