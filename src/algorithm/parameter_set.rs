//! The parameter sets of ML-DSA.

use super::key_words::KeyWords;

struct MlDsaRow {
    name: &'static str,
    public_key_bytes: usize,
    /// Its object identifier (RFC 9881 section 2), as the content bytes of its DER.
    oid: &'static [u8],
    words: KeyWords,
}

macro_rules! parameter_sets {
    ($($set:ident $name:literal, $public:literal bytes, $oid:expr;)*) => {
        /// A parameter set of ML-DSA (FIPS 204 section 4): the security category, and with it all sizes.
        ///
        /// ```
        /// use jwtmint::MlDsaParameterSet;
        /// assert_eq!(MlDsaParameterSet::MlDsa65.name(), "ML-DSA-65");
        /// assert_eq!(MlDsaParameterSet::MlDsa65.public_key_bytes(), 1952);
        /// ```
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum MlDsaParameterSet { $(#[doc = $name] $set,)* }

        impl MlDsaParameterSet {
            /// Every set.
            pub const ALL: &'static [MlDsaParameterSet] = &[$(MlDsaParameterSet::$set,)*];

            const fn row(self) -> &'static MlDsaRow {
                match self {
                    $(MlDsaParameterSet::$set => &MlDsaRow {
                        name: $name,
                        public_key_bytes: $public,
                        oid: $oid,
                        words: KeyWords {
                            any: concat!("an ", $name, " key"),
                            private: concat!("an ", $name, " private key"),
                            public: concat!("an ", $name, " public key"),
                        },
                    },)*
                }
            }
        }
    };
}

parameter_sets! {
    MlDsa44 "ML-DSA-44", 1312 bytes, &[0x60, 0x86, 0x48, 1, 0x65, 3, 4, 3, 17];
    MlDsa65 "ML-DSA-65", 1952 bytes, &[0x60, 0x86, 0x48, 1, 0x65, 3, 4, 3, 18];
    MlDsa87 "ML-DSA-87", 2592 bytes, &[0x60, 0x86, 0x48, 1, 0x65, 3, 4, 3, 19];
}

impl MlDsaParameterSet {
    /// The name, which is also the algorithm's, such as `ML-DSA-65`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.row().name
    }

    /// Length of a public key in bytes (FIPS 204 table 2). A private key is a seed of 32 bytes in all sets.
    #[must_use]
    pub const fn public_key_bytes(self) -> usize {
        self.row().public_key_bytes
    }

    pub(crate) const fn oid(self) -> &'static [u8] {
        self.row().oid
    }

    pub(crate) const fn words(self) -> KeyWords {
        self.row().words
    }

    pub(crate) fn from_name(name: &str) -> Option<MlDsaParameterSet> {
        MlDsaParameterSet::ALL.iter().copied().find(|set| set.name() == name)
    }

    pub(crate) fn from_oid(oid: &[u8]) -> Option<MlDsaParameterSet> {
        MlDsaParameterSet::ALL.iter().copied().find(|set| set.oid() == oid)
    }
}
