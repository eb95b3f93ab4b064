//! What an import gives, with the key ID and the algorithm that the caller named.

use super::{ImportOptions, Key, KeySet};
use crate::error::{Code, Error, Result};
use alloc::{string::String, vec::Vec};

/// What an import gives: one key, or several that are chosen from at each use.
#[derive(Clone, Debug)]
pub enum Imported {
    /// One key.
    One(Key),
    /// A JWK Set, or a text with several PEM blocks.
    Set(KeySet),
}

impl Imported {
    /// One key, with what the caller said of it.
    pub(crate) fn one(key: Key, options: &ImportOptions) -> Result<Imported> {
        key.with_options(options).map(Imported::One)
    }

    /// Several keys of one text, or the one.
    pub(crate) fn of(mut keys: Vec<Key>, options: &ImportOptions) -> Result<Imported> {
        match (keys.pop(), keys.is_empty()) {
            (Some(key), true) => Imported::one(key, options),
            (Some(key), false) => {
                keys.push(key);
                KeySet::of(keys).bound(options).map(Imported::Set)
            }
            (None, _) => Err(Error::new(Code::KeyInvalid, &["There is no key in what was given."])),
        }
    }
}

impl Key {
    /// With the key ID, and bound to the algorithm, that the caller named.
    pub(crate) fn with_options(mut self, options: &ImportOptions) -> Result<Key> {
        if let Some(algorithm) = options.algorithm {
            if !self.algorithms().contains(&algorithm) {
                // The strict check says in which way it does not fit.
                self.check(algorithm, true, false)?;
            }
            self.0.limits.algorithm = Some(String::from(algorithm.name()));
        }
        if let Some(id) = &options.key_id {
            self.0.key_id = Some(id.clone());
        }
        Ok(self)
    }
}
