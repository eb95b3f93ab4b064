//! The public key of an X.509 certificate (RFC 5280). The certificate itself proves nothing here:
//! no signature, name or date of it is checked, and the caller trusts it as it trusts a bare key.

use super::{
    Key,
    der::{self, DerReader},
    fault::malformed,
    pkcs8,
};
use crate::error::Result;

/// The time a certificate is valid for, in seconds since 1970, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Validity {
    not_before_seconds: i64,
    not_after_seconds: i64,
}

impl Validity {
    /// The first second.
    #[must_use]
    pub fn not_before_seconds(self) -> i64 {
        self.not_before_seconds
    }

    /// The last second.
    #[must_use]
    pub fn not_after_seconds(self) -> i64 {
        self.not_after_seconds
    }
}

pub(crate) fn read(der: &[u8]) -> Result<Key> {
    let parts = || {
        let mut certificate = DerReader::whole_sequence(der)?;
        let mut signed = certificate.sequence()?;
        signed.optional(der::context(0))?;
        signed.read(der::INTEGER)?;
        signed.sequence()?;
        signed.sequence()?;
        let validity = signed.sequence()?;
        signed.sequence()?;
        let before = signed.rest();
        signed.sequence()?;
        let key = before.get(..before.len() - signed.rest().len())?;
        Some((validity, key))
    };
    let (mut dates, key) = parts().ok_or_else(|| malformed("X.509 certificate"))?;
    let mut key = pkcs8::public(key)?;
    let mut date = || dates.any().and_then(|(tag, text)| seconds(tag, text));
    key.0.validity = date()
        .zip(date())
        .map(|(not_before_seconds, not_after_seconds)| Validity { not_before_seconds, not_after_seconds });
    Ok(key)
}

/// UTCTime `YYMMDDHHMMSSZ` or GeneralizedTime `YYYYMMDDHHMMSSZ` (RFC 5280 section 4.1.2.5).
fn seconds(tag: u8, text: &[u8]) -> Option<i64> {
    let digits = text.strip_suffix(b"Z")?;
    if !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let pair =
        |at: usize| digits.get(at..at + 2).map(|pair| i64::from(pair[0] - b'0') * 10 + i64::from(pair[1] - b'0'));
    let (year, at) = match (tag, digits.len()) {
        (der::UTC_TIME, 12) => (pair(0)? + if pair(0)? < 50 { 2000 } else { 1900 }, 2),
        (der::GENERALIZED_TIME, 14) => (pair(0)? * 100 + pair(2)?, 4),
        _ => return None,
    };
    let [month, day, hour, minute, second] = [pair(at)?, pair(at + 2)?, pair(at + 4)?, pair(at + 6)?, pair(at + 8)?];
    if !(1..=12).contains(&month) || !(1..=31).contains(&day) || hour > 23 || minute > 59 || second > 59 {
        return None;
    }
    // Days since 1970, with years that begin in March, so that the leap day comes last.
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let days = year * 365 + year / 4 - year / 100 + year / 400 + (month * 153 + 2) / 5 + day - 719_469;
    Some(((days * 24 + hour) * 60 + minute) * 60 + second)
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    #[test]
    fn both_kinds_of_date_are_read() {
        assert_eq!(seconds(der::UTC_TIME, b"700101000000Z"), Some(0));
        assert_eq!(seconds(der::UTC_TIME, b"240229120000Z"), Some(1_709_208_000));
        assert_eq!(seconds(der::GENERALIZED_TIME, b"20500101000000Z"), Some(2_524_608_000));
        for bad in [&b"240229120000"[..], b"241329120000Z", b"2402291200Z", b"24022912000aZ", b""] {
            assert_eq!(seconds(der::UTC_TIME, bad), None);
        }
    }
}
