//! OpenSSH's own forms: private keys (its PROTOCOL.key), unencrypted, and the lines of public keys (RFC 4253 section
//! 6.6), both for RSA, ECDSA and Ed25519.

use super::{
    ImportOptions, Key, base64,
    fault::malformed,
    foreign::{self, Foreign},
    material::{EcKey, EdKey, RsaKey, trimmed},
};
use crate::wipe::Zeroizing;
use crate::{algorithm::Curve, crypto::RsaNumbers, error::Result};
use alloc::vec::Vec;

/// Strings with a length of four bytes before them (RFC 4251 section 5).
struct SshReader<'a>(&'a [u8]);

impl<'a> SshReader<'a> {
    fn count(&mut self) -> Option<usize> {
        let (head, rest) = self.0.split_first_chunk::<4>()?;
        self.0 = rest;
        Some(u32::from_be_bytes(*head) as usize)
    }

    fn string(&mut self) -> Option<&'a [u8]> {
        let length = self.count()?;
        let text = self.0.get(..length)?;
        self.0 = &self.0[length..];
        Some(text)
    }

    /// An mpint that is not negative.
    fn number(&mut self) -> Option<&'a [u8]> {
        let bytes = self.string()?;
        bytes.first().is_none_or(|&first| first < 0x80).then(|| trimmed(bytes))
    }
}

pub(crate) fn read(bytes: &[u8], options: &ImportOptions) -> Result<Key> {
    let damaged = || malformed("OpenSSH private key");
    let outline = || {
        let mut reader = SshReader(bytes.strip_prefix(b"openssh-key-v1\0")?);
        let (cipher, derivation, parameters) = (reader.string()?, reader.string()?, reader.string()?);
        let keys = reader.count()?;
        reader.string()?;
        let private = reader.string()?;
        // Behind it may stand the tag of a cipher that authenticates: the check numbers say as much.
        (keys == 1 && matches!(reader.0.len(), 0 | 16)).then_some((cipher, derivation, parameters, private))
    };
    let (cipher, derivation, parameters, private) = outline().ok_or_else(damaged)?;
    let opened;
    let mut reader = SshReader(private);
    if cipher != b"none" {
        opened = decrypt(cipher, derivation, parameters, private, options)?;
        reader = SshReader(&opened);
    }
    let begin = |reader: &mut SshReader<'_>| Some(reader.count()? == reader.count()?);
    if begin(&mut reader) != Some(true) {
        #[cfg(feature = "passphrase")]
        if cipher != b"none" {
            return Err(super::pbes2::passphrase_wrong());
        }
        return Err(damaged());
    }
    let kind = reader.string().ok_or_else(damaged)?;
    let key = match kind {
        b"ssh-ed25519" => ed(&mut reader),
        b"ssh-rsa" => rsa(&mut reader),
        b"ssh-dss" => return Err(Foreign::Dsa.error()),
        kind if kind.starts_with(b"sk-") => return Err(Foreign::SecurityKey.error()),
        kind if kind.starts_with(b"ecdsa-sha2-") => ec(&mut reader),
        _ => return Err(foreign::key_type(&[])),
    };
    let key = key.ok_or_else(damaged)??;
    // The comment, then 1, 2, 3 ... up to the block size.
    let padded = reader.string().is_some() && reader.0.iter().zip(1u8..).all(|(&byte, count)| byte == count);
    if padded { Ok(key) } else { Err(damaged()) }
}

fn ed(reader: &mut SshReader<'_>) -> Option<Result<Key>> {
    let (public, pair) = (reader.string()?, reader.string()?);
    let (seed, again) = pair.split_at_checked(32)?;
    (again == public).then(|| EdKey::private(seed, Some(public)).map(Key::ed))
}

fn ec(reader: &mut SshReader<'_>) -> Option<Result<Key>> {
    let (name, point, scalar) = (reader.string()?, reader.string()?, reader.number()?);
    let Some(curve) = Curve::from_ssh_name(name) else { return Some(Err(foreign::curve(&[]))) };
    let mut padded = Zeroizing::new(Vec::with_capacity(curve.field_bytes()));
    padded.resize(curve.field_bytes().checked_sub(scalar.len())?, 0);
    padded.extend_from_slice(scalar);
    Some(EcKey::private(curve, &padded, Some(point)).map(Key::ec))
}

/// The exponents for the two primes are not in the file: the engine completes them.
fn rsa(reader: &mut SshReader<'_>) -> Option<Result<Key>> {
    let (n, e, d) = (reader.number()?, reader.number()?, reader.number()?);
    let (_, _, _) = (reader.number()?, reader.number()?, reader.number()?);
    let parts = RsaNumbers { n: n.to_vec(), e: e.to_vec(), d: Zeroizing::new(d.to_vec()), ..Default::default() };
    Some(RsaKey::private(parts).map(Key::rsa))
}

/// Types of keys as a line begins with them; any other is not for JSON Web Tokens, or has options before it.
fn is_type(word: &str) -> bool {
    matches!(word, "ssh-rsa" | "ssh-ed25519") || word.starts_with("ecdsa-sha2-nistp")
}

/// The type and the base64 of a line; what follows them is a comment.
fn line_parts(line: &str) -> Option<(&str, &str)> {
    let mut words = line.split_ascii_whitespace();
    Some((words.next().filter(|word| is_type(word))?, words.next()?))
}

/// The lines of a `.pub` file or of `authorized_keys`, without those that are empty or a comment.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.split(['\n', '\r']).map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// Whether every line is one of a public key.
pub(crate) fn are_public_lines(text: &str) -> bool {
    lines(text).all(|line| line_parts(line).is_some())
}

pub(crate) fn public_lines(text: &str) -> Result<Vec<Key>> {
    lines(text).map(public_line).collect()
}

fn public_line(line: &str) -> Result<Key> {
    let damaged = || malformed("OpenSSH public key line");
    let (name, encoded) = line_parts(line).ok_or_else(damaged)?;
    let bytes = base64::decode(encoded).map_err(|_| damaged())?;
    let mut reader = SshReader(&bytes);
    // What is signed for is what is inside; the word before it only says so.
    let is_named = reader.string() == Some(name.as_bytes());
    let key = match name {
        _ if !is_named => None,
        "ssh-ed25519" => reader.string().map(|point| EdKey::public(point).map(Key::ed)),
        "ssh-rsa" => reader
            .number()
            .zip(reader.number())
            .map(|(exponent, modulus)| RsaKey::public(modulus, exponent).map(Key::rsa)),
        _ => public_point(&mut reader),
    };
    let key = key.filter(|_| reader.0.is_empty());
    key.ok_or_else(damaged)?
}

fn public_point(reader: &mut SshReader<'_>) -> Option<Result<Key>> {
    let (name, point) = (reader.string()?, reader.string()?);
    let Some(curve) = Curve::from_ssh_name(name) else { return Some(Err(foreign::curve(&[]))) };
    Some(EcKey::public(curve, point).map(Key::ec))
}

#[cfg(not(feature = "passphrase"))]
fn decrypt(_: &[u8], _: &[u8], _: &[u8], _: &[u8], _: &ImportOptions) -> Result<Zeroizing<Vec<u8>>> {
    Err(Foreign::OpenSshEncrypted.error())
}

/// More rounds would keep a host busy for minutes; `ssh-keygen` makes 16 or 24.
#[cfg(feature = "passphrase")]
const MOST_ROUNDS: u32 = if cfg!(feature = "__script-heap") { 64 } else { 512 };

/// AES by a key that bcrypt makes of the passphrase.
#[cfg(feature = "passphrase")]
fn decrypt(
    cipher: &[u8],
    derivation: &[u8],
    parameters: &[u8],
    data: &[u8],
    options: &ImportOptions,
) -> Result<Zeroizing<Vec<u8>>> {
    use crate::crypto::password;
    let unsupported = || Foreign::OpenSshEncrypted.error();
    let (key_length, iv_length) = match cipher {
        b"aes128-ctr" => (16, 16),
        b"aes192-ctr" => (24, 16),
        b"aes256-ctr" => (32, 16),
        b"aes256-gcm@openssh.com" => (32, 12),
        _ => return Err(unsupported()),
    };
    let mut reader = SshReader(parameters);
    let (salt, rounds) =
        reader.string().zip(reader.count()).filter(|_| derivation == b"bcrypt").ok_or_else(unsupported)?;
    let rounds =
        u32::try_from(rounds).ok().filter(|rounds| (1..=MOST_ROUNDS).contains(rounds)).ok_or_else(unsupported)?;
    let Some(passphrase) = &options.passphrase else { return Err(super::pbes2::passphrase_missing()) };
    let mut material = Zeroizing::new(alloc::vec![0; key_length + iv_length]);
    password::bcrypt(passphrase.as_bytes(), salt, rounds, &mut material).ok_or_else(unsupported)?;
    let (key, iv) = material.split_at(key_length);
    // The Galois/counter mode counts its text from two (NIST SP 800-38D section 7.1).
    let counter = if iv_length == 12 { [iv, &[0, 0, 0, 2]].concat() } else { iv.to_vec() };
    password::aes_ctr_decrypt(key, &counter, data).ok_or_else(unsupported)
}
