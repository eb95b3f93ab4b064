//! Standard base64 (RFC 4648 section 4), strict, on top of the one decoder there is.

use crate::base64url::{self, Base64Error};
use crate::wipe::Zeroizing;
use alloc::{string::String, vec::Vec};

/// Decodes with the padding or without it; no white space, no characters of base64url.
pub(crate) fn decode(text: &str) -> Result<Zeroizing<Vec<u8>>, Base64Error> {
    if let Some(at) = text.bytes().position(|byte| matches!(byte, b'-' | b'_')) {
        return Err(Base64Error::Character(at));
    }
    let mapped: Zeroizing<Vec<u8>> = Zeroizing::new(unpadded(text).bytes().map(to_url).collect());
    base64url::decode(&mapped).map(Zeroizing::new)
}

pub(crate) fn to_url(byte: u8) -> u8 {
    match byte {
        b'+' => b'-',
        b'/' => b'_',
        other => other,
    }
}

/// With padding, in lines of 64 characters as PEM has them.
pub(crate) fn encode_lines(bytes: &[u8], out: &mut String) {
    for line in bytes.chunks(48) {
        let text = Zeroizing::new(base64url::encode(line));
        out.extend(text.chars().map(|c| match c {
            '-' => '+',
            '_' => '/',
            other => other,
        }));
        for _ in 0..(3 - line.len() % 3) % 3 {
            out.push('=');
        }
        out.push('\n');
    }
}

/// Without the padding, if that is the right one.
pub(crate) fn unpadded(text: &str) -> &str {
    let bare = text.trim_end_matches('=');
    if text.len().is_multiple_of(4) && text.len() - bare.len() <= 2 { bare } else { text }
}
