//! RSA signature encodings (RFC 8017 section 9): EMSA-PKCS1-v1_5 and EMSA-PSS.
//!
//! Encoding is bytes and hashes, no big-number arithmetic, and must be the same in both engines;
//! the tests compare it with the `rsa` crate's.

use super::hash::digest;
use crate::algorithm::HashAlgorithm;
use alloc::{vec, vec::Vec};

/// DigestInfo up to the digest, in DER (RFC 8017 section 9.2, note 1).
fn digest_info(hash: HashAlgorithm) -> Vec<u8> {
    let (oid, digest_bytes) = (hash.oid(), hash.digest_bytes() as u8);
    let oid_bytes = oid.len() as u8;
    let start = [0x30, oid_bytes + 8 + digest_bytes, 0x30, oid_bytes + 4, 6, oid_bytes];
    [&start[..], oid, &[5, 0, 4, digest_bytes]].concat()
}

/// The encoding of `digest` for a modulus of `em_len` bytes. To verify, compare the whole of it.
pub(crate) fn emsa_pkcs1(hash: HashAlgorithm, digest: &[u8], em_len: usize) -> Option<Vec<u8>> {
    let info = digest_info(hash);
    // RFC 8017 asks for at least eight bytes of padding.
    let padding = em_len.checked_sub(info.len() + digest.len() + 3).filter(|&length| length >= 8)?;
    let mut encoded = Vec::with_capacity(em_len);
    encoded.extend_from_slice(&[0, 1]);
    encoded.resize(2 + padding, 0xff);
    encoded.push(0);
    encoded.extend_from_slice(&info);
    encoded.extend_from_slice(digest);
    Some(encoded)
}

/// EMSA-PSS-ENCODE (RFC 8017 section 9.1.1) with MGF1 over the same hash; `em_bits` is one less
/// than the modulus has.
pub(crate) fn pss_encode(hash: HashAlgorithm, message_digest: &[u8], salt: &[u8], em_bits: usize) -> Option<Vec<u8>> {
    let em_len = em_bits.div_ceil(8);
    let db_len = em_len.checked_sub(hash.digest_bytes() + 1)?;
    let salt_at = db_len.checked_sub(salt.len())?;
    let mut encoded = vec![0u8; em_len];
    let h = digest(hash, &[&[0; 8], message_digest, salt]);
    *encoded.get_mut(salt_at.checked_sub(1)?)? = 1;
    encoded[salt_at..db_len].copy_from_slice(salt);
    mask(hash, &h, &mut encoded[..db_len]);
    encoded[0] &= top_mask(em_bits);
    encoded[db_len..em_len - 1].copy_from_slice(&h);
    encoded[em_len - 1] = 0xbc;
    Some(encoded)
}

/// EMSA-PSS-VERIFY (RFC 8017 section 9.1.2) for a salt exactly as long as the hash.
pub(crate) fn pss_verify(hash: HashAlgorithm, message_digest: &[u8], encoded: &[u8], em_bits: usize) -> bool {
    let em_len = em_bits.div_ceil(8);
    let Some(db_len) = em_len.checked_sub(hash.digest_bytes() + 1) else { return false };
    let Some(salt_at) = db_len.checked_sub(hash.digest_bytes()).filter(|&at| at >= 1) else { return false };
    if encoded.len() != em_len || encoded[em_len - 1] != 0xbc || encoded[0] & !top_mask(em_bits) != 0 {
        return false;
    }
    let h = &encoded[db_len..em_len - 1];
    let mut db = encoded[..db_len].to_vec();
    mask(hash, h, &mut db);
    db[0] &= top_mask(em_bits);
    let (padding, salt) = db.split_at(salt_at);
    let padded = padding.split_last().is_some_and(|(last, zeros)| *last == 1 && zeros.iter().all(|&byte| byte == 0));
    padded && digest(hash, &[&[0; 8], message_digest, salt]) == h
}

/// The bits of the first byte that belong to the encoding.
fn top_mask(em_bits: usize) -> u8 {
    0xff >> ((8 - em_bits % 8) % 8)
}

/// XORs MGF1 (RFC 8017 appendix B.2.1) of `seed` onto `data`.
fn mask(hash: HashAlgorithm, seed: &[u8], data: &mut [u8]) {
    for (counter, chunk) in (0u32..).zip(data.chunks_mut(hash.digest_bytes())) {
        let block = digest(hash, &[seed, &counter.to_be_bytes()]);
        for (byte, mask) in chunk.iter_mut().zip(block) {
            *byte ^= mask;
        }
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    #[test]
    fn what_is_encoded_verifies_and_nothing_else_does() {
        for hash in [HashAlgorithm::Sha256, HashAlgorithm::Sha384, HashAlgorithm::Sha512] {
            for em_bits in [2047, 2048, 2049, 2050, 2054, 2055] {
                let message = digest(hash, &[b"message"]);
                let salt = vec![7; hash.digest_bytes()];
                let encoded = pss_encode(hash, &message, &salt, em_bits).unwrap();
                assert!(pss_verify(hash, &message, &encoded, em_bits));
                for at in [0, 1, encoded.len() / 2, encoded.len() - 2, encoded.len() - 1] {
                    let mut changed = encoded.clone();
                    changed[at] ^= 0x40;
                    assert!(!pss_verify(hash, &message, &changed, em_bits), "{em_bits} bits, byte {at}");
                }
                let shorter = pss_encode(hash, &message, &salt[1..], em_bits).unwrap();
                assert!(!pss_verify(hash, &message, &shorter, em_bits), "a salt of another length");
            }
        }
    }

    #[test]
    fn a_modulus_too_small_for_the_hash_is_refused() {
        let message = digest(HashAlgorithm::Sha512, &[b"message"]);
        assert!(emsa_pkcs1(HashAlgorithm::Sha512, &message, 19 + 64 + 3 + 7).is_none());
        assert!(emsa_pkcs1(HashAlgorithm::Sha512, &message, 19 + 64 + 3 + 8).is_some());
        assert!(pss_encode(HashAlgorithm::Sha512, &message, &[0; 64], 8 * 129).is_none());
        assert!(pss_encode(HashAlgorithm::Sha512, &message, &[0; 64], 8 * 130).is_some());
    }
}
