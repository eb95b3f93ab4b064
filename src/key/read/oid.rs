//! The object identifiers keys are told apart by, as the content bytes of their DER.

use crate::algorithm::{Curve, HashAlgorithm, MlDsaParameterSet};

pub(crate) const RSA: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 1];
pub(crate) const RSA_PSS: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 10];
pub(crate) const MGF1: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 8];
pub(crate) const EC: &[u8] = &[0x2a, 0x86, 0x48, 0xce, 0x3d, 2, 1];
pub(crate) const ED25519: &[u8] = &[0x2b, 0x65, 0x70];

/// The identifier of a named curve (RFC 5480 section 2.1.1.1, SEC 2).
pub(crate) const fn of_curve(curve: Curve) -> &'static [u8] {
    match curve {
        Curve::P256 => &[0x2a, 0x86, 0x48, 0xce, 0x3d, 3, 1, 7],
        Curve::P384 => &[0x2b, 0x81, 4, 0, 34],
        Curve::P521 => &[0x2b, 0x81, 4, 0, 35],
        Curve::Secp256k1 => &[0x2b, 0x81, 4, 0, 10],
    }
}

/// The identifier of a hash function (RFC 5754).
pub(crate) const fn of_hash(hash: HashAlgorithm) -> &'static [u8] {
    match hash {
        HashAlgorithm::Sha256 => &[0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, 1],
        HashAlgorithm::Sha384 => &[0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, 2],
        HashAlgorithm::Sha512 => &[0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, 3],
    }
}

/// The identifier of an ML-DSA parameter set (RFC 9881 section 2).
pub(crate) const fn of_set(set: MlDsaParameterSet) -> &'static [u8] {
    match set {
        MlDsaParameterSet::MlDsa44 => &[0x60, 0x86, 0x48, 1, 0x65, 3, 4, 3, 17],
        MlDsaParameterSet::MlDsa65 => &[0x60, 0x86, 0x48, 1, 0x65, 3, 4, 3, 18],
        MlDsaParameterSet::MlDsa87 => &[0x60, 0x86, 0x48, 1, 0x65, 3, 4, 3, 19],
    }
}

pub(crate) fn set(oid: &[u8]) -> Option<MlDsaParameterSet> {
    MlDsaParameterSet::ALL.into_iter().find(|&set| of_set(set) == oid)
}

pub(crate) fn curve(oid: &[u8]) -> Option<Curve> {
    Curve::ALL.into_iter().find(|&curve| of_curve(curve) == oid)
}

pub(crate) fn hash(oid: &[u8]) -> Option<HashAlgorithm> {
    [HashAlgorithm::Sha256, HashAlgorithm::Sha384, HashAlgorithm::Sha512].into_iter().find(|&hash| of_hash(hash) == oid)
}

/// What people call a key type that is recognised and cannot be used.
pub(crate) fn foreign_name(oid: &[u8]) -> Option<&'static str> {
    Some(match oid {
        [0x2a, 0x86, 0x48, 0xce, 0x38, 4, 1] => "DSA",
        [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 3, 1] | [0x2a, 0x86, 0x48, 0xce, 0x3e, 2, 1] => "Diffie-Hellman",
        [0x2b, 0x65, 0x6e] => "X25519",
        [0x2b, 0x65, 0x6f] => "X448",
        [0x2b, 0x65, 0x71] => "Ed448",
        [0x60, 0x86, 0x48, 1, 0x65, 3, 4, 3, 20..=31] => "SLH-DSA",
        [0x60, 0x86, 0x48, 1, 0x65, 3, 4, 4, 1..=3] => "ML-KEM",
        _ => return None,
    })
}
