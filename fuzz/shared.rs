//! What the targets share: a platform that is the same in every run, and a key of each kind.

use jwtmint::{ImportOptions, Imported, Platform};
use std::sync::OnceLock;

/// 2023-11-14T22:13:20Z, and numbers that repeat: a crash can be run again.
pub struct Fixed(u64);

impl Default for Fixed {
    fn default() -> Self {
        Fixed(0x9e37_79b9_7f4a_7c15)
    }
}

impl Platform for Fixed {
    fn now_seconds(&mut self) -> f64 {
        1_700_000_000.0
    }

    fn fill_random(&mut self, bytes: &mut [u8]) -> bool {
        for byte in bytes {
            self.0 ^= self.0 >> 12;
            self.0 ^= self.0 << 25;
            self.0 ^= self.0 >> 27;
            *byte = (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 56) as u8;
        }
        true
    }
}

pub const SECRET: &str = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

/// The secret, and the test keys of the repository.
pub fn keys() -> &'static [Imported] {
    static KEYS: OnceLock<Vec<Imported>> = OnceLock::new();
    KEYS.get_or_init(|| {
        [
            SECRET,
            include_str!("../tests/keys/ec.p256.pkcs8.pem"),
            include_str!("../tests/keys/ed25519.pkcs8.pem"),
            include_str!("../tests/keys/rsa.spki.pem"),
            concat!(
                include_str!("../tests/keys/ec.p256.spki.pem"),
                include_str!("../tests/keys/ed25519.spki.pem"),
                include_str!("../tests/keys/rsa.certificate.pem")
            ),
        ]
        .into_iter()
        .map(|text| Imported::from_text(text, &ImportOptions::default()).expect("a good key"))
        .collect()
    })
}
