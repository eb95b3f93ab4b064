//! Options of signing.

use crate::algorithm::Algorithm;
use alloc::{string::String, vec::Vec};
use core::time::Duration;

/// The `typ` header parameter of a new token (RFC 7515 section 4.1.9).
///
/// ```
/// use jwtmint::Typ;
/// assert_eq!(Typ::from("at+jwt"), Typ::Is("at+jwt".into()));
/// assert_eq!(Typ::default(), Typ::Jwt);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Typ {
    /// `JWT`.
    #[default]
    Jwt,
    /// No `typ` at all.
    Omit,
    /// Another media type, such as `at+jwt`.
    Is(String),
}

impl From<&str> for Typ {
    fn from(typ: &str) -> Typ {
        Typ::Is(typ.into())
    }
}

impl From<String> for Typ {
    fn from(typ: String) -> Typ {
        Typ::Is(typ)
    }
}

/// The `aud` claim of a new token (RFC 7519 section 4.1.3).
///
/// ```
/// use jwtmint::Audience;
/// assert_eq!(Audience::from("api"), Audience::One("api".into()));
/// assert_eq!(Audience::from(["api", "shop"]), Audience::Many(vec!["api".into(), "shop".into()]));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Audience {
    /// A string.
    One(String),
    /// An array of strings.
    Many(Vec<String>),
}

impl From<&str> for Audience {
    fn from(audience: &str) -> Audience {
        Audience::One(audience.into())
    }
}

impl From<String> for Audience {
    fn from(audience: String) -> Audience {
        Audience::One(audience)
    }
}

impl From<Vec<String>> for Audience {
    fn from(audience: Vec<String>) -> Audience {
        Audience::Many(audience)
    }
}

impl<const N: usize> From<[&str; N]> for Audience {
    fn from(audience: [&str; N]) -> Audience {
        Audience::Many(audience.map(String::from).into())
    }
}

/// The `jti` claim of a new token (RFC 7519 section 4.1.7).
///
/// ```
/// use jwtmint::JwtId;
/// assert_eq!(JwtId::from("order 17"), JwtId::Is("order 17".into()));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum JwtId {
    /// The text given.
    Is(String),
    /// A fresh random UUID (RFC 9562 version 4); needs a random source.
    Fresh,
}

impl From<&str> for JwtId {
    fn from(id: &str) -> JwtId {
        JwtId::Is(id.into())
    }
}

impl From<String> for JwtId {
    fn from(id: String) -> JwtId {
        JwtId::Is(id)
    }
}

/// Options of [`sign`](crate::sign()) and its siblings.
///
/// The default adds the claim `iat`, the time of signing, and nothing else; the package for JavaScript has the same
/// default.
///
/// ```
/// use jwtmint::SignOptions;
/// use std::time::Duration;
/// let options = SignOptions::new().issuer("https://shop.example").expires_in(Duration::from_secs(300));
/// # let key = jwtmint::Key::from_secret(b"0123456789abcdef0123456789abcdef")?;
/// # struct Fixed;
/// # impl jwtmint::Platform for Fixed {
/// #     fn now_seconds(&mut self) -> f64 { 1_700_000_000.0 }
/// #     fn fill_random(&mut self, _: &mut [u8]) -> bool { false }
/// # }
/// # let platform = &mut Fixed;
/// let token = jwtmint::sign_with("{}", &key, &options, platform)?;
/// assert_eq!(
///     jwtmint::decode(&token)?.claims(),
///     r#"{"iat":1700000000,"exp":1700000300,"iss":"https://shop.example"}"#,
/// );
/// # Ok::<(), jwtmint::Error>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct SignOptions {
    pub(crate) algorithm: Option<Algorithm>,
    pub(crate) header: Option<String>,
    pub(crate) key_id: Option<String>,
    pub(crate) without_key_id: bool,
    pub(crate) typ: Typ,
    pub(crate) expires_in_seconds: Option<i64>,
    pub(crate) not_before_seconds: Option<i64>,
    pub(crate) no_timestamp: bool,
    pub(crate) issued_at_seconds: Option<i64>,
    pub(crate) issuer: Option<String>,
    pub(crate) subject: Option<String>,
    pub(crate) audience: Option<Audience>,
    pub(crate) jwt_id: Option<JwtId>,
    pub(crate) clock_timestamp_seconds: Option<f64>,
    pub(crate) allow_insecure_key_sizes: bool,
    pub(crate) allow_invalid_claims: bool,
    pub(crate) unsecured: bool,
}

/// Whole seconds; more than a token can hold anyway counts as the most.
fn whole_seconds(duration: Duration) -> i64 {
    i64::try_from(duration.as_secs()).unwrap_or(i64::MAX)
}

impl SignOptions {
    /// The default.
    #[must_use]
    pub fn new() -> Self {
        SignOptions::default()
    }

    /// The algorithm; by default the key's own.
    #[must_use]
    pub fn algorithm(mut self, algorithm: Algorithm) -> Self {
        self.algorithm = Some(algorithm);
        self
    }

    /// Further protected header parameters: the text of a JSON object, kept as written.
    #[must_use]
    pub fn header(mut self, json: impl Into<String>) -> Self {
        self.header = Some(json.into());
        self
    }

    /// The key ID for the `kid` header parameter (RFC 7515 section 4.1.4); by default the key's own, where it has one.
    /// Of a set it also names the key to sign with.
    #[must_use]
    pub fn key_id(mut self, key_id: impl Into<String>) -> Self {
        self.key_id = Some(key_id.into());
        self
    }

    /// Leaves out `kid`, also where the key has an ID.
    #[must_use]
    pub fn without_key_id(mut self) -> Self {
        self.without_key_id = true;
        self
    }

    /// The `typ` header parameter (RFC 7515 section 4.1.9); `JWT` by default.
    #[must_use]
    pub fn typ(mut self, typ: impl Into<Typ>) -> Self {
        self.typ = typ.into();
        self
    }

    /// `exp` so long after `iat`, or after now where there is no `iat`; fractions of a second are dropped.
    #[must_use]
    pub fn expires_in(self, duration: Duration) -> Self {
        self.expires_in_seconds(whole_seconds(duration))
    }

    /// As [`expires_in`](Self::expires_in), in seconds; a negative number makes a token that has expired.
    #[must_use]
    pub fn expires_in_seconds(mut self, seconds: i64) -> Self {
        self.expires_in_seconds = Some(seconds);
        self
    }

    /// `nbf` so long after `iat`, or after now where there is no `iat`; fractions of a second are dropped.
    #[must_use]
    pub fn not_before(self, duration: Duration) -> Self {
        self.not_before_seconds(whole_seconds(duration))
    }

    /// As [`not_before`](Self::not_before), in seconds; a negative number allows for clocks that are behind.
    #[must_use]
    pub fn not_before_seconds(mut self, seconds: i64) -> Self {
        self.not_before_seconds = Some(seconds);
        self
    }

    /// Adds no `iat`. Without this, `iat` is the time of signing unless the claims have one.
    #[must_use]
    pub fn no_timestamp(mut self) -> Self {
        self.no_timestamp = true;
        self
    }

    /// `iat` as given; fractions of a second are dropped.
    #[cfg(feature = "std")]
    #[must_use]
    pub fn issued_at(self, time: std::time::SystemTime) -> Self {
        self.issued_at_seconds(super::seconds_since_1970(time) as i64)
    }

    /// `iat` as given, in seconds since 1970.
    #[must_use]
    pub fn issued_at_seconds(mut self, seconds: i64) -> Self {
        self.issued_at_seconds = Some(seconds);
        self
    }

    /// The `iss` claim (RFC 7519 section 4.1.1).
    #[must_use]
    pub fn issuer(mut self, issuer: impl Into<String>) -> Self {
        self.issuer = Some(issuer.into());
        self
    }

    /// The `sub` claim (RFC 7519 section 4.1.2).
    #[must_use]
    pub fn subject(mut self, subject: impl Into<String>) -> Self {
        self.subject = Some(subject.into());
        self
    }

    /// The `aud` claim: one text becomes a string, several an array.
    #[must_use]
    pub fn audience(mut self, audience: impl Into<Audience>) -> Self {
        self.audience = Some(audience.into());
        self
    }

    /// The `jti` claim.
    #[must_use]
    pub fn jwt_id(mut self, id: impl Into<JwtId>) -> Self {
        self.jwt_id = Some(id.into());
        self
    }

    /// The time of signing, instead of the platform's clock.
    #[cfg(feature = "std")]
    #[must_use]
    pub fn clock_timestamp(self, time: std::time::SystemTime) -> Self {
        self.clock_timestamp_seconds(super::seconds_since_1970(time))
    }

    /// The time of signing in seconds since 1970, instead of the platform's clock.
    #[must_use]
    pub fn clock_timestamp_seconds(mut self, seconds: f64) -> Self {
        self.clock_timestamp_seconds = Some(seconds);
        self
    }

    /// Signs with keys smaller than RFC 7518 demands. For tests of other software only.
    #[must_use]
    pub fn allow_insecure_key_sizes(mut self) -> Self {
        self.allow_insecure_key_sizes = true;
        self
    }

    /// Signs registered claims of the wrong type. For tests of other software only.
    #[must_use]
    pub fn allow_invalid_claims(mut self) -> Self {
        self.allow_invalid_claims = true;
        self
    }

    /// Makes an unsecured token (`alg: none`, RFC 7519 section 6), which anybody can forge. For tests of other
    /// software only.
    #[must_use]
    pub fn unsecured(mut self) -> Self {
        self.unsecured = true;
        self
    }

    /// Whether the token is to be unsecured, so that no key is asked for.
    #[must_use]
    pub fn is_unsecured(&self) -> bool {
        self.unsecured
    }
}
