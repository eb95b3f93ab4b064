//! The platform's random source in the form the crates ask for.

use crate::platform::Platform;
use core::fmt;
use rand_core::{TryCryptoRng, TryRng};

pub(super) struct Random<'p>(pub(super) &'p mut dyn Platform);

/// The platform has no random source.
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
        if self.0.fill_random(bytes) { Ok(()) } else { Err(NoSource) }
    }
}

impl TryCryptoRng for Random<'_> {}
