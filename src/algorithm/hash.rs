//! The hash functions of JSON Web Algorithms.

struct HashRow {
    name: &'static str,
    digest_bytes: usize,
    /// Its object identifier (RFC 5754), as the content bytes of its DER.
    oid: &'static [u8],
}

macro_rules! hashes {
    ($($hash:ident $name:literal, $bytes:literal bytes, $oid:expr;)*) => {
        /// A hash function of the SHA-2 family.
        ///
        /// ```
        /// use jwtmint::{Algorithm, HashAlgorithm};
        /// assert_eq!(Algorithm::ES384.hash(), Some(HashAlgorithm::Sha384));
        /// assert_eq!((HashAlgorithm::Sha384.name(), HashAlgorithm::Sha384.digest_bytes()), ("SHA-384", 48));
        /// ```
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum HashAlgorithm { $(#[doc = $name] $hash,)* }

        impl HashAlgorithm {
            /// Every hash function.
            pub const ALL: &'static [HashAlgorithm] = &[$(HashAlgorithm::$hash,)*];

            const fn row(self) -> &'static HashRow {
                match self { $(HashAlgorithm::$hash => &HashRow { name: $name, digest_bytes: $bytes, oid: $oid },)* }
            }
        }
    };
}

hashes! {
    Sha256 "SHA-256", 32 bytes, &[0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, 1];
    Sha384 "SHA-384", 48 bytes, &[0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, 2];
    Sha512 "SHA-512", 64 bytes, &[0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, 3];
}

impl HashAlgorithm {
    /// The name as it stands in the registry, such as `SHA-256`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.row().name
    }

    /// Length of the digest in bytes.
    #[must_use]
    pub const fn digest_bytes(self) -> usize {
        self.row().digest_bytes
    }

    pub(crate) const fn oid(self) -> &'static [u8] {
        self.row().oid
    }

    pub(crate) fn from_oid(oid: &[u8]) -> Option<HashAlgorithm> {
        HashAlgorithm::ALL.iter().copied().find(|hash| hash.oid() == oid)
    }
}
