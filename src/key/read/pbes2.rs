//! Encrypted PKCS#8: PBES2 (RFC 8018) with PBKDF2 or scrypt (RFC 7914) and AES-CBC.

use super::{
    ImportOptions,
    der::{self, DerReader},
    fault::malformed,
    form::Form,
};
use crate::remedy::Remedy;
use crate::wipe::Zeroizing;
use crate::{
    crypto::password::{CbcCipher, Derivation, Prf},
    error::{Code, Error, Result},
};
use alloc::vec::Vec;

const PBES2: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 5, 13];
const PBKDF2: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 5, 12];
const SCRYPT: &[u8] = &[0x2b, 6, 1, 4, 1, 0xda, 0x47, 4, 11];
/// The identifiers of HMAC with SHA-1 (7), SHA-256 (9), SHA-384 (10) and SHA-512 (11).
const HMAC_PREFIX: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 2];
/// The identifiers of AES-CBC with 128 (2), 192 (22) and 256 (42) bits.
const AES_PREFIX: &[u8] = &[0x60, 0x86, 0x48, 1, 0x65, 3, 4, 1];

/// The identifier of DES-EDE3-CBC (RFC 8018 appendix B.2.2).
const DES3: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 3, 7];

/// More would keep a host busy for minutes, in plain JavaScript ten times as soon; OpenSSL writes 2048 by default, NIST
/// asks for 10,000s.
const MAX_ITERATIONS: u32 = if cfg!(feature = "__script-heap") { 1_000_000 } else { 10_000_000 };
/// Memory and work that scrypt may take: 64 MiB, sixteen times over; in plain JavaScript twice what OpenSSL takes.
const MAX_SCRYPT_BYTES: u64 = if cfg!(feature = "__script-heap") { 32 << 20 } else { 64 << 20 };
const MAX_SCRYPT_PASSES: u32 = 16;

/// The PKCS#8 inside.
pub(crate) fn decrypt(der: &[u8], options: &ImportOptions) -> Result<Zeroizing<Vec<u8>>> {
    let what = || malformed(Form::EncryptedPkcs8.name());
    let mut reader = DerReader::whole_sequence(der).ok_or_else(what)?;
    let mut scheme = reader.sequence().ok_or_else(what)?;
    let data = reader.read(der::OCTET_STRING).ok_or_else(what)?;
    if scheme.read(der::OID) != Some(PBES2) {
        return Err(unsupported());
    }
    let mut parameters = scheme.sequence().ok_or_else(what)?;
    let derivation = parameters.sequence().and_then(derivation).ok_or_else(unsupported)?;
    let (cipher, iv) = parameters.sequence().and_then(cipher).ok_or_else(unsupported)?;
    let Some(passphrase) = &options.passphrase else {
        return Err(passphrase_missing());
    };
    // A wrong passphrase shows as wrong padding, or once in 256 times as no PKCS#8.
    let open = |key: &[u8]| cipher.decrypt(key, iv, data).filter(|inner| Form::of(inner) == Some(Form::Pkcs8));
    let opened = derivation.open(passphrase.as_bytes(), cipher.key_length(), open);
    opened.ok_or_else(unsupported)?.ok_or_else(passphrase_wrong)
}

#[cold]
pub(crate) fn passphrase_missing() -> Error {
    Error::new(Code::KeyEncrypted, &["This private key is encrypted, and no passphrase was given."])
        .with_remedy(Remedy::GivePassphrase)
}

#[cold]
pub(crate) fn passphrase_wrong() -> Error {
    Error::new(
        Code::KeyEncrypted,
        &["The passphrase does not open this private key. Check it for the right case, spaces and line breaks."],
    )
}

#[cold]
fn unsupported() -> Error {
    Error::new(
        Code::KeyInvalid,
        &[
            "This private key is encrypted in a way that is not supported: PBES2 with PBKDF2 or scrypt, and AES-CBC or triple DES, is. Convert it with: openssl pkcs8 -in key.pem -topk8 -v2 aes-256-cbc -out pkcs8.pem",
        ],
    )
}

fn derivation(mut reader: DerReader<'_>) -> Option<Derivation<'_>> {
    let name = reader.read(der::OID)?;
    let mut parameters = reader.sequence()?;
    let salt = parameters.read(der::OCTET_STRING)?;
    match name {
        PBKDF2 => {
            let iterations = parameters.small()?;
            // The key length, which the cipher says as well.
            parameters.optional(der::INTEGER)?;
            let prf = if parameters.is_empty() { Prf::Sha1 } else { prf(parameters.sequence()?)? };
            parameters.end()?;
            (1..=MAX_ITERATIONS).contains(&iterations).then_some(Derivation::Pbkdf2 { salt, iterations, prf })
        }
        SCRYPT => {
            let (n, r, p) = (parameters.small()?, parameters.small()?, parameters.small()?);
            parameters.optional(der::INTEGER)?;
            parameters.end()?;
            let bytes = u64::from(n).checked_mul(u64::from(r))?.checked_mul(128)?;
            let bearable = n.is_power_of_two()
                && n > 1
                && bytes <= MAX_SCRYPT_BYTES
                && (1..=MAX_SCRYPT_PASSES).contains(&p)
                && r > 0;
            bearable.then_some(Derivation::Scrypt { salt, log_n: n.trailing_zeros() as u8, r, p })
        }
        _ => None,
    }
}

fn prf(mut reader: DerReader<'_>) -> Option<Prf> {
    match reader.read(der::OID)?.strip_prefix(HMAC_PREFIX)? {
        [7] => Some(Prf::Sha1),
        [9] => Some(Prf::Sha256),
        [10] => Some(Prf::Sha384),
        [11] => Some(Prf::Sha512),
        _ => None,
    }
}

/// The cipher and the initialisation vector.
fn cipher(mut reader: DerReader<'_>) -> Option<(CbcCipher, &[u8])> {
    let name = reader.read(der::OID)?;
    let cipher = match name.strip_prefix(AES_PREFIX) {
        Some([2]) => CbcCipher::Aes(16),
        Some([22]) => CbcCipher::Aes(24),
        Some([42]) => CbcCipher::Aes(32),
        None if name == DES3 => CbcCipher::TripleDes,
        _ => return None,
    };
    let iv = reader.read(der::OCTET_STRING)?;
    reader.end()?;
    (iv.len() == cipher.block_length()).then_some((cipher, iv))
}
