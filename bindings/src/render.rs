//! Results as JSON text, with the token's own JSON inserted as it is.

use crate::wording;
use alloc::{borrow::Cow, string::String};
use jwtmint::__bindings::{number, push_json_string};
use jwtmint::Algorithm;
use jwtmint::Decoded;
use jwtmint::Error;
use jwtmint::Report;
use jwtmint::{Imported, KeyRole, KeySource};
use jwtmint::{Verified, VerifiedPayload};

/// Writes members one after another; the names are the JavaScript API's.
pub(super) struct Members(String);

impl Members {
    pub(super) fn new() -> Self {
        Members(String::from("{"))
    }

    /// A member whose value is JSON text already.
    pub(super) fn raw(mut self, name: &str, json: &str) -> Self {
        if self.0.len() > 1 {
            self.0.push(',');
        }
        push_json_string(&mut self.0, name);
        self.0.push(':');
        self.0.push_str(json);
        self
    }

    pub(super) fn text(self, name: &str, value: &str) -> Self {
        self.raw(name, &string(value))
    }

    pub(super) fn maybe(self, name: &str, value: Option<&str>) -> Self {
        match value {
            Some(value) => self.text(name, value),
            None => self.raw(name, "null"),
        }
    }

    /// Left out where there is none.
    pub(super) fn some(self, name: &str, value: Option<&str>) -> Self {
        match value {
            Some(value) => self.text(name, value),
            None => self,
        }
    }

    pub(super) fn end(mut self) -> String {
        self.0.push('}');
        self.0
    }
}

fn string(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    push_json_string(&mut out, text);
    out
}

/// A JSON array of what `each` makes of the items.
pub(super) fn list<T>(items: impl IntoIterator<Item = T>, each: impl Fn(T) -> String) -> String {
    let mut out = String::from("[");
    for item in items {
        if out.len() > 1 {
            out.push(',');
        }
        out.push_str(&each(item));
    }
    out.push(']');
    out
}

/// What was expected and found, then what to do in the words of the package.
fn message(error: &Error) -> Cow<'_, str> {
    match error.remedy() {
        Some(remedy) => [error.message(), " ", &wording::remedy(remedy)].concat().into(),
        None => error.message().into(),
    }
}

pub(super) fn error(error: &Error) -> String {
    let members = Members::new()
        .text("code", error.code().as_str())
        .text("message", &message(error))
        .some("claim", error.claim_name())
        .some("expected", error.expected())
        .some("actual", error.actual());
    match error.position() {
        Some(position) => members.raw("position", &number(position as u64)),
        None => members,
    }
    .end()
}

/// Header and claims set, each as the text its issuer wrote, and what is wrong with either. No JSON text holds a NUL, so one parts them; within a
/// JSON text of their own they would have to be escaped, copied and read twice.
pub(super) fn decoded(decoded: &Decoded) -> String {
    [decoded.header(), "\0", decoded.claims(), "\0", &list(decoded.problems(), error)].concat()
}

/// As `decoded`, and the algorithm's name and the key ID, as JSON text.
pub(super) fn verified(verified: &Verified) -> String {
    let key_id = verified.key_id().map_or_else(|| String::from("null"), string);
    [verified.header(), "\0", verified.claims(), "\0", verified.algorithm().name(), "\0", &key_id].concat()
}

/// As `verified`, without the payload: the caller has it, in the token or beside it.
pub(super) fn verified_payload(verified: &VerifiedPayload) -> String {
    let key_id = verified.key_id().map_or_else(|| String::from("null"), string);
    [verified.header(), "\0", verified.algorithm().name(), "\0", &key_id].concat()
}

pub(super) fn report(report: &Report) -> String {
    let checks = list(report.checks(), |check| {
        let members = Members::new()
            .text("name", check.name())
            .text("status", check.status().name())
            .some("code", check.code().map(|code| code.as_str()))
            .text("message", check.message())
            .some("hint", check.hint().map(wording::remedy).as_deref());
        match check.position() {
            Some(position) => members.raw("position", &number(position as u64)),
            None => members,
        }
        .end()
    });
    let mut times = Members::new();
    for (name, time) in
        [("issuedAt", report.issued_at()), ("notBefore", report.not_before()), ("expires", report.expires())]
    {
        if let Some(time) = time {
            let value = Members::new()
                .raw("seconds", time.seconds())
                .text("iso", time.iso())
                .text("relative", time.relative())
                .end();
            times = times.raw(name, &value);
        }
    }
    let valid = match report.valid() {
        Some(true) => "true",
        Some(false) => "false",
        None => "null",
    };
    let raw = |text: Option<&str>| String::from(text.unwrap_or("null"));
    let text = Members::new().maybe("header", report.header()).maybe("payload", report.payload()).end();
    Members::new()
        .raw("valid", valid)
        .raw("header", &raw(report.header()))
        .raw("payload", &raw(report.payload()))
        .maybe("algorithm", report.algorithm())
        .raw("checks", &checks)
        .raw("times", &times.end())
        .raw("text", &text)
        .end()
}

pub(super) fn algorithms() -> String {
    list(Algorithm::ALL, |algorithm| {
        Members::new()
            .text("name", algorithm.name())
            .text("family", algorithm.family_name())
            .text("keyType", algorithm.key_type().name())
            .maybe("curve", algorithm.curve_name())
            .maybe("hash", algorithm.hash().map(|hash| hash.name()))
            .raw("minimumKeyBits", &number(algorithm.minimum_key_bits() as u64))
            .raw("deterministic", truth(algorithm.is_deterministic()))
            .raw("supported", truth(algorithm.is_supported()))
            .end()
    })
}

fn truth(value: bool) -> &'static str {
    if value { "true" } else { "false" }
}

/// What a `Key` shows of itself. Of a set, `algorithms` is what any of its keys can do.
pub(super) fn key_info(imported: &Imported) -> String {
    let keys = imported.keys();
    let has = |role: KeyRole| keys.iter().any(|key| key.role() == role);
    let role = if has(KeyRole::Secret) {
        "secret"
    } else if has(KeyRole::Private) {
        "private"
    } else {
        "public"
    };
    let can = |algorithm: &&Algorithm| keys.iter().any(|key| key.algorithms().contains(algorithm));
    let one = match imported {
        Imported::One(key) => Some(key),
        Imported::Set(_) => None,
    };
    let bits = one.map_or_else(|| String::from("null"), |key| number(key.bits() as u64));
    Members::new()
        .text("type", role)
        .text("kind", one.map_or("JWKS", |key| key.key_type().name()))
        .raw("algorithms", &list(Algorithm::ALL.iter().filter(can), |algorithm| string(algorithm.name())))
        .maybe("keyId", one.and_then(|key| key.key_id()))
        .raw("bits", &bits)
        .maybe("curve", one.and_then(|key| key.curve_name()))
        .raw("weak", truth(keys.iter().any(|key| key.is_weak())))
        .end()
}
