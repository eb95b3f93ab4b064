//! HMAC secrets: their bytes, and the states that were made of them.

use crate::wipe::Zeroizing;
use crate::{
    algorithm::HashAlgorithm,
    crypto::hash::HmacKey,
    error::{Code, Error, Result},
    once::{Once, get_or_make},
};
use alloc::vec::Vec;

/// A secret with the HMAC states that were made from it.
#[derive(Clone)]
pub(crate) struct Secret {
    bytes: Zeroizing<Vec<u8>>,
    /// Filled on first use: a key may serve any of the three hashes, and mostly serves one.
    states: [Once<HmacKey>; 3],
}

impl Secret {
    pub(crate) fn new(bytes: Zeroizing<Vec<u8>>) -> Result<Secret> {
        if bytes.is_empty() {
            return Err(Error::new(
                Code::KeyInvalid,
                &["The secret is empty. Pass at least as many bytes as the hash has: 32 for HS256."],
            ));
        }
        Ok(Secret { bytes, states: Default::default() })
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    pub(crate) fn hmac(&self, hash: HashAlgorithm) -> &HmacKey {
        get_or_make(&self.states[hash as usize], || HmacKey::new(hash, &self.bytes))
    }
}
