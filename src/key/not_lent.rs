//! [`super::lent`] in builds whose host lends nothing: every key's arithmetic is the engine's.

use super::Key;
use super::material::{EcKey, RsaKey};
use alloc::vec::Vec;

#[inline(always)]
pub(crate) fn rsa_private(_: &RsaKey, _: &[u8]) -> Option<Vec<u8>> {
    None
}

#[inline(always)]
pub(crate) fn rsa_public(_: &RsaKey, _: &[u8]) -> Option<Vec<u8>> {
    None
}

#[inline(always)]
pub(crate) fn p256_verify(_: &EcKey, _: &[u8], _: &[u8]) -> Option<bool> {
    None
}

#[inline(always)]
pub(crate) fn rsa_generate(_: usize, _: impl FnOnce(&[u8]) -> Option<Key>) -> Option<Key> {
    None
}
