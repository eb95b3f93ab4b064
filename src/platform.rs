//! What the core needs from outside: a clock and a random source, both handed in.

/// The last second of the year 9999. A greater NumericDate is a mistake (milliseconds, mostly).
pub(crate) const LATEST: f64 = 253_402_300_799.0;

/// The clock and the random source of an operation.
///
/// Nothing in the core reads either by itself. Native programs pass [`System`]; tests pass a
/// fixed one; in JavaScript the host's own are used.
pub trait Platform {
    /// Seconds since 1970-01-01T00:00:00Z, as NumericDate counts them (RFC 7519 section 2).
    fn now_seconds(&mut self) -> f64;

    /// Fills `bytes` with random numbers fit for keys, or returns `false` when there are none.
    #[must_use]
    fn fill_random(&mut self, bytes: &mut [u8]) -> bool;
}

/// The operating system's clock and random source.
#[cfg(all(feature = "std", not(target_arch = "wasm32")))]
#[derive(Clone, Copy, Debug, Default)]
pub struct System;

#[cfg(all(feature = "std", not(target_arch = "wasm32")))]
impl Platform for System {
    fn now_seconds(&mut self) -> f64 {
        use std::time::{SystemTime, UNIX_EPOCH};
        // A clock before 1970 counts as 1970: every token is then not yet valid, none is too long.
        SystemTime::now().duration_since(UNIX_EPOCH).map_or(0.0, |since| since.as_secs() as f64)
    }

    fn fill_random(&mut self, bytes: &mut [u8]) -> bool {
        getrandom::fill(bytes).is_ok()
    }
}
