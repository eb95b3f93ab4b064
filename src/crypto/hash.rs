//! SHA-2 and HMAC, the same code in every build.

use crate::algorithm::HashAlgorithm;
use alloc::vec::Vec;
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256, Sha384, Sha512};

/// The digest of all parts, one after another.
pub(crate) fn digest(hash: HashAlgorithm, parts: &[&[u8]]) -> Vec<u8> {
    fn run<D: Digest>(parts: &[&[u8]]) -> Vec<u8> {
        let mut digest = D::new();
        for part in parts {
            digest.update(part);
        }
        digest.finalize().to_vec()
    }
    match hash {
        HashAlgorithm::Sha256 => run::<Sha256>(parts),
        HashAlgorithm::Sha384 => run::<Sha384>(parts),
        HashAlgorithm::Sha512 => run::<Sha512>(parts),
    }
}

/// An HMAC key with both of its padded blocks hashed already (RFC 2104 section 4).
#[derive(Clone)]
pub(crate) enum HmacKey {
    Sha256(Hmac<Sha256>),
    Sha384(Hmac<Sha384>),
    Sha512(Hmac<Sha512>),
}

impl HmacKey {
    pub(crate) fn new(hash: HashAlgorithm, secret: &[u8]) -> Self {
        // HMAC takes a key of any length; the error type exists for ciphers.
        #[allow(clippy::expect_used)]
        fn keyed<M: KeyInit>(secret: &[u8]) -> M {
            M::new_from_slice(secret).expect("HMAC takes keys of any length")
        }
        match hash {
            HashAlgorithm::Sha256 => HmacKey::Sha256(keyed(secret)),
            HashAlgorithm::Sha384 => HmacKey::Sha384(keyed(secret)),
            HashAlgorithm::Sha512 => HmacKey::Sha512(keyed(secret)),
        }
    }

    pub(crate) fn sign(&self, input: &[u8]) -> Vec<u8> {
        match self {
            HmacKey::Sha256(key) => key.clone().chain_update(input).finalize().into_bytes().to_vec(),
            HmacKey::Sha384(key) => key.clone().chain_update(input).finalize().into_bytes().to_vec(),
            HmacKey::Sha512(key) => key.clone().chain_update(input).finalize().into_bytes().to_vec(),
        }
    }

    /// Compares in constant time; a tag of another length is wrong.
    pub(crate) fn verify(&self, input: &[u8], tag: &[u8]) -> bool {
        match self {
            HmacKey::Sha256(key) => key.clone().chain_update(input).verify_slice(tag).is_ok(),
            HmacKey::Sha384(key) => key.clone().chain_update(input).verify_slice(tag).is_ok(),
            HmacKey::Sha512(key) => key.clone().chain_update(input).verify_slice(tag).is_ok(),
        }
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use alloc::{format, string::String};

    const HASHES: [HashAlgorithm; 3] = [HashAlgorithm::Sha256, HashAlgorithm::Sha384, HashAlgorithm::Sha512];

    fn hex(bytes: &[u8]) -> String {
        bytes.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    #[test]
    fn digests_are_those_of_fips_180() {
        let answers = [
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
            "cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed8086072ba1e7cc2358baeca134c825a7",
            "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a\
             2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
        ];
        for (hash, answer) in HASHES.into_iter().zip(answers) {
            assert_eq!(hex(&digest(hash, &[b"abc"])), answer);
            assert_eq!(digest(hash, &[b"a", b"", b"bc"]), digest(hash, &[b"abc"]));
            assert_eq!(digest(hash, &[]).len(), hash.digest_bytes());
        }
    }

    /// Cases 1 and 6: a short key, and one longer than a block.
    #[test]
    fn tags_are_those_of_rfc_4231() {
        let short = [
            "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7",
            "afd03944d84895626b0825f4ab46907f15f9dadbe4101ec682aa034c7cebc59cfaea9ea9076ede7f4af152e8b2fa9cb6",
            "87aa7cdea5ef619d4ff0b4241a1d6cb02379f4e2ce4ec2787ad0b30545e17cde\
             daa833b7d6b8a702038b274eaea3f4e4be9d914eeb61f1702e696c203a126854",
        ];
        let long = [
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54",
            "4ece084485813e9088d2c63a041bc5b44f9ef1012a2b588f3cd11f05033ac4c60c2ef6ab4030fe8296248df163f44952",
            "80b24263c7c1a3ebb71493c1dd7be8b49b46d1f41b4aeec1121b013783f8f352\
             6b56d037e05f2598bd0fd2215d6a1e5295e64f73f63f0aec8b915a985d786598",
        ];
        let question = b"Test Using Larger Than Block-Size Key - Hash Key First";
        for (index, hash) in HASHES.into_iter().enumerate() {
            let cases = [(&[0x0b; 20][..], &b"Hi There"[..], short[index]), (&[0xaa; 131], question, long[index])];
            for (secret, input, answer) in cases {
                let key = HmacKey::new(hash, secret);
                let tag = key.sign(input);
                assert_eq!(hex(&tag), answer);
                // The prepared states serve again and again.
                assert_eq!(key.sign(input), tag);
                assert!(key.verify(input, &tag));
            }
        }
    }

    #[test]
    fn a_tag_is_right_in_every_bit_and_in_length() {
        for hash in HASHES {
            let key = HmacKey::new(hash, b"secret");
            let tag = key.sign(b"input");
            for bit in 0..tag.len() * 8 {
                let mut changed = tag.clone();
                changed[bit / 8] ^= 1 << (bit % 8);
                assert!(!key.verify(b"input", &changed), "{} bit {bit}", hash.name());
            }
            let longer = [&tag[..], &[0]].concat();
            for length in 0..tag.len() {
                assert!(!key.verify(b"input", &tag[..length]), "{} bytes", length);
            }
            assert!(!key.verify(b"input", &longer));
            assert!(!key.verify(b"Input", &tag));
        }
    }
}
