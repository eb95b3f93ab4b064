//! What a program writes out: results in the shape that they have in the package for JavaScript. No key is among them:
//! a private one would be written by accident.

use super::json_text::{JsonText, number};
use crate::algorithm::{Algorithm, Curve, HashAlgorithm, KeyType};
use crate::code::Code;
use crate::decode::Decoded;
use crate::error::Error;
use crate::inspect::{CheckStatus, Report, ReportCheck, ReportedTime};
use crate::verify::Verified;
use alloc::string::{String, ToString};
use serde::{Serialize, Serializer};

/// Types that are written as their name.
macro_rules! named {
    ($($type:ident $name:ident;)*) => {$(
        impl Serialize for $type {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.$name())
            }
        }
    )*};
}

named! {
    Algorithm name;
    CheckStatus name;
    Code as_str;
    Curve name;
    HashAlgorithm name;
    KeyType name;
}

#[derive(Serialize)]
#[serde(rename = "Error")]
struct ErrorShape<'a> {
    code: Code,
    message: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    claim: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    expected: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    actual: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    position: Option<usize>,
}

impl Serialize for Error {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        ErrorShape {
            code: self.code(),
            message: self.to_string(),
            claim: self.claim_name(),
            expected: self.expected(),
            actual: self.actual(),
            position: self.position(),
        }
        .serialize(serializer)
    }
}

#[derive(Serialize)]
struct TextShape<'a> {
    header: Option<&'a str>,
    payload: Option<&'a str>,
}

#[derive(Serialize)]
struct PartsShape<'a> {
    header: &'a str,
    payload: &'a str,
    signature: &'a str,
}

#[derive(Serialize)]
#[serde(rename = "Decoded", rename_all = "camelCase")]
struct DecodedShape<'a> {
    header: JsonText<'a>,
    payload: JsonText<'a>,
    signature: &'a str,
    parts: PartsShape<'a>,
    signing_input: &'a str,
    problems: &'a [Error],
    text: TextShape<'a>,
}

impl Serialize for Decoded {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let [header, payload, signature] = self.parts();
        DecodedShape {
            header: JsonText(self.header()),
            payload: JsonText(self.claims()),
            signature,
            parts: PartsShape { header, payload, signature },
            signing_input: self.signing_input(),
            problems: self.problems(),
            text: TextShape { header: Some(self.header()), payload: Some(self.claims()) },
        }
        .serialize(serializer)
    }
}

#[derive(Serialize)]
#[serde(rename = "Verified", rename_all = "camelCase")]
struct VerifiedShape<'a> {
    header: JsonText<'a>,
    payload: JsonText<'a>,
    algorithm: Algorithm,
    key_id: Option<&'a str>,
    text: TextShape<'a>,
}

impl Serialize for Verified {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        VerifiedShape {
            header: JsonText(self.header()),
            payload: JsonText(self.claims()),
            algorithm: self.algorithm(),
            key_id: self.key_id(),
            text: TextShape { header: Some(self.header()), payload: Some(self.claims()) },
        }
        .serialize(serializer)
    }
}

struct NumberText<'a>(&'a str);

impl Serialize for NumberText<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        number(self.0, serializer)
    }
}

#[derive(Serialize)]
#[serde(rename = "ReportTime")]
struct TimeShape<'a> {
    seconds: NumberText<'a>,
    iso: &'a str,
    relative: &'a str,
}

impl Serialize for ReportedTime {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        TimeShape { seconds: NumberText(self.seconds()), iso: self.iso(), relative: self.relative() }
            .serialize(serializer)
    }
}

#[derive(Serialize)]
#[serde(rename = "Check")]
struct CheckShape<'a> {
    name: &'a str,
    status: CheckStatus,
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<Code>,
    message: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    hint: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    position: Option<usize>,
}

impl Serialize for ReportCheck {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        CheckShape {
            name: self.name(),
            status: self.status(),
            code: self.code(),
            message: self.message(),
            hint: self.hint().map(ToString::to_string),
            position: self.position(),
        }
        .serialize(serializer)
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct TimesShape<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    issued_at: Option<&'a ReportedTime>,
    #[serde(skip_serializing_if = "Option::is_none")]
    not_before: Option<&'a ReportedTime>,
    #[serde(skip_serializing_if = "Option::is_none")]
    expires: Option<&'a ReportedTime>,
}

#[derive(Serialize)]
#[serde(rename = "Report")]
struct ReportShape<'a> {
    valid: Option<bool>,
    header: Option<JsonText<'a>>,
    payload: Option<JsonText<'a>>,
    algorithm: Option<&'a str>,
    checks: &'a [ReportCheck],
    times: TimesShape<'a>,
    text: TextShape<'a>,
}

impl Serialize for Report {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        ReportShape {
            valid: self.valid(),
            header: self.header().map(JsonText),
            payload: self.payload().map(JsonText),
            algorithm: self.algorithm(),
            checks: self.checks(),
            times: TimesShape { issued_at: self.issued_at(), not_before: self.not_before(), expires: self.expires() },
            text: TextShape { header: self.header(), payload: self.payload() },
        }
        .serialize(serializer)
    }
}
