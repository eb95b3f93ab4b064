//! Key to PEM.

use super::{
    Key, akp, base64,
    der::{self, element, unsigned},
    fault,
    limits::Pss,
    material::{EcKey, EdKey, Material, RsaKey},
    oid,
};
use crate::crypto::engine::{EcPrivateKey, EcPublicKey, EdPrivateKey, EdPublicKey, RsaPrivateKey};
use crate::remedy::Remedy;
use crate::wipe::Zeroizing;
use crate::{
    crypto::{self, RsaNumbers},
    error::{Code, Error, Result},
};
use alloc::{string::String, vec::Vec};

/// The form of a key inside its PEM block.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum PemFormat {
    /// PKCS#8 for a private key, SPKI for a public one: what every tool reads.
    #[default]
    Standard,
    /// `PRIVATE KEY` (RFC 5208).
    Pkcs8,
    /// `RSA PRIVATE KEY` or `RSA PUBLIC KEY` (RFC 8017 appendix A.1).
    Pkcs1,
    /// `EC PRIVATE KEY` (RFC 5915).
    Sec1,
    /// `PUBLIC KEY` (RFC 5280 section 4.1.2.7); of a private key, its public part.
    Spki,
}

type Der = Zeroizing<Vec<u8>>;

impl Key {
    /// The key as PEM.
    ///
    /// # Errors
    /// `ERR_KEY_MISMATCH` for a secret, which has no PEM form, and for a form that keys of this kind
    /// do not have.
    pub fn to_pem(&self, format: PemFormat) -> Result<Zeroizing<String>> {
        let format = match format {
            PemFormat::Standard if self.0.material.is_private() => PemFormat::Pkcs8,
            PemFormat::Standard => PemFormat::Spki,
            format => format,
        };
        let (label, der) = match (format, &self.0.material) {
            (_, Material::Secret(_)) => {
                return Err(
                    Error::new(Code::KeyMismatch, &["A secret has no PEM form."]).with_remedy(Remedy::ExportAsJwk)
                );
            }
            _ if !crypto::ASYMMETRIC => return Err(fault::small_file()),
            (PemFormat::Spki, material) => ("PUBLIC KEY", spki(material, self.0.limits.pss)),
            (PemFormat::Pkcs8, material) if material.is_private() => {
                ("PRIVATE KEY", pkcs8(material, self.0.limits.pss))
            }
            (PemFormat::Pkcs1, Material::Rsa(key)) => match &key.private {
                Some(private) => ("RSA PRIVATE KEY", rsa_private(private.numbers())),
                None => ("RSA PUBLIC KEY", rsa_public(key)),
            },
            (PemFormat::Sec1, Material::Ec(key)) if key.private.is_some() => ("EC PRIVATE KEY", ec_private(key, true)),
            (format, _) => {
                let needs = match format {
                    PemFormat::Pkcs1 => "pkcs1 is a form of RSA keys",
                    PemFormat::Sec1 => "sec1 is a form of EC private keys",
                    _ => "pkcs8 is a form of private keys",
                };
                return Err(Error::new(
                    Code::KeyMismatch,
                    &[needs, ", and this is ", self.described(), ". Leave format out for the usual one."],
                ));
            }
        };
        Ok(pem(label, &der))
    }
}

fn pem(label: &str, der: &[u8]) -> Zeroizing<String> {
    let mut out = Zeroizing::new(String::with_capacity(der.len() / 48 * 65 + 2 * label.len() + 110));
    for piece in ["-----BEGIN ", label, "-----\n"] {
        out.push_str(piece);
    }
    base64::encode_lines(der, &mut out);
    for piece in ["-----END ", label, "-----\n"] {
        out.push_str(piece);
    }
    out
}

fn name(oid: &[u8]) -> Der {
    element(der::OID, &[oid])
}

/// AlgorithmIdentifier.
fn identifier(material: &Material, pss: Option<Pss>) -> Der {
    let null = element(der::NULL, &[]);
    match (material, pss) {
        (Material::Rsa(_), None) => element(der::SEQUENCE, &[&name(oid::RSA), &null]),
        (Material::Rsa(_), Some(Pss::AnyHash)) => element(der::SEQUENCE, &[&name(oid::RSA_PSS)]),
        (Material::Rsa(_), Some(Pss::Only(hash))) => {
            let hash_name = element(der::SEQUENCE, &[&name(hash.oid()), &null]);
            let mask = element(der::SEQUENCE, &[&name(oid::MGF1), &hash_name]);
            let parameters = element(
                der::SEQUENCE,
                &[
                    &element(der::context(0), &[&hash_name]),
                    &element(der::context(1), &[&mask]),
                    &element(der::context(2), &[&unsigned(&[hash.digest_bytes() as u8])]),
                ],
            );
            element(der::SEQUENCE, &[&name(oid::RSA_PSS), &parameters])
        }
        (Material::Ec(key), _) => element(der::SEQUENCE, &[&name(oid::EC), &name(key.curve.oid())]),
        (Material::Akp(key), _) => element(der::SEQUENCE, &[&name(key.set().oid())]),
        (Material::Ed(_) | Material::Secret(_), _) => element(der::SEQUENCE, &[&name(oid::ED25519)]),
    }
}

fn spki(material: &Material, pss: Option<Pss>) -> Der {
    let bits = match material {
        Material::Rsa(key) => element(der::BIT_STRING, &[&[0], &rsa_public(key)]),
        Material::Ec(key) => element(der::BIT_STRING, &[&[0], &key.public.point()]),
        Material::Ed(key) => element(der::BIT_STRING, &[&[0], &key.public.bytes()]),
        Material::Akp(key) => element(der::BIT_STRING, &[&[0], &key.public_bytes()]),
        Material::Secret(_) => Der::default(),
    };
    element(der::SEQUENCE, &[&identifier(material, pss), &bits])
}

fn pkcs8(material: &Material, pss: Option<Pss>) -> Der {
    let inner = match material {
        Material::Rsa(key) => key.private.as_ref().map(|private| rsa_private(private.numbers())),
        Material::Ec(key) => Some(ec_private(key, false)),
        Material::Ed(key) => ed_seed(key),
        Material::Akp(key) => akp::pkcs8_seed(key),
        Material::Secret(_) => None,
    };
    let inner = element(der::OCTET_STRING, &[&inner.unwrap_or_default()]);
    element(der::SEQUENCE, &[&unsigned(&[0]), &identifier(material, pss), &inner])
}

pub(in crate::key) fn rsa_public(key: &RsaKey) -> Der {
    element(der::SEQUENCE, &[&unsigned(&key.n), &unsigned(&key.e)])
}

pub(in crate::key) fn rsa_private(parts: &RsaNumbers) -> Der {
    let numbers = [&parts.n[..], &parts.e, &parts.d, &parts.p, &parts.q, &parts.dp, &parts.dq, &parts.qi].map(unsigned);
    let [n, e, d, p, q, dp, dq, qi] = &numbers;
    element(der::SEQUENCE, &[&unsigned(&[0]), n, e, d, p, q, dp, dq, qi])
}

/// `named` adds the curve, which PKCS#8 says outside.
fn ec_private(key: &EcKey, named: bool) -> Der {
    let scalar = key.private.as_ref().map(|private| private.scalar()).unwrap_or_default();
    let curve = if named { element(der::context(0), &[&name(key.curve.oid())]) } else { Der::default() };
    let point = element(der::BIT_STRING, &[&[0], &key.public.point()]);
    element(
        der::SEQUENCE,
        &[&unsigned(&[1]), &element(der::OCTET_STRING, &[&scalar]), &curve, &element(der::context(1), &[&point])],
    )
}

fn ed_seed(key: &EdKey) -> Option<Der> {
    key.private.as_ref().map(|private| element(der::OCTET_STRING, &[&*private.seed()]))
}
