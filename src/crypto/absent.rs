//! What stands in for algorithms that a build does not have: types without a value. No key of them can be made, so
//! the optimiser drops whatever would use one.

use super::engine::{
    EcPrivateKey, EcPublicKey, EdPrivateKey, EdPublicKey, Engine, EngineError, MlDsaPrivateKey, MlDsaPublicKey,
    RsaNumbers, RsaPrivateKey, RsaPublicKey,
};
use crate::algorithm::{Curve, MlDsaParameterSet};
use crate::platform::Platform;
use crate::wipe::Zeroizing;
use alloc::vec::Vec;

#[derive(Clone)]
enum Never {}

/// The engine of a build that has HMAC alone.
pub(crate) enum NoEngine {}

impl Engine for NoEngine {
    type RsaPublic = RsaPublic;
    type RsaPrivate = RsaPrivate;
    type EcPublic = EcPublic;
    type EcPrivate = EcPrivate;
    type EdPublic = EdPublic;
    type EdPrivate = EdPrivate;
}

/// Types and their traits: what makes a key refuses, and what uses one cannot be reached.
macro_rules! absent {
    ($($name:ident: $key:ident { $(type Public = $public:ty;)? $(make $maker:ident($($made_of:ty),*);)* $(fn $method:ident($($argument:ty),*) -> $out:ty;)* })*) => {$(
        #[derive(Clone)]
        pub(crate) struct $name(Never);

        impl $key for $name {
            $(type Public = $public;)?
            $(fn $maker($(_: $made_of),*) -> Result<Self, EngineError> { Err(EngineError::Unsupported) })*
            $(fn $method(&self, $(_: $argument),*) -> $out { match self.0 {} })*
        }
    )*};
}

absent! {
    RsaPublic: RsaPublicKey { make new(&[u8], &[u8]); fn apply(&[u8]) -> Option<Vec<u8>>; }
    RsaPrivate: RsaPrivateKey {
        make new(RsaNumbers);
        make generate(usize, &mut dyn Platform);
        fn apply(&[u8], &mut dyn Platform) -> Option<Vec<u8>>;
        fn numbers() -> &RsaNumbers;
    }
    EcPublic: EcPublicKey { make new(Curve, &[u8]); fn point() -> Vec<u8>; fn verify(&[u8], &[u8]) -> bool; }
    EcPrivate: EcPrivateKey {
        type Public = EcPublic;
        make new(Curve, &[u8]);
        fn public() -> EcPublic;
        fn scalar() -> Zeroizing<Vec<u8>>;
        fn sign(&[u8]) -> Option<Vec<u8>>;
    }
    EdPublic: EdPublicKey { make new(&[u8]); fn bytes() -> [u8; 32]; fn verify(&[u8], &[u8]) -> bool; }
    EdPrivate: EdPrivateKey {
        type Public = EdPublic;
        make new(&[u8]);
        fn public() -> EdPublic;
        fn seed() -> Zeroizing<[u8; 32]>;
        fn sign(&[u8]) -> Option<[u8; 64]>;
    }
    MlDsaPublic: MlDsaPublicKey {
        make new(MlDsaParameterSet, &[u8]);
        fn set() -> MlDsaParameterSet;
        fn bytes() -> Vec<u8>;
        fn verify(&[u8], &[u8]) -> bool;
    }
    MlDsaPrivate: MlDsaPrivateKey {
        type Public = MlDsaPublic;
        make new(MlDsaParameterSet, &[u8]);
        fn set() -> MlDsaParameterSet;
        fn public_bytes() -> Vec<u8>;
        fn verify(&[u8], &[u8]) -> bool;
        fn public() -> MlDsaPublic;
        fn seed() -> Zeroizing<[u8; 32]>;
        fn expanded() -> Zeroizing<Vec<u8>>;
        fn sign(&[u8]) -> Option<Vec<u8>>;
    }
}
