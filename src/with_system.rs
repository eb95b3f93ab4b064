//! The library's functions with the system's clock and random source.

use crate::algorithm::Algorithm;
use crate::error::Result;
use crate::inspect::{Report, inspect_with};
use crate::key::{GenerateOptions, Key, KeySource};
use crate::options::{SignOptions, VerifyOptions};
use crate::payload::{PayloadForm, sign_payload_form_with};
use crate::platform::System;
use crate::sign::{sign_payload_with, sign_with};
use crate::verify::{Verified, verify_with};
use alloc::string::String;

/// Signs a claims set, the text of one JSON object, and returns the compact token.
///
/// The text is signed byte for byte; claims that `options` ask for are inserted at its end.
///
/// # Errors
/// As [`sign_with`].
///
/// ```
/// use jwtmint::{Key, SignOptions, sign};
/// let key = Key::from_secret(b"0123456789abcdef0123456789abcdef")?;
/// let token = sign(r#"{"sub":"me"}"#, &key, &SignOptions::new().no_timestamp())?;
/// assert!(token.starts_with("eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJtZSJ9."));
/// # Ok::<(), jwtmint::Error>(())
/// ```
pub fn sign(claims: &str, key: &dyn KeySource, options: &SignOptions) -> Result<String> {
    sign_with(claims, key, options, &mut System)
}

/// Signs any bytes as a compact JWS (RFC 7515). The options that concern claims are ignored.
///
/// # Errors
/// As [`sign_payload_with`].
///
/// ```
/// use jwtmint::{Key, SignOptions, Typ, VerifyOptions, sign_payload, verify_payload};
/// let key = Key::from_secret(b"0123456789abcdef0123456789abcdef")?;
/// let token = sign_payload(b"any bytes", &key, &SignOptions::new().typ(Typ::Omit))?;
/// assert_eq!(verify_payload(&token, &key, &VerifyOptions::new())?.payload(), b"any bytes");
/// # Ok::<(), jwtmint::Error>(())
/// ```
pub fn sign_payload(payload: &[u8], key: &dyn KeySource, options: &SignOptions) -> Result<String> {
    sign_payload_with(payload, key, options, &mut System)
}

/// Signs any bytes as a compact JWS whose payload stands in the given form: detached (RFC 7515 appendix F), unencoded
/// (RFC 7797), or both.
///
/// # Errors
/// As [`sign_payload_form_with`].
///
/// ```
/// use jwtmint::{ExpectedPayload, Key, PayloadForm, SignOptions, VerifyOptions, sign_payload_form, verify_payload_form};
/// let key = Key::from_secret(b"0123456789abcdef0123456789abcdef")?;
/// let form = PayloadForm::new().detached().unencoded();
/// let token = sign_payload_form(b"a file", form, &key, &SignOptions::new())?;
/// let expected = ExpectedPayload::new().detached(b"a file").unencoded();
/// assert!(verify_payload_form(&token, expected, &key, &VerifyOptions::new()).is_ok());
/// # Ok::<(), jwtmint::Error>(())
/// ```
pub fn sign_payload_form(
    payload: &[u8],
    form: PayloadForm,
    key: &dyn KeySource,
    options: &SignOptions,
) -> Result<String> {
    sign_payload_form_with(payload, form, key, options, &mut System)
}

/// Verifies a token's signature and claims.
///
/// The algorithms accepted are those of the options, else those the key itself can do;
/// never what the header says (RFC 8725 section 3.1). No key in the header is ever used.
///
/// # Errors
/// As [`verify_with`].
///
/// ```
/// use jwtmint::{Code, Key, SignOptions, VerifyOptions, sign, verify};
/// let key = Key::from_secret(b"0123456789abcdef0123456789abcdef")?;
/// let token = sign(r#"{"sub":"me"}"#, &key, &SignOptions::new().audience("api"))?;
/// let verified = verify(&token, &key, &VerifyOptions::new().audience("api"))?;
/// assert!(verified.claims().starts_with(r#"{"sub":"me","iat":"#));
///
/// let error = verify(&token, &key, &VerifyOptions::new().audience("shop")).unwrap_err();
/// assert_eq!(error.code(), Code::ClaimMismatch);
/// # Ok::<(), jwtmint::Error>(())
/// ```
pub fn verify(token: &str, key: &dyn KeySource, options: &VerifyOptions) -> Result<Verified> {
    verify_with(token, key, options, &mut System)
}

/// Says all that is wrong with a token and how to mend it. Never fails, whatever the token.
///
/// Without a key the signature is skipped and `valid` stays `None` unless something else fails.
/// With one, `valid` is `Some(true)` exactly where [`verify`] accepts the token.
///
/// ```
/// use jwtmint::{CheckStatus, VerifyOptions, inspect};
/// let report = inspect("eyJhbGciOiJub25lIn0.e30.", None, &VerifyOptions::new());
/// assert_eq!(report.valid(), Some(false));
/// for check in report.checks().iter().filter(|check| check.status() == CheckStatus::Fail) {
///     println!("{}: {} {}", check.name(), check.message(), check.hint().map(ToString::to_string).unwrap_or_default());
/// }
/// ```
#[must_use]
pub fn inspect(token: &str, key: Option<&dyn KeySource>, options: &VerifyOptions) -> Report {
    inspect_with(token, key, options, &mut System)
}

impl Key {
    /// Makes a key for an algorithm, bound to it.
    ///
    /// # Errors
    /// As [`Key::generate_with`].
    ///
    /// ```
    /// # #[cfg(feature = "rustcrypto")] {
    /// use jwtmint::{Algorithm, GenerateOptions, Key};
    /// let key = Key::generate(Algorithm::ES256, &GenerateOptions::new())?;
    /// assert_eq!(key.default_algorithm(), Some(Algorithm::ES256));
    /// assert!(key.public_key()?.to_jwk().starts_with(r#"{"kty":"EC","crv":"P-256","x":""#));
    /// # }
    /// # Ok::<(), jwtmint::Error>(())
    /// ```
    pub fn generate(algorithm: Algorithm, options: &GenerateOptions) -> Result<Key> {
        Key::generate_with(algorithm, options, &mut System)
    }
}
