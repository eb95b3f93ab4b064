//! JWK Sets (RFC 7517 section 5), read and written.
//!
//! What cannot be used is passed over, whatever is wrong with it, and its fault is kept: it is told if a token names that
//! entry, or if nothing else in the set fits. Secrets beside keys of public-key algorithms are passed over too: such sets are
//! published, and whoever reads one could sign with HMAC. Several keys may have one `kid` (section 4.5).

use super::{Key, KeyRole, KeySet, jwk};
use crate::wipe::Zeroizing;
use crate::{
    error::{Code, Error, Result, number},
    json::Object,
    key::select::PassedOver,
};
use alloc::{string::String, vec::Vec};

pub(crate) fn read(object: &Object<'_>) -> Result<KeySet> {
    let entries = object.get("keys").and_then(|value| value.as_array());
    let entries =
        entries.ok_or_else(|| Error::new(Code::KeyInvalid, &["The JWK Set's member keys must be an array."]))?;
    let mut keys: Vec<Key> = Vec::with_capacity(entries.len().min(64));
    let mut passed_over: Vec<PassedOver> = Vec::new();
    for (i, entry) in entries.into_iter().enumerate() {
        let place = ["Entry ", &*number(i as u64), " of the JWK Set"].concat();
        let Some(entry) = entry.as_object() else {
            let error = Error::new(Code::KeyInvalid, &[&place, " is ", entry.kind(), ", not an object."]);
            passed_over.push(PassedOver { key_id: None, key_type: None, error });
            continue;
        };
        match jwk::read(&entry) {
            Ok(key) => keys.push(key),
            Err(error) => passed_over.push(PassedOver {
                key_id: entry.text("kid").map(String::from),
                key_type: entry.text("kty").map(String::from),
                error: error.prefixed(&[&place, ": "]),
            }),
        }
    }
    if keys.iter().any(|key| key.role() != KeyRole::Secret) {
        keys.retain(|key| {
            let kept = key.role() != KeyRole::Secret;
            if !kept {
                passed_over.push(PassedOver {
                    key_id: key.key_id().map(String::from),
                    key_type: Some("oct".into()),
                    error: Error::new(
                        Code::KeyInvalid,
                        &[
                            "The JWK Set has a secret beside keys of public-key algorithms, which invites algorithm confusion, so the secret is not used. Keep secrets in a set of their own.",
                        ],
                    ),
                });
            }
            kept
        });
    }
    match (keys.is_empty(), passed_over.is_empty()) {
        (true, true) => Err(Error::new(Code::KeyNotFound, &["The JWK Set is empty. Fetch the issuer's current one."])),
        (true, false) => Err(passed_over.swap_remove(0).error),
        _ => Ok(KeySet::with_faults(keys, passed_over)),
    }
}

impl KeySet {
    /// Reads a JWK Set. Entries that cannot be used are passed over.
    ///
    /// # Errors
    /// `ERR_KEY_INVALID` if it is no JSON of a set; `ERR_KEY_NOT_FOUND` if it is empty; the first entry's error if none
    /// can be used.
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
