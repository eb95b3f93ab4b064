//! Public keys as data. A [`Key`] itself is never written: these two types hold no private member by construction.

use super::json_text::JsonText;
use crate::error::Result;
use crate::key::{Key, KeySet};
use alloc::string::String;
use core::fmt;
use serde::ser::{Serialize, Serializer};

macro_rules! public_text {
    ($($(#[$doc:meta])* $type:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct $type(String);

        impl $type {
            /// The JSON text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl Serialize for $type {
            fn serialize<S: Serializer>(&self, serializer: S) -> core::result::Result<S::Ok, S::Error> {
                JsonText(&self.0).serialize(serializer)
            }
        }
    )*};
}

public_text! {
    /// The JWK of a public key (RFC 7517), which `serde` writes as an object.
    PublicJwk;
    /// A JWK Set of public keys (RFC 7517 section 5), which `serde` writes as an object: the answer of a JWKS endpoint.
    PublicJwks;
}

impl Key {
    /// The JWK of the key's public part.
    ///
    /// # Errors
    /// `ERR_KEY_MISMATCH` for a secret, which has no public part.
    ///
    /// ```
    /// # #[cfg(feature = "rustcrypto")] {
    /// use jwtmint::{Algorithm, GenerateOptions, Key};
    /// let key = Key::generate(Algorithm::EdDSA, &GenerateOptions::new().key_id("2025"))?;
    /// let jwk = serde_json::to_value(key.public_jwk()?).unwrap();
    /// assert_eq!((&jwk["kty"], &jwk["kid"], jwk.get("d")), (&"OKP".into(), &"2025".into(), None));
    /// # }
    /// # Ok::<(), jwtmint::Error>(())
    /// ```
    pub fn public_jwk(&self) -> Result<PublicJwk> {
        Ok(PublicJwk(self.public_key()?.to_jwk().as_str().into()))
    }
}

impl KeySet {
    /// The JWK Set of the public parts of all keys.
    ///
    /// # Errors
    /// `ERR_KEY_MISMATCH` if the set holds secrets.
    ///
    /// ```
    /// # #[cfg(feature = "rustcrypto")] {
    /// use jwtmint::{Algorithm, GenerateOptions, Key, KeySet};
    /// let key = Key::generate(Algorithm::ES256, &GenerateOptions::new())?;
    /// let set: KeySet = serde_json::from_str(&key.to_jwk()).unwrap();
    /// let jwks = serde_json::to_value(set.public_jwks()?).unwrap();
    /// assert_eq!((&jwks["keys"][0]["crv"], jwks["keys"][0].get("d")), (&"P-256".into(), None));
    /// # }
    /// # Ok::<(), jwtmint::Error>(())
    /// ```
    pub fn public_jwks(&self) -> Result<PublicJwks> {
        Ok(PublicJwks(self.public_keys()?.to_jwks().as_str().into()))
    }
}
