//! The claims set (RFC 7519 section 4): reading it strictly, and adding claims to its text.

mod add;
mod policy;

pub(crate) use add::add;
pub(crate) use policy::{claim_demands, enforce, header_demands, max_age, required};

use crate::error::{Code, Error, Result, number};
use crate::json::{self, Object, Value};
use crate::platform::LATEST;
use alloc::vec::Vec;

/// The claims set of a token: one object with unique names, as text.
pub(crate) struct Claims<'a> {
    pub(crate) object: Object<'a>,
}

impl<'a> Claims<'a> {
    pub(crate) fn read(text: &'a [u8]) -> Result<Self> {
        match json::object(text) {
            Ok(object) => Ok(Claims { object }),
            Err(fault) => {
                let position = number(fault.position as u64);
                Err(invalid_claims(&[
                    "The claims set is not valid: ",
                    fault.reason,
                    ", at position ",
                    &position,
                    " of its JSON text.",
                ])
                .at(fault.position))
            }
        }
    }

    /// The registered claims must have the types of RFC 7519 section 4.1.
    pub(crate) fn check_types(&self) -> Result<()> {
        for member in &self.object.members {
            if let Some(wanted) = wrong_type(&member.name, member.value) {
                return Err(invalid_claims(&[
                    "The claim \"",
                    &member.name,
                    "\" must be ",
                    wanted,
                    ", found ",
                    member.value.kind(),
                    ".",
                ])
                .claim(&member.name)
                .compared(wanted, member.value.kind()));
            }
        }
        Ok(())
    }

    /// A time claim within the range of sensible NumericDates.
    pub(crate) fn time(&self, name: &str) -> Result<Option<f64>> {
        let Some(value) = self.object.get(name) else { return Ok(None) };
        match value.as_f64() {
            Some(seconds) if (0.0..=LATEST).contains(&seconds) => Ok(Some(seconds)),
            Some(seconds) if seconds > LATEST => Err(invalid_claims(&[
                "The claim \"",
                name,
                "\" lies beyond the year 9999. NumericDate counts seconds since 1970; was it given in milliseconds?",
            ])
            .claim(name)),
            _ => Err(invalid_claims(&[
                "The claim \"",
                name,
                "\" must be a number of seconds since 1970 that is not negative.",
            ])
            .claim(name)),
        }
    }
}

/// What a registered claim should be, if it is something else.
pub(crate) fn wrong_type(name: &str, value: Value<'_>) -> Option<&'static str> {
    let (fits, wanted) = match name {
        "exp" | "nbf" | "iat" => (value.as_f64().is_some(), "a number of seconds since 1970"),
        "iss" | "sub" | "jti" => (value.as_str().is_some(), "a string"),
        "aud" => (value.as_str().is_some() || value.as_strings().is_some(), "a string or an array of strings"),
        _ => (true, ""),
    };
    if fits { None } else { Some(wanted) }
}

/// The audiences of a token: a string counts as an array of one.
pub(crate) fn audiences<'a>(value: Value<'a>) -> Vec<alloc::borrow::Cow<'a, str>> {
    match value.as_str() {
        Some(one) => alloc::vec![one],
        None => value.as_strings().unwrap_or_default(),
    }
}

#[cold]
pub(crate) fn invalid_claims(pieces: &[&str]) -> Error {
    Error::new(Code::ClaimsInvalid, pieces)
}
