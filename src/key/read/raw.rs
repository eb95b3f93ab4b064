//! Raw keys of elliptic curves: the bytes of a point, a scalar or a seed, with nothing around them. They are read where
//! the algorithm says what they are, or where two halves prove each other.

use super::{
    ImportOptions, Key,
    material::{EcKey, EdKey},
    mend,
};
use crate::algorithm::{Curve, Family};
use crate::crypto;
use crate::error::{Code, Error, Result};
use crate::wipe::Zeroizing;
use alloc::vec::Vec;

/// A seed of Ed25519 and its public key, as NaCl and its children keep private keys.
pub(crate) fn is_ed25519_pair(bytes: &[u8]) -> bool {
    pair_of_ed25519(bytes).is_some()
}

fn pair_of_ed25519(bytes: &[u8]) -> Option<Key> {
    let (seed, public) = bytes.split_at_checked(32).filter(|_| bytes.len() == 64)?;
    EdKey::private(seed, Some(public)).ok().map(Key::ed)
}

/// The key that text stands for, in base64, base64url or hexadecimal, if they or the algorithms asked for leave no doubt.
pub(crate) fn of_text(text: &str, options: &ImportOptions) -> Option<Result<Key>> {
    // Most text is a secret, which is not decoded only to be found too short for a pair of Ed25519.
    if options.names_no_algorithm() && text.len() * 3 / 4 < 64 {
        return None;
    }
    readings(text).find_map(|bytes| of_bytes(&bytes, options))
}

fn readings(text: &str) -> impl Iterator<Item = Zeroizing<Vec<u8>>> {
    let compact = mend::compact(&mend::mended(text));
    let hex = mend::hex_digits(&compact);
    let bare = compact.trim_end_matches('=');
    let base64 = bare.bytes().all(mend::is_base64).then(|| mend::loose(bare.as_bytes()));
    hex.into_iter().chain(base64)
}

/// The key that bytes are, if they or the algorithms asked for leave no doubt.
pub(crate) fn of_bytes(bytes: &[u8], options: &ImportOptions) -> Option<Result<Key>> {
    if !crypto::ASYMMETRIC {
        return None;
    }
    let family = match options.only_family() {
        // Its halves prove what it is.
        None if options.names_no_algorithm() => return pair_of_ed25519(bytes).map(Ok),
        family => family?,
    };
    let key = match family {
        Family::Ecdsa(curve) => ec(curve, bytes)?,
        Family::Ed25519 if bytes.len() == 64 => Ok(pair_of_ed25519(bytes)?),
        Family::Ed25519 if bytes.len() == 32 => match options.for_signing {
            Some(true) => EdKey::private(bytes, None).map(Key::ed),
            Some(false) => EdKey::public(bytes).map(Key::ed),
            None => Err(Error::new(
                Code::KeyInvalid,
                &[
                    "These 32 bytes can be the seed or the public key of Ed25519. Give the key as a JWK, whose members d and x say which, or as PEM.",
                ],
            )),
        },
        _ => return None,
    };
    Some(key)
}

fn ec(curve: Curve, bytes: &[u8]) -> Option<Result<Key>> {
    let length = curve.field_bytes();
    Some(if bytes.len() == length {
        EcKey::private(curve, bytes, None).map(Key::ec)
    } else if bytes.len() == 2 * length {
        EcKey::public(curve, &super::material::point_of(bytes, &[])).map(Key::ec)
    } else if matches!((bytes.first()?, bytes.len() - 1), (2 | 3, rest) if rest == length)
        || matches!((bytes.first()?, bytes.len() - 1), (4, rest) if rest == 2 * length)
    {
        EcKey::public(curve, bytes).map(Key::ec)
    } else {
        return None;
    })
}

/// A raw private key beside its raw public key, on any curve: how Web Push keeps its VAPID keys (RFC 8292).
pub(crate) fn pair(private: &str, public: &str) -> Option<Key> {
    for private in readings(private) {
        for public in readings(public) {
            let ed = EdKey::private(&private, Some(&public)).ok().map(Key::ed);
            let ec = |curve: &Curve| EcKey::private(*curve, &private, Some(&public)).ok().map(Key::ec);
            let fits = |curve: &&Curve| private.len() == curve.field_bytes();
            let found = ed.or_else(|| Curve::ALL.iter().filter(fits).find_map(ec));
            if found.is_some() {
                return found;
            }
        }
    }
    None
}
