//! The scanner: one pass over the text, checking everything and recording the top-level members.

use super::value::{Member, Object, Value, unescape};
use alloc::{borrow::Cow, collections::BinaryHeap, vec::Vec};

/// Deeper nesting is refused: no real token has it, and recursion must stay shallow in interpreters.
const MAX_DEPTH: usize = 64;

/// Where and why text is not acceptable JSON. The reason completes "… at position N".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct JsonError {
    pub(crate) position: usize,
    pub(crate) reason: &'static str,
}

/// Reads text that must be one JSON object with unique names at every depth.
pub(crate) fn object(text: &[u8]) -> Result<Object<'_>, JsonError> {
    let mut scanner = Scanner::new(text)?;
    scanner.white_space();
    if scanner.peek() != Some(b'{') {
        return Err(scanner.fault("a JSON object was expected"));
    }
    let members = scanner.members(1)?;
    scanner.end()?;
    Ok(Object { members })
}

pub(super) struct Scanner<'a> {
    text: &'a str,
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Scanner<'a> {
    fn new(bytes: &'a [u8]) -> Result<Self, JsonError> {
        if bytes.starts_with(b"\xef\xbb\xbf") {
            return Err(JsonError { position: 0, reason: "there is a byte order mark before the JSON text" });
        }
        let text = core::str::from_utf8(bytes)
            .map_err(|e| JsonError { position: e.valid_up_to(), reason: "the bytes are not valid UTF-8" })?;
        Ok(Scanner { text, bytes, at: 0 })
    }

    /// For text that was scanned before, as part of a larger one.
    pub(super) fn trusted(text: &'a str) -> Self {
        Scanner { text, bytes: text.as_bytes(), at: 0 }
    }

    fn fault(&self, reason: &'static str) -> JsonError {
        JsonError { position: self.at, reason }
    }

    // These two are called for every byte; `opt-level = "z"` would not inline them.
    #[inline(always)]
    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    #[inline(always)]
    fn white_space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    fn end(&mut self) -> Result<(), JsonError> {
        self.white_space();
        if self.at == self.bytes.len() {
            Ok(())
        } else {
            Err(self.fault("there is something after the end of the JSON text"))
        }
    }

    /// The members of the object whose `{` is next.
    pub(super) fn members(&mut self, depth: usize) -> Result<Vec<Member<'a>>, JsonError> {
        let mut members = Vec::new();
        self.at += 1;
        self.white_space();
        if self.peek() == Some(b'}') {
            self.at += 1;
            return Ok(members);
        }
        loop {
            self.white_space();
            let position = self.at;
            if self.peek() != Some(b'"') {
                return Err(self.fault("a member name in double quotes was expected"));
            }
            let name = self.string()?;
            self.white_space();
            if self.peek() != Some(b':') {
                return Err(self.fault("a colon was expected after the member name"));
            }
            self.at += 1;
            self.white_space();
            let start = self.at;
            self.skip_value(depth)?;
            members.push(Member { name, value: Value::new(&self.text[start..self.at]), position });
            if !self.another(b'}', "a comma or a closing brace was expected")? {
                break;
            }
        }
        unique(&members)?;
        Ok(members)
    }

    /// The elements of the array whose `[` is next.
    pub(super) fn elements(&mut self, depth: usize) -> Result<Vec<Value<'a>>, JsonError> {
        let mut elements = Vec::new();
        self.at += 1;
        self.white_space();
        if self.peek() == Some(b']') {
            self.at += 1;
            return Ok(elements);
        }
        loop {
            self.white_space();
            let start = self.at;
            self.skip_value(depth)?;
            elements.push(Value::new(&self.text[start..self.at]));
            if !self.another(b']', "a comma or a closing bracket was expected")? {
                return Ok(elements);
            }
        }
    }

    /// After a member or an element: whether another follows.
    fn another(&mut self, close: u8, reason: &'static str) -> Result<bool, JsonError> {
        self.white_space();
        match self.peek() {
            Some(b',') => {
                self.at += 1;
                Ok(true)
            }
            Some(byte) if byte == close => {
                self.at += 1;
                Ok(false)
            }
            _ => Err(self.fault(reason)),
        }
    }

    fn skip_value(&mut self, depth: usize) -> Result<(), JsonError> {
        match self.peek() {
            Some(b'"') => self.string().map(drop),
            Some(b'{' | b'[') if depth >= MAX_DEPTH => {
                Err(self.fault("objects and arrays are nested more than 64 deep"))
            }
            Some(b'{') => self.members(depth + 1).map(drop),
            Some(b'[') => self.elements(depth + 1).map(drop),
            Some(b't') => self.word("true"),
            Some(b'f') => self.word("false"),
            Some(b'n') => self.word("null"),
            Some(b'-' | b'0'..=b'9') => self.number(),
            None => Err(self.fault("the text ends where a value was expected")),
            _ => Err(self.fault("a JSON value was expected")),
        }
    }

    fn word(&mut self, word: &str) -> Result<(), JsonError> {
        if !self.bytes[self.at..].starts_with(word.as_bytes()) {
            return Err(self.fault("a JSON value was expected"));
        }
        self.at += word.len();
        Ok(())
    }

    fn number(&mut self) -> Result<(), JsonError> {
        if self.peek() == Some(b'-') {
            self.at += 1;
        }
        if self.peek() == Some(b'0') {
            self.at += 1;
        } else {
            self.digits()?;
        }
        if self.peek() == Some(b'.') {
            self.at += 1;
            self.digits()?;
        }
        if matches!(self.peek(), Some(b'e' | b'E')) {
            self.at += 1;
            if matches!(self.peek(), Some(b'+' | b'-')) {
                self.at += 1;
            }
            self.digits()?;
        }
        Ok(())
    }

    fn digits(&mut self) -> Result<(), JsonError> {
        let start = self.at;
        while matches!(self.peek(), Some(b'0'..=b'9')) {
            self.at += 1;
        }
        if self.at == start { Err(self.fault("a digit was expected")) } else { Ok(()) }
    }

    /// The string whose opening quote is next, unescaped only if it has escapes.
    pub(super) fn string(&mut self) -> Result<Cow<'a, str>, JsonError> {
        self.at += 1;
        let start = self.at;
        let mut plain = true;
        loop {
            let rest = &self.bytes[self.at..];
            let ordinary = rest.iter().position(|byte| matches!(byte, 0..=0x1f | b'"' | b'\\'));
            self.at += ordinary.unwrap_or(rest.len());
            match self.peek() {
                Some(b'"') => break,
                Some(b'\\') => {
                    plain = false;
                    self.escape()?;
                }
                Some(_) => return Err(self.fault("a control character stands unescaped in a string")),
                None => return Err(self.fault("the text ends within a string")),
            }
        }
        let inner = &self.text[start..self.at];
        self.at += 1;
        Ok(if plain { Cow::Borrowed(inner) } else { Cow::Owned(unescape(inner)) })
    }

    fn escape(&mut self) -> Result<(), JsonError> {
        match self.bytes.get(self.at + 1) {
            Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => {
                self.at += 2;
                Ok(())
            }
            Some(b'u') => {
                let high = self.unit(self.at)?;
                let lone = self.fault("a \\u escape is half of a surrogate pair");
                self.at += 6;
                if (0xd800..0xdc00).contains(&high) {
                    if !self.bytes[self.at..].starts_with(b"\\u") || !(0xdc00..0xe000).contains(&self.unit(self.at)?) {
                        return Err(lone);
                    }
                    self.at += 6;
                } else if (0xdc00..0xe000).contains(&high) {
                    return Err(lone);
                }
                Ok(())
            }
            _ => Err(self.fault("a backslash is followed by no known escape")),
        }
    }

    /// The UTF-16 unit of the `\uXXXX` that begins at `at`.
    fn unit(&self, at: usize) -> Result<u32, JsonError> {
        let digits =
            self.bytes.get(at + 2..at + 6).ok_or_else(|| self.fault("a \\u escape needs four hexadecimal digits"))?;
        digits.iter().try_fold(0, |unit, &digit| {
            char::from(digit)
                .to_digit(16)
                .map(|value| unit << 4 | value)
                .ok_or_else(|| self.fault("a \\u escape needs four hexadecimal digits"))
        })
    }
}

/// Reading a checked value once more.
impl<'a> Value<'a> {
    pub(crate) fn as_str(self) -> Option<Cow<'a, str>> {
        if !self.is_str() {
            return None;
        }
        Scanner::trusted(self.0).string().ok()
    }

    pub(crate) fn as_array(self) -> Option<Vec<Value<'a>>> {
        if self.first() != b'[' {
            return None;
        }
        Scanner::trusted(self.0).elements(1).ok()
    }

    pub(crate) fn as_object(self) -> Option<Object<'a>> {
        if self.first() != b'{' {
            return None;
        }
        Scanner::trusted(self.0).members(1).ok().map(|members| Object { members })
    }
}

/// Names must differ: two readers that pick different ones would see different tokens.
fn unique(members: &[Member<'_>]) -> Result<(), JsonError> {
    let twice = |position| JsonError { position, reason: "a member name occurs twice" };
    if members.len() <= 16 {
        for (i, member) in members.iter().enumerate() {
            if members[..i].iter().any(|earlier| earlier.name == member.name) {
                return Err(twice(member.position));
            }
        }
        return Ok(());
    }
    // A heap keeps an object of a hundred thousand members from taking quadratic time.
    let Some(name) = repeated(members.iter().map(|member| &*member.name).collect()) else { return Ok(()) };
    let again = members.iter().filter(|member| member.name == name).nth(1);
    Err(twice(again.map_or(0, |member| member.position)))
}

/// A text that is there twice.
pub(crate) fn repeated(texts: Vec<&str>) -> Option<&str> {
    sorted(texts).windows(2).find(|pair| pair[0] == pair[1]).map(|pair| pair[0])
}

/// Texts in which `binary_search` finds one: where both lists come from outside, comparing each with each takes quadratic
/// time. A heap is a fifth of the size of the library's sorting.
pub(crate) fn sorted(texts: Vec<&str>) -> Vec<&str> {
    BinaryHeap::from(texts).into_sorted_vec()
}
