//! The compact form in which the plain-JavaScript build hands a call over: the reader against a slower one, what the other
//! side writes, and calls made of what was read.
#![no_main]

use jwtmint::__bindings::Fields;
use jwtmint::{Code, SignOptions, VerifyOptions, decode, inspect_with, sign_with, verify_with};
use libfuzzer_sys::fuzz_target;
use shared::{Fixed, keys};

fuzz_target!(|data: &[u8]| {
    let Some((kinds, request)) = data.split_at_checked(4) else { return };
    agrees(kinds, request);
    let fields: Vec<&[u8]> = request.split(|byte| *byte == kinds[0]).collect();
    comes_across(&fields);
    // As the door does for `sign` and `verify`.
    let mut fields = Fields::of(request);
    let Ok((first, number, options)) = fields.text().and_then(|first| Ok((first, fields.number()?, fields.text()?)))
    else {
        return;
    };
    let Some(key) = keys().get((number as usize).wrapping_sub(1)) else { return };
    // RSA keys of the test are public.
    if let Ok(token) =
        SignOptions::from_json(options).and_then(|options| sign_with(first, key, &options, &mut Fixed::default()))
    {
        assert!(decode(&token).is_ok(), "what was signed can be read");
    }
    if let Ok(options) = VerifyOptions::from_json(options) {
        let verdict = verify_with(first, key, &options, &mut Fixed::default());
        let report = inspect_with(first, Some(key), &options, &mut Fixed::default());
        assert_eq!(report.valid(), Some(verdict.is_ok()), "{:?} {:?}", verdict.err(), report.checks());
    }
});

/// Reads fields of the kinds given until one cannot be read; each byte is looked at by itself in the other reader.
fn agrees(kinds: &[u8], request: &[u8]) {
    let (mut fields, mut at) = (Fields::of(request), 0);
    for kind in kinds.iter().cycle() {
        let expected = slowly(request, &mut at);
        let (same, read) = match kind % 3 {
            0 => {
                let read = fields.bytes();
                (read.as_ref().ok().copied() == expected, read.map(drop))
            }
            1 => {
                let read = fields.text();
                let text = expected.and_then(|bytes| String::from_utf8(bytes.to_vec()).ok());
                (read.as_ref().ok().map(|text| (*text).to_owned()) == text, read.map(drop))
            }
            _ => {
                let read = fields.number();
                let digits = expected.filter(|bytes| bytes.iter().all(u8::is_ascii_digit));
                let number = digits.and_then(|digits| {
                    digits.iter().try_fold(0u64, |value, digit| {
                        let value = value * 10 + u64::from(digit - b'0');
                        (value <= u64::from(u32::MAX)).then_some(value)
                    })
                });
                (read.as_ref().ok().map(|number| u64::from(*number)) == number, read.map(drop))
            }
        };
        assert!(same, "field of kind {} before {at} of {}", kind % 3, request.len());
        match read {
            // An empty field takes four bytes, too: this ends.
            Ok(()) => {}
            Err(error) => return assert_eq!(error.code(), Code::Internal),
        }
    }
}

fn slowly<'a>(request: &'a [u8], at: &mut usize) -> Option<&'a [u8]> {
    let mut length = 0u64;
    for i in 0..4 {
        length |= u64::from(*request.get(*at + i)?) << (8 * i);
    }
    let start = *at + 4;
    let end = start as u64 + length;
    if end > request.len() as u64 {
        return None;
    }
    *at = end as usize;
    Some(&request[start..end as usize])
}

/// What pkg/src/script/adapter.js writes is what is read.
fn comes_across(fields: &[&[u8]]) {
    let mut request = Vec::new();
    for field in fields {
        request.extend_from_slice(&(field.len() as u32).to_le_bytes());
        request.extend_from_slice(field);
    }
    let mut read = Fields::of(&request);
    for field in fields {
        assert_eq!(read.bytes().expect("a field"), *field);
    }
    assert!(read.bytes().is_err(), "nothing is left");
}
