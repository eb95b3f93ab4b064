//! What callers can ask for when they sign, decode and verify.

mod sign;
mod verify;

pub use sign::{Audience, JwtId, SignOptions, Typ};
pub use verify::{DecodeOptions, VerifyOptions};

pub(crate) use verify::DEFAULT_MAX_TOKEN_BYTES;

/// Seconds since 1970 of a time of the system; a time before counts as 1970.
#[cfg(feature = "std")]
pub(crate) fn seconds_since_1970(time: std::time::SystemTime) -> f64 {
    time.duration_since(std::time::UNIX_EPOCH).map_or(0.0, |since| since.as_secs_f64())
}
