//! What a verifier may demand of header and claims (RFC 7519 section 7.2, RFC 8725 section 3).

use super::{Claims, audiences};
use crate::error::{Code, Error, Result, number, quoted, whole_seconds};
use crate::header::Header;
use crate::json::{Value, sorted};
use crate::options::VerifyOptions;
use crate::remedy::Remedy;
use crate::text;
use alloc::string::String;

/// Checks everything the options demand, the times first.
pub(crate) fn enforce(header: &Header<'_>, claims: &Claims<'_>, options: &VerifyOptions, now: f64) -> Result<()> {
    if !options.allow_invalid_claims {
        claims.check_types()?;
    }
    times(claims, options, now)?;
    let mut first = Ok(());
    let mut keep = |_: &str, result: Result<()>| {
        if first.is_ok() {
            first = result;
        }
    };
    header_demands(header, options, &mut keep);
    required(claims, options, &mut keep);
    claim_demands(claims, options, &mut keep);
    first
}

/// Takes what is demanded and whether it is so.
pub(crate) type Each<'e> = &'e mut dyn FnMut(&str, Result<()>);

pub(crate) fn header_demands(header: &Header<'_>, options: &VerifyOptions, each: Each<'_>) {
    if let Some(wanted) = &options.typ {
        each("typ", typ(header, wanted));
    }
    if let Some(wanted) = &options.key_id {
        each("kid", equal("kid", header.key_id.as_deref(), wanted));
    }
}

pub(crate) fn required(claims: &Claims<'_>, options: &VerifyOptions, each: Each<'_>) {
    if options.required_claims.is_empty() {
        return;
    }
    let names = sorted(claims.object.members.iter().map(|member| &*member.name).collect());
    for name in &options.required_claims {
        each(name, if names.binary_search(&&**name).is_ok() { Ok(()) } else { Err(missing(name)) });
    }
}

pub(crate) fn claim_demands(claims: &Claims<'_>, options: &VerifyOptions, each: Each<'_>) {
    for (name, wanted) in [("iss", &options.issuer), ("aud", &options.audience)] {
        if !wanted.is_empty() {
            each(name, any_of(claims, name, wanted));
        }
    }
    for (name, wanted) in [("sub", &options.subject), ("jti", &options.jwt_id), ("nonce", &options.nonce)] {
        let Some(wanted) = wanted else { continue };
        let found = claims.object.get(name);
        let text = found.and_then(Value::as_str);
        each(
            name,
            if found.is_some() && text.is_none() {
                Err(super::invalid_claims(&["The claim \"", name, "\" must be a string."]).claim(name))
            } else {
                equal(name, text.as_deref(), wanted)
            },
        );
    }
}

fn times(claims: &Claims<'_>, options: &VerifyOptions, now: f64) -> Result<()> {
    let tolerance = options.clock_tolerance_seconds;
    let read = |name: &str, ignored: bool| match options.allow_invalid_claims {
        false => claims.time(name),
        true if ignored => Ok(None),
        true => claims.time_as_written(name),
    };
    let exp = read("exp", options.ignore_expiration)?;
    let (nbf, iat) = (read("nbf", options.ignore_not_before)?, read("iat", false)?);
    if let Some(exp) = exp
        && !options.ignore_expiration
        && has_passed(exp, tolerance, now)
    {
        let ago = whole_seconds(now - exp);
        return Err(Error::new(
            Code::TokenExpired,
            &["The token expired ", &ago, " seconds ago (claim \"exp\"). Get a fresh one."],
        )
        .claim("exp")
        .with_remedy(Remedy::SetClockTolerance));
    }
    if let Some(nbf) = nbf
        && !options.ignore_not_before
        && lies_ahead(nbf, tolerance, now)
    {
        return Err(too_early("nbf", "is valid only", nbf - now));
    }
    options.max_age_seconds.map_or(Ok(()), |limit| max_age(iat, limit, tolerance, now))
}

/// A clock that answers with no number counts against the token, here and in `lies_ahead`.
pub(crate) fn has_passed(time: f64, tolerance: f64, now: f64) -> bool {
    let is_to_come = now < time + tolerance;
    !is_to_come
}

pub(crate) fn lies_ahead(time: f64, tolerance: f64, now: f64) -> bool {
    let has_come = now + tolerance >= time;
    !has_come
}

pub(crate) fn max_age(iat: Option<f64>, limit: f64, tolerance: f64, now: f64) -> Result<()> {
    let iat = iat.ok_or_else(|| missing("iat"))?;
    if lies_ahead(iat, tolerance, now) {
        return Err(too_early("iat", "was issued", iat - now));
    }
    if now - iat > limit + tolerance {
        let (age, limit) = (whole_seconds(now - iat), whole_seconds(limit));
        return Err(Error::new(
            Code::TokenExpired,
            &[
                "The token is too old: it was issued ",
                &age,
                " seconds ago (claim \"iat\"), and the options allow ",
                &limit,
                ".",
            ],
        )
        .claim("iat"));
    }
    Ok(())
}

/// Compared as media types: without regard to case, and `at+jwt` means `application/at+jwt`.
fn typ(header: &Header<'_>, wanted: &str) -> Result<()> {
    let Some(found) = header.typ.as_deref() else {
        return Err(Error::new(Code::ClaimMissing, &["The header has no \"typ\": expected ", &quoted(wanted), "."])
            .claim("typ"));
    };
    if without_application(found).eq_ignore_ascii_case(without_application(wanted)) {
        Ok(())
    } else {
        Err(mismatch("typ", wanted, found))
    }
}

/// Without the prefix that may be left out where no other slash follows (RFC 7515 section 4.1.9).
fn without_application(media_type: &str) -> &str {
    match media_type.split_at_checked(12) {
        Some((prefix, rest)) if prefix.eq_ignore_ascii_case("application/") && !rest.contains('/') => rest,
        _ => media_type,
    }
}

fn any_of(claims: &Claims<'_>, name: &str, wanted: &[String]) -> Result<()> {
    let value = claims.object.get(name).ok_or_else(|| missing(name))?;
    // A list of issuers is none, also where other people's types are allowed.
    let found = if name == "aud" { audiences(value) } else { value.as_str().into_iter().collect() };
    let accepted = sorted(wanted.iter().map(|one| &**one).collect());
    if found.iter().any(|one| accepted.binary_search(&&**one).is_ok()) {
        return Ok(());
    }
    Err(mismatch(name, &text::joined(wanted, ", "), &text::joined(&found, ", ")))
}

fn equal(name: &str, found: Option<&str>, wanted: &str) -> Result<()> {
    match found {
        None => Err(missing(name)),
        Some(found) if found == wanted => Ok(()),
        Some(found) => Err(mismatch(name, wanted, found)),
    }
}

#[cold]
fn too_early(name: &str, what: &str, seconds: f64) -> Error {
    // Rounded up, so that a wait of less than a second is not shown as none.
    let below = seconds as u64;
    let ahead = number(below + u64::from(below as f64 != seconds));
    Error::new(Code::TokenNotActive, &["The token ", what, " in ", &ahead, " seconds (claim \"", name, "\")."])
        .claim(name)
        .with_remedy(Remedy::SetClockTolerance)
}

#[cold]
fn missing(name: &str) -> Error {
    let place = if name == "kid" { "header has no " } else { "token has no claim " };
    Error::new(Code::ClaimMissing, &["The ", place, &quoted(name), ", which is required here."]).claim(name)
}

#[cold]
fn mismatch(name: &str, wanted: &str, found: &str) -> Error {
    Error::new(
        Code::ClaimMismatch,
        &[
            "The token's \"",
            name,
            "\" is not the one required: expected ",
            &quoted(wanted),
            ", found ",
            &quoted(found),
            ".",
        ],
    )
    .claim(name)
    .compared(wanted, found)
}
