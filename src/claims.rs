//! The claims set (RFC 7519 section 4): reading it strictly, and adding claims to its text.

mod add;
mod policy;

pub(crate) use add::add;
pub(crate) use policy::{claim_demands, enforce, has_passed, header_demands, lies_ahead, max_age, required};

use crate::error::{Code, Error, Result, number, quoted};
use crate::json::{self, Member, Object, Value};
use crate::platform::{LATEST, is_numeric_date};
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

    /// The claims of a token, whose header may say why the payload is none to be read.
    pub(crate) fn of_token(payload: &'a [u8], header: &Object<'_>) -> Result<Self> {
        Claims::read(payload).map_err(|error| {
            if payload.is_empty() {
                error.prefixed(&["The payload is empty. If it travels apart (detached, RFC 7515 appendix F), put its base64url text between the two dots. "])
            } else if let Some(zip) = header.text("zip") {
                error.prefixed(&["The payload is compressed (the header's \"zip\" is ", &quoted(&zip), "), which a JWT's must not be: decompress it with a program made for such tokens. "])
            } else {
                error
            }
        })
    }

    /// All that is wrong with the types and times of the registered claims.
    pub(crate) fn faults(&self) -> Vec<Error> {
        let types = self.object.members.iter().filter_map(type_fault);
        let times =
            TIMES.into_iter().filter(|name| self.object.get(name).is_some_and(|value| value.as_f64().is_some()));
        types.chain(times.filter_map(|name| self.time(name).err())).collect()
    }

    /// The registered claims must have the types of RFC 7519 section 4.1.
    pub(crate) fn check_types(&self) -> Result<()> {
        self.object.members.iter().find_map(type_fault).map_or(Ok(()), Err)
    }

    /// What is wrong with a time claim.
    pub(crate) fn time_fault(&self, name: &str) -> Option<Error> {
        self.time(name).err()
    }

    /// A time claim of somebody else's token, as far as it is one: text of a number counts as the number, and any number
    /// is in range. An expiry that cannot be read still is an error, since nobody knows whether it has passed.
    pub(crate) fn time_as_written(&self, name: &str) -> Result<Option<f64>> {
        let Some(value) = self.object.get(name) else { return Ok(None) };
        let quoted = value.as_str().map(|text| ["{\"n\":", text.trim(), "}"].concat());
        let unquoted = quoted.as_deref().and_then(|text| json::object(text.as_bytes()).ok()?.get("n")?.as_f64());
        match value.as_f64().or(unquoted) {
            Some(seconds) => Ok(Some(seconds)),
            None if name == "iat" => Ok(None),
            None => self.time(name),
        }
    }

    /// A time claim within the range of sensible NumericDates.
    pub(crate) fn time(&self, name: &str) -> Result<Option<f64>> {
        let Some(value) = self.object.get(name) else { return Ok(None) };
        match value.as_f64() {
            Some(seconds) if is_numeric_date(seconds) => Ok(Some(seconds)),
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

/// The registered claims that are times.
const TIMES: [&str; 3] = ["exp", "nbf", "iat"];

fn type_fault(member: &Member<'_>) -> Option<Error> {
    let (wanted, found) = (wrong_type(&member.name, member.value)?, member.value.kind());
    Some(
        invalid_claims(&["The claim \"", &member.name, "\" must be ", wanted, ", found ", found, "."])
            .claim(&member.name)
            .compared(wanted, found),
    )
}

/// What a registered claim should be, if it is something else.
pub(crate) fn wrong_type(name: &str, value: Value<'_>) -> Option<&'static str> {
    let (fits, wanted) = match name {
        "exp" | "nbf" | "iat" => (value.as_f64().is_some(), "a number of seconds since 1970"),
        "iss" | "sub" | "jti" => (value.is_str(), "a string"),
        "aud" => (value.is_str() || value.as_strings().is_some(), "a string or an array of strings"),
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
