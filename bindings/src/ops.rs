//! The operations as JavaScript calls them: text and key numbers in, text out.

use crate::stack::{self, Depth};
use crate::{render, store};
use alloc::string::String;
use jwtmint::__bindings::{Zeroizing, error};
use jwtmint::Platform;
use jwtmint::{Code, Result};
use jwtmint::{DecodeOptions, HashAlgorithm, PayloadForm, SignOptions, VerifyOptions};
use jwtmint::{GenerateOptions, ImportOptions, Imported, Key, KeySource, PemFormat};

pub(super) fn sign(claims: &str, key: u32, options: &str, platform: &mut dyn Platform) -> Result<String> {
    let options = SignOptions::from_json(options)?;
    if options.is_unsecured() {
        return jwtmint::sign_with(claims, &no_key(key)?, &options, platform);
    }
    let key = store::get(key)?;
    stack::wiped_after(stack::depth_of(&key), || jwtmint::sign_with(claims, &*key, &options, platform))
}

pub(super) fn decode(token: &str, options: &str) -> Result<String> {
    let decoded = jwtmint::decode_with(token, &DecodeOptions::from_json(options)?)?;
    Ok(render::decoded(&decoded))
}

pub(super) fn verify(token: &str, key: u32, options: &str, platform: &mut dyn Platform) -> Result<String> {
    let options = VerifyOptions::from_json(options)?;
    let key = store::get(key)?;
    let verified =
        stack::wiped_after(stack::depth_of(&key), || jwtmint::verify_with(token, &*key, &options, platform))?;
    Ok(render::verified(&verified))
}

/// Signs bytes as they are; how they stand in the token is among the options.
pub(super) fn sign_bytes(payload: &[u8], key: u32, options: &str, platform: &mut dyn Platform) -> Result<String> {
    let (form, options) = PayloadForm::sign_options_from_json(options)?;
    if options.is_unsecured() {
        return jwtmint::sign_payload_form_with(payload, form, &no_key(key)?, &options, platform);
    }
    let key = store::get(key)?;
    stack::wiped_after(stack::depth_of(&key), || {
        jwtmint::sign_payload_form_with(payload, form, &*key, &options, platform)
    })
}

/// `payload` counts where the options say that it is detached.
pub(super) fn verify_bytes(token: &str, payload: &[u8], key: u32, options: &str) -> Result<String> {
    let (form, options) = PayloadForm::verify_options_from_json(options)?;
    let expected = form.expected(payload);
    let key = store::get(key)?;
    let verified =
        stack::wiped_after(stack::depth_of(&key), || jwtmint::verify_payload_form(token, expected, &*key, &options))?;
    Ok(render::verified_payload(&verified))
}

pub(super) fn decode_header(token: &str, options: &str) -> Result<String> {
    jwtmint::decode_header(token, &DecodeOptions::from_json(options)?)
}

pub(super) fn inspect(token: &str, key: u32, options: &str, platform: &mut dyn Platform) -> Result<String> {
    let options = VerifyOptions::from_json(options)?;
    let report = if key == 0 {
        jwtmint::inspect_with(token, None, &options, platform)
    } else {
        let key = store::get(key)?;
        stack::wiped_after(stack::depth_of(&key), || jwtmint::inspect_with(token, Some(&*key), &options, platform))
    };
    Ok(render::report(&report))
}

/// The forms a key comes in: see `Bindings` in the npm package.
pub(super) fn import_key(form: u32, bytes: &[u8], options: &str) -> Result<u32> {
    let options = ImportOptions::from_json(options)?;
    let text = || {
        core::str::from_utf8(bytes).map_err(|_| {
            error(Code::KeyInvalid, &["The key's text is not valid UTF-8. Pass binary keys as Uint8Array."])
        })
    };
    let key = stack::wiped_after(Depth::Deepest, || match form {
        0 => Imported::from_text(text()?, &options),
        1 => Imported::from_bytes(bytes, &options),
        2 => Imported::from_secret_json(text()?, &options),
        4 => Imported::from_secret(bytes, &options),
        _ => Imported::from_jwk_text(text()?, &options),
    })?;
    store::put(key)
}

pub(super) fn generate_key(algorithm: &str, options: &str, platform: &mut dyn Platform) -> Result<u32> {
    let options = GenerateOptions::from_json(options)?;
    let algorithm = jwtmint::Algorithm::from_name(algorithm)?;
    let key = stack::wiped_after(Depth::Deepest, || Key::generate_with(algorithm, &options, platform))?;
    store::put(Imported::One(key))
}

pub(super) fn key_info(key: u32) -> Result<String> {
    Ok(render::key_info(&*store::get(key)?))
}

pub(super) fn key_to_pem(key: u32, options: &str) -> Result<Zeroizing<String>> {
    let format = PemFormat::from_json(options)?;
    let key = store::get(key)?;
    stack::wiped_after(stack::depth_of(&key), || one(&key, "toPem")?.to_pem(format))
}

pub(super) fn key_to_jwk(key: u32) -> Result<Zeroizing<String>> {
    let key = store::get(key)?;
    stack::wiped_after(stack::depth_of(&key), || match &*key {
        Imported::One(key) => Ok(key.to_jwk()),
        Imported::Set(set) => Ok(set.to_jwks()),
    })
}

pub(super) fn key_public(key: u32) -> Result<u32> {
    let public = match &*store::get(key)? {
        Imported::One(key) => Imported::One(key.public_key()?),
        Imported::Set(set) => Imported::Set(set.public_keys()?),
    };
    store::put(public)
}

pub(super) fn key_thumbprint(key: u32, options: &str) -> Result<String> {
    let hash = HashAlgorithm::from_json(options)?;
    Ok(one(&*store::get(key)?, "thumbprint")?.thumbprint_with(hash))
}

fn one<'k>(key: &'k Imported, what: &str) -> Result<&'k Key> {
    match key {
        Imported::One(key) => Ok(key),
        Imported::Set(_) => Err(error(
            Code::KeyAmbiguous,
            &[what, " works on one key, and this is a set of several. Import the one you mean."],
        )),
    }
}

/// The only token without a key; a key given all the same is a misunderstanding worth a word.
fn no_key(key: u32) -> Result<NoKey> {
    if key == 0 {
        return Ok(NoKey);
    }
    Err(error(Code::OptionInvalid, &["The algorithm none uses no key, but one was given. Pass null as the key."]))
}

/// Stands in where `alg: none` leaves no key to ask for.
struct NoKey;

impl KeySource for NoKey {
    fn select(&self, _: &jwtmint::KeyRequest<'_>) -> Result<&Key> {
        Err(error(Code::KeyInvalid, &["A key is needed."]))
    }

    fn keys(&self) -> &[Key] {
        &[]
    }
}
