//! ECDSA: RFC 6979 appendix A.2, and what a key and a signature may not be.

use super::hex;
use crate::crypto::engine::{EcPrivateKey, EcPublicKey};
use crate::{
    algorithm::{Curve, HashAlgorithm},
    crypto::{EcPrivate, EcPublic, EngineError, hash::digest},
};
use alloc::{vec, vec::Vec};

struct Answer {
    curve: Curve,
    hash: HashAlgorithm,
    scalar: &'static str,
    message: &'static str,
    signature: &'static str,
}

const ANSWERS: [Answer; 7] = [
    Answer {
        curve: Curve::P256,
        hash: HashAlgorithm::Sha256,
        scalar: "C9AFA9D845BA75166B5C215767B1D6934E50C3DB36E89B127B8A622B120F6721",
        message: "sample",
        signature: "EFD48B2AACB6A8FD1140DD9CD45E81D69D2C877B56AAF991C34D0EA84EAF3716
            F7CB1C942D657C41D436C7A1B6E29F65F3E900DBB9AFF4064DC4AB2F843ACDA8",
    },
    Answer {
        curve: Curve::P256,
        hash: HashAlgorithm::Sha256,
        scalar: "C9AFA9D845BA75166B5C215767B1D6934E50C3DB36E89B127B8A622B120F6721",
        message: "test",
        signature: "F1ABB023518351CD71D881567B1EA663ED3EFCF6C5132B354F28D3B0B7D38367
            019F4113742A2B14BD25926B49C649155F267E60D3814B4C0CC84250E46F0083",
    },
    Answer {
        curve: Curve::P384,
        hash: HashAlgorithm::Sha384,
        scalar: "6B9D3DAD2E1B8C1C05B19875B6659F4DE23C3B667BF297BA9AA47740787137D896D5724E4C70A825F872C9EA60D2EDF5",
        message: "sample",
        signature: "94EDBB92A5ECB8AAD4736E56C691916B3F88140666CE9FA73D64C4EA95AD133C81A648152E44ACF96E36DD1E80FABE46
            99EF4AEB15F178CEA1FE40DB2603138F130E740A19624526203B6351D0A3A94FA329C145786E679E7B82C71A38628AC8",
    },
    Answer {
        curve: Curve::P384,
        hash: HashAlgorithm::Sha384,
        scalar: "6B9D3DAD2E1B8C1C05B19875B6659F4DE23C3B667BF297BA9AA47740787137D896D5724E4C70A825F872C9EA60D2EDF5",
        message: "test",
        signature: "8203B63D3C853E8D77227FB377BCF7B7B772E97892A80F36AB775D509D7A5FEB0542A7F0812998DA8F1DD3CA3CF023DB
            DDD0760448D42D8A43AF45AF836FCE4DE8BE06B485E9B61B827C2F13173923E06A739F040649A667BF3B828246BAA5A5",
    },
    Answer {
        curve: Curve::P521,
        hash: HashAlgorithm::Sha512,
        scalar:
            "00FAD06DAA62BA3B25D2FB40133DA757205DE67F5BB0018FEE8C86E1B68C7E75CAA896EB32F1F47C70855836A6D16FCC1466F6D8
            FBEC67DB89EC0C08B0E996B83538",
        message: "sample",
        signature: "00C328FAFCBD79DD77850370C46325D987CB525569FB63C5D3BC53950E6D4C5F174E25A1EE9017B5D450606ADD152B53493
            1D7D4E8455CC91F9B15BF05EC36E377FA
            00617CCE7CF5064806C467F678D3B4080D6F1CC50AF26CA209417308281B68AF282623EAA63E5B5C0723D8B8C37FF0777B1A20F8
            CCB1DCCC43997F1EE0E44DA4A67A",
    },
    Answer {
        curve: Curve::P521,
        hash: HashAlgorithm::Sha512,
        scalar:
            "00FAD06DAA62BA3B25D2FB40133DA757205DE67F5BB0018FEE8C86E1B68C7E75CAA896EB32F1F47C70855836A6D16FCC1466F6D8
            FBEC67DB89EC0C08B0E996B83538",
        message: "test",
        signature:
            "013E99020ABF5CEE7525D16B69B229652AB6BDF2AFFCAEF38773B4B7D08725F10CDB93482FDCC54EDCEE91ECA4166B2A7C62
            65EF0CE2BD7051B7CEF945BABD47EE6D
            01FBD0013C674AA79CB39849527916CE301C66EA7CE8B80682786AD60F98F7E78A19CA69EFF5C57400E3B3A0AD66CE0978214D13
            BAF4E9AC60752F7B155E2DE4DCE3",
    },
    // Widely used among secp256k1's implementations: the RFC has no answers for this curve.
    Answer {
        curve: Curve::Secp256k1,
        hash: HashAlgorithm::Sha256,
        scalar: "0000000000000000000000000000000000000000000000000000000000000001",
        message: "Satoshi Nakamoto",
        signature: "934b1ea10a4b3c1757e2b0c017d0b6143ce3c9a7e6a4a49860d7a6ab210ee3d8
            2442ce9d2b916064108014783e923ec36b49743e2ffa1c4496f01a512aafd9e5",
    },
];

fn order(curve: Curve) -> Vec<u8> {
    hex(match curve {
        Curve::P256 => "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551",
        Curve::P384 => {
            "ffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973"
        }
        Curve::P521 => {
            "01fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffa51868783bf2f966b7fcc0148f709a5d03bb5
            c9b8899c47aebb6fb71e91386409"
        }
        Curve::Secp256k1 => "fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141",
    })
}

/// a − b, both of the same length.
fn minus(a: &[u8], b: &[u8]) -> Vec<u8> {
    let mut borrow = 0;
    let mut difference: Vec<u8> = (a.iter().rev())
        .zip(b.iter().rev())
        .map(|(&a, &b)| {
            let value = i16::from(a) - i16::from(b) - borrow;
            borrow = i16::from(value < 0);
            value as u8
        })
        .collect();
    difference.reverse();
    difference
}

#[test]
fn signatures_are_those_of_rfc_6979_and_verify() {
    for answer in ANSWERS {
        let key = EcPrivate::new(answer.curve, &hex(answer.scalar)).unwrap();
        let digest = digest(answer.hash, &[answer.message.as_bytes()]);
        let signature = key.sign(&digest).unwrap();
        assert_eq!(signature, hex(answer.signature), "{} {}", answer.curve.name(), answer.message);
        assert_eq!(*key.scalar(), hex(answer.scalar));
        let public = EcPublic::new(answer.curve, &key.public().point()).unwrap();
        assert!(public.verify(&digest, &signature));
        let size = answer.curve.field_bytes();
        for at in [1, size - 1, size + 1, 2 * size - 1] {
            let mut changed = signature.clone();
            changed[at] ^= 1;
            assert!(!public.verify(&digest, &changed), "{} byte {at}", answer.curve.name());
        }
    }
}

#[test]
fn both_forms_of_s_verify_on_every_curve() {
    for answer in ANSWERS {
        let key = EcPrivate::new(answer.curve, &hex(answer.scalar)).unwrap();
        let digest = digest(answer.hash, &[answer.message.as_bytes()]);
        let signature = hex(answer.signature);
        let (r, s) = signature.split_at(answer.curve.field_bytes());
        let other = [r, &minus(&order(answer.curve), s)].concat();
        assert!(key.public().verify(&digest, &other), "{}", answer.curve.name());
    }
}

#[test]
fn signatures_out_of_range_or_of_another_length_are_refused() {
    for answer in ANSWERS {
        let public = EcPrivate::new(answer.curve, &hex(answer.scalar)).unwrap().public();
        let digest = digest(answer.hash, &[answer.message.as_bytes()]);
        let (size, good) = (answer.curve.field_bytes(), hex(answer.signature));
        let (zero, order) = (vec![0; size], order(answer.curve));
        for half in [&zero, &order, &vec![0xff; size]] {
            assert!(!public.verify(&digest, &[half, &good[size..]].concat()));
            assert!(!public.verify(&digest, &[&good[..size], half].concat()));
        }
        assert!(!public.verify(&digest, &[]));
        assert!(!public.verify(&digest, &good[1..]));
        assert!(!public.verify(&digest, &[&good[..], &[0]].concat()));
    }
}

#[test]
fn scalars_out_of_range_or_of_another_length_are_refused() {
    for &curve in Curve::ALL {
        let (zero, order) = (vec![0; curve.field_bytes()], order(curve));
        let mut one = zero.clone();
        *one.last_mut().unwrap() = 1;
        let last = minus(&order, &one);
        for bad in [&zero, &order, &vec![0xff; zero.len()], &one[1..].to_vec(), &[&[0], &one[..]].concat(), &vec![]] {
            assert_eq!(EcPrivate::new(curve, bad).err(), Some(EngineError::Invalid), "{}", curve.name());
        }
        // The same x for both: they are each other's negatives.
        let [first, last] = [one, last].map(|scalar| EcPrivate::new(curve, &scalar).unwrap().public().point());
        assert_eq!(first[1..=curve.field_bytes()], last[1..=curve.field_bytes()]);
        assert_ne!(first, last);
    }
}

#[test]
fn points_come_whole_or_compressed_and_lie_on_the_curve() {
    for answer in ANSWERS {
        let (curve, size) = (answer.curve, answer.curve.field_bytes());
        let whole = EcPrivate::new(curve, &hex(answer.scalar)).unwrap().public().point();
        assert_eq!((whole.len(), whole[0]), (1 + 2 * size, 4));
        let compressed = [&[2 + (whole[2 * size] & 1)], &whole[1..=size]].concat();
        assert_eq!(EcPublic::new(curve, &compressed).unwrap().point(), whole);

        let tagged = |tag: u8| [&[tag], &whole[1..]].concat();
        let mut off = whole.clone();
        off[2 * size] ^= 1;
        let compact = [&[5], &whole[1..=size]].concat();
        let zeros = [&[4], &vec![0; 2 * size][..]].concat();
        let beyond = [&[4], &vec![0xff; 2 * size][..]].concat();
        let identity = vec![0];
        for bad in [off, compact, zeros, beyond, identity, tagged(0), tagged(2), tagged(6), whole[1..].to_vec(), vec![]]
        {
            assert_eq!(EcPublic::new(curve, &bad).err(), Some(EngineError::Invalid), "{} {bad:?}", curve.name());
        }
    }
}
