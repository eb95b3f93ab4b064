//! What RSA's private operation is blinded from, so that it needs no random source.

use super::hash::HmacKey;
use crate::{algorithm::HashAlgorithm, platform::Platform, wipe::Zeroizing};
use alloc::vec::Vec;

/// A secret seed: HMAC under the private exponent, of the message and of random numbers where the platform has some. With
/// the key unknown it is as good as random, like a nonce of RFC 6979; without random numbers the same message is blinded
/// in the same way each time.
pub(super) fn seed(exponent: &[u8], message: &[u8], platform: &mut dyn Platform) -> Zeroizing<Vec<u8>> {
    let mut fresh = Zeroizing::new([0; 32]);
    // A source that fails may have written in part, which does no harm.
    let _ = platform.fill_random(&mut *fresh);
    let input = [b"jwtmint RSA blinding", &fresh[..], message].concat();
    Zeroizing::new(HmacKey::new(HashAlgorithm::Sha256, exponent).sign(&input))
}
