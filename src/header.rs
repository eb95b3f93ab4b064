//! The protected header (RFC 7515 section 4): reading it strictly, and writing a new one.

use crate::error::{Code, Error, Result, number, quoted};
use crate::json::{self, Object, Value, push_string};
use crate::options::{SignOptions, Typ};
use crate::remedy::{OptionName, Remedy};
use alloc::{borrow::Cow, string::String, vec::Vec};

/// A header that was read: the registered parameters the core acts on, and all members as text.
pub(crate) struct Header<'a> {
    pub(crate) object: Object<'a>,
    pub(crate) algorithm: Cow<'a, str>,
    pub(crate) typ: Option<Cow<'a, str>>,
    pub(crate) key_id: Option<Cow<'a, str>>,
}

/// Parameters with a meaning of their own, which `crit` must not name (RFC 7515 section 4.1.11).
const REGISTERED: &[&str] =
    &["alg", "jku", "jwk", "kid", "x5u", "x5c", "x5t", "x5t#S256", "typ", "cty", "crit", "enc", "zip"];

impl<'a> Header<'a> {
    /// Reads a header: an object with unique names, whose registered parameters have their types.
    pub(crate) fn read(text: &'a [u8]) -> Result<Self> {
        Header::of_object(parse(text)?)
    }

    /// The registered parameters must have their types.
    pub(crate) fn of_object(object: Object<'a>) -> Result<Self> {
        let algorithm = string(&object, "alg")?.ok_or_else(|| {
            invalid_header(&[
                "The header has no \"alg\": expected the name of the signature algorithm (RFC 7515 section 4.1.1).",
            ])
            .claim("alg")
        })?;
        let header = Header { algorithm, typ: string(&object, "typ")?, key_id: string(&object, "kid")?, object };
        string(&header.object, "cty")?;
        Ok(header)
    }

    /// Refuses extensions nobody declared to understand (RFC 7515 section 4.1.11), and RFC 7797's
    /// unencoded payload unless it is `unencoded` that the caller expects.
    pub(crate) fn check_critical(&self, understood: &[String], unencoded: bool) -> Result<()> {
        let b64 = self.object.get("b64");
        if unencoded {
            if b64.is_none_or(|value| value.as_bool() != Some(false)) {
                return Err(not_unencoded());
            }
            if !self
                .object
                .get("crit")
                .and_then(Value::as_strings)
                .is_some_and(|names| names.iter().any(|name| name == "b64"))
            {
                return Err(critical(&[
                    "The header has \"b64\": false, and its \"crit\" does not name \"b64\", as RFC 7797 section 6 demands.",
                ]));
            }
        } else if b64.is_some_and(|value| value.as_bool() != Some(true)) {
            return Err(critical(&[
                "The header has \"b64\": false or not a boolean, an unencoded payload (RFC 7797), which is not supported for JWTs.",
            ]));
        }
        let understood = json::sorted(understood.iter().map(|name| &**name).collect());
        for name in critical_names(&self.object)? {
            let known = if name == "b64" { unencoded } else { understood.binary_search(&&*name).is_ok() };
            if !known {
                return Err(critical(&["The token demands the extension ", &quoted(&name), "."])
                    .with_remedy(Remedy::DeclareCritical));
            }
        }
        Ok(())
    }
}

/// The extensions that `crit` names, if it is as RFC 7515 section 4.1.11 demands.
fn critical_names<'a>(object: &Object<'a>) -> Result<Vec<Cow<'a, str>>> {
    let Some(value) = object.get("crit") else { return Ok(Vec::new()) };
    let Some(names) = value.as_strings() else {
        return Err(critical(&[
            "The header's \"crit\" must be an array of strings (RFC 7515 section 4.1.11), found ",
            value.kind(),
            ".",
        ]));
    };
    if names.is_empty() {
        return Err(critical(&["The header's \"crit\" is an empty array, which RFC 7515 section 4.1.11 forbids."]));
    }
    let twice = json::repeated(names.iter().map(|name| &**name).collect());
    let members = json::sorted(object.members.iter().map(|member| &*member.name).collect());
    for name in &names {
        let fault = if twice == Some(name) {
            " twice."
        } else if REGISTERED.contains(&&**name) {
            ", which is no extension (RFC 7515 section 4.1.11)."
        } else if members.binary_search(&&**name).is_err() {
            ", but the header has no such parameter."
        } else {
            continue;
        };
        return Err(critical(&["The header's \"crit\" names ", &quoted(name), fault]));
    }
    Ok(names)
}

/// A token is read by others.
fn check_public(object: &Object<'_>) -> Result<()> {
    match private_member(object) {
        None => Ok(()),
        Some(name) => Err(invalid_header(&[
            "The header's \"jwk\" holds private material, its member ",
            &quoted(&name),
            ", and a token is read by others. Give the public key (RFC 7515 section 4.1.3).",
        ])
        .claim("jwk")),
    }
}

/// A member of the header's `jwk` that belongs to its owner alone.
pub(crate) fn private_member<'a>(object: &Object<'a>) -> Option<Cow<'a, str>> {
    const PRIVATE: [&str; 9] = ["d", "p", "q", "dp", "dq", "qi", "oth", "k", "priv"];
    let members = object.get("jwk")?.as_object()?.members;
    members.into_iter().map(|member| member.name).find(|name| PRIVATE.contains(&&**name))
}

/// The object of a header, with unique names and any values.
pub(crate) fn parse(text: &[u8]) -> Result<Object<'_>> {
    json::object(text).map_err(|fault| {
        let position = number(fault.position as u64);
        invalid_header(&[
            "The protected header is not valid: ",
            fault.reason,
            ", at position ",
            &position,
            " of its JSON text.",
        ])
        .at(fault.position)
    })
}

fn string<'a>(object: &Object<'a>, name: &str) -> Result<Option<Cow<'a, str>>> {
    match object.get(name) {
        None => Ok(None),
        Some(value) => match value.as_str() {
            Some(text) => Ok(Some(text)),
            None => Err(invalid_header(&[
                "The header parameter \"",
                name,
                "\" must be a string, found ",
                value.kind(),
                ".",
            ])
            .claim(name)),
        },
    }
}

/// The text of a new protected header. Parameters the caller wrote keep their text and order; what
/// options add stands before them, or behind them where the caller wrote `alg` himself.
pub(crate) fn write(algorithm: &str, own_key_id: Option<&str>, options: &SignOptions) -> Result<String> {
    let given = options.header.as_deref().unwrap_or("{}").trim();
    let object = parse(given.as_bytes())?;
    if object.get("b64").is_some_and(|value| value.as_bool() != Some(true)) {
        return Err(invalid_header(&[
            "The header parameter \"b64\" must not be false here: an unencoded payload (RFC 7797) is no JWT.",
        ])
        .claim("b64"));
    }
    // What `verify` refuses whatever its options.
    let names = critical_names(&object).map_err(|error| invalid_header(&[error.message()]).claim("crit"))?;
    if names.iter().any(|name| name == "b64") {
        return Err(invalid_header(&[
            "The header's \"crit\" names \"b64\" (RFC 7797), which is for unencoded payloads alone.",
        ])
        .claim("crit"));
    }
    compose(algorithm, own_key_id, options, given, &object)
}

/// What the caller wrote, with what options add.
fn compose(
    algorithm: &str,
    own_key_id: Option<&str>,
    options: &SignOptions,
    given: &str,
    object: &Object<'_>,
) -> Result<String> {
    for name in ["typ", "kid", "cty"] {
        string(object, name)?;
    }
    check_public(object)?;
    let mut added: Vec<(&str, &str)> = Vec::new();
    match string(object, "alg")? {
        None => added.push(("alg", algorithm)),
        Some(written) if written == algorithm => {}
        Some(written) => return Err(given_twice("alg", OptionName::Algorithm, algorithm, &written)),
    }
    let typ = match &options.typ {
        Typ::Omit => None,
        Typ::Jwt if object.has("typ") => None,
        Typ::Jwt => Some("JWT"),
        Typ::Is(text) => Some(text.as_str()),
    };
    // The key's own is no demand of the caller's, who may write another into the header.
    let own_key_id = own_key_id.filter(|_| !options.without_key_id && !object.has("kid"));
    let key_id = options.key_id.as_deref().or(own_key_id);
    for (name, option, value) in [("typ", OptionName::Typ, typ), ("kid", OptionName::KeyId, key_id)] {
        let Some(value) = value else { continue };
        match object.text(name) {
            None => added.push((name, value)),
            Some(written) if written == value => {}
            Some(written) => return Err(given_twice(name, option, value, &written)),
        }
    }
    Ok(join(given, object, &added))
}

/// The same for an unencoded payload (RFC 7797): with `b64` and a `crit` that names it.
pub(crate) fn write_unencoded(algorithm: &str, own_key_id: Option<&str>, options: &SignOptions) -> Result<String> {
    let given = options.header.as_deref().unwrap_or("{}").trim();
    let object = parse(given.as_bytes())?;
    let mut more = String::new();
    match object.get("b64").map(Value::as_bool) {
        None => more.push_str(",\"b64\":false"),
        Some(Some(false)) => {}
        Some(_) => {
            return Err(invalid_header(&[
                "The header parameter \"b64\" must be false for an unencoded payload (RFC 7797).",
            ])
            .claim("b64"));
        }
    }
    match object.get("crit") {
        None => more.push_str(",\"crit\":[\"b64\"]"),
        Some(names) if names.as_strings().is_some_and(|names| names.iter().any(|name| name == "b64")) => {}
        Some(_) => {
            return Err(invalid_header(&[
                "The header's \"crit\" must be an array that names \"b64\" for an unencoded payload (RFC 7797 section 6).",
            ])
            .claim("crit"));
        }
    }
    let mut text = compose(algorithm, own_key_id, options, given, &object)?;
    text.truncate(text.len() - 1);
    text.push_str(&more);
    text.push('}');
    Ok(text)
}

/// The algorithm the caller wrote into the header himself.
pub(crate) fn written_algorithm(options: &SignOptions) -> Result<Option<String>> {
    let Some(given) = &options.header else { return Ok(None) };
    Ok(string(&parse(given.trim().as_bytes())?, "alg")?.map(Cow::into_owned))
}

fn join(given: &str, object: &Object<'_>, added: &[(&str, &str)]) -> String {
    let mut text = String::with_capacity(given.len() + 64);
    let pairs = |text: &mut String| {
        for (i, (name, value)) in added.iter().enumerate() {
            if i > 0 {
                text.push(',');
            }
            push_string(text, name);
            text.push(':');
            push_string(text, value);
        }
    };
    if object.members.is_empty() {
        text.push('{');
        pairs(&mut text);
        text.push('}');
    } else if added.is_empty() {
        text.push_str(given);
    } else if object.has("alg") {
        text.push_str(given[..given.len() - 1].trim_end());
        text.push(',');
        pairs(&mut text);
        text.push('}');
    } else {
        text.push('{');
        pairs(&mut text);
        text.push(',');
        text.push_str(&given[1..]);
    }
    text
}

#[cold]
fn given_twice(parameter: &str, option: OptionName, wanted: &str, written: &str) -> Error {
    let (wanted, written) = (quoted(wanted), quoted(written));
    Error::new(
        Code::OptionInvalid,
        &["The header's \"", parameter, "\" is ", &written, ", but the options or the key ask for ", &wanted, "."],
    )
    .claim(parameter)
    .with_remedy(Remedy::GiveOnce(option))
}

#[cold]
fn invalid_header(pieces: &[&str]) -> Error {
    Error::new(Code::HeaderInvalid, pieces)
}

#[cold]
fn not_unencoded() -> Error {
    Error::new(
        Code::ClaimMismatch,
        &["An unencoded payload (RFC 7797) is expected, and the header has no \"b64\": false."],
    )
    .claim("b64")
}

#[cold]
fn critical(pieces: &[&str]) -> Error {
    Error::new(Code::CriticalUnsupported, pieces).claim("crit")
}
