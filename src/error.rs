//! Errors: a stable code, and the sentence that goes with each failure.

pub(crate) use crate::code::Code;
pub(crate) use crate::text::{number, quoted, whole_seconds};

use crate::remedy::Remedy;
use alloc::{boxed::Box, string::String};
use core::fmt;

/// What every fallible function of this crate returns.
pub type Result<T> = core::result::Result<T, Error>;

/// Why an operation failed: a stable [`Code`] and a sentence for people.
///
/// The sentence says what was expected, what was found and what to do. It never holds key material.
///
/// ```
/// let error = jwtmint::decode("only.two").unwrap_err();
/// assert_eq!(error.code().as_str(), "ERR_TOKEN_MALFORMED");
/// assert!(error.to_string().contains("three parts"));
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Error(Box<ErrorDetails>);

#[derive(Clone, PartialEq, Eq)]
struct ErrorDetails {
    code: Code,
    message: String,
    remedy: Option<Remedy>,
    claim: Option<String>,
    expected: Option<String>,
    actual: Option<String>,
    position: Option<usize>,
    #[cfg(feature = "serde")]
    source: Option<ErrorSource>,
}

/// The error of another library that led to this one. Two errors that say the same are equal whatever led to them.
#[cfg(feature = "serde")]
#[derive(Clone)]
struct ErrorSource(alloc::sync::Arc<dyn core::error::Error + Send + Sync>);

#[cfg(feature = "serde")]
impl PartialEq for ErrorSource {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

#[cfg(feature = "serde")]
impl Eq for ErrorSource {}

impl Error {
    /// An error from sentence pieces: joining is all the formatting the core needs, and `format!`
    /// would weigh more than the rest of this file in the plain-JavaScript build.
    #[cold]
    pub(crate) fn new(code: Code, pieces: &[&str]) -> Self {
        Error(Box::new(ErrorDetails {
            code,
            message: pieces.concat(),
            remedy: None,
            claim: None,
            expected: None,
            actual: None,
            position: None,
            #[cfg(feature = "serde")]
            source: None,
        }))
    }

    #[cfg(feature = "serde")]
    pub(crate) fn with_source(mut self, source: impl core::error::Error + Send + Sync + 'static) -> Self {
        self.0.source = Some(ErrorSource(alloc::sync::Arc::new(source)));
        self
    }

    pub(crate) fn at(mut self, position: usize) -> Self {
        self.0.position = Some(position);
        self
    }

    /// Said after the message, by whoever speaks to the caller.
    #[cold]
    pub(crate) fn with_remedy(mut self, remedy: Remedy) -> Self {
        self.0.remedy = Some(remedy);
        self
    }

    /// The same error with `pieces` before its message.
    #[cold]
    pub(crate) fn prefixed(mut self, pieces: &[&str]) -> Self {
        self.0.message = [&*pieces.concat(), &*self.0.message].concat();
        self
    }

    pub(crate) fn claim(mut self, name: &str) -> Self {
        self.0.claim = Some(name.into());
        self
    }

    pub(crate) fn compared(mut self, expected: &str, actual: &str) -> Self {
        self.0.expected = Some(expected.into());
        self.0.actual = Some(actual.into());
        self
    }

    /// The stable kind of the failure.
    #[must_use]
    pub fn code(&self) -> Code {
        self.0.code
    }

    /// What was expected and what was found, for people. `Display` adds the [`Error::remedy`].
    #[must_use]
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// What the caller can do, where that depends on how the caller names its options.
    #[must_use]
    pub fn remedy(&self) -> Option<&Remedy> {
        self.0.remedy.as_ref()
    }

    /// The claim, header parameter or option the failure is about.
    #[must_use]
    pub fn claim_name(&self) -> Option<&str> {
        self.0.claim.as_deref()
    }

    /// What was required, where two things were compared.
    #[must_use]
    pub fn expected(&self) -> Option<&str> {
        self.0.expected.as_deref()
    }

    /// What was found, where two things were compared.
    #[must_use]
    pub fn actual(&self) -> Option<&str> {
        self.0.actual.as_deref()
    }

    /// The byte offset in the text that could not be read.
    #[must_use]
    pub fn position(&self) -> Option<usize> {
        self.0.position
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.message)?;
        match &self.0.remedy {
            Some(remedy) => write!(f, " {remedy}"),
            None => Ok(()),
        }
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.code.as_str())?;
        f.write_str(": ")?;
        fmt::Display::fmt(self, f)
    }
}

impl core::error::Error for Error {
    #[cfg(feature = "serde")]
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        let source = self.0.source.as_ref()?;
        Some(&*source.0)
    }
}
