//! Keys inside the JSON of other tools: a cloud service's account file, a map of certificates, a pair with its
//! passphrase. The key ID and the passphrase beside the key are taken along.

use super::{
    ImportOptions, Imported, Key, KeyRole, KeySet, by_form,
    fault::{no_key, not_a_secret, small_file},
    holder::{PRIVATE, PUBLIC, WRAPPERS, holds_key, is_map, member},
    jwk, jwks, openssh, pem, raw,
    recognise::{self, Found},
    xml,
};
use crate::remedy::Remedy;
use crate::{
    algorithm::KeyType,
    crypto,
    error::{Code, Error, Result},
    json::{self, Object, Value},
};
use alloc::{string::String, vec::Vec};

/// What its identifier is called there.
const IDS: [&str; 8] =
    ["private_key_id", "publicKeyID", "public_key_id", "privateKeyId", "publicKeyId", "keyID", "keyId", "kid"];

/// Nothing if no member has a name under which keys are known to be.
fn read(object: &Object<'_>, options: &ImportOptions) -> Option<Result<Imported>> {
    if object.has("kty") {
        return Some(jwk::read(object).and_then(|key| Imported::of(alloc::vec![key], options)));
    }
    if object.get("keys").is_some_and(|keys| keys.as_array().is_some()) {
        return Some(jwks::read(object).and_then(|set| set.bound(options)).map(Imported::Set));
    }
    for name in WRAPPERS {
        if let Some(inner) =
            object.get(name).and_then(Value::as_object).filter(|inner| holds_key(inner, recognise::is_key_text))
        {
            return read(&inner, &beside(object, options));
        }
    }
    let found = |names: &[&str]| names.iter().find_map(|name| member(object, name, recognise::is_key_text));
    let (private, public) = (found(&PRIVATE), found(&PUBLIC));
    if let (Some(private), Some(public)) = (private.and_then(Value::as_str), public.and_then(Value::as_str))
        && let Some(key) = raw::pair(&private, &public)
    {
        return Some(Imported::of(alloc::vec![key], &beside(object, options)));
    }
    if let Some(value) = private.or(public) {
        return Some(inside(value, &beside(object, options)));
    }
    is_map(object).then(|| map(object, options))
}

#[cold]
fn holds_none() -> Error {
    Error::new(
        Code::KeyInvalid,
        &["The key is a JSON object without \"kty\", \"keys\" or a member that holds a key, such as \"private_key\"."],
    )
    .with_remedy(Remedy::PassAsSecret)
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
        return read(&object, options).unwrap_or_else(|| Err(holds_none()));
    }
    let text = value.as_str().unwrap_or_default();
    let imported = match recognise::text(&text) {
        Found::Nothing => raw::of_text(&text, options)
            .unwrap_or_else(|| {
                Err(no_key(options, "a member of an object, whose text is no key in a form that is known here"))
            })
            .and_then(|key| Imported::of(alloc::vec![key], options)),
        found => from_found(found, options),
    }?;
    match &imported {
        Imported::One(key) if key.role() == KeyRole::Secret => Err(not_a_secret()),
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

/// The keys of what was recognised.
pub(crate) fn from_found(found: Found, options: &ImportOptions) -> Result<Imported> {
    let wants_secret = options.algorithm.is_some_and(|algorithm| algorithm.key_type() == KeyType::Oct);
    match found {
        Found::Json(text) => of_json(&text, options),
        Found::Damaged(what) if !wants_secret => Err(Error::new(
            Code::KeyInvalid,
            &["The key cannot be read: it looks like ", what, ". Copy or export it again, all of it."],
        )),
        _ if wants_secret => Err(not_a_secret()),
        _ if !crypto::ASYMMETRIC => Err(small_file()),
        Found::Pem(text) => pem::read(&text, options),
        Found::SshLines(text) => Imported::of(openssh::public_lines(&text)?, options),
        Found::Xml(text) => Imported::one(xml::read(&text)?, options),
        Found::Der(form, der) => Imported::one(by_form::read(form, &der, options)?, options),
        Found::Foreign(foreign) => Err(foreign.error()),
        Found::Damaged(_) | Found::Nothing => Err(no_key(options, "nothing that is known here")),
    }
}

/// The keys of JSON text that must hold one: a list of keys or PEM texts, or an object. A key whose place in the object has
/// no known name is found as in any other text.
pub(crate) fn of_json(text: &str, options: &ImportOptions) -> Result<Imported> {
    if text.starts_with('[') {
        return match recognise::text(text) {
            Found::Nothing => {
                Err(no_key(options, "a list, none of whose entries is a key in a form that is known here"))
            }
            found => from_found(found, options),
        };
    }
    let object = json::object(text.as_bytes()).map_err(|fault| {
        Error::new(Code::KeyInvalid, &["The JWK is not valid JSON: ", fault.reason, "."]).at(fault.position)
    })?;
    read(&object, options).unwrap_or_else(|| match recognise::text(text) {
        Found::Json(_) | Found::Nothing => Err(holds_none()),
        found => from_found(found, &beside(&object, options)),
    })
}
