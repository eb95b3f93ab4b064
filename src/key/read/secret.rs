//! HMAC secrets: their encodings, and what is never one.

use super::{Key, base64, fault::not_a_secret, material::Material, mend, recognise};
use crate::remedy::SecretEncoding;
use crate::wipe::Zeroizing;
use crate::{
    base64url,
    error::{Code, Error, Result, number},
    json,
    key::secret::Secret,
};
use alloc::{boxed::Box, string::String, vec::Vec};

/// A secret of bytes that were checked not to be a key of another kind.
pub(crate) fn key(bytes: Zeroizing<Vec<u8>>) -> Result<Key> {
    debug_assert!(!recognise::is_key_bytes(&bytes), "one rule for all ways in: what is exported can be read again");
    Ok(Key::of(Material::Secret(Box::new(Secret::new(bytes)?))))
}

/// A secret that the caller declares to be one. What is a key of another kind, whole or damaged, still is none.
pub(crate) fn said(bytes: Zeroizing<Vec<u8>>) -> Result<Key> {
    if recognise::is_key_bytes(&bytes) {
        return Err(not_a_secret());
    }
    key(bytes)
}

/// The secret that text stands for, as the caller says.
pub(crate) fn of_text(text: &str, encoding: SecretEncoding) -> Result<Key> {
    let trimmed = text.trim();
    if trimmed.starts_with("{{") && trimmed.ends_with("}}") {
        recognise::variable(trimmed)?;
    }
    if recognise::is_key_text(text) {
        return Err(not_a_secret());
    }
    said(match encoding {
        SecretEncoding::Utf8 => Zeroizing::new(text.as_bytes().to_vec()),
        SecretEncoding::Base64 => from_base64(text, false)?,
        SecretEncoding::Base64Url => from_base64(text, true)?,
        SecretEncoding::Hex => from_hex(text)?,
    })
}

/// `{"secret": "...", "encoding": "utf8" | "base64" | "base64url" | "hex"}`.
pub(crate) fn from_json(text: &str) -> Result<Key> {
    let object = json::object(text.as_bytes()).map_err(|fault| {
        Error::new(Code::KeyInvalid, &["The secret is not valid JSON: ", fault.reason, "."]).at(fault.position)
    })?;
    // Neither the name nor the word is shown: it may be the secret, in the wrong place.
    if object.members.iter().any(|member| member.name != "secret" && member.name != "encoding") {
        return Err(Error::new(
            Code::OptionInvalid,
            &["A secret takes `secret` and `encoding`, and this object has another member."],
        ));
    }
    let wrong = |name: &str, expected: &str, found: &str| {
        Error::new(Code::OptionInvalid, &["`", name, "` of a secret must be ", expected, ", and is ", found, "."])
    };
    let value = object.get("secret").ok_or_else(|| wrong("secret", "a string", "missing"))?;
    let secret = Zeroizing::new(value.as_str().ok_or_else(|| wrong("secret", "a string", value.kind()))?.into_owned());
    let encoding = match object.get("encoding") {
        None => SecretEncoding::Utf8,
        Some(value) => {
            let name = value.as_str().ok_or_else(|| wrong("encoding", SecretEncoding::NAMES, value.kind()))?;
            SecretEncoding::find(&name).ok_or_else(|| wrong("encoding", SecretEncoding::NAMES, "another text"))?
        }
    };
    of_text(&secret, encoding)
}

#[cold]
fn undecodable(encoding: &str, reason: &str, position: Option<usize>) -> Error {
    let place = position.map_or(String::new(), |at| [" at position ", &*number(at as u64)].concat());
    let error = Error::new(
        Code::KeyInvalid,
        &["The secret is not valid ", encoding, ": ", reason, &place, ". Check `encoding`."],
    );
    if let Some(at) = position { error.at(at) } else { error }
}

fn from_base64(text: &str, url: bool) -> Result<Zeroizing<Vec<u8>>> {
    let name = if url { "base64url" } else { "base64" };
    let decoded = if url {
        base64url::decode(base64::unpadded(text.trim()).as_bytes()).map(Zeroizing::new)
    } else {
        base64::decode(text.trim())
    };
    decoded.map_err(|fault| match fault {
        base64url::Base64Error::Character(at) => undecodable(name, "a character outside its alphabet stands", Some(at)),
        base64url::Base64Error::Length => undecodable(name, "its length is impossible, so some of it is missing", None),
        base64url::Base64Error::TrailingBits(at) => {
            undecodable(name, "its last character is not the canonical one", Some(at))
        }
    })
}

fn from_hex(text: &str) -> Result<Zeroizing<Vec<u8>>> {
    let text = text.trim();
    if let Some(at) = text.bytes().position(|byte| !byte.is_ascii_hexdigit()) {
        return Err(undecodable("hex", "a character that is no hexadecimal digit stands", Some(at)));
    }
    match mend::hex(text.as_bytes()) {
        Some(bytes) => Ok(Zeroizing::new(bytes)),
        None => Err(undecodable("hex", "there are no digits, or their number is odd", None)),
    }
}
