//! The compact form: three base64url parts joined by two dots (RFC 7515 section 7.1).

use crate::base64url::{self, Base64Error};
use crate::error::{Code, Error, Result, number};
use crate::remedy::Remedy;
use alloc::vec::Vec;

/// A token taken apart, still encoded.
#[derive(Clone, Copy)]
pub(crate) struct TokenParts<'a> {
    pub(crate) header: &'a str,
    pub(crate) payload: &'a str,
    pub(crate) signature: &'a str,
    /// Header, dot, payload: the text the signature is over.
    pub(crate) signing_input: &'a str,
}

/// Finds the three parts without splitting at every dot there may be, and checks their alphabet.
pub(crate) fn split(token: &str, max_bytes: usize) -> Result<TokenParts<'_>> {
    let parts = parts_of(token, max_bytes)?;
    let payload = (parts.header.len() + 1, parts.payload);
    check_alphabet(token, &[(0, parts.header), payload, (parts.signing_input.len() + 1, parts.signature)])?;
    Ok(parts)
}

/// The same where the payload stands as it is between the dots (RFC 7797).
pub(crate) fn split_unencoded(token: &str, max_bytes: usize) -> Result<TokenParts<'_>> {
    let parts = parts_of(token, max_bytes)?;
    check_alphabet(token, &[(0, parts.header), (parts.signing_input.len() + 1, parts.signature)])?;
    Ok(parts)
}

/// The header alone, of a signed token or an encrypted one.
pub(crate) fn header_part(token: &str, max_bytes: usize) -> Result<&str> {
    let header = match parts_of(token, max_bytes) {
        Ok(parts) => parts.header,
        Err(error) if error.code() == Code::TokenEncrypted => token.split('.').next().unwrap_or_default(),
        Err(error) => return Err(error),
    };
    check_alphabet(token, &[(0, header)])?;
    Ok(header)
}

fn check_alphabet(token: &str, parts: &[(usize, &str)]) -> Result<()> {
    match parts.iter().find(|(_, part)| !base64url::is_alphabet(part.as_bytes())) {
        Some((start, part)) => Err(stray(token, *start, part)),
        None => Ok(()),
    }
}

fn parts_of(token: &str, max_bytes: usize) -> Result<TokenParts<'_>> {
    if token.len() > max_bytes {
        let limit = number(max_bytes as u64);
        return Err(malformed(&["The token is longer than the limit: expected at most ", &limit, " bytes."])
            .with_remedy(Remedy::RaiseMaxTokenBytes));
    }
    let Some((first, second)) = token.find('.').and_then(|first| {
        let rest = first + 1;
        Some((first, rest + token[rest..].find('.')?))
    }) else {
        return Err(too_few_parts(token));
    };
    let more = token[second + 1..].bytes().filter(|&byte| byte == b'.').count();
    if more == 2 {
        return Err(Error::new(
            Code::TokenEncrypted,
            &[
                "This is an encrypted token (JWE): it has five parts, a signed one has three. Decrypt it with the recipient's key first.",
            ],
        ));
    }
    if more != 0 {
        let found = number(more as u64 + 3);
        return Err(malformed(&[
            "Expected three parts joined by dots, found ",
            &found,
            ". Pass one token, exactly as it was issued.",
        ]));
    }
    Ok(TokenParts {
        header: &token[..first],
        payload: &token[first + 1..second],
        signature: &token[second + 1..],
        signing_input: &token[..second],
    })
}

/// Decodes one part; `name` is used in the error and `start` is where the part begins in the token.
pub(crate) fn decode_part(text: &str, name: &str, start: usize) -> Result<Vec<u8>> {
    base64url::decode(text.as_bytes()).map_err(|fault| match fault {
        Base64Error::Character(at) => malformed(&["The ", name, " part has a character outside the base64url alphabet."]).at(start + at),
        Base64Error::Length => {
            malformed(&["The ", name, " part is cut off: no bytes encode to a base64url text of its length. Was the whole token copied?"])
                .at(start + text.len())
        }
        Base64Error::TrailingBits(at) => malformed(&[
            "The ",
            name,
            " part is not canonical base64url: unused bits of its last character are set. The token was altered or its encoder is faulty.",
        ])
        .at(start + at),
    })
}

impl TokenParts<'_> {
    pub(crate) fn decode_header(&self) -> Result<Vec<u8>> {
        decode_part(self.header, "header", 0)
    }

    pub(crate) fn decode_payload(&self) -> Result<Vec<u8>> {
        decode_part(self.payload, "payload", self.header.len() + 1)
    }

    pub(crate) fn decode_signature(&self) -> Result<Vec<u8>> {
        decode_part(self.signature, "signature", self.signing_input.len() + 1)
    }
}

#[cold]
fn malformed(pieces: &[&str]) -> Error {
    Error::new(Code::TokenMalformed, pieces)
}

#[cold]
fn too_few_parts(token: &str) -> Error {
    let text = token.trim_start();
    if text.is_empty() {
        return malformed(&["The token is empty: expected three parts joined by dots."]);
    }
    if text.starts_with('{') {
        return malformed(&[
            "This is JSON, not a compact token: expected three parts joined by dots. The JSON serialization of RFC 7515 is not accepted.",
        ]);
    }
    let dots = token.bytes().filter(|&byte| byte == b'.').count();
    if dots == 0 {
        return malformed(&[
            "Expected three parts joined by dots, found no dot. This may be an opaque token, which only its issuer can read.",
        ]);
    }
    malformed(&[
        "Expected three parts joined by dots, found two. Was the whole token copied? An unsigned token, too, ends with a dot.",
    ])
}

#[cold]
fn stray(token: &str, start: usize, part: &str) -> Error {
    let at = start + part.bytes().position(|byte| !base64url::is_alphabet(&[byte])).unwrap_or(0);
    let has_scheme = token.get(..7).is_some_and(|scheme| scheme.eq_ignore_ascii_case("bearer "));
    let position = number(at as u64);
    let found = match token[at..].chars().next() {
        _ if has_scheme => "the word Bearer before the token. Pass the token alone",
        Some('{') => "JSON text. The JSON serialization of RFC 7515 is not accepted, only the compact form",
        Some('=') => "padding (\"=\"). A compact token has none: its issuer encodes wrongly, or something added it",
        Some('+' | '/') => "a character of standard base64. A compact token uses - and _ instead (base64url)",
        Some('"' | '\'') => "a quotation mark. Pass the token alone",
        Some(c) if c.is_whitespace() => "white space or a line break. Pass the token alone, in one piece",
        Some('%') => "percent-encoding. Decode the URL first",
        _ => "a character outside the base64url alphabet (A-Z a-z 0-9 - _)",
    };
    malformed(&["The token cannot be read: at position ", &position, " there is ", found, "."]).at(at)
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    #[track_caller]
    fn refused(token: &str, code: Code, part_of_message: &str) {
        let error = split(token, 1000).err().expect("refused");
        assert_eq!(error.code(), code, "{error}");
        assert!(error.message().contains(part_of_message), "{error}");
    }

    #[test]
    fn three_parts_are_found() {
        let parts = split("aa.bb.cc", 1000).unwrap();
        assert_eq!((parts.header, parts.payload, parts.signature, parts.signing_input), ("aa", "bb", "cc", "aa.bb"));
    }

    #[test]
    fn everything_else_says_what_it_looks_like() {
        refused("", Code::TokenMalformed, "empty");
        refused("abc", Code::TokenMalformed, "opaque");
        refused("a.b", Code::TokenMalformed, "found two");
        refused("a.b.c.d", Code::TokenMalformed, "found 4");
        refused("a.b.c.d.e", Code::TokenEncrypted, "five parts");
        refused("{\"payload\":\"a\"}", Code::TokenMalformed, "JSON");
        refused("Bearer aa.bb.cc", Code::TokenMalformed, "Bearer");
        refused("aa=.bb.cc", Code::TokenMalformed, "padding");
        refused("aa.b+.cc", Code::TokenMalformed, "standard base64");
        refused("aa.bb.cc\n", Code::TokenMalformed, "white space");
        refused(&".".repeat(900), Code::TokenMalformed, "found 901");
        refused(&"a".repeat(1001), Code::TokenMalformed, "at most 1000 bytes");
    }
}
