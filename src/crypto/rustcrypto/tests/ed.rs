//! Ed25519: RFC 8032 section 7.1, and the strict rules.

use super::hex;
use crate::crypto::engine::{EdPrivateKey, EdPublicKey};
use crate::crypto::{EdPrivate, EdPublic, EngineError};

const ANSWERS: [[&str; 4]; 3] = [
    [
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    ],
    [
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    ],
    [
        "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
    ],
];

/// The order of the group, little-endian.
const ORDER: &str = "edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010";

#[test]
fn signatures_are_those_of_rfc_8032_and_verify() {
    for [seed, public, message, signature] in ANSWERS.map(|answer| answer.map(hex)) {
        let key = EdPrivate::new(&seed).unwrap();
        assert_eq!(key.public().bytes()[..], public);
        assert_eq!(key.seed()[..], seed);
        assert_eq!(key.sign(&message).unwrap()[..], signature);
        let public = EdPublic::new(&public).unwrap();
        assert!(public.verify(&message, &signature));
        for at in 0..64 {
            let mut changed = signature.clone();
            changed[at] ^= 1;
            assert!(!public.verify(&message, &changed), "byte {at}");
        }
    }
}

#[test]
fn a_signature_has_one_form_and_one_length() {
    let [_, public, message, signature] = ANSWERS[1].map(hex);
    let public = EdPublic::new(&public).unwrap();
    // S + L satisfies the same equation.
    let mut carry = 0;
    let mut shifted = signature.clone();
    for (byte, order) in shifted[32..].iter_mut().zip(hex(ORDER)) {
        let sum = u16::from(*byte) + u16::from(order) + carry;
        (*byte, carry) = (sum as u8, sum >> 8);
    }
    assert!(!public.verify(&message, &shifted));
    assert!(!public.verify(&message, &signature[..63]));
    assert!(!public.verify(&message, &[&signature[..], &[0]].concat()));
    assert!(!public.verify(&message, &[]));
}

#[test]
fn keys_of_small_order_or_in_another_form_are_refused() {
    let refused = [
        // Orders 1, 2, 4, 4, 8, 8, 8, 8.
        "0100000000000000000000000000000000000000000000000000000000000000",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0000000000000000000000000000000000000000000000000000000000000080",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
        // y = p + 3 and p + 4: the first is the point of y = 3, written in another way.
        "f0ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "f1ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        // y = 2 belongs to no point.
        "0200000000000000000000000000000000000000000000000000000000000000",
    ];
    for bytes in refused {
        assert_eq!(EdPublic::new(&hex(bytes)).err(), Some(EngineError::Invalid), "{bytes}");
    }
    // The largest y in range whose point has full order is taken.
    let accepted = (0..19u8).rev().find(|&below| {
        let mut bytes = [0xff; 32];
        (bytes[0], bytes[31]) = (0xec - below, 0x7f);
        EdPublic::new(&bytes).is_ok()
    });
    assert!(accepted.is_some_and(|below| below > 0));
    assert_eq!(EdPublic::new(&[9; 31]).err(), Some(EngineError::Invalid));
    assert_eq!(EdPrivate::new(&[9; 33]).err(), Some(EngineError::Invalid));
}
