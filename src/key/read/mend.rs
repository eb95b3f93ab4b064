//! Text as damaged copies have it, brought back to what it was: other charsets, typographic signs, escapes, encodings.
//!
//! What is brought back is read as a key or refused, and never used as a secret.

use super::base64::to_url;
use crate::base64url;
use crate::wipe::Zeroizing;
use alloc::{string::String, vec::Vec};

/// Shorter texts hold no key in base64 or hexadecimal, nor the beginning by which the shortest is known, the SPKI of Ed25519.
pub(crate) const SHORTEST: usize = 16;

/// Without what editors, terminals and wrong charsets put between the characters of a key.
pub(crate) fn mended(text: &str) -> Zeroizing<String> {
    let mut out = Zeroizing::new(String::with_capacity(text.len()));
    for c in text.chars() {
        match c {
            // The halves of UTF-16, byte order marks, characters of no width.
            '\0'
            | '\u{fffd}'
            | '\u{feff}'
            | '\u{ad}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}' => {}
            '\u{96}' | '\u{97}' => out.push('-'),
            '\u{2014}' | '\u{2015}' => out.push_str("--"),
            '\u{2010}'..='\u{2013}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}' => out.push('-'),
            '\u{2018}'..='\u{201b}' => out.push('\''),
            '\u{201c}'..='\u{201f}' | '\u{ab}' | '\u{bb}' => out.push('"'),
            '\u{2028}' | '\u{2029}' | '\u{85}' => out.push('\n'),
            '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{3000}' => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// The text of a file in UTF-16, or of one that lost a byte: mostly ASCII, with a NUL beside each character.
pub(crate) fn interleaved(bytes: &[u8]) -> Option<Zeroizing<String>> {
    let zeros = bytes.iter().filter(|&&byte| byte == 0).count();
    if zeros < 8 || zeros * 3 < bytes.len() || bytes.len() - zeros < 8 {
        return None;
    }
    // Where the NULs stand, whatever a byte order mark says: it may be lost, or the byte before it.
    let (_, odd) = bytes.as_chunks::<2>();
    let high_last = bytes.iter().skip(1).step_by(2).filter(|&&byte| byte == 0).count() * 2 >= zeros;
    let paired = &bytes[..bytes.len() - odd.len()];
    let units = paired.as_chunks::<2>().0.iter().map(|&[first, second]| {
        if high_last { u16::from_le_bytes([first, second]) } else { u16::from_be_bytes([first, second]) }
    });
    let text: String = char::decode_utf16(units).map(|c| c.unwrap_or('\u{fffd}')).collect();
    let plain = text.chars().filter(|c| c.is_ascii_graphic() || c.is_ascii_whitespace()).count();
    if plain * 2 > text.chars().filter(|&c| c != '\0').count() {
        return Some(Zeroizing::new(text));
    }
    // Or the NULs stand at no fixed distance: one character was replaced by two.
    let rest: Zeroizing<Vec<u8>> = Zeroizing::new(bytes.iter().copied().filter(|&byte| byte != 0).collect());
    is_of_old_charset(&rest).then(|| of_old_charset(&rest))
}

/// Whether bytes that are not UTF-8 are text all the same: mostly ASCII, in an older charset.
pub(crate) fn is_of_old_charset(bytes: &[u8]) -> bool {
    let plain = bytes.iter().filter(|byte| byte.is_ascii_graphic() || byte.is_ascii_whitespace()).count();
    plain >= SHORTEST && plain * 4 > bytes.len() * 3
}

/// The text of bytes in an older charset, with dashes and quotes where Windows has them.
pub(crate) fn of_old_charset(bytes: &[u8]) -> Zeroizing<String> {
    Zeroizing::new(
        bytes
            .iter()
            .map(|&byte| match byte {
                0x96 | 0x97 | 0xad => '-',
                0x91 | 0x92 => '\'',
                0x93 | 0x94 => '"',
                byte => char::from(byte),
            })
            .collect(),
    )
}

/// Percent-encoding taken off (RFC 3986 section 2.1), where there is any.
pub(crate) fn unescaped_url(text: &str) -> Option<Zeroizing<String>> {
    let bytes = text.as_bytes();
    let mut out = Zeroizing::new(Vec::with_capacity(bytes.len()));
    let (mut at, mut found) = (0, false);
    while let Some(&byte) = bytes.get(at) {
        let pair = bytes.get(at + 1..at + 3).filter(|_| byte == b'%').and_then(hex);
        at += if let Some(decoded) = pair {
            found = true;
            out.extend_from_slice(&decoded);
            3
        } else {
            out.push(byte);
            1
        };
    }
    found.then(|| match core::str::from_utf8(&out) {
        Ok(text) => Zeroizing::new(text.into()),
        // One that was damaged still stands for something.
        Err(_) => Zeroizing::new(out.iter().map(|&byte| char::from(byte)).collect()),
    })
}

/// Without white space, quotation marks and written-out line breaks: how a file becomes one line.
pub(crate) fn compact(text: &str) -> Zeroizing<String> {
    let mut out = Zeroizing::new(String::with_capacity(text.len()));
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' => {
                while chars.next_if_eq(&'\\').is_some() {}
                chars.next_if(|next| matches!(next, 'n' | 'r' | 't'));
            }
            '"' | '\'' | '`' => {}
            c if c.is_whitespace() => {}
            c => out.push(c),
        }
    }
    out
}

/// Above, a run that lost its beginning is no longer read from its second, third and fourth character: the readings of
/// readings would be work without end, and no key that JSON Web Tokens are signed with is as long.
const LONGEST_SHIFTED: usize = 1 << 14;

/// Calls `each` with the bytes that the text may stand for: its long runs of base64 or base64url characters, and
/// hexadecimal digits with or without separators. A run may have lost its beginning.
pub(crate) fn readings<T>(text: &str, mut each: impl FnMut(&[u8]) -> Option<T>) -> Option<T> {
    let mut found = None;
    any_reading(text, &mut |bytes| {
        found = each(bytes);
        found.is_some()
    });
    found
}

/// Apart from its callers' types, so that the small files have it once.
fn any_reading(text: &str, each: &mut dyn FnMut(&[u8]) -> bool) -> bool {
    let compact = compact(text);
    if compact.len() < SHORTEST {
        return false;
    }
    if hex_digits(&compact).is_some_and(|bytes| each(&bytes)) {
        return true;
    }
    // Lines are joined; where there is more than base64, spaces are not, since words may stand around it.
    let alone = compact.bytes().all(|byte| is_base64(byte) || byte == b'=');
    let lines = if alone { compact } else { Zeroizing::new(text.lines().map(str::trim).collect()) };
    // A text has one of the two alphabets: dashes beside the signs of the other are not of it.
    let standard = lines.bytes().any(|byte| matches!(byte, b'+' | b'/'));
    let is_symbol = |byte: &u8| is_base64(*byte) && !(standard && matches!(byte, b'-' | b'_'));
    if lines.as_bytes().split(|byte| !is_symbol(byte)).any(|run| any_reading_of_run(run, each)) {
        return true;
    }
    // White space came into it, or stands between it and another word.
    let mut words = text.split_whitespace().map(self::compact);
    let several = text.split_whitespace().nth(1).is_some();
    if alone && several && words.any(|word| any_reading_of_run(word.trim_end_matches('=').as_bytes(), each)) {
        return true;
    }
    // And all of them in one, for a character that came in between.
    let mut joined = Zeroizing::new(lines.as_bytes().to_vec());
    joined.retain(is_symbol);
    !alone && any_reading_of_run(&joined, each)
}

fn any_reading_of_run(run: &[u8], each: &mut dyn FnMut(&[u8]) -> bool) -> bool {
    if run.len() < SHORTEST {
        return false;
    }
    let hex_from = |shift: usize| hex(&run[shift..][..(run.len() - shift) & !1]);
    let is_hex = run.iter().all(u8::is_ascii_hexdigit);
    if is_hex && (0..2).any(|shift| hex_from(shift).is_some_and(|bytes| each(&bytes))) {
        return true;
    }
    let shifts = if run.len() <= LONGEST_SHIFTED { 4 } else { 1 };
    (0..shifts).any(|shift| each(&loose(&run[shift..])))
}

pub(crate) fn is_base64(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'-' | b'_')
}

/// Base64 of either alphabet, cut off anywhere.
pub(crate) fn loose(run: &[u8]) -> Zeroizing<Vec<u8>> {
    let mut url: Zeroizing<Vec<u8>> = Zeroizing::new(run.iter().map(|&byte| to_url(byte)).collect());
    let length = url.len() * 3 / 4;
    // One character alone says nothing.
    if url.len() % 4 == 1 {
        url.pop();
    }
    while !url.len().is_multiple_of(4) {
        url.push(b'A');
    }
    let mut bytes = Zeroizing::new(base64url::decode(&url).unwrap_or_default());
    bytes.truncate(length);
    bytes
}

/// The bytes of hexadecimal digits, which may have `0x`, colons, commas or hyphens between them.
pub(crate) fn hex_digits(compact: &str) -> Option<Zeroizing<Vec<u8>>> {
    let mut digits = Zeroizing::new(Vec::with_capacity(compact.len()));
    let mut rest = compact.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        rest = match rest {
            [b'0', b'x' | b'X', after @ ..] => after,
            _ => {
                if !matches!(byte, b':' | b',' | b'-') {
                    digits.push(byte);
                }
                after
            }
        };
    }
    hex(&digits).map(Zeroizing::new)
}

/// Hexadecimal digits, an even number of them and nothing else.
pub(crate) fn hex(digits: &[u8]) -> Option<Vec<u8>> {
    let value = |byte: u8| char::from(byte).to_digit(16).map(|digit| digit as u8);
    if digits.is_empty() || !digits.len().is_multiple_of(2) {
        return None;
    }
    digits.chunks_exact(2).map(|pair| Some(value(pair[0])? << 4 | value(pair[1])?)).collect()
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    #[test]
    fn other_charsets_are_brought_back() {
        assert_eq!(&*mended("\u{feff}\u{2014}BEGIN\u{a0}\u{201c}x\u{2019}"), "--BEGIN \"x'");
        let text = "a text of UTF-16";
        let little: Vec<u8> = text.bytes().flat_map(|byte| [byte, 0]).collect();
        let big: Vec<u8> = text.bytes().flat_map(|byte| [0, byte]).collect();
        for bytes in
            [&little[..], &big, &[&[0xff, 0xfe], &little[..]].concat(), &little[1..], &little[..little.len() - 1]]
        {
            let found = interleaved(bytes).unwrap_or_default();
            assert!(found.len() > 14 && text.contains(found.trim_start_matches('\u{feff}')), "{bytes:?}");
        }
        assert!(
            interleaved(text.as_bytes()).is_none()
                && interleaved(&[1; 32]).is_none()
                && interleaved(&[0; 32]).is_none()
        );
    }

    #[test]
    fn encodings_are_taken_off() {
        assert_eq!(unescaped_url("a%20b%C3%A9").as_deref().map(|text| &**text), Some("a bé"));
        assert!(unescaped_url("100%").is_none() && unescaped_url("%ffa").is_some());
        assert_eq!(&*compact("a b\\n\"c\\\\nd'"), "abcd");
        assert_eq!(hex_digits("0x30,0x82:01-FF").as_deref().map(|bytes| &bytes[..]), Some(&[0x30, 0x82, 1, 0xff][..]));
        let bytes: Vec<u8> = (0..48).collect();
        let text = ["key: \"", &base64url::encode(&bytes), "\""].concat();
        assert!(readings(&text, |found| (found == bytes).then_some(())).is_some());
        for text in [base64url::encode(&bytes), bytes.iter().map(|byte| alloc::format!("{byte:02x}")).collect()] {
            for words in [["Bearer ", &text, ""], ["", &text, " please"], ["key ", &text, " please"]] {
                assert!(readings(&words.concat(), |found| (found == bytes).then_some(())).is_some(), "{words:?}");
            }
        }
        let cut = &base64url::encode(&bytes)[1..];
        assert!(readings(cut, |found| found.windows(9).any(|part| part == &bytes[9..18]).then_some(())).is_some());
    }
}
