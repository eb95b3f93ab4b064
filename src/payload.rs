//! A JWS over any bytes, and the ways its payload can stand in it: encoded, detached (RFC 7515 appendix F), unencoded
//! (RFC 7797). Never for JWTs, whose payload is always encoded and always there.

use crate::algorithm::Algorithm;
use crate::base64url;
use crate::claims::header_demands;
use crate::decode::into_text;
use crate::error::{Code, Error, Result, number};
use crate::header::{self, Header};
use crate::key::KeySource;
use crate::options::{SignOptions, VerifyOptions};
use crate::platform::Platform;
use crate::sign::{choose, sign_payload_with};
use crate::token::{self, TokenParts};
use crate::verify::{SignedInput, check_signature, used_key_id};
use alloc::{string::String, vec::Vec};

/// How the payload stands in a compact JWS. The default is the usual form, in base64url.
///
/// ```
/// use jwtmint::PayloadForm;
/// assert_ne!(PayloadForm::new().detached().unencoded(), PayloadForm::default());
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PayloadForm {
    pub(crate) detached: bool,
    pub(crate) unencoded: bool,
}

impl PayloadForm {
    /// In base64url between the dots, as in a JWT.
    #[must_use]
    pub fn new() -> Self {
        PayloadForm::default()
    }

    /// The second part of the token is empty, and the payload travels beside it (RFC 7515 appendix F).
    #[must_use]
    pub fn detached(mut self) -> Self {
        self.detached = true;
        self
    }

    /// The signature is over the payload as it is, and the header says `"b64": false` (RFC 7797).
    #[must_use]
    pub fn unencoded(mut self) -> Self {
        self.unencoded = true;
        self
    }

    /// What to expect of a token in this form; `payload` counts where it is detached.
    #[must_use]
    pub fn expected(self, payload: &[u8]) -> ExpectedPayload<'_> {
        ExpectedPayload { detached: self.detached.then_some(payload), unencoded: self.unencoded }
    }
}

/// How the payload of a compact JWS is expected to stand in it. The default is the usual form, in base64url.
///
/// ```
/// use jwtmint::ExpectedPayload;
/// let expected = ExpectedPayload::new().detached(b"a file").unencoded();
/// # let _ = expected;
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct ExpectedPayload<'a> {
    detached: Option<&'a [u8]>,
    unencoded: bool,
}

impl<'a> ExpectedPayload<'a> {
    /// In base64url between the dots, as in a JWT.
    #[must_use]
    pub fn new() -> Self {
        ExpectedPayload::default()
    }

    /// The payload travels beside the token, and is this (RFC 7515 appendix F).
    #[must_use]
    pub fn detached(mut self, payload: &'a [u8]) -> Self {
        self.detached = Some(payload);
        self
    }

    /// The token must say `"b64": false` (RFC 7797). Without this it must not.
    #[must_use]
    pub fn unencoded(mut self) -> Self {
        self.unencoded = true;
        self
    }
}

/// Bytes whose signature holds, signed as a compact JWS.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerifiedPayload {
    header: String,
    payload: Vec<u8>,
    algorithm: Algorithm,
    key_id: Option<String>,
}

impl VerifiedPayload {
    /// The protected header, as the text its issuer wrote.
    #[must_use]
    pub fn header(&self) -> &str {
        &self.header
    }

    /// The payload.
    #[must_use]
    pub fn payload(&self) -> &[u8] {
        &self.payload
    }

    /// The payload, for keeping.
    #[must_use]
    pub fn into_payload(self) -> Vec<u8> {
        self.payload
    }

    /// The algorithm that was used.
    #[must_use]
    pub fn algorithm(&self) -> Algorithm {
        self.algorithm
    }

    /// The key ID of the key that fitted, or the header's.
    #[must_use]
    pub fn key_id(&self) -> Option<&str> {
        self.key_id.as_deref()
    }
}

/// Signs any bytes as a compact JWS whose payload stands in the given form, with a clock and a random source of the
/// caller's.
///
/// An unencoded payload that is not detached must be printable ASCII without a dot (RFC 7797 section 5.2).
///
/// # Errors
/// As [`sign_payload_with`]; `ERR_CLAIMS_INVALID` for a payload that cannot stand in a token as it is; `ERR_HEADER_INVALID`
/// for `b64` or `crit` of `options.header` that say something else.
pub fn sign_payload_form_with(
    payload: &[u8],
    form: PayloadForm,
    key: &dyn KeySource,
    options: &SignOptions,
    platform: &mut dyn Platform,
) -> Result<String> {
    if form.unencoded {
        return sign_unencoded(payload, form.detached, key, options, platform);
    }
    let token = sign_payload_with(payload, key, options, platform)?;
    if !form.detached {
        return Ok(token);
    }
    let parts = token::split(&token, usize::MAX)?;
    Ok([parts.header, "..", parts.signature].concat())
}

fn sign_unencoded(
    payload: &[u8],
    detached: bool,
    key: &dyn KeySource,
    options: &SignOptions,
    platform: &mut dyn Platform,
) -> Result<String> {
    let carried = if detached { "" } else { printable(payload)? };
    let chosen = choose(key, options)?;
    let (name, key_id) = chosen.map_or(("none", None), |(algorithm, key)| (algorithm.name(), key.key_id()));
    let mut token = base64url::encode(header::write_unencoded(name, key_id, options)?.as_bytes());
    token.push('.');
    let input = [token.as_bytes(), payload].concat();
    token.push_str(carried);
    token.push('.');
    if let Some((algorithm, key)) = chosen {
        base64url::encode_into(&key.sign(algorithm, &input, platform)?, &mut token);
    }
    Ok(token)
}

/// What RFC 7797 section 5.2 lets a compact JWS carry as it is.
fn printable(payload: &[u8]) -> Result<&str> {
    if let Some(at) = payload.iter().position(|byte| !matches!(byte, b' '..=b'~') || *byte == b'.') {
        return Err(Error::new(
            Code::ClaimsInvalid,
            &[
                "An unencoded payload inside a token must be printable ASCII without a dot (RFC 7797 section 5.2); the byte at position ",
                &number(at as u64),
                " is not. Detach it, or encode it.",
            ],
        )
        .at(at));
    }
    Ok(core::str::from_utf8(payload).unwrap_or_default())
}

/// Verifies the signature of a compact JWS over any bytes (RFC 7515 section 5.2). The options that
/// concern claims are ignored.
///
/// # Errors
/// As [`verify_with`](crate::verify_with), but for the claims.
pub fn verify_payload(token: &str, key: &dyn KeySource, options: &VerifyOptions) -> Result<VerifiedPayload> {
    verify_payload_form(token, ExpectedPayload::default(), key, options)
}

/// Verifies the signature of a compact JWS whose payload stands in the form expected, and in no other.
///
/// # Errors
/// As [`verify_payload`]; `ERR_TOKEN_MALFORMED` if the token has a payload although it is given beside it;
/// `ERR_CLAIM_MISMATCH` if the header has no `"b64": false` although it is expected; `ERR_CRITICAL_UNSUPPORTED` if it has
/// one although it is not.
pub fn verify_payload_form(
    token: &str,
    expected: ExpectedPayload<'_>,
    key: &dyn KeySource,
    options: &VerifyOptions,
) -> Result<VerifiedPayload> {
    let parts = if expected.unencoded {
        token::split_unencoded(token, options.max_token_bytes)?
    } else {
        token::split(token, options.max_token_bytes)?
    };
    let header_bytes = parts.decode_header()?;
    let header = Header::read(&header_bytes)?;
    let beside = expected.detached.map(|payload| beside(&parts, payload, expected.unencoded)).transpose()?;
    let input = SignedInput {
        bytes: beside.as_deref().unwrap_or(parts.signing_input.as_bytes()),
        unencoded: expected.unencoded,
    };
    let (algorithm, key) = check_signature(&parts, &header, key, options, input)?;
    let mut demands = Ok(());
    header_demands(&header, options, &mut |_, result| {
        if demands.is_ok() {
            demands = result;
        }
    });
    demands?;
    let key_id = used_key_id(key, &header);
    let payload = match expected.detached {
        Some(payload) => payload.into(),
        None if expected.unencoded => parts.payload.as_bytes().into(),
        None => parts.decode_payload()?,
    };
    Ok(VerifiedPayload { header: into_text(header_bytes), payload, algorithm, key_id })
}

/// What is signed when the payload travels beside the token.
fn beside(parts: &TokenParts<'_>, payload: &[u8], unencoded: bool) -> Result<Vec<u8>> {
    if !parts.payload.is_empty() {
        return Err(Error::new(
            Code::TokenMalformed,
            &[
                "The payload is given beside the token, and the token carries one, too: its second part must be empty (RFC 7515 appendix F).",
            ],
        ));
    }
    let mut input = Vec::from(parts.signing_input.as_bytes());
    if unencoded {
        input.extend_from_slice(payload);
    } else {
        input.extend_from_slice(base64url::encode(payload).as_bytes());
    }
    Ok(input)
}
