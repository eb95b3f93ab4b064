//! JWK to key (RFC 7517, RFC 7518 section 6, RFC 8037, RFC 8812, RFC 9964), strictly.

use super::{
    Key, akp,
    fault::small_file,
    material::{EcKey, EdKey, RsaKey, point_of},
    secret,
};
use crate::wipe::Zeroizing;
use crate::{
    algorithm::{Curve, ED25519_NAME, KeyType, curve_names, key_type_names},
    base64url, crypto,
    crypto::RsaNumbers,
    error::{Code, Error, Result, quoted},
    json::{Object, Value, repeated},
};
use alloc::{string::String, vec::Vec};

/// Reads one JWK.
pub(crate) fn read(object: &Object<'_>) -> Result<Key> {
    if let Some(error) = unknown_kind(object) {
        return Err(error);
    }
    let kind = text(object, "kty")?.ok_or_else(|| invalid("kty", "is missing"))?;
    let key_id = text(object, "kid")?;
    let key_type = KeyType::from_name(&kind).ok_or_else(|| invalid("kty", "is unknown here"))?;
    let mut key = match key_type {
        KeyType::Oct => secret::said(required(object, "k")?)?,
        _ if !crypto::ASYMMETRIC => return Err(small_file()),
        // A key that is in its certificate alone (section 4.7).
        KeyType::Rsa | KeyType::Ec | KeyType::Okp if certificate(object) => from_certificate(object, key_type)?,
        KeyType::Rsa => rsa(object)?,
        KeyType::Ec => ec(object)?,
        KeyType::Okp => ed(object)?,
        KeyType::Akp => akp::from_jwk(object)?,
    };
    key.0.key_id = key_id;
    key.0.limits.algorithm = text(object, "alg")?;
    key.0.limits.usage = text(object, "use")?;
    key.0.limits.operations = operations(object)?;
    Ok(key)
}

/// The error for a key type, curve or AKP algorithm that is unknown here, which a set passes over
/// (RFC 7517 section 5).
pub(crate) fn unknown_kind(object: &Object<'_>) -> Option<Error> {
    let unknown = |member: &str, value: &str, known: &str| {
        Some(Error::new(
            Code::KeyInvalid,
            &["The JWK's ", member, " is ", &quoted(value), "; ", known, " can be used here."],
        ))
    };
    let kind = object.text("kty")?;
    let curve = object.text("crv");
    let Some(key_type) = KeyType::from_name(&kind) else {
        return unknown("kty", &kind, &key_type_names(" and "));
    };
    match (key_type, curve.as_deref()) {
        (KeyType::Oct | KeyType::Rsa, _) | (KeyType::Ec | KeyType::Okp, None) => None,
        (KeyType::Ec, Some(name)) if Curve::from_name(name).is_some() => None,
        (KeyType::Ec, Some(name)) => unknown("crv", name, &curve_names(" and ")),
        (KeyType::Okp, Some(ED25519_NAME)) => None,
        (KeyType::Okp, Some(name)) => unknown("crv", name, ED25519_NAME),
        (KeyType::Akp, _) => akp::unknown_algorithm(object),
    }
}

/// Whether the key is not there in numbers, and a certificate is.
fn certificate(object: &Object<'_>) -> bool {
    let number = ["n", "x", "y", "d"].iter().any(|name| given(object, name).is_some());
    !number && given(object, "x5c").is_some()
}

/// `x5c` holds standard base64 of DER, the key's own certificate first.
fn from_certificate(object: &Object<'_>, key_type: KeyType) -> Result<Key> {
    let chain = object.get("x5c").and_then(Value::as_strings).unwrap_or_default();
    let first = chain.first().ok_or_else(|| invalid("x5c", "must be an array of certificates in base64"))?;
    let der = super::base64::decode(&super::mend::compact(first))
        .map_err(|_| invalid("x5c", "does not begin with a certificate in standard base64 (RFC 7517 section 4.7)"))?;
    let key = super::x509::read(&der)?;
    if key.key_type() == key_type {
        Ok(key)
    } else {
        Err(invalid("kty", "is not that of the key in its certificate, x5c"))
    }
}

fn rsa(object: &Object<'_>) -> Result<Key> {
    let (n, e) = (minimal(object, "n")?, minimal(object, "e")?);
    let Some(d) = bytes(object, "d")? else {
        if let Some(name) = ["p", "q", "dp", "dq", "qi", "oth"].into_iter().find(|name| given(object, name).is_some()) {
            return Err(invalid(name, "is there without d: a private RSA key has both, a public one neither"));
        }
        return RsaKey::public(&n, &e).map(Key::rsa);
    };
    if given(object, "oth").is_some() {
        return Err(super::foreign::Foreign::MultiPrime.error());
    }
    let present = ["p", "q", "dp", "dq", "qi"].into_iter().filter(|name| given(object, name).is_some()).count();
    if present != 0 && present != 5 {
        return Err(invalid("p", "q, dp, dq and qi must be there all five, or none of them (RFC 7518 section 6.3.2)"));
    }
    let part = |name| {
        let value = bytes(object, name)?.unwrap_or_default();
        let value = Zeroizing::new(super::material::trimmed(&value).to_vec());
        // The engines complete numbers that are not there, and zero is none of those.
        if value.is_empty() && present != 0 { Err(invalid(name, "is zero")) } else { Ok(value) }
    };
    let d = Zeroizing::new(super::material::trimmed(&d).to_vec());
    let parts = RsaNumbers {
        n: n.to_vec(),
        e: e.to_vec(),
        d,
        p: part("p")?,
        q: part("q")?,
        dp: part("dp")?,
        dq: part("dq")?,
        qi: part("qi")?,
    };
    RsaKey::private(parts).map(Key::rsa)
}

fn ec(object: &Object<'_>) -> Result<Key> {
    let name = text(object, "crv")?.unwrap_or_default();
    let curve = Curve::from_name(&name).ok_or_else(|| invalid("crv", "is missing"))?;
    let field = |name: &str, value: Zeroizing<Vec<u8>>| {
        if value.len() == curve.field_bytes() {
            Ok(value)
        } else {
            let fault = if value.len() < curve.field_bytes() {
                "is shorter than the curve's field: its leading zeros were dropped, or some of it is missing (RFC 7518 section 6.2)"
            } else {
                "is longer than the curve's field (RFC 7518 section 6.2)"
            };
            Err(invalid(name, fault))
        }
    };
    let point = point_of(&field("x", required(object, "x")?)?, &field("y", required(object, "y")?)?);
    match bytes(object, "d")? {
        Some(scalar) => EcKey::private(curve, &field("d", scalar)?, Some(&point)),
        None => EcKey::public(curve, &point),
    }
    .map(Key::ec)
}

fn ed(object: &Object<'_>) -> Result<Key> {
    // Another name has been refused before.
    text(object, "crv")?.ok_or_else(|| invalid("crv", "is missing"))?;
    let public = required(object, "x")?;
    match bytes(object, "d")? {
        Some(seed) => EdKey::private(&seed, Some(&public)),
        None => EdKey::public(&public),
    }
    .map(Key::ed)
}

/// `key_ops`: an array of different strings that agree with `use` (RFC 7517 section 4.3).
fn operations(object: &Object<'_>) -> Result<Option<Vec<String>>> {
    let Some(value) = given(object, "key_ops") else {
        return Ok(None);
    };
    let names = value.as_strings().ok_or_else(|| wrong_type("key_ops", "an array of strings", value))?;
    if repeated(names.iter().map(|name| &**name).collect()).is_some() {
        return Err(invalid("key_ops", "names an operation twice"));
    }
    let signs = names.iter().any(|name| name == "sign" || name == "verify");
    let contradicts = match object.text("use").as_deref() {
        Some("sig") => !signs,
        Some("enc") => signs,
        _ => false,
    };
    if contradicts {
        return Err(invalid("key_ops", "contradicts its use"));
    }
    Ok(Some(names.into_iter().map(String::from).collect()))
}

#[cold]
pub(crate) fn invalid(name: &str, what: &str) -> Error {
    Error::new(Code::KeyInvalid, &["The JWK cannot be used: its member ", name, " ", what, ". Export the key again."])
}

#[cold]
fn wrong_type(name: &str, expected: &str, value: Value<'_>) -> Error {
    Error::new(Code::KeyInvalid, &["The JWK's member ", name, " must be ", expected, ", and is ", value.kind(), "."])
}

fn text(object: &Object<'_>, name: &str) -> Result<Option<String>> {
    given(object, name)
        .map(|value| value.as_str().map(String::from).ok_or_else(|| wrong_type(name, "a string", value)))
        .transpose()
}

/// A member that is there. Some writers say `null` for what they do not have.
fn given<'a>(object: &Object<'a>, name: &str) -> Option<Value<'a>> {
    object.get(name).filter(|value| !value.is_null())
}

pub(crate) fn bytes(object: &Object<'_>, name: &str) -> Result<Option<Zeroizing<Vec<u8>>>> {
    let Some(value) = given(object, name) else {
        return Ok(None);
    };
    let encoded = value.as_str().ok_or_else(|| wrong_type(name, "a string", value))?;
    match base64url::decode(encoded.as_bytes()) {
        Ok(decoded) => Ok(Some(Zeroizing::new(decoded))),
        Err(_) if encoded.ends_with('=') => {
            Err(invalid(name, "is padded with \"=\": base64url in a JWK has no padding (RFC 7515 section 2)"))
        }
        Err(_) if encoded.contains(['+', '/']) => Err(invalid(
            name,
            "is in standard base64, with \"+\" or \"/\": a JWK has base64url, with \"-\" and \"_\" (RFC 7515 section 2)",
        )),
        Err(_) => Err(invalid(name, "is not canonical base64url (RFC 7515 section 2)")),
    }
}

pub(crate) fn required(object: &Object<'_>, name: &str) -> Result<Zeroizing<Vec<u8>>> {
    bytes(object, name)?.ok_or_else(|| invalid(name, "is missing"))
}

/// Base64urlUInt (RFC 7518 section 2): no leading zero byte. Two texts of one modulus would give
/// two thumbprints.
fn minimal(object: &Object<'_>, name: &str) -> Result<Zeroizing<Vec<u8>>> {
    let value = required(object, name)?;
    if value.first().is_none_or(|&first| first == 0) {
        return Err(invalid(name, "is empty or begins with a zero byte (RFC 7518 section 2)"));
    }
    Ok(value)
}
