//! jwt-simple's key types behind one face.

use jwt_simple::Error;
use jwt_simple::prelude::*;
use jwtmint::{Algorithm, Key};
use serde_json::Value;

/// A key pair, or a secret, of jwt-simple.
pub struct Peer(Box<dyn PeerKey>);

trait PeerKey {
    fn token(&self, claims: JWTClaims<Value>) -> Result<String, Error>;
    fn claims_of(&self, token: &str) -> Result<JWTClaims<Value>, Error>;
    fn private_jwk(&self) -> Option<String>;
    fn public_jwk(&self) -> Option<String>;
    fn private_pem(&self) -> Option<String>;
    fn thumbprint(&self) -> Option<String>;
    fn from_private_jwk(&self, jwk: &str) -> Result<Peer, Error>;
    fn from_private_pem(&self, pem: &str) -> Result<Peer, Error>;
    fn secret(&self) -> Option<Vec<u8>>;
}

impl Peer {
    pub fn sign(&self, claims: &Value) -> String {
        self.0.token(Claims::with_custom_claims(claims.clone(), Duration::from_mins(10))).expect("their token")
    }

    /// The whole claims set, as jwt-simple writes it.
    pub fn verify(&self, token: &str) -> Result<Value, String> {
        let claims = self.0.claims_of(token).map_err(|error| error.to_string())?;
        serde_json::to_value(claims).map_err(|error| error.to_string())
    }

    pub fn private_jwk(&self) -> Option<String> {
        self.0.private_jwk()
    }

    pub fn public_jwk(&self) -> Option<String> {
        self.0.public_jwk()
    }

    pub fn private_pem(&self) -> Option<String> {
        self.0.private_pem()
    }

    pub fn thumbprint(&self) -> Option<String> {
        self.0.thumbprint()
    }

    pub fn from_private_jwk(&self, jwk: &str) -> Result<Peer, String> {
        self.0.from_private_jwk(jwk).map_err(|error| error.to_string())
    }

    pub fn from_private_pem(&self, pem: &str) -> Result<Peer, String> {
        self.0.from_private_pem(pem).map_err(|error| error.to_string())
    }

    /// The same key in jwtmint. A secret has no JWK in jwt-simple, so its bytes go over.
    pub fn as_key(&self, algorithm: Algorithm) -> Key {
        match (self.0.secret(), self.0.private_jwk()) {
            (Some(secret), _) => Key::from_secret(&secret).expect("a secret"),
            (None, Some(jwk)) => Key::from_jwk(&jwk).expect("a private JWK"),
            (None, None) => panic!("{algorithm} has neither"),
        }
    }
}

/// Some of jwt-simple's functions return a value, and some a result.
trait Made<T> {
    fn made(self) -> T;
}

impl<T> Made<T> for Result<T, Error> {
    fn made(self) -> T {
        self.expect("jwt-simple makes it")
    }
}

impl Made<String> for String {
    fn made(self) -> String {
        self
    }
}

macro_rules! key_pairs {
    ($($pair:ident, $($pem:ident)?;)*) => {$(
        impl PeerKey for $pair {
            fn token(&self, claims: JWTClaims<Value>) -> Result<String, Error> {
                self.sign(claims)
            }

            fn claims_of(&self, token: &str) -> Result<JWTClaims<Value>, Error> {
                self.public_key().verify_token(token, None)
            }

            fn private_jwk(&self) -> Option<String> {
                Some(self.to_jwk())
            }

            fn public_jwk(&self) -> Option<String> {
                Some(self.public_key().to_jwk())
            }

            fn private_pem(&self) -> Option<String> {
                None$(.or(Some(self.$pem().made())))?
            }

            fn thumbprint(&self) -> Option<String> {
                Some(self.jwk_thumbprint())
            }

            fn from_private_jwk(&self, jwk: &str) -> Result<Peer, Error> {
                Ok(Peer(Box::new($pair::from_jwk(jwk)?)))
            }

            fn from_private_pem(&self, pem: &str) -> Result<Peer, Error> {
                key_pairs!(@pem $pair pem $($pem)?)
            }

            fn secret(&self) -> Option<Vec<u8>> {
                None
            }
        }
    )*};
    (@pem $pair:ident $text:ident $pem:ident) => { Ok(Peer(Box::new($pair::from_pem($text)?))) };
    (@pem $pair:ident $text:ident) => { Err(Error::msg($text.len())) };
}

key_pairs! {
    RS256KeyPair, to_pem;
    RS384KeyPair, to_pem;
    RS512KeyPair, to_pem;
    PS256KeyPair, to_pem;
    PS384KeyPair, to_pem;
    PS512KeyPair, to_pem;
    ES256KeyPair, to_pem;
    ES384KeyPair, to_pem;
    ES256kKeyPair, to_pem;
    Ed25519KeyPair, to_pem;
    MLDSA44KeyPair,;
    MLDSA65KeyPair,;
    MLDSA87KeyPair,;
}

macro_rules! secrets {
    ($($key:ident)*) => {$(
        impl PeerKey for $key {
            fn token(&self, claims: JWTClaims<Value>) -> Result<String, Error> {
                self.authenticate(claims)
            }

            fn claims_of(&self, token: &str) -> Result<JWTClaims<Value>, Error> {
                self.verify_token(token, None)
            }

            fn private_jwk(&self) -> Option<String> {
                None
            }

            fn public_jwk(&self) -> Option<String> {
                None
            }

            fn private_pem(&self) -> Option<String> {
                None
            }

            /// Of the JWK that RFC 7638 section 3.2 asks for; jwt-simple makes none for secrets.
            fn thumbprint(&self) -> Option<String> {
                Some(Key::from_secret(&self.to_bytes()).expect("a secret").thumbprint())
            }

            fn from_private_jwk(&self, jwk: &str) -> Result<Peer, Error> {
                let jwk: Value = serde_json::from_str(jwk)?;
                let k = jwk["k"].as_str().ok_or_else(|| Error::msg("no k"))?;
                let bytes = jwtmint_bytes(k)?;
                Ok(Peer(Box::new($key::from_bytes(&bytes))))
            }

            fn from_private_pem(&self, _: &str) -> Result<Peer, Error> {
                Err(Error::msg("a secret has no PEM"))
            }

            fn secret(&self) -> Option<Vec<u8>> {
                Some(self.to_bytes())
            }
        }
    )*};
}

secrets! { HS256Key HS384Key HS512Key }

/// base64url by the library that jwt-simple itself uses.
fn jwtmint_bytes(text: &str) -> Result<Vec<u8>, Error> {
    use jwt_simple::reexports::ct_codecs::{Base64UrlSafeNoPadding, Decoder};
    Base64UrlSafeNoPadding::decode_to_vec(text, None).map_err(Error::msg)
}

/// What makes a fresh key of jwt-simple for the algorithm, if it has it.
pub fn generator(algorithm: Algorithm) -> Option<fn() -> Peer> {
    const RSA_BITS: usize = 2048;
    Some(match algorithm {
        Algorithm::HS256 => || Peer(Box::new(HS256Key::generate())),
        // Its own have 32 bytes whatever the hash, which RFC 7518 section 3.2 forbids.
        Algorithm::HS384 => || Peer(Box::new(HS384Key::from_bytes(&HS256Key::generate().to_bytes().repeat(2)))),
        Algorithm::HS512 => || Peer(Box::new(HS512Key::from_bytes(&HS256Key::generate().to_bytes().repeat(2)))),
        Algorithm::RS256 => || Peer(Box::new(RS256KeyPair::generate(RSA_BITS).made())),
        Algorithm::RS384 => || Peer(Box::new(RS384KeyPair::generate(RSA_BITS).made())),
        Algorithm::RS512 => || Peer(Box::new(RS512KeyPair::generate(RSA_BITS).made())),
        Algorithm::PS256 => || Peer(Box::new(PS256KeyPair::generate(RSA_BITS).made())),
        Algorithm::PS384 => || Peer(Box::new(PS384KeyPair::generate(RSA_BITS).made())),
        Algorithm::PS512 => || Peer(Box::new(PS512KeyPair::generate(RSA_BITS).made())),
        Algorithm::ES256 => || Peer(Box::new(ES256KeyPair::generate())),
        Algorithm::ES384 => || Peer(Box::new(ES384KeyPair::generate())),
        Algorithm::ES256K => || Peer(Box::new(ES256kKeyPair::generate())),
        Algorithm::EdDSA => || Peer(Box::new(Ed25519KeyPair::generate())),
        Algorithm::MlDsa44 => || Peer(Box::new(MLDSA44KeyPair::generate())),
        Algorithm::MlDsa65 => || Peer(Box::new(MLDSA65KeyPair::generate())),
        Algorithm::MlDsa87 => || Peer(Box::new(MLDSA87KeyPair::generate())),
        // ES512 and the name Ed25519 are not in jwt-simple.
        _ => return None,
    })
}
