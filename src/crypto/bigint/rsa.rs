//! RSA's two primitives and its keys, over the host's BigInt.

use super::host::{Operation, accepts, ask, fields};
use crate::wipe::Zeroizing;
use crate::{
    crypto::blinding,
    crypto::engine::{EngineError, RsaNumbers, RsaPrivateKey, RsaPublicKey},
    error::number,
    platform::Platform,
};
use alloc::vec::Vec;

#[derive(Clone)]
pub(crate) struct RsaPublic {
    n: Vec<u8>,
    e: Vec<u8>,
}

impl RsaPublicKey for RsaPublic {
    /// What numbers make a usable key is for the key's own checks: any odd modulus works here.
    fn new(n: &[u8], e: &[u8]) -> Result<RsaPublic, EngineError> {
        Ok(RsaPublic { n: n.into(), e: e.into() })
    }

    fn apply(&self, x: &[u8]) -> Option<Vec<u8>> {
        ask(Operation::RsaPublic, &[&self.n, &self.e, x], self.n.len()).ok().map(|y| y.to_vec())
    }
}

#[derive(Clone)]
pub(crate) struct RsaPrivate(RsaNumbers);

impl RsaPrivateKey for RsaPrivate {
    fn new(mut parts: RsaNumbers) -> Result<RsaPrivate, EngineError> {
        if parts.p.is_empty() {
            let capacity = 5 * (4 + parts.n.len());
            let found = ask(Operation::RsaComplete, &[&parts.n, &parts.e, &parts.d], capacity)?;
            let [p, q, dp, dq, qi] = fields(&found)?.map(secret);
            parts = RsaNumbers { p, q, dp, dq, qi, ..parts };
        } else if !accepts(Operation::RsaCheck, &all(&parts)) {
            return Err(EngineError::Invalid);
        }
        Ok(RsaPrivate(parts))
    }

    /// The host's own random source is used: the numbers never pass through here.
    fn generate(bits: usize, _: &mut dyn Platform) -> Result<RsaPrivate, EngineError> {
        let capacity = 8 * (4 + bits.div_ceil(8));
        let made = ask(Operation::RsaGenerate, &[number(bits as u64).as_bytes()], capacity)?;
        let [n, e, d, p, q, dp, dq, qi] = fields(&made)?;
        let [d, p, q, dp, dq, qi] = [d, p, q, dp, dq, qi].map(secret);
        Ok(RsaPrivate(RsaNumbers { n: n.into(), e: e.into(), d, p, q, dp, dq, qi }))
    }

    fn numbers(&self) -> &RsaNumbers {
        &self.0
    }

    /// The host blinds the operation, by numbers of its own or, when it asks for them, by those derived here.
    fn apply(&self, x: &[u8], platform: &mut dyn Platform) -> Option<Vec<u8>> {
        let [n, e, d, p, q, dp, dq, qi] = all(&self.0);
        let ask = |seed: &[u8]| ask(Operation::RsaPrivate, &[n, e, d, p, q, dp, dq, qi, x, seed], n.len());
        let answer = match ask(&[]) {
            Err(EngineError::NoEntropy) => ask(&blinding::seed(d, x, platform)),
            answer => answer,
        };
        answer.ok().map(|y| y.to_vec())
    }
}

fn all(parts: &RsaNumbers) -> [&[u8]; 8] {
    [&parts.n, &parts.e, &parts.d, &parts.p, &parts.q, &parts.dp, &parts.dq, &parts.qi]
}

fn secret(bytes: &[u8]) -> Zeroizing<Vec<u8>> {
    Zeroizing::new(bytes.into())
}
