//! What is signed and with which keys: handed in, so that every host measures the same.

use serde::Deserialize;
use serde_json::{Map, Value};
use std::fmt::Display;

pub(crate) type Answer<T> = Result<T, String>;

/// Both in the order in which they are to be measured.
#[derive(Deserialize)]
pub(crate) struct Input {
    pub(crate) claims: Vec<(String, Value)>,
    pub(crate) keys: Vec<(String, Pair)>,
}

/// A PKCS#8 and an SPKI PEM, or a secret's text twice.
#[derive(Deserialize)]
pub(crate) struct Pair {
    private: String,
    public: String,
}

/// One algorithm with its keys and the claims to sign.
pub(crate) struct Material {
    pub(crate) algorithm: String,
    pub(crate) private: String,
    pub(crate) public: String,
    pub(crate) claims: Map<String, Value>,
}

impl Material {
    pub(crate) fn new(algorithm: &str, key: &Pair, claims: &Value) -> Answer<Self> {
        let claims = claims.as_object().ok_or("The claims to sign must be a JSON object.")?.clone();
        Ok(Self { algorithm: algorithm.to_owned(), private: key.private.clone(), public: key.public.clone(), claims })
    }
}

/// An error of another crate as a sentence that says where it came from.
pub(crate) fn explained<T>(what: &str, result: Result<T, impl Display>) -> Answer<T> {
    result.map_err(|error| format!("{what}: {error}."))
}
