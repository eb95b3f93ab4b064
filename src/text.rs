//! Searching and joining text in plain loops. The standard library's ways are made for speed in long texts, which
//! keys and lists of names are not, and with their generic copies weigh 8 kB in the plain-JavaScript files.

use alloc::string::String;

/// Where `wanted`, which is not empty, begins. Its first byte is looked for before the whole is compared: this is asked
/// some fifty times of each text that may be a key.
pub(crate) fn find(text: &str, wanted: &str) -> Option<usize> {
    let (text, wanted) = (text.as_bytes(), wanted.as_bytes());
    let first = wanted.first()?;
    (0..text.len()).find(|&at| text[at] == *first && text[at..].starts_with(wanted))
}

pub(crate) fn contains(text: &str, wanted: &str) -> bool {
    find(text, wanted).is_some()
}

/// What stands before and after the first `separator`.
pub(crate) fn split<'t>(text: &'t str, separator: &str) -> Option<(&'t str, &'t str)> {
    let at = find(text, separator)?;
    Some((&text[..at], &text[at + separator.len()..]))
}

pub(crate) fn joined<T: AsRef<str>>(parts: &[T], separator: &str) -> String {
    let mut out = String::new();
    for (i, part) in parts.iter().enumerate() {
        add(&mut out, if i > 0 { separator } else { "" }, part.as_ref());
    }
    out
}

/// As a sentence lists things: `a, b or c`, where `last` is ` or `.
pub(crate) fn listed(parts: &[&str], last: &str) -> String {
    let mut out = String::new();
    for (i, part) in parts.iter().enumerate() {
        let separator = if i == 0 {
            ""
        } else if i + 1 == parts.len() {
            last
        } else {
            ", "
        };
        add(&mut out, separator, part);
    }
    out
}

/// One copy of this serves every kind of part.
fn add(out: &mut String, separator: &str, part: &str) {
    out.push_str(separator);
    out.push_str(part);
}

/// Seconds rounded down, as text. Never inlined: where there are no 64-bit numbers the conversion is long.
#[inline(never)]
pub(crate) fn whole_seconds(seconds: f64) -> String {
    number(seconds as u64)
}

/// A whole number as text, without the formatting machinery.
pub(crate) fn number(mut value: u64) -> String {
    let mut digits = [0; 20];
    let mut first = digits.len();
    loop {
        first -= 1;
        digits[first] = b'0' + (value % 10) as u8;
        value /= 10;
        if value == 0 {
            break;
        }
    }
    core::str::from_utf8(&digits[first..]).unwrap_or_default().into()
}

/// User text for use in a sentence: quoted, without control characters, cut to a readable length.
pub(crate) fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for (count, c) in text.chars().enumerate() {
        if count == 60 {
            out.push('…');
            break;
        }
        out.push(if c.is_control() { '\u{fffd}' } else { c });
    }
    out.push('"');
    out
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    #[test]
    fn finds_the_first() {
        assert_eq!(find("a--b--c", "--"), Some(1));
        assert_eq!((find("a-", "--"), find("", "-")), (None, None));
        assert_eq!(split("name}}rest}}", "}}"), Some(("name", "rest}}")));
        assert_eq!(split("ä{{", "{{"), Some(("ä", "")));
        assert_eq!(split("{", "{{"), None);
    }

    #[test]
    fn lists_as_a_sentence_does() {
        assert_eq!(listed(&["a", "b", "c"], " or "), "a, b or c");
        assert_eq!((&*listed(&["a"], " or "), &*listed(&["a", "b"], " and ")), ("a", "a and b"));
    }

    #[test]
    fn joins_what_there_is() {
        assert_eq!(joined(&["a", "b", ""], ", "), "a, b, ");
        assert_eq!(joined::<String>(&[], ", "), "");
    }
}
