//! Using a key: may it, then the signature itself.

use super::{
    Key, KeyRole,
    fault::{no_entropy, unsupported},
    lent,
    material::{Material, RsaKey, bits},
};
use crate::crypto::engine::{EcPrivateKey, EcPublicKey, EdPrivateKey, EdPublicKey, RsaPrivateKey, RsaPublicKey};
use crate::remedy::Remedy;
use crate::{
    algorithm::{Algorithm, ED25519_WORDS, Family, HashAlgorithm, RSA_WORDS, SECRET_WORDS},
    crypto::{hash::digest, rsa_padding},
    error::{Code, Error, Result, number, quoted},
    platform::Platform,
};
use alloc::{vec, vec::Vec};

impl Key {
    /// Whether the key may be used with the algorithm, and for signing or for verifying.
    pub(crate) fn check(&self, algorithm: Algorithm, allow_insecure_sizes: bool, signing: bool) -> Result<()> {
        if !algorithm.is_supported() {
            return Err(unsupported(algorithm));
        }
        let mismatch = |pieces: &[&str]| Err(Error::new(Code::KeyMismatch, &[&[algorithm.name()], pieces].concat()));
        if !self.fits_kind(algorithm) {
            return mismatch(&[
                " needs ",
                algorithm.key_words().any,
                ", and this is ",
                self.described(),
                ". Use the key that belongs to the algorithm.",
            ]);
        }
        if !self.0.limits.permit(algorithm) {
            return match &self.0.limits.algorithm {
                Some(bound) => mismatch(&[
                    " was asked for, and this key is for ",
                    &quoted(bound),
                    " only (its alg): one key, one algorithm.",
                ]),
                None => mismatch(&[
                    " was asked for, and this key is bound to RSASSA-PSS or to another hash by its identifier. Use PS256, PS384 or PS512, whichever it names.",
                ]),
            };
        }
        if let Some((member, value)) = self.0.limits.forbidding(signing, self.0.material.is_private()) {
            let purpose = if signing { "signing" } else { "verifying" };
            return mismatch(&[
                ": this key is not meant for ",
                purpose,
                ", its ",
                member,
                " says ",
                &quoted(&value),
                ". Use the issuer's signature key.",
            ]);
        }
        if signing && self.role() == KeyRole::Public {
            return mismatch(&[
                ": this is a public key, which only verifies. Sign with the private key that belongs to it.",
            ]);
        }
        if allow_insecure_sizes { Ok(()) } else { self.check_strength(algorithm) }
    }

    /// Whether the key is too small for every algorithm that it can do (RFC 7518 sections 3.2 and 3.3), so that each use
    /// of it needs `allow_insecure_key_sizes`; also an RSA key that bears the fingerprint of CVE-2017-15361.
    ///
    /// ```
    /// use jwtmint::Key;
    /// assert!(Key::from_secret(b"too short")?.is_weak());
    /// assert!(!Key::from_secret(b"as many bytes as SHA-256 gives..")?.is_weak());
    /// # Ok::<(), jwtmint::Error>(())
    /// ```
    #[must_use]
    pub fn is_weak(&self) -> bool {
        let algorithms = self.algorithms();
        !algorithms.is_empty() && algorithms.into_iter().all(|algorithm| self.check_strength(algorithm).is_err())
    }

    fn check_strength(&self, algorithm: Algorithm) -> Result<()> {
        let needed = algorithm.minimum_key_bits();
        match &self.0.material {
            Material::Secret(_) if self.bits() < needed => Err(Error::new(
                Code::KeyWeak,
                &[
                    algorithm.name(),
                    " needs a secret of at least ",
                    &number(needed as u64 / 8),
                    " bytes, and this one has ",
                    &number(self.bits() as u64 / 8),
                    " (RFC 7518 section 3.2). Use a longer, random secret.",
                ],
            )
            .with_remedy(Remedy::AcceptWeakKey)),
            Material::Rsa(_) if self.bits() < needed => Err(Error::new(
                Code::KeyWeak,
                &[
                    algorithm.name(),
                    " needs an RSA key of at least 2048 bits, and this one has ",
                    &number(self.bits() as u64),
                    " (RFC 7518 section 3.3). Make a new key.",
                ],
            )
            .with_remedy(Remedy::AcceptWeakKey)),
            Material::Rsa(key) if key.roca => Err(Error::new(
                Code::KeyWeak,
                &[
                    "This RSA key bears the fingerprint of a faulty generator (CVE-2017-15361, ROCA): its private key can be computed. Make a new key.",
                ],
            )
            .with_remedy(Remedy::AcceptWeakKey)),
            _ => Ok(()),
        }
    }

    /// What it is, with its article, for sentences.
    pub(crate) fn described(&self) -> &'static str {
        let words = match &self.0.material {
            Material::Secret(_) => SECRET_WORDS,
            Material::Rsa(_) => RSA_WORDS,
            Material::Ec(key) => key.curve.words(),
            Material::Ed(_) => ED25519_WORDS,
            Material::Akp(key) => key.set().words(),
        };
        if self.0.material.is_private() { words.private } else { words.public }
    }

    /// Signs; [`Key::check`] has been asked before.
    pub(crate) fn sign(&self, algorithm: Algorithm, input: &[u8], platform: &mut dyn Platform) -> Result<Vec<u8>> {
        let signature = match (&self.0.material, algorithm.family()) {
            (Material::Secret(secret), Family::Hmac(hash)) => Some(secret.hmac(hash).sign(input)),
            (Material::Rsa(key), Family::RsaPkcs1(hash)) => {
                let padded = rsa_padding::emsa_pkcs1(hash, &digest(hash, &[input]), key.n.len())
                    .ok_or_else(|| too_small(hash))?;
                private_operation(key, &padded, platform)
            }
            (Material::Rsa(key), Family::RsaPss(hash)) => {
                let mut salt = vec![0; hash.digest_bytes()];
                if !platform.fill_random(&mut salt) {
                    return Err(no_entropy(algorithm.name()));
                }
                let padded = rsa_padding::pss_encode(hash, &digest(hash, &[input]), &salt, bits(&key.n) - 1)
                    .ok_or_else(|| too_small(hash))?;
                private_operation(key, &padded, platform)
            }
            (Material::Ec(key), Family::Ecdsa(curve)) => {
                key.private.as_ref().and_then(|private| private.sign(&digest(curve.hash(), &[input])))
            }
            (Material::Ed(key), Family::Ed25519) => {
                key.private.as_ref().and_then(|private| private.sign(input)).map(|signature| signature.to_vec())
            }
            (Material::Akp(key), Family::MlDsa(_)) => key.sign(input),
            _ => None,
        };
        signature.ok_or_else(|| {
            Error::new(Code::Internal, &["The signature could not be made: the result did not pass its own check. Please report it, without the key."])
        })
    }

    /// Verifies; [`Key::check`] has been asked before. A signature of the wrong length is a wrong one.
    pub(crate) fn verify(&self, algorithm: Algorithm, input: &[u8], signature: &[u8]) -> bool {
        match (&self.0.material, algorithm.family()) {
            (Material::Secret(secret), Family::Hmac(hash)) => secret.hmac(hash).verify(input, signature),
            (Material::Rsa(key), Family::RsaPkcs1(hash)) => {
                let Some(opened) = public_operation(key, signature) else { return false };
                rsa_padding::emsa_pkcs1(hash, &digest(hash, &[input]), key.n.len())
                    .is_some_and(|expected| expected == opened)
            }
            (Material::Rsa(key), Family::RsaPss(hash)) => {
                let Some(opened) = public_operation(key, signature) else { return false };
                let em_bits = bits(&key.n) - 1;
                let (lead, encoded) = opened.split_at(opened.len() - em_bits.div_ceil(8).min(opened.len()));
                lead.iter().all(|&byte| byte == 0)
                    && rsa_padding::pss_verify(hash, &digest(hash, &[input]), encoded, em_bits)
            }
            (Material::Ec(key), Family::Ecdsa(curve)) => {
                signature.len() == 2 * curve.field_bytes()
                    && lent::p256_verify(key, input, signature)
                        .unwrap_or_else(|| key.public.verify(&digest(curve.hash(), &[input]), signature))
            }
            (Material::Ed(key), Family::Ed25519) => signature.len() == 64 && key.public.verify(input, signature),
            (Material::Akp(key), Family::MlDsa(_)) => key.verify(input, signature),
            _ => false,
        }
    }
}

#[cold]
fn too_small(hash: HashAlgorithm) -> Error {
    Error::new(
        Code::KeyWeak,
        &[
            "This RSA key is too small to hold a signature with ",
            hash.name(),
            ". Make a new key of at least 2048 bits.",
        ],
    )
}

/// The padded message, a byte shorter than the modulus for some sizes, to the signature.
fn private_operation(key: &RsaKey, padded: &[u8], platform: &mut dyn Platform) -> Option<Vec<u8>> {
    let mut block = vec![0; key.n.len().checked_sub(padded.len())?];
    block.extend_from_slice(padded);
    lent::rsa_private(key, &block).or_else(|| key.private.as_ref()?.apply(&block, platform))
}

/// The signature to the padded message: both are as long as the modulus.
fn public_operation(key: &RsaKey, signature: &[u8]) -> Option<Vec<u8>> {
    if signature.len() != key.n.len() {
        return None;
    }
    lent::rsa_public(key, signature)
        .or_else(|| key.public.apply(signature))
        .filter(|opened| opened.len() == key.n.len())
}
