//! The outside of a token: its three parts and their encoding, read on where `verify` stops.

use super::Report;
use crate::base64url;
use crate::error::{Code, number};
use crate::options::VerifyOptions;
use crate::text;
use crate::token;
use alloc::{borrow::Cow, vec::Vec};

/// What is inside, as far as it can be read.
#[derive(Default)]
pub(super) struct Opened<'t> {
    pub(super) header: Option<Vec<u8>>,
    pub(super) payload: Option<Vec<u8>>,
    /// The token as it should have been written, if both could be read.
    pub(super) token: Option<Cow<'t, str>>,
    /// Five parts: the header speaks of encryption, and the rest cannot be read.
    pub(super) encrypted: bool,
}

const NAMES: [&str; 3] = ["header", "payload", "signature"];

pub(super) fn check<'t>(report: &mut Report, token: &'t str, options: &VerifyOptions) -> Opened<'t> {
    let refused = token::split(token, options.max_token_bytes).err();
    let (start, bare) = bare(token);
    let unreadable = token.len() > options.max_token_bytes || !bare.contains('.') || bare.starts_with('{');
    match &refused {
        // A character outside the alphabet, within a part, is for the encoding to say.
        Some(error) if unreadable || error.position().is_none() || bare.len() != token.len() => {
            report.fail("structure", error);
        }
        _ => report.pass("structure", &["Three parts joined by dots: a signed token in compact form."]),
    }
    size(report, token.len());
    if unreadable {
        report.skip(&["base64url"], "there are no parts to be read.");
        return Opened::default();
    }
    let encrypted = refused.as_ref().is_some_and(|error| error.code() == Code::TokenEncrypted);
    let (parts, clean) = decode(report, bare, start, if encrypted { 1 } else { 3 });
    if clean {
        report.pass("base64url", &["All parts are canonical base64url."]);
    }
    let [header, payload, signature] = parts;
    let token = match (&header, &payload) {
        _ if clean && refused.is_none() => Some(Cow::Borrowed(token)),
        (Some(header), Some(payload)) => {
            let parts = [&**header, payload, signature.as_deref().unwrap_or_default()];
            Some(text::joined(&parts.map(base64url::encode), ".").into())
        }
        _ => None,
    };
    Opened { header, payload, token, encrypted }
}

/// Each part in bytes, where it has any, and whether all were as they should be.
fn decode(report: &mut Report, bare: &str, mut start: usize, count: usize) -> ([Option<Vec<u8>>; 3], bool) {
    let mut parts = [const { None }; 3];
    let mut clean = true;
    for ((part, name), place) in bare.split('.').zip(NAMES).zip(&mut parts).take(count) {
        *place = match token::decode_part(part, name, start) {
            Ok(bytes) => Some(bytes),
            Err(error) => {
                clean = false;
                let found = error.position().and_then(|at| part.get(at - start..)?.chars().next());
                let check = report.fail("base64url", &error);
                check.hint = Some(remedy(found).into());
                lenient(part)
            }
        };
        start += part.len() + 1;
    }
    (parts, clean)
}

/// The token without what is often copied along with it, and how much stood in front.
fn bare(token: &str) -> (usize, &str) {
    let around = |c: char| c.is_whitespace() || matches!(c, '"' | '\'');
    let text = token.trim_start_matches(around);
    let text = match text.split_at_checked(7) {
        Some((scheme, rest)) if scheme.eq_ignore_ascii_case("bearer ") => rest.trim_start_matches(around),
        _ => text,
    };
    (token.len() - text.len(), text.trim_end_matches(around))
}

fn remedy(found: Option<char>) -> &'static str {
    match found {
        Some('=') => "Have the issuer leave out the padding (RFC 7515 section 2): base64url in a token has no \"=\".",
        Some('+' | '/') => {
            "Have the issuer encode with base64url (RFC 7515 section 2): - and _ stand for the + and / of standard base64."
        }
        Some('%') => "Decode the percent-encoding of the URL first.",
        Some(c) if c.is_whitespace() => "Take out white space and line breaks: the token is one line of text.",
        _ => "Copy the whole token again, exactly as it was issued.",
    }
}

/// What careless decoders read: padding, standard base64, white space, a text cut off or not canonical.
fn lenient(part: &str) -> Option<Vec<u8>> {
    let significant = part.bytes().filter(|byte| !byte.is_ascii_whitespace() && *byte != b'=');
    let mut text: Vec<u8> = significant
        .map(|byte| match byte {
            b'+' => b'-',
            b'/' => b'_',
            other => other,
        })
        .collect();
    let length = text.len() * 3 / 4;
    if text.len() % 4 == 1 {
        text.pop();
    }
    while !text.len().is_multiple_of(4) {
        text.push(b'A');
    }
    let mut bytes = base64url::decode(&text).ok()?;
    bytes.truncate(length);
    Some(bytes)
}

fn size(report: &mut Report, length: usize) {
    let carriers = match length {
        0..=4096 => return,
        4097..=8192 => "Browsers keep no cookie of more than 4096 bytes",
        _ => "Many servers refuse headers of more than 8192 bytes, and browsers keep no cookie of more than 4096",
    };
    report.warn(
        "structure",
        &["The token is unusually long: ", &number(length as u64), " bytes. ", carriers, "."],
        "Carry less in the claims: references to data in place of the data.",
    );
}
