//! base64url without padding (RFC 7515 section 2, RFC 4648 section 5), decoded strictly.

use alloc::{string::String, vec, vec::Vec};

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const OUTSIDE: u8 = 0xff;

static VALUES: [u8; 256] = {
    let mut values = [OUTSIDE; 256];
    let mut i = 0;
    while i < 64 {
        values[ALPHABET[i] as usize] = i as u8;
        i += 1;
    }
    values
};

/// Why text is not canonical base64url; the offset is in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Base64Error {
    /// A byte outside the alphabet: padding, standard base64, white space, anything else.
    Character(usize),
    /// One character left over: no number of bytes encodes to this length.
    Length,
    /// Unused bits of the last character are set: the same bytes have another, canonical text.
    TrailingBits(usize),
}

#[inline(always)]
fn symbol(value: u8) -> u8 {
    ALPHABET[usize::from(value & 63)]
}

#[inline(always)]
fn symbols([a, b, c]: [u8; 3]) -> [u8; 4] {
    [symbol(a >> 2), symbol(a << 4 | b >> 4), symbol(b << 2 | c >> 6), symbol(c)]
}

/// Appends the encoding of `bytes` to `out`.
pub(crate) fn encode_into(bytes: &[u8], out: &mut String) {
    let length = (bytes.len() * 4).div_ceil(3);
    // Whole, so that no copy of a private key's text is left behind by growing; as bytes, because pushing
    // character by character takes longer than signing with HMAC.
    out.reserve(length);
    let mut text = core::mem::take(out).into_bytes();
    let start = text.len();
    // To be written over: where the build is for size, copying is one instruction, and filling with zeros is a loop.
    text.extend_from_slice(bytes);
    text.extend_from_slice(&bytes[..length - bytes.len()]);
    let (triples, rest) = bytes.as_chunks();
    let (quads, tail) = text[start..].as_chunks_mut();
    for (triple, quad) in triples.iter().zip(quads) {
        *quad = symbols(*triple);
    }
    let mut last = [0; 3];
    last[..rest.len()].copy_from_slice(rest);
    tail.copy_from_slice(&symbols(last)[..tail.len()]);
    // Text before and the alphabet after: always UTF-8.
    *out = String::from_utf8(text).unwrap_or_default();
}

/// The encoding of `bytes`.
pub(crate) fn encode(bytes: &[u8]) -> String {
    let mut out = String::new();
    encode_into(bytes, &mut out);
    out
}

fn value_of(symbol: u8) -> u8 {
    VALUES[usize::from(symbol)]
}

/// Decodes canonical, unpadded base64url and nothing else.
pub(crate) fn decode(text: &[u8]) -> Result<Vec<u8>, Base64Error> {
    let (quads, rest) = text.as_chunks();
    let mut out = vec![0; quads.len() * 3 + rest.len() * 3 / 4];
    let (triples, tail) = out.as_chunks_mut();
    for (quad, triple) in quads.iter().zip(triples) {
        let [a, b, c, d]: [u8; 4] = *quad;
        // One by one: a loop over four would stay a loop where the build is for size.
        let [a, b, c, d] = [value_of(a), value_of(b), value_of(c), value_of(d)];
        if (a | b | c | d) & 0xc0 != 0 {
            return Err(first_outside(text));
        }
        *triple = [a << 2 | b >> 4, b << 4 | c >> 2, c << 6 | d];
    }
    if rest.iter().any(|&byte| VALUES[byte as usize] == OUTSIDE) {
        return Err(first_outside(text));
    }
    let value = |i: usize| VALUES[rest[i] as usize];
    match rest.len() {
        0 => {}
        1 => return Err(Base64Error::Length),
        2 => {
            if value(1) & 0x0f != 0 {
                return Err(Base64Error::TrailingBits(text.len() - 1));
            }
            tail[0] = value(0) << 2 | value(1) >> 4;
        }
        _ => {
            if value(2) & 0x03 != 0 {
                return Err(Base64Error::TrailingBits(text.len() - 1));
            }
            tail.copy_from_slice(&[value(0) << 2 | value(1) >> 4, value(1) << 4 | value(2) >> 2]);
        }
    }
    Ok(out)
}

/// Whether every byte is of the alphabet.
pub(crate) fn is_alphabet(text: &[u8]) -> bool {
    text.iter().all(|&byte| VALUES[byte as usize] != OUTSIDE)
}

#[cold]
fn first_outside(text: &[u8]) -> Base64Error {
    Base64Error::Character(text.iter().position(|&byte| VALUES[byte as usize] == OUTSIDE).unwrap_or(0))
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    #[test]
    fn known_answers_of_rfc_7515_appendix_c() {
        assert_eq!(encode(&[3, 236, 255, 224, 193]), "A-z_4ME");
        assert_eq!(decode(b"A-z_4ME").unwrap(), [3, 236, 255, 224, 193]);
    }

    #[test]
    fn every_length_goes_round() {
        let bytes: Vec<u8> = (0..=255).collect();
        for end in 0..bytes.len() {
            assert_eq!(decode(encode(&bytes[..end]).as_bytes()).unwrap(), &bytes[..end]);
        }
    }

    #[test]
    fn what_is_not_canonical_is_refused_with_its_place() {
        assert_eq!(decode(b"A"), Err(Base64Error::Length));
        assert_eq!(decode(b"AB"), Err(Base64Error::TrailingBits(1)));
        assert_eq!(decode(b"AAB"), Err(Base64Error::TrailingBits(2)));
        assert_eq!(decode(b"AA=="), Err(Base64Error::Character(2)));
        assert_eq!(decode(b"AAAA+AAA"), Err(Base64Error::Character(4)));
        assert_eq!(decode(b"AAAA\n"), Err(Base64Error::Character(4)));
    }
}
