//! PEM (RFC 7468), mended: environment variables, YAML, quotes and chat windows damage line breaks.
//!
//! Outside the base64 everything is tolerated; inside it only white space and written-out escapes
//! of it are, so that what was mended is what was meant.

use super::{ImportOptions, Imported, Key, base64, by_form, foreign::Foreign, form::Form, markers, mend, openssh};
use crate::wipe::Zeroizing;
use crate::{
    base64url::Base64Error,
    crypto,
    error::{Code, Error, Result, number, quoted},
    text,
};
use alloc::{string::String, vec::Vec};

/// All keys of the text. Parameter blocks are skipped; forms that are known by sight only are
/// refused if there is nothing else.
pub(crate) fn read(text: &str, options: &ImportOptions) -> Result<Imported> {
    if !crypto::ASYMMETRIC {
        return Err(super::fault::small_file());
    }
    let mut keys: Vec<Key> = Vec::new();
    let mut unusable = None;
    let mut at = 0;
    while let Some((label, body, whole, end)) = next_block(text, at)? {
        at = end;
        if label.ends_with("PARAMETERS") || label == "X509CRL" {
            continue;
        }
        if let Some(foreign) = Foreign::of_label(&label) {
            unusable = unusable.or(Some(foreign.error()));
            continue;
        }
        keys.push(block(&label, body, options).map_err(|error| if whole { error } else { cut_off(&label) })?);
    }
    match (keys.len(), unusable) {
        (0, Some(error)) => Err(error),
        (0, None) => Err(Error::new(
            Code::KeyInvalid,
            &["The PEM text holds parameters only, and no key. Copy the block with the key too."],
        )),
        _ => Imported::of(one_each(keys), options),
    }
}

/// A private key beside its own public key or certificate is one key, and so is the same key twice.
fn one_each(keys: Vec<Key>) -> Vec<Key> {
    let mut out: Vec<Key> = Vec::with_capacity(keys.len());
    for key in keys {
        match out.iter_mut().find(|kept| kept.0.material.is_same_public(&key.0.material)) {
            None => out.push(key),
            Some(kept) if !kept.0.material.is_private() && key.0.material.is_private() => *kept = key,
            Some(_) => {}
        }
    }
    out
}

/// Label and body of the next block, whether both its lines are there, and where it ends. A block that lost one of them
/// is read as if it had both: its DER tells whether more is missing.
fn next_block(text: &str, at: usize) -> Result<Option<(String, &str, bool, usize)>> {
    let Some(first) = markers::next(text, at) else { return Ok(None) };
    if !first.begins {
        return Ok(Some((first.label, &text[at..first.from], false, first.to)));
    }
    let second = markers::next(text, first.to);
    let (body_end, whole, end) = match &second {
        Some(second) if second.begins => (second.from, false, second.from),
        Some(second) if second.label == first.label => (second.from, true, second.to),
        Some(second) => {
            return Err(Error::new(
                Code::KeyInvalid,
                &[
                    "The PEM block begins as ",
                    &quoted(&first.label),
                    " and ends as ",
                    &quoted(&second.label),
                    ". Copy one whole block.",
                ],
            ));
        }
        None => (text.len(), false, text.len()),
    };
    Ok(Some((first.label, &text[first.to..body_end], whole, end)))
}

#[cold]
fn cut_off(label: &str) -> Error {
    Error::new(
        Code::KeyInvalid,
        &[
            "The PEM block ",
            &quoted(label),
            " has no \"-----BEGIN\" or no \"-----END\" line: it was cut off. Copy all of the key.",
        ],
    )
}

fn block(label: &str, body: &str, options: &ImportOptions) -> Result<Key> {
    let form = Form::of_label(label);
    if form.is_none() && label != "OPENSSHPRIVATEKEY" {
        let known = "PRIVATE KEY, ENCRYPTED PRIVATE KEY, RSA PRIVATE KEY, EC PRIVATE KEY, PUBLIC KEY, RSA PUBLIC KEY, CERTIFICATE and OPENSSH PRIVATE KEY";
        return Err(Error::new(
            Code::KeyInvalid,
            &["The PEM label ", &quoted(label), " is unknown. Known are ", known, "."],
        ));
    }
    let der = if text::contains(body, "Proc-Type") { opened(body, options)? } else { decode(body)? };
    let Some(form) = form else {
        return openssh::read(&der, options);
    };
    match Form::of(&der) {
        Some(found) if found == form => by_form::read(form, &der, options),
        Some(found) => Err(Error::new(
            Code::KeyInvalid,
            &[
                "The PEM label says this is a ",
                form.name(),
                ", but what is inside is a ",
                found.name(),
                ". Correct the label, or export the key again.",
            ],
        )),
        None => Err(super::fault::malformed(form.name())),
    }
}

/// The bytes of a block that is encrypted as RFC 1423 says.
#[cfg(feature = "passphrase")]
fn opened(body: &str, options: &ImportOptions) -> Result<Zeroizing<Vec<u8>>> {
    super::dek_info::decrypt(body, options)?.ok_or_else(|| Foreign::LegacyEncryption.error())
}

#[cfg(not(feature = "passphrase"))]
fn opened(_: &str, _: &ImportOptions) -> Result<Zeroizing<Vec<u8>>> {
    Err(Foreign::LegacyEncryption.error())
}

/// The bytes of a block.
fn decode(body: &str) -> Result<Zeroizing<Vec<u8>>> {
    base64::decode(&mend::compact(body)).map_err(|fault| {
        let reason = match fault {
            Base64Error::Character(at) => {
                ["character ", &*number(at as u64 + 1), " (white space not counted) is none of base64"].concat()
            }
            Base64Error::Length => String::from("its length is impossible, so some of it is missing"),
            Base64Error::TrailingBits(_) => String::from("its end is damaged"),
        };
        Error::new(
            Code::KeyInvalid,
            &["The base64 text of a PEM block cannot be decoded: ", &reason, ". Copy the key again."],
        )
    })
}
