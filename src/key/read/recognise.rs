//! What some text or bytes are, before anything is believed of them.
//!
//! The rule behind it: what is a key of any kind, or was one before it was damaged, is never an HMAC secret. A verifier
//! that takes a public key's text for a secret accepts tokens that anyone can make (RFC 8725 section 2.1). Here stands
//! what is certain, for every way in; what is merely possible refuses bare text alone, and stands in `doubt`.

use super::{foreign::Foreign, form::Form, holder::holds_key, markers, mend, openssh, xml};
use crate::algorithm::{Curve, ED25519_NAME};
use crate::crypto::{self, EcPublic, engine::EcPublicKey};
use crate::wipe::Zeroizing;
use crate::{
    error::{Code, Error, Result},
    json, text,
};
use alloc::{borrow::ToOwned, string::String, vec::Vec};

/// What was found.
pub(crate) enum Found {
    Pem(Zeroizing<String>),
    /// JSON text of a JWK, a JWK Set, or another object or list that holds keys.
    Json(Zeroizing<String>),
    /// The XML of .NET's RSA keys.
    Xml(Zeroizing<String>),
    Der(Form, Zeroizing<Vec<u8>>),
    /// The lines of OpenSSH's public keys.
    SshLines(Zeroizing<String>),
    Foreign(Foreign),
    /// A key without doubt, and damaged beyond reading: what it was, as the end of a sentence.
    Damaged(&'static str),
    Nothing,
}

/// Base64 in base64, and no deeper: each level makes the text shorter by a quarter.
const MAX_DEPTH: usize = 4;

const DER_DAMAGED: &str = "the DER of a key or certificate that was cut off or changed";
const JWK_DAMAGED: &str = "a JWK that is no valid JSON: it was cut off, or has the quotes or names of another notation, such as Python's or JavaScript's";

pub(crate) fn text(text: &str) -> Found {
    in_text(text, 0).unwrap_or(Found::Nothing)
}

pub(crate) fn bytes(bytes: &[u8]) -> Found {
    in_bytes(bytes, 0).unwrap_or(Found::Nothing)
}

pub(crate) fn is_key_text(candidate: &str) -> bool {
    in_text(candidate, 0).is_some()
}

pub(crate) fn is_key_bytes(candidate: &[u8]) -> bool {
    in_bytes(candidate, 0).is_some()
}

fn in_text(given: &str, depth: usize) -> Option<Found> {
    let text = mend::mended(given);
    plain(&text).or_else(|| {
        if depth == MAX_DEPTH {
            return None;
        }
        mend::unescaped_url(&text)
            .and_then(|text| in_text(&text, depth + 1))
            .or_else(|| mend::readings(&text, |bytes| in_bytes(bytes, depth + 1)))
    })
}

fn in_bytes(bytes: &[u8], depth: usize) -> Option<Found> {
    // In text, what stands behind a key may have been the next word, and the key lost its last character to it.
    if let Some((form, der)) = Form::at_start(bytes)
        && (depth == 0 || bytes[der.len()..].iter().all(|byte| matches!(byte, 0 | b' ' | b'\r' | b'\n')))
    {
        return Some(Found::Der(form, Zeroizing::new(der.to_owned())));
    }
    if let Some(foreign) = Foreign::of_bytes(bytes) {
        return Some(Found::Foreign(foreign));
    }
    if let Some(found) = mend::interleaved(bytes).and_then(|text| in_text(&text, depth)) {
        return Some(found);
    }
    // The text that the bytes begin with, as far as it goes.
    let text = core::str::from_utf8(bytes).or_else(|fault| core::str::from_utf8(&bytes[..fault.valid_up_to()]));
    if let Some(found) = text.ok().filter(|text| text.len() >= mend::SHORTEST).and_then(|text| in_text(text, depth)) {
        return Some(found);
    }
    if text.map_or(0, str::len) < bytes.len() {
        let text = mend::of_old_charset(bytes);
        if mend::is_of_old_charset(bytes) {
            if let Some(found) = in_text(&text, depth) {
                return Some(found);
            }
        } else if markers::is_in(&text) {
            return Some(Found::Pem(text));
        }
    }
    is_der_in_part(bytes).then_some(Found::Damaged(DER_DAMAGED))
}

/// Marks of DER that no secret has by chance: its beginning, an object identifier of keys, the usual public exponent.
fn is_der_in_part(bytes: &[u8]) -> bool {
    let begins = match bytes {
        [0x30, 0x81, _, rest @ ..] | [0x30, 0x82, _, _, rest @ ..] => matches!(rest, [0x02 | 0x30, ..]),
        [0x30, length, rest @ ..] if (16..0x80).contains(length) => {
            matches!(rest, [0x02, 0x01, 0..=3, ..] | [0x30, 5..=0x13, 0x06, ..])
        }
        _ => false,
    };
    begins
        || bytes.windows(5).any(|part| {
            matches!(
                part,
                // PKCS and ANSI X9.62, SEC's curves, NIST's algorithms; then 65537.
                [0x06, _, 0x2a, 0x86, 0x48]
                    | [0x06, 0x05, 0x2b, 0x81, 0x04]
                    | [0x06, 0x09, 0x60, 0x86, 0x48]
                    | [0x06, 0x03, 0x2b, 0x65, 0x6e..=0x71]
                    | [0x2b, 0x65, 0x70, 0x03, 0x21]
                    | [0x02, 0x03, 0x01, 0x00, 0x01]
                    // The lengths and names inside SSH keys.
                    | [0, 7 | 11, b's', b's', b'h']
                    | [0, 19, b'e', b'c', b'd']
                    | [0, 8, b'n', b'i', b's']
                    // The private key of SEC 1, the seed of Ed25519.
                    | [0x02, 0x01, 0x01, 0x04, 0x20..=0x42]
                    | [0x04, 0x22, 0x04, 0x20, _]
            )
        })
        // A BIT STRING that ends where all ends, as long as a point of one of the curves.
        || [33, 34, 66, 98].into_iter().any(|length: usize| {
            let from = bytes.len().checked_sub(length + 2);
            from.is_some_and(|from| bytes[from..from + 3] == [0x03, length as u8, 0])
        })
}

/// Whether the halves are the coordinates of a point of a curve, or the second is the public key of the first, a seed of
/// Ed25519. The build without curves cannot know.
pub(crate) fn is_on_curve(bytes: &[u8]) -> bool {
    if !crypto::ASYMMETRIC {
        return false;
    }
    let point = super::material::point_of(bytes, &[]);
    let fits = |curve: &Curve| curve.field_bytes() * 2 == bytes.len() && EcPublic::new(*curve, &point).is_ok();
    Curve::ALL.iter().any(fits) || super::raw::is_ed25519_pair(bytes)
}

fn plain(text: &str) -> Option<Found> {
    let trimmed = text.trim();
    // A file of a cloud service is a JSON object that holds PEM among its members, and a key ID beside it.
    if trimmed.starts_with(['{', '[', '"'])
        && let Some(found) = json_of_keys(text)
    {
        return Some(found);
    }
    if markers::is_in(text) {
        return Some(Found::Pem(Zeroizing::new(text.to_owned())));
    }
    if let Some(foreign) = Foreign::of_text(text) {
        if foreign == Foreign::SshPublic && openssh::are_public_lines(text) {
            return Some(Found::SshLines(Zeroizing::new(text.to_owned())));
        }
        return Some(Found::Foreign(foreign));
    }
    if xml::is_in(text) {
        return Some(Found::Xml(Zeroizing::new(text.to_owned())));
    }
    json_of_keys(text).or_else(|| {
        if !has_word_of_jwk(text) {
            return None;
        }
        // What is meant to be JSON is told where it is wrong.
        if trimmed.starts_with("{\"") && trimmed.ends_with('}') {
            return Some(Found::Json(Zeroizing::new(trimmed.to_owned())));
        }
        has_long_number(text).then_some(Found::Damaged(JWK_DAMAGED))
    })
}

/// JSON of a key or several, alone, in quotes, or with something around it.
fn json_of_keys(text: &str) -> Option<Found> {
    let start = text.find(['{', '['])?;
    let end = text.rfind(['}', ']'])?;
    let candidate = text.get(start..=end)?;
    let unquoted;
    let candidate = if text::contains(candidate, "\\\"") && json::object(candidate.as_bytes()).is_err() {
        unquoted = Zeroizing::new(unescaped(candidate));
        &*unquoted
    } else {
        candidate
    };
    if candidate.starts_with('[') {
        let set = Zeroizing::new(["{\"keys\":", candidate, "}"].concat());
        let object = json::object(set.as_bytes()).ok()?;
        let entries = object.get("keys")?.as_array()?;
        let holds = entries.iter().any(|entry| entry.as_object().is_some_and(|entry| holds_key(&entry, is_key_text)));
        return holds.then(|| Found::Json(set.clone()));
    }
    let object = json::object(candidate.as_bytes()).ok()?;
    holds_key(&object, is_key_text).then(|| Found::Json(Zeroizing::new(candidate.to_owned())))
}

/// Without the backslashes of a text that was quoted once more.
fn unescaped(mut rest: &str) -> String {
    let mut out = String::with_capacity(rest.len());
    while let Some((before, after)) = text::split(rest, "\\\"") {
        out.push_str(before);
        out.push('"');
        rest = after;
    }
    out.push_str(rest);
    out
}

/// A name of a JWK that stands for itself: by chance one base64 text in many thousands has such letters.
fn has_word_of_jwk(text: &str) -> bool {
    let bytes = text.as_bytes();
    let is_word = |at: Option<&u8>| at.is_some_and(|byte| mend::is_base64(*byte) || *byte == b'.');
    let stands = |word: &str| {
        let first = word.as_bytes()[0];
        bytes.iter().enumerate().any(|(at, byte)| {
            byte.eq_ignore_ascii_case(&first)
                && bytes.get(at..at + word.len()).is_some_and(|part| part.eq_ignore_ascii_case(word.as_bytes()))
                && !is_word(at.checked_sub(1).and_then(|at| bytes.get(at)))
                && !is_word(bytes.get(at + word.len()))
        })
    };
    ["kty", "crv", "OKP", ED25519_NAME].into_iter().any(stands) || Curve::ALL.iter().any(|curve| stands(curve.name()))
}

/// A number of a key in base64url: the shortest have 43 characters, some of which may be lost.
fn has_long_number(text: &str) -> bool {
    text.as_bytes().split(|byte| !mend::is_base64(*byte)).any(|run| run.len() >= 28)
}

/// A placeholder that a template engine or an API client did not fill in is no secret. Its name is said only if it can
/// be nothing but a name: there may be a key between the braces.
pub(crate) fn variable(text: &str) -> Result<()> {
    let Some((_, after)) = text::split(text, "{{") else {
        return Ok(());
    };
    let Some((name, _)) = text::split(after, "}}") else {
        return Ok(());
    };
    let name = name.trim();
    let digits = name.bytes().filter(u8::is_ascii_digit).count();
    let is_name = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.' | b'$' | b' ' | b':');
    let harmless = (1..=32).contains(&name.len()) && digits <= 3 && name.bytes().all(is_name);
    let shown = if harmless { [" \"", name, "\""].concat() } else { String::new() };
    Err(Error::new(
        Code::KeyInvalid,
        &[
            "The key holds the variable",
            &shown,
            " in double braces, which was not replaced by its value. Define the variable, or resolve it before the call.",
        ],
    ))
}
