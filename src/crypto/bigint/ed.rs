//! Ed25519 (RFC 8032 section 5.1) over the host's curve; all hashing is done here.

use super::host::{Operation, accepts, ask};
use crate::wipe::Zeroizing;
use crate::{
    algorithm::HashAlgorithm,
    crypto::{
        engine::{EdPrivateKey, EdPublicKey, EngineError},
        hash::digest,
    },
};
use alloc::vec::Vec;

#[derive(Clone)]
pub(crate) struct EdPublic([u8; 32]);

impl EdPublicKey for EdPublic {
    fn new(bytes: &[u8]) -> Result<EdPublic, EngineError> {
        let bytes: [u8; 32] = bytes.try_into().map_err(|_| EngineError::Invalid)?;
        if accepts(Operation::EdPoint, &[&bytes]) { Ok(EdPublic(bytes)) } else { Err(EngineError::Invalid) }
    }

    fn bytes(&self) -> [u8; 32] {
        self.0
    }

    /// By the rules of ed25519-dalek's `verify_strict`.
    fn verify(&self, message: &[u8], signature: &[u8]) -> bool {
        signature.len() == 64 && {
            let challenge = digest(HashAlgorithm::Sha512, &[&signature[..32], &self.0, message]);
            accepts(Operation::EdVerify, &[&self.0[..], signature, &challenge])
        }
    }
}

#[derive(Clone)]
pub(crate) struct EdPrivate {
    seed: Zeroizing<[u8; 32]>,
    public: EdPublic,
}

impl EdPrivateKey for EdPrivate {
    type Public = EdPublic;

    fn new(seed: &[u8]) -> Result<EdPrivate, EngineError> {
        let seed: [u8; 32] = seed.try_into().map_err(|_| EngineError::Invalid)?;
        let public = EdPublic(multiple(&expand(&seed)[..32])?);
        Ok(EdPrivate { seed: Zeroizing::new(seed), public })
    }

    fn public(&self) -> EdPublic {
        self.public.clone()
    }

    fn seed(&self) -> Zeroizing<[u8; 32]> {
        self.seed.clone()
    }

    fn sign(&self, message: &[u8]) -> Option<[u8; 64]> {
        let expanded = expand(&self.seed[..]);
        let (scalar, prefix) = expanded.split_at(32);
        let nonce = Zeroizing::new(digest(HashAlgorithm::Sha512, &[prefix, message]));
        let first = multiple(&nonce).ok()?;
        let challenge = digest(HashAlgorithm::Sha512, &[&first[..], &self.public.0, message]);
        let second = ask(Operation::EdResponse, &[&nonce[..], &challenge, scalar], 32).ok()?;
        [&first[..], &second[..]].concat().try_into().ok()
    }
}

/// The secret scalar, clamped, and the prefix for nonces.
fn expand(seed: &[u8]) -> Zeroizing<Vec<u8>> {
    let mut expanded = Zeroizing::new(digest(HashAlgorithm::Sha512, &[seed]));
    expanded[0] &= 248;
    expanded[31] &= 127;
    expanded[31] |= 64;
    expanded
}

/// A multiple of the base point, encoded.
fn multiple(scalar: &[u8]) -> Result<[u8; 32], EngineError> {
    ask(Operation::EdMultiple, &[scalar], 32)?.as_slice().try_into().map_err(|_| EngineError::Invalid)
}
