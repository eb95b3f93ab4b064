//! From whatever a caller has to keys: text, bytes, JSON.

use super::{
    ImportOptions, Imported, Key, by_form, container, doubt, fault::no_key, form::Form, pem, raw, recognise,
    recognise::Found, secret,
};
use crate::error::{Code, Error, Result};
use crate::remedy::Remedy;
use crate::wipe::Zeroizing;

impl Imported {
    /// Reads text: PEM, a JWK, a JWK Set, a cloud service's account file, XML of .NET, base64 or hexadecimal of a key.
    /// Other text is an HMAC secret, whose UTF-8 bytes are taken as they are, if it can be nothing else: one line of
    /// characters without mark-up and braces, no address or path, no raw point of a curve. With
    /// [`ImportOptions::secret_encoding`] it is one in any case but that of a key.
    ///
    /// # Errors
    /// `ERR_KEY_INVALID` for a damaged or unsupported key, an empty secret, text that may be something else than a secret, an unresolved
    /// `{{variable}}`; `ERR_KEY_ENCRYPTED`; `ERR_KEY_WEAK` below any limit; `ERR_KEY_MISMATCH` if
    /// `options.algorithm` cannot be used with it; `ERR_KEY_NOT_FOUND` for an empty set.
    ///
    /// ```
    /// use jwtmint::{Imported, ImportOptions, KeySource};
    /// let set = r#"{"keys":[{"kty":"oct","kid":"a","k":"AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T"}]}"#;
    /// let imported = Imported::from_text(set, &ImportOptions::default())?;
    /// assert_eq!(imported.keys()[0].key_id(), Some("a"));
    /// # Ok::<(), jwtmint::Error>(())
    /// ```
    pub fn from_text(text: &str, options: &ImportOptions) -> Result<Imported> {
        if let Some(encoding) = options.secret_encoding {
            return Imported::one(secret::of_text(text, encoding)?, options);
        }
        recognise::variable(text)?;
        match recognise::text(text) {
            Found::Nothing => match raw::of_text(text, options) {
                Some(key) => Imported::one(key?, options),
                None => bare(text.as_bytes(), doubt::in_text(text), options),
            },
            found => container::from_found(found, options),
        }
    }

    /// Reads bytes: DER of a key, text of one in UTF-8 or UTF-16, or else an HMAC secret.
    ///
    /// # Errors
    /// As [`Imported::from_text`].
    pub fn from_bytes(bytes: &[u8], options: &ImportOptions) -> Result<Imported> {
        match recognise::bytes(bytes) {
            Found::Nothing => {}
            found => return container::from_found(found, options),
        }
        if let Some(key) = raw::of_bytes(bytes, options) {
            return Imported::one(key?, options);
        }
        // Text by all appearance is what the same text would be.
        match core::str::from_utf8(bytes) {
            Ok(text) if !text.chars().any(|c| c.is_control() && !c.is_whitespace()) => {
                Imported::from_text(text, options)
            }
            _ => bare(bytes, doubt::in_bytes(bytes), options),
        }
    }

    /// Takes bytes that the caller declares to be an HMAC secret.
    ///
    /// # Errors
    /// `ERR_KEY_INVALID` if there are none; `ERR_KEY_MISMATCH` if they are a key of another kind, which is never a
    /// secret, or if `options.algorithm` is none of HMAC's.
    pub fn from_secret(bytes: &[u8], options: &ImportOptions) -> Result<Imported> {
        Imported::one(secret::said(Zeroizing::new(bytes.to_vec()))?, options)
    }

    /// Reads an encoded secret: `{"secret": "...", "encoding": "utf8" | "base64" | "base64url" | "hex"}`.
    ///
    /// # Errors
    /// `ERR_OPTION_INVALID` for other members; `ERR_KEY_INVALID` if the text does not decode or is
    /// empty; `ERR_KEY_MISMATCH` if it is a key of another kind, which is never a secret.
    pub fn from_secret_json(text: &str, options: &ImportOptions) -> Result<Imported> {
        Imported::one(secret::from_json(text)?, options)
    }

    /// Reads JSON text that must hold a key: a JWK, a JWK Set, an object with a key among its members.
    ///
    /// # Errors
    /// As [`Imported::from_text`].
    pub fn from_jwk_text(text: &str, options: &ImportOptions) -> Result<Imported> {
        container::of_json(text, options)
    }
}

/// A secret that nobody has called one, if nothing speaks against it.
fn bare(bytes: &[u8], doubt: Option<&str>, options: &ImportOptions) -> Result<Imported> {
    if options.wants_public_key_algorithm() {
        return Err(no_key(options, doubt.unwrap_or("text or bytes of no form of key that is known here")));
    }
    match doubt {
        None => Imported::one(secret::key(Zeroizing::new(bytes.to_vec()))?, options),
        Some(doubt) => Err(Error::new(
            Code::KeyInvalid,
            &["This is not taken for an HMAC secret, because it looks like ", doubt, ". Pass the key itself."],
        )
        .with_remedy(Remedy::PassAsSecret)),
    }
}

impl Key {
    /// Reads one key from text: PEM, a JWK, base64 of a DER key, or else an HMAC secret.
    ///
    /// # Errors
    /// As [`Imported::from_text`], and `ERR_KEY_AMBIGUOUS` if the text holds several keys.
    pub fn from_text(text: &str) -> Result<Key> {
        single(Imported::from_text(text, &ImportOptions::default())?)
    }

    /// Reads one key from PEM: PKCS#8, PKCS#1, SEC1, SPKI, an X.509 certificate, an OpenSSH private key.
    ///
    /// # Errors
    /// As [`Imported::from_text`], and `ERR_KEY_AMBIGUOUS` if the text holds several keys.
    pub fn from_pem(pem: &str) -> Result<Key> {
        match recognise::text(pem) {
            Found::Pem(text) => single(pem::read(&text, &ImportOptions::default())?),
            Found::Foreign(foreign) => Err(foreign.error()),
            _ => Err(Error::new(
                Code::KeyInvalid,
                &["There is no PEM block in the text: a line \"-----BEGIN ...-----\" was expected."],
            )),
        }
    }

    /// Reads one key from DER: PKCS#8, PKCS#1, SEC1, SPKI or an X.509 certificate.
    ///
    /// # Errors
    /// As [`Imported::from_bytes`].
    pub fn from_der(der: &[u8]) -> Result<Key> {
        let form = Form::of(der).ok_or_else(|| {
            Error::new(
                Code::KeyInvalid,
                &["The bytes are no DER of a key: PKCS#8, PKCS#1, SEC1, SPKI or an X.509 certificate was expected."],
            )
        })?;
        by_form::read(form, der, &ImportOptions::default())
    }

    /// Reads one key from the text of a JWK (RFC 7517).
    ///
    /// # Errors
    /// As [`Imported::from_text`], and `ERR_KEY_AMBIGUOUS` for a set.
    pub fn from_jwk(jwk: &str) -> Result<Key> {
        single(Imported::from_jwk_text(jwk, &ImportOptions::default())?)
    }

    /// Takes bytes as an HMAC secret.
    ///
    /// # Errors
    /// `ERR_KEY_INVALID` if there are none; `ERR_KEY_MISMATCH` if they are the text or the DER of a
    /// key of another kind, which is never a secret.
    pub fn from_secret(secret: &[u8]) -> Result<Key> {
        secret::said(Zeroizing::new(secret.to_vec()))
    }
}

fn single(imported: Imported) -> Result<Key> {
    match imported {
        Imported::One(key) => Ok(key),
        Imported::Set(_) => Err(Error::new(
            Code::KeyAmbiguous,
            &[
                "The text holds several keys, and one was asked for. Pass the one alone, or read all with Imported::from_text.",
            ],
        )),
    }
}
