//! ECDSA over four curves: deterministic (RFC 6979), signatures as r and s side by side.

use super::multiples::{EcCurve, Multiples};
use crate::algorithm::Curve;
use crate::crypto::{
    engine::{EcPrivateKey, EcPublicKey, EngineError},
    nonces::{MAX_NONCES, Nonces},
};
use crate::once::{Once, get_or_make};
use alloc::{boxed::Box, sync::Arc, vec::Vec};
use ecdsa::{elliptic_curve, hazmat::sign_prehashed};
use elliptic_curve::{
    AffinePoint, CurveGroup, FieldBytes, NonZeroScalar, ProjectivePoint, Scalar,
    bigint::Encoding,
    ff::PrimeField,
    group::Group,
    ops::{Invert, MulByGeneratorVartime, Reduce},
    point::{AffineCoordinates, DecompressPoint},
};
use zeroize::Zeroizing;

/// A public key. Its multiples are made at its second verification: most keys passed as text are used once.
pub(crate) struct Public<C: EcCurve> {
    point: AffinePoint<C>,
    used: Once<()>,
    multiples: Once<Multiples<C>>,
}

impl<C: EcCurve> Public<C> {
    fn of(point: AffinePoint<C>) -> Arc<Self> {
        Arc::new(Public { point, used: Once::new(), multiples: Once::new() })
    }

    /// SEC 1 section 2.3.4, without the identity, which is no key.
    fn read(bytes: &[u8]) -> Option<Arc<Self>> {
        let (tag, coordinates) = bytes.split_first()?;
        let size = FieldBytes::<C>::default().len();
        let x: FieldBytes<C> = coordinates.get(..size)?.try_into().ok()?;
        let point = match (tag, &coordinates[size..]) {
            (2 | 3, []) => AffinePoint::<C>::decompress(&x, (tag & 1).into()),
            (4, y) => AffinePoint::<C>::from_coordinates(&x, y.try_into().ok()?),
            _ => return None,
        };
        point.into_option().map(Self::of)
    }

    fn bytes(&self) -> Vec<u8> {
        [&[4], &*self.point.x(), &*self.point.y()].concat()
    }

    /// FIPS 186-5 section 6.4.2. Both s and n − s are valid: JOSE has no rule of the lower one.
    fn verify(&self, digest: &[u8], signature: &[u8]) -> bool {
        let (r, s) = signature.split_at(signature.len() / 2);
        let (Ok(r), Ok(s)) = (NonZeroScalar::<C>::try_from(r), NonZeroScalar::<C>::try_from(s)) else { return false };
        let inverse = *s.invert_vartime();
        let (of_generator, of_key) = (reduced::<C>(digest) * inverse, *r * inverse);
        let sum = if self.used.set(()).is_ok() {
            ProjectivePoint::<C>::mul_by_generator_and_mul_add_vartime(&of_generator, &of_key, &self.point.into())
        } else {
            let multiples = get_or_make(&self.multiples, || Multiples::of(self.point.into()));
            Multiples::sum([(C::generator(), &of_generator), (multiples, &of_key)])
        };
        // The identity has x = 0, which r is not.
        reduced::<C>(&sum.to_affine().x()) == *r
    }
}

/// A private key, wiped when it is dropped.
type Private<C> = Box<Zeroizing<NonZeroScalar<C>>>;

fn read_scalar<C: EcCurve>(bytes: &[u8]) -> Option<Private<C>> {
    NonZeroScalar::<C>::try_from(bytes).ok().map(|scalar| Box::new(Zeroizing::new(scalar)))
}

fn sign<C: EcCurve>(curve: Curve, scalar: &NonZeroScalar<C>, digest: &[u8]) -> Option<Vec<u8>> {
    let scalar_bytes = Zeroizing::new(scalar.to_repr());
    let mut nonces = Nonces::new(curve, &scalar_bytes, &reduced::<C>(digest).to_repr());
    (0..MAX_NONCES).find_map(|_| {
        let nonce = leftmost::<C>(&nonces.next())?;
        #[cfg(feature = "__host-crypto")]
        if curve == Curve::P256
            && let Some(point) =
                crate::crypto::host_crypto::lent().and_then(|host| host.p256_multiple(&nonce.to_repr()))
        {
            return sign_with_point::<C>(scalar, &nonce, digest, &point);
        }
        sign_prehashed(scalar, &nonce, digest).ok().map(|(signature, _)| signature.to_vec())
    })
}

/// FIPS 186-5 section 6.4.1 from step 5 on, with the nonce's multiple of the generator at hand: the same bytes as
/// `sign_prehashed` gives.
#[cfg(feature = "__host-crypto")]
fn sign_with_point<C: EcCurve>(
    scalar: &NonZeroScalar<C>,
    nonce: &NonZeroScalar<C>,
    digest: &[u8],
    point: &[u8],
) -> Option<Vec<u8>> {
    let x = point.get(1..=FieldBytes::<C>::default().len())?;
    let r = NonZeroScalar::<C>::new(reduced::<C>(x)).into_option()?;
    let inverse = Zeroizing::new(*nonce.invert());
    let s = NonZeroScalar::<C>::new(*inverse * (reduced::<C>(digest) + *r * **scalar)).into_option()?;
    Some([&*r.to_repr(), &*s.to_repr()].concat())
}

/// The leftmost bits as a nonce, if they are one (RFC 6979 section 2.3.2).
fn leftmost<C: EcCurve>(bytes: &[u8]) -> Option<Zeroizing<NonZeroScalar<C>>> {
    let bits = Scalar::<C>::NUM_BITS;
    let bytes = bytes.get(..bits.div_ceil(8) as usize)?;
    let held = bytes.len() as u32 * 8;
    let mut number = Zeroizing::new(C::Uint::from_be_slice_truncated(bytes, held));
    *number >>= (held - bits) as usize;
    NonZeroScalar::from_uint(*number).into_option().map(Zeroizing::new)
}

/// A digest or a coordinate by the order. Longer digests than the field, which JOSE has not, lose what is beyond.
fn reduced<C: EcCurve>(bytes: &[u8]) -> Scalar<C> {
    let mut field = FieldBytes::<C>::default();
    let bytes = &bytes[..bytes.len().min(field.len())];
    let start = field.len() - bytes.len();
    field[start..].copy_from_slice(bytes);
    Scalar::<C>::reduce(&field)
}

macro_rules! curves {
    ($($curve:ident $of:ty;)*) => {
        #[derive(Clone)]
        pub(crate) enum EcPublic { $($curve(Arc<Public<$of>>),)* }

        #[derive(Clone)]
        pub(crate) enum EcPrivate { $($curve(Private<$of>),)* }

        $(impl EcCurve for $of {
            fn generator() -> &'static Multiples<Self> {
                static MULTIPLES: Once<Multiples<$of>> = Once::new();
                get_or_make(&MULTIPLES, || Multiples::of(ProjectivePoint::<$of>::generator()))
            }
        })*

        impl EcPublicKey for EcPublic {
            /// A point in SEC1 form, compressed or not; the identity and points off the curve are refused.
            fn new(curve: Curve, point: &[u8]) -> Result<Self, EngineError> {
                match curve { $(Curve::$curve => Public::read(point).map(EcPublic::$curve),)* }.ok_or(EngineError::Invalid)
            }

            /// The uncompressed point: 04, x, y.
            fn point(&self) -> Vec<u8> {
                match self { $(EcPublic::$curve(key) => key.bytes(),)* }
            }

            fn verify(&self, digest: &[u8], signature: &[u8]) -> bool {
                match self { $(EcPublic::$curve(key) => key.verify(digest, signature),)* }
            }
        }

        impl EcPrivateKey for EcPrivate {
            type Public = EcPublic;

            /// A scalar of exactly the field's length, neither zero nor beyond the order.
            fn new(curve: Curve, scalar: &[u8]) -> Result<Self, EngineError> {
                match curve { $(Curve::$curve => read_scalar(scalar).map(EcPrivate::$curve),)* }.ok_or(EngineError::Invalid)
            }

            fn public(&self) -> EcPublic {
                match self {
                    $(EcPrivate::$curve(key) => {
                        EcPublic::$curve(Public::of(ProjectivePoint::<$of>::mul_by_generator(key).to_affine()))
                    })*
                }
            }

            fn scalar(&self) -> Zeroizing<Vec<u8>> {
                match self { $(EcPrivate::$curve(key) => Zeroizing::new(Zeroizing::new(key.to_repr()).to_vec()),)* }
            }

            fn sign(&self, digest: &[u8]) -> Option<Vec<u8>> {
                match self { $(EcPrivate::$curve(key) => sign(Curve::$curve, key, digest),)* }
            }
        }
    };
}

curves! {
    P256 p256::NistP256;
    P384 p384::NistP384;
    P521 p521::NistP521;
    Secp256k1 k256::Secp256k1;
}
