//! The claims set: its form, its times, and what the options demand.

use super::time::ReportedTime;
use super::{CheckStatus, Report, ReportCheck};
use crate::claims::{
    Claims, claim_demands, has_passed, header_demands, invalid_claims, lies_ahead, max_age, required, wrong_type,
};
use crate::decode::into_text;
use crate::error::{Code, Error, Result, whole_seconds};
use crate::header::Header;
use crate::options::VerifyOptions;
use crate::platform::LATEST;
use crate::remedy::Remedy;

pub(super) fn check(
    report: &mut Report,
    payload: Option<&[u8]>,
    header: Option<&Header<'_>>,
    options: &VerifyOptions,
    now: f64,
) {
    let Some(payload) = payload else {
        report.skip(&["claims"], "the payload cannot be decoded.");
        return;
    };
    let claims = match header.map_or_else(|| Claims::read(payload), |header| Claims::of_token(payload, &header.object))
    {
        Ok(claims) => claims,
        Err(error) => {
            report.fail("claims", &error);
            return;
        }
    };
    report.payload = Some(into_text(payload.into()));
    report.pass("claims", &["The claims set is a JSON object with unique names."]);
    for name in ["exp", "nbf", "iat"] {
        time(report, &claims, name, options, now);
    }
    warn_never_valid(report);
    for member in &claims.object.members {
        if !matches!(&*member.name, "exp" | "nbf" | "iat")
            && let Some(wanted) = wrong_type(&member.name, member.value)
        {
            let error = invalid_claims(&[
                "The claim \"",
                &member.name,
                "\" must be ",
                wanted,
                ", found ",
                member.value.kind(),
                ".",
            ]);
            wrong(report, &member.name, &error, options).position = Some(member.position);
        }
    }
    if let Some(header) = header {
        demands(report, &claims, header, options, now);
    }
}

/// One time claim: its type and range, then where it lies.
fn time(report: &mut Report, claims: &Claims<'_>, name: &str, options: &VerifyOptions, now: f64) {
    let Some(value) = claims.object.get(name) else {
        if name == "exp" {
            report.warn(
                "exp",
                &["The token never expires: it has no \"exp\"."],
                "Give tokens a short life, so that a stolen one is soon worth nothing.",
            );
        }
        return;
    };
    let position = claims.object.members.iter().find(|member| member.name == name).map(|member| member.position);
    if options.allow_invalid_claims
        && let Some(fault) = claims.time_fault(name)
    {
        time_as_written(report, claims, name, fault, options, now);
        return;
    }
    let Some(seconds) = value.as_f64() else {
        let error = invalid_claims(&[
            "The claim \"",
            name,
            "\" must be a number of seconds since 1970, found ",
            value.kind(),
            ".",
        ]);
        let check = report.fail(name, &error);
        check.position = position;
        check.hint = Some("Write it as a number, without quotes: seconds since 1970.".into());
        return;
    };
    // Any time of this century in milliseconds is beyond the year 9999 in seconds.
    if seconds > LATEST && seconds / 1000.0 <= LATEST {
        let in_seconds = whole_seconds(seconds / 1000.0);
        let error = invalid_claims(&[
            "The claim \"",
            name,
            "\" lies beyond the year 9999: it was probably given in milliseconds.",
        ]);
        let check = report.fail(name, &error);
        check.position = position;
        check.hint = Some(["NumericDate counts seconds (RFC 7519 section 2): use ", &in_seconds, "."].concat().into());
        return;
    }
    if let Err(error) = claims.time(name) {
        report.fail(name, &error).position = position;
        return;
    }
    let time = ReportedTime::new(value.raw(), seconds, now);
    check_time(report, name, seconds, &time, options, now);
    match name {
        "exp" => report.expires = Some(time),
        "nbf" => report.not_before = Some(time),
        _ => report.issued_at = Some(time),
    }
}

/// A time that is not as it should be, where that is allowed: warned of, and then judged as far as it can be read.
fn time_as_written(
    report: &mut Report,
    claims: &Claims<'_>,
    name: &str,
    fault: Error,
    options: &VerifyOptions,
    now: f64,
) {
    let ignored = name == "exp" && options.ignore_expiration || name == "nbf" && options.ignore_not_before;
    match claims.time_as_written(name) {
        Err(error) if !ignored => {
            report.fail(name, &error);
        }
        Ok(Some(seconds)) => {
            wrong(report, name, &fault, options);
            let time = ReportedTime::new(&whole_seconds(seconds), seconds.clamp(0.0, LATEST), now);
            check_time(report, name, seconds, &time, options, now);
        }
        _ => {
            wrong(report, name, &fault, options);
        }
    }
}

/// A claim of the wrong type: a failure unless the options allow it.
fn wrong<'r>(report: &'r mut Report, name: &str, error: &Error, options: &VerifyOptions) -> &'r mut ReportCheck {
    let check = report.fail(name, error);
    if options.allow_invalid_claims {
        check.status = CheckStatus::Warn;
    }
    check
}

fn check_time(report: &mut Report, name: &str, seconds: f64, time: &ReportedTime, options: &VerifyOptions, now: f64) {
    let tolerance = options.clock_tolerance_seconds;
    let (iso, relative) = (time.iso(), time.relative());
    match name {
        "exp" if has_passed(seconds, tolerance, now) && options.ignore_expiration => {
            report.warn(
                "exp",
                &["The token expired ", relative, " (", iso, "); the options ignore that."],
                "Leave that to tests.",
            );
        }
        "exp" if has_passed(seconds, tolerance, now) => {
            let check = report.add("exp", super::CheckStatus::Fail, &["The token expired ", relative, " (", iso, ")."]);
            check.code = Some(Code::TokenExpired);
            let recently = now - seconds < 300.0;
            check.hint = Some(if recently { Remedy::RenewOrSetClockTolerance } else { "Get a fresh token.".into() });
        }
        "exp" if now >= seconds => {
            report.warn(
                "exp",
                &["The token expired ", relative, " (", iso, "), within the clock tolerance."],
                "Get a fresh token.",
            );
        }
        "exp" => report.pass("exp", &["The token expires ", relative, " (", iso, ")."]),
        "nbf" if lies_ahead(seconds, tolerance, now) && !options.ignore_not_before => {
            let check =
                report.add("nbf", super::CheckStatus::Fail, &["The token is valid only ", relative, " (", iso, ")."]);
            check.code = Some(Code::TokenNotActive);
            check.hint = Some(ahead(seconds - now, "Wait until then, or have the issuer correct \"nbf\"."));
        }
        "nbf" if now < seconds => {
            report.warn(
                "nbf",
                &["The token is valid only ", relative, " (", iso, ")."],
                "It passes because the options ignore that, or allow for clocks that differ.",
            );
        }
        "nbf" => report.pass("nbf", &["Valid since ", relative, " (", iso, ")."]),
        _ if lies_ahead(seconds, tolerance, now) => {
            report.warn(
                name,
                &["The token was issued in the future: ", relative, " (", iso, ")."],
                ahead(seconds - now, "Have the issuer write the time of signing."),
            );
        }
        _ => report.pass(name, &["Issued ", relative, " (", iso, ")."]),
    }
}

/// Why a time may lie ahead by mistake: a clock, or local time that was taken for UTC.
fn ahead(seconds: f64, otherwise: &'static str) -> Remedy {
    // Time zones differ by multiples of a quarter of an hour, up to 14 hours.
    let beside = seconds as u32 % 900;
    if seconds < 300.0 {
        Remedy::CompareClocks
    } else if seconds < 50_460.0 && !(60..=840).contains(&beside) {
        "Clock skew is suspected: the issuer may have written its local time as if it were UTC. NumericDate counts seconds since 1970 in UTC.".into()
    } else {
        otherwise.into()
    }
}

/// Times that contradict each other.
fn warn_never_valid(report: &mut Report) {
    let seconds = |time: &Option<ReportedTime>| time.as_ref().map(|time| time.instant);
    let (Some(start), Some(end)) =
        (seconds(&report.not_before).or(seconds(&report.issued_at)), seconds(&report.expires))
    else {
        return;
    };
    if end <= start {
        report.warn(
            "exp",
            &["The token is never valid: \"exp\" is not after \"nbf\" or \"iat\"."],
            "Have the issuer add the lifetime to the time of signing.",
        );
    }
}

/// What the options demand beyond the times, which were judged above: one failure after another.
fn demands(report: &mut Report, claims: &Claims<'_>, header: &Header<'_>, options: &VerifyOptions, now: f64) {
    // Every demand meets a wrong type that was reported above, claim by claim.
    let known =
        report.checks.iter().any(|check| check.status == CheckStatus::Fail && check.code == Some(Code::ClaimsInvalid));
    let mut each = |name: &str, result: Result<()>| match result {
        Ok(()) => report.pass(name, &["As required."]),
        Err(error) if known && error.code() == Code::ClaimsInvalid => {}
        Err(error) => {
            report.fail(name, &error);
        }
    };
    let allowed = options.allow_invalid_claims;
    let times =
        ["exp", "nbf", "iat"].map(|name| if allowed { claims.time_as_written(name) } else { claims.time(name) });
    if !allowed && (claims.check_types().is_err() || times.iter().any(Result::is_err)) {
        return;
    }
    header_demands(header, options, &mut each);
    claim_demands(claims, options, &mut each);
    if let (Some(limit), [_, _, Ok(iat)]) = (options.max_age_seconds, times) {
        each("maxAge", max_age(iat, limit, options.clock_tolerance_seconds, now));
    }
    required(claims, options, &mut each);
}
