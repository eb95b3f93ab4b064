//! HMAC secrets: their bytes, their encodings, and what is never one.

use super::{ImportOptions, Key, material::Material, recognise};
use crate::wipe::Zeroizing;
use crate::{
    algorithm::HashAlgorithm,
    base64url,
    crypto::hash::HmacKey,
    error::{Code, Error, Result, number, quoted},
    json,
};
use alloc::{boxed::Box, string::String, vec::Vec};

// Filled on first use: a key may serve any of the three hashes, and mostly serves one.
#[cfg(not(feature = "std"))]
use core::cell::OnceCell as Once;
#[cfg(feature = "std")]
use std::sync::OnceLock as Once;

/// A secret with the HMAC states that were made from it.
#[derive(Clone)]
pub(crate) struct Secret {
    bytes: Zeroizing<Vec<u8>>,
    states: [Once<HmacKey>; 3],
}

impl Secret {
    fn new(bytes: Zeroizing<Vec<u8>>) -> Result<Secret> {
        if bytes.is_empty() {
            return Err(Error::new(
                Code::KeyInvalid,
                &["The secret is empty. Pass at least as many bytes as the hash has: 32 for HS256."],
            ));
        }
        Ok(Secret { bytes, states: Default::default() })
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    pub(crate) fn hmac(&self, hash: HashAlgorithm) -> &HmacKey {
        self.states[hash as usize].get_or_init(|| HmacKey::new(hash, &self.bytes))
    }
}

/// A secret of bytes that were checked not to be a key of another kind.
pub(crate) fn key(bytes: Zeroizing<Vec<u8>>) -> Result<Key> {
    Ok(Key::of(Material::Secret(Box::new(Secret::new(bytes)?))))
}

/// `{"secret": "...", "encoding": "utf8" | "base64" | "base64url" | "hex"}`.
pub(crate) fn from_json(text: &str, options: &ImportOptions) -> Result<Key> {
    let object = json::object(text.as_bytes()).map_err(|fault| {
        Error::new(Code::KeyInvalid, &["The secret is not valid JSON: ", fault.reason, "."]).at(fault.position)
    })?;
    if let Some(member) = object.members.iter().find(|member| member.name != "secret" && member.name != "encoding") {
        return Err(Error::new(
            Code::OptionInvalid,
            &["A secret takes `secret` and `encoding`, not ", &quoted(&member.name), "."],
        ));
    }
    let wrong = |name: &str, expected: &str, found: &str| {
        Error::new(Code::OptionInvalid, &["`", name, "` of a secret must be ", expected, ", and is ", found, "."])
    };
    let value = object.get("secret").ok_or_else(|| wrong("secret", "a string", "missing"))?;
    let secret = Zeroizing::new(value.as_str().ok_or_else(|| wrong("secret", "a string", value.kind()))?.into_owned());
    let encoding = match object.get("encoding") {
        None => String::from("utf8"),
        Some(value) => value
            .as_str()
            .ok_or_else(|| wrong("encoding", "utf8, base64, base64url or hex", value.kind()))?
            .into_owned(),
    };
    recognise::variable(&secret)?;
    if recognise::is_key_text(&secret) {
        return Err(not_a_secret());
    }
    let bytes = match &*encoding {
        "utf8" => Zeroizing::new(secret.as_bytes().to_vec()),
        "base64" => base64(&secret, false)?,
        "base64url" => base64(&secret, true)?,
        "hex" => hex(&secret)?,
        other => return Err(wrong("encoding", "utf8, base64, base64url or hex", &quoted(other))),
    };
    if recognise::is_key_bytes(&bytes) {
        return Err(not_a_secret());
    }
    key(bytes)?.with_options(options)
}

/// The algorithm-confusion attack is a token signed with HMAC under the text of a public key.
#[cold]
pub(crate) fn not_a_secret() -> Error {
    Error::new(
        Code::KeyMismatch,
        &[
            "This secret is the text or the bytes of a key of another kind, and public keys are never HMAC secrets. Pass it as a key, without `secret`, and use its own algorithm.",
        ],
    )
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

fn base64(text: &str, url: bool) -> Result<Zeroizing<Vec<u8>>> {
    let name = if url { "base64url" } else { "base64" };
    let decoded = if url {
        base64url::decode(unpadded(text.trim()).as_bytes()).map(Zeroizing::new)
    } else {
        super::base64::decode(text.trim())
    };
    decoded.map_err(|fault| match fault {
        base64url::Base64Error::Character(at) => undecodable(name, "a character outside its alphabet stands", Some(at)),
        base64url::Base64Error::Length => undecodable(name, "its length is impossible, so some of it is missing", None),
        base64url::Base64Error::TrailingBits(at) => {
            undecodable(name, "its last character is not the canonical one", Some(at))
        }
    })
}

/// Without the padding, if that is the right one.
pub(crate) fn unpadded(text: &str) -> &str {
    let bare = text.trim_end_matches('=');
    if text.len().is_multiple_of(4) && text.len() - bare.len() <= 2 { bare } else { text }
}

fn hex(text: &str) -> Result<Zeroizing<Vec<u8>>> {
    let text = text.trim();
    if let Some(at) = text.bytes().position(|byte| !byte.is_ascii_hexdigit()) {
        return Err(undecodable("hex", "a character that is no hexadecimal digit stands", Some(at)));
    }
    if !text.len().is_multiple_of(2) {
        return Err(undecodable("hex", "the number of digits is odd", None));
    }
    let digit = |byte: u8| (byte & 15) + if byte > b'9' { 9 } else { 0 };
    Ok(Zeroizing::new(text.as_bytes().chunks_exact(2).map(|pair| digit(pair[0]) << 4 | digit(pair[1])).collect()))
}
