//! Every library under one shape: sign and verify with a key held, and with the key as text each time.

use crate::material::{Answer, Material, explained};
use jsonwebtoken::{DecodingKey, EncodingKey, Header, Validation};
use jwt_simple::prelude::*;
use jwtmint::{ImportOptions, Imported, SignOptions, VerifyOptions};
use serde_json::{Map, Value};
use std::rc::Rc;

/// Claims as all libraries here can give them.
type Tree = Map<String, Value>;

type Sign = Box<dyn Fn() -> Answer<String>>;
type Verify = Box<dyn Fn(&str) -> Answer<Tree>>;

/// How a library reads a key from its text.
type Reader<K> = fn(&Material) -> Answer<K>;

pub(crate) struct Verbs {
    /// Makes a token of the claims, which are held as a tree by all.
    pub(crate) sign: Sign,
    /// Answers the claims as a tree; jwt-simple keeps the registered ones apart.
    pub(crate) verify: Verify,
}

pub(crate) struct Contender {
    pub(crate) name: &'static str,
    pub(crate) held: Verbs,
    pub(crate) text: Verbs,
    pub(crate) import: Box<dyn Fn() -> Answer<()>>,
}

/// jwtmint first.
pub(crate) fn contenders(material: &Rc<Material>) -> Answer<Vec<Contender>> {
    Ok(vec![jwtmint(material)?, jwt_simple(material)?, jsonwebtoken(material)?])
}

/// A library whose keys of both kinds are read from text and then used: held is read once, as text is read each time.
fn contender<S: 'static, V: 'static>(
    name: &'static str,
    material: &Rc<Material>,
    readers: (Reader<S>, Reader<V>),
    sign: impl Fn(&S) -> Answer<String> + Clone + 'static,
    verify: impl Fn(&V, &str) -> Answer<Tree> + Clone + 'static,
) -> Answer<Contender> {
    let (read_signer, read_verifier) = readers;
    let (signer, verifier) = (read_signer(material)?, read_verifier(material)?);
    let (for_sign, for_verify, for_import) = (material.clone(), material.clone(), material.clone());
    let (sign_again, verify_again) = (sign.clone(), verify.clone());
    Ok(Contender {
        name,
        held: Verbs { sign: Box::new(move || sign(&signer)), verify: Box::new(move |token| verify(&verifier, token)) },
        text: Verbs {
            sign: Box::new(move || sign_again(&read_signer(&for_sign)?)),
            verify: Box::new(move |token| verify_again(&read_verifier(&for_verify)?, token)),
        },
        import: Box::new(move || read_signer(&for_import).map(drop)),
    })
}

fn jwtmint(material: &Rc<Material>) -> Answer<Contender> {
    fn read(text: &str) -> Answer<Imported> {
        explained("jwtmint", Imported::from_text(text, &ImportOptions::default()))
    }
    let claims = material.claims.clone();
    let sign = move |key: &Imported| {
        let claims = explained("jwtmint", serde_json::to_string(&claims))?;
        explained("jwtmint", jwtmint::sign(&claims, key, &SignOptions::new().no_timestamp()))
    };
    let verify = |key: &Imported, token: &str| {
        let verified = explained("jwtmint", jwtmint::verify(token, key, &VerifyOptions::new()))?;
        explained("jwtmint", serde_json::from_str(verified.claims()))
    };
    contender("jwtmint", material, (|of| read(&of.private), |of| read(&of.public)), sign, verify)
}

fn jsonwebtoken(material: &Rc<Material>) -> Answer<Contender> {
    const NAME: &str = "jsonwebtoken (crate)";
    fn signer(of: &Material) -> Answer<EncodingKey> {
        let text = of.private.as_bytes();
        let key = match of.algorithm.as_str() {
            "HS256" => Ok(EncodingKey::from_secret(text)),
            "RS256" => EncodingKey::from_rsa_pem(text),
            "ES256" => EncodingKey::from_ec_pem(text),
            _ => EncodingKey::from_ed_pem(text),
        };
        explained(NAME, key)
    }
    fn verifier(of: &Material) -> Answer<DecodingKey> {
        let text = of.public.as_bytes();
        let key = match of.algorithm.as_str() {
            "HS256" => Ok(DecodingKey::from_secret(text)),
            "RS256" => DecodingKey::from_rsa_pem(text),
            "ES256" => DecodingKey::from_ec_pem(text),
            _ => DecodingKey::from_ed_pem(text),
        };
        explained(NAME, key)
    }
    let algorithm = explained(NAME, material.algorithm.parse())?;
    let (header, claims) = (Header::new(algorithm), material.claims.clone());
    let mut policy = Validation::new(algorithm);
    // The others are not told an audience either.
    policy.validate_aud = false;
    let sign = move |key: &EncodingKey| explained(NAME, jsonwebtoken::encode(&header, &claims, key));
    let verify = move |key: &DecodingKey, token: &str| {
        explained(NAME, jsonwebtoken::decode::<Tree>(token, key, &policy)).map(|data| data.claims)
    };
    contender(NAME, material, (signer, verifier), sign, verify)
}

fn jwt_simple(material: &Rc<Material>) -> Answer<Contender> {
    const NAME: &str = "jwt-simple";
    // It has a type for each algorithm and side.
    macro_rules! with {
        ($signer:expr, $verifier:expr, $sign:ident) => {{
            let claims: JWTClaims<Tree> = explained(NAME, serde_json::from_value(material.claims.clone().into()))?;
            contender(
                NAME,
                material,
                (|of| explained(NAME, $signer(&of.private)), |of| explained(NAME, $verifier(&of.public))),
                move |key| explained(NAME, key.$sign(claims.clone())),
                |key, token| explained(NAME, key.verify_token(token, None)).map(|claims| claims.custom),
            )
        }};
    }
    fn secret(text: &str) -> Result<HS256Key, jwt_simple::Error> {
        Ok(HS256Key::from_bytes(text.as_bytes()))
    }
    match material.algorithm.as_str() {
        "HS256" => with!(secret, secret, authenticate),
        "RS256" => with!(RS256KeyPair::from_pem, RS256PublicKey::from_pem, sign),
        "ES256" => with!(ES256KeyPair::from_pem, ES256PublicKey::from_pem, sign),
        _ => with!(Ed25519KeyPair::from_pem, Ed25519PublicKey::from_pem, sign),
    }
}
