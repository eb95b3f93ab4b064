//! What a program reads from its configuration or from a request: options and keys, in any format.

use super::json_text::from_any;
use crate::algorithm::Algorithm;
use crate::code::Code;
use crate::error::Result as LibraryResult;
use crate::key::{GenerateOptions, ImportOptions, Imported, Key, KeySet};
use crate::options::{DecodeOptions, SignOptions, VerifyOptions};
use crate::wipe::Zeroizing;
use alloc::string::String;
use serde::de::{Deserialize, Deserializer, Error as _};

/// Options under their JavaScript names, by the reader that the package for JavaScript has: the same units, and the
/// same sentences about what is unknown.
macro_rules! options {
    ($($type:ident)*) => {$(
        impl<'de> Deserialize<'de> for $type {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $type::from_json(&from_any(deserializer)?).map_err(D::Error::custom)
            }
        }
    )*};
}

options! { SignOptions VerifyOptions DecodeOptions ImportOptions GenerateOptions }

impl<'de> Deserialize<'de> for Algorithm {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Algorithm::from_name(&String::deserialize(deserializer)?).map_err(D::Error::custom)
    }
}

impl<'de> Deserialize<'de> for Code {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
    }
}

/// A JWK or a JWK Set as an object, or text as [`Imported::from_text`] reads it.
impl<'de> Deserialize<'de> for Imported {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        imported(&from_any(deserializer)?).map_err(D::Error::custom)
    }
}

/// As [`Imported`], of one key.
impl<'de> Deserialize<'de> for Key {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match Imported::deserialize(deserializer)? {
            Imported::One(key) => Ok(key),
            Imported::Set(_) => Err(D::Error::custom("one key was expected, and there are several")),
        }
    }
}

/// As [`Imported`]; one key becomes a set of one.
impl<'de> Deserialize<'de> for KeySet {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(match Imported::deserialize(deserializer)? {
            Imported::One(key) => KeySet::of(alloc::vec![key]),
            Imported::Set(set) => set,
        })
    }
}

fn imported(json: &str) -> LibraryResult<Imported> {
    let options = ImportOptions::new();
    if json.starts_with('"') {
        // The text was written by `from_any`, so it is a JSON string.
        let text: Zeroizing<String> = Zeroizing::new(serde_json::from_str(json).unwrap_or_default());
        return Imported::from_text(&text, &options);
    }
    Imported::from_jwk_text(json, &options)
}
