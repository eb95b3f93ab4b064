//! The XML of .NET's RSA keys: `RSAKeyValue` (XML Signature section 4.5.2.2), with the private numbers beside it.

use super::{
    Key, base64,
    fault::malformed,
    material::{RsaKey, trimmed},
    mend,
};
use crate::wipe::Zeroizing;
use crate::{crypto::RsaNumbers, error::Result, text};
use alloc::vec::Vec;

/// Whether the text is such a key, or was one.
pub(crate) fn is_in(text: &str) -> bool {
    ["RSAKeyValue", "RSAParameters", "ECDSAKeyValue", "ECKeyValue", "<Modulus>"]
        .iter()
        .any(|name| text::contains(text, name))
}

pub(crate) fn read(text: &str) -> Result<Key> {
    let what = || malformed("RSA key in XML (RSAKeyValue; keys of other kinds are not read from XML)");
    let number = |name: &str| -> Result<Zeroizing<Vec<u8>>> {
        let (open, close) = (["<", name, ">"].concat(), ["</", name, ">"].concat());
        let Some((_, after)) = text::split(text, &open) else { return Ok(Zeroizing::default()) };
        let (inside, _) = text::split(after, &close).ok_or_else(what)?;
        let bytes = base64::decode(&mend::compact(inside)).map_err(|_| what())?;
        Ok(Zeroizing::new(trimmed(&bytes).to_vec()))
    };
    let (n, e, d) = (number("Modulus")?.to_vec(), number("Exponent")?.to_vec(), number("D")?);
    if n.is_empty() || e.is_empty() {
        return Err(what());
    }
    if d.is_empty() {
        // A private key that lost one number is none that can be completed.
        return if number("P")?.is_empty() { RsaKey::public(&n, &e).map(Key::rsa) } else { Err(what()) };
    }
    let parts = RsaNumbers {
        n,
        e,
        d,
        p: number("P")?,
        q: number("Q")?,
        dp: number("DP")?,
        dq: number("DQ")?,
        qi: number("InverseQ")?,
    };
    let crt =
        [&parts.p, &parts.q, &parts.dp, &parts.dq, &parts.qi].into_iter().filter(|number| number.is_empty()).count();
    if !matches!(crt, 0 | 5) {
        return Err(what());
    }
    RsaKey::private(parts).map(Key::rsa)
}
