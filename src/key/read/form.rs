//! Which of the binary forms of a key some bytes are, by their outline.

use super::der::{self, DerReader};

/// More bytes behind a structure are another one.
const MOST_BEHIND: usize = 16;

/// A DER structure that holds a key.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    Pkcs8,
    EncryptedPkcs8,
    Pkcs1Private,
    Pkcs1Public,
    Sec1,
    Spki,
    Certificate,
    Request,
    Pkcs12,
}

impl Form {
    /// By the label of a PEM block, without its spaces.
    pub(crate) fn of_label(label: &str) -> Option<Form> {
        Some(match label {
            "PRIVATEKEY" => Form::Pkcs8,
            "ENCRYPTEDPRIVATEKEY" => Form::EncryptedPkcs8,
            "RSAPRIVATEKEY" => Form::Pkcs1Private,
            "RSAPUBLICKEY" => Form::Pkcs1Public,
            "ECPRIVATEKEY" => Form::Sec1,
            "PUBLICKEY" => Form::Spki,
            "CERTIFICATE" | "X509CERTIFICATE" => Form::Certificate,
            _ => return None,
        })
    }

    pub(crate) fn name(self) -> &'static str {
        match self {
            Form::Pkcs8 => "PKCS#8 private key",
            Form::EncryptedPkcs8 => "encrypted PKCS#8 private key",
            Form::Pkcs1Private => "PKCS#1 RSA private key",
            Form::Pkcs1Public => "PKCS#1 RSA public key",
            Form::Sec1 => "SEC1 EC private key",
            Form::Spki => "SPKI public key",
            Form::Certificate => "X.509 certificate",
            Form::Request => "certificate request",
            Form::Pkcs12 => "PKCS#12 store",
        }
    }

    /// The form of the element that the bytes begin with, and its bytes: what a line break or another file's padding
    /// puts behind it is not of it.
    pub(crate) fn at_start(bytes: &[u8]) -> Option<(Form, &[u8])> {
        let mut reader = DerReader::new(bytes);
        reader.read(der::SEQUENCE)?;
        let behind = reader.rest().len();
        let element = &bytes[..bytes.len() - behind];
        (behind <= MOST_BEHIND).then_some((Form::of(element)?, element))
    }

    /// The form whose outline the bytes have, from the first byte to the last. What fits an outline
    /// is never taken for a secret, even if the inside turns out to be damaged.
    pub(crate) fn of(bytes: &[u8]) -> Option<Form> {
        let mut reader = DerReader::whole_sequence(bytes)?;
        let (first_tag, first) = reader.any()?;
        let (second_tag, second) = reader.any()?;
        let names_type = |content: &[u8]| content.first() == Some(&der::OID);
        match (first_tag, second_tag) {
            (der::INTEGER, der::INTEGER) if reader.is_empty() => (first.len() >= 64).then_some(Form::Pkcs1Public),
            (der::INTEGER, der::INTEGER) if first.len() == 1 => {
                for _ in 0..7 {
                    reader.read(der::INTEGER)?;
                }
                Some(Form::Pkcs1Private)
            }
            (der::INTEGER, der::OCTET_STRING) => (first == [1]).then_some(Form::Sec1),
            (der::INTEGER, der::SEQUENCE) if names_type(second) => match (first, reader.peek()) {
                ([3], _) => Some(Form::Pkcs12),
                ([0 | 1], Some(der::OCTET_STRING)) => Some(Form::Pkcs8),
                _ => None,
            },
            (der::SEQUENCE, der::OCTET_STRING) => {
                (names_type(first) && reader.is_empty()).then_some(Form::EncryptedPkcs8)
            }
            (der::SEQUENCE, der::BIT_STRING) => (names_type(first) && reader.is_empty()).then_some(Form::Spki),
            (der::SEQUENCE, der::SEQUENCE) if names_type(second) => {
                reader.bits()?;
                reader.end()?;
                // A certificate begins with its version or its serial number and the algorithm; a
                // request with its version and the subject's name.
                let mut inside = DerReader::new(first);
                let (tag, _) = inside.any()?;
                let after = inside.sequence();
                let certificate = tag == der::context(0) || after.is_some_and(|name| name.peek() == Some(der::OID));
                Some(if certificate { Form::Certificate } else { Form::Request })
            }
            _ => None,
        }
    }
}
