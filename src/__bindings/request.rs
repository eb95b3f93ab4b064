//! What crosses the door of the plain-JavaScript build: a request is a list of fields, each a 32-bit little-endian length
//! and its bytes. Numbers travel as text. The reader stands here, where it compiles for every target and can be fuzzed.

use crate::error::{Code, Error, Result};

/// The fields of a request, one after another.
#[derive(Clone, Debug)]
pub struct Fields<'a>(&'a [u8]);

impl<'a> Fields<'a> {
    /// Of a whole request.
    #[must_use]
    pub fn of(request: &'a [u8]) -> Self {
        Fields(request)
    }

    /// The next field's bytes.
    ///
    /// # Errors
    /// `Internal`, also from the other functions: the request ends within the field.
    pub fn bytes(&mut self) -> Result<&'a [u8]> {
        let (length, rest) = self.0.split_first_chunk::<4>().ok_or_else(broken_request)?;
        let (field, rest) = rest.split_at_checked(u32::from_le_bytes(*length) as usize).ok_or_else(broken_request)?;
        self.0 = rest;
        Ok(field)
    }

    /// The next field as text.
    ///
    /// # Errors
    /// `Internal`: it is not UTF-8.
    pub fn text(&mut self) -> Result<&'a str> {
        core::str::from_utf8(self.bytes()?).map_err(|_| broken_request())
    }

    /// The next field as a number in decimal digits.
    ///
    /// # Errors
    /// `Internal`: it holds something else, or is 2^32 or more.
    pub fn number(&mut self) -> Result<u32> {
        self.text()?
            .bytes()
            .try_fold(0u32, |value, digit| {
                let digit = digit.wrapping_sub(b'0');
                if digit > 9 { None } else { value.checked_mul(10)?.checked_add(digit.into()) }
            })
            .ok_or_else(broken_request)
    }
}

/// The two halves of the build, JavaScript and Rust, are of different versions.
#[cold]
#[must_use]
fn broken_request() -> Error {
    Error::new(Code::Internal, &["The script file's two halves do not fit together. Please report it."])
}
