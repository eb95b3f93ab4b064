//! Verifying by kept multiples against the curve crates' own verification.

use super::Repeatable;
use crate::crypto::engine::{EcPrivateKey, EcPublicKey};
use crate::{
    algorithm::Curve,
    crypto::{EcPrivate, EcPublic},
    platform::Platform,
};
use alloc::{vec, vec::Vec};
use ecdsa::elliptic_curve::{
    CurveArithmetic, CurveGroup, FieldBytes, ProjectivePoint, Scalar,
    ff::{Field, PrimeField},
    group::Group,
    ops::Reduce,
    point::AffineCoordinates,
    sec1::{FromSec1Point, ModulusSize, ToSec1Point},
};
use ecdsa::{EcdsaCurve, Signature, VerifyingKey, signature::hazmat::PrehashVerifier};

/// The ways to verify with one key: the first token's, that of all later ones, and the crate's.
struct Verifiers<C: EcdsaCurve + CurveArithmetic> {
    curve: Curve,
    used: EcPublic,
    theirs: VerifyingKey<C>,
}

impl<C> Verifiers<C>
where
    C: EcdsaCurve<FieldBytesSize: ModulusSize> + CurveArithmetic<AffinePoint: FromSec1Point<C> + ToSec1Point<C>>,
{
    fn of(curve: Curve, point: ProjectivePoint<C>) -> Self {
        let theirs = VerifyingKey::from_affine(point.to_affine()).unwrap();
        let used = EcPublic::new(curve, theirs.to_sec1_point(false).as_bytes()).unwrap();
        used.verify(&[], &vec![1; 2 * curve.field_bytes()]);
        Verifiers { curve, used, theirs }
    }

    /// The verdict, which all must agree on.
    #[track_caller]
    fn verdict(&self, digest: &[u8], signature: &[u8]) -> bool {
        let theirs = Signature::<C>::from_slice(signature)
            .is_ok_and(|signature| self.theirs.verify_prehash(digest, &signature.normalize_s()).is_ok());
        let unused = EcPublic::new(self.curve, &self.used.point()).unwrap();
        let ours = [&unused, &self.used].map(|key| key.verify(digest, signature));
        assert_eq!(ours, [theirs; 2], "{digest:02x?} {signature:02x?}");
        theirs
    }
}

/// A signature with chosen factors: r = x(u1·G + u2·Q), s = r / u2, and the digest u1·s that makes it valid.
fn with_factors<C: EcdsaCurve + CurveArithmetic>(
    key: ProjectivePoint<C>,
    u1: Scalar<C>,
    u2: Scalar<C>,
) -> Option<(FieldBytes<C>, Vec<u8>)> {
    let sum = (ProjectivePoint::<C>::generator() * u1 + key * u2).to_affine();
    let r = <Scalar<C> as Reduce<FieldBytes<C>>>::reduce(&sum.x());
    let s = r * u2.invert().into_option()?;
    Some(((u1 * s).to_repr(), [r.to_repr(), s.to_repr()].concat()))
}

/// Scalars at the seams of the 32-bit steps, at both ends, and with long runs of ones and zeros.
fn edges<F: PrimeField>() -> Vec<F> {
    let power = |bits: u64| F::from(2).pow([bits]);
    let mut edges = vec![F::ZERO, F::ONE, F::from(2), F::from(31), F::from(32), F::from(33), -F::ONE, -F::from(2)];
    for bits in [31, 32, 33, 63, 64, 128, 250] {
        edges.extend([power(bits), power(bits) - F::ONE, -power(bits)]);
    }
    edges
}

fn random<C: CurveArithmetic>(source: &mut Repeatable) -> Scalar<C> {
    let mut bytes = FieldBytes::<C>::default();
    assert!(source.fill_random(&mut bytes));
    // P-521's field has seven bits more than fit.
    bytes[0] &= 1;
    <Scalar<C> as Reduce<FieldBytes<C>>>::reduce(&bytes)
}

/// With each `stride`-th edge and some random scalars as private keys.
fn run<C>(curve: Curve, stride: usize)
where
    C: EcdsaCurve<FieldBytesSize: ModulusSize> + CurveArithmetic<AffinePoint: FromSec1Point<C> + ToSec1Point<C>>,
{
    let (edges, mut source) = (edges::<Scalar<C>>(), Repeatable(7));
    let mut scalars: Vec<Scalar<C>> = edges.iter().skip(1).step_by(stride).copied().collect();
    scalars.extend([(); 4].map(|()| random::<C>(&mut source)));
    let (mut valid, mut wrong) = (0, 0);
    for (number, scalar) in scalars.iter().enumerate() {
        let key = ProjectivePoint::<C>::generator() * *scalar;
        let verifiers = Verifiers::<C>::of(curve, key);
        let (edge, any) = (edges[number * stride % edges.len()], random::<C>(&mut source));
        // With the last pair the sum is the identity: r is zero, and there is no such signature.
        let factors = [(any, edge), (edge, any), (edge, edge), (edge, -edge), (-*scalar * any, any)];
        for (u1, u2) in factors {
            let Some((digest, signature)) = with_factors::<C>(key, u1, u2) else { continue };
            let exists = u1 + *scalar * u2 != Scalar::<C>::ZERO;
            assert_eq!(verifiers.verdict(&digest, &signature), exists, "{} key {number}", curve.name());
            valid += usize::from(exists);
            for at in [signature.len() / 2 - 1, signature.len() - 1] {
                let mut changed = signature.clone();
                changed[at] ^= 1 << (number % 8);
                assert!(!verifiers.verdict(&digest, &changed), "{} key {number} byte {at}", curve.name());
                wrong += 1;
            }
        }
    }
    assert!(valid >= 3 * scalars.len() && wrong >= 8 * scalars.len(), "{valid} valid, {wrong} wrong");
}

#[test]
fn p256_agrees_with_its_crate() {
    run::<p256::NistP256>(Curve::P256, 1);
}

#[test]
fn p384_agrees_with_its_crate() {
    run::<p384::NistP384>(Curve::P384, 5);
}

#[test]
fn p521_agrees_with_its_crate() {
    run::<p521::NistP521>(Curve::P521, 7);
}

#[test]
fn secp256k1_agrees_with_its_crate() {
    run::<k256::Secp256k1>(Curve::Secp256k1, 2);
}

#[test]
fn a_key_and_its_copies_share_their_multiples() {
    let key = EcPrivate::new(Curve::P256, &[1; 32]).unwrap().public();
    let (EcPublic::P256(one), EcPublic::P256(copy)) = (&key, &key.clone()) else { unreachable!() };
    assert!(alloc::sync::Arc::ptr_eq(one, copy));
}
