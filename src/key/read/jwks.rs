//! JWK Sets (RFC 7517 section 5), read and written.
//!
//! A set is refused whole if two of its keys have one `kid` (`ERR_KEY_AMBIGUOUS`) or if it mixes
//! secrets with public-key algorithms' keys (`ERR_KEY_INVALID`): which key a token is verified with
//! must not depend on an order, nor on the token's choice between a secret and a public key. Keys
//! of a type or curve that is unknown here are passed over, as the RFC asks; damaged ones are not.

use super::{Key, KeyRole, KeySet, jwk};
use crate::wipe::Zeroizing;
use crate::{
    error::{Code, Error, Result, number, quoted},
    json::{Object, repeated},
};
use alloc::{string::String, vec::Vec};

pub(crate) fn read(object: &Object<'_>) -> Result<KeySet> {
    let entries = object.get("keys").and_then(|value| value.as_array());
    let entries =
        entries.ok_or_else(|| Error::new(Code::KeyInvalid, &["The JWK Set's member keys must be an array."]))?;
    let mut keys: Vec<Key> = Vec::with_capacity(entries.len().min(64));
    let mut passed_over = None;
    for (i, entry) in entries.into_iter().enumerate() {
        let entry = entry.as_object().ok_or_else(|| {
            Error::new(
                Code::KeyInvalid,
                &["Entry ", &number(i as u64), " of the JWK Set is ", entry.kind(), ", not an object."],
            )
        })?;
        if let Some(error) = jwk::unknown_kind(&entry) {
            passed_over = passed_over.or(Some(error));
            continue;
        }
        let key =
            jwk::read(&entry).map_err(|error| error.prefixed(&["Entry ", &number(i as u64), " of the JWK Set: "]))?;
        keys.push(key);
    }
    if keys.is_empty() {
        return Err(passed_over.unwrap_or_else(|| {
            Error::new(Code::KeyNotFound, &["The JWK Set is empty. Fetch the issuer's current one."])
        }));
    }
    let secrets = keys.iter().filter(|key| key.role() == KeyRole::Secret).count();
    if secrets != 0 && secrets != keys.len() {
        return Err(Error::new(
            Code::KeyInvalid,
            &[
                "The JWK Set mixes secrets with keys of public-key algorithms, which invites algorithm confusion. Split it in two.",
            ],
        ));
    }
    if let Some(id) = repeated(keys.iter().filter_map(Key::key_id).collect()) {
        return Err(Error::new(
            Code::KeyAmbiguous,
            &[
                "Two keys of the JWK Set have the kid ",
                &quoted(id),
                ", so nothing says which is meant. Give each its own.",
            ],
        ));
    }
    Ok(KeySet::of(keys))
}

impl KeySet {
    /// Reads a JWK Set.
    ///
    /// # Errors
    /// `ERR_KEY_INVALID` if it is malformed, holds a damaged key, or mixes secrets with other keys;
    /// `ERR_KEY_AMBIGUOUS` if a `kid` occurs twice; `ERR_KEY_NOT_FOUND` if it is empty.
    pub fn from_jwks(text: &str) -> Result<KeySet> {
        let object = crate::json::object(text.as_bytes()).map_err(|fault| {
            Error::new(Code::KeyInvalid, &["The JWK Set is not valid JSON: ", fault.reason, "."]).at(fault.position)
        })?;
        read(&object)
    }

    /// The text of the set as a JWK Set.
    #[must_use]
    pub fn to_jwks(&self) -> Zeroizing<String> {
        let texts: Vec<Zeroizing<String>> = self.all().iter().map(Key::to_jwk).collect();
        let mut out =
            Zeroizing::new(String::with_capacity(texts.iter().map(|text| text.len() + 1).sum::<usize>() + 12));
        out.push_str("{\"keys\":[");
        for (i, text) in texts.iter().enumerate() {
            if i != 0 {
                out.push(',');
            }
            out.push_str(text);
        }
        out.push_str("]}");
        out
    }

    /// The public keys of the set's keys.
    ///
    /// # Errors
    /// `ERR_KEY_MISMATCH` if the set holds secrets.
    pub fn public_keys(&self) -> Result<KeySet> {
        self.all().iter().map(Key::public_key).collect::<Result<Vec<Key>>>().map(KeySet::of)
    }
}
