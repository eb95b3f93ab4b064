//! The numbers of a key, checked, in the engine's form.

use super::{
    akp::AkpKey,
    fault::{mismatched_halves, refusal},
    lent_key::LentKey,
    roca,
    secret::Secret,
};
use crate::crypto::engine::{EcPrivateKey, EcPublicKey, EdPrivateKey, EdPublicKey, RsaPrivateKey, RsaPublicKey};
use crate::{
    algorithm::Curve,
    crypto::{EcPrivate, EcPublic, EdPrivate, EdPublic, RsaNumbers, RsaPrivate, RsaPublic},
    error::{Code, Error, Result, number},
};
use alloc::{boxed::Box, vec::Vec};

/// Below, no option helps.
const RSA_FLOOR_BITS: usize = 512;
/// Above, one verification would take so long that the key is a weapon.
const RSA_CEILING_BITS: usize = 16_384;

#[derive(Clone)]
pub(crate) enum Material {
    Secret(Box<Secret>),
    Rsa(Box<RsaKey>),
    Ec(Box<EcKey>),
    Ed(Box<EdKey>),
    Akp(Box<AkpKey>),
}

#[derive(Clone)]
pub(crate) struct RsaKey {
    pub(crate) n: Vec<u8>,
    pub(crate) e: Vec<u8>,
    pub(crate) public: RsaPublic,
    pub(crate) private: Option<RsaPrivate>,
    /// The modulus bears the fingerprint of CVE-2017-15361.
    pub(crate) roca: bool,
    #[cfg_attr(not(feature = "__host-crypto"), allow(dead_code))]
    pub(crate) lent: LentKey,
}

#[derive(Clone)]
pub(crate) struct EcKey {
    pub(crate) curve: Curve,
    pub(crate) public: EcPublic,
    pub(crate) private: Option<EcPrivate>,
    #[cfg_attr(not(feature = "__host-crypto"), allow(dead_code))]
    pub(crate) lent: LentKey,
}

#[derive(Clone)]
pub(crate) struct EdKey {
    pub(crate) public: EdPublic,
    pub(crate) private: Option<EdPrivate>,
}

/// Bytes of an unsigned number without leading zeros.
pub(crate) fn trimmed(bytes: &[u8]) -> &[u8] {
    let zeros = bytes.iter().take_while(|&&byte| byte == 0).count();
    &bytes[zeros..]
}

/// Size of an unsigned number in bits.
pub(crate) fn bits(bytes: &[u8]) -> usize {
    let bytes = trimmed(bytes);
    bytes.first().map_or(0, |first| bytes.len() * 8 - first.leading_zeros() as usize)
}

impl RsaKey {
    pub(crate) fn public(n: &[u8], e: &[u8]) -> Result<RsaKey> {
        let (n, e) = (trimmed(n), trimmed(e));
        let size = bits(n);
        if size < RSA_FLOOR_BITS {
            return Err(Error::new(
                Code::KeyWeak,
                &[
                    "This RSA key has ",
                    &number(size as u64),
                    " bits; at least 2048 are needed (RFC 7518 section 3.3), and below 512 no option helps.",
                ],
            ));
        }
        let fault = if size > RSA_CEILING_BITS {
            "it has more than 16384 bits"
        } else if n.last().is_none_or(|last| last & 1 == 0) {
            "its modulus is even"
        } else if e.last().is_none_or(|last| last & 1 == 0) || e == [1] {
            "its public exponent is not an odd number above 2"
        } else if bits(e) > 64 {
            "its public exponent has more than 64 bits"
        } else {
            let public = RsaPublic::new(n, e)
                .map_err(|fault| refusal(fault, "The modulus and exponent of this RSA key cannot be used."))?;
            return Ok(RsaKey {
                n: n.into(),
                e: e.into(),
                public,
                private: None,
                roca: roca::is_marked(n),
                lent: LentKey::default(),
            });
        };
        Err(Error::new(
            Code::KeyInvalid,
            &[
                "This RSA key cannot be used: ",
                fault,
                ". Make a new one with: openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out key.pem",
            ],
        ))
    }

    /// The engine completes the primes if they are not there, and checks that all belong together.
    pub(crate) fn private(parts: RsaNumbers) -> Result<RsaKey> {
        let mut key = RsaKey::public(&parts.n, &parts.e)?;
        let private = RsaPrivate::new(parts)
            .map_err(|fault| refusal(fault, "The numbers of this RSA private key do not belong together."))?;
        key.private = Some(private);
        Ok(key)
    }

    pub(crate) fn bits(&self) -> usize {
        bits(&self.n)
    }
}

impl EcKey {
    /// `point` is SEC 1's, compressed or not; it must be on the curve.
    pub(crate) fn public(curve: Curve, point: &[u8]) -> Result<EcKey> {
        let public = EcPublic::new(curve, point).map_err(|fault| {
            refusal(
                fault,
                &["The public point of this EC key is not a point of the curve ", curve.name(), "."].concat(),
            )
        })?;
        Ok(EcKey { curve, public, private: None, lent: LentKey::default() })
    }

    /// `point`, where it is known, must be the scalar's.
    pub(crate) fn private(curve: Curve, scalar: &[u8], point: Option<&[u8]>) -> Result<EcKey> {
        let private = EcPrivate::new(curve, scalar).map_err(|fault| {
            refusal(
                fault,
                &["The private number of this EC key is out of the range of the curve ", curve.name(), "."].concat(),
            )
        })?;
        let public = private.public();
        if let Some(point) = point
            && EcKey::public(curve, point)?.public.point() != public.point()
        {
            return Err(mismatched_halves());
        }
        Ok(EcKey { curve, public, private: Some(private), lent: LentKey::default() })
    }
}

impl EdKey {
    pub(crate) fn public(bytes: &[u8]) -> Result<EdKey> {
        let public = EdPublic::new(bytes).map_err(|fault| {
            refusal(fault, "The public key is not 32 bytes that encode a point of Ed25519 of full order.")
        })?;
        Ok(EdKey { public, private: None })
    }

    pub(crate) fn private(seed: &[u8], public: Option<&[u8]>) -> Result<EdKey> {
        let private =
            EdPrivate::new(seed).map_err(|fault| refusal(fault, "The private key of Ed25519 is not 32 bytes long."))?;
        let derived = private.public();
        if public.is_some_and(|given| given != derived.bytes()) {
            return Err(mismatched_halves());
        }
        Ok(EdKey { public: derived, private: Some(private) })
    }
}

/// The uncompressed point of two coordinates.
pub(crate) fn point_of(x: &[u8], y: &[u8]) -> Vec<u8> {
    [&[4], x, y].concat()
}

/// The two coordinates of an uncompressed point.
pub(crate) fn coordinates(point: &[u8]) -> (&[u8], &[u8]) {
    let halves = point.get(1..).unwrap_or_default();
    halves.split_at(halves.len() / 2)
}

impl Material {
    pub(crate) fn is_private(&self) -> bool {
        match self {
            Material::Secret(_) => false,
            Material::Rsa(key) => key.private.is_some(),
            Material::Ec(key) => key.private.is_some(),
            Material::Ed(key) => key.private.is_some(),
            Material::Akp(key) => key.is_private(),
        }
    }

    /// The same key without its private part; a secret has no other part.
    pub(crate) fn public(&self) -> Option<Material> {
        match self {
            Material::Secret(_) => None,
            Material::Rsa(key) => Some(Material::Rsa(Box::new(RsaKey {
                n: key.n.clone(),
                e: key.e.clone(),
                public: key.public.clone(),
                private: None,
                roca: key.roca,
                lent: LentKey::default(),
            }))),
            Material::Ec(key) => Some(Material::Ec(Box::new(EcKey {
                curve: key.curve,
                public: key.public.clone(),
                private: None,
                lent: LentKey::default(),
            }))),
            Material::Ed(key) => Some(Material::Ed(Box::new(EdKey { public: key.public.clone(), private: None }))),
            Material::Akp(key) => Some(Material::Akp(Box::new(key.to_public()))),
        }
    }

    /// Whether both hold the same public key.
    pub(crate) fn is_same_public(&self, other: &Material) -> bool {
        match (self, other) {
            (Material::Rsa(a), Material::Rsa(b)) => a.n == b.n && a.e == b.e,
            (Material::Ec(a), Material::Ec(b)) => a.curve == b.curve && a.public.point() == b.public.point(),
            (Material::Ed(a), Material::Ed(b)) => a.public.bytes() == b.public.bytes(),
            (Material::Akp(a), Material::Akp(b)) => a.set() == b.set() && a.public_bytes() == b.public_bytes(),
            _ => false,
        }
    }
}
