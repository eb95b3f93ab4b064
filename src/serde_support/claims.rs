//! Claims as types of the caller's.

use crate::decode::Decoded;
use crate::error::{Code, Error, Result, number};
use crate::key::KeySource;
use crate::options::SignOptions;
use crate::platform::Platform;
use crate::sign::sign_with;
use crate::verify::Verified;
use alloc::string::{String, ToString};
use serde::{Deserialize, Serialize};

/// Signs claims of any type that `serde` writes as a JSON object, with the system's clock and random source.
///
/// What `serde_json` writes is the text that is signed, so a `RawValue` stays as it is. For text that is a claims set
/// already there is [`sign`](crate::sign()).
///
/// # Errors
/// `ERR_CLAIMS_INVALID` if the type is written as anything but an object, and as [`sign`](crate::sign()).
///
/// ```
/// use jwtmint::{Key, SignOptions, VerifyOptions, sign_claims, verify};
/// use serde::{Deserialize, Serialize};
/// use std::time::Duration;
///
/// #[derive(Serialize, Deserialize, Debug, PartialEq)]
/// struct Session {
///     sub: String,
///     roles: Vec<String>,
/// }
///
/// let key = Key::from_secret(b"0123456789abcdef0123456789abcdef")?;
/// let session = Session { sub: "customer 17".into(), roles: vec!["buyer".into()] };
/// let token = sign_claims(&session, &key, &SignOptions::new().expires_in(Duration::from_secs(900)))?;
///
/// let verified = verify(&token, &key, &VerifyOptions::new())?;
/// assert_eq!(verified.claims_as::<Session>()?, session);
/// # Ok::<(), jwtmint::Error>(())
/// ```
#[cfg(any(all(feature = "std", not(target_arch = "wasm32")), all(feature = "js", target_arch = "wasm32")))]
pub fn sign_claims<T: Serialize + ?Sized>(claims: &T, key: &dyn KeySource, options: &SignOptions) -> Result<String> {
    sign_claims_with(claims, key, options, &mut crate::platform::System)
}

/// As `sign_claims`, with a clock and a random source of the caller's.
///
/// # Errors
/// `ERR_CLAIMS_INVALID` if the type is written as anything but an object, and as [`sign_with`](crate::sign_with()).
///
/// ```
/// use jwtmint::{Code, Key, SignOptions, sign_claims_with};
/// # struct Fixed;
/// # impl jwtmint::Platform for Fixed {
/// #     fn now_seconds(&mut self) -> f64 { 1_700_000_000.0 }
/// #     fn fill_random(&mut self, _: &mut [u8]) -> bool { false }
/// # }
/// # let platform = &mut Fixed;
/// let key = Key::from_secret(b"0123456789abcdef0123456789abcdef")?;
/// let claims = std::collections::BTreeMap::from([("sub", "me")]);
/// let token = sign_claims_with(&claims, &key, &SignOptions::new(), platform)?;
/// assert_eq!(jwtmint::decode(&token)?.claims(), r#"{"sub":"me","iat":1700000000}"#);
///
/// let error = sign_claims_with(&["no", "object"], &key, &SignOptions::new(), platform).unwrap_err();
/// assert_eq!(error.code(), Code::ClaimsInvalid);
/// # Ok::<(), jwtmint::Error>(())
/// ```
pub fn sign_claims_with<T: Serialize + ?Sized>(
    claims: &T,
    key: &dyn KeySource,
    options: &SignOptions,
    platform: &mut dyn Platform,
) -> Result<String> {
    let text = serde_json::to_string(claims).map_err(|error| {
        Error::new(Code::ClaimsInvalid, &["The claims cannot be written as JSON: a map needs text as its keys."])
            .with_source(error)
    })?;
    sign_with(&text, key, options, platform)
}

impl Verified {
    /// The claims set as a type of the caller's, which may borrow from it.
    ///
    /// # Errors
    /// `ERR_CLAIMS_INVALID` with the position of the claim that is of another type. The message holds no value of a
    /// claim; the error's `source()` may.
    ///
    /// ```
    /// # #[cfg(feature = "std")] {
    /// use jwtmint::{Code, Key, SignOptions, VerifyOptions, sign, verify};
    /// use serde::Deserialize;
    ///
    /// #[derive(Deserialize)]
    /// struct Order<'a> {
    ///     sub: &'a str,
    ///     #[serde(default)]
    ///     count: u32,
    /// }
    ///
    /// let key = Key::from_secret(b"0123456789abcdef0123456789abcdef")?;
    /// let verified = verify(&sign(r#"{"sub":"me"}"#, &key, &SignOptions::new())?, &key, &VerifyOptions::new())?;
    /// let order: Order<'_> = verified.claims_as()?;
    /// assert_eq!((order.sub, order.count), ("me", 0));
    ///
    /// let wrong = verify(&sign(r#"{"sub":"me","count":"7"}"#, &key, &SignOptions::new())?, &key, &VerifyOptions::new())?;
    /// let error = wrong.claims_as::<Order<'_>>().err().unwrap();
    /// assert_eq!((error.code(), error.position()), (Code::ClaimsInvalid, Some(22)));
    /// assert!(error.message().contains("expected u32") && !error.message().contains('7'));
    /// # }
    /// # Ok::<(), jwtmint::Error>(())
    /// ```
    pub fn claims_as<'de, T: Deserialize<'de>>(&'de self) -> Result<T> {
        read_as(self.claims(), "claims", Code::ClaimsInvalid)
    }

    /// The protected header as a type of the caller's, which may borrow from it.
    ///
    /// # Errors
    /// `ERR_HEADER_INVALID`, as [`claims_as`](Self::claims_as).
    pub fn header_as<'de, T: Deserialize<'de>>(&'de self) -> Result<T> {
        read_as(self.header(), "header parameters", Code::HeaderInvalid)
    }
}

impl Decoded {
    /// The claims set as a type of the caller's, which may borrow from it. Nothing in it is proven.
    ///
    /// # Errors
    /// As [`Verified::claims_as`].
    ///
    /// ```
    /// let decoded = jwtmint::decode("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJtZSJ9.AA")?;
    /// let claims: std::collections::HashMap<&str, &str> = decoded.claims_as()?;
    /// assert_eq!(claims["sub"], "me");
    /// # Ok::<(), jwtmint::Error>(())
    /// ```
    pub fn claims_as<'de, T: Deserialize<'de>>(&'de self) -> Result<T> {
        read_as(self.claims(), "claims", Code::ClaimsInvalid)
    }
}

fn read_as<'de, T: Deserialize<'de>>(text: &'de str, what: &str, code: Code) -> Result<T> {
    serde_json::from_str(text).map_err(|error| {
        let position = offset(text, error.line(), error.column());
        let pieces = [
            "The ",
            what,
            " are not of the type asked for, at position ",
            &number(position as u64),
            ": ",
            &expected(&error),
            ".",
        ];
        Error::new(code, &pieces).at(position).with_source(error)
    })
}

/// What `serde` expected, without what it found, which may be anybody's data.
fn expected(error: &serde_json::Error) -> String {
    let sentence = error.to_string();
    let sentence = sentence.rsplit_once(" at line ").map_or(&*sentence, |(before, _)| before);
    match sentence.rsplit_once(", expected ") {
        _ if sentence.starts_with("missing field ") => sentence.into(),
        Some((_, expected)) => ["expected ", expected].concat(),
        None => "another value was expected".into(),
    }
}

/// The byte offset of a line and a column, both counted from 1.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let before: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    (before + column.saturating_sub(1)).min(text.len())
}
