//! What a caller can do about an error, by name, so that each kind of caller reads it in its own words.

use crate::code::Code;
use alloc::{borrow::Cow, string::String};
use core::fmt;

macro_rules! remedies {
    ($($remedy:ident $text:literal;)*) => {
        /// What to do about an [`Error`](crate::Error), or about what a [`Report`](crate::Report) found.
        ///
        /// `Display` gives a sentence for Rust programs. A program with an interface of its own matches on the
        /// variants, and names its own options in its own words.
        ///
        /// ```
        /// use jwtmint::{DecodeOptions, Remedy, decode_with};
        /// let options = DecodeOptions::new().max_token_bytes(5);
        /// let error = decode_with("e30.e30.", &options).unwrap_err();
        /// assert_eq!(error.remedy(), Some(&Remedy::RaiseMaxTokenBytes));
        /// assert!(error.to_string().ends_with("Raise `max_token_bytes` if such tokens are meant to be."));
        /// ```
        #[derive(Clone, Debug, PartialEq, Eq)]
        // The crate that words them for JavaScript has to know every one.
        #[cfg_attr(not(feature = "__bindings"), non_exhaustive)]
        pub enum Remedy {
            /// A sentence that every caller reads alike.
            Sentence(Cow<'static, str>),
            /// What [`Code::remedy`] says.
            OfCode(Code),
            /// Give a claim or header parameter in one place: there, or by this option.
            GiveOnce(OptionName),
            /// Say that the secret is text in this encoding.
            DecodeSecret(SecretEncoding),
            $(#[doc = $text] $remedy,)*
        }

        impl fmt::Display for Remedy {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                match self {
                    Remedy::Sentence(text) => f.write_str(text),
                    Remedy::OfCode(code) => f.write_str(code.remedy()),
                    Remedy::GiveOnce(option) => write!(f, "Give it in one place: there, or by `{}`.", option.name()),
                    Remedy::DecodeSecret(encoding) => {
                        write!(f, "Decode the {} and pass the bytes to `Key::from_secret`.", encoding.name())
                    }
                    $(Remedy::$remedy => f.write_str($text),)*
                }
            }
        }
    };
}

remedies! {
    AcceptWeakKey "To accept it all the same, set `allow_insecure_key_sizes`.";
    CheckTimes "Check `issued_at`, `not_before` and `expires_in`.";
    CompareClocks "Clock skew is suspected: the issuer's clock seems to run ahead of this one. Compare both with a time server, or set `clock_tolerance`.";
    DeclareCritical "If your code processes it, name it in `critical`; else refuse the token.";
    EnableMlDsa "Enable the feature `ml-dsa`.";
    EnablePassphrase "Or enable the feature `passphrase`.";
    EnablePublicKeys "Enable the feature `rustcrypto`.";
    ExportAsJwk "Use its JWK instead: `Key::to_jwk`.";
    GenerateSecret "Make a random secret of at least 32 bytes, for example with `Key::generate`, and keep it out of the source code.";
    GivePassphrase "Give its passphrase in `ImportOptions`.";
    HandInRandomness "Pass a platform that has a random source, or use HS, RS, ES or EdDSA with a key you have.";
    NameKeyId "Name one with `key_id`, or pass one key.";
    PassAsSecret "If the text itself is the secret, pass its bytes to `Key::from_secret`.";
    PassJwtId "Pass the `jwt_id` yourself, or a platform that has a random source.";
    PassTextOfSecret "Pass the bytes of the text itself to `Key::from_secret`, or have the issuer decode it.";
    RaiseMaxTokenBytes "Raise `max_token_bytes` if such tokens are meant to be.";
    RenewOrSetClockTolerance "Get a fresh token. Expired this recently, the clocks may differ: compare them, or set `clock_tolerance`.";
    SetClockTolerance "If the clocks differ, set `clock_tolerance`.";
}

impl From<&'static str> for Remedy {
    fn from(sentence: &'static str) -> Remedy {
        Remedy::Sentence(Cow::Borrowed(sentence))
    }
}

impl From<String> for Remedy {
    fn from(sentence: String) -> Remedy {
        Remedy::Sentence(Cow::Owned(sentence))
    }
}

/// The option of [`SignOptions`](crate::SignOptions) that a [`Remedy`] is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(not(feature = "__bindings"), non_exhaustive)]
#[allow(missing_docs, reason = "each is the option of that name")]
pub enum OptionName {
    Algorithm,
    Audience,
    ExpiresIn,
    IssuedAt,
    Issuer,
    JwtId,
    KeyId,
    NotBefore,
    Subject,
    Typ,
}

impl OptionName {
    /// The name of the option in Rust, such as `expires_in`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            OptionName::Algorithm => "algorithm",
            OptionName::Audience => "audience",
            OptionName::ExpiresIn => "expires_in",
            OptionName::IssuedAt => "issued_at",
            OptionName::Issuer => "issuer",
            OptionName::JwtId => "jwt_id",
            OptionName::KeyId => "key_id",
            OptionName::NotBefore => "not_before",
            OptionName::Subject => "subject",
            OptionName::Typ => "typ",
        }
    }
}

/// How the bytes of a secret can be written as text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SecretEncoding {
    /// The UTF-8 bytes of the text itself.
    Utf8,
    /// RFC 4648 section 4, with or without padding.
    Base64,
    /// RFC 4648 section 5, with or without padding.
    Base64Url,
    /// RFC 4648 section 8.
    Hex,
}

impl SecretEncoding {
    pub(crate) const NAMES: &'static str = "utf8, base64, base64url or hex";

    pub(crate) fn find(name: &str) -> Option<SecretEncoding> {
        [SecretEncoding::Utf8, SecretEncoding::Base64, SecretEncoding::Base64Url, SecretEncoding::Hex]
            .into_iter()
            .find(|encoding| encoding.name() == name)
    }

    /// `utf8`, `base64`, `base64url` or `hex`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            SecretEncoding::Utf8 => "utf8",
            SecretEncoding::Base64 => "base64",
            SecretEncoding::Base64Url => "base64url",
            SecretEncoding::Hex => "hex",
        }
    }
}
