//! What some text may be besides a secret. Bare text is a secret only if it cannot be anything else: whatever leads to a
//! public key is known to others, and a secret that is known to others signs for everybody.

use super::{mend, recognise::is_on_curve};
use crate::text::contains;

/// As many bytes as the longest hash has, which secrets are made with. What is longer in base64 or hexadecimal may be what
/// is left of a key that lost its beginning, and with it every mark of one.
const LONGEST_ENCODED: usize = 64;

const OTHER_CHARSET: &str = "text in another charset than UTF-8, such as UTF-16";

/// What the text looks like, as the end of a sentence; `None` if it can only be a secret.
pub(crate) fn in_text(text: &str) -> Option<&'static str> {
    // A file of one line ends with a line break.
    let line = text.strip_suffix('\n').map_or(text, |line| line.strip_suffix('\r').unwrap_or(line));
    if line.contains('\0') || line.contains('\u{fffd}') {
        return Some(OTHER_CHARSET);
    }
    if line.chars().any(|c| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}')) {
        return Some("several lines, or text with control characters");
    }
    let line = mend::mended(line.trim());
    let line = &**line;
    if prefixed(line, &["base64:", "base64url:", "hex:"]) {
        return Some(
            "an encoded secret with the name of its encoding before it: give the part behind the colon, and `encoding`",
        );
    }
    structure(line).or_else(|| place(line)).or_else(|| {
        if line.split('.').count() == 3 && line.starts_with("eyJ") {
            return Some("a token");
        }
        encoded(line)
    })
}

/// Mark-up, braces, members of JSON.
fn structure(line: &str) -> Option<&'static str> {
    let after = |open: char, close: char| line.find(open).filter(|&at| line[at..].contains(close));
    if after('<', '>')
        .is_some_and(|at| line[at + 1..].starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?')))
    {
        return Some("mark-up, such as XML");
    }
    if ["&quot;", "&lt;", "&#"].iter().any(|mark| contains(line, mark)) {
        return Some("mark-up, such as HTML");
    }
    if contains(line, "\\u") || contains(line, "\\x") || mend::unescaped_url(line).is_some() {
        return Some("text with written-out escapes");
    }
    let members = ["\":", "\" :", "':", "' :", "`:"].iter().any(|mark| contains(line, mark));
    if after('{', '}').is_some() || members || line.ends_with('}') || line.starts_with('[') && line.ends_with(']') {
        return Some("a structure with braces or members, such as JSON");
    }
    None
}

/// An address, a path, a fingerprint: they only lead to a key.
fn place(line: &str) -> Option<&'static str> {
    if contains(line, "://") || prefixed(line, &["did:", "urn:", "arn:", "data:", "file:", "//"]) || is_host(line) {
        return Some("an address of a key, and not the key itself");
    }
    let drive = line.as_bytes().get(1..3).is_some_and(|part| part == b":\\" || part == b":/");
    let extension = line.rsplit_once('.').is_some_and(|(_, last)| {
        [
            "pem", "key", "pub", "crt", "cer", "cert", "der", "p8", "p12", "pfx", "jks", "jwk", "jwks", "json", "ppk",
            "txt",
        ]
        .iter()
        .any(|known| last.eq_ignore_ascii_case(known))
    });
    if drive || extension || prefixed(line, &["./", "../", "~/", "\\\\"]) || line.starts_with('/') && !is_random(line) {
        return Some("the path of a file, and not its content");
    }
    if has_pairs(line)
        || ["SHA256:", "SHA1:", "SHA384:", "SHA512:", "MD5:", "sha256:", "sha256/", "z6Mk"]
            .iter()
            .any(|mark| line.starts_with(mark))
        || contains(line, " SHA256:")
        || contains(line, " MD5:")
    {
        return Some("a fingerprint or an identifier of a key, and not the key itself");
    }
    None
}

/// Bytes as fingerprints and dumps have them, whatever stands around them: a run of pairs of digits, each by itself. The
/// first and the last may be joined to a quote or a name.
fn has_pairs(line: &str) -> bool {
    let mut run = 0;
    line.as_bytes().split(|byte| matches!(byte, b':' | b' ')).any(|pair| {
        run = if pair.len() == 2 && pair.iter().all(u8::is_ascii_hexdigit) { run + 1 } else { 0 };
        run >= 14
    })
}

fn prefixed(line: &str, prefixes: &[&str]) -> bool {
    prefixes.iter().any(|prefix| line.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix)))
}

/// `host.example/path`, without a scheme.
fn is_host(line: &str) -> bool {
    let Some((host, _)) = line.split_once('/') else { return false };
    let label =
        |label: &str| !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    host.rsplit_once('.').is_some_and(|(rest, last)| {
        last.len() >= 2 && last.bytes().all(|byte| byte.is_ascii_lowercase()) && rest.split('.').all(label)
    })
}

/// Base64 that begins with a slash by chance, which one in 64 does: a path has neither all kinds of characters nor padding.
fn is_random(line: &str) -> bool {
    let bare = line.trim_end_matches('=').as_bytes();
    line.len().is_multiple_of(4) && base64_at_start(bare).is_some_and(|run| run == bare)
}

/// The standard base64 that the text begins with, if it has capitals, small letters and digits, as random text has them.
fn base64_at_start(text: &[u8]) -> Option<&[u8]> {
    let end = text.iter().position(|byte| !byte.is_ascii_alphanumeric() && !matches!(byte, b'+' | b'/'));
    let run = &text[..end.unwrap_or(text.len())];
    let has = |kind: fn(&u8) -> bool| run.iter().any(kind);
    (has(u8::is_ascii_uppercase) && has(u8::is_ascii_lowercase) && has(u8::is_ascii_digit)).then_some(run)
}

/// Base64 or hexadecimal that stands for a point of a curve, or for more than a secret needs.
fn encoded(line: &str) -> Option<&'static str> {
    let whole = line.bytes().all(|byte| mend::is_base64(byte) || matches!(byte, b'=' | b' '));
    let found = mend::readings(line, |bytes| {
        // The text that the bytes begin with: where a character was lost, the rest is none.
        let plain = bytes.iter().take_while(|byte| byte.is_ascii_graphic() || **byte == b' ').count();
        let text = core::str::from_utf8(&bytes[..plain]).ok().filter(|text| text.len() >= mend::SHORTEST);
        let twice = || base64_at_start(bytes).filter(|run| run.len() >= 24).map(|_| "base64 of base64");
        text.and_then(structure)
            .or_else(twice)
            .or_else(|| in_bytes(bytes).filter(|_| whole || bytes.len() >= LONGEST_ENCODED))
    });
    let long = line.as_bytes().split(|&byte| !mend::is_base64(byte)).any(|run| {
        let is_hex = run.iter().all(u8::is_ascii_hexdigit);
        run.len() > if is_hex { LONGEST_ENCODED * 2 } else { LONGEST_ENCODED.div_ceil(3) * 4 }
    });
    found.or(if long { Some("a long number in base64 or hexadecimal, such as part of a key") } else { None })
}

/// What bytes look like that are neither text nor DER: a point of an elliptic curve as SEC 1 writes it, by its length
/// and first byte, or two halves that fit each other.
pub(crate) fn in_bytes(bytes: &[u8]) -> Option<&'static str> {
    let is_text = core::str::from_utf8(bytes).is_ok();
    if mend::interleaved(bytes).is_some() || !is_text && mend::is_of_old_charset(bytes) {
        return Some(OTHER_CHARSET);
    }
    let point = match (bytes.len(), bytes.first()) {
        (33 | 49 | 67, Some(2 | 3)) | (65 | 97 | 133, Some(4 | 6 | 7)) => true,
        (64 | 96 | 132, _) => is_on_curve(bytes),
        _ => false,
    };
    point.then_some("a raw key of an elliptic curve: name the algorithm, or give it as a JWK or PEM")
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::in_text;

    #[test]
    fn secrets_of_people_are_no_doubt() {
        for text in [
            "a secret of at least thirty-two bytes",
            "correct horse battery staple",
            "secret\n",
            "{not json",
            "a < b and b > a",
            "3f2504e0-4f89-11d3-9a0c-0305e82c3301",
            "GyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T",
            "/+8BAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4=",
            "p@ss/word:with.every\"thing'",
            "пароль и ещё пароль",
            "50%:off [now]",
        ] {
            assert_eq!(in_text(text), None, "{text}");
        }
    }

    #[test]
    fn what_may_be_anything_else_is_named() {
        for (text, part) in [
            ("a\nb", "lines"),
            ("a\u{0}b", "charset"),
            ("<Modulus>x</Modulus>", "mark-up"),
            ("{ a: 1 }", "braces"),
            ("\"n\":\"0vx7\"", "members"),
            ("https://login.example/keys", "address"),
            ("did:key:z6Mk", "address"),
            ("login.example.com/common/keys", "address"),
            ("/etc/ssl/private/jwt", "path"),
            ("./key", "path"),
            ("C:\\keys\\public", "path"),
            ("keys/public.PEM", "path"),
            ("SHA256:nThbg6kXUpJWGl7E1IGOCspRomTxdCARLviKw6E5SY8=", "fingerprint"),
            ("16:27:ac:a5:76:28:2d:36:63:1b:56:4d:eb:df:a6:48", "fingerprint"),
            ("\"16:27:ac:a5:76:28:2d:36:63:1b:56:4d:eb:df:a6:48\"", "fingerprint"),
            ("modulus=00:c2:27:ac:a5:76:28:2d:36:63:1b:56:4d:eb:df:a6", "fingerprint"),
            ("16 27 ac a5 76 28 2d 36 63 1b 56 4d eb df a6 48 c2", "fingerprint"),
            (
                "KEY=BH_Nzidw9sRdQYPL7m_bS3tYBzM1e-nvE7rPbjx70VRFx_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0",
                "elliptic curve",
            ),
            (
                "'BH/Nzidw9sRdQYPL7m/bS3tYBzM1e+nvE7rPbjx70VRFx/FEzRu9m36HLN/tue659LNpXW6pCyStikYjKIWI5a0='",
                "elliptic curve",
            ),
            ("eyJhbGciOiJub25lIn0.e30.", "token"),
            ("base64:c2VjcmV0", "encod"),
            // The generator of P-256.
            ("Bearer A2sX0fLhLEJH-Lzm5WOkQPJ3A32BLeszoPShOUXYmMKW", "curve"),
            ("036b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296 please", "curve"),
        ] {
            assert!(in_text(text).is_some_and(|found| found.contains(part)), "{text}: {:?}", in_text(text));
        }
    }
}
