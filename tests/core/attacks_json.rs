//! JSON that readers disagree on, byte by byte: what a payload may hold, and that the core's reading is the
//! one of serde_json wherever neither is stricter by design.

use crate::support::{Fixed, expect, forged, test, verify};
use jwtmint::{Code, decode};
use serde_json::Value;

fn token(payload: &[u8]) -> String {
    forged(r#"{"alg":"HS256"}"#, payload)
}

#[test]
fn bytes_that_are_no_utf_8_are_refused() {
    for bytes in [
        &b"\xff"[..],                // never occurs
        b"\x80",                     // a continuation alone
        b"\xe9",                     // ISO 8859-1
        b"\xc0\xaf",                 // overlong, two bytes
        b"\xe0\x80\xaf",             // overlong, three bytes
        b"\xf0\x80\x80\xaf",         // overlong, four bytes
        b"\xf8\x88\x80\x80\x80",     // five bytes
        b"\xed\xa0\x80",             // half of a surrogate pair
        b"\xed\xa0\x80\xed\xb0\x80", // both halves, as CESU-8 has them
        b"\xf4\x90\x80\x80",         // above U+10FFFF
        b"\xe2\x82",                 // cut off
    ] {
        for payload in [[b"{\"a\":\"", bytes, b"\"}"].concat(), [b"{\"", bytes, b"\":1}"].concat()] {
            let error = expect(decode(&token(&payload)), Code::ClaimsInvalid);
            assert!(error.message().contains("UTF-8") && error.position().is_some(), "{error}");
        }
    }
    let utf_16: Vec<u8> = "{\"a\":1}".encode_utf16().flat_map(u16::to_le_bytes).collect();
    expect(decode(&token(&utf_16)), Code::ClaimsInvalid);
    expect(decode(&token(b"\xff\xfe{\x00}\x00")), Code::ClaimsInvalid);
    expect(decode(&token(b"\xef\xbb\xbf{}")), Code::ClaimsInvalid);
}

#[test]
fn halves_of_surrogate_pairs_are_refused_wherever_they_stand() {
    for escape in
        ["\\ud800", "\\udc00", "\\ud800a", "\\ud800\\u0061", "\\udc00\\ud800", "\\ud800\\ud800\\udc00", "\\uD83D"]
    {
        for payload in
            [format!(r#"{{"a":"{escape}"}}"#), format!(r#"{{"{escape}":1}}"#), format!(r#"{{"a":["{escape}"]}}"#)]
        {
            expect(decode(&token(payload.as_bytes())), Code::ClaimsInvalid);
        }
    }
    assert!(decode(&token(br#"{"a":"\ud83d\ude00\uDBFF\uDFFF"}"#)).is_ok());
}

#[test]
fn names_are_compared_as_they_read_and_not_as_they_are_written() {
    for payload in [
        r#"{"exp":1,"\u0065xp":2}"#,
        r#"{"a":{"b":1,"b":1}}"#,
        r#"{"":1,"":2}"#,
        r#"{"\/":1,"/":2}"#,
        r#"{"a":[{"x":1,"\u0078":1}]}"#,
    ] {
        let error = expect(decode(&token(payload.as_bytes())), Code::ClaimsInvalid);
        assert!(error.message().contains("twice"), "{error}");
    }
    // Letters that look alike, or are equal only after normalising, are different names.
    assert!(decode(&token("{\"é\":1,\"e\u{301}\":2,\"EXP\":3,\"exp\":4}".as_bytes())).is_ok());
    // A claim whose name is written with escapes counts all the same.
    expect(verify(&token(br#"{"\u0065xp":1}"#), "{}"), Code::TokenExpired);
}

#[test]
fn numbers_keep_their_text_however_large() {
    let text = r#"{"a":1e9999,"b":-0,"c":0.1e-400,"d":123456789012345678901234567890,"e":1E+2}"#;
    assert_eq!(verify(&token(text.as_bytes()), "{}").unwrap(), text);
    for number in
        ["01", "+1", ".5", "1.", "1e", "1e+", "-", "0x10", "1_000", "NaN", "Infinity", "-Infinity", "1 2", "١"]
    {
        expect(decode(&token(format!(r#"{{"a":{number}}}"#).as_bytes())), Code::ClaimsInvalid);
    }
}

#[test]
fn what_other_dialects_allow_is_refused() {
    for payload in [
        "{'a':1}",
        "{a:1}",
        "{\"a\":1,}",
        "{\"a\":[1,]}",
        "{\"a\":[,1]}",
        "{,}",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\":1 \"b\":2}",
        "{\"a\":1}//",
        "/**/{\"a\":1}",
        "{\"a\":1}#",
        "{\"a\":undefined}",
        "{\"a\":True}",
        "{\"a\":nul}",
        "{\"a\":\"\t\"}",
        "{\"a\":\"\n\"}",
        "{\"a\":\"\\x41\"}",
        "{\"a\":\"\\'\"}",
        "{\"a\":\"\\u12\"}",
        "{\"a\":\"\\u 123\"}",
        "{\"a\":\"\\U0041\"}",
        "{\"a\":\"\\",
        "{\"a\":\"",
        "\u{a0}{}",
        "{}\u{0}",
        "{}{}",
        "{} []",
        "\u{c}{}",
        "\u{2028}{}",
        "{\"a\":1]",
        "[{}]",
        "{\"a\":[1}",
        "",
    ] {
        expect(decode(&token(payload.as_bytes())), Code::ClaimsInvalid);
    }
    assert!(decode(&token(b" \t\r\n{ \"a\" : [ ] , \"b\" : { } } \n")).is_ok());
}

/// Texts made by changing others: both readers must say the same, but for the rules that are ours.
#[test]
fn the_scanner_agrees_with_serde_json_on_changed_texts() {
    const SEEDS: [&str; 5] = [
        r#"{"iss":"a","aud":["b","c"],"exp":1700000000,"x":{"y":[1,-2.5e+3,true,false,null]}}"#,
        r#"{"\u00e9\ud83d\ude00":"\"\\\/\b\f\n\r\t"}"#,
        "{ \"a\" : [ { } , [ ] , \"\" , 0 ] }",
        r#"{"n":[0,-0,1.0,1e5,1E-5,12345678901234567890]}"#,
        "{\"é😀\":\"ü\"}",
    ];
    const PIECES: [&str; 24] = [
        "\"", "\\", "{", "}", "[", "]", ",", ":", "0", "1", "-", "+", ".", "e", "E", " ", "\\u", "d800", "true",
        "null", "\u{7f}", "\n", "é", "x",
    ];
    let mut random = Fixed::default();
    let (mut accepted, mut refused) = (0, 0);
    for _ in 0..20_000 {
        let mut text: Vec<char> = SEEDS[random.below(SEEDS.len())].chars().collect();
        for _ in 0..=random.below(3) {
            if text.is_empty() {
                break;
            }
            let at = random.below(text.len());
            match random.below(4) {
                0 => drop(text.remove(at)),
                1 => drop(text.splice(at..at, PIECES[random.below(PIECES.len())].chars())),
                2 => drop(text.splice(at..=at, PIECES[random.below(PIECES.len())].chars())),
                _ => text.truncate(at.max(1)),
            }
        }
        let text: String = text.into_iter().collect();
        match (decode(&token(text.as_bytes())), serde_json::from_str::<Value>(&text)) {
            (Ok(decoded), Ok(value)) => {
                assert_eq!(decoded.claims(), text);
                assert!(value.is_object(), "{text}");
                accepted += 1;
            }
            (Err(_), Err(_)) => refused += 1,
            (Ok(_), Err(error)) => assert!(error.to_string().contains("out of range"), "accepted: {text} ({error})"),
            (Err(error), Ok(value)) => {
                assert!(!value.is_object() || error.message().contains("twice"), "refused: {text} ({error})");
            }
        }
    }
    assert!(accepted > 1500 && refused > 8000, "{accepted} {refused}");
}
