//! The forms older than PKCS#8: PKCS#1 for RSA (RFC 8017 appendix A.1), SEC1 for EC (RFC 5915).

use super::{
    Key,
    der::{self, DerReader},
    fault::malformed,
    foreign::{self, Foreign},
    material::{EcKey, RsaKey, trimmed},
};
use crate::wipe::Zeroizing;
use crate::{
    algorithm::Curve,
    crypto::RsaNumbers,
    error::{Code, Error, Result},
};
use alloc::vec::Vec;

pub(crate) fn rsa_public(der: &[u8]) -> Result<Key> {
    let read = || {
        let mut reader = DerReader::whole_sequence(der)?;
        let numbers = (reader.unsigned()?, reader.unsigned()?);
        reader.end()?;
        Some(numbers)
    };
    let (n, e) = read().ok_or_else(|| malformed("PKCS#1 RSA public key"))?;
    RsaKey::public(n, e).map(Key::rsa)
}

pub(crate) fn rsa_private(der: &[u8]) -> Result<Key> {
    let read = || {
        let mut reader = DerReader::whole_sequence(der)?;
        let version = reader.small()?;
        let mut number = || reader.unsigned().map(<[u8]>::to_vec);
        let mut secret = || number().map(Zeroizing::new);
        let (n, e, d) = (secret()?.to_vec(), secret()?.to_vec(), secret()?);
        let parts = RsaNumbers { n, e, d, p: secret()?, q: secret()?, dp: secret()?, dq: secret()?, qi: secret()? };
        // Version 1 is followed by further primes.
        if version == 0 {
            reader.end()?;
        }
        Some((version, parts))
    };
    match read().ok_or_else(|| malformed("PKCS#1 RSA private key"))? {
        (0, parts) => RsaKey::private(parts).map(Key::rsa),
        _ => Err(Foreign::MultiPrime.error()),
    }
}

/// `outer` is the curve that PKCS#8 names around this structure.
pub(crate) fn ec_private(der: &[u8], outer: Option<Curve>) -> Result<Key> {
    let read = || {
        let mut reader = DerReader::whole_sequence(der)?;
        let version = reader.small()?;
        let scalar = reader.read(der::OCTET_STRING)?;
        let parameters = reader.optional(der::context(0))?;
        let point = match reader.optional(der::context(1))? {
            Some(content) => {
                let mut inside = DerReader::new(content);
                let point = inside.bits()?;
                inside.end()?;
                Some(point)
            }
            None => None,
        };
        reader.end()?;
        (version == 1).then_some((scalar, parameters, point))
    };
    let (scalar, parameters, point) = read().ok_or_else(|| malformed("SEC1 EC private key"))?;
    let inner = parameters.map(named_curve).transpose()?;
    let curve = match (inner, outer) {
        (Some(inner), Some(outer)) if inner != outer => {
            return Err(Error::new(
                Code::KeyInvalid,
                &["This EC key names two different curves, ", outer.name(), " and ", inner.name(), "."],
            ));
        }
        (Some(curve), _) | (None, Some(curve)) => curve,
        (None, None) => {
            return Err(Error::new(
                Code::KeyInvalid,
                &[
                    "This SEC1 EC private key does not name its curve. Convert it with: openssl pkcs8 -topk8 -nocrypt -in key.pem -out pkcs8.pem",
                ],
            ));
        }
    };
    EcKey::private(curve, &scalar_of(curve, scalar), point).map(Key::ec)
}

/// ECParameters: an object identifier, or numbers, which are refused.
pub(crate) fn named_curve(parameters: &[u8]) -> Result<Curve> {
    let mut reader = DerReader::new(parameters);
    let named = reader.read(der::OID).filter(|_| reader.is_empty());
    named.and_then(Curve::from_oid).ok_or_else(|| foreign::curve(parameters))
}

/// Some older tools drop the leading zeros of the scalar, which RFC 5915 section 3 demands, and others add more.
fn scalar_of(curve: Curve, scalar: &[u8]) -> Zeroizing<Vec<u8>> {
    let scalar = trimmed(scalar);
    let mut padded = Zeroizing::new(Vec::with_capacity(curve.field_bytes()));
    padded.resize(curve.field_bytes().saturating_sub(scalar.len()), 0);
    padded.extend_from_slice(scalar);
    padded
}
