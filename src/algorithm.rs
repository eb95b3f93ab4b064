//! The one registry of signature algorithms (RFC 7518 section 3, RFC 8037, RFC 8812, RFC 9864,
//! RFC 9964).

mod curve;
mod hash;
mod key_type;
mod key_words;
mod parameter_set;

pub use curve::Curve;
pub use hash::HashAlgorithm;
pub use key_type::KeyType;
pub use parameter_set::MlDsaParameterSet;

pub(crate) use key_words::KeyWords;

use crate::error::{Code, Error, Result, quoted};
use crate::text;
use alloc::{string::String, vec::Vec};
use core::{fmt, str::FromStr};
use key_words::key_words;

/// Ed25519's name as a JWK's `crv` (RFC 8037 section 2).
pub(crate) const ED25519_NAME: &str = "Ed25519";
/// The size of Ed25519's keys.
pub(crate) const ED25519_BITS: usize = 256;

pub(crate) const SECRET_WORDS: KeyWords =
    KeyWords { any: "an HMAC secret", private: "an HMAC secret", public: "an HMAC secret" };
pub(crate) const RSA_WORDS: KeyWords = key_words!("an RSA", "");
pub(crate) const ED25519_WORDS: KeyWords = key_words!("an Ed25519", "");

/// A family of algorithms, and with it the kind of key that is needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Family {
    /// HMAC with SHA-2 (RFC 7518 section 3.2): a shared secret, JWK type `oct`.
    Hmac(HashAlgorithm),
    /// RSASSA-PKCS1-v1_5 (RFC 7518 section 3.3).
    RsaPkcs1(HashAlgorithm),
    /// RSASSA-PSS with MGF1 and a salt as long as the hash (RFC 7518 section 3.5).
    RsaPss(HashAlgorithm),
    /// ECDSA (RFC 7518 section 3.4, RFC 8812), with the hash of the curve.
    Ecdsa(Curve),
    /// Ed25519 (RFC 8037, RFC 9864).
    Ed25519,
    /// ML-DSA without pre-hashing and with an empty context (RFC 9964 section 4).
    MlDsa(MlDsaParameterSet),
}

/// What the algorithms of a family have in common, and what the family's parameter adds.
struct FamilyRow {
    name: &'static str,
    key_type: KeyType,
    curve: Option<&'static str>,
    hash: Option<HashAlgorithm>,
    minimum_key_bits: usize,
    words: KeyWords,
    is_deterministic: bool,
    is_supported: bool,
}

const HAS_ENGINE: bool = cfg!(any(feature = "rustcrypto", feature = "__bigint"));

impl Family {
    const fn row(self) -> FamilyRow {
        match self {
            Family::Hmac(hash) => FamilyRow {
                name: "HMAC",
                key_type: KeyType::Oct,
                curve: None,
                hash: Some(hash),
                minimum_key_bits: hash.digest_bytes() * 8,
                words: SECRET_WORDS,
                is_deterministic: true,
                is_supported: true,
            },
            Family::RsaPkcs1(hash) => FamilyRow {
                name: "RSASSA-PKCS1-v1_5",
                key_type: KeyType::Rsa,
                curve: None,
                hash: Some(hash),
                minimum_key_bits: 2048,
                words: RSA_WORDS,
                is_deterministic: true,
                is_supported: HAS_ENGINE,
            },
            // The salt is drawn.
            Family::RsaPss(hash) => {
                FamilyRow { name: "RSASSA-PSS", is_deterministic: false, ..Family::RsaPkcs1(hash).row() }
            }
            Family::Ecdsa(curve) => FamilyRow {
                name: "ECDSA",
                key_type: KeyType::Ec,
                curve: Some(curve.name()),
                hash: Some(curve.hash()),
                minimum_key_bits: curve.bits(),
                words: curve.words(),
                is_deterministic: true,
                is_supported: HAS_ENGINE,
            },
            Family::Ed25519 => FamilyRow {
                name: "EdDSA",
                key_type: KeyType::Okp,
                curve: Some(ED25519_NAME),
                hash: None,
                minimum_key_bits: ED25519_BITS,
                words: ED25519_WORDS,
                is_deterministic: true,
                is_supported: HAS_ENGINE,
            },
            Family::MlDsa(set) => FamilyRow {
                name: "ML-DSA",
                key_type: KeyType::Akp,
                curve: None,
                hash: None,
                minimum_key_bits: set.public_key_bytes() * 8,
                words: set.words(),
                is_deterministic: true,
                is_supported: cfg!(feature = "ml-dsa"),
            },
        }
    }
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
    ES256 Family::Ecdsa(Curve::P256);
    ES384 Family::Ecdsa(Curve::P384);
    ES512 Family::Ecdsa(Curve::P521);
    ES256K Family::Ecdsa(Curve::Secp256k1);
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
        // A longer text may be a key in the wrong place.
        let shown = if name.len() > 16 { "named here".into() } else { quoted(name) };
        let mut hint = String::new();
        if let Some(near) = Algorithm::ALL.iter().find(|known| known.name().eq_ignore_ascii_case(name)) {
            hint = [" Did you mean ", near.name(), "? Names are case-sensitive."].concat();
        }
        let supported = Algorithm::ALL.iter().filter(|known| known.is_supported());
        let names: Vec<&str> = supported.map(|known| known.name()).collect();
        Err(Error::new(
            Code::AlgorithmUnsupported,
            &[
                "The algorithm ",
                &shown,
                " is not one that can be used here: expected ",
                &text::listed(&names, " or "),
                ".",
                &hint,
            ],
        ))
    }

    /// A header's algorithm, if it is one that can be verified. `none` is not, however it is spelt.
    pub(crate) fn for_verifying(name: &str) -> Result<Algorithm> {
        if name.is_empty() || name.eq_ignore_ascii_case("none") {
            let shown = quoted(name);
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
    pub const fn key_type(self) -> KeyType {
        self.family().row().key_type
    }

    /// The name of the family, as menus and error messages say it.
    #[must_use]
    pub const fn family_name(self) -> &'static str {
        self.family().row().name
    }

    /// The curve's JWK name, for the families that have one.
    #[must_use]
    pub const fn curve_name(self) -> Option<&'static str> {
        self.family().row().curve
    }

    /// The hash, for the families that are parametrised by one.
    #[must_use]
    pub const fn hash(self) -> Option<HashAlgorithm> {
        self.family().row().hash
    }

    /// The smallest key in bits: the hash for HMAC (RFC 7518 section 3.2), 2048 for RSA
    /// (section 3.3), the one size there is for curves and, of the public key, for ML-DSA.
    #[must_use]
    pub const fn minimum_key_bits(self) -> usize {
        self.family().row().minimum_key_bits
    }

    /// Whether the same input always gives the same signature: all but RSASSA-PSS, which draws a salt.
    #[must_use]
    pub const fn is_deterministic(self) -> bool {
        self.family().row().is_deterministic
    }

    /// Whether this build can use it: public-key algorithms and ML-DSA are features.
    #[must_use]
    pub const fn is_supported(self) -> bool {
        self.family().row().is_supported
    }

    /// The key it needs, with the article, for sentences.
    pub(crate) const fn key_words(self) -> KeyWords {
        self.family().row().words
    }
}

/// The names of the key types that this build can use, for sentences.
pub(crate) fn key_type_names(last: &str) -> String {
    let usable =
        |kind: &&KeyType| Algorithm::ALL.iter().any(|known| known.key_type() == **kind && known.is_supported());
    let names: Vec<&str> = KeyType::ALL.iter().filter(usable).map(|kind| kind.name()).collect();
    text::listed(&names, last)
}

/// The names of all curves, for sentences.
pub(crate) fn curve_names(last: &str) -> String {
    let names: Vec<&str> = Curve::ALL.iter().map(|curve| curve.name()).collect();
    text::listed(&names, last)
}

impl FromStr for Algorithm {
    type Err = Error;

    fn from_str(name: &str) -> Result<Algorithm> {
        Algorithm::from_name(name)
    }
}

impl fmt::Display for Algorithm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
