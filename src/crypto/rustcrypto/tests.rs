//! Known answers, limits, and comparisons with other implementations.

mod ec;
mod ec_multiples;
mod ed;
mod keys;
mod padding;
mod rsa;

use crate::platform::Platform;
use alloc::vec::Vec;

/// A source that repeats itself from run to run (SplitMix64).
struct Repeatable(u64);

impl Platform for Repeatable {
    fn now_seconds(&mut self) -> f64 {
        0.0
    }

    fn fill_random(&mut self, bytes: &mut [u8]) -> bool {
        for byte in bytes {
            self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            *byte = (mixed >> 56) as u8;
        }
        true
    }
}

/// A host without a random source.
struct Mute;

impl Platform for Mute {
    fn now_seconds(&mut self) -> f64 {
        0.0
    }

    fn fill_random(&mut self, _: &mut [u8]) -> bool {
        false
    }
}

fn hex(text: &str) -> Vec<u8> {
    let digits: Vec<u8> = text.chars().filter_map(|c| c.to_digit(16)).map(|digit| digit as u8).collect();
    digits.chunks(2).map(|pair| pair[0] << 4 | pair[1]).collect()
}
