//! ML-DSA keys: JWKs of type AKP (RFC 9964), and what PKCS#8 holds of them (RFC 9881).
//!
//! The private key is the seed. A key that is stored as what FIPS 204 expands from it, and without
//! it, cannot become a JWK, is not to be trusted unchecked, and is refused.

use super::{
    Key,
    der::{self, DerReader, element},
    fault::{malformed, mismatched_halves, no_ml_dsa, refusal},
    jwk,
};
use crate::crypto::engine::{MlDsaPrivateKey, MlDsaPublicKey};
use crate::wipe::Zeroizing;
use crate::{
    algorithm::MlDsaParameterSet,
    crypto::{self, MlDsaPrivate, MlDsaPublic},
    error::{Code, Error, Result, number, quoted},
    json::Object,
    text,
};
use alloc::vec::Vec;

/// `[0] IMPLICIT OCTET STRING`, the seed's place in PKCS#8.
const SEED: u8 = 0x80;

/// Either holds tens of thousands of numbers, so a private key does not carry its public one twice.
#[derive(Clone)]
pub(crate) enum AkpKey {
    Public(MlDsaPublic),
    Private(MlDsaPrivate),
}

impl AkpKey {
    pub(crate) fn public(set: MlDsaParameterSet, bytes: &[u8]) -> Result<AkpKey> {
        let key = MlDsaPublic::new(set, bytes).map_err(|fault| {
            let (needed, found) = (number(set.public_key_bytes() as u64), number(bytes.len() as u64));
            refusal(
                fault,
                &["A public key of ", set.name(), " has ", &needed, " bytes, and this one has ", &found, "."].concat(),
            )
        })?;
        Ok(AkpKey::Public(key))
    }

    /// `public`, where it is known, must be what the seed gives.
    pub(crate) fn private(set: MlDsaParameterSet, seed: &[u8], public: Option<&[u8]>) -> Result<AkpKey> {
        let key = MlDsaPrivate::new(set, seed).map_err(|fault| {
            let found = number(seed.len() as u64);
            refusal(
                fault,
                &["A private key of ", set.name(), " is a seed of 32 bytes, and this one has ", &found, "."].concat(),
            )
        })?;
        if public.is_some_and(|given| given != key.public_bytes()) {
            return Err(mismatched_halves());
        }
        Ok(AkpKey::Private(key))
    }

    pub(crate) fn set(&self) -> MlDsaParameterSet {
        match self {
            AkpKey::Public(key) => key.set(),
            AkpKey::Private(key) => key.set(),
        }
    }

    pub(crate) fn is_private(&self) -> bool {
        matches!(self, AkpKey::Private(_))
    }

    pub(crate) fn to_public(&self) -> AkpKey {
        AkpKey::Public(match self {
            AkpKey::Public(key) => key.clone(),
            AkpKey::Private(key) => key.public(),
        })
    }

    pub(crate) fn public_bytes(&self) -> Vec<u8> {
        match self {
            AkpKey::Public(key) => key.bytes(),
            AkpKey::Private(key) => key.public_bytes(),
        }
    }

    pub(crate) fn seed(&self) -> Option<Zeroizing<[u8; 32]>> {
        match self {
            AkpKey::Public(_) => None,
            AkpKey::Private(key) => Some(key.seed()),
        }
    }

    pub(crate) fn sign(&self, message: &[u8]) -> Option<Vec<u8>> {
        match self {
            AkpKey::Public(_) => None,
            AkpKey::Private(key) => key.sign(message),
        }
    }

    pub(crate) fn verify(&self, message: &[u8], signature: &[u8]) -> bool {
        match self {
            AkpKey::Public(key) => key.verify(message, signature),
            AkpKey::Private(key) => key.verify(message, signature),
        }
    }
}

/// The error for an AKP key of an algorithm that is unknown here, or not in this build.
pub(crate) fn unknown_algorithm(object: &Object<'_>) -> Option<Error> {
    if !crypto::ML_DSA {
        return Some(no_ml_dsa());
    }
    let name = object.text("alg").filter(|name| MlDsaParameterSet::from_name(name).is_none())?;
    let sets: Vec<&str> = MlDsaParameterSet::ALL.iter().map(|set| set.name()).collect();
    Some(Error::new(
        Code::KeyInvalid,
        &[
            "The JWK's alg is ",
            &quoted(&name),
            "; of the key type AKP, ",
            &text::listed(&sets, " and "),
            " can be used here.",
        ],
    ))
}

/// The members of RFC 9964 section 3: `alg` says what the others mean, so it must be there.
pub(crate) fn from_jwk(object: &Object<'_>) -> Result<Key> {
    let set = object.text("alg").and_then(|name| MlDsaParameterSet::from_name(&name)).ok_or_else(|| {
        jwk::invalid("alg", "is missing, or no text: the key type AKP says nothing without it (RFC 9964 section 3)")
    })?;
    let public = jwk::required(object, "pub")?;
    match jwk::bytes(object, "priv")? {
        Some(seed) => AkpKey::private(set, &seed, Some(&public)),
        None => AkpKey::public(set, &public),
    }
    .map(Key::akp)
}

/// What PKCS#8 holds (RFC 9881 section 6): the seed, what is expanded from it, or both.
pub(crate) fn from_pkcs8(set: MlDsaParameterSet, inner: &[u8], public: Option<&[u8]>) -> Result<AkpKey> {
    let read = || {
        let mut reader = DerReader::new(inner);
        let (tag, content) = reader.any()?;
        reader.end()?;
        match tag {
            SEED => Some((Some(content), None)),
            der::OCTET_STRING => Some((None, Some(content))),
            der::SEQUENCE => {
                let mut both = DerReader::new(content);
                let (seed, expanded) = (both.read(der::OCTET_STRING)?, both.read(der::OCTET_STRING)?);
                both.end()?;
                Some((Some(seed), Some(expanded)))
            }
            _ => None,
        }
    };
    let (seed, expanded) = read().ok_or_else(|| malformed("ML-DSA private key"))?;
    let key = AkpKey::private(set, seed.ok_or_else(|| expanded_only(set))?, public)?;
    match (expanded, &key) {
        (Some(expanded), AkpKey::Private(private)) if !same(expanded, &private.expanded()) => Err(Error::new(
            Code::KeyInvalid,
            &[
                "The seed of this ML-DSA private key and the expanded key stored beside it do not belong together. Export the key again from where it was made.",
            ],
        )),
        _ => Ok(key),
    }
}

/// In a time that does not depend on where they differ.
fn same(a: &[u8], b: &[u8]) -> bool {
    a.len() == b.len() && a.iter().zip(b).fold(0, |difference, (a, b)| difference | (a ^ b)) == 0
}

#[cold]
fn expanded_only(set: MlDsaParameterSet) -> Error {
    Error::new(
        Code::KeyInvalid,
        &[
            "This ML-DSA private key is stored in its expanded form alone, and JSON Web Keys hold the seed (RFC 9964 section 4), which cannot be computed from it. Export the key with its seed from where it was made, or make a new one with: openssl genpkey -algorithm ",
            set.name(),
            " -out key.pem",
        ],
    )
}

/// The seed as PKCS#8 holds it, the form that RFC 9881 section 6 recommends.
pub(crate) fn pkcs8_seed(key: &AkpKey) -> Option<Zeroizing<Vec<u8>>> {
    key.seed().map(|seed| element(SEED, &[&*seed]))
}
