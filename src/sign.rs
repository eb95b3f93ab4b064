//! Signing: protected header and claims set to a compact token (RFC 7515 section 5.1).

use crate::algorithm::Algorithm;
use crate::base64url;
use crate::claims;
use crate::error::{Code, Error, Result};
use crate::header;
use crate::key::{Key, KeyRequest, KeySource};
use crate::options::SignOptions;
use crate::platform::Platform;
use alloc::string::String;

/// Signs a claims set with a clock and a random source of the caller's; [`sign`](crate::sign()) uses the system's.
///
/// The text of `claims` is signed byte for byte; claims that `options` ask for are inserted at its end.
/// `platform` gives the time for `iat`, `nbf` and `exp`, and random numbers where they are needed
/// (RSASSA-PSS, a fresh `jti`).
///
/// # Errors
/// `ERR_CLAIMS_INVALID` for text that is no JSON object; `ERR_HEADER_INVALID`; `ERR_OPTION_INVALID`
/// for a claim or parameter given twice; `ERR_ALGORITHM_UNSUPPORTED`; `ERR_KEY_MISMATCH`,
/// `ERR_KEY_WEAK`, `ERR_KEY_NOT_FOUND`, `ERR_KEY_AMBIGUOUS` for keys that do not fit;
/// `ERR_NO_ENTROPY`.
///
/// ```
/// use jwtmint::{Key, Platform, SignOptions, sign_with};
///
/// /// For tests: a clock that stands still, and no random source.
/// struct Fixed;
///
/// impl Platform for Fixed {
///     fn now_seconds(&mut self) -> f64 {
///         1_700_000_000.0
///     }
///
///     fn fill_random(&mut self, _: &mut [u8]) -> bool {
///         false
///     }
/// }
///
/// let key = Key::from_secret(b"0123456789abcdef0123456789abcdef")?;
/// let token = sign_with(r#"{"sub":"me"}"#, &key, &SignOptions::new(), &mut Fixed)?;
/// assert_eq!(jwtmint::decode(&token)?.claims(), r#"{"sub":"me","iat":1700000000}"#);
/// # Ok::<(), jwtmint::Error>(())
/// ```
pub fn sign_with(
    claims: &str,
    key: &dyn KeySource,
    options: &SignOptions,
    platform: &mut dyn Platform,
) -> Result<String> {
    let payload = claims::add(claims, options, platform)?;
    sign_payload_with(payload.as_bytes(), key, options, platform)
}

/// Signs any bytes as a compact JWS (RFC 7515) with a clock and a random source of the caller's. The options that
/// concern claims are ignored.
///
/// # Errors
/// As [`sign_with`], but for the claims.
pub fn sign_payload_with(
    payload: &[u8],
    key: &dyn KeySource,
    options: &SignOptions,
    platform: &mut dyn Platform,
) -> Result<String> {
    let Some((algorithm, key)) = choose(key, options)? else {
        let mut token = start(&header::write("none", None, options)?, payload);
        token.push('.');
        return Ok(token);
    };
    let mut token = start(&header::write(algorithm.name(), key.key_id(), options)?, payload);
    let signature = key.sign(algorithm, token.as_bytes(), platform)?;
    token.push('.');
    base64url::encode_into(&signature, &mut token);
    Ok(token)
}

/// The algorithm and the key; none of either for an unsecured token.
pub(crate) fn choose<'k>(key: &'k dyn KeySource, options: &SignOptions) -> Result<Option<(Algorithm, &'k Key)>> {
    if options.unsecured {
        return Ok(None);
    }
    let written = header::written_algorithm(options)?;
    let asked = match (options.algorithm, &written) {
        (Some(algorithm), _) => Some(algorithm),
        (None, Some(name)) => Some(Algorithm::from_name(name)?),
        _ => None,
    };
    let key = key.select(&KeyRequest { algorithm: asked, key_id: options.key_id.as_deref(), signing: true })?;
    let Some(algorithm) = asked.or_else(|| key.default_algorithm()) else {
        return Err(Error::new(
            Code::AlgorithmUnsupported,
            &["The key names an algorithm that is not supported, and is meant for no other."],
        ));
    };
    key.check(algorithm, options.allow_insecure_key_sizes, true)?;
    Ok(Some((algorithm, key)))
}

/// The signing input: header, dot, payload.
fn start(header: &str, payload: &[u8]) -> String {
    // Room for the longest usual signature, RSA-4096, so that appending it moves nothing.
    let mut token = String::with_capacity((header.len() + payload.len()) / 3 * 4 + 720);
    base64url::encode_into(header.as_bytes(), &mut token);
    token.push('.');
    base64url::encode_into(payload, &mut token);
    token
}
