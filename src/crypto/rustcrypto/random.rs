//! Random numbers in the form the crates ask for: the platform's, or derived from a secret.

use crate::algorithm::HashAlgorithm;
use crate::crypto::hash::HmacKey;
use crate::platform::Platform;
use crate::wipe::Zeroizing;
use alloc::vec::Vec;
use core::{convert::Infallible, fmt};
use rand_core::{TryCryptoRng, TryRng};

/// So many draws of the same four bytes or more in a row happen once in 2^128.
const MAX_REPEATS: u32 = 4;

/// Making the largest key takes a fiftieth. What draws more is caught in a loop that these numbers do not end.
const MAX_BYTES: usize = 4 << 20;

/// The platform's source. It fails where that delivers nothing, or the same again and again.
pub(super) struct Random<'p> {
    platform: &'p mut dyn Platform,
    last: u64,
    repeats: u32,
    drawn: usize,
}

impl<'p> Random<'p> {
    pub(super) fn of(platform: &'p mut dyn Platform) -> Self {
        Random { platform, last: 0, repeats: 0, drawn: 0 }
    }
}

/// The platform has no random source, or a broken one.
#[derive(Debug)]
pub(super) struct NoSource;

impl fmt::Display for NoSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("no random source")
    }
}

impl core::error::Error for NoSource {}

impl TryRng for Random<'_> {
    type Error = NoSource;

    fn try_next_u32(&mut self) -> Result<u32, NoSource> {
        let mut bytes = [0; 4];
        self.try_fill_bytes(&mut bytes)?;
        Ok(u32::from_le_bytes(bytes))
    }

    fn try_next_u64(&mut self) -> Result<u64, NoSource> {
        let mut bytes = [0; 8];
        self.try_fill_bytes(&mut bytes)?;
        Ok(u64::from_le_bytes(bytes))
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), NoSource> {
        if !self.platform.fill_random(bytes) {
            return Err(NoSource);
        }
        let first = bytes.iter().take(8).fold(0, |number, &byte| number << 8 | u64::from(byte));
        self.repeats = if self.drawn > 0 && first == self.last && bytes.len() >= 4 { self.repeats + 1 } else { 0 };
        self.last = first;
        self.drawn += bytes.len();
        if self.repeats >= MAX_REPEATS || self.drawn > MAX_BYTES { Err(NoSource) } else { Ok(()) }
    }
}

impl TryCryptoRng for Random<'_> {}

/// Numbers for blinding, by HMAC in counter mode: from the private key and the message, and the platform's random numbers
/// where there are some. So blinding needs no source, and a bad one takes nothing from it.
pub(super) struct Derived {
    key: HmacKey,
    counter: u32,
    block: Zeroizing<Vec<u8>>,
}

impl Derived {
    pub(super) fn of(seed: &[u8]) -> Self {
        Derived { key: HmacKey::new(HashAlgorithm::Sha256, seed), counter: 0, block: Zeroizing::new(Vec::new()) }
    }
}

impl TryRng for Derived {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        let mut bytes = [0; 4];
        self.try_fill_bytes(&mut bytes)?;
        Ok(u32::from_le_bytes(bytes))
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        let mut bytes = [0; 8];
        self.try_fill_bytes(&mut bytes)?;
        Ok(u64::from_le_bytes(bytes))
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        for byte in bytes {
            if self.block.is_empty() {
                self.counter += 1;
                self.block = Zeroizing::new(self.key.sign(&self.counter.to_le_bytes()));
            }
            *byte = self.block.pop().unwrap_or_default();
        }
        Ok(())
    }
}

impl TryCryptoRng for Derived {}
