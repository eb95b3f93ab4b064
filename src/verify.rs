//! Verifying: signature, then policy (RFC 7519 section 7.2, RFC 8725 section 3).

use crate::algorithm::Algorithm;
use crate::claims::{self, Claims};
use crate::decode::into_text;
use crate::error::{Code, Error, Result};
use crate::header::Header;
use crate::key::{Key, KeyRequest, KeySource};
use crate::options::VerifyOptions;
use crate::platform::Platform;
use crate::text;
use crate::token::{self, TokenParts};
use alloc::{string::String, vec::Vec};

/// A token whose signature and claims hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    header: String,
    claims: String,
    algorithm: Algorithm,
    key_id: Option<String>,
}

impl Verified {
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

/// Verifies a token's signature and claims by a clock of the caller's; [`verify`](crate::verify()) uses the system's.
///
/// The algorithms accepted are those of the options, else those the key itself can do;
/// never what the header says (RFC 8725 section 3.1). No key in the header is ever used.
///
/// # Errors
/// `ERR_TOKEN_MALFORMED`, `ERR_TOKEN_ENCRYPTED`, `ERR_HEADER_INVALID`, `ERR_CRITICAL_UNSUPPORTED`,
/// `ERR_ALGORITHM_UNSUPPORTED`, `ERR_ALGORITHM_NOT_ALLOWED`, `ERR_KEY_NOT_FOUND`,
/// `ERR_KEY_AMBIGUOUS`, `ERR_KEY_MISMATCH`, `ERR_KEY_WEAK`, `ERR_SIGNATURE_INVALID`,
/// `ERR_CLAIMS_INVALID`, `ERR_TOKEN_EXPIRED`, `ERR_TOKEN_NOT_ACTIVE`, `ERR_CLAIM_MISSING`,
/// `ERR_CLAIM_MISMATCH`.
///
/// ```
/// use jwtmint::{Code, Key, Platform, SignOptions, VerifyOptions, sign_with, verify_with};
/// # struct At(f64);
/// # impl Platform for At {
/// #     fn now_seconds(&mut self) -> f64 { self.0 }
/// #     fn fill_random(&mut self, _: &mut [u8]) -> bool { false }
/// # }
/// let key = Key::from_secret(b"0123456789abcdef0123456789abcdef")?;
/// let token = sign_with("{}", &key, &SignOptions::new().expires_in_seconds(60), &mut At(1000.0))?;
/// assert!(verify_with(&token, &key, &VerifyOptions::new(), &mut At(1059.0)).is_ok());
/// let error = verify_with(&token, &key, &VerifyOptions::new(), &mut At(1060.0)).unwrap_err();
/// assert_eq!(error.code(), Code::TokenExpired);
/// # Ok::<(), jwtmint::Error>(())
/// ```
pub fn verify_with(
    token: &str,
    key: &dyn KeySource,
    options: &VerifyOptions,
    platform: &mut dyn Platform,
) -> Result<Verified> {
    let parts = token::split(token, options.max_token_bytes)?;
    let header_bytes = parts.decode_header()?;
    let header = Header::read(&header_bytes)?;
    let (algorithm, key) = check_signature(&parts, &header, key, options, SignedInput::of(&parts))?;
    let payload = parts.decode_payload()?;
    let claims = Claims::of_token(&payload, &header.object)?;
    let now = options.clock_timestamp_seconds.unwrap_or_else(|| platform.now_seconds());
    claims::enforce(&header, &claims, options, now)?;
    let key_id = used_key_id(key, &header);
    Ok(Verified { header: into_text(header_bytes), claims: into_text(payload), algorithm, key_id })
}

pub(crate) fn used_key_id(key: &Key, header: &Header<'_>) -> Option<String> {
    key.key_id().map(String::from).or_else(|| header.key_id.as_deref().map(String::from))
}

/// What the signature of a token is over.
#[derive(Clone, Copy)]
pub(crate) struct SignedInput<'a> {
    pub(crate) bytes: &'a [u8],
    /// The payload is in it as it is (RFC 7797).
    pub(crate) unencoded: bool,
}

impl<'a> SignedInput<'a> {
    /// Header and payload as they stand in the token.
    pub(crate) fn of(parts: &TokenParts<'a>) -> Self {
        SignedInput { bytes: parts.signing_input.as_bytes(), unencoded: false }
    }
}

pub(crate) fn check_signature<'k>(
    parts: &TokenParts<'_>,
    header: &Header<'_>,
    keys: &'k dyn KeySource,
    options: &VerifyOptions,
    input: SignedInput<'_>,
) -> Result<(Algorithm, &'k Key)> {
    let algorithm = Algorithm::for_verifying(&header.algorithm)?;
    if !options.algorithms.is_empty() && !options.algorithms.contains(&algorithm) {
        return Err(not_allowed(algorithm, &options.algorithms, "the options allow"));
    }
    header.check_critical(&options.critical, input.unencoded)?;
    let key_id = options.key_id.as_deref().or(header.key_id.as_deref());
    let candidates = keys.candidates(&KeyRequest { algorithm: Some(algorithm), key_id, signing: false })?;
    let mut unusable = None;
    let mut tried = 0;
    for key in candidates {
        if let Err(error) = check_usable(key, algorithm, options) {
            unusable = unusable.or(Some(error));
            continue;
        }
        if parts.signature.is_empty() {
            return Err(Error::new(
                Code::SignatureInvalid,
                &["The token has no signature: its third part is empty. Anybody could have written it."],
            ));
        }
        let signature = parts.decode_signature()?;
        if key.verify(algorithm, input.bytes, &signature) {
            return Ok((algorithm, key));
        }
        tried += 1;
    }
    match unusable {
        Some(error) if tried == 0 => Err(error),
        _ => Err(Error::new(
            Code::SignatureInvalid,
            &["The ", algorithm.name(), " signature does not fit: ", why_unfit(header, parts, tried)],
        )),
    }
}

/// Whether `verify` may use the key with the algorithm.
pub(crate) fn check_usable(key: &Key, algorithm: Algorithm, options: &VerifyOptions) -> Result<()> {
    if options.algorithms.is_empty() && !key.suits(algorithm) && algorithm.is_supported() {
        return Err(not_allowed(algorithm, &key.algorithms(), "this key can be used with"));
    }
    key.check(algorithm, options.allow_insecure_key_sizes, false)
}

/// The likeliest reason for a signature that does not fit `tried` keys.
pub(crate) fn why_unfit(header: &Header<'_>, parts: &TokenParts<'_>, tried: usize) -> &'static str {
    if parts.payload.is_empty() {
        "the token's payload is empty. If it travels apart (detached, RFC 7515 appendix F), put its base64url text between the two dots first."
    } else if header.object.text("nonce").is_some() {
        "its header has a \"nonce\", as access tokens for Microsoft Graph have. Those are signed over another header, and Graph alone can verify them: ask for a token for your own API."
    } else if tried > 1 {
        "the token was changed, or signed with another key than those of the set that fit it."
    } else {
        "the token was changed, or signed with another key than this one."
    }
}

#[cold]
pub(crate) fn not_allowed(found: Algorithm, allowed: &[Algorithm], who: &str) -> Error {
    let names: Vec<&str> = allowed.iter().map(|algorithm| algorithm.name()).collect();
    let names = if names.is_empty() { String::from("none") } else { text::joined(&names, ", ") };
    Error::new(
        Code::AlgorithmNotAllowed,
        &[
            "The token says ",
            found.name(),
            ", but ",
            who,
            " ",
            &names,
            ". Never let the token choose (RFC 8725 section 3.1).",
        ],
    )
    .claim("alg")
    .compared(&names, found.name())
}
