//! The one list of stable error codes, with what leads to each and what to do about it.

use core::{fmt, str::FromStr};

macro_rules! codes {
    ($($variant:ident $text:literal, $cause:literal, $remedy:literal;)*) => {
        /// The stable, machine-readable kind of an [`Error`](crate::Error).
        ///
        /// New codes may be added; existing ones keep their meaning.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum Code { $(#[doc = $cause] $variant,)* }

        impl Code {
            /// Every code, in the order of the table in docs/errors.md.
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
        "The token is not three base64url parts joined by two dots (RFC 7515 section 7.1), or is longer than the limit.",
        "Pass the token alone, without `Bearer `, quotes or line breaks, exactly as it was issued.";
    TokenEncrypted "ERR_TOKEN_ENCRYPTED",
        "The token has five parts: it is a JWE (RFC 7516), an encrypted token.",
        "Decrypt it with the recipient's key first; only signed tokens can be read here.";
    HeaderInvalid "ERR_HEADER_INVALID",
        "The protected header is not a JSON object with unique names, or one of its registered parameters has the wrong type.",
        "Correct the header; the message names the parameter or the position.";
    ClaimsInvalid "ERR_CLAIMS_INVALID",
        "The claims set is not a JSON object, a registered claim has the wrong type or was given twice, or the payload is too large.",
        "Pass an object, or text that holds one JSON object; times are numbers of seconds.";
    AlgorithmUnsupported "ERR_ALGORITHM_UNSUPPORTED",
        "The algorithm is unknown, or this build does not have it.",
        "Use one of the listed algorithms, or a build that has the one you need: public-key algorithms and ML-DSA are not in every build.";
    AlgorithmNotAllowed "ERR_ALGORITHM_NOT_ALLOWED",
        "The token's `alg` is not one that this key and the options allow (RFC 8725 section 3.1).",
        "Do not widen the allowed algorithms to make a token pass; find out why its issuer used another algorithm.";
    CriticalUnsupported "ERR_CRITICAL_UNSUPPORTED",
        "The header's `crit` names an extension that the caller did not declare, or is malformed (RFC 7515 section 4.1.11).",
        "Name the extensions that your code processes in the options; refuse tokens with any other.";
    SignatureInvalid "ERR_SIGNATURE_INVALID",
        "The signature does not fit the token and the key.",
        "Check that the key is the issuer's current one and that the token was not changed on its way.";
    TokenExpired "ERR_TOKEN_EXPIRED",
        "The token's `exp` has passed, or the token is older than the options allow.",
        "Get a fresh token; for clocks that differ a little allow a clock tolerance.";
    TokenNotActive "ERR_TOKEN_NOT_ACTIVE",
        "The token's `nbf` or `iat` lies in the future.",
        "Wait, or set the clock right; for clocks that differ a little allow a clock tolerance.";
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
        "Use a longer key, or accept the risk by the option that allows insecure key sizes.";
    KeyEncrypted "ERR_KEY_ENCRYPTED",
        "The private key is encrypted, and the passphrase is missing or wrong.",
        "Give the passphrase with the key.";
    KeyNotFound "ERR_KEY_NOT_FOUND",
        "No key in the set fits the token's `kid` and algorithm.",
        "Fetch the issuer's current key set, or pass the key itself.";
    KeyAmbiguous "ERR_KEY_AMBIGUOUS",
        "Several keys in the set fit, and nothing says which is meant.",
        "Name a key ID, or pass one key.";
    OptionInvalid "ERR_OPTION_INVALID",
        "An option is unknown, has the wrong type, or contradicts another.",
        "The message names the option, what it takes, and the nearest known name.";
    NoEntropy "ERR_NO_ENTROPY",
        "The operation needs random numbers and this host offers none.",
        "Hand in a random source, pass the token's ID yourself, or use an algorithm that needs none (HS, RS, ES, EdDSA).";
    NotInitialized "ERR_NOT_INITIALIZED",
        "The WebAssembly module was used before it was loaded.",
        "Load the module once, before anything else.";
    Internal "ERR_INTERNAL",
        "A defect in jwtmint itself.",
        "Please report it with the call that led to it, without any real key.";
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The text is no code of this version.
///
/// ```
/// use jwtmint::Code;
/// assert_eq!("ERR_TOKEN_EXPIRED".parse(), Ok(Code::TokenExpired));
/// assert!("ERR_TOKEN_LATE".parse::<Code>().is_err());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct UnknownCode;

impl fmt::Display for UnknownCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("This is no error code of jwtmint; they begin with ERR_.")
    }
}

impl core::error::Error for UnknownCode {}

impl FromStr for Code {
    type Err = UnknownCode;

    fn from_str(text: &str) -> Result<Code, UnknownCode> {
        Code::ALL.iter().copied().find(|code| code.as_str() == text).ok_or(UnknownCode)
    }
}
