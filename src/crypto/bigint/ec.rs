//! ECDSA over the host's curves.

use super::host::{Operation, accepts, ask};
use crate::wipe::Zeroizing;
use crate::{
    algorithm::Curve,
    crypto::{
        engine::{EcPrivateKey, EcPublicKey, EngineError},
        nonces::{MAX_NONCES, Nonces},
    },
};
use alloc::vec::Vec;

#[derive(Clone)]
pub(crate) struct EcPublic {
    curve: Curve,
    point: Vec<u8>,
}

impl EcPublicKey for EcPublic {
    fn new(curve: Curve, point: &[u8]) -> Result<EcPublic, EngineError> {
        let point = ask(Operation::EcPoint, &[name(curve), point], 1 + 2 * curve.field_bytes())?.to_vec();
        Ok(EcPublic { curve, point })
    }

    fn point(&self) -> Vec<u8> {
        self.point.clone()
    }

    fn verify(&self, digest: &[u8], signature: &[u8]) -> bool {
        signature.len() == 2 * self.curve.field_bytes()
            && accepts(Operation::EcVerify, &[name(self.curve), &self.point, digest, signature])
    }
}

#[derive(Clone)]
pub(crate) struct EcPrivate {
    scalar: Zeroizing<Vec<u8>>,
    public: EcPublic,
}

impl EcPrivateKey for EcPrivate {
    type Public = EcPublic;

    fn new(curve: Curve, scalar: &[u8]) -> Result<EcPrivate, EngineError> {
        if scalar.len() != curve.field_bytes() {
            return Err(EngineError::Invalid);
        }
        let point = ask(Operation::EcPublic, &[name(curve), scalar], 1 + 2 * curve.field_bytes())?.to_vec();
        Ok(EcPrivate { scalar: Zeroizing::new(scalar.into()), public: EcPublic { curve, point } })
    }

    fn public(&self) -> EcPublic {
        self.public.clone()
    }

    fn scalar(&self) -> Zeroizing<Vec<u8>> {
        self.scalar.clone()
    }

    fn sign(&self, digest: &[u8]) -> Option<Vec<u8>> {
        let (curve, size) = (self.public.curve, self.public.curve.field_bytes());
        let reduced = ask(Operation::EcScalar, &[name(curve), digest], size).ok()?;
        let mut nonces = Nonces::new(curve, &self.scalar, &reduced);
        (0..MAX_NONCES).find_map(|_| {
            let nonce = nonces.next();
            ask(Operation::EcSign, &[name(curve), &self.scalar, digest, &nonce], 2 * size)
                .ok()
                .map(|pair| pair.to_vec())
        })
    }
}

fn name(curve: Curve) -> &'static [u8] {
    curve.name().as_bytes()
}
