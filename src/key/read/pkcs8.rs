//! PKCS#8 private keys (RFC 5208, RFC 5958) and SPKI public keys (RFC 5280 section 4.1.2.7); for ML-DSA, RFC 9881.

use super::{
    Key,
    akp::{self, AkpKey},
    der::{self, DerReader},
    fault::{malformed, no_ml_dsa},
    foreign,
    limits::Pss,
    material::{EcKey, EdKey, Material},
    oid, traditional,
};
use crate::{
    algorithm::{Curve, HashAlgorithm, MlDsaParameterSet},
    crypto,
    error::{Code, Error, Result},
};

/// What an AlgorithmIdentifier says.
enum Kind {
    Rsa(Option<Pss>),
    Ec(Curve),
    Ed25519,
    MlDsa(MlDsaParameterSet),
}

pub(crate) fn private(der: &[u8]) -> Result<Key> {
    let what = "PKCS#8 private key";
    let read = || {
        let mut reader = DerReader::whole_sequence(der)?;
        let version = reader.small()?;
        let identifier = reader.sequence()?;
        let inner = reader.read(der::OCTET_STRING)?;
        // Attributes, which nothing here needs.
        reader.optional(der::context(0))?;
        let public = match reader.peek() {
            // [1] IMPLICIT BIT STRING (RFC 5958); some writers tag it explicitly, or leave the version at 0. The key is
            // held against the private one, so that nothing depends on it.
            Some(0x81) => Some(der::whole_bytes(reader.read(0x81)?)?),
            Some(tag) if tag == der::context(1) => {
                let mut inside = DerReader::new(reader.read(tag)?);
                let public = inside.bits()?;
                inside.end()?;
                Some(public)
            }
            _ => None,
        };
        reader.end()?;
        (version <= 1).then_some((identifier, inner, public))
    };
    let (identifier, inner, public) = read().ok_or_else(|| malformed(what))?;
    let key = match kind(identifier, what)? {
        Kind::Rsa(pss) => bound(traditional::rsa_private(inner)?, pss),
        Kind::Ec(curve) => traditional::ec_private(inner, Some(curve))?,
        Kind::Ed25519 => {
            let mut reader = DerReader::new(inner);
            let seed = reader.read(der::OCTET_STRING).filter(|_| reader.is_empty()).ok_or_else(|| malformed(what))?;
            Key::ed(EdKey::private(seed, public)?)
        }
        Kind::MlDsa(set) => Key::akp(akp::from_pkcs8(set, inner, public)?),
    };
    if let (Some(public), Material::Rsa(_) | Material::Ec(_)) = (public, &key.0.material) {
        fits(&key, public)?;
    }
    Ok(key)
}

/// The public key of version 2 must be the private one's.
fn fits(key: &Key, public: &[u8]) -> Result<()> {
    let other = match &key.0.material {
        Material::Ec(ec) => Key::ec(EcKey::public(ec.curve, public)?),
        _ => traditional::rsa_public(public)?,
    };
    if key.0.material.is_same_public(&other.0.material) {
        return Ok(());
    }
    Err(Error::new(
        Code::KeyInvalid,
        &["The public key inside this PKCS#8 private key belongs to another private key. Export the key again."],
    ))
}

pub(crate) fn public(der: &[u8]) -> Result<Key> {
    let what = "SPKI public key";
    let read = || {
        let mut reader = DerReader::whole_sequence(der)?;
        let parts = (reader.sequence()?, reader.bits()?);
        reader.end()?;
        Some(parts)
    };
    let (identifier, inner) = read().ok_or_else(|| malformed(what))?;
    Ok(match kind(identifier, what)? {
        Kind::Rsa(pss) => bound(traditional::rsa_public(inner)?, pss),
        Kind::Ec(curve) => Key::ec(EcKey::public(curve, inner)?),
        Kind::Ed25519 => Key::ed(EdKey::public(inner)?),
        Kind::MlDsa(set) => Key::akp(AkpKey::public(set, inner)?),
    })
}

fn bound(mut key: Key, pss: Option<Pss>) -> Key {
    key.0.limits.pss = pss;
    key
}

fn kind(mut identifier: DerReader<'_>, what: &str) -> Result<Kind> {
    let name = identifier.read(der::OID).ok_or_else(|| malformed(what))?;
    let parameters = identifier;
    match name {
        oid::RSA => {
            // NULL by the standard; some writers leave it out.
            let null = identifier.optional(der::NULL).is_some_and(|null| null.is_none_or(<[u8]>::is_empty));
            if null && identifier.is_empty() { Ok(Kind::Rsa(None)) } else { Err(malformed(what)) }
        }
        oid::RSA_PSS => pss(parameters).map(|pss| Kind::Rsa(Some(pss))),
        oid::EC => traditional::named_curve(parameters.rest()).map(Kind::Ec),
        oid::ED25519 if parameters.is_empty() => Ok(Kind::Ed25519),
        oid::ED25519 => Err(malformed(what)),
        _ => match MlDsaParameterSet::from_oid(name) {
            Some(_) if !crypto::ML_DSA => Err(no_ml_dsa()),
            Some(set) if parameters.is_empty() => Ok(Kind::MlDsa(set)),
            Some(_) => Err(malformed(what)),
            None => Err(foreign::key_type(name)),
        },
    }
}

/// RSASSA-PSS-params (RFC 4055 section 3.1). JWS uses one hash throughout and a salt as long as it;
/// a key that demands more than that has no algorithm here.
fn pss(mut identifier: DerReader<'_>) -> Result<Pss> {
    if identifier.is_empty() {
        return Ok(Pss::AnyHash);
    }
    let mut read = || {
        let mut parameters = identifier.sequence()?;
        identifier.end()?;
        let hash = inside(parameters.read(der::context(0))?, None)?;
        let mask = inside(parameters.read(der::context(1))?, Some(oid::MGF1))?;
        let mut salt = DerReader::new(parameters.read(der::context(2))?);
        let least = salt.small()?;
        salt.end()?;
        parameters.end()?;
        (hash == mask && least as usize <= hash.digest_bytes()).then_some(Pss::Only(hash))
    };
    read().ok_or_else(|| {
        Error::new(
            Code::KeyInvalid,
            &["This RSASSA-PSS key is bound to parameters that no JSON Web Signature algorithm has: SHA-256, SHA-384 or SHA-512 for both hashes, and a salt no longer than the hash, are needed. Make a new key with: openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out key.pem"],
        )
    })
}

/// The hash of an AlgorithmIdentifier, or of the one within it if `outer` is its name.
fn inside(content: &[u8], outer: Option<&[u8]>) -> Option<HashAlgorithm> {
    let mut reader = DerReader::whole_sequence(content)?;
    let mut name = reader.read(der::OID)?;
    if let Some(outer) = outer {
        if name != outer {
            return None;
        }
        let mut within = reader.sequence()?;
        reader.end()?;
        name = within.read(der::OID)?;
        reader = within;
    }
    if reader.optional(der::NULL)?.is_some_and(|null| !null.is_empty()) {
        return None;
    }
    reader.end()?;
    HashAlgorithm::from_oid(name)
}
