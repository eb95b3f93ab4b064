//! Private keys encrypted inside PEM (RFC 1423, `Proc-Type` and `DEK-Info`), as OpenSSL and `ssh-keygen -m PEM` write them.

use super::{ImportOptions, mend, pbes2};
use crate::crypto::password::{CbcCipher, openssl_key};
use crate::error::Result;
use crate::text;
use crate::wipe::Zeroizing;
use alloc::vec::Vec;

/// The DER inside, and nothing if it is encrypted in another way.
pub(crate) fn decrypt(body: &str, options: &ImportOptions) -> Result<Option<Zeroizing<Vec<u8>>>> {
    let Some((cipher, iv, encoded)) = outline(body) else { return Ok(None) };
    let Ok(data) = super::base64::decode(&mend::compact(encoded)) else { return Ok(None) };
    let Some(passphrase) = &options.passphrase else { return Err(pbes2::passphrase_missing()) };
    let mut key = Zeroizing::new(alloc::vec![0; cipher.key_length()]);
    openssl_key(passphrase.as_bytes(), &iv[..8], &mut key);
    // A wrong passphrase shows as wrong padding, or once in 256 times as no DER.
    match cipher.decrypt(&key, &iv, &data).filter(|inner| inner.first() == Some(&0x30)) {
        Some(inner) => Ok(Some(inner)),
        None => Err(pbes2::passphrase_wrong()),
    }
}

/// The cipher, its initialisation vector, and the base64 text.
fn outline(body: &str) -> Option<(CbcCipher, Vec<u8>, &str)> {
    let (_, after) = text::split(body, "DEK-Info:")?;
    let (name, rest) = text::split(after, ",")?;
    let cipher = match name.trim() {
        "AES-128-CBC" => CbcCipher::Aes(16),
        "AES-192-CBC" => CbcCipher::Aes(24),
        "AES-256-CBC" => CbcCipher::Aes(32),
        "DES-EDE3-CBC" => CbcCipher::TripleDes,
        _ => return None,
    };
    let digits = cipher.block_length() * 2;
    let rest = rest.trim_start();
    let iv = mend::hex(rest.as_bytes().get(..digits)?)?;
    Some((cipher, iv, rest.get(digits..)?))
}
