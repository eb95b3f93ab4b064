//! Builds without ML-DSA: none of these types can be made, so the optimiser drops whatever would use them.

use super::Fault;
use crate::algorithm::ParameterSet;
use crate::wipe::Zeroizing;
use alloc::vec::Vec;

#[derive(Clone)]
enum Never {}

#[derive(Clone)]
pub(crate) struct MlDsaPublic(Never);

impl MlDsaPublic {
    pub(crate) fn new(_: ParameterSet, _: &[u8]) -> Result<Self, Fault> {
        Err(Fault::Unsupported)
    }

    pub(crate) fn set(&self) -> ParameterSet {
        match self.0 {}
    }

    pub(crate) fn bytes(&self) -> Vec<u8> {
        match self.0 {}
    }

    pub(crate) fn verify(&self, _: &[u8], _: &[u8]) -> bool {
        match self.0 {}
    }
}

#[derive(Clone)]
pub(crate) struct MlDsaPrivate(Never);

impl MlDsaPrivate {
    pub(crate) fn new(_: ParameterSet, _: &[u8]) -> Result<Self, Fault> {
        Err(Fault::Unsupported)
    }

    pub(crate) fn set(&self) -> ParameterSet {
        match self.0 {}
    }

    pub(crate) fn public_bytes(&self) -> Vec<u8> {
        match self.0 {}
    }

    pub(crate) fn verify(&self, _: &[u8], _: &[u8]) -> bool {
        match self.0 {}
    }

    pub(crate) fn public(&self) -> MlDsaPublic {
        match self.0 {}
    }

    pub(crate) fn seed(&self) -> Zeroizing<[u8; 32]> {
        match self.0 {}
    }

    pub(crate) fn expanded(&self) -> Zeroizing<Vec<u8>> {
        match self.0 {}
    }

    pub(crate) fn sign(&self, _: &[u8]) -> Option<Vec<u8>> {
        match self.0 {}
    }
}
