//! Ed25519 (RFC 8032), verified by the strict rules.

use crate::crypto::engine::{EdPrivateKey, EdPublicKey, EngineError};
use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use zeroize::Zeroizing;

#[derive(Clone)]
pub(crate) struct EdPublic(VerifyingKey);

impl EdPublicKey for EdPublic {
    fn new(bytes: &[u8]) -> Result<Self, EngineError> {
        let bytes: &[u8; 32] = bytes.try_into().map_err(|_| EngineError::Invalid)?;
        if !is_canonical(bytes) {
            return Err(EngineError::Invalid);
        }
        let key = VerifyingKey::from_bytes(bytes).map_err(|_| EngineError::Invalid)?;
        // A point of small order would verify signatures nobody made.
        if key.is_weak() { Err(EngineError::Invalid) } else { Ok(EdPublic(key)) }
    }

    fn bytes(&self) -> [u8; 32] {
        self.0.to_bytes()
    }

    /// Canonical S, no small-order points, and the equation without the cofactor.
    fn verify(&self, message: &[u8], signature: &[u8]) -> bool {
        Signature::from_slice(signature).is_ok_and(|signature| self.0.verify_strict(message, &signature).is_ok())
    }
}

/// Whether y is below p = 2^255 − 19 (RFC 8032 section 5.1.3, step 1); the crate would reduce it.
fn is_canonical(bytes: &[u8; 32]) -> bool {
    bytes[31] | 0x80 != 0xff || bytes[1..31].iter().any(|&byte| byte != 0xff) || bytes[0] < 0xed
}

#[derive(Clone)]
pub(crate) struct EdPrivate(SigningKey);

impl EdPrivateKey for EdPrivate {
    type Public = EdPublic;

    fn new(seed: &[u8]) -> Result<Self, EngineError> {
        let seed: Zeroizing<[u8; 32]> = Zeroizing::new(seed.try_into().map_err(|_| EngineError::Invalid)?);
        Ok(EdPrivate(SigningKey::from_bytes(&seed)))
    }

    fn public(&self) -> EdPublic {
        EdPublic(self.0.verifying_key())
    }

    fn seed(&self) -> Zeroizing<[u8; 32]> {
        Zeroizing::new(self.0.to_bytes())
    }

    /// Never fails here; other engines hand the work to a host that might.
    fn sign(&self, message: &[u8]) -> Option<[u8; 64]> {
        Some(self.0.sign(message).to_bytes())
    }
}
