//! Inspecting: all that is right and wrong with a token, past the first failure.

mod claims;
mod doctor;
mod header;
mod secrets;
mod signature;
mod structure;
mod time;

pub use time::ReportedTime;

use crate::error::{Code, Error};
use crate::key::KeySource;
use crate::options::VerifyOptions;
use crate::platform::Platform;
use crate::remedy::Remedy;
use alloc::{string::String, vec::Vec};

/// How a check ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CheckStatus {
    /// As it should be.
    Pass,
    /// Makes the token unacceptable.
    Fail,
    /// Acceptable, but probably not what was meant.
    Warn,
    /// Could not be checked, because something it needs is missing.
    Skip,
}

impl CheckStatus {
    /// `pass`, `fail`, `warn` or `skip`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            CheckStatus::Pass => "pass",
            CheckStatus::Fail => "fail",
            CheckStatus::Warn => "warn",
            CheckStatus::Skip => "skip",
        }
    }
}

/// One thing that was checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportCheck {
    name: String,
    status: CheckStatus,
    code: Option<Code>,
    message: String,
    hint: Option<Remedy>,
    position: Option<usize>,
}

impl ReportCheck {
    /// `structure`, `base64url`, `header`, `algorithm`, `critical`, `key`, `signature`, `claims`, or a claim's name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// How it ended.
    #[must_use]
    pub fn status(&self) -> CheckStatus {
        self.status
    }

    /// The code [`verify`](crate::verify()) would give, for failures and some warnings.
    #[must_use]
    pub fn code(&self) -> Option<Code> {
        self.code
    }

    /// What was found, as a sentence.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }

    /// What to do about it.
    #[must_use]
    pub fn hint(&self) -> Option<&Remedy> {
        self.hint.as_ref()
    }

    /// The byte offset in the token or in the JSON text, where there is one.
    #[must_use]
    pub fn position(&self) -> Option<usize> {
        self.position
    }
}

/// What [`inspect`](crate::inspect()) found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    valid: Option<bool>,
    header: Option<String>,
    payload: Option<String>,
    algorithm: Option<String>,
    checks: Vec<ReportCheck>,
    issued_at: Option<ReportedTime>,
    not_before: Option<ReportedTime>,
    expires: Option<ReportedTime>,
}

impl Report {
    /// Whether the token may be accepted; `None` where no key was given and nothing failed.
    #[must_use]
    pub fn valid(&self) -> Option<bool> {
        self.valid
    }

    /// The header's JSON text, where it could be read.
    #[must_use]
    pub fn header(&self) -> Option<&str> {
        self.header.as_deref()
    }

    /// The payload's JSON text, where it could be read.
    #[must_use]
    pub fn payload(&self) -> Option<&str> {
        self.payload.as_deref()
    }

    /// The header's `alg`.
    #[must_use]
    pub fn algorithm(&self) -> Option<&str> {
        self.algorithm.as_deref()
    }

    /// The checks in their fixed order.
    #[must_use]
    pub fn checks(&self) -> &[ReportCheck] {
        &self.checks
    }

    /// The `iat` claim.
    #[must_use]
    pub fn issued_at(&self) -> Option<&ReportedTime> {
        self.issued_at.as_ref()
    }

    /// The `nbf` claim.
    #[must_use]
    pub fn not_before(&self) -> Option<&ReportedTime> {
        self.not_before.as_ref()
    }

    /// The `exp` claim.
    #[must_use]
    pub fn expires(&self) -> Option<&ReportedTime> {
        self.expires.as_ref()
    }
}

impl Report {
    fn add(&mut self, name: &str, status: CheckStatus, pieces: &[&str]) -> &mut ReportCheck {
        self.checks.push(ReportCheck {
            name: name.into(),
            status,
            code: None,
            message: pieces.concat(),
            hint: None,
            position: None,
        });
        let last = self.checks.len() - 1;
        &mut self.checks[last]
    }

    fn pass(&mut self, name: &str, pieces: &[&str]) {
        self.add(name, CheckStatus::Pass, pieces);
    }

    fn skip(&mut self, names: &[&str], reason: &str) {
        for name in names {
            self.add(name, CheckStatus::Skip, &["Not checked: ", reason]);
        }
    }

    fn warn(&mut self, name: &str, pieces: &[&str], hint: impl Into<Remedy>) -> &mut ReportCheck {
        let check = self.add(name, CheckStatus::Warn, pieces);
        check.hint = Some(hint.into());
        check
    }

    fn fail(&mut self, name: &str, error: &Error) -> &mut ReportCheck {
        let check = self.add(name, CheckStatus::Fail, &[error.message()]);
        check.code = Some(error.code());
        check.position = error.position();
        check.hint = Some(error.remedy().cloned().unwrap_or(Remedy::OfCode(error.code())));
        check
    }
}

/// Says all that is wrong with a token and how to mend it, by a clock of the caller's; [`inspect`](crate::inspect())
/// uses the system's. Never fails, whatever the token.
///
/// Without a key the signature is skipped and `valid` stays `None` unless something else fails.
/// With one, `valid` is `Some(true)` exactly where [`verify_with`](crate::verify_with) accepts the token.
///
/// ```
/// use jwtmint::{CheckStatus, VerifyOptions, inspect_with};
/// # struct Fixed;
/// # impl jwtmint::Platform for Fixed {
/// #     fn now_seconds(&mut self) -> f64 { 1_700_000_000.0 }
/// #     fn fill_random(&mut self, _: &mut [u8]) -> bool { false }
/// # }
/// # let platform = &mut Fixed;
/// let report = inspect_with("eyJhbGciOiJub25lIn0.e30.", None, &VerifyOptions::new(), platform);
/// assert_eq!(report.valid(), Some(false));
/// assert!(report.checks().iter().any(|check| check.name() == "algorithm" && check.status() == CheckStatus::Fail));
/// ```
pub fn inspect_with(
    token: &str,
    key: Option<&dyn KeySource>,
    options: &VerifyOptions,
    platform: &mut dyn Platform,
) -> Report {
    let mut report = Report::default();
    let now = options.clock_timestamp_seconds.unwrap_or_else(|| platform.now_seconds());
    let opened = structure::check(&mut report, token, options);
    let header = header::check(&mut report, &opened, options);
    signature::check(&mut report, &opened, header.as_ref(), key, options, now);
    claims::check(&mut report, opened.payload.as_deref(), header.as_ref(), options, now);
    let any = |name: &str, status: CheckStatus| {
        report.checks.iter().any(|c| c.status == status && (name.is_empty() || c.name == name))
    };
    let failed = any("", CheckStatus::Fail);
    // Not merely the absence of failures: what could not be checked is not valid.
    report.valid = if failed { Some(false) } else { key.map(|_| any("signature", CheckStatus::Pass)) };
    report
}
