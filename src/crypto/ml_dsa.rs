//! ML-DSA (FIPS 204) as RFC 9964 uses it: pure, with an empty context. The same code in every build
//! that has it, beside either engine.
//!
//! Signing is FIPS 204's deterministic variant: no host needs a random source for it, and the same
//! token comes out everywhere. The seed is the private key; what is expanded from it is kept, since
//! expanding takes a third of the time of a signature.

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;

use super::engine::{EngineError, MlDsaPrivateKey, MlDsaPublicKey};
use crate::algorithm::MlDsaParameterSet;
use crate::wipe::Zeroizing;
use alloc::vec::Vec;
use ml_dsa::{
    EncodedVerifyingKey, MlDsa44, MlDsa65, MlDsa87, MlDsaParams, Signature, SigningKey, VerifyingKey,
    signature::Keypair,
};

/// The key of each set, and one expression for all of them.
macro_rules! of_each_set {
    ($type:ident, $key:expr, $inner:ident => $do:expr) => {
        match $key {
            $type::MlDsa44($inner) => $do,
            $type::MlDsa65($inner) => $do,
            $type::MlDsa87($inner) => $do,
        }
    };
}

#[derive(Clone)]
pub(crate) enum MlDsaPublic {
    MlDsa44(VerifyingKey<MlDsa44>),
    MlDsa65(VerifyingKey<MlDsa65>),
    MlDsa87(VerifyingKey<MlDsa87>),
}

impl MlDsaPublicKey for MlDsaPublic {
    /// Every text of the right length is a public key: all of its numbers are in range.
    fn new(set: MlDsaParameterSet, bytes: &[u8]) -> Result<Self, EngineError> {
        Ok(match set {
            MlDsaParameterSet::MlDsa44 => MlDsaPublic::MlDsa44(decoded(bytes)?),
            MlDsaParameterSet::MlDsa65 => MlDsaPublic::MlDsa65(decoded(bytes)?),
            MlDsaParameterSet::MlDsa87 => MlDsaPublic::MlDsa87(decoded(bytes)?),
        })
    }

    fn set(&self) -> MlDsaParameterSet {
        match self {
            MlDsaPublic::MlDsa44(_) => MlDsaParameterSet::MlDsa44,
            MlDsaPublic::MlDsa65(_) => MlDsaParameterSet::MlDsa65,
            MlDsaPublic::MlDsa87(_) => MlDsaParameterSet::MlDsa87,
        }
    }

    fn bytes(&self) -> Vec<u8> {
        of_each_set!(MlDsaPublic, self, key => key.encode().to_vec())
    }

    /// A signature of the wrong length, or in any but its one encoding, is a wrong one.
    fn verify(&self, message: &[u8], signature: &[u8]) -> bool {
        self.verify_in(&[], message, signature)
    }
}

impl MlDsaPublic {
    /// In a context that JOSE leaves empty.
    fn verify_in(&self, context: &[u8], message: &[u8], signature: &[u8]) -> bool {
        of_each_set!(MlDsaPublic, self, key => fits(key, context, message, signature))
    }
}

fn decoded<P: MlDsaParams>(bytes: &[u8]) -> Result<VerifyingKey<P>, EngineError> {
    let encoded = EncodedVerifyingKey::<P>::try_from(bytes).map_err(|_| EngineError::Invalid)?;
    Ok(VerifyingKey::decode(&encoded))
}

fn fits<P: MlDsaParams>(key: &VerifyingKey<P>, context: &[u8], message: &[u8], signature: &[u8]) -> bool {
    Signature::try_from(signature).is_ok_and(|signature| key.verify_with_context(message, context, &signature))
}

/// Without the copy of some ten thousand numbers that `verifying_key` makes.
fn public_of<P: MlDsaParams>(key: &SigningKey<P>) -> &VerifyingKey<P> {
    key.as_ref()
}

#[derive(Clone)]
pub(crate) enum MlDsaPrivate {
    MlDsa44(SigningKey<MlDsa44>),
    MlDsa65(SigningKey<MlDsa65>),
    MlDsa87(SigningKey<MlDsa87>),
}

impl MlDsaPrivateKey for MlDsaPrivate {
    type Public = MlDsaPublic;

    fn new(set: MlDsaParameterSet, seed: &[u8]) -> Result<Self, EngineError> {
        let seed: Zeroizing<[u8; 32]> = Zeroizing::new(seed.try_into().map_err(|_| EngineError::Invalid)?);
        Ok(match set {
            MlDsaParameterSet::MlDsa44 => MlDsaPrivate::MlDsa44(SigningKey::from_seed((&*seed).into())),
            MlDsaParameterSet::MlDsa65 => MlDsaPrivate::MlDsa65(SigningKey::from_seed((&*seed).into())),
            MlDsaParameterSet::MlDsa87 => MlDsaPrivate::MlDsa87(SigningKey::from_seed((&*seed).into())),
        })
    }

    fn set(&self) -> MlDsaParameterSet {
        match self {
            MlDsaPrivate::MlDsa44(_) => MlDsaParameterSet::MlDsa44,
            MlDsaPrivate::MlDsa65(_) => MlDsaParameterSet::MlDsa65,
            MlDsaPrivate::MlDsa87(_) => MlDsaParameterSet::MlDsa87,
        }
    }

    fn public_bytes(&self) -> Vec<u8> {
        of_each_set!(MlDsaPrivate, self, key => public_of(key).encode().to_vec())
    }

    fn verify(&self, message: &[u8], signature: &[u8]) -> bool {
        of_each_set!(MlDsaPrivate, self, key => fits(public_of(key), &[], message, signature))
    }

    fn public(&self) -> MlDsaPublic {
        match self {
            MlDsaPrivate::MlDsa44(key) => MlDsaPublic::MlDsa44(key.verifying_key()),
            MlDsaPrivate::MlDsa65(key) => MlDsaPublic::MlDsa65(key.verifying_key()),
            MlDsaPrivate::MlDsa87(key) => MlDsaPublic::MlDsa87(key.verifying_key()),
        }
    }

    fn seed(&self) -> Zeroizing<[u8; 32]> {
        of_each_set!(MlDsaPrivate, self, key => Zeroizing::new((*key.as_seed()).into()))
    }

    /// FIPS 204's encoding of what the seed expands to, to compare with one that came along.
    fn expanded(&self) -> Zeroizing<Vec<u8>> {
        #[expect(deprecated, reason = "it is discouraged for storing keys, and nothing here stores it")]
        let bytes = of_each_set!(MlDsaPrivate, self, key => key.expanded_key().to_expanded().to_vec());
        Zeroizing::new(bytes)
    }

    /// `None` if no attempt out of thousands gives a signature, which no key and message are known for.
    fn sign(&self, message: &[u8]) -> Option<Vec<u8>> {
        of_each_set!(MlDsaPrivate, self, key => {
            key.expanded_key().sign_deterministic(message, &[]).ok().map(|signature| signature.encode().to_vec())
        })
    }
}
