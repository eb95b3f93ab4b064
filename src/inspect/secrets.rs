//! Secrets that everybody knows.

use super::{CheckStatus, Report, doctor::MAX_BYTES};
use crate::algorithm::{Algorithm, Family};
use crate::crypto::hash::HmacKey;
use crate::error::Code;
use crate::remedy::Remedy;
use crate::token::TokenParts;

/// From tutorials, documentation and default settings: the first that an attacker tries.
const COMMON: &str = "secret\nsecretkey\nsecret_key\nsecret-key\nsecret123\nmysecret\nmysecretkey\nmy-secret\nmy-secret-key\nmy_secret_key\nsupersecret\nsuper-secret\nsupersecretkey\ntopsecret\ntop-secret\nthisisasecret\nyour-secret-key\nyour_secret_key\nyour-256-bit-secret\nyour-384-bit-secret\nyour-512-bit-secret\na-string-secret-at-least-256-bits-long\njwt\njwtsecret\njwt_secret\njwt-secret\nJWT_SECRET\nkey\nprivatekey\nshhhhh\npassword\npassword1\npasswd\nchangeme\nadmin\ntest\ntoken\ndefault\nexample\n123456\n12345678\nqwerty";

/// Whether the secret is on the list, or one character over and over.
pub(super) fn is_common(secret: &[u8]) -> bool {
    secret.windows(2).all(|pair| pair[0] == pair[1]) || COMMON.split('\n').any(|common| common.as_bytes() == secret)
}

/// Whether one of the list made the token's signature.
pub(super) fn guess(algorithm: Algorithm, parts: &TokenParts<'_>) -> bool {
    let (Family::Hmac(hash), Ok(signature)) = (algorithm.family(), parts.decode_signature()) else { return false };
    let input = parts.signing_input.as_bytes();
    signature.len() == hash.digest_bytes()
        && input.len() <= MAX_BYTES
        && COMMON.split('\n').any(|common| HmacKey::new(hash, common.as_bytes()).verify(input, &signature))
}

/// The message never repeats the secret: reports are shown and sent around.
pub(super) fn warn(report: &mut Report, message: &str) {
    let check = report.add("key", CheckStatus::Warn, &[message, " Anybody can make such tokens."]);
    check.code = Some(Code::KeyWeak);
    check.hint = Some(Remedy::GenerateSecret);
}
