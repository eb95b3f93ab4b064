//! ECDSA over four curves: deterministic (RFC 6979), signatures as r and s side by side.

use crate::algorithm::Curve;
use crate::crypto::Fault;
use alloc::{boxed::Box, vec::Vec};
use p256::ecdsa::signature::hazmat::{PrehashSigner, PrehashVerifier};
use zeroize::Zeroizing;

macro_rules! curves {
    ($($curve:ident $krate:ident;)*) => {
        /// Boxed: the curves' keys differ much in size.
        #[derive(Clone)]
        pub(crate) enum EcPublic { $($curve(Box<$krate::ecdsa::VerifyingKey>),)* }

        #[derive(Clone)]
        pub(crate) enum EcPrivate { $($curve(Box<$krate::ecdsa::SigningKey>),)* }

        impl EcPublic {
            /// A point in SEC1 form, compressed or not; the identity and points off the curve are refused.
            pub(crate) fn new(curve: Curve, point: &[u8]) -> Result<Self, Fault> {
                // The crates know another form of a point, 05 and x, which other libraries do not.
                if !matches!(point.first(), Some(2..=4)) {
                    return Err(Fault::Invalid);
                }
                match curve {
                    $(Curve::$curve => $krate::ecdsa::VerifyingKey::from_sec1_bytes(point)
                        .map(|key| EcPublic::$curve(Box::new(key)))
                        .map_err(|_| Fault::Invalid),)*
                }
            }

            /// The uncompressed point: 04, x, y.
            pub(crate) fn point(&self) -> Vec<u8> {
                match self { $(EcPublic::$curve(key) => key.to_sec1_point(false).as_bytes().to_vec(),)* }
            }

            /// Of s and n − s, which are equally valid, k256 takes the lower only; JOSE has no such rule.
            pub(crate) fn verify(&self, digest: &[u8], signature: &[u8]) -> bool {
                match self {
                    $(EcPublic::$curve(key) => $krate::ecdsa::Signature::from_slice(signature)
                        .is_ok_and(|signature| key.verify_prehash(digest, &signature.normalize_s()).is_ok()),)*
                }
            }
        }

        impl EcPrivate {
            /// A scalar of exactly the field's length, neither zero nor beyond the order.
            pub(crate) fn new(curve: Curve, scalar: &[u8]) -> Result<Self, Fault> {
                // The crates would fill a shorter one with zeros.
                if scalar.len() != curve.field_len() {
                    return Err(Fault::Invalid);
                }
                match curve {
                    $(Curve::$curve => $krate::ecdsa::SigningKey::from_slice(scalar)
                        .map(|key| EcPrivate::$curve(Box::new(key)))
                        .map_err(|_| Fault::Invalid),)*
                }
            }

            pub(crate) fn public(&self) -> EcPublic {
                match self { $(EcPrivate::$curve(key) => EcPublic::$curve(Box::new(key.verifying_key().clone())),)* }
            }

            pub(crate) fn scalar(&self) -> Zeroizing<Vec<u8>> {
                match self { $(EcPrivate::$curve(key) => Zeroizing::new(key.to_bytes().to_vec()),)* }
            }

            pub(crate) fn sign(&self, digest: &[u8]) -> Option<Vec<u8>> {
                match self {
                    $(EcPrivate::$curve(key) => {
                        let signature: $krate::ecdsa::Signature = key.sign_prehash(digest).ok()?;
                        Some(signature.to_bytes().to_vec())
                    })*
                }
            }
        }
    };
}

curves! {
    P256 p256;
    P384 p384;
    P521 p521;
    Secp256k1 k256;
}
