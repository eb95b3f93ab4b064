//! What some text or bytes are, before anything is believed of them.
//!
//! The rule behind it: what looks like a key of any kind is never an HMAC secret. A verifier that
//! takes a public key's text for a secret accepts tokens that anyone can make (RFC 8725 section 2.1).

use super::{base64, foreign::Foreign, form::Form};
use crate::wipe::Zeroizing;
use crate::{
    base64url,
    error::{Code, Error, Result, quoted},
    json, text,
};
use alloc::{borrow::ToOwned, string::String, vec::Vec};

/// What was found.
pub(crate) enum Found {
    Pem(Zeroizing<String>),
    /// JSON text of a JWK, a JWK Set, or something that was meant to be one.
    Jwk(Zeroizing<String>),
    Der(Form, Zeroizing<Vec<u8>>),
    Foreign(Foreign),
    Nothing,
}

pub(crate) fn text(text: &str) -> Found {
    if let Some(found) = plain(text) {
        return found;
    }
    // A key of any kind, in base64 once more: how many environments hand over a file.
    let compact: Zeroizing<String> =
        Zeroizing::new(text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '"' | '\'')).collect());
    if compact.len() < 40 {
        return Found::Nothing;
    }
    let Some(decoded) =
        base64::decode(&compact).or_else(|_| base64url::decode(compact.as_bytes()).map(Zeroizing::new)).ok()
    else {
        return Found::Nothing;
    };
    match binary(&decoded) {
        Found::Nothing => core::str::from_utf8(&decoded).ok().and_then(plain).unwrap_or(Found::Nothing),
        found => found,
    }
}

pub(crate) fn bytes(bytes: &[u8]) -> Found {
    match binary(bytes) {
        Found::Nothing => core::str::from_utf8(bytes).map_or(Found::Nothing, text),
        found => found,
    }
}

pub(crate) fn is_key_text(candidate: &str) -> bool {
    !matches!(text(candidate), Found::Nothing)
}

pub(crate) fn is_key_bytes(candidate: &[u8]) -> bool {
    !matches!(bytes(candidate), Found::Nothing)
}

fn binary(bytes: &[u8]) -> Found {
    if let Some(form) = Form::of(bytes) {
        return Found::Der(form, Zeroizing::new(bytes.to_owned()));
    }
    Foreign::of_bytes(bytes).map_or(Found::Nothing, Found::Foreign)
}

fn plain(text: &str) -> Option<Found> {
    if text::contains(text, "-----BEGIN") {
        return Some(Found::Pem(Zeroizing::new(text.to_owned())));
    }
    if let Some(foreign) = Foreign::of_text(text) {
        return Some(Found::Foreign(foreign));
    }
    jwk(text)
}

/// A JWK or a set, alone, in quotes, or with something around it.
fn jwk(text: &str) -> Option<Found> {
    let start = text.find(['{', '['])?;
    let end = text.rfind(['}', ']'])?;
    let candidate = text.get(start..=end)?;
    if is_jwk(candidate) {
        return Some(Found::Jwk(Zeroizing::new(candidate.to_owned())));
    }
    let unquoted = Zeroizing::new(unescaped(candidate));
    if is_jwk(&unquoted) {
        return Some(Found::Jwk(unquoted));
    }
    text::contains(&unquoted, "\"kty\"").then(|| Found::Jwk(Zeroizing::new(text.trim().to_owned())))
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

fn is_jwk(text: &str) -> bool {
    json::object(text.as_bytes()).is_ok_and(|object| object.has("kty") || object.has("keys"))
}

/// A placeholder that a template engine or an API client did not fill in is no secret.
pub(crate) fn variable(text: &str) -> Result<()> {
    let Some((_, after)) = text::split(text, "{{") else {
        return Ok(());
    };
    let Some((name, _)) = text::split(after, "}}") else {
        return Ok(());
    };
    let name = name.trim();
    let is_name =
        |c: char| !c.is_ascii() || c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | '$' | ' ' | ':');
    if name.is_empty() || name.len() > 100 || !name.chars().all(is_name) {
        return Ok(());
    }
    Err(Error::new(
        Code::KeyInvalid,
        &[
            "The key holds the variable ",
            &quoted(name),
            " in double braces, which was not replaced by its value. Define the variable, or resolve it before the call.",
        ],
    ))
}
