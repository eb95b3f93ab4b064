//! PEM (RFC 7468), mended: environment variables, YAML, quotes and chat windows damage line breaks.
//!
//! Outside the base64 everything is tolerated; inside it only white space and written-out escapes
//! of it are, so that what was mended is what was meant.

use super::{ImportOptions, Imported, Key, base64, foreign::Foreign, form::Form, import, openssh};
use crate::wipe::Zeroizing;
use crate::{
    base64url::Base64Error,
    crypto,
    error::{Code, Error, Result, number, quoted},
    text,
};
use alloc::{string::String, vec::Vec};

const BEGIN: &str = "-----BEGIN";
const END: &str = "-----END";

/// All keys of the text. Parameter blocks are skipped; forms that are known by sight only are
/// refused if there is nothing else.
pub(crate) fn read(text: &str, options: &ImportOptions) -> Result<Imported> {
    if !crypto::ASYMMETRIC {
        return Err(super::material::small_file());
    }
    let mut keys: Vec<Key> = Vec::new();
    let mut unusable = None;
    let mut rest = text;
    while let Some((_, after)) = text::split(rest, BEGIN) {
        let (label, after) = label(after)?;
        if label.ends_with("PARAMETERS") || label == "X509CRL" {
            rest = after;
            continue;
        }
        let (body, after) = body(&label, after)?;
        rest = after;
        if let Some(foreign) = Foreign::of_label(&label) {
            unusable = unusable.or(Some(foreign.error()));
            continue;
        }
        keys.push(block(&label, body, options)?);
    }
    match (keys.len(), unusable) {
        (0, Some(error)) => Err(error),
        (0, None) => Err(Error::new(
            Code::KeyInvalid,
            &["The PEM text holds parameters only, and no key. Copy the block with the key too."],
        )),
        _ => Imported::of(keys, options),
    }
}

/// The label up to its closing dashes, without spaces: some tools lose them, none needs them.
fn label(after: &str) -> Result<(String, &str)> {
    let (label, after) = text::split(after, "-----").filter(|(label, _)| label.len() <= 60).ok_or_else(|| {
        Error::new(
            Code::KeyInvalid,
            &["A PEM line \"-----BEGIN ...\" has no closing \"-----\". Copy the key again, all of it."],
        )
    })?;
    Ok((label.chars().filter(|c| !c.is_whitespace()).collect(), after))
}

/// The text up to the END line, which must have the same label.
fn body<'a>(begin: &str, after: &'a str) -> Result<(&'a str, &'a str)> {
    let found = text::split(after, END).filter(|(body, _)| !text::contains(body, BEGIN));
    let Some((body, after)) = found else {
        return Err(Error::new(
            Code::KeyInvalid,
            &["The PEM block ", &quoted(begin), " has no \"-----END\" line: it was cut off. Copy all of the key."],
        ));
    };
    let (end, after) = label(after)?;
    if end != begin {
        return Err(Error::new(
            Code::KeyInvalid,
            &["The PEM block begins as ", &quoted(begin), " and ends as ", &quoted(&end), ". Copy one whole block."],
        ));
    }
    Ok((body, after))
}

fn block(label: &str, body: &str, options: &ImportOptions) -> Result<Key> {
    if text::contains(body, "Proc-Type") {
        return Err(Foreign::LegacyEncryption.error());
    }
    let form = Form::of_label(label);
    if form.is_none() && label != "OPENSSHPRIVATEKEY" {
        let known = "PRIVATE KEY, ENCRYPTED PRIVATE KEY, RSA PRIVATE KEY, EC PRIVATE KEY, PUBLIC KEY, RSA PUBLIC KEY, CERTIFICATE and OPENSSH PRIVATE KEY";
        return Err(Error::new(
            Code::KeyInvalid,
            &["The PEM label ", &quoted(label), " is unknown. Known are ", known, "."],
        ));
    }
    let der = decode(body)?;
    let Some(form) = form else {
        return openssh::read(&der);
    };
    match Form::of(&der) {
        Some(found) if found == form => import::from_der(form, &der, options),
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
        None => Err(super::material::malformed(form.name())),
    }
}

/// The bytes of a block.
fn decode(body: &str) -> Result<Zeroizing<Vec<u8>>> {
    let mut text = Zeroizing::new(String::with_capacity(body.len()));
    let mut chars = body.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' => {
                while chars.next_if_eq(&'\\').is_some() {}
                chars.next_if(|next| matches!(next, 'n' | 'r' | 't'));
            }
            c if c.is_whitespace() => {}
            c => text.push(c),
        }
    }
    base64::decode(&text).map_err(|fault| {
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
