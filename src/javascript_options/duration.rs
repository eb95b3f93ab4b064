//! Spans of time as people write them: `90s`, `5m`, `2h`, `7d`.

/// As `jsonwebtoken` and `jose` count it.
const YEAR: f64 = 365.25 * 86_400.0;

/// Unit names and their length in seconds.
const UNITS: &[(&str, f64)] = &[
    ("s", 1.0),
    ("sec", 1.0),
    ("second", 1.0),
    ("m", 60.0),
    ("min", 60.0),
    ("minute", 60.0),
    ("h", 3600.0),
    ("hr", 3600.0),
    ("hour", 3600.0),
    ("d", 86_400.0),
    ("day", 86_400.0),
    ("w", 604_800.0),
    ("week", 604_800.0),
    ("y", YEAR),
    ("yr", YEAR),
    ("year", YEAR),
];

/// Seconds in a text of a number and a unit, such as `15m`, `1.5 h` or `-10 s`.
///
/// A number without a unit is refused: some libraries take it for milliseconds, others for seconds.
pub(super) fn seconds(text: &str) -> Option<f64> {
    let text = text.trim();
    let (sign, digits) = text.strip_prefix('-').map_or((1.0, text), |rest| (-1.0, rest));
    let end = digits.find(|c: char| !c.is_ascii_digit() && c != '.')?;
    let (number, unit) = (&digits[..end], digits[end..].trim_start());
    let unit = UNITS.iter().find(|(name, _)| {
        unit.eq_ignore_ascii_case(name)
            || (name.len() > 1 && unit.len() == name.len() + 1 && unit.ends_with('s') && unit.starts_with(name))
    })?;
    let (whole, fraction) = number.split_once('.').unwrap_or((number, "0"));
    Some(sign * (decimal(whole)? + decimal(fraction)? / power_of_ten(fraction.len())) * unit.1)
}

fn decimal(digits: &str) -> Option<f64> {
    if digits.is_empty() || digits.len() > 12 {
        return None;
    }
    digits.bytes().try_fold(0.0, |value, digit| digit.is_ascii_digit().then(|| value * 10.0 + f64::from(digit - b'0')))
}

fn power_of_ten(exponent: usize) -> f64 {
    (0..exponent).fold(1.0, |power, _| power * 10.0)
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::seconds;

    #[test]
    fn numbers_with_a_unit_are_read() {
        for (text, expected) in [
            ("90s", 90.0),
            ("5m", 300.0),
            ("2h", 7200.0),
            ("7d", 604_800.0),
            ("2 weeks", 1_209_600.0),
            ("1.5 h", 5400.0),
            ("-10 s", -10.0),
            ("15 mins", 900.0),
            ("1 Day", 86_400.0),
            ("1y", 31_557_600.0),
            ("2 yrs", 63_115_200.0),
        ] {
            assert_eq!(seconds(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn everything_else_is_not() {
        for text in
            ["", "5", "m", "5 x", "5 ms", "1e3s", "1.2.3s", ".5s", "5.", "1h30m", "9999999999999s", "ss", "5 ss"]
        {
            assert_eq!(seconds(text), None, "{text}");
        }
    }
}
