//! Choosing one key out of several: by `kid`, then by what each may be used for.

use super::{ImportOptions, Imported, Key, KeyRole};
use crate::remedy::Remedy;
use crate::{
    algorithm::{Algorithm, Family},
    error::{Code, Error, Result, quoted},
    text,
};
use alloc::{string::String, vec::Vec};
use core::slice;

/// What a key is wanted for.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct KeyRequest<'a> {
    /// The algorithm, or `None` to sign with the key's own.
    pub algorithm: Option<Algorithm>,
    /// The key ID of the token or of the caller.
    pub key_id: Option<&'a str>,
    /// For signing; otherwise for verifying.
    pub signing: bool,
}

/// One key or several.
pub trait KeySource {
    /// The key to sign with. That it fits in every respect is for the use itself to check.
    ///
    /// # Errors
    /// `ERR_KEY_NOT_FOUND` if none fits, `ERR_KEY_AMBIGUOUS` if several do, `ERR_KEY_MISMATCH` if
    /// the one that is named does not.
    fn select(&self, request: &KeyRequest<'_>) -> Result<&Key>;

    /// The keys a token may have been signed with, one after another to be tried; at least one.
    ///
    /// # Errors
    /// `ERR_KEY_NOT_FOUND` if none fits, `ERR_KEY_MISMATCH` if the one that is named does not.
    fn candidates(&self, request: &KeyRequest<'_>) -> Result<Vec<&Key>> {
        self.select(request).map(|key| alloc::vec![key])
    }

    /// All keys.
    fn keys(&self) -> &[Key];
}

impl KeySource for Key {
    fn select(&self, _: &KeyRequest<'_>) -> Result<&Key> {
        Ok(self)
    }

    fn keys(&self) -> &[Key] {
        slice::from_ref(self)
    }
}

impl KeySource for Imported {
    fn select(&self, request: &KeyRequest<'_>) -> Result<&Key> {
        match self {
            Imported::One(key) => key.select(request),
            Imported::Set(set) => set.select(request),
        }
    }

    fn candidates(&self, request: &KeyRequest<'_>) -> Result<Vec<&Key>> {
        match self {
            Imported::One(key) => key.candidates(request),
            Imported::Set(set) => set.candidates(request),
        }
    }

    fn keys(&self) -> &[Key] {
        match self {
            Imported::One(key) => key.keys(),
            Imported::Set(set) => set.keys(),
        }
    }
}

/// Several keys: a JWK Set, or the PEM blocks of one text.
#[derive(Clone, Debug)]
pub struct KeySet {
    keys: Vec<Key>,
    passed_over: Vec<PassedOver>,
}

/// An entry that cannot be used, and why.
#[derive(Clone, Debug)]
pub(crate) struct PassedOver {
    pub(crate) key_id: Option<String>,
    /// Its JWK key type, where it can be read.
    pub(crate) key_type: Option<String>,
    pub(crate) error: Error,
}

impl PassedOver {
    /// Whether the entry, were it whole, could be the one that is asked for.
    fn could_be_meant(&self, request: &KeyRequest<'_>) -> bool {
        let same_id = request.key_id.is_none() || self.key_id.is_none();
        let same_type = match (&self.key_type, request.algorithm) {
            (Some(found), Some(algorithm)) => found == algorithm.key_type().name(),
            _ => true,
        };
        same_id && same_type
    }
}

impl KeySet {
    pub(crate) fn of(keys: Vec<Key>) -> KeySet {
        KeySet { keys, passed_over: Vec::new() }
    }

    pub(crate) fn with_faults(keys: Vec<Key>, passed_over: Vec<PassedOver>) -> KeySet {
        KeySet { keys, passed_over }
    }

    pub(crate) fn all(&self) -> &[Key] {
        &self.keys
    }

    /// With what the caller said of the key: the algorithm binds every key that has it, and the others are passed over;
    /// a key ID names one key.
    pub(crate) fn bound(mut self, options: &ImportOptions) -> Result<KeySet> {
        if options.key_id.is_some() && self.keys.len() != 1 {
            return Err(Error::new(
                Code::OptionInvalid,
                &[
                    "The key ID that was given names one key, and here are several. Give each its own: as kid in a JWK Set, or read them one by one.",
                ],
            )
            .claim("keyid"));
        }
        if options.key_id.is_none() && options.algorithm.is_none() {
            return Ok(self);
        }
        let mut kept = Vec::with_capacity(self.keys.len());
        for key in core::mem::take(&mut self.keys) {
            let (key_id, key_type) = (key.key_id().map(String::from), Some(String::from(key.key_type().name())));
            match key.with_options(options) {
                Ok(key) => kept.push(key),
                Err(error) => self.passed_over.push(PassedOver { key_id, key_type, error }),
            }
        }
        self.keys = kept;
        match self.passed_over.first() {
            Some(first) if self.keys.is_empty() => Err(first.error.clone()),
            _ => Ok(self),
        }
    }

    /// The keys that fit the request, each key once.
    fn fitting(&self, request: &KeyRequest<'_>) -> Result<Vec<&Key>> {
        if let Some(algorithm) = request.algorithm.filter(|algorithm| matches!(algorithm.family(), Family::Hmac(_)))
            && self.keys.iter().all(|key| key.role() != KeyRole::Secret)
            && (self.fault_of(request.key_id).is_none() || self.keys.iter().any(|key| key.key_id() == request.key_id))
        {
            return Err(Error::new(
                Code::KeyMismatch,
                &[
                    algorithm.name(),
                    " needs an HMAC secret, and this set holds keys of public-key algorithms only, which are never secrets.",
                ],
            ));
        }
        let named: Vec<&Key> =
            self.keys.iter().filter(|key| request.key_id.is_some() && key.key_id() == request.key_id).collect();
        let met = distinct(named.iter().copied().filter(|key| request.is_met_by(key)));
        if !met.is_empty() {
            return Ok(met);
        }
        // If the one that is named does not fit, the use says why.
        if let Some(first) = named.first() {
            return Ok(alloc::vec![*first]);
        }
        if let Some(error) = self.fault_of(request.key_id) {
            return Err(error);
        }
        // A kid that the set does not have may still belong to a key without one.
        let others = self.keys.iter().filter(|key| request.key_id.is_none() || key.key_id().is_none());
        let met = distinct(others.filter(|key| request.is_met_by(key)));
        if !met.is_empty() {
            return Ok(met);
        }
        match (&*self.keys, self.passed_over.iter().find(|entry| entry.could_be_meant(request))) {
            ([only], None) if request.key_id.is_none() => Ok(alloc::vec![only]),
            (_, Some(first)) => Err(first.error.clone()),
            _ => Err(self.not_found(request)),
        }
    }

    /// What is wrong with the entry of that key ID.
    fn fault_of(&self, key_id: Option<&str>) -> Option<Error> {
        let id = key_id?;
        self.passed_over.iter().find(|entry| entry.key_id.as_deref() == Some(id)).map(|entry| entry.error.clone())
    }

    fn not_found(&self, request: &KeyRequest<'_>) -> Error {
        let ids: Vec<String> = self.keys.iter().filter_map(Key::key_id).take(20).map(quoted).collect();
        let there = if ids.is_empty() {
            String::from("its keys have no kid")
        } else {
            ["it has ", &*text::joined(&ids, ", ")].concat()
        };
        let kid = request.key_id.map_or(String::new(), |id| [" with the kid ", &*quoted(id)].concat());
        let purpose = if request.signing { " that can sign" } else { " that can verify" };
        let algorithm = request.algorithm.map_or(String::new(), |algorithm| [" ", algorithm.name()].concat());
        Error::new(
            Code::KeyNotFound,
            &[
                "There is no key",
                &kid,
                purpose,
                &algorithm,
                " in the set; ",
                &there,
                ". Fetch the issuer's current keys.",
            ],
        )
    }
}

/// Each key once: sets list one under several algorithms, and bundles have a private key beside its public one. One more than
/// are tried are enough to know that they are too many.
fn distinct<'k>(keys: impl Iterator<Item = &'k Key>) -> Vec<&'k Key> {
    let mut out: Vec<&Key> = Vec::new();
    for key in keys {
        if out.len() > MOST_CANDIDATES {
            break;
        }
        if !out.iter().any(|kept| kept.0.material.is_same_public(&key.0.material)) {
            out.push(key);
        }
    }
    out
}

/// More keys that fit are no choice, and trying them all would be work without end.
const MOST_CANDIDATES: usize = 64;

#[cold]
fn ambiguous() -> Error {
    Error::new(Code::KeyAmbiguous, &["Several keys of the set fit, and nothing says which is meant."])
        .with_remedy(Remedy::NameKeyId)
}

impl KeyRequest<'_> {
    /// Sizes are left to the check before the use: a weak key is found, and then named as weak.
    fn is_met_by(&self, key: &Key) -> bool {
        let algorithm = self.algorithm.or_else(|| key.default_algorithm());
        algorithm.is_some_and(|algorithm| key.check(algorithm, true, self.signing).is_ok())
    }
}

impl KeySource for KeySet {
    fn select(&self, request: &KeyRequest<'_>) -> Result<&Key> {
        match &*self.fitting(request)? {
            [only] => Ok(only),
            _ => Err(ambiguous()),
        }
    }

    fn candidates(&self, request: &KeyRequest<'_>) -> Result<Vec<&Key>> {
        self.fitting(request).and_then(|keys| if keys.len() > MOST_CANDIDATES { Err(ambiguous()) } else { Ok(keys) })
    }

    fn keys(&self) -> &[Key] {
        &self.keys
    }
}
