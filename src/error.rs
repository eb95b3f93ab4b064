//! Errors: one list of stable codes, and the sentence that goes with each failure.

use alloc::{boxed::Box, string::String, vec::Vec};
use core::fmt;

/// What every fallible function of this crate returns.
pub type Result<T> = core::result::Result<T, Error>;

macro_rules! codes {
    ($($variant:ident $text:literal, $cause:literal, $remedy:literal;)*) => {
        /// The stable, machine-readable kind of an [`Error`].
        ///
        /// `as_str` gives the same text as `JwtError.code` in JavaScript. New codes may be added;
        /// existing ones keep their meaning.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum Code { $(#[doc = $cause] $variant,)* }

        impl Code {
            /// Every code, in the order of the README's table.
            pub const ALL: &'static [Code] = &[$(Code::$variant,)*];

            /// The stable text of the code, such as `ERR_TOKEN_EXPIRED`.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Code::$variant => $text,)* }
            }
        }

        // Kept apart from `as_str`, so that these texts cost the JavaScript builds nothing.
        impl Code {
            /// What leads to this code, as a sentence.
            #[must_use]
            pub const fn cause(self) -> &'static str {
                match self { $(Code::$variant => $cause,)* }
            }

            /// What to do about it, as a sentence.
            #[must_use]
            pub const fn remedy(self) -> &'static str {
                match self { $(Code::$variant => $remedy,)* }
            }
        }
    };
}

codes! {
    TokenMalformed "ERR_TOKEN_MALFORMED",
        "The token is not three base64url parts joined by two dots (RFC 7515 section 7.1), or is longer than `maxTokenBytes`.",
        "Pass the token alone, without `Bearer `, quotes or line breaks, exactly as it was issued.";
    TokenEncrypted "ERR_TOKEN_ENCRYPTED",
        "The token has five parts: it is a JWE (RFC 7516), an encrypted token.",
        "Decrypt it with the recipient's key first; only signed tokens can be read here.";
    HeaderInvalid "ERR_HEADER_INVALID",
        "The protected header is not a JSON object with unique names, or one of its registered parameters has the wrong type.",
        "Correct the header; the message names the parameter or the position.";
    ClaimsInvalid "ERR_CLAIMS_INVALID",
        "The claims set is not a JSON object, or a registered claim has the wrong type or was given twice.",
        "Pass an object, or text that holds one JSON object; times are numbers of seconds.";
    AlgorithmUnsupported "ERR_ALGORITHM_UNSUPPORTED",
        "The algorithm is unknown, or this build does not have it.",
        "Use one of the listed algorithms; the small script file has HS256, HS384 and HS512 only, and `jwtmint/full` and `jwtmint/script/full` alone have ML-DSA.";
    AlgorithmNotAllowed "ERR_ALGORITHM_NOT_ALLOWED",
        "The token's `alg` is not one that this key and the `algorithms` option allow (RFC 8725 section 3.1).",
        "Do not widen `algorithms` to make a token pass; find out why its issuer used another algorithm.";
    CriticalUnsupported "ERR_CRITICAL_UNSUPPORTED",
        "The header's `crit` names an extension that the caller did not declare, or is malformed (RFC 7515 section 4.1.11).",
        "Name the extensions your code processes in the `crit` option.";
    SignatureInvalid "ERR_SIGNATURE_INVALID",
        "The signature does not fit the token and the key.",
        "Check that the key is the issuer's current one and that the token was not changed on its way.";
    TokenExpired "ERR_TOKEN_EXPIRED",
        "The token's `exp` has passed, or the token is older than `maxAge`.",
        "Get a fresh token; for clocks that differ a little set `clockTolerance`.";
    TokenNotActive "ERR_TOKEN_NOT_ACTIVE",
        "The token's `nbf` or `iat` lies in the future.",
        "Wait, or set the clock right; for clocks that differ a little set `clockTolerance`.";
    ClaimMissing "ERR_CLAIM_MISSING",
        "A claim or header parameter that the options require is not in the token.",
        "Have the issuer add it, or do not require it.";
    ClaimMismatch "ERR_CLAIM_MISMATCH",
        "A claim or header parameter differs from what the options require.",
        "Compare `expected` and `actual`: the token is probably meant for somebody else.";
    KeyInvalid "ERR_KEY_INVALID",
        "The key cannot be read, or its numbers do not belong together.",
        "Export the key again; the message says what was recognised and what is wrong with it.";
    KeyMismatch "ERR_KEY_MISMATCH",
        "The key is of another kind than the algorithm or the operation needs.",
        "Use the key that belongs to the algorithm; text of a public key is never an HMAC secret.";
    KeyWeak "ERR_KEY_WEAK",
        "The key is too small for the algorithm (RFC 7518 sections 3.2 and 3.3).",
        "Use a longer key, or accept the risk with `allowInsecureKeySizes`.";
    KeyEncrypted "ERR_KEY_ENCRYPTED",
        "The private key is encrypted, and the `passphrase` is missing or wrong.",
        "Give the passphrase in the `passphrase` option.";
    KeyNotFound "ERR_KEY_NOT_FOUND",
        "No key in the set fits the token's `kid` and algorithm.",
        "Fetch the issuer's current key set, or pass the key itself.";
    KeyAmbiguous "ERR_KEY_AMBIGUOUS",
        "Several keys in the set fit, and nothing says which is meant.",
        "Give `keyid`, or pass one key.";
    OptionInvalid "ERR_OPTION_INVALID",
        "An option is unknown, has the wrong type, or contradicts another.",
        "The message names the option, what it takes, and the nearest known name.";
    NoEntropy "ERR_NO_ENTROPY",
        "The operation needs random numbers and this host offers none.",
        "Hand in a source with `setRandomSource`, pass `jwtid` yourself, or use an algorithm that needs none (HS, RS, ES, EdDSA).";
    NotInitialized "ERR_NOT_INITIALIZED",
        "`jwtmint/web` was used before its WebAssembly was loaded.",
        "Call `await init()` once before anything else, or import `jwtmint/inline`.";
    Internal "ERR_INTERNAL",
        "A defect in jwtmint itself.",
        "Please report it with the call that led to it, without any real key.";
}

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
    claim: Option<String>,
    expected: Option<String>,
    actual: Option<String>,
    position: Option<usize>,
}

impl Error {
    /// An error from sentence pieces: joining is all the formatting the core needs, and `format!`
    /// would weigh more than the rest of this file in the plain-JavaScript build.
    #[cold]
    pub(crate) fn new(code: Code, pieces: &[&str]) -> Self {
        Error(Box::new(ErrorDetails {
            code,
            message: pieces.concat(),
            claim: None,
            expected: None,
            actual: None,
            position: None,
        }))
    }

    pub(crate) fn at(mut self, position: usize) -> Self {
        self.0.position = Some(position);
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

    /// The sentence for people.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.0.message
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
        f.write_str(&self.0.message)
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.code.as_str())?;
        f.write_str(": ")?;
        f.write_str(&self.0.message)
    }
}

impl core::error::Error for Error {}

/// Seconds rounded down, as text. Never inlined: where there are no 64-bit numbers the conversion is long.
#[inline(never)]
pub(crate) fn whole(seconds: f64) -> String {
    number(seconds as u64)
}

/// A whole number as text, without the formatting machinery.
pub(crate) fn number(mut value: u64) -> String {
    let mut digits = Vec::with_capacity(20);
    loop {
        digits.push(b'0' + (value % 10) as u8);
        value /= 10;
        if value == 0 {
            break;
        }
    }
    digits.reverse();
    digits.into_iter().map(char::from).collect()
}

/// User text for use in a sentence: quoted, without control characters, cut to a readable length.
pub(crate) fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for (count, c) in text.chars().enumerate() {
        if count == 60 {
            out.push('…');
            break;
        }
        out.push(if c.is_control() { '\u{fffd}' } else { c });
    }
    out.push('"');
    out
}
