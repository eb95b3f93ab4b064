//! What opens a passphrase-protected private key: PBKDF2 and scrypt to make a key, AES-CBC to use it.

use crate::wipe::Zeroizing;
use aes::cipher::{BlockModeDecrypt, KeyIvInit, block_padding::Pkcs7};
use alloc::vec::Vec;

/// The hash that HMAC uses inside PBKDF2.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Prf {
    /// What OpenSSL wrote before 1.1.0; as a PRF it is not broken.
    Sha1,
    Sha256,
    Sha384,
    Sha512,
}

pub(crate) fn pbkdf2(prf: Prf, passphrase: &[u8], salt: &[u8], iterations: u32, key: &mut [u8]) {
    match prf {
        Prf::Sha1 => pbkdf2::pbkdf2_hmac::<sha1::Sha1>(passphrase, salt, iterations, key),
        Prf::Sha256 => pbkdf2::pbkdf2_hmac::<sha2::Sha256>(passphrase, salt, iterations, key),
        Prf::Sha384 => pbkdf2::pbkdf2_hmac::<sha2::Sha384>(passphrase, salt, iterations, key),
        Prf::Sha512 => pbkdf2::pbkdf2_hmac::<sha2::Sha512>(passphrase, salt, iterations, key),
    }
}

/// `None` if the parameters are out of range.
pub(crate) fn scrypt(passphrase: &[u8], salt: &[u8], log_n: u8, r: u32, p: u32, key: &mut [u8]) -> Option<()> {
    scrypt::scrypt(passphrase, salt, &scrypt::Params::new(log_n, r, p).ok()?, key).ok()
}

/// `None` if the key does not fit, which its padding tells.
pub(crate) fn aes_cbc_decrypt(key: &[u8], iv: &[u8], data: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    let mut buffer = Zeroizing::new(data.to_vec());
    let length = match key.len() {
        16 => cbc::Decryptor::<aes::Aes128>::new_from_slices(key, iv)
            .ok()?
            .decrypt_padded::<Pkcs7>(&mut buffer)
            .ok()?
            .len(),
        24 => cbc::Decryptor::<aes::Aes192>::new_from_slices(key, iv)
            .ok()?
            .decrypt_padded::<Pkcs7>(&mut buffer)
            .ok()?
            .len(),
        _ => cbc::Decryptor::<aes::Aes256>::new_from_slices(key, iv)
            .ok()?
            .decrypt_padded::<Pkcs7>(&mut buffer)
            .ok()?
            .len(),
    };
    buffer.truncate(length);
    Some(buffer)
}
