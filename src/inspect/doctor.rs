//! Why a signature does not fit: the usual mistakes of issuers and of those who hand over keys are
//! tried one after another. Nothing found here makes a token acceptable; it says what to mend.

use crate::algorithm::{Algorithm, Family};
use crate::base64url;
use crate::crypto::{self, hash::HmacKey};
use crate::error::quoted;
use crate::key::{Key, PemFormat};
use crate::remedy::{Remedy, SecretEncoding};
use crate::token::TokenParts;
use crate::wipe::Zeroizing;
use alloc::{string::String, vec, vec::Vec};

pub(super) struct Case<'c> {
    pub(super) algorithm: Algorithm,
    /// The key that was chosen.
    pub(super) key: &'c Key,
    /// That one and those beside it.
    pub(super) keys: &'c [Key],
    pub(super) parts: &'c TokenParts<'c>,
    pub(super) signature: &'c [u8],
}

pub(super) struct Finding {
    pub(super) message: String,
    pub(super) hint: Remedy,
}

fn finding(message: &[&str], hint: impl Into<Remedy>) -> Option<Finding> {
    Some(Finding { message: message.concat(), hint: hint.into() })
}

/// Longer texts are not worth hashing again and again: a report must not be a way to keep a server busy.
pub(super) const MAX_BYTES: usize = 1 << 16;

pub(super) fn examine(case: &Case<'_>) -> Option<Finding> {
    if case.parts.signing_input.len() > MAX_BYTES {
        return None;
    }
    form(case).or_else(|| input(case)).or_else(|| secret(case)).or_else(|| other_key(case))
}

impl Case<'_> {
    fn fits(&self, input: &[u8], signature: &[u8]) -> bool {
        self.key.verify(self.algorithm, input, signature)
    }
}

/// The right signature in another form.
fn form(case: &Case<'_>) -> Option<Finding> {
    let input = case.parts.signing_input.as_bytes();
    if let Family::Ecdsa(curve) = case.algorithm.family()
        && let Some(flat) = from_der(case.signature, curve.field_bytes())
    {
        let fits = if case.fits(input, &flat) {
            "It would fit in the form that tokens use"
        } else {
            "It does not fit in another form, either"
        };
        return finding(
            &["The signature is in DER form, as OpenSSL and Java make it. ", fits, "."],
            "Have the issuer write r and s one after the other, each as long as the curve's field (RFC 7518 section 3.4); libraries call that P1363 or raw.",
        );
    }
    let hex = unhex(core::str::from_utf8(case.signature).ok()?)?;
    if case.fits(input, &hex) {
        return finding(
            &["It would fit if its bytes were encoded, and not their hexadecimal text."],
            "Have the issuer encode the signature's bytes with base64url.",
        );
    }
    None
}

/// Two INTEGERs in a SEQUENCE (RFC 3279 section 2.2.3) as two numbers of equal length.
fn from_der(der: &[u8], length: usize) -> Option<Vec<u8>> {
    let inside = element(der, 0x30).filter(|(_, rest)| rest.is_empty())?.0;
    let (r, rest) = element(inside, 0x02)?;
    let (s, rest) = element(rest, 0x02)?;
    if !rest.is_empty() {
        return None;
    }
    let mut flat = Vec::with_capacity(2 * length);
    for number in [r, s] {
        let zeros = number.iter().take_while(|&&byte| byte == 0).count();
        let significant = &number[zeros..];
        flat.resize(flat.len() + length.checked_sub(significant.len())?, 0);
        flat.extend_from_slice(significant);
    }
    Some(flat)
}

/// The content of the DER element with this tag at the start, and what follows. No signature is
/// longer than a length of one byte, or of 0x81 and one byte, can say.
fn element(der: &[u8], tag: u8) -> Option<(&[u8], &[u8])> {
    let (length, rest) = match *der {
        [found, 0x81, length, ref rest @ ..] if found == tag => (length, rest),
        [found, length, ref rest @ ..] if found == tag && length < 0x80 => (length, rest),
        _ => return None,
    };
    rest.split_at_checked(length.into())
}

/// The right signature over another text.
fn input(case: &Case<'_>) -> Option<Finding> {
    let TokenParts { header, payload, .. } = *case.parts;
    let standard = |part: &str| part.replace('-', "+").replace('_', "/");
    let pad = |part: &str| [part, &"=".repeat((4 - part.len() % 4) % 4)].concat();
    let text =
        |part: &str| String::from_utf8(base64url::decode(part.as_bytes()).unwrap_or_default()).unwrap_or_default();
    let both = |change: &dyn Fn(&str) -> String| [&*change(header), ".", &*change(payload)].concat();
    let compact = |part: &str| base64url::encode(without_spaces(&text(part)).as_bytes());
    let inputs = [
        (both(&pad), "padded base64url"),
        (both(&standard), "standard base64 without padding"),
        (both(&|part| pad(&standard(part))), "standard base64"),
        (both(&text), "their plain text, not encoded"),
        ([header, ".", &compact(payload)].concat(), "base64url of the payload without its white space"),
        (payload.into(), "the payload alone"),
    ];
    let (_, what) = inputs.iter().find(|(input, _)| case.fits(input.as_bytes(), case.signature))?;
    finding(
        &["It was made over header and payload in another encoding than the token has: ", what, "."],
        "Have the issuer sign exactly the text that it sends: base64url of the header, a dot, base64url of the payload, nothing re-encoded in between.",
    )
}

/// JSON text without the white space between its tokens.
fn without_spaces(json: &str) -> String {
    let (mut in_string, mut escaped) = (false, false);
    let keep = |c: &char| {
        let kept = in_string || !c.is_ascii_whitespace();
        if *c == '"' && !escaped {
            in_string = !in_string;
        }
        escaped = in_string && *c == '\\' && !escaped;
        kept
    };
    json.chars().filter(keep).collect()
}

/// The right secret in another reading.
fn secret(case: &Case<'_>) -> Option<Finding> {
    let hash = case.algorithm.hash()?;
    let given = case.key.secret_bytes()?;
    let input = case.parts.signing_input.as_bytes();
    let fits = |secret: &[u8]| !secret.is_empty() && HmacKey::new(hash, secret).verify(input, case.signature);
    if let Ok(text) = core::str::from_utf8(given) {
        let trimmed = text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '\''));
        if trimmed != text && fits(trimmed.as_bytes()) {
            return finding(
                &["It fits the secret without the white space or quotation marks around it."],
                "Take them off the secret.",
            );
        }
        if fits(&Zeroizing::new([given, b"\n"].concat())) {
            return finding(
                &[
                    "It fits the secret with a line break at its end: the issuer reads it from a file, and takes the whole of it.",
                ],
                "Have the issuer take off the line break, or give the secret with it.",
            );
        }
        let url = Zeroizing::new(trimmed.trim_end_matches('=').replace('+', "-").replace('/', "_"));
        let base64 = if trimmed.contains(['-', '_']) { SecretEncoding::Base64Url } else { SecretEncoding::Base64 };
        let readings = [(SecretEncoding::Hex, unhex(trimmed)), (base64, base64url::decode(url.as_bytes()).ok())];
        for (encoding, bytes) in readings {
            if bytes.map(Zeroizing::new).is_some_and(|bytes| fits(&bytes)) {
                return finding(
                    &[
                        "It fits the bytes that the secret encodes in ",
                        encoding.name(),
                        ", and the secret was taken as text.",
                    ],
                    Remedy::DecodeSecret(encoding),
                );
            }
        }
    }
    let url = Zeroizing::new(base64url::encode(given));
    let standard = Zeroizing::new(url.replace('-', "+").replace('_', "/"));
    let padded = Zeroizing::new([standard.as_str(), &"=".repeat((4 - standard.len() % 4) % 4)].concat());
    let hex = Zeroizing::new(to_hex(given));
    let upper = Zeroizing::new(hex.to_ascii_uppercase());
    let texts = [
        ("base64url", url.as_str()),
        ("base64", standard.as_str()),
        ("base64", &padded),
        ("hex", &hex),
        ("hex", &upper),
    ];
    let (encoding, _) = texts.into_iter().find(|(_, text)| fits(text.as_bytes()))?;
    finding(
        &[
            "It fits the ",
            encoding,
            " text of the secret: the issuer takes that text itself as the secret, and does not decode it.",
        ],
        Remedy::PassTextOfSecret,
    )
}

/// Another key of the same set.
fn other_key(case: &Case<'_>) -> Option<Finding> {
    let input = case.parts.signing_input.as_bytes();
    let usable = |key: &&Key| key.check(case.algorithm, true, false).is_ok();
    let fitting = case.keys.iter().filter(usable).find(|key| key.verify(case.algorithm, input, case.signature))?;
    let which = fitting
        .key_id()
        .map_or(String::from("one without a kid"), |id| ["the one with the kid ", &quoted(id)].concat());
    finding(
        &["It fits another key of the set: ", &which, "."],
        "Have the issuer name the key it signs with in the header's \"kid\".",
    )
}

/// Whether an HMAC signature was made with the text of a public key as the secret.
pub(super) fn fits_text_of_key(algorithm: Algorithm, key: &Key, parts: &TokenParts<'_>) -> bool {
    // Without key pairs there is no such key, and the writing of PEM need not be linked.
    if !crypto::ASYMMETRIC {
        return false;
    }
    let (Family::Hmac(hash), Ok(signature)) = (algorithm.family(), parts.decode_signature()) else { return false };
    let input = parts.signing_input.as_bytes();
    let public = key.public_key().ok();
    let mut texts = vec![];
    for format in [PemFormat::Spki, PemFormat::Pkcs1] {
        texts.extend(public.as_ref().and_then(|key| key.to_pem(format).ok()));
    }
    texts.extend(public.as_ref().map(Key::to_jwk));
    texts.iter().any(|text| {
        [text.as_str(), text.trim_end()]
            .iter()
            .any(|text| HmacKey::new(hash, text.as_bytes()).verify(input, &signature))
    })
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    let digits: Option<Vec<u8>> = text.chars().map(|c| c.to_digit(16).map(|digit| digit as u8)).collect();
    let digits = Zeroizing::new(digits?);
    (!digits.is_empty() && digits.len() % 2 == 0)
        .then(|| digits.chunks_exact(2).map(|pair| pair[0] << 4 | pair[1]).collect())
}

fn to_hex(bytes: &[u8]) -> String {
    bytes
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 15])
        .filter_map(|digit| char::from_digit(digit.into(), 16))
        .collect()
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    #[test]
    fn der_becomes_two_numbers_of_equal_length() {
        assert_eq!(from_der(&[0x30, 7, 2, 2, 0, 0x81, 2, 1, 5], 2).unwrap(), [0, 0x81, 0, 5]);
        for bad in [
            &[0x30, 3, 2, 1, 5][..],
            &[0x30, 7, 2, 2, 1, 0x81, 2, 1, 5, 0],
            &[0x30, 8, 2, 3, 1, 2, 3, 2, 1, 5],
            &[0x30, 0x82, 0, 0],
            &[],
        ] {
            assert_eq!(from_der(bad, 2), None);
        }
    }

    #[test]
    fn hexadecimal_goes_both_ways() {
        assert_eq!(unhex(&to_hex(&[0, 0x9a, 0xff])).unwrap(), [0, 0x9a, 0xff]);
        assert_eq!((unhex(""), unhex("a"), unhex("zz")), (None, None, None));
    }

    #[test]
    fn white_space_within_strings_stays() {
        assert_eq!(without_spaces("{ \"a b\" :\n\"\\\" \\\\\", \"c\" : [ 1 ] }"), r#"{"a b":"\" \\","c":[1]}"#);
    }
}
