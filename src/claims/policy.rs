//! What a verifier may demand of header and claims (RFC 7519 section 7.2, RFC 8725 section 3).

use super::{Claims, audiences};
use crate::error::{Code, Error, Result, number, quoted};
use crate::header::Header;
use crate::options::VerifyOptions;
use alloc::string::String;

/// Checks everything the options demand, the times first.
#[cfg_attr(jwtmint_web, optimize(speed))]
pub(crate) fn enforce(header: &Header<'_>, claims: &Claims<'_>, options: &VerifyOptions, now: f64) -> Result<()> {
    claims.check_types()?;
    times(claims, options, now)?;
    typ(header, options)?;
    equal("kid", header.key_id.as_deref(), options.key_id.as_deref())?;
    let object = &claims.object;
    for name in &options.required_claims {
        if !object.has(name) {
            return Err(missing(name));
        }
    }
    any_of(claims, "iss", &options.issuer)?;
    any_of(claims, "aud", &options.audience)?;
    for (name, wanted) in [("sub", &options.subject), ("jti", &options.jwt_id), ("nonce", &options.nonce)] {
        if wanted.is_some() {
            if object.has(name) && object.text(name).is_none() {
                return Err(super::invalid(&["The claim \"", name, "\" must be a string."]).claim(name));
            }
            equal(name, object.text(name).as_deref(), wanted.as_deref())?;
        }
    }
    Ok(())
}

#[cfg_attr(jwtmint_web, optimize(speed))]
fn times(claims: &Claims<'_>, options: &VerifyOptions, now: f64) -> Result<()> {
    let tolerance = options.clock_tolerance_seconds;
    let (exp, nbf, iat) = (claims.time("exp")?, claims.time("nbf")?, claims.time("iat")?);
    if let Some(exp) = exp
        && !options.ignore_expiration
        && now >= exp + tolerance
    {
        let ago = number((now - exp) as u64);
        return Err(Error::new(
            Code::TokenExpired,
            &[
                "The token expired ",
                &ago,
                " seconds ago (claim \"exp\"). Get a fresh one; if the clocks differ, set clockTolerance.",
            ],
        )
        .claim("exp"));
    }
    if let Some(nbf) = nbf
        && !options.ignore_not_before
        && now + tolerance < nbf
    {
        return Err(too_early("nbf", "is valid only", nbf - now));
    }
    if let Some(max_age) = options.max_age_seconds {
        let iat = iat.ok_or_else(|| missing("iat"))?;
        if now + tolerance < iat {
            return Err(too_early("iat", "was issued", iat - now));
        }
        if now - iat > max_age + tolerance {
            let (age, limit) = (number((now - iat) as u64), number(max_age as u64));
            return Err(Error::new(
                Code::TokenExpired,
                &[
                    "The token is too old: it was issued ",
                    &age,
                    " seconds ago (claim \"iat\"), and maxAge allows ",
                    &limit,
                    ".",
                ],
            )
            .claim("iat"));
        }
    }
    Ok(())
}

/// Compared as media types: without regard to case, and `at+jwt` means `application/at+jwt`.
fn typ(header: &Header<'_>, options: &VerifyOptions) -> Result<()> {
    let Some(wanted) = options.typ.as_deref() else { return Ok(()) };
    let Some(found) = header.typ.as_deref() else {
        return Err(Error::new(Code::ClaimMissing, &["The header has no \"typ\": expected ", &quoted(wanted), "."])
            .claim("typ"));
    };
    if bare(found).eq_ignore_ascii_case(bare(wanted)) { Ok(()) } else { Err(mismatch("typ", wanted, found)) }
}

/// Without the prefix that may be left out where no other slash follows (RFC 7515 section 4.1.9).
fn bare(media_type: &str) -> &str {
    match media_type.split_at_checked(12) {
        Some((prefix, rest)) if prefix.eq_ignore_ascii_case("application/") && !rest.contains('/') => rest,
        _ => media_type,
    }
}

fn any_of(claims: &Claims<'_>, name: &str, wanted: &[String]) -> Result<()> {
    if wanted.is_empty() {
        return Ok(());
    }
    let found = claims.object.get(name).map(audiences).ok_or_else(|| missing(name))?;
    if found.iter().any(|one| wanted.iter().any(|other| other == one)) {
        return Ok(());
    }
    Err(mismatch(name, &wanted.join(", "), &found.join(", ")))
}

fn equal(name: &str, found: Option<&str>, wanted: Option<&str>) -> Result<()> {
    match (wanted, found) {
        (None, _) => Ok(()),
        (Some(_), None) => Err(missing(name)),
        (Some(wanted), Some(found)) if wanted == found => Ok(()),
        (Some(wanted), Some(found)) => Err(mismatch(name, wanted, found)),
    }
}

#[cold]
fn too_early(name: &str, what: &str, seconds: f64) -> Error {
    // Rounded up, so that a wait of less than a second is not shown as none.
    let ahead = number(seconds as u64 + u64::from(seconds as u64 as f64 != seconds));
    Error::new(
        Code::TokenNotActive,
        &[
            "The token ",
            what,
            " in ",
            &ahead,
            " seconds (claim \"",
            name,
            "\"). If the clocks differ, set clockTolerance.",
        ],
    )
    .claim(name)
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
