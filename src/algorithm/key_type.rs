//! JWK key types.

use core::fmt;

macro_rules! key_types {
    ($($(#[$doc:meta])* $type:ident $name:literal;)*) => {
        /// The type of a key, a JWK's `kty` (RFC 7517 section 4.1).
        ///
        /// ```
        /// use jwtmint::{Algorithm, KeyType};
        /// assert_eq!(Algorithm::EdDSA.key_type(), KeyType::Okp);
        /// assert_eq!(KeyType::Okp.name(), "OKP");
        /// ```
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum KeyType { $($(#[$doc])* $type,)* }

        impl KeyType {
            /// Every key type.
            pub const ALL: &'static [KeyType] = &[$(KeyType::$type,)*];

            /// The value of `kty`, such as `OKP`.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(KeyType::$type => $name,)* }
            }
        }
    };
}

key_types! {
    /// `oct`: a shared secret (RFC 7518 section 6.4).
    Oct "oct";
    /// `RSA` (RFC 7518 section 6.3).
    Rsa "RSA";
    /// `EC` (RFC 7518 section 6.2).
    Ec "EC";
    /// `OKP`: Ed25519 (RFC 8037).
    Okp "OKP";
    /// `AKP`: ML-DSA (RFC 9964 section 3).
    Akp "AKP";
}

impl KeyType {
    pub(crate) fn from_name(name: &str) -> Option<KeyType> {
        KeyType::ALL.iter().copied().find(|known| known.name() == name)
    }
}

impl fmt::Display for KeyType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
