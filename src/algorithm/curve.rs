//! The curves of ECDSA.

use super::hash::HashAlgorithm;
use super::key_words::{KeyWords, key_words};

struct CurveRow {
    name: &'static str,
    bits: usize,
    hash: HashAlgorithm,
    /// Its object identifier (RFC 5480 section 2.1.1.1, SEC 2), as the content bytes of its DER.
    oid: &'static [u8],
    /// What OpenSSH calls it, if it has it (RFC 5656 section 10.1).
    ssh_name: Option<&'static str>,
    words: KeyWords,
}

macro_rules! curves {
    ($($curve:ident $name:literal, $bits:literal bits, $hash:ident, $ssh_name:expr, $oid:expr;)*) => {
        /// An elliptic curve for ECDSA.
        ///
        /// ```
        /// use jwtmint::{Curve, HashAlgorithm};
        /// assert_eq!((Curve::P521.name(), Curve::P521.bits(), Curve::P521.field_bytes()), ("P-521", 521, 66));
        /// assert_eq!(Curve::P521.hash(), HashAlgorithm::Sha512);
        /// ```
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum Curve { $(#[doc = $name] $curve,)* }

        impl Curve {
            /// Every curve.
            pub const ALL: &'static [Curve] = &[$(Curve::$curve,)*];

            const fn row(self) -> &'static CurveRow {
                match self {
                    $(Curve::$curve => &CurveRow {
                        name: $name,
                        bits: $bits,
                        hash: HashAlgorithm::$hash,
                        oid: $oid,
                        ssh_name: $ssh_name,
                        words: key_words!("an EC", concat!(" on ", $name)),
                    },)*
                }
            }
        }
    };
}

curves! {
    P256 "P-256", 256 bits, Sha256, Some("nistp256"), &[0x2a, 0x86, 0x48, 0xce, 0x3d, 3, 1, 7];
    P384 "P-384", 384 bits, Sha384, Some("nistp384"), &[0x2b, 0x81, 4, 0, 34];
    P521 "P-521", 521 bits, Sha512, Some("nistp521"), &[0x2b, 0x81, 4, 0, 35];
    Secp256k1 "secp256k1", 256 bits, Sha256, None, &[0x2b, 0x81, 4, 0, 10];
}

impl Curve {
    /// The name used in a JWK's `crv` (RFC 7518 section 6.2.1.1, RFC 8812).
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.row().name
    }

    /// Size of the field in bits.
    #[must_use]
    pub const fn bits(self) -> usize {
        self.row().bits
    }

    /// Length in bytes of a coordinate, a private scalar, and each half of a signature.
    #[must_use]
    pub const fn field_bytes(self) -> usize {
        self.bits().div_ceil(8)
    }

    /// The hash that the curve's algorithm signs with (RFC 7518 section 3.4, RFC 8812).
    #[must_use]
    pub const fn hash(self) -> HashAlgorithm {
        self.row().hash
    }

    pub(crate) const fn oid(self) -> &'static [u8] {
        self.row().oid
    }

    pub(crate) const fn words(self) -> KeyWords {
        self.row().words
    }

    pub(crate) fn from_name(name: &str) -> Option<Curve> {
        Curve::ALL.iter().copied().find(|curve| curve.name() == name)
    }

    pub(crate) fn from_oid(oid: &[u8]) -> Option<Curve> {
        Curve::ALL.iter().copied().find(|curve| curve.oid() == oid)
    }

    pub(crate) fn from_ssh_name(name: &[u8]) -> Option<Curve> {
        Curve::ALL.iter().copied().find(|curve| curve.row().ssh_name.is_some_and(|known| known.as_bytes() == name))
    }
}
