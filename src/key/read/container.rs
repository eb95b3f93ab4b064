//! Keys inside the JSON of other tools: a cloud service's account file, a map of certificates, a pair with its
//! passphrase. The key ID and the passphrase beside the key are taken along.

use super::{
    ImportOptions, Imported, Key, KeyRole, KeySet, import, jwk, jwks, markers, raw,
    recognise::{self, Found},
};
use crate::remedy::Remedy;
use crate::{
    error::{Code, Error, Result},
    json::{Object, Value},
};
use alloc::{string::String, vec::Vec};

/// Where the private key is, in the words of OAuth clients, cloud services and Node; then the public one.
const PRIVATE: [&str; 4] = ["privateKey", "private_key", "key", "pem"];
const PUBLIC: [&str; 6] = ["publicKey", "public_key", "publicKeyPem", "public_pem", "certificate", "cert"];
/// What its identifier is called there.
const IDS: [&str; 8] =
    ["private_key_id", "publicKeyID", "public_key_id", "privateKeyId", "publicKeyId", "keyID", "keyId", "kid"];
/// Objects that hold such an object: Box's configuration, client metadata (RFC 7591), key responses.
const WRAPPERS: [&str; 5] = ["boxAppSettings", "appAuth", "jwks", "jwk", "keySet"];

/// Whether the object is a JWK, a JWK Set, or holds a key in another way.
pub(crate) fn holds_key(object: &Object<'_>) -> bool {
    holds_key_within(object, WRAPPERS.len())
}

fn holds_key_within(object: &Object<'_>, wrappers: usize) -> bool {
    object.has("kty")
        || object.get("keys").is_some_and(|keys| keys.as_array().is_some())
        || WRAPPERS.iter().take(wrappers).any(|name| {
            object.get(name).and_then(Value::as_object).is_some_and(|inner| holds_key_within(&inner, wrappers / 2))
        })
        || [&PRIVATE[..], &PUBLIC].concat().iter().any(|name| member(object, name).is_some())
        || is_map(object)
}

/// A member that is a key by its own look, or may be a raw one: one of the two long names.
fn member<'a>(object: &Object<'a>, name: &str) -> Option<Value<'a>> {
    let value = object.get(name)?;
    let certain = match value.as_str() {
        Some(text) => name.len() > 4 && !text.is_empty() || recognise::is_key_text(&text),
        None => value.as_object().is_some_and(|inner| inner.has("kty")),
    };
    certain.then_some(value)
}

/// Names and PEM texts, or names and JWKs.
fn is_map(object: &Object<'_>) -> bool {
    let is_key = |value: Value<'_>| match value.as_str() {
        Some(text) => markers::next(&text, 0).is_some(),
        None => value.as_object().is_some_and(|inner| inner.has("kty")),
    };
    !object.members.is_empty() && object.members.iter().all(|member| is_key(member.value))
}

pub(crate) fn read(object: &Object<'_>, options: &ImportOptions) -> Result<Imported> {
    if object.has("kty") {
        return Imported::of(alloc::vec![jwk::read(object)?], options);
    }
    if object.get("keys").is_some_and(|keys| keys.as_array().is_some()) {
        return jwks::read(object)?.bound(options).map(Imported::Set);
    }
    for name in WRAPPERS {
        if let Some(inner) = object.get(name).and_then(Value::as_object).filter(holds_key) {
            return read(&inner, &beside(object, options));
        }
    }
    let found = |names: &[&str]| names.iter().find_map(|name| member(object, name));
    let (private, public) = (found(&PRIVATE), found(&PUBLIC));
    if let (Some(private), Some(public)) = (private.and_then(Value::as_str), public.and_then(Value::as_str))
        && let Some(key) = raw::pair(&private, &public)
    {
        return Imported::of(alloc::vec![key], &beside(object, options));
    }
    if let Some(value) = private.or(public) {
        return inside(value, &beside(object, options));
    }
    if is_map(object) {
        return map(object, options);
    }
    Err(Error::new(
        Code::KeyInvalid,
        &["The key is a JSON object without \"kty\", \"keys\" or a member that holds a key, such as \"private_key\"."],
    )
    .with_remedy(Remedy::PassAsSecret))
}

/// The options with what stands beside the key in its file. What the caller says goes first.
fn beside(object: &Object<'_>, options: &ImportOptions) -> ImportOptions {
    let mut options = options.clone();
    if options.passphrase.is_none() {
        options.passphrase = object.text("passphrase").map(|text| crate::wipe::Zeroizing::new(text.into_owned()));
    }
    if options.key_id.is_none() {
        options.key_id = IDS.iter().find_map(|name| object.text(name)).map(String::from);
    }
    options
}

/// A key in a member is never a secret: what was meant to be one says so with `secret`.
fn inside(value: Value<'_>, options: &ImportOptions) -> Result<Imported> {
    if let Some(object) = value.as_object() {
        return read(&object, options);
    }
    let text = value.as_str().unwrap_or_default();
    let imported = match recognise::text(&text) {
        Found::Nothing => raw::of_text(&text, options)
            .unwrap_or_else(|| {
                Err(import::no_key(options, "a member of an object, whose text is no key in a form that is known here"))
            })
            .and_then(|key| Imported::of(alloc::vec![key], options)),
        found => import::from_found(found, options),
    }?;
    match &imported {
        Imported::One(key) if key.role() == KeyRole::Secret => Err(super::secret::not_a_secret()),
        _ => Ok(imported),
    }
}

/// Keys by their names, which are their key IDs: Google's certificates, for example.
fn map(object: &Object<'_>, options: &ImportOptions) -> Result<Imported> {
    let mut keys: Vec<Key> = Vec::new();
    for entry in &object.members {
        let mut options = ImportOptions { algorithm: None, ..options.clone() };
        options.key_id = Some(entry.name.clone().into_owned());
        match inside(entry.value, &options)? {
            Imported::One(key) => keys.push(key),
            Imported::Set(_) => {
                return Err(Error::new(
                    Code::KeyAmbiguous,
                    &["An entry of this map holds several keys, and one was expected for each key ID."],
                ));
            }
        }
    }
    KeySet::of(keys).bound(options).map(Imported::Set)
}
