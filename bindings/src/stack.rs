//! Wiping what secrets leave on the stack.
//!
//! The crates wipe their values when those are dropped, but moving a value leaves a copy, and so do intermediate results.
//! So the stack below an operation on a private key is wiped when that has ended, as deep as it can have come.

use crate::store;
use core::mem::MaybeUninit;
use jwtmint::{Imported, KeyRole, KeySource, KeyType};

/// How deep an operation comes, in bytes of stack; `tests/memory` searches the whole memory for what it may have left.
#[derive(Clone, Copy)]
pub(super) enum Depth {
    /// No secret is used.
    None,
    /// HMAC.
    Shallow,
    /// Elliptic curves and RSA.
    Middle,
    /// ML-DSA, and whatever reading a key may come to.
    Deepest,
}

#[cfg(not(feature = "ml-dsa"))]
mod bytes {
    pub(super) const SHALLOW: usize = 4 << 10;
    pub(super) const MIDDLE: usize = 32 << 10;
    pub(super) const DEEPEST: usize = MIDDLE;
}

/// A function that may come to ML-DSA has ML-DSA's vectors in its own frame, whatever key it is called with: what it
/// calls lies below them.
#[cfg(feature = "ml-dsa")]
mod bytes {
    pub(super) const SHALLOW: usize = DEEPEST;
    pub(super) const MIDDLE: usize = DEEPEST;
    pub(super) const DEEPEST: usize = 176 << 10;
}

/// That of using a key, not of reading it.
pub(super) fn depth_of(key: &Imported) -> Depth {
    let mut depth = Depth::None;
    for key in key.keys() {
        depth = match (key.role(), key.key_type(), depth) {
            (KeyRole::Public, ..) => continue,
            (_, KeyType::Oct, Depth::None) => Depth::Shallow,
            (_, KeyType::Oct, _) => continue,
            (_, KeyType::Akp, _) => return Depth::Deepest,
            _ => Depth::Middle,
        };
    }
    depth
}

pub(super) fn wiped_after<T>(depth: Depth, operation: impl FnOnce() -> T) -> T {
    let result = below(operation);
    match depth {
        Depth::None => {}
        Depth::Shallow => wipe::<{ bytes::SHALLOW }>(),
        Depth::Middle => wipe::<{ bytes::MIDDLE }>(),
        Depth::Deepest => wipe::<{ bytes::DEEPEST }>(),
    }
    result
}

/// A frame of its own, so that what the operation keeps on the stack lies where `wipe` has its bytes.
#[inline(never)]
fn below<T>(operation: impl FnOnce() -> T) -> T {
    operation()
}

#[inline(never)]
fn wipe<const BYTES: usize>() {
    let mut left = MaybeUninit::<[u8; BYTES]>::uninit();
    store::zero(left.as_mut_ptr().cast(), BYTES);
    core::hint::black_box(&mut left);
}
