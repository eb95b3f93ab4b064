//! Ed25519 (RFC 8032 section 5.1) over the host's curve; all hashing is done here.

use super::host::{Operation, accepts, ask};
use crate::wipe::Zeroizing;
use crate::{
    algorithm::Hash,
    crypto::{Fault, hash::digest},
};
use alloc::vec::Vec;

#[derive(Clone)]
pub(crate) struct EdPublic([u8; 32]);

impl EdPublic {
    pub(crate) fn new(bytes: &[u8]) -> Result<EdPublic, Fault> {
        let bytes: [u8; 32] = bytes.try_into().map_err(|_| Fault::Invalid)?;
        if accepts(Operation::EdPoint, &[&bytes]) { Ok(EdPublic(bytes)) } else { Err(Fault::Invalid) }
    }

    pub(crate) fn bytes(&self) -> [u8; 32] {
        self.0
    }

    /// By the rules of ed25519-dalek's `verify_strict`.
    pub(crate) fn verify(&self, message: &[u8], signature: &[u8]) -> bool {
        signature.len() == 64 && {
            let challenge = digest(Hash::Sha512, &[&signature[..32], &self.0, message]);
            accepts(Operation::EdVerify, &[&self.0[..], signature, &challenge])
        }
    }
}

#[derive(Clone)]
pub(crate) struct EdPrivate {
    seed: Zeroizing<[u8; 32]>,
    public: EdPublic,
}

impl EdPrivate {
    pub(crate) fn new(seed: &[u8]) -> Result<EdPrivate, Fault> {
        let seed: [u8; 32] = seed.try_into().map_err(|_| Fault::Invalid)?;
        let public = EdPublic(multiple(&expand(&seed)[..32])?);
        Ok(EdPrivate { seed: Zeroizing::new(seed), public })
    }

    pub(crate) fn public(&self) -> EdPublic {
        self.public.clone()
    }

    pub(crate) fn seed(&self) -> Zeroizing<[u8; 32]> {
        self.seed.clone()
    }

    pub(crate) fn sign(&self, message: &[u8]) -> Option<[u8; 64]> {
        let expanded = expand(&self.seed[..]);
        let (scalar, prefix) = expanded.split_at(32);
        let nonce = Zeroizing::new(digest(Hash::Sha512, &[prefix, message]));
        let first = multiple(&nonce).ok()?;
        let challenge = digest(Hash::Sha512, &[&first[..], &self.public.0, message]);
        let second = ask(Operation::EdResponse, &[&nonce[..], &challenge, scalar], 32).ok()?;
        [&first[..], &second[..]].concat().try_into().ok()
    }
}

/// The secret scalar, clamped, and the prefix for nonces.
fn expand(seed: &[u8]) -> Zeroizing<Vec<u8>> {
    let mut expanded = Zeroizing::new(digest(Hash::Sha512, &[seed]));
    expanded[0] &= 248;
    expanded[31] &= 127;
    expanded[31] |= 64;
    expanded
}

/// A multiple of the base point, encoded.
fn multiple(scalar: &[u8]) -> Result<[u8; 32], Fault> {
    ask(Operation::EdMultiple, &[scalar], 32)?.as_slice().try_into().map_err(|_| Fault::Invalid)
}
