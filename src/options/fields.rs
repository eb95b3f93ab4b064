//! Options as JSON text, the way they come from JavaScript: typed reading, and the nearest known
//! name for one that is unknown.

use super::duration;
use crate::algorithm::Algorithm;
use crate::error::{Code, Error, Result, number, quoted};
use crate::json::{self, Object, Value};
use alloc::{string::String, vec::Vec};

/// An option object whose names are all known.
pub(crate) struct Fields<'a>(Object<'a>);

impl<'a> Fields<'a> {
    /// Reads the text of an object; no text at all stands for no options.
    pub(crate) fn read(text: &'a str, known: &[&str]) -> Result<Self> {
        if text.is_empty() {
            return Ok(Fields(Object::default()));
        }
        let object = json::object(text.as_bytes()).map_err(|fault| {
            let position = number(fault.position as u64);
            invalid(&["The options must be an object: ", fault.reason, ", at position ", &position, "."])
                .at(fault.position)
        })?;
        for member in &object.members {
            if !known.contains(&&*member.name) {
                return Err(unknown(&member.name, known));
            }
        }
        Ok(Fields(object))
    }

    pub(crate) fn value(&self, name: &str) -> Option<Value<'a>> {
        self.0.get(name)
    }

    pub(crate) fn flag(&self, name: &str) -> Result<bool> {
        self.value(name).map_or(Ok(false), |value| value.as_bool().ok_or_else(|| wrong(name, "true or false", value)))
    }

    pub(crate) fn string(&self, name: &str) -> Result<Option<String>> {
        self.value(name)
            .map(|value| value.as_str().map(String::from).ok_or_else(|| wrong(name, "a string", value)))
            .transpose()
    }

    /// A list of strings, or one string that stands for a list of one.
    pub(crate) fn strings(&self, name: &str) -> Result<Vec<String>> {
        let Some(value) = self.value(name) else { return Ok(Vec::new()) };
        let list = match value.as_str() {
            Some(one) => alloc::vec![one],
            None => value.as_strings().unwrap_or_default(),
        };
        // An empty list would read as "nothing is required", the opposite of what it says.
        if list.is_empty() {
            return Err(wrong(name, "a string or an array of at least one string", value));
        }
        Ok(list.into_iter().map(String::from).collect())
    }

    /// A number of seconds, or text such as `15m`.
    pub(crate) fn seconds(&self, name: &str) -> Result<Option<f64>> {
        let Some(value) = self.value(name) else { return Ok(None) };
        let seconds = match value.as_str() {
            Some(text) => duration::seconds(&text),
            None => value.as_f64(),
        };
        match seconds {
            Some(seconds) => Ok(Some(seconds)),
            None => Err(wrong(
                name,
                "a number of seconds, or text with a unit such as \"90s\", \"5m\", \"2h\" or \"7d\"",
                value,
            )),
        }
    }

    pub(crate) fn seconds_not_negative(&self, name: &str) -> Result<Option<f64>> {
        match self.seconds(name)? {
            Some(seconds) if seconds < 0.0 => {
                Err(invalid(&["The option ", name, " must not be negative."]).claim(name))
            }
            seconds => Ok(seconds),
        }
    }

    /// As `seconds`, where a fraction of a second makes no sense.
    pub(crate) fn whole_seconds(&self, name: &str) -> Result<Option<i64>> {
        let Some(seconds) = self.seconds(name)? else { return Ok(None) };
        let whole = seconds as i64;
        if whole as f64 != seconds || seconds.abs() > 1e12 {
            return Err(invalid(&["The option ", name, " must be a whole number of seconds."]).claim(name));
        }
        Ok(Some(whole))
    }

    /// A plain number of seconds since 1970; text is refused, since a date is not a span of time.
    pub(crate) fn timestamp(&self, name: &str) -> Result<Option<f64>> {
        let Some(value) = self.value(name) else { return Ok(None) };
        match value.as_f64() {
            Some(seconds) if (0.0..=crate::platform::LATEST).contains(&seconds) => Ok(Some(seconds)),
            Some(_) => Err(invalid(&[
                "The option ",
                name,
                " must be seconds since 1970, up to the year 9999. Was it given in milliseconds?",
            ])
            .claim(name)),
            None => Err(wrong(name, "a number of seconds since 1970", value)),
        }
    }

    /// A size or a count.
    pub(crate) fn count(&self, name: &str) -> Result<Option<usize>> {
        let Some(value) = self.value(name) else { return Ok(None) };
        match value.as_f64() {
            Some(count) if (1.0..=1e9).contains(&count) && (count as usize) as f64 == count => Ok(Some(count as usize)),
            _ => Err(wrong(name, "a whole number of at least 1", value)),
        }
    }

    pub(crate) fn algorithm(&self, name: &str) -> Result<Option<Algorithm>> {
        self.string(name)?.map(|text| Algorithm::from_name(&text)).transpose()
    }
}

#[cold]
pub(crate) fn invalid(pieces: &[&str]) -> Error {
    Error::new(Code::OptionInvalid, pieces)
}

/// The value is shown for numbers and words only: a string may be a secret in the wrong place.
#[cold]
pub(crate) fn wrong(name: &str, expected: &str, value: Value<'_>) -> Error {
    let shown = match value.kind() {
        "a number" | "a boolean" => [value.kind(), " (", value.raw().get(..40).unwrap_or(value.raw()), ")"].concat(),
        kind => kind.into(),
    };
    invalid(&["The option ", name, " must be ", expected, "; found ", &shown, "."])
        .claim(name)
        .compared(expected, value.kind())
}

#[cold]
fn unknown(name: &str, known: &[&str]) -> Error {
    let shown = quoted(name);
    let error = match nearest(name, known) {
        Some(near) => invalid(&["There is no option ", &shown, ". Did you mean ", near, "?"]).compared(near, name),
        None => invalid(&["There is no option ", &shown, ". Known here: ", &known.join(", "), "."]),
    };
    error.claim(name)
}

/// What people write for an option by its claim's or header parameter's name.
const ALIASES: &[(&str, &str)] = &[
    ("alg", "algorithm"),
    ("algs", "algorithms"),
    ("kid", "keyid"),
    ("exp", "expiresIn"),
    ("nbf", "notBefore"),
    ("iat", "issuedAt"),
    ("iss", "issuer"),
    ("sub", "subject"),
    ("aud", "audience"),
    ("jti", "jwtid"),
    ("leeway", "clockTolerance"),
    ("currentDate", "clockTimestamp"),
    ("maxTokenAge", "maxAge"),
    ("allowInvalidAsymmetricKeyTypes", "allowInsecureKeySizes"),
    ("algorithm", "algorithms"),
    ("algorithms", "algorithm"),
];

fn nearest<'k>(name: &str, known: &[&'k str]) -> Option<&'k str> {
    let find = |wanted: &str| known.iter().copied().find(|option| option.eq_ignore_ascii_case(wanted));
    if let Some(option) = find(name) {
        return Some(option);
    }
    for (alias, option) in ALIASES {
        if alias.eq_ignore_ascii_case(name)
            && let Some(option) = find(option)
        {
            return Some(option);
        }
    }
    if name.len() > 40 {
        return None;
    }
    let limit = 1 + name.len() / 4;
    known
        .iter()
        .copied()
        .map(|option| (distance(name, option), option))
        .filter(|(far, _)| *far <= limit)
        .min()
        .map(|(_, option)| option)
}

/// How many letters must be changed, added or dropped (Levenshtein), without regard to case.
fn distance(a: &str, b: &str) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.bytes().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.bytes().enumerate() {
            let change = diagonal + usize::from(!x.eq_ignore_ascii_case(&y));
            diagonal = row[j + 1];
            row[j + 1] = change.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row.last().copied().unwrap_or(0)
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::nearest;

    #[test]
    fn the_nearest_name_is_found() {
        let known = ["algorithm", "expiresIn", "keyid", "issuer"];
        for (written, meant) in [
            ("expiresin", "expiresIn"),
            ("expires", "expiresIn"),
            ("kid", "keyid"),
            ("isuer", "issuer"),
            ("alg", "algorithm"),
        ] {
            assert_eq!(nearest(written, &known), Some(meant), "{written}");
        }
        assert_eq!(nearest("colour", &known), None);
    }
}
