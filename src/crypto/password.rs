//! What opens a passphrase-protected private key: PBKDF2 and scrypt to make a key, AES-CBC to use it.

use crate::wipe::Zeroizing;
use aes::cipher::{BlockModeDecrypt, KeyIvInit, StreamCipher, block_padding::Pkcs7};
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

#[cfg(feature = "__host-crypto")]
impl Prf {
    /// The name of the hash, as hosts know it.
    fn hash_name(self) -> &'static str {
        match self {
            Prf::Sha1 => "sha1",
            Prf::Sha256 => "sha256",
            Prf::Sha384 => "sha384",
            Prf::Sha512 => "sha512",
        }
    }
}

/// How a passphrase becomes the key of a cipher.
pub(crate) enum Derivation<'a> {
    Pbkdf2 { salt: &'a [u8], iterations: u32, prf: Prf },
    Scrypt { salt: &'a [u8], log_n: u8, r: u32, p: u32 },
}

/// A key that is wiped after use.
type DerivedKey = Zeroizing<Vec<u8>>;

impl Derivation<'_> {
    /// What `open` makes of the key: the inner `None` is its answer, the outer one tells that parameters are out of range.
    pub(crate) fn open<T>(
        &self,
        passphrase: &[u8],
        length: usize,
        open: impl Fn(&[u8]) -> Option<T>,
    ) -> Option<Option<T>> {
        let lent = self.lent_key(passphrase, length);
        if let Some(opened) = lent.as_ref().and_then(|key| open(key)) {
            return Some(Some(opened));
        }
        // With a host's key, too: one that answers wrongly must not make a right passphrase a wrong one.
        let key = self.key(passphrase, length)?;
        #[cfg(feature = "__host-crypto")]
        if lent.is_some_and(|lent| lent != key)
            && let Some(host) = super::host_crypto::lent()
        {
            host.distrust();
        }
        Some(open(&key))
    }

    fn key(&self, passphrase: &[u8], length: usize) -> Option<DerivedKey> {
        let mut key = Zeroizing::new(alloc::vec![0; length]);
        match *self {
            Derivation::Pbkdf2 { salt, iterations, prf } => match prf {
                Prf::Sha1 => pbkdf2::pbkdf2_hmac::<sha1::Sha1>(passphrase, salt, iterations, &mut key),
                Prf::Sha256 => pbkdf2::pbkdf2_hmac::<sha2::Sha256>(passphrase, salt, iterations, &mut key),
                Prf::Sha384 => pbkdf2::pbkdf2_hmac::<sha2::Sha384>(passphrase, salt, iterations, &mut key),
                Prf::Sha512 => pbkdf2::pbkdf2_hmac::<sha2::Sha512>(passphrase, salt, iterations, &mut key),
            },
            Derivation::Scrypt { salt, log_n, r, p } => {
                scrypt::scrypt(passphrase, salt, &scrypt::Params::new(log_n, r, p).ok()?, &mut key).ok()?
            }
        }
        Some(key)
    }

    /// The key by the host's own PBKDF2 or scrypt, where it lends them.
    #[cfg(feature = "__host-crypto")]
    fn lent_key(&self, passphrase: &[u8], length: usize) -> Option<DerivedKey> {
        let host = super::host_crypto::lent()?;
        let key = match *self {
            Derivation::Pbkdf2 { salt, iterations, prf } => {
                host.pbkdf2(prf.hash_name(), passphrase, salt, iterations, length)
            }
            Derivation::Scrypt { salt, log_n, r, p } => host.scrypt(passphrase, salt, 1 << log_n, r, p, length),
        };
        key.map(Zeroizing::new).filter(|key| key.len() == length)
    }

    #[cfg(not(feature = "__host-crypto"))]
    fn lent_key(&self, _: &[u8], _: usize) -> Option<DerivedKey> {
        None
    }
}

/// A block cipher in CBC mode, by the length of its key where it has several.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum CbcCipher {
    Aes(usize),
    TripleDes,
}

impl CbcCipher {
    pub(crate) fn key_length(self) -> usize {
        match self {
            CbcCipher::Aes(length) => length,
            CbcCipher::TripleDes => 24,
        }
    }

    pub(crate) fn block_length(self) -> usize {
        if self == CbcCipher::TripleDes { 8 } else { 16 }
    }

    /// `None` if the key does not fit, which its padding tells.
    pub(crate) fn decrypt(self, key: &[u8], iv: &[u8], data: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
        match self {
            CbcCipher::Aes(_) => aes_cbc_decrypt(key, iv, data),
            CbcCipher::TripleDes => des3_cbc_decrypt(key, iv, data),
        }
    }
}

/// `None` if the key does not fit, which its padding tells.
fn aes_cbc_decrypt(key: &[u8], iv: &[u8], data: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
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

/// As [`aes_cbc_decrypt`], by triple DES.
fn des3_cbc_decrypt(key: &[u8], iv: &[u8], data: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    let mut buffer = Zeroizing::new(data.to_vec());
    let length = cbc::Decryptor::<des::TdesEde3>::new_from_slices(key, iv)
        .ok()?
        .decrypt_padded::<Pkcs7>(&mut buffer)
        .ok()?
        .len();
    buffer.truncate(length);
    Some(buffer)
}

/// AES in counter mode, which tells nothing of a wrong key.
pub(crate) fn aes_ctr_decrypt(key: &[u8], iv: &[u8], data: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    let mut buffer = Zeroizing::new(data.to_vec());
    match key.len() {
        16 => ctr::Ctr128BE::<aes::Aes128>::new_from_slices(key, iv).ok()?.apply_keystream(&mut buffer),
        24 => ctr::Ctr128BE::<aes::Aes192>::new_from_slices(key, iv).ok()?.apply_keystream(&mut buffer),
        _ => ctr::Ctr128BE::<aes::Aes256>::new_from_slices(key, iv).ok()?.apply_keystream(&mut buffer),
    }
    Some(buffer)
}

/// The key of a passphrase as OpenSSL made it before PKCS#8: one round of MD5 for each 16 bytes.
pub(crate) fn openssl_key(passphrase: &[u8], salt: &[u8], key: &mut [u8]) {
    use md5::{Digest, Md5};
    let mut block = Zeroizing::new(Vec::new());
    for part in key.chunks_mut(16) {
        let digest = Md5::new().chain_update(&*block).chain_update(passphrase).chain_update(salt).finalize();
        block = Zeroizing::new(digest.to_vec());
        part.copy_from_slice(&block[..part.len()]);
    }
}

/// `None` if the parameters are out of range.
pub(crate) fn bcrypt(passphrase: &[u8], salt: &[u8], rounds: u32, key: &mut [u8]) -> Option<()> {
    bcrypt_pbkdf::bcrypt_pbkdf(passphrase, salt, rounds, key).ok()
}
