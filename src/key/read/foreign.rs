//! What is recognised as a key and cannot be used: its name, and the command that helps.

use super::der::DerReader;
use crate::algorithm::curve_names;
use crate::error::{Code, Error};
use crate::text;

const NEW_KEY: &str =
    "Make a key that JWT can use with: openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out key.pem";

/// A form of key that is known by sight only.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Foreign {
    Dsa,
    Pgp,
    SshPublic,
    Ssh2Public,
    Putty,
    Keystore,
    Pkcs12,
    Pkcs7,
    Request,
    LegacyEncryption,
    OpenSshEncrypted,
    SecurityKey,
    ExplicitCurve,
    MultiPrime,
}

impl Foreign {
    fn words(self) -> (&'static str, &'static str) {
        match self {
            Foreign::Dsa => ("This is a DSA key, and JSON Web Tokens have no DSA signatures.", NEW_KEY),
            Foreign::Pgp => {
                ("This is an OpenPGP key or message, which cannot sign or verify JSON Web Tokens.", NEW_KEY)
            }
            Foreign::SshPublic => (
                "This is an OpenSSH public key that is no line of an RSA, ECDSA or Ed25519 key: it has options before it, is cut off, or is of another type.",
                "Pass the line from its type on, or convert the file it is from with: ssh-keygen -e -m PKCS8 -f key.pub",
            ),
            Foreign::Ssh2Public => (
                "This is an SSH2 public key (RFC 4716).",
                "Convert it with: ssh-keygen -i -m RFC4716 -f ssh2.pub > key.pub, then: ssh-keygen -e -m PKCS8 -f key.pub",
            ),
            Foreign::Putty => {
                ("This is a PuTTY private key.", "Convert it with: puttygen key.ppk -O private-openssh-new -o key")
            }
            Foreign::Keystore => (
                "This is a Java keystore.",
                "Convert it with: keytool -importkeystore -srckeystore keys.jks -destkeystore store.p12 -deststoretype PKCS12, then take the key out with: openssl pkcs12 -in store.p12 -nodes -nocerts -out key.pem",
            ),
            Foreign::Pkcs12 => (
                "This is a PKCS#12 store.",
                "Take the private key out of it with: openssl pkcs12 -in store.p12 -nodes -nocerts -out key.pem",
            ),
            Foreign::Pkcs7 => (
                "This is a PKCS#7 bundle.",
                "Take the certificates out of it with: openssl pkcs7 -in bundle.pem -print_certs -out certificates.pem",
            ),
            Foreign::Request => (
                "This is a certificate request.",
                "Take the public key out of it with: openssl req -in request.pem -noout -pubkey -out public.pem",
            ),
            Foreign::LegacyEncryption => (
                "This private key is encrypted in OpenSSL's old way (RFC 1423, Proc-Type: 4,ENCRYPTED), and not with AES or triple DES in CBC mode, or this build does not open it.",
                "Convert it to encrypted PKCS#8 with: openssl pkcs8 -topk8 -in key.pem -out pkcs8.pem",
            ),
            Foreign::OpenSshEncrypted => (
                "This OpenSSH private key is encrypted, which is not supported for this format.",
                "Remove the passphrase from a copy of it with: ssh-keygen -p -N '' -f key",
            ),
            Foreign::SecurityKey => {
                ("This OpenSSH key lives on a security key (sk-...); its private part is not in the file.", NEW_KEY)
            }
            Foreign::ExplicitCurve => (
                "This EC key spells its curve out as explicit parameters instead of naming it, which is refused because the numbers could be chosen to deceive.",
                "Convert it with: openssl ec -in key.pem -param_enc named_curve -out named.pem (for a public key with -pubin -pubout)",
            ),
            Foreign::MultiPrime => (
                "This RSA key has more than two primes, which is not supported.",
                "Make a new key with: openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out key.pem",
            ),
        }
    }

    pub(crate) fn error(self) -> Error {
        let (what, remedy) = self.words();
        Error::new(Code::KeyInvalid, &[what, " ", remedy])
    }

    /// By the label of a PEM block, without its spaces.
    pub(crate) fn of_label(label: &str) -> Option<Foreign> {
        Some(match label {
            "DSAPRIVATEKEY" | "DSAPUBLICKEY" => Foreign::Dsa,
            "CERTIFICATEREQUEST" | "NEWCERTIFICATEREQUEST" => Foreign::Request,
            "PKCS7" | "CMS" => Foreign::Pkcs7,
            "PKCS12" => Foreign::Pkcs12,
            "SSH2PUBLICKEY" => Foreign::Ssh2Public,
            _ if label.starts_with("PGP") => Foreign::Pgp,
            _ => return None,
        })
    }

    /// By marks in text that is no PEM.
    pub(crate) fn of_text(text: &str) -> Option<Foreign> {
        // The beginnings of the base64 that every line of these types has, whatever stands before it.
        const LINES: [&str; 6] = [
            "AAAAB3NzaC1yc2E",
            "AAAAB3NzaC1kc3M",
            "AAAAC3NzaC1lZDI1NTE5",
            "AAAAE2VjZHNhLXNoYTIt",
            "AAAAInNrLWVjZHNh",
            "AAAAGnNrLXNzaC1lZDI1",
        ];
        if text::contains(text, "PuTTY-User-Key-File-") {
            return Some(Foreign::Putty);
        }
        let names = ["ssh-rsa", "ssh-ed25519", "ssh-dss", "ecdsa-sha2-nistp", "sk-ssh-", "sk-ecdsa-sha2"];
        let line = LINES.iter().any(|line| text::contains(text, line))
            || names.iter().any(|name| text.trim_start().starts_with(name));
        line.then_some(Foreign::SshPublic)
    }

    /// By the first bytes of a binary form that is no DER key.
    pub(crate) fn of_bytes(bytes: &[u8]) -> Option<Foreign> {
        // JKS and JCEKS.
        if matches!(bytes, [0xfe, 0xed, 0xfe, 0xed, ..] | [0xce, 0xce, 0xce, 0xce, ..]) {
            return Some(Foreign::Keystore);
        }
        if matches!(bytes, [0x99, high, low, 3 | 4, ..] if usize::from(*high) << 8 | usize::from(*low) < bytes.len()) {
            return Some(Foreign::Pgp);
        }
        let name = bytes.strip_prefix(&[0, 0, 0]).and_then(|rest| rest.get(1..))?;
        (name.starts_with(b"ssh-") || name.starts_with(b"ecdsa-sha2-") || name.starts_with(b"sk-"))
            .then_some(Foreign::SshPublic)
    }
}

/// A key whose type is known by its object identifier only.
pub(crate) fn key_type(oid: &[u8]) -> Error {
    let name = super::oid::foreign_name(oid);
    if name == Some("DSA") {
        return Foreign::Dsa.error();
    }
    Error::new(
        Code::KeyInvalid,
        &[
            "This is a key of type ",
            name.unwrap_or("unknown here"),
            if crate::crypto::ML_DSA { "; RSA, EC, Ed25519 and ML-DSA" } else { "; RSA, EC and Ed25519" },
            " keys can be used. ",
            NEW_KEY,
        ],
    )
}

/// An EC key on a curve that has no JWS algorithm; `parameters` is the DER after the key type.
pub(crate) fn curve(parameters: &[u8]) -> Error {
    if DerReader::new(parameters).peek() == Some(super::der::SEQUENCE) {
        return Foreign::ExplicitCurve.error();
    }
    Error::new(
        Code::KeyInvalid,
        &[
            "This EC key is on a curve that has no JSON Web Signature algorithm; ",
            &curve_names(" and "),
            " have. ",
            NEW_KEY,
        ],
    )
}
