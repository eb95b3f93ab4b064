//! The key and the signature. What passes here is what passes in `verify`; the tests hold both together.

use super::{CheckStatus, Report, doctor, secrets, structure::Opened, time};
use crate::algorithm::{Algorithm, Family};
use crate::error::{Code, Error};
use crate::header::Header;
use crate::key::{Key, KeyRequest, KeyRole, KeySource};
use crate::options::VerifyOptions;
use crate::remedy::Remedy;
use crate::token::{self, TokenParts};
use crate::verify::{check_usable, not_allowed, why_unfit};
use alloc::string::String;

const BOTH: [&str; 2] = ["key", "signature"];

pub(super) fn check(
    report: &mut Report,
    opened: &Opened<'_>,
    header: Option<&Header<'_>>,
    keys: Option<&dyn KeySource>,
    options: &VerifyOptions,
    now: f64,
) {
    let parts = opened.token.as_deref().and_then(|token| token::split(token, usize::MAX).ok());
    let algorithm = header.and_then(|header| Algorithm::find(&header.algorithm));
    let Some(keys) = keys else {
        match (&parts, algorithm) {
            (Some(parts), Some(algorithm)) if secrets::guess(algorithm, parts) => secrets::warn(
                report,
                "No key was given, and none is needed: the signature fits one of the most common example secrets.",
            ),
            _ => report.skip(&["key"], "no key was given."),
        }
        report.skip(&["signature"], "it takes the issuer's key.");
        return;
    };
    let (Some(header), Some(algorithm), Some(parts)) = (header, algorithm, parts) else {
        report.skip(&BOTH, "the token does not say readably what key it is for.");
        return;
    };
    let key_id = options.key_id.as_deref().or(header.key_id.as_deref());
    match suitable(report, keys, algorithm, key_id, &parts, options) {
        Err(error) => {
            let check = report.fail("key", &error);
            if let Some((message, hint)) = explain_wrong_key(keys, algorithm, &parts) {
                check.message.push_str(&message);
                check.hint = Some(hint);
            }
            report.skip(&["signature"], "there is no fitting key.");
        }
        Ok(key) => {
            if key.secret_bytes().is_some_and(secrets::is_common) {
                secrets::warn(report, "The secret is one of the most common ones, or a character repeated.");
            }
            certificate(report, key, now);
            check_signature(report, &parts, header, key, keys, algorithm);
        }
    }
}

/// The key that `verify` would choose. One that is merely too weak is reported, and then used.
fn suitable<'k>(
    report: &mut Report,
    keys: &'k dyn KeySource,
    algorithm: Algorithm,
    key_id: Option<&str>,
    parts: &TokenParts<'_>,
    options: &VerifyOptions,
) -> Result<&'k Key, Error> {
    let candidates = keys.candidates(&KeyRequest { algorithm: Some(algorithm), key_id, signing: false })?;
    let signature = parts.decode_signature().unwrap_or_default();
    let fits = |key: &&Key| {
        check_usable(key, algorithm, options).is_ok()
            && key.verify(algorithm, parts.signing_input.as_bytes(), &signature)
    };
    let fitting = if candidates.len() > 1 { candidates.iter().copied().find(fits) } else { None };
    let Some(key) = fitting.or(candidates.first().copied()) else {
        return Err(Error::new(Code::KeyNotFound, &["There is no key."]));
    };
    if options.algorithms.is_empty() && !key.algorithms().contains(&algorithm) && algorithm.is_supported() {
        return Err(not_allowed(algorithm, &key.algorithms(), "this key can be used with"));
    }
    match key.check(algorithm, options.allow_insecure_key_sizes, false) {
        Ok(()) => report.pass("key", &["The key fits ", algorithm.name(), ": it is ", key.described(), "."]),
        Err(error) if error.code() == Code::KeyWeak => {
            report.fail("key", &error);
        }
        Err(error) => return Err(error),
    }
    Ok(key)
}

/// Says more of a key of the wrong kind: most often one thing was taken for another.
fn explain_wrong_key(keys: &dyn KeySource, algorithm: Algorithm, parts: &TokenParts<'_>) -> Option<(String, Remedy)> {
    let is_secret = |key: &Key| key.role() == KeyRole::Secret;
    let keys = keys.keys();
    let first = keys.first()?;
    if matches!(algorithm.family(), Family::Hmac(_)) {
        if keys.iter().any(is_secret) {
            return None;
        }
        let proven = keys.iter().any(|key| doctor::fits_text_of_key(algorithm, key, parts));
        let message = if proven {
            " This is the algorithm-confusion attack: the token was signed with the text of this public key as the secret."
        } else {
            " Algorithm confusion is suspected: such tokens are made by signing with the text of a public key as the secret."
        };
        let hint = "Refuse the token (RFC 8725 section 2.1). If the issuer does use a shared secret, give that instead of a public key.";
        return Some((message.into(), hint.into()));
    }
    let wrong = first.check(algorithm, true, false).err().filter(|error| error.code() == Code::KeyMismatch)?;
    let hint = if keys.iter().all(is_secret) {
        "Give the issuer's public key, a PEM with its BEGIN and END lines or a JWK. If what you gave is meant to be one, it was not recognised and taken for a secret.".into()
    } else {
        Remedy::OfCode(wrong.code())
    };
    // The sentence about a set says more than one about the first key of it.
    let more = if keys.len() == 1 { [" ", wrong.message()].concat() } else { String::new() };
    Some((more, hint))
}

fn check_signature(
    report: &mut Report,
    parts: &TokenParts<'_>,
    header: &Header<'_>,
    key: &Key,
    keys: &dyn KeySource,
    algorithm: Algorithm,
) {
    let signature = parts.decode_signature().unwrap_or_default();
    if signature.is_empty() {
        let error = Error::new(
            Code::SignatureInvalid,
            &["The token has no signature: its third part is empty. Anybody could have written it."],
        );
        report.fail("signature", &error).position = Some(parts.signing_input.len() + 1);
        return;
    }
    if key.verify(algorithm, parts.signing_input.as_bytes(), &signature) {
        let whole = report.checks.iter().all(|check| check.status != CheckStatus::Fail || check.name == "key");
        let reading = if whole { "." } else { ", read as it should have been written." };
        report.pass("signature", &["The signature fits the token and the key", reading]);
        return;
    }
    let found = doctor::examine(&doctor::Case { algorithm, key, keys: keys.keys(), parts, signature: &signature });
    let pieces = ["The ", algorithm.name(), " signature does not fit", if found.is_some() { "." } else { ": " }];
    let mut message = pieces.concat();
    let hint = match found {
        Some(finding) => {
            message.push(' ');
            message.push_str(&finding.message);
            finding.hint
        }
        None => {
            message.push_str(why_unfit(header, parts, 1));
            Remedy::OfCode(Code::SignatureInvalid)
        }
    };
    let check = report.add("signature", CheckStatus::Fail, &[&message]);
    check.code = Some(Code::SignatureInvalid);
    check.hint = Some(hint);
    check.position = Some(parts.signing_input.len() + 1);
}

fn certificate(report: &mut Report, key: &Key, now: f64) {
    let Some(validity) = key.certificate_validity() else { return };
    let (from, until) = (validity.not_before_seconds(), validity.not_after_seconds());
    let shown = |seconds: i64| time::iso(seconds.max(0) as u64);
    let pieces = ["The key is from a certificate valid from ", &shown(from), " until ", &shown(until), "."];
    if (from as f64..=until as f64).contains(&now) {
        report.pass("key", &pieces);
        return;
    }
    let hint = "Ask for the issuer's current certificate. Nothing else of this one is checked here: trust it as you would trust the bare key.";
    report.warn("key", &pieces, hint).message.push_str(" That is not now.");
}
