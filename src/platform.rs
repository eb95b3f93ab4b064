//! What the core needs from outside: a clock and a random source, both handed in.

/// The last second of the year 9999. A greater NumericDate is a mistake (milliseconds, mostly).
pub(crate) const LATEST: f64 = 253_402_300_799.0;

/// Whether it is a NumericDate of the years 1970 to 9999.
pub(crate) fn is_numeric_date(seconds: f64) -> bool {
    (0.0..=LATEST).contains(&seconds)
}

/// The clock and the random source of an operation.
///
/// The functions that end in `_with` are handed one; their siblings without it use [`System`]. A program
/// implements this trait where the system has no clock or random source, and in tests.
pub trait Platform {
    /// Seconds since 1970-01-01T00:00:00Z, as NumericDate counts them (RFC 7519 section 2).
    fn now_seconds(&mut self) -> f64;

    /// Fills `bytes` with random numbers fit for keys, or returns `false` when there are none.
    #[must_use]
    fn fill_random(&mut self, bytes: &mut [u8]) -> bool;
}

/// The system's clock and random source: the operating system's, or on `wasm32` with the feature `js` those of the
/// JavaScript host.
///
/// [`sign`](crate::sign()), [`verify`](crate::verify()) and [`Key::generate`](crate::Key::generate) use it by themselves.
///
/// ```
/// use jwtmint::{Platform, System};
/// assert!(System.now_seconds() > 1_700_000_000.0);
/// ```
#[cfg(any(all(feature = "std", not(target_arch = "wasm32")), all(feature = "js", target_arch = "wasm32")))]
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

#[cfg(all(feature = "js", target_arch = "wasm32"))]
impl Platform for System {
    fn now_seconds(&mut self) -> f64 {
        (js_sys::Date::now() / 1000.0).floor()
    }

    fn fill_random(&mut self, bytes: &mut [u8]) -> bool {
        getrandom::fill(bytes).is_ok()
    }
}
