//! What a key may be used for, as the key itself says: RFC 7517 section 4, RFC 4055 section 1.2.

use crate::algorithm::{Algorithm, Family, HashAlgorithm};
use crate::text;
use alloc::{string::String, vec::Vec};

/// How an id-RSASSA-PSS identifier binds a key.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Pss {
    /// To RSASSA-PSS, with any hash.
    AnyHash,
    /// To RSASSA-PSS with this hash.
    Only(HashAlgorithm),
}

#[derive(Clone, Default)]
pub(crate) struct Limits {
    /// A JWK's `alg`, as it was written: one that is unknown permits nothing.
    pub(crate) algorithm: Option<String>,
    pub(crate) pss: Option<Pss>,
    /// A JWK's `use`.
    pub(crate) usage: Option<String>,
    /// A JWK's `key_ops`.
    pub(crate) operations: Option<Vec<String>>,
}

impl Limits {
    /// Whether `alg` and the identifier permit the algorithm. `EdDSA` and `Ed25519` name the same
    /// one for a key on that curve (RFC 9864 section 2.2).
    pub(crate) fn permit(&self, algorithm: Algorithm) -> bool {
        let named = match &self.algorithm {
            None => true,
            Some(name) => {
                name == algorithm.name()
                    || algorithm.family() == Family::Ed25519
                        && Algorithm::find(name).is_some_and(|bound| bound.family() == Family::Ed25519)
            }
        };
        let identified = match (self.pss, algorithm.family()) {
            (None, _) | (Some(Pss::AnyHash), Family::RsaPss(_)) => true,
            (Some(Pss::Only(bound)), Family::RsaPss(hash)) => bound == hash,
            _ => false,
        };
        named && identified
    }

    /// What forbids the operation: the name of the member and its value.
    pub(crate) fn forbidding(&self, signing: bool, is_private: bool) -> Option<(&'static str, String)> {
        if let Some(usage) = self.usage.as_deref().filter(|&usage| usage != "sig") {
            return Some(("use", usage.into()));
        }
        let operations = self.operations.as_ref()?;
        let has = |name: &str| operations.iter().any(|operation| operation == name);
        // A private key that may sign carries the public key that may verify.
        let permitted = if signing { has("sign") } else { has("verify") || is_private && has("sign") };
        (!permitted).then(|| ("key_ops", text::joined(operations, ", ")))
    }

    /// The limits of the public key that belongs to a private one.
    pub(crate) fn public(&self) -> Limits {
        let mut limits = self.clone();
        if let Some(operations) = &mut limits.operations {
            for operation in operations.iter_mut().filter(|operation| *operation == "sign") {
                *operation = "verify".into();
            }
            operations.dedup();
        }
        limits
    }
}
