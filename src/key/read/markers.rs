//! BEGIN and END lines of PEM (RFC 7468), also where an editor, a form or a chat window changed their dashes, spaces or
//! letters, or took one of the two away.

use alloc::string::String;

/// Labels, longest first where one begins with another, without spaces.
const LABELS: [&str; 27] = [
    "ENCRYPTEDPRIVATEKEY",
    "OPENSSHPRIVATEKEY",
    "RSAPRIVATEKEY",
    "RSAPUBLICKEY",
    "DSAPRIVATEKEY",
    "DSAPUBLICKEY",
    "ECPRIVATEKEY",
    "ANYPRIVATEKEY",
    "PRIVATEKEY",
    "SSH2PUBLICKEY",
    "PUBLICKEY",
    "TRUSTEDCERTIFICATE",
    "X509CERTIFICATE",
    "CERTIFICATEREQUEST",
    "CERTIFICATE",
    "NEWCERTIFICATEREQUEST",
    "X509CRL",
    "ECPARAMETERS",
    "DSAPARAMETERS",
    "DHPARAMETERS",
    "PGPPRIVATEKEYBLOCK",
    "PGPPUBLICKEYBLOCK",
    "PGPMESSAGE",
    "PKCS7",
    "PKCS12",
    "CMS",
    "SSH2ENCRYPTEDPRIVATEKEY",
];

/// Longer labels are none.
const LONGEST: usize = 60;

/// A BEGIN or END line.
pub(crate) struct Marker {
    pub(crate) begins: bool,
    /// In upper case, without spaces.
    pub(crate) label: String,
    /// Where it stands, with its dashes.
    pub(crate) from: usize,
    pub(crate) to: usize,
}

/// The first marker at or after `from`.
pub(crate) fn next(text: &str, from: usize) -> Option<Marker> {
    let bytes = text.as_bytes();
    (from..bytes.len()).find_map(|at| {
        let (word, begins) = match bytes[at] {
            b'B' | b'b' => (b"BEGIN".as_slice(), true),
            b'E' | b'e' => (b"END".as_slice(), false),
            _ => return None,
        };
        let after = at + word.len();
        let is_word = bytes.get(at..after).is_some_and(|part| part.eq_ignore_ascii_case(word));
        if is_word { marker(text, from, at, after, begins) } else { None }
    })
}

fn marker(text: &str, start: usize, at: usize, after: usize, begins: bool) -> Option<Marker> {
    let bytes = text.as_bytes();
    let is_filler = |byte: &u8| matches!(byte, b'-' | b' ' | b'\t' | b'_');
    let back = bytes[start..at].iter().rev().take_while(|byte| is_filler(byte)).count();
    let dashed = bytes[at - back..at].contains(&b'-');
    let (label, end) = known(bytes, after).or_else(|| unknown(text, after).filter(|_| dashed))?;
    // What follows on the same line: the closing dashes, and what stands between them and the label.
    let fill = bytes[end..].iter().take_while(|byte| is_filler(byte)).count();
    let to = bytes[end..end + fill].iter().rposition(|&byte| byte == b'-').map_or(end, |last| end + last + 1);
    // With fewer dashes it is a marker only in capitals and as a word of its own: phrases have hyphens, too.
    let capitals = bytes[at..end].iter().all(|byte| !byte.is_ascii_lowercase());
    let apart = start == at - back || !bytes[at - back - 1].is_ascii_alphanumeric();
    let dashes = [&bytes[at - back..at], &bytes[end..to]].concat().iter().filter(|&&byte| byte == b'-').count();
    let certain = dashes >= 3 || capitals && apart;
    certain.then(|| Marker { begins, label, from: at - back, to })
}

/// A known label behind the word, however it is spaced and cased, and where it ends.
fn known(bytes: &[u8], from: usize) -> Option<(String, usize)> {
    LABELS.iter().find_map(|label| {
        let mut rest = label.bytes();
        let mut wanted = rest.next()?;
        for (at, byte) in bytes.iter().enumerate().skip(from).take(LONGEST) {
            if byte.to_ascii_uppercase() == wanted {
                match rest.next() {
                    Some(next) => wanted = next,
                    None => return Some((String::from(*label), at + 1)),
                }
            } else if !matches!(byte, b' ' | b'_' | b'-' | b'.' | b'\t' | b'+') {
                return None;
            }
        }
        None
    })
}

/// Any label between the word and its closing dashes.
fn unknown(text: &str, from: usize) -> Option<(String, usize)> {
    let rest = &text[from..];
    // No further than a label may reach: the text may be nothing but such words.
    let end = rest.bytes().take(LONGEST + 1).position(|byte| byte == b'-')?;
    let label: String = rest[..end].chars().filter(|c| !c.is_whitespace()).collect();
    let is_label = !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'#');
    is_label.then(|| (label.to_ascii_uppercase(), from + end))
}

/// Whether the text has a BEGIN or an END line.
pub(crate) fn is_in(text: &str) -> bool {
    next(text, 0).is_some()
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::next;

    #[test]
    fn retyped_lines_are_found() {
        for (text, label) in [
            ("-----BEGIN PUBLIC KEY-----", "PUBLICKEY"),
            ("----BEGIN PUBLIC KEY-----", "PUBLICKEY"),
            ("----- BEGIN PUBLIC KEY -----", "PUBLICKEY"),
            ("-----begin rsa private key-----", "RSAPRIVATEKEY"),
            ("-BEGIN_PRIVATE_KEY-", "PRIVATEKEY"),
            ("--begin public key--", "PUBLICKEY"),
            ("BEGIN EC PRIVATE KEY", "ECPRIVATEKEY"),
            ("-----BEGINCERTIFICATE-----", "CERTIFICATE"),
            ("-----BEGIN STRANGE KEY-----", "STRANGEKEY"),
        ] {
            let found = next(text, 0).unwrap_or_else(|| panic!("{text}"));
            assert!(found.begins && found.label == label && found.from == 0 && found.to == text.len(), "{text}");
        }
        assert!(next("x -----END PRIVATE KEY-----\n", 0).is_some_and(|found| !found.begins && found.from == 1));
    }

    #[test]
    fn sentences_are_no_markers() {
        for text in [
            "begin the public key of my life",
            "please send public keys",
            "the END",
            "begin-again",
            "a weekend private keys",
            "end-private-key-prod",
        ] {
            assert!(next(text, 0).is_none(), "{text}");
        }
    }
}
