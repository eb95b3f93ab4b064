//! Options as JSON text, the way they come from JavaScript: typed reading, and the nearest known
//! name for one that is unknown.

use super::duration;
use crate::algorithm::Algorithm;
use crate::error::{Code, Error, Result, number, quoted};
use crate::json::{self, Object, Value};
use crate::platform::is_numeric_date;
use crate::remedy::SecretEncoding;
use crate::text;
use alloc::{string::String, vec::Vec};

/// An option object whose names are all known.
///
/// What cannot be read counts as not given until `end`, which answers the first error: so a caller reads all
/// options in a row, in the order in which their errors come.
pub(crate) struct OptionFields<'a> {
    object: Object<'a>,
    fault: Option<Error>,
}

impl<'a> OptionFields<'a> {
    /// Reads the text of an object; no text at all stands for no options.
    pub(crate) fn read(text: &'a str, known: &[&str]) -> Result<Self> {
        Self::read_with_internal(text, known, &[])
    }

    /// `internal` are names that the API itself writes: no error tells callers of them.
    pub(crate) fn read_with_internal(text: &'a str, known: &[&str], internal: &[&str]) -> Result<Self> {
        let text = if text.is_empty() { "{}" } else { text };
        let object = json::object(text.as_bytes()).map_err(|fault| {
            let position = number(fault.position as u64);
            invalid_option(&["The options must be an object: ", fault.reason, ", at position ", &position, "."])
                .at(fault.position)
        })?;
        for member in &object.members {
            if !known.contains(&&*member.name) && !internal.contains(&&*member.name) {
                return Err(unknown(&member.name, known));
            }
        }
        Ok(OptionFields { object, fault: None })
    }

    /// The options, if all could be read.
    pub(crate) fn end<T>(self, options: T) -> Result<T> {
        match self.fault {
            None => Ok(options),
            Some(error) => Err(error),
        }
    }

    #[cold]
    pub(crate) fn refuse(&mut self, error: Error) {
        self.fault.get_or_insert(error);
    }

    pub(crate) fn value(&self, name: &str) -> Option<Value<'a>> {
        self.object.get(name)
    }

    /// What `read` makes of the option; where it is there and `read` makes nothing of it, an error that says what was expected.
    pub(crate) fn typed<T>(
        &mut self,
        name: &str,
        expected: &str,
        read: impl FnOnce(Value<'a>) -> Option<T>,
    ) -> Option<T> {
        let value = self.value(name)?;
        let typed = read(value);
        if typed.is_none() {
            self.refuse(wrong(name, expected, value));
        }
        typed
    }

    pub(crate) fn flag(&mut self, name: &str) -> bool {
        self.typed(name, "true or false", Value::as_bool).unwrap_or(false)
    }

    pub(crate) fn string(&mut self, name: &str) -> Option<String> {
        self.typed(name, "a string", Value::as_string)
    }

    /// A list of strings, or one string that stands for a list of one.
    pub(crate) fn strings(&mut self, name: &str) -> Vec<String> {
        let list = self.typed(name, "a string or an array of at least one string", |value| {
            let list = match value.as_string() {
                Some(one) => alloc::vec![one],
                None => value.as_strings()?.into_iter().map(String::from).collect(),
            };
            // An empty list would read as "nothing is required", the opposite of what it says.
            (!list.is_empty()).then_some(list)
        });
        list.unwrap_or_default()
    }

    /// A number of seconds, or text such as `15m`.
    pub(crate) fn seconds(&mut self, name: &str) -> Option<f64> {
        let expected = "a number of seconds, or text with a unit such as \"90s\", \"5m\", \"2h\" or \"7d\"";
        self.typed(name, expected, |value| match value.as_str() {
            Some(text) => duration::seconds(&text),
            None => value.as_f64(),
        })
    }

    pub(crate) fn seconds_not_negative(&mut self, name: &str) -> Option<f64> {
        let seconds = self.seconds(name)?;
        if seconds < 0.0 {
            self.refuse(invalid_option(&["The option ", name, " must not be negative."]).claim(name));
        }
        Some(seconds)
    }

    /// As `seconds`, where a fraction of a second makes no sense.
    pub(crate) fn whole_seconds(&mut self, name: &str) -> Option<i64> {
        let seconds = self.seconds(name)?;
        let whole = seconds as i64;
        if whole as f64 != seconds || seconds.abs() > 1e12 {
            self.refuse(invalid_option(&["The option ", name, " must be a whole number of seconds."]).claim(name));
        }
        Some(whole)
    }

    /// A plain number of seconds since 1970; text is refused, since a date is not a span of time.
    pub(crate) fn timestamp(&mut self, name: &str) -> Option<f64> {
        let seconds = self.typed(name, "a number of seconds since 1970", Value::as_f64)?;
        if !is_numeric_date(seconds) {
            let pieces = &[
                "The option ",
                name,
                " must be seconds since 1970, up to the year 9999. Was it given in milliseconds?",
            ];
            self.refuse(invalid_option(pieces).claim(name));
        }
        Some(seconds)
    }

    /// A size or a count.
    pub(crate) fn count(&mut self, name: &str) -> Option<usize> {
        self.typed(name, "a whole number from 1 to 134217728", |value| {
            let count = value.as_f64()?;
            ((1.0..=134_217_728.0).contains(&count) && (count as usize) as f64 == count).then_some(count as usize)
        })
    }

    pub(crate) fn secret_encoding(&mut self, name: &str) -> Option<SecretEncoding> {
        self.typed(name, SecretEncoding::NAMES, |value| SecretEncoding::find(&value.as_str()?))
    }

    pub(crate) fn algorithm(&mut self, name: &str) -> Option<Algorithm> {
        let text = self.string(name)?;
        Algorithm::from_name(&text).map_err(|error| self.refuse(error)).ok()
    }
}

#[cold]
pub(crate) fn invalid_option(pieces: &[&str]) -> Error {
    Error::new(Code::OptionInvalid, pieces)
}

/// The value is shown for numbers and words only: a string may be a secret in the wrong place.
#[cold]
fn wrong(name: &str, expected: &str, value: Value<'_>) -> Error {
    let shown = match value.kind() {
        // A passphrase without its quotes is one all the same.
        "a number" | "a boolean" if name != "passphrase" => {
            [value.kind(), " (", value.raw().get(..40).unwrap_or(value.raw()), ")"].concat()
        }
        kind => kind.into(),
    };
    invalid_option(&["The option ", name, " must be ", expected, "; found ", &shown, "."])
        .claim(name)
        .compared(expected, value.kind())
}

#[cold]
fn unknown(name: &str, known: &[&str]) -> Error {
    // None is so long: it may be a value in the wrong place, and a secret one.
    if name.len() > 32 {
        return invalid_option(&[
            "There is no option with a name so long. Known here: ",
            &text::joined(known, ", "),
            ".",
        ]);
    }
    let shown = quoted(name);
    let error = match nearest(name, known) {
        Some(near) => {
            invalid_option(&["There is no option ", &shown, ". Did you mean ", near, "?"]).compared(near, name)
        }
        None => invalid_option(&["There is no option ", &shown, ". Known here: ", &text::joined(known, ", "), "."]),
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
