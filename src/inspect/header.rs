//! The protected header: its form, its algorithm, its extensions.

use super::{Report, structure::Opened};
use crate::algorithm::Algorithm;
use crate::decode::into_text;
use crate::error::quoted;
use crate::header::{Header, private_member};
use crate::json;
use crate::options::VerifyOptions;
use crate::verify::not_allowed;

pub(super) fn check<'o>(report: &mut Report, opened: &'o Opened<'_>, options: &VerifyOptions) -> Option<Header<'o>> {
    let Some(bytes) = opened.header.as_deref() else {
        report.skip(&["header", "algorithm", "critical"], "the header cannot be decoded.");
        return None;
    };
    if json::object(bytes).is_ok() {
        report.header = Some(into_text(bytes.into()));
    }
    let header = match Header::read(bytes) {
        Ok(header) => header,
        Err(error) => {
            report.fail("header", &error);
            report.skip(&["algorithm", "critical"], "the header cannot be read.");
            return None;
        }
    };
    report.pass("header", &["The protected header is a JSON object with unique names."]);
    report.algorithm = Some(header.algorithm.as_ref().into());
    if opened.encrypted {
        report.skip(&["algorithm", "critical"], "the token is encrypted.");
        return None;
    }
    peculiarities(report, &header);
    match Algorithm::for_verifying(&header.algorithm) {
        Err(error) => {
            report.fail("algorithm", &error);
        }
        Ok(algorithm) if !options.algorithms.is_empty() && !options.algorithms.contains(&algorithm) => {
            report.fail("algorithm", &not_allowed(algorithm, &options.algorithms, "the options allow"));
        }
        Ok(algorithm) => report.pass("algorithm", &[algorithm.name(), " (", algorithm.family_name(), ")."]),
    }
    match header.check_critical(&options.critical, false) {
        Ok(()) => report.pass("critical", &["No extension that is not understood."]),
        Err(error) => {
            report.fail("critical", &error);
        }
    }
    Some(header)
}

/// What is allowed, and still seldom meant.
fn peculiarities(report: &mut Report, header: &Header<'_>) {
    if let Some(typ) = header.typ.as_deref() {
        let lower = typ.to_ascii_lowercase();
        let bare = lower.strip_prefix("application/").unwrap_or(&lower);
        if bare != "jwt" && !bare.ends_with("+jwt") {
            report.warn(
                "header",
                &["The header's \"typ\" is ", &quoted(typ), ", which is not usual for a JWT."],
                "Expected is \"JWT\", or a kind of it such as \"at+jwt\" (RFC 8725 section 3.11).",
            );
        }
    }
    if private_member(&header.object).is_some() {
        report.warn(
            "header",
            &["The header's \"jwk\" holds a private key, and everybody who has seen this token has it now."],
            "Replace that key at once, and have the issuer write the public key alone (RFC 7515 section 4.1.3).",
        );
    }
    if header.object.has("zip") {
        report.warn(
            "header",
            &["The header says that the payload is compressed (\"zip\"), which no JWT's is: its claims cannot be read here."],
            "Verify such a token, a SMART Health Card for example, with a program made for it.",
        );
    }
    let carried = ["jwk", "jku", "x5u", "x5c"].into_iter().find(|name| header.object.has(name));
    if let Some(name) = carried {
        report.warn(
            "header",
            &["The header brings its own key (\"", name, "\"), which is never used here."],
            "Do not take a key from the token: whoever made the token chose it (RFC 8725 section 3.10).",
        );
    }
    if header.object.text("cty").is_some_and(|cty| cty.eq_ignore_ascii_case("jwt")) {
        report.warn(
            "header",
            &["The header's \"cty\" is JWT: the payload is a token itself (RFC 7519 section 5.2)."],
            "Verify this one as a JWS, then the token inside.",
        );
    }
}
