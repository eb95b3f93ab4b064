//! JSON objects that hold keys, known by the names of their members.

use super::markers;
use crate::json::{Object, Value};

/// Where the private key is, in the words of OAuth clients, cloud services and Node; then the public one.
pub(crate) const PRIVATE: [&str; 4] = ["privateKey", "private_key", "key", "pem"];
pub(crate) const PUBLIC: [&str; 6] = ["publicKey", "public_key", "publicKeyPem", "public_pem", "certificate", "cert"];
/// Objects that hold such an object: Box's configuration, client metadata (RFC 7591), key responses.
pub(crate) const WRAPPERS: [&str; 5] = ["boxAppSettings", "appAuth", "jwks", "jwk", "keySet"];

/// Tells whether text is a key by its own look.
pub(crate) type IsKeyText = fn(&str) -> bool;

/// Whether the object is a JWK, a JWK Set, or holds a key in another way.
pub(crate) fn holds_key(object: &Object<'_>, is_key_text: IsKeyText) -> bool {
    holds_key_within(object, WRAPPERS.len(), is_key_text)
}

fn holds_key_within(object: &Object<'_>, wrappers: usize, is_key_text: IsKeyText) -> bool {
    object.has("kty")
        || object.get("keys").is_some_and(|keys| keys.as_array().is_some())
        || WRAPPERS.iter().take(wrappers).any(|name| {
            object
                .get(name)
                .and_then(Value::as_object)
                .is_some_and(|inner| holds_key_within(&inner, wrappers / 2, is_key_text))
        })
        || [&PRIVATE[..], &PUBLIC].concat().iter().any(|name| member(object, name, is_key_text).is_some())
        || is_map(object)
}

/// A member that is a key by its own look, or may be a raw one: one of the two long names.
pub(crate) fn member<'a>(object: &Object<'a>, name: &str, is_key_text: IsKeyText) -> Option<Value<'a>> {
    let value = object.get(name)?;
    let certain = match value.as_str() {
        Some(text) => name.len() > 4 && !text.is_empty() || is_key_text(&text),
        None => value.as_object().is_some_and(|inner| inner.has("kty")),
    };
    certain.then_some(value)
}

/// Names and PEM texts, or names and JWKs.
pub(crate) fn is_map(object: &Object<'_>) -> bool {
    let is_key = |value: Value<'_>| match value.as_str() {
        Some(text) => markers::next(&text, 0).is_some(),
        None => value.as_object().is_some_and(|inner| inner.has("kty")),
    };
    !object.members.is_empty() && object.members.iter().all(|member| is_key(member.value))
}
