//! Fresh keys. Random numbers come from the platform and nowhere else.

use super::{
    GenerateOptions, Key,
    akp::AkpKey,
    fault::{no_entropy, refusal},
    lent,
    material::{EcKey, EdKey, Material, RsaKey},
    read::secret,
    read::traditional,
};
use crate::crypto::engine::RsaPrivateKey;
use crate::wipe::Zeroizing;
use crate::{
    algorithm::{Algorithm, Curve, Family},
    crypto::RsaPrivate,
    error::{Code, Error, Result, number},
    platform::Platform,
};
use alloc::{boxed::Box, string::String, vec, vec::Vec};

impl Key {
    /// Makes a key for an algorithm, bound to it, with random numbers of the caller's source.
    ///
    /// # Errors
    /// `ERR_NO_ENTROPY` if the platform has no random numbers; `ERR_OPTION_INVALID` for a size that
    /// is out of range; `ERR_ALGORITHM_UNSUPPORTED` in a build without the algorithm.
    ///
    /// ```
    /// use jwtmint::{Algorithm, Code, GenerateOptions, Key, Platform};
    /// # struct Mute;
    /// # impl Platform for Mute {
    /// #     fn now_seconds(&mut self) -> f64 { 0.0 }
    /// #     fn fill_random(&mut self, _: &mut [u8]) -> bool { false }
    /// # }
    /// let error = Key::generate_with(Algorithm::HS256, &GenerateOptions::new(), &mut Mute).unwrap_err();
    /// assert_eq!(error.code(), Code::NoEntropy);
    /// ```
    pub fn generate_with(algorithm: Algorithm, options: &GenerateOptions, platform: &mut dyn Platform) -> Result<Key> {
        if !algorithm.is_supported() {
            return Err(super::fault::unsupported(algorithm));
        }
        let mut key = match algorithm.family() {
            Family::Hmac(hash) => secret::key(random(secret_length(hash.digest_bytes(), options)?, platform)?)?,
            Family::RsaPkcs1(_) | Family::RsaPss(_) => rsa(modulus_bits(options)?, platform)?,
            Family::Ecdsa(curve) => ec(curve, platform)?,
            Family::Ed25519 => Key::ed(EdKey::private(&random(32, platform)?, None)?),
            Family::MlDsa(set) => Key::akp(AkpKey::private(set, &random(32, platform)?, None)?),
        };
        key.0.limits.algorithm = Some(String::from(algorithm.name()));
        key.0.key_id = options.key_id.clone();
        Ok(key)
    }
}

fn secret_length(minimum: usize, options: &GenerateOptions) -> Result<usize> {
    let bits = options.secret_bits.unwrap_or(minimum * 8);
    if bits.is_multiple_of(8) && (minimum * 8..=65_536).contains(&bits) {
        return Ok(bits / 8);
    }
    Err(out_of_range("a secret for this algorithm", minimum * 8, 65_536, bits))
}

fn modulus_bits(options: &GenerateOptions) -> Result<usize> {
    let bits = options.modulus_bits.unwrap_or(2048);
    if bits.is_multiple_of(8) && (2048..=8192).contains(&bits) {
        return Ok(bits);
    }
    Err(out_of_range("an RSA key", 2048, 8192, bits))
}

#[cold]
fn out_of_range(what: &str, least: usize, most: usize, found: usize) -> Error {
    let [least, most, found] = [least, most, found].map(|value| number(value as u64));
    Error::new(
        Code::OptionInvalid,
        &["The size of ", what, " is a multiple of 8 from ", &least, " to ", &most, " bits, and not ", &found, "."],
    )
    .claim("bits")
}

fn random(length: usize, platform: &mut dyn Platform) -> Result<Zeroizing<Vec<u8>>> {
    let mut bytes = Zeroizing::new(vec![0; length]);
    if platform.fill_random(&mut bytes) { Ok(bytes) } else { Err(no_entropy("Making a key")) }
}

fn rsa(bits: usize, platform: &mut dyn Platform) -> Result<Key> {
    if let Some(key) = lent::rsa_generate(bits, |der| traditional::rsa_private(der).ok()) {
        return Ok(key);
    }
    let private = RsaPrivate::generate(bits, platform).map_err(|fault| refusal(fault, "No RSA key could be made."))?;
    let mut key = RsaKey::public(&private.numbers().n, &private.numbers().e)?;
    key.private = Some(private);
    Ok(Key::of(Material::Rsa(Box::new(key))))
}

/// Rejection sampling (FIPS 186-5 appendix A.2.2): a number out of range is drawn again.
fn ec(curve: Curve, platform: &mut dyn Platform) -> Result<Key> {
    // Sixteen refusals in a row mean that the source is broken: the worst odds are one in 2^32 each.
    for _ in 0..16 {
        let mut scalar = random(curve.field_bytes(), platform)?;
        if let Some(first) = scalar.first_mut().filter(|_| !curve.bits().is_multiple_of(8)) {
            *first &= 1;
        }
        if let Ok(key) = EcKey::private(curve, &scalar, None) {
            return Ok(Key::ec(key));
        }
    }
    Err(Error::new(
        Code::NoEntropy,
        &["The random source gave sixteen unusable numbers in a row: it is broken. Hand in a working one."],
    ))
}
