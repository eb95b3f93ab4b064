//! Choosing one key out of several: by `kid`, then by what each may be used for.

use super::{Imported, Key, KeyRole};
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
    /// The key to use. That it fits in every respect is for the use itself to check.
    ///
    /// # Errors
    /// `ERR_KEY_NOT_FOUND` if none fits, `ERR_KEY_AMBIGUOUS` if several do, `ERR_KEY_MISMATCH` if
    /// the one that is named does not.
    fn select(&self, want: &KeyRequest<'_>) -> Result<&Key>;

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
    fn select(&self, want: &KeyRequest<'_>) -> Result<&Key> {
        match self {
            Imported::One(key) => key.select(want),
            Imported::Set(set) => set.select(want),
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
pub struct KeySet(Vec<Key>);

impl KeySet {
    pub(crate) fn of(keys: Vec<Key>) -> KeySet {
        KeySet(keys)
    }

    pub(crate) fn all(&self) -> &[Key] {
        &self.0
    }

    fn not_found(&self, want: &KeyRequest<'_>) -> Error {
        let ids: Vec<String> = self.0.iter().filter_map(Key::key_id).take(20).map(quoted).collect();
        let there = if ids.is_empty() {
            String::from("its keys have no kid")
        } else {
            ["it has ", &*text::joined(&ids, ", ")].concat()
        };
        let kid = want.key_id.map_or(String::new(), |id| [" with the kid ", &*quoted(id)].concat());
        let purpose = if want.signing { " that can sign" } else { " that can verify" };
        let algorithm = want.algorithm.map_or(String::new(), |algorithm| [" ", algorithm.name()].concat());
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

impl KeyRequest<'_> {
    /// Sizes are left to the check before the use: a weak key is found, and then named as weak.
    fn is_met_by(&self, key: &Key) -> bool {
        let algorithm = self.algorithm.or_else(|| key.default_algorithm());
        algorithm.is_some_and(|algorithm| key.check(algorithm, true, self.signing).is_ok())
    }
}

impl KeySource for KeySet {
    fn select(&self, want: &KeyRequest<'_>) -> Result<&Key> {
        if let Some(algorithm) = want.algorithm.filter(|algorithm| matches!(algorithm.family(), Family::Hmac(_)))
            && self.0.iter().all(|key| key.role() != KeyRole::Secret)
        {
            return Err(Error::new(
                Code::KeyMismatch,
                &[
                    algorithm.name(),
                    " needs an HMAC secret, and this set holds keys of public-key algorithms only, which are never secrets.",
                ],
            ));
        }
        // The kid names one key at most: see `jwks`. If it does not fit, the use says why.
        if let Some(named) = want.key_id.and_then(|id| self.0.iter().find(|key| key.key_id() == Some(id))) {
            return Ok(named);
        }
        // A kid that the set does not have may still belong to a key without one.
        let mut fitting =
            self.0.iter().filter(|key| (want.key_id.is_none() || key.key_id().is_none()) && want.is_met_by(key));
        let first = match (fitting.next(), &*self.0) {
            (Some(key), _) => key,
            (None, [only]) if want.key_id.is_none() => return Ok(only),
            (None, _) => return Err(self.not_found(want)),
        };
        // A private key beside its own certificate or public key is one key. Of the two the private
        // one is preferred: nothing else in the text says more surely whose it is.
        let mut chosen = first;
        for other in fitting {
            if !other.0.material.is_same_public(&chosen.0.material) {
                let among: Vec<&Key> =
                    self.0.iter().filter(|key| key.role() == KeyRole::Private && want.is_met_by(key)).collect();
                if let ([private], true) = (&*among, self.0.iter().all(|key| key.key_id().is_none())) {
                    return Ok(private);
                }
                return Err(Error::new(
                    Code::KeyAmbiguous,
                    &["Several keys of the set fit, and nothing says which is meant."],
                )
                .with_remedy(Remedy::NameKeyId));
            }
            if other.role() == KeyRole::Private {
                chosen = other;
            }
        }
        Ok(chosen)
    }

    fn keys(&self) -> &[Key] {
        &self.0
    }
}
