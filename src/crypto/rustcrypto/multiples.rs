//! Sums of multiples of points that are used again and again: the generator, and the public key of a held `Key`.
//!
//! Of a point P, small odd multiples of P, 2^32·P, 2^64·P … are kept. A scalar is then a sum of 32-bit ones, all
//! taken through in the same 32 doublings, where one scalar as a whole needs as many as it has bits. All of it takes
//! variable time, which is for public values only.

use alloc::{boxed::Box, vec::Vec};
use ecdsa::{EcdsaCurve, elliptic_curve};
use elliptic_curve::{
    CurveArithmetic, FieldBytesSize, ProjectivePoint, Scalar, array::typenum::Unsigned, ff::PrimeField, group::Group,
    point::DecompressPoint,
};
use wnaf::{WnafBase, WnafScalar, WnafSize, array::typenum::U6};

/// What the curve crates offer alike.
pub(crate) trait EcCurve:
    EcdsaCurve + CurveArithmetic<AffinePoint: DecompressPoint<Self>, Scalar: WnafSize>
{
    /// Those of the generator, made at first use and kept.
    fn generator() -> &'static Multiples<Self>;
}

/// Windows of six bits: sixteen multiples of each power. Seven bits would save 8 % of a verification for twice the
/// memory and the time to make them.
type Window = U6;
type Table<C> = WnafBase<ProjectivePoint<C>, Window>;
type Digits<C> = WnafScalar<Scalar<C>, Window>;

/// Bytes of a scalar between one power and the next.
const STEP: usize = 4;

/// 12 kB for P-256, 28 kB for P-384, 56 kB for P-521.
pub(crate) struct Multiples<C: EcCurve>(Box<[Table<C>]>);

impl<C: EcCurve> Multiples<C> {
    /// Takes about as long as one verification.
    pub(super) fn of(mut point: ProjectivePoint<C>) -> Self {
        let mut tables = Vec::with_capacity(FieldBytesSize::<C>::USIZE.div_ceil(STEP));
        loop {
            tables.push(Table::<C>::new(&point));
            if tables.len() == tables.capacity() {
                return Multiples(tables.into());
            }
            for _ in 0..8 * STEP {
                point = point.double();
            }
        }
    }

    /// a·A + b·B.
    pub(super) fn sum(terms: [(&Self, &Scalar<C>); 2]) -> ProjectivePoint<C> {
        let digits: Vec<Digits<C>> = terms.iter().flat_map(|(_, scalar)| digits::<C>(scalar)).collect();
        let tables = terms.iter().flat_map(|(multiples, _)| multiples.0.iter());
        Table::<C>::multiscalar_mul(tables.zip(&digits))
    }
}

/// The scalar in steps, the lowest first.
fn digits<C: EcCurve>(scalar: &Scalar<C>) -> Vec<Digits<C>> {
    let mut bytes = scalar.to_repr();
    bytes.reverse();
    bytes.chunks(STEP).map(Digits::<C>::from_le_bytes).collect()
}
