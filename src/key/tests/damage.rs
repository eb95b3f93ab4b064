//! Damaged keys: every error is an error, nothing panics, and what still looks like a key is no secret.

use crate::key::read::base64;
use crate::{ImportOptions, Imported, Key};
use alloc::{string::String, vec::Vec};

const FORMS: [&str; 7] = [
    include_str!("../../../tests/keys/ec.p256.pkcs8.pem"),
    include_str!("../../../tests/keys/ec.p256.sec1.pem"),
    include_str!("../../../tests/keys/ec.p256.spki.pem"),
    include_str!("../../../tests/keys/ed25519.pkcs8.pem"),
    include_str!("../../../tests/keys/encrypted.scrypt.pem"),
    include_str!("../../../tests/keys/openssh.ed25519.pem"),
    include_str!("../../../tests/keys/rsa.spki.pem"),
];

fn parts(pem: &str) -> (&str, Vec<u8>) {
    let label = pem.split("-----").nth(1).unwrap().strip_prefix("BEGIN ").unwrap();
    let body: String = pem.lines().filter(|line| !line.starts_with('-')).collect();
    (label, base64::decode(&body).unwrap().to_vec())
}

fn again(label: &str, der: &[u8]) -> String {
    let mut text = ["-----BEGIN ", label, "-----\n"].concat();
    base64::encode_lines(der, &mut text);
    [&text, "-----END ", label, "-----\n"].concat()
}

#[test]
fn a_changed_byte_is_an_error_or_another_key() {
    for (label, der) in FORMS.map(parts) {
        for at in 0..der.len() {
            for change in [1, 0x80, 0xff] {
                let mut changed = der.clone();
                changed[at] ^= change;
                let text = again(label, &changed);
                let _ = Imported::from_text(&text, &ImportOptions::default());
                let _ = Imported::from_bytes(&changed, &ImportOptions::default());
                assert!(Key::from_secret(text.as_bytes()).is_err());
            }
        }
    }
}

#[test]
fn a_cut_or_lengthened_key_is_an_error() {
    for (label, der) in FORMS.map(parts) {
        for end in 0..der.len() {
            assert!(Key::from_pem(&again(label, &der[..end])).is_err(), "{label} cut at {end}");
        }
        let longer = [&der[..], &[0]].concat();
        assert!(Key::from_pem(&again(label, &longer)).is_err(), "{label} lengthened");
        assert!(Key::from_der(&longer).is_err(), "{label} lengthened");
    }
}
