//! The reader of each form of DER.

use super::{ImportOptions, Key, fault::small_file, foreign::Foreign, form::Form, pkcs8, traditional, x509};
#[cfg(not(feature = "passphrase"))]
use crate::error::{Code, Error};
#[cfg(not(feature = "passphrase"))]
use crate::remedy::Remedy;
use crate::{crypto, error::Result};

/// One key of DER whose outline is known.
pub(crate) fn read(
    form: Form,
    der: &[u8],
    #[cfg_attr(not(feature = "passphrase"), allow(unused_variables))] options: &ImportOptions,
) -> Result<Key> {
    if !crypto::ASYMMETRIC {
        return Err(small_file());
    }
    match form {
        Form::Pkcs8 => pkcs8::private(der),
        #[cfg(feature = "passphrase")]
        Form::EncryptedPkcs8 => super::pbes2::decrypt(der, options).and_then(|inner| pkcs8::private(&inner)),
        #[cfg(not(feature = "passphrase"))]
        Form::EncryptedPkcs8 => Err(encrypted()),
        Form::Pkcs1Private => traditional::rsa_private(der),
        Form::Pkcs1Public => traditional::rsa_public(der),
        Form::Sec1 => traditional::ec_private(der, None),
        Form::Spki => pkcs8::public(der),
        Form::Certificate => x509::read(der),
        Form::Request => Err(Foreign::Request.error()),
        Form::Pkcs12 => Err(Foreign::Pkcs12.error()),
    }
}

/// PBKDF2, scrypt and AES would add an eighth to the ordinary plain-JavaScript file, which has no room for them.
#[cfg(not(feature = "passphrase"))]
#[cold]
fn encrypted() -> Error {
    let remedy = "Decrypt a copy of it with: openssl pkcs8 -in key.pem -out plain.pem.";
    Error::new(
        Code::KeyEncrypted,
        &["This private key is encrypted, and this build of jwtmint cannot open it. ", remedy],
    )
    .with_remedy(Remedy::EnablePassphrase)
}
