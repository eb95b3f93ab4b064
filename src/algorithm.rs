//! The one registry of signature algorithms (RFC 7518 section 3, RFC 8037, RFC 8812, RFC 9864,
//! RFC 9964).

use crate::error::{Code, Error, Result};
use alloc::string::String;

/// A hash function of the SHA-2 family.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum HashAlgorithm {
    Sha256,
    Sha384,
    Sha512,
}

impl HashAlgorithm {
    /// The name as it stands in the registry, such as `SHA-256`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            HashAlgorithm::Sha256 => "SHA-256",
            HashAlgorithm::Sha384 => "SHA-384",
            HashAlgorithm::Sha512 => "SHA-512",
        }
    }

    /// Length of the digest in bytes.
    #[must_use]
    #[allow(clippy::len_without_is_empty, reason = "no digest is empty")]
    pub const fn len(self) -> usize {
        match self {
            HashAlgorithm::Sha256 => 32,
            HashAlgorithm::Sha384 => 48,
            HashAlgorithm::Sha512 => 64,
        }
    }
}

/// An elliptic curve for ECDSA.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Curve {
    P256,
    P384,
    P521,
    Secp256k1,
}

impl Curve {
    /// Every curve.
    pub const ALL: [Curve; 4] = [Curve::P256, Curve::P384, Curve::P521, Curve::Secp256k1];

    /// The name used in a JWK's `crv` (RFC 7518 section 6.2.1.1, RFC 8812).
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Curve::P256 => "P-256",
            Curve::P384 => "P-384",
            Curve::P521 => "P-521",
            Curve::Secp256k1 => "secp256k1",
        }
    }

    /// Size of the field in bits.
    #[must_use]
    pub const fn bits(self) -> usize {
        match self {
            Curve::P256 | Curve::Secp256k1 => 256,
            Curve::P384 => 384,
            Curve::P521 => 521,
        }
    }

    /// Length in bytes of a coordinate, a private scalar, and each half of a signature.
    #[must_use]
    pub const fn field_len(self) -> usize {
        self.bits().div_ceil(8)
    }

    /// The one algorithm the curve is used with (RFC 7518 section 3.4).
    #[must_use]
    pub const fn algorithm(self) -> Algorithm {
        match self {
            Curve::P256 => Algorithm::ES256,
            Curve::P384 => Algorithm::ES384,
            Curve::P521 => Algorithm::ES512,
            Curve::Secp256k1 => Algorithm::ES256K,
        }
    }
}

/// A parameter set of ML-DSA (FIPS 204 section 4): the security category, and with it all sizes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum MlDsaParameterSet {
    MlDsa44,
    MlDsa65,
    MlDsa87,
}

impl MlDsaParameterSet {
    /// Every set.
    pub const ALL: [MlDsaParameterSet; 3] =
        [MlDsaParameterSet::MlDsa44, MlDsaParameterSet::MlDsa65, MlDsaParameterSet::MlDsa87];

    /// The name, which is also the algorithm's, such as `ML-DSA-65`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            MlDsaParameterSet::MlDsa44 => "ML-DSA-44",
            MlDsaParameterSet::MlDsa65 => "ML-DSA-65",
            MlDsaParameterSet::MlDsa87 => "ML-DSA-87",
        }
    }

    /// Length of a public key in bytes (FIPS 204 table 2). A private key is a seed of 32 bytes in all sets.
    #[must_use]
    pub const fn public_len(self) -> usize {
        match self {
            MlDsaParameterSet::MlDsa44 => 1312,
            MlDsaParameterSet::MlDsa65 => 1952,
            MlDsaParameterSet::MlDsa87 => 2592,
        }
    }
}

/// A family of algorithms, and with it the kind of key that is needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    /// HMAC with SHA-2 (RFC 7518 section 3.2): a shared secret, JWK type `oct`.
    Hmac(HashAlgorithm),
    /// RSASSA-PKCS1-v1_5 (RFC 7518 section 3.3).
    RsaPkcs1(HashAlgorithm),
    /// RSASSA-PSS with MGF1 and a salt as long as the hash (RFC 7518 section 3.5).
    RsaPss(HashAlgorithm),
    /// ECDSA (RFC 7518 section 3.4, RFC 8812).
    Ecdsa(Curve, HashAlgorithm),
    /// Ed25519 (RFC 8037, RFC 9864).
    Ed25519,
    /// ML-DSA without pre-hashing and with an empty context (RFC 9964 section 4).
    MlDsa(MlDsaParameterSet),
}

macro_rules! name {
    ($name:ident) => {
        stringify!($name)
    };
    // Names with a hyphen are no identifiers.
    ($name:ident $text:literal) => {
        $text
    };
}

macro_rules! algorithms {
    ($($name:ident $(= $text:literal,)? $family:expr;)*) => {
        /// A signature algorithm by its registered name.
        ///
        /// `none` is not among them: it can be written on demand, and never verified.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        #[allow(missing_docs)]
        pub enum Algorithm { $($name,)* }

        impl Algorithm {
            /// Every algorithm, in the order menus show them.
            pub const ALL: &'static [Algorithm] = &[$(Algorithm::$name,)*];

            /// The value of the `alg` header parameter.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Algorithm::$name => name!($name $($text)?),)* }
            }

            /// The family with its parameters.
            #[must_use]
            pub const fn family(self) -> Family {
                match self { $(Algorithm::$name => $family,)* }
            }
        }
    };
}

algorithms! {
    HS256 Family::Hmac(HashAlgorithm::Sha256);
    HS384 Family::Hmac(HashAlgorithm::Sha384);
    HS512 Family::Hmac(HashAlgorithm::Sha512);
    RS256 Family::RsaPkcs1(HashAlgorithm::Sha256);
    RS384 Family::RsaPkcs1(HashAlgorithm::Sha384);
    RS512 Family::RsaPkcs1(HashAlgorithm::Sha512);
    PS256 Family::RsaPss(HashAlgorithm::Sha256);
    PS384 Family::RsaPss(HashAlgorithm::Sha384);
    PS512 Family::RsaPss(HashAlgorithm::Sha512);
    ES256 Family::Ecdsa(Curve::P256, HashAlgorithm::Sha256);
    ES384 Family::Ecdsa(Curve::P384, HashAlgorithm::Sha384);
    ES512 Family::Ecdsa(Curve::P521, HashAlgorithm::Sha512);
    ES256K Family::Ecdsa(Curve::Secp256k1, HashAlgorithm::Sha256);
    EdDSA Family::Ed25519;
    Ed25519 Family::Ed25519;
    MlDsa44 = "ML-DSA-44", Family::MlDsa(MlDsaParameterSet::MlDsa44);
    MlDsa65 = "ML-DSA-65", Family::MlDsa(MlDsaParameterSet::MlDsa65);
    MlDsa87 = "ML-DSA-87", Family::MlDsa(MlDsaParameterSet::MlDsa87);
}

impl Algorithm {
    /// Finds an algorithm by its exact, case-sensitive name.
    ///
    /// # Errors
    /// `ERR_ALGORITHM_UNSUPPORTED` for any other text, with the nearest name where there is one.
    ///
    /// ```
    /// use jwtmint::Algorithm;
    /// assert_eq!(Algorithm::from_name("ES256")?, Algorithm::ES256);
    /// assert!(Algorithm::from_name("es256").is_err());
    /// # Ok::<(), jwtmint::Error>(())
    /// ```
    pub fn from_name(name: &str) -> Result<Algorithm> {
        if let Some(found) = Algorithm::find(name) {
            return Ok(found);
        }
        let near = Algorithm::ALL.iter().find(|known| known.name().eq_ignore_ascii_case(name));
        let mut hint = String::new();
        if let Some(near) = near {
            hint = [" Did you mean ", near.name(), "? Names are case-sensitive."].concat();
        }
        let shown = crate::error::quoted(name);
        Err(Error::new(
            Code::AlgorithmUnsupported,
            &[
                "The algorithm ",
                &shown,
                " is not one that can be used here: expected HS256, HS384, HS512, RS256, RS384, RS512, PS256, PS384, PS512, ES256, ES384, ES512, ES256K, EdDSA",
                if cfg!(feature = "ml-dsa") { ", Ed25519, ML-DSA-44, ML-DSA-65 or ML-DSA-87." } else { " or Ed25519." },
                &hint,
            ],
        ))
    }

    /// A header's algorithm, if it is one that can be verified. `none` is not, however it is spelt.
    pub(crate) fn for_verifying(name: &str) -> Result<Algorithm> {
        if name.is_empty() || name.eq_ignore_ascii_case("none") {
            let shown = crate::error::quoted(name);
            return Err(Error::new(
                Code::AlgorithmNotAllowed,
                &[
                    "The token's \"alg\" is ",
                    &shown,
                    ": it is not signed. Unsecured tokens are never accepted (RFC 8725 section 3.2).",
                ],
            ));
        }
        Algorithm::from_name(name)
    }

    /// Like `from_name`, without an error to build.
    pub(crate) fn find(name: &str) -> Option<Algorithm> {
        Algorithm::ALL.iter().copied().find(|known| known.name() == name)
    }

    /// The JWK key type (`kty`) the algorithm needs.
    #[must_use]
    pub const fn key_type(self) -> &'static str {
        match self.family() {
            Family::Hmac(_) => "oct",
            Family::RsaPkcs1(_) | Family::RsaPss(_) => "RSA",
            Family::Ecdsa(..) => "EC",
            Family::Ed25519 => "OKP",
            Family::MlDsa(_) => "AKP",
        }
    }

    /// The name of the family, as menus and error messages say it.
    #[must_use]
    pub const fn family_name(self) -> &'static str {
        match self.family() {
            Family::Hmac(_) => "HMAC",
            Family::RsaPkcs1(_) => "RSASSA-PKCS1-v1_5",
            Family::RsaPss(_) => "RSASSA-PSS",
            Family::Ecdsa(..) => "ECDSA",
            Family::Ed25519 => "EdDSA",
            Family::MlDsa(_) => "ML-DSA",
        }
    }

    /// The curve's JWK name, for the families that have one.
    #[must_use]
    pub const fn curve_name(self) -> Option<&'static str> {
        match self.family() {
            Family::Ecdsa(curve, _) => Some(curve.name()),
            Family::Ed25519 => Some("Ed25519"),
            _ => None,
        }
    }

    /// The hash, for the families that are parametrised by one.
    #[must_use]
    pub const fn hash(self) -> Option<HashAlgorithm> {
        match self.family() {
            Family::Hmac(hash) | Family::RsaPkcs1(hash) | Family::RsaPss(hash) | Family::Ecdsa(_, hash) => Some(hash),
            Family::Ed25519 | Family::MlDsa(_) => None,
        }
    }

    /// The smallest key in bits: the hash for HMAC (RFC 7518 section 3.2), 2048 for RSA
    /// (section 3.3), the one size there is for curves and, of the public key, for ML-DSA.
    #[must_use]
    pub const fn minimum_key_bits(self) -> usize {
        match self.family() {
            Family::Hmac(hash) => hash.len() * 8,
            Family::RsaPkcs1(_) | Family::RsaPss(_) => 2048,
            Family::Ecdsa(curve, _) => curve.bits(),
            Family::Ed25519 => 256,
            Family::MlDsa(set) => set.public_len() * 8,
        }
    }

    /// Whether the same input always gives the same signature: all but RSASSA-PSS, which draws a salt.
    #[must_use]
    pub const fn is_deterministic(self) -> bool {
        !matches!(self.family(), Family::RsaPss(_))
    }

    /// Whether this build can use it: the HMAC-only script file has nothing else, and ML-DSA is a
    /// feature of its own.
    #[must_use]
    pub const fn is_supported(self) -> bool {
        match self.family() {
            Family::Hmac(_) => true,
            Family::MlDsa(_) => cfg!(feature = "ml-dsa"),
            _ => cfg!(any(feature = "rustcrypto", feature = "__bigint")),
        }
    }
}
