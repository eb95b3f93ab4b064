//! The engine of the HMAC-only build: no public-key operation exists, and none of these types can
//! be made, so the optimiser drops whatever would use them.

use super::{Fault, RsaParts};
use crate::wipe::Zeroizing;
use crate::{algorithm::Curve, platform::Platform};
use alloc::vec::Vec;

#[derive(Clone)]
enum Never {}

macro_rules! absent {
    ($($name:ident { $(new($($new:ty),*);)? $(generate($($generate:ty),*);)? $(fn $method:ident($($arg:ty),*) -> $out:ty;)* })*) => {$(
        #[derive(Clone)]
        pub(crate) struct $name(Never);

        impl $name {
            $(pub(crate) fn new($(_: $new),*) -> Result<Self, Fault> { Err(Fault::Unsupported) })?
            $(pub(crate) fn generate($(_: $generate),*) -> Result<Self, Fault> { Err(Fault::Unsupported) })?
            $(pub(crate) fn $method(&self, $(_: $arg),*) -> $out { match self.0 {} })*
        }
    )*};
}

absent! {
    RsaPublic { new(&[u8], &[u8]); fn apply(&[u8]) -> Option<Vec<u8>>; }
    RsaPrivate { new(RsaParts); generate(usize, &mut dyn Platform); fn apply(&[u8], &mut dyn Platform) -> Option<Vec<u8>>; fn parts() -> &RsaParts; }
    EcPublic { new(Curve, &[u8]); fn point() -> Vec<u8>; fn verify(&[u8], &[u8]) -> bool; }
    EcPrivate { new(Curve, &[u8]); fn public() -> EcPublic; fn scalar() -> Zeroizing<Vec<u8>>; fn sign(&[u8]) -> Option<Vec<u8>>; }
    EdPublic { new(&[u8]); fn bytes() -> [u8; 32]; fn verify(&[u8], &[u8]) -> bool; }
    EdPrivate { new(&[u8]); fn public() -> EdPublic; fn seed() -> Zeroizing<[u8; 32]>; fn sign(&[u8]) -> Option<[u8; 64]>; }
}
