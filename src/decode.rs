//! Decoding: what a token says, without a key and without trust.

use crate::claims::Claims;
use crate::error::{Error, Result};
use crate::header::{self, Header};
use crate::options::DecodeOptions;
use crate::token;
use alloc::{string::String, vec::Vec};

/// A token taken apart. Nothing in it is proven: that is what [`verify`](crate::verify()) is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    header: String,
    claims: String,
    encoded: String,
    ends: (usize, usize),
    problems: Vec<Error>,
}

impl Decoded {
    /// The protected header, as the text its issuer wrote.
    #[must_use]
    pub fn header(&self) -> &str {
        &self.header
    }

    /// The claims set, as the text its issuer wrote.
    #[must_use]
    pub fn claims(&self) -> &str {
        &self.claims
    }

    /// The three parts as they stand in the token, in base64url.
    #[must_use]
    pub fn parts(&self) -> [&str; 3] {
        let (first, second) = self.ends;
        [&self.encoded[..first], &self.encoded[first + 1..second], &self.encoded[second + 1..]]
    }

    /// What is wrong with the types of the header's parameters and of the registered claims, and with its times: all that
    /// `verify` would refuse before it looks at any key. Empty for a token as the standards want it.
    ///
    /// ```
    /// let decoded = jwtmint::decode("eyJhbGciOiJIUzI1NiIsImtpZCI6N30.eyJleHAiOiJzb29uIn0.AA")?;
    /// let codes: Vec<_> = decoded.problems().iter().map(|problem| problem.code().as_str()).collect();
    /// assert_eq!(codes, ["ERR_HEADER_INVALID", "ERR_CLAIMS_INVALID"]);
    /// # Ok::<(), jwtmint::Error>(())
    /// ```
    #[must_use]
    pub fn problems(&self) -> &[Error] {
        &self.problems
    }

    /// The text the signature is over (RFC 7515 section 5.1).
    #[must_use]
    pub fn signing_input(&self) -> &str {
        &self.encoded[..self.ends.1]
    }
}

/// Decodes a token of up to 1 MiB without verifying it.
///
/// # Errors
/// `ERR_TOKEN_MALFORMED`, `ERR_TOKEN_ENCRYPTED`; `ERR_HEADER_INVALID` and `ERR_CLAIMS_INVALID` for what is no JSON object. Types
/// that are wrong are no error: [`Decoded::problems`] names them.
///
/// ```
/// let decoded = jwtmint::decode("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJtZSJ9.AA")?;
/// assert_eq!(decoded.claims(), r#"{"sub":"me"}"#);
/// # Ok::<(), jwtmint::Error>(())
/// ```
pub fn decode(token: &str) -> Result<Decoded> {
    decode_with(token, &DecodeOptions::default())
}

/// Decodes a token within the limits of `options`.
///
/// # Errors
/// As [`decode`].
///
/// ```
/// use jwtmint::DecodeOptions;
/// let options = DecodeOptions::new().max_token_bytes(16);
/// assert!(jwtmint::decode_with("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJtZSJ9.AA", &options).is_err());
/// ```
pub fn decode_with(token: &str, options: &DecodeOptions) -> Result<Decoded> {
    let parts = token::split(token, options.max_token_bytes)?;
    let header_text = parts.decode_header()?;
    let object = header::parse(&header_text)?;
    let claims_text = parts.decode_payload()?;
    let claims = Claims::of_token(&claims_text, &object)?;
    parts.decode_signature()?;
    let problems = Header::of_object(object).err().into_iter().chain(claims.faults()).collect();
    Ok(Decoded {
        header: into_text(header_text),
        claims: into_text(claims_text),
        encoded: token.into(),
        ends: (parts.header.len(), parts.signing_input.len()),
        problems,
    })
}

/// The protected header of a token, signed or encrypted, as the text its issuer wrote. Nothing in it is proven: it is
/// for finding the key.
///
/// # Errors
/// `ERR_TOKEN_MALFORMED`, `ERR_HEADER_INVALID`.
///
/// ```
/// let header = jwtmint::decode_header("eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..a.b.c", &Default::default())?;
/// assert_eq!(header, r#"{"alg":"dir","enc":"A256GCM"}"#);
/// # Ok::<(), jwtmint::Error>(())
/// ```
pub fn decode_header(token: &str, options: &DecodeOptions) -> Result<String> {
    let header = token::decode_part(token::header_part(token, options.max_token_bytes)?, "header", 0)?;
    Header::read(&header)?;
    Ok(into_text(header))
}

/// Bytes that were read as JSON are UTF-8, so nothing is ever replaced here.
pub(crate) fn into_text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap_or_default()
}
