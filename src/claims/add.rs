//! Adding claims to the text of a claims set, without touching what is there.

use super::{Claims, TIMES, invalid_claims};
use crate::error::{Code, Error, Result, number};
use crate::json::push_string;
use crate::options::{Audience, JwtId, SignOptions};
use crate::platform::{Platform, is_numeric_date};
use crate::remedy::{OptionName, Remedy};
use alloc::{borrow::Cow, string::String};

/// The claims set with what the options add, in the order iat, nbf, exp, aud, iss, sub, jti.
/// Where they add nothing, the very text that was given.
pub(crate) fn add<'a>(text: &'a str, options: &SignOptions, platform: &mut dyn Platform) -> Result<Cow<'a, str>> {
    let claims = Claims::read(text.as_bytes())?;
    if !options.allow_invalid_claims {
        claims.check_types()?;
        // What `verify` would refuse is not signed.
        for name in TIMES {
            claims.time(name)?;
        }
    }
    // Room for the two times that most tokens get.
    let mut added = Added { claims: &claims, text: String::with_capacity(48) };
    added.times(options, platform)?;
    if let Some(audience) = &options.audience {
        added.start("aud", OptionName::Audience)?;
        match audience {
            Audience::One(one) => push_string(&mut added.text, one),
            Audience::Many(many) => {
                for (i, one) in many.iter().enumerate() {
                    added.text.push(if i == 0 { '[' } else { ',' });
                    push_string(&mut added.text, one);
                }
                added.text.push_str(if many.is_empty() { "[]" } else { "]" });
            }
        }
    }
    for (name, option, value) in
        [("iss", OptionName::Issuer, &options.issuer), ("sub", OptionName::Subject, &options.subject)]
    {
        if let Some(value) = value {
            added.start(name, option)?;
            push_string(&mut added.text, value);
        }
    }
    match &options.jwt_id {
        None => {}
        Some(JwtId::Is(id)) => {
            added.start("jti", OptionName::JwtId)?;
            push_string(&mut added.text, id);
        }
        Some(JwtId::Fresh) => {
            added.start("jti", OptionName::JwtId)?;
            push_string(&mut added.text, &uuid(platform)?);
        }
    }
    if added.text.is_empty() { Ok(Cow::Borrowed(text)) } else { Ok(Cow::Owned(insert(text, &claims, &added.text))) }
}

struct Added<'c, 'a> {
    claims: &'c Claims<'a>,
    text: String,
}

impl Added<'_, '_> {
    /// Begins a member; a claim given in both places is an error.
    fn start(&mut self, name: &str, option: OptionName) -> Result<()> {
        if self.claims.object.has(name) {
            return Err(Error::new(
                Code::OptionInvalid,
                &["The claim \"", name, "\" is in the claims, and the options give it as well."],
            )
            .claim(name)
            .with_remedy(Remedy::GiveOnce(option)));
        }
        if !self.text.is_empty() {
            self.text.push(',');
        }
        push_string(&mut self.text, name);
        self.text.push(':');
        Ok(())
    }

    fn times(&mut self, options: &SignOptions, platform: &mut dyn Platform) -> Result<()> {
        let written = self.claims.object.get("iat").and_then(|value| value.as_f64());
        let base = match (options.issued_at_seconds, written) {
            (Some(at), _) => at as f64,
            (None, Some(at)) => at,
            _ => match options.clock_timestamp_seconds {
                Some(at) => at,
                None if !options.no_timestamp
                    || options.expires_in_seconds.is_some()
                    || options.not_before_seconds.is_some() =>
                {
                    platform.now_seconds()
                }
                None => 0.0,
            },
        };
        // Casting truncates towards zero, which for times after 1970 drops the fraction of a second.
        // The bounds, far beyond any time, are where every engine casts alike. A clock may answer with no number.
        let base = if base.is_nan() { -1e15 } else { base.clamp(-1e15, 1e15) } as i64;
        if options.issued_at_seconds.is_some() || (!options.no_timestamp && !self.claims.object.has("iat")) {
            self.start("iat", OptionName::IssuedAt)?;
            self.time(base)?;
        }
        for (name, option, after) in [
            ("nbf", OptionName::NotBefore, options.not_before_seconds),
            ("exp", OptionName::ExpiresIn, options.expires_in_seconds),
        ] {
            if let Some(after) = after {
                self.start(name, option)?;
                self.time(base.saturating_add(after))?;
            }
        }
        Ok(())
    }

    fn time(&mut self, seconds: i64) -> Result<()> {
        if !is_numeric_date(seconds as f64) {
            return Err(invalid_claims(&[
                "A time claim would lie before 1970, where its seconds begin, or beyond the year 9999.",
            ])
            .with_remedy(Remedy::CheckTimes));
        }
        self.text.push_str(&number(seconds.unsigned_abs()));
        Ok(())
    }
}

fn insert(text: &str, claims: &Claims<'_>, added: &str) -> String {
    let mut out = String::with_capacity(text.len() + added.len() + 1);
    if claims.object.members.is_empty() {
        out.push('{');
        out.push_str(added);
        out.push('}');
        return out;
    }
    let end = text.rfind('}').unwrap_or(text.len());
    let last = text[..end].trim_end().len();
    out.push_str(&text[..last]);
    out.push(',');
    out.push_str(added);
    out.push_str(&text[last..]);
    out
}

/// A random UUID (RFC 9562 section 5.4).
fn uuid(platform: &mut dyn Platform) -> Result<String> {
    let mut bytes = [0u8; 16];
    if !platform.fill_random(&mut bytes) {
        return Err(Error::new(
            Code::NoEntropy,
            &["A fresh token ID needs random numbers, and this host offers none."],
        )
        .with_remedy(Remedy::PassJwtId));
    }
    bytes[6] = bytes[6] & 0x0f | 0x40;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let mut text = String::with_capacity(36);
    for (i, byte) in bytes.into_iter().enumerate() {
        if matches!(i, 4 | 6 | 8 | 10) {
            text.push('-');
        }
        for digit in [byte >> 4, byte & 15] {
            text.push(char::from_digit(u32::from(digit), 16).unwrap_or('0'));
        }
    }
    Ok(text)
}
