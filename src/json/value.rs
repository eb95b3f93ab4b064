//! Values as spans of checked text, and the few typed readings the core needs.

use alloc::{borrow::Cow, string::String, vec::Vec};

/// A JSON object: its members in the order they were written.
#[derive(Clone, Debug, Default)]
pub(crate) struct Object<'a> {
    pub(crate) members: Vec<Member<'a>>,
}

/// A member: its unescaped name, its value, and where the name begins in the text.
#[derive(Clone, Debug)]
pub(crate) struct Member<'a> {
    pub(crate) name: Cow<'a, str>,
    pub(crate) value: Value<'a>,
    pub(crate) position: usize,
}

/// One JSON value: the text it was written as, without white space around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Value<'a>(pub(super) &'a str);

impl<'a> Object<'a> {
    pub(crate) fn get(&self, name: &str) -> Option<Value<'a>> {
        self.members.iter().find(|member| member.name == name).map(|member| member.value)
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    /// The unescaped text of a member that is there and a string.
    pub(crate) fn text(&self, name: &str) -> Option<Cow<'a, str>> {
        self.get(name)?.as_str()
    }
}

impl<'a> Value<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Value(text)
    }

    /// The value as it was written.
    pub(crate) fn raw(self) -> &'a str {
        self.0
    }

    pub(super) fn first(self) -> u8 {
        self.0.as_bytes().first().copied().unwrap_or(0)
    }

    /// What kind of value it is, with its article, for error sentences.
    pub(crate) fn kind(self) -> &'static str {
        match self.first() {
            b'"' => "a string",
            b'{' => "an object",
            b'[' => "an array",
            b't' | b'f' => "a boolean",
            b'n' => "null",
            _ => "a number",
        }
    }

    pub(crate) fn is_str(self) -> bool {
        self.first() == b'"'
    }

    pub(crate) fn is_null(self) -> bool {
        self.first() == b'n'
    }

    pub(crate) fn as_bool(self) -> Option<bool> {
        match self.0 {
            "true" => Some(true),
            "false" => Some(false),
            _ => None,
        }
    }

    /// The same, for keeping.
    pub(crate) fn as_string(self) -> Option<String> {
        self.as_str().map(Cow::into_owned)
    }

    /// A list of strings: an array of nothing else.
    pub(crate) fn as_strings(self) -> Option<Vec<Cow<'a, str>>> {
        self.as_array()?.into_iter().map(Value::as_str).collect()
    }

    /// The number, if it is a finite one. Nineteen digits are read and powers of ten applied to
    /// them, which is exact for every time in seconds and much smaller than a general float reader.
    pub(crate) fn as_f64(self) -> Option<f64> {
        if !matches!(self.first(), b'-' | b'0'..=b'9') {
            return None;
        }
        let (mut digits, mut scale, mut exponent) = (0u64, 0i32, 0i32);
        let (mut fraction, mut in_exponent, mut exponent_sign) = (false, false, 1);
        for byte in self.0.bytes() {
            match byte {
                b'0'..=b'9' if in_exponent => {
                    exponent = exponent.saturating_mul(10).saturating_add(i32::from(byte - b'0'))
                }
                b'0'..=b'9' => {
                    let room = digits < 1_000_000_000_000_000_000;
                    if room {
                        digits = digits * 10 + u64::from(byte - b'0');
                    }
                    scale = scale.saturating_add(i32::from(!room) - i32::from(fraction));
                }
                b'.' => fraction = true,
                b'e' | b'E' => in_exponent = true,
                b'-' if in_exponent => exponent_sign = -1,
                _ => {}
            }
        }
        let power = scale.saturating_add(exponent.saturating_mul(exponent_sign)).clamp(-400, 400);
        let mut number = digits as f64;
        let mut tens = 1.0f64;
        for _ in 0..power.unsigned_abs() {
            tens *= 10.0;
        }
        if power < 0 {
            number /= tens;
        } else if digits != 0 {
            number *= tens;
        }
        if self.first() == b'-' {
            number = -number;
        }
        number.is_finite().then_some(number)
    }
}

/// The characters of a string's inside, whose escapes the scanner has checked.
pub(super) fn unescape(inner: &str) -> String {
    let mut out = String::with_capacity(inner.len());
    let mut chars = inner.chars();
    let mut high = 0u32;
    while let Some(c) = chars.next() {
        if c != '\\' {
            out.push(c);
            continue;
        }
        match chars.next().unwrap_or('\\') {
            'b' => out.push('\u{8}'),
            'f' => out.push('\u{c}'),
            'n' => out.push('\n'),
            'r' => out.push('\r'),
            't' => out.push('\t'),
            'u' => {
                let unit = (0..4)
                    .fold(0, |unit, _| unit << 4 | chars.next().and_then(|digit| digit.to_digit(16)).unwrap_or(0));
                if (0xd800..0xdc00).contains(&unit) {
                    high = unit;
                } else {
                    let code = if (0xdc00..0xe000).contains(&unit) {
                        0x10000 + ((high & 0x3ff) << 10) + (unit & 0x3ff)
                    } else {
                        unit
                    };
                    out.push(char::from_u32(code).unwrap_or('\u{fffd}'));
                }
            }
            other => out.push(other),
        }
    }
    out
}

/// Appends `text` as a JSON string, escaped the way `JSON.stringify` does.
pub(crate) fn push_string(out: &mut String, text: &str) {
    const HEX: &[u8; 16] = b"0123456789abcdef";
    out.push('"');
    // What needs no escape is copied in one piece.
    let mut copied = 0;
    for (at, byte) in text.bytes().enumerate() {
        let escape = match byte {
            b'"' => "\\\"",
            b'\\' => "\\\\",
            8 => "\\b",
            12 => "\\f",
            b'\n' => "\\n",
            b'\r' => "\\r",
            b'\t' => "\\t",
            0..=0x1f => "\\u00",
            _ => continue,
        };
        out.push_str(&text[copied..at]);
        out.push_str(escape);
        if escape.len() > 2 {
            out.push(char::from(HEX[usize::from(byte >> 4)]));
            out.push(char::from(HEX[usize::from(byte & 15)]));
        }
        copied = at + 1;
    }
    out.push_str(&text[copied..]);
    out.push('"');
}
