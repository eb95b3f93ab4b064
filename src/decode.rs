//! Decoding: what a token says, without a key and without trust.

use crate::claims::Claims;
use crate::error::Result;
use crate::header::Header;
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

    /// The text the signature is over (RFC 7515 section 5.1).
    #[must_use]
    pub fn signing_input(&self) -> &str {
        &self.encoded[..self.ends.1]
    }
}

/// Decodes a token of up to 1 MiB without verifying it.
///
/// # Errors
/// `ERR_TOKEN_MALFORMED`, `ERR_TOKEN_ENCRYPTED`, `ERR_HEADER_INVALID`, `ERR_CLAIMS_INVALID`.
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
    let header = parts.decode_header()?;
    Header::read(&header)?;
    let claims = parts.decode_payload()?;
    Claims::read(&claims)?;
    parts.decode_signature()?;
    Ok(Decoded {
        header: into_text(header),
        claims: into_text(claims),
        encoded: token.into(),
        ends: (parts.header.len(), parts.signing_input.len()),
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
