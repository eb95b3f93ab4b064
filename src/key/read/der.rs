//! DER (X.690), read strictly and written, as far as keys need it.
//!
//! Own code instead of the `der` crate: the plain-JavaScript file would carry that crate's generic
//! machinery for each type, and keys use eight tags. Reading never recurses; a reader only ever
//! shrinks its slice, so it ends on every input.

use crate::wipe::Zeroizing;
use alloc::vec::Vec;

pub(crate) const INTEGER: u8 = 0x02;
pub(crate) const BIT_STRING: u8 = 0x03;
pub(crate) const OCTET_STRING: u8 = 0x04;
pub(crate) const NULL: u8 = 0x05;
pub(crate) const OID: u8 = 0x06;
pub(crate) const UTC_TIME: u8 = 0x17;
pub(crate) const GENERALIZED_TIME: u8 = 0x18;
pub(crate) const SEQUENCE: u8 = 0x30;

/// The tag of a constructed, context-specific element.
pub(crate) const fn context(number: u8) -> u8 {
    0xa0 | number
}

/// Reads elements off the front of DER. `None` means the bytes are not what was asked for: which
/// of the many ways they are wrong helps nobody, the caller names the structure.
#[derive(Clone, Copy)]
pub(crate) struct DerReader<'a>(&'a [u8]);

impl<'a> DerReader<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        DerReader(bytes)
    }

    /// The inside of a SEQUENCE that is all there is.
    pub(crate) fn whole_sequence(bytes: &'a [u8]) -> Option<Self> {
        let mut outer = DerReader(bytes);
        let inner = outer.sequence()?;
        outer.end()?;
        Some(inner)
    }

    pub(crate) fn is_empty(self) -> bool {
        self.0.is_empty()
    }

    /// The bytes that were not read yet.
    pub(crate) fn rest(self) -> &'a [u8] {
        self.0
    }

    /// Nothing may be left.
    pub(crate) fn end(self) -> Option<()> {
        self.0.is_empty().then_some(())
    }

    /// The next tag, without moving on.
    pub(crate) fn peek(self) -> Option<u8> {
        self.0.first().copied()
    }

    /// The next element: its tag and content. One-byte tags and minimal definite lengths only.
    pub(crate) fn any(&mut self) -> Option<(u8, &'a [u8])> {
        let (&tag, rest) = self.0.split_first()?;
        let (&first, mut rest) = rest.split_first()?;
        if tag & 0x1f == 0x1f {
            return None;
        }
        let mut length = usize::from(first);
        if first >= 0x80 {
            let count = usize::from(first & 0x7f);
            if !(1..=3).contains(&count) || rest.len() < count {
                return None;
            }
            let (digits, after) = rest.split_at(count);
            length = digits.iter().fold(0, |length, &digit| length << 8 | usize::from(digit));
            if length < 0x80 || digits[0] == 0 {
                return None;
            }
            rest = after;
        }
        let content = rest.get(..length)?;
        self.0 = &rest[length..];
        Some((tag, content))
    }

    /// The content of the next element, which must have this tag.
    pub(crate) fn read(&mut self, tag: u8) -> Option<&'a [u8]> {
        if self.peek()? != tag {
            return None;
        }
        Some(self.any()?.1)
    }

    /// The content of the next element if it has this tag; `Some(None)` if another or none follows.
    pub(crate) fn optional(&mut self, tag: u8) -> Option<Option<&'a [u8]>> {
        if self.peek() == Some(tag) { self.read(tag).map(Some) } else { Some(None) }
    }

    pub(crate) fn sequence(&mut self) -> Option<DerReader<'a>> {
        self.read(SEQUENCE).map(DerReader)
    }

    /// An INTEGER that is not negative, minimal, without its sign byte; zero is one zero byte.
    pub(crate) fn unsigned(&mut self) -> Option<&'a [u8]> {
        match self.read(INTEGER)? {
            [0] => Some(&[0]),
            [0, rest @ ..] if rest[0] >= 0x80 => Some(rest),
            [first, ..] if *first == 0 || *first >= 0x80 => None,
            [] => None,
            bytes => Some(bytes),
        }
    }

    /// A small INTEGER: a version, a count.
    pub(crate) fn small(&mut self) -> Option<u32> {
        let bytes = self.unsigned()?;
        (bytes.len() <= 4).then(|| bytes.iter().fold(0, |value, &byte| value << 8 | u32::from(byte)))
    }

    /// A BIT STRING of whole bytes.
    pub(crate) fn bits(&mut self) -> Option<&'a [u8]> {
        whole_bytes(self.read(BIT_STRING)?)
    }
}

/// The bytes of a BIT STRING's content that leaves no bit unused.
pub(crate) fn whole_bytes(content: &[u8]) -> Option<&[u8]> {
    content.strip_prefix(&[0])
}

/// One element with the concatenated parts as its content. Sized exactly before it is filled, so
/// that no reallocation leaves a copy of a private key behind.
pub(crate) fn element(tag: u8, parts: &[&[u8]]) -> Zeroizing<Vec<u8>> {
    let length: usize = parts.iter().map(|part| part.len()).sum();
    let mut out = Zeroizing::new(Vec::with_capacity(length + 5));
    out.push(tag);
    match length {
        0..=0x7f => out.push(length as u8),
        0x80..=0xff => out.extend_from_slice(&[0x81, length as u8]),
        0x100..=0xffff => out.extend_from_slice(&[0x82, (length >> 8) as u8, length as u8]),
        _ => out.extend_from_slice(&[0x83, (length >> 16) as u8, (length >> 8) as u8, length as u8]),
    }
    for part in parts {
        out.extend_from_slice(part);
    }
    out
}

/// An INTEGER of an unsigned number.
pub(crate) fn unsigned(bytes: &[u8]) -> Zeroizing<Vec<u8>> {
    let zeros = bytes.iter().take_while(|&&byte| byte == 0).count();
    let bytes = &bytes[zeros..];
    let sign: &[u8] = if bytes.first().is_none_or(|&first| first >= 0x80) { &[0] } else { &[] };
    element(INTEGER, &[sign, bytes])
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_minimal_and_definite() {
        for bad in [
            &[0x30u8, 0x80, 0, 0][..],
            &[0x04, 0x81, 0x05, 1, 2, 3, 4, 5],
            &[0x04, 0x82, 0, 0x80],
            &[0x04, 2, 1],
            &[0x1f, 1, 0],
            &[4],
        ] {
            assert!(DerReader::new(bad).any().is_none(), "{bad:?}");
        }
        for length in [0, 1, 0x7f, 0x80, 0xff, 0x100, 0xffff, 0x1_0000] {
            let content = alloc::vec![7; length];
            let written = element(OCTET_STRING, &[&content]);
            let mut reader = DerReader::new(&written);
            assert_eq!(reader.read(OCTET_STRING), Some(&content[..]));
            assert!(reader.end().is_some());
        }
    }

    #[test]
    fn integers_are_minimal_and_not_negative() {
        for bad in [&[2u8, 0][..], &[2, 1, 0x80], &[2, 2, 0, 0x7f], &[2, 2, 0, 0]] {
            assert!(DerReader::new(bad).unsigned().is_none(), "{bad:?}");
        }
        for (number, content) in
            [(&[][..], &[0u8][..]), (&[0, 0], &[0]), (&[0x7f], &[0x7f]), (&[0x80], &[0x80]), (&[0, 1, 0], &[1, 0])]
        {
            assert_eq!(DerReader::new(&unsigned(number)).unsigned(), Some(content));
        }
    }
}
